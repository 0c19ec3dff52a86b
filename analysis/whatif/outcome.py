"""What a scenario brings: the company run on as it is and otherwise, on the same draws, and the difference told.

Several levers at once are simulated together. What each does alone adds up to less or more than that: a customer who is kept can also be
sold more, and nobody can be kept twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.drawn import Ahead, ahead, drawn, money, to_the_unit
from analysis.whatif.levers import Effect, Link, Missing, Setting
from analysis.whatif.measured import Basis, effect_of
from analysis.whatif.options import Options
from analysis.whatif.reckon import Drawn, changed, found, likely, reckon, slips
from analysis.whatif.run import as_today, discounts
from analysis.whatif.sensitivity import Bar, BreakEven, break_evens, tornado
from analysis.whatif.world import NAMES
from analysis.worth import Money

MONTH_DAYS = 365 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """The month by whose end as much has come back as was spent; None of a month: not within the horizon."""

    month: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a setting stands on: a link, or what is missing."""

    place: int
    link: Link | None
    missing: Missing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a scenario brings over the horizon, discounted, in minor units.

    Attributes
    ----------
    currency : str
    months, customers, seed, revision : int
    level : float
    baseline, scenario, difference : Money
        Of today's customers and those to come, costs of the levers included.
    chance_of_gain : float or None
        Share of the draws with a difference above 0; None where nothing is moved.
    payback : Payback or None
        None where nothing was spent.
    cost : int
        What the levers cost over the horizon, discounted.
    fan : tuple of Ahead
        The difference added up to each month's end; `period` 0 is today.
    cash : tuple of int
        The difference of each month, not discounted; the first is that of today.
    break_even : tuple of BreakEven
    tornado : tuple of Bar
        The widest first.
    by_segment : tuple of (str, int)
        The difference before costs, segment by segment; they add up to the whole.
    kept : tuple of (str, float)
        Of each stage the share of its customers that slips less in a month once all levers work.
    stands_on : tuple of Told
    """

    currency: str
    months: int
    customers: int
    level: float
    baseline: Money
    scenario: Money
    difference: Money
    chance_of_gain: float | None
    payback: Payback | None
    cost: int
    fan: tuple[Ahead, ...]
    cash: tuple[int, ...]
    break_even: tuple[BreakEven, ...]
    tornado: tuple[Bar, ...]
    by_segment: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, float], ...]
    stands_on: tuple[Told, ...]
    seed: int
    revision: int


def told_of(basis: Basis, settings: Sequence[Setting], options: Options) -> list[tuple[Effect | None, Link | Missing]]:
    """What each setting comes to."""
    return [effect_of(basis, setting, options) for setting in settings]


def outcome(basis: Basis, settings: Sequence[Setting], options: Options = Options()) -> Outcome:  # noqa: B008
    """Reckon a scenario and tell what it brings.

    Parameters
    ----------
    basis : Basis
    settings : sequence of Setting
    options : Options

    Returns
    -------
    Outcome
        The same for the same basis, settings and options, whenever and wherever it is reckoned.

    References
    ----------
    Rust, R. T., Lemon, K. N. & Zeithaml, V. A. (2004), Return on marketing, Journal of Marketing 68(1), 109-127, for the chain from what is
    done to customer equity by a matrix of moves; Pfeifer & Carraway (2000) for its value.
    """
    return with_draws(basis, settings, options)[0]


def with_draws(basis: Basis, settings: Sequence[Setting], options: Options) -> tuple[Outcome, Drawn]:
    """The same, and what it is told from: for whoever subtracts one scenario from another on the same draws."""
    told = told_of(basis, settings, options)
    effects = [effect for effect, _ in told]
    came = reckon(basis, settings, effects, options)
    moved = any(effect is not None for effect in effects) or bool(came.costs.any())
    weight = np.concatenate([[1.0], discounts(options.months, options.discount_rate)])
    result = Outcome(
        currency=basis.world.currency,
        months=options.months,
        customers=basis.world.customers,
        level=options.level,
        baseline=money(came.baseline, options.level),
        scenario=money(came.baseline + came.difference, options.level),
        difference=money(came.difference, options.level),
        chance_of_gain=float((drawn(came.difference) > 0).mean()) if moved else None,
        payback=payback(came.path, options.level) if came.costs.any() else None,
        cost=round(float(came.costs @ weight)),
        fan=tuple(ahead(month, round(month * MONTH_DAYS), row, options.level) for month, row in enumerate(came.path)),
        cash=tuple(round(float(row[0])) for row in came.cash),
        break_even=break_evens(basis, settings, effects, options) if came.costs.any() else (),
        tornado=tornado(basis, settings, told, options),
        by_segment=tuple(zip(basis.world.segments, to_the_unit(came.segments, round(float(came.segments.sum()))), strict=True)),
        kept=_kept(basis, settings, effects, options),
        stands_on=tuple(
            Told(place=place, link=link if isinstance(link, Link) else None, missing=link if isinstance(link, Missing) else None)
            for place, (_, link) in enumerate(told)
        ),
        seed=options.seed,
        revision=basis.revision,
    )
    return result, came


def payback(path: np.ndarray, level: float) -> Payback:
    """The first month from whose end on the difference stays 0 or above."""
    below = path < 0
    months = np.where(below[-1], np.inf, len(path) - np.argmax(below[::-1], axis=0))
    months = np.where(below.any(axis=0), months, 0)
    low, high = np.quantile(months[1:] if len(months) > 1 else months, [(1 - level) / 2, (1 + level) / 2], method="nearest")
    whole = [None if np.isinf(each) else int(each) for each in (months[0], low, high)]
    return Payback(month=whole[0], low=whole[1], high=whole[2])


def _kept(basis: Basis, settings: Sequence[Setting], effects: Sequence[Effect | None], options: Options) -> tuple[tuple[str, float], ...]:
    """How much less each stage slips once all levers work; of the abandoned, how many more come back."""
    draws, single = likely(basis, effects)
    today = as_today(draws, margin=options.margin, newcomers=options.newcomers)
    working = [found(basis, effect, options, draws, today) for effect in single if effect is not None]
    then = changed(today, draws, working, options)
    weight = basis.world.stock / np.maximum(basis.world.stock.sum(axis=0), 1)
    less = {name: (slips(today.moves, place) - slips(then.moves, place))[:, 0] for place, name in enumerate(NAMES)}
    less["abandoned"] = -less["abandoned"]
    return tuple((name, float(by @ weight[:, place])) for place, (name, by) in enumerate(less.items()))
