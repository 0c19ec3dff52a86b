"""Products of tall matrices, a few rows at a time.

A library of linear algebra (BLAS) gives a large product to as many threads as there are processors, and on a busy machine they wait for
each other: of 200,000 rows by 32, thirty times as long. Blocks this small stay within one thread and the processor's own memory; in one
thread alone they take no longer than one piece.
"""

import numpy as np

#: Multiplications a block. From about 260,000 on OpenBLAS takes several threads.
_SIZE, _LEAST = 200_000, 16
#: Columns a block; with more, the blocks' results would need more memory than the matrix.
_COLUMNS = 32


def crossed(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The transposed first times the second: sums over the rows of products of their columns.

    Parameters
    ----------
    first, second : float arrays of (rows, columns), the rows the same

    Returns
    -------
    float array of (columns of the first, columns of the second)

    Examples
    --------
    >>> crossed(np.array([[1.0, 2.0], [1.0, 3.0]]), np.array([[1.0], [5.0]])).tolist()
    [[6.0], [17.0]]
    """
    found = np.empty((first.shape[1], second.shape[1]))
    for at in range(0, first.shape[1], _COLUMNS):
        # Of a matrix with itself, what lies below the diagonal is what lies above it.
        for other in range(at if first is second else 0, second.shape[1], _COLUMNS):
            tile = _crossed(first[:, at : at + _COLUMNS], second[:, other : other + _COLUMNS])
            found[at : at + _COLUMNS, other : other + _COLUMNS] = tile
            if first is second:
                found[other : other + _COLUMNS, at : at + _COLUMNS] = tile.T
    return found


def _crossed(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    rows, whole = _blocks(len(first), first.shape[1] * second.shape[1])
    one, other = (values[:whole].reshape(-1, rows, values.shape[1]) for values in (first, second))
    return np.matmul(one.transpose(0, 2, 1), other).sum(axis=0) + first[whole:].T @ second[whole:]


def applied(values: np.ndarray, table: np.ndarray) -> np.ndarray:
    """A tall matrix times a small one.

    Parameters
    ----------
    values : float array of (rows, columns)
    table : float array of (columns, columns)

    Examples
    --------
    >>> applied(np.array([[1.0, 2.0], [1.0, 3.0]]), np.array([[1.0, 0.0], [1.0, 2.0]])).tolist()
    [[3.0, 4.0], [4.0, 6.0]]
    """
    rows, whole = _blocks(len(values), table.size)
    found = np.empty((len(values), table.shape[1]))
    np.matmul(values[:whole].reshape(-1, rows, values.shape[1]), table, out=found[:whole].reshape(-1, rows, table.shape[1]))
    found[whole:] = values[whole:] @ table
    return found


def _blocks(rows: int, cells: int) -> tuple[int, int]:
    """How many rows a block has, and how many rows are in whole blocks."""
    each = max(_LEAST, _SIZE // max(cells, 1))
    return each, rows // each * each
