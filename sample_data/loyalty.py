"""The loyalty programme as it is written down: memberships, rewards, and who brought whom."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data.clock import DAY
from sample_data.company import Company
from sample_data.identities import joined
from sample_data.lives import Lives
from sample_data.programme import members

#: After so many orders as a member there is a reward.
EVERY = {"home-goods": 3, "fuel": 8, "telecom": 6, "wholesale": 3}
REWARD_POINTS = 100
LEVELS = ("basic", "silver", "gold")
SILVER_FROM, GOLD_FROM = 3, 9  # orders as a member
_NEVER = 2**31


def reward_cents(company: Company) -> int:
    """What a reward costs: 6 % of a usual order."""
    return company.trade.value_cents * 6 // 100


def loyalty(company: Company, found: Lives) -> dict[str, pl.DataFrame]:
    """Memberships (`at`, `who`, `nth` of the order after which they joined, `level`, `points`) and rewards (`at`, `who`, `nth`, `kind`)."""
    orders, number = found.orders, len(found.people.who)
    who_joined = members(company, found)
    since = np.full(number, _NEVER)
    since[who_joined.place] = orders.nth[who_joined.order]
    later = orders.nth - since[orders.place]
    as_member = later > 0
    rewarded = as_member & (later % EVERY[company.trade.name] == 0)
    count = np.bincount(orders.place[as_member], minlength=number)
    paid = np.zeros(number, dtype=np.int64)
    np.add.at(paid, orders.place[as_member], orders.cents[as_member] // 100)
    used = np.bincount(orders.place[rewarded], minlength=number) * REWARD_POINTS
    place, order = who_joined.place, who_joined.order
    memberships = {
        "at": orders.day[order].astype(np.int64) * DAY, "who": orders.who[order], "nth": orders.nth[order],
        "level": (count[place] >= SILVER_FROM).astype(np.int8) + (count[place] >= GOLD_FROM),
        "points": np.maximum(paid[place] - used[place], 0),
    }  # fmt: skip
    who, nth = orders.who[rewarded], orders.nth[rewarded]
    rewards = {
        "at": orders.day[rewarded].astype(np.int64) * DAY, "who": who, "nth": nth,
        "kind": company.draws.below(who, "reward", 3, nth),
    }  # fmt: skip
    return {"memberships": pl.DataFrame(memberships), "rewards": pl.DataFrame(rewards)}


def referrals(company: Company, found: Lives, prospects: np.ndarray) -> pl.DataFrame:
    """Who brought whom: `at`, `who` (brought), `by`, `bought`. Whoever brings came before.

    Parameters
    ----------
    prospects : array of int
        Their numbers as customers.
    """
    people = found.people
    newcomers = _brought(company, people.who, people.first.astype(np.int64), people.who, 0.05, True)
    day = joined(company, prospects)
    # All customers below this number had ordered before the day: they stand in the order of their first orders.
    earlier = company.newcomers[day] * company.customers // int(company.newcomers[company.days])
    return pl.concat([newcomers, _brought(company, prospects, day, earlier, 0.15, False)])


def _brought(company: Company, who, day, earlier, share: float, bought: bool) -> pl.DataFrame:
    draws = company.draws
    by = np.minimum((draws.uniform(who, "brought by") * earlier).astype(np.int64), earlier - 1)
    some = draws.chance(who, "brought", share) & (earlier > 0)
    return pl.DataFrame({"at": day[some] * DAY, "who": who[some], "by": by[some], "bought": np.full(int(some.sum()), bought)})
