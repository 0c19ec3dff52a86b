"""Which moves from stage to stage the rule allows within so many days: the others are structural zeros, no chances of nothing.

By the rule alone:

- Whoever ordered once is a customer for good: nobody goes back to prospect or outside.
- Capture is the first order, as long as there is no second and no long silence: only somebody who never ordered comes to it. Who is
  silent for too long leaves it for good, as the next order is a second one.
- Everything else can be had by ordering, being silent or cancelling long enough. How long is enough depends on the usual gap U, which
  nobody knows of a new customer but the population's g0: after m more gaps, of a day at least, it is ``(k g0 + m) / (k + m)`` or more.
  The least time is that of orders day by day and then silence.
- A customer with a longer history can have a usual gap of about a day, so that any such move takes a week at most, which no step here is
  shorter than: it counts as possible.
"""

from math import inf

import numpy as np

from analysis.rhythm import Rule, first_over
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, PROSPECT, RECOVERED, STAGES

_OUTSIDE = len(STAGES)
_OLD = (MAINTENANCE, LOYALTY, AT_RISK, ABANDONED, RECOVERED)
#: As many orders day by day as are tried: the usual gap is at its lowest long before.
_MOST_ORDERS = 4000


def possible_moves(days: int, usual_gap_days: float, rule: Rule, *, contacts: bool = True, cancellations: bool = True) -> np.ndarray:
    """Which moves can be made within `days`.

    Parameters
    ----------
    days : int
        Between the two days at whose ends the stages are told.
    usual_gap_days : float
        The population's, for both days.
    rule : Rule
    contacts, cancellations : bool
        Whether the data knows any.

    Returns
    -------
    bool array of 8 by 8
        From (rows) and to (columns), in the order of `moves.PLACES`.

    Examples
    --------
    A new customer isn't lost within a month where the usual gap is 46 days, unless by cancelling:

    >>> from analysis.rhythm import STANDARD
    >>> [bool(possible_moves(days, 46, STANDARD, cancellations=False)[CAPTURE, ABANDONED]) for days in (30, 365)]
    [False, True]
    """
    return least_days(usual_gap_days, rule, contacts=contacts, cancellations=cancellations) <= days


def least_days(usual_gap_days: float, rule: Rule, *, contacts: bool = True, cancellations: bool = True) -> np.ndarray:
    """In how many days each move can be made, at least; float array of 8 by 8, inf for never. Parameters as for `possible_moves`."""
    found = np.full((len(STAGES) + 1, len(STAGES) + 1), inf)
    risk = min(rule.at_risk, rule.abandoned)
    for fresh in (PROSPECT, _OUTSIDE):
        found[fresh, [CAPTURE, MAINTENANCE, LOYALTY]] = 1, 2, rule.loyalty_run
        found[fresh, AT_RISK] = 1 + _silence(usual_gap_days, rule, risk)
        found[fresh, [ABANDONED, RECOVERED]] = 1 + _silence(usual_gap_days, rule, rule.abandoned)
    found[CAPTURE, [CAPTURE, MAINTENANCE, LOYALTY, AT_RISK]] = 1, 1, rule.loyalty_run - 1, 1
    # The first order may lie back as far as capture reaches.
    lost, too_long = (int(first_over(times, np.float64(usual_gap_days))) for times in (rule.abandoned, risk))
    alone = lost - (too_long - 1)
    lapse = min(alone, _silence(usual_gap_days, rule, rule.abandoned, at_least=1))
    found[CAPTURE, [ABANDONED, RECOVERED]] = max(lapse, 1)
    found[np.ix_(_OLD, _OLD)] = 1
    found[ABANDONED, [MAINTENANCE, LOYALTY]] = 2, rule.loyalty_run
    found[RECOVERED, LOYALTY] = rule.loyalty_run - 1
    if cancellations:
        young = [PROSPECT, CAPTURE, _OUTSIDE]
        found[young, ABANDONED], found[young, RECOVERED] = 1, np.minimum(found[young, RECOVERED], 2)
    found[PROSPECT, [PROSPECT, _OUTSIDE]] = 1
    if rule.loyalty_run <= 2:  # a second order on time is loyalty already
        found[:, MAINTENANCE] = found[MAINTENANCE] = inf
    if contacts:
        found[_OUTSIDE, PROSPECT] = 1
    else:
        found[:, PROSPECT] = found[PROSPECT] = inf
    return found


def _silence(usual_gap_days: float, rule: Rule, gaps: float, *, at_least: int = 0) -> int:
    """The least days from the first of some orders, one a day, until the last is more than so many usual gaps ago.

    `at_least` so many orders follow the first; that one's day is day 0.
    """
    after = np.arange(at_least, _MOST_ORDERS)
    usual = (rule.k * usual_gap_days + after) / (rule.k + after)
    return int((after + first_over(gaps, usual)).min())
