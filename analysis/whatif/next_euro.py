"""Where the next euro goes: keeping customers against winning them, by segment, under one budget, on the same draws.

Both sides bring less with each further euro. Winning: newcomers grow with the spending by an elasticity below 1. Keeping: the share of
customers that slips falls towards a floor, as spending on each of them grows. What a company's data don't tell of the two is a belief,
and marked as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.drawn import estimate, money
from analysis.errors import Refused, say
from analysis.evidence import NO_VALUE_BELOW
from analysis.means import Estimate
from analysis.whatif.levers import BELIEF, ELASTICITY, LITERATURE, Effect, Link, drawn_belief
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.reckon import changed
from analysis.whatif.run import ACTIVE, ACTIVE_PLACES, as_today, discounts, run, value_by_stage
from analysis.worth import Money

#: Into how many parts a budget is cut.
PARTS = 40
#: A share that slips less by so much is what keeping is measured by; it stays small, so that value grows in proportion.
STEP = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What is believed of spending on keeping customers.

    Attributes
    ----------
    each : float
        Minor units a customer and month; what is believed is believed of this much.
    kept : (float, float, float)
        The share of customers that then slips less in a month: at least, most likely, at most.
    most : float
        How many times as much can be had at most, however much is spent.
    """

    each: float
    kept: tuple[float, float, float]
    most: float = 2.0

    def __post_init__(self) -> None:
        if self.each <= 0 or not 0 <= self.kept[0] <= self.kept[1] <= self.kept[2] <= 1 or self.most <= 1:
            raise Refused(
                found=say("{} a customer, {} to {}, at most {} times", self.each, self.kept[0], self.kept[2], self.most),
                needed=say("money above 0, three shares in order, and more than once"),
                do="Say what a little money a customer would do, and how much more could be had at most.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One way to split the budget.

    Attributes
    ----------
    share : float
        Of the budget, for keeping.
    value : Money
        What the whole budget brings over the horizon, less itself, in minor units.
    """

    share: float
    value: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The best split against another one, on the same draws; `sure` where the interval of the difference excludes 0."""

    share: float
    difference: Money
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextEuro:
    """Where a budget goes.

    Attributes
    ----------
    currency : str
    budget : int
        Minor units a month.
    months : int
    level : float
    splits : tuple of Split
        From all of it for winning to all of it for keeping.
    best : float
        The share for keeping with which the most likely value is highest.
    best_low, best_high : float
        In which range it lies, draw by draw.
    against : tuple of Against
        The best against all for winning, against half and half, and against all for keeping.
    by_segment : tuple of (str, int)
        Of the best split, minor units a month for keeping customers of each segment.
    active : tuple of int
        Customers of each segment who are there to keep.
    for_winning : int
        The rest.
    even : Estimate or None
        What the money of the belief, `Keeping.each`, has to keep of customers a month for the first unit spent to bring as much by keeping
        as by winning; None where keeping brings nothing. It needs no belief of keeping but how steeply a ceiling is neared.
    per_newcomer, per_kept : Money
        What a newcomer is worth over the horizon, the first month included; and a customer kept who would have slipped.
    winning, keeping : Link
    """

    currency: str
    budget: int
    months: int
    level: float
    splits: tuple[Split, ...]
    best: float
    best_low: float
    best_high: float
    against: tuple[Against, ...]
    by_segment: tuple[tuple[str, int], ...]
    active: tuple[int, ...]
    for_winning: int
    even: Estimate | None
    per_newcomer: Money
    per_kept: Money
    winning: Link
    keeping: Link


def next_euro(
    basis: Basis,
    budget: float,
    keeping: Keeping,
    *,
    spent: float | None = None,
    elasticity: tuple[float, float, float] | None = None,
    options: Options = Options(),  # noqa: B008
) -> NextEuro:
    """Split a budget so that it brings most.

    Parameters
    ----------
    basis : Basis
    budget : float
        Minor units a month more than is spent now.
    keeping : Keeping
    spent : float, optional
        Minor units a month that are spent on winning now; what the data tell if not given.
    elasticity : (float, float, float), optional
        Part by which newcomers grow where spending on winning them doubles, about; `levers.ELASTICITY` if not given.
    options : Options

    Raises
    ------
    Refused
        Where no spending on winning customers is known, or too few customers are there to keep.

    Notes
    -----
    Spending x on each customer of a segment lets the share that slips fall by ``most k (1 - exp(-x c))``, with c so that x = `each`
    gives k. Within keeping, money goes to the segment where the next piece brings most. Values are expected ones, less what is spent.

    References
    ----------
    Blattberg, R. C. & Deighton, J. (1996), Manage marketing by the customer equity test, Harvard Business Review 74(4), 136-144: a ceiling
    that spending comes ever nearer to, for winning and keeping alike. Sethuraman et al. (2011) for the elasticity (`levers.ELASTICITY`).
    """
    spent = basis.measured.acquisition if spent is None else spent
    if not spent:
        raise Refused(
            found="no spending on winning customers",
            needed="spending by day or month, for winning customers",
            do="Import what is spent on advertising and the like.",
        )
    active = basis.world.stock[:, ACTIVE_PLACES].sum(axis=1)
    if active.sum() < NO_VALUE_BELOW:
        raise Refused(
            found=say("{} customers who are there", int(active.sum())),
            needed=say("{} or more", NO_VALUE_BELOW),
            do="Import more orders; with so few there is nobody to keep.",
        )
    number, rng = basis.draws.number, np.random.default_rng((options.seed, 0))
    grows = drawn_belief(elasticity or ELASTICITY, number, rng)
    kept = drawn_belief(keeping.kept, number, rng)
    today = as_today(basis.draws, margin=options.margin, newcomers=True)
    worth = discounts(options.months, options.discount_rate)
    newcomer, coming = _newcomers(basis, today, options)
    point = _points(basis, today, options, worth) / STEP  # of each segment, for the whole share
    amounts = np.linspace(0.0, budget, PARTS + 1)
    won = coming * newcomer * ((1 + amounts[:, None] / spent) ** grows - 1)
    given, gained = _kept(amounts, active, point, kept, keeping)
    whole = gained + won[::-1] - budget * worth.sum()
    best = int(np.argmax(whole[:, 0]))
    chosen = np.argmax(whole[:, 1:] if number > 1 else whole, axis=0) / PARTS
    low, high = np.quantile(chosen, [(1 - options.level) / 2, (1 + options.level) / 2])
    others = [place for place in dict.fromkeys((0, PARTS // 2, PARTS)) if place != best]
    shift = float(np.sum(active * point[:, 0]) / max(float(active.sum()), 1.0))
    link = Link(kind=BELIEF, low=keeping.kept[0], value=keeping.kept[1], high=keeping.kept[2])
    believed = elasticity or ELASTICITY
    return NextEuro(
        currency=basis.world.currency,
        budget=round(budget),
        months=options.months,
        level=options.level,
        splits=tuple(Split(share=place / PARTS, value=money(whole[place], options.level)) for place in range(PARTS + 1)),
        best=best / PARTS,
        best_low=float(low),
        best_high=float(high),
        against=tuple(_against(whole, best, place, options.level) for place in others),
        by_segment=tuple((name, round(float(part))) for name, part in zip(basis.world.segments, given[best], strict=True)),
        active=tuple(int(there) for there in active),
        for_winning=round(budget - float(given[best].sum())),
        even=_even(coming * newcomer * grows / spent, active, point, keeping, options.level),
        per_newcomer=money(newcomer, options.level),
        per_kept=money(_kept_each(point, active, options.months) if shift else np.zeros(number), options.level),
        winning=Link(kind=LITERATURE if elasticity is None else BELIEF, low=believed[0], value=believed[1], high=believed[2]),
        keeping=link,
    )


def _newcomers(basis: Basis, today, options: Options) -> tuple[np.ndarray, np.ndarray]:
    """What one newcomer is worth, and how many come in all the months of the horizon, each worth what is left of it; arrays of B."""
    worth = discounts(options.months, options.discount_rate)
    a_month = basis.draws.arrivals.sum(axis=(0, 1)).astype(float)
    value = np.zeros(basis.draws.number)
    for month in range(options.months):  # who comes in a month brings something in it, and then what their stage brings until the end
        left = options.months - month - 1
        later = value_by_stage(today, left, options.discount_rate) if left else np.zeros(today.gain.shape)
        value += worth[month] * (today.first.sum(axis=0) + (today.arrivals * later).sum(axis=(0, 1)))
    each = np.divide(value, a_month * options.months, out=np.zeros_like(value), where=a_month > 0)
    return each, a_month * options.months


def _points(basis: Basis, today, options: Options, worth: np.ndarray) -> np.ndarray:
    """What it brings if `STEP` of a segment's customers slip less from now on; array of (S, B)."""
    before = run(basis.world.stock, [today] * options.months).cash
    phase = changed(today, basis.draws, [Effect(kept=dict.fromkeys(ACTIVE, np.array([STEP])))], options)
    after = run(basis.world.stock, [phase] * options.months).cash
    return np.tensordot(worth, after - before, axes=1)


def _kept(
    amounts: np.ndarray, active: np.ndarray, point: np.ndarray, kept: np.ndarray, keeping: Keeping
) -> tuple[np.ndarray, np.ndarray]:
    """For each amount, how it is spread over segments, and what it brings in each draw.

    Piece by piece, each to the segment where it brings most by the most likely draw.
    """
    pace = _pace(keeping)
    reached = lambda spend: keeping.most * (1 - np.exp(-pace * spend / np.maximum(active, 1)))  # noqa: E731
    given = np.zeros((len(amounts), len(active)))
    for place in range(1, len(amounts)):
        piece = amounts[place] - amounts[place - 1]
        gain = (reached(given[place - 1] + piece) - reached(given[place - 1])) * point[:, 0] * (active > 0)
        given[place] = given[place - 1]
        given[place, int(np.argmax(gain))] += piece
    return given, (reached(given) @ point) * kept


def _pace(keeping: Keeping) -> float:
    """How fast the ceiling is neared, so that `each` keeps what is believed of it."""
    return float(-np.log(1 - 1 / keeping.most) / keeping.each)


def _even(winning: np.ndarray, active: np.ndarray, point: np.ndarray, keeping: Keeping, level: float) -> Estimate | None:
    """The share kept for which the first unit brings `winning`, where keeping brings most by the most likely draw."""
    there = np.flatnonzero(active > 0)
    each = point[there] / active[there, None]
    first = each[int(np.argmax(each[:, 0]))] * keeping.most * _pace(keeping)  # what the first unit brings if all customers are kept
    if (first <= 0).any():
        return None
    return estimate(winning / first, level, int(active.sum()))


def _kept_each(point: np.ndarray, active: np.ndarray, months: int) -> np.ndarray:
    """Of one customer kept: the value of a share, over the customers of that share in all the months; array of B."""
    return point.sum(axis=0) / (active.sum() * months)


def _against(whole: np.ndarray, best: int, place: int, level: float) -> Against:
    difference = money(whole[best] - whole[place], level)
    return Against(share=place / PARTS, difference=difference, sure=difference.low > 0)


def shares(splits: Sequence[Split]) -> list[float]:
    """The shares for keeping, ascending."""
    return [split.share for split in splits]
