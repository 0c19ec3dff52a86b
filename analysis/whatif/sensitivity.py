"""What a result hangs on: how far each input alone swings it, and from which effect on it pays back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.drawn import money
from analysis.whatif.levers import BELIEF, LITERATURE, MEASURED, Effect, Link, Setting
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.reckon import found, likely, reckon
from analysis.whatif.run import as_today

#: What a tornado is drawn from: fewer draws than the interval is.
BAR_DRAWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How far the difference swings with one input alone, all others at their most likely.

    Attributes
    ----------
    name : str
        "lever", "moves", "brought" or "newcomers".
    place : int or None
        Of a lever, its place among the settings.
    low, high : int
        Minor units, at the ends of the interval.
    kind : {"measured", "literature", "belief"}
    share : float
        Its part of the variance, if each input is taken alone.
    """

    name: str
    place: int | None
    low: int
    high: int
    kind: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """From which effect on a lever pays back, all others as they are set.

    Attributes
    ----------
    place : int
        Of the lever among the settings.
    needed : float or None
        The factor on its effect with which the difference is 0; None where none up to ten times the effect is enough.
    kept : float or None
        The same as a share of customers who slip less in a month, where the lever keeps customers.
    chance : float or None
        Of an effect of that size or more, by the draws of this lever; None where nothing is uncertain about it.
    """

    place: int
    needed: float | None
    kept: float | None
    chance: float | None


def break_evens(basis: Basis, settings: Sequence[Setting], effects: Sequence[Effect | None], options: Options) -> tuple[BreakEven, ...]:
    """For each lever, by halving: the factor on its effect with which the most likely difference is 0."""
    draws, single = likely(basis, effects)
    today = as_today(draws, margin=options.margin, newcomers=options.newcomers)
    single = [effect and found(basis, effect, options, draws, today) for effect in single]

    def difference(place: int, factor: float) -> float:
        tried = [_scaled(effect, factor) if at == place and effect is not None else effect for at, effect in enumerate(single)]
        return float(reckon(basis, settings, tried, options, draws).difference[0])

    found_of = []
    for place, effect in enumerate(effects):
        if effect is None:
            continue
        low, high = 0.0, 10.0
        if difference(place, high) < 0 or difference(place, low) >= 0:
            needed = None if difference(place, high) < 0 else 0.0
        else:
            for _ in range(18):
                middle = (low + high) / 2
                low, high = (low, middle) if difference(place, middle) >= 0 else (middle, high)
            needed = high
        size = _size(effect)
        chance = None if len(size) == 1 or needed is None or not size[0] else float((size[1:] / size[0] >= needed).mean())
        points = single[place].kept
        kept = None if needed is None or not points else float(np.mean([by[0] for by in points.values()])) * needed
        found_of.append(BreakEven(place=place, needed=needed, kept=kept, chance=chance))
    return tuple(found_of)


def _size(effect: Effect) -> np.ndarray:
    """How large an effect is in each draw, in whatever it is told in."""
    if effect.matched is not None:
        return effect.matched
    if effect.kept:
        return sum(effect.kept.values())
    return next(
        (each for each in (effect.newcomers - 1, effect.revenue - 1, effect.referred, -effect.service) if np.any(each)), np.zeros(1)
    )


def _scaled(effect: Effect, factor: float) -> Effect:
    return replace(
        effect,
        kept={stage: points * factor for stage, points in effect.kept.items()},
        matched=None if effect.matched is None else effect.matched * factor,
        revenue=1 + (effect.revenue - 1) * factor,
        dearer=effect.dearer * factor,
        newcomers=1 + (effect.newcomers - 1) * factor,
        referred=effect.referred * factor,
        service=effect.service * factor,
    )


def tornado(basis: Basis, settings: Sequence[Setting], told: Sequence[tuple], options: Options) -> tuple[Bar, ...]:
    """What the difference would be if one input alone were uncertain."""
    number = min(BAR_DRAWS + 1, basis.draws.number)
    some = [effect and effect.at(slice(0, number)) for effect, _ in told]
    still = [effect and effect.at(slice(0, 1)) for effect in some]
    if all(effect is None for effect in some) or number < 3:
        return ()
    held = basis.draws.only(number=number)
    tried = [
        (name, None, still, basis.draws.only(*arrays, number=number), MEASURED)
        for name, arrays in (("moves", ("moves",)), ("brought", ("brought",)), ("newcomers", ("arrivals", "first_brought")))
        if name != "newcomers" or options.newcomers
    ]
    for place, (effect, link) in enumerate(told):
        if effect is not None and isinstance(link, Link) and link.low != link.high:
            effects = [some[at] if at == place else each for at, each in enumerate(still)]
            tried.append(("lever", place, effects, held, link.kind if link.kind in (BELIEF, LITERATURE) else MEASURED))
    found_of = []
    for name, place, effects, draws, kind in tried:
        difference = reckon(basis, settings, effects, options, draws).difference
        swing = money(difference, options.level)
        found_of.append((name, place, swing, kind, float(np.var(difference[1:]))))
    whole = sum(variance for *_, variance in found_of) or 1.0
    bars = [
        Bar(name=name, place=place, low=swing.low, high=swing.high, kind=kind, share=variance / whole)
        for name, place, swing, kind, variance in found_of
    ]
    return tuple(sorted(bars, key=lambda bar: bar.low - bar.high))
