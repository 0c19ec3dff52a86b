"""Causes of loss, as far as complaints and contacts tell: after which words customers are lost more often than after other orders.

Whoever complains has just ordered, and cannot be lost yet; whoever is nearly lost has no order to complain of. So orders are compared,
not customers: those that a word came after with those that none did, of the same month and the same number, and all still without a next
order on one and the same day after them (a landmark; Anderson, Cain & Gelber 1983, J. Clin. Oncol. 1, 710-719), nor any so shortly before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

import numpy as np

from analysis import calendar
from analysis.absences import Absences
from analysis.comparisons import Comparison, compare
from analysis.intervals import critical
from analysis.last_words import COMPLAINT, CONTACT, YEAR, LastWord, Losses, Words, last_words, losses
from analysis.ledger import Ledger
from analysis.multiplicity import adjusted
from analysis.occasions import Occasions
from analysis.rhythm import STANDARD, closed_gaps, known
from analysis.worth import Gain, Money, worth

#: Nine in ten words, of those within a usual gap after an order, have been said by the landmark.
HEARD = 0.9
#: Time to settle a complaint, in days, before one looks whether it was.
TO_SETTLE = 3
#: First, second, and later orders: who orders for the first time is lost most often.
ORDERS = 3
MOST_NAMES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """How often customers were lost after an order with such a word by the landmark, against orders without any word of that kind.

    Attributes
    ----------
    kind : {"complaint", "contact"}
    about : str or None
        Cause or topic; "" where none is named, None for all together.
    settled : bool or None
        Complaints closed by the landmark, or not; None for both.
    comparison : Comparison
        The first group had the word. Strata are calendar months by first, second and later orders.
    adjusted_p : float
        By Benjamini and Hochberg over all that were looked at.
    distinguishable : bool
        Whether it is at most q.
    a_year : int
        Orders with such a word in the last 365 days of which it can be told by now.
    money : Money or None
        What those had brought in the year before who were lost beyond what is usual: a_year x the difference x what such a customer had
        brought. None where nobody was, or where fewer are lost than usual.
    """

    kind: str
    about: str | None
    settled: bool | None
    comparison: Comparison
    adjusted_p: float
    distinguishable: bool
    a_year: int
    money: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """Where lost revenue came from.

    Attributes
    ----------
    as_of : date
    level, q : float
        Of the intervals; the share of chance allowed among what is called distinguishable.
    currency : str
    lost, revenue : int
        Losses in the 365 days through as_of, and what those customers had brought net in the 365 days before each loss.
    words : tuple of LastWord
        Every loss by its last word.
    complaint_days, contact_days : int or None
        The landmark: words up to so many days after an order count. None where there are none.
    looked_at : int
    found : tuple of Association
        All that were looked at, the surest first.
    """

    as_of: date
    level: float
    q: float
    currency: str
    lost: int
    revenue: int
    words: tuple[LastWord, ...]
    complaint_days: int | None
    contact_days: int | None
    looked_at: int
    found: tuple[Association, ...]


def causes(
    occasions: Occasions,
    away: Absences,
    ledger: Ledger,
    *,
    usual_gap_days: float | None,
    complaints: Words,
    contacts: Words,
    mask: np.ndarray | None = None,
    level: float = 0.95,
    q: float = 0.05,
) -> Causes:
    """Sort the last year's losses by their last word, and look after which words losses are more frequent than otherwise.

    Parameters
    ----------
    occasions : Occasions
    away : Absences
        Of all customers.
    ledger : Ledger
    usual_gap_days : float
        The population's.
    complaints, contacts : Words
        From `analysis.last_words.words`.
    mask : bool array of C, optional
        Which customers are meant.
    level, q : float

    Raises
    ------
    NotEnoughGaps
        Without a usual gap.

    Examples
    --------
    >>> from analysis.absences import absences
    >>> history = Occasions(customers=np.arange(200), start=np.arange(201), day=np.zeros(200, dtype=int), as_of=date(1970, 7, 31),
    ...     free_orders=True)
    >>> nothing = np.zeros(0, dtype=np.int64)
    >>> none = Words(occasion=nothing, day=nothing, settled=nothing, about=nothing.astype(object))
    >>> book = Ledger(currency="EUR", place=np.arange(200), day=np.zeros(200, dtype=int), net=np.full(200, 50), size=200)
    >>> found = causes(history, absences(history, usual_gap_days=30), book, usual_gap_days=30, complaints=none, contacts=none)
    >>> found.lost, found.revenue, found.looked_at, found.words[0].kind
    (200, 10000, 0, 'none')
    """
    gap = known(usual_gap_days)
    lost = losses(occasions, away, ledger, mask=mask)
    limit = limits(occasions, usual_gap_days=gap)
    landmarks = {COMPLAINT: _landmark(occasions, complaints, gap, TO_SETTLE), CONTACT: _landmark(occasions, contacts, gap, 0)}
    asked = []
    for kind, said in ((COMPLAINT, complaints), (CONTACT, contacts)):
        if landmarks[kind] is not None:
            asked += _asked(kind, said, occasions, limit, landmarks[kind], lost, mask, level)
    corrected = adjusted([one.comparison.p for one in asked])
    found = [replace(one, adjusted_p=float(p), distinguishable=bool(p <= q)) for one, p in zip(asked, corrected, strict=True)]
    return Causes(
        as_of=occasions.as_of,
        level=level,
        q=q,
        currency=ledger.currency,
        lost=len(lost.place),
        revenue=int(lost.revenue.sum()),
        words=last_words(lost, complaints, contacts, level=level),
        complaint_days=landmarks[COMPLAINT],
        contact_days=landmarks[CONTACT],
        looked_at=len(found),
        found=tuple(sorted(found, key=lambda one: (one.comparison.p, one.kind, one.about or "", one.settled is None))),
    )


def limits(occasions: Occasions, *, usual_gap_days: float) -> np.ndarray:
    """Return after how many days of silence each order was the last before a loss, as the stage rule knew it then.

    Returns
    -------
    float array, one an occasion

    Examples
    --------
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 2]), day=np.array([0, 20]), as_of=date(1970, 7, 31),
    ...     free_orders=True)
    >>> limits(history, usual_gap_days=30).tolist()
    [120.0, 112.0]
    """
    found = np.empty(len(occasions.day))
    usual = np.full(len(occasions.customers), float(usual_gap_days))
    for number, gaps in enumerate(closed_gaps(occasions, usual_gap_days=usual_gap_days)):
        found[occasions.start[gaps.place] + number] = gaps.longest
        usual[gaps.place] = gaps.usual_after
    found[occasions.start[1:] - 1] = STANDARD.abandoned * usual
    return found


def _landmark(occasions: Occasions, said: Words, gap: float, more: int) -> int | None:
    """The day after an order on which one looks; the losses are not looked at for it."""
    after = said.day - occasions.day[said.occasion]
    after = after[after <= gap]
    return min(ceil(np.quantile(after, HEARD)) + more, ceil(gap)) if len(after) else None


def _asked(
    kind: str, said: Words, occasions: Occasions, limit: np.ndarray, landmark: int, lost: Losses, mask, level: float
) -> Iterator[Association]:
    """Ask of complaints and contacts of every name, and of complaints settled by the landmark or not."""
    day = occasions.day.astype(np.int64)
    following = np.append(day[1:], 0)
    last = np.zeros(len(day), dtype=bool)
    last[occasions.start[1:] - 1] = True
    silent = np.where(last, calendar.day_number(occasions.as_of) + 1, following) - day
    # A word is about the order before it only where no other order lies near: else frequent buyers would complain more.
    alone = np.append(True, day[1:] - day[:-1] > landmark)
    alone[occasions.start[:-1]] = True
    # By the landmark neither has the next order come nor the loss, and by as_of one or the other could have.
    watched = alone & (silent > landmark) & (limit > landmark) & (day + np.floor(limit) + 1 <= calendar.day_number(occasions.as_of))
    if mask is not None:
        watched &= np.asarray(mask)[occasions.owner]
    left = silent > limit
    number = np.minimum(np.arange(len(day)) - occasions.start[occasions.owner], ORDERS - 1)
    month = calendar.numbers(occasions.day, "month").astype(np.int64)
    stratum = (month - month.min(initial=0)) * ORDERS + number
    soon = said.part(said.day - day[said.occasion] <= landmark)
    bare = watched.copy()
    bare[soon.occasion] = False
    others = _counted(np.flatnonzero(bare), left, stratum)
    recent = day > day[watched].max(initial=0) - YEAR
    brought = np.full(len(day), np.nan)
    brought[lost.occasion] = lost.revenue
    for about, settled, chosen in _questions(kind, soon, day, landmark):
        had = np.unique(soon.occasion[chosen])
        had = had[watched[had]]
        comparison = compare(*_counted(had, left, stratum), *others, level=level)
        if comparison is None:
            continue
        a_year = int(recent[had].sum())
        yield Association(
            kind=kind, about=about, settled=settled, comparison=comparison, adjusted_p=1.0, distinguishable=False, a_year=a_year,
            money=_money(comparison, a_year, brought[had[~np.isnan(brought[had])]], level),
        )  # fmt: skip


def _questions(kind: str, soon: Words, day: np.ndarray, landmark: int) -> Iterator[tuple[str | None, bool | None, np.ndarray]]:
    """Cause or topic, settled or not, and which words are meant."""
    names, counts = np.unique(soon.about, return_counts=True)
    for name in names[np.argsort(-counts, kind="stable")][:MOST_NAMES]:
        yield str(name), None, soon.about == name
    if kind == COMPLAINT:
        in_time = soon.settled <= day[soon.occasion] + landmark
        yield None, True, in_time
        yield None, False, ~in_time


def _counted(chosen: np.ndarray, left: np.ndarray, stratum: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many of the orders at some places were the last before a loss, and how many there are, by stratum."""
    length = int(stratum.max(initial=0)) + 1
    return np.bincount(stratum[chosen[left[chosen]]], minlength=length), np.bincount(stratum[chosen], minlength=length)


def _money(comparison: Comparison, a_year: int, revenue: np.ndarray, level: float) -> Money | None:
    if comparison.difference <= 0 or len(revenue) < 2:
        return None
    variance = ((comparison.high - comparison.low) / (2 * critical(level))) ** 2
    brought = Gain(mean=float(revenue.mean()), variance=float(revenue.var(ddof=1) / len(revenue)), returned=len(revenue), others=0)
    return worth(a_year, comparison.difference, variance, brought, level=level)
