"""Complaints by cause and by channel, how soon they are settled, and how soon contacts are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np
from scipy.special import bdtr

from analysis import calendar
from analysis.comparisons import Group, group
from analysis.occasions import MILLISECONDS_A_DAY, through
from analysis.survival import kaplan_meier, reached

HOUR = 3_600_000
SOON_DAYS = 3
REJECTED = "rejected"
#: Shares of all by when one asks how long it took: half, and nine of ten.
SHARES = (0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Until when so large a share of all had it behind them.

    Attributes
    ----------
    share : float
    value, low, high : float or None
        Hours of a complaint, minutes of a contact; None where it is not reached within the time observed.
    """

    share: float
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Complaints of one cause or channel, or all of them.

    Attributes
    ----------
    name : str or None
        None: all; "" where none is named.
    n, customers : int
        Complaints, and the known customers who made them.
    settled, open, rejected, undated : int
        Closed with a day, open, turned down with a day, and closed without one: nobody knows how long the last took.
    hours : tuple of Within
        From opening to closing; the open ones wait until `as_of`.
    soon : Group or None
        Closed within three days, of those opened at least as long ago.
    """

    name: str | None
    n: int
    customers: int
    settled: int
    open: int
    rejected: int
    undated: int
    hours: tuple[Within, ...]
    soon: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Contacts by one channel.

    Attributes
    ----------
    channel : str or None
        None: all; "" where none is named.
    n, unknown : int
        Contacts, and those of which nobody knows when they were answered.
    minutes : tuple of Within
        To the first answer, of those known.
    standard : float or None
        Minutes, as the person sets it.
    kept : Group or None
        Answered within the standard, of those known.
    """

    channel: str | None
    n: int
    unknown: int
    minutes: tuple[Within, ...]
    standard: float | None
    kept: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaints:
    """What was found wrong, and how soon somebody did something about it.

    Attributes
    ----------
    level : float
    as_of : date
    soon_days : int
    all : Kind
    causes, channels : tuple of Kind
        The most frequent first.
    contacts : Answering
    by_channel : tuple of Answering
    unmatched : tuple of str
        Channels with a standard by which nobody came.
    """

    level: float
    as_of: date
    soon_days: int
    all: Kind
    causes: tuple[Kind, ...]
    channels: tuple[Kind, ...]
    contacts: Answering
    by_channel: tuple[Answering, ...]
    unmatched: tuple[str, ...]


def complaints(
    frame,
    contacts=None,
    *,
    as_of: date | None = None,
    standards: Mapping[str, float] | None = None,
    soon_days: int = SOON_DAYS,
    level: float = 0.95,
) -> Complaints:
    """Describe complaints and contacts through `as_of`.

    Parameters
    ----------
    frame : DataFrame
        ``customer``, ``opened_at``, ``closed_at``, ``state``, ``cause``, ``channel``, as `models.answers` gives them.
    contacts : DataFrame, optional
        ``happened_at``, ``channel``, ``response_minutes``, as `models.contacts` gives them.
    as_of : date, optional
        A complaint closed later is open. Without one: the last day on which anything of it happened.
    standards : mapping of channel to minutes, optional
        Upper and lower case are one.
    soon_days : int
    level : float

    Returns
    -------
    Complaints

    Notes
    -----
    How long it takes is Kaplan and Meier's estimate: an open complaint has waited so long already, and leaving it out would make the slow
    ones vanish.

    References
    ----------
    Kaplan & Meier (1958), J. Am. Stat. Assoc. 53, 457-481.

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> rows = pl.DataFrame({"customer": [1, 2], "opened_at": [datetime(2026, 1, 1)] * 2, "closed_at": [datetime(2026, 1, 2), None],
    ...     "state": ["resolved", "open"], "cause": ["late", "late"], "channel": ["phone", None]})
    >>> found = complaints(rows, as_of=date(2026, 1, 31))
    >>> found.all.hours[0].value, found.all.soon.rate, [kind.name for kind in found.causes]
    (24.0, 0.5, ['late'])
    """
    rows = nw.from_native(frame, eager_only=True)
    as_of = as_of or _last_day(rows, contacts)
    rows = rows.filter(~nw.col("opened_at").is_null(), through(as_of, "opened_at"))
    end = (calendar.day_number(as_of) + 1) * MILLISECONDS_A_DAY
    opened, closed = _moments(rows["opened_at"]), _moments(rows["closed_at"])
    opened = np.minimum(opened, end)
    here = _Rows(
        opened=opened,
        closed=np.where(closed < end, np.maximum(closed, opened), np.nan),
        later=closed >= end,
        open=(rows["state"] == "open").fill_null(False).to_numpy().astype(bool),
        rejected=(rows["state"] == REJECTED).fill_null(False).to_numpy().astype(bool),
        customer=rows["customer"].cast(nw.Float64).to_numpy().astype(float),
    )
    everything = np.ones(len(opened), dtype=bool)
    kinds = {
        name: tuple(_kind(label, mask, here, end, soon_days, level) for label, mask in _named(rows[name])) for name in ("cause", "channel")
    }
    answering, unmatched = _contacts(contacts, as_of, standards or {}, level)
    return Complaints(
        level=level,
        as_of=as_of,
        soon_days=soon_days,
        all=_kind(None, everything, here, end, soon_days, level),
        causes=kinds["cause"],
        channels=kinds["channel"],
        contacts=answering[0],
        by_channel=answering[1:],
        unmatched=unmatched,
    )


