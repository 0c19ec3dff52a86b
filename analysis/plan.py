"""What to fix first: what goes with satisfaction for sure, falls short, and where and for whom it does most."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from analysis.driver_model import Model
from analysis.drivers import Driver, Drivers, fitted
from analysis.intervals import critical
from analysis.means import Estimate, bounded, paired, repeats
from analysis.places import Worst, last_answers, worst
from analysis.regression import ALIKE, Fit
from analysis.survey import NOBODY, Survey

FIX_FIRST, ENTANGLED, CANNOT_TELL, KEEP_UP, NO_EFFECT = "fix_first", "entangled", "cannot_tell", "keep_up", "no_effect"
RATED_LOW, BELOW_EXPECTED = "rated_low", "below_expected"
#: The change whose effect is told, in parts of a scale: half a point of 1 to 5.
STEP = 1 / 8
#: What falls short by less, a quarter of a point of 1 to 5, is not to be fixed, however many answers show that it does.
SHORT = 1 / 16
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
    performance : Estimate
        Mean rating of everybody who gave one.
    expected_gap : Estimate or None
        Rating less expectation, of those who gave both; below 0 where they got less than they expected. None where nobody was asked.
    behind : Estimate or None
        Rating less the mean of all attributes, in parts of a scale, -1 to 1. None where there is no other attribute.
    short_by : tuple of {"rated_low", "below_expected"}
        In which way it falls short: by an interval below 0, and by a quarter of a point of 1 to 5 at least. Both may hold, or none.
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
    looks = [
        _look(survey, model, at, names.index(item.name), fit, sets.get(at, ()), told[item.name], level, certain)
        for at, item in enumerate(model.items)
    ]
    order = (FIX_FIRST, ENTANGLED, CANNOT_TELL, KEEP_UP, NO_EFFECT)
    looks.sort(key=lambda look: (order.index(look["verdict"]), -look["effect"], look["name"]))
    to_fix = [names.index(look["name"]) for look in looks if look["verdict"] == FIX_FIRST]
    found_where, looked_at = worst(survey, to_fix, places or {}, level=level)
    return Plan(
        outcome=found.outcome,
        n=found.n,
        customers=found.customers,
        level=level,
        certain=certain,
        looked_at=looked_at,
        lines=tuple(
            Line(**look, rank=place + 1 if place < len(to_fix) else None, where=found_where.get(names.index(look["name"])))
            for place, look in enumerate(looks)
        ),
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


def _look(
    survey: Survey, model: Model, at: int, column: int, fit: Fit, together: tuple[int, ...], told: Driver, level: float, certain: float
) -> dict:
    """All of a line but its rank and where."""
    item, rated = model.items[at], survey.performance[:, column]
    worth = float(repeats(rated[:, None], survey.customer)[0])
    answers = rated[~np.isnan(rated)]
    mean = float(answers.mean())
    low, high = bounded(mean, answers.std(ddof=1), len(answers), low=item.scale.low, high=item.scale.high, level=level, divisor=worth)
    gap = _gap(rated, survey.expectation[:, column], survey.customer, level)
    behind = _behind(model, at, level)
    step = min(STEP * item.scale.width, item.scale.high - mean)
    weights = np.zeros(len(model.items))
    for member in together or (at,):
        weights[member] = STEP * model.items[member].scale.width if together else step
    effect, effect_low, effect_high = fit.combined(weights, level)
    certain_low = fit.combined(weights, certain)[1]
    against = ((RATED_LOW, behind, SHORT), (BELOW_EXPECTED, gap, SHORT * item.scale.width))
    known = [(name, estimate, least) for name, estimate, least in against if estimate is not None]
    short = [name for name, estimate, least in known if estimate.high < 0 and estimate.value <= -least]
    maybe = any(estimate.low < -least for _, estimate, least in known)
    verdict = _verdict(bool(together), sure=certain_low > 0, likely=effect_low > 0, short=bool(short), maybe_short=maybe)
    return {
        "name": item.name,
        "group": item.group,
        "verdict": verdict,
        "effect": effect,
        "effect_low": effect_low,
        "effect_high": effect_high,
        "certain_low": certain_low,
        "step": step,
        "n": fit.n,
        "together": tuple(model.items[member].name for member in together),
        "performance": Estimate(value=mean, low=low, high=high, n=len(answers)),
        "expected_gap": gap,
        "behind": behind,
        "short_by": tuple(short),
        "share": told.share,
        "first": told.first,
        "dissatisfied": _dissatisfied(survey, column),
        "more_answers": _more(fit.n, effect, (effect_high - effect) / fit.critical(level), certain)
        if verdict == CANNOT_TELL and certain_low <= 0
        else None,
    }


def _verdict(entangled: bool, *, sure: bool, likely: bool, short: bool, maybe_short: bool) -> str:
    if not likely:
        return NO_EFFECT
    if entangled:
        return ENTANGLED
    if sure and short:
        return FIX_FIRST
    return CANNOT_TELL if short or maybe_short else KEEP_UP


def _gap(rated: np.ndarray, expected: np.ndarray, customer: np.ndarray, level: float) -> Estimate | None:
    apart = rated - expected
    if np.isnan(apart).all():
        return None
    return paired(rated, expected, level=level, divisor=float(repeats(apart[:, None], customer)[0]))


def _behind(model: Model, at: int, level: float) -> Estimate | None:
    """How far an attribute is rated from the mean of all, by the same people: in parts of a scale."""
    if len(model.items) < 2:
        return None
    low, width = np.array([(item.scale.low, item.scale.width) for item in model.items]).T
    share = (model.values - low) / width
    mean = share.mean(axis=1)
    worth = float(repeats((share[:, at] - mean)[:, None], model.unit)[0])
    return paired(share[:, at], mean, level=level, divisor=worth)


def _dissatisfied(survey: Survey, column: int) -> np.ndarray:
    rows = last_answers(survey, column)
    poor = rows[survey.items[column].scale.worst(survey.performance[rows, column])]
    return np.sort(survey.customer[poor][survey.customer[poor] != NOBODY])


def _more(n: int, effect: float, error: float, certain: float) -> int | None:
    """How many more answers, if the effect is what it seems; to two digits, for more would be pretended."""
    needed = n * ((critical(certain) + critical(2 * POWER - 1)) * error / effect) ** 2 - n
    if needed <= 0:
        return None
    digits = 10 ** max(len(str(ceil(needed))) - 2, 0)
    return ceil(needed / digits) * digits
