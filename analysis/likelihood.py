"""The largest likelihood of a model whose parameters are all above 0, and how surely it is known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

# A likelihood tells its value, gradient and, if asked for, the matrix of its second derivatives, by the parameters themselves.
Likelihood = Callable[[np.ndarray, bool], tuple[float, np.ndarray, np.ndarray | None]]

# How far a logarithm may go from where it starts: a factor of some nine million.
FARTHEST = 16.0
NEWTON_STEPS = 12
# Gradient per customer, by the logarithm of a parameter, below which this is the top to the last digits.
FLAT = 1e-10
# Where values are equal up to these digits, the gradient tells which place is the higher one.
LAST_DIGITS = 1e-12
# What a log-likelihood may still gain where it is called the top: nothing beside the 2 that make an interval at 95 %.
TO_GAIN = 1e-3
# A direction in which less than this is known stays where it is: the standard error of its logarithm would be above 3.
LEAST_KNOWN = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Maximum:
    """Where a likelihood is largest.

    Attributes
    ----------
    parameters : float array of P
    value : float
        The log-likelihood there.
    covariance : float array of P x P
        Of the logarithms of the parameters, by the observed information; a direction that nothing is known of counts for none.
    identified : bool
        Whether there is no such direction.
    settled : bool
        Whether there is nothing more to gain, by the gradient, whatever the optimiser says of itself.
    """

    parameters: np.ndarray
    value: float
    covariance: np.ndarray
    identified: bool
    settled: bool

    @property
    def standard_errors(self) -> np.ndarray:
        """Of the parameters themselves, by the delta method; nan where they are not identified."""
        errors = self.parameters * np.sqrt(np.diag(self.covariance))
        return errors if self.identified else np.full(len(errors), np.nan)

    def draws(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Draw parameters that the data leave possible: their logarithms from a normal distribution; count x P."""
        # By the eigenvectors, which work where the matrix has no Cholesky factor.
        values, vectors = np.linalg.eigh(self.covariance)
        spread = vectors * np.sqrt(np.clip(values, 0, None))
        return self.parameters * np.exp(rng.standard_normal((count, len(values))) @ spread.T)


def maximise(likelihood: Likelihood, start, *, customers: float, thinned: Likelihood | None = None) -> Maximum:
    """Find where a likelihood is largest.

    Parameters
    ----------
    likelihood : callable
        Takes the parameters and whether second derivatives are wanted.
    start : array of P
        Where to begin; a scale is free, as logarithms are what moves.
    customers : float
        How many the likelihood is summed over.
    thinned : callable, optional
        The likelihood of a part of the customers, to walk near the top at less expense.

    Notes
    -----
    L-BFGS-B on the logarithms (Byrd, Lu, Nocedal & Zhu 1995, SIAM J. Sci. Comput. 16, 1190-1208), then Newton's steps with the exact
    second derivatives, which are the observed information as well.

    Examples
    --------
    >>> def exponential(rate, second):  # 10 customers watched for 40 days in all
    ...     return 10 * np.log(rate[0]) - 40 * rate[0], 10 / rate - 40, np.diag(-10 / rate**2) if second else None
    >>> found = maximise(exponential, [1.0], customers=10)
    >>> found.parameters.round(6).tolist(), found.standard_errors.round(6).tolist()
    ([0.25], [0.079057])
    """
    here = np.log(np.asarray(start, dtype=float))
    bounds = [(value - FARTHEST, value + FARTHEST) for value in here]
    here = _walked(thinned or likelihood, here, bounds)
    climbed = _climbed(likelihood, here, customers, bounds)
    if climbed is None:
        here = _walked(likelihood, here, bounds) if thinned else here
        climbed = _climbed(likelihood, here, customers, bounds) or (here, *_by_logarithm(likelihood, here, True))
    here, value, slope, curvature = climbed
    known, vectors = np.linalg.eigh(-curvature)
    enough = known > LEAST_KNOWN
    covariance = (vectors[:, enough] / known[enough]) @ vectors[:, enough].T
    uphill = vectors.T @ slope
    to_gain = (uphill[enough] ** 2 / known[enough]).sum() / 2 + np.abs(uphill[~enough]).sum() / 100
    return Maximum(
        parameters=np.exp(here),
        value=float(value),
        covariance=covariance,
        identified=bool(enough.all()),
        settled=bool(to_gain <= TO_GAIN),
    )


def _by_logarithm(likelihood: Likelihood, here: np.ndarray, second: bool):
    parameters = np.exp(here)
    value, slope, curvature = likelihood(parameters, second)
    slope = parameters * slope
    if second:
        curvature = np.outer(parameters, parameters) * curvature + np.diag(slope)
    return value, slope, curvature


def _walked(likelihood: Likelihood, here: np.ndarray, bounds) -> np.ndarray:
    """Walk uphill by gradients."""
    scale = max(abs(likelihood(np.exp(here), False)[0]), 1.0)

    def downhill(place):
        value, slope, _ = _by_logarithm(likelihood, place, False)
        return -value / scale, -slope / scale

    return minimize(downhill, here, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-15, "gtol": 1e-8}).x


def _climbed(likelihood: Likelihood, here: np.ndarray, customers: float, bounds):
    """Take Newton's steps to the top; None where there is no top to step to."""
    value, slope, curvature = _by_logarithm(likelihood, here, True)
    for _ in range(NEWTON_STEPS):
        if np.abs(slope).max() <= FLAT * customers:
            return here, value, slope, curvature
        if not np.isfinite(curvature).all() or np.linalg.eigvalsh(-curvature)[0] <= 0:
            return None
        step = np.linalg.solve(-curvature, slope)
        there = here + step
        if np.abs(step).max() > 1 or any(not low <= place <= high for place, (low, high) in zip(there, bounds)):
            return None
        found = _by_logarithm(likelihood, there, True)
        lower = found[0] < value - LAST_DIGITS * abs(value)
        if lower or (found[0] <= value and np.abs(found[1]).max() >= np.abs(slope).max()):
            return here, value, slope, curvature
        here, (value, slope, curvature) = there, found
    return here, value, slope, curvature
