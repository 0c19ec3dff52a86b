"""The lesson of the leaky bucket: what is lost, where the bucket settles, what a point of retention and a newcomer cost and bring.

All of it is of the last complete quarter, but for what newcomers cost: theirs are those of a year before, of whom it is known by now
whether they came back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.acquisition import acquisition
from analysis.bucket import Bucket, bucket
from analysis.errors import Refused, say
from analysis.evidence import FEW_BELOW
from analysis.followup import first_days
from analysis.intervals import wilson
from analysis.lessons.bucket_ahead import Market, market, settling
from analysis.relations import Relations
from analysis.retention_point import POINT, RetentionPoint
from analysis.stages import ABANDONED, NOT_YET, PROSPECT
from analysis.worth import Money

PERIOD = "quarter"
A_YEAR = 4
#: So many quarters are looked back at.
BACK = 8
#: Of the newcomers, in the exercise.
HALF = 0.5
#: A mailing of so many letters, which keeps one point of them.
LETTERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Where the number of customers settles, if every quarter is like the last.

    Attributes
    ----------
    arrivals : int
        New and recovered in the quarter, net of those who came and were lost within it.
    settles, low, high : float
        arrivals / share lost, with its interval.
    with_a_point : float
        The same with one point fewer lost.
    halved, halved_low, halved_high : float
        Where it settles if half as many newcomers come.
    more : float
        Newcomers more a quarter that would raise it as much.
    stock : tuple of int
        Customers at the last quarters' ends, the newest last.
    labels : tuple of str
        Those quarters.
    """

    arrivals: int
    settles: float
    low: float
    high: float
    with_a_point: float
    halved: float
    halved_low: float
    halved_high: float
    more: float
    stock: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What one point of retention is worth, as contribution; money in minor units.

    Attributes
    ----------
    customers : int
        Here on average over the last year.
    lost_share : float
        Of those here at a quarter's start, over the year's quarters.
    each : Money
        What one of them brings net in a year.
    margin : float
        What is left of it after the goods.
    kept : float
        One of a hundred of `customers`.
    once : Money
        What `kept` leave in a year.
    more, more_low, more_high : float
        Customers more after a year of one point more kept in each of its quarters.
    a_year : Money
        What those leave a year from then on.
    """

    customers: int
    lost_share: float
    each: Money
    margin: float
    kept: float
    once: Money
    more: float
    more_low: float
    more_high: float
    a_year: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """What the newcomers of a year ago cost; money in minor units.

    Attributes
    ----------
    label : str
        Their quarter.
    spent : int
    newcomers, again : int
        Of them ordered on a later day too, by now.
    share, low, high : float
    at_once : int
        In truth left for good with the first order.
    each, who_came_again : int
        Spent over all of them, and over those who ordered again.
    letters, keep : int
        A mailing of so many, and how many customers it is supposed to keep: one point.
    """

    label: str
    spent: int
    newcomers: int
    again: int
    share: float
    low: float
    high: float
    at_once: int
    each: int
    who_came_again: int
    letters: int = LETTERS
    keep: int = round(LETTERS * POINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the lesson tells of one company.

    Attributes
    ----------
    label : str
        The last complete quarter.
    currency : str
    wait_days : int
        Of silence, after which the rule calls a customer lost.
    at_start, lost, new, back, at_end : int
        The bucket, by the rule.
    came_and_went : int
        Came and were lost within the quarter: in none of those.
    share, low, high : float
        lost / at_start, with Wilson's interval at 95 %.
    for_good : int
        Of the lost, those who in truth left for good.
    rested : int
        The other lost: they will order again.
    true_share : float
        for_good / at_start.
    there : int
        Of at_start, those who in truth had not left.
    level : Level
    worth : Worth
    won : Won
    market, larger : Market
        Supposed: two and three times those who ever bought.
    """

    label: str
    currency: str
    wait_days: int
    at_start: int
    lost: int
    new: int
    back: int
    at_end: int
    came_and_went: int
    share: float
    low: float
    high: float
    for_good: int
    rested: int
    true_share: float
    there: int
    level: Level
    worth: Worth
    won: Won
    market: Market
    larger: Market


