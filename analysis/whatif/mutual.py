"""Mutual benefit: what a scenario gives to customers, or takes from them, beside what it brings the company.

What is delivered to a customer is the value of product, services, personnel and image, less what it costs in money, time, energy and
worry. Of these the records tell money alone: price times volume. Ratings tell direction and points. The rest is a direction, or none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from analysis.whatif.levers import LEVERS, RATED, Setting
from analysis.whatif.outcome import Outcome
from analysis.whatif.run import ACTIVE_PLACES
from analysis.whatif.world import MONTHS_A_YEAR, World
from analysis.worth import Money

#: Of what is delivered, and what it costs a customer.
VALUE = ("product", "services", "personnel", "image", "rated")
COST = ("money", "time", "energy", "worry")
GAIN, LOSE, MIXED, UNSURE, UNTOLD = "gain", "lose", "mixed", "unsure", "untold"
#: What customers and company come to that wants a warning.
WARNED = {(LOSE, GAIN), (LOSE, UNSURE), (LOSE, LOSE), (GAIN, LOSE), (MIXED, GAIN)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What moving a lever up does to a customer.

    Attributes
    ----------
    element : str
        One of `VALUE` or `COST`; "" where it touches none by itself.
    direction : {1, 0, -1}
        1 gives to customers, -1 takes from them, 0: it can't be told, or they choose it themselves.
    """

    element: str
    direction: int


#: One line for each lever. `components.sentences.mutual` says why.
SIDES: Mapping[str, Side] = {
    **dict.fromkeys(RATED, Side(element="rated", direction=1)),
    "product": Side(element="product", direction=1),
    "complaints": Side(element="worry", direction=1),
    "errors": Side(element="time", direction=1),
    "self_service": Side(element="time", direction=0),
    "order_value": Side(element="", direction=0),
    "price": Side(element="money", direction=-1),
    "competitor_price": Side(element="", direction=0),
    "frequency": Side(element="", direction=0),
    "retention": Side(element="", direction=0),
    "win_back": Side(element="", direction=0),
    "retention_spend": Side(element="", direction=0),
    "programme": Side(element="money", direction=1),
    "referral": Side(element="", direction=0),
    "acquisition": Side(element="", direction=0),
    "cost_to_serve": Side(element="services", direction=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one lever gives to a customer, or takes.

    Attributes
    ----------
    place : int
        Of the setting.
    element : str
    direction : {1, 0, -1}
    money : float or None
        Minor units a customer and year, above 0 given; None where it can't be put in money.
    points : float or None
        Points of a rating.
    """

    place: int
    element: str
    direction: int
    money: float | None = None
    points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutual:
    """Value to customers beside value to the company.

    Attributes
    ----------
    currency : str
    given : tuple of Given
        Of each setting that is moved.
    pays : float
        What an active customer pays in a year as things are, minor units.
    money : float or None
        What customers gain in money, minor units a customer and year; None where nothing is in money.
    unpriced : int
        Levers with a direction that can't be put in money.
    customers : {"gain", "lose", "mixed", "untold"}
        "mixed": some gives and some takes, and no common measure.
    company : {"gain", "lose", "unsure", "untold"}
        By the interval of the difference.
    difference : Money
        What the company gains over the horizon, from those to come too where they count.
    months : int
        The horizon.
    warned : bool
        Whether it takes from one, whatever the other gets.
    """

    currency: str
    given: tuple[Given, ...]
    pays: float
    money: float | None
    unpriced: int
    customers: str
    company: str
    difference: Money
    months: int
    warned: bool


def mutual(world: World, settings: Sequence[Setting], outcome: Outcome) -> Mutual:
    """Tell what a scenario gives to customers and to the company.

    Parameters
    ----------
    world : World
    settings : sequence of Setting
    outcome : Outcome
        Of these settings.

    References
    ----------
    Kotler, P. & Keller, K. L., Marketing Management, for delivered value as total value less total cost; Zeithaml, V. A. (1988),
    Journal of Marketing 52(3), 2-22, for value as what is got for what is given.
    """
    active = float(world.moved.sum(axis=(0, 1, 3))[ACTIVE_PLACES].sum())
    pays = MONTHS_A_YEAR * float(world.brought.sum(axis=(0, 1))[ACTIVE_PLACES].sum()) / active if active else 0.0
    given = tuple(_given(place, setting, pays) for place, setting in enumerate(settings) if setting.amount)
    priced = [one.money for one in given if one.money is not None]
    customers, company = balance(given), _company(outcome)
    return Mutual(
        currency=world.currency,
        given=given,
        pays=pays,
        money=fsum(priced) if priced else None,
        unpriced=sum(one.direction != 0 and one.money is None for one in given),
        customers=customers,
        company=company,
        difference=outcome.difference,
        months=outcome.months,
        warned=(customers, company) in WARNED,
    )


def _given(place: int, setting: Setting, pays: float) -> Given:
    side = SIDES[setting.lever]
    direction = side.direction * (1 if setting.amount > 0 else -1)
    return Given(
        place=place,
        element=side.element,
        direction=direction,
        money=_IN_MONEY[setting.lever](setting, pays) if setting.lever in _IN_MONEY else None,
        points=setting.amount if LEVERS[setting.lever].unit == "points" else None,
    )


#: Minor units a customer and year: only what a customer pays is known, and only a price changes it for the same goods.
_IN_MONEY: Mapping[str, Callable[[Setting, float], float]] = {"price": lambda setting, pays: -setting.amount * pays}


def balance(given: Sequence[Given]) -> str:
    """Whether customers gain: by money where all is in money, by direction where all point one way.

    Examples
    --------
    >>> dearer, better = Given(place=0, element="money", direction=-1, money=-500.0), Given(place=1, element="rated", direction=1)
    >>> balance([dearer]), balance([better]), balance([dearer, better]), balance([])
    ('lose', 'gain', 'mixed', 'untold')
    """
    told = [one for one in given if one.direction]
    if not told:
        return UNTOLD
    if all(one.money is not None for one in told):
        net = fsum(one.money for one in told)
        return GAIN if net > 0 else LOSE if net < 0 else UNTOLD
    ways = {one.direction for one in told}
    return MIXED if len(ways) > 1 else GAIN if ways == {1} else LOSE


def _company(outcome: Outcome) -> str:
    if outcome.chance_of_gain is None:
        return UNTOLD
    difference = outcome.difference
    return GAIN if difference.low > 0 else LOSE if difference.high < 0 else UNSURE
