"""What customers of different groups bring, at ages that all of them have reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from analysis.by_age import Age, by_age
from analysis.evidence import THIN_BELOW
from analysis.groups import USUAL_AGE
from analysis.multiplicity import adjusted
from analysis.ratios import Ratio, differing
from analysis.takings import Takings


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyGroup:
    """Customers who share a value, None for all others; `ages` are those that all groups have reached."""

    value: str | None
    customers: int
    ages: tuple[Age, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPair:
    """Two groups, by their places.

    Attributes
    ----------
    first, second : int
    difference : Ratio
        What a customer of the first brought through the age, less one of the second; minor units.
    p, adjusted_p : float
        By Student's distribution, and after Benjamini and Hochberg over all pairs.
    distinguishable : bool
        Whether `adjusted_p` is at most 1 - level.
    """

    first: int
    second: int
    difference: Ratio
    p: float
    adjusted_p: float
    distinguishable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyGroups:
    """Groups compared by what a customer has brought from age 0 through `age`; None where there is no age that all have reached."""

    period: str
    as_of: date
    level: float
    currency: str
    field: str
    age: int | None
    groups: tuple[MoneyGroup, ...]
    pairs: tuple[MoneyPair, ...]


def money_groups(
    takings: Takings, masks: Mapping[str | None, np.ndarray], *, field: str, age: int | None = None, level: float = 0.95
) -> MoneyGroups:
    """Compare groups.

    Parameters
    ----------
    takings : Takings
    masks : mapping of value to bool array
        From `groups.chosen`; no customer is in two of them.
    field : str
    age : int, optional
        Where to compare; half a year if not given, or the oldest age that all have reached, if earlier.
    level : float
    """
    curves = {value: by_age(takings, mask=mask, level=level) for value, mask in masks.items()}
    common = min((len(curve) - 1 for curve in curves.values() if curve), default=-1)
    where = None if common < 0 else min(USUAL_AGE[takings.period] if age is None else max(age, 0), common)
    members = tuple(
        MoneyGroup(value=value, customers=int(takings.chosen(masks[value]).sum()), ages=curve[: common + 1])
        for value, curve in curves.items()
    )
    return MoneyGroups(
        period=takings.period,
        as_of=takings.as_of,
        level=level,
        currency=takings.currency,
        field=field,
        age=where,
        groups=members,
        pairs=() if where is None else _pairs(members, where, level),
    )


def _pairs(members: tuple[MoneyGroup, ...], age: int, level: float) -> tuple[MoneyPair, ...]:
    told = [place for place, group in enumerate(members) if group.ages and group.ages[age].customers >= THIN_BELOW]
    places = list(combinations(told, 2))
    if not places:
        return ()
    found = [_difference(*(members[place].ages[age] for place in pair), level) for pair in places]
    corrected = adjusted(np.array([p for _, p in found]))
    return tuple(
        MoneyPair(
            first=first,
            second=second,
            difference=difference,
            p=p,
            adjusted_p=float(among),
            distinguishable=bool(among <= round(1 - level, 12)),
        )
        for (first, second), (difference, p), among in zip(places, found, corrected, strict=True)
    )


def _difference(one: Age, other: Age, level: float) -> tuple[Ratio, float]:
    value, low, high, p = differing(*((age.so_far.value, age.so_far.low, age.so_far.high, age.customers) for age in (one, other)), level)
    return Ratio(value=value, low=low, high=high), p
