"""The steps from a rating to staying, fitted on the same customers drawn again: so that a chain of them knows how sure it is as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from analysis.resampling import cross_products

STEPS = 50
CLOSE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What the steps are fitted on; all rows of one customer are drawn together, through all of them.

    Attributes
    ----------
    ratings : float array of N × P
        Complete answers.
    said : float array of N
        Satisfaction on the whole.
    unit : int64 array of N
        Whose, from 0 to `units` - 1.
    answer : float array of M
        Satisfaction of those who were watched after it.
    back : bool array of M
        Who ordered in the period after it.
    brought : float array of M
        What each brought in that period, in minor units.
    whose : int64 array of M
    units : int
    """

    ratings: np.ndarray
    said: np.ndarray
    unit: np.ndarray
    answer: np.ndarray
    back: np.ndarray
    brought: np.ndarray
    whose: np.ndarray
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The steps in the data themselves, which is row 0, and in customers drawn again, which are the B rows after it.

    Attributes
    ----------
    effect : float array of (1 + B) × P
        Points of satisfaction for a point of each rating, the others the same.
    answer : float array of K
        The answers that those gave who were watched, ascending.
    share : float array of (1 + B) × K
        Which part of them gave each.
    constant, slope : float arrays of 1 + B
        Of the logit of staying, on the answer; nan where no best fit is finite.
    kept : float array of 1 + B
        The part that stayed.
    brought : float array of 1 + B
        Minor units a period of each one who stayed; nan where nobody did.
    """

    effect: np.ndarray
    answer: np.ndarray
    share: np.ndarray
    constant: np.ndarray
    slope: np.ndarray
    kept: np.ndarray
    brought: np.ndarray


def draw(rows: Rows, pieces: Iterable[np.ndarray]) -> Draws:
    """Fit all the steps in each resample.

    Parameters
    ----------
    rows : Rows
    pieces : iterable of float arrays of (resamples, units)
        How often each customer is drawn, as `resampling.slices` gives it.

    Returns
    -------
    Draws

    Notes
    -----
    Whoever is drawn is drawn through all the steps at once. With the second step held as it is, an interval of 90 % held the truth in 58 of
    100 simulated worlds only.

    References
    ----------
    Efron, B. & Tibshirani, R. (1993), An Introduction to the Bootstrap, chapter 9: cases are drawn, not residuals.
    """
    answer, place = np.unique(rows.answer, return_inverse=True)
    middle, order = rows.ratings.mean(axis=0), np.argsort(place, kind="stable")
    begin = np.flatnonzero(np.diff(place[order], prepend=-1))
    design = np.column_stack([np.ones(len(rows.said)), rows.ratings - middle, rows.said])
    found: list[tuple] = []
    for drawn in _with_the_data(rows.units, pieces):
        products = cross_products(design, rows.unit, drawn)
        inverse = np.linalg.pinv(products[:, :-1, :-1], hermitian=True)
        times = drawn[:, rows.whose[order]]
        asked, stayed = (np.add.reduceat(part, begin, axis=1) for part in (times, times * rows.back[order]))
        total, back = asked.sum(axis=1), stayed.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            found.append(
                (
                    np.einsum("bij,bj->bi", inverse, products[:, :-1, -1])[:, 1:],
                    asked / total[:, None],
                    *logits(answer, asked, stayed),
                    back / total,
                    times @ rows.brought[order] / back,
                )
            )
    effect, share, constant, slope, kept, brought = (np.concatenate(part) for part in zip(*found, strict=True))
    return Draws(effect=effect, answer=answer, share=share, constant=constant, slope=slope, kept=kept, brought=brought)


def _with_the_data(units: int, pieces: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    yield np.ones((1, units))
    yield from pieces


def logits(answer: np.ndarray, asked: np.ndarray, stayed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit the logit of staying on the answer, by Newton's method, in many resamples at once.

    Parameters
    ----------
    answer : float array of K
    asked, stayed : float arrays of B × K
        How many gave each answer, and how many of them stayed.

    Returns
    -------
    (constant, slope) : float arrays of B
        nan where no best fit is finite.

    References
    ----------
    Cox, D. R. (1958), J. R. Stat. Soc. B 20, 215-242.

    Examples
    --------
    >>> constant, slope = logits(np.array([0.0, 1.0]), np.array([[3.0, 3.0], [3.0, 3.0]]), np.array([[1.0, 2.0], [0.0, 3.0]]))
    >>> constant.round(4).tolist(), slope.round(4).tolist()
    ([-0.6931, nan], [1.3863, nan])
    """
    middle = answer.mean() if len(answer) else 0.0
    away = answer - middle
    constant, slope = np.zeros(len(asked)), np.zeros(len(asked))
    step = np.full(len(asked), np.inf)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        for _ in range(STEPS):
            chance = expit(constant[:, None] + slope[:, None] * away)
            spread, left = asked * chance * (1 - chance), stayed - asked * chance
            a, b, c = spread.sum(axis=1), spread @ away, spread @ away**2
            first, second = left.sum(axis=1), left @ away
            inside = a * c - b * b
            up, steeper = (c * first - b * second) / inside, (a * second - b * first) / inside
            constant, slope = constant + up, slope + steeper
            step = np.maximum(np.abs(up), np.abs(steeper))
            if not (step > CLOSE).any():  # nan is no step either
                break
        finite = (step <= CLOSE) & (np.abs(constant) + np.abs(slope) * np.abs(away).max(initial=1.0) < 50)
    return np.where(finite, constant - slope * middle, np.nan), np.where(finite, slope, np.nan)
