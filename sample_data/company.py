"""A company: a trade, a seed, what is planted in it, and which levers are moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from sample_data import parameters
from sample_data.draws import Draws
from sample_data.trade import PLANTED, Attribute, Trade
from sample_data.trades import TRADES

AHEAD = 3 * 366  # days after the data for which there are customers and a season
SLICE = 20_000  # so many customers are in memory at a time
#: Where a customer stands by the number of orders: the stages whose retention a lever can move.
LEVER_STAGES = ("capture", "maintenance", "loyalty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing moved, from a day on.

    Attributes
    ----------
    kind : str
        "attribute" (points of its mean rating), "retention" (of a stage: the chance to leave after an order falls by so much)
        or "price" (share by which all prices rise, with what that does to staying).
    target : str
        The attribute or the stage; "" for the price.
    amount : float
    """

    kind: str
    target: str
    amount: float

    def __str__(self) -> str:
        return f"{self.kind}{':' if self.target else ''}{self.target}={self.amount:+g}"


@dataclass(frozen=True, kw_only=True)
class Company:
    """An invented company.

    Parameters
    ----------
    trade : Trade
    seed : int
    customers : int
        Who order at least once on the days of the data: the numbers from 0 on. From there to `size` are the numbers of those who come
        after it; those from `size` on belong to the next seeds.
    planted : frozenset of str
        Names in `trade.PLANTED`.
    levers : tuple of Lever
    lever_day : date, optional
        From when on they are moved; the first day, if not given.
    changed : tuple of (str, float)
        The parameters that somebody set; `trade` has them already.

    Examples
    --------
    >>> company = Company.of("home-goods", customers=50)
    >>> company.trade.company, company.has("habit")
    ('Harbour & Pine', False)
    """

    trade: Trade
    seed: int
    customers: int
    planted: frozenset[str]
    levers: tuple[Lever, ...] = ()
    lever_day: date | None = None
    changed: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(
        cls,
        trade: str,
        *,
        seed: int = 23,
        customers: int | None = None,
        without: Iterable[str] = (),
        also: Iterable[str] = (),
        changed: Mapping[str, float] | None = None,
    ) -> Company:
        """A company with the usual effects, or without some; `without=["everything"]` plants nothing.

        `changed` sets parameters by their names in `parameters.NAMES`.
        """
        known = TRADES.get(trade)
        if known is None:
            raise ValueError(f"found the trade {trade!r}; needed one of {', '.join(TRADES)}")
        unknown = {*without, *also} - {*PLANTED, "everything"}
        if unknown:
            raise ValueError(f"found {', '.join(sorted(unknown))}; needed names of what can be planted: {', '.join(PLANTED)}")
        usual = set() if "everything" in without else {name for name, on in PLANTED.items() if on}
        size = known.customers if customers is None else customers
        if size < 1 or seed < 0:
            raise ValueError(f"found {size} customers and the seed {seed}; needed at least 1 customer, and a seed of 0 or more")
        own = {name: float(value) for name, value in (changed or {}).items()}
        return cls(
            trade=parameters.changed(known, own),
            seed=seed,
            customers=size,
            planted=frozenset(usual - set(without) | set(also)),
            changed=tuple(sorted(own.items())),
        )

    def has(self, name: str) -> bool:
        """Whether this is planted."""
        return name in self.planted

    def moved(self, levers: Iterable[Lever], since: date | None = None) -> Company:
        """The same company with levers moved."""
        return replace(self, levers=tuple(levers), lever_day=since)

    @cached_property
    def draws(self) -> Draws:
        """The random numbers of this company: the same whatever is planted or moved."""
        return Draws(self.seed, self.size)

    @cached_property
    def size(self) -> int:
        """How many customers there are until three years after the data."""
        return self.customers * int(self.newcomers[-1]) // int(self.newcomers[self.days])

    @cached_property
    def days(self) -> int:
        """Days from the first to the last, both included."""
        return (self.trade.last_day - self.trade.first_day).days + 1

    def day(self, when: date) -> int:
        """A date as a number of days after the first."""
        return (when - self.trade.first_day).days

    def date(self, day: int) -> date:
        """And back."""
        return self.trade.first_day + timedelta(days=int(day))

    @property
    def lever_from(self) -> int:
        """The number of the day from which on levers are moved."""
        return 0 if self.lever_day is None else self.day(self.lever_day)

    def moves(self, kind: str, target: str = "") -> float:
        """How far a lever is moved; 0 if it isn't."""
        return sum(lever.amount for lever in self.levers if lever.kind == kind and lever.target == target)

    def weight(self, attribute: Attribute) -> float:
        """Points of satisfaction for a point of this rating, in this company."""
        return 0.0 if attribute.name == self.trade.driver and not self.has("driver") else attribute.weight

    @property
    def channel_names(self) -> tuple[str, ...]:
        """The channels, and the one of the small segment last."""
        return (*(channel.name for channel in self.trade.channels), self.trade.fair)

    @cached_property
    def clock(self) -> np.ndarray:
        """The season's pace summed up: entry d is how much time, in days of usual pace, has passed before day d.

        It goes three years beyond the last day: levers are moved from there on.
        """
        return np.concatenate([[0], np.cumsum(self._season)]) / 100.0

    @cached_property
    def newcomers(self) -> np.ndarray:
        """Weights of the days for first orders, summed up, as whole numbers: they grow to the last day of the data, and stay there."""
        grown = np.minimum(np.arange(len(self._season)), self.days - 1)
        growth = 1000 + (round((self.trade.growth - 1) * 1000) * grown) // max(self.days - 1, 1)
        return np.concatenate([[0], np.cumsum(self._season * growth)])

    @cached_property
    def _season(self) -> np.ndarray:
        """Per cent of the usual pace, by day, three years beyond the data."""
        dates = np.datetime64(self.trade.first_day) + np.arange(self.days + AHEAD)
        return np.array(self.trade.season)[dates.astype("datetime64[M]").astype(int) % 12]


def lever(text: str, trade: Trade) -> Lever:
    """Read a lever as a person writes it.

    Examples
    --------
    >>> lever("attribute:Delivery on time=+0.5", TRADES["home-goods"])
    Lever(kind='attribute', target='Delivery on time', amount=0.5)
    >>> lever("price=0.05", TRADES["home-goods"]).amount
    0.05
    """
    name, mark, amount = text.rpartition("=")
    kind, _, target = name.partition(":")
    targets = {"attribute": [a.name for a in trade.attributes], "retention": list(LEVER_STAGES), "price": [""]}
    try:
        moved = float(amount)
    except ValueError:
        mark = ""
    if not mark or target not in targets.get(kind, ()):
        raise ValueError(
            f"found the lever {text!r}; needed attribute:NAME=POINTS with one of {', '.join(targets['attribute'])}, "
            f"retention:STAGE=SHARE with one of {', '.join(LEVER_STAGES)}, or price=SHARE"
        )
    return Lever(kind=kind, target=target, amount=moved)
