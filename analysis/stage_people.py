"""Everybody's column of what a stage is looked at by: orders after it, money, answers, complaints, membership."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.ledger import Ledger, places
from analysis.occasions import Occasions, through
from analysis.relations import Relations
from analysis.stage_back_test import Then, again, stages_then, watched_months
from analysis.stages import StageTable
from analysis.survey import Survey
from analysis.waves import NEVER

YEAR_MONTHS = 12
NO_ANSWER = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePeople:
    """Columns over the C people of `relations`.

    Attributes
    ----------
    relations : Relations
    currency : str
        Of `brought`.
    year_ago : date
        Twelve months before as_of; what is "of the last 12 months" came after it.
    now : StageTable
        At as_of.
    tested, year_tested : StageTable or None
        On the days whose sequel is told, each by its own usual gap: so long before as_of as a usual gap wants, and twelve months before it.
        None where there was none yet.
    ordered_again : bool array of C
        Had an occasion after the day of `tested`.
    brought : int64 array of C
        Net of the last 12 months, in minor units.
    satisfied : int8 array of C, or None
        Whether the last overall answer was one of the two best; `NO_ANSWER` without one. None where nobody was asked.
    answer_age : float array of C, or None
        Days from that answer to as_of; nan without one.
    complained : bool array of C, or None
        Opened a complaint in the last 12 months; None where no complaint of anybody is known.
    member : bool array of C, or None
        In a programme at as_of; None where no membership is known.
    """

    relations: Relations
    currency: str
    year_ago: date
    now: StageTable
    tested: StageTable | None
    year_tested: StageTable | None
    ordered_again: np.ndarray
    brought: np.ndarray
    satisfied: np.ndarray | None
    answer_age: np.ndarray | None
    complained: np.ndarray | None
    member: np.ndarray | None


def gather(
    relations: Relations,
    ledger: Ledger,
    *,
    survey: Survey | None = None,
    complaints=None,
    memberships=None,
    then: Then | None = None,
) -> StagePeople:
    """Gather the columns.

    Parameters
    ----------
    relations : Relations
    ledger : Ledger
        Of the same people.
    survey : Survey, optional
        What customers answered through as_of.
    complaints, memberships : DataFrame, optional
        As `models.answers` and `models.traits` give them.
    then : callable, optional
        As for `stage_back_test`.
    """
    as_of, people = relations.as_of, relations.occasions
    tested_on = calendar.months_before(as_of, watched_months(relations.usual_gap_days))
    year_ago = calendar.months_before(as_of, YEAR_MONTHS)
    then = then or partial(stages_then, relations)
    satisfied, answer_age = _answered(survey, people)
    return StagePeople(
        relations=relations,
        currency=ledger.currency,
        year_ago=year_ago,
        now=relations.stages(as_of),
        tested=then(tested_on),
        year_tested=then(year_ago),
        ordered_again=again(people, tested_on, as_of),
        brought=ledger.between(calendar.day_number(year_ago + timedelta(days=1)), calendar.day_number(as_of)),
        satisfied=satisfied,
        answer_age=answer_age,
        complained=_complained(complaints, people, year_ago),
        member=_member(memberships, people),
    )


def _answered(survey: Survey | None, people: Occasions) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Each one's last overall answer: whether it was good, and its age in days."""
    if survey is None or survey.overall_item is None:
        return None, None
    place, there = places(people, survey.customer)
    rows = np.flatnonzero(there & ~np.isnan(survey.overall) & (survey.day != NEVER))
    rows = rows[np.lexsort((rows, survey.day[rows]))]
    satisfied, age = np.full(len(people.customers), NO_ANSWER, dtype=np.int8), np.full(len(people.customers), np.nan)
    # Of several answers of one person the last one written stays.
    satisfied[place[rows]] = survey.overall_item.scale.best(survey.overall[rows])
    age[place[rows]] = calendar.day_number(people.as_of) - survey.day[rows]
    return satisfied, age


def _complained(complaints, people: Occasions, year_ago: date) -> np.ndarray | None:
    rows = None if complaints is None else nw.from_native(complaints, eager_only=True)
    if rows is None or not len(rows):
        return None
    rows = rows.filter(~nw.col("opened_at").is_null(), through(people.as_of, "opened_at"), ~through(year_ago, "opened_at"))
    return _among(rows, people)


def _member(memberships, people: Occasions) -> np.ndarray | None:
    rows = None if memberships is None else nw.from_native(memberships, eager_only=True)
    if rows is None or not len(rows):
        return None
    joined = nw.col("member_since").is_null() | through(people.as_of, "member_since")
    return _among(rows.filter(joined, nw.col("member_until").is_null() | ~through(people.as_of, "member_until")), people)


def _among(rows: nw.DataFrame, people: Occasions) -> np.ndarray:
    """Whom these rows are about."""
    who = rows.filter(~nw.col("customer").is_null())["customer"].cast(nw.Int64).to_numpy().astype(np.int64)
    return np.isin(people.customers, who)
