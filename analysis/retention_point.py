"""What one point of retention is worth a year: how many more customers there would be, and what they would bring.

One *point* is one of a hundred customers who are here at a period's start and stay, in place of being lost; one *per cent* of a
retention of 90 per cent would be nine tenths of that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from analysis import calendar
from analysis.absences import NEVER, Absences
from analysis.evidence import FEW_BELOW
from analysis.followup import first_days
from analysis.intervals import critical, wilson
from analysis.ledger import Ledger
from analysis.occasions import DAY_BITS, DAYS, Occasions
from analysis.presence import here
from analysis.worth import Money

POINT = 0.01
#: So many whole periods make a year.
A_YEAR = {"week": 52, "month": 12, "quarter": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPoint:
    """The last year as it was, and as it would have been had one point more of those here at each period's start stayed.

    Attributes
    ----------
    period : {"week", "month", "quarter"}
    first, last : str
        The periods that the year was made of: the newest whole ones.
    as_of : date
    level : float
        Of every interval in it.
    currency : str
    customers : float
        Here on average over the year.
    lost, at_start : int
        Summed over the periods.
    lost_share, low, high : float
        lost / at_start, with Wilson's interval.
    more, more_low, more_high : float
        So many more customers at the year's end.
    each : Money
        What one customer who is here brings net in a year: orders that found a customer, so neither first orders nor those of who came
        back, over the average number here.
    in_the_year : Money
        What those more would have brought in that year, in which they only became so many.
    a_year : Money
        What they bring in a year from then on, if they stay as many: more x each.
    """

    period: str
    first: str
    last: str
    as_of: date
    level: float
    currency: str
    customers: float
    lost: int
    at_start: int
    lost_share: float
    low: float
    high: float
    more: float
    more_low: float
    more_high: float
    each: Money
    in_the_year: Money
    a_year: Money


def retention_point(
    occasions: Occasions, away: Absences, ledger: Ledger, *, period: str = "month", mask: np.ndarray | None = None, level: float = 0.95
) -> RetentionPoint | None:
    """Tell what one point of retention is worth a year.

    Parameters
    ----------
    occasions : Occasions
    away : Absences
        Of all customers.
    ledger : Ledger
        What they brought.
    period : {"week", "month", "quarter"}
        One point of those here at the start of each.
    mask : bool array of C, optional
        Which customers are meant.
    level : float

    Returns
    -------
    RetentionPoint or None
        None where there is no whole year yet in whose every period somebody could be lost, with fewer than 30 customers here on average,
        or where nobody brought anything in this currency.

    Notes
    -----
    With N customers here at a period's start and L of them lost, the surplus E grows, from 0, as

        E' = E (1 - L/N + s) + s N,   s = min(0.01, L/N)

    so that who is kept once is lost later as often as anybody, and those who come are the same. The interval is that of the bootstrap
    over customers, by its linear approximation (the infinitesimal jackknife; Efron 1982, The Jackknife, the Bootstrap and Other
    Resampling Plans, chapter 6): every result is a smooth function of sums over customers, and no random number is drawn.

    Examples
    --------
    >>> from analysis.absences import absences
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1970, 7, 31), free_orders=True)
    >>> none = np.zeros(0, dtype=np.int64)
    >>> retention_point(history, absences(history, usual_gap_days=30),
    ...     Ledger(currency="EUR", place=none, day=none, net=none, size=1)) is None
    True
    """
    length = A_YEAR[period]
    newest = calendar.last_complete(occasions.as_of, period)
    numbers = range(newest - length + 1, newest + 1)
    ends = [calendar.day_number(calendar.first_day(numbers[0], period)) - 1]
    ends += [calendar.day_number(calendar.last_day(number, period)) for number in numbers]
    if not len(away.since) or away.since.min() > ends[0] + 1:
        return None
    meant = slice(None) if mask is None else np.flatnonzero(mask)
    there = here(occasions, away, ends)[:, meant]
    net = _found_here(occasions, away, ledger, ends[0] + 1, ends[-1])[meant]
    groups = _grouped(there, net)
    sums = groups.sums()
    stock = _average(sums[: length + 1])
    if sums[: length + 1].min() < 1 or stock < FEW_BELOW or not net.any():
        return None
    found = {name: _estimate(function, sums, groups, level) for name, function in _functions(length).items()}
    lost, at_start = int(sums[length + 1 : -1].sum()), int(sums[:length].sum())
    low, high = wilson(lost, at_start, level)
    money = {name: Money(**dict(zip(("value", "low", "high"), map(round, found[name])))) for name in ("each", "in_the_year", "a_year")}
    more, more_low, more_high = found["more"]
    return RetentionPoint(
        period=period,
        first=calendar.label(numbers[0], period),
        last=calendar.label(newest, period),
        as_of=occasions.as_of,
        level=level,
        currency=ledger.currency,
        customers=stock,
        lost=lost,
        at_start=at_start,
        lost_share=lost / at_start,
        low=low,
        high=high,
        more=more,
        more_low=more_low,
        more_high=more_high,
        **money,
    )


def surplus(at_start: np.ndarray, lost: np.ndarray, point: float = POINT) -> np.ndarray:
    """Tell how many more customers there are at each period's end if one point more of those at its start stay.

    Parameters
    ----------
    at_start, lost : arrays of K
        Customers at each period's start, and how many of them were lost.
    point : float
        The part that stays; where fewer are lost, all of those.

    Returns
    -------
    float array of K + 1, the first 0

    Examples
    --------
    >>> surplus(np.array([1000, 1000]), np.array([50, 50])).tolist()
    [0.0, 10.0, 19.6]
    """
    more = [0.0]
    for n, gone in zip(at_start, lost, strict=True):
        kept = min(point, gone / n)
        more.append(float(more[-1] * (1 - gone / n + kept) + kept * n))
    return np.array(more)


def _average(at_ends: np.ndarray) -> float:
    """The average over the time between: halfway from each end to the next."""
    return float((at_ends[:-1] + at_ends[1:]).sum() / 2 / (len(at_ends) - 1))


def _functions(length: int) -> dict[str, Callable[[np.ndarray], float]]:
    """The results as functions of the sums: customers at the year's beginning and at each period's end, lost in each, and their net."""

    def more(sums: np.ndarray) -> np.ndarray:
        return surplus(sums[:length], sums[length + 1 : -1])

    def each(sums: np.ndarray) -> float:
        return sums[-1] / _average(sums[: length + 1])

    return {
        "more": lambda sums: more(sums)[-1],
        "each": each,
        "in_the_year": lambda sums: _average(more(sums)) * each(sums),
        "a_year": lambda sums: more(sums)[-1] * each(sums),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alike:
    """Customers who were here at the same of the ends and at no other, P groups of them.

    `there` is a bool array of ends x P, `gone` of periods x P; `customers`, `net` and `squares` are how many there are, and the sums of
    what they brought and of its squares.
    """

    there: np.ndarray
    gone: np.ndarray
    customers: np.ndarray
    net: np.ndarray
    squares: np.ndarray

    def sums(self) -> np.ndarray:
        """Here at each end, lost in each period, and brought, over all customers."""
        return np.concatenate([self.there @ self.customers, self.gone @ self.customers, [self.net.sum()]]).astype(float)


def _grouped(there: np.ndarray, net: np.ndarray) -> _Alike:
    code = np.zeros(there.shape[1], dtype=np.int64)  # 53 ends are the most
    for place, row in enumerate(there):
        code |= row.astype(np.int64) << place
    codes, group, customers = np.unique(code, return_inverse=True, return_counts=True)
    alike = ((codes[None, :] >> np.arange(len(there))[:, None]) & 1).astype(bool)
    return _Alike(
        there=alike,
        gone=alike[:-1] & ~alike[1:],
        customers=customers.astype(float),
        net=np.bincount(group, weights=net, minlength=len(codes)),
        squares=np.bincount(group, weights=net * net, minlength=len(codes)),
    )


def _estimate(function, sums: np.ndarray, groups: _Alike, level: float) -> tuple[float, ...]:
    """The value with its interval: by how much each customer moves it, squared and summed."""
    gradient = np.array([_slope(function, sums, place) for place in range(len(sums))])
    length, by_net = len(groups.gone), gradient[-1]
    move = gradient[: length + 1] @ groups.there + gradient[length + 1 : -1] @ groups.gone
    total = move @ groups.customers + by_net * groups.net.sum()
    squares = move**2 @ groups.customers + 2 * by_net * (move @ groups.net) + by_net**2 * groups.squares.sum()
    half = critical(level) * sqrt(max(squares - total**2 / groups.customers.sum(), 0.0))
    value = float(function(sums))
    return value, value - half, value + half


def _slope(function, sums: np.ndarray, place: int) -> float:
    step = np.zeros(len(sums))
    step[place] = max(abs(sums[place]) * 1e-6, 1e-6)
    return float((function(sums + step) - function(sums - step)) / (2 * step[place]))


def _found_here(occasions: Occasions, away: Absences, ledger: Ledger, first: int, last: int) -> np.ndarray:
    """What each customer brought from one day to another with orders that found a customer; one a customer.

    A first order makes a customer, and the order that ends an absence makes one again: nobody's staying brought these.
    """
    inside = np.flatnonzero((ledger.day >= first) & (ledger.day <= last))
    place, day = ledger.place[inside].astype(np.int64), ledger.day[inside]
    # Who ordered on the very day of becoming lost was never away at the end of a day.
    ended = (away.until < NEVER) & (away.since < away.until) & (away.until >= first) & (away.until <= last)
    keys = (away.place[ended].astype(np.int64) << DAY_BITS) + away.until[ended] + DAYS // 2
    making = (day == first_days(occasions)[place]) | np.isin((place << DAY_BITS) + day + DAYS // 2, keys)
    return np.bincount(place[~making], weights=ledger.net[inside][~making], minlength=ledger.size)
