"""What a programme does: whether its members stay because they joined, or joined because they would stay."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from analysis import calendar
from analysis.absences import NEVER
from analysis.comparisons import Comparison, compare
from analysis.joining import Moments, brought, moments, turns
from analysis.ledger import Ledger
from analysis.like_moments import LikeMoments, like_moments
from analysis.memberships import joined
from analysis.occasions import Occasions
from analysis.rhythm import STANDARD, known
from analysis.timing import Timing, timing

KEEPS, DRIVES_AWAY, CANNOT_TELL, TOO_FEW = "keeps", "drives away", "cannot tell", "too few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What it costs that one member more comes back, in minor units.

    Attributes
    ----------
    cost : float
        Of a member, over the days watched.
    value, low, high : float or None
        For one retained member. `value` and `high` are None where the effect may be none: then it is `low` at least; `low` is None too
        where even the best that the data allows is none.
    """

    cost: float
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEffect:
    """The effect of joining, as it looks and as it is.

    Attributes
    ----------
    as_of : date
    level : float
    programme : str or None
        None: any of them.
    days : int
        Coming back means to order again within so many days: before the stage rule calls one abandoned.
    joined : int
        Customers with a day of joining.
    before_first, not_since : int
        Joined before their first order, so that nothing is known from before; joined and have not ordered on that day or since.
    naive : Comparison or None
        Who ordered in the last so many days before `as_of`, of those whose first order is older: members first, then the others.
    matched : LikeMoments
        The same number of orders, quarter, pace and spending, from before joining.
    timing : Timing or None
        Allowing besides for what no record shows, by when people join.
    verdict : {"keeps", "drives away", "cannot tell", "too few"}
        By the interval of `timing`.
    retained : Retained or None
        None where no cost is known or no effect was estimated.
    """

    as_of: date
    level: float
    programme: str | None
    days: int
    joined: int
    before_first: int
    not_since: int
    naive: Comparison | None
    matched: LikeMoments
    timing: Timing | None
    verdict: str
    retained: Retained | None


def programme_effect(
    memberships,
    *,
    occasions: Occasions,
    ledger: Ledger,
    usual_gap_days: float | None,
    gaps: float = STANDARD.abandoned,
    programme: str | None = None,
    cost_a_day: float | None = None,
    level: float = 0.90,
) -> ProgrammeEffect:
    """Estimate what joining does to coming back.

    Parameters
    ----------
    memberships : DataFrame
        As `models.programmes` gives it.
    occasions : Occasions
    ledger : Ledger
    usual_gap_days : float or None
        The population's.
    gaps : float
        After so many of them without an order the stage rule calls a customer abandoned.
    programme : str, optional
        Any, if not given. Members of others are non-members of it.
    cost_a_day : float, optional
        What a day of membership costs, in minor units.
    level : float

    Raises
    ------
    NotEnoughGaps
        Without a usual gap.

    Notes
    -----
    Three estimates stand beside each other. The naive one compares members with all others today: members had to live to join, and whoever
    orders often could join often. Matching takes away what the history before joining shows. What it does not show, a habit that makes
    people both join and stay, `analysis.timing` allows for; it alone decides.

    The cost of one retained member is a member's cost over the days watched, divided by the effect; as the cost is booked, and not
    estimated, the ends of the effect's interval give those of the cost's.

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 4]), day=np.array([0, 20, 0, 20]), as_of=date(1970, 12, 31),
    ...     free_orders=True)
    >>> paid = Ledger(currency="EUR", place=known.owner, day=known.day, net=np.array([500, 700, 300, 300]), size=2)
    >>> rows = pl.DataFrame({"customer": [7], "programme": ["Club"], "member_since": [datetime(1970, 1, 21)]})
    >>> found = programme_effect(rows, occasions=known, ledger=paid, usual_gap_days=20.0)
    >>> found.joined, found.days, found.verdict
    (1, 80, 'too few')
    """
    days = ceil(gaps * known(usual_gap_days))
    since = joined(memberships, occasions, programme=programme)
    found = moments(occasions, since, days=days)
    first, last = occasions.day[occasions.start[:-1]], occasions.day[occasions.start[1:] - 1]
    is_member = since != NEVER
    told = timing(turns(found), level=level)
    return ProgrammeEffect(
        as_of=occasions.as_of,
        level=level,
        programme=programme,
        days=days,
        joined=int(is_member.sum()),
        before_first=int((since < first).sum()),
        not_since=int((is_member & (last < since)).sum()),
        naive=_naive(occasions, since, days, level),
        matched=_matched(found, ledger, level),
        timing=told,
        verdict=_verdict(told),
        retained=_retained(told, cost_a_day, days),
    )


def _naive(occasions: Occasions, since: np.ndarray, days: int, level: float) -> Comparison | None:
    end = calendar.day_number(occasions.as_of)
    first, last = occasions.day[occasions.start[:-1]], occasions.day[occasions.start[1:] - 1]
    old, recent, member = first <= end - days, last > end - days, since <= end
    counts = [[int((old & part).sum())] for part in (recent & member, member, recent & ~member, ~member)]
    return compare(*counts, level=level)


def _matched(found: Moments, ledger: Ledger, level: float) -> LikeMoments:
    before, after = brought(found, ledger)
    return like_moments(found, before, after, level=level)


def _verdict(told: Timing | None) -> str:
    if told is None:
        return TOO_FEW
    if told.low > 0:
        return KEEPS
    return DRIVES_AWAY if told.high < 0 else CANNOT_TELL


def _retained(told: Timing | None, cost_a_day: float | None, days: int) -> Retained | None:
    """Divide the cost by the effect; where that may be none, say only from where on it lies."""
    if told is None or not cost_a_day:
        return None
    cost = cost_a_day * days
    sure = told.low > 0
    return Retained(
        cost=cost,
        value=cost / told.difference if sure else None,
        low=cost / told.high if told.high > 0 else None,
        high=cost / told.low if sure else None,
    )
