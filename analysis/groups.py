"""Groups of customers side by side: their curves at the same ages, and which of them can be told apart at one age.

Whether two can be told apart is decided by Newcombe's interval of their difference and by how many pairs were looked at, never by
whether their own intervals overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from analysis import calendar, evidence, segments
from analysis.activity import Activity
from analysis.errors import UnknownChoice, say
from analysis.intervals import newcombe, newcombe_p
from analysis.multiplicity import adjusted
from analysis.retention import Pooled, pooled_curve

MOST = 4
#: The age compared where none is chosen: half a year or so, or an earlier one that all groups have reached.
USUAL_AGE = {"week": 13, "month": 6, "quarter": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Customers who share a value, at the ages that are compared.

    Attributes
    ----------
    value : str or None
        None: all customers with none of the values named.
    customers : int
    first, last : str or None
        Its first and its last cohort; None without customers.
    reached : int or None
        The oldest age at which it was observed, whether the others have reached it or not.
    ages : tuple of Pooled
        Only ages that all groups have reached.
    """

    value: str | None
    customers: int
    first: str | None
    last: str | None
    reached: int | None
    ages: tuple[Pooled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two groups at one age.

    Attributes
    ----------
    first, second : int
        Places in `Groups.groups`.
    age : int
    difference, low, high : float
        The first share minus the second, -1 to 1, with Newcombe's interval.
    p : float
        The smallest 1 - level at which that interval still leaves out 0.
    adjusted_p : float
        By Benjamini and Hochberg over all pairs of that age.
    distinguishable : bool
        Whether `adjusted_p` is at most 1 - level.
    """

    first: int
    second: int
    age: int
    difference: float
    low: float
    high: float
    p: float
    adjusted_p: float
    distinguishable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups compared.

    Attributes
    ----------
    period, kind, as_of, level
        As in `Retention`.
    field : str
    age : int or None
        Where they are compared; None where there is no age that all have reached.
    asked : int or None
        The age that was asked for, where not all have reached it.
    groups : tuple of Group
    pairs : tuple of Pair
        Every pair at every age, but those with a group of fewer than ten customers there: nothing is said of these.
    """

    period: str
    kind: str
    as_of: date
    level: float
    field: str
    age: int | None
    asked: int | None
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]

    @property
    def here(self) -> tuple[Pair, ...]:
        """The pairs at `age`."""
        return tuple(pair for pair in self.pairs if pair.age == self.age)

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages that all have reached."""
        return next((tuple(point.age for point in group.ages) for group in self.groups if group.ages), ())

    @property
    def apart(self) -> tuple[int, ...]:
        """Ages at which at least one pair is distinguishable, each age by itself."""
        return tuple(sorted({pair.age for pair in self.pairs if pair.distinguishable}))


def chosen(attributes, field: str, values: Sequence[str] = (), *, among: np.ndarray | None = None) -> dict[str | None, np.ndarray]:
    """Mark the customers of each group.

    Parameters
    ----------
    attributes : DataFrame
        From `segments.attributes`.
    field : str
    values : sequence of str
        Up to four. One alone is compared with all the others; none means the commonest, up to four.
    among : bool array, optional
        Only these customers.

    Returns
    -------
    dict of value to bool array
        None stands for all the others.

    Raises
    ------
    UnknownField
        For a field or value that nobody has.
    UnknownChoice
        For more than four values, or a field in which all are alike.

    Examples
    --------
    >>> import polars as pl
    >>> known = pl.DataFrame({"country": ["SE", "FI", "SE", "NO"]})
    >>> {value: mask.tolist() for value, mask in chosen(known, "country", ["SE"]).items()}
    {'SE': [True, False, True, False], None: [False, True, False, True]}
    """
    if len(values) > MOST:
        raise UnknownChoice(found=say("{} groups", len(values)), needed=say("up to {}", MOST), do="Compare fewer at a time.")
    masks = {value: segments.mask(attributes, {field: [value]}) for value in values or _commonest(attributes, field)}
    if len(masks) == 1:
        [alone] = masks.values()
        masks[None] = ~alone
        if alone.all():
            raise UnknownChoice(found=say("one value of {}", field), needed="two", do="Choose a field in which customers differ.")
    return masks if among is None else {value: mask & among for value, mask in masks.items()}


def _commonest(attributes, field: str) -> Sequence[str]:
    segments.mask(attributes, {field: []})  # an unknown field is refused
    listed = segments.fields(attributes).get(field)
    if listed is None:
        raise UnknownChoice(found=say("one value of {}", field), needed="two", do="Choose a field in which customers differ.")
    return listed[:MOST] if field != segments.YEAR else listed[-MOST:]


def groups(
    activity: Activity,
    masks: Mapping[str | None, np.ndarray],
    *,
    field: str,
    kind: str = "active",
    age: int | None = None,
    usual_gap_days: float | None = None,
    level: float = 0.95,
) -> Groups:
    """Compare groups at the same age.

    Parameters
    ----------
    activity : Activity
    masks : mapping of value to bool array
        From `chosen`; no customer is in two of them.
    field : str
    kind, usual_gap_days, level
        As for `retention`.
    age : int, optional
        Where to compare. If not all groups have reached it, the oldest that they have is taken. Where none is named: half a year (13
        weeks, 4 quarters), or the oldest age that 30 customers of each group have reached, or else ten; no share is looked at for it.

    Returns
    -------
    Groups

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> known = Occasions(customers=np.arange(40), start=np.append(np.arange(21) * 2, np.arange(41, 61)),
    ...     day=np.array([0, 40] * 20 + [0] * 20), as_of=date(1970, 3, 31), free_orders=True)
    >>> found = groups(gather(known, "month"), {"web": np.arange(40) < 20, "fair": np.arange(40) >= 20}, field="channel", age=1)
    >>> [(pair.difference, pair.distinguishable) for pair in found.here]
    [(1.0, True)]
    """
    curves = {
        value: pooled_curve(activity, kind=kind, mask=mask, usual_gap_days=usual_gap_days, level=level) for value, mask in masks.items()
    }
    # A group without customers reaches nothing, and keeps nobody else from being compared.
    common = min((curve[-1].age if curve else -1 for value, curve in curves.items() if masks[value].any()), default=-1)
    first_age = 0 if kind == "returned" else 1
    cut = {value: tuple(point for point in curve if first_age <= point.age <= common) for value, curve in curves.items()}
    members = tuple(_group(activity, value, mask, curves[value], cut[value]) for value, mask in masks.items())
    where = _age(members, activity.period, age, first_age, common)
    return Groups(
        period=activity.period,
        kind=kind,
        as_of=activity.as_of,
        level=level,
        field=field,
        age=where,
        asked=age if age is not None and age != where else None,
        groups=members,
        pairs=_pairs(members, range(first_age, common + 1), level),
    )


def _group(activity: Activity, value: str | None, mask: np.ndarray, curve: Sequence[Pooled], ages: tuple[Pooled, ...]) -> Group:
    cohorts = activity.cohort[mask]
    ends = (cohorts.min(), cohorts.max()) if len(cohorts) else (None, None)
    first, last = (None if end is None else calendar.label(int(end), activity.period) for end in ends)
    reached = curve[-1].age if curve else None
    return Group(value=value, customers=len(cohorts), first=first, last=last, reached=reached, ages=ages)


def _age(members: Sequence[Group], period: str, asked: int | None, first_age: int, common: int) -> int | None:
    if common < first_age:
        return None
    if asked is not None:
        return min(max(asked, first_age), common)
    there = [group for group in members if group.customers]
    for least in (evidence.FEW_BELOW, evidence.THIN_BELOW):
        carried = [at for at in range(max(first_age, 1), common + 1) if all(_at(group, at).at_risk >= least for group in there)]
        if carried:
            return min(USUAL_AGE[period], carried[-1])
    return min(USUAL_AGE[period], common)


def _at(group: Group, age: int) -> Pooled | None:
    return next((point for point in group.ages if point.age == age), None)


def _pairs(members: Sequence[Group], ages: Sequence[int], level: float) -> tuple[Pair, ...]:
    """At each age, every pair whose two groups are more than thin there."""
    places = [(age, *two) for age in ages for two in combinations(_told(members, age), 2)]
    if not places:
        return ()
    points = [(_at(members[first], age), _at(members[second], age)) for age, first, second in places]
    k, n = (np.array([[getattr(point, name) for point in two] for two in points]).T for name in ("retained", "at_risk"))
    difference, low, high = newcombe(k[0], n[0], k[1], n[1], level)
    p = newcombe_p(k[0], n[0], k[1], n[1])
    at = np.array([age for age, _, _ in places])
    corrected = np.concatenate([adjusted(p[at == age]) for age in np.unique(at)])
    apart = corrected <= round(1 - level, 12)  # 1 - 0.95 is a hair more than 0.05 in binary
    columns = (values.tolist() for values in (difference, low, high, p, corrected, apart))
    return tuple(
        Pair(first=first, second=second, age=age, difference=d, low=lo, high=hi, p=own, adjusted_p=among, distinguishable=clear)
        for (age, first, second), (d, lo, hi, own, among, clear) in zip(places, zip(*columns, strict=True), strict=True)
    )


def _told(members: Sequence[Group], age: int) -> list[int]:
    """The places of the groups that something may be said of at an age."""
    there = ((place, _at(group, age)) for place, group in enumerate(members))
    return [place for place, point in there if point and evidence.strength(point.at_risk) in ("few", "enough")]
