"""What stands behind the levers: the company's own data as far as they reach, and the effect that a setting comes to.

A measured link is an association, as the module that it comes from found it; a habit behind both ends would break it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from analysis.errors import say
from analysis.intervals import critical
from analysis.whatif.levers import (
    BELIEF,
    ELASTICITY,
    GIVEN,
    LITERATURE,
    MEASURED,
    RATED,
    SEGMENT,
    Effect,
    Link,
    Missing,
    Setting,
    drawn_belief,
)
from analysis.whatif.options import Options
from analysis.whatif.run import ACTIVE, ACTIVE_PLACES
from analysis.whatif.world import Draws, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A link that the data tell.

    Attributes
    ----------
    value, low, high, level : float
        The estimate and its interval at `level`.
    n : int
    """

    value: float
    low: float
    high: float
    level: float
    n: int

    def drawn(self, number: int, rng: np.random.Generator) -> np.ndarray:
        """The estimate first, then draws as its interval tells them."""
        spread = (self.high - self.low) / 2 / critical(self.level)
        return self.value + spread * np.concatenate([[0.0], rng.standard_normal(number - 1)])


#: What a better rating brings by today's customers over the horizon: setting, options and how many draws in; the draws and the link,
#: or what is missing, out.
Rated = Callable[[Setting, Options, int], tuple[np.ndarray | None, Link | Missing]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the company's data tell about levers; None where they tell nothing.

    Attributes
    ----------
    rated : callable or None
    complaints : float or None
        Complaints a month.
    settled : Found or None
        Of 100 whose complaint was not settled in time, as a share, how many more are lost.
    errors, programme : Found or None
        The same of those who met an error, and of customers outside of the programme.
    contacts : float or None
        Contacts a month.
    contact_cost : float or None
        Minor units each.
    acquisition : float or None
        Minor units a month spent on winning customers.
    seen : mapping of lever's name to (low, now, high)
        In which range the company has been, in the lever's unit or, of ratings by attribute, in points ("attribute:NAME").
    needed : mapping of lever's name to Missing
        Why the data tell nothing of it.
    """

    rated: Rated | None = None
    complaints: float | None = None
    settled: Found | None = None
    errors: Found | None = None
    programme: Found | None = None
    contacts: float | None = None
    contact_cost: float | None = None
    acquisition: float | None = None
    seen: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    needed: Mapping[str, Missing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What every scenario of a company stands on; gathered once for a revision.

    Attributes
    ----------
    world : World
    draws : Draws
    measured : Measured
    revision : int
    """

    world: World
    draws: Draws
    measured: Measured
    revision: int = 0

    @property
    def active(self) -> int:
        """Customers of today who are with the company."""
        return int(self.world.stock[:, ACTIVE_PLACES].sum())


def effect_of(basis: Basis, setting: Setting, options: Options) -> tuple[Effect | None, Link | Missing]:
    """What a setting comes to.

    Parameters
    ----------
    basis : Basis
    setting : Setting
    options : Options

    Returns
    -------
    (Effect or None, Link or Missing)
        No effect where the data don't tell and nobody believes anything. Two levers are drawn apart; one and the same lever is drawn alike
        wherever it stands, so that two scenarios that share it differ in the rest alone.
    """
    number = basis.draws.number
    rng = np.random.default_rng((options.seed, crc32(f"{setting.lever}:{setting.target}".encode())))
    if setting.lever in RATED:
        return _rated(basis, setting, options, number)
    return _MADE[setting.lever](basis, setting, number, rng)


def _rated(basis: Basis, setting: Setting, options: Options, number: int) -> tuple[Effect | None, Link | Missing]:
    if basis.measured.rated is None:
        return None, basis.measured.needed.get("attribute", NOTHING)
    gained, link = basis.measured.rated(setting, options, number)
    return (None if gained is None else Effect(matched=gained)), link


NOTHING = Missing(found="nothing about it in your data", needed="a belief")
UNMEASURED = Missing(found="no effect of prices on staying", needed="a belief")


def _directly(effect: Effect, amount: float) -> tuple[Effect, Link]:
    return effect, Link(kind=GIVEN, low=amount, value=amount, high=amount)


def _order_value(basis, setting, number, rng):
    return _directly(Effect(revenue=np.array([1 + setting.amount])), setting.amount)


def _retention(basis, setting, number, rng):
    """Of one stage, of all who are with the company, or of those of one segment."""
    kept = {stage: np.array([setting.amount]) for stage in ACTIVE}
    if setting.target.startswith(SEGMENT):
        name = setting.target.removeprefix(SEGMENT)
        if name not in basis.world.segments:
            return None, Missing(found=say("the group {!r}", name), needed=say("one of {}", ", ".join(basis.world.segments)))
        return _directly(Effect(kept=kept, segment=basis.world.segments.index(name)), setting.amount)
    if setting.target:
        kept = {setting.target: np.array([setting.amount])}
    return _directly(Effect(kept=kept), setting.amount)


def _win_back(basis, setting, number, rng):
    return _directly(Effect(kept={"abandoned": np.array([setting.amount])}), setting.amount)


def _cost_to_serve(basis, setting, number, rng):
    return _directly(Effect(service=np.array([setting.amount])), setting.amount)


def _referral(basis, setting, number, rng):
    return _directly(Effect(referred=np.array([setting.amount / 12])), setting.amount)


def _self_service(basis, setting, number, rng):
    known = basis.measured
    if known.contacts is None or known.contact_cost is None:
        return None, known.needed.get("self_service", NOTHING)
    saved = known.contacts * known.contact_cost * setting.amount / max(basis.active, 1)
    return Effect(service=np.array([-saved])), Link(
        kind=MEASURED, low=saved, value=saved, high=saved, n=round(known.contacts * basis.world.steps)
    )


def _price(basis, setting, number, rng):
    """Our price brings more of each order, and costs nothing to deliver; what it costs in customers is a belief."""
    own = setting.lever == "price"
    dearer = np.array([setting.amount if own else 0.0])
    if setting.belief is None:
        if own:
            return Effect(dearer=dearer), basis.measured.needed.get("price", UNMEASURED)
        return None, basis.measured.needed.get("competitor_price", NOTHING)
    slips = drawn_belief(setting.belief, number, rng)
    worse = slips * 100 * (setting.amount if own else -setting.amount)
    return Effect(dearer=dearer, kept=dict.fromkeys(ACTIVE, -worse)), _believed(setting.belief)


def _of_those(share: Callable[[Basis, Setting], float | None], found: Callable[[Measured], Found | None]):
    """A lever on some of the customers, of whom a part stays more."""

    def made(basis, setting, number, rng):
        part, link = share(basis, setting), found(basis.measured)
        if setting.belief is not None:
            drawn, said = drawn_belief(setting.belief, number, rng), _believed(setting.belief)
            part = setting.amount if part is None else part
        elif link is not None and part is not None:
            drawn, said = link.drawn(number, rng), Link(kind=MEASURED, low=link.low, value=link.value, high=link.high, n=link.n)
        else:
            return None, basis.measured.needed.get(setting.lever, NOTHING)
        return Effect(kept=dict.fromkeys(ACTIVE, drawn * part)), said

    return made


def _complaining(basis: Basis, setting: Setting) -> float | None:
    """Which part of the customers has a complaint settled in a month that would not have been."""
    known = basis.measured.complaints
    return None if known is None else known * setting.amount / max(basis.active, 1)


def _retention_spend(basis, setting, number, rng):
    if setting.belief is None:
        return None, basis.measured.needed.get("retention_spend", NOTHING)
    return Effect(kept=dict.fromkeys(ACTIVE, drawn_belief(setting.belief, number, rng))), _believed(setting.belief)


def _acquisition(basis, setting, number, rng):
    """Newcomers grow with the spending by an elasticity below 1: each further euro wins fewer."""
    spent = basis.measured.acquisition
    if not spent:
        return None, basis.measured.needed.get("acquisition", NOTHING)
    belief = setting.belief or ELASTICITY
    elasticity = drawn_belief(belief, number, rng)
    kind = LITERATURE if setting.belief is None else BELIEF
    link = Link(kind=kind, low=belief[0], value=belief[1], high=belief[2])
    return Effect(newcomers=(1 + max(setting.amount, -spent) / spent) ** elasticity), link


def _believed(belief: tuple[float, float, float]) -> Link:
    return Link(kind=BELIEF, low=belief[0], value=belief[1], high=belief[2])


_MADE = {
    "complaints": _of_those(_complaining, lambda known: known.settled),
    "errors": _of_those(lambda basis, setting: setting.amount, lambda known: known.errors),
    "programme": _of_those(lambda basis, setting: setting.amount, lambda known: known.programme),
    "self_service": _self_service,
    "order_value": _order_value,
    "frequency": _order_value,  # orders more often bring as much more as dearer ones
    "price": _price,
    "competitor_price": _price,
    "retention": _retention,
    "win_back": _win_back,
    "retention_spend": _retention_spend,
    "referral": _referral,
    "acquisition": _acquisition,
    "cost_to_serve": _cost_to_serve,
}
