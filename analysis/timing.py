"""What joining does, told from its timing: whoever joins may differ from others in what no record shows, and the model allows for it.

Joiners are compared with non-members in vain where a habit that nobody wrote down makes people both join and stay. But joining has a day. A
customer who would join at the next order, and is lost before it, never joins; so how many join after each further order tells how many of
that kind came back without being members. Customers are therefore a mixture of kinds, each with its own chance to come back and its own
chance to join, in any combination; and membership multiplies the odds of coming back from the day of joining on.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import expit, log_expit

from analysis.evidence import FEW_BELOW
from analysis.intervals import critical

#: Kinds of customers: the logit of coming back in a usual season, more finely where most come back; and the chance to join at an order, of
#: those who may join at all, from which the search begins.
BACK = np.concatenate([np.arange(-4.0, 1.0, 0.5), np.arange(1.0, 7.6, 0.3)])
JOIN = np.array([0.02, 0.08, 0.25, 0.6])
#: Effects that are tried, as logarithms of the ratio of odds.
EFFECTS = np.array([-5.0, -3.5, -2.5, -1.8, -1.3, -0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5, 5.0])
#: More customers than these are drawn from, by a fixed seed: their interval is narrow by then.
MOST = 30_000
SEED = 20_030_917
CHANCES = 1e-4, 0.999
ROUNDS, CLOSE, SWEEPS, LEAVEN = 40, 2e-3, 1, 0.005
#: An effect whose logarithm of the likelihood lies so far below the best is out of every interval, and so are those beyond it.
FAR = 5.0
RIDGE = 1.0  # of a season's logit: as if one had been seen to be like the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """What customers did after each order, counted by season.

    Attributes
    ----------
    back, lost : integer arrays of (customers, seasons)
        Orders as a non-member after which there was another in the time watched, and after which there was none.
    member_back, member_lost : integer arrays, alike
        The same of orders as a member.
    declined : integer array of customers
        Orders at which one could have joined and did not.
    joined : bool array of customers
    """

    back: np.ndarray
    lost: np.ndarray
    member_back: np.ndarray
    member_lost: np.ndarray
    declined: np.ndarray
    joined: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The effect of joining on coming back, of those who joined.

    Attributes
    ----------
    difference, low, high : float
        Their chance to come back as members minus the chance had they not joined, -1 to 1; by profile likelihood.
    member, without : float
        The two chances.
    odds, odds_low, odds_high : float
        The same as a ratio of odds; the ends are 0.0067 or 148 where the data set none.
    customers, joined : int
        Who was looked at, and who of them joined.
    sampled : bool
        Whether these were drawn from more.
    """

    difference: float
    low: float
    high: float
    member: float
    without: float
    odds: float
    odds_low: float
    odds_high: float
    customers: int
    joined: int
    sampled: bool


def timing(turns: Turns, *, level: float = 0.90) -> Timing | None:
    """Estimate what joining does to coming back.

    Parameters
    ----------
    turns : Turns
    level : float

    Returns
    -------
    Timing or None
        None where fewer than 30 joined, or fewer than 30 did not.

    Notes
    -----
    The kinds are a grid, and their shares are estimated without any shape being assumed (Laird 1978) by EM, with a logit for each season.
    The effect is tried at 17 values, all else being estimated anew for each; its interval holds those whose logarithm of the likelihood
    lies within half of chi square's quantile of the best.

    What is assumed: of two customers of one kind chance alone decides who joins first; nobody changes before joining because they will
    join; and, seasons and the programme aside, a kind keeps its chance to come back.

    References
    ----------
    Abbring, J. H. & van den Berg, G. J. (2003), The nonparametric identification of treatment effects in duration models,
    Econometrica 71, 1491-1517; Heckman & Singer (1984), Econometrica 52, 271-320; Laird, N. (1978), J. Am. Stat. Assoc. 73, 805-811.

    Examples
    --------
    Those who join come back as often before joining as after it, and the others are lost at once:

    >>> n = 40
    >>> ones, none = np.ones((n, 1), dtype=int), np.zeros((n, 1), dtype=int)
    >>> found = timing(Turns(back=np.vstack([4 * ones, none]), lost=np.vstack([none, ones]), member_back=np.vstack([4 * ones, none]),
    ...     member_lost=np.zeros((2 * n, 1), dtype=int), declined=np.repeat([4, 1], n), joined=np.repeat([True, False], n)))
    >>> found.joined, found.low <= 0 <= found.high
    (40, True)
    """
    sampled = len(turns.joined) > MOST
    if sampled:
        turns = _part(turns, np.sort(np.random.default_rng(SEED).choice(len(turns.joined), MOST, replace=False)))
    joined = int(turns.joined.sum())
    if joined < FEW_BELOW or len(turns.joined) - joined < FEW_BELOW:
        return None
    fits, effects = _profile(_Patterns.of(turns))
    likelihood = np.array([fit.likelihood for fit in fits])
    differences = np.array([fit.member - fit.without for fit in fits])
    best = int(likelihood.argmax())
    within = likelihood[best] - critical(level) ** 2 / 2
    low, high = _reached(likelihood, effects, best, within)
    # The chance itself rises with the odds, so the interval's ends go over from one to the other.
    ends = np.interp([low, high], effects, np.maximum.accumulate(differences))
    return Timing(
        difference=float(differences[best]),
        low=float(min(ends[0], differences[best])),
        high=float(max(ends[1], differences[best])),
        member=float(fits[best].member),
        without=float(fits[best].without),
        odds=float(np.exp(effects[best])),
        odds_low=float(np.exp(low)),
        odds_high=float(np.exp(high)),
        customers=len(turns.joined),
        joined=joined,
        sampled=sampled,
    )


