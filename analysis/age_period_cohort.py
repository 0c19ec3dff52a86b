"""Age, period and cohort at once: a logistic model of a retention triangle, and what it can't tell apart.

A customer's age is the period less the cohort, so a steady drift over cohorts and a steady drift over periods are one and the same thing
here: no data tells them apart. What departs from a straight line can be told. The model therefore holds every age, one drift, and
departures from it.

The same customers stand in every age of their cohort, and who orders in one month is more likely to order in the next. How alike their
months are is counted, pair of ages by pair of ages: the fit weighs by it, and every variance allows for it. Without that, a customer who
has left would be counted as news every month, and chance would look like a finding.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.linalg import qr
from scipy.special import expit

from analysis import calendar
from analysis.activity import Activity
from analysis.retention import triangle

# An age says nothing of cohorts or periods unless two cohorts have it, and some did and some did not.
LEAST_COHORTS, LEAST_COUNT = 2, 5
#: Only so many of the newest cohorts: five years of months. What was long ago tells little of today, and costs the most.
MOST_COHORTS = 60
_FARTHEST = 15.0  # a logit beyond which a share is 0 or 1 for any purpose
# The counted likeness of pairs of ages is drawn this far towards none before the fit weighs by it: a pair that few customers have is
# counted with an error, which weighing would magnify.
_DRAWN = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The observed cells of a triangle that tell something, cohort by cohort, with ages ascending.

    Attributes
    ----------
    period : {"month", "quarter"}
    cohort, age, time : int arrays of N
        The cohort's period, the age, and their sum, the cell's own period.
    n, k : float arrays of N
        Customers at risk, and those active.
    blocks : tuple of slice
        Where each cohort's cells stand.
    together : tuple of float arrays
        Of each cohort, ages by ages: how many customers were active at both; the diagonal is `k`.
    """

    period: str
    cohort: np.ndarray
    age: np.ndarray
    time: np.ndarray
    n: np.ndarray
    k: np.ndarray
    blocks: tuple[slice, ...]
    together: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How cells are weighed, so that after it plain least squares are right.

    Attributes
    ----------
    scale : float array of N
        The root of ``n * share * (1 - share)``.
    turned : tuple of float arrays
        Of each cohort: what makes the months of one customer independent, as far as they are weighed as alike.
    left : tuple of float arrays
        Of each cohort: the covariance that is left after it.
    """

    scale: np.ndarray
    turned: tuple[np.ndarray, ...]
    left: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted model.

    Attributes
    ----------
    design : float array of N by columns
    coefficients : float array, one a column
    covariance : float array, columns by columns
        Of the coefficients, months of one customer being alike.
    share : float array of N
        The fitted share of each cell, 0 to 1.
    weighing : Weighing
    """

    design: np.ndarray
    coefficients: np.ndarray
    covariance: np.ndarray
    share: np.ndarray
    weighing: Weighing


def cells(activity: Activity, *, mask: np.ndarray | None = None) -> Cells:
    """Gather the cells from age 1 on whose period is over.

    Parameters
    ----------
    activity : Activity
        By month or quarter.
    mask : bool array, optional
        Which customers are meant.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> days = np.array([0, 40] * 6 + [0] * 6 + [31, 60] * 6 + [31] * 6)
    >>> start = np.concatenate([np.arange(6) * 2, 12 + np.arange(6), 18 + np.arange(6) * 2, 30 + np.arange(7)])
    >>> found = cells(gather(Occasions(customers=np.arange(24), start=start, day=days, as_of=date(1970, 3, 31), free_orders=True), "month"))
    >>> found.age.tolist(), found.n.tolist(), found.k.tolist()
    ([1, 1], [12.0, 12.0], [6.0, 6.0])
    """
    sizes, counts = triangle(activity, mask=mask)
    last = calendar.last_complete(activity.as_of, activity.period)
    oldest = np.where(sizes > 0, last - activity.cohorts, 0).clip(0, max(counts.shape[1] - 1, 0))
    ages = np.arange(counts.shape[1])
    observed = (ages >= 1) & (ages <= oldest[:, None]) & (activity.cohorts > last - MOST_COHORTS)[:, None]
    kept = np.where(observed, counts, 0).sum(axis=0)
    lost = np.where(observed, sizes[:, None] - counts, 0).sum(axis=0)
    telling = (observed.sum(axis=0) >= LEAST_COHORTS) & (kept >= LEAST_COUNT) & (lost >= LEAST_COUNT)
    place, age = np.nonzero(observed & telling)
    n, k = sizes[place].astype(float), counts[place, age].astype(float)
    cohort = activity.cohorts[place].astype(np.int64)
    edges = [*np.flatnonzero(np.diff(place, prepend=-1)).tolist(), len(place)]
    blocks = tuple(slice(*ends) for ends in pairwise(edges))
    together = _together(activity, mask, {int(place[block.start]): age[block] for block in blocks})
    return Cells(period=activity.period, cohort=cohort, age=age, time=cohort + age, n=n, k=k, blocks=blocks, together=together)


