"""Who stays: cohorts by age, in three meanings of "retained", and their pooled curve.

``active`` ordered in that very period. ``still_here`` ordered in that period or later. ``returned`` ordered again,
on another day, by the end of that period. What is not observed is absent, never zero.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np

from analysis import calendar
from analysis.activity import Activity
from analysis.errors import UnknownChoice, choose, say
from analysis.intervals import wilson
from analysis.rhythm import STANDARD
from analysis.rhythm import known as known_gap

KINDS = ("active", "still_here", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One age of one cohort: how many of it were retained, and the share's interval (fractions)."""

    age: int
    at_risk: int
    retained: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """The customers whose first counted order lies in one period.

    `ages` holds the observed ones alone. `unfinished` is the period that was not over at ``as_of``, so far.
    `unknown` (``still_here`` only) are complete periods too recent to tell a pause from a loss.
    """

    cohort: str
    size: int
    ages: tuple[Cell, ...]
    unfinished: tuple[Cell, ...]
    unknown: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One age over all cohorts that were observed at it: retained over at risk, both summed."""

    age: int
    cohorts: int
    at_risk: int
    retained: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """A retention triangle and its pooled curve; `level` is that of every interval in it."""

    period: str
    kind: str
    as_of: date
    level: float
    customers: int
    cohorts: tuple[Cohort, ...]
    pooled: tuple[Pooled, ...]


def retention(
    activity: Activity,
    *,
    kind: str = "active",
    mask: np.ndarray | None = None,
    usual_gap_days: float | None = None,
    level: float = 0.95,
) -> Retention:
    """Count who was retained, cohort by cohort and age by age.

    Parameters
    ----------
    activity : Activity
    kind : {"active", "still_here", "returned"}
    mask : bool array of C, optional
        Which customers are meant; each comes with the whole history.
    usual_gap_days : float, optional
        The population's usual gap, not the filtered customers'; ``still_here`` needs it.
    level : float
        Confidence of the intervals.

    Returns
    -------
    Retention
        Cohorts without a customer in the mask are left out.

    Raises
    ------
    NotEnoughGaps
        For ``still_here`` without a usual gap.
    UnknownChoice
        For a kind that there is not.

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 3, 10), free_orders=True)
    >>> result = retention(gather(occasions, "month"))
    >>> [(cell.age, cell.retained, cell.at_risk) for cell in result.pooled]
    [(0, 2, 2), (1, 1, 2)]
    """
    known, complete = _horizons(activity, kind, usual_gap_days)
    sizes, retained = triangle(activity, kind=kind, mask=mask)
    at_risk = np.broadcast_to(sizes[:, None], retained.shape)
    rows = _cells(at_risk, retained, level)
    cohorts = tuple(_cohort(activity, place, int(sizes[place]), rows[place], known, complete) for place in np.flatnonzero(sizes))
    return Retention(
        period=activity.period,
        kind=kind,
        as_of=activity.as_of,
        level=level,
        customers=int(sizes.sum()),
        cohorts=cohorts,
        pooled=_pooled(sizes, retained, known - activity.cohorts, level),
    )


def pooled_curve(
    activity: Activity,
    *,
    kind: str = "active",
    mask: np.ndarray | None = None,
    usual_gap_days: float | None = None,
    level: float = 0.95,
) -> tuple[Pooled, ...]:
    """The pooled curve of `retention` alone: for several groups, without every cohort's cells.

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 3, 10), free_orders=True)
    >>> [(point.age, point.retained, point.at_risk) for point in pooled_curve(gather(occasions, "month"))]
    [(0, 2, 2), (1, 1, 2)]
    """
    known, _ = _horizons(activity, kind, usual_gap_days)
    sizes, retained = triangle(activity, kind=kind, mask=mask)
    return _pooled(sizes, retained, known - activity.cohorts, level)


def triangle(activity: Activity, *, kind: str = "active", mask: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The counts behind every cell, those not to be shown included.

    Parameters
    ----------
    activity, kind, mask
        As for `retention`.

    Returns
    -------
    sizes : int array of K
        Customers of each cohort in `activity.cohorts`.
    retained : int array of K by ages
        Cells later than ``as_of`` hold a count that means nothing.

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 2, 28), free_orders=True)
    >>> triangle(gather(occasions, "month"), kind="returned")[1].tolist()
    [[0, 1]]
    """
    choose("kind", kind, KINDS)
    shape = (len(activity.cohorts), activity.ages)
    everybody = slice(None) if mask is None else _checked(activity, mask)
    place = activity.cohort_place[everybody]
    sizes = np.bincount(place, minlength=shape[0])
    if kind == "active":
        codes = activity.row_cell
        if mask is not None:  # places are taken faster than a mask of as many rows
            codes = codes[np.flatnonzero(everybody[activity.row_customer])]
        return sizes, np.bincount(codes, minlength=shape[0] * shape[1]).reshape(shape)
    cohort = activity.cohort[everybody]
    if kind == "returned":
        age = activity.second[everybody] - cohort
        back = age < activity.ages
        return sizes, np.cumsum(_counts(place[back], age[back], shape), axis=1)
    age = activity.last[everybody] - cohort
    # Here at age k is everyone whose last age is k or more: the counts summed from the far end.
    return sizes, np.cumsum(_counts(place, age, shape)[:, ::-1], axis=1)[:, ::-1]


