"""Age, period and cohort side by side: of periods and cohorts what departs from a straight line, which is all that can be told of them."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.age_period_cohort import Cells, Fit, fit
from analysis.departures import customers, size
from analysis.intervals import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeShare:
    """Who ordered at one age, over the cohorts looked at: `k` of `n`, the share, and its interval."""

    age: int
    n: int
    k: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """How far one period or cohort stands from the straight line through all of them, in shares from -1 to 1; n customers."""

    label: str
    n: int
    size: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The three side by side; of `periods` and `cohorts` a steady rise or fall is taken out, because either could be the other's."""

    ages: tuple[AgeShare, ...]
    periods: tuple[Deviation, ...]
    cohorts: tuple[Deviation, ...]


def view(data: Cells, *, level: float = 0.95) -> View:
    """Fit every age, every period and every cohort at once.

    Parameters
    ----------
    data : Cells
        With two cohorts or more.
    level : float

    Notes
    -----
    The straight line is fitted with the weight that each period or cohort has in the data, as Carstensen does; with other weights the
    deviations tilt, and their bends stay.

    References
    ----------
    Holford (1983), Biometrics 39, 311-324; Carstensen (2007), Statistics in Medicine 26, 3018-3045.

    Examples
    --------
    >>> data = Cells(period="month", cohort=24300 + np.array([0, 0, 1, 1]), age=np.array([1, 2, 1, 2]),
    ...     time=24300 + np.array([1, 2, 2, 3]), n=np.full(4, 50.0), k=np.array([20.0, 10.0, 20.0, 10.0]),
    ...     blocks=(slice(0, 2), slice(2, 4)), together=(np.array([[20.0, 5.0], [5.0, 10.0]]),) * 2)
    >>> [round(abs(one.size), 6) for one in view(data).cohorts]  # through two points there is always a line
    [0.0, 0.0]
    """
    ages, times, cohorts = (np.unique(values) for values in (data.age, data.time, data.cohort))
    weight = data.k * (data.n - data.k) / data.n
    bent = [_bent(values, known, weight) for values, known in ((data.time, times), (data.cohort, cohorts))]
    columns = [
        (data.age[:, None] == ages).astype(float),
        (data.time - data.time.mean())[:, None].astype(float),
        bent[0][np.searchsorted(times, data.time)],
        bent[1][np.searchsorted(cohorts, data.cohort)],
    ]
    found = fit(data, np.hstack(columns))
    start = len(ages) + 1
    return View(
        ages=_ages(data, ages, level),
        periods=_deviations(data, found, data.time, times, bent[0], slice(start, start + len(times)), level),
        cohorts=_deviations(data, found, data.cohort, cohorts, bent[1], slice(start + len(times), None), level),
    )


def _bent(values: np.ndarray, known: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What is left of an effect of each level once its weighted straight line is taken out."""
    weights = np.maximum(np.bincount(np.searchsorted(known, values), weights=weight), 1e-9)
    line = np.column_stack([np.ones(len(known)), known - known.mean()])
    return np.eye(len(known)) - line @ np.linalg.pinv(line.T @ (weights[:, None] * line)) @ (line.T * weights)


def _ages(data: Cells, ages: np.ndarray, level: float) -> tuple[AgeShare, ...]:
    k, n = (np.array([values[data.age == age].sum() for age in ages]) for values in (data.k, data.n))
    low, high = wilson(k, n, level)
    rows = zip(ages.tolist(), n.tolist(), k.tolist(), (k / n).tolist(), low.tolist(), high.tolist(), strict=True)
    return tuple(AgeShare(age=age, n=int(of), k=int(did), share=share, low=lo, high=hi) for age, of, did, share, lo, hi in rows)


def _deviations(
    data: Cells, found: Fit, values: np.ndarray, known: np.ndarray, bent: np.ndarray, columns: slice, level: float
) -> tuple[Deviation, ...]:
    logits = bent @ found.coefficients[columns]
    spread = np.sqrt(np.maximum(np.diag(bent @ found.covariance[columns, columns] @ bent.T), 0))
    told = []
    for one, logit, deviation in zip(known, logits, spread, strict=True):
        inside = values == one
        # A deviation of exactly none has its interval all the same: it is drawn around a step too small to see.
        step = logit if abs(logit) > 1e-12 else 1e-12
        apart, low, high = size(data, found, np.full(len(data.n), step), float(deviation / abs(step)), inside, level)
        told.append(Deviation(label=calendar.label(one, data.period), n=customers(data, inside), size=apart, low=low, high=high))
    return tuple(told)