def _last_day(rows: nw.DataFrame, contacts) -> date:
    moments = [_moments(rows[name]) for name in ("opened_at", "closed_at")]
    if contacts is not None:
        moments.append(_moments(nw.from_native(contacts, eager_only=True)["happened_at"]))
    latest = max((np.nanmax(some) for some in moments if (~np.isnan(some)).any()), default=0.0)
    return calendar.day_of(latest // MILLISECONDS_A_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Complaints as columns; milliseconds since 1970-01-01, nan where there is no moment."""

    opened: np.ndarray
    closed: np.ndarray
    later: np.ndarray
    open: np.ndarray
    rejected: np.ndarray
    customer: np.ndarray


def _kind(name: str | None, mask: np.ndarray, rows: _Rows, end: int, soon_days: int, level: float) -> Kind:
    opened, closed = rows.opened[mask], rows.closed[mask]
    over = ~np.isnan(closed)
    # Closed after as_of is open at as_of; closed without a day is neither.
    waiting = ~over & (rows.open[mask] | rows.later[mask])
    timed = over | waiting
    hours = np.where(over, closed - opened, end - opened)[timed] / HOUR
    old = timed & (opened + soon_days * MILLISECONDS_A_DAY <= end)
    soon = over & (closed - opened <= soon_days * MILLISECONDS_A_DAY)
    turned_down = rows.rejected[mask] & over
    customers = rows.customer[mask]
    return Kind(
        name=name,
        n=int(mask.sum()),
        customers=len(np.unique(customers[~np.isnan(customers)])),
        settled=int(over.sum() - turned_down.sum()),
        open=int(waiting.sum()),
        rejected=int(turned_down.sum()),
        undated=int((~timed).sum()),
        hours=_until(hours, over[timed], level),
        soon=group(int((soon & old).sum()), int(old.sum()), level=level) if old.any() else None,
    )


def _until(hours: np.ndarray, over: np.ndarray, level: float) -> tuple[Within, ...]:
    """Half and nine tenths, by Kaplan and Meier, to the hour begun."""
    if not len(hours):
        return ()
    curve = kaplan_meier(np.ceil(np.round(hours, 6)).astype(np.int64), over, level=level)
    found = []
    for share in SHARES:
        time = reached(curve, share)
        found.append(Within(share=share, **{end: _real(getattr(time, name)) for end, name in _ENDS}))
    return tuple(found)


_ENDS = (("value", "days"), ("low", "low"), ("high", "high"))


def _real(value: int | None) -> float | None:
    return None if value is None else float(value)


def _contacts(contacts, as_of: date, standards: Mapping[str, float], level: float) -> tuple[tuple[Answering, ...], tuple[str, ...]]:
    """All contacts first, then by channel."""
    wanted = {name.casefold(): float(minutes) for name, minutes in standards.items()}
    if contacts is None:
        return (_answering(None, np.zeros(0), None, level),), tuple(standards)
    rows = nw.from_native(contacts, eager_only=True)
    rows = rows.filter(~nw.col("happened_at").is_null(), through(as_of, "happened_at"))
    minutes = rows["response_minutes"].cast(nw.Float64).to_numpy().astype(float)
    found = [_answering(None, minutes, None, level)]
    named = _named(rows["channel"])
    found += [_answering(name, minutes[mask], wanted.get(name.casefold()), level) for name, mask in named]
    met = {name.casefold() for name, _ in named}
    return tuple(found), tuple(name for name in standards if name.casefold() not in met)


def _answering(channel: str | None, minutes: np.ndarray, standard: float | None, level: float) -> Answering:
    known = np.sort(minutes[~np.isnan(minutes)])
    kept = None
    if standard is not None and len(known):
        kept = group(int((known <= standard).sum()), len(known), level=level)
    return Answering(
        channel=channel,
        n=len(minutes),
        unknown=len(minutes) - len(known),
        minutes=tuple(quantile(known, share, level=level) for share in SHARES) if len(known) else (),
        standard=standard,
        kept=kept,
    )


def quantile(values: np.ndarray, share: float, *, level: float = 0.95) -> Within:
    """The value that a share of all does not exceed, with the interval that order statistics give without any assumption.

    Parameters
    ----------
    values : float array
        Ascending, at least one.
    share : float
    level : float

    Notes
    -----
    The number of values below the true quantile is binomial. An end that so few values cannot give is None.

    References
    ----------
    Conover, W. J. (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2.

    Examples
    --------
    >>> found = quantile(np.arange(1.0, 101.0), 0.5)
    >>> found.value, found.low, found.high
    (50.0, 40.0, 61.0)
    """
    n = len(values)
    below = bdtr(np.arange(n), n, share)  # the chance of at most so many below it
    low = int(np.searchsorted(below, (1 - level) / 2, side="right"))
    high = int(np.searchsorted(below, (1 + level) / 2, side="left"))
    return Within(
        share=share,
        value=float(values[max(int(np.ceil(round(share * n, 9))) - 1, 0)]),
        low=float(values[low - 1]) if low >= 1 else None,
        high=float(values[high]) if high < n else None,
    )


def _named(column: nw.Series) -> list[tuple[str, np.ndarray]]:
    """Each value's rows, the most frequent first; "" for none."""
    texts = np.array(column.cast(nw.String).fill_null("").to_list(), dtype=str)
    names, place, counts = np.unique(texts, return_inverse=True, return_counts=True)
    return [(str(names[which]), place == which) for which in np.lexsort((names, -counts))]


def _moments(column: nw.Series) -> np.ndarray:
    """Milliseconds since 1970-01-01; nan where there is no moment."""
    return column.cast(nw.Datetime("us")).dt.timestamp("ms").cast(nw.Float64).to_numpy().astype(float)
