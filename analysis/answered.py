"""Answers beside the people who gave them: their place among the customers, their stage on that day, and what they are like."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.errors import UnknownField, say
from analysis.ledger import places
from analysis.occasions import Occasions
from analysis.places import CHANNEL, TEAM
from analysis.segments import values
from analysis.stages import NOT_YET, STAGES, stages
from analysis.survey import Survey
from analysis.waves import NEVER

STAGE = "stage"
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Each questionnaire's customer.

    Attributes
    ----------
    place : int64 array of R
        In `Occasions.customers`; `NOWHERE` for nobody known, and for who never ordered.
    before : bool array of R
        Who had ordered by the day of the answer.
    """

    place: np.ndarray
    before: np.ndarray


def answered(survey: Survey, occasions: Occasions) -> Answered:
    """Find the customers.

    Examples
    --------
    >>> from datetime import date
    >>> from types import SimpleNamespace
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([9]), as_of=date(1970, 2, 1), free_orders=True)
    >>> said = SimpleNamespace(customer=np.array([7, 7, 8, -1]), day=np.array([3, 9, 9, 9]))
    >>> found = answered(said, history)
    >>> found.place.tolist(), found.before.tolist()
    ([0, 0, -1, -1], [False, True, False, False])
    """
    place, there = places(occasions, survey.customer)
    place = np.where(there, place, NOWHERE)
    if not len(occasions.customers):
        return Answered(place=place, before=there)
    first = occasions.day[occasions.start[:-1]].astype(np.int64)
    return Answered(place=place, before=there & (survey.day != NEVER) & (first[place] <= survey.day))


def stages_on(occasions: Occasions, place: np.ndarray, day: np.ndarray, *, usual_gap_days: float) -> np.ndarray:
    """Each customer's stage on a day of their own.

    Parameters
    ----------
    occasions : Occasions
    place : int64 array of R
        Places in `occasions.customers`; one may come several times.
    day : int64 array of R
        Days since 1970-01-01.
    usual_gap_days : float

    Returns
    -------
    int8 array of R
        Places in `STAGES`; `NOT_YET` before the first occasion.

    Notes
    -----
    Every customer's history is cut after the day and moved so that all the days fall on one: the rule itself stays where it is. Contacts
    and cancellations are not looked at.

    Examples
    --------
    >>> from datetime import date
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 4]), day=np.array([0, 30, 60, 90]), as_of=date(1970, 7, 31),
    ...     free_orders=True)
    >>> [STAGES[stage] for stage in stages_on(history, np.array([0, 0, 0]), np.array([10, 100, 155]), usual_gap_days=30)]
    ['capture', 'loyalty', 'at_risk']
    """
    count = occasions.start[place + 1] - occasions.start[place]
    row = np.repeat(np.arange(len(place)), count)
    which = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(occasions.start[place], count)
    happened = occasions.day[which].astype(np.int64)
    kept = happened <= day[row]
    number = np.bincount(row[kept], minlength=len(place))
    some = np.flatnonzero(number)
    moved = Occasions(
        customers=some,
        start=np.concatenate([[0], np.cumsum(number[some])]).astype(np.int64),
        day=(happened[kept] - day[row[kept]]).astype(np.int32),
        as_of=calendar.EPOCH,
        free_orders=occasions.free_orders,
    )
    found = np.full(len(place), NOT_YET, dtype=np.int8)
    found[some] = stages(moved, calendar.EPOCH, usual_gap_days=usual_gap_days).stage
    return found


def stage_names(survey: Survey, occasions: Occasions, *, usual_gap_days: float) -> np.ndarray:
    """The name of each respondent's stage on the day of the answer; "" for who had not ordered or is not known."""
    found = answered(survey, occasions)
    names = np.full(len(survey.response), "", dtype=object)
    names[found.before] = np.array(STAGES, dtype=object)[
        stages_on(occasions, found.place[found.before], survey.day[found.before], usual_gap_days=usual_gap_days)
    ]
    return names


def labels(survey: Survey, field: str, *, occasions: Occasions | None = None, attributes=None, usual_gap_days: float | None = None):
    """Which segment each questionnaire is of.

    Parameters
    ----------
    survey : Survey
    field : str
        "answer_channel" or "team" of the answer, "stage" of the customer on its day, or a field of `attributes`.
    occasions : Occasions, optional
    attributes : DataFrame, optional
        From `segments.attributes`, one row a customer of `occasions`.
    usual_gap_days : float, optional
        Stages need one.

    Returns
    -------
    object array of str
        "" where it is not known.

    Raises
    ------
    UnknownField
        For a field that there is not.
    """
    own: Mapping[str, np.ndarray] = {CHANNEL: survey.channel, TEAM: survey.team}
    if field in own:
        return own[field]
    if field == STAGE and occasions is not None and usual_gap_days is not None:
        return stage_names(survey, occasions, usual_gap_days=usual_gap_days)
    columns = [] if attributes is None else nw.from_native(attributes, eager_only=True).columns
    if field not in columns:
        known = ", ".join((CHANNEL, TEAM, *((STAGE,) if usual_gap_days is not None else ()), *columns))
        raise UnknownField(found=say("the field {!r}", field), needed=say("one of {}", known), do="Choose a field that there is.")
    place = answered(survey, occasions).place
    found = np.full(len(place), "", dtype=object)
    found[place >= 0] = values(attributes, field)[place[place >= 0]]
    return found
