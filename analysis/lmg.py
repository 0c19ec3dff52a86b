"""How much of what is explained each attribute carries: its part of R², averaged over every order in which attributes can enter."""

from functools import cache
from math import factorial

import numpy as np

#: Every subset of so many attributes is looked at: 4,096 of 12.
MOST = 12
#: What less than this share of a variance is left of, the others say already: dividing by it would be dividing by rounding.
SINGULAR = 1e-10


def lmg(correlations: np.ndarray) -> np.ndarray:
    """Divide R² among attributes by Lindeman, Merenda and Gold: the Shapley value of each.

    Parameters
    ----------
    correlations : float array of (…, attributes + 1, attributes + 1)
        Correlations of the attributes with each other and, in the last row and column, with the outcome. Leading axes are separate
        cases: the resamples of a bootstrap.

    Returns
    -------
    float array of (…, attributes)
        Never negative; they sum to R². Of two attributes that say exactly the same, each gets half.

    Notes
    -----
    The time is that of all subsets: it doubles with every attribute. Up to `MOST` a thousand cases take a second or two.

    References
    ----------
    Lindeman, R. H., Merenda, P. F. & Gold, R. Z. (1980), Introduction to Bivariate and Multivariate Analysis, 119 ff.;
    Grömping, U. (2006), J. Stat. Softw. 17(1).

    Examples
    --------
    >>> lmg(np.array([[1, 0, 0.6], [0, 1, 0.5], [0.6, 0.5, 1]])).round(6).tolist()
    [0.36, 0.25]
    """
    correlations = np.asarray(correlations, dtype=float)
    found = explained(correlations) @ _weights(correlations.shape[-1] - 1)
    # Exact sums are never negative; rounding can leave a hair below.
    return np.maximum(found, 0.0)


def explained(correlations: np.ndarray) -> np.ndarray:
    """R² of the outcome by every subset of the attributes.

    Parameters
    ----------
    correlations : float array of (…, attributes + 1, attributes + 1)
        The outcome's last.

    Returns
    -------
    float array of (…, 2 ** attributes)
        Bit j of the place says whether attribute j is in the subset; place 0 is the empty one.

    Notes
    -----
    The attributes are taken one by one. Each doubles the subsets: one half leaves it out, the other takes from what is still to come, and
    from the outcome, all that goes along with it (a step of Cholesky's). While the subsets double, what is left of the matrix shrinks: in
    all it costs about 12 numbers a subset, where a system of equations for each would cost its size cubed.

    Examples
    --------
    >>> explained(np.array([[1, 0, 0.6], [0, 1, 0.5], [0.6, 0.5, 1]])).round(6).tolist()
    [0.0, 0.36, 0.25, 0.61]
    """
    correlations = np.asarray(correlations, dtype=float)
    left = correlations[..., None, :, :]
    for _ in range(correlations.shape[-1] - 1):
        pivot = left[..., 0, 0]
        along = left[..., 1:, 0]
        there = pivot > SINGULAR
        slope = along * (there / np.where(there, pivot, 1.0))[..., None]
        rest = left[..., 1:, 1:]
        left = np.concatenate([rest, rest - slope[..., :, None] * along[..., None, :]], axis=-3)
    return correlations[..., -1, -1, None] - left[..., 0, 0]


@cache
def _weights(attributes: int) -> np.ndarray:
    """How often, among all orders, an attribute enters just after a subset (less) or completes it (more): (2 ** attributes, attributes)."""
    subset = np.arange(2**attributes)
    inside = (subset[:, None] >> np.arange(attributes)) & 1
    size = inside.sum(axis=1)
    orders = [factorial(s) * factorial(attributes - 1 - s) / factorial(attributes) for s in range(attributes)]
    after, completed = np.array([*orders, 0.0])[size], np.array([0.0, *orders])[size]
    return np.where(inside, completed[:, None], -after[:, None])
