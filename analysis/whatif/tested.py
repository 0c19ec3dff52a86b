"""What would have been said of customers' value some months ago, by each way, against what they brought since.

The world is built from what was known then, under the usual gap of that day: only a back-test looks at a past day so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar, ledger
from analysis.company import Company
from analysis.drawn import money
from analysis.errors import Refused, say
from analysis.ledger import Ledger
from analysis.relations import Relations, relate
from analysis.rhythm import usual_gap
from analysis.stage_back_test import known_on
from analysis.whatif.baseline import DRAWS
from analysis.whatif.run import as_today, value_by_stage
from analysis.whatif.second import fitted
from analysis.whatif.world import NAMES, draw, places, world
from analysis.worth import Money

#: Months that are kept apart, the most first, and how many a history must have for it: as many again to count, and more.
APART = ((12, 24), (6, 12), (3, 6))
#: A stage with fewer customers leans on all for how much they differ.
LEAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one way said, and how far from what came; `off` is the estimate over what came, less 1, None where nothing came."""

    name: str
    value: Money
    off: float | None
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTest:
    """Forecasts made at the end of `until` of what the customers of then bring in the months after it: net revenue, not discounted.

    Attributes
    ----------
    currency : str
    until, as_of : date
    months, customers : int
    level : float
    observed : int
        What they brought.
    naive : int
        What they brought, after their first day, in as many months before: that repeated.
    naive_off : float or None
    said : tuple of Said
        By the stages ("stages"), and by the other model, where it could be fitted. Intervals hold what chance does to these customers too.
    nearest : str
        Whose total came nearest: "stages", the other model's name, or "naive".
    """

    currency: str
    until: date
    as_of: date
    months: int
    customers: int
    level: float
    observed: int
    naive: int
    naive_off: float | None
    said: tuple[Said, ...]
    nearest: str

    def of(self, name: str) -> Said | None:
        """What one way said."""
        return next((one for one in self.said if one.name == name), None)


STAGES, NAIVE = "stages", "naive"


def apart(relations: Relations) -> int:
    """How many months are kept apart; 0 where the history is too short."""
    if not len(relations.occasions.day):
        return 0
    first = calendar.day_of(int(relations.occasions.day.min()))
    return next((months for months, least in APART if calendar.months_before(relations.as_of, least) >= first), 0)


def value_test(
    company: Company,
    relations: Relations,
    book: Ledger,
    *,
    months: int | None = None,
    draws: int = DRAWS,
    digits: int | Callable[[str], int] = 2,
    level: float = 0.90,
    seed: int = 0,
) -> ValueTest:
    """Go back, say what would come, and look what came.

    Parameters
    ----------
    company : Company
    relations : Relations
        Of the company.
    book : Ledger
        Of the same people as `relations`.
    months : int, optional
        How far back; by default a year, half a year or a quarter, as the history allows.
    draws, seed : int
    digits : int or callable
        The currency's minor digits, or what tells them.
    level : float

    Raises
    ------
    Refused
        For a history of less than half a year, or one that had no usual gap by then.
    """
    months = apart(relations) if months is None else months
    if not months:
        raise Refused(found="a short history", needed="orders of half a year", do="Import a longer history.")
    then = calendar.months_before(relations.as_of, months)
    day, end = calendar.day_number(then), calendar.day_number(relations.as_of)
    known = as_known(relations, then, cycle_days=company.usual_gap.days if company.usual_gap.declared else None)
    there = known.buyers
    observed = int(book.between(day + 1, end)[there].sum())
    before = calendar.day_number(calendar.months_before(then, months))
    begun = np.full(len(there), end, dtype=np.int64)
    begun[there] = known.occasions.day[known.occasions.start[:-1][there]]
    naive = int(book.between(np.maximum(before, begun) + 1, day)[there].sum())
    said = [_of(STAGES, by_stages(known, book, months, draws=draws, seed=seed), observed, level)]
    own = ledger.of_company(company, book.currency)
    try:
        model, value = fitted(company, own, through=day, digits=digits)
    except Refused:
        pass
    else:
        _orders, drawn = model.orders_and_money(end - day, value, seed=seed)
        said.append(_of(model.name, np.concatenate([[model.expected(end - day) @ value.expected()], drawn]), observed, level))
    distance = {one.name: abs(one.value.value - observed) for one in said} | {NAIVE: abs(naive - observed)}
    return ValueTest(
        currency=book.currency,
        until=then,
        as_of=relations.as_of,
        months=months,
        customers=int(there.sum()),
        level=level,
        observed=observed,
        naive=naive,
        naive_off=naive / observed - 1 if observed else None,
        said=tuple(said),
        nearest=min(distance, key=distance.__getitem__),
    )


def as_known(relations: Relations, day: date, *, cycle_days: float | None = None) -> Relations:
    """The same people as they were known on a past day, under the usual gap of that day.

    Raises
    ------
    Refused
        Where there was none yet.
    """
    history = known_on(relations.occasions, day)
    gap = usual_gap(history.part(np.diff(history.start) > 0), rule=relations.rule, cycle_days=cycle_days)
    if gap.days is None:
        raise Refused(
            found=say("{} gaps between orders by {}", gap.closed_gaps, day),
            needed=say("{}", relations.rule.minimum_gaps),
            do="Import a longer history.",
        )
    return relate(history, relations.contacts, relations.cancellations, usual_gap_days=gap.days, rule=relations.rule)


def by_stages(known: Relations, book: Ledger, months: int, *, draws: int = DRAWS, seed: int = 0) -> np.ndarray:
    """Totals of what the customers known will bring by their stages, net and not discounted.

    Parameters
    ----------
    known : Relations
    book : Ledger
        Of the same people; nothing after `known.as_of` is looked at.
    months, draws, seed : int

    Returns
    -------
    float array of 1 + draws
        The estimate first; then drawn ones, with what chance does to these customers in them.
    """
    counted = world(known, book, seed=seed)
    value = value_by_stage(as_today(draw(counted, draws, seed=seed)), months, 0.0)[:, 0]
    total = counted.stock[0] @ value
    total[1:] += np.random.default_rng(seed + 1).standard_normal(draws) * np.sqrt(chance(known, book, months, counted.stock[0]))
    return total


def chance(known: Relations, book: Ledger, months: int, stock: np.ndarray) -> float:
    """The variance of what customers bring in so many months around what is expected of their stages.

    Parameters
    ----------
    known : Relations
    book : Ledger
        Of the same people.
    months : int
    stock : int array of 6
        How many are in each stage now.

    Returns
    -------
    float
        Squared minor units: of each stage as much as those who were in it so many months ago differed since, a customer at a time.
    """
    earlier = calendar.months_before(known.as_of, months)
    stage = places(known.stages(earlier).stage)
    net = book.between(calendar.day_number(earlier) + 1, calendar.day_number(known.as_of)).astype(float)
    there = stage >= 0
    if there.sum() < LEAST:
        return 0.0
    number = np.bincount(stage[there], minlength=len(NAMES))
    mean = np.bincount(stage[there], net[there], minlength=len(NAMES)) / np.maximum(number, 1)
    around = (net - mean[stage]) ** 2
    spread = np.bincount(stage[there], around[there], minlength=len(NAMES)) / np.maximum(number - 1, 1)
    return float(stock @ np.where(number >= LEAST, spread, around[there].mean()))


def _of(name: str, totals: np.ndarray, observed: int, level: float) -> Said:
    found = money(totals, level)
    return Said(
        name=name,
        value=found,
        off=found.value / observed - 1 if observed else None,
        inside=found.low <= observed <= found.high,
    )
