"""Goals with a date: how a measure stands beside the straight way from where it was to where it is to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.calendar import months_before
from analysis.errors import Refused, choose, say
from analysis.evidence import NO_VALUE_BELOW
from analysis.intervals import wilson
from analysis.means import Estimate
from analysis.relations import Relations
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, NOT_YET, PROSPECT, RECOVERED

#: Shares of customers, each from 0 to 1: who is active, who is loyal, and who slipped of those active three months before.
MEASURES = ("active", "loyal", "slipping")
ACTIVE = (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED)
SPAN_MONTHS = 3
#: So many months are followed back at most.
MOST_MONTHS = 24
REACHED, MISSED, ON_COURSE, BEHIND, CANNOT_TELL = "reached", "missed", "on course", "behind", "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A measure that is to be so much by a day.

    Attributes
    ----------
    name : str
    measure : str
        One of `MEASURES`.
    since : date
        The day that it is counted from.
    baseline : float
        What the measure was then.
    target : float
        From 0 to 1; below the baseline where less is better.
    by : date
    """

    name: str
    measure: str
    since: date
    baseline: float
    target: float
    by: date

    def __post_init__(self) -> None:
        choose("measure", self.measure, list(MEASURES))
        if self.by <= self.since:
            raise Refused(
                found=say("a goal by {}", self.by), needed=say("a day after {}", self.since), do="Say by when it is to be reached."
            )
        if not 0 <= self.target <= 1 or self.target == self.baseline:
            raise Refused(
                found=say("a target of {}", self.target),
                needed=say("a share from 0 to 1, other than {}", self.baseline),
                do="Say how much it is to be.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a goal stands.

    Attributes
    ----------
    goal : Goal
    as_of : date
    now : Estimate or None
        The measure with its interval (95 %); None of fewer than 5.
    line : float
        Where the straight way from baseline to target is today; the target from its day on.
    verdict : {"reached", "missed", "on course", "behind", "cannot tell"}
    came : tuple of (date, Estimate or None)
        The measure month by month, from the day that it is counted from.
    """

    goal: Goal
    as_of: date
    now: Estimate | None
    line: float
    verdict: str
    came: tuple[tuple[date, Estimate | None], ...]


def measured(relations: Relations, measure: str, day: date) -> Estimate | None:
    """What a measure is on a day, with its interval; nothing later is looked at. None of fewer than 5 customers."""
    choose("measure", measure, list(MEASURES))
    stage = relations.stages(day).stage
    if measure == "slipping":
        before = relations.stages(months_before(day, SPAN_MONTHS)).stage
        among, meant = np.isin(before, ACTIVE), np.isin(stage, (AT_RISK, ABANDONED))
    else:
        among = ~np.isin(stage, (NOT_YET, PROSPECT))
        meant = np.isin(stage, ACTIVE if measure == "active" else (LOYALTY,))
    k, n = int((among & meant).sum()), int(among.sum())
    if n < NO_VALUE_BELOW:
        return None
    low, high = wilson(k, n)
    return Estimate(value=k / n, low=float(low), high=float(high), n=n)


def line(goal: Goal, day: date) -> float:
    """Where the straight way from baseline to target is on a day.

    Examples
    --------
    >>> goal = Goal(name="", measure="active", since=date(2026, 1, 1), baseline=0.4, target=0.5, by=date(2026, 12, 31))
    >>> round(line(goal, date(2026, 7, 2)), 6), line(goal, date(2027, 5, 1))
    (0.45, 0.5)
    """
    part = (day - goal.since).days / (goal.by - goal.since).days
    return goal.baseline + (goal.target - goal.baseline) * min(max(part, 0.0), 1.0)


def standing(goal: Goal, now: Estimate | None, as_of: date, came: Sequence[tuple[date, Estimate | None]] = ()) -> Standing:
    """Judge a goal by a measure's interval: what holds the line is neither on course nor behind."""
    at = line(goal, as_of)
    return Standing(goal=goal, as_of=as_of, now=now, line=at, verdict=_verdict(goal, now, at, as_of), came=tuple(came))


def follow(relations: Relations, goal: Goal, as_of: date) -> Standing:
    """Follow a goal month by month from its first day to `as_of`."""
    months = 0
    while months < MOST_MONTHS and months_before(as_of, months + 1) > goal.since:
        months += 1
    days = sorted({min(goal.since, as_of), *(months_before(as_of, back) for back in range(months, 0, -1)), as_of})
    came = [(day, measured(relations, goal.measure, day)) for day in days]
    return standing(goal, came[-1][1], as_of, came)


def _verdict(goal: Goal, now: Estimate | None, at: float, as_of: date) -> str:
    if now is None:
        return CANNOT_TELL
    up = goal.target > goal.baseline
    low, high = (now.low, now.high) if up else (-now.high, -now.low)  # more is better then
    target, at = (goal.target, at) if up else (-goal.target, -at)
    if low >= target:
        return REACHED
    if as_of >= goal.by:
        return MISSED if high < target else CANNOT_TELL
    return ON_COURSE if low >= at else BEHIND if high < at else CANNOT_TELL
