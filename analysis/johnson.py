"""What each attribute carries where there are too many to try every order: Johnson's relative weights."""

import numpy as np

from analysis.lmg import SINGULAR


def johnson(correlations: np.ndarray) -> np.ndarray:
    """Divide R² among attributes through the uncorrelated variables that lie closest to them.

    Parameters
    ----------
    correlations : float array of (…, attributes + 1, attributes + 1)
        The outcome's last, as for `lmg.lmg`.

    Returns
    -------
    float array of (…, attributes)
        Never negative; they sum to R². For two attributes they are the shares of `lmg.lmg`, for more close to them.

    References
    ----------
    Johnson, J. W. (2000), Multivariate Behavioral Research 35, 1-19; the same weights: Genizi, A. (1993), Statistica Sinica 3, 407-420.

    Examples
    --------
    >>> johnson(np.array([[1, 0, 0.6], [0, 1, 0.5], [0.6, 0.5, 1]])).round(6).tolist()
    [0.36, 0.25]
    """
    correlations = np.asarray(correlations, dtype=float)
    among, outcome = correlations[..., :-1, :-1], correlations[..., :-1, -1]
    size, direction = np.linalg.eigh(among)
    there = size > SINGULAR
    root = np.sqrt(np.where(there, size, 0.0))
    # By the symmetric root: of all uncorrelated variables those that lie closest to the attributes.
    along = (np.swapaxes(direction, -1, -2) @ outcome[..., None])[..., 0]
    slopes = (direction @ (np.where(there, along / np.where(there, root, 1.0), 0.0))[..., None])[..., 0]
    loadings = (direction * root[..., None, :]) @ np.swapaxes(direction, -1, -2)
    return (loadings**2 @ (slopes**2)[..., None])[..., 0]
