"""Units: the organisations that people belong to, of which type and market each is."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

#: No unit: somebody who buys for themselves.
NONE = -1
#: Types of party; of an organisation whose people are of several, as many of each, the first is taken.
TYPES = ("distributor", "retailer", "customer", "partner", "supplier")
#: Who resells, and is a customer; who is dealt with, and is none.
RESELLERS, DEALT_WITH = ("distributor", "retailer"), ("partner", "supplier")
#: An organisation that only stands beside its people says nothing of its own type.
BESIDE = "account"
CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Organisations with their people, and distributors, retailers, partners and suppliers who stand alone.

    Attributes
    ----------
    unit : int64 array of U
        Party ids of the organisation, or of whoever stands alone, ascending.
    type, market : object arrays of U
        Its own, or else the commonest among its people; "" where nothing is said.
    party : int64 array of P
        Everybody who belongs to one, the organisations themselves included, ascending.
    place : int64 array of P
        To which: a place in `unit`.
    """

    unit: np.ndarray
    type: np.ndarray
    market: np.ndarray
    party: np.ndarray
    place: np.ndarray

    def of(self, parties: np.ndarray) -> np.ndarray:
        """The place in `unit` of each party, `NONE` for whoever belongs to none; int64 array."""
        found = np.full(len(parties), NONE, dtype=np.int64)
        if len(self.party):
            at = np.minimum(np.searchsorted(self.party, parties), len(self.party) - 1)
            there = self.party[at] == parties
            found[there] = self.place[at[there]]
        return found

    @property
    def customers(self) -> np.ndarray:
        """Which of the units buy, or may: all but partners and suppliers. Bool array of U."""
        return ~np.isin(self.type, DEALT_WITH)


def units(parties) -> Units:
    """Find which organisation each party belongs to.

    Parameters
    ----------
    parties : DataFrame
        As `models.parties` gives them: ``party``, ``kind``, ``type``, ``market``, ``account``.

    Notes
    -----
    A company beside a person is that person's account. An organisation that itself stands beside another is a unit of its own.

    Examples
    --------
    >>> import polars as pl
    >>> found = units(pl.DataFrame({"party": [1, 2, 3, 9], "kind": ["person", "person", "person", "organisation"],
    ...     "type": ["customer", "customer", "supplier", "account"], "market": ["industrial", None, None, None],
    ...     "account": [9, 9, None, None]}))
    >>> found.unit.tolist(), found.type.tolist(), found.market.tolist(), found.of(np.array([1, 3, 7])).tolist()
    ([3, 9], ['supplier', 'customer'], ['', 'industrial'], [1, 0, -1])
    """
    frame = nw.from_native(parties, eager_only=True).sort("party")
    party = frame["party"].to_numpy().astype(np.int64)
    kind, said, market = (np.array(frame[name].fill_null("").to_list(), dtype=object) for name in ("kind", "type", "market"))
    account = frame["account"].fill_null(NONE).to_numpy().astype(np.int64)
    itself = (kind == "organisation") | ((account == NONE) & np.isin(said, (*RESELLERS, *DEALT_WITH)))
    whose = np.where(itself, party, account)
    belongs = whose != NONE
    unit, place = np.unique(whose[belongs], return_inverse=True)
    party, said, market, itself = party[belongs], said[belongs], market[belongs], itself[belongs]
    said = np.where(said == BESIDE, "", said)
    # A customer is what somebody is of whom nothing else is said: beside a reseller, such a one works for it.
    resells = np.isin(said, RESELLERS)
    beside_one = np.bincount(place[resells], minlength=len(unit))[place] > 0
    said = np.where((said == CUSTOMER) & beside_one, "", said)
    return Units(
        unit=unit,
        type=_commonest(said, place, itself, len(unit), first=TYPES),
        market=_commonest(market, place, itself, len(unit)),
        party=party,
        place=place.astype(np.int64),
    )


def _commonest(said: np.ndarray, place: np.ndarray, itself: np.ndarray, size: int, *, first: tuple[str, ...] = ()) -> np.ndarray:
    """What each unit says of itself, or else what most of its people say; of several alike the first by `first`, then by the alphabet."""
    named = [name for name in first if (said == name).any()] + sorted(set(said.tolist()) - {"", *first})
    found = np.full(size, "", dtype=object)
    if not named:
        return found
    votes = np.array([np.bincount(place[said == name], minlength=size) for name in named])
    # Its own word outweighs any number of its people's.
    votes += np.array([np.bincount(place[(said == name) & itself], minlength=size) for name in named]) * len(said)
    most = votes.argmax(axis=0)
    there = votes.max(axis=0) > 0
    found[there] = np.array(named, dtype=object)[most[there]]
    return found
