"""What customers will still order and bring: every model that the data allow, each beside its own back-test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import back_test, bgnbd, calendar, forecast, gamma_gamma, ledger, order_value, sbg
from analysis.back_test import BackTest, Then
from analysis.company import Company
from analysis.document import document
from analysis.errors import Refused, say
from analysis.forecast import BG_NBD, S_BG, Choice, Fitted
from analysis.ledger import Ledger
from analysis.occasions import Occasions, counted
from analysis.order_value import GAMMA_GAMMA, OBSERVED_MEAN, OrderValue
from analysis.overview import main_currency
from analysis.projection import Projection, project
from analysis.renewals import Rhythm
from analysis.retention import retention
from analysis.whatif.baseline import StageValue
from analysis.worth import Money

HORIZON_MONTHS, HORIZON_DAYS = 12, 365
IF_IT_HOLDS = "if the model holds"
# A parameter that the data leave open is not shown: its value means nothing.
MEANINGLESS = {
    "no_dropout": {"a", "b"},
    "all_drop_out": {"a", "b"},
    "same_pace": {"r", "alpha"},
    "same_worth": {"p", "q", "v"},
    "steady_worth": {"p", "v"},
    "same_chance": {"alpha", "beta"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with the interval that holds if the model holds."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A fitted model, as it is told.

    Attributes
    ----------
    name : str
    reason : str
        Why this one.
    parameters, standard_errors : dict
        None for one that the data leave open.
    unit : str
        Of time, or of money; a log-likelihood is that of this unit.
    log_likelihood : float or None
        None for an observed mean, which has none.
    customers : int
    notes : tuple of str
        As the model's own module explains them.
    interval : str
        When its intervals hold.
    offered : bool
        Whether it did better than the naive forecast; what no back-test could be made of is not offered.
    rhythm : Rhythm or None
        Of a model of orders, how even the gaps are by which it was chosen.
    correlation : float or None
        Of Gamma-Gamma, between how often customers order and for how much: it supposes that there is none.
    order_value : Money or None
        Of a model of values, the mean of one order of everybody, with its interval.
    orders_to_come : Estimate or None
        Of all customers known at `as_of`, within the horizon; None where it is not offered, or is about values.
    curve : Projection or None
        The retention curve continued; None where it is not offered.
    back_test : BackTest or None
        Of orders; of a model of values of the money that they bring.
    """

    name: str
    reason: str
    parameters: dict[str, float | None]
    standard_errors: dict[str, float | None]
    unit: str
    log_likelihood: float | None
    customers: int
    notes: tuple[str, ...]
    interval: str
    offered: bool
    rhythm: Rhythm | None = None
    correlation: float | None = None
    order_value: Money | None = None
    orders_to_come: Estimate | None = None
    curve: Projection | None = None
    back_test: BackTest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFitted:
    """A model, or the back-test of one, that these data can't have."""

    name: str
    found: str
    needed: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifetimeValue:
    """Models of what is to come, for customers of a company at one `as_of`.

    Attributes
    ----------
    currency : str
        Of every amount; what is in others has no part in them.
    as_of : date
    horizon_months : int
    level : float
    customers : int
        With an order.
    so_far : int
        What they brought, net, in minor units.
    to_come : Money or None
        What they will bring within the horizon, not discounted; None where no model of orders or of their value is offered.
    models : tuple of Model
        Of orders first, then of their value.
    not_fitted : tuple of NotFitted
    discount_rate : float
        Of `to_come` and `by_stage`: neither is discounted.
    by_stage : tuple of StageValue
        What a customer of each stage will bring within the horizon, by the stage model; `analysis.whatif.baseline.stage_values` tells it to
        whoever knows the stages, else it is empty.
    """

    currency: str
    as_of: date
    horizon_months: int
    level: float
    customers: int
    so_far: int
    to_come: Money | None
    models: tuple[Model, ...]
    not_fitted: tuple[NotFitted, ...]
    discount_rate: float = 0.0
    by_stage: tuple[StageValue, ...] = ()

    @property
    def orders(self) -> Model | None:
        """The model of how often they order, where one could be fitted."""
        return next((model for model in self.models if model.name in (BG_NBD, S_BG)), None)

    @property
    def value(self) -> Model | None:
        """The model of what an order is worth, where one could be fitted."""
        return next((model for model in self.models if model.name in (GAMMA_GAMMA, OBSERVED_MEAN)), None)


