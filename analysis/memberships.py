"""Memberships as columns: who, in which programme, from which day to which; and what customers did as members."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis.absences import NEVER
from analysis.ledger import Ledger, places
from analysis.occasions import MILLISECONDS_A_DAY, Occasions, keys, through


def joined(memberships, occasions: Occasions, *, programme: str | None = None) -> np.ndarray:
    """Tell the day on which each customer first joined, in days since 1970-01-01; `NEVER` for none by `as_of`, or without a day.

    Parameters
    ----------
    memberships : DataFrame
        ``customer``, ``programme``, ``member_since``: as `models.programmes` gives it.
    occasions : Occasions
    programme : str, optional
        Any, if not given.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> import polars as pl
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 2]), day=np.array([0, 5]), as_of=date(1970, 2, 1),
    ...     free_orders=True)
    >>> rows = pl.DataFrame({"customer": [8, 8], "programme": ["Club"] * 2, "member_since": [datetime(1970, 1, 9), datetime(1970, 1, 3)]})
    >>> (joined(rows, known) == [NEVER, 2]).all()
    np.True_
    """
    rows = nw.from_native(memberships, eager_only=True)
    rows = rows.filter(~nw.col("customer").is_null(), ~nw.col("member_since").is_null(), through(occasions.as_of, "member_since"))
    if programme is not None:
        rows = rows.filter(nw.col("programme") == programme)
    since = np.full(len(occasions.customers), NEVER, dtype=np.int64)
    place, there = places(occasions, rows["customer"].to_numpy().astype(np.int64))
    np.minimum.at(since, place[there], days(rows, "member_since")[there].astype(np.int64))
    return since


def ever(memberships, occasions: Occasions, *, programme: str | None = None) -> np.ndarray:
    """Tell who joined by `as_of`, whatever came after; a membership without a day counts. Bool, one a customer of `occasions`."""
    rows = nw.from_native(memberships, eager_only=True)
    rows = rows.filter(nw.col("member_since").is_null() | through(occasions.as_of, "member_since"))
    if programme is not None:
        rows = rows.filter(nw.col("programme") == programme)
    return np.isin(occasions.customers, rows["customer"].drop_nulls().to_numpy())


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Memberships as columns; days since 1970-01-01, `since` nan where unknown, `until` the last day seen where it goes on."""

    customer: np.ndarray  # -1: nobody known
    place: np.ndarray  # -1: no counted order
    programme: np.ndarray
    level: np.ndarray
    since: np.ndarray
    until: np.ndarray
    ended: np.ndarray

    @classmethod
    def of(cls, rows: nw.DataFrame, occasions: Occasions, end: int) -> "Members":
        customer = rows["customer"].cast(nw.Int64).fill_null(-1).to_numpy().astype(np.int64)
        until = days(rows, "member_until")
        return cls(
            customer=customer,
            place=placed(occasions, customer),
            programme=texts(rows, "programme"),
            level=texts(rows, "level"),
            since=days(rows, "member_since"),
            until=np.where(np.isnan(until), end, np.minimum(until, end)),
            ended=until < end,
        )

    def part(self, mask: np.ndarray) -> "Members":
        return Members(**{name: getattr(self, name)[mask] for name in self.__dataclass_fields__})


def stays(who, since, until) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Join memberships of one and the same that overlap into one stay, so that no day and no order counts twice.

    Parameters
    ----------
    who, since, until : integer arrays of one length
        Whose, from which day, through which day.

    Returns
    -------
    (who, since, until) : int64 arrays
        By customer, then by day; stays that end before they begin are left out.

    Examples
    --------
    >>> [found.tolist() for found in stays([7, 7, 7, 8], [0, 5, 20, 3], [10, 12, 30, 2])]
    [[7, 7], [0, 20], [12, 30]]
    """
    table = np.column_stack([np.asarray(each, dtype=np.int64) for each in (who, since, until)])
    table = table[table[:, 2] >= table[:, 1]]
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    found: list[list[int]] = []
    for each, begin, end in table.tolist():
        if found and found[-1][0] == each and begin <= found[-1][2] + 1:
            found[-1][2] = max(found[-1][2], end)
        else:
            found.append([each, begin, end])
    merged = np.array(found, dtype=np.int64).reshape(-1, 3)
    return merged[:, 0], merged[:, 1], merged[:, 2]


def as_member(place, since, until, occasions: Occasions, ledger: Ledger) -> tuple[np.ndarray, np.ndarray]:
    """Count each customer's days with an order, and sum the net, in stays from the day after joining on.

    The order at which somebody joins is none as a member: it came first.
    """
    known, size = keys(occasions.owner, occasions.day), len(occasions.customers)
    count = np.searchsorted(known, keys(place, until), side="right") - np.searchsorted(known, keys(place, since), side="right")
    orders = np.bincount(place, np.maximum(count, 0), minlength=size).astype(np.int64)
    net = np.zeros(size, dtype=np.int64)
    np.add.at(net, place, ledger.over(place, since + 1, until))
    return orders, net


def placed(occasions: Occasions, customer: np.ndarray) -> np.ndarray:
    """Places in `occasions.customers`; -1 for those who are not there."""
    place, there = places(occasions, customer)
    return np.where(there, place, -1)


def days(rows: nw.DataFrame, column: str) -> np.ndarray:
    """Days since 1970-01-01; nan where there is no moment."""
    if not len(rows):
        return np.zeros(0)
    moment = rows[column].cast(nw.Datetime("us")).dt.timestamp("ms").cast(nw.Float64).to_numpy().astype(float)
    return np.floor(moment / MILLISECONDS_A_DAY)


def texts(rows: nw.DataFrame, column: str) -> np.ndarray:
    """A column of text; "" for none."""
    return np.array(rows[column].cast(nw.String).fill_null("").to_list(), dtype=object).astype(str)