def behind(
    activity: Activity,
    *,
    cohort: str,
    age: int,
    kind: str = "active",
    mask: np.ndarray | None = None,
    retained: bool = True,
) -> np.ndarray:
    """The customers behind one cell.

    Parameters
    ----------
    activity, kind, mask
        As for `retention`.
    cohort : str
        The cohort's label.
    age : int
        An age that the cohort has reached, be its period over or not.
    retained : bool
        False gives the others of the cohort.

    Returns
    -------
    int64 array
        Party ids, ascending: as many as the cell counts.

    Raises
    ------
    UnknownChoice
        For a cell that lies outside the triangle.

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 2, 28), free_orders=True)
    >>> behind(gather(occasions, "month"), cohort="1970-01", age=1).tolist()
    [7]
    """
    choose("kind", kind, KINDS)
    theirs = activity.cohort == _cohort_number(activity, cohort, age)
    return _of(activity, theirs, age, kind, mask, retained)


def behind_pooled(
    activity: Activity,
    *,
    age: int,
    kind: str = "active",
    mask: np.ndarray | None = None,
    usual_gap_days: float | None = None,
    retained: bool = True,
) -> np.ndarray:
    """The customers behind one point of the pooled curve: those of every cohort that was observed at that age.

    Parameters
    ----------
    activity, kind, mask, usual_gap_days
        As for `retention`.
    age : int
    retained : bool
        False gives the others.

    Returns
    -------
    int64 array
        Party ids, ascending: as many as the point counts; none at an age that no cohort was observed at.

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 2, 28), free_orders=True)
    >>> behind_pooled(gather(occasions, "month"), age=1, retained=False).tolist()
    [8]
    """
    choose("kind", kind, KINDS)
    observed, _ = _horizons(activity, kind, usual_gap_days)
    return _of(activity, activity.cohort + age <= observed, age, kind, mask, retained)


def _of(activity: Activity, meant: np.ndarray, age: int, kind: str, mask: np.ndarray | None, retained: bool) -> np.ndarray:
    """Those of some customers who were retained at an age of their own cohort, or the others of them."""
    if kind == "active":
        stayed = np.zeros(len(activity.customers), dtype=bool)
        then = activity.row_period == activity.cohort[activity.row_customer] + age
        stayed[activity.row_customer[then]] = True
    else:
        stayed = activity.last >= activity.cohort + age if kind == "still_here" else activity.second <= activity.cohort + age
    wanted = meant & (stayed if retained else ~stayed)
    return activity.customers[wanted if mask is None else wanted & _checked(activity, mask)]


def _checked(activity: Activity, mask: np.ndarray) -> np.ndarray:
    mask = np.asarray(mask)
    if mask.dtype != bool or mask.shape != activity.customers.shape:
        raise ValueError("a mask has one true or false a customer")
    return mask


def _cohort_number(activity: Activity, cohort: str, age: int) -> int:
    period = activity.period
    number = calendar.parse(cohort, period)
    if number not in activity.cohorts:
        choose("cohort", cohort, [calendar.label(known, period) for known in activity.cohorts])
    reached = calendar.number(activity.as_of, period) - number
    if not 0 <= age <= reached:
        raise UnknownChoice(
            found=say("age {}", age), needed=say("0 to {} for {}", reached, cohort), do="Choose an age that it has reached."
        )
    return number


def _counts(place: np.ndarray, age: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.bincount(place * shape[1] + age, minlength=shape[0] * shape[1]).reshape(shape)


def _horizons(activity: Activity, kind: str, usual_gap_days: float | None) -> tuple[int, int]:
    """The newest period that is observed, and the newest that is complete."""
    complete = calendar.last_complete(activity.as_of, activity.period)
    if kind != "still_here":
        return complete, complete
    # Until four usual gaps have passed after a period's end, silence since then is not yet a loss.
    settled = activity.as_of - timedelta(days=ceil(STANDARD.abandoned * known_gap(usual_gap_days)))
    return calendar.last_complete(settled, activity.period), complete


def _cells(at_risk: np.ndarray, retained: np.ndarray, level: float) -> list[list[Cell]]:
    low, high = wilson(retained, at_risk, level)
    rate = np.divide(retained, at_risk, out=np.full(retained.shape, np.nan), where=at_risk > 0)
    columns = (grid.tolist() for grid in (at_risk, retained, rate, low, high))
    return [
        [Cell(age=age, at_risk=n, retained=k, rate=r, low=lo, high=hi) for age, (n, k, r, lo, hi) in enumerate(zip(*row, strict=True))]
        for row in zip(*columns, strict=True)
    ]


def _cohort(activity: Activity, place: int, size: int, row: list[Cell], known: int, complete: int) -> Cohort:
    number = int(activity.cohorts[place])
    observed = max(known - number + 1, 0)
    over = max(complete - number + 1, 0)
    reached = calendar.number(activity.as_of, activity.period) - number + 1
    return Cohort(
        cohort=calendar.label(number, activity.period),
        size=size,
        ages=tuple(row[:observed]),
        unfinished=tuple(row[over:reached]),
        unknown=tuple(row[observed:over]),
    )


def _pooled(sizes: np.ndarray, retained: np.ndarray, oldest: np.ndarray, level: float) -> tuple[Pooled, ...]:
    """Sum over the cohorts observed at each age; `oldest` is each cohort's oldest observed age."""
    observed = (np.arange(retained.shape[1]) <= oldest[:, None]) & (sizes > 0)[:, None]
    cohorts = observed.sum(axis=0)
    at_risk = (observed * sizes[:, None]).sum(axis=0)
    kept = np.where(observed, retained, 0).sum(axis=0)
    low, high = wilson(kept, at_risk, level)
    return tuple(
        Pooled(
            age=age,
            cohorts=int(cohorts[age]),
            at_risk=int(at_risk[age]),
            retained=int(kept[age]),
            rate=float(kept[age] / at_risk[age]),
            low=float(low[age]),
            high=float(high[age]),
        )
        for age in np.flatnonzero(cohorts).tolist()
    )
