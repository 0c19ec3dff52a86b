"""Logistic regression: what the chance of something goes along with."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

STEPS = 50
CLOSE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Logit:
    """A fitted model.

    Attributes
    ----------
    coefficients : float array of K
        On the logit, the constant first.
    covariance : float array of K × K
        Inverse observed information.
    """

    coefficients: np.ndarray
    covariance: np.ndarray


def logit(columns: np.ndarray, happened: np.ndarray) -> Logit | None:
    """Fit by Newton's method.

    Parameters
    ----------
    columns : float array of n × (K - 1)
        Without the constant.
    happened : bool array of n

    Returns
    -------
    Logit or None
        None where there is no finite best fit: the columns tell apart who did from who did not, or repeat each other.

    References
    ----------
    Cox, D. R. (1958), J. R. Stat. Soc. B 20, 215-242.

    Examples
    --------
    >>> found = logit(np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]]), np.array([0, 0, 1, 0, 1, 1], dtype=bool))
    >>> found.coefficients.round(4).tolist()
    [-0.6931, 1.3863]
    """
    design = np.column_stack([np.ones(len(happened)), columns])
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = expit(design @ found)
        information = (design * (chance * (1 - chance))[:, None]).T @ design
        if np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, design.T @ (happened - chance))
        found = found + step
        if np.abs(found).max() > 50:
            return None
        if np.abs(step).max() < CLOSE:
            return Logit(coefficients=found, covariance=np.linalg.inv(information))
    return None
