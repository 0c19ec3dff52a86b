"""What keeping a customer is worth, from five numbers and no data: the classic formula, its multiples, and the leaky bucket.

All of it supposes that every customer stays with the same chance and brings the same, period by period. Real customers differ, and a mix of
those who stay and those who leave is worth more than its mean (`tests/published.py`, VALUE_OF_A_MIX): a first idea, and no forecast.
"""

from dataclasses import dataclass
from math import ceil, inf, log

import numpy as np

from analysis.errors import Refused, say
from analysis.whatif.world import NAMES, World

#: Periods a year.
PERIODS = {"month": 12, "quarter": 4, "year": 1}
RETENTIONS = (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95)
#: Of shorter periods more stay.
RETENTIONS_OF = {
    "month": (0.80, 0.85, 0.90, 0.92, 0.94, 0.96, 0.98, 0.99),
    "quarter": (0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97),
    "year": RETENTIONS,
}
DISCOUNTS = (0.08, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20)
POINT = 0.01
#: So many years of the bucket are drawn.
BUCKET_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The five numbers, and how many customers there are.

    Attributes
    ----------
    margin : float
        Contribution of a customer in a period, in currency units.
    retention : float
        The share that is still there a period later, 0 to below 1.
    discount_rate : float
        A year, whatever the period.
    cost : float
        To win a customer.
    newcomers : float
        A period.
    customers : float
        Now.
    period : {"month", "quarter", "year"}
        Of margin, retention and newcomers.
    """

    margin: float
    retention: float
    discount_rate: float = 0.10
    cost: float = 0.0
    newcomers: float = 0.0
    customers: float = 0.0
    period: str = "year"

    def __post_init__(self) -> None:
        if self.period not in PERIODS:
            raise Refused(found=say("the period {!r}", self.period), needed="month, quarter or year", do="Choose one of them.")
        if not 0 <= self.retention < 1:
            raise Refused(
                found=say("the retention {}", self.retention),
                needed="a share from 0 to below 1",
                do="Write 80 per cent as 0.8; nobody keeps all customers for ever.",
            )
        if not 0 <= self.discount_rate <= 1:
            raise Refused(
                found=say("the discount rate {}", self.discount_rate), needed="a share from 0 to 1", do="Write 10 per cent as 0.1."
            )
        if min(self.cost, self.newcomers, self.customers) < 0:
            raise Refused(found="a number below 0", needed="0 or more", do="Leave out what there is not.")

    @property
    def discount(self) -> float:
        """Of a period."""
        return of_period(self.discount_rate, self.period)

    @property
    def retention_a_year(self) -> float:
        """The share that is still there a year later."""
        return self.retention ** PERIODS[self.period]


def of_period(discount_rate: float, period: str) -> float:
    """A year's discount rate as that of a period.

    >>> round(of_period(0.10, "month"), 6)
    0.007974
    """
    return (1 + discount_rate) ** (1 / PERIODS[period]) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiples:
    """The table of multiples; the numbers' own retention and discount have a row and a column among the usual ones.

    Attributes
    ----------
    retentions : tuple of float
        Of a period, a row each.
    discounts : tuple of float
        Of a year, a column each.
    values : tuple of tuple of float
    """

    retentions: tuple[float, ...]
    discounts: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """What follows from them. Money in currency units.

    Attributes
    ----------
    numbers : Numbers
    multiple : float
        r / (1 + d - r): value to come over the margin of a period.
    to_come : float
        m r / (1 + d - r): what a customer of today will bring, the first time a period from now.
    with_todays : float
        The same and today's margin: what a new customer brings from the first purchase on.
    new_customer : float
        That, less what winning one costs.
    stays : float
        Periods for which a customer stays on average from now on, not discounted.
    point : float or None
        What a point of retention more adds to the value to come of one customer; None where there is no room for a whole one.
    a_period : float or None
        What may at most be spent on a customer in each period, while the customer is there, to gain that point.
    payback : float or None
        Periods until a new customer's margin has paid for the winning, some leaving meanwhile; None where it never does.
    settles : float
        Customers at which the bucket stands still: as many come as leave.
    to_hold : float
        Newcomers a period that would hold the customers of now.
    bucket : tuple of float
        Customers now and at each period's end.
    table : Multiples
    """

    numbers: Numbers
    multiple: float
    to_come: float
    with_todays: float
    new_customer: float
    stays: float
    point: float | None
    a_period: float | None
    payback: float | None
    settles: float
    to_hold: float
    bucket: tuple[float, ...]
    table: Multiples


def multiple(retention: float, discount: float) -> float:
    """The margin multiple: what a customer brings from the next period on, in margins of a period.

    Parameters
    ----------
    retention : float
        Of a period.
    discount : float
        Of the same period.

    References
    ----------
    Gupta, S. & Lehmann, D. R. (2003), Customers as assets, Journal of Interactive Marketing 17(1), 9-24.

    Examples
    --------
    >>> round(multiple(0.8, 0.10), 3)
    2.667
    """
    return retention / (1 + discount - retention)


def multiples(period: str, retentions: tuple[float, ...] | None = None, discounts: tuple[float, ...] = DISCOUNTS) -> np.ndarray:
    """The table of multiples: a row a retention of the period, a column a discount of a year.

    >>> multiples("year").shape, round(float(multiples("year", (0.8,), (0.1,))[0, 0]), 3)
    ((8, 7), 2.667)
    """
    stays = RETENTIONS_OF[period] if retentions is None else retentions
    return np.array([[multiple(retention, of_period(discount, period)) for discount in discounts] for retention in stays])


def table(numbers: Numbers) -> Multiples:
    """The multiples around five numbers.

    >>> table(Numbers(margin=100, retention=0.83)).retentions[4:7]
    (0.8, 0.83, 0.85)
    """
    retentions = tuple(sorted({*RETENTIONS_OF[numbers.period], numbers.retention}))
    discounts = tuple(sorted({*DISCOUNTS, numbers.discount_rate}))
    values = multiples(numbers.period, retentions, discounts)
    return Multiples(retentions=retentions, discounts=discounts, values=tuple(tuple(row) for row in values.tolist()))


def calculate(numbers: Numbers) -> Calculated:
    """Work it out.

    Parameters
    ----------
    numbers : Numbers

    Returns
    -------
    Calculated

    References
    ----------
    Gupta & Lehmann (2003) for the value; what may be spent on a point is c with m (r1 - r0) / (1 + d - r0) = c, paid at the beginning of
    each period to who is there (Blattberg, R. C. & Deighton, J. 1996, Harvard Business Review 74(4), 136-144, for the question).

    Examples
    --------
    >>> found = calculate(Numbers(margin=100, retention=0.8))
    >>> round(found.to_come, 2), round(found.with_todays, 2), round(found.point, 2)
    (266.67, 366.67, 12.64)
    """
    m, r, d = numbers.margin, numbers.retention, numbers.discount
    more = r + POINT if r + POINT < 1 - 1e-9 else None
    to_come = m * multiple(r, d)
    settles = numbers.newcomers / (1 - r)
    return Calculated(
        numbers=numbers,
        multiple=multiple(r, d),
        to_come=to_come,
        with_todays=to_come + m,
        new_customer=to_come + m - numbers.cost,
        stays=r / (1 - r),
        point=None if more is None else m * multiple(more, d) - to_come,
        a_period=None if more is None else m * (more - r) / (1 + d - r),
        payback=payback(numbers.cost, m, r),
        settles=settles,
        to_hold=numbers.customers * (1 - r),
        bucket=tuple(settles + (numbers.customers - settles) * r**period for period in range(BUCKET_YEARS * PERIODS[numbers.period] + 1)),
        table=table(numbers),
    )


def payback(cost: float, margin: float, retention: float) -> float | None:
    """After how many periods a new customer has paid for the winning, the first margin coming at the end of the first; None for never.

    Parameters
    ----------
    cost, margin : float
    retention : float
        Of those won, the share still there a period later.

    Examples
    --------
    >>> round(payback(300, 40, 0.95), 2), payback(300, 40, 0.85), payback(300, 40, 1.0)
    (9.16, None, 7.5)
    """
    if cost <= 0:
        return 0.0
    if margin <= 0:
        return None
    if retention >= 1:
        return cost / margin
    left = 1 - cost * (1 - retention) / margin
    if left <= 0:
        return None
    return log(left) / log(retention) if retention > 0 else (1.0 if margin >= cost else None)


def whole_periods(number: float | None) -> int | None:
    """The period by whose end it has happened.

    >>> whole_periods(9.16), whole_periods(8.0), whole_periods(None)
    (10, 8, None)
    """
    return None if number is None or number == inf else ceil(number - 1e-9)


def of_company(world: World, *, margin: float, unit: int = 100, acquisition: float | None = None, discount_rate: float = 0.10) -> Numbers:
    """A company's own numbers, of a month: of the months that the world counts, one with another.

    With the company is whoever has not abandoned it. Who comes back is a newcomer here, as the formula knows no way back.

    Parameters
    ----------
    world : World
    margin : float
        Contribution of a unit of revenue, above 0 to 1.
    unit : int
        Minor units of a unit of the currency.
    acquisition : float, optional
        Spent on winning customers in a month, minor units.
    discount_rate : float
        A year.

    Raises
    ------
    Refused
        Where nobody was there, or nobody was lost.
    """
    moved = world.moved.sum(axis=(0, 1))
    there = [place for place, name in enumerate(NAMES) if name != "abandoned"]
    gone = NAMES.index("abandoned")
    months, kept = moved[there].sum(), moved[np.ix_(there, there)].sum()
    if not months or kept == months:
        raise Refused(
            found=say("{} customers lost in {} months", 0, world.steps),
            needed=say("1 or more"),
            do="Write the numbers yourself, or bring longer orders.",
        )
    won = world.arrived.sum() / world.steps
    back = moved[gone, there].sum() / world.steps
    return Numbers(
        margin=margin * float(world.brought.sum(axis=(0, 1))[there].sum() / months) / unit,
        retention=float(kept / months),
        discount_rate=discount_rate,
        cost=0.0 if not acquisition or not won else float(acquisition / won) / unit,
        newcomers=float(won + back),
        customers=float(world.stock.sum(axis=0)[there].sum()),
        period="month",
    )
