"""What a visit that satisfied more does to leaving after it: the link from satisfaction to staying, visit by visit."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, expit, polygamma

from analysis.attrition import CHANCES, chances, levels
from analysis.told import Told

#: How the parameters are called: a level of those who answer, and what a point less of each part of satisfaction adds to leaving's logit.
NAMES = ("answered", "explained", "rest")
START = np.array([0.0, 0.5, 0.2])
NARROWEST = 1e-3
STEP = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """Answered visits, and how satisfied with each.

    Attributes
    ----------
    told : Told
    explained, rest : float arrays of n
        The part of the answer that the ratings explain, and what is left of it; each around its mean.
    lasts : float
        Which part of the variation of `explained` is the customer's own, the same at every visit: 0 to 1.
    cycle_days : float or None
    """

    told: Told
    explained: np.ndarray
    rest: np.ndarray
    lasts: float
    cycle_days: float | None

    @property
    def known(self) -> np.ndarray:
        """What was followed by a visit, or could have been: with a contract, half a cycle after a renewal was due."""
        return self.told.followed | (self.told.silent > 1.5 * (self.cycle_days or 0.0))


def likeness(values: np.ndarray, who: np.ndarray) -> float:
    """The part of the variation that lies between people, 0 to 1: the intraclass correlation of one-way analysis of variance.

    0 where fewer than 30 answers are a second or a later one.

    References
    ----------
    Shrout, P. E. & Fleiss, J. L. (1979), Psychological Bulletin 86, 420-428: ICC(1,1); groups of unequal size by Donner, A. (1986),
    Int. Statistical Review 54, 67-82.

    Examples
    --------
    >>> likeness(np.tile([1.0, 2.0, 5.0], 20), np.tile([0, 1, 2], 20))
    1.0
    """
    _, place, count = np.unique(who, return_inverse=True, return_counts=True)
    n, people = len(values), len(count)
    if n - people < 30 or people < 2:
        return 0.0
    mean = np.bincount(place, values) / count
    within = ((values - mean[place]) ** 2).sum() / (n - people)
    between = (count * (mean - values.mean()) ** 2).sum() / (people - 1)
    each = (n - (count**2).sum() / n) / (people - 1)
    whole = between + (each - 1) * within
    return float(np.clip((between - within) / whole, 0.0, 1.0)) if whole > 0 else 0.0


def likelihood(place: np.ndarray, parameters: np.ndarray, felt: Felt, explained: np.ndarray | None = None, rest=None) -> np.ndarray:
    """Log-likelihood of what followed each answered visit, given the customer's history before it.

    Parameters
    ----------
    place : float array of 3
        As `NAMES`.
    parameters : float array of 5
        As `attrition.Attrition` has them.
    felt : Felt
    explained, rest : float arrays of n, optional
        In place of those of `felt`.

    Notes
    -----
    The history before says how likely the customer is to leave, by how many visits were survived; what came later says nothing more of it,
    as it would count the answered visit twice. A chance to leave that is a customer's own holds already what lasts of the satisfaction: how
    much of the answer that is, given that chance, is a normal's regression, and only what is left of the answer acts on its own visit.
    Who is silent may have left, or be slow: as slow as the pace so far has it. All is told given that no visit came until the answer, for
    otherwise the answer would have been laid to that one or left out.

    References
    ----------
    Braun, M., Schweidel, D. A. & Stein, E. (2015), J. Marketing Research 52(6), 848-864, and Knox, G. & van Oest, R. (2014), J. Marketing
    78(5), 42-57, for a chance to leave that hangs on what the visit was like; Terza, J. V., Basu, A. & Rathouz, P. J. (2008), J. Health
    Economics 27, 531-543, for the two parts, one of them a residual.
    """
    explained = felt.explained if explained is None else explained
    rest = felt.rest if rest is None else rest
    asked = felt.told
    r, alpha, a, b = np.exp(parameters[:4])
    logit = levels(parameters)
    share = chances(parameters)[0] - asked.stayed @ np.logaddexp(0, logit)
    share = _normed(share)
    # What lasts, given the chance to leave: a normal's regression, narrower by what the chance tells.
    varies = explained.var()
    lasts, passes = felt.lasts * varies, max(1 - felt.lasts, NARROWEST) * varies
    spread = polygamma(1, a) + polygamma(1, b)
    of_chance = -place[1] * lasts / spread * (CHANCES - digamma(a) + digamma(b))
    left = lasts * max(1 - place[1] ** 2 * lasts / spread, NARROWEST)
    middle = explained.mean() - (share @ of_chance).mean()
    away = explained[:, None] - middle - of_chance
    if lasts > 0:
        share = _normed(np.log(share + 1e-300) - away**2 / (2 * (left + passes)))
    own = of_chance + left / (left + passes) * away
    acting = logit[asked.lately] + place[0] - place[1] * (explained[:, None] - own) - (place[2] * rest)[:, None]
    leaves = (share * expit(acting)).sum(axis=1)
    if felt.cycle_days:
        slow, entered = 0.0, 1.0
    else:
        so_far = alpha + asked.span
        slow, waited = (np.exp((r + asked.before) * np.log(so_far / (so_far + days))) for days in (asked.silent, asked.answered))
        entered = leaves + (1 - leaves) * waited
    chance = np.where(asked.followed, 1 - leaves, leaves + (1 - leaves) * slow) / entered
    return np.where(felt.known, np.log(np.maximum(chance, 1e-300)), 0.0)


def _normed(share: np.ndarray) -> np.ndarray:
    share = np.exp(share - share.max(axis=1, keepdims=True))
    return share / share.sum(axis=1, keepdims=True)


def fit(parameters: np.ndarray, felt: Felt) -> np.ndarray:
    """Fit the link by maximum likelihood, the differences between customers being known: a float array of 3, as `NAMES`."""
    n = len(felt.rest)
    return minimize(lambda place: -likelihood(place, parameters, felt).sum() / n, START, method="BFGS", options={"gtol": 1e-6}).x


def scores(place: np.ndarray, parameters: np.ndarray, felt: Felt) -> np.ndarray:
    """Derivatives of each visit's log-likelihood: a float array of n × 3."""
    steps = np.eye(len(NAMES)) * STEP
    moved = [likelihood(place + step, parameters, felt) - likelihood(place - step, parameters, felt) for step in steps]
    return np.stack(moved, axis=1) / (2 * STEP)
