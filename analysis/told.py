"""Which visit an answer tells of, and what followed that visit."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.answered import answered
from analysis.attrition import LATELY_DAYS
from analysis.occasions import Occasions
from analysis.survey import Survey

#: So much of the answers came within the days in which answers come.
MOST = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Visits that an answer tells of, one entry each, ascending.

    Attributes
    ----------
    row : int64 array
        The answer's, in the survey.
    place : int64 array
        The customer's, in `Occasions.customers`.
    before : int64 array
        Visits before it, all of which it followed.
    stayed : float array of (n, 2)
        The same: earlier, and in the last half-year.
    span, silent : float arrays
        Days from the first visit to it, and from it to the end.
    answered : float array
        Days from it to the answer, within which no visit came.
    lately : int64 array
        1 where it lies in the last half-year.
    followed : bool array
        Whether another visit followed.
    window : float
        Days in which answers come after a visit, nine in ten of them.
    unsure : int
        Answers left out, as two visits of the customer lie within that time before them.
    """

    row: np.ndarray
    place: np.ndarray
    before: np.ndarray
    stayed: np.ndarray
    span: np.ndarray
    silent: np.ndarray
    answered: np.ndarray
    lately: np.ndarray
    followed: np.ndarray
    window: float
    unsure: int


def told(survey: Survey, occasions: Occasions, rows: np.ndarray) -> Told:
    """Find the visit of each answer: the last one before it.

    Parameters
    ----------
    survey : Survey
    occasions : Occasions
    rows : int64 array
        Of the survey: which answers.

    Notes
    -----
    Where another visit lies within the days in which answers come, it can't be told of which one the answer tells, and it is left out: an
    answer laid to the visit after the one that was meant was by then followed by a visit for sure. What is left are visits that none
    followed until the answer. Of two answers to one visit the first counts.

    Examples
    --------
    >>> from datetime import date
    >>> from types import SimpleNamespace
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 3]), day=np.array([0, 40, 44]), as_of=date(1970, 6, 1),
    ...     free_orders=True)
    >>> said = SimpleNamespace(customer=np.array([7, 7]), day=np.array([3, 47]))
    >>> found = told(said, history, np.array([0, 1]))
    >>> found.before.tolist(), found.followed.tolist(), found.unsure
    ([0, 2], [True, False], 0)
    >>> told(SimpleNamespace(customer=np.array([7, 7]), day=np.array([9, 47])), history, np.array([0, 1])).unsure
    1
    """
    end, start, day = calendar.day_number(occasions.as_of), occasions.start, occasions.day.astype(np.int64)
    who = answered(survey, occasions)
    rows = rows[who.before[rows]]
    place, said = who.place[rows], survey.day[rows]
    keys = (occasions.owner.astype(np.int64) << 32) + day
    visit = np.searchsorted(keys, (place << 32) + said, side="right") - 1
    window = float(np.quantile(said - day[visit], MOST)) if len(rows) else 0.0
    unsure = (visit > start[place]) & (said - day[visit - 1] <= window)
    order = np.lexsort((rows, said, visit))
    order = order[~unsure[order]]
    order = order[np.diff(visit[order], prepend=-1) != 0]
    rows, place, visit, said = rows[order], place[order], visit[order], said[order]
    lately = day > end - LATELY_DAYS
    so_far = np.stack([np.concatenate([[0], np.cumsum(part)]) for part in (~lately, lately)], axis=1)
    return Told(
        row=rows,
        place=place,
        before=visit - start[place],
        stayed=(so_far[visit] - so_far[start[place]]).astype(float),
        span=(day[visit] - day[start[place]]).astype(float),
        silent=(end - day[visit]).astype(float),
        answered=(said - day[visit]).astype(float),
        lately=lately[visit].astype(np.int64),
        followed=visit < start[place + 1] - 1,
        window=window,
        unsure=int(unsure.sum()),
    )
