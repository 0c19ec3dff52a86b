"""How often customers will order again, where nobody says when they leave: BG/NBD.

A customer orders at a pace of their own (over all customers gamma, with shape r and rate alpha) and leaves after an order with a chance of
their own (beta, with a and b). Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005), "Counting Your Customers" the Easy Way,
Marketing Science 24(2), 275-284. Nobody leaves before the first order after the first: who ordered once is there, for the model.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, betaln, digamma, expit, gammaln, hyp2f1, polygamma

from analysis.errors import Refused, say
from analysis.evidence import FEW_BELOW
from analysis.likelihood import Maximum, maximise
from analysis.summaries import Rows

NAMES = ("r", "alpha", "a", "b")
# Of more customers, so many show the way to the top.
THINNED = 30_000
# The formula of expected orders divides by a - 1; so near to 1 it is taken from either side.
AROUND_ONE = 1e-5
# Mean chance to leave after an order beyond which it is none, or certain, as far as the data tell.
NEVER_LEAVES, ALWAYS_LEAVES = 1e-4, 1 - 1e-4
# From this shape on the paces of customers differ by less than a tenth of their mean.
ONE_PACE = 100.0
NODES = 24

NO_DROPOUT, ALL_DROP_OUT, SAME_PACE, UNSETTLED = "no_dropout", "all_drop_out", "same_pace", "unsettled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BGNBD:
    """A fitted model.

    Attributes
    ----------
    r, alpha, a, b : float
        `alpha` in the unit of time that the rows were divided by.
    log_likelihood : float
        In that unit: never to be compared across units.
    maximum : Maximum
        The parameters in this order, with the covariance of their logarithms.
    customers, repeat_buyers : int
    notes : tuple of str
        Of ``no_dropout`` (nobody is seen to leave: `a` and `b` mean nothing), ``all_drop_out``, ``same_pace`` (only r / alpha means
        something), ``unsettled`` (no top was reached: don't believe it).
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    maximum: Maximum
    customers: int
    repeat_buyers: int
    notes: tuple[str, ...]

    @property
    def parameters(self) -> np.ndarray:
        """r, alpha, a, b."""
        return np.array([self.r, self.alpha, self.a, self.b])


def fit(rows: Rows, *, unit_days: float = 7.0, least_repeat_buyers: int = FEW_BELOW) -> BGNBD:
    """Fit the model by maximum likelihood.

    Parameters
    ----------
    rows : Rows
        Histories in days; everybody's, also of those who ordered once.
    unit_days : float
        Days in one unit of time; a week.
    least_repeat_buyers : int
        How many must have come back.

    Raises
    ------
    Refused
        Where nobody came back, or too few did.

    Examples
    --------
    >>> from analysis.summaries import grouped
    >>> frequency, recency, T = [0] * 60 + [1] * 30 + [2] * 20 + [5] * 10, [0] * 60 + [70, 140] * 15 + [210] * 20 + [250] * 10, [300] * 120
    >>> model = fit(grouped(frequency, recency, T))
    >>> round(model.r, 2), model.customers, model.repeat_buyers
    (0.9, 120, 60)
    """
    repeat_buyers = int(rows.weight[rows.frequency > 0].sum())
    if not repeat_buyers:
        raise Refused(
            found=say("no order after a first one, of {} customers", rows.customers),
            needed=say("{} customers who came back", least_repeat_buyers),
            do="Wait for customers to come back, or import a longer history.",
        )
    if repeat_buyers < least_repeat_buyers:
        raise Refused(
            found=say("{} customers who came back", repeat_buyers),
            needed=say("{}", least_repeat_buyers),
            do="Wait for more customers to come back, or import a longer history.",
        )
    thinned = rows.thinned(THINNED)
    start = (1.0, max(rows.T.max() / unit_days, 1.0) / 10, 1.0, 1.0)
    found = maximise(
        likelihood(rows, unit_days),
        start,
        customers=rows.customers,
        thinned=None if thinned is rows else likelihood(thinned, unit_days),
    )
    r, alpha, a, b = found.parameters.tolist()
    leaves = a / (a + b)
    said = {
        NO_DROPOUT: leaves < NEVER_LEAVES,
        ALL_DROP_OUT: leaves > ALWAYS_LEAVES,
        SAME_PACE: r > ONE_PACE,
        UNSETTLED: not found.settled,
    }
    return BGNBD(
        r=r,
        alpha=alpha,
        a=a,
        b=b,
        log_likelihood=found.value,
        maximum=found,
        customers=rows.customers,
        repeat_buyers=repeat_buyers,
        notes=tuple(name for name, holds in said.items() if holds),
    )


def likelihood(rows: Rows, unit_days: float = 1.0):
    """The log-likelihood of weighted histories, with its first and second derivatives by r, alpha, a, b.

    What depends on the frequency alone is worked out once a frequency, all else once a row.

    Examples
    --------
    >>> from analysis.summaries import grouped
    >>> of = likelihood(grouped(np.array([1]), np.array([30]), np.array([60])))
    >>> round(of(np.array([1.0, 30.0, 1.0, 1.0]), False)[0], 6)
    -5.112914
    """
    x, T = rows.frequency.astype(float), rows.T / unit_days
    weight = rows.weight.astype(float)
    # Ascending by frequency: those who came back are the last ones.
    back = slice(int(np.searchsorted(rows.frequency, 1)), None)
    recency = rows.recency[back] / unit_days
    distinct, begin = np.unique(rows.frequency, return_index=True)
    many = np.add.reduceat(weight, begin)
    each = distinct.astype(float)
    customers = weight.sum()

    def of(parameters: np.ndarray, second: bool):
        r, alpha, a, b = parameters
        spent = alpha + T
        pace = r + x
        log_spent, log_last = np.log(spent), np.log(alpha + recency)
        left_behind = np.log(a) - np.log(b + x[back] - 1) + pace[back] * (log_spent[back] - log_last)
        # The chance that the last order was the last one, and ln(1 + odds); NumPy's own logaddexp is slower.
        smaller = np.exp(-np.abs(left_behind))
        gone = np.where(left_behind > 0, 1.0, smaller) / (1 + smaller)
        either = np.maximum(left_behind, 0) + np.log1p(smaller)
        by_frequency = gammaln(r + each) + betaln(a, b + each)
        value = (
            many @ by_frequency
            + customers * (r * np.log(alpha) - gammaln(r) - betaln(a, b))
            - _sum(weight, pace * log_spent)
            + _sum(weight[back], either)
        )
        weighted = weight[back] * gone
        later = log_spent[back] - log_last
        inverse, inverse_last = 1 / spent, 1 / (alpha + recency)
        nearer = pace[back] * (inverse[back] - inverse_last)
        both = digamma(a + b) * customers - many @ digamma(a + b + each)
        slope = np.array(
            [
                many @ digamma(r + each) + customers * (np.log(alpha) - digamma(r)) - _sum(weight, log_spent) + _sum(weighted, later),
                customers * r / alpha - _sum(weight, pace * inverse) + _sum(weighted, nearer),
                both + weighted.sum() / a,
                both + many @ digamma(b + each) - customers * digamma(b) - _sum(weighted, 1 / (b + x[back] - 1)),
            ]
        )
        if not second:
            return float(value), slope, None
        return float(value), slope, curved(parameters, gone, later, nearer, inverse, inverse_last)

    def curved(parameters, gone, later, nearer, inverse, inverse_last):
        r, alpha, a, b = parameters
        matrix = np.zeros((4, 4))
        trigamma = polygamma(1, r + each)
        both = customers * polygamma(1, a + b) - many @ polygamma(1, a + b + each)
        pace = r + x
        weighted = weight[back] * gone
        matrix[0, 0] = many @ trigamma - customers * polygamma(1, r)
        matrix[0, 1] = customers / alpha - _sum(weight, inverse) + _sum(weighted, inverse[back] - inverse_last)
        squares = pace * inverse**2
        matrix[1, 1] = -customers * r / alpha**2 + _sum(weight, squares) - _sum(weighted, squares[back] - pace[back] * inverse_last**2)
        matrix[2, 2] = both - weighted.sum() / a**2
        matrix[2, 3] = both
        one_over = 1 / (b + x[back] - 1)
        matrix[3, 3] = both + many @ polygamma(1, b + each) - customers * polygamma(1, b) + _sum(weighted, one_over**2)
        # How the odds of having gone change with each parameter, and with each pair of them.
        turns = np.stack([later, nearer, np.full(len(later), 1 / a), -one_over])
        matrix += np.einsum("in,jn->ij", turns * (weighted * (1 - gone)), turns) * np.tri(4).T
        return np.triu(matrix) + np.triu(matrix, 1).T

    return of


def alive(parameters, frequency, recency, T):
    """The chance that a customer has not left.

    Of everybody who ordered once it is 1 by the model's making, however long ago that was: their mean over all customers says nothing, and
    its sum is no number of customers. Only of those who came back is it an estimate.

    Parameters
    ----------
    parameters : array of 4
        r, alpha, a, b.
    frequency, recency, T : arrays
        In the model's unit of time.

    Returns
    -------
    float array
        0 to 1.

    Examples
    --------
    >>> model = (0.243, 4.414, 0.793, 2.426)
    >>> [round(float(alive(model, *customer)), 4) for customer in ((2, 30.43, 38.86), (0, 0, 38.86))]
    [0.7266, 1.0]
    """
    return expit(-_odds_of_having_left(parameters, *map(_floats, (frequency, recency, T))))


def expected(parameters, t, frequency, recency, T):
    """Expected occasions of a customer in the next `t`: the paper's equation 10.

    Parameters
    ----------
    parameters : array of 4
        r, alpha, a, b.
    t : float
    frequency, recency, T : arrays
        In the same unit of time.

    Examples
    --------
    >>> round(float(expected((0.243, 4.414, 0.793, 2.426), 39, 2, 30.43, 38.86)), 3)
    1.226
    """
    r, alpha, a, b = parameters
    x, recency, T = map(_floats, (frequency, recency, T))
    if a / (a + b) < NEVER_LEAVES:
        return (r + x) / (alpha + T) * t
    if abs(a - 1) < AROUND_ONE:
        return np.mean([expected((r, alpha, 1 + side, b), t, x, recency, T) for side in (-2 * AROUND_ONE, 2 * AROUND_ONE)], axis=0)
    spent = alpha + T
    shrunk = np.exp((r + x) * np.log(spent / (spent + t))) * hyp2f1(r + x, b + x, a + b + x - 1, t / (spent + t))
    return (a + b + x - 1) / (a - 1) * (1 - shrunk) * alive(parameters, x, recency, T)


def expected_of_newcomer(parameters, t):
    """Expected occasions after the first within `t` of it: the paper's equation 9.

    Examples
    --------
    >>> round(float(expected_of_newcomer((0.243, 4.414, 0.793, 2.426), 39)), 2)
    1.2
    """
    return expected(parameters, t, 0, 0, 0)


def active_between(parameters, begin, end):
    """The chance that a newcomer orders at least once between two times after the first order.

    Parameters
    ----------
    parameters : array of 4
    begin, end : floats or arrays of the same shape
        Times after the first order.

    Notes
    -----
    At pace l and chance p one is still there after s with exp(-l p s) and then orders within u with 1 - exp(-l u). Over the paces that is
    (alpha / (alpha + p s))^r - (alpha / (alpha + p s + u))^r; over the chances it is summed
    at 24 of their quantiles, Gauss and Legendre's nodes.

    Examples
    --------
    >>> float(active_between((1.0, 10.0, 1e-9, 1.0), 0.0, 10.0).round(6))  # nobody leaves: 1 - 10 / 20
    0.5
    """
    r, alpha, a, b = parameters
    begin, end = _floats(begin), _floats(end)
    chance, share = _chances(a, b)
    gone_on = alpha + chance * begin[..., None]
    ordering = np.exp(r * np.log(alpha / gone_on)) - np.exp(r * np.log(alpha / (gone_on + (end - begin)[..., None])))
    return np.einsum("...k,k->...", ordering, share)


def drawn_orders(parameters, t, frequency, recency, T, rng: np.random.Generator) -> np.ndarray:
    """Draw how often each customer orders in the next `t`, as the model has it.

    Given the history, the pace is gamma (r + x, alpha + T) and the chance to leave after an order beta (a, b + x), for whoever is still
    there; so many orders as the pace brings, or as it takes to leave, whichever is fewer.
    """
    r, alpha, a, b = parameters
    x, recency, T = np.broadcast_arrays(*map(_floats, (frequency, recency, T)))
    there = rng.random(x.shape) < alive(parameters, x, recency, T)
    come = rng.poisson(rng.gamma(r + x, 1.0) / (alpha + T) * t)
    chance = np.clip(rng.beta(a, b + x), 1e-12, 1.0)
    return np.where(there, np.minimum(come, rng.geometric(chance)), 0)


def _odds_of_having_left(parameters, x, recency, T):
    """Logarithm of the odds; minus infinity for those who ordered once."""
    r, alpha, a, b = parameters
    back = x > 0
    ordered = np.where(back, b + x - 1, 1.0)
    odds = np.log(a) - np.log(ordered) + (r + x) * np.log((alpha + T) / (alpha + recency))
    return np.where(back, odds, -np.inf)


def _chances(a: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    """Chances to leave, and the share of each."""
    if a / (a + b) < NEVER_LEAVES:
        return np.array([0.0]), np.array([1.0])
    nodes, shares = np.polynomial.legendre.leggauss(NODES)
    return betaincinv(a, b, (nodes + 1) / 2), shares / 2


def _sum(weights: np.ndarray, values: np.ndarray) -> float:
    """Sum of products, without BLAS: on a busy machine its threads wait for one another, fifty times as long as this takes."""
    return float(np.einsum("i,i->", weights, values))


def _floats(values) -> np.ndarray:
    return np.asarray(values, dtype=float)
