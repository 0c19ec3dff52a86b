"""Markets side by side: consumer, industrial, reseller, government, international (Kotler), as far as customers say so."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

import narwhals as nw
import numpy as np

from analysis import calendar, evidence
from analysis.account_table import HERE
from analysis.accounts import InStage, in_stages, year_before
from analysis.comparisons import Group, group
from analysis.followup import ordered_between
from analysis.intervals import newcombe, newcombe_p
from analysis.multiplicity import adjusted
from analysis.relations import Relations
from analysis.stages import PROSPECT
from analysis.units import NONE, Units

#: Kotler's five, in his order; a list may name others, which follow. "" is not known.
MARKETS = ("consumer", "industrial", "reseller", "government", "international")
UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Customers of one market.

    Attributes
    ----------
    market : str
        "" of whom it isn't known.
    customers : int
        Who ever ordered.
    prospects : int
        Who was in touch and never ordered.
    stages : tuple of InStage
        () where nobody ordered.
    kept : Group or None
        Of those who were customers a year ago, the share that ordered since. None: nobody was, or the orders don't reach back.
    """

    market: str
    customers: int
    prospects: int
    stages: tuple[InStage, ...]
    kept: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two markets' `kept` compared.

    Attributes
    ----------
    first, second : int
        Places in `Markets.markets`.
    difference, low, high : float
        The first's share minus the second's, -1 to 1, with Newcombe's interval.
    p, adjusted_p : float
        Of no difference; the same for all pairs at once (Benjamini and Hochberg).
    distinguishable : bool
        Whether the adjusted one is small enough.
    """

    first: int
    second: int
    difference: float
    low: float
    high: float
    p: float
    adjusted_p: float
    distinguishable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Markets:
    """All markets at as_of, with the stages that everybody has then.

    Attributes
    ----------
    as_of : date
    then : date or None
        A year before; None where the orders don't reach back to it.
    level : float
    usual_gap_days : float
    markets : tuple of Market
        In Kotler's order, the unknown last.
    pairs : tuple of Pair
        Of known markets that are more than thin.
    """

    as_of: date
    then: date | None
    level: float
    usual_gap_days: float
    markets: tuple[Market, ...]
    pairs: tuple[Pair, ...]


def market_of(customers, units: Units, people: np.ndarray) -> np.ndarray:
    """Return each one's market: their own, or else their organisation's; "" where neither is known.

    Parameters
    ----------
    customers : DataFrame
        Columns ``customer``, ``market``.
    units : Units
    people : int64 array of C
        Party ids.

    Returns
    -------
    object array of C

    Examples
    --------
    >>> import polars as pl
    >>> from analysis.units import units
    >>> rows = pl.DataFrame({"party": [2, 9], "kind": ["person", "organisation"], "type": ["customer"] * 2,
    ...     "market": [None, "government"], "account": [9, None]})
    >>> market_of(pl.DataFrame({"customer": [1, 2], "market": ["consumer", None]}), units(rows), np.array([1, 2, 3])).tolist()
    ['consumer', 'government', '']
    """
    frame = nw.from_native(customers, eager_only=True).sort("customer")
    known = frame["customer"].to_numpy().astype(np.int64)
    said = np.array([*frame["market"].fill_null(UNKNOWN).to_list(), UNKNOWN], dtype=object)
    at = np.searchsorted(known, people)
    there = np.append(known, NONE)[np.minimum(at, len(known))] == people
    own = said[np.where(there, at, len(known))]
    theirs = np.append(units.market, UNKNOWN)[units.of(people)]
    return np.where(own == UNKNOWN, theirs, own)


def markets(people: Relations, market: np.ndarray, units: Units, *, level: float = 0.95) -> Markets:
    """Compare the markets.

    Parameters
    ----------
    people : Relations
    market : object array of C
        From `market_of`.
    units : Units
        Partners and suppliers are no customers, and left out.
    level : float
        Of the intervals.
    """
    place = units.of(people.customers)
    meant = (place == NONE) | np.append(units.customers, False)[place]
    then = year_before(people.occasions)
    now, before = people.stages(people.as_of), None if then is None else people.stages(then)
    there = set(market[meant].tolist())
    names = [name for name in MARKETS if name in there] + sorted(there - {*MARKETS, UNKNOWN}) + ([UNKNOWN] if UNKNOWN in there else [])
    found = []
    for name in names:
        mask = meant & (market == name)
        stages = in_stages(now, mask, level=level)
        found.append(
            Market(
                market=name,
                customers=stages[0].now.n if stages else 0,
                prospects=int((now.stage[mask] == PROSPECT).sum()),
                stages=stages,
                kept=None if before is None else _kept(people, before, mask, level),
            )
        )
    return Markets(
        as_of=people.as_of,
        then=then,
        level=level,
        usual_gap_days=float(people.usual_gap_days),
        markets=tuple(found),
        pairs=_pairs(found, level),
    )


def _kept(people: Relations, before, mask: np.ndarray, level: float) -> Group | None:
    """Of those here a year ago, who ordered since."""
    here = np.flatnonzero(mask & np.isin(before.stage, HERE))
    if not len(here):
        return None
    first, last = (np.full(len(here), calendar.day_number(day)) for day in (before.day, people.as_of))
    return group(ordered_between(people.occasions, here, first + 1, last).sum(), len(here), level=level)


def _pairs(found: list[Market], level: float) -> tuple[Pair, ...]:
    told = [
        place
        for place, one in enumerate(found)
        if one.market != UNKNOWN and one.kept is not None and evidence.strength(one.kept.n) in ("few", "enough")
    ]
    both = list(combinations(told, 2))
    if not both:
        return ()
    k, n = (np.array([[getattr(found[place].kept, name) for place in pair] for pair in both]).T for name in ("k", "n"))
    difference, low, high = newcombe(k[0], n[0], k[1], n[1], level)
    p = newcombe_p(k[0], n[0], k[1], n[1])
    among = adjusted(p)
    apart = among <= round(1 - level, 12)  # 1 - 0.95 is a hair more than 0.05 in binary
    columns = (values.tolist() for values in (difference, low, high, p, among, apart))
    return tuple(
        Pair(first=first, second=second, difference=d, low=lo, high=hi, p=own, adjusted_p=all_of_them, distinguishable=clear)
        for (first, second), (d, lo, hi, own, all_of_them, clear) in zip(both, zip(*columns, strict=True), strict=True)
    )
