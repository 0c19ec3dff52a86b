"""Money visit by visit: who is there comes at a pace of their own, brings something, and may leave after it."""

import numpy as np
from scipy.special import expit

from analysis.attrition import CHANCES
from analysis.by_period import periods
from analysis.steps import YEAR_DAYS, Steps
from analysis.todays import LEAST_LEAVING, PACES, visits
from analysis.visit_links import VisitLinks


def followed(
    known: VisitLinks, gained: np.ndarray, *, days: int, years: float | None, discount_rate: float, margin: float | None, worth: bool
) -> Steps:
    """From so much more satisfaction with every visit to come, in each resample, to money.

    Parameters
    ----------
    known : VisitLinks
    gained : float array of 1 + B
        Points of satisfaction.
    days : int
        From one point of the path to the next.
    years : float or None
    discount_rate : float
        A year.
    margin : float or None
    worth : bool
        Whether money is wanted, or the links alone.

    Notes
    -----
    What is better is felt from the next visit on, and may keep the customer after it: the next visit itself comes as things are.
    """
    leaving = CHANCES + known.lately[:, None]
    after = leaving - (known.slope * gained)[:, None]
    brought = known.brought * (1.0 if margin is None else margin)
    paced = known.there.sum(axis=1) if known.cycle_days else np.einsum("bkj,k->bj", known.there, PACES)
    with np.errstate(invalid="ignore", divide="ignore"):
        paced = paced / paced.sum(axis=1, keepdims=True)
    kept, then = ((paced * expit(-part)).sum(axis=1) for part in (leaving, after))
    links = {"slope": known.slope, "base": kept, "more_retained": then - kept, "brought": brought}
    if not worth:
        return Steps(**links)
    horizon = periods(years, days)
    steps = horizon or periods(1, days)
    last = round((years or 1) * YEAR_DAYS)
    ends = (*(period * days for period in range(1, steps) if period * days < last), last)
    asked = sorted({*ends, YEAR_DAYS, *(() if horizon else (np.inf,))})
    discount = np.log1p(discount_rate) / YEAR_DAYS
    come = [visits(known.there, part, discount, asked, cycle_days=known.cycle_days, due=known.due) * brought[:, None]
            for part in (leaving, after)]  # fmt: skip
    difference = come[1] - come[0]
    place = {end: at for at, end in enumerate(asked)}
    whole = place[last] if horizon else len(asked) - 1
    return Steps(
        **links,
        ends=ends,
        path=tuple(difference[:, place[end]] for end in ends),
        whole=np.stack([part[:, whole] for part in come]),
        a_year=difference[:, place[YEAR_DAYS]],
        capped=0.0 if horizon else float((paced[0] * (expit(after[0]) < LEAST_LEAVING)).sum()),
    )
