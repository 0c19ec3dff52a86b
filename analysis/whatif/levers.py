"""Levers: what a marketer can move, in which unit, and what it is taken to do to customers.

A lever comes to an `Effect`: plain changes of what customers of a stage do and bring. Where the company's own data tell a link, it is
theirs; where they don't, the lever has no effect until somebody says what they believe, or takes what the literature found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.errors import Refused, choose, say
from analysis.whatif.world import NAMES

MEASURED, LITERATURE, BELIEF, GIVEN = "measured", "literature", "belief", "given"
ATTRIBUTE, STAGE = "attribute", "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A kind of lever.

    Attributes
    ----------
    name, group : str
        The group is "do" (what we do), "offer" (price and product), "stay" (who stays), "come" (who comes), "cost".
    unit : str
        Of its amount: "points" of a rating, "share" (0.05 is five points of a share), "part" (0.05 is five per cent of what it is now),
        "money" (minor units a month), "money each" (minor units a customer and month), "rate" (a year and customer).
    target : {"attribute", "stage", ""}
        What it needs the name of.
    believed : str
        What a belief about it says, in three numbers: "" where none is asked for.
    lowest, highest : float
    """

    name: str
    group: str
    unit: str
    target: str = ""
    believed: str = ""
    lowest: float = 0.0
    highest: float = 1.0


