"""What joining does, told from its timing: whoever joins may differ from others in what no record shows, and the model allows for it.

Joiners are compared with non-members in vain where a habit that nobody wrote down makes people both join and stay. But joining has a day. A
customer who would join at the next order, and is lost before it, never joins; so how many join after each further order tells how many of
that kind came back without being members. Customers are therefore a mixture of kinds, each with its own chance to come back and its own
chance to join, in any combination; and membership multiplies the odds of coming back from the day of joining on.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls
from scipy.special import chdtri, expit, log_expit

from analysis.evidence import FEW_BELOW

#: Kinds of customers: the logit of coming back in a usual season, more finely where most come back; and the chance to join at an order.
BACK = np.concatenate([np.arange(-4.0, 1.0, 0.5), np.arange(1.0, 7.6, 0.3)])
JOIN = np.array([0.0, 0.01, 0.02, 0.035, 0.05, 0.07, 0.09, 0.115, 0.145, 0.18, 0.23, 0.3, 0.4, 0.55, 0.75])
#: Effects that are tried, as logarithms of the ratio of odds.
EFFECTS = np.array([-5.0, -3.5, -2.5, -1.8, -1.3, -0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5, 5.0])
#: More customers than these are drawn from, by a fixed seed: their interval is narrow by then.
MOST = 30_000
SEED = 20_030_917
#: The logarithm of the likelihood is found to so much; kinds are added so many at a time.
CLOSE, ADDED = 0.05, 8
FURTHER = 1.0  # beyond the end of the interval, as a better best may still be found
TURNS, SEASONS, HALVINGS = 60, 12, 4  # at most, of each search
DEGREES = 4  # of freedom of the interval: by trial, see `timing`
WEIGHT = 100.0  # on the sum of the shares being one
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
    The kinds are a grid, and their shares are estimated without any shape being assumed (Laird 1978), with a logit for each season.
    The effect is tried at 17 values, all else being estimated anew for each; its interval holds those whose logarithm of the likelihood
    lies within half of chi square's quantile of the best. That has four degrees of freedom, not one, by trial: shares lie at the edge of
    what they can be, and the truth often at the edge of what the data can tell. Where all join by one and the same chance, the hardest of
    the worlds tried, an interval of 90 % then held the truth in 22 of 24, with one degree in 9.

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
    joined, fall = int(turns.joined.sum()), float(chdtri(DEGREES, 1 - level)) / 2
    if joined < FEW_BELOW or len(turns.joined) - joined < FEW_BELOW:
        return None
    patterns = _Patterns.of(turns)
    fits, effects = _profile(patterns, fall)
    fits, effects = _finer(patterns, fits, effects, fall)
    likelihood = np.array([fit.likelihood for fit in fits])
    differences = np.array([fit.member - fit.without for fit in fits])
    best = int(likelihood.argmax())
    low, high = _reached(likelihood, effects, best, likelihood[best] - fall)
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
    joining: np.ndarray  # (patterns, chances to join): how likely they joined when they did, or never
    joined: np.ndarray
    number: np.ndarray

    @classmethod
    def of(cls, turns: Turns) -> "_Patterns":
        parts = (turns.back, turns.lost, turns.member_back, turns.member_lost)
        seasons = parts[0].shape[1]
        rows = np.column_stack([*parts, turns.declined, turns.joined]).astype(np.int32)
        kinds, number = np.unique(rows, axis=0, return_counts=True)
        split = [kinds[:, place * seasons : (place + 1) * seasons].astype(float) for place in range(4)]
        declined, joined = kinds[:, -2], kinds[:, -1].astype(bool)
        joining = (1 - JOIN)[None, :] ** declined[:, None] * np.where(joined[:, None], JOIN[None, :], 1.0)
        return cls(
            back=split[0], lost=split[1], member_back=split[2], member_lost=split[3],
            joining=joining, joined=joined, number=number.astype(float),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """The best of all else at one effect: shares of the kinds (a row a chance to come back, a column one to join), logits of the seasons.

    `member` and `without` are the chances to come back of those who joined: as members, and had they not.
    """

    shares: np.ndarray
    season: np.ndarray
    likelihood: float
    member: float
    without: float


def _profile(patterns: _Patterns, fall: float) -> tuple[list[_Fit], np.ndarray]:
    """Fit at each effect, from none outwards, each beginning where its neighbour ended, until the likelihood fell by more than `fall`."""
    none = int(np.flatnonzero(EFFECTS == 0)[0])
    shape = (len(BACK), len(JOIN))
    found = {none: _fitted(patterns, 0.0, np.full(shape, 1 / np.prod(shape)), np.zeros(patterns.back.shape[1]))}
    for step in (1, -1):
        for place in range(none + step, len(EFFECTS) if step > 0 else -1, step):
            near = found[place - step]
            found[place] = _fitted(patterns, EFFECTS[place], near.shares, near.season)
            if found[place].likelihood < max(fit.likelihood for fit in found.values()) - fall - FURTHER:
                break
    places = sorted(found)
    return [found[place] for place in places], EFFECTS[places]


def _finer(patterns: _Patterns, fits: list[_Fit], effects: np.ndarray, fall: float) -> tuple[list[_Fit], np.ndarray]:
    """Fit between two effects where the likelihood falls out of the interval, halving: it may fall off a cliff there."""
    found = dict(zip(effects.tolist(), fits, strict=True))
    for outwards in (-1, 1):
        for _ in range(HALVINGS):
            order = sorted(found, key=lambda effect: outwards * effect)
            top = max(fit.likelihood for fit in found.values())
            best = max(order, key=lambda effect: found[effect].likelihood)
            beyond = [effect for effect in order[order.index(best) + 1 :] if found[effect].likelihood < top - fall]
            if not beyond:
                break
            inside = order[order.index(beyond[0]) - 1]
            middle = (inside + beyond[0]) / 2
            found[middle] = _fitted(patterns, middle, found[inside].shares, found[inside].season)
    order = sorted(found)
    return [found[effect] for effect in order], np.array(order)


def _fitted(patterns: _Patterns, effect: float, shares: np.ndarray, season: np.ndarray) -> _Fit:
    """Find the best shares and the best seasons in turn until both hardly help."""
    before = -np.inf
    for _ in range(SEASONS):
        coming = _coming(patterns, effect, season)
        shares, chance = _shared(patterns, coming, shares)
        likelihood = float(patterns.number @ np.log(chance)) - RIDGE * float(season @ season) / 2
        if likelihood - before < CLOSE:
            break
        before = likelihood
        for _ in range(3):
            who = coming * ((patterns.joining @ shares.T) * (patterns.number / chance)[:, None])
            season = season + _step(patterns, effect, season, who)
            coming = _coming(patterns, effect, season)
            chance = ((coming @ shares) * patterns.joining).sum(axis=1)
    who = coming * ((patterns.joining @ shares.T) * (patterns.number * patterns.joined / chance)[:, None])
    kinds = who.sum(axis=0) / who.sum()
    return _Fit(
        shares=shares,
        season=season,
        likelihood=likelihood,
        member=float(kinds @ expit(BACK + effect)),
        without=float(kinds @ expit(BACK)),
    )


def _shared(patterns: _Patterns, coming: np.ndarray, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the shares of the kinds that make the data likeliest, and how likely each pattern is by them.

    The logarithm of the likelihood is concave in the shares, and the top lies no higher than the largest slope towards one kind: so it is
    known how near it this ends.

    References
    ----------
    Wang, Y. (2007), J. R. Stat. Soc. B 69, 185-198: the constrained Newton method; Lindsay, B. G. (1983), Annals of Statistics 11, 86-94.
    """
    total = patterns.number.sum()
    shares = shares.copy()
    chance = ((coming @ shares) * patterns.joining).sum(axis=1)
    for _ in range(TURNS):
        slope = coming.T @ (patterns.joining * (patterns.number / chance)[:, None]) - total
        if slope.max() < CLOSE:
            break
        steepest = np.argpartition(slope.ravel(), -ADDED)[-ADDED:]
        kinds = np.union1d(np.flatnonzero(shares.ravel() > 1e-9), steepest[slope.ravel()[steepest] > 0])
        row, column = np.divmod(kinds, len(JOIN))
        likely = coming[:, row] * patterns.joining[:, column]
        wanted = _newton(likely / chance[:, None], patterns.number)
        now = shares.ravel()[kinds]
        shares, chance = _further(patterns.number, likely, now, wanted, kinds, shares.shape)
    return shares, chance


