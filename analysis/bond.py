"""Bond against loyalty: who is tied (by a contract, a membership, a date or a word in the customers' own file) and who stays by choice.

Looked at are customers who are there: not prospects, and not those who have abandoned. Crossed with what they declare: whoever is tied and
discontent may leave the day the tie ends.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.attitude import Difference, difference
from analysis.company import Company
from analysis.comparisons import Group, group
from analysis.declared import Declared, last_through
from analysis.occasions import MILLISECONDS_A_DAY, through
from analysis.relations import Relations
from analysis.renewals import renewals, rhythm
from analysis.segments import NONE as NOTHING
from analysis.segments import values
from analysis.stage_back_test import again
from analysis.stages import ABANDONED, PROSPECT, StageTable

#: By what somebody is tied: regular renewals, a membership that ends, a column of dates, or values of a column.
CONTRACT, MEMBERSHIP, DATES, VALUES = BY = ("contract", "membership", "dates", "values")
CELLS = (
    "bound_content",
    "bound_discontent",
    "bound_unknown",
    "free_content",
    "free_discontent",
    "free_unknown",
)
NOT_MEANT = -1
#: A column tells dates where so much of what stands in it is one, as these write it: no other order of day and month is sure.
DATES_SHARE, LEAST_DATES = 0.8, 5
FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")
SOON_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Who is tied at `as_of`.

    Attributes
    ----------
    by : {"contract", "membership", "dates", "values"}
    field : str or None
        The column, of the last two.
    bound : bool array of C
        The people of the relations that it was made of.
    until : float array of C
        Day on which the tie ends, in days since 1970-01-01; nan for the free, and where it is not known.
    cycle_days : float or None
        From renewal to renewal, of contracts.
    """

    by: str
    field: str | None
    bound: np.ndarray
    until: np.ndarray
    cycle_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Customers in one of `CELLS`: how many, and their share of those who answered with Wilson's interval; None for who did not."""

    cell: str
    n: int
    share: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Tied or free, content or discontent.

    Attributes
    ----------
    as_of : date
    level : float
    by, field : str or None
        As of `Tie`; None where nothing tells who is tied.
    cycle_days : float or None
    question, name : str or None
        The declared answer: content is who gave a high one.
    customers : int
        Who is there.
    bound : Group or None
        The tied of them; None where nobody is there.
    answered : int
        Who of them gave the declared answer.
    cells : tuple of Cell
        In the order of `CELLS`; empty where nothing tells who is tied.
    content_bound, content_free : Group or None
        Content, of the tied and of the free who answered; None without any.
    difference : Difference or None
        The two compared; None where one has fewer than five.
    soon_days, ends_soon : int
        The tied and discontent whose tie ends within so many days after `as_of`.
    then : date or None
        The earlier day, of a contract: None for other ties, of which nobody knows what was known then.
    sooner : Difference or None
        Who ordered again by `as_of`: of those tied by a contract on the earlier day the content minus the discontent. None where one has
        fewer than five.
    """

    as_of: date
    level: float
    by: str | None
    field: str | None
    cycle_days: float | None
    question: str | None
    name: str | None
    customers: int
    bound: Group | None
    answered: int
    cells: tuple[Cell, ...]
    content_bound: Group | None
    content_free: Group | None
    difference: Difference | None
    soon_days: int
    ends_soon: int
    then: date | None
    sooner: Difference | None


def date_fields(company: Company) -> tuple[str, ...]:
    """The columns of the customers' file in which dates stand."""
    frame = nw.from_native(company.attributes, eager_only=True)
    return tuple(name for name in frame.columns if not name.startswith("first_") and _tells_dates(frame[name]))


def _tells_dates(column: nw.Series) -> bool:
    kinds = [value for value in column.unique().to_list() if value != NOTHING]
    dates = sum(_day(value) is not None for value in kinds[:500])
    return dates >= LEAST_DATES and dates >= DATES_SHARE * min(len(kinds), 500)


def _day(text: str) -> int | None:
    """A day in days since 1970-01-01; None where the text is none.

    >>> _day("1970-01-03"), _day("3.1.1970"), _day("1970-01-03 10:00"), _day("1/3/1970")
    (2, 2, 2, None)
    """
    for form in FORMS:
        try:
            return calendar.day_number(datetime.strptime(text.strip()[:10], form).date())
        except ValueError:
            continue
    return None


