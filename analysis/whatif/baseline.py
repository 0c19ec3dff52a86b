"""What customers are worth as things are: so far and to come, by stage and by any field, and what a newcomer brings and costs.

To come is the world run on as it is: a customer of each stage brings what customers of that stage brought, and goes on as they went on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar, costs
from analysis.drawn import ends, money, to_the_unit
from analysis.ledger import Ledger
from analysis.relations import Relations
from analysis.whatif.newcomer import Newcomer, newcomer, to_come_new
from analysis.whatif.options import Options
from analysis.whatif.run import as_today, value_by_stage
from analysis.whatif.world import LEAST_STEPS, MONTHS_A_YEAR, NAMES, draw, places, world
from analysis.worth import Money

#: How many draws every interval is made of.
DRAWS = 500
PURPOSES = ("acquisition", "retention", "programme", "service")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Some customers, what they brought so far and what they will bring within the horizon; money in minor units.

    Attributes
    ----------
    name : str
        Of the stage, or the field's value.
    customers : int
    so_far : int
        Net revenue times the margin, less costs booked on them by name; of all of them.
    to_come : Money
        Of all of them, discounted.
    each_so_far : float or None
        A customer's part; None where there is nobody.
    each : Money or None
    """

    name: str
    customers: int
    so_far: int
    to_come: Money
    each_so_far: float | None
    each: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a company's customers are worth as things are; money in minor units.

    Attributes
    ----------
    currency : str
    as_of : date
    months : int
        The horizon.
    discount_rate : float
        A year.
    margin : float
        What is left of a unit of revenue; 1: revenue itself.
    level : float
    seed : int
    steps : int
        How many of the last months were counted.
    customers : int
        Everybody who ever ordered, those who left included.
    net, so_far, named : int
        Their net revenue so far; that times the margin, less what was booked on them by name; and what was booked.
    to_come, undiscounted : Money
        Of these customers, within the horizon.
    lately : Money or None
        `to_come` if the last half of the months were counted alone; None where these are fewer than three. Far from `to_come`: customers
        have changed, or it is the season.
    newcomers : Money
        Of those who are still to come, within the same months.
    together : Money
        Of both.
    newcomer : Newcomer or None
        None where nobody came new.
    by_stage : tuple of Worth
        They add up to the whole, to the unit.
    field : str or None
        What `by_group` is by.
    by_group : tuple of Worth
        They too: groups go by their own moves and money, and are then all scaled by `apart`.
    apart : float or None
        The whole over the sum of the groups, each by itself.
    """

    currency: str
    as_of: date
    months: int
    discount_rate: float
    margin: float
    level: float
    seed: int
    steps: int
    customers: int
    net: int
    so_far: int
    named: int
    to_come: Money
    undiscounted: Money
    lately: Money | None
    newcomers: Money
    together: Money
    newcomer: Newcomer | None
    by_stage: tuple[Worth, ...]
    field: str | None = None
    by_group: tuple[Worth, ...] = ()
    apart: float | None = None


def baseline(
    relations: Relations,
    ledger: Ledger,
    options: Options = Options(),  # noqa: B008
    *,
    spend=None,
    segment: np.ndarray | None = None,
    names: Sequence[str] = (),
    field: str | None = None,
    draws: int = DRAWS,
) -> Baseline:
    """Tell what customers are worth.

    Parameters
    ----------
    relations : Relations
    ledger : Ledger
        Of the same people.
    options : Options
        Horizon, discount, margin; whether newcomers count is not asked, both are told.
    spend : DataFrame, optional
        As `models.spending` gives it.
    segment : int array, one a person, optional
        Places in `names`, -1 for nobody's: tells `by_group` too.
    names : sequence of str
    field : str, optional
        What the groups are by.
    draws : int

    Raises
    ------
    Refused
        For a history of less than three months.

    Notes
    -----
    Groups are worked out each by its own moves and money, which then add up to a little more or less than the company as one; they are
    scaled to it, draw by draw, in proportion.

    References
    ----------
    Pfeifer, P. E. & Carraway, R. L. (2000), Modeling customer relationships as Markov chains, J. Interactive Marketing 14(2), 43-55.
    Gross, C. W. & Sohl, J. E. (1990), Disaggregation methods to expedite product line forecasting, J. Forecasting 9, 233-254: groups in
    proportion to the whole.
    """
    now = places(relations.stages(relations.as_of).stage)
    there = now >= 0
    known = world(relations, ledger, seed=options.seed)
    drawn = draw(known, draws, seed=options.seed)
    phase = as_today(drawn, margin=options.margin)
    value = value_by_stage(phase, options.months, options.discount_rate)[:, 0]
    stock = known.stock[0]
    total = stock @ value
    plain = stock @ value_by_stage(phase, options.months, 0.0)[:, 0]
    coming = to_come_new(phase, options)
    net = np.bincount(ledger.place, ledger.net, minlength=ledger.size)
    named = _named(spend, relations, ledger.currency)
    brought = options.margin * net - named
    group, apart = (), None
    if segment is not None and len(names):
        group, apart = _by_group(relations, ledger, options, segment, names, brought, now, total, draws)
    return Baseline(
        currency=ledger.currency,
        as_of=relations.as_of,
        months=options.months,
        discount_rate=options.discount_rate,
        margin=options.margin,
        level=options.level,
        seed=options.seed,
        steps=known.steps,
        customers=int(stock.sum()),
        net=round(float(net[there].sum())),
        so_far=round(float(brought[there].sum())),
        named=round(float(named[there].sum())),
        to_come=money(total, options.level),
        undiscounted=money(plain, options.level),
        lately=_lately(relations, ledger, options, known.steps // 2, draws),
        newcomers=money(coming, options.level),
        together=money(total + coming, options.level),
        newcomer=newcomer(known, phase, relations, ledger, options, spend),
        by_stage=worths(NAMES, np.where(there, now, -1), brought, stock[:, None] * value, total, options.level),
        field=field if group else None,
        by_group=group,
        apart=apart,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageValue:
    """What a customer of a stage will bring, net and not discounted, in minor units, with its interval; `customers` are in it."""

    stage: str
    customers: int
    value: int
    low: int
    high: int


def stage_values(
    relations: Relations, ledger: Ledger, *, months: int = MONTHS_A_YEAR, mask: np.ndarray | None = None, level: float = 0.90, seed: int = 0
) -> tuple[StageValue, ...]:
    """What a customer of each stage will bring in so many months; stages that nobody is in are left out.

    Parameters
    ----------
    relations : Relations
    ledger : Ledger
        Of the same people.
    months : int
    mask : bool array, one a person, optional
        Only these; their own moves and money.
    level : float
    seed : int

    Raises
    ------
    Refused
        For a history of less than three months.
    """
    known = world(relations, ledger, segment=None if mask is None else np.where(mask, 0, -1), seed=seed)
    value = value_by_stage(as_today(draw(known, DRAWS, seed=seed)), months, 0.0)[:, 0]
    found = []
    for name, n, drawn in zip(NAMES, known.stock[0].tolist(), value, strict=True):
        if n:
            each = money(drawn, level)
            found.append(StageValue(stage=name, customers=n, value=each.value, low=each.low, high=each.high))
    return tuple(found)


def worths(
    names: Sequence[str], place: np.ndarray, brought: np.ndarray, to_come: np.ndarray, total: np.ndarray, level: float
) -> tuple[Worth, ...]:
    """What each of some groups is worth; they add up to the whole, to the unit.

    Parameters
    ----------
    names : sequence of str
    place : int array, one a person
        In `names`; -1 for nobody's.
    brought : float array, one a person
        So far.
    to_come : float array of (groups, 1 + draws)
    total : float array of 1 + draws
    level : float
    """
    some = place >= 0
    customers = np.bincount(place[some], minlength=len(names))
    earlier = np.bincount(place[some], brought[some], minlength=len(names))
    so_far = to_the_unit(earlier, round(float(brought[some].sum())))
    ahead = to_the_unit(to_come[:, 0], round(float(total[0])))
    found = []
    for at, name in enumerate(names):
        n, (low, high) = int(customers[at]), ends(to_come[at], level)
        found.append(
            Worth(
                name=name,
                customers=n,
                so_far=so_far[at],
                to_come=Money(value=ahead[at], low=round(low), high=round(high)),
                each_so_far=float(earlier[at] / n) if n else None,
                each=money(to_come[at] / n, level) if n else None,
            )
        )
    return tuple(found)


def _lately(relations: Relations, ledger: Ledger, options: Options, steps: int, draws: int) -> Money | None:
    if steps < LEAST_STEPS:
        return None
    known = world(relations, ledger, steps=steps, seed=options.seed)
    phase = as_today(draw(known, draws, seed=options.seed), margin=options.margin)
    return money(known.stock[0] @ value_by_stage(phase, options.months, options.discount_rate)[:, 0], options.level)


def _by_group(relations, ledger, options: Options, segment, names, brought, now, total, draws: int) -> tuple[tuple[Worth, ...], float]:
    """The groups by their own moves and money, scaled to the whole."""
    known = world(relations, ledger, segment=segment, names=names, seed=options.seed)
    phase = as_today(draw(known, draws, seed=options.seed), margin=options.margin)
    value = value_by_stage(phase, options.months, options.discount_rate)
    own = np.einsum("sf,fsb->sb", known.stock, value)
    alone = own.sum(axis=0)
    factor = np.divide(total, alone, out=np.ones_like(total), where=alone != 0)
    place = np.where(now >= 0, segment, -1)
    return worths(names, place, brought, own * factor, total, options.level), float(factor[0])


def _named(spend, relations: Relations, currency: str) -> np.ndarray:
    """What was booked on each by name, for whatever purpose, through as_of; float array, one a person, minor units."""
    total = np.zeros(len(relations.customers))
    if spend is None:
        return total
    last = calendar.number(relations.as_of, "month")
    for purpose in PURPOSES:
        found = costs.gather(spend, relations.occasions, purpose=purpose, currency=currency, period="month")
        if found is not None:
            theirs = (found.place != costs.NOBODY) & (found.number <= last)
            np.add.at(total, found.place[theirs], found.amount[theirs])
    return total
