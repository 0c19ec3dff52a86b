"""Do those who stay buy more, or did only those who bought little leave? A change with tenure, split in two parts that add up."""

from dataclasses import dataclass

import numpy as np

from analysis.evidence import FEW_BELOW
from analysis.ratios import Ratio, around
from analysis.takings import Takings

#: Ages in one stretch of time, and in a year.
STRETCH = {"week": 13, "month": 3, "quarter": 1}
STRETCHES_A_YEAR = 4
MEASURES = ("revenue", "orders", "average_order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One measure in the early stretch and in the late one.

    Attributes
    ----------
    measure : {"revenue", "orders", "average_order"}
        Net a customer and period, days with an order a customer and period, net a day with an order. Money in minor units, not rounded.
    early : Ratio
        Of everybody who was still a customer after the early stretch, in it.
    early_stayed, late_stayed : Ratio
        Of those who were still customers after the late stretch, in the early and in the late one.
    leaving : Ratio
        `early_stayed` minus `early`: what the leaving of others did, though nobody changed.
    own : Ratio
        `late_stayed` minus `early_stayed`: the same customers, then and now.
    total : Ratio
        `leaving` plus `own`.
    """

    measure: str
    early: Ratio
    early_stayed: Ratio
    late_stayed: Ratio
    leaving: Ratio
    own: Ratio
    total: Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Two stretches of the same cohorts' lives.

    Attributes
    ----------
    early_first, early_last, late_first, late_last : int
        Ages, both included.
    seen_through : int
        The age through which it is looked whether somebody orders again.
    cohorts : int
        Those observed through it.
    customers : int
        Who ordered after the early stretch.
    stayed : int
        Who ordered after the late stretch too.
    same_season : bool
        Whether the two stretches lie a year apart.
    parts : tuple of Part
    """

    early_first: int
    early_last: int
    late_first: int
    late_last: int
    seen_through: int
    cohorts: int
    customers: int
    stayed: int
    same_season: bool
    parts: tuple[Part, ...]


def split(takings: Takings, *, mask: np.ndarray | None = None, level: float = 0.95) -> Split | None:
    """Split the change from the stretch after the first period to one up to a year later.

    Age 0 is left out: it holds an order of everybody by definition. Who is a customer after a stretch is told by an order later than it,
    never by one in it: to choose customers by an order in the late stretch would make them look busier in it than they are.

    Parameters
    ----------
    takings : Takings
    mask : bool array, optional
    level : float

    Returns
    -------
    Split or None
        The latest stretch, up to a year after the early one, that 30 customers have stayed for; None where there is none.

    Notes
    -----
    For customers in the late stretch L, among those E of the early one: mean_L(late) - mean_E(early) =
    [mean_L(early) - mean_E(early)] + [mean_L(late) - mean_L(early)]. Intervals by the delta method over customers, those of the
    second bracket paired.

    References
    ----------
    The first bracket is the sorting of a mixed population by its leaving: Vaupel & Yashin (1985), The American Statistician 39, 176-185.
    """
    among = takings.chosen(mask)
    width = STRETCH[takings.period]
    span = takings.last - takings.cohort
    here = takings.rows(among)
    for apart in range(STRETCHES_A_YEAR, 0, -1):
        seen = width * (apart + 2)
        watched = among & (span >= seen)
        if watched.sum() < FEW_BELOW:
            continue
        found = _at(takings, here, watched, apart, level)
        if found is not None:
            return found
    return None


def _at(takings: Takings, here: np.ndarray, watched: np.ndarray, apart: int, level: float) -> Split | None:
    width = STRETCH[takings.period]
    late_first, late_last, seen = 1 + width * apart, width * (apart + 1), width * (apart + 2)
    rows = here[watched[takings.place[here]]]
    place, age = takings.place[rows], takings.age[rows]
    ordered, net = takings.orders[rows], takings.net[rows].astype(float)
    later = (ordered > 0) & (age <= seen)
    early_on, late_on = np.zeros(len(watched), dtype=bool), np.zeros(len(watched), dtype=bool)
    early_on[place[later & (age > width)]] = True
    late_on[place[later & (age > late_last)]] = True
    if late_on.sum() < FEW_BELOW:
        return None
    stayed = late_on[early_on]

    def summed(values, first: int, last: int) -> np.ndarray:
        inside = (age >= first) & (age <= last)
        return np.bincount(place[inside], weights=values[inside], minlength=len(watched))[early_on]

    early, late = ((summed(net, *ends), summed(ordered, *ends)) for ends in ((1, width), (late_first, late_last)))
    periods = np.full(len(stayed), float(width))
    pairs = {
        "revenue": ((early[0], periods), (late[0], periods)),
        "orders": ((early[1], periods), (late[1], periods)),
        "average_order": (early, late),
    }
    parts = tuple(_part(name, *pairs[name], stayed, level) for name in MEASURES)
    return Split(
        early_first=1,
        early_last=width,
        late_first=late_first,
        late_last=late_last,
        seen_through=seen,
        cohorts=len(np.unique(takings.cohort[watched])),
        customers=len(stayed),
        stayed=int(stayed.sum()),
        same_season=apart == STRETCHES_A_YEAR,
        parts=tuple(part for part in parts if part is not None),
    )


def _part(measure: str, early, late, stayed: np.ndarray, level: float) -> Part | None:
    everybody = np.ones(len(stayed), dtype=bool)
    wanted = ((early, everybody), (early, stayed), (late, stayed))
    if any(bottom[among].sum() <= 0 for (_, bottom), among in wanted):
        return None
    (before, a), (then, b), (now, c) = (_ratio_of(*sums, among) for sums, among in wanted)
    n, some = len(stayed), int(stayed.sum())
    return Part(
        measure=measure,
        early=_interval(before, a, n, n, level, positive=True),
        early_stayed=_interval(then, b, some, some, level, positive=True),
        late_stayed=_interval(now, c, some, some, level, positive=True),
        leaving=_interval(then - before, b - a, n, some, level),
        own=_interval(now - then, c - b, some, some, level),
        total=_interval(now - before, c - a, n, some, level),
    )


def _ratio_of(top: np.ndarray, bottom: np.ndarray, among: np.ndarray) -> tuple[float, np.ndarray]:
    """A ratio of sums over some, and what each customer does to it."""
    whole = bottom[among].sum()
    value = top[among].sum() / whole
    return float(value), np.where(among, (top - value * bottom) / whole, 0.0)


def _interval(value: float, influence: np.ndarray, n: int, contributing: int, level: float, *, positive: bool = False) -> Ratio:
    deviation = np.sqrt((influence**2).sum() * n / (n - 1))
    low, high = around(value, deviation, contributing, level, positive=positive)
    return Ratio(value=value, low=float(low), high=float(high))
