"""The leak, period by period: who came, who came back, who ordered again, who was lost, and how many are left.

All of it is told with one usual gap, that of ``as_of``, so that the stock of one period's end is that of the next one's beginning.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.absences import NEVER, Absences, absences
from analysis.activity import Activity, gather
from analysis.intervals import wilson
from analysis.occasions import Occasions
from analysis.rhythm import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One period, in customers.

    ``at_start + new + recovered - lost = at_end``.

    Attributes
    ----------
    period : str
        Its label.
    last_day : date
        The day through which it is told: its own last one, or ``as_of`` where it is not over.
    at_start, at_end : int
        Customers who were there at the end of the day before it, and at the end of `last_day`.
    new, recovered : int
        There at its end, and not at its start: whose first order lies in it, and the others.
    lost : int
        There at its start, not at its end.
    returning : int
        There at its start, and ordered in it.
    came_and_went : int
        Ordered in it, there neither at its start nor at its end.
    lost_share, low, high : float or None
        Lost over at_start, 0 to 1, with Wilson's interval; None where nobody was there to lose.
    """

    period: str
    last_day: date
    at_start: int
    new: int
    recovered: int
    returning: int
    lost: int
    at_end: int
    came_and_went: int
    lost_share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """All periods from the first order on.

    Attributes
    ----------
    period : {"week", "month", "quarter"}
    as_of : date
    usual_gap_days, level : float
    flows : tuple of Flow
        The complete periods, ascending.
    unfinished : Flow or None
        The period that was not over at ``as_of``, so far.
    first_loss : date or None
        The day of the first loss: before it, four usual gaps of silence had not passed for anybody.
    """

    period: str
    as_of: date
    usual_gap_days: float
    level: float
    flows: tuple[Flow, ...]
    unfinished: Flow | None
    first_loss: date | None


def leak(
    occasions: Occasions,
    *,
    usual_gap_days: float | None,
    away: Absences | None = None,
    period: str = "month",
    activity: Activity | None = None,
    mask: np.ndarray | None = None,
    level: float = 0.95,
) -> Leak:
    """Count who came and who was lost, period by period.

    Parameters
    ----------
    occasions : Occasions
    usual_gap_days : float
        The population's usual gap at as_of, not the filtered customers'; without one nobody can be called lost.
    away : Absences, optional
        Of all customers, where they are at hand.
    period : {"week", "month", "quarter"}
    activity : Activity, optional
        Of the same occasions and period, where it is at hand.
    mask : bool array of C, optional
        Which customers are meant.
    level : float
        Confidence of the intervals.

    Raises
    ------
    NotEnoughGaps
        Without a usual gap.

    Examples
    --------
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 170, 40]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> [(flow.new, flow.recovered, flow.lost, flow.at_end) for flow in leak(occasions, usual_gap_days=30).flows]
    [(1, 0, 0, 1), (1, 0, 0, 2), (0, 0, 0, 2), (0, 0, 0, 2), (0, 0, 1, 1), (0, 1, 1, 1), (0, 0, 0, 1)]
    """
    usual_gap_days = known(usual_gap_days)
    everybody = np.ones(len(occasions.customers), dtype=bool) if mask is None else np.asarray(mask)
    if not everybody.any():
        return Leak(
            period=period, as_of=occasions.as_of, usual_gap_days=usual_gap_days, level=level, flows=(), unfinished=None, first_loss=None
        )
    activity = activity or gather(occasions, period)
    beginning = int(activity.cohort[everybody].min())
    now = calendar.number(occasions.as_of, period)
    away = away or absences(occasions, usual_gap_days=usual_gap_days)
    counts = _counted(activity, away, everybody, beginning, now - beginning + 1)
    flows = _flows(counts, beginning, period, occasions.as_of, level)
    over = calendar.last_complete(occasions.as_of, period) - beginning + 1
    return Leak(
        period=period,
        as_of=occasions.as_of,
        usual_gap_days=usual_gap_days,
        level=level,
        flows=tuple(flows[:over]),
        unfinished=flows[over] if over < len(flows) else None,
        first_loss=calendar.day_of(away.since[theirs].min()) if (theirs := everybody[away.place]).any() else None,
    )


def _counted(activity: Activity, away: Absences, everybody: np.ndarray, beginning: int, length: int) -> dict[str, np.ndarray]:
    """Customers by period, of each kind."""

    def by_period(numbers: np.ndarray) -> np.ndarray:
        return np.bincount(numbers - beginning, minlength=length)

    arrived = activity.cohort
    gone, back = calendar.numbers(away.since, activity.period), np.full(len(away.until), NEVER)
    closed = away.until < NEVER
    back[closed] = calendar.numbers(away.until[closed], activity.period)
    # An absence that begins and ends within one period shows at neither of its ends.
    seen = everybody[away.place] & (gone < back)
    place, gone, back = away.place[seen], gone[seen], back[seen]
    # Out at both ends of the period in which it began: the customer came, or came back, in that very period.
    newcomer = gone == arrived[place]
    returner = np.zeros(len(place), dtype=bool)
    returner[1:] = (place[1:] == place[:-1]) & (back[:-1] == gone[1:])
    again = by_period(back[back < NEVER])
    active = by_period(activity.row_period[everybody[activity.row_customer]])
    first = by_period(arrived[everybody])
    return {
        "new": first - by_period(gone[newcomer]),
        "recovered": again - by_period(gone[returner]),
        "lost": by_period(gone[~newcomer & ~returner]),
        "came_and_went": by_period(gone[newcomer | returner]),
        "returning": active - first - again,
    }


def _flows(counts: dict[str, np.ndarray], beginning: int, period: str, as_of: date, level: float) -> list[Flow]:
    at_end = np.cumsum(counts["new"] + counts["recovered"] - counts["lost"])
    at_start = np.concatenate([[0], at_end[:-1]])
    low, high = wilson(counts["lost"], at_start, level)
    return [
        Flow(
            period=calendar.label(beginning + place, period),
            last_day=min(calendar.last_day(beginning + place, period), as_of),
            at_start=int(at_start[place]),
            at_end=int(at_end[place]),
            lost_share=float(counts["lost"][place] / at_start[place]) if at_start[place] else None,
            low=float(low[place]) if at_start[place] else None,
            high=float(high[place]) if at_start[place] else None,
            **{name: int(values[place]) for name, values in counts.items()},
        )
        for place in range(len(at_end))
    ]
