"""What the customers known on one day will order in the days after it: the model that the data is for, and what it expects.

The interval of a model holds if the model holds: it covers what chance does to parameters and to customers, not a season, a
campaign or customers of another kind.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from typing import Protocol

import numpy as np

from analysis import bgnbd, calendar, sbg
from analysis.bgnbd import BGNBD
from analysis.errors import Said, say
from analysis.likelihood import Maximum
from analysis.occasions import Occasions
from analysis.renewals import Renewals, Rhythm, renewals, rhythm
from analysis.sbg import SBG
from analysis.summaries import DAY_BITS, Rows, Summaries, summarise

BG_NBD, S_BG = "BG/NBD", "shifted-beta-geometric"
DRAWS = 500
# The lives of so many customers are drawn; of more, every so-many-th, and chance is made as small as it is among all of them.
LIVED = 5_000


class Value(Protocol):
    """What orders are worth; `analysis.order_value` has the kinds there are."""

    def draw(self, rng: np.random.Generator):
        """Draw parameters."""

    def expected(self, parameters=None, part=slice(None)) -> np.ndarray:
        """What one more order of each customer is worth."""

    def drawn(self, parameters, orders: np.ndarray, part: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Draw what so many orders of each customer are worth together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which model the data is for, and why.

    Attributes
    ----------
    name : {"BG/NBD", "shifted-beta-geometric"}
    reason : Said
    rhythm : Rhythm
        What it was told by.
    """

    name: str
    reason: Said
    rhythm: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A model fitted on what was known on one day.

    Attributes
    ----------
    name : str
    day : int
        Days since 1970-01-01.
    place : int64 array of C
        The customers known by then, as places in `Occasions.customers`.
    model : BGNBD or SBG
    history : Summaries or Renewals
        What it was fitted on.
    """

    name: str
    day: int
    place: np.ndarray
    model: BGNBD | SBG
    history: Summaries | Renewals = field(repr=False)

    def expected(self, days: int) -> np.ndarray:
        """Expected occasions of each customer in the days after `day`."""
        lives, where = self._lives(days)
        return lives.expected(self.model.parameters)[where]

    def totals(self, days: int, *, draws: int = DRAWS, seed: int = 0) -> np.ndarray:
        """Draw the total of all customers: parameters that the data leave possible, then each customer's life."""
        return self.orders_and_money(days, None, draws=draws, seed=seed)[0]

    def orders_and_money(
        self, days: int, value: Value | None, *, draws: int = DRAWS, seed: int = 0
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Draw the totals of orders and of what they are worth, which go together; None for money without a value."""
        lives, where = self._lives(days)
        return drawn_totals(self.model.maximum, lives, where, value, draws=draws, rng=np.random.default_rng(seed))

    def _lives(self, days: int) -> tuple["Lives", np.ndarray]:
        """Customers of one history taken together, and the place of each customer among these."""
        if self.name == BG_NBD:
            rows = self.history.rows()
            where = np.searchsorted(_keys(rows), _keys(self.history))
            x, recency, T = rows.frequency, rows.recency / 7, rows.T / 7

            def expected_orders(parameters, part=slice(None)):
                return bgnbd.expected(parameters, days / 7, x[part], recency[part], T[part])

            def drawn_orders(parameters, part, rng):
                return bgnbd.drawn_orders(parameters, days / 7, x[part], recency[part], T[part], rng)

            return Lives(expected=expected_orders, drawn=drawn_orders), where
        ahead = self.history.ahead(self.day, days)
        states, where = np.unique(np.stack([self.history.renewed, *ahead]), axis=1, return_inverse=True)

        def expected(parameters, part=slice(None)):
            return sbg.expected(parameters, *states[:, part])

        def drawn(parameters, part, rng):
            return sbg.drawn_renewals(parameters, *states[:, part], rng)

        return Lives(expected=expected, drawn=drawn), where.ravel()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """What a model expects of each kind of history, and how it draws it."""

    expected: Callable
    drawn: Callable


def choose_model(occasions: Occasions, *, through: int | None = None) -> Choice:
    """Tell which model the data is for: even gaps are contracts, all others are not.

    Examples
    --------
    >>> from datetime import date
    >>> monthly = Occasions(customers=np.array([7]), start=np.array([0, 40]), day=np.arange(40) * 30,
    ...     as_of=date(1973, 6, 30), free_orders=True)
    >>> found = choose_model(monthly)
    >>> found.name, found.reason
    ('shifted-beta-geometric', '100 % of 39 gaps between orders are about 30 days long: a missed one tells who has left')
    """
    found = rhythm(occasions, through=through)
    share, cycle = f"{found.share:.0%}".replace("%", " %"), f"{found.cycle_days:.0f}"
    if found.regular:
        reason = say("{} of {} gaps between orders are about {} days long: a missed one tells who has left", share, found.gaps, cycle)
        return Choice(name=S_BG, reason=reason, rhythm=found)
    reason = say("{} of {} gaps between orders are near the middle one: nobody says when they leave", share, found.gaps)
    return Choice(name=BG_NBD, reason=reason, rhythm=found)


def fit(occasions: Occasions, choice: Choice, *, through: int | None = None) -> Fitted:
    """Fit the chosen model on what was known on one day.

    Parameters
    ----------
    occasions : Occasions
    choice : Choice
    through : int, optional
        That day, in days since 1970-01-01; `as_of` if not given.

    Raises
    ------
    Refused
        Where too few customers came back, or left.
    """
    day = calendar.day_number(occasions.as_of) if through is None else through
    if choice.name == S_BG:
        history = renewals(occasions, choice.rhythm.cycle_days, through=day)
        return Fitted(name=S_BG, day=day, place=history.place, model=sbg.fit(*history.counts()), history=history)
    history = summarise(occasions, through=day)
    return Fitted(name=BG_NBD, day=day, place=history.place, model=bgnbd.fit(history.rows()), history=history)


def drawn_totals(
    maximum: Maximum, lives: Lives, where: np.ndarray, value: Value | None = None, *, draws: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray | None]:
    """Draw the total of all customers, at parameters drawn anew each time.

    Parameters
    ----------
    maximum : Maximum
    lives : Lives
    where : integer array of C
        The kind of history of each customer.
    value : Value, optional
        Of what each customer orders.
    draws : int
    rng : Generator

    Returns
    -------
    (orders, money) : float arrays, one total a draw
        Money is None without a value; with one, orders are what they are without.

    Notes
    -----
    Of many customers a part is drawn; their sum's departure from its mean is multiplied by the root of how many each stands for, which
    gives the variance of the sum over all.
    """
    purse = rng.spawn(1)[0]
    part = np.argsort(where, kind="stable")
    if len(part) > LIVED:
        part = part[np.linspace(0, len(part) - 1, LIVED).astype(np.int64)]
    kinds, which = np.unique(where[part], return_inverse=True)
    usual = lives.expected(maximum.parameters)
    each = len(where) / max(len(part), 1)
    orders = _Scaled(each=each, of_all=usual[where].sum(), of_part=usual[where[part]].sum())
    money = None
    if value is not None:
        worth = value.expected()
        money = _Scaled(each=each, of_all=usual[where] @ worth, of_part=usual[where[part]] @ worth[part])
    totals = np.empty((2, draws))
    for place, parameters in enumerate(maximum.draws(draws, rng)):
        drawn = lives.drawn(parameters, where[part], rng)
        mean = lives.expected(parameters, kinds)[which] if each > 1 else None
        totals[0, place] = orders.total(drawn, mean)
        if money is not None:
            worth = value.draw(purse)
            means = mean * value.expected(worth, part) if each > 1 else None
            totals[1, place] = money.total(value.drawn(worth, drawn, part, purse), means)
    return totals[0], totals[1] if money is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scaled:
    """How the sum over a part becomes one over all: each of the part stands for so many; the sums of what is usually expected."""

    each: float
    of_all: float
    of_part: float

    def total(self, drawn: np.ndarray, mean: np.ndarray | None) -> float:
        total = float(drawn.sum())
        if mean is None or not self.of_part:
            return total
        return self.of_all * mean.sum() / self.of_part + (total - mean.sum()) * sqrt(self.each)


def _keys(rows: Rows | Summaries) -> np.ndarray:
    return (rows.frequency << 2 * DAY_BITS) | (rows.recency << DAY_BITS) | rows.T
