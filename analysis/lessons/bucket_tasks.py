"""The exercises of the leaky bucket's lesson: each answer, and what those answer who make a usual slip."""

from __future__ import annotations

from analysis.lessons.bucket import HALF, Facts
from analysis.lessons.exercise import Exercise, exercise

#: A slip that lies nearer to the answer than this part of it can't be told from an answer reckoned with a rounded share.
APART = 0.04


def tasks(facts: Facts, unit: int = 100) -> tuple[Exercise, ...]:
    """The four exercises; money in units of the currency, `unit` minor ones each.

    The slips are what those answer who make them: each is reckoned from the same numbers, the wrong way.
    """
    level, worth, won, market = facts.level, facts.worth, facts.won, facts.larger
    keep, half = won.keep / unit, HALF * facts.new
    return (
        _asked(
            "level",
            (level.halved, level.halved_low, level.halved_high),
            n=facts.at_start,
            slips={
                "new_only": half / facts.share,
                "next": facts.at_end - facts.lost + half + facts.back,
                "stayers": (half + facts.back) / (1 - facts.share),
            },
        ),
        _asked(
            "point",
            tuple(money / unit for money in (worth.once.value, worth.once.low, worth.once.high)),
            n=worth.customers,
            slips={
                "revenue": worth.kept * worth.each.value / unit,
                "per_cent": worth.once.value * worth.lost_share / unit,
                "one": worth.each.value * worth.margin / unit,
            },
        ),
        _asked(
            "letters",
            tuple(keep * won.spent / won.newcomers / share for share in (won.share, won.high, won.low)),
            n=won.newcomers,
            slips={
                "all_newcomers": keep * won.spent / won.newcomers,
                "one_kept": won.spent / won.again / unit,
                "every_letter": won.letters * won.spent / won.again / unit,
            },
        ),
        _asked(
            "market",
            (market.quarters, market.low, market.high),
            n=market.newcomers,
            digits=1,
            slips={
                "all": market.size / market.newcomers,
                "lost_again": (market.size - facts.at_end) / market.newcomers,
            },
        ),
    )


def _asked(name: str, estimate: tuple[float, ...], *, n: int, slips: dict[str, float], digits: int = 0) -> Exercise:
    value, low, high = estimate
    told = {slip: wrong for slip, wrong in slips.items() if abs(wrong - value) > APART * abs(value)}
    return exercise(name, value=value, low=low, high=high, n=n, slips=told, digits=digits)
