"""A survey as matrices: one row a questionnaire that counts, one column an attribute.

Whoever answered twice in one wave counts once, by the last questionnaire. An attribute that was asked on several scales stands on the one
that most answers were given on. What was not answered is nan, and never 0.
"""

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.errors import choose
from analysis.occasions import MILLISECONDS_A_DAY
from analysis.ratings import Item, lay_out, whole
from analysis.waves import AUTO, NEVER, Wave, fingerprints, last_of_each, repeated, twins, waves

AUDIENCES = ("customer", "employee")
NOBODY = -1
#: The same answer to so many attributes or more, and no other, is called a straight line.
LINE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Questionnaires that are not in the survey.

    Attributes
    ----------
    earlier : int
        Of somebody who answered again in the same wave.
    twins : int
        The same answers at the same moment from another source.
    repeated : int
        Of waves that are an earlier one under another date.
    later : int
        After `as_of`.
    """

    earlier: int
    twins: int
    repeated: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What one audience answered.

    Attributes
    ----------
    audience : {"customer", "employee"}
    response : int64 array of R
        The questionnaires' numbers, ascending.
    customer : int64 array of R
        Party ids; `NOBODY` where nobody is known.
    day : int64 array of R
        Days since 1970-01-01; `NEVER` where unknown.
    channel, team : object arrays of R
        "" where unknown.
    wave : int32 array of R
        Place in `waves`; -1 without a day.
    waves : tuple of Wave
    wave_kind : {"burst", "month", "quarter"}
    items : tuple of Item
        The A attributes, by group and then in the order of asking.
    performance, expectation, importance : float arrays of R × A
        On the item's scale; nan where not answered. An aspect that nobody was asked is nan throughout.
    overall : float array of R
        The overall question; `overall_item` is None where there is none.
    recommendation : float array of R
        The recommendation question; answers on another scale than the item's first are nan, because promoters are counted by number.
    overall_item, recommendation_item : Item or None
    recommendation_elsewhere : int
        Answers to it that were given on another scale.
    straight : bool array of R
        The same answer to all of `LINE` or more attributes.
    left_out : LeftOut
    copies : tuple of (str, str)
        Waves left out, each with the one that it repeats.
    """

    audience: str
    response: np.ndarray
    customer: np.ndarray
    day: np.ndarray
    channel: np.ndarray
    team: np.ndarray
    wave: np.ndarray
    waves: tuple[Wave, ...]
    wave_kind: str
    items: tuple[Item, ...]
    performance: np.ndarray
    expectation: np.ndarray
    importance: np.ndarray
    overall: np.ndarray
    recommendation: np.ndarray
    overall_item: Item | None
    recommendation_item: Item | None
    recommendation_elsewhere: int
    straight: np.ndarray
    left_out: LeftOut
    copies: tuple[tuple[str, str], ...]

    @property
    def groups(self) -> dict[str, list[int]]:
        """The columns of each group that has any, in the usual order; "" for those of none."""
        found: dict[str, list[int]] = {}
        for column, item in enumerate(self.items):
            found.setdefault(item.group or "", []).append(column)
        return found

    def part(self, mask: np.ndarray) -> "Survey":
        """Keep the questionnaires that a bool array marks; the waves, the items and what was left out stay as they are."""
        kept = {name: _rows(getattr(self, name), mask) for name in _ROWS}
        same = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in _ROWS}
        return Survey(**kept, **same)


_ROWS = (
    *("response", "customer", "day", "channel", "team", "wave", "performance", "expectation", "importance"),
    *("overall", "recommendation", "straight"),
)


