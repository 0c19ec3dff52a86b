"""What to fix first: what goes with satisfaction for sure, falls short, and where and for whom it does most."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np

from analysis.driver_model import Model
from analysis.drivers import Driver, Drivers, fitted
from analysis.intervals import critical
from analysis.means import Estimate
from analysis.places import Worst, by_person, last_answers, worst
from analysis.ratings import Item
from analysis.regression import ALIKE, Fit
from analysis.shortfall import Shortfall, shortfalls
from analysis.survey import NOBODY, Survey

FIX_FIRST, ENTANGLED, CANNOT_TELL, KEEP_UP, NO_EFFECT = "fix_first", "entangled", "cannot_tell", "keep_up", "no_effect"
_ORDER = (FIX_FIRST, ENTANGLED, CANNOT_TELL, KEEP_UP, NO_EFFECT)
#: The change whose effect is told, in parts of a scale: half a point of 1 to 5.
STEP = 1 / 8
#: To be named, an effect must lie above 0 with this confidence: with ten attributes 95 per cent would name a mere correlate too often.
CERTAIN = 0.99
#: How surely so many more answers would show an effect of the size that is seen now.
POWER = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One attribute of the plan.

    Attributes
    ----------
    name, group : str, str or None
    rank : int or None
        1 is to be fixed first; None for all but those.
    verdict : {"fix_first", "entangled", "cannot_tell", "keep_up", "no_effect"}
        Fix first: its effect lies above 0 with the confidence `certain`, and it falls short. Entangled: the data can't tell its effect
        from that of `together`. Cannot tell: it may be worth it, and more answers would show. Keep up: it has an effect and does not fall
        short. No effect: none that is told from 0 at `level`.
    effect, effect_low, effect_high : float
        Points of the outcome that go with `step` more of it, the others the same; of entangled ones, with `step` more of all `together`.
    certain_low : float
        The low end of the effect with the confidence `certain`.
    step : float
        Points of the attribute's own scale: half a point of 1 to 5, as much of any other; less where its mean is nearer to the best.
    n : int
        Complete answers that the effect rests on.
    together : tuple of str
        The attributes that it can't be told from, itself among them; empty where it can.
    performance, expected_gap, behind, short_by
        As `shortfall.Shortfall` has them.
    share : float
        Part of R² that it carries.
    first : float or None
        In which part of the resamples its share is the largest.
    where : Worst or None
        Where it is rated worst, if any group is told from all others; None also for what is not to be fixed.
    dissatisfied : int64 array
        Customers, by party id, whose last rating was one of the two worst.
    more_answers : int or None
        How many more complete answers would show, four times in five, an effect as large as the one that is seen; None where it is sure
        already, or none is likely.
    """

    name: str
    group: str | None
    rank: int | None
    verdict: str
    effect: float
    effect_low: float
    effect_high: float
    certain_low: float
    step: float
    n: int
    together: tuple[str, ...]
    performance: Estimate
    expected_gap: Estimate | None
    behind: Estimate | None
    short_by: tuple[str, ...]
    share: float
    first: float | None
    where: Worst | None
    dissatisfied: np.ndarray = field(metadata={"document": "count"})
    more_answers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to fix first, and what to make of the other attributes.

    Attributes
    ----------
    outcome : str
    n, customers : int
        Complete answers, and whose they are.
    level, certain : float
        Of the intervals shown, and of the effect that an attribute must have to be named.
    looked_at : int
        Comparisons of groups that were looked at to say where.
    lines : tuple of Line
        Those to fix first by their effect, then the entangled, what can't be told, what to keep up, and what has no effect.
    """

    outcome: str
    n: int
    customers: int
    level: float
    certain: float
    looked_at: int
    lines: tuple[Line, ...]


def plan(
    survey: Survey,
    model: Model,
    found: Drivers,
    *,
    places: Mapping[str, np.ndarray] | None = None,
    level: float = 0.95,
    certain: float = CERTAIN,
) -> Plan:
    """Say what to fix first.

    Parameters
    ----------
    survey : Survey
    model : Model
        Of this survey, from `driver_model.prepare`.
    found : Drivers
        Of this model.
    places : mapping of field to object array of R, optional
        From `places.fields`: the groups in which an attribute may be worst.
    level, certain : float

    Returns
    -------
    Plan

    Notes
    -----
    An effect is what goes along with an attribute when the others are held the same. It is no proof: no experiment was made. An attribute
    falls short if it is rated lower than the attributes are on average, or less than its own raters expected: by an interval that leaves
    out 0, and by a quarter of a point of 1 to 5 at least.
    """
    fit, told = fitted(model), {one.name: one for one in found.attributes}
    sets = _sets(model, told)
    names = [item.name for item in survey.items]
    columns = [names.index(item.name) for item in model.items]
    judged, people = shortfalls(survey, model, columns, level=level), by_person(survey)
    lines = []
    for at, (item, shortfall) in enumerate(zip(model.items, judged, strict=True)):
        effect = _effect(model, fit, at, sets.get(at, ()), shortfall.performance.value, level, certain)
        together = tuple(model.items[member].name for member in sets.get(at, ()))
        lines.append(_line(item, shortfall, told[item.name], effect, together, _dissatisfied(survey, columns[at], people)))
    lines.sort(key=lambda line: (_ORDER.index(line.verdict), -line.effect, line.name))
    to_fix = [names.index(line.name) for line in lines if line.verdict == FIX_FIRST]
    found_where, looked_at = worst(survey, to_fix, places or {}, level=level)
    ranked = (replace(lines[at], rank=at + 1, where=found_where.get(column)) for at, column in enumerate(to_fix))
    return Plan(
        outcome=found.outcome,
        n=found.n,
        customers=found.customers,
        level=level,
        certain=certain,
        looked_at=looked_at,
        lines=(*ranked, *lines[len(to_fix) :]),
    )


def _sets(model: Model, told: Mapping[str, Driver]) -> dict[int, tuple[int, ...]]:
    """Of each entangled attribute, which ones it can't be told from: by pairs, however long the chain."""
    places = {item.name: at for at, item in enumerate(model.items)}
    correlations = np.corrcoef(model.values.T) if len(model.items) > 1 else np.eye(1)
    linked = {at: {at} for at, item in enumerate(model.items) if told[item.name].entangled}
    for at in list(linked):
        partners = set(np.flatnonzero(np.abs(correlations[at]) > ALIKE).tolist()) | {places[told[model.items[at].name].with_attribute]}
        for other in partners:
            together = linked[at] | linked.get(other, {other})
            for member in together:
                linked[member] = together
    return {at: tuple(sorted(together)) for at, together in linked.items() if told[model.items[at].name].entangled}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Effect:
    """What `step` more of an attribute goes with; `factor` is how many standard errors it must have to be shown."""

    value: float
    low: float
    high: float
    certain_low: float
    error: float
    step: float
    n: int
    factor: float

    def more_answers(self) -> int | None:
        """How many more answers, if the effect is what it seems; to two digits, for more would be pretended."""
        needed = self.n * (self.factor * self.error / self.value) ** 2 - self.n
        if needed <= 0:
            return None
        digits = 10 ** max(len(str(ceil(needed))) - 2, 0)
        return ceil(needed / digits) * digits


