"""Estimates of money, rounded to what is known of them."""

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

from babel.numbers import get_currency_symbol

from components import words
from components.exact import Exact, Said

# From so many whole units on, the decimals of an amount say nothing.
WHOLE_FROM = 10


def symbol(currency: str) -> str:
    """The sign of a currency, as it stands beside an axis or a field; "" for money whose currency nobody named.

    >>> symbol("EUR"), symbol(words.NO_CURRENCY)
    ('€', '')
    """
    return "" if currency == words.NO_CURRENCY else get_currency_symbol(currency, words.LOCALE)


def about(minor: int, currency: str) -> str:
    """An amount to two significant figures.

    >>> about(3_880_800, "EUR"), about(412, "EUR"), about(0, "EUR")
    ('€39,000', '€4.10', '€0')
    """
    return _said(minor, currency, _step(abs(minor)))


def each(minor: int, currency: str) -> str:
    """An amount for one customer: with its decimals only where it is small.

    >>> each(3_312, "EUR"), each(312, "EUR")
    ('€33', '€3.12')
    """
    return words.money(minor, currency, whole=abs(minor) >= WHOLE_FROM * 10 ** words.minor_digits(currency))


def estimate(minor: int, low: int, high: int, currency: str) -> tuple[str, str]:
    """An amount and its interval, rounded to two significant figures of the interval's width.

    >>> value, interval = estimate(6_123_456, 4_412_345, 7_886_543, "EUR")
    >>> value, interval.replace(words.SPACE, " ")
    ('€61,000', '44,000 to 79,000')
    """
    step = _step(high - low)
    digits = words.minor_digits(currency)
    shown = 0 if step >= 10**digits else digits
    ends = (float(Decimal(_rounded(end, step)).scaleb(-digits)) for end in (low, high))
    return _said(minor, currency, step), words.between(*ends, shown)


def ranged(value: float, low: float | None, high: float | None, currency: str) -> str:
    """An amount with its interval, in minor units; without one where none is known, or all are alike.

    >>> ranged(1393, 1214, 1599, "EUR").replace(words.SPACE, " "), ranged(1393, None, None, "EUR")
    ('€13.90 (12.10 to 16.00)', '€13.93')
    """
    digits, ends = words.minor_digits(currency), (None, None)
    if low is None or high is None or low != low or high != high or low == high:
        said = words.money(round(value), currency)
    else:
        amount, interval = estimate(value, low, high, currency)
        said, ends = f"{amount} ({interval})", (low / 10**digits, high / 10**digits)
    form = "0." + "0" * digits if digits else "0"
    return Said(said, Exact(value=value / 10**digits, low=ends[0], high=ends[1], form=form, unit=currency))


def minor_units(currency: str) -> int:
    """How many minor units make one whole.

    >>> minor_units("EUR"), minor_units("JPY")
    (100, 1)
    """
    return 10 ** words.minor_digits(currency)


def _step(size: int) -> int:
    """What to round to: a tenth of the size's own power of ten, in minor units."""
    return 10 ** max(floor(log10(size)) - 1, 0) if size > 0 else 1


def _rounded(minor: int, step: int) -> int:
    return int((Decimal(round(minor)) / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def _said(minor: int, currency: str, step: int) -> str:
    rounded = _rounded(minor, step)
    return words.money(rounded, currency, whole=rounded % 10 ** words.minor_digits(currency) == 0)
