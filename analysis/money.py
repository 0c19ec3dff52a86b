"""Follow the money: what customers bring as they stay, what they cost, and when they have paid for their winning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis import costs as spent
from analysis.by_age import Age, by_age, money, within
from analysis.company import Company
from analysis.costs import Costs
from analysis.errors import UnknownChoice, say
from analysis.payback import Payback, payback
from analysis.ratios import ratio
from analysis.renewals import rhythm
from analysis.serving import Costly, Serving, costly, serving
from analysis.takings import Takings, gather
from analysis.tenure import Split, split
from analysis.worth import Money

WINNING, SERVICE = "acquisition", "service"
#: Fields that may say through which channel a customer came, the first that costs name.
CHANNELS = ("channel", "first_channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortAge:
    """One age of one cohort; money in minor units.

    Attributes
    ----------
    age, active : int
        `active`: customers with an order in it.
    net : int
        What the cohort brought in it.
    so_far : Money
        Net a customer from age 0 through it.
    """

    age: int
    active: int
    net: int
    so_far: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortMoney:
    """One cohort: its size, what it brought through the last complete period, age by age, and whether it has paid for itself.

    `payback` is None where it is not known what winning it cost.
    """

    cohort: str
    customers: int
    net: int
    ages: tuple[CohortAge, ...]
    payback: Payback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Customers whom a channel brought, of the cohorts whose costs are known, and when they pay for themselves."""

    channel: str
    customers: int
    payback: Payback


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What customers bring; money in minor units of `currency`, complete periods alone.

    Attributes
    ----------
    period, as_of, level, currency
    customers : int
        Whose first order was in the currency, and the period of it is complete.
    net : int
        What they brought through the last complete period.
    others : mapping of currency to customers
        Left out, as their first order was in another currency.
    orders_left_out : mapping of currency to orders
        Counted orders in other currencies, whoever's.
    base_age : int
        What revenue retention compares with: 0 under contract, else 1, as age 0 holds an order of everybody by definition.
    ages : tuple of Age
    cohorts : tuple of CohortMoney
    split : Split or None
    serving : Serving or None
    costly : Costly or None
    margin : float or None
        The share of net that is left for winning and keeping, as the person sets it. None: not set, and then all of net is taken.
    payback : Payback or None
        Over all cohorts whose costs are known.
    payback_reason : str or None
        Why there is none: "no_costs", "filtered".
    channel_field : str or None
        Which field the channels are of.
    channels : tuple of Channel
    unmatched : int or None
        Spent on winning customers through channels that no customer's field names, or through none.
    """

    period: str
    as_of: date
    level: float
    currency: str
    customers: int
    net: int
    others: Mapping[str, int]
    orders_left_out: Mapping[str, int]
    base_age: int
    ages: tuple[Age, ...]
    cohorts: tuple[CohortMoney, ...]
    split: Split | None
    serving: Serving | None
    costly: Costly | None
    margin: float | None
    payback: Payback | None
    payback_reason: str | None
    channel_field: str | None
    channels: tuple[Channel, ...]
    unmatched: int | None


def brought(
    company: Company,
    spend=None,
    *,
    takings: Takings | None = None,
    mask: np.ndarray | None = None,
    period: str = "month",
    currency: str | None = None,
    margin: float | None = None,
    level: float = 0.95,
) -> Brought:
    """Follow the money of customers.

    Parameters
    ----------
    company : Company
    spend : DataFrame, optional
        As `models.spending` gives it.
    takings : Takings, optional
        Gathered already, from the same company; else `period` and `currency` say which.
    mask : bool array, optional
        Only these customers. What winning them cost is then not known.
    period : {"week", "month", "quarter"}
    currency : str, optional
        The one that most orders are in, if not given. Amounts in others are left out, never converted.
    margin : float, optional
        What is left of a net amount after the goods and all that grows with an order, as a fraction: above 0, at most 1.
    level : float

    Raises
    ------
    UnknownChoice
        For a currency that no order is in, or such a margin.
    """
    if margin is not None and not 0 < margin <= 1:
        raise UnknownChoice(
            found=say("the margin {}", margin), needed="a share above 0, at most 1", do="Write 40 per cent of net revenue as 0.4."
        )
    takings = takings or gather(company, currency=currency, period=period)
    among = takings.chosen(mask)
    kinds = {
        purpose: None
        if spend is None
        else spent.gather(spend, company.occasions, purpose=purpose, currency=takings.currency, period=takings.period)
        for purpose in (WINNING, SERVICE)
    }
    winning = kinds[WINNING] if mask is None else None
    base_age = 0 if rhythm(company.occasions).regular else 1
    share = 1.0 if margin is None else margin
    field, channels, unmatched = _channels(company, takings, winning, share, level)
    ages = by_age(takings, mask=mask, base_age=base_age, level=level)
    return Brought(
        period=takings.period,
        as_of=takings.as_of,
        level=level,
        currency=takings.currency,
        customers=int(among.sum()),
        net=int(takings.net[takings.rows(among)].sum()),
        others=takings.others,
        orders_left_out=takings.orders_left_out,
        base_age=base_age,
        ages=ages,
        cohorts=_cohorts(takings, among, winning, share, level),
        split=split(takings, mask=mask, level=level),
        serving=serving(takings, kinds[SERVICE], mask=mask, level=level),
        costly=None if spend is None else costly(spend, company.occasions, takings.book, mask=mask, margin=share, level=level),
        margin=margin,
        payback=_pooled(takings, among, ages, winning, share, level),
        payback_reason="filtered" if kinds[WINNING] is not None and mask is not None else "no_costs" if winning is None else None,
        channel_field=field,
        channels=channels,
        unmatched=unmatched,
    )


def _cohorts(takings: Takings, among: np.ndarray, winning: Costs | None, margin: float, level: float) -> tuple[CohortMoney, ...]:
    """Every cohort by itself: sums, and the mean a customer so far with its interval."""
    if not among.any():
        return ()
    numbers, sizes = np.unique(takings.cohort[among], return_counts=True)
    ages = takings.last - numbers + 1
    shape = (len(numbers), int(ages.max()))
    here = takings.rows(among)
    place, age, net = takings.place[here], takings.age[here], takings.net[here].astype(float)
    cell = np.searchsorted(numbers, takings.cohort[place]) * shape[1] + age

    def summed(values) -> np.ndarray:
        return np.bincount(cell, weights=values, minlength=shape[0] * shape[1]).reshape(shape)

    running = within(net, place)
    total, active = summed(net), summed((takings.orders[here] > 0).astype(float))
    through, squares = np.cumsum(total, axis=1), np.cumsum(summed(running**2 - (running - net) ** 2), axis=1)
    # Everybody ordered at age 0, so all of a cohort contribute to what it has brought so far.
    n = sizes[:, None]
    mean = ratio(through, n, squares, through, n, n, n, level)
    cost = _cost_of(winning, numbers)
    return tuple(
        CohortMoney(
            cohort=calendar.label(int(number), takings.period),
            customers=int(sizes[at]),
            net=round(through[at, ages[at] - 1]),
            ages=tuple(
                CohortAge(age=a, active=int(active[at, a]), net=round(total[at, a]), so_far=money(mean, (at, a))) for a in range(ages[at])
            ),
            payback=payback(
                *(margin * values[at, : ages[at]] for values in mean), cost=cost[at], customers=int(sizes[at]), period=takings.period
            ),
        )
        for at, number in enumerate(numbers)
    )


def _cost_of(winning: Costs | None, numbers: np.ndarray) -> np.ndarray:
    """What was spent on winning customers in each period; 0 where it is not known."""
    if winning is None:
        return np.zeros(len(numbers))
    at = np.searchsorted(numbers, winning.number)
    there = (at < len(numbers)) & winning.known(winning.number)
    there[there] = numbers[at[there]] == winning.number[there]
    return np.bincount(at[there], weights=winning.amount[there], minlength=len(numbers))


def _pooled(takings: Takings, among: np.ndarray, ages: Sequence[Age], winning: Costs | None, margin: float, level: float) -> Payback | None:
    """All cohorts whose costs are known, as one."""
    if winning is None:
        return None
    numbers = np.unique(takings.cohort[among])
    cost = _cost_of(winning, numbers)
    some = among if (cost > 0).all() else among & np.isin(takings.cohort, numbers[cost > 0])
    return _paid(takings, some, ages if some is among else by_age(takings, mask=some, level=level), cost.sum(), margin)


def _paid(takings: Takings, some: np.ndarray, ages: Sequence[Age], cost: float, margin: float) -> Payback | None:
    sums = [age.so_far for age in ages]
    ends = ([margin * (np.nan if value is None else value) for value in values] for values in _ends(sums))
    return payback([margin * one.value for one in sums], *ends, cost=cost, customers=int(some.sum()), period=takings.period)


def _ends(amounts: list[Money]):
    return [one.low for one in amounts], [one.high for one in amounts]


def _channels(company: Company, takings: Takings, winning: Costs | None, margin: float, level: float):
    """The channels that both costs and customers name, dearest first."""
    if winning is None:
        return None, (), None
    attributes = nw.from_native(company.attributes, eager_only=True)
    cohorts = np.unique(takings.cohort[takings.own])
    counted = winning.known(winning.number) & np.isin(winning.number, cohorts)
    names = np.array([name.lower() for name in winning.channel[counted]], dtype=object)
    amount, number = winning.amount[counted], winning.number[counted]
    spellings = {field: _spellings(attributes[field]) for field in CHANNELS if field in attributes.columns}
    matched = {field: float(amount[[name in known for name in names]].sum()) for field, known in spellings.items()}
    field = max(matched, key=matched.__getitem__, default=None)
    if field is None or not matched[field]:
        return None, (), round(amount.sum())
    found = []
    for name in sorted(set(names) & spellings[field].keys()):
        its, said = names == name, spellings[field][name]
        some = takings.own & attributes[field].is_in(list(said)).to_numpy() & np.isin(takings.cohort, np.unique(number[its]))
        paid = _paid(takings, some, by_age(takings, mask=some, level=level), amount[its].sum(), margin)
        if paid is not None:
            found.append(Channel(channel=said[0], customers=paid.customers, payback=paid))
    return field, tuple(sorted(found, key=lambda one: (-one.payback.each, one.channel))), round(amount.sum() - matched[field])


def _spellings(values: nw.Series) -> dict[str, list[str]]:
    """How each name is spelled, by its small letters; the alphabetically first spelling first."""
    found: dict[str, list[str]] = {}
    for value in sorted(set(values.unique().to_list()) - {"", None}):
        found.setdefault(value.lower(), []).append(value)
    return found
