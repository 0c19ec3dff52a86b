"""What programmes cost, by quarter, and how long members were in them."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar, costs
from analysis.memberships import Members, stays
from analysis.occasions import Occasions
from analysis.rewards import Presents


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What the programmes cost in a quarter, in minor units.

    Attributes
    ----------
    quarter : str
    rewards : int
        What rewards say that they cost.
    spent : int
        What was booked as spending on programmes.
    cost : int
        The larger of the two, month by month.
    member_days, days : int
        Days of membership in it, all members together; and its days through `as_of`, from the first month that anything is known of.
    """

    quarter: str
    rewards: int
    spent: int
    cost: int
    member_days: int
    days: int


def by_quarter(members: Members, presents: Presents, spend, occasions: Occasions, currency: str, end: int) -> tuple[Quarter, ...]:
    """Costs and days of membership, month by month, then summed by quarter."""
    priced = presents.priced
    reward_month = calendar.numbers(presents.day[priced], "month") if priced.any() else np.zeros(0, dtype=np.int64)
    booked = None if spend is None else costs.gather(spend, occasions, purpose="programme", currency=currency, period="month")
    last_month = calendar.number(occasions.as_of, "month")
    spent_month = np.zeros(0, dtype=np.int64) if booked is None else booked.number
    spent_amount = np.zeros(0) if booked is None else booked.amount
    spent_month, spent_amount = spent_month[spent_month <= last_month], spent_amount[spent_month <= last_month]
    dated = members.part((members.customer >= 0) & ~np.isnan(members.since))
    _who, since, until = stays(dated.customer, dated.since, dated.until)
    everything = np.concatenate([reward_month, spent_month, calendar.numbers(since, "month") if len(since) else reward_month[:0]])
    if not len(everything):
        return ()
    first = int(everything.min())
    width = last_month - first + 1
    rewards = np.bincount(reward_month - first, presents.amount[priced], minlength=width)[:width]
    spent = np.bincount(spent_month - first, spent_amount, minlength=width)[:width]
    bounds = [calendar.day_number(calendar.first_day(first + place, "month")) for place in range(width)] + [end + 1]
    days = [int(np.maximum(np.minimum(until, high - 1) - np.maximum(since, low) + 1, 0).sum()) for low, high in zip(bounds, bounds[1:])]
    found = []
    quarter = calendar.numbers(np.array(bounds[:-1]), "quarter")
    for number in np.unique(quarter):
        mask = quarter == number
        found.append(
            Quarter(
                quarter=calendar.label(int(number), "quarter"),
                rewards=round(float(rewards[mask].sum())),
                spent=round(float(spent[mask].sum())),
                cost=round(float(np.maximum(rewards, spent)[mask].sum())),
                member_days=int(np.array(days)[mask].sum()),
                days=int(np.diff(bounds)[mask].sum()),
            )
        )
    return tuple(found)
