"""The leaky bucket: who was a customer at the start of a time, who was lost, who came, who is one at its end.

In the bucket is every stage but prospect and abandoned.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.intervals import wilson
from analysis.occasions import Occasions
from analysis.rhythm import STANDARD, Rule
from analysis.stages import ABANDONED, NOT_YET, PROSPECT, stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """Two stocks and what lies between them, in customers.

    ``lost + stayed = at_start`` and ``stayed + recovered + new = at_end``. `came_and_went` ordered in between and are
    in neither stock: the time was long enough for them to be abandoned again. `lost_share` is lost over at_start, with
    its Wilson interval at `level`; None where nobody was there to lose.
    """

    start: date
    end: date
    at_start: int
    new: int
    recovered: int
    lost: int
    stayed: int
    at_end: int
    came_and_went: int
    lost_share: float | None
    low: float | None
    high: float | None
    usual_gap_days: float
    level: float


def bucket(
    occasions: Occasions,
    *,
    start: date,
    end: date,
    usual_gap_days: float,
    rule: Rule = STANDARD,
    level: float = 0.95,
) -> Bucket:
    """Compare the stock at the end of the day `start` with that at the end of the day `end`.

    Parameters
    ----------
    occasions : Occasions
    start, end : date
        For a month, the last day of the month before, and its own last day.
    usual_gap_days : float
        The population's usual gap at as_of, for both stocks alike.
    rule : Rule
    level : float
        Confidence of the lost share's interval.

    Examples
    --------
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 2]), day=np.array([0, 130]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> found = bucket(occasions, start=date(1970, 1, 31), end=date(1970, 5, 31), usual_gap_days=30)
    >>> found.at_start, found.lost, found.new, found.at_end
    (1, 1, 1, 1)
    """
    before = _inside(occasions, start, usual_gap_days, rule)
    after = _inside(occasions, end, usual_gap_days, rule)
    day, first_new = occasions.day, calendar.day_number(start) + 1
    new = day[occasions.start[:-1]] >= first_new
    ordered = np.zeros(len(occasions.customers), dtype=bool)
    ordered[occasions.owner[(day >= first_new) & (day <= calendar.day_number(end))]] = True
    at_start, lost = int(before.sum()), int((before & ~after).sum())
    low, high = wilson(lost, at_start, level) if at_start else (None, None)
    return Bucket(
        start=start,
        end=end,
        at_start=at_start,
        new=int((after & ~before & new).sum()),
        recovered=int((after & ~before & ~new).sum()),
        lost=lost,
        stayed=int((before & after).sum()),
        at_end=int(after.sum()),
        came_and_went=int((ordered & ~before & ~after).sum()),
        lost_share=lost / at_start if at_start else None,
        low=low,
        high=high,
        usual_gap_days=usual_gap_days,
        level=level,
    )


def _inside(occasions: Occasions, day: date, usual_gap_days: float, rule: Rule) -> np.ndarray:
    stage = stages(occasions, day, usual_gap_days=usual_gap_days, rule=rule).stage
    return ~np.isin(stage, (NOT_YET, PROSPECT, ABANDONED))
