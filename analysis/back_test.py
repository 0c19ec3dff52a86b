"""What a forecast would have said some time ago, against what came, and against saying that all goes on as before."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.errors import Refused, say
from analysis.forecast import Choice, fit
from analysis.intervals import critical
from analysis.occasions import Occasions

# A third of the time, in whole weeks: at most a year, at least four weeks.
PART, MOST_WEEKS, LEAST_WEEKS = 3, 52, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """A forecast made at the end of `until` for the days after it, all figures being orders of the customers known by then.

    Attributes
    ----------
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
        What the same customers ordered after their first order in as many days before: that repeated.
    rmse, naive_rmse : float
        Root of the mean squared error, over customers.
    correlation, naive_correlation : float or None
        With what came, over customers; None where one of the two is the same for everybody.
    no_better_than_naive : bool
        Whether the forecast lost: on RMSE, on correlation, or on the total by more than chance moves a total.
    """

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


def window_days(occasions: Occasions) -> int:
    """The days that a forecast is tested on, 0 where the history is too short.

    Examples
    --------
    >>> two_years = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1971, 12, 31),
    ...     free_orders=True)
    >>> window_days(two_years) / 7
    34.0
    """
    if not len(occasions.day):
        return 0
    span = calendar.day_number(occasions.as_of) - int(occasions.day.min()) + 1
    weeks = min(span // 7 // PART, MOST_WEEKS)
    return 7 * weeks if weeks >= LEAST_WEEKS else 0


def back_test(occasions: Occasions, choice: Choice, *, days: int | None = None, level: float = 0.95, seed: int = 0) -> BackTest:
    """Fit on all but the last days, and compare.

    Parameters
    ----------
    occasions : Occasions
    choice : Choice
        The model that is tested.
    days : int, optional
        How many days are kept apart; `window_days` if not given.
    level : float
    seed : int
        Of what is drawn.

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
    end = calendar.day_number(occasions.as_of)
    until = end - days
    fitted = fit(occasions, choice, through=until)
    known = fitted.place
    expected = fitted.expected(days)
    observed = (occasions.count_through(end) - occasions.count_through(until))[known]
    before = until - days
    first = occasions.day[occasions.start[known]]
    naive = (occasions.count_through(until) - occasions.count_through(before))[known] - (first > before)
    low, high = np.quantile(fitted.totals(days, seed=seed), [(1 - level) / 2, (1 + level) / 2])
    return BackTest(
        until=calendar.day_of(until),
        days=days,
        customers=len(known),
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


def no_better(expected: np.ndarray, naive: np.ndarray, observed: np.ndarray, *, level: float = 0.95) -> bool:
    """Tell whether a forecast of each customer lost against the naive one.

    Mean absolute error is not asked: where most customers order nothing, to predict nothing for everybody nearly wins it.

    Parameters
    ----------
    expected, naive, observed : arrays of C
        Orders of each customer.
    level : float
        The total counts as worse if it is farther from what came by more than chance moves a total at this level.

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
    mine, other = _correlation(expected, observed), _correlation(naive, observed)
    if other is not None and (mine is None or mine <= other):
        return True
    return bool(_rmse(expected, observed) >= _rmse(naive, observed) or farther > by_chance)


def _rmse(said: np.ndarray, came: np.ndarray) -> float:
    return float(np.sqrt(np.mean((said - came) ** 2)))


def _correlation(said: np.ndarray, came: np.ndarray) -> float | None:
    if np.ptp(said) == 0 or np.ptp(came) == 0:
        return None
    return float(np.corrcoef(said, came)[0, 1])
