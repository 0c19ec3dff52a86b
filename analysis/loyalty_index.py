"""The loyalty index of a company: its mean and spread, what it rests on, and how it differs between customers of one kind and another."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.additive_index import LEAST_COVERAGE
from analysis.discrimination import midranks
from analysis.loyalty_scores import WHOLE, Rule, Scores, scores, weighed
from analysis.loyalty_signs import GROUPS, SIGNS, Signs
from analysis.means import Estimate, bounded
from analysis.stages import ABANDONED, STAGES

SPREAD = (10, 25, 50, 75, 90)
#: More kinds of customers than these are not shown; the commonest are.
MOST_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign.

    Attributes
    ----------
    name : str
    low, high : float or None
        What is 0 and what is 100 of it; None where all are alike.
    n : int
        Customers of whom it is known.
    mean : float or None
        As it is counted; None where it is known of nobody.
    points : float or None
        The same on the line from 0 to 100; None where it does not count.
    counts : bool
        Whether it is switched on.
    """

    name: str
    low: float | None
    high: float | None
    n: int
    mean: float | None
    points: float | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One of the six groups.

    Attributes
    ----------
    name : str
    weight : float
        Of 100.
    n : int
        Customers of whom any of its signs is known.
    coverage : float
        Their share of the customers here.
    mean : Estimate or None
        0 to 100.
    signs : tuple of Sign
        Those that the data can show.
    """

    name: str
    weight: float
    n: int
    coverage: float
    mean: Estimate | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Customers of one kind.

    Attributes
    ----------
    name : str
        A stage, or a value of the field.
    n : int
        With an index.
    without : int
        Without one, for too little is known of them.
    mean : Estimate or None
        Of the index.
    spread : tuple of float
        The 10th, 25th, 50th, 75th and 90th percentile of the index; empty without anybody.
    coverage : float or None
        The mean share of the weight that is known.
    alike : Estimate or None
        The mean by the groups alone that are known of everybody here: rows compare by it like with like.
    """

    name: str
    n: int
    without: int
    mean: Estimate | None
    spread: tuple[float, ...]
    coverage: float | None
    alike: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """So many customers of whom exactly these groups are known."""

    groups: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoyaltyIndex:
    """A company's loyalty index.

    Attributes
    ----------
    as_of : date
    level : float
        Of the intervals.
    relative : bool
        Whether signs count by standing among these customers.
    anchored : date or None
        The day whose customers made the ends.
    all : Row
        Those who are still here: not abandoned. All, where stages are not known.
    staged : bool
        Whether stages are known.
    groups : tuple of Group
        All six.
    known : tuple of Known
        Of those with an index, the most first.
    common : tuple of str
        Groups that are known of everybody with an index; empty where they carry less than half of the weight.
    sensitivity : float or None
        Spearman's rank correlation of the index with one of equal weights, -1 to 1.
    field : str or None
        By which the rows are told apart; None for stages.
    rows : tuple of Row
    """

    as_of: date
    level: float
    relative: bool
    anchored: date | None
    all: Row
    staged: bool
    groups: tuple[Group, ...]
    known: tuple[Known, ...]
    common: tuple[str, ...]
    sensitivity: float | None
    field: str | None
    rows: tuple[Row, ...]


