"""When customers were away: from the day on which the stage rule calls them abandoned to the day of their next order, if there was one."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.occasions import Occasions
from analysis.rhythm import STANDARD, Rule, closed_gaps

# Later than any day, for those who have not come back.
NEVER = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """Times in which a customer was abandoned, by customer and then by day.

    Attributes
    ----------
    place : integer array
        Whose, as a place in `Occasions.customers`.
    since : integer array
        The first day on which the customer was abandoned, in days since 1970-01-01: the first after four usual gaps of silence.
    until : integer array
        The day of the order that ended it; `NEVER` for none by ``as_of``.
    """

    place: np.ndarray
    since: np.ndarray
    until: np.ndarray


def absences(occasions: Occasions, *, usual_gap_days: float, rule: Rule = STANDARD) -> Absences:
    """Find all of them.

    Nothing is dated back: a customer is there until four usual gaps have passed, whatever came after. So what is said of a day depends
    on no later order.

    Parameters
    ----------
    occasions : Occasions
    usual_gap_days : float
        The population's usual gap at as_of.
    rule : Rule

    Examples
    --------
    >>> from datetime import date
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 150, 20]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> found = absences(occasions, usual_gap_days=30)
    >>> found.place.tolist(), found.since.tolist(), found.until.tolist() == [150, NEVER]
    ([0, 1], [121, 141], True)
    """
    usual = np.full(len(occasions.customers), float(usual_gap_days))
    place, since, until = [], [], []
    for gaps in closed_gaps(occasions, usual_gap_days=usual_gap_days, rule=rule):
        lapse = gaps.end - gaps.begin > gaps.longest
        place.append(gaps.place[lapse])
        since.append(_first_day_away(gaps.begin[lapse], gaps.longest[lapse]))
        until.append(gaps.end[lapse].astype(np.int64))
        usual[gaps.place] = gaps.usual_after
    last = occasions.day[occasions.start[1:] - 1]
    silent = np.flatnonzero(calendar.day_number(occasions.as_of) - last > rule.abandoned * usual)
    place.append(silent)
    since.append(_first_day_away(last[silent], rule.abandoned * usual[silent]))
    until.append(np.full(len(silent), NEVER, dtype=np.int64))
    place, since, until = (np.concatenate(parts) for parts in (place, since, until))
    order = np.lexsort((since, place))
    return Absences(place=place[order], since=since[order], until=until[order])


def _first_day_away(last: np.ndarray, longest: np.ndarray) -> np.ndarray:
    return last.astype(np.int64) + np.floor(longest).astype(np.int64) + 1