def ties(relations: Relations, company: Company, memberships) -> dict[str, Tie]:
    """Find what tells who is tied, without being told.

    Parameters
    ----------
    relations : Relations
    company : Company
    memberships : DataFrame
        As `models.traits` gives them.

    Returns
    -------
    dict of name to Tie
        "contract" where renewals are regular, "membership" where some end, and "dates:COLUMN".
    """
    found = {}
    contract = by_contract(relations)
    if contract is not None:
        found[CONTRACT] = contract
    member = by_membership(relations, memberships)
    if member is not None:
        found[MEMBERSHIP] = member
    return found | {f"{DATES}:{field}": by_dates(relations, company, field) for field in date_fields(company)}


def by_contract(relations: Relations, day: date | None = None) -> Tie | None:
    """Tied are those whose contract runs: the renewals that were due have come, and they have not cancelled since.

    Parameters
    ----------
    relations : Relations
    day : date, optional
        An earlier day than `as_of`: nothing later is looked at.

    Returns
    -------
    Tie or None
        None where the orders have no rhythm that a contract could be told from (`renewals.rhythm`).
    """
    end = calendar.day_number(day or relations.as_of)
    bought = np.flatnonzero(relations.buyers)
    buying = relations.occasions.part(relations.buyers)
    steps = rhythm(buying, through=end)
    if not steps.regular:
        return None
    found = renewals(buying, steps.cycle_days, through=end)
    place = bought[found.place]
    bound, until = np.zeros(len(relations.customers), dtype=bool), np.full(len(relations.customers), np.nan)
    bound[place] = ~found.lost
    until[place] = found.first + (np.floor((end - found.first) / steps.cycle_days) + 1) * steps.cycle_days
    bound &= relations.stages(day or relations.as_of).stage != ABANDONED
    return _tie(CONTRACT, bound, until, cycle_days=steps.cycle_days)


