"""Answers on a scale: one scale for a question, whatever scales it was asked on, and what its steps are."""

from dataclasses import dataclass

import numpy as np

from analysis.traits import FEW_STEPS, good

#: A whole scale of up to so many steps is shown step by step; a finer one in as many equal parts.
MOST_STEPS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From the worst answer to the best; higher is better."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far it is from the worst to the best."""
        return self.high - self.low

    @property
    def steps(self) -> np.ndarray:
        """The answers that are shown one by one: all whole ones, or of a finer scale eleven at equal distances.

        >>> Scale(low=1, high=5).steps.tolist(), Scale(low=0, high=100).steps[:3].tolist()
        ([1.0, 2.0, 3.0, 4.0, 5.0], [0.0, 10.0, 20.0])
        """
        whole = float(self.width).is_integer() and self.width < MOST_STEPS
        return np.linspace(self.low, self.high, int(self.width) + 1 if whole else MOST_STEPS)

    def step(self, values: np.ndarray) -> np.ndarray:
        """The place in `steps` nearest to each value, upwards if two are; -1 where there is no value.

        >>> Scale(low=1, high=5).step(np.array([1, 3.5, 5, np.nan])).tolist()
        [0, 3, 4, -1]
        """
        last = len(self.steps) - 1
        share = (np.asarray(values, dtype=float) - self.low) / self.width * last
        # Rounded first: what is moved from another scale would otherwise miss the middle by a hair.
        return np.where(np.isnan(share), -1, np.floor(np.round(np.nan_to_num(share), 9) + 0.5)).astype(np.int8)

    def best(self, values: np.ndarray) -> np.ndarray:
        """Whether an answer is one of the two best: 4 or 5 of 5, 9 or 10 of 10; False where there is none.

        >>> Scale(low=1, high=5).best(np.array([3, 4, np.nan])).tolist()
        [False, True, False]
        """
        return good(np.asarray(values, dtype=float), self.low, self.high)

    def worst(self, values: np.ndarray) -> np.ndarray:
        """Whether it is one of the two worst: 1 or 2 of 5, 0 or 1 of 10; False where there is none.

        >>> Scale(low=1, high=5).worst(np.array([3, 2, np.nan])).tolist()
        [False, True, False]
        """
        reach = 1 if self.width <= FEW_STEPS else self.width / FEW_STEPS
        values = np.asarray(values, dtype=float)
        return (values <= self.low + reach) & (values < self.high)


def moved(values: np.ndarray, low, high, onto: Scale) -> np.ndarray:
    """Move answers from their own scales onto one, the worst to the worst and the best to the best.

    Parameters
    ----------
    values, low, high : float arrays of one shape
        Answers, and the ends of the scale that each was given on.
    onto : Scale

    Returns
    -------
    float array

    Examples
    --------
    >>> moved(np.array([0, 5, 10, 4.0]), np.array([0, 0, 0, 1]), np.array([10, 10, 10, 5]), Scale(low=1, high=5)).tolist()
    [1.0, 3.0, 5.0, 4.0]
    """
    same = (low == onto.low) & (high == onto.high)
    with np.errstate(invalid="ignore", divide="ignore"):
        stretched = onto.low + (values - low) / (high - low) * onto.width
    return np.where(same, values, stretched)


def commonest(low: np.ndarray, high: np.ndarray, answers: np.ndarray) -> Scale:
    """Of several scales the one that most answers were given on; of two as common, the shorter.

    >>> commonest(np.array([0, 1]), np.array([10, 5]), np.array([40, 60]))
    Scale(low=1.0, high=5.0)
    """
    place = np.lexsort((low, high - low, -np.asarray(answers)))[0]
    return Scale(low=float(low[place]), high=float(high[place]))
