"""What a model of purchases needs of each customer: how often, how recently, for how long, and of what value.

Field's words: ``frequency`` counts occasions after the first, ``recency`` is the time from the first occasion to the last, ``T`` the
time from the first occasion to the end. All in whole days: two orders on one day are one occasion.
"""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar, ledger
from analysis.occasions import DAY_BITS, DAYS, MILLISECONDS_A_DAY, Occasions, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Customers of the same history taken together, ascending by frequency, recency and T.

    Attributes
    ----------
    frequency, recency, T : int64 arrays
        Occasions after the first; days; days.
    weight : int64 array
        How many customers have this history.
    """

    frequency: np.ndarray
    recency: np.ndarray
    T: np.ndarray
    weight: np.ndarray

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return int(self.weight.sum())

    def thinned(self, at_most: int) -> "Rows":
        """Keep every so-many-th customer: spread over all histories, and the same ones each time.

        Examples
        --------
        >>> rows = grouped(np.array([0, 0, 0, 0, 1, 1]), np.array([0, 0, 0, 0, 5, 5]), np.array([9, 9, 9, 9, 9, 9]))
        >>> rows.thinned(3).weight.tolist()
        [2, 1]
        """
        total = self.customers
        if total <= at_most:
            return self
        step = total / at_most
        upto = np.floor(np.cumsum(self.weight) / step).astype(np.int64)
        weight = np.diff(upto, prepend=0)
        kept = weight > 0
        return Rows(frequency=self.frequency[kept], recency=self.recency[kept], T=self.T[kept], weight=weight[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class Summaries:
    """Each customer's history through one day.

    Attributes
    ----------
    customers : int64 array of C
        Party ids of those who had ordered by then, ascending.
    place : int64 array of C
        Their places in `Occasions.customers`.
    frequency, recency, T : int64 arrays of C
        Occasions after the first; days from the first to the last; days from the first to the end.
    """

    customers: np.ndarray
    place: np.ndarray
    frequency: np.ndarray
    recency: np.ndarray
    T: np.ndarray

    @property
    def repeat_buyers(self) -> int:
        """How many came back."""
        return int(np.count_nonzero(self.frequency))

    def rows(self) -> Rows:
        """Customers of the same history taken together."""
        return grouped(self.frequency, self.recency, self.T)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What customers' occasions after the first were worth, in whole units of one currency.

    Attributes
    ----------
    frequency : int64 array of C
        Occasions after the first of which something was kept, in this currency.
    monetary_value : float array of C
        Their mean net; nan where there is none.
    left_out : int
        Occasions after the first of which nothing was kept: they count as purchases and have no value.
    buys : bool array of C
        Whether any order, the first ones too, was in this currency.
    spread : float
        How far one customer's occasions lie from their mean: standard deviation over mean, pooled; nan where nobody has two.
    """

    frequency: np.ndarray
    monetary_value: np.ndarray
    left_out: int
    buys: np.ndarray
    spread: float


def summarise(occasions: Occasions, *, through: int | None = None) -> Summaries:
    """Sum up each customer's occasions.

    Parameters
    ----------
    occasions : Occasions
    through : int, optional
        The day to end with, in days since 1970-01-01; `as_of` if not given. Who had not come by then is not in.

    Examples
    --------
    >>> from datetime import date
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 3, 4]), day=np.array([0, 10, 40, 25]),
    ...     as_of=date(1970, 2, 28), free_orders=True)
    >>> found = summarise(history, through=30)
    >>> found.frequency.tolist(), found.recency.tolist(), found.T.tolist()
    ([1, 0], [10, 0], [30, 5])
    """
    end = calendar.day_number(occasions.as_of) if through is None else through
    count = occasions.count_through(end)
    place = np.flatnonzero(count)
    first = occasions.start[place]
    begun = occasions.day[first].astype(np.int64)
    last = occasions.day[first + count[place] - 1]
    return Summaries(customers=occasions.customers[place], place=place, frequency=count[place] - 1, recency=last - begun, T=end - begun)


