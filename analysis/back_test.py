"""What a forecast would have said some time ago, in orders and in money, against what came and against going on as before."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.errors import Refused, say
from analysis.forecast import Choice, Fitted, fit
from analysis.intervals import critical
from analysis.ledger import Ledger
from analysis.occasions import Occasions
from analysis.order_value import OrderValue

# A year, as long as is forecast and with every season in it, where as much is left to fit on; else a third of the time, in whole weeks.
YEAR_WEEKS, PART, LEAST_WEEKS = 52, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """A forecast made at the end of `until` for the days after it, for the customers known by then.

    All figures are orders, or where there is a `currency` minor units of it, net.

    Attributes
    ----------
    currency : str or None
        None where orders are what is counted.
    until : date
        The last day that was looked at.
    days : int
        How many days it was made for.
    customers : int
    predicted, low, high : float
        The total, with the interval that holds if the model holds.
    observed : int
        What came.
    naive : int
        What the same customers brought after their first order in as many days before: that repeated.
    rmse, naive_rmse : float
        Root of the mean squared error, over customers.
    correlation, naive_correlation : float or None
        With what came, over customers; None where one of the two is the same for everybody.
    no_better_than_naive : bool
        Whether the forecast lost: on RMSE, or on the total or the correlation by more than chance moves these.
    """

    currency: str | None
    until: date
    days: int
    customers: int
    predicted: float
    low: float
    high: float
    observed: int
    naive: int
    rmse: float
    naive_rmse: float
    correlation: float | None
    naive_correlation: float | None
    no_better_than_naive: bool

    @property
    def inside(self) -> bool:
        """Whether what came lies in the forecast's own interval."""
        return self.low <= self.observed <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A forecast that was fitted on all but the last days, and which days these are: numbers since 1970-01-01."""

    fitted: Fitted
    days: int

    @property
    def until(self) -> int:
        """The last day that was looked at."""
        return self.fitted.day


def window_days(occasions: Occasions) -> int:
    """The days that a forecast is tested on, 0 where the history is too short.

    Examples
    --------
    >>> two_years = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1971, 12, 31),
    ...     free_orders=True)
    >>> window_days(two_years) / 7
    52.0
    """
    if not len(occasions.day):
        return 0
    span = calendar.day_number(occasions.as_of) - int(occasions.day.min()) + 1
    weeks = YEAR_WEEKS if span // 7 >= 2 * YEAR_WEEKS else span // 7 // PART
    return 7 * weeks if weeks >= LEAST_WEEKS else 0


def then(occasions: Occasions, choice: Choice, *, days: int | None = None) -> Then:
    """Fit on all but the last days.

    Parameters
    ----------
    occasions : Occasions
    choice : Choice
        The model that is tested.
    days : int, optional
        How many days are kept apart; `window_days` if not given.

    Raises
    ------
    Refused
        Where the history is too short, or the model can't be fitted on what was known then.
    """
    days = window_days(occasions) if days is None else days
    if not days:
        raise Refused(
            found="a short history",
            needed=say("{} weeks", PART * LEAST_WEEKS),
            do="Import a longer history.",
        )
    return Then(fitted=fit(occasions, choice, through=calendar.day_number(occasions.as_of) - days), days=days)


def back_test(occasions: Occasions, choice: Choice, *, days: int | None = None, level: float = 0.95, seed: int = 0) -> BackTest:
    """Fit on all but the last days, and compare how many orders were said with how many came.

    Parameters and errors are those of `then`; `seed` is of what is drawn.
    """
    made = then(occasions, choice, days=days)
    return orders_back_test(occasions, made, made.fitted.totals(made.days, seed=seed), level=level)


def orders_back_test(occasions: Occasions, made: Then, totals: np.ndarray, *, level: float = 0.95) -> BackTest:
    """Compare how many orders were said with how many came; `totals` are drawn ones of the forecast."""
    known, before = made.fitted.place, made.until - made.days
    by_then = occasions.count_through(made.until)[known]
    observed = occasions.count_through(made.until + made.days)[known] - by_then
    naive = by_then - occasions.count_through(before)[known] - (_first_days(occasions, made) > before)
    return _compared(made, made.fitted.expected(made.days), naive, observed, totals, level=level)


def money_back_test(
    occasions: Occasions, made: Then, value: OrderValue, book: Ledger, totals: np.ndarray, *, level: float = 0.95
) -> BackTest:
    """Compare the money that was said with the money that came.

    Parameters
    ----------
    occasions : Occasions
    made : Then
    value : OrderValue
        Fitted on the same day.
    book : Ledger
        Of the same occasions: what customers brought, net of all refunds.
    totals : float array
        Drawn totals of the forecast, in minor units.
    level : float
    """
    known, until = made.fitted.place, made.until
    observed = book.between(until + 1, until + made.days)[known]
    begun = occasions.day[occasions.start[:-1]].astype(np.int64)  # of everybody, as the ledger is
    naive = book.between(np.maximum(until - made.days, begun) + 1, until)[known]
    expected = made.fitted.expected(made.days) * value.expected()
    return _compared(made, expected, naive, observed, totals, level=level, currency=book.currency)


def _compared(made: Then, expected, naive, observed, totals, *, level: float, currency: str | None = None) -> BackTest:
    low, high = np.quantile(totals, [(1 - level) / 2, (1 + level) / 2])
    return BackTest(
        currency=currency,
        until=calendar.day_of(made.until),
        days=made.days,
        customers=len(observed),
        predicted=float(expected.sum()),
        low=float(low),
        high=float(high),
        observed=int(observed.sum()),
        naive=int(naive.sum()),
        rmse=_rmse(expected, observed),
        naive_rmse=_rmse(naive, observed),
        correlation=_correlation(expected, observed),
        naive_correlation=_correlation(naive, observed),
        no_better_than_naive=no_better(expected, naive, observed, level=level),
    )


def _first_days(occasions: Occasions, made: Then) -> np.ndarray:
    return occasions.day[occasions.start[made.fitted.place]].astype(np.int64)


def no_better(expected: np.ndarray, naive: np.ndarray, observed: np.ndarray, *, level: float = 0.95) -> bool:
    """Tell whether a forecast of each customer lost against the naive one.

    Mean absolute error is not asked: where most customers order nothing, to predict nothing for everybody nearly wins it.

    Parameters
    ----------
    expected, naive, observed : arrays of C
        Orders of each customer.
    level : float
        The total and the correlation count as worse if they are so by more than chance moves them at this level.

    Notes
    -----
    The variance of a difference of two correlations with the same thing is that of the mean of its influence function, for each
    customer u v - r (u² + v²) / 2 with u and v in standard units: no normal distribution is supposed, which orders and money are far from.
    Hampel (1974), The influence curve and its role in robust estimation, J. American Statistical Association 69, 383-393; Devlin,
    Gnanadesikan & Kettenring (1975), Biometrika 62, 531-545, have that of the correlation.

    Examples
    --------
    >>> observed = np.array([0, 0, 1, 4])
    >>> no_better(np.array([0.2, 0.4, 1.1, 3.0]), np.array([1, 0, 0, 2]), observed)
    False
    >>> no_better(np.zeros(4), np.array([1, 0, 0, 2]), observed)
    True
    """
    farther = abs(float(expected.sum() - observed.sum())) - abs(float(naive.sum() - observed.sum()))
    by_chance = critical(level) * float(observed.std()) * np.sqrt(len(observed))
    return bool(
        _rmse(expected, observed) >= _rmse(naive, observed)
        or farther > by_chance
        or _less_correlated(expected, naive, observed, critical(level))
    )


def _less_correlated(expected: np.ndarray, naive: np.ndarray, observed: np.ndarray, beyond: float) -> bool:
    mine, other = _correlation(expected, observed), _correlation(naive, observed)
    if mine is None or other is None:
        return other is not None
    influence = _influence(naive, observed, other) - _influence(expected, observed, mine)
    return other - mine > beyond * float(np.sqrt((influence**2).mean() / len(observed)))


def _influence(said: np.ndarray, came: np.ndarray, correlation: float) -> np.ndarray:
    u, v = ((values - values.mean()) / values.std() for values in (said, came))
    return u * v - correlation * (u**2 + v**2) / 2


def _rmse(said: np.ndarray, came: np.ndarray) -> float:
    return float(np.sqrt(np.mean((said - came) ** 2)))


def _correlation(said: np.ndarray, came: np.ndarray) -> float | None:
    if np.ptp(said) == 0 or np.ptp(came) == 0:
        return None
    return float(np.corrcoef(said, came)[0, 1])