def loyalty_index(
    signs: Signs,
    rule: Rule,
    found: Scores | None = None,
    *,
    stage: np.ndarray | None = None,
    mask: np.ndarray | None = None,
    by: str | None = None,
    value: np.ndarray | None = None,
    relative: bool = False,
    level: float = 0.95,
) -> LoyaltyIndex:
    """Describe the index of some customers.

    Parameters
    ----------
    signs : Signs
    rule : Rule
        Anchored.
    found : Scores, optional
        Of these, by this rule; reckoned if not given.
    stage : integer array of R, optional
        Places in `analysis.stages.STAGES`. Whoever has abandoned is in the rows of stages only.
    mask : bool array of R, optional
        Which customers are meant.
    by : str, optional
        The field whose `value`, text of R, tells rows apart; stages do without one.
    relative, level
        As for `scores`, and of the intervals.

    Examples
    --------
    >>> signs = Signs(day=date(2026, 1, 1), customers=np.arange(40), last=np.zeros(40, int), values={
    ...     "products": np.arange(40.0), "order_days": np.arange(40.0) % 7, "contacts": np.arange(40.0) % 5})
    >>> found = loyalty_index(signs, Rule().anchored_by(signs))
    >>> found.all.n, found.all.coverage, found.common
    (40, 0.6, ('contracting', 'renewal', 'interaction'))
    """
    found = found or scores(signs, rule, relative=relative)
    meant = np.ones(len(signs.customers), dtype=bool) if mask is None else mask
    here = meant if stage is None else meant & (stage != ABANDONED)
    indexed = ~np.isnan(found.index)
    weights = np.array(rule.weights)
    has = ~np.isnan(found.groups)
    everybody = has[here & indexed].all(axis=0) if (here & indexed).any() else np.zeros(len(GROUPS), dtype=bool)
    enough = weights[everybody].sum() >= LEAST_COVERAGE * WHOLE
    alike = weighed(found.groups, np.where(everybody, weights, 0.0))[0] if enough else np.full(len(indexed), np.nan)

    def row(name: str, who: np.ndarray) -> Row:
        return _row(name, who, found, alike, level)

    rows = ()
    if by is not None and value is not None:
        rows = tuple(row(name, here & (value == name)) for name in _commonest(value[here]))
    elif stage is not None:
        rows = tuple(row(name, meant & (stage == place)) for place, name in enumerate(STAGES) if (meant & (stage == place)).any())
    return LoyaltyIndex(
        as_of=signs.day,
        level=level,
        relative=relative,
        anchored=rule.anchored,
        all=row("", here),
        staged=stage is not None,
        groups=tuple(_group(place, signs, rule, found, here, level) for place in range(len(GROUPS))),
        known=_known(has[here & indexed]),
        common=tuple(name for name, all_have in zip(GROUPS, everybody, strict=True) if all_have) if enough else (),
        sensitivity=_sensitivity(found, here),
        field=by,
        rows=rows,
    )


def _row(name: str, who: np.ndarray, found: Scores, alike: np.ndarray, level: float) -> Row:
    index = found.index[who]
    known = ~np.isnan(index)
    values = index[known]
    return Row(
        name=name,
        n=len(values),
        without=int((~known).sum()),
        mean=_mean(values, level),
        spread=tuple(float(value) for value in np.percentile(values, SPREAD)) if len(values) else (),
        coverage=float(found.coverage[who][known].mean()) if len(values) else None,
        alike=_mean(alike[who][known & ~np.isnan(alike[who])], level),
    )


def _mean(values: np.ndarray, level: float) -> Estimate | None:
    if not len(values):
        return None
    mean = float(values.mean())
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    low, high = bounded(mean, spread, len(values), low=0, high=100, level=level)
    return Estimate(value=mean, low=low, high=high, n=len(values))


def _group(place: int, signs: Signs, rule: Rule, found: Scores, here: np.ndarray, level: float) -> Group:
    values = found.groups[here, place]
    known = values[~np.isnan(values)]
    mine = [sign for sign in signs.values if SIGNS[sign] == GROUPS[place]]
    return Group(
        name=GROUPS[place],
        weight=rule.weights[place],
        n=len(known),
        coverage=len(known) / len(values) if len(values) else 0.0,
        mean=_mean(known, level),
        signs=tuple(_sign(sign, signs.values[sign][here], rule, found, here) for sign in mine),
    )


def _sign(name: str, values: np.ndarray, rule: Rule, found: Scores, here: np.ndarray) -> Sign:
    known = values[~np.isnan(values)]
    low, high = rule.anchors.get(name, (None, None))
    points = found.signs.get(name)
    return Sign(
        name=name,
        low=low,
        high=high,
        n=len(known),
        mean=float(known.mean()) if len(known) else None,
        points=float(np.nanmean(points[here])) if points is not None and len(known) else None,
        counts=name not in rule.off,
    )


def _known(has: np.ndarray) -> tuple[Known, ...]:
    """How many customers each set of known groups has."""
    counts = np.bincount(has @ (1 << np.arange(len(GROUPS))), minlength=1 << len(GROUPS))
    return tuple(
        Known(groups=tuple(name for place, name in enumerate(GROUPS) if kind >> place & 1), n=int(counts[kind]))
        for kind in np.argsort(-counts, kind="stable")
        if counts[kind]
    )


def _sensitivity(found: Scores, here: np.ndarray) -> float | None:
    equal = found.by(np.ones(len(GROUPS)))[0]
    both = here & ~np.isnan(found.index) & ~np.isnan(equal)
    if both.sum() < 2:
        return None
    one, other = midranks(found.index[both]), midranks(equal[both])
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def _commonest(value: np.ndarray) -> list[str]:
    counts = Counter(value.tolist())
    return sorted(counts, key=lambda name: (-counts[name], name))[:MOST_ROWS]