def facts(relations: Relations, *, left: np.ndarray, point: RetentionPoint | None, spend, currency: str, margin: float) -> Facts:
    """Reckon what the lesson tells.

    Parameters
    ----------
    relations : Relations
        By the rule that the company keeps.
    left : int array, one a buyer of `relations`
        The day of the order with which each really left for good, as the day number; a day that never comes for who has not.
    point : RetentionPoint or None
        Of quarters.
    spend : DataFrame
        As `models.spending` gives it.
    currency : str
    margin : float
        What is left of a unit of revenue.

    Raises
    ------
    Refused
        Where the company can't show it: fewer than 30 customers, nobody lost or nobody new in the quarter, less than a year of
        losses, no known spending.

    References
    ----------
    Where it settles: customers a period later are r times those of now, and who comes; the fixed point is arrivals / (1 - r).
    """
    buyers = relations.part(relations.buyers)
    number = calendar.last_complete(relations.as_of, PERIOD)
    ends = [_eve(at) for at in range(number - BACK + 1, number + 2)]
    found = bucket(relations, start=ends[-2], end=ends[-1])
    first = first_days(buyers.occasions)
    begin, end = (calendar.day_number(day) for day in ends[-2:])
    newcomers = int(((first > begin) & (first <= end)).sum())
    if found.at_start < FEW_BELOW or not found.lost or not found.new:
        raise _refused(say("{} customers, of whom {} were lost and {} came", found.at_start, found.lost, found.new))
    if point is None:
        raise _refused(say("less than a year of quarters in which customers were lost"))
    before, after = _inside(buyers, ends[-2]), _inside(buyers, ends[-1])
    lost = before & ~after
    for_good = int((lost & (left <= end)).sum())
    supposed = {
        "bought": int((first <= end).sum()),
        "newcomers": newcomers,
        "back": found.recovered,
        "lost_share": found.lost_share,
        "level": found.level,
    }
    return Facts(
        label=calendar.label(number, PERIOD),
        currency=currency,
        wait_days=round(found.usual_gap_days * found.abandoned),
        at_start=found.at_start,
        lost=found.lost,
        new=found.new,
        back=found.recovered,
        at_end=found.at_end,
        came_and_went=found.came_and_went,
        share=found.lost_share,
        low=found.low,
        high=found.high,
        for_good=for_good,
        rested=found.lost - for_good,
        true_share=for_good / found.at_start,
        there=int((before & (left > begin)).sum()),
        level=_level(found, buyers, ends),
        worth=worth(point, margin),
        won=_won(buyers, first, left, number - A_YEAR, spend, currency),
        market=market(times=2, **supposed),
        larger=market(times=3, **supposed),
    )


def worth(point: RetentionPoint, margin: float) -> Worth:
    """What one point is worth: kept once, and in each quarter of a year."""
    kept = point.customers * POINT
    return Worth(
        customers=round(point.customers),
        lost_share=point.lost_share,
        each=point.each,
        margin=margin,
        kept=kept,
        once=_times(point.each, kept * margin),
        more=point.more,
        more_low=point.more_low,
        more_high=point.more_high,
        a_year=_times(point.a_year, margin),
    )


def _eve(number: int) -> date:
    """The last day before a quarter."""
    return calendar.last_day(number - 1, PERIOD)


def _inside(buyers: Relations, day: date) -> np.ndarray:
    return ~np.isin(buyers.stages(day).stage, (NOT_YET, PROSPECT, ABANDONED))


def _level(found: Bucket, buyers: Relations, ends: list[date]) -> Level:
    arrivals = found.new + found.recovered
    counted = found.new, found.recovered, found.lost, found.at_start
    settles, low, high = settling(*counted, level=found.level)
    halved, halved_low, halved_high = settling(*counted, part=HALF, level=found.level)
    kept = max(found.lost_share - POINT, POINT)
    first = int(buyers.occasions.day.min())
    ends = [day for day in ends if calendar.day_number(day) >= first]  # before its first order a company has no stock, not an empty one
    return Level(
        arrivals=arrivals,
        settles=settles,
        low=low,
        high=high,
        with_a_point=arrivals / kept,
        halved=halved,
        halved_low=halved_low,
        halved_high=halved_high,
        more=arrivals * found.lost_share / kept - arrivals,
        stock=tuple(int(_inside(buyers, day).sum()) for day in ends),
        labels=tuple(calendar.label(calendar.number(day, PERIOD), PERIOD) for day in ends),
    )


def _won(buyers: Relations, first: np.ndarray, left: np.ndarray, number: int, spend, currency: str) -> Won:
    """The newcomers of a quarter, what they cost, and who of them ordered again by now."""
    days = calendar.first_day(number, PERIOD), calendar.last_day(number, PERIOD)
    paid = acquisition(spend, buyers.occasions, first=days[0], last=days[1], currency=currency)
    theirs = (first >= calendar.day_number(days[0])) & (first <= calendar.day_number(days[1]))
    newcomers, again = int(theirs.sum()), int((theirs & (np.diff(buyers.occasions.start) > 1)).sum())
    if paid is None or newcomers < FEW_BELOW or not again:
        raise _refused(say("no known spending on {} newcomers of {}", newcomers, calendar.label(number, PERIOD)))
    low, high = wilson(again, newcomers)
    return Won(
        label=calendar.label(number, PERIOD),
        spent=paid.spent,
        newcomers=newcomers,
        again=again,
        share=again / newcomers,
        low=low,
        high=high,
        at_once=int((theirs & (left <= first)).sum()),
        each=paid.each,
        who_came_again=round(paid.spent / again),
    )


def _times(money: Money, factor: float) -> Money:
    return Money(value=round(money.value * factor), low=round(money.low * factor), high=round(money.high * factor))


def _refused(found: str) -> Refused:
    return Refused(
        found=found,
        needed=say("a last quarter with 30 customers or more, a year of losses, and what winning customers cost"),
        do="Take a demonstration company of 1,000 customers or more.",
    )