def _together(activity: Activity, mask: np.ndarray | None, wanted: dict[int, np.ndarray]) -> tuple[np.ndarray, ...]:
    """Count for each cohort who was active at both of two ages: a product of the table of customers by ages with itself."""
    if not wanted:
        return ()
    age = activity.row_period - activity.cohort[activity.row_customer]
    keep = age >= 1
    if mask is not None:
        keep &= np.asarray(mask)[activity.row_customer]
    rows = np.flatnonzero(keep)
    # Whole numbers of 16 bits are sorted by counting, in a tenth of the time.
    place = activity.cohort_place[activity.row_customer[rows]].astype(np.uint16)
    rows = rows[np.argsort(place, kind="stable")]
    ends = np.searchsorted(np.sort(place, kind="stable"), np.arange(len(activity.cohorts) + 1))
    found = []
    for cohort, ages in wanted.items():
        mine = rows[ends[cohort] : ends[cohort + 1]]
        # Rows stand customer by customer, so a change of customer is the next line of the table.
        who = np.cumsum(np.diff(activity.row_customer[mine], prepend=-1) != 0) - 1
        table = np.zeros((int(who[-1]) + 1 if len(who) else 0, int(ages[-1]) + 1), dtype=np.float32)
        inside = age[mine] <= ages[-1]
        table[who[inside], age[mine][inside]] = 1
        table = table[:, ages]
        found.append((table.T @ table).astype(float))
    return tuple(found)


def fit(data: Cells, design: np.ndarray, *, prior: np.ndarray | None = None) -> Fit:
    """Fit a logistic model to the cells, weighed by how alike the months of a customer are.

    Parameters
    ----------
    data : Cells
    design : float array of N by columns
        Columns may depend on each other; then the shares are determined, and some of these columns get the coefficient 0.
    prior : float array, one a column, optional
        Precision of a normal distribution around 0 that is put on a coefficient: a trace of it keeps one finite whose cells all said no.

    Notes
    -----
    Generalised estimating equations with one correlation for each pair of ages, over all cohorts; the variance is the sandwich with the
    correlation as it was counted, and nowhere below what the weighing itself says.

    References
    ----------
    Liang & Zeger (1986), Biometrika 73, 13-22; Holford (1983), Biometrics 39, 311-324, and Clayton & Schifflers (1987), Statistics in
    Medicine 6, 449-481, on the model and what it can't tell.

    Examples
    --------
    >>> data = Cells(period="month", cohort=np.array([0, 1]), age=np.array([1, 1]), time=np.array([1, 2]), n=np.array([50.0, 50.0]),
    ...     k=np.array([10.0, 20.0]), blocks=(slice(0, 1), slice(1, 2)), together=(np.array([[10.0]]), np.array([[20.0]])))
    >>> found = fit(data, np.array([[1.0, 0.0], [1.0, 1.0]]))
    >>> found.share.round(6).tolist(), round(float(found.coefficients[1]), 6)
    ([0.2, 0.4], 0.980829)
    """
    precision = np.zeros(design.shape[1]) if prior is None else prior
    kept = _independent(design)
    columns, precision = design[:, kept], precision[kept]
    first = (data.k + 0.5) / (data.n + 1)
    apart = tuple(np.eye(block.stop - block.start) for block in data.blocks)
    coefficients = _solved(data, columns, precision, np.log(first / (1 - first)), apart)
    alike = _alike(data, _shares(columns, coefficients))
    drawn = (1 - _DRAWN) * alike + _DRAWN * np.eye(len(alike))
    at = [np.ix_(data.age[block] - 1, data.age[block] - 1) for block in data.blocks]
    turned = tuple(np.linalg.inv(np.linalg.cholesky(drawn[ages])) for ages in at)
    coefficients = _solved(data, columns, precision, columns @ coefficients, turned)
    share = _shares(columns, coefficients)
    weighing = Weighing(
        scale=np.sqrt(data.n * share * (1 - share)),
        turned=turned,
        left=tuple(turn @ alike[ages] @ turn.T for turn, ages in zip(turned, at, strict=True)),
    )
    weighed = _weighed(data, weighing, columns)
    inverse = np.linalg.inv(weighed.T @ weighed + np.diag(precision))
    counted = inverse @ _spread(data, weighing, weighed) @ inverse
    every, squared = np.zeros(design.shape[1]), np.zeros((design.shape[1], design.shape[1]))
    every[kept], squared[np.ix_(kept, kept)] = coefficients, _at_least(counted, np.diag(inverse))
    return Fit(design=design, coefficients=every, covariance=squared, share=share, weighing=weighing)


def _independent(design: np.ndarray) -> np.ndarray:
    """Which columns are enough for all that combinations of them can be; the others keep the coefficient 0."""
    triangle, order = qr(design, mode="r", pivoting=True, check_finite=False)
    left = np.abs(np.diag(triangle))
    return np.sort(order[: len(left)][left > 1e-9 * left.max(initial=0)])


