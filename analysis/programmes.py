"""Loyalty programmes as they stand: who is in them, what members buy for what they are given, and what all of it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.comparisons import Group, group
from analysis.ledger import Ledger
from analysis.memberships import Members, as_member, stays
from analysis.occasions import Occasions, through
from analysis.programme_costs import Quarter, by_quarter
from analysis.ratios import Ratio, ratio
from analysis.rewards import Birthdays, Every, Kind, Presents, after_orders, beside_birthdays, kinds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Members on one level ("" where none is named), and how many of them are customers."""

    name: str
    members: int
    buyers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One programme, or all of them together.

    Attributes
    ----------
    name : str or None
        None: all together, each member once.
    members, ended, undated, unknown : int
        Who is in it at `as_of`; whose membership had ended; who of the members has no day of joining; rows that name nobody known.
    without_orders : int
        Members who have no counted order.
    penetration : Group or None
        Customers who are members, of all customers.
    ever : int
        Customers who are or were members.
    first, last : date or None
        The first and the last day of joining.
    levels : tuple of Level
    orders, net : int
        Days with an order, and net in minor units, of customers from the day of joining to the end of the membership.
    rewards, rewarded, priced : int
        Rewards, members who had one, and how many rewards say what they cost.
    amount : int
        Of those, minor units.
    points : float
        Of all rewards.
    bought_for_reward : Ratio or None
        Net bought as a member for one unit of money of rewards; None where no reward says what it cost.
    orders_for_reward : Ratio or None
        Days with an order as a member for one reward.
    every : Every
    kinds : tuple of Kind
        The most frequent first.
    birthdays : Birthdays
    """

    name: str | None
    members: int
    ended: int
    undated: int
    unknown: int
    without_orders: int
    penetration: Group | None
    ever: int
    first: date | None
    last: date | None
    levels: tuple[Level, ...]
    orders: int
    net: int
    rewards: int
    rewarded: int
    priced: int
    amount: int
    points: float
    bought_for_reward: Ratio | None
    orders_for_reward: Ratio | None
    every: Every
    kinds: tuple[Kind, ...]
    birthdays: Birthdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """All programmes of a company through `as_of`.

    Attributes
    ----------
    as_of : date
    level : float
        Of the intervals.
    currency : str
    customers : int
        Who have a counted order.
    all : Programme
    programmes : tuple of Programme
        The largest first.
    quarters : tuple of Quarter
    cost : int
        Minor units, all quarters together.
    member_days : int
    left_out : dict of currency to int
        Rewards in other currencies.
    """

    as_of: date
    level: float
    currency: str
    customers: int
    all: Programme
    programmes: tuple[Programme, ...]
    quarters: tuple[Quarter, ...]
    cost: int
    member_days: int
    left_out: Mapping[str, int]

    @property
    def cost_a_day(self) -> float | None:
        """What a day of membership cost, in minor units; None where no cost or no day is known."""
        return self.cost / self.member_days if self.cost and self.member_days else None


def programmes(
    memberships,
    rewards,
    birthdays,
    *,
    occasions: Occasions,
    ledger: Ledger,
    spend=None,
    level: float = 0.95,
) -> Programmes:
    """Describe programmes through `as_of`.

    Parameters
    ----------
    memberships, rewards, birthdays : DataFrame
        As `models.programmes` gives them.
    occasions : Occasions
    ledger : Ledger
        What customers brought; its currency is that of all amounts here.
    spend : DataFrame, optional
        As `models.spending` gives it.
    level : float

    Notes
    -----
    Of a month, the cost is the larger of what was booked as spending on programmes and what the month's rewards say that they cost: what is
    booked is taken to include the rewards, and neither is counted twice.

    The ratios are of sums over members, and their intervals come from how members differ (`analysis.ratios`).

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 9, 5]), as_of=date(1970, 2, 1),
    ...     free_orders=True)
    >>> paid = Ledger(currency="EUR", place=np.array([0, 0, 1]), day=np.array([0, 9, 5]), net=np.array([500, 700, 300]), size=2)
    >>> members = pl.DataFrame({"customer": [7], "programme": ["Club"], "member_since": [datetime(1970, 1, 3)],
    ...     "member_until": [None], "level": ["gold"], "points": [3.0]}, schema_overrides={"member_until": pl.Datetime})
    >>> given = pl.DataFrame({"customer": [7], "programme": ["Club"], "rewarded_at": [datetime(1970, 1, 10)], "reward": ["voucher"],
    ...     "points": [100.0], "amount": [50], "currency": ["EUR"]})
    >>> born = pl.DataFrame({"customer": [7], "birth_date": [date(1950, 1, 12)]})
    >>> found = programmes(members, given, born, occasions=known, ledger=paid)
    >>> found.all.penetration.rate, found.all.net, found.all.bought_for_reward.value, found.all.birthdays.near.k
    (0.5, 700, 14.0, 1)
    """
    end = calendar.day_number(occasions.as_of)
    rows = nw.from_native(memberships, eager_only=True)
    rows = rows.filter(nw.col("member_since").is_null() | through(occasions.as_of, "member_since"))
    given = nw.from_native(rewards, eager_only=True).filter(through(occasions.as_of, "rewarded_at"))
    born = nw.from_native(birthdays, eager_only=True)
    members, presents = Members.of(rows, occasions, end), Presents.of(given, occasions, ledger.currency, born)
    names = sorted({*members.programme.tolist(), *presents.programme.tolist()})
    one = partial(_one, born=born["customer"].to_numpy().astype(np.int64), occasions=occasions, ledger=ledger, level=level)
    single = [one(name, members.part(members.programme == name), presents.part(presents.programme == name)) for name in names]
    quarters = by_quarter(members, presents, spend, occasions, ledger.currency, end)
    others = presents.currency[~presents.priced & ~np.isnan(presents.amount)]
    return Programmes(
        as_of=occasions.as_of,
        level=level,
        currency=ledger.currency,
        customers=len(occasions.customers),
        all=one(None, members, presents),
        programmes=tuple(sorted(single, key=lambda one: (-one.members, one.name))),
        quarters=quarters,
        cost=sum(one.cost for one in quarters),
        member_days=sum(one.member_days for one in quarters),
        left_out={str(code): int(n) for code, n in zip(*np.unique(others, return_counts=True))},
    )


def _one(
    name: str | None, members: Members, presents: Presents, *, born: np.ndarray, occasions: Occasions, ledger: Ledger, level: float
) -> Programme:
    known = members.customer >= 0
    inside = known & ~members.ended
    current, everybody = np.unique(members.customer[inside]), np.unique(members.customer[known])
    buyers = np.intersect1d(current, occasions.customers)
    dated = known & ~np.isnan(members.since)
    buying = members.part(dated & (members.place >= 0))
    place, since, until = stays(buying.place, buying.since, buying.until)
    orders, net = as_member(place, since, until, occasions, ledger)
    priced = presents.priced
    here = presents.place >= 0
    worth = np.bincount(presents.place[priced & here], presents.amount[priced & here], minlength=len(occasions.customers))
    number = np.bincount(presents.place[here], minlength=len(occasions.customers))
    of_member = np.unique(place)
    days = members.since[dated]
    return Programme(
        name=name,
        members=len(current),
        ended=len(everybody) - len(current),
        undated=len(np.setdiff1d(current, members.customer[dated])),
        unknown=int((~known).sum()),
        without_orders=len(current) - len(buyers),
        penetration=group(len(buyers), len(occasions.customers), level=level) if len(occasions.customers) else None,
        ever=len(np.intersect1d(everybody, occasions.customers)),
        first=calendar.day_of(days.min()) if len(days) else None,
        last=calendar.day_of(days.max()) if len(days) else None,
        levels=_levels(members.part(inside)),
        orders=int(orders.sum()),
        net=int(net.sum()),
        rewards=len(presents.day),
        rewarded=len(np.unique(presents.customer[presents.customer >= 0])),
        priced=int(priced.sum()),
        amount=int(presents.amount[priced].sum()),
        points=float(presents.points.sum()),
        bought_for_reward=_ratio(net[of_member], worth[of_member], level),
        orders_for_reward=_ratio(orders[of_member], number[of_member], level),
        every=after_orders(place, since, presents, occasions, level),
        kinds=kinds_of(presents),
        birthdays=beside_birthdays(presents, np.intersect1d(current, born), level),
    )


def _ratio(top: np.ndarray, bottom: np.ndarray, level: float) -> Ratio | None:
    if not len(top) or bottom.sum() <= 0:
        return None
    y, x = top.astype(float), bottom.astype(float)
    value, low, high = ratio(
        y.sum(), x.sum(), (y * y).sum(), (x * y).sum(), (x * x).sum(), len(y), int(((y != 0) | (x != 0)).sum()), level
    )
    return Ratio(value=float(value), low=float(low), high=float(high))


def _levels(members: Members) -> tuple[Level, ...]:
    found = []
    for name in np.unique(members.level):
        mask = members.level == name
        found.append(
            Level(
                name=str(name),
                members=len(np.unique(members.customer[mask])),
                buyers=len(np.unique(members.customer[mask & (members.place >= 0)])),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.members, one.name)))
