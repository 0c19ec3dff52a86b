"""Importance beside performance: which quadrant each attribute lies in, and how surely."""

from dataclasses import dataclass

import numpy as np

from analysis import evidence, resampling
from analysis.driver_model import Model, Resamples, units
from analysis.errors import NotEnoughAnswers, Refused, say
from analysis.means import bounded, repeats
from analysis.products import crossed
from analysis.ratings import Item
from analysis.scales import Scale, commonest, moved
from analysis.survey import Survey

STATED, DERIVED = "stated", "derived"
#: High importance and high performance, high and low, low and high, low and low.
KEEP_UP, CONCENTRATE, OVERKILL, LOW_PRIORITY = "keep_up", "concentrate", "overkill", "low_priority"
#: By twice "important" plus "rated high".
_NAMES = (LOW_PRIORITY, OVERKILL, CONCENTRATE, KEEP_UP)
#: A quadrant is sure where so many of the resamples lie in it.
SURE = 0.9
#: Means that differ by less are the same: sums of halves and fifths miss each other by a hair in binary.
DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an attribute lies on the map.

    Attributes
    ----------
    name, group : str, str or None
    n : int
        Answers to it; its mean rests on them.
    performance, performance_low, performance_high : float
        Mean rating on the map's scale, with the interval that it has wherever it is shown (`means.bounded`).
    importance, importance_low, importance_high : float
        Stated: the mean on the map's importance scale, with the same interval. Derived: the part of what all attributes explain, 0 to 1,
        with percentiles of the resamples.
    quadrant : {"keep_up", "concentrate", "overkill", "low_priority"}
        A mean that lies on a line counts as high.
    chances : mapping of quadrant to float
        Parts of the resamples.
    sure : bool
        Whether `SURE` of them lie in `quadrant`; it could be another otherwise.
    """

    name: str
    group: str | None
    n: int
    performance: float
    performance_low: float
    performance_high: float
    importance: float
    importance_low: float
    importance_high: float
    quadrant: str
    chances: dict[str, float]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportanceMap:
    """All attributes with ten answers or more.

    Attributes
    ----------
    kind : {"derived", "stated"}
    scale : Scale
        Of performance.
    importance_scale : Scale or None
        Of stated importance; None where it is derived.
    performance_line, importance_line : float
        The lines: the means of the attributes' means.
    level : float
    resamples : int
    places : tuple of Place
        The most important first.
    not_placed : tuple of (str, int)
        Attributes with fewer answers, or without a weight, and how many they have.
    """

    kind: str
    scale: Scale
    importance_scale: Scale | None
    performance_line: float
    importance_line: float
    level: float
    resamples: int
    places: tuple[Place, ...]
    not_placed: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """Each attribute's value in the data, the ends of its interval, and its value in every resample (resamples × attributes)."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    drawn: np.ndarray

    def part(self, kept: np.ndarray) -> "_Axis":
        return _Axis(value=self.value[kept], low=self.low[kept], high=self.high[kept], drawn=self.drawn[:, kept])


def derived(survey: Survey, model: Model, resamples: Resamples, *, level: float = 0.95) -> ImportanceMap:
    """Lay what each attribute carries (`drivers`) beside how it is rated.

    Parameters
    ----------
    survey : Survey
    model : Model
        Of this survey, from `driver_model.prepare`.
    resamples : Resamples
        From `driver_model.resample`: the same customers are drawn again for the ratings.
    level : float

    Returns
    -------
    ImportanceMap

    Raises
    ------
    NotEnoughAnswers
        Where no attribute has a weight and ten answers.
    """
    names = [item.name for item in survey.items]
    columns = np.array([names.index(item.name) for item in model.items])
    if not len(resamples.numbers):
        raise Refused(found="no resamples", needed="one at least", do="Draw some first.")
    rows = np.column_stack([np.ones(len(model.said)), model.values, model.said])
    shares = model.shares(resampling.correlations(crossed(rows, rows)))
    drawn = _parts(resamples.shares)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    weight = _Axis(value=_parts(shares), low=low, high=high, drawn=drawn)
    return _map(survey, columns, weight, None, DERIVED, resamples.numbers, resamples.seed, level)


def stated(survey: Survey, *, resamples: int = 500, seed: int = 0, level: float = 0.95) -> ImportanceMap:
    """Lay how important each attribute is said to be beside how it is rated.

    Parameters
    ----------
    survey : Survey
    resamples, seed : int
        How often customers are drawn again, and the seed.
    level : float

    Returns
    -------
    ImportanceMap

    Raises
    ------
    NotEnoughAnswers
        Where nobody was asked how important something is, or fewer than ten answered each.

    References
    ----------
    Martilla, J. A. & James, J. C. (1977), J. Marketing 41(1), 77-79.

    Examples
    --------
    What is said to be important is rated lower than the rest:

    >>> from analysis.survey import gather
    >>> from types import SimpleNamespace
    >>> import polars as pl
    >>> rows = [(who, attribute, aspect, value) for who in range(1, 13)
    ...     for attribute, aspect, value in ((1, "performance", 2), (1, "importance", 5), (2, "performance", 4), (2, "importance", 3))]
    >>> said = SimpleNamespace(
    ...     responses=pl.DataFrame({"response": range(1, 13), "customer": range(1, 13), "audience": "customer"}).with_columns(
    ...         answered_at=pl.lit(None, dtype=pl.Datetime)),
    ...     ratings=pl.DataFrame(rows, schema=["response", "attribute", "aspect", "value"], orient="row").with_columns(
    ...         pl.col("value").cast(pl.Float64), low=pl.lit(1.0), high=pl.lit(5.0)),
    ...     attributes=pl.DataFrame({"attribute": [1, 2], "name": ["Delivery", "Staff"], "audience": "customer", "role": "attribute",
    ...         "group": "product"}))
    >>> [(place.name, place.quadrant, place.sure) for place in stated(gather(said)).places]
    [('Delivery', 'concentrate', True), ('Staff', 'overkill', True)]
    """
    columns = np.flatnonzero((~np.isnan(survey.importance)).sum(axis=0) >= evidence.THIN_BELOW)
    if not len(columns):
        raise NotEnoughAnswers(
            found="no attribute whose importance ten people told",
            needed=say("{} answers", evidence.THIN_BELOW),
            do="Bring a survey that asks how important each is, or look at derived importance.",
        )
    scale = _common([survey.items[column] for column in columns])
    values = _onto(survey.importance[:, columns], [survey.items[column] for column in columns], scale)
    weight = _means(survey, values, scale, range(resamples), seed, level)
    return _map(survey, columns, weight, scale, STATED, np.arange(resamples), seed, level)


