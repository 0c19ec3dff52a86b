"""Which stage of the relationship each customer is in, by the gaps between their own occasions.

The rule, first match wins, at a day t with ``rho`` = days since the last occasion / the customer's usual gap:

1. no occasion: prospect if in contact within four of the population's gaps, otherwise not yet a customer;
2. cancelled since the last occasion: abandoned;
3. rho > 4: abandoned, unless in contact since within the last usual gap: at risk;
4. rho > 2: at risk;
5. the last gap was a lapse: recovered;
6. a run of four occasions without a lapse: loyalty;
7. one occasion ever: capture;
8. otherwise maintenance.

How a customer's usual gap is made, and what a lapse is, stands in `analysis/rhythm.py`.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.dated import Dated
from analysis.occasions import Occasions
from analysis.rhythm import STANDARD, Histories, Rule, histories

STAGES = ("prospect", "capture", "maintenance", "loyalty", "at_risk", "abandoned", "recovered")
PROSPECT, CAPTURE, MAINTENANCE, LOYALTY, AT_RISK, ABANDONED, RECOVERED = range(len(STAGES))
NOT_YET = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTable:
    """Every customer's stage at the end of one day.

    Attributes
    ----------
    day : date
    customers : int64 array of C
    stage : int8 array of C
        Places in `STAGES`; `NOT_YET` before the first occasion.
    came_from : int8 array of C
        The stage that the history alone makes, silence aside: what somebody at risk has been until then.
    rho : float array of C
        Days since the last occasion, in usual gaps of the customer; nan before the first.
    usual_gap : float array of C
        Days; the population's before the first occasion.
    run : int32 array of C
        Occasions since the last lapse, the one that ended it counting 1; 0 before the first.
    """

    day: date
    customers: np.ndarray
    stage: np.ndarray
    came_from: np.ndarray
    rho: np.ndarray
    usual_gap: np.ndarray
    run: np.ndarray


def stages(
    occasions: Occasions,
    day: date,
    *,
    usual_gap_days: float,
    rule: Rule = STANDARD,
    contacts: Dated | None = None,
    cancellations: Dated | None = None,
    followed: Histories | None = None,
) -> StageTable:
    """Every customer's stage at the end of `day`; nothing later is looked at.

    Parameters
    ----------
    occasions : Occasions
        Somebody without any has an empty stretch.
    day : date
    usual_gap_days : float
        The population's usual gap: at every day shown at one as_of, that as_of's.
    rule : Rule
    contacts, cancellations : Dated, optional
        Days of contacts that the customers began, and of explicit cancellations.
    followed : Histories, optional
        From `rhythm.histories` with the same arguments, where several days are asked about.

    Returns
    -------
    StageTable

    Examples
    --------
    >>> occasions = Occasions(customers=np.array([7]), start=np.array([0, 4]), day=np.array([0, 30, 60, 90]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> table = stages(occasions, calendar.day_of(155), usual_gap_days=30)
    >>> STAGES[table.stage[0]], STAGES[table.came_from[0]], float(table.rho[0].round(6))
    ('at_risk', 'loyalty', 2.166667)
    """
    if followed is None:
        followed = histories(occasions, usual_gap_days=usual_gap_days, rule=rule, cancellations=cancellations)
    count = occasions.count_through(calendar.day_number(day))
    return after(occasions, count, day, followed, usual_gap_days=usual_gap_days, rule=rule, contacts=contacts, cancellations=cancellations)


def after(
    occasions: Occasions,
    count: np.ndarray,
    day: date,
    followed: Histories,
    *,
    usual_gap_days: float,
    rule: Rule = STANDARD,
    contacts: Dated | None = None,
    cancellations: Dated | None = None,
) -> StageTable:
    """Every customer's stage at the end of `day`, when the first `count` of each one's occasions had been.

    As `stages`, for whoever has counted already.
    """
    t = calendar.day_number(day)
    bought = count > 0
    at = occasions.start[:-1][bought] + count[bought] - 1
    last, gap = np.full(len(count), np.nan), np.full(len(count), float(usual_gap_days))
    run, lapsed = np.zeros(len(count), dtype=np.int32), np.zeros(len(count), dtype=bool)
    last[bought], gap[bought], run[bought], lapsed[bought] = occasions.day[at], followed.usual[at], followed.run[at], followed.lapsed[at]
    silence = t - last
    rho = silence / gap
    came_from = np.select(
        [~bought, lapsed, run >= rule.loyalty_run, count == 1],
        [NOT_YET, RECOVERED, LOYALTY, CAPTURE],
        MAINTENANCE,
    ).astype(np.int8)
    stage = came_from.copy()
    stage[rho > rule.at_risk] = AT_RISK
    away = rho > rule.abandoned
    if contacts is not None:
        contacted = contacts.last_through(t)
        away &= ~((contacted > last) & (t - contacted <= gap))
        stage[~bought & (t - contacted <= rule.abandoned * usual_gap_days)] = PROSPECT
    stage[away] = ABANDONED
    if cancellations is not None:
        stage[cancellations.last_through(t) >= last] = ABANDONED
    return StageTable(
        day=day, customers=occasions.customers, stage=stage, came_from=came_from, rho=rho, usual_gap=gap, run=run
    )