def _part(turns: Turns, rows: np.ndarray) -> Turns:
    return Turns(**{name: getattr(turns, name)[rows] for name in Turns.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """Customers with the same turns, once, and how many they are; float arrays, for they are multiplied."""

    back: np.ndarray
    lost: np.ndarray
    member_back: np.ndarray
    member_lost: np.ndarray
    declined: np.ndarray
    joined: np.ndarray
    number: np.ndarray

    @classmethod
    def of(cls, turns: Turns) -> "_Patterns":
        parts = (turns.back, turns.lost, turns.member_back, turns.member_lost)
        seasons = parts[0].shape[1]
        rows = np.column_stack([*parts, turns.declined, turns.joined]).astype(np.int32)
        kinds, number = np.unique(rows, axis=0, return_counts=True)
        split = [kinds[:, place * seasons : (place + 1) * seasons].astype(float) for place in range(4)]
        return cls(
            back=split[0], lost=split[1], member_back=split[2], member_lost=split[3],
            declined=kinds[:, -2].astype(float), joined=kinds[:, -1].astype(float), number=number.astype(float),
        )  # fmt: skip

    def joining(self, chances: np.ndarray) -> np.ndarray:
        """How likely each pattern joined when it did: (patterns, 1 + chances), those first who never join."""
        exponent = np.outer(self.declined, np.log1p(-chances)) + np.outer(self.joined, np.log(chances))
        return np.column_stack([1 - self.joined, np.exp(exponent)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What EM improves: shares of the kinds (a row a chance to come back; never joining, then each chance to join), these, seasons."""

    shares: np.ndarray
    chances: np.ndarray
    season: np.ndarray

    def leap(self, one: "_State", two: "_State") -> "_State":
        """Go on in the direction of two steps of EM, as far as their shortening allows.

        References
        ----------
        Varadhan, R. & Roland, C. (2008), Scand. J. Stat. 35, 335-353: the scheme SqS3.
        """
        begin, first, second = (np.concatenate([at.shares.ravel(), at.chances, at.season]) for at in (self, one, two))
        step, turn = first - begin, second - 2 * first + begin
        length = min(-1.0, -float(np.sqrt((step @ step) / max(turn @ turn, 1e-300))))
        found = begin - 2 * length * step + length**2 * turn
        shares, chances, season = np.split(found, np.cumsum([self.shares.size, len(self.chances)]))
        shares = np.maximum(shares, 1e-12).reshape(self.shares.shape)
        return _State(shares=shares / shares.sum(), chances=np.clip(chances, *CHANCES), season=np.clip(season, -5.0, 5.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """The best of all else at one effect, and the chances to come back of those who joined: as members, and had they not."""

    state: _State
    likelihood: float
    member: float
    without: float


def _profile(patterns: _Patterns) -> tuple[list[_Fit], np.ndarray]:
    """Fit at each effect, from none outwards, each beginning where its neighbour ended, until the likelihood is far below the best."""
    none = int(np.flatnonzero(EFFECTS == 0)[0])
    shape = (len(BACK), 1 + len(JOIN))
    flat = _State(shares=np.full(shape, 1 / np.prod(shape)), chances=JOIN, season=np.zeros(patterns.back.shape[1]))
    found: dict[int, _Fit] = {none: _fitted(patterns, 0.0, flat, ROUNDS)}
    for step in (1, -1):
        for place in range(none + step, len(EFFECTS) if step > 0 else -1, step):
            found[place] = _fitted(patterns, EFFECTS[place], found[place - step].state, ROUNDS)
            if found[place].likelihood < max(fit.likelihood for fit in found.values()) - FAR:
                break
    places = sorted(found)
    # Where the likelihood is flat EM stops short of the top: what a neighbour found leads on, there and back.
    for way in (places, places[::-1]) * SWEEPS:
        for neighbour, place in pairwise(way):
            again = _fitted(patterns, EFFECTS[place], found[neighbour].state, ROUNDS // 2)
            if again.likelihood > found[place].likelihood:
                found[place] = again
    return [found[place] for place in places], EFFECTS[places]


def _fitted(patterns: _Patterns, effect: float, begin: _State, rounds: int) -> _Fit:
    """Improve all of it by EM, three steps at a time, until it hardly helps."""
    # A little of every kind again: a share that is 0 would stay so.
    here = _State(shares=(1 - LEAVEN) * begin.shares + LEAVEN / begin.shares.size, chances=begin.chances, season=begin.season)
    likelihood = -np.inf
    for _ in range(rounds):
        one, before = _better(patterns, effect, here)
        two, _after = _better(patterns, effect, one)
        three, there = _better(patterns, effect, here.leap(one, two))
        if there < before:  # too far: go on from where plain steps lead
            three, there = _better(patterns, effect, two)
        here = three
        if there - likelihood < CLOSE:
            break
        likelihood = there
    coming, joining = _coming(patterns, effect, here.season), patterns.joining(here.chances)
    chance = ((coming @ here.shares) * joining).sum(axis=1)
    kinds = _whose(coming, joining, here.shares, patterns.number * patterns.joined / chance).sum(axis=0)
    kinds = kinds / kinds.sum()
    return _Fit(
        state=here,
        likelihood=_likelihood(patterns, chance, here.season),
        member=float(kinds @ expit(BACK + effect)),
        without=float(kinds @ expit(BACK)),
    )


def _better(patterns: _Patterns, effect: float, state: _State) -> tuple[_State, float]:
    """One step of EM, and the penalised likelihood from which it was made."""
    coming, joining = _coming(patterns, effect, state.season), patterns.joining(state.chances)
    mixed = coming @ state.shares
    chance = (mixed * joining).sum(axis=1)
    weight = patterns.number / chance
    shares = state.shares * (coming.T @ (joining * weight[:, None])) / patterns.number.sum()
    able = (mixed * joining * weight[:, None])[:, 1:]
    tries = able.T @ (patterns.declined + patterns.joined)
    chances = np.clip(able.T @ patterns.joined / np.maximum(tries, 1e-12), *CHANCES)
    season = state.season + _step(patterns, effect, state.season, _whose(coming, joining, state.shares, weight))
    return _State(shares=shares, chances=chances, season=season), _likelihood(patterns, chance, state.season)


def _likelihood(patterns: _Patterns, chance: np.ndarray, season: np.ndarray) -> float:
    return float(patterns.number @ np.log(chance)) - RIDGE * float(season @ season) / 2


def _whose(coming: np.ndarray, joining: np.ndarray, shares: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """How many of each pattern are of each chance to come back."""
    return coming * ((joining @ shares.T) * weight[:, None])


def _coming(patterns: _Patterns, effect: float, season: np.ndarray) -> np.ndarray:
    """How likely each pattern's returns and losses are, for each chance to come back."""
    alone = season[:, None] + BACK[None, :]
    member = alone + effect
    exponent = (
        patterns.back @ log_expit(alone) + patterns.lost @ log_expit(-alone)
        + patterns.member_back @ log_expit(member) + patterns.member_lost @ log_expit(-member)
    )  # fmt: skip
    return np.exp(exponent)


def _step(patterns: _Patterns, effect: float, season: np.ndarray, who: np.ndarray) -> np.ndarray:
    """One step of Newton for the seasons; `who` says how many of each pattern are of each kind."""
    alone = season[:, None] + BACK[None, :]
    slope, bend = -RIDGE * season, np.full(len(season), RIDGE)
    for back, lost, logit in (
        (patterns.back, patterns.lost, alone),
        (patterns.member_back, patterns.member_lost, alone + effect),
    ):
        came, all_of_them = back.T @ who, (back + lost).T @ who
        chance = expit(logit)
        slope = slope + (came - all_of_them * chance).sum(axis=1)
        bend = bend + (all_of_them * chance * (1 - chance)).sum(axis=1)
    return np.clip(slope / bend, -1.0, 1.0)


def _reached(likelihood: np.ndarray, effects: np.ndarray, best: int, within: float) -> tuple[float, float]:
    """Where the likelihood falls to `within` on either side of the best; the last effect tried where it does not."""
    ends = []
    for step, last in ((-1, 0), (1, len(effects) - 1)):
        place = best
        while place != last and likelihood[place + step] >= within:
            place += step
        if place == last:
            ends.append(float(effects[last]))
            continue
        part = (likelihood[place] - within) / (likelihood[place] - likelihood[place + step])
        ends.append(float(effects[place] + part * (effects[place + step] - effects[place])))
    return ends[0], ends[1]
