"""How well a score tells two kinds of people apart: the share of pairs that it puts in the right order, and whether another does better."""

from dataclasses import dataclass

import numpy as np

from analysis.intervals import critical
from analysis.means import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrimination:
    """Two scores of the same people, each against what came after.

    Attributes
    ----------
    n, events : int
        People, and those of them to whom it happened.
    first, second : Estimate
        The area under each score's curve: of two people, one to whom it happened and one to whom it did not, the chance that the score is
        higher for the former, ties counting half. 0.5 is the toss of a coin. `n` is that of the rarer kind.
    difference : Estimate
        The first minus the second.
    """

    n: int
    events: int
    first: Estimate
    second: Estimate
    difference: Estimate


def midranks(values: np.ndarray) -> np.ndarray:
    """The rank of each value from 1, those that are equal sharing the mean of theirs.

    Parameters
    ----------
    values : float array of n
        Without nan.

    Examples
    --------
    >>> midranks(np.array([5.0, 2.0, 9.0, 2.0])).tolist()
    [3.0, 1.5, 4.0, 1.5]
    """
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return (last - (count - 1) / 2)[place]


def discrimination(first: np.ndarray, second: np.ndarray, happened: np.ndarray, *, level: float = 0.95) -> Discrimination | None:
    """Compare two scores of the same people.

    Parameters
    ----------
    first, second : float arrays of n
        Higher is to mean likelier; without nan.
    happened : bool array of n
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    Discrimination or None
        None where it happened to fewer than two, or to all but fewer than two: nothing can be told apart.

    Notes
    -----
    The area is Mann and Whitney's statistic over the number of pairs; the covariance of two of them on the same people is DeLong's, by
    ranks. The intervals are normal ones, and those of an area end at 0 and 1.

    References
    ----------
    DeLong, E. R., DeLong, D. M. & Clarke-Pearson, D. L. (1988), Biometrics 44, 837-845; Sun, X. & Xu, W. (2014), IEEE Signal Processing
    Letters 21, 1389-1393, of the way by ranks; Hanley, J. A. & McNeil, B. J. (1982), Radiology 143, 29-36.

    Examples
    --------
    >>> found = discrimination(np.array([1, 2, 3, 4.0]), np.array([2, 1, 2, 1.0]), np.array([False, True, False, True]))
    >>> found.first.value, found.second.value, found.difference.value
    (0.75, 0.0, 0.75)
    """
    happened = np.asarray(happened, dtype=bool)
    events, others = int(happened.sum()), int((~happened).sum())
    if min(events, others) < 2:
        return None
    areas, of_events, of_others = zip(*(_placed(np.asarray(score, dtype=float), happened) for score in (first, second)), strict=True)
    covariance = np.cov(of_events) / events + np.cov(of_others) / others
    rarer, z = min(events, others), critical(level)

    def area(place: int) -> Estimate:
        half = z * float(np.sqrt(covariance[place, place]))
        return Estimate(value=areas[place], low=max(areas[place] - half, 0.0), high=min(areas[place] + half, 1.0), n=rarer)

    apart = areas[0] - areas[1]
    half = z * float(np.sqrt(max(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1], 0.0)))
    difference = Estimate(value=apart, low=apart - half, high=apart + half, n=rarer)
    return Discrimination(n=len(happened), events=events, first=area(0), second=area(1), difference=difference)


def _placed(score: np.ndarray, happened: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """The area, and its parts: for each to whom it happened the share of the others that lie below, and the other way round."""
    ranks = midranks(score)
    events, others = score[happened], score[~happened]
    below = (ranks[happened] - midranks(events)) / len(others)
    above = 1 - (ranks[~happened] - midranks(others)) / len(events)
    return float(below.mean()), below, above
