"""What it would be worth if an attribute were rated better: from the rating to satisfaction, to staying, to money.

Customers bring the same amount in every period that they stay, stay with a chance of their own that hangs on how satisfied they are, and
are lost once they have missed a period. None of it is proof of a cause: no experiment stands behind the links.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import expit

from analysis.behaviour import LINKED
from analysis.beliefs import Belief, believed
from analysis.errors import Refused, choose, say
from analysis.linking import Draws
from analysis.links import Links
from analysis.means import Estimate
from analysis.worth import Money

MEASURED = "measured"
YEAR_DAYS = 365
#: Without a horizon the value of whom nothing can make leave has no end.
MOST_RETAINED = 0.995
DISCOUNT_RATE, YEARS = 0.10, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The difference added up through one period, of all customers of today: its interval, and the middle half of what may come.

    Attributes
    ----------
    period, days : int
        1 is the first; how many days have passed by its end.
    value, low, high, inner_low, inner_high : int
        Minor units.
    """

    period: int
    days: int
    value: int
    low: int
    high: int
    inner_low: int
    inner_high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What goes with a better rating.

    Attributes
    ----------
    attribute, outcome : str
    scale : (float, float)
        Of the attribute.
    outcome_scale : (float, float)
    asked, better : float
        Points of the mean rating that were asked for, and how many of them there is room for on the scale.
    now : Estimate
        Its mean rating.
    seen : (float, float) or None
        Between which means the company has seen it; beyond, that it can be reached is belief.
    beyond : bool
        Whether the new mean lies outside of `seen`, or nothing is known of it.
    together : str or None
        The attribute that it can't be told from.
    level : float
    as_of : date
    days, periods : int
        A period's length, and how many of them make the horizon.
    years : float or None
        The horizon; None: without end.
    discount_rate : float
        A year.
    margin : float or None
        The part of revenue that is left; None: all of it counts.
    currency : str
    link : str
        Whether the data link satisfaction to staying, as `behaviour.Behaviour` has it.
    basis : {"measured", "literature", "belief"} or None
        What the link is taken from; None where there is no figure.
    belief : Belief or None
    watched, retained, waiting, needed, customers : int
        As `links.Links` has them.
    effect : Estimate
        Points of the outcome for a point of the attribute, the others the same.
    more_satisfied : Estimate
        The same for `better` points.
    slope : Estimate or None
        On the logit of staying, for a point of the outcome. None where the data have none; where they don't link the two it is shown apart.
    base : Estimate or None
        The part that stays a period, as things are.
    more_retained : Estimate or None
        By how much that part rises: 0.05 is five points.
    brought : Estimate or None
        Contribution of a customer who stays, minor units a period.
    baseline, scenario, difference : Money or None
        Value to come of all customers of today over the horizon: as things are, with the better rating, and the one less the other.
    each : Money or None
        The difference for one customer.
    a_year : Money or None
        The difference in the first year.
    chance_of_gain : float or None
        In which part of the resamples the difference is above 0; None where nothing is moved.
    ahead : tuple of Ahead
        The difference period by period.
    capped : float
        Which part of the customers would have stayed with a chance above 99.5 %, taken for that: only without a horizon.
    seed, resamples : int
    """

    attribute: str
    outcome: str
    scale: tuple[float, float]
    outcome_scale: tuple[float, float]
    asked: float
    better: float
    now: Estimate
    seen: tuple[float, float] | None
    beyond: bool
    together: str | None
    level: float
    as_of: date
    days: int
    periods: int | None
    years: float | None
    discount_rate: float
    margin: float | None
    currency: str
    link: str
    basis: str | None
    belief: Belief | None
    watched: int
    retained: int
    waiting: int
    needed: int
    customers: int
    effect: Estimate
    more_satisfied: Estimate
    slope: Estimate | None
    base: Estimate | None
    more_retained: Estimate | None
    brought: Estimate | None
    baseline: Money | None
    scenario: Money | None
    difference: Money | None
    each: Money | None
    a_year: Money | None
    chance_of_gain: float | None
    ahead: tuple[Ahead, ...]
    capped: float
    seed: int
    resamples: int


def chain(
    links: Links,
    attribute: str,
    better: float,
    *,
    margin: float | None = None,
    discount_rate: float = DISCOUNT_RATE,
    years: float | None = YEARS,
    belief: Belief | None = None,
    level: float | None = None,
) -> Chain:
    """Follow a better rating to money.

    Parameters
    ----------
    links : Links
    attribute : str
    better : float
        Points of the attribute's mean rating; below 0 for a worse one. What its scale has no room for is left out.
    margin : float, optional
        The part of revenue that is left after the goods and all that grows with an order, above 0 to 1.
    discount_rate : float
        A year, 0 or more.
    years : float, optional
        The horizon; None: without end.
    belief : Belief, optional
        Taken for the link from satisfaction to staying in place of the data's.
    level : float, optional
        Of the intervals; that of `links` if not given.

    Returns
    -------
    Chain
        Without a figure of money where the data don't link satisfaction to staying and no belief is given.

    Raises
    ------
    UnknownChoice
        For an attribute that there is not.
    Refused
        For such a margin, rate or horizon.

    Notes
    -----
    Of each customer, with r = the chance to stay a period, d = the discount of a period and m = what one who stays brings in it at its end,
    the value is m r / (1 + d - r), or over H periods m q (1 - q^H) / (1 - q) with q = r / (1 + d). The difference is the mean of the
    customers' differences; the value at their mean chance is not the mean of their values. Intervals are percentiles over customers drawn
    again through all the links at once. Nobody is held back who answered with the best already: an answer is a rounded one, and so many
    points more of it moves the chance of staying by what the slope says.

    References
    ----------
    Gupta, S. & Lehmann, D. R. (2003), J. Interactive Marketing 17(1), 9-24, for m r / (1 + d - r); Heskett, J. L. et al. (1994), Harvard
    Business Review 72(2), 164-174, for the chain.
    """
    at = [item.name for item in links.items].index(choose("attribute", attribute, [item.name for item in links.items]))
    _check(margin, discount_rate, years)
    level, item, now = level or links.level, links.items[at], links.now[at]
    moved = min(max(better, item.scale.low - now.value), item.scale.high - now.value)
    draws = links.draws if belief is None else believed(links, belief)
    basis = belief.kind if belief is not None else MEASURED if links.link == LINKED else None
    effect = draws.effect[:, at]
    seen = links.seen[at]
    common = {
        "attribute": item.name,
        "outcome": links.outcome.name,
        "scale": (item.scale.low, item.scale.high),
        "outcome_scale": (links.outcome.scale.low, links.outcome.scale.high),
        "asked": better,
        "better": moved,
        "now": now,
        "seen": seen,
        "beyond": bool(moved) and (seen is None or not seen[0] <= now.value + moved <= seen[1]),
        "together": links.together[at],
        "level": level,
        "as_of": links.as_of,
        "days": links.days,
        "periods": periods(years, links.days),
        "years": years,
        "discount_rate": discount_rate,
        "margin": margin,
        "currency": links.currency,
        "link": links.link,
        "basis": basis,
        "belief": belief,
        **{name: getattr(links, name) for name in ("watched", "retained", "waiting", "needed", "customers", "seed", "resamples")},
        "effect": _estimate(effect, level, links.n),
        "more_satisfied": _estimate(effect * moved, level, links.n),
    }
    n = links.watched if belief is None else links.everybody.customers
    stayed = links.retained if belief is None else links.everybody.back
    return Chain(**common, **_followed(draws, effect * moved, n, stayed, common, level))


def _check(margin: float | None, discount_rate: float, years: float | None) -> None:
    if margin is not None and not 0 < margin <= 1:
        raise Refused(
            found=say("the margin {}", margin), needed="a share above 0, at most 1", do="Write 40 per cent of net revenue as 0.4."
        )
    if not 0 <= discount_rate <= 1:
        raise Refused(found=say("the discount rate {}", discount_rate), needed="a share from 0 to 1", do="Write 10 per cent as 0.1.")
    if years is not None and not 0 < years <= 50:
        raise Refused(found=say("a horizon of {} years", years), needed="more than 0, at most 50", do="Write three years as 3.")


def periods(years: float | None, days: int) -> int | None:
    """How many whole periods come nearest to a horizon, 1 at least.

    >>> periods(3, 90), periods(1, 90), periods(None, 90)
    (12, 4, None)
    """
    return None if years is None else max(1, round(years * YEAR_DAYS / days))


def _followed(draws: Draws, gained: np.ndarray, n: int, stayed: int, common: dict, level: float) -> dict:
    """From so much more satisfaction, in each resample, to money."""
    nothing = dict.fromkeys(("baseline", "scenario", "difference", "each", "a_year", "chance_of_gain"))
    shown = np.isfinite(draws.slope[0]) and np.isfinite(draws.brought[0])
    if not shown:
        return {**nothing, **dict.fromkeys(("slope", "base", "more_retained", "brought")), "ahead": (), "capped": 0.0}
    logit = draws.constant[:, None] + draws.slope[:, None] * draws.answer
    before, after = expit(logit), expit(logit + (draws.slope * gained)[:, None])
    brought = draws.brought * (1.0 if common["margin"] is None else common["margin"])
    steps = {
        "slope": _estimate(draws.slope, level, n),
        "base": _estimate((before * draws.share).sum(axis=1), level, n),
        "more_retained": _estimate(((after - before) * draws.share).sum(axis=1), level, n),
        "brought": _estimate(brought, level, stayed),
    }
    if common["basis"] is None:
        return {**nothing, **steps, "ahead": (), "capped": 0.0}
    discount = (1 + common["discount_rate"]) ** (common["days"] / YEAR_DAYS) - 1
    customers, horizon = common["customers"], common["periods"]
    first_year = periods(1, common["days"])
    values = [value(part, brought, draws.share, discount, horizon) for part in (before, after)]
    through = horizon or first_year
    path = [
        value(after, brought, draws.share, discount, period) - value(before, brought, draws.share, discount, period)
        for period in range(1, max(through, first_year) + 1)
    ]
    difference = values[1] - values[0]
    return {
        **steps,
        "baseline": _money(customers * values[0], level),
        "scenario": _money(customers * values[1], level),
        "difference": _money(customers * difference, level),
        "each": _money(difference, level),
        "a_year": _money(customers * path[first_year - 1], level),
        "chance_of_gain": float((_drawn(difference) > 0).mean()) if common["better"] else None,
        "ahead": tuple(_ahead(period, common["days"], customers * path[period - 1], level) for period in range(1, through + 1)),
        "capped": 0.0 if horizon else float((draws.share[0] * (after[0] > MOST_RETAINED)).sum()),
    }


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


def _drawn(values: np.ndarray) -> np.ndarray:
    """Without the data themselves, and without resamples that had no best fit."""
    found = values[1:]
    return found[np.isfinite(found)]


def _ends(values: np.ndarray, level: float) -> tuple[float, float]:
    drawn = _drawn(values)
    if not len(drawn):
        return float(values[0]), float(values[0])
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _estimate(values: np.ndarray, level: float, n: int) -> Estimate:
    low, high = _ends(values, level)
    return Estimate(value=float(values[0]), low=low, high=high, n=n)


def _money(values: np.ndarray, level: float) -> Money:
    low, high = _ends(values, level)
    return Money(value=round(float(values[0])), low=round(low), high=round(high))


def _ahead(period: int, days: int, values: np.ndarray, level: float) -> Ahead:
    outer, inner = _money(values, level), _money(values, 0.5)
    return Ahead(
        period=period,
        days=period * days,
        value=outer.value,
        low=outer.low,
        high=outer.high,
        inner_low=inner.low,
        inner_high=inner.high,
    )
