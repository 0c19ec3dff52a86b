"""A scenario's effects on a drawn company: run on as it is and otherwise, on the same draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from analysis.whatif.levers import Effect, Setting
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.run import ABANDONED, ACTIVE, ACTIVE_PLACES, WORSE, Phase, as_today, discounts, phased, run, slipping
from analysis.whatif.world import NAMES, Draws

#: No share is moved beyond these: a logit has no end, a share has.
LEAST, MOST = 1e-4, 1 - 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The same before it is told: arrays of draws, the most likely first, for whoever compares scenarios on the same draws.

    Attributes
    ----------
    baseline : float array of B
        Discounted value as things are.
    path : float array of (months + 1, B)
        The difference added up, discounted, costs included; the first row is today.
    cash : float array of (months + 1, B)
        The difference of each month, not discounted, costs included.
    segments : float array of S
        Discounted difference of the most likely draw before costs.
    costs : float array of months + 1
    """

    baseline: np.ndarray
    path: np.ndarray
    cash: np.ndarray
    segments: np.ndarray
    costs: np.ndarray

    @property
    def difference(self) -> np.ndarray:
        """Over the whole horizon; float array of B."""
        return self.path[-1]


def changed(today: Phase, draws: Draws, effects: Sequence[Effect], options: Options) -> Phase:
    """A month while these effects are at work."""
    if not effects:
        return today
    kept: dict[str, np.ndarray] = {}
    for effect in effects:
        where = 1.0 if effect.segment is None else (np.arange(today.gain.shape[1]) == effect.segment)[:, None]
        for stage, points in effect.kept.items():
            kept[stage] = kept.get(stage, 0.0) + points * where
    moves = slipping(today.moves, draws.possible, {NAMES.index(stage): _shift(today.moves, stage, by) for stage, by in kept.items()})
    revenue, newcomers = (_product([getattr(effect, name) for effect in effects]) for name in ("revenue", "newcomers"))
    dearer, referred, service = (sum(getattr(effect, name) for effect in effects) for name in ("dearer", "referred", "service"))
    factor = _float(revenue * (1 + dearer / options.margin))
    active = np.zeros((len(NAMES), 1, 1), dtype=np.float32)
    active[ACTIVE_PLACES] = 1
    gain = (today.gain + np.float32(options.service) * active) * factor - _float(service + options.service) * active
    arrivals, first = today.arrivals * _float(newcomers), today.first * _float(newcomers * revenue * (1 + dearer / options.margin))
    bringing = np.broadcast_to(_float(referred), arrivals.shape[1:]) if np.any(referred) and options.newcomers else None
    return Phase(moves=moves, gain=gain, arrivals=arrivals, first=first, referred=bringing)


def _float(drawn: np.ndarray) -> np.ndarray:
    return np.asarray(drawn, dtype=np.float32)


def _product(factors: Sequence[np.ndarray]) -> np.ndarray:
    return reduce(np.multiply, factors)


def _shift(moves: np.ndarray, stage: str, kept: np.ndarray) -> np.ndarray:
    """On the logit of slipping (of the abandoned: of coming back), for a share to change by so much; array of (S, B)."""
    place = NAMES.index(stage)
    share = slips(moves, place)
    new = share + kept if place == ABANDONED else share - kept
    share, new = (np.clip(each, LEAST, MOST) for each in (share, new))
    return np.log(new / (1 - new)) - np.log(share / (1 - share))


def slips(moves: np.ndarray, place: int) -> np.ndarray:
    meant = [to for to in range(len(NAMES)) if (to != ABANDONED if place == ABANDONED else WORSE[place, to])]
    return moves[place, meant].sum(axis=0)


def reckon(
    basis: Basis, settings: Sequence[Setting], effects: Sequence[Effect | None], options: Options, draws: Draws | None = None
) -> Drawn:
    """Run the company on, as it is and with these effects.

    Parameters
    ----------
    basis : Basis
    settings : sequence of Setting
    effects : sequence of Effect or None
        Of each setting, from `told_of`.
    options : Options
    draws : Draws, optional
        Others than those of `basis`, of which the effects then have as many.
    """
    draws = basis.draws if draws is None else draws
    stock = basis.world.stock
    room = None if options.market is None else np.full(len(stock), options.market / len(stock))
    today = as_today(draws, margin=options.margin, newcomers=options.newcomers)
    if options.service:
        today.gain[ACTIVE_PLACES] -= np.float32(options.service)
    effects = [effect and found(basis, effect, options, draws, today) for effect in effects]
    working = [place for place, effect in enumerate(effects) if effect is not None]
    spans = [(settings[place].begins, settings[place].lasts) for place in working]
    phases = phased(
        options.months, lambda at_work: changed(today, draws, [effects[working[each]] for each in sorted(at_work)], options), spans
    )
    before = run(stock, [today] * options.months, room=room).cash
    after = run(stock, phases, room=room).cash if working else before
    worth = discounts(options.months, options.discount_rate)
    costs = np.zeros(options.months + 1)
    for setting in settings:
        costs[0] += setting.once
        costs[1 : None if setting.lasts is None else 1 + setting.begins + setting.lasts] += setting.monthly
    weight = np.concatenate([[1.0], worth])
    cash = np.concatenate([np.zeros((1, before.shape[-1])), (after - before).sum(axis=1)]) - costs[:, None]
    return Drawn(
        baseline=worth @ before.sum(axis=1),
        path=np.cumsum(cash * weight[:, None], axis=0),
        cash=cash,
        segments=((after - before)[..., 0] * worth[:, None]).sum(axis=0),
        costs=costs,
    )


def found(basis: Basis, effect: Effect, options: Options, draws: Draws, today: Phase, *, rounds: int = 4) -> Effect:
    """Put in the place of money that today's customers are to bring the share of them that slips less, so that they bring just that.

    The share is the same for all active stages. It is found by secants, draw by draw; where even keeping all of them doesn't bring as much,
    it is as near as that comes.
    """
    if effect.matched is None:
        return effect
    stock, months = basis.world.stock, options.months
    alone = Phase(moves=today.moves, gain=today.gain, arrivals=np.zeros_like(today.arrivals), first=np.zeros_like(today.first))
    worth = discounts(months, options.discount_rate)
    before = worth @ run(stock, [alone] * months).cash.sum(axis=1)

    def gained(points: np.ndarray) -> np.ndarray:
        phase = changed(alone, draws, [Effect(kept=dict.fromkeys(ACTIVE, points))], options)
        return worth @ run(stock, [phase] * months).cash.sum(axis=1) - before

    target = np.broadcast_to(effect.matched, before.shape)
    low, points = np.zeros(before.shape), np.full(before.shape, 0.005) * np.sign(target)
    at_low = np.zeros(before.shape)
    for _ in range(rounds):
        at = gained(points)
        slope = np.divide(at - at_low, points - low, out=np.zeros_like(at), where=points != low)
        step = np.divide(target - at, slope, out=np.zeros_like(at), where=slope != 0)
        low, at_low, points = points, at, np.clip(points + step, -0.5, 0.5)
    return Effect(kept=dict.fromkeys(ACTIVE, points))


def likely(basis: Basis, effects: Sequence[Effect | None]) -> tuple[Draws, list[Effect | None]]:
    """The most likely draw alone, of the world and of each effect."""
    return basis.draws.only(number=1), [effect and effect.at(slice(0, 1)) for effect in effects]
