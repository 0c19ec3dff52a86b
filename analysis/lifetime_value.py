"""What customers will still order: every model that the data allow, each beside its own back-test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import forecast, gamma_gamma, ledger, summaries
from analysis.back_test import BackTest, back_test
from analysis.company import Company
from analysis.document import document
from analysis.errors import Refused, say
from analysis.forecast import BG_NBD, Fitted
from analysis.occasions import counted
from analysis.overview import main_currency
from analysis.projection import Projection, project
from analysis.retention import retention

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
    log_likelihood : float
    customers : int
    notes : tuple of str
        As the model's own module explains them.
    interval : str
        When its intervals hold.
    offered : bool
        Whether it did better than the naive forecast; what no back-test could be made of is not offered.
    orders_to_come : Estimate or None
        Of all customers known at `as_of`, within the horizon; None where it is not offered, or is about values.
    curve : Projection or None
        The monthly retention curve continued; None where it is not offered.
    back_test : BackTest or None
    """

    name: str
    reason: str
    parameters: dict[str, float | None]
    standard_errors: dict[str, float | None]
    unit: str
    log_likelihood: float
    customers: int
    notes: tuple[str, ...]
    interval: str
    offered: bool
    orders_to_come: Estimate | None
    curve: Projection | None
    back_test: BackTest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFitted:
    """A model, or the back-test of one, that these data can't have."""

    name: str
    found: str
    needed: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifetimeValue:
    """Models of what is to come, for a company at one `as_of`.

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
    models : tuple of Model
    not_fitted : tuple of NotFitted
    """

    currency: str
    as_of: date
    horizon_months: int
    level: float
    customers: int
    so_far: int
    models: tuple[Model, ...]
    not_fitted: tuple[NotFitted, ...]


def lifetime_value(
    company: Company, *, currency: str | None = None, digits: int | Callable[[str], int] = 2, level: float = 0.95, seed: int = 0
) -> LifetimeValue:
    """Fit what can be fitted, and test it.

    Parameters
    ----------
    company : Company
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
    occasions = company.occasions
    currency = main_currency(counted(company.orders, as_of=company.as_of, free_orders=occasions.free_orders), currency)
    digits = digits(currency) if callable(digits) else digits
    book = ledger.gather(company.orders, company.refunds, occasions, currency=currency)
    models: list[Model] = []
    refused: list[NotFitted] = []
    for name, make in (
        (forecast.choose_model(occasions).name, lambda: _orders(company, refused, level=level, seed=seed)),
        ("Gamma-Gamma", lambda: _values(company, currency, digits)),
    ):
        try:
            models.append(make())
        except Refused as problem:
            refused.append(_not_fitted(name, problem))
    return LifetimeValue(
        currency=currency,
        as_of=company.as_of,
        horizon_months=HORIZON_MONTHS,
        level=level,
        customers=len(occasions.customers),
        so_far=int(book.net.sum()),
        models=tuple(models),
        not_fitted=tuple(refused),
    )


def _not_fitted(name: str, problem: Refused) -> NotFitted:
    return NotFitted(name=name, found=problem.found, needed=problem.needed, do=problem.do)


def _orders(company: Company, refused: list[NotFitted], *, level: float, seed: int) -> Model:
    """How often they order: BG/NBD, or the shifted-beta-geometric under contract."""
    occasions = company.occasions
    choice = forecast.choose_model(occasions)
    fitted = forecast.fit(occasions, choice)
    try:
        tested = back_test(occasions, choice, level=level, seed=seed)
    except Refused as problem:
        refused.append(_not_fitted(say("the back-test of {}", choice.name), problem))
        tested = None
    offered = tested is not None and not tested.no_better_than_naive
    curve = None
    if offered:
        observed = retention(company.activity("month"), level=level)
        curve = project(fitted, occasions, observed.pooled, period="month", level=level, seed=seed)
    names = ("r", "alpha", "a", "b") if choice.name == BG_NBD else ("alpha", "beta")
    return _told(
        fitted.model,
        names,
        name=choice.name,
        reason=choice.reason,
        unit="week" if choice.name == BG_NBD else say("renewal, every {:.1f} days", choice.rhythm.cycle_days),
        offered=offered,
        orders_to_come=_to_come(fitted, level, seed) if offered else None,
        curve=curve,
        back_test=tested,
    )


def _values(company: Company, currency: str, digits: int) -> Model:
    """What an order is worth."""
    history = summaries.summarise(company.occasions)
    found = summaries.values(company.orders, company.occasions, history, currency=currency, digits=digits)
    model = gamma_gamma.fit(found.frequency, found.monetary_value)
    valued = int(found.frequency.sum())
    reason = say("worth of {} orders after the first in {}; {} without a worth are left out", valued, currency, found.left_out)
    return _told(model, gamma_gamma.NAMES, name="Gamma-Gamma", reason=reason, unit=currency, offered=False)


def _to_come(fitted: Fitted, level: float, seed: int) -> Estimate:
    low, high = np.quantile(fitted.totals(HORIZON_DAYS, seed=seed), [(1 - level) / 2, (1 + level) / 2])
    return Estimate(value=float(fitted.expected(HORIZON_DAYS).sum()), low=float(low), high=float(high))


def _told(model, names: tuple[str, ...], *, orders_to_come=None, curve=None, back_test=None, **said) -> Model:
    hidden = set().union(*(MEANINGLESS.get(note, set()) for note in model.notes))
    errors = document(model.maximum.standard_errors)
    return Model(
        parameters={name: None if name in hidden else getattr(model, name) for name in names},
        standard_errors={name: None if name in hidden else error for name, error in zip(names, errors, strict=True)},
        log_likelihood=model.log_likelihood,
        customers=int(model.customers),
        notes=model.notes,
        interval=IF_IT_HOLDS,
        orders_to_come=orders_to_come,
        curve=curve,
        back_test=back_test,
        **said,
    )
