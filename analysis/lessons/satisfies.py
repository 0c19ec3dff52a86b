"""What satisfies, and what only looks so: the driver beside what goes along with it, what was expected, and who answered.

What a learner is told and asked, reckoned from the answers as the pages read them, and from what is true of an invented company.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.drivers import Drivers
from analysis.errors import Refused, say
from analysis.lessons.exercise import Choice, Exercise, exercise
from analysis.lessons.satisfies_held import Held, held
from analysis.lessons.satisfies_who import Happened, Who, who
from analysis.survey import Survey
from analysis.trust import Trust

#: Complete answers, at least: with fewer the data can't tell a driver from what goes along with it.
LEAST = 200
#: So many attributes are put in order.
OFFERED = 5
#: Two ratings no further apart than this are nearly alike.
ALIKE = 0.2
#: A mean is shown with two decimals, so that nearer than this a slip could be the rounding of a right answer.
TELL_APART = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One attribute.

    Attributes
    ----------
    name : str
    received, expected, gap, gap_low, gap_high : float
        Means on the scale, and received less expected with its interval, of the `gap_n` who gave both.
    gap_n : int
    important : float
        Mean of how important it is said to be.
    correlation : float
        With overall satisfaction, nothing held the same.
    share : float
        Part of what the attributes explain together, 0 to 1.
    weight, weight_low, weight_high : float
        Points of overall satisfaction that go with one point of it, the others the same.
    truth : float
        What that weight really is.
    """

    name: str
    received: float
    expected: float
    gap: float
    gap_low: float
    gap_high: float
    gap_n: int
    important: float
    correlation: float
    share: float
    weight: float
    weight_low: float
    weight_high: float
    truth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the lesson states.

    Attributes
    ----------
    level : float
    n : int
        Complete answers that weights rest on.
    bottom, top : float
        The worst and the best answer on the scale of the attributes.
    least_important : float
        The lowest mean of what they are said to be.
    rated : tuple of Rated
        The attributes as they were asked.
    driver, along, important : Rated
        What truly moves satisfaction most; what only goes along with it; of the others, what is said to be most important.
    offered : tuple of Rated
        Those that are put in order, as they were asked.
    pair : tuple of two Rated
        Rated nearly alike, and furthest apart in what was expected: first the one that falls short of it.
    asked : Rated
        Whose gap is asked for.
    choices : mapping of str to Rated
        What to improve beside the driver: "best", and what is chosen by who looks at something else. Empty where the data can't say.
    held : Held
    who : Who
    stage_weighted : tuple of two floats, or None
        The mean of the answers as the page has it, of the last of each customer and wave; and weighted by stage of loyalty.
    stage_moved : float or None
        By how much the weights move it.
    """

    level: float
    n: int
    bottom: float
    top: float
    least_important: float
    rated: tuple[Rated, ...]
    driver: Rated
    along: Rated
    important: Rated
    offered: tuple[Rated, ...]
    pair: tuple[Rated, Rated]
    asked: Rated
    choices: Mapping[str, Rated]
    held: Held
    who: Who
    stage_weighted: tuple[float, float] | None
    stage_moved: float | None


def facts(
    survey: Survey,
    found: Drivers,
    kept: Trust,
    happened: Happened,
    *,
    truth: Mapping[str, float],
    driver: str,
    along: str,
    stage_weighted: tuple[float, float] | None = None,
) -> Facts:
    """Reckon what the lesson states.

    Parameters
    ----------
    survey, found, kept
        What customers answered, the weights of it, and what they expected, as the pages have them.
    happened : Happened
    truth : mapping
        From an attribute to its true weight.
    driver, along : str
        The attribute that is meant to move satisfaction most; the one that shares its experience, and has no weight of its own.
    stage_weighted : (float, float), optional
        The mean of the overall answers as they came, and weighted to all customers.

    Raises
    ------
    Refused
        Where the answers are of other attributes than the truth, or too few; where something else truly weighs as much as the driver.
    """
    if found.n < LEAST:
        raise Refused(found=say("{} complete answers", found.n), needed=say("{}", LEAST), do="Take a company of more customers.")
    rated = _rated(survey, found, kept, truth)
    named = {one.name: one for one in rated}
    if not {driver, along} <= named.keys() or len(rated) < len(truth):
        raise Refused(
            found="attributes that the company's truth doesn't know, or too few answers about one",
            needed="those that it was made with",
            do="Open the company anew.",
        )
    first, other = named[driver], named[along]
    rest = [one for one in rated if one not in (first, other)]
    if first.truth <= max(one.truth for one in rest):
        raise Refused(
            found=say("a driver that weighs {}", first.truth),
            needed="one that outweighs all else",
            do="Take a company with a stronger one.",
        )
    important = max(rest, key=lambda one: one.important)
    pair = _pair(rated)
    unpaired = [one for one in rated if one not in pair]
    return Facts(
        level=found.level,
        n=found.n,
        bottom=survey.items[0].scale.low,
        top=survey.items[0].scale.high,
        least_important=min(one.important for one in rated),
        rated=rated,
        driver=first,
        along=other,
        important=important,
        offered=_offered(rated, first, other, important),
        pair=pair,
        asked=max(unpaired, key=lambda one: abs(one.gap)),
        choices=_choices([other, *rest], other),
        held=held(survey, driver, along, level=found.level),
        who=who(happened, level=found.level),
        stage_weighted=stage_weighted,
        stage_moved=None if stage_weighted is None else stage_weighted[1] - stage_weighted[0],
    )


def _rated(survey: Survey, found: Drivers, kept: Trust, truth: Mapping[str, float]) -> tuple[Rated, ...]:
    """The attributes of which all is known, as they were asked."""
    weights = {one.name: one for one in found.attributes if one.coefficient is not None}
    gaps = {one.name: one for one in kept.kept if one.stage is None}
    whole = found.r_squared or 1.0
    rated = []
    for column, item in enumerate(survey.items):
        said = survey.importance[:, column]
        if item.name not in weights or item.name not in gaps or item.name not in truth or np.isnan(said).all():
            continue
        one, gap = weights[item.name], gaps[item.name]
        rated.append(
            Rated(
                name=item.name,
                received=gap.received.value,
                expected=gap.expected.value,
                gap=gap.gap.value,
                gap_low=gap.gap.low,
                gap_high=gap.gap.high,
                gap_n=gap.gap.n,
                important=float(np.nanmean(said)),
                correlation=one.correlation,
                share=one.share / whole,
                weight=one.coefficient,
                weight_low=one.coefficient_low,
                weight_high=one.coefficient_high,
                truth=float(truth[item.name]),
            )
        )
    return tuple(rated)


def _offered(rated: Sequence[Rated], driver: Rated, along: Rated, important: Rated) -> tuple[Rated, ...]:
    """Those to put in order, no two of one true weight; as they were asked, unless that would be the answer."""
    chosen = [driver, along, important]
    for one in sorted(rated, key=lambda one: -one.truth):
        if len(chosen) < OFFERED and all(one.truth != other.truth for other in chosen):
            chosen.append(one)
    offered = tuple(one for one in rated if one in chosen)
    weights = [one.truth for one in offered]
    return offered[::-1] if weights == sorted(weights, reverse=True) else offered


def _pair(rated: Sequence[Rated]) -> tuple[Rated, Rated]:
    """Of the pairs rated nearly alike, or of all where there is none, the one whose gaps are furthest apart; the smaller gap first."""
    pairs = [(one, other) for one in rated for other in rated if one.gap < other.gap]
    alike = [pair for pair in pairs if abs(pair[0].received - pair[1].received) <= ALIKE]
    return max(alike or pairs, key=lambda pair: pair[1].gap - pair[0].gap)


def _choices(rest: Sequence[Rated], along: Rated) -> dict[str, Rated]:
    """What to improve beside the driver, and what looks as if: only what surely has less weight, by the data and in truth."""
    best = max(rest, key=lambda one: one.weight)
    less = [one for one in rest if one.weight_high < best.weight and one.truth < best.truth]
    if along not in less:
        return {}
    found = {"best": best, "along": along}
    for role, key in (("important", lambda one: one.important), ("low", lambda one: -one.received)):
        left = [one for one in less if one not in found.values()]
        if left:
            found[role] = max(left, key=key)
    return found if len(found) > 2 else {}


def tasks(found: Facts) -> tuple[Exercise | Choice, ...]:
    """What is asked: "held", "next" (where the data can say), "gap", "mean".

    The slips: "plain", nothing held the same; "added", the rows' differences added instead of averaged. To improve: by correlation
    ("along"), the worst rated ("low"), the one said to be important ("important"). "sign", expected less received; "top", against the
    best answer instead of what was expected. "answers", as they came; "kinds", every kind counted the same.
    """
    one, gap, who_ = found.held, found.asked, found.who
    asked: list[Exercise | Choice] = [
        exercise(
            "held",
            value=one.value,
            low=one.low,
            high=one.high,
            n=one.n,
            slips=_apart(one.value, plain=one.every.apart, added=sum(row.apart for row in one.rows)),
            digits=2,
        )
    ]
    if found.choices:
        # By name, which says nothing of what any of them is worth.
        options = tuple(sorted(found.choices, key=lambda role: found.choices[role].name))
        asked.append(Choice(name="next", options=options, right="best"))
    asked.append(
        exercise(
            "gap",
            value=gap.gap,
            low=gap.gap_low,
            high=gap.gap_high,
            n=gap.gap_n,
            slips=_apart(gap.gap, sign=-gap.gap, top=gap.received - found.top),
            digits=2,
        )
    )
    kinds = float(np.mean([kind.mean for kind in who_.went]))
    asked.append(
        exercise(
            "mean",
            value=who_.weighted,
            low=who_.low,
            high=who_.high,
            n=who_.answers,
            slips=_apart(who_.weighted, answers=who_.mean, kinds=kinds),
            digits=2,
        )
    )
    return tuple(asked)


def _apart(value: float, **slips: float) -> dict[str, float]:
    """Those far enough from the answer."""
    return {name: wrong for name, wrong in slips.items() if abs(wrong - value) >= TELL_APART}
