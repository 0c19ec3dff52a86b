"""What each customer brought between two days, in one currency: net, in minor units."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis.occasions import MILLISECONDS_A_DAY, Occasions, counted, keys, through
from analysis.overview import main_currency


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Counted orders net of the refunds that name them, and refunds that name no order as entries below 0.

    Attributes
    ----------
    currency : str
    place : integer array of R
        Whose, as places in `Occasions.customers`.
    day : integer array of R
        Days since 1970-01-01.
    net : int64 array of R
        Minor units.
    size : int
        How many customers there are.
    """

    currency: str
    place: np.ndarray
    day: np.ndarray
    net: np.ndarray
    size: int

    def between(self, first, last) -> np.ndarray:
        """Sum each customer's net from one day to another, both included.

        Parameters
        ----------
        first, last : int, or integer arrays with one day a customer

        Returns
        -------
        int64 array, one a customer
        """
        first = np.broadcast_to(first, self.size)[self.place]
        last = np.broadcast_to(last, self.size)[self.place]
        inside = (self.day >= first) & (self.day <= last)
        found = np.zeros(self.size, dtype=np.int64)
        np.add.at(found, self.place[inside], self.net[inside])
        return found

    def over(self, place, first, last) -> np.ndarray:
        """Sum what customers brought in any number of spans, each from one day to another, both included.

        Parameters
        ----------
        place, first, last : integer arrays of one length

        Returns
        -------
        int64 array, one a span
            0 where the last day lies before the first.
        """
        entry = keys(self.place, self.day)
        order = np.argsort(entry, kind="stable")
        total = np.concatenate([[0], np.cumsum(self.net[order])])
        begin, end = np.searchsorted(entry[order], keys(place, first)), np.searchsorted(entry[order], keys(place, last), side="right")
        return total[np.maximum(end, begin)] - total[begin]


def gather(orders, refunds, occasions: Occasions, *, currency: str) -> Ledger:
    """Gather the entries of known customers through `as_of`.

    Parameters
    ----------
    orders, refunds : DataFrame
        As `models.frames` gives them.
    occasions : Occasions
        Of the same orders; customers who have none are left out.
    currency : str
        Amounts in others are left out, never converted.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> import polars as pl
    >>> orders = pl.DataFrame({"customer": [7, 7], "ordered_at": [datetime(1970, 1, 1), datetime(1970, 1, 9)], "counted": [True] * 2,
    ...     "gross": [500, 300], "refunded": [0, 100], "currency": ["EUR"] * 2})
    >>> refunds = pl.DataFrame({"customer": [7], "refunded_at": [datetime(1970, 1, 10)], "amount": [50], "currency": ["EUR"]})
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 2]), day=np.array([0, 8]), as_of=date(1970, 1, 31),
    ...     free_orders=True)
    >>> gather(orders, refunds, history, currency="EUR").between(1, 30).tolist()
    [150]
    """
    known = counted(orders, as_of=occasions.as_of, free_orders=occasions.free_orders)
    known = known.filter(~nw.col("customer").is_null(), nw.col("currency") == currency)
    back = nw.from_native(refunds, eager_only=True)
    back = back.filter(~nw.col("customer").is_null(), nw.col("currency") == currency, through(occasions.as_of, "refunded_at"))
    who = np.concatenate([_whole(known, nw.col("customer")), _whole(back, nw.col("customer"))])
    day = np.concatenate([_whole(known, _day("ordered_at")), _whole(back, _day("refunded_at"))])
    net = np.concatenate([_whole(known, nw.col("gross") - nw.col("refunded")), -_whole(back, nw.col("amount"))])
    place, there = places(occasions, who)
    return Ledger(currency=currency, place=place[there], day=day[there], net=net[there], size=len(occasions.customers))


def of_company(company, currency: str | None = None, *, people: Occasions | None = None) -> Ledger:
    """Gather what a company's customers brought.

    Parameters
    ----------
    company : analysis.company.Company
    currency : str, optional
        The one that most orders are in, if not given.
    people : Occasions, optional
        Of whom, where others than its customers are asked about too: those who have not ordered brought nothing.

    Raises
    ------
    UnknownChoice
        For a currency that no order is in.
    """
    kept = counted(company.orders, as_of=company.as_of, free_orders=company.occasions.free_orders)
    people = company.occasions if people is None else people
    return gather(company.orders, company.refunds, people, currency=main_currency(kept, currency))


def places(occasions: Occasions, customers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find party ids in `occasions.customers`, or in those of summaries: their places, and whether they are there at all."""
    place = np.searchsorted(occasions.customers, customers)
    there = place < len(occasions.customers)
    there[there] = occasions.customers[place[there]] == customers[there]
    return place, there


def _day(column: str) -> nw.Expr:
    return nw.col(column).dt.timestamp("ms") // MILLISECONDS_A_DAY


def _whole(frame: nw.DataFrame, expression: nw.Expr) -> np.ndarray:
    if not len(frame):  # an empty pandas column may be of any type
        return np.zeros(0, dtype=np.int64)
    return frame.select(expression.cast(nw.Int64).alias("value"))["value"].to_numpy().astype(np.int64)