def gather(answers, *, audience: str = "customer", as_of: date | None = None, wave: str = AUTO, every: bool = False) -> Survey:
    """Gather what customers or employees answered.

    Parameters
    ----------
    answers : object
        With `responses`, `ratings` and `attributes`, as `models.answers` gives them.
    audience : {"customer", "employee"}
    as_of : date, optional
        What was answered later is left out.
    wave : {"auto", "burst", "month", "quarter"}
        As for `analysis.waves.waves`.
    every : bool
        Keep also what somebody answered earlier in the same wave: to ask what came after an answer, and for nothing else.

    Returns
    -------
    Survey

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> import polars as pl
    >>> from datetime import datetime
    >>> said = SimpleNamespace(
    ...     responses=pl.DataFrame({"response": [1, 2], "customer": [7, 7], "audience": ["customer"] * 2,
    ...         "answered_at": [datetime(2026, 3, 1), datetime(2026, 3, 9)], "channel": [None, "site"]}),
    ...     ratings=pl.DataFrame({"response": [1, 2], "attribute": [5, 5], "aspect": ["performance"] * 2, "value": [2.0, None],
    ...         "low": [1.0] * 2, "high": [5.0] * 2}),
    ...     attributes=pl.DataFrame({"attribute": [5], "question": ["Staff"], "name": ["Staff"], "audience": ["customer"],
    ...         "role": ["attribute"], "group": ["people"]}))
    >>> found = gather(said)
    >>> found.response.tolist(), found.performance.tolist(), found.left_out.earlier
    ([2], [[nan]], 1)
    """
    choose("audience", audience, AUDIENCES)
    rows = nw.from_native(answers.responses, eager_only=True).filter(nw.col("audience") == audience).sort("response")
    response, moment = whole(rows["response"], 0), _moments(rows["answered_at"])
    customer = whole(rows["customer"], NOBODY)
    day = np.where(moment == NEVER, NEVER, moment // MILLISECONDS_A_DAY)
    asked = nw.from_native(answers.attributes, eager_only=True).filter(nw.col("audience") == audience).sort("attribute")
    laid = lay_out(nw.from_native(answers.ratings, eager_only=True), response, asked, audience)
    straight, telling = _straight(laid.performance)

    keep = np.ones(len(response), dtype=bool) if as_of is None else (day <= calendar.day_number(as_of))
    later = int((~keep).sum())
    said = fingerprints(laid.performance, *(matrix for matrix in laid.matrices[1:] if matrix.strides != (0, 0)))
    copied = twins(said, moment, _places(_texts(rows, "shop")), keep & (customer == NOBODY) & (moment != NEVER) & telling)
    keep &= ~copied
    timed = waves(np.where(keep, day, NEVER), kind=wave)
    again = repeated(fingerprints(customer[:, None]) ^ said, timed.number, keep & telling)
    doubled = np.isin(timed.number, list(again)) & keep
    keep &= ~doubled
    kept = np.flatnonzero(keep)
    last = np.ones(len(kept), dtype=bool) if every else last_of_each(customer[kept], timed.number[kept], moment[kept], response[kept])
    kept = kept[last]
    return Survey(
        audience=audience,
        response=response[kept],
        customer=customer[kept],
        day=day[kept],
        channel=_texts(rows, "channel")[kept],
        team=_texts(rows, "team")[kept],
        wave=timed.number[kept],
        waves=timed.waves,
        wave_kind=timed.kind,
        items=laid.items,
        performance=_rows(laid.performance, kept),
        expectation=_rows(laid.expectation, kept),
        importance=_rows(laid.importance, kept),
        overall=laid.overall[kept],
        recommendation=laid.recommendation[kept],
        overall_item=laid.overall_item,
        recommendation_item=laid.recommendation_item,
        recommendation_elsewhere=int(laid.elsewhere[kept].sum()),
        straight=straight[kept],
        left_out=LeftOut(earlier=int((~last).sum()), twins=int(copied.sum()), repeated=int(doubled.sum()), later=later),
        copies=tuple((timed.waves[copy].label, timed.waves[first].label) for copy, first in again.items()),
    )


def _rows(values: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Some rows of an array, the columns of a matrix each in one piece."""
    if values.ndim == 1:
        return values[kept]
    if values.strides == (0, 0):  # nan throughout
        return np.broadcast_to(np.nan, (len(np.arange(len(values))[kept]), values.shape[1]))
    return values.T[:, kept].T


def _straight(performance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Who gave one answer to everything, and who gave several to `LINE` questions or more: no two people would do so alike."""
    if not performance.shape[1]:
        return (np.zeros(len(performance), dtype=bool),) * 2
    answered = ~np.isnan(performance)
    many = answered.sum(axis=1) >= LINE
    most = np.where(answered, performance, -np.inf).max(axis=1)
    least = np.where(answered, performance, np.inf).min(axis=1)
    return many & (most == least), many & (most > least)


def _moments(column: nw.Series) -> np.ndarray:
    """Milliseconds since 1970-01-01; `NEVER` where there is no moment."""
    return whole(column.cast(nw.Datetime("us")).dt.timestamp("ms"), NEVER)


def _texts(rows: nw.DataFrame, name: str) -> np.ndarray:
    if name not in rows.columns:
        return np.full(len(rows), "", dtype=object)
    return np.array(rows[name].cast(nw.String).fill_null("").to_list(), dtype=object)


def _places(texts: np.ndarray) -> np.ndarray:
    return np.unique(texts.astype(str), return_inverse=True)[1].astype(np.int64)
