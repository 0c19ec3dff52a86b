"""Many comparisons at once: how many of those that look different may be chance."""

import numpy as np


def adjusted(p) -> np.ndarray:
    """Adjust p-values by Benjamini and Hochberg: those up to q are a set of which at most a share q is chance, on average.

    Parameters
    ----------
    p : floats
        One p-value for every comparison that was looked at, those that were not worth showing included.

    Returns
    -------
    float array
        In the order of `p`, from 0 to 1.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995), J. R. Stat. Soc. B 57, 289-300.

    Examples
    --------
    >>> adjusted([0.04, 0.001, 0.03]).round(3).tolist()
    [0.04, 0.003, 0.04]
    """
    p = np.asarray(p, dtype=float)
    largest_first = np.argsort(-p, kind="stable")
    ranks = np.arange(len(p), 0, -1)
    found = np.empty(len(p))
    # Of two comparisons the one with the smaller p-value must never be the less certain: hence the running minimum.
    found[largest_first] = np.minimum.accumulate(np.minimum(p[largest_first] * len(p) / ranks, 1.0))
    return found