def _shares(design: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
    return expit(np.clip(design @ coefficients, -_FARTHEST, _FARTHEST))


def _solved(data: Cells, design: np.ndarray, precision: np.ndarray, linear: np.ndarray, turned: tuple[np.ndarray, ...]) -> np.ndarray:
    """Reweighted least squares, until no share moves."""
    coefficients = np.zeros(design.shape[1])
    for _ in range(50):
        share = expit(linear)
        scale = np.sqrt(data.n * share * (1 - share))
        weighing = Weighing(scale=scale, turned=turned, left=())
        weighed = _weighed(data, weighing, design)
        response = _weighed(data, weighing, (linear + (data.k - data.n * share) / scale**2)[:, None])[:, 0]
        coefficients = np.linalg.solve(weighed.T @ weighed + np.diag(precision), weighed.T @ response)
        moved = np.clip(design @ coefficients, -_FARTHEST, _FARTHEST) - linear
        linear = linear + moved
        if np.abs(moved).max(initial=0) < 1e-9:
            break
    return coefficients


def _weighed(data: Cells, weighing: Weighing, columns: np.ndarray) -> np.ndarray:
    scaled, found = columns * weighing.scale[:, None], np.empty(columns.shape)
    for block, turn in zip(data.blocks, weighing.turned, strict=True):
        found[block] = turn @ scaled[block]
    return found


def _alike(data: Cells, share: np.ndarray) -> np.ndarray:
    """The correlation of a customer's months at two ages, over all cohorts that have both: the nearest that is one."""
    most = int(data.age.max(initial=0))
    products, customers = np.zeros((most, most)), np.zeros((most, most))
    for block, both in zip(data.blocks, data.together, strict=True):
        p, k, n = share[block], data.k[block], data.n[block][0]
        deviation = np.sqrt(p * (1 - p))
        at = np.ix_(data.age[block] - 1, data.age[block] - 1)
        products[at] += (both - np.outer(p, k) - np.outer(k, p) + n * np.outer(p, p)) / np.outer(deviation, deviation)
        customers[at] += n
    alike = np.divide(products, customers, out=np.zeros_like(products), where=customers > 0).clip(-1, 1)
    np.fill_diagonal(alike, 1.0)
    # Counted pair by pair, it need not be the correlation of anything: what is negative in it is set to none.
    values, vectors = np.linalg.eigh(alike)
    alike = (vectors * values.clip(0)) @ vectors.T
    deviation = np.sqrt(np.diag(alike))
    return alike / np.outer(deviation, deviation)


def _spread(data: Cells, weighing: Weighing, weighed: np.ndarray) -> np.ndarray:
    """The covariance of weighted sums of the weighed cells."""
    total = np.zeros((weighed.shape[1], weighed.shape[1]))
    for block, left in zip(data.blocks, weighing.left, strict=True):
        total += weighed[block].T @ left @ weighed[block]
    return total


def _at_least(covariance: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """The covariance with its variances raised to these where they lie below, and its correlations kept."""
    counted = np.diag(covariance)
    raised = np.sqrt(np.divide(np.maximum(counted, variance), counted, out=np.ones(len(counted)), where=counted > 0))
    return covariance * np.outer(raised, raised)


def scores(data: Cells, found: Fit, candidates: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each further column would bring to a fitted model: its score test, all at once and without another fit.

    Parameters
    ----------
    candidates : float array of N by J

    Returns
    -------
    z : float array of J
        Standard normal where the column has no effect; 0 where the model holds the column already.
    alike : float array, J by J
        The correlation of these.

    References
    ----------
    Boos (1992), The American Statistician 46, 327-333, on score tests with an empirical variance.

    Examples
    --------
    >>> data = Cells(period="month", cohort=np.array([0, 1]), age=np.array([1, 1]), time=np.array([1, 2]), n=np.array([50.0, 50.0]),
    ...     k=np.array([10.0, 20.0]), blocks=(slice(0, 1), slice(1, 2)), together=(np.array([[10.0]]), np.array([[20.0]])))
    >>> z, _ = scores(data, fit(data, np.ones((2, 1))), np.array([[0.0], [1.0]]))
    >>> round(float(z[0]), 4)  # the root of the plain chi square of this table, 4.7619
    2.1822
    """
    weighing = found.weighing
    weighed = _weighed(data, weighing, candidates)
    known = _weighed(data, weighing, found.design[:, _independent(found.design)])
    rest = weighed - known @ np.linalg.solve(known.T @ known, known.T @ weighed)
    told = (rest**2).sum(axis=0)
    tells = told > 1e-6 * (weighed**2).sum(axis=0)
    covariance = _at_least(_spread(data, weighing, rest), told)
    deviation = np.sqrt(np.where(tells, np.diag(covariance), 1.0))
    left = (data.k - data.n * found.share) / weighing.scale**2
    z = np.where(tells, rest.T @ _weighed(data, weighing, left[:, None])[:, 0] / deviation, 0.0)
    alike = np.where(np.outer(tells, tells), (covariance / np.outer(deviation, deviation)).clip(-1, 1), 0.0)
    np.fill_diagonal(alike, 1.0)
    return z, alike