def _parts(shares: np.ndarray) -> np.ndarray:
    """Parts of what is explained, instead of parts of all differences: a resample that explains more is no other ranking."""
    total = shares.sum(axis=-1, keepdims=True)
    return shares / np.where(total > 0, total, 1.0)


def _common(items: list[Item]) -> Scale:
    """The scale that most attributes stand on."""
    low, high = np.array([(item.scale.low, item.scale.high) for item in items]).T
    pairs, counts = np.unique(np.column_stack([low, high]), axis=0, return_counts=True)
    return commonest(pairs[:, 0], pairs[:, 1], counts)


def _onto(values: np.ndarray, items: list[Item], scale: Scale) -> np.ndarray:
    low, high = np.array([(item.scale.low, item.scale.high) for item in items]).T
    return moved(values, low[None, :], high[None, :], scale)


def _means(survey: Survey, values: np.ndarray, scale: Scale, numbers, seed: int, level: float) -> _Axis:
    """Means of the columns, in the data and in the resamples of those numbers; each column has an answer."""
    unit, number = units(survey.customer)
    drawn = [resampling.weighted_means(values, unit, drawn) for drawn in resampling.slices(number, numbers, seed=seed)]
    n, mean = (~np.isnan(values)).sum(axis=0), np.nanmean(values, axis=0)
    spread = np.sqrt(np.nansum((values - mean) ** 2, axis=0) / np.maximum(n - 1, 1))
    worth = repeats(values, survey.customer)
    low, high = bounded(mean, spread, n, low=scale.low, high=scale.high, level=level, divisor=worth)
    return _Axis(value=mean, low=low, high=high, drawn=np.concatenate(drawn))


def _map(
    survey: Survey,
    columns: np.ndarray,
    weight: _Axis,
    importance_scale: Scale | None,
    kind: str,
    numbers: np.ndarray,
    seed: int,
    level: float,
) -> ImportanceMap:
    answers = (~np.isnan(survey.performance)).sum(axis=0)
    kept = answers[columns] >= evidence.THIN_BELOW
    columns, weight = columns[kept], weight.part(kept)
    if not len(columns):
        raise NotEnoughAnswers(
            found="no attribute that ten people rated", needed=say("{} ratings", evidence.THIN_BELOW), do="Wait for more answers."
        )
    items = [survey.items[column] for column in columns]
    scale = _common(items)
    rated = _means(survey, _onto(survey.performance[:, columns], items, scale), scale, numbers, seed, level)
    quadrant = _quadrants(rated.value[None], weight.value[None])[0]
    chances = _quadrants(rated.drawn, weight.drawn)
    places = tuple(
        Place(
            name=items[at].name,
            group=items[at].group,
            n=int(answers[columns[at]]),
            performance=float(rated.value[at]),
            performance_low=float(rated.low[at]),
            performance_high=float(rated.high[at]),
            importance=float(weight.value[at]),
            importance_low=float(weight.low[at]),
            importance_high=float(weight.high[at]),
            quadrant=_NAMES[quadrant[at]],
            chances={name: float((chances[:, at] == code).mean()) for code, name in enumerate(_NAMES)},
            sure=bool((chances[:, at] == quadrant[at]).mean() >= SURE),
        )
        for at in np.argsort(-weight.value, kind="stable").tolist()
    )
    return ImportanceMap(
        kind=kind,
        scale=scale,
        importance_scale=importance_scale,
        performance_line=float(rated.value.mean()),
        importance_line=float(weight.value.mean()),
        level=level,
        resamples=len(numbers),
        places=places,
        not_placed=tuple((item.name, int(answers[at])) for at, item in enumerate(survey.items) if at not in set(columns.tolist())),
    )


def _quadrants(performance: np.ndarray, importance: np.ndarray) -> np.ndarray:
    """A code for each (resample, attribute), against the lines of its own resample; -1 where nobody drawn had answered."""
    codes = np.zeros(performance.shape, dtype=np.int8)
    for values, worth in ((importance, 2), (performance, 1)):
        there = ~np.isnan(values)
        line = np.where(there, values, 0.0).sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1)
        codes += worth * (np.round(np.where(there, values, line) - line, DIGITS) >= 0).astype(np.int8)
    return np.where(np.isnan(performance) | np.isnan(importance), -1, codes)
