"""A customer's lifetime value as its lesson reckons it: what really comes, margin and retention, two kinds in one average, whom to save.

The company is invented, so the chance of everybody to leave and everybody's future are given. Numbers that a learner reckons with are
rounded as they are shown, so that a pocket calculator comes to the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.drawn import ends
from analysis.errors import Refused, say
from analysis.evidence import FEW_BELOW
from analysis.lessons.at_stake import Group, asked, by_stage
from analysis.lessons.exercise import Choice, Exercise, exercise
from analysis.lessons.pocket import shown
from analysis.lessons.two_kinds import Kinds, Step, kinds, later, steps
from analysis.whatif.baseline import Baseline
from analysis.whatif.calculator import multiple, of_company, of_period
from analysis.whatif.world import NAMES, World

LEVEL = 0.95
DISCOUNT_RATE = 0.10
DRAWS = 500
#: Two slips within this part of each other can't be told apart.
APART = 0.02
PER = 100  # customers, or orders, of whom shares are told


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Customers as the truth knows them, one entry each.

    Attributes
    ----------
    stage : int64 array
        Today's, as a place in `NAMES`.
    brings : int64 array
        Net revenue of the next year, minor units.
    there, stays : bool arrays
        Who has not left for good today; who has not a year later.
    chance : float array
        Their own chance to leave after an order.
    orders, followed : int64 arrays of (customers, steps)
        Whether there was a first, second, … order, and whether they stayed after it.
    """

    stage: np.ndarray
    brings: np.ndarray
    there: np.ndarray
    stays: np.ndarray
    chance: np.ndarray
    orders: np.ndarray
    followed: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Five:
    """The company's own numbers of a month, as shown, and what follows. Money in minor units.

    Attributes
    ----------
    revenue, contribution : float
        Of a customer who is with the company.
    retention : float
        Of those, who still is a month later; to a tenth of a per cent.
    discount_rate, discount : float
        Of a year; of a month, to a hundredth of a per cent.
    months : int
        Months of customers that this is counted from.
    multiple, value, low, high : float
        r / (1 + d - r); contribution times that; its interval.
    ends : tuple of (float, float)
        A small and a large retention, and the value at each.
    """

    revenue: float
    contribution: float
    retention: float
    discount_rate: float
    discount: float
    months: int
    multiple: float
    value: float
    low: float
    high: float
    ends: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Every number of the lesson. Money in minor units.

    Attributes
    ----------
    currency : str
    unit : int
        Minor units of one of the currency.
    as_of : date
    months, per : int
        How far ahead; of how many shares are told.
    customers, orders : int
        Everybody who ever ordered; their days with an order.
    margin : float
    order, so_often : float
        Contribution of an order, as shown; orders a customer.
    level, estimate, low, high : float
        Rapport's own, of a customer, with the level of its interval.
    true : float
        What a customer really brings.
    paying, silent, gone : float
        Shares of customers who bring something, who don't, and who have left for good by today.
    rise : float
        By how much prices rose within the months that the estimate goes by; 0 where they did not.
    rise_day : date or None
    five : Five
    kinds : Kinds
    steps : tuple of Step
    groups : tuple of Group
        Those that the exercise asks about, in the order of `NAMES`.
    best : str
        The stage with most at stake.
    exercise_level : float
        Of the intervals of exercises.
    """

    currency: str
    unit: int
    as_of: date
    months: int
    per: int
    customers: int
    orders: int
    margin: float
    order: float
    so_often: float
    level: float
    estimate: float
    low: float
    high: float
    true: float
    paying: float
    silent: float
    gone: float
    rise: float
    rise_day: date | None
    five: Five
    kinds: Kinds
    steps: tuple[Step, ...]
    groups: tuple[Group, ...]
    best: str
    exercise_level: float = LEVEL

    @property
    def held(self) -> bool:
        """Whether the estimate's interval holds what really comes."""
        return self.low <= self.true <= self.high


