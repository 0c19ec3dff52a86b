"""Distributors, retailers, partners and suppliers: how many there are, when they were last dealt with, and at which stage they stand.

Distributors and retailers buy: their history is their orders, as for any account. Partners and suppliers are no customers: their history
is the days on which anything dated names them, be it a contact, a complaint, a reward, a referral or an order. The stage rule is about
gaps alone, so it holds for dealings of any kind.
"""

from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.account_table import NEVER, YEAR_DAYS, last_days
from analysis.accounts import InStage, in_stages
from analysis.occasions import MILLISECONDS_A_DAY, Occasions, of_days, through
from analysis.relations import Relations
from analysis.rhythm import STANDARD, Rule, usual_gap
from analysis.stages import NOT_YET, StageTable, stages
from analysis.units import DEALT_WITH, NONE, RESELLERS, Units

#: In the order in which they are shown.
KINDS = (*RESELLERS, *DEALT_WITH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """All that are of one type.

    Attributes
    ----------
    type : str
        One of `KINDS`.
    listed, people : int
        How many there are, an organisation and its people counting one; and how many people stand beside them.
    dealt, this_year, year_before : int
        How many ever ordered (resellers) or were dealt with (the others); in the year through as_of; in the year before.
    last : date or None
        The latest such day.
    what : tuple of (str, int)
        Days with a dealing by what it was, of those that are no customers: "order", "contact", "complaint", "reward", "referral".
    closed_gaps : int
        Between days of one and the same.
    usual_gap_days : float or None
        None where there are too few closed gaps to tell.
    stages : tuple of InStage
        () where no stage can be told.
    """

    type: str
    listed: int
    people: int
    dealt: int
    this_year: int
    year_before: int
    last: date | None
    what: tuple[tuple[str, int], ...]
    closed_gaps: int
    usual_gap_days: float | None
    stages: tuple[InStage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerTable:
    """One row each of them.

    Attributes
    ----------
    unit : int64 array
        Party ids.
    kind : int64 array
        Places in `KINDS`.
    last, days : int64 arrays
        The last day with an order or a dealing, in days since 1970-01-01 (`account_table.NEVER`: none); how many in the year through as_of.
    stage : int8 array
        `NOT_YET` where none can be told.
    """

    unit: np.ndarray
    kind: np.ndarray
    last: np.ndarray
    days: np.ndarray
    stage: np.ndarray


_COLUMNS = tuple(field.name for field in fields(PartnerTable))


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """All of them at as_of; `then` is a year before; kinds that nobody is of are left out."""

    as_of: date
    then: date
    level: float
    kinds: tuple[Kind, ...]


def partners(
    units: Units, grouped: Relations, dealings, *, as_of: date, rule: Rule = STANDARD, level: float = 0.95
) -> tuple[Partners, PartnerTable]:
    """Look how distributors, retailers, partners and suppliers stand.

    Parameters
    ----------
    units : Units
    grouped : Relations
        Of the accounts (`accounts.by_account`): distributors and retailers are among them, with the stages that they have there.
    dealings : DataFrame
        As `models.parties` gives them: ``party``, ``happened_at``, ``what``.
    as_of : date
        What is later is left out.
    rule : Rule
        Partners and suppliers need `rule.minimum_gaps` closed gaps of their own kind to have stages.
    level : float
        Of the intervals.

    Returns
    -------
    (Partners, PartnerTable)

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> from analysis.dated import dated
    >>> from analysis.relations import relate
    >>> from analysis.units import units
    >>> rows = pl.DataFrame({"party": [1, 2], "kind": ["organisation"] * 2, "type": ["supplier"] * 2, "market": [None, None],
    ...     "account": [None, None]}, schema_overrides={"account": pl.Int64, "market": pl.String})
    >>> calls = pl.DataFrame({"party": [1, 1], "happened_at": [datetime(2026, 1, 5), datetime(2026, 2, 1)], "what": ["contact"] * 2})
    >>> nobody = of_days([], [], as_of=date(2026, 3, 31))
    >>> nothing = dated(nobody.customers, np.array([]), np.array([]))
    >>> found, _ = partners(units(rows), relate(nobody, nothing, nothing, usual_gap_days=30), calls, as_of=date(2026, 3, 31))
    >>> [(kind.type, kind.listed, kind.dealt, kind.this_year, kind.what) for kind in found.kinds]
    [('supplier', 2, 1, 1, (('contact', 2),))]
    """
    there = [kind for kind in KINDS if (units.type == kind).any()]
    known = _dealings(units, dealings, as_of)
    beside = np.bincount(units.place[units.party != units.unit[units.place]], minlength=len(units.unit))
    kinds, rows = [], []
    for kind in there:
        mine = units.type == kind
        listed = units.unit[mine]
        history = _ordered(grouped, listed, as_of) if kind in RESELLERS else _dealt_with(known, listed, as_of, rule)
        kinds.append(_kind(kind, history, listed=len(listed), people=int(beside[mine].sum()), as_of=as_of, level=level))
        rows.append(_rows(KINDS.index(kind), history, listed, as_of))
    return (
        Partners(as_of=as_of, then=as_of - timedelta(days=YEAR_DAYS), level=level, kinds=tuple(kinds)),
        PartnerTable(**{name: np.concatenate([np.zeros(0, dtype=np.int64), *(row[name] for row in rows)]) for name in _COLUMNS}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _History:
    """Days with those of one type, their stages (None: no usual gap is known), and by what they were dealt with."""

    occasions: Occasions
    now: StageTable | None = None
    usual_gap_days: float | None = None
    what: tuple[tuple[str, int], ...] = ()


def _dealings(units: Units, dealings, as_of: date) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whose each dealing was, by unit; its day; what it was."""
    frame = nw.from_native(dealings, eager_only=True).filter(through(as_of, "happened_at"))
    place = units.of(frame["party"].to_numpy().astype(np.int64))
    day = (frame["happened_at"].dt.timestamp("ms") // MILLISECONDS_A_DAY).to_numpy().astype(np.int64)
    known = place != NONE
    return units.unit[place[known]], day[known], np.array(frame["what"].to_list(), dtype=object)[known]


def _ordered(grouped: Relations, listed: np.ndarray, as_of: date) -> _History:
    part = grouped.part(np.isin(grouped.customers, listed))
    return _History(
        occasions=part.occasions,
        now=part.stages(as_of),
        usual_gap_days=float(part.usual_gap_days),
    )


def _dealt_with(known: tuple[np.ndarray, np.ndarray, np.ndarray], listed: np.ndarray, as_of: date, rule: Rule) -> _History:
    unit, day, what = (column[np.isin(known[0], listed)] for column in known)
    occasions = of_days(unit, day, as_of=as_of)
    # Two calls on one day are one day with a contact.
    once = {(who, when, how) for who, when, how in zip(unit.tolist(), day.tolist(), what.tolist(), strict=True)}
    counts = Counter(how for _who, _when, how in once)
    history = _History(occasions=occasions, what=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))))
    gap = usual_gap(occasions, rule=rule).days
    if gap is None:
        return history
    return replace(history, now=stages(occasions, as_of, usual_gap_days=gap, rule=rule), usual_gap_days=gap)


def _kind(kind: str, history: _History, *, listed: int, people: int, as_of: date, level: float) -> Kind:
    occasions, end = history.occasions, calendar.day_number(as_of)
    upto, year, earlier = (occasions.count_through(day) for day in (end, end - YEAR_DAYS, end - 2 * YEAR_DAYS))
    return Kind(
        type=kind,
        listed=listed,
        people=people,
        dealt=int((upto > 0).sum()),
        this_year=int((upto > year).sum()),
        year_before=int((year > earlier).sum()),
        last=calendar.day_of(int(occasions.day.max())) if len(occasions.day) else None,
        what=history.what,
        closed_gaps=int(np.clip(upto - 1, 0, None).sum()),
        usual_gap_days=history.usual_gap_days,
        stages=() if history.now is None else in_stages(history.now, level=level),
    )


def _rows(number: int, history: _History, listed: np.ndarray, as_of: date) -> dict[str, np.ndarray]:
    """One row each, those without a day included."""
    occasions = history.occasions
    at = np.searchsorted(listed, occasions.customers)
    last, days = np.full(len(listed), NEVER, dtype=np.int64), np.zeros(len(listed), dtype=np.int64)
    stage = np.full(len(listed), NOT_YET, dtype=np.int8)
    last[at] = last_days(occasions)
    end = calendar.day_number(as_of)
    days[at] = occasions.count_through(end) - occasions.count_through(end - YEAR_DAYS)
    if history.now is not None:
        stage[at] = history.now.stage
    return {"unit": listed, "kind": np.full(len(listed), number), "last": last, "days": days, "stage": stage}
