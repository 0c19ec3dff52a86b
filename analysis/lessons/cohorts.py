"""The lesson of cohorts: how newcomers fade, and four ways in which an average of it goes wrong.

Unfinished periods read "not yet" as "no"; a mean of shares counts a small group like a large one; a share of all who order mixes old
customers with new ones; and who is left is not like who came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.activity import Activity, gather
from analysis.errors import Refused
from analysis.intervals import critical, newcombe, wilson
from analysis.lessons.exercise import Exercise, exercise
from analysis.occasions import Occasions
from analysis.retention import Retention, retention

AGES = (1, 2, 3, 6, 9, 12)
#: Months within which newcomers are to order often enough, in the exercises.
WITHIN = 3
#: About this share of newcomers does; how often is often enough follows from it, so that an unfinished month shows in every trade.
SHARE = 0.4
MOST_OFTEN = 40
YEAR = 12
FINISHED, UNFINISHED = 3, 2
DAYS, EARLY = 365, 91


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Who ordered in one month after that of the first order.

    `truth` is what is to be expected of such a company. `counted_as_no` is the share of all who ever came: whoever was not yet a
    customer for so long is counted as if they had stayed away. `mean` is the mean of the cohorts' own shares.
    """

    age: int
    at_risk: int
    retained: int
    rate: float
    low: float
    high: float
    truth: float | None
    counted_as_no: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Newcomers of a month or a channel, and how many of them ordered often; `months` for how long they were seen, up to `WITHIN`."""

    name: str
    size: int
    often: int
    months: int = WITHIN

    @property
    def share(self) -> float:
        """Who ordered often, of all of them."""
        return self.often / self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """Who ordered in a quarter, how many of them had before, how many came new, and how many of those ordered often."""

    quarter: str
    buyers: int
    had_before: int
    newcomers: int
    often: int

    @property
    def old(self) -> float:
        """Who had ordered before, of all who ordered in it."""
        return self.had_before / self.buyers

    @property
    def keen(self) -> float:
        """Who ordered often, of its newcomers."""
        return self.often / self.newcomers


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The days with an order in the first year: of those who came once, and of those who came back; and who is left a year on.

    `early_all` and `early_left` are the days with an order within the first `early_days`, a customer: of all, and of those who ordered
    in the twelfth month too.
    """

    once: int
    came_back: int
    days_of_came_back: int
    low: float
    high: float
    left: int
    early_days: int
    early_all: float
    early_left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the lesson states, all of it.

    Attributes
    ----------
    customers : int
    level : float
        Of every interval.
    ages : tuple of Age
    days_often : int
        On so many days, or more, somebody orders often who does by the end of the third month after the first order's.
    months : tuple of Group
        The newest cohorts: those that have had three months, then those that have not.
    smallest, largest : Group
        Of the cohorts that have had three months.
    channels : tuple of Group
    first, last : Quarter
        The first quarter with a whole one before it, and the newest whose newcomers have had three months.
    year : Left
    """

    customers: int
    level: float
    ages: tuple[Age, ...]
    days_often: int
    months: tuple[Group, ...]
    smallest: Group
    largest: Group
    channels: tuple[Group, ...]
    first: Quarter
    last: Quarter
    year: Left

    @property
    def too_young(self) -> int:
        """Customers of the newest months who have not had three months."""
        return sum(one.size for one in self.months if one.months < WITHIN)


def facts(days: Occasions, channel: Sequence[str | None], truth: Mapping[int, float], *, level: float = 0.95) -> Facts:
    """Reckon the lesson of a company.

    Parameters
    ----------
    days : Occasions
        Of all customers.
    channel : sequence of str or None, one a customer
    truth : mapping
        From an age in months to the share that is to be expected to order in that month.
    level : float

    Raises
    ------
    Refused
        Where fewer than sixteen whole months lie behind the first order, or no two channels are known.
    """
    activity = gather(days, "month")
    result = retention(activity, kind="active", level=level)
    ages = _ages(result, truth)
    counts, seen = _counts(days, activity)
    often = _often(counts[seen == WITHIN])
    cohorts = _cohorts(activity, counts >= often)
    if len(ages) < len(AGES) or len([one for one in cohorts if one.months == WITHIN]) < YEAR:
        raise Refused(
            found="fewer than sixteen whole months of orders",
            needed="sixteen, so that some customers have had a year",
            do="choose a longer company",
        )
    finished, unfinished = ([one for one in cohorts if (one.months == WITHIN) == whole] for whole in (True, False))
    some = [one for one in finished if one.size >= 5]
    channels = _channels(counts >= often, seen, channel)
    if len(channels) < 2:
        raise Refused(found="no two channels", needed="customers by two channels or more", do="choose a company that knows its channels")
    first, last = _quarters(activity, counts >= often)
    return Facts(
        customers=len(days.customers),
        level=level,
        ages=ages,
        days_often=often,
        months=(*finished[-FINISHED:], *unfinished[:UNFINISHED]),
        smallest=min(some, key=lambda one: one.size),
        largest=max(some, key=lambda one: one.size),
        channels=channels,
        first=first,
        last=last,
        year=_year(days, activity, level),
    )


def exercises(found: Facts) -> tuple[Exercise, ...]:
    """Ask for four numbers that an average gets wrong, in per cent, points, and orders a customer."""
    finished = [one for one in found.months if one.months == WITHIN]
    return (
        exercise("unfinished", **_share(finished, found.level), digits=1, slips={"unfinished": _pooled(found.months)}),
        exercise("mean", **_share(found.channels, found.level), digits=1, slips={"mean": _mean(found.channels)}),
        _mixed(found),
        _survivors(found),
    )


def _mixed(found: Facts) -> Exercise:
    first, last = found.first, found.last
    difference = last.keen - first.keen
    _difference, low, high = newcombe(last.often, last.newcomers, first.often, first.newcomers, found.level)
    mixed = last.old - first.old
    return exercise(
        "mixed",
        value=100 * difference,
        low=100 * float(low),
        high=100 * float(high),
        n=first.newcomers + last.newcomers,
        digits=1,
        slips={"mixed": 100 * mixed, "backwards": -100 * difference},
    )


def _survivors(found: Facts) -> Exercise:
    year = found.year
    everybody = year.once + year.came_back
    return exercise(
        "survivors",
        value=(year.once + year.days_of_came_back) / everybody,
        low=year.low,
        high=year.high,
        n=everybody,
        digits=1,
        slips={"survivors": year.days_of_came_back / year.came_back, "once": year.days_of_came_back / everybody},
    )


def _share(groups: Sequence[Group], level: float) -> dict[str, float | int]:
    often, size = sum(one.often for one in groups), sum(one.size for one in groups)
    low, high = wilson(often, size, level)
    return {"value": 100 * often / size, "low": 100 * float(low), "high": 100 * float(high), "n": size}


def _pooled(groups: Sequence[Group]) -> float:
    return 100 * sum(one.often for one in groups) / sum(one.size for one in groups)


def _mean(groups: Sequence[Group]) -> float:
    return 100 * sum(one.share for one in groups) / len(groups)


def _ages(result: Retention, truth: Mapping[int, float]) -> tuple[Age, ...]:
    found = []
    for point in result.pooled:
        if point.age not in AGES:
            continue
        cells = [cell for cohort in result.cohorts for cell in cohort.ages if cell.age == point.age]
        found.append(
            Age(
                age=point.age,
                at_risk=point.at_risk,
                retained=point.retained,
                rate=point.rate,
                low=point.low,
                high=point.high,
                truth=truth.get(point.age),
                counted_as_no=point.retained / result.customers,
                mean=sum(cell.rate for cell in cells) / len(cells),
            )
        )
    return tuple(found)


def _complete(activity: Activity) -> int:
    """The number of the last month that is over at as_of."""
    return calendar.last_complete(activity.as_of, activity.period)


def _counts(days: Occasions, activity: Activity) -> tuple[np.ndarray, np.ndarray]:
    """A customer's days with an order by the end of the third whole month after the first one's, and how many of those were seen."""
    complete = _complete(activity)
    seen = np.minimum(complete - activity.cohort, WITHIN)
    within = calendar.numbers(days.day, activity.period) <= (activity.cohort + seen)[days.owner]
    return np.bincount(days.owner[within], minlength=len(activity.customers)), seen


def _often(counts: np.ndarray) -> int:
    """On how many days at least about two fifths order."""
    shares = [(counts >= number).mean() for number in range(2, MOST_OFTEN)]
    return 2 + int(np.argmin([abs(share - SHARE) for share in shares]))


def _cohorts(activity: Activity, often: np.ndarray) -> list[Group]:
    """Every cohort of which one whole month or more was seen after its own, with who ordered often so far."""
    sizes = np.bincount(activity.cohort_place, minlength=len(activity.cohorts))
    counted = np.bincount(activity.cohort_place[often], minlength=len(activity.cohorts))
    months = np.minimum(_complete(activity) - activity.cohorts, WITHIN)
    return [
        Group(name=calendar.label(int(number), "month"), size=int(size), often=int(k), months=int(had))
        for number, size, k, had in zip(activity.cohorts, sizes, counted, months, strict=True)
        if had >= 1
    ]


def _channels(often: np.ndarray, seen: np.ndarray, channel: Sequence[str | None]) -> tuple[Group, ...]:
    """By channel, of those who have had three months: who ordered often. The largest first."""
    had = seen == WITHIN
    names = np.array([name or "" for name in channel])
    groups = [
        Group(name=str(name), size=int((had & (names == name)).sum()), often=int((had & often & (names == name)).sum()))
        for name in np.unique(names)
        if name
    ]
    return tuple(sorted((one for one in groups if one.size >= 5), key=lambda one: -one.size))


def _quarters(activity: Activity, often: np.ndarray) -> tuple[Quarter, Quarter]:
    """The second whole quarter, and the newest whose newcomers have had three months."""
    complete, first = _complete(activity), int(activity.cohorts[0])
    begin = 3 * -(-(first + 1) // 3) + 3
    end = 3 * ((complete - WITHIN - 2) // 3)
    return _quarter(activity, often, begin), _quarter(activity, often, end)


def _quarter(activity: Activity, often: np.ndarray, begin: int) -> Quarter:
    ordered = (activity.row_period >= begin) & (activity.row_period < begin + 3)
    buyers = np.unique(activity.row_customer[ordered])
    new = (activity.cohort >= begin) & (activity.cohort < begin + 3)
    return Quarter(
        quarter=calendar.label(begin // 3, "quarter"),
        buyers=len(buyers),
        had_before=int((activity.cohort[buyers] < begin).sum()),
        newcomers=int(new.sum()),
        often=int((new & often).sum()),
    )


def _year(days: Occasions, activity: Activity, level: float) -> Left:
    """Of those whose first order lies a year back or more: days with an order in the first 365, the first included."""
    first = days.day[days.start[:-1]]
    had = first + DAYS <= calendar.day_number(days.as_of) + 1
    since = days.day - first[days.owner]
    within = np.bincount(days.owner[since < DAYS], minlength=len(first))[had]
    early = np.bincount(days.owner[since < EARLY], minlength=len(first))
    again = within > 1
    half = critical(level) * within.std(ddof=1) / np.sqrt(len(within))
    year_on = activity.cohort + YEAR <= _complete(activity)
    left = np.zeros(len(first), dtype=bool)
    left[activity.row_customer[activity.row_period == activity.cohort[activity.row_customer] + YEAR]] = True
    left &= year_on
    return Left(
        once=int((~again).sum()),
        came_back=int(again.sum()),
        days_of_came_back=int(within[again].sum()),
        low=float(within.mean() - half),
        high=float(within.mean() + half),
        left=int(left.sum()),
        early_days=EARLY,
        early_all=float(early[year_on].mean()),
        early_left=float(early[left].mean()) if left.any() else float("nan"),
    )
