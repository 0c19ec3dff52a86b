"""Members and others, in a few bands of the orders that they had placed by one day: like with like, for a pocket calculator."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot

import numpy as np

from analysis import calendar
from analysis.comparisons import Group, group
from analysis.evidence import NO_VALUE_BELOW, THIN_BELOW
from analysis.occasions import Occasions

MOST = 3
#: So many orders it takes to be looked at: who has come back once is worth an invitation.
FEWEST = 2
#: From so many orders on a band may begin.
CUTS = (3, 4, 5, 6, 8, 10, 13, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Customers who had ordered about equally often by a day.

    Attributes
    ----------
    first, last : int, int or None
        From how many days with an order to how many, both included; None for no end.
    members, others : Group
        Who was a member on that day and who was none, and how many of them ordered after it.
    """

    first: int
    last: int | None
    members: Group
    others: Group

    @property
    def difference(self) -> float:
        """The share of members who ordered, less that of the others."""
        return self.members.rate - self.others.rate


def bands(occasions: Occasions, since: np.ndarray, days: int) -> tuple[Band, ...]:
    """Cut customers into two or three bands, so that each usual slip is as far from the answer as can be.

    Looked at are those with two orders and more, so many days before the end; coming back is to order since.

    Parameters
    ----------
    occasions : Occasions
    since : integer array, one a customer
        The day of joining, in days since 1970-01-01.
    days : int

    Returns
    -------
    tuple of Band
        Each with ten members and ten others at least, or with five where that can't be; empty where there is no such cut.
    """
    day = calendar.day_number(occasions.as_of) - days
    orders = np.bincount(occasions.owner[occasions.day <= day], minlength=len(occasions.customers))
    rows = np.flatnonzero(orders >= FEWEST)
    if not len(rows):
        return ()
    back, member = np.diff(occasions.start)[rows] > orders[rows], since[rows] <= day
    made = [_counts(orders[rows], (FEWEST, *cuts), member, back) for number in range(1, MOST) for cuts in combinations(CUTS, number)]
    for least in (THIN_BELOW, NO_VALUE_BELOW):
        enough = [one for one in made if one[:, (1, 3)].min() >= least]
        if enough:
            return max((_bands(one) for one in enough), key=apart)
    return ()


def _counts(orders, firsts: Sequence[int], member, back) -> np.ndarray:
    """Each band's first number of orders, members, those of them who came back, others, and those of them."""
    at = np.searchsorted(firsts, orders, side="right") - 1
    counts = [np.bincount(at[mask], minlength=len(firsts)) for mask in (member, member & back, ~member, ~member & back)]
    return np.column_stack([np.array(firsts), *counts])


def _bands(counts: np.ndarray) -> tuple[Band, ...]:
    firsts = [int(first) for first in counts[:, 0]]
    lasts = (*(first - 1 for first in firsts[1:]), None)
    return tuple(
        Band(first=first, last=last, members=group(k1, n1), others=group(k2, n2))
        for first, last, (n1, k1, n2, k2) in zip(firsts, lasts, counts[:, 1:], strict=True)
    )


def pot(some: Sequence[Band]) -> Band:
    """All bands in one."""
    members, others = (
        group(sum(one.k for one in groups), sum(one.n for one in groups))
        for groups in ([band.members for band in some], [band.others for band in some])
    )
    return Band(first=some[0].first, last=some[-1].last, members=members, others=others)


def slips(some: Sequence[Band]) -> dict[str, float]:
    """What the usual slips answer, -1 to 1: all in one pot; a plain mean of the bands; each band by its others."""
    together = pot(some)
    return {
        "one pot": together.difference,
        "plain mean": sum(band.difference for band in some) / len(some),
        "by the others": sum(band.difference * band.others.n for band in some) / together.others.n,
    }


def apart(some: Sequence[Band]) -> float:
    """The smallest distance between the answer and the slips, and of these from one another."""
    seen = [like_with_like(some)[0], *slips(some).values()]
    return min(abs(one - other) for one, other in combinations(seen, 2))


def like_with_like(some: Sequence[Band]) -> tuple[float, float, float]:
    """Members minus others like them: each band's difference, by its part of the members.

    Returns
    -------
    (difference, low, high) : floats
        -1 to 1, at the groups' own level.

    Notes
    -----
    The interval puts together the bands' own, by Wilson, as Newcombe's does for one difference.

    References
    ----------
    Rosenbaum & Rubin (1983), Biometrika 70, 41-55, on subclasses; Zou & Donner (2008), Statistics in Medicine 27, 1693-1702, on
    intervals of sums put together from those of their parts.

    Examples
    --------
    One band is Newcombe's interval:

    >>> [round(number, 4) for number in like_with_like([Band(first=2, last=None, members=group(56, 70), others=group(48, 80))])]
    [0.2, 0.0524, 0.3339]
    """
    members = sum(band.members.n for band in some)
    value = sum(band.members.n * band.difference for band in some) / members
    below = above = 0.0
    for band in some:
        weight, one, other = band.members.n / members, band.members, band.others
        below = hypot(below, weight * hypot(one.rate - one.low, other.high - other.rate))
        above = hypot(above, weight * hypot(one.high - one.rate, other.rate - other.low))
    return value, value - below, value + above
