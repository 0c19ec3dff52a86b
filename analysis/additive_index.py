"""The additive satisfaction index: each customer's ratings, weighted by what matters to them, from 0 to 100."""

import numpy as np

#: An index is defined for whoever rated attributes that carry at least this share of the weight.
LEAST_COVERAGE = 0.5


def importances(importance: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """The weights: one's own importance where given, otherwise the attribute's mean.

    Parameters
    ----------
    importance : float array of R × A
        nan where not given.
    low, high : float arrays of A
        The ends of each attribute's scale. On unlike scales the weights would be, too: then all are moved onto 1 to 5.

    Returns
    -------
    float array of R × A, or None
        None where nobody was asked for any. An attribute that nobody gave an importance has the mean of the others.

    Examples
    --------
    >>> importances(np.array([[5, 3], [np.nan, 1]]), np.array([1, 1]), np.array([5, 5])).tolist()
    [[5.0, 3.0], [5.0, 1.0]]
    """
    given = ~np.isnan(importance)
    if not given.any():
        return None
    if len(set(zip(low.tolist(), high.tolist(), strict=True))) > 1:
        importance = 1 + 4 * (importance - low) / (high - low)
    number = given.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(given, importance, 0).sum(axis=0) / number
    mean = np.where(number > 0, mean, mean[number > 0].mean())
    return np.where(given, importance, mean)


def additive_index(performance: np.ndarray, weights: np.ndarray, low, high) -> tuple[np.ndarray, np.ndarray]:
    """The index of each customer, and the share of the weight that it rests on.

    What was not rated is left out with its weight: it is no 0, and whoever rates more does not gain by it.

    Parameters
    ----------
    performance : float array of R × A
        nan where not rated or not applicable.
    weights : float array of R × A, or of A
        0 or more; 0 is not valued.
    low, high : float or float arrays of A
        The ends of the scales.

    Returns
    -------
    (index, coverage) : float arrays of R
        The index from 0 to 100, nan where less than half of the weight was rated; coverage from 0 to 1.

    Examples
    --------
    >>> rated = np.array([[5, 4, 3], [4, np.nan, 2], [np.nan, np.nan, 1]])
    >>> index, coverage = additive_index(rated, np.array([5, 3, 2]), 1, 5)
    >>> index.round(2).tolist(), coverage.round(2).tolist()
    ([82.5, 60.71, nan], [1.0, 0.7, 0.2])
    """
    weights = np.broadcast_to(np.asarray(weights, dtype=float), performance.shape)
    low, high = (np.broadcast_to(np.asarray(end, dtype=float), performance.shape[1]) for end in (low, high))
    whole, there, total = (np.zeros(len(performance)) for _ in range(3))
    for column in range(performance.shape[1]):  # one at a time: a matrix of each step would not fit a processor's cache
        values, weight = performance[:, column], weights[:, column]
        rated = ~np.isnan(values)
        whole += weight
        there += np.where(rated, weight, 0.0)
        total += np.where(rated, weight * (values - low[column]) * (100 / (high[column] - low[column])), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = np.where(whole > 0, there / whole, 0.0)
        index = np.where((coverage >= LEAST_COVERAGE) & (there > 0), total / there, np.nan)
    return index, coverage
