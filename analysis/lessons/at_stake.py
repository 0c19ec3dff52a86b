"""Whom to save first: who of a stage is still there and will leave, and what that is worth, as the truth knows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.errors import Refused, say
from analysis.evidence import THIN_BELOW
from analysis.lessons.pocket import of_hundred, shown
from analysis.whatif.world import NAMES

#: A group is asked about where it is told from the one with most at stake by so much of it.
APART = 0.05
MOST_GROUPS, LEAST_GROUPS = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Customers of a stage by the truth.

    Attributes
    ----------
    stage : str
    n, there : int
        Customers; those who have not left yet.
    left, leaves, stays : float
        Shares of n: who has left for good; who is there and leaves within the year; who stays.
    brings : float or None
        What one of those still there brings within the year, minor units as shown; None where nobody is.
    stake : float
        Of a hundred customers: those who will leave, times that.
    """

    stage: str
    n: int
    there: int
    left: float
    leaves: float
    stays: float
    brings: float | None
    stake: float


def by_stage(stage: np.ndarray, there: np.ndarray, stays: np.ndarray, brings: np.ndarray, unit: int) -> list[Group]:
    """Tell of each stage who has left, who will, and what one of those still there brings.

    Parameters
    ----------
    stage : int array, one a customer
        Places in `NAMES`.
    there, stays : bool arrays, alike
        Who has not left for good today; who has not a year later.
    brings : float array, alike
        Contribution of the year, minor units.
    unit : int
        Minor units of one of the currency.

    Returns
    -------
    list of Group
        Those of 10 customers or more of whom 10 or more are still there, or nobody; without those who came back. These shares are no
        estimates: everybody is counted.
    """
    found = []
    for place, name in enumerate(NAMES):
        own = stage == place
        still = int((own & there).sum())
        n = int(own.sum())
        if name == "recovered" or n < THIN_BELOW or 0 < still < THIN_BELOW:
            continue
        staying = int((own & stays).sum())
        each = shown(float(brings[own & there].sum()) / still, unit) if still else None
        found.append(
            Group(
                stage=name,
                n=n,
                there=still,
                left=(n - still) / n,
                leaves=(still - staying) / n,
                stays=staying / n,
                brings=each,
                stake=of_hundred((still - staying) / n) * (each or 0.0),
            )
        )
    return found


def asked(groups: list[Group]) -> tuple[Group, ...]:
    """Choose four at most: the one with most at stake, and of those with clearly less the abandoned, those at risk, and who brings most.

    Raises
    ------
    Refused
        Where nobody is at stake, or fewer than three are left to choose from.
    """
    best = max(groups, key=lambda group: group.stake, default=None)
    if best is None or best.stake <= 0:
        raise Refused(found="nobody at stake", needed="customers who are still there and will leave", do="Open a larger company.")
    others = [group for group in groups if group.stake <= (1 - APART) * best.stake]
    told = sorted(others, key=lambda one: (one.stage not in ("abandoned", "at_risk"), -(one.brings or 0.0)))
    kept = [best, *told][:MOST_GROUPS]
    if len(kept) < LEAST_GROUPS:
        raise Refused(
            found=say("{} stages with enough customers", len(kept)), needed=say("{} or more", LEAST_GROUPS), do="Open a larger company."
        )
    return tuple(sorted(kept, key=lambda group: NAMES.index(group.stage)))
