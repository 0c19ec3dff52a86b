"""The last word of those who were lost: a complaint or a contact after their last order, or none; and what they had brought.

A word before a loss is not its cause. Whether those who say it are lost more often than others is `analysis.causes`.
"""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.absences import Absences
from analysis.intervals import wilson
from analysis.ledger import Ledger, places
from analysis.occasions import DAY_BITS, DAYS, MILLISECONDS_A_DAY, Occasions, through

YEAR = 365
COMPLAINT, CONTACT, NONE = "complaint", "contact", "none"
#: Days of what has not happened: later than any.
NEVER = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Complaints, or contacts, each with the order that it came after.

    Attributes
    ----------
    occasion : integer array
        Places in `Occasions.day`: the newest order on or before its day.
    day : integer array
        When it was said, in days since 1970-01-01.
    settled : integer array
        The day on which a complaint was closed; `NEVER` where it was not.
    about : object array of str
        A complaint's cause, a contact's topic; "" where none is named.
    """

    occasion: np.ndarray
    day: np.ndarray
    settled: np.ndarray
    about: np.ndarray

    def part(self, mask: np.ndarray) -> "Words":
        """Keep those that a bool array marks."""
        return Words(occasion=self.occasion[mask], day=self.day[mask], settled=self.settled[mask], about=self.about[mask])


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWord:
    """Those who were lost after the same last word.

    Attributes
    ----------
    kind : {"complaint", "contact", "none"}
        A complaint goes before a contact, whichever came later; "none" where there is neither.
    about : str
        Its cause or topic; "" where none is named.
    settled : bool or None
        Of a complaint, whether it was closed before the loss.
    lost : int
    share, low, high : float
        Of all who were lost, with Wilson's interval.
    revenue : int
        What they had brought net in the 365 days before the loss, in minor units.
    """

    kind: str
    about: str
    settled: bool | None
    lost: int
    share: float
    low: float
    high: float
    revenue: int


def complaints(frame, occasions: Occasions) -> Words:
    """Take complaints as `models.answers` gives them; as for `words`."""
    return words(frame, occasions, opened="opened_at", about="cause", closed="closed_at")


def contacts(frame, occasions: Occasions) -> Words:
    """Take contacts as `models.contacts` gives them; as for `words`."""
    return words(frame, occasions, opened="happened_at", about="topic")


def words(frame, occasions: Occasions, *, opened: str, about: str, closed: str | None = None) -> Words:
    """Lay each complaint or contact beside the order that it came after; those of people without an order before it are left out.

    Parameters
    ----------
    frame : DataFrame
        Column ``customer`` (null: nobody known) and those named.
    occasions : Occasions
    opened, about : str
        The columns of its moment and of its cause or topic.
    closed : str, optional
        The column of the moment at which it was settled.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> import polars as pl
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 3, 31), free_orders=True)
    >>> said = pl.DataFrame({"customer": [7, 8, None], "at": [datetime(1970, 1, 9), datetime(1970, 1, 2), datetime(1970, 1, 3)],
    ...     "why": ["late", "late", "rude"]})
    >>> found = words(said, history, opened="at", about="why")
    >>> found.occasion.tolist(), found.day.tolist(), found.about.tolist()
    ([0], [8], ['late'])
    """
    rows = nw.from_native(frame, eager_only=True)
    rows = rows.filter(~nw.col("customer").is_null(), ~nw.col(opened).is_null(), through(occasions.as_of, opened))
    rows = rows.sort(opened, about, *([closed] if closed else []))  # whatever order the rows are in, the last one is the same
    if not len(rows):
        nothing = np.zeros(0, dtype=np.int64)
        return Words(occasion=nothing, day=nothing, settled=nothing, about=np.zeros(0, dtype=object))
    place, there = places(occasions, rows["customer"].cast(nw.Int64).to_numpy().astype(np.int64))
    day, settled = _days(rows[opened]), _days(rows[closed]) if closed else np.full(len(rows), NEVER, dtype=np.int64)
    keys = (occasions.owner.astype(np.int64) << DAY_BITS) + occasions.day + DAYS // 2
    occasion = np.searchsorted(keys, (place << DAY_BITS) + day + DAYS // 2, side="right") - 1
    there &= occasion >= 0
    there[there] = occasions.owner[occasion[there]] == place[there]
    about_what = np.array(rows[about].cast(nw.String).fill_null("").to_list(), dtype=object)
    return Words(occasion=occasion, day=day, settled=settled, about=about_what).part(there)


def _days(moments: nw.Series) -> np.ndarray:
    milliseconds = moments.cast(nw.Datetime("us")).dt.timestamp("ms").cast(nw.Float64).to_numpy().astype(float)
    days = np.full(len(milliseconds), NEVER, dtype=np.int64)
    known = ~np.isnan(milliseconds)
    days[known] = milliseconds[known] // MILLISECONDS_A_DAY
    return days


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """Who was lost in the year through ``as_of``, one entry a loss.

    Attributes
    ----------
    place : integer array
        Whose, as places in `Occasions.customers`.
    occasion : integer array
        The last order before it, as a place in `Occasions.day`.
    since : integer array
        The first day on which the customer counted as lost.
    revenue : int64 array
        Brought net in the 365 days before that day, in minor units.
    """

    place: np.ndarray
    occasion: np.ndarray
    since: np.ndarray
    revenue: np.ndarray


def losses(occasions: Occasions, away: Absences, ledger: Ledger, *, mask: np.ndarray | None = None) -> Losses:
    """Gather the losses of the 365 days through ``as_of``.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.absences import absences
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 20, 150]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> book = Ledger(currency="EUR", place=np.array([0, 0]), day=np.array([0, 20]), net=np.array([500, 300]), size=2)
    >>> found = losses(history, absences(history, usual_gap_days=30), book)
    >>> found.place.tolist(), found.occasion.tolist(), found.revenue.tolist()
    ([0], [1], [800])
    """
    end = calendar.day_number(occasions.as_of)
    chosen = (away.since > end - YEAR) & (away.since <= end)
    if mask is not None:
        chosen &= np.asarray(mask)[away.place]
    place, since = away.place[chosen], away.since[chosen]
    keys = (occasions.owner.astype(np.int64) << DAY_BITS) + occasions.day + DAYS // 2
    occasion = np.searchsorted(keys, (place.astype(np.int64) << DAY_BITS) + since + DAYS // 2) - 1
    return Losses(place=place, occasion=occasion, since=since, revenue=_year_before(ledger, place, since))


def _year_before(ledger: Ledger, place: np.ndarray, day: np.ndarray) -> np.ndarray:
    """What each brought in the 365 days before a day of their own; a customer may be asked for twice."""
    near = np.flatnonzero(ledger.day >= day.min(initial=NEVER) - YEAR)  # of a long history, what can matter
    keys = (ledger.place[near].astype(np.int64) << DAY_BITS) + ledger.day[near] + DAYS // 2
    order = np.argsort(keys, kind="stable")
    keys, summed = keys[order], np.concatenate([[0], np.cumsum(ledger.net[near][order])])
    asked = (place.astype(np.int64) << DAY_BITS) + day + DAYS // 2
    return summed[np.searchsorted(keys, asked)] - summed[np.searchsorted(keys, asked - YEAR)]


def last_words(lost: Losses, complaints: Words, contacts: Words, *, level: float = 0.95) -> tuple[LastWord, ...]:
    """Sort the losses by the last word after the last order and before the loss.

    Parameters
    ----------
    lost : Losses
    complaints, contacts : Words
        Ascending by day.
    level : float

    Returns
    -------
    tuple of LastWord
        By what they had brought, the most first; those without a word last. Every loss is in exactly one.

    Examples
    --------
    >>> nothing = Words(occasion=np.zeros(0, int), day=np.zeros(0, int), settled=np.zeros(0, int), about=np.zeros(0, object))
    >>> late = Words(occasion=np.array([4]), day=np.array([30]), settled=np.array([NEVER]), about=np.array(["late"], object))
    >>> lost = Losses(place=np.array([0, 1]), occasion=np.array([4, 5]), since=np.array([99, 99]), revenue=np.array([70, 50]))
    >>> [(word.kind, word.about, word.settled, word.lost, word.revenue) for word in last_words(lost, late, nothing)]
    [('complaint', 'late', False, 1, 70), ('none', '', None, 1, 50)]
    """
    complaint, contact = (_last(lost, said) for said in (complaints, contacts))
    complained, contacted = complaint >= 0, (complaint < 0) & (contact >= 0)
    about = np.full(len(lost.place), "", dtype=object)
    about[complained] = complaints.about[complaint[complained]]
    about[contacted] = contacts.about[contact[contacted]]
    settled = np.zeros(len(lost.place), dtype=bool)
    settled[complained] = complaints.settled[complaint[complained]] < lost.since[complained]
    names, name = np.unique(about, return_inverse=True)
    # Kind, cause and settled or not in one whole number.
    codes, code = np.unique((np.where(complained, 0, np.where(contacted, 1, 2)) * len(names) + name) * 2 + settled, return_inverse=True)
    number = np.bincount(code, minlength=len(codes))
    revenue = np.zeros(len(codes), dtype=np.int64)
    np.add.at(revenue, code, lost.revenue)
    low, high = wilson(number, len(lost.place), level)
    found = []
    for at, whole in enumerate(codes.tolist()):
        kind = (COMPLAINT, CONTACT, NONE)[whole // 2 // len(names)]
        found.append(
            LastWord(
                kind=kind,
                about=str(names[whole // 2 % len(names)]),
                settled=bool(whole % 2) if kind == COMPLAINT else None,
                lost=int(number[at]),
                share=float(number[at] / len(lost.place)),
                low=float(low[at]),
                high=float(high[at]),
                revenue=int(revenue[at]),
            )
        )
    return tuple(sorted(found, key=lambda word: (word.kind == NONE, -word.revenue, word.kind, word.about, not word.settled)))


def _last(lost: Losses, said: Words) -> np.ndarray:
    """The place of each loss's last word after its last order; -1 for none. No order comes before two losses."""
    found = np.full(len(lost.place), -1, dtype=np.int64)
    if not len(lost.place):
        return found
    order = np.argsort(lost.occasion)
    at = order[np.minimum(np.searchsorted(lost.occasion[order], said.occasion), len(order) - 1)]
    theirs = (lost.occasion[at] == said.occasion) & (said.day < lost.since[at])
    np.maximum.at(found, at[theirs], np.flatnonzero(theirs))
    return found
