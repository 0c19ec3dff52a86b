"""Customers with one value of a field against all others of the same cohorts: how often they order at the same ages."""

from dataclasses import dataclass
from math import erfc, sqrt

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.activity import Activity
from analysis.departures import LEAST_EXPECTED
from analysis.evidence import FEW_BELOW
from analysis.intervals import critical
from analysis.segments import MOST_VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often each customer ordered: `active` of `watched` whole periods after that of the first order; and the customers meant."""

    activity: Activity
    active: np.ndarray
    watched: np.ndarray
    meant: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One value of a field against the rest.

    Attributes
    ----------
    field, value : str
    n : int
        Customers with the value, of cohorts that have others too.
    share : float
        Of their periods, those in which they ordered.
    size, low, high : float
        Their share minus that of the others of the same cohorts at the same ages, -1 to 1.
    z, p : float
        Of the hypothesis that within a cohort it is chance who has the value.
    """

    field: str
    value: str
    n: int
    share: float
    size: float
    low: float
    high: float
    z: float
    p: float


def count(activity: Activity, mask: np.ndarray | None = None) -> Counted:
    """Count the periods in which each customer ordered, from age 1 through the last that is over."""
    last = calendar.last_complete(activity.as_of, activity.period)
    later = (activity.row_period > activity.cohort[activity.row_customer]) & (activity.row_period <= last)
    active = np.bincount(activity.row_customer[later], minlength=len(activity.customers))
    watched = (last - activity.cohort).astype(np.int64)
    meant = watched > 0
    return Counted(activity=activity, active=active, watched=watched, meant=meant if mask is None else meant & mask)


def gaps(counted: Counted, attributes, *, without: np.ndarray | None = None, level: float = 0.95) -> list[Gap]:
    """Compare each common value of each field with all others.

    Parameters
    ----------
    counted : Counted
    attributes : DataFrame
        From `segments.at_first`, one row a customer.
    without : bool array, optional
        Customers to leave out on both sides.
    level : float

    Returns
    -------
    list of Gap
        Those alone that are large enough. Of a field with two values the rarer one stands for both.

    Notes
    -----
    The difference is the mean over cohorts by Mantel and Haenszel's weights. All periods of a customer are one number, so that however
    alike they are, chance is that of customers. The variance of the test is the one that drawing the value by lot within each cohort has.

    References
    ----------
    Mantel (1963), J. Am. Stat. Assoc. 58, 690-700, on the test for scores.
    """
    meant = counted.meant if without is None else counted.meant & ~without
    place = counted.activity.cohort_place
    here = np.flatnonzero(meant)
    frame = nw.from_native(attributes, eager_only=True)
    if not len(here) or not len(frame.columns):
        return []
    backend = frame.implementation
    cohorts = len(counted.activity.cohorts)
    numbers = {"place": np.where(meant, place, -1), "active": counted.active, "square": counted.active.astype(np.int64) ** 2}
    beside = frame.with_columns(*(nw.new_series(name, values, nw.Int64, backend=backend) for name, values in _hidden(numbers).items()))
    everybody = np.array([np.bincount(place[here], weights=weight, minlength=cohorts) for weight in _sums(counted, here)])
    watched = np.zeros(cohorts)
    watched[place[here]] = counted.watched[here]
    found = []
    for field in frame.columns:
        found += _of_field(beside, field, everybody, watched, level)
    return found


def _hidden(numbers: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Names that no field of a company's has."""
    return {f"\x00{name}": values for name, values in numbers.items()}


def _sums(counted: Counted, here: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    active = counted.active[here].astype(float)
    return np.ones(len(here)), active, active**2


def _of_field(beside: nw.DataFrame, field: str, everybody: np.ndarray, watched: np.ndarray, level: float) -> list[Gap]:
    place, active, square = _hidden({"place": None, "active": None, "square": None})
    table = (
        beside.filter(nw.col(place) >= 0)
        .group_by(field, place)
        .agg(nw.len().alias("\x00n"), nw.col(active).sum().alias("\x00a"), nw.col(square).sum().alias("\x00s"))
    )
    totals = table.group_by(field).agg(nw.col("\x00n").sum().alias("\x00all"))
    common = totals.filter(nw.col("\x00all") >= FEW_BELOW).sort("\x00all", field, descending=[True, False]).head(MOST_VALUES)
    values = common[field].to_list()
    if len(totals) == 1:
        return []
    if len(totals) == 2:
        values = values[-1:]
    sums = {value: np.zeros((3, everybody.shape[1])) for value in values}
    for value, at, n, kept, squares in table.filter(nw.col(field).is_in(values)).select(field, place, "\x00n", "\x00a", "\x00s").rows():
        sums[value][:, at] = n, kept, squares
    gaps_found = (_gap(field, value, mine, everybody - mine, watched, level) for value, mine in sums.items())
    return [gap for gap in gaps_found if gap is not None]


def _gap(field: str, value: str, mine: np.ndarray, rest: np.ndarray, watched: np.ndarray, level: float) -> Gap | None:
    both = (mine[0] > 0) & (rest[0] > 0)
    (n1, s1, q1), (n2, s2, q2), watched = mine[:, both], rest[:, both], watched[both]
    if min(n1.sum(), n2.sum()) < FEW_BELOW:
        return None
    share = (s1.sum() + s2.sum()) / ((n1 + n2) * watched).sum()
    periods = min((n1 * watched).sum(), (n2 * watched).sum())
    if min(share, 1 - share) * periods < LEAST_EXPECTED:
        return None
    n = n1 + n2
    weight = n1 * n2 / n
    variance = np.maximum(q1 + q2 - (s1 + s2) ** 2 / n, 0) / (n - 1)
    apart, by_lot = (weight * (s1 / n1 - s2 / n2)).sum(), (weight * variance).sum()
    if by_lot == 0:
        return None
    own = [_more_varied(*sums, variance) for sums in ((n1, s1, q1), (n2, s2, q2))]
    half = critical(level) * sqrt((weight**2 * variance * (own[0] / n1 + own[1] / n2)).sum())
    scale, z = (weight * watched).sum(), apart / sqrt(by_lot)
    return Gap(
        field=field,
        value=value,
        n=int(n1.sum()),
        share=float(s1.sum() / (n1 * watched).sum()),
        size=float(apart / scale),
        low=float(max((apart - half) / scale, -1)),
        high=float(min((apart + half) / scale, 1)),
        z=float(z),
        p=erfc(abs(z) / sqrt(2)),
    )


def _more_varied(n: np.ndarray, total: np.ndarray, squares: np.ndarray, variance: np.ndarray) -> float:
    """How many times as varied one of the two is as both together."""
    expected = ((n - 1) * variance).sum()
    return float(np.maximum(squares - total**2 / n, 0).sum() / expected) if expected > 0 else 1.0
