"""The retention curve beyond what is observed, as a fitted model has it."""

from dataclasses import dataclass

import numpy as np

from analysis import bgnbd, calendar, sbg
from analysis.evidence import SEVERAL_COHORTS, strength
from analysis.forecast import BG_NBD, Fitted
from analysis.intervals import wilson
from analysis.occasions import Occasions
from analysis.retention import Pooled

LENGTH_DAYS = {"week": 7.0, "month": 365.25 / 12, "quarter": 365.25 / 4}
# A contract's cycle stands for a period if it is as long, but for a fifth.
AS_LONG = 0.2
DRAWS = 200
# As far again as is observed, a year at most.
FARTHER = {"week": 52, "month": 12, "quarter": 4}
# Customers came on any day of a period; so many days stand for all.
PARTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """One age: the share of customers who order in that period, with the interval that holds if the model holds."""

    age: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What a model says of the curve.

    Attributes
    ----------
    period : str
    fitted : tuple of Projected
        At ages that are observed: how well it goes through what came can be seen.
    projected : tuple of Projected
        At the ages after these; at least as wide as the interval of as many customers as have reached the last age that three cohorts
        and 30 customers have, and never narrower than before.
    """

    period: str
    fitted: tuple[Projected, ...]
    projected: tuple[Projected, ...]


def project(
    fitted: Fitted,
    occasions: Occasions,
    pooled: tuple[Pooled, ...],
    *,
    period: str,
    level: float = 0.95,
    seed: int = 0,
) -> Projection | None:
    """Continue the curve of those who are active: as far again as it is observed, a year at most.

    Parameters
    ----------
    fitted : Fitted
    occasions : Occasions
        What it was fitted on.
    pooled : tuple of Pooled
        The observed curve, of the kind ``active``.
    period : {"week", "month", "quarter"}
    level : float
    seed : int

    Returns
    -------
    Projection or None
        None where no age after the first period is observed of 30 customers, or a contract's cycle is no such period.

    Notes
    -----
    Of BG/NBD: `bgnbd.active_between` the beginning and the end of the period, over the days of it on which customers came first, periods
    being of their mean length. Of the shifted-beta-geometric: survival after as many renewals as lie before the period.
    """
    shown = [point for point in pooled if point.age and strength(point.at_risk) != "none"]
    firm = [point for point in shown if strength(point.at_risk) == "enough"]
    if not firm:
        return None
    # One cohort's last month, or a few customers', says nothing of how sure a model is that was fitted on everybody.
    last, firm = shown[-1], ([point for point in firm if point.cohorts >= SEVERAL_COHORTS] or firm)[-1]
    ages = np.arange(1, last.age + min(FARTHER[period], last.age) + 1)
    length = LENGTH_DAYS[period]
    if fitted.name == BG_NBD:
        begin = ages[:, None] * length - _days_into_period(occasions, fitted, period)

        def curve(parameters):
            return bgnbd.active_between(parameters, begin / 7, (begin + length) / 7).mean(axis=1)
    else:
        cycle = fitted.history.cycle_days
        if abs(cycle / length - 1) > AS_LONG:
            return None

        def curve(parameters):
            return sbg.survival(parameters, ages * length / cycle)

    rates = curve(fitted.model.parameters)
    drawn = np.array([curve(one) for one in fitted.model.maximum.draws(DRAWS, np.random.default_rng(seed))])
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    beyond = ages > last.age
    least_low, least_high = wilson(rates * firm.at_risk, firm.at_risk, level)
    low[beyond] = rates[beyond] - np.maximum.accumulate((rates - np.minimum(low, least_low))[beyond])
    high[beyond] = rates[beyond] + np.maximum.accumulate((np.maximum(high, least_high) - rates)[beyond])
    points = [
        Projected(age=int(age), rate=float(rate), low=float(below), high=float(above))
        for age, rate, below, above in zip(ages, rates, np.clip(low, 0, 1), np.clip(high, 0, 1))
    ]
    return Projection(period=period, fitted=tuple(points[: last.age]), projected=tuple(points[last.age :]))


def _days_into_period(occasions: Occasions, fitted: Fitted, period: str) -> np.ndarray:
    """On which days of a period customers came first: the middles of as many equal parts of them as are taken."""
    first = occasions.day[occasions.start[fitted.place]].astype(np.int64)
    numbers, which = np.unique(calendar.numbers(first, period), return_inverse=True)
    begin = np.array([calendar.day_number(calendar.first_day(number, period)) for number in numbers])
    return np.quantile(first - begin[which], (np.arange(PARTS) + 0.5) / PARTS)