def _newton(relative: np.ndarray, number: np.ndarray) -> np.ndarray:
    """The shares at the top of the parabola that touches the likelihood; they sum to one and none is below 0."""
    scale = np.sqrt(number / number.sum())
    matrix, wanted = relative * scale[:, None], 2 * scale
    gram = matrix.T @ matrix + WEIGHT * np.ones((matrix.shape[1],) * 2)
    lower = np.linalg.cholesky(gram + 1e-10 * np.eye(len(gram)) * np.trace(gram) / len(gram))
    found, _rest = nnls(lower.T, np.linalg.solve(lower, matrix.T @ wanted + WEIGHT))
    return found / found.sum()


def _further(number, likely, now, wanted, kinds, shape) -> tuple[np.ndarray, np.ndarray]:
    """Go from the shares now towards those wanted as far as it helps: half as far, and half of that, until it does."""
    before = float(number @ np.log(likely @ now))
    part = 1.0
    while part > 1e-6:
        mixed = now + part * (wanted - now)
        chance = likely @ mixed
        if (chance > 0).all() and float(number @ np.log(chance)) >= before:
            break
        part /= 2
    else:
        mixed, chance = now, likely @ now
    shares = np.zeros(shape)
    shares.ravel()[kinds] = mixed
    return shares / mixed.sum(), chance / mixed.sum()


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
