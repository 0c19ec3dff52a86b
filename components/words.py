"""Numbers, days and periods in words, and data values made harmless.

A number keeps to its unit by a no-break space, an interval to itself, so neither is torn at a line's end.
"""

import html
import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_precision, get_currency_symbol

from analysis import calendar
from components.exact import Exact, Said
from components.language import LOCALE, _, ngettext

SPACE = "\u00a0"
MINUS = "\u2212"
# The currency of a file that names none.
NO_CURRENCY = "XXX"


def count(number: int) -> str:
    """A whole number, its thousands separated.

    >>> count(1204)
    '1,204'
    """
    return decimal(number, 0)


# One picture says hundreds of numbers, many of them alike.
@lru_cache(maxsize=8192)
def decimal(number: float, digits: int) -> str:
    """A number with that many decimals, halves rounded away from zero.

    >>> decimal(-1234.25, 1)
    '−1,234.3'
    """
    # Nine decimals first: 0.145 * 100 is 14.499999999999998, and a person's half is a half.
    exact = Decimal(str(round(float(number), 9)))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    # A small negative number rounds to zero, which has no sign.
    rounded = abs(rounded) if rounded == 0 else rounded
    pattern = f"#,##{_places(digits)}"
    said = format_decimal(rounded, format=pattern, locale=LOCALE).replace("-", MINUS)
    return Said(said, Exact(value=number, form=pattern))


def digits_for(low: float, high: float) -> int:
    """How many decimals of a per cent an interval of a share supports.

    >>> digits_for(0.35, 0.41), digits_for(0.381, 0.384), digits_for(0.3811, 0.3814)
    (0, 1, 2)
    """
    width = 100 * (high - low)
    return 0 if width >= 1 else 1 if width >= 0.1 else 2


def share(rate: float, low: float | None = None, high: float | None = None, *, digits: int | None = None) -> str:
    """A share from 0 to 1 in per cent, with its interval where one is given.

    Parameters
    ----------
    rate, low, high
        Fractions from 0 to 1.
    digits
        Decimals of the per cent; by default as many as the interval supports, and one more where a share
        that is neither nothing nor all would else read as such.

    >>> share(0.381, 0.352, 0.409).replace(SPACE, " ")
    '38 % (35 to 41)'
    >>> share(0.004, 0.001, 0.014).replace(SPACE, " ")
    '0.4 % (0.1 to 1.4)'
    >>> share(1).replace(SPACE, " ")
    '100 %'
    """
    if digits is None:
        digits = 0 if low is None else digits_for(low, high)
        if 0 < rate < 1 and decimal(100 * rate, digits) in ("0", "100"):
            digits += 1
    said = _("{number}\u00a0%").format(number=decimal(100 * rate, digits))
    said = said if low is None else f"{said} ({between(100 * low, 100 * high, digits)})"
    ends = (None, None) if low is None else (round(100 * low, 9), round(100 * high, 9))
    return Said(said, Exact(value=round(100 * rate, 9), low=ends[0], high=ends[1], form=_places(digits), unit="%"))


def between(low: float, high: float, digits: int = 0) -> str:
    """The two ends of an interval, never torn apart.

    >>> between(35.2, 40.9).replace(SPACE, " ")
    '35 to 41'
    """
    said = _("{low}\u00a0to\u00a0{high}").format(low=decimal(low, digits), high=decimal(high, digits))
    return Said(said, Exact(low=round(low, 9), high=round(high, 9), form=_places(digits)))


def _places(digits: int) -> str:
    return "0" + ("." + "0" * digits if digits else "")


def points(difference: float, low: float | None = None, high: float | None = None) -> str:
    """A difference of two shares, in points of per cent; an interval that leaves out 0 doesn't read as if it reached it.

    >>> points(0.08, 0.04, 0.12).replace(SPACE, " ")
    '8 points (4 to 12)'
    >>> points(0.03, 0.004, 0.056).replace(SPACE, " ")
    '3.0 points (0.4 to 5.6)'
    >>> points(-0.01).replace(SPACE, " ")
    '−1 point'
    """
    digits = 0 if low is None else digits_for(low, high)
    if low is not None and low * high > 0 and decimal(100 * min(low, high, key=abs), digits) == decimal(0, digits):
        digits += 1
    number = decimal(100 * difference, digits)
    one = 1 if number.lstrip(MINUS) == "1" else 2
    said = ngettext("{number}\u00a0point", "{number}\u00a0points", one).format(number=number)
    said = said if low is None else f"{said} ({between(100 * low, 100 * high, digits)})"
    ends = (None, None) if low is None else (round(100 * low, 9), round(100 * high, 9))
    return Said(said, Exact(value=round(100 * difference, 9), low=ends[0], high=ends[1], form=_places(digits)))


