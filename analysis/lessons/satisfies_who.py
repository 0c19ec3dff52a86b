"""Who answered: the answers to a survey held against all orders of an invented company, of which it is known how each went."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from analysis.errors import Refused, say
from analysis.evidence import THIN_BELOW
from analysis.intervals import wilson
from analysis.means import bounded, repeats

#: Where an order's true satisfaction parts from 1 to 5: below, between, and from there on.
POOR_BELOW, WELL_FROM = 3.0, 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """Orders that truly went poorly, so-so or well.

    Attributes
    ----------
    name : {"poorly", "so-so", "well"}
    orders, answers : int
        How many there were, and how many of them were answered about.
    rate, low, high : float
        The second as a share of the first, with its interval.
    mean : float
        Of the answers.
    """

    name: str
    orders: int
    answers: int
    rate: float
    low: float
    high: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who answered, held against all orders.

    Attributes
    ----------
    went : tuple of Went
        Poorly, so-so, well.
    orders, answers : int
    mean, mean_low, mean_high : float
        Of the answers as they came.
    weighted, low, high : float
        Of the same answers, each kind counted by its orders.
    truth : float
        Mean satisfaction of all orders.
    poor_below, well_from : float
        Which true satisfaction is meant by poorly and well.
    """

    went: tuple[Went, ...]
    orders: int
    answers: int
    mean: float
    mean_low: float
    mean_high: float
    weighted: float
    low: float
    high: float
    truth: float
    poor_below: float
    well_from: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """All orders of an invented company, one entry each.

    Attributes
    ----------
    who : int64 array
        Whose.
    satisfaction : float array
        As it truly was.
    said : float array
        As it was answered; nan where nobody did.
    """

    who: np.ndarray
    satisfaction: np.ndarray
    said: np.ndarray


def who(happened: Happened, *, level: float = 0.95) -> Who:
    """Hold the answers against all orders, by how these truly went.

    Raises
    ------
    Refused
        Where fewer than ten of a kind were answered about.

    References
    ----------
    Holt, D. & Smith, T. M. F. (1979), J. R. Stat. Soc. A 142, 33-46: post-stratification.

    Examples
    --------
    >>> went = np.array([2.0] * 50 + [3.5] * 50 + [4.5] * 50)
    >>> said = np.where(np.arange(150) % 50 < np.repeat([10, 20, 30], 50), went + np.tile([-0.5, 0.5], 75), np.nan)
    >>> found = who(Happened(who=np.arange(150), satisfaction=went, said=said))
    >>> [one.rate for one in found.went], round(found.mean, 2), round(found.weighted, 2), round(found.truth, 2)
    ([0.2, 0.4, 0.6], 3.75, 3.33, 3.33)
    """
    went, said = happened.satisfaction, happened.said
    answered, orders = ~np.isnan(said), len(went)
    kinds, residuals, variance = [], np.full(orders, np.nan), 0.0
    for name, mask in (("poorly", went < POOR_BELOW), ("so-so", (went >= POOR_BELOW) & (went < WELL_FROM)), ("well", went >= WELL_FROM)):
        of_these = mask & answered
        n = int(of_these.sum())
        if n < THIN_BELOW:
            raise Refused(
                found=say("{} answers about orders of a kind", n),
                needed=say("{} about each", THIN_BELOW),
                do="Take a company of more customers.",
            )
        mean = float(said[of_these].mean())
        residuals[of_these] = said[of_these] - mean
        variance += (mask.sum() / orders) ** 2 * float(said[of_these].var(ddof=1)) / n
        low, high = wilson(n, int(mask.sum()), level)
        kinds.append(Went(name=name, orders=int(mask.sum()), answers=n, rate=n / int(mask.sum()), low=low, high=high, mean=mean))
    values, whose = said[answered], happened.who[answered]
    weighted = sum(one.orders * one.mean for one in kinds) / orders
    worth = repeats(residuals[answered][:, None], whose)[0]
    half = float(stdtrit(len(values) - len(kinds), (1 + level) / 2) * np.sqrt(worth * variance))
    ends = bounded(values.mean(), values.std(ddof=1), len(values), low=1, high=5, level=level, divisor=repeats(values[:, None], whose)[0])
    return Who(
        went=tuple(kinds),
        orders=orders,
        answers=len(values),
        mean=float(values.mean()),
        mean_low=ends[0],
        mean_high=ends[1],
        weighted=weighted,
        low=weighted - half,
        high=weighted + half,
        truth=float(went.mean()),
        poor_below=POOR_BELOW,
        well_from=WELL_FROM,
    )
