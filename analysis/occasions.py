"""Who ordered on which days: the one place where orders become a customer's history.

An occasion is a customer's day with at least one counted order. Everything that counts purchases counts these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import narwhals as nw
import numpy as np

DAY_BITS = 20  # room for more days than any calendar has, on either side of 1970
DAYS = 1 << DAY_BITS
MILLISECONDS_A_DAY = 86_400_000

# What every orders frame holds besides its attributes; `state` says whether an order counts, not whose it is.
OWN_COLUMNS = {"order_id", "customer", "ordered_at", "state", "counted", "gross", "refunded"}

# Own bands: a ladder of 1, 2 and 5 that fits any currency, in whole currency units, the lower end included.
SIZE_STEPS = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
SIZES = (
    f"under {SIZE_STEPS[0]}",
    *(f"{low} to {high}" for low, high in pairwise(SIZE_STEPS)),
    f"{SIZE_STEPS[-1]} and over",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasions:
    """Every customer's occasions, end to end in one array.

    Attributes
    ----------
    customers : int64 array of C
        Party ids, ascending.
    start : int64 array of C + 1
        Customer i's occasions are ``day[start[i]:start[i + 1]]``.
    day : int32 array
        Days since 1970-01-01, ascending and distinct within a customer.
    as_of : date
        Nothing later is in here.
    free_orders : bool
        Whether fully refunded and 0.00 orders are in.
    """

    customers: np.ndarray
    start: np.ndarray
    day: np.ndarray
    as_of: date
    free_orders: bool

    @property
    def owner(self) -> np.ndarray:
        """The place in `customers` that each occasion belongs to."""
        return np.repeat(np.arange(len(self.customers)), np.diff(self.start))

    def count_through(self, day: int) -> np.ndarray:
        """Count each customer's occasions on `day` (in days since 1970-01-01) or before it; int64, one a customer."""
        upto = np.concatenate([[0], np.cumsum(self.day <= day)])
        return upto[self.start[1:]] - upto[self.start[:-1]]

    def part(self, mask: np.ndarray) -> "Occasions":
        """Keep some customers, each with the whole history; `mask` has one true or false a customer."""
        lengths = np.diff(self.start)
        return replace(
            self,
            customers=self.customers[mask],
            start=np.append(0, np.cumsum(lengths[mask])).astype(np.int64),
            day=self.day[np.repeat(mask, lengths)],
        )


def counted(orders, *, as_of: date, free_orders: bool = True) -> nw.DataFrame:
    """Keep the orders that count, guests' included, through the end of `as_of`.

    Parameters
    ----------
    orders : DataFrame
        As `models.frames` gives them; Polars, pandas or whatever narwhals reads eagerly.
    as_of : date
    free_orders : bool
        False leaves out orders of which nothing was kept: 0.00 and fully refunded ones.

    Examples
    --------
    >>> import polars as pl
    >>> orders = pl.DataFrame({"ordered_at": [datetime(2026, 1, 2, 23), datetime(2026, 1, 3)],
    ...     "counted": [True, True], "gross": [500, 900], "refunded": [500, 0]})
    >>> len(counted(orders, as_of=date(2026, 1, 2))), len(counted(orders, as_of=date(2026, 1, 3), free_orders=False))
    (1, 1)
    """
    frame = nw.from_native(orders, eager_only=True)
    keep = nw.col("counted") & through(as_of)
    if not free_orders:
        keep = keep & (nw.col("gross") - nw.col("refunded") > 0)
    return frame.filter(keep)


def through(day: date, column: str = "ordered_at") -> nw.Expr:
    """Whether a time lies on `day` or before it."""
    return nw.col(column) < datetime.combine(day + timedelta(days=1), time.min)