def money(minor: int, currency: str, *, digits: int | None = None, whole: bool = False) -> str:
    """An amount with its currency.

    Parameters
    ----------
    minor
        Whole number of the currency's minor unit (cents).
    currency
        Its ISO 4217 code; "XXX" where the file named none.
    digits
        How many decimals the minor unit stands for; by default as the currency itself has.
    whole
        Leave the decimals out, for amounts that are estimates.

    >>> money(123450, "EUR"), money(-200000, "GBP", whole=True)
    ('€1,234.50', '−£2,000')
    >>> money(1230, "XXX").replace(SPACE, " ")
    '12.30 (no currency)'
    """
    digits = minor_digits(currency) if digits is None else digits
    return _amount(Decimal(int(minor)).scaleb(-digits), currency, 0 if whole else digits)


def amount(exact: Decimal | str, currency: str) -> str:
    """An exact amount in whole units of its currency, as `show workspace` writes it.

    >>> amount("1234.50", "EUR")
    '€1,234.50'
    """
    return _amount(Decimal(exact), currency, minor_digits(currency))


def minor_digits(currency: str) -> int:
    """How many decimals the minor unit of a currency stands for."""
    return 2 if currency == NO_CURRENCY else get_currency_precision(currency)


def _amount(amount: Decimal, currency: str, shown: int) -> str:
    if currency == NO_CURRENCY:
        said = _("{amount}\u00a0(no\u00a0currency)").format(amount=decimal(amount, shown))
        return Said(said, Exact(value=amount, form=f"#,##{_places(shown)}"))
    # The locale's own pattern, with the decimals asked for in place of its two.
    pattern = Locale.parse(LOCALE).currency_formats["standard"].pattern
    pattern = pattern.replace("0.00", "0." + "0" * shown if shown else "0")
    if get_currency_symbol(currency, LOCALE)[-1].isalpha():
        pattern = pattern.replace("¤", f"¤{SPACE}")
    rounded = amount.quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP)
    said = format_currency(rounded, currency, pattern, locale=LOCALE, currency_digits=False).replace("-", MINUS)
    return Said(said, Exact(value=amount, form=f"#,##{_places(shown)}", unit=currency))


def day(when: date) -> str:
    """A day, written out.

    >>> day(date(2026, 10, 18))
    '18 October 2026'
    """
    return Said(format_date(when, "d MMMM y", locale=LOCALE), Exact(value=when))


def day_short(when: date) -> str:
    """A day within a known year, short enough for a narrow block.

    >>> day_short(date(2026, 7, 1)), day_short(date(2026, 9, 30))
    ('1 July', '30 Sept')
    """
    name = format_date(when, "MMMM", locale=LOCALE)
    return format_date(when, "d MMMM" if len(name) <= 5 else "d MMM", locale=LOCALE)


def moment(when: datetime) -> str:
    """A day and a time of it.

    >>> moment(datetime(2026, 9, 12, 9, 14))
    '12 Sept 2026, 09:14'
    """
    return _("{day} {year}, {time}").format(day=day_short(when.date()), year=when.year, time=f"{when:%H:%M}")


def _first_day(label: str, period: str) -> date | None:
    """The first day of a labelled period; nothing where the label names none."""
    try:
        return calendar.first_day(calendar.parse(label, period), period)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def period_name(label: str, period: str) -> str:
    """A period in words; a label that names no period stands as it is.

    >>> period_name("2025-10", "month"), period_name("2026-Q3", "quarter"), period_name("2026-W03", "week")
    ('October 2025', 'third quarter 2026', 'week of 12 January 2026')
    """
    first = _first_day(label, period)
    if first is None:
        return label
    if period == "month":
        return format_date(first, "LLLL y", locale=LOCALE)
    if period == "quarter":
        number = (first.month + 2) // 3
        return _("{ordinal} quarter {year}").format(ordinal=ordinal(number), year=first.year)
    return _("week of {day}").format(day=day(first))


def the_period(label: str, period: str) -> str:
    """A period within a sentence.

    >>> the_period("2025-10", "month"), the_period("2026-Q3", "quarter"), the_period("2026-W03", "week")
    ('October 2025', 'the third quarter 2026', 'the week of 12 January 2026')
    """
    name = period_name(label, period)
    return name if period == "month" or name == label else _("the {period}").format(period=name)


