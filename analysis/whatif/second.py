"""A second opinion of what is to come: a model of how often each customer orders and for how much, that knows of no stages."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis import calendar, forecast, order_value
from analysis.company import Company
from analysis.drawn import money
from analysis.errors import Said
from analysis.forecast import S_BG, Fitted
from analysis.ledger import Ledger
from analysis.order_value import OrderValue
from analysis.whatif.options import Options
from analysis.whatif.run import discounts
from analysis.whatif.world import NAMES
from analysis.worth import Money

MONTH_DAYS = 365 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OfStage:
    """The customers of a stage, and what one of them is expected to bring by a model that knows of no stages."""

    stage: str
    customers: int
    each: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What the same customers will bring within the same horizon by the other model; money in minor units, margin and discount alike.

    Attributes
    ----------
    name : {"BG/NBD", "shifted-beta-geometric"}
    value_name : {"Gamma-Gamma", "observed mean"}
    reason : Said
        Why this model.
    customers : int
    to_come, undiscounted : Money
        The interval holds if the model holds.
    by_stage : tuple of OfStage
    once : int
        Customers with one day of orders.
    once_each : float or None
        What one of them is expected to bring; None where there is none.
    """

    name: str
    value_name: str
    reason: Said
    customers: int
    to_come: Money
    undiscounted: Money
    by_stage: tuple[OfStage, ...]
    once: int
    once_each: float | None


def fitted(company: Company, book: Ledger, *, through: int, digits: int | Callable[[str], int] = 2) -> tuple[Fitted, OrderValue]:
    """Fit how often, and for how much, on what was known on one day (in days since 1970-01-01).

    Parameters
    ----------
    company : Company
    book : Ledger
        Of its customers.
    through : int
    digits : int or callable
        The currency's minor digits, or what tells them.

    Raises
    ------
    Refused
        Where one of them can't be fitted.
    """
    choice = forecast.choose_model(company.occasions, through=through)
    digits = digits(book.currency) if callable(digits) else digits
    return (
        forecast.fit(company.occasions, choice, through=through),
        order_value.fit(company.orders, company.occasions, book, contract=choice.name == S_BG, through=through, digits=digits),
    )


def second(company: Company, book: Ledger, stage: np.ndarray, options: Options, *, digits: int | Callable[[str], int] = 2) -> Second:
    """Ask the other model.

    Parameters
    ----------
    company : Company
    book : Ledger
        Of its customers.
    stage : int array, one a customer
        Places in `world.NAMES`.
    options : Options
    digits : int or callable

    Raises
    ------
    Refused
        Where it can't be fitted.

    Notes
    -----
    What a customer is expected to order by the end of each month, times the expected worth of an order; the money of a month counts at its
    end, as in the stage model. Drawn totals are those of the whole horizon, discounted as the expected path is.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005), RFM and CLV: using iso-value curves for customer base analysis, J. Marketing
    Research 42, 415-430.
    """
    choice = forecast.choose_model(company.occasions)
    model, value = fitted(company, book, through=calendar.day_number(company.as_of), digits=digits)
    ends = [round(month * MONTH_DAYS) for month in range(1, options.months + 1)]
    expected = np.diff(np.array([np.zeros(len(model.place)), *(model.expected(days) for days in ends)]), axis=0)
    worth = value.expected() * options.margin
    each = (discounts(options.months, options.discount_rate) @ expected) * worth
    plain = float(expected.sum(axis=0) @ worth)
    _orders, drawn = model.orders_and_money(ends[-1], value, seed=options.seed)
    totals = np.concatenate([[plain], drawn * options.margin])
    places, count = stage[model.place], np.diff(company.occasions.start)[model.place]
    number = np.bincount(places[places >= 0], minlength=len(NAMES))
    of_stage = np.bincount(places[places >= 0], each[places >= 0], minlength=len(NAMES))
    once = count == 1
    return Second(
        name=model.name,
        value_name=value.name,
        reason=choice.reason,
        customers=len(model.place),
        to_come=money(totals * (each.sum() / plain if plain else 1.0), options.level),
        undiscounted=money(totals, options.level),
        by_stage=tuple(
            OfStage(stage=name, customers=int(n), each=float(total / n))
            for name, n, total in zip(NAMES, number, of_stage, strict=True)
            if n
        ),
        once=int(once.sum()),
        once_each=float(each[once].mean()) if once.any() else None,
    )
