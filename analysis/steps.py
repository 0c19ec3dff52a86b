"""What the links from more satisfaction to money come to, in the data and in customers drawn again."""

from dataclasses import dataclass

import numpy as np

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Arrays of 1 + B: the first entry is the data, the others are customers drawn again. Money in minor units.

    Attributes
    ----------
    slope, base, more_retained, brought : float arrays
        As `chain.Chain` has them.
    ends : tuple of int
        Days from today on.
    path : tuple of float arrays
        The difference for one customer of today through each of these.
    whole : float array of 2 × (1 + B), or None
        What one brings over the horizon, as things are and with the better rating; None where no money was asked for.
    a_year : float array or None
        The difference in the first year.
    capped : float
    """

    slope: np.ndarray
    base: np.ndarray
    more_retained: np.ndarray
    brought: np.ndarray
    ends: tuple[int, ...] = ()
    path: tuple[np.ndarray, ...] = ()
    whole: np.ndarray | None = None
    a_year: np.ndarray | None = None
    capped: float = 0.0
