"""What it would be worth if an attribute were rated better: from the rating to satisfaction, to staying, to money.

Customers bring the same amount in every period that they stay, stay with a chance of their own that hangs on how satisfied they are, and
are lost once they have missed a period. None of it is proof of a cause: no experiment stands behind the links.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import by_period, by_visit, drawn
from analysis.behaviour import LINKED
from analysis.beliefs import Belief, believed
from analysis.by_period import periods
from analysis.drawn import Ahead
from analysis.errors import Refused, choose, say
from analysis.links import Links
from analysis.means import Estimate
from analysis.steps import Steps
from analysis.visit_links import VisitLinks
from analysis.worth import Money

MEASURED = "measured"
ORDER, PERIOD = "order", "period"
DISCOUNT_RATE, YEARS = 0.10, 3.0


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
    by : {"order", "period"}
        What staying is told of: another order after an order, or one within a period. By period where too few customers came back twice,
        or on a belief. By order, `watched` counts answered orders of which it is told whether another followed, `base` is the share of
        orders to come that another follows, and `brought` what one order brings.
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
    by: str
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
    known, basis = known_of(links, belief), _basis(links, belief)
    moved = _moved(links, at, better)
    effect, steps = _followed(links, at, moved, margin=margin, discount_rate=discount_rate, years=years, belief=belief)
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
        "by": ORDER if known is links.visits else PERIOD,
        "link": known.link,
        "basis": basis,
        "belief": belief,
        **{name: getattr(known, name) for name in ("watched", "retained", "waiting", "needed")},
        **{name: getattr(links, name) for name in ("customers", "seed", "resamples")},
        "effect": drawn.estimate(effect, level, links.n),
        "more_satisfied": drawn.estimate(effect * moved, level, links.n),
    }
    n = known.watched if belief is None else links.everybody.customers
    stayed = known.retained if belief is None else links.everybody.back
    return Chain(**common, **_links(steps, n, stayed, level), **_worth(steps, links.customers, bool(moved), level))


def gained(
    links: Links,
    attribute: str,
    better: float,
    *,
    margin: float | None = None,
    discount_rate: float = DISCOUNT_RATE,
    years: float = YEARS,
    belief: Belief | None = None,
) -> np.ndarray | None:
    """What all customers of today bring more over the horizon, draw by draw.

    Parameters
    ----------
    links, attribute, better, margin, discount_rate, years, belief
        As for `chain`.

    Returns
    -------
    float array of 1 + B, or None
        Minor units, discounted; the first is the data themselves, nan where a resample had no best fit. None where the data don't link
        satisfaction to staying and no belief is given.
    """
    at = [item.name for item in links.items].index(choose("attribute", attribute, [item.name for item in links.items]))
    _check(margin, discount_rate, years)
    moved = _moved(links, at, better)
    _, steps = _followed(links, at, moved, margin=margin, discount_rate=discount_rate, years=years, belief=belief)
    return None if steps is None or steps.whole is None else links.customers * (steps.whole[1] - steps.whole[0])


def surest(links: Links) -> list[str]:
    """Name the attributes, that first of whose effect on satisfaction the low end is the highest."""
    low = [drawn.ends(links.draws.effect[:, at], links.level)[0] for at in range(len(links.items))]
    return [links.items[at].name for at in sorted(range(len(low)), key=lambda at: -low[at])]


def known_of(links: Links, belief: Belief | None) -> Links | VisitLinks:
    """What tells of staying: the links by order where there are any and nothing else is believed, else those by period."""
    return links.visits if belief is None and links.visits is not None else links


def _basis(links: Links, belief: Belief | None) -> str | None:
    return belief.kind if belief is not None else MEASURED if known_of(links, belief).link == LINKED else None


def _moved(links: Links, at: int, better: float) -> float:
    """As many points as the scale has room for."""
    item, now = links.items[at], links.now[at]
    return min(max(better, item.scale.low - now.value), item.scale.high - now.value)


def _followed(links: Links, at: int, moved: float, *, belief: Belief | None, **how) -> tuple[np.ndarray, Steps | None]:
    """What a point of the attribute goes with, draw by draw; and the steps after it."""
    by_visits = known_of(links, belief) is links.visits
    draws = links.visits if by_visits else links.draws if belief is None else believed(links, belief)
    effect = draws.effect[:, at]
    step = by_visit if by_visits else by_period
    return effect, step.followed(draws, effect * moved, days=links.days, worth=_basis(links, belief) is not None, **how)


def _check(margin: float | None, discount_rate: float, years: float | None) -> None:
    if margin is not None and not 0 < margin <= 1:
        raise Refused(
            found=say("the margin {}", margin), needed="a share above 0, at most 1", do="Write 40 per cent of net revenue as 0.4."
        )
    if not 0 <= discount_rate <= 1:
        raise Refused(found=say("the discount rate {}", discount_rate), needed="a share from 0 to 1", do="Write 10 per cent as 0.1.")
    if years is not None and not 0 < years <= 50:
        raise Refused(found=say("a horizon of {} years", years), needed="more than 0, at most 50", do="Write three years as 3.")


def _links(steps: Steps | None, n: int, stayed: int, level: float) -> dict:
    """The links after satisfaction, each with its interval."""
    number = {"slope": n, "base": n, "more_retained": n, "brought": stayed}
    return {name: steps and drawn.estimate(getattr(steps, name), level, of) for name, of in number.items()}


def _worth(steps: Steps | None, customers: int, moved: bool, level: float) -> dict:
    """Money, of all customers of today and of one."""
    if steps is None or steps.whole is None:
        nothing = ("baseline", "scenario", "difference", "each", "a_year", "chance_of_gain")
        return {**dict.fromkeys(nothing), "ahead": (), "capped": 0.0}
    difference = steps.whole[1] - steps.whole[0]
    return {
        "baseline": drawn.money(customers * steps.whole[0], level),
        "scenario": drawn.money(customers * steps.whole[1], level),
        "difference": drawn.money(customers * difference, level),
        "each": drawn.money(difference, level),
        "a_year": drawn.money(customers * steps.a_year, level),
        "chance_of_gain": float((drawn.drawn(difference) > 0).mean()) if moved else None,
        "ahead": tuple(
            drawn.ahead(period, days, customers * gained, level)
            for period, (days, gained) in enumerate(zip(steps.ends, steps.path, strict=True), start=1)
        ),
        "capped": steps.capped,
    }
