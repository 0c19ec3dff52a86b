"""Which groups of customers are compared: the questions that are looked at before anything is called a finding.

Each question is asked of everybody in the same way, whatever its answer; how many were asked is part of the result.
"""

from collections.abc import Callable
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.comparisons import Comparison, compare
from analysis.evidence import FEW_BELOW
from analysis.followup import AGAIN_DAYS, FollowUp, first_days, watch
from analysis.ledger import places
from analysis.occasions import MILLISECONDS_A_DAY, Occasions, through
from analysis.segments import MOST_VALUES
from analysis.traits import first_answers, good

SOON_DAYS = 3
# The day of somebody to whom it never happened: before any.
NEVER = -(2**40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two groups of customers, and how many of either came back.

    Attributes
    ----------
    kind : {"group", "cohort", "complaints", "satisfaction"}
    field, value, other : str or None
        What is compared; `other` is None where it is all the others.
    followup : FollowUp
        The customers watched, of both groups.
    day : int64 array, one a customer
        The day that each one is watched from; `NEVER` for those of neither group.
    first : callable
        Returns a bool array, one a customer: who is in the first group.
    comparison : Comparison
    counts, against : integer arrays of 2 × strata
        How many came back and how many there were, of the first group and of the second.
    """

    kind: str
    field: str | None
    value: str | None
    other: str | None
    followup: FollowUp
    day: np.ndarray
    first: Callable[[], np.ndarray]
    comparison: Comparison
    counts: np.ndarray
    against: np.ndarray


def groups(followup: FollowUp, attributes, occasions: Occasions, *, level: float = 0.95) -> list[Question]:
    """Compare each value of each field with all the others, within the quarter of the first order.

    Parameters
    ----------
    followup : FollowUp
        Everybody since the first order.
    attributes : DataFrame
        From `segments.attributes`, one row a customer of `occasions`.
    occasions : Occasions
    level : float

    Returns
    -------
    list of Question
        Those alone whose groups are large enough. Two values that make up a field are one question.
    """
    strata, stratum = np.unique(followup.quarter, return_inverse=True)
    cell = np.full(len(occasions.customers), -1, dtype=np.int64)
    cell[followup.place] = stratum * 2 + followup.ordered
    everybody = _counted(np.bincount(cell[followup.place], minlength=2 * len(strata)))
    frame = nw.from_native(attributes, eager_only=True)
    day = first_days(occasions)
    asked = []
    for field in sorted(frame.columns):
        tables, several = _tables(frame[field], cell, len(strata))
        if several == 2:
            tables = tables[:1]
        for value, counts in tables:
            against = everybody - counts
            comparison = compare(*counts, *against, level=level)
            if comparison is not None:
                asked.append(
                    Question(
                        kind="group",
                        field=field,
                        value=value,
                        other=_remaining(frame[field], cell, value) if several == 2 else None,
                        followup=followup,
                        day=day,
                        first=_having(frame[field], value),
                        comparison=comparison,
                        counts=counts,
                        against=against,
                    )
                )
    return asked


def again(question: Question, among: np.ndarray, *, level: float = 0.95) -> Comparison | None:
    """Ask a question of groups again, among some customers alone (a bool array, one a customer of the occasions)."""
    watched = question.followup.part(among[question.followup.place])
    mine = question.first()[watched.place]
    strata, stratum = np.unique(watched.quarter, return_inverse=True)
    cell = stratum * 2 + watched.ordered
    first, second = (_counted(np.bincount(cell[some], minlength=2 * len(strata))) for some in (mine, ~mine))
    return compare(*first, *second, level=level)


def _counted(cells: np.ndarray) -> np.ndarray:
    """From numbers by (stratum, came back) to how many came back and how many there were, by stratum."""
    table = cells.reshape(-1, 2)
    return np.array([table[:, 1], table.sum(axis=1)])


def _tables(column: nw.Series, cell: np.ndarray, strata: int) -> tuple[list[tuple[str, np.ndarray]], int]:
    """Count every common value's customers; and how many values there are among those watched."""
    frame = column.alias("value").to_frame().with_columns(nw.new_series("cell", cell, nw.Int64, backend=column.implementation))
    counts = frame.filter(nw.col("cell") >= 0).group_by("value", "cell").agg(nw.len().alias("customers"))
    sums = counts.group_by("value").agg(nw.col("customers").sum().alias("all"))
    common = sums.filter(nw.col("all") >= FEW_BELOW).sort("all", "value", descending=[True, False]).head(MOST_VALUES)
    numbers = {value: np.zeros(2 * strata, dtype=np.int64) for value in common["value"].to_list()}
    for value, place, customers in counts.join(common.select("value"), on="value", how="inner").rows():
        numbers[value][place] = customers
    return [(value, _counted(found)) for value, found in numbers.items()], len(sums)


def _remaining(column: nw.Series, cell: np.ndarray, value: str) -> str:
    """The other of two values."""
    watched = column.filter((cell >= 0).tolist()).unique().to_list()
    return next(other for other in watched if other != value)


def _having(column: nw.Series, value: str) -> Callable[[], np.ndarray]:
    return lambda: (column == value).to_numpy().astype(bool)


def cohorts(followup: FollowUp, occasions: Occasions, *, level: float = 0.95) -> list[Question]:
    """Compare the customers of a quarter with those of the same months a year before; never with another season.

    The quarter in which the data begin is left out: who ordered before it looks new in it.
    """
    if not len(followup.place):
        return []
    day = first_days(occasions)
    begun = int(calendar.numbers(day.min(keepdims=True), "quarter")[0])
    # A quarter is whole where its last customer could be watched to the end.
    end = calendar.day_of(calendar.day_number(occasions.as_of) - followup.days)
    newest = calendar.last_complete(end, "quarter")
    quarter = calendar.numbers(day, "quarter")
    asked = []
    for earlier in range(begun + 1, newest - 3):
        now, before = (_of_quarter(followup, number) for number in (earlier + 4, earlier))
        comparison = compare(*now, *before, level=level)
        if comparison is not None:
            asked.append(
                Question(
                    kind="cohort",
                    field="cohort",
                    value=calendar.label(earlier + 4, "quarter"),
                    other=calendar.label(earlier, "quarter"),
                    followup=followup.part(np.isin(followup.quarter, (earlier, earlier + 4))),
                    day=np.where((quarter == earlier) | (quarter == earlier + 4), day, NEVER),
                    first=lambda number=earlier + 4: quarter == number,
                    comparison=comparison,
                    counts=now,
                    against=before,
                )
            )
    return asked


def _of_quarter(followup: FollowUp, number: int) -> np.ndarray:
    inside = followup.quarter == number
    return np.array([[followup.ordered[inside].sum()], [inside.sum()]])


def complaints(frame, occasions: Occasions, *, level: float = 0.95) -> list[Question]:
    """Compare those whose first complaint was settled within three days with those who waited longer, or still do.

    Parameters
    ----------
    frame : DataFrame
        Columns ``complaint``, ``customer``, ``opened_at``, ``closed_at``.
    """
    rows = nw.from_native(frame, eager_only=True)
    rows = rows.filter(~nw.col("customer").is_null(), ~nw.col("opened_at").is_null(), through(occasions.as_of, "opened_at"))
    rows = rows.sort("opened_at", "complaint").unique("customer", keep="first", maintain_order=True)
    opened, closed = _days(rows["opened_at"]), _days(rows["closed_at"])
    soon = (closed != NEVER) & (closed - opened <= SOON_DAYS)
    return _since("complaints", rows["customer"], opened, soon, occasions, level)


def satisfaction(answers, occasions: Occasions, *, level: float = 0.95) -> list[Question]:
    """Compare customers whose first overall answer was one of the two best with the others.

    Parameters
    ----------
    answers : object
        With `responses`, `ratings` and `attributes`, as `models.answers` gives them.
    """
    responses = nw.from_native(answers.responses, eager_only=True).filter(
        nw.col("audience") == "customer", ~nw.col("customer").is_null(), ~nw.col("answered_at").is_null()
    )
    ratings = nw.from_native(answers.ratings, eager_only=True).filter(nw.col("aspect") == "performance", ~nw.col("value").is_null())
    overall = nw.from_native(answers.attributes, eager_only=True).filter(nw.col("role") == "overall").select("attribute")
    rows = responses.select("response", "customer", "answered_at")
    rows = first_answers(rows.join(ratings.join(overall, on="attribute", how="inner"), on="response", how="inner"), occasions)
    value, low, high = (rows[name].to_numpy().astype(float) for name in ("value", "low", "high"))
    return _since("satisfaction", rows["customer"], _days(rows["answered_at"]), good(value, low, high), occasions, level)


def _since(kind: str, customers: nw.Series, since: np.ndarray, first: np.ndarray, occasions: Occasions, level: float) -> list[Question]:
    """Ask whether the next order came within 90 days of what happened to a customer once; only of those who had ordered before."""
    if not len(customers):
        return []
    place, there = places(occasions, customers.cast(nw.Int64).to_numpy().astype(np.int64))
    there[there] = first_days(occasions)[place[there]] <= since[there]
    place, since, first = place[there], since[there], first[there]
    day = np.full(len(occasions.customers), NEVER, dtype=np.int64)
    day[place] = since
    marked = np.zeros(len(occasions.customers), dtype=bool)
    marked[place] = first
    followup = watch(occasions, place, since, first=1, last=AGAIN_DAYS)
    strata, stratum = np.unique(followup.quarter, return_inverse=True)
    cell = stratum * 2 + followup.ordered
    mine = marked[followup.place]
    counts, against = (_counted(np.bincount(cell[part], minlength=2 * len(strata))) for part in (mine, ~mine))
    comparison = compare(*counts, *against, level=level)
    if comparison is None:
        return []
    return [
        Question(
            kind=kind,
            field=None,
            value=None,
            other=None,
            followup=followup,
            day=day,
            first=lambda: marked,
            comparison=comparison,
            counts=counts,
            against=against,
        )
    ]


def _days(moments: nw.Series) -> np.ndarray:
    """Days since 1970-01-01; `NEVER` where there is no moment."""
    milliseconds = moments.cast(nw.Datetime("us")).dt.timestamp("ms").cast(nw.Float64).to_numpy().astype(float)
    days = np.full(len(milliseconds), NEVER, dtype=np.int64)
    known = ~np.isnan(milliseconds)
    days[known] = milliseconds[known] // MILLISECONDS_A_DAY
    return days
