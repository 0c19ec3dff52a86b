"""Who leaves after a visit, and how customers differ in it: the gamma and the beta of BG/NBD, a level that moved lately, and contracts.

A customer visits at a pace of their own (over all customers gamma, with shape r and rate alpha), and leaves for good after a visit, the
first one too, with a chance of their own (beta, with a and b). With a contract visits are its renewals, and one that was due tells who
left. What customers leave by may have changed: lately, in the last half-year, the logit of leaving is higher by `lately`. A visit is an
occasion: a day with an order.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammaln

from analysis import calendar
from analysis.errors import Refused, say
from analysis.evidence import FEW_BELOW
from analysis.occasions import Occasions
from analysis.renewals import Rhythm

LATELY_DAYS = 180
#: Logits of the chance to leave, over which chances are added up: equal steps, which for a smooth density are as good as any (trapezoids).
CHANCES = np.linspace(-12.0, 6.0, 37)
NAMES = ("r", "alpha", "a", "b", "lately")
START = np.array([0.4, 4.0, 0.0, 1.0, 0.0])
FARTHEST = 9.0
STEP = 1e-4
#: Of more customers, so many tell the parameters.
THINNED = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Histories, one entry a customer (or several alike, with their number in `weight`).

    Attributes
    ----------
    place : int64 array
        In `Occasions.customers`.
    repeats : int64 array
        Visits after the first.
    span, T : float arrays
        Days from the first visit to the last, and to the end.
    stayed : float array of (n, 2)
        Visits that another one followed: earlier, and in the last half-year.
    lately : int64 array
        1 where the last visit lies in the last half-year.
    lost : bool array
        With a contract, who missed a renewal.
    weight : float array
    cycle_days : float or None
        With a contract, its cycle.
    """

    place: np.ndarray
    repeats: np.ndarray
    span: np.ndarray
    T: np.ndarray
    stayed: np.ndarray
    lately: np.ndarray
    lost: np.ndarray
    weight: np.ndarray
    cycle_days: float | None

    def part(self, which: np.ndarray, weight: np.ndarray | None = None) -> "Lives":
        """Keep some of them, each as often as `weight` says."""
        kept = {name: getattr(self, name)[which] for name in ("place", "repeats", "span", "T", "stayed", "lately", "lost")}
        return replace(self, **kept, weight=self.weight[which] if weight is None else weight)

    def alike(self) -> "Lives":
        """Customers of one history taken together."""
        times = np.zeros((len(self.T), 2)) if self.cycle_days else np.stack([self.span, self.T], axis=1)
        keys = np.column_stack([self.repeats, times, self.stayed, self.lately, self.lost]).astype(np.int64)
        _, first, which = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        return self.part(first, np.bincount(which.ravel(), self.weight, minlength=len(first)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrition:
    """A fitted model.

    Attributes
    ----------
    parameters : float array of 5
        Logarithms of r, alpha (days), a, b; and `lately`. What the data don't tell (a contract has no pace) stays where it began.
    free : bool array of 5
        What was fitted.
    value : float
        The log-likelihood.
    information : float array of (free, free)
        Observed, of those fitted.
    """

    parameters: np.ndarray
    free: np.ndarray
    value: float
    information: np.ndarray


def lives(occasions: Occasions, rhythm: Rhythm) -> Lives:
    """Tell each customer's history.

    Parameters
    ----------
    occasions : Occasions
        Of customers with one at least.
    rhythm : Rhythm
        Where it is regular, a contract: a renewal is missed half a cycle after it was due.

    Examples
    --------
    >>> from datetime import date
    >>> two = Occasions(customers=np.array([7, 8]), start=np.array([0, 3, 4]), day=np.array([0, 40, 300, 10]), as_of=date(1970, 12, 1),
    ...     free_orders=True)
    >>> found = lives(two, Rhythm(cycle_days=0.0, share=0.0, gaps=2))
    >>> found.repeats.tolist(), found.T.tolist(), found.stayed.tolist(), found.lately.tolist()
    ([2, 0], [334.0, 324.0], [[2.0, 0.0], [0.0, 0.0]], [1, 0])
    """
    end, start, day = calendar.day_number(occasions.as_of), occasions.start, occasions.day.astype(np.int64)
    size = len(occasions.customers)
    lately = (day > end - LATELY_DAYS).astype(np.int64)
    last = start[1:] - 1
    followed = np.ones(len(day), dtype=bool)
    followed[last] = False
    silent = end - day[last]
    stayed = [np.bincount(occasions.owner[followed & (lately == part)], minlength=size) for part in (0, 1)]
    return Lives(
        place=np.arange(size),
        repeats=np.diff(start) - 1,
        span=(day[last] - day[start[:-1]]).astype(float),
        T=(end - day[start[:-1]]).astype(float),
        stayed=np.stack(stayed, axis=1).astype(float),
        lately=lately[last],
        lost=silent > 1.5 * rhythm.cycle_days if rhythm.regular else np.zeros(size, dtype=bool),
        weight=np.ones(size),
        cycle_days=rhythm.cycle_days if rhythm.regular else None,
    )


def chances(parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logarithms of the share of customers with each of `CHANCES`, and their derivatives by log a and log b (of 2 × chances)."""
    a, b = np.exp(parameters[2:4])
    leaves, stays = -np.logaddexp(0, -CHANCES), -np.logaddexp(0, CHANCES)
    share = a * leaves + b * stays
    share = share - np.logaddexp.reduce(share)
    mean = np.exp(share)
    return share, np.stack([a * (leaves - mean @ leaves), b * (stays - mean @ stays)])


def levels(parameters: np.ndarray) -> np.ndarray:
    """Logits to leave of each of `CHANCES`, earlier and lately: 2 × chances."""
    return CHANCES + np.array([[0.0], [parameters[4]]])


def joint(parameters: np.ndarray, found: Lives) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each history and chance, relative to the largest of the history: having left after the last visit, and not; and that largest."""
    share, _ = chances(parameters)
    logit = levels(parameters)
    survived = share - found.stayed @ np.logaddexp(0, logit)
    largest = survived.max(axis=1)
    here = np.exp(survived - largest[:, None])
    left = here * expit(logit)[found.lately]
    return left, here - left, largest


def likelihood(parameters: np.ndarray, found: Lives) -> tuple[np.ndarray, np.ndarray]:
    """Log-likelihood of each history, and its derivatives by the parameters.

    Returns
    -------
    (value, scores) : float arrays of n and n × 5

    Notes
    -----
    With x repeats, the last after t, and T days in all, a customer of pace l and chance p contributes l^x (1 - p)^x times
    p exp(-l t) + (1 - p) exp(-l T). Over the paces that has a closed form; over the chances it is added up.

    References
    ----------
    Batislam, E. P., Denizel, M. & Filiztekin, A. (2007), Int. J. Research in Marketing 24(3), 201-209: BG/NBD where one may leave after the
    first visit too. Fader, P. S. & Hardie, B. G. S. (2007), J. Interactive Marketing 21(1), 76-90, for contracts.
    """
    r, alpha = np.exp(parameters[:2])
    left, there, largest = joint(parameters, found)
    scores = np.zeros((len(found.T), len(NAMES)))
    if found.cycle_days:
        paced, silent = 0.0, (~found.lost).astype(float)
    else:
        shape = r + found.repeats
        paced = gammaln(shape) - gammaln(r) + r * np.log(alpha) - shape * np.log(alpha + found.span)
        silent = np.exp(shape * np.log((alpha + found.span) / (alpha + found.T)))
    whole = left.sum(axis=1) + silent * there.sum(axis=1)
    left, there = left / whole[:, None], there * (silent / whole)[:, None]
    if not found.cycle_days:
        alive = there.sum(axis=1)
        known = digamma(shape) - digamma(r) + np.log(alpha)
        scores[:, 0] = r * (known - (1 - alive) * np.log(alpha + found.span) - alive * np.log(alpha + found.T))
        scores[:, 1] = r - alpha * shape * ((1 - alive) / (alpha + found.span) + alive / (alpha + found.T))
    either = left + there
    chance = expit(levels(parameters))
    scores[:, 2:4] = either @ chances(parameters)[1].T
    own = chance[found.lately]
    scores[:, 4] = found.lately * (left * (1 - own) - there * own).sum(axis=1) - found.stayed[:, 1] * (either @ chance[1])
    return paced + largest + np.log(whole), scores


def fit(found: Lives) -> Attrition:
    """Fit the model by maximum likelihood.

    Parameters
    ----------
    found : Lives

    Raises
    ------
    Refused
        Where fewer than 30 customers came back twice: who decided once tells nothing of how customers differ.
    """
    twice = float(found.weight[found.repeats > 1].sum())
    if twice < FEW_BELOW:
        raise Refused(found=say("{} customers who came back twice", round(twice)), needed=str(FEW_BELOW), do="Wait for more orders.")
    rows = found.alike()
    free = np.ones(len(NAMES), dtype=bool)
    free[:2] = not found.cycle_days
    free[4] = _moved(found)

    def downhill(place):
        here = np.where(free, START, 0.0)
        here[free] = place
        value, scores = likelihood(here, rows)
        return -(rows.weight @ value) / size, -(rows.weight @ scores)[free] / size

    size = rows.weight.sum()
    start = START[free]
    bounds = [(value - FARTHEST, value + FARTHEST) for value in start]
    top = minimize(downhill, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-13, "gtol": 1e-8})
    parameters = np.where(free, START, 0.0)
    parameters[free] = top.x
    steps = np.eye(free.sum()) * STEP
    curved = np.array([(downhill(top.x + step)[1] - downhill(top.x - step)[1]) / (2 * STEP) for step in steps]) * size
    return Attrition(parameters=parameters, free=free, value=-float(top.fun * size), information=(curved + curved.T) / 2)


def _moved(found: Lives) -> bool:
    """Whether there are visits enough, of the last half-year and of earlier, to tell one level from the other."""
    number = found.weight @ found.stayed + np.array([found.weight @ (found.lately == part) for part in (0, 1)])
    return bool((number >= FEW_BELOW).all())


def thinned(found: Lives) -> Lives:
    """Every so-many-th customer where there are very many; each stands for as many."""
    size = len(found.place)
    if size <= THINNED:
        return found
    which = np.linspace(0, size - 1, THINNED).astype(np.int64)
    return found.part(which, np.full(THINNED, size / THINNED))