def lifetime_value(
    company: Company,
    *,
    mask: np.ndarray | None = None,
    period: str = "month",
    currency: str | None = None,
    digits: int | Callable[[str], int] = 2,
    level: float = 0.95,
    seed: int = 0,
) -> LifetimeValue:
    """Fit what can be fitted, and test it.

    Parameters
    ----------
    company : Company
    mask : bool array, optional
        Which of its customers, as `Company.mask` gives it; each with the whole history.
    period : {"week", "month", "quarter"}
        Of the curve that is continued.
    currency : str, optional
        The one that most orders are in, if not given.
    digits : int or callable
        The currency's minor digits, or what tells them.
    level : float
    seed : int
        Of what is drawn.

    Raises
    ------
    UnknownChoice
        For a currency that no order is in.
    """
    occasions = company.occasions if mask is None else company.occasions.part(mask)
    currency = main_currency(counted(company.orders, as_of=company.as_of, free_orders=occasions.free_orders), currency)
    digits = digits(currency) if callable(digits) else digits
    book = ledger.gather(company.orders, company.refunds, occasions, currency=currency)
    choice = forecast.choose_model(occasions)
    contract = choice.name == S_BG
    refused: list[NotFitted] = []

    def tried(name: str, make: Callable):
        """Make something, or note why these data can't have it."""
        try:
            return make()
        except Refused as problem:
            refused.append(NotFitted(name=name, found=problem.found, needed=problem.needed, do=problem.do))
            return None

    def valued(through: int) -> OrderValue:
        return order_value.fit(company.orders, occasions, book, contract=contract, through=through, digits=digits)

    now = tried(choice.name, lambda: forecast.fit(occasions, choice))
    then = now and tried(say("the back-test of {}", choice.name), lambda: back_test.then(occasions, choice))
    name = OBSERVED_MEAN if contract else GAMMA_GAMMA
    value = tried(name, lambda: valued(calendar.day_number(company.as_of)))
    value_then = value and then and tried(say("the back-test of {}", name), lambda: valued(then.until))
    tested, tested_money = _tested(occasions, then, value_then, book, level=level, seed=seed)
    offered, offered_money = _better(tested), _better(tested) and _better(tested_money)
    orders_to_come = to_come = curve = None
    if offered:
        orders_to_come, to_come = _ahead(now, value if offered_money else None, level=level, seed=seed)
        observed = retention(company.activity(period), mask=mask, level=level)
        curve = project(now, occasions, observed.pooled, period=period, level=level, seed=seed)
    models = []
    if now:
        models.append(_orders_told(now, choice, offered=offered, orders_to_come=orders_to_come, curve=curve, back_test=tested))
    if value:
        models.append(_value_told(value, currency, level=level, offered=offered_money, back_test=tested_money))
    return LifetimeValue(
        currency=currency,
        as_of=company.as_of,
        horizon_months=HORIZON_MONTHS,
        level=level,
        customers=len(occasions.customers),
        so_far=int(book.net.sum()),
        to_come=to_come,
        models=tuple(models),
        not_fitted=tuple(refused),
    )


def _tested(
    occasions: Occasions, then: Then | None, value: OrderValue | None, book: Ledger, *, level: float, seed: int
) -> tuple[BackTest | None, BackTest | None]:
    if then is None:
        return None, None
    orders, money = then.fitted.orders_and_money(then.days, value, seed=seed)
    return (
        back_test.orders_back_test(occasions, then, orders, level=level),
        None if value is None else back_test.money_back_test(occasions, then, value, book, money, level=level),
    )


def _better(tested: BackTest | None) -> bool:
    """Whether a forecast may be offered: it was tested, and did better than the naive one."""
    return tested is not None and not tested.no_better_than_naive


def _ahead(now: Fitted, value: OrderValue | None, *, level: float, seed: int) -> tuple[Estimate, Money | None]:
    """Orders within the horizon, and what they bring."""
    expected = now.expected(HORIZON_DAYS)
    orders, money = now.orders_and_money(HORIZON_DAYS, value, seed=seed)
    low, high = _middle(orders, level)
    estimate = Estimate(value=float(expected.sum()), low=low, high=high)
    if value is None:
        return estimate, None
    low, high = _middle(money, level)
    return estimate, Money(value=round(float(expected @ value.expected())), low=round(low), high=round(high))


def _middle(drawn: np.ndarray, level: float) -> tuple[float, float]:
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _orders_told(fitted: Fitted, choice: Choice, **told) -> Model:
    """How often they order: BG/NBD, or the shifted-beta-geometric under contract."""
    free = choice.name == BG_NBD
    model, names = fitted.model, bgnbd.NAMES if free else sbg.NAMES
    return Model(
        name=choice.name,
        reason=choice.reason,
        rhythm=choice.rhythm,
        unit="week" if free else say("renewal, every {:.1f} days", choice.rhythm.cycle_days),
        log_likelihood=model.log_likelihood,
        customers=int(model.customers),
        notes=model.notes,
        interval=IF_IT_HOLDS,
        **_parameters(model, names),
        **told,
    )


def _value_told(value: OrderValue, currency: str, *, level: float, **told) -> Model:
    """What an order is worth."""
    values, model = value.values, value.model
    if model is None:
        reason = say("what each customer has paid on average, in {}; {} without a worth are left out", currency, values.left_out)
        fitted = {"parameters": {"mean": value.mean}, "standard_errors": {"mean": value.standard_error}, "notes": ()}
    else:
        valued = int(values.frequency.sum())
        reason = say("worth of {} orders after the first in {}; {} without a worth are left out", valued, currency, values.left_out)
        fitted = {**_parameters(model, gamma_gamma.NAMES), "notes": model.notes}
    return Model(
        name=value.name,
        reason=reason,
        unit=currency,
        log_likelihood=model and model.log_likelihood,
        customers=int(np.count_nonzero(values.frequency)),
        interval=IF_IT_HOLDS,
        correlation=model and model.correlation,
        order_value=value.of_everybody(level),
        **fitted,
        **told,
    )


def _parameters(model, names: tuple[str, ...]) -> dict:
    """Parameters and standard errors by name, without those that the data leave open."""
    hidden = set().union(*(MEANINGLESS.get(note, set()) for note in model.notes))
    errors = document(model.maximum.standard_errors)
    return {
        "parameters": {name: None if name in hidden else getattr(model, name) for name in names},
        "standard_errors": {name: None if name in hidden else error for name, error in zip(names, errors, strict=True)},
    }
