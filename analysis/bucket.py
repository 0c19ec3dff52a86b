"""The leaky bucket: who was a customer at the start of a time, who was lost, who came, who is one at its end.

In the bucket is every stage but prospect and abandoned.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.intervals import wilson
from analysis.relations import Relations
from analysis.stages import ABANDONED, NOT_YET, PROSPECT


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
    abandoned: float
    level: float


def bucket(
    relations: Relations,
    *,
    start: date,
    end: date,
    level: float = 0.95,
) -> Bucket:
    """Compare the stock at the end of the day `start` with that at the end of the day `end`.

    Parameters
    ----------
    relations : Relations
    start, end : date
        For a month, the last day of the month before, and its own last day.
    level : float
        Confidence of the lost share's interval.

    Examples
    --------
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import of_orders
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 2]), day=np.array([0, 130]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> found = bucket(of_orders(occasions, usual_gap_days=30), start=date(1970, 1, 31), end=date(1970, 5, 31))
    >>> found.at_start, found.lost, found.new, found.at_end
    (1, 1, 1, 1)
    """
    buyers = relations.part(relations.buyers)
    before, after = _inside(buyers, start), _inside(buyers, end)
    occasions = buyers.occasions
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
        usual_gap_days=relations.usual_gap_days,
        abandoned=relations.rule.abandoned,
        level=level,
    )


def _inside(buyers: Relations, day: date) -> np.ndarray:
    return ~np.isin(buyers.stages(day).stage, (NOT_YET, PROSPECT, ABANDONED))
