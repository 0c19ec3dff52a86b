"""Customers drawn again with a seed, and sums over their answers for many draws at once.

A resample is known by its number: the 7th is the same whether it is drawn alone, with others, or by another process. So a background job
can draw some, show what they say, and go on.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from analysis.products import crossed

#: Numbers of customers times resamples that are held at a time.
HELD = 4_000_000


def times_drawn(units: int, numbers: Sequence[int], *, seed: int) -> np.ndarray:
    """How often each of so many customers stands in each resample.

    Parameters
    ----------
    units : int
        Customers; each resample draws as many, with replacement.
    numbers : whole numbers
        Which resamples, from 0.
    seed : int

    Returns
    -------
    float array of (resamples, units)

    References
    ----------
    Efron, B. (1979), Annals of Statistics 7, 1-26.

    Examples
    --------
    >>> drawn = times_drawn(4, range(3), seed=7)
    >>> drawn.sum(axis=1).tolist(), (times_drawn(4, range(2, 3), seed=7)[0] == drawn[2]).all()
    ([4.0, 4.0, 4.0], np.True_)
    """
    drawn = np.empty((len(numbers), units))
    for place, number in enumerate(numbers):
        picked = np.random.default_rng((seed, number)).integers(0, units, units)
        drawn[place] = np.bincount(picked, minlength=units)
    return drawn


def slices(units: int, numbers: Sequence[int], *, seed: int) -> Iterator[np.ndarray]:
    """`times_drawn` in as many pieces as memory asks for.

    Examples
    --------
    >>> [piece.shape for piece in slices(4, range(250), seed=7)]
    [(100, 4), (100, 4), (50, 4)]
    """
    step = max(1, min(100, HELD // max(units, 1)))
    for begin in range(0, len(numbers), step):
        yield times_drawn(units, numbers[begin : begin + step], seed=seed)


def cross_products(values: np.ndarray, unit: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Sums of squares and products of columns, each row as often as its customer is drawn.

    Parameters
    ----------
    values : float array of (rows, columns)
    unit : int array, one a row
        Whose row it is: all rows of one customer are drawn together.
    drawn : float array of (resamples, customers)
        From `times_drawn`; a row of ones for the data themselves.

    Returns
    -------
    float array of (resamples, columns, columns)

    Examples
    --------
    >>> values, unit = np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]), np.array([0, 0, 1])
    >>> cross_products(values, unit, np.array([[1.0, 1.0], [2.0, 0.0]])).astype(int).tolist()
    [[[3, 10], [10, 38]], [[4, 10], [10, 26]]]
    """
    found = np.empty((len(drawn), values.shape[1], values.shape[1]))
    # One product of matrices a resample: no slower than all in one product of pairs, and without their memory.
    for place, weight in enumerate(drawn):
        found[place] = crossed(values, values * weight[unit, None])
    return found


def weighted_means(values: np.ndarray, unit: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Mean of each column over the rows that have a value, each as often as its customer is drawn.

    Parameters
    ----------
    values : float array of (rows, columns)
        nan where there is none.
    unit, drawn
        As for `cross_products`.

    Returns
    -------
    float array of (resamples, columns)
        nan where nobody who was drawn gave a value.
    """
    there = ~np.isnan(values)
    sums = drawn @ by_unit(np.where(there, values, 0.0), unit, drawn.shape[1])
    weights = drawn @ by_unit(there, unit, drawn.shape[1])
    return np.where(weights > 0, sums / np.where(weights > 0, weights, 1.0), np.nan)


def by_unit(values: np.ndarray, unit: np.ndarray, units: int) -> np.ndarray:
    """Sum the rows of each customer: a float array of (units, columns).

    >>> by_unit(np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]), np.array([0, 0, 1]), 2).tolist()
    [[2.0, 5.0], [1.0, 5.0]]
    """
    return np.stack([np.bincount(unit, column, minlength=units) for column in values.T], axis=1)


def correlations(products: np.ndarray) -> np.ndarray:
    """Correlations from sums of squares and products whose first column is 1.

    Parameters
    ----------
    products : float array of (…, 1 + columns, 1 + columns)
        From `cross_products`.

    Returns
    -------
    float array of (…, columns, columns)
        0 beside a column that is the same for all.
    """
    total, sums, squares = products[..., 0, 0, None, None], products[..., 0, 1:], products[..., 1:, 1:]
    centred = squares - sums[..., :, None] * sums[..., None, :] / total
    spread = np.sqrt(np.maximum(np.diagonal(centred, axis1=-2, axis2=-1), 0.0))
    # Where all are the same, rounding leaves something like 1e-16 of the square.
    size = np.sqrt(np.diagonal(squares, axis1=-2, axis2=-1))
    there = spread > 1e-7 * np.where(size > 0, size, 1.0)
    scale = np.where(there, spread, np.inf)
    found = centred / scale[..., :, None] / scale[..., None, :]
    diagonal = np.arange(found.shape[-1])
    found[..., diagonal, diagonal] = there
    return found
