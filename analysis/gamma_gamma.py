"""What an order of a customer is worth, drawn towards everybody's as long as there is little to go by: Gamma-Gamma.

Orders of a customer are gamma around a mean of their own, and the means are spread over customers as the inverse of a gamma. Fader, P. S.,
Hardie, B. G. S. & Lee, K. L. (2005), RFM and CLV, J. Marketing Research 42(4), 415-430; Fader & Hardie (2013), note 025.
How much one orders for must not depend on how often: `correlation` says whether it does.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln, polygamma
from scipy.stats import rankdata

from analysis.errors import Refused, say
from analysis.evidence import FEW_BELOW
from analysis.likelihood import Maximum, maximise

NAMES = ("p", "q", "v")
# From such a correlation on the worth of those who ordered once is a quarter too high in trials, or as much too low.
ENTANGLED = 0.2

# Means of customers, or one customer's orders, that differ by less than a tenth of the mean, as good as alike.
ALIKE = 100.0

NO_MEAN, TIED_TO_FREQUENCY, SAME_WORTH, STEADY_WORTH, UNSETTLED = (
    "no_mean",
    "tied_to_frequency",
    "same_worth",
    "steady_worth",
    "unsettled",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GammaGamma:
    """A fitted model.

    Attributes
    ----------
    p, q, v : float
        `v` in the unit of money of the values.
    log_likelihood : float
        In that unit.
    maximum : Maximum
    customers : int
        With a value.
    mean : float or None
        The population's mean worth of an order; None where it is not finite (q at most 1).
    median : float
        Of the customers' own means.
    correlation, rank_correlation : float
        Between frequency and value, Pearson's and Spearman's.
    notes : tuple of str
        Of ``no_mean``, ``tied_to_frequency``, ``same_worth`` (all customers' orders are worth about the same: p, q, v mean nothing),
        ``steady_worth`` (each customer's orders are: only p times v and q mean something), ``unsettled``.
    """

    p: float
    q: float
    v: float
    log_likelihood: float
    maximum: Maximum
    customers: int
    mean: float | None
    median: float
    correlation: float
    rank_correlation: float
    notes: tuple[str, ...]

    @property
    def parameters(self) -> np.ndarray:
        """p, q, v."""
        return np.array([self.p, self.q, self.v])


def fit(frequency, monetary_value, *, least_customers: int = FEW_BELOW) -> GammaGamma:
    """Fit the model by maximum likelihood.

    Parameters
    ----------
    frequency : integer array
        Occasions after the first that have a value.
    monetary_value : float array
        Their mean; customers without one are left out.
    least_customers : int

    Raises
    ------
    Refused
        Where too few customers have a value.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> frequency = rng.integers(1, 9, 4000)
    >>> worth = 6 / rng.gamma(4.0, 1 / 15, 4000)  # each customer's own mean
    >>> model = fit(frequency, rng.gamma(6 * frequency, worth / (6 * frequency)))
    >>> round(model.q), round(model.mean)
    (4, 30)
    """
    x, z = np.asarray(frequency), np.asarray(monetary_value, dtype=float)
    valued = (x > 0) & (z > 0)
    x, z = x[valued], z[valued]
    if len(x) < least_customers:
        raise Refused(
            found=say("{} customers who came back and paid in this currency", len(x)),
            needed=say("{}", least_customers),
            do="Wait for more customers to come back, or import a longer history.",
        )
    order = np.argsort(x, kind="stable")
    x, z = x[order], z[order]
    found = maximise(likelihood(x, z), (1.0, 2.0, float(np.median(z))), customers=len(x))
    p, q, v = found.parameters.tolist()
    correlation = _correlation(x, z)
    said = {
        NO_MEAN: q <= 1,
        TIED_TO_FREQUENCY: abs(correlation) >= ENTANGLED,
        SAME_WORTH: q > ALIKE,
        STEADY_WORTH: p > ALIKE,
        UNSETTLED: not found.settled,
    }
    return GammaGamma(
        p=p,
        q=q,
        v=v,
        log_likelihood=found.value,
        maximum=found,
        customers=len(x),
        mean=p * v / (q - 1) if q > 1 else None,
        median=float(np.median(z)),
        correlation=correlation,
        rank_correlation=_correlation(rankdata(x), rankdata(z)),
        notes=tuple(name for name, holds in said.items() if holds),
    )


def likelihood(x: np.ndarray, z: np.ndarray):
    """The log-likelihood of ascending frequencies and their mean values, with first and second derivatives by p, q, v."""
    distinct, begin = np.unique(x, return_index=True)
    many = np.diff(np.append(begin, len(x))).astype(float)
    each, x = distinct.astype(float), x.astype(float)
    customers, total = len(x), x * z
    times = many * each
    logs = times @ np.log(each)
    log_values, log_values_times = np.log(z).sum(), x @ np.log(z)

    def of(parameters: np.ndarray, second: bool):
        p, q, v = parameters
        whole = p * each + q
        inverse = 1 / (total + v)
        log_whole = -np.log(inverse)
        by_frequency = np.add.reduceat(log_whole, begin)  # sums of customers of one frequency
        value = (
            many @ (gammaln(whole) - gammaln(p * each))
            + customers * (q * np.log(v) - gammaln(q))
            + p * log_values_times
            - log_values
            + p * logs
            - whole @ by_frequency
        )
        by_inverse = np.add.reduceat(inverse, begin)
        slope = np.array(
            [
                times @ (digamma(whole) - digamma(p * each)) + log_values_times + logs - each @ by_frequency,
                many @ digamma(whole) + customers * (np.log(v) - digamma(q)) - by_frequency.sum(),
                customers * q / v - whole @ by_inverse,
            ]
        )
        if not second:
            return float(value), slope, None
        trigamma = polygamma(1, whole)
        pp = (times * each) @ (trigamma - polygamma(1, p * each))
        pq, pv = times @ trigamma, -(each @ by_inverse)
        qq, qv = many @ trigamma - customers * polygamma(1, q), customers / v - by_inverse.sum()
        vv = -customers * q / v**2 + whole @ np.add.reduceat(inverse**2, begin)
        return float(value), slope, np.array([[pp, pq, pv], [pq, qq, qv], [pv, qv, vv]])

    return of


def expected_value(parameters, frequency, monetary_value):
    """Expected worth of an order of a customer, given what the past ones were worth.

    Parameters
    ----------
    parameters : array of 3
        p, q, v; q above 1.
    frequency : integer array
        Occasions with a value; without any it is the population's mean, never 0.
    monetary_value : float array
        Their mean; not looked at where there are none.

    Examples
    --------
    >>> model = (6.25, 3.74, 15.44)
    >>> [round(float(expected_value(model, *customer)), 1) for customer in ((1, 22.35), (0, float("nan")))]
    [26.3, 35.2]
    """
    p, q, v = parameters
    if q <= 1:
        raise ValueError("the population has no mean where q is at most 1")
    x = np.asarray(frequency, dtype=float)
    z = np.where(x > 0, monetary_value, 0.0)
    return p * (v + x * z) / (p * x + q - 1)


def drawn_values(parameters, orders: np.ndarray, frequency, monetary_value, rng: np.random.Generator) -> np.ndarray:
    """Draw what so many orders of each customer are worth together, as the model has it."""
    p, q, v = parameters
    x = np.asarray(frequency, dtype=float)
    z = np.where(x > 0, monetary_value, 0.0)
    rate = rng.gamma(np.broadcast_to(q + p * x, orders.shape)) / (v + x * z)
    return np.where(orders > 0, rng.gamma(np.maximum(p * orders, 1e-12)) / rate, 0.0)


def _correlation(first, second) -> float:
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])