def period_short(label: str, period: str) -> str:
    """A period as short as a row's label must be; a week goes by its Monday.

    >>> period_short("2025-10", "month"), period_short("2026-Q3", "quarter"), period_short("2026-W03", "week")
    ('Oct 2025', 'Q3 2026', '12 Jan 2026')
    """
    first = _first_day(label, period)
    if first is None:
        return label
    if period == "quarter":
        return _("Q{number} {year}").format(number=(first.month + 2) // 3, year=first.year)
    # Three letters for every month, September too: a column of rows wants one width.
    months = Locale.parse(LOCALE).months["stand-alone"]["abbreviated"]
    name = f"{months[first.month][:3]} {first.year}"
    return name if period == "month" else f"{first.day} {name}"


def part_of_year(number: int, period: str) -> str:
    """A month or quarter of any year, within a sentence.

    >>> part_of_year(11, "month"), part_of_year(4, "quarter")
    ('November', 'the fourth quarter')
    """
    if period == "quarter":
        return _("the {ordinal} quarter").format(ordinal=ordinal(number))
    return format_date(date(2000, number, 1), "LLLL", locale=LOCALE)


def period_of(when: date, period: str) -> str:
    """The period that a day lies in, within a sentence.

    >>> period_of(date(2026, 10, 18), "quarter")
    'the fourth quarter 2026'
    """
    return the_period(calendar.label(calendar.number(when, period), period), period)


def day_after(when: date) -> date:
    """The day after a day.

    >>> day_after(date(2026, 6, 30))
    datetime.date(2026, 7, 1)
    """
    return when + timedelta(days=1)


def ordinal(number: int) -> str:
    """A place in order: in words up to twentieth, in figures beyond.

    >>> ordinal(6), ordinal(11), ordinal(22), ordinal(112)
    ('sixth', 'eleventh', '22nd', '112th')
    """
    said = (
        _("first"),
        _("second"),
        _("third"),
        _("fourth"),
        _("fifth"),
        _("sixth"),
        _("seventh"),
        _("eighth"),
        _("ninth"),
        _("tenth"),
        _("eleventh"),
        _("twelfth"),
        _("thirteenth"),
        _("fourteenth"),
        _("fifteenth"),
        _("sixteenth"),
        _("seventeenth"),
        _("eighteenth"),
        _("nineteenth"),
        _("twentieth"),
    )
    if 1 <= number <= len(said):
        return said[number - 1]
    ends = {1: _("{n}st"), 2: _("{n}nd"), 3: _("{n}rd")}
    form = _("{n}th") if number % 100 in (11, 12, 13) else ends.get(number % 10, _("{n}th"))
    return form.format(n=count(number))


def age_name(age: int, period: str) -> str:
    """An age, as a table or a hover names it.

    >>> age_name(6, "month")
    'Month 6'
    """
    forms = {"week": _("Week {age}"), "month": _("Month {age}"), "quarter": _("Quarter {age}")}
    return forms[period].format(age=count(age))


def capital(text: str) -> str:
    """A text that begins a line.

    >>> capital("third quarter 2026")
    'Third quarter 2026'
    """
    return text[:1].upper() + text[1:]


def customers(number: int) -> str:
    """A number of customers.

    >>> customers(1).replace(SPACE, " "), customers(1204).replace(SPACE, " ")
    ('1 customer', '1,204 customers')
    """
    return ngettext("{n}\u00a0customer", "{n}\u00a0customers", number).format(n=count(number))


def periods(number: int, period: str) -> str:
    """A length of time, in whole periods.

    >>> periods(1, "week").replace(SPACE, " "), periods(27, "month").replace(SPACE, " ")
    ('1 week', '27 months')
    """
    forms = {
        "week": lambda: ngettext("{n}\u00a0week", "{n}\u00a0weeks", number),
        "month": lambda: ngettext("{n}\u00a0month", "{n}\u00a0months", number),
        "quarter": lambda: ngettext("{n}\u00a0quarter", "{n}\u00a0quarters", number),
    }
    return forms[period]().format(n=count(number))


_MARKDOWN = re.compile(r"([\\`*_\[\](){}!#$:~<>|&+\-.=^@])")
# An address becomes a link after the signs were read, escaped or not; after a mark that nobody sees it does not.
_ADDRESS = re.compile(r"(?i)(?=https?:|www\.)|(?<=@)")
UNSEEN = "\u2060"


def escape_markdown(text: object) -> str:
    """A data value for a place where Streamlit reads Markdown: every sign of it stands for itself.

    Labels, metric values, table cells and captions are such places; an image in a customer's name would
    make the browser fetch its address, and an address alone would be a link.

    >>> escape_markdown("![x](http://a.example)").replace(UNSEEN, "|")
    '\\\\!\\\\[x\\\\]\\\\(|http\\\\:\\\\/\\\\/a\\\\.example\\\\)'
    """
    # A line's end could begin a list or a heading.
    plain = _ADDRESS.sub(UNSEEN, " ".join(str(text).split()))
    return _MARKDOWN.sub(r"\\\1", plain).replace("/", "\\/")


def escape_html(text: object) -> str:
    """A data value for Plotly, which reads some HTML in every label, or for a page's own HTML.

    Quotes become numbers: Plotly knows those, and of the names only a few.

    >>> escape_html('<b>& "')
    '&lt;b&gt;&amp; &#34;'
    """
    return html.escape(" ".join(str(text).split())).replace("&quot;", "&#34;")
