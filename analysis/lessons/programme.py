"""Lesson 5: does the programme work, or did the loyal join it? What the company at hand shows of it, and what is asked."""

from dataclasses import dataclass
from math import ceil, nan, sqrt
from statistics import NormalDist

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.comparisons import Comparison, Group, group
from analysis.errors import Refused, say
from analysis.intervals import newcombe
from analysis.joining import Moments, moments
from analysis.ledger import Ledger
from analysis.lessons.bands import Band, bands, like_with_like, pot, slips
from analysis.lessons.exercise import Choice, Exercise, exercise
from analysis.memberships import joined
from analysis.occasions import Occasions, through
from analysis.programme_effect import ProgrammeEffect
from analysis.programmes import Programmes

#: What an experiment is planned for: so many points more who come back, noticed with this power, at this level.
POINTS, POWER, LEVEL = 0.05, 0.8, 0.95
#: What could be done to learn whether it works, and which of them would tell.
WAYS = ("more history", "before and after", "by lot", "asking them")
TELLS = "by lot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What is true of those who joined: the same lives, led with the membership and without.

    Attributes
    ----------
    members, same : int
        Who joined; and who of them ordered on the very same days without having joined.
    watched, back, back_without : int
        Who joined early enough to be watched; who of them came back, and who would have.
    leaves, others_leave : float
        Mean of the own chance to leave after an order, of those who joined and of all others.
    """

    members: int
    same: int
    watched: int
    back: int
    back_without: int
    leaves: float
    others_leave: float

    @property
    def effect(self) -> float:
        """What joining truly did to coming back of those who were watched, -1 to 1."""
        return (self.back - self.back_without) / self.watched


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What joining does, allowing for who joins, as far as the data tell, at least and at most; and how many joined."""

    difference: float
    low: float
    high: float
    joined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Of orders at which one could join, a third by the days between orders so far: who joined at them.

    `days` is the longest that is in it.
    """

    days: float
    group: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What a programme's exercises are reckoned from; money in minor units.

    Attributes
    ----------
    members, customers : int
        Customers who are members, and all.
    buyers, member_buyers : int
        Who ordered in the last whole month.
    net, member_net : int
        What all customers ever bought, and what members bought since they joined.
    rewards, priced : int
        What rewards cost, and how many say so.
    issued : float
        What all points ever given would cost, at what a redeemed one cost; nan where no points are known.
    reward_ratio, low, high : float
        What members bought for a unit of rewards, with the interval of a ratio.
    year : float
        What the programme costs a member and year.
    """

    members: int
    customers: int
    buyers: int
    member_buyers: int
    net: int
    member_net: int
    rewards: int
    priced: int
    issued: float
    reward_ratio: float
    low: float
    high: float
    year: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """An experiment: it takes `each` newcomers on either side to notice `points` more than the `rate` who come back, with `power`."""

    rate: float
    points: float
    power: float
    level: float
    each: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the lesson states.

    Attributes
    ----------
    programme : str
        Its name; "" for several.
    currency : str
    planted : bool
        Whether the loyal join; else anybody does.
    level : float
        Of the three estimates.
    days : int
        Coming back is to order again within so many.
    naive : Comparison
    matched : Comparison or None
        None where too few of either stayed away to be compared.
    timing : Span
    lived : Lived
    paces : tuple of Pace
        The quickest third first.
    quick_join : bool
        Whether the quickest surely join more than the slowest.
    penetration : Group
    bought : Bought
    lot : Lot
    bands : tuple of Band
        Of the exercise.
    pot : Band
        All of them in one.
    """

    programme: str
    currency: str
    planted: bool
    level: float
    days: int
    naive: Comparison
    matched: Comparison | None
    timing: Span
    lived: Lived
    paces: tuple[Pace, ...]
    quick_join: bool
    penetration: Group
    bought: Bought
    lot: Lot
    bands: tuple[Band, ...]
    pot: Band


def facts(
    effect: ProgrammeEffect,
    standing: Programmes,
    memberships,
    lived: Lived,
    *,
    occasions: Occasions,
    ledger: Ledger,
    planted: bool,
) -> Facts:
    """Reckon what the lesson states.

    Parameters
    ----------
    effect : ProgrammeEffect
        Of all programmes together.
    standing : Programmes
    memberships : DataFrame
        As `models.programmes` gives it.
    lived : Lived
    occasions : Occasions
    ledger : Ledger
    planted : bool
        Whether the loyal join; else anybody does.

    Raises
    ------
    Refused
        Where too few joined, or members don't come back more often than others.
    """
    naive, matched, timing = effect.naive, effect.matched.comparison, effect.timing
    since = joined(memberships, occasions)
    found, some = moments(occasions, since, days=effect.days), bands(occasions, since, effect.days)
    if naive is None or timing is None or not some or not lived.watched:
        raise Refused(
            found=say("{} who joined", effect.joined),
            needed="so many who joined, and who did not, that they can be compared",
            do="choose a larger company",
        )
    if naive.low <= 0:
        raise Refused(
            found="members who come back no more often than others",
            needed="a programme that seems to work",
            do="choose another company, or a larger one",
        )
    paces = _paces(found)
    quick, slow = paces[0].group, paces[-1].group
    return Facts(
        programme=standing.programmes[0].name if len(standing.programmes) == 1 else "",
        currency=standing.currency,
        planted=planted,
        level=effect.level,
        days=effect.days,
        naive=naive,
        matched=matched,
        timing=Span(**{name: getattr(timing, name) for name in Span.__dataclass_fields__}),
        lived=lived,
        paces=paces,
        quick_join=newcombe(quick.k, quick.n, slow.k, slow.n)[1] > 0,
        penetration=standing.all.penetration,
        bought=_bought(standing, memberships, occasions, ledger),
        lot=_lot(found),
        bands=some,
        pot=pot(some),
    )


def _paces(found: Moments) -> tuple[Pace, ...]:
    """Cut the orders at which one could join into thirds by the days between orders so far."""
    rows = np.flatnonzero(found.open & (found.joins | ~found.member) & (found.nth > 0))
    pace = (found.day[rows] - found.first_day[rows]) / found.nth[rows]
    order = np.argsort(pace, kind="stable")
    return tuple(
        Pace(days=float(pace[part].max()), group=group(int(found.joins[rows[part]].sum()), len(part))) for part in np.array_split(order, 3)
    )


def _bought(standing: Programmes, memberships, occasions: Occasions, ledger: Ledger) -> Bought:
    every = standing.all
    if every.bought_for_reward is None or every.penetration is None:
        raise Refused(found="no reward that says what it cost", needed="rewards with an amount", do="choose a larger company")
    month = calendar.last_complete(occasions.as_of, "month")
    first, last = (calendar.day_number(end(month, "month")) for end in (calendar.first_day, calendar.last_day))
    owner, day = occasions.owner, occasions.day
    buyers = occasions.customers[np.unique(owner[(day >= first) & (day <= last)])]
    rows = nw.from_native(memberships, eager_only=True)
    rows = rows.filter(~nw.col("customer").is_null(), nw.col("member_since").is_null() | through(occasions.as_of, "member_since"))
    held = float(np.nansum(rows["points"].cast(nw.Float64).to_numpy().astype(float)))
    net = int(ledger.between(0, calendar.day_number(occasions.as_of)).sum())
    ratio = every.bought_for_reward
    return Bought(
        members=every.penetration.k,
        customers=every.penetration.n,
        buyers=len(buyers),
        member_buyers=int(np.isin(buyers, rows["customer"].to_numpy()).sum()),
        net=net,
        member_net=every.net,
        rewards=every.amount,
        priced=every.priced,
        # Whole minor units, as it is shown: rounded once.
        issued=float(round((held + every.points) / every.points * every.amount)) if every.points and held else nan,
        reward_ratio=ratio.value,
        low=ratio.low,
        high=ratio.high,
        year=standing.cost_a_day * 365.25 if standing.cost_a_day else nan,
    )


def _lot(found: Moments) -> Lot:
    first = found.known & (found.nth == 0)
    rate = float(found.back[first].mean())
    points = min(POINTS, (1 - rate) / 2)
    return Lot(rate=rate, points=points, power=POWER, level=LEVEL, each=each(rate, points, power=POWER, level=LEVEL))


def each(rate: float, points: float, *, power: float, level: float) -> int:
    """How many it takes on either side of an experiment to notice so many points more.

    Parameters
    ----------
    rate : float
        Who comes back without it.
    points : float
        So many more do with it; `rate` and it together lie below 1.
    power : float
        The chance to notice.
    level : float

    References
    ----------
    Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., section 4.2, without correction for continuity.

    Examples
    --------
    >>> each(0.6, 0.1, power=0.8, level=0.95)
    356
    """
    sure, noticed = NormalDist().inv_cdf((1 + level) / 2), NormalDist().inv_cdf(power)
    other = rate + points
    mean = (rate + other) / 2
    spread = sure * sqrt(2 * mean * (1 - mean)) + noticed * sqrt(rate * (1 - rate) + other * (1 - other))
    return ceil((spread / points) ** 2)


def tasks(told: Facts) -> tuple[Exercise | Choice, ...]:
    """Ask for the penetration, the reward ratio, the difference of like with like, and what would tell."""
    bought, share = told.bought, told.penetration
    value, low, high = like_with_like(told.bands)
    return (
        exercise(
            "penetration",
            value=100 * share.rate,
            low=100 * share.low,
            high=100 * share.high,
            n=share.n,
            digits=1,
            slips={
                "of the money": 100 * bought.member_net / bought.net,
                "of the buyers": 100 * bought.member_buyers / bought.buyers if bought.buyers else nan,
                "of the others": 100 * bought.members / max(bought.customers - bought.members, 1),
            },
        ),
        exercise(
            "reward ratio",
            value=bought.reward_ratio,
            low=bought.low,
            high=bought.high,
            n=bought.priced,
            digits=1,
            slips={
                "of all": bought.net / bought.rewards,
                "issued": bought.member_net / bought.issued,
            },
        ),
        exercise(
            "like with like",
            value=100 * value,
            low=100 * low,
            high=100 * high,
            n=sum(band.members.n for band in told.bands),
            digits=1,
            slips={name: 100 * wrong for name, wrong in slips(told.bands).items()},
        ),
        Choice(name="what would tell", options=WAYS, right=TELLS),
    )