def grouped(frequency, recency, T) -> Rows:
    """Take customers of the same history together.

    Parameters
    ----------
    frequency, recency, T : integer arrays of C
        Whole days: a model's time unit comes after grouping, or few would be alike.

    Examples
    --------
    >>> rows = grouped(np.array([1, 0, 1]), np.array([5, 0, 5]), np.array([9, 9, 9]))
    >>> rows.frequency.tolist(), rows.weight.tolist()
    ([0, 1], [1, 2])
    """
    # One whole number a history: sorting it is many times faster than sorting three columns.
    key = (np.asarray(frequency, dtype=np.int64) << 2 * DAY_BITS) | (np.asarray(recency, dtype=np.int64) << DAY_BITS) | np.asarray(T)
    key, weight = np.unique(key, return_counts=True)
    return Rows(frequency=key >> 2 * DAY_BITS, recency=(key >> DAY_BITS) & (DAYS - 1), T=key & (DAYS - 1), weight=weight)


def values(
    orders,
    occasions: Occasions,
    summaries: Summaries,
    *,
    currency: str,
    digits: int = 2,
    through: int | None = None,
    first: bool = False,
) -> Values:
    """Mean net of each customer's occasions after the first.

    Parameters
    ----------
    orders : DataFrame
        As `models.frames` gives them.
    occasions : Occasions
        Gathered from them, or a part of what was.
    summaries : Summaries
        Through the same day.
    currency : str
        What is in another is left out.
    digits : int
        The currency's minor digits.
    through : int, optional
        As for `summarise`.
    first : bool
        Take the first occasion in, as one takes what somebody pays under contract.

    Notes
    -----
    The first occasion is left out, as in Fader & Hardie (2013), note 025: the model would otherwise trust one order like two.

    Examples
    --------
    >>> import polars as pl
    >>> from datetime import date, datetime
    >>> from analysis.occasions import gather
    >>> orders = pl.DataFrame({"customer": [7, 7, 7], "ordered_at": [datetime(2026, 1, day) for day in (1, 5, 9)],
    ...     "counted": [True] * 3, "gross": [2000, 500, 4000], "refunded": [0, 500, 0], "currency": ["EUR"] * 3})
    >>> history = gather(orders, as_of=date(2026, 1, 31))
    >>> found = values(orders, history, summarise(history), currency="EUR")
    >>> found.frequency.tolist(), found.monetary_value.tolist(), found.left_out
    ([1], [40.0], 1)
    """
    place, day, net = _entries(orders, occasions, summaries, currency=currency, through=through)
    size = len(summaries.customers)
    buys = np.bincount(place, minlength=size) > 0
    begun = occasions.day[occasions.start[summaries.place]].astype(np.int64)
    asked = slice(None) if first else day > begun[place]
    key = (place[asked] << DAY_BITS) + day[asked] + DAYS // 2
    key, which = np.unique(key, return_inverse=True)
    net = np.bincount(which, weights=net[asked], minlength=len(key)) / 10.0**digits
    kept = net > 0
    owner, net = key[kept] >> DAY_BITS, net[kept]
    frequency = np.bincount(owner, minlength=size)
    total = np.bincount(owner, weights=net, minlength=size)
    mean = np.divide(total, frequency, out=np.full(size, np.nan), where=frequency > 0)
    beyond_one = len(net) - np.count_nonzero(frequency)
    apart = ((net / mean[owner] - 1) ** 2).sum()
    return Values(
        frequency=frequency,
        monetary_value=mean,
        left_out=int(np.count_nonzero(~kept)),
        buys=buys,
        spread=float(np.sqrt(apart / beyond_one)) if beyond_one else np.nan,
    )


def _entries(orders, occasions: Occasions, summaries: Summaries, *, currency: str, through: int | None):
    """Whose, as places in `summaries`, on which day and for how much each order of one currency was."""
    end = calendar.day_number(occasions.as_of) if through is None else through
    known = counted(orders, as_of=calendar.day_of(end), free_orders=occasions.free_orders).filter(
        ~nw.col("customer").is_null(), nw.col("currency") == currency
    )
    known = known.select(
        nw.col("customer").cast(nw.Int64),
        (nw.col("ordered_at").dt.timestamp("ms") // MILLISECONDS_A_DAY).alias("day"),
        (nw.col("gross") - nw.col("refunded")).alias("net"),
    )
    # Customers who are not in a part have orders all the same.
    place, there = ledger.places(summaries, known["customer"].to_numpy().astype(np.int64))
    return place[there], known["day"].to_numpy().astype(np.int64)[there], known["net"].to_numpy()[there]
