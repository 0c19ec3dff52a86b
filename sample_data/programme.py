"""Who joins the loyalty programme: those who stay anyhow, and it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import exact
from sample_data.company import Company
from sample_data.lives import Lives


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Members, one entry each: the place in `lives.people`, and in `lives.orders` the order after which they joined."""

    place: np.ndarray
    order: np.ndarray


def members(company: Company, found: Lives) -> Members:
    """The members among these customers.

    After every order from the second on there is a chance to join. Where the programme is planted, only those join whose own
    chance to leave is well below the usual one (by 0.8 on the logit) and who order more often than usual; else everybody with one chance.
    """
    trade, draws, people, orders = company.trade, company.draws, found.people, found.orders
    a, b = trade.leave
    loyal = (people.leaves < exact.log(a / b) - 0.8) & (people.rate * trade.gap_days >= (1.0 if trade.rate_shape else 0.0))
    share = np.full(len(people.who), trade.effects.join_alike)
    if company.has("programme"):
        share = np.where(loyal, trade.effects.join, 0.0)
    joins = (orders.nth >= 1) & (draws.uniform(orders.who, "joins", orders.nth) < share[orders.place])
    order = np.flatnonzero(joins)
    place, first = np.unique(orders.place[order], return_index=True)  # orders stand by number: the first is the earliest
    return Members(place=place, order=order[first])