#: Before the name of a group of customers, where a lever moves that group alone instead of a stage.
SEGMENT = "segment:"
KEPT = "share of them that stays more"
SLIP_A_PER_CENT = "share that slips more a month for a per cent"
LEVERS = {
    lever.name: lever
    for lever in (
        Lever(name="attribute", group="do", unit="points", target=ATTRIBUTE, believed=KEPT, lowest=-1.0, highest=1.0),
        Lever(name="complaints", group="do", unit="share", believed=KEPT),
        Lever(name="errors", group="do", unit="share", believed=KEPT, highest=0.2),
        Lever(name="self_service", group="cost", unit="share", believed=""),
        Lever(name="order_value", group="offer", unit="part", lowest=-0.3, highest=0.3),
        Lever(name="price", group="offer", unit="part", believed=SLIP_A_PER_CENT, lowest=-0.2, highest=0.2),
        Lever(name="competitor_price", group="offer", unit="part", believed=SLIP_A_PER_CENT, lowest=-0.2, highest=0.2),
        Lever(name="product", group="offer", unit="points", target=ATTRIBUTE, believed=KEPT, lowest=-1.0, highest=1.0),
        Lever(name="place", group="offer", unit="points", target=ATTRIBUTE, believed=KEPT, lowest=-1.0, highest=1.0),
        Lever(name="promotion", group="offer", unit="points", target=ATTRIBUTE, believed=KEPT, lowest=-1.0, highest=1.0),
        Lever(name="frequency", group="offer", unit="part", lowest=-0.3, highest=0.3),
        Lever(name="retention", group="stay", unit="share", target=STAGE, lowest=-0.1, highest=0.1),
        Lever(name="win_back", group="stay", unit="share", highest=0.05),
        Lever(name="retention_spend", group="stay", unit="money", believed="share that slips less a month for this money", highest=1e7),
        Lever(name="programme", group="stay", unit="share", believed=KEPT),
        Lever(name="referral", group="come", unit="rate"),
        Lever(name="acquisition", group="come", unit="money", believed="part by which newcomers grow where spending doubles", highest=1e7),
        Lever(name="cost_to_serve", group="cost", unit="money each", lowest=-1e5, highest=1e5),
    )
}
#: Levers that move what customers rate.
RATED = ("attribute", "product", "place", "promotion")
#: Short-run elasticity of sales to advertising: the mean of 751 found in 56 studies is .12. Sethuraman, R., Tellis, G. J. & Briesch, R. A.
#: (2011), Journal of Marketing Research 48(3), 457-471. The ends are about the middle half of what was found there.
ELASTICITY = (0.05, 0.12, 0.20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A lever moved.

    Attributes
    ----------
    lever, target : str
        Where the lever moves a stage, its name, "" for all who are with the company, or `SEGMENT` and the name of a group.
    amount : float
        In the lever's unit.
    begins : int
        Months before it works.
    lasts : int or None
        For so many months; None: for good.
    once, monthly : int
        What it costs now, and a month from now on while it lasts, in minor units.
    belief : (float, float, float) or None
        At least, most likely, at most, of what `Lever.believed` says.
    correlation : float or None
        Of a rating, in a belief's place: how satisfaction and staying correlate, as studies elsewhere found it.
    """

    lever: str
    target: str = ""
    amount: float = 0.0
    begins: int = 0
    lasts: int | None = None
    once: int = 0
    monthly: int = 0
    belief: tuple[float, float, float] | None = None
    correlation: float | None = None

    def __post_init__(self) -> None:
        kind = LEVERS[choose("lever", self.lever, list(LEVERS))]
        if self.begins < 0 or (self.lasts is not None and self.lasts < 1):
            raise Refused(
                found=say("a lever that begins after {} months and lasts {}", self.begins, self.lasts),
                needed=say("0 months or more, and 1 or more"),
                do="Say after how many months it works, and for how many.",
            )
        if self.belief is not None and not self.belief[0] <= self.belief[1] <= self.belief[2]:
            raise Refused(
                found=say("{} at least, {} most likely, {} at most", *self.belief),
                needed=say("three numbers in this order"),
                do="Put the lowest first.",
            )
        if kind.target == STAGE and self.target not in ("", *NAMES) and not self.target.startswith(SEGMENT):
            choose("stage", self.target, list(NAMES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a lever is taken to do while it works; arrays have one entry a draw, the first of them the most likely.

    Attributes
    ----------
    kept : mapping of stage's name to float array
        Share that slips less in a month; of "abandoned", that comes back more.
    matched : float array or None
        What it brings, all alone and from now on for good, by today's customers over the horizon, in minor units: who slips less is found
        so that they bring just that.
    revenue : float array
        The factor on what customers bring.
    dearer : float array
        Contribution added to each unit of today's revenue: a higher price costs nothing to deliver.
    newcomers : float array
        The factor on those who come.
    referred : float array
        Newcomers a month brought by each active customer, beyond those that come anyhow.
    service : float array
        Minor units more to serve each active customer a month.
    segment : int or None
        The one segment in which customers slip less; None: in all of them.
    """

    kept: Mapping[str, np.ndarray] = field(default_factory=dict)
    matched: np.ndarray | None = None
    revenue: np.ndarray = field(default_factory=lambda: np.ones(1))
    dearer: np.ndarray = field(default_factory=lambda: np.zeros(1))
    newcomers: np.ndarray = field(default_factory=lambda: np.ones(1))
    referred: np.ndarray = field(default_factory=lambda: np.zeros(1))
    service: np.ndarray = field(default_factory=lambda: np.zeros(1))
    segment: int | None = None

    def at(self, place: slice) -> "Effect":
        """Some of the draws."""
        cut = lambda each: each if len(each) == 1 else each[place]  # noqa: E731
        return replace(
            self,
            kept={stage: cut(points) for stage, points in self.kept.items()},
            matched=None if self.matched is None else cut(self.matched),
            **{name: cut(getattr(self, name)) for name in ("revenue", "dearer", "newcomers", "referred", "service")},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a lever's effect is taken from.

    Attributes
    ----------
    kind : {"measured", "literature", "belief", "given"}
        "given": nothing stands between the lever and its effect.
    low, value, high : float
        In the words of `Lever.believed`; of a measured rating, minor units over the horizon.
    n : int or None
        Customers or answers behind it.
    """

    kind: str
    low: float
    value: float
    high: float
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why a lever has no effect yet: what was found and what would be needed; a belief will do instead."""

    found: str
    needed: str


def drawn_belief(belief: tuple[float, float, float], number: int, rng: np.random.Generator) -> np.ndarray:
    """A belief drawn: its most likely value first, then a triangle's.

    Examples
    --------
    >>> drawn_belief((0.0, 0.1, 0.3), 5, np.random.default_rng(0))[0].item()
    0.1
    """
    low, likely, high = belief
    others = np.full(number - 1, likely) if low == high else rng.triangular(low, likely, high, number - 1)
    return np.concatenate([[likely], others])
