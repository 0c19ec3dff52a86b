"""Money period by period: who stays a period brings something at its end, with a chance that is the customer's own for good."""

import numpy as np
from scipy.special import expit

from analysis.linking import Draws
from analysis.steps import YEAR_DAYS, Steps

#: Without a horizon the value of whom nothing can make leave has no end.
MOST_RETAINED = 0.995


def followed(
    draws: Draws, gained: np.ndarray, *, days: int, years: float | None, discount_rate: float, margin: float | None, worth: bool
) -> Steps | None:
    """From so much more satisfaction, in each resample, to money; None where the data have no slope.

    Parameters
    ----------
    draws : Draws
    gained : float array of 1 + B
        Points of satisfaction.
    days : int
        A period.
    years : float or None
    discount_rate : float
        A year.
    margin : float or None
    worth : bool
        Whether money is wanted, or the links alone.
    """
    if not (np.isfinite(draws.slope[0]) and np.isfinite(draws.brought[0])):
        return None
    logit = draws.constant[:, None] + draws.slope[:, None] * draws.answer
    before, after = expit(logit), expit(logit + (draws.slope * gained)[:, None])
    brought = draws.brought * (1.0 if margin is None else margin)
    kept, then = ((part * draws.share).sum(axis=1) for part in (before, after))
    links = {"slope": draws.slope, "base": kept, "more_retained": then - kept, "brought": brought}
    if not worth:
        return Steps(**links)
    discount = (1 + discount_rate) ** (days / YEAR_DAYS) - 1
    horizon, first_year = periods(years, days), periods(1, days)
    through = max(horizon or first_year, first_year)

    def summed(through: int | None) -> np.ndarray:
        return np.stack([value(part, brought, draws.share, discount, through) for part in (before, after)])

    path = [summed(period) for period in range(1, through + 1)]
    return Steps(
        **links,
        ends=tuple(period * days for period in range(1, (horizon or first_year) + 1)),
        path=tuple(then - now for now, then in path[: horizon or first_year]),
        whole=summed(horizon),
        a_year=path[first_year - 1][1] - path[first_year - 1][0],
        capped=0.0 if horizon else float((draws.share[0] * (after[0] > MOST_RETAINED)).sum()),
    )


def periods(years: float | None, days: int) -> int | None:
    """How many whole periods come nearest to a horizon, 1 at least.

    >>> periods(3, 90), periods(1, 90), periods(None, 90)
    (12, 4, None)
    """
    return None if years is None else max(1, round(years * YEAR_DAYS / days))


def value(retained: np.ndarray, brought: np.ndarray, share: np.ndarray, discount: float, horizon: int | None) -> np.ndarray:
    """Value to come of a customer, the mean of many whose chances to stay differ.

    Parameters
    ----------
    retained : float array of B × K
        Chances to stay a period.
    brought : float array of B
        By one who stays, at the end of each period.
    share : float array of B × K
        Which part of the customers has each chance.
    discount : float
        A period.
    horizon : int or None
        Periods; None: without end, a chance above `MOST_RETAINED` taken for that.

    Returns
    -------
    float array of B

    Examples
    --------
    >>> one, all_alike = np.array([100.0]), np.array([[1.0]])
    >>> [round(float(value(np.array([[0.8]]), one, all_alike, 0.1, horizon)[0]), 6) for horizon in (None, 5)]
    [266.666667, 212.409734]
    """
    if horizon is None:
        kept = np.minimum(retained, MOST_RETAINED)
        times = kept / (1 + discount - kept)
    else:
        each = retained / (1 + discount)
        with np.errstate(invalid="ignore", divide="ignore"):
            times = np.where(each < 1, each * (1 - each**horizon) / (1 - each), horizon)
    return brought * (times * share).sum(axis=1)
