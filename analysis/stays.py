"""Stays: of all who entered one stage, who is there, which way the others left it, and after how long."""

from dataclasses import dataclass, replace

import numpy as np

from analysis import evidence
from analysis.exits import UNKNOWN, Exit, exits
from analysis.intervals import wilson
from analysis.spells import DIRECTIONS, STILL, Spells, direction
from analysis.survival import ROUNDING, Time, kaplan_meier

# Of each direction whether it is for the better.
_SIDES = np.array([DIRECTIONS[place] in ("up", "back") for place in range(len(DIRECTIONS))], dtype=np.int8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What became of those who entered one stage.

    Attributes
    ----------
    stage : str
    entered : int
        How often somebody entered it; whoever came back counts again.
    customers : int
        How many people these were.
    now : int
        How many of these times go on: they are there at as_of.
    left : tuple of Exit
        Up, down, out and back. `ended` is how often; `share` of all who entered, within the horizon; whoever has been there for less
        counts for as long.
    worse, better : Exit
        Down and out together; up and back together.
    horizon_days : int
        As many usual gaps as `ways.needed_gaps` says; where nobody could be watched for so long, as long as thirty could, or the one
        watched longest.
    median : Time
        Days until half had left it, whichever way; None where half have not.
    """

    stage: str
    entered: int
    customers: int
    now: int
    left: tuple[Exit, ...]
    worse: Exit
    better: Exit
    horizon_days: int
    median: Time


def stay_of(own: Spells, stage: str, horizon: int, level: float) -> Stay:
    """Sum up what became of those who entered one stage.

    Parameters
    ----------
    own : Spells
        In that stage alone.
    stage : str
        Its name.
    horizon : int
        Days, of the shares.
    level : float
        Of the intervals.

    Notes
    -----
    Somebody who was there twice counts twice, and the intervals take the two as independent: where many came back they are too narrow.

    Examples
    --------
    >>> from analysis.stages import CAPTURE, MAINTENANCE
    >>> there = np.array([CAPTURE, CAPTURE])
    >>> own = Spells(people=2, end_day=59, place=np.array([0, 1]), stage=there, begin=np.array([0, 0]), days=np.array([30, 60]),
    ...     before=there, follows=np.array([MAINTENANCE, STILL]))
    >>> found = stay_of(own, "capture", 360, 0.95)
    >>> found.entered, found.now, found.better.ended
    (2, 1, 1)
    """
    ended = own.follows != STILL
    way = np.where(ended, direction(own.stage, own.follows), -1)
    # Of who is there for d days it is known that they had not left after d - 1: that they leave on the next day nobody has seen yet.
    days = np.where(ended, own.days, own.days - 1)
    seen = _seen(days, ended, horizon)
    side = np.append(_SIDES, -1)[way]  # the last place is that of -1, of no end
    worse, better = exits(days, side, ("worse", "better"), horizon=seen, level=level)
    return Stay(
        stage=stage,
        entered=len(own.place),
        customers=int((own.place[1:] != own.place[:-1]).sum()) + bool(len(own.place)),  # by person
        now=int((~ended).sum()),
        left=exits(days, way, DIRECTIONS, horizon=seen, level=level),
        worse=worse,
        better=better,
        horizon_days=seen,
        median=_median(days, ended, level),
    )


def _seen(days: np.ndarray, ended: np.ndarray, horizon: int) -> int:
    """How far one can see: to the horizon, or as far as thirty could be watched."""
    if not len(days) or (days >= horizon).any() or ended[days == days.max()].all():
        return horizon
    place = min(evidence.FEW_BELOW, len(days))
    return max(int(np.partition(days, len(days) - place)[len(days) - place]), 1)


def _median(days: np.ndarray, ended: np.ndarray, level: float) -> Time:
    if not len(days):
        return UNKNOWN
    curve = kaplan_meier(days, ended, level=level)
    if curve.share[-1] > ROUNDING:
        return curve.median
    # Where the last have left there is no interval by Greenwood's variance; the share of none of those who were still there has one.
    sure = wilson(0, int(curve.at_risk[-1]), level)[1] <= 0.5
    last, low, high = int(curve.days[-1]), curve.median.low, curve.median.high
    return replace(curve.median, low=last if low is None else low, high=last if high is None and sure else high)