def _effect(model: Model, fit: Fit, at: int, together: tuple[int, ...], mean: float, level: float, certain: float) -> _Effect:
    scale = model.items[at].scale
    step = min(STEP * scale.width, scale.high - mean)
    weights = np.zeros(len(model.items))
    weights[at] = step
    for member in together:
        weights[member] = STEP * model.items[member].scale.width
    value, low, high = fit.combined(weights, level)
    return _Effect(
        value=value,
        low=low,
        high=high,
        certain_low=fit.combined(weights, certain)[1],
        error=(high - value) / fit.critical(level),
        step=step,
        n=fit.n,
        factor=critical(certain) + critical(2 * POWER - 1),
    )


def _line(item: Item, shortfall: Shortfall, told: Driver, effect: _Effect, together: tuple[str, ...], dissatisfied: np.ndarray) -> Line:
    """A line without its rank, and without where: both hang on the other lines."""
    verdict = _verdict(bool(together), effect, shortfall)
    return Line(
        name=item.name,
        group=item.group,
        rank=None,
        verdict=verdict,
        effect=effect.value,
        effect_low=effect.low,
        effect_high=effect.high,
        certain_low=effect.certain_low,
        step=effect.step,
        n=effect.n,
        together=together,
        performance=shortfall.performance,
        expected_gap=shortfall.expected_gap,
        behind=shortfall.behind,
        short_by=shortfall.short_by,
        share=told.share,
        first=told.first,
        where=None,
        dissatisfied=dissatisfied,
        more_answers=effect.more_answers() if verdict == CANNOT_TELL and effect.certain_low <= 0 else None,
    )


def _verdict(entangled: bool, effect: _Effect, shortfall: Shortfall) -> str:
    if effect.low <= 0:
        return NO_EFFECT
    if entangled:
        return ENTANGLED
    if effect.certain_low > 0 and shortfall.short_by:
        return FIX_FIRST
    return CANNOT_TELL if shortfall.short_by or shortfall.may_be else KEEP_UP


def _dissatisfied(survey: Survey, column: int, order: np.ndarray) -> np.ndarray:
    rows = last_answers(survey, column, order)
    poor = rows[survey.items[column].scale.worst(survey.performance[rows, column])]
    return np.sort(survey.customer[poor][survey.customer[poor] != NOBODY])
