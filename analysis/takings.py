"""What each customer brought at which age, in one currency: the table from which all that is said of money by age is summed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar, ledger, occasions
from analysis.company import Company
from analysis.ledger import Ledger
from analysis.occasions import counted
from analysis.overview import main_currency


@dataclass(frozen=True, slots=True, kw_only=True)
class Takings:
    """Customers by age, complete periods alone.

    Attributes
    ----------
    currency : str
    period : {"week", "month", "quarter"}
    as_of : date
    last : int
        The newest complete period.
    customers : int64 array of C
        Party ids, as in `Occasions.customers`.
    cohort : int32 array of C
        The period of the first counted order ever, in whatever currency.
    own : bool array of C
        Whose first order was in the currency, and whose cohort's period is complete. Nobody else is in any number.
    place, age : integer arrays of R
        Every (customer, age) in which something was booked, ascending.
    net : int64 array of R
        Minor units. A refund that names its order lowers that order's age; one that names none its own date's, and age 0 at the earliest.
    orders : int64 array of R
        Days with an order in the currency; 0 where there was only a refund.
    company_orders : float array
        Such days of all customers together, and guests' orders, from period `first` on.
    first : int
    others : mapping of currency to customers whose first order was in it, left out
    orders_left_out : mapping of currency to counted orders in it, left out
    book : Ledger
        Every entry by its day, of what the rows sum.
    """

    currency: str
    period: str
    as_of: date
    last: int
    customers: np.ndarray
    cohort: np.ndarray
    own: np.ndarray
    place: np.ndarray
    age: np.ndarray
    net: np.ndarray
    orders: np.ndarray
    company_orders: np.ndarray
    first: int
    others: Mapping[str, int]
    orders_left_out: Mapping[str, int]
    book: Ledger

    def chosen(self, mask: np.ndarray | None) -> np.ndarray:
        """Whose first order was in the currency, of those a filter means."""
        if mask is not None and (np.asarray(mask).dtype != bool or np.shape(mask) != self.customers.shape):
            raise ValueError("a mask has one true or false a customer")
        return self.own if mask is None else self.own & mask

    def rows(self, among: np.ndarray) -> np.ndarray:
        """The places of these customers' rows."""
        return np.flatnonzero(among[self.place])


def gather(company: Company, *, currency: str | None = None, period: str = "month") -> Takings:
    """Gather them; the caller keeps the result.

    Parameters
    ----------
    company : Company
    currency : str, optional
        The one that most counted orders are in, if not given.
    period : {"week", "month", "quarter"}

    Raises
    ------
    UnknownChoice
        For a currency that no order is in.
    """
    every = company.occasions
    kept = counted(company.orders, as_of=company.as_of, free_orders=every.free_orders)
    currency = main_currency(kept, currency)
    counts = dict(kept["currency"].value_counts(name="orders").rows())
    book = ledger.gather(company.orders, company.refunds, every, currency=currency)
    ordered = every
    if len(counts) > 1:
        in_it = nw.from_native(company.orders, eager_only=True).filter(nw.col("currency") == currency)
        ordered = occasions.gather(in_it, as_of=company.as_of, free_orders=every.free_orders)
    whose, _ = ledger.places(every, ordered.customers[ordered.owner])
    cohort = calendar.numbers(every.day[every.start[:-1]], period)
    last = calendar.last_complete(company.as_of, period)
    order_period = calendar.numbers(ordered.day, period)
    booked = (book.place, calendar.numbers(book.day, period) - cohort[book.place], book.net)
    place, age, net, orders = _rows(booked, (whose, order_period - cohort[whose]), last - cohort)
    first_currency = _first_currency(company, currency)
    guests = kept.filter(nw.col("customer").is_null(), nw.col("currency") == currency)
    first, totals = _totals(order_period, guests, period)
    return Takings(
        currency=currency,
        period=period,
        as_of=company.as_of,
        last=last,
        customers=every.customers,
        cohort=cohort,
        own=(first_currency == currency) & (cohort <= last),
        place=place,
        age=age,
        net=net,
        orders=orders,
        company_orders=totals,
        first=first,
        others=_others(first_currency, currency),
        orders_left_out={code: n for code, n in sorted(counts.items()) if code != currency},
        book=book,
    )


def _rows(booked, ordered, span: np.ndarray) -> tuple[np.ndarray, ...]:
    """Sum by customer and age; ages whose period is not over are dropped."""
    width = int(span.max(initial=0)) + 2
    keys = np.concatenate([place.astype(np.int64) * width + np.clip(age, 0, width - 1) for place, age in (booked[:2], ordered)])
    net = np.concatenate([booked[2], np.zeros(len(ordered[0]), dtype=np.int64)])
    days = np.repeat(np.array([0, 1]), [len(booked[0]), len(ordered[0])])
    keep = np.flatnonzero(keys % width <= span[keys // width])
    order = keep[np.argsort(keys[keep], kind="stable")]
    keys = keys[order]
    begin = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, dtype=np.intp)
    sums = [np.add.reduceat(values[order], begin) if len(begin) else values[:0] for values in (net, days)]
    keys = keys[begin]
    return (keys // width).astype(np.intp), (keys % width).astype(np.intp), *sums


def _first_currency(company: Company, currency: str) -> np.ndarray:
    attributes = nw.from_native(company.attributes, eager_only=True)
    if "first_currency" not in attributes.columns:
        return np.full(len(company.occasions.customers), currency)
    return attributes["first_currency"].to_numpy().astype(str)


def _others(first_currency: np.ndarray, currency: str) -> dict[str, int]:
    codes, counts = np.unique(first_currency, return_counts=True)
    return {str(code): int(n) for code, n in zip(codes, counts, strict=True) if code != currency}


def _totals(order_period: np.ndarray, guests: nw.DataFrame, period: str) -> tuple[int, np.ndarray]:
    days = guests.select((nw.col("ordered_at").dt.timestamp("ms") // occasions.MILLISECONDS_A_DAY).alias("day"))["day"].to_numpy()
    periods = np.concatenate([order_period, calendar.numbers(days.astype(np.int64), period)])
    first = int(periods.min(initial=2**30)) if len(periods) else 0
    return first, np.bincount(periods - first).astype(float) if len(periods) else np.zeros(0)
