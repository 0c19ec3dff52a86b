"""What was answered, question by question: by group, through time and by segment."""

from dataclasses import dataclass

import numpy as np

from analysis.additive_index import additive_index, importances
from analysis.comparisons import Group
from analysis.evidence import THIN_BELOW
from analysis.means import Estimate, left_to_ask, repeats
from analysis.rated import Cells, Contrast, Rated, by_cell, contrasts, estimates, rated, shares
from analysis.ratings import Item
from analysis.recommendation import TEN, Recommendation, points, recommendation
from analysis.reliability import Reliability, reliability
from analysis.scales import Scale
from analysis.survey import LeftOut, Survey
from analysis.waves import Wave
from analysis.weighting import ATTRIBUTE, INDEX, OVERALL

HUNDRED = Scale(low=0.0, high=100.0)
#: Segments that are shown, the largest.
MOST_SEGMENTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The additive index, from 0 to 100.

    Attributes
    ----------
    mean : Estimate or None
        Over those for whom it is defined; None where there are none.
    coverage : float
        Which share of the weight they rated on average.
    undefined : int
        Who rated less than half of the weight.
    weights : {"importance", "equal"}
        Equal where no importance was asked.
    """

    mean: Estimate | None
    coverage: float
    undefined: int
    weights: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedGroup:
    """A group of attributes: its own index, and whether its questions measure one thing. `name` is "" for those of no group."""

    name: str
    attributes: tuple[str, ...]
    index: Index
    reliability: Reliability | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One question in one wave or segment.

    Attributes
    ----------
    kind : {"overall", "index", "attribute"}
    name : str
    label : str
        The wave's or the segment's; "" where nothing is known.
    mean : Estimate or None
    best : Group or None
    """

    kind: str
    name: str
    label: str
    mean: Estimate | None
    best: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The recommendation score in one wave or segment."""

    label: str
    recommendation: Recommendation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """The breakdown of a survey.

    Attributes
    ----------
    level : float
        Confidence of all intervals.
    responses, known, people : int
        Questionnaires that count; those of known people; how many these are.
    straight : int
        Questionnaires with one answer to everything; they count.
    left_out : LeftOut
    copies : tuple of (str, str)
    wave_kind : str
    waves : tuple of Wave
    population : int or None
        Whom the intervals of `overall`, `recommendation`, `index` and `attributes` speak of alone; None: anybody like those who answered.
    overall : Rated or None
    recommendation : Recommendation or None
    index : Index or None
        None without attributes.
    groups : tuple of RatedGroup
    attributes : tuple of Rated
    trend : tuple of Point
        By question, then by time.
    trend_scores : tuple of Scored
    field : str or None
    segments : tuple of Point
    segment_scores : tuple of Scored
    contrasts : tuple of Contrast
        Each segment against all others, or, without a field, the newest wave against the one before. None of fewer than ten.
    """

    level: float
    responses: int
    known: int
    people: int
    straight: int
    left_out: LeftOut
    copies: tuple[tuple[str, str], ...]
    wave_kind: str
    waves: tuple[Wave, ...]
    population: int | None
    overall: Rated | None
    recommendation: Recommendation | None
    index: Index | None
    groups: tuple[RatedGroup, ...]
    attributes: tuple[Rated, ...]
    trend: tuple[Point, ...]
    trend_scores: tuple[Scored, ...]
    field: str | None
    segments: tuple[Point, ...]
    segment_scores: tuple[Scored, ...]
    contrasts: tuple[Contrast, ...]


def satisfaction(
    survey: Survey,
    *,
    field: str | None = None,
    segment: np.ndarray | None = None,
    population: int | None = None,
    level: float = 0.95,
) -> Satisfaction:
    """Break a survey of customers down.

    Parameters
    ----------
    survey : Survey
        Of customers; employees' answers are broken down by `analysis.employees`, which shows no group under five.
    field : str, optional
        What `segment` is called.
    segment : object array of str, one a questionnaire, optional
        From `analysis.answered.labels`.
    population : int, optional
        How many customers there are, where intervals are to speak of exactly these.
    level : float

    Returns
    -------
    Satisfaction

    Notes
    -----
    Somebody's several answers count for less than those of several people (`analysis.means.repeats`).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> import polars as pl
    >>> from datetime import datetime
    >>> from analysis.survey import gather
    >>> said = SimpleNamespace(
    ...     responses=pl.DataFrame({"response": [1, 2], "customer": [7, 8], "audience": ["customer"] * 2,
    ...         "answered_at": [datetime(2026, 3, 1)] * 2, "channel": ["site"] * 2}),
    ...     ratings=pl.DataFrame({"response": [1, 2], "attribute": [5, 5], "aspect": ["performance"] * 2, "value": [2.0, 4.0],
    ...         "low": [1.0] * 2, "high": [5.0] * 2}),
    ...     attributes=pl.DataFrame({"attribute": [5], "question": ["Staff"], "name": ["Staff"], "audience": ["customer"],
    ...         "role": ["attribute"], "group": ["people"]}))
    >>> found = satisfaction(gather(said))
    >>> found.attributes[0].mean.value, found.index.mean.value, found.attributes[0].best.k
    (3.0, 50.0, 1)
    """
    if survey.audience != "customer":
        raise ValueError("employees' answers go through analysis.employees")
    people = np.unique(survey.customer[survey.customer >= 0])
    known = int((survey.customer >= 0).sum())
    asked = len(people) + len(survey.response) - known
    left = 1.0 if population is None else left_to_ask(min(asked, population), population)
    low, high = (np.array([getattr(item.scale, end) for item in survey.items]) for end in ("low", "high"))
    own = importances(survey.importance, low, high)
    weights = np.broadcast_to(1.0, survey.performance.shape) if own is None else own
    kind = "equal" if own is None else "importance"
    index, coverage = additive_index(survey.performance, weights, low, high)
    kinds, items, values = _questions(survey, index)
    waves = _points(values, items, kinds, survey.wave, [wave.label for wave in survey.waves], level)
    segments, labels, cell = (), [], None
    if segment is not None:
        labels, cell = _largest(segment)
        segments = _points(values, items, kinds, cell, labels, level)
    return Satisfaction(
        level=level,
        responses=len(survey.response),
        known=known,
        people=len(people),
        straight=int(survey.straight.sum()),
        left_out=survey.left_out,
        copies=survey.copies,
        wave_kind=survey.wave_kind,
        waves=survey.waves,
        population=population,
        overall=_overall(survey, level, left),
        recommendation=_scored(survey, np.ones(len(survey.response), dtype=bool), level, left),
        index=_index(index, coverage, kind, survey.customer, level, left) if survey.items else None,
        groups=_groups(survey, weights, kind, low, high, level, left),
        attributes=tuple(
            rated(
                survey.performance,
                survey.items,
                survey.customer,
                expectation=survey.expectation,
                importance=survey.importance,
                level=level,
                left=left,
            )
        ),
        trend=waves,
        trend_scores=_scores(survey, survey.wave, [wave.label for wave in survey.waves], level),
        field=field,
        segments=segments,
        segment_scores=() if cell is None else _scores(survey, cell, labels, level),
        contrasts=_contrasts(values, items, survey, cell, labels, level),
    )


def _questions(survey: Survey, index: np.ndarray) -> tuple[list[str], list[Item], np.ndarray]:
    """The overall question, the index and the attributes side by side, as far as they are there."""
    kinds, items, columns = [], [], []
    if survey.overall_item is not None:
        kinds, items, columns = [OVERALL], [survey.overall_item], [survey.overall]
    if survey.items:
        kinds, columns = [*kinds, INDEX], [*columns, index]
        items = [*items, Item(name=INDEX, group=None, scale=HUNDRED, asked=(HUNDRED,), rescaled=0)]
    kinds, items = [*kinds, *[ATTRIBUTE] * len(survey.items)], [*items, *survey.items]
    return kinds, items, np.vstack([*columns, survey.performance.T]).T


def _overall(survey: Survey, level: float, left: float) -> Rated | None:
    if survey.overall_item is None:
        return None
    [found] = rated(survey.overall[:, None], [survey.overall_item], survey.customer, level=level, left=left)
    return found


def _scored(survey: Survey, mask: np.ndarray, level: float, left: float = 1.0) -> Recommendation | None:
    """The score of some; None where it was asked on a scale that has no 9 and 10."""
    item = survey.recommendation_item
    if item is None or item.scale.high != TEN:
        return None
    answers = survey.recommendation[mask]
    [divisor] = repeats(points(answers)[:, None], survey.customer[mask])
    elsewhere = survey.recommendation_elsewhere if mask.all() else 0
    return recommendation(answers, level=level, divisor=float(divisor) * left, elsewhere=elsewhere)


def _scores(survey: Survey, cell: np.ndarray, labels: list[str], level: float) -> tuple[Scored, ...]:
    return tuple(Scored(label=label, recommendation=_scored(survey, cell == place, level)) for place, label in enumerate(labels))


def _index(index: np.ndarray, coverage: np.ndarray, kind: str, who: np.ndarray, level: float, left: float) -> Index:
    there = ~np.isnan(index)
    item = Item(name=INDEX, group=None, scale=HUNDRED, asked=(HUNDRED,), rescaled=0)
    [found] = rated(index[:, None], [item], who, level=level, left=left)
    return Index(
        mean=found.mean,
        coverage=float(coverage[there].mean()) if there.any() else float("nan"),
        undefined=int((~there).sum()),
        weights=kind,
    )


def _groups(survey: Survey, weights: np.ndarray, kind: str, low, high, level: float, left: float) -> tuple[RatedGroup, ...]:
    found = []
    for name, columns in survey.groups.items():
        own = survey.performance.T[columns].T
        index, coverage = additive_index(own, weights[:, columns], low[columns], high[columns])
        names = tuple(survey.items[column].name for column in columns)
        # Questions on unlike scales are brought to one before their variances are added.
        unit = (own - low[columns]) / (high[columns] - low[columns])
        found.append(
            RatedGroup(
                name=name,
                attributes=names,
                index=_index(index, coverage, kind, survey.customer, level, left),
                reliability=reliability(unit, names, level=level),
            )
        )
    return tuple(found)


def _points(values, items, kinds, cell: np.ndarray, labels: list[str], level: float) -> tuple[Point, ...]:
    if not labels or not items:
        return ()
    cells = by_cell(values, items, cell, len(labels))
    means, best = estimates(cells, items, level=level), shares(cells.best, cells.n, level=level)
    return tuple(
        Point(kind=kinds[column], name=item.name, label=label, mean=means[place][column], best=best[place][column])
        for column, item in enumerate(items)
        for place, label in enumerate(labels)
    )


def _largest(segment: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The largest segments, by size and then by name, and which of them each questionnaire is of; -1 for none."""
    names, place, counts = np.unique(segment.astype(str), return_inverse=True, return_counts=True)
    order = np.lexsort((names, -counts))[:MOST_SEGMENTS]
    rank = np.full(len(names), -1)
    rank[order] = np.arange(len(order))
    return [str(names[which]) for which in order], rank[place]


