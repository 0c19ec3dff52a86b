"""A world of customers of whom some join a programme, whose true effect is known."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.special import expit, logit

from analysis.absences import NEVER
from analysis.occasions import Occasions

FIRST_DAY = 20_000  # since 1970-01-01
GAP = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Customers' orders, one every `GAP` days while they stay, the day on which each joined, and what joining truly did.

    Attributes
    ----------
    occasions : Occasions
    since : int64 array
    effect : float
        Of those who joined: the mean of the chance to come back as a member less the chance without, after the order of joining.
    """

    occasions: Occasions
    since: np.ndarray
    effect: float


def world(
    seed: int,
    *,
    customers: int = 2500,
    turns: int = 20,
    leave: tuple[float, float] = (1.1, 3.0),
    loyal_join: float = 0.25,
    others_join: float = 0.0,
    odds: float = 1.0,
) -> World:
    """Make one.

    Parameters
    ----------
    seed : int
    customers, turns : int
        Customers come evenly over so many months.
    leave : (float, float)
        Of the beta distribution of the chance to leave after an order.
    loyal_join, others_join : float
        The chance to join at an order from the second on: of those whose own chance to leave is less than 0.4 times the mean's odds, and of
        all others. Nothing else tells them apart.
    odds : float
        By so much joining multiplies the odds of coming back.
    """
    draw = np.random.default_rng(seed)
    leaves = np.clip(draw.beta(*leave, customers), 1e-6, 1 - 1e-6)
    staying = -logit(leaves)
    join = np.where(staying > np.log(leave[1] / leave[0]) + 0.9, loyal_join, others_join)
    begin = draw.integers(0, turns, customers)
    member, there = np.zeros(customers, dtype=bool), np.ones(customers, dtype=bool)
    since = np.full(customers, NEVER, dtype=np.int64)
    who, day = [], []
    for turn in range(turns):
        here = np.flatnonzero(there & (begin <= turn))
        when = FIRST_DAY + turn * GAP + here % 7
        who.append(here)
        day.append(when)
        joins = (begin[here] < turn) & ~member[here] & (draw.random(len(here)) < join[here])
        since[here[joins]], member[here[joins]] = when[joins], True
        stays = draw.random(len(here)) < expit(staying[here] + np.where(member[here], np.log(odds), 0.0))
        there[here[~stays]] = False
    owner, days = np.concatenate(who), np.concatenate(day)
    order = np.lexsort((days, owner))
    joined = since != NEVER
    with_it, without = expit(staying[joined] + np.log(odds)), expit(staying[joined])
    return World(
        occasions=Occasions(
            customers=np.arange(customers),
            start=np.append(0, np.cumsum(np.bincount(owner, minlength=customers))).astype(np.int64),
            day=days[order].astype(np.int32),
            as_of=date(1970, 1, 1) + timedelta(days=FIRST_DAY + turns * GAP),
            free_orders=True,
        ),
        since=since,
        effect=float((with_it - without).mean()) if joined.any() else 0.0,
    )