def by_membership(relations: Relations, memberships) -> Tie | None:
    """Tied are those in a membership that ends after `as_of`; None where no membership has an end."""
    rows = nw.from_native(memberships, eager_only=True).filter(~nw.col("customer").is_null(), ~nw.col("member_until").is_null())
    if not len(rows):
        return None
    begun = nw.col("member_since").is_null() | through(relations.as_of, "member_since")
    rows = rows.filter(begun, ~through(relations.as_of, "member_until"))
    ends = (rows["member_until"].dt.timestamp("ms") // MILLISECONDS_A_DAY).to_numpy().astype(np.float64)
    return _longest(MEMBERSHIP, relations, rows["customer"].to_numpy().astype(np.int64), ends)


def by_dates(relations: Relations, company: Company, field: str) -> Tie:
    """Tied are those in whose column a day after `as_of` stands."""
    days = np.array([np.nan if (day := _day(value)) is None else day for value in values(company.attributes, field)], dtype=float)
    later = days > calendar.day_number(relations.as_of)
    return _longest(DATES, relations, company.occasions.customers[later], days[later], field=field)


def by_values(relations: Relations, company: Company, field: str, chosen: Collection[str]) -> Tie:
    """Tied are those with one of the chosen values in a column; when that ends is not known."""
    meant = np.isin(values(company.attributes, field).astype(str), list(chosen))
    bound = np.isin(relations.customers, company.occasions.customers[meant])
    return _tie(VALUES, bound, np.full(len(bound), np.nan), field=field)


def _longest(by: str, relations: Relations, who: np.ndarray, ends: np.ndarray, *, field: str | None = None) -> Tie:
    """Of several ties of one person the one that ends last."""
    until = np.full(len(relations.customers), -np.inf)
    there = np.isin(who, relations.customers)
    np.maximum.at(until, np.searchsorted(relations.customers, who[there]), ends[there])
    return _tie(by, until > -np.inf, until, field=field)


def _tie(by: str, bound: np.ndarray, until: np.ndarray, *, field: str | None = None, cycle_days: float | None = None) -> Tie:
    return Tie(by=by, field=field, bound=bound, until=np.where(bound, until, np.nan), cycle_days=cycle_days)


def cells(relations: Relations, tie: Tie, declared: Declared | None) -> np.ndarray:
    """Everybody's cell at `as_of`: places in `CELLS`, `NOT_MEANT` for who is not there; int8 array of C."""
    table = relations.stages(relations.as_of)
    there = (table.run > 0) & (table.stage != ABANDONED) & (table.stage != PROSPECT)
    value = np.full(len(there), np.nan)
    if declared is not None:
        value = last_through(declared, relations.occasions, calendar.day_number(relations.as_of))[0]
    said = np.where(np.isnan(value), 2, 1) if declared is None else np.select([np.isnan(value), declared.high(value)], [2, 0], 1)
    return np.where(there, np.where(tie.bound, said, said + 3), NOT_MEANT).astype(np.int8)


def bond(
    relations: Relations,
    tie: Tie | None,
    declared: Declared | None,
    *,
    earlier: StageTable | None = None,
    mask: np.ndarray | None = None,
    soon_days: int = SOON_DAYS,
    level: float = 0.95,
) -> Bond:
    """Cross who is tied with what they declare.

    Parameters
    ----------
    relations : Relations
    tie : Tie or None
        One of `ties`, or `by_values`; None where nothing tells who is tied.
    declared : Declared or None
    earlier : StageTable, optional
        From `attitude.stages_earlier`: whether those who were tied by a contract and discontent on its day have left sooner.
    mask : bool array of C, optional
    soon_days : int
    level : float

    References
    ----------
    That people stay because they want to or because they have to: Bendapudi, N. & Berry, L. L. (1997), Journal of Retailing 73(1), 15-37.
    """
    everybody = np.full(len(relations.customers), NOT_MEANT) if tie is None else cells(relations, tie, declared)
    cell = everybody if mask is None else np.where(mask, everybody, NOT_MEANT)
    counts = dict(zip(CELLS, np.bincount(cell[cell >= 0], minlength=len(CELLS)).tolist(), strict=True))
    tied, customers = sum(counts[name] for name in CELLS[:3]), sum(counts.values())
    answered = customers - counts["bound_unknown"] - counts["free_unknown"]
    content_bound, content_free = (
        group(counts[f"{name}_content"], n, level=level) if (n := counts[f"{name}_content"] + counts[f"{name}_discontent"]) else None
        for name in ("bound", "free")
    )
    of_contract = tie is not None and tie.by == CONTRACT and earlier is not None
    return Bond(
        as_of=relations.as_of,
        level=level,
        by=tie and tie.by,
        field=tie and tie.field,
        cycle_days=tie and tie.cycle_days,
        question=declared and declared.question,
        name=declared and declared.name,
        customers=customers,
        bound=group(tied, customers, level=level) if customers else None,
        answered=answered,
        cells=tuple(
            Cell(cell=name, n=n, share=group(n, answered, level=level) if answered and not name.endswith("unknown") else None)
            for name, n in counts.items()
        )
        if tie is not None
        else (),
        content_bound=content_bound,
        content_free=content_free,
        difference=difference(content_bound, content_free, level=level),
        soon_days=soon_days,
        ends_soon=0 if tie is None else int(ending(relations, tie, cell, soon_days).sum()),
        then=earlier.day if of_contract else None,
        sooner=_sooner(relations, declared, earlier, mask, level) if of_contract else None,
    )


def _sooner(relations: Relations, declared: Declared | None, earlier: StageTable, mask: np.ndarray | None, level: float):
    """Of those tied by a contract on the earlier day, who ordered again: the content minus the discontent."""
    tie = by_contract(relations, earlier.day)
    if tie is None or declared is None:
        return None
    value = last_through(declared, relations.occasions, calendar.day_number(earlier.day))[0]
    tied = tie.bound & ~np.isnan(value) & (True if mask is None else mask)
    came, content = again(relations.occasions, earlier.day, relations.as_of)[tied], declared.high(value[tied])
    if content.all() or not content.any():
        return None
    return difference(
        group(int(came[content].sum()), int(content.sum()), level=level),
        group(int(came[~content].sum()), int((~content).sum()), level=level),
        level=level,
    )


def ending(relations: Relations, tie: Tie, cell: np.ndarray, soon_days: int = SOON_DAYS) -> np.ndarray:
    """Who is tied and discontent, and the tie ends within so many days after `as_of`; bool array of C."""
    with np.errstate(invalid="ignore"):
        return (cell == CELLS.index("bound_discontent")) & (tie.until <= calendar.day_number(relations.as_of) + soon_days)