def gather(orders, *, as_of: date, free_orders: bool = True) -> Occasions:
    """Gather the customers' occasions from their orders.

    Two orders on one day are one occasion; guests are nobody's; a later refund changes nothing, unless
    `free_orders` leaves an order out that was refunded whole.

    Examples
    --------
    >>> import polars as pl
    >>> orders = pl.DataFrame({"customer": [7, 7, 7, None],
    ...     "ordered_at": [datetime(1970, 1, 2, 9), datetime(1970, 1, 2, 18), datetime(1970, 1, 5), datetime(1970, 1, 6)],
    ...     "counted": [True] * 4, "gross": [100] * 4, "refunded": [0] * 4})
    >>> found = gather(orders, as_of=date(1970, 1, 31))
    >>> found.customers.tolist(), found.day.tolist()
    ([7], [1, 4])
    """
    pairs = (
        counted(orders, as_of=as_of, free_orders=free_orders)
        .filter(~nw.col("customer").is_null())
        .select(
            nw.col("customer").cast(nw.Int64),
            (nw.col("ordered_at").dt.timestamp("ms") // MILLISECONDS_A_DAY).alias("day"),
        )
    )
    return of_days(pairs["customer"].to_numpy(), pairs["day"].to_numpy(), as_of=as_of, free_orders=free_orders)


def of_days(customer, day, *, as_of: date, free_orders: bool = True) -> Occasions:
    """Make occasions of who did something on which day; the same day twice is one.

    Parameters
    ----------
    customer, day : integer arrays of one length
        Party ids; days since 1970-01-01, none after `as_of`.
    as_of, free_orders
        As in `Occasions`.

    Examples
    --------
    >>> found = of_days(np.array([8, 7, 8]), np.array([4, 9, 4]), as_of=date(1970, 1, 31))
    >>> found.customers.tolist(), found.start.tolist(), found.day.tolist()
    ([7, 8], [0, 1, 2], [9, 4])
    """
    # Customer and day in one whole number: sorting it is twice as fast as sorting pairs.
    both = np.sort(np.asarray(customer).astype(np.int64) * DAYS + np.asarray(day).astype(np.int64) + DAYS // 2)
    both = both[_new(both)]
    customer, day = both >> DAY_BITS, both & (DAYS - 1)
    start = np.flatnonzero(_new(customer))
    customers = customer[start]
    return Occasions(
        customers=customers,
        start=np.append(start, len(customer)).astype(np.int64),
        day=(day - DAYS // 2).astype(np.int32),
        as_of=as_of,
        free_orders=free_orders,
    )


def _new(sorted_values: np.ndarray) -> np.ndarray:
    """Mark the first of each run of equal values."""
    new = np.ones(len(sorted_values), dtype=bool)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=new[1:])
    return new


def keys(place, day) -> np.ndarray:
    """Customer and day in one whole number, ascending as occasions are: a search among those finds what came before or after a day.

    Examples
    --------
    >>> found = keys(np.array([0, 0, 1]), np.array([5, 9, -3]))
    >>> bool((np.diff(found) > 0).all())
    True
    """
    return (np.asarray(place, dtype=np.int64) << DAY_BITS) + np.asarray(day, dtype=np.int64) + DAYS // 2


def first_orders(orders, *, as_of: date, free_orders: bool = True, digits: Mapping[str, int] | None = None):
    """What each customer's first counted order was like.

    Parameters
    ----------
    orders : DataFrame
        Every text column besides the state is an attribute of the order.
    as_of, free_orders
        As for `gather`.
    digits : mapping, optional
        Minor digits by currency, 2 where not named.

    Returns
    -------
    DataFrame of the same kind
        One row a customer in the order of `Occasions.customers`: ``customer``, ``first_size`` (one of `SIZES`)
        and ``first_<attribute>``. Of two orders at the same moment the one stored earlier is the first.

    Examples
    --------
    >>> import polars as pl
    >>> orders = pl.DataFrame({"order_id": [1, 2], "customer": [7, 7], "channel": ["fair", "web"],
    ...     "ordered_at": [datetime(2026, 1, 2), datetime(2026, 1, 3)], "counted": [True, True],
    ...     "gross": [2000, 900], "refunded": [0, 0], "currency": ["EUR", "EUR"]})
    >>> first_orders(orders, as_of=date(2026, 1, 31)).row(0, named=True)
    {'customer': 7, 'first_channel': 'fair', 'first_currency': 'EUR', 'first_size': '20 to 50'}
    """
    known = counted(orders, as_of=as_of, free_orders=free_orders).filter(~nw.col("customer").is_null())
    known = known.with_columns(nw.col("customer").cast(nw.Int64))
    moments = known.group_by("customer").agg(nw.col("ordered_at").min())
    first = (
        known.join(moments, on=["customer", "ordered_at"], how="inner")
        .sort("customer", "order_id")
        .unique("customer", keep="first", maintain_order=True)
    )
    attributes = [name for name in text_columns(first) if name not in OWN_COLUMNS]
    sizes = nw.new_series("first_size", _sizes(first, digits or {}), nw.String, backend=first.implementation)
    return first.select("customer", *(nw.col(name).alias(f"first_{name}") for name in attributes), sizes).to_native()


def text_columns(frame: nw.DataFrame) -> list[str]:
    """The columns of a frame that hold text."""
    return [name for name, kind in frame.schema.items() if kind in (nw.String, nw.Categorical, nw.Object)]


def _sizes(first: nw.DataFrame, digits: Mapping[str, int]) -> list[str]:
    minor_digits = np.array([digits.get(code, 2) for code in first["currency"].to_list()], dtype=np.int64)
    units = first["gross"].to_numpy() / 10.0**minor_digits
    return [SIZES[place] for place in np.searchsorted(SIZE_STEPS, units, side="right")]