def facts(base: Baseline, known: World, people: People, *, orders: int, unit: int, rise: tuple[date, float] | None = None) -> Facts:
    """Reckon the lesson.

    Parameters
    ----------
    base : Baseline
        Of a year, without discount, at the company's margin.
    known : World
        As it was counted of the same customers.
    people : People
        The same customers.
    orders : int
        Their days with an order.
    unit : int
        Minor units of one of the currency.
    rise : (date, float), optional
        When prices rose, and by how much.

    Raises
    ------
    Refused
        Where there are too few customers to tell two halves, or groups, apart.

    References
    ----------
    Gupta, S. & Lehmann, D. R. (2003), Journal of Interactive Marketing 17(1), 9-24, for the value; Fader, P. S. & Hardie, B. G. S. (2010),
    Marketing Science 29(1), 85-93, for two kinds in one average; Ascarza, E. (2018), Journal of Marketing Research 55(1), 80-98, for whom
    to save.
    """
    n = len(people.stage)
    if n < 2 * FEW_BELOW:
        raise Refused(found=say("{} customers", n), needed=say("{} or more", 2 * FEW_BELOW), do="Open a larger company.")
    order = shown(base.margin * base.net / orders, unit)
    paying = float((people.brings > 0).mean())
    counted = rise is not None and calendar.months_before(base.as_of, base.steps) < rise[0] <= base.as_of
    groups = asked(by_stage(people.stage, people.there, people.stays, base.margin * people.brings, unit))
    return Facts(
        currency=base.currency,
        unit=unit,
        as_of=base.as_of,
        months=base.months,
        per=PER,
        customers=n,
        orders=orders,
        margin=base.margin,
        order=order,
        so_often=orders / n,
        level=base.level,
        estimate=base.to_come.value / n,
        low=base.to_come.low / n,
        high=base.to_come.high / n,
        true=base.margin * float(people.brings.sum()) / n,
        paying=paying,
        silent=1 - paying,
        gone=float((~people.there).mean()),
        rise=rise[1] if counted else 0.0,
        rise_day=rise[0] if counted else None,
        five=five(known, margin=base.margin, unit=unit),
        kinds=kinds(people.chance, people.followed[:, 0], order),
        steps=steps(people.chance, people.orders, people.followed),
        groups=groups,
        best=max(groups, key=lambda group: group.stake).stage,
    )


def five(known: World, *, margin: float, unit: int, level: float = LEVEL, draws: int = DRAWS) -> Five:
    """The company's own numbers of a month, and what keeping a customer is worth by them.

    The interval draws customers again, by the blocks of the world, so that revenue and retention move together (the Bayesian bootstrap,
    Rubin 1981, Annals of Statistics 9, 130-134).
    """
    numbers = of_company(known, margin=margin, unit=unit, discount_rate=DISCOUNT_RATE)
    there = [place for place, name in enumerate(NAMES) if name != "abandoned"]
    counted = known.moved.sum(axis=1)
    months = counted[:, there].sum(axis=(1, 2))
    kept = counted[:, there][:, :, there].sum(axis=(1, 2))
    brought = known.brought.sum(axis=1)[:, there].sum(axis=1)
    weight = np.random.default_rng(0).standard_exponential((draws, len(months)))
    drawn_months = weight @ months
    discount = round(of_period(DISCOUNT_RATE, "month"), 4)
    stays = np.minimum(weight @ kept / drawn_months, 1 - 1e-6)
    low, high = ends(np.r_[0.0, margin * (weight @ brought) / drawn_months * multiple(stays, discount)], level)
    revenue, retention = round(numbers.margin / margin * unit), round(numbers.retention, 3)
    times = multiple(retention, discount)
    value = margin * revenue * times
    return Five(
        revenue=revenue,
        contribution=margin * revenue,
        retention=retention,
        discount_rate=DISCOUNT_RATE,
        discount=discount,
        months=round(float(months.sum())),
        multiple=times,
        value=value,
        low=min(low, value),
        high=max(high, value),
        ends=tuple((stays, margin * revenue * multiple(stays, discount)) for stays in _ends(retention)),
    )


def _ends(retention: float) -> tuple[float, float]:
    """Between which retentions the company's own is looked at."""
    return min(0.5, max(round(retention - 0.1, 2), 0.0)), max(0.97, min(round(retention + 0.01, 3), 0.995))


def tasks(found: Facts) -> tuple[Exercise | Choice, ...]:
    """The exercises: a value, the value of two kinds, and whom to save first. Answers in units of the currency."""
    unit, own, two = found.unit, found.five, found.kinds
    m, r, d = own.contribution / unit, own.retention, own.discount
    order = found.order / unit
    shares = (two.loyal.share, two.other.share)
    return (
        exercise(
            "value",
            value=own.value / unit,
            low=own.low / unit,
            high=own.high / unit,
            n=own.months,
            digits=_digits(own.value / unit),
            slips=_apart(
                {
                    "revenue": own.revenue / unit * own.multiple,
                    "year": m * multiple(r, own.discount_rate),
                    "undiscounted": m * later(r),
                    "at_once": m / (1 + d - r),
                }
            ),
        ),
        exercise(
            "kinds",
            value=two.mean / unit,
            low=two.low / unit,
            high=two.high / unit,
            n=two.loyal.n + two.other.n,
            digits=_digits(two.mean / unit),
            slips=_apart(
                {
                    "average": two.of_mean / unit,
                    "first_order": order * (1 + sum(map(later, shares)) / 2),
                    "sum": order * sum(map(later, shares)),
                }
            ),
        ),
        Choice(name="save", options=tuple(group.stage for group in found.groups), right=found.best),
    )


def _apart(slips: dict[str, float]) -> dict[str, float]:
    """Without those that come too near to one that stands before them: of whoever answers so nobody knows which it was."""
    kept: dict[str, float] = {}
    for name, value in slips.items():
        if all(abs(value - other) > APART * other for other in kept.values()):
            kept[name] = value
    return kept


def _digits(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2