def _contrasts(values, items, survey: Survey, cell: np.ndarray | None, labels: list[str], level: float) -> tuple[Contrast, ...]:
    names = [item.name for item in items]
    if not items:
        return ()
    if cell is not None:
        others = np.where(cell < 0, len(labels), cell)  # what is in none of the largest is among the others
        cells = by_cell(values, items, others, len(labels) + 1)
        # Of two segments that make up all, one contrast is the other turned round.
        asked = labels[:1] if len(labels) == 2 and (cell >= 0).all() else labels
        one, other = (_rows(found, slice(0, len(asked))) for found in (cells, cells.others()))
        worth = repeats(values, survey.customer)
        return contrasts(names, asked, [None] * len(asked), one, other, least=THIN_BELOW, level=level, divisor=worth)
    if len(survey.waves) < 2:
        return ()
    cells = by_cell(values, items, survey.wave, len(survey.waves))
    before, newest = (wave.label for wave in survey.waves[-2:])
    one, other = _rows(cells, slice(-1, None)), _rows(cells, slice(-2, -1))
    return contrasts(names, [newest], [before], one, other, least=THIN_BELOW, level=level, divisor=np.ones(len(items)))


def _rows(cells: Cells, rows: slice) -> Cells:
    return Cells(**{name: getattr(cells, name)[rows] for name in ("n", "mean", "sd", "best", "worst")})
