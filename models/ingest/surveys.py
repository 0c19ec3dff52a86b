"""Surveys: one row a filled-in questionnaire, one column a question."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import polars as pl

from models.columns import EMPLOYEES, SURVEY
from models.errors import Refused, say
from models.ingest import answers
from models.ingest.cells import texts, usable, with_time
from models.ingest.customers import DETAILS, day_of
from models.ingest.identities import WHO, identified, warn_of_shared
from models.ingest.notes import Bad, Notes
from models.ingest.questions import unclear
from models.ingest.reading import Question, Reading
from models.ingest.records import one_each
from models.ingest.rows import as_json
from models.ingest.table import ROW, Table
from models.ingest.told import audience_of
from models.ingest.wording import channels

UNANSWERED = "no question answered"
_TEAM = "attribute:department"
_COUNTED_UP = r"^\d{1,6}$"  # numbers that any survey gives: they mean one answer only together with the questions


def check_survey(table: Table, reading: Reading, notes: Notes) -> tuple[dict[str, pl.DataFrame], str]:
    """Decide what each row of a survey is.

    Returns
    -------
    dict of str to polars.DataFrame
        `response`: one row a questionnaire, unique by `key`: who, `audience`, `answered_at` (seconds or null), `channel`, `comment`,
        `attributes` (JSON or null). `rating`: one row a question that it was asked: `response_key`, the question's `question`, `name`,
        `role`, `group`, `audience`, and `aspect`, `value` (null: not answered), `low`, `high`.
        `party`, of employees: who, and what the file says of them.
    str
        The order of day and month.
    """
    if not reading.questions:
        raise Refused(found="no column of ratings", needed="at least one in a survey", do="say which column is a rating")
    audience = audience_of(reading.kind)
    cells = usable(table, reading, notes)
    cells, order = with_time(cells, "answered_at", reading, notes, as_name="at", needed=False)
    cells, ratings = _answers(table, cells, reading, notes)
    if audience == "employee":
        cells, _ = with_time(cells, "hired_at", reading, notes, as_name="hired", needed=False, order=order)
        cells, _ = with_time(cells, "left_at", reading, notes, as_name="left", needed=False, order=order)
        # A number of an employee identifies as a customer's does, in a namespace of its own.
        cells = cells.with_columns(pl.col("employee_number").alias("customer_number"), pl.lit("").alias("company"))
    rows = identified(cells.with_columns(channels(cells["channel"])) if audience == "customer" else cells, reading.kind)
    if audience == "customer":
        silent = ~pl.col(ROW).is_in(ratings.filter(pl.col("value").is_not_null())[ROW].implode()) & (pl.col("comment") == "")
        notes.ignore(UNANSWERED, rows.filter(silent)[ROW])
        rows = rows.filter(~silent)
    rows = one_each(_keyed(rows, reading), notes)
    warn_of_shared(rows, notes)
    attributes = [c for c in rows.columns if c.startswith("attribute:")]
    told = attributes
    if audience == "employee":
        # Of somebody known the department is that person's; an answer that names nobody keeps it itself.
        rows = rows.with_columns(pl.when(pl.col("who").is_null()).then(pl.col("department")).otherwise(pl.lit("")).alias(_TEAM))
        told = [*attributes, _TEAM]
    responses = rows.with_columns(as_json(rows, told), pl.lit(audience).alias("audience")).select(
        ROW, "key", *WHO, "audience", pl.col("at").alias("answered_at"), *texts(["channel", "comment"]) if audience == "customer" else
        (pl.lit(None, dtype=pl.String).alias("channel"), *texts(["comment"])), "attributes",
    )  # fmt: skip
    ratings = ratings.join(responses.select(ROW, pl.col("key").alias("response_key")), on=ROW, how="inner", maintain_order="left").drop(ROW)
    found = {"response": responses.drop(ROW), "rating": ratings.with_columns(pl.lit(audience).alias("audience"))}
    if audience == "employee":
        found["party"] = _employees(rows.drop(_TEAM), attributes)
    return found, order or "ymd"


def _answers(table: Table, cells: pl.DataFrame, reading: Reading, notes: Notes) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read every question; a row with an answer off its scale is bad, and left out whole."""
    written = table.frame.join(cells.select(ROW), on=ROW, how="semi", maintain_order="left")
    read, off = [], set()
    for question in reading.questions:
        value, wrong = answers.values(written[question.header], question.low, question.high, reverse=question.reversed)
        scale = f"{question.low:g}–{question.high:g}"
        for row, found in written.filter(wrong).select(ROW, question.header).iter_rows():
            notes.bad.append(Bad(row=row, column=question.header, found=found.strip(), needed=say("an answer on the scale {}", scale)))
            off.add(row)
        if not question.stated:
            guessed = unclear(question, value)
            template = (
                "the scale of “{}” is taken as {}: few answers, or none at its end" if guessed else "the scale of “{}” is taken as {}"
            )
            notes.warnings.append(say(template, question.question, scale))
        if question.reversed:
            notes.warnings.append(say("in “{}” a low number is the good one: it is turned round", question.question))
        read.append(_one(written[ROW], question, value))
    cells = cells.filter(~pl.col(ROW).is_in(list(off))) if off else cells
    return cells, pl.concat(read)


def _one(rows: pl.Series, question: Question, value: pl.Series) -> pl.DataFrame:
    said = {
        "question": question.question,
        "name": question.name,
        "role": question.role,
        "group": question.group,
        "aspect": question.aspect,
    }
    return pl.DataFrame({ROW: rows, "value": value}).with_columns(
        *(pl.lit(text, dtype=pl.String).alias(name) for name, text in said.items()),
        pl.lit(question.low).alias("low"),
        pl.lit(question.high).alias("high"),
    )


def _keyed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Give each answer its key: the tool's number, or who answered and when, and its count among equals."""
    asked = "\x1f".join(sorted(question.question for question in reading.questions))
    which = hashlib.sha256(asked.encode()).hexdigest()[:8]
    number = pl.col("response_number")
    if reading.kind == EMPLOYEES:
        number = pl.when(number != "").then(number).when(pl.col("at").is_null()).then(pl.col("employee_number")).otherwise(pl.lit(""))
    numbered = pl.when(number.str.contains(_COUNTED_UP)).then(pl.concat_str([number, pl.lit("@" + which)])).otherwise(number)
    said = pl.concat_str([pl.lit("~" + which), pl.col("who").fill_null(""), pl.col("at").cast(pl.String).fill_null("")], separator="|")
    rows = rows.with_columns(said.alias("said_all"), numbered.alias("numbered"))
    nth = pl.int_range(pl.len()).over("said_all", "numbered")
    alone = pl.concat_str([pl.col("said_all"), pl.lit("#"), (nth + 1).cast(pl.String)])
    return rows.with_columns(pl.when(pl.col("numbered") != "").then(pl.col("numbered")).otherwise(alone).alias("key")).drop(
        "said_all", "numbered"
    )


def _employees(rows: pl.DataFrame, attributes: list[str]) -> pl.DataFrame:
    """What the file says of the employees themselves: their department, since when they are here, when they left."""
    told = rows.with_columns(
        pl.col("department").alias(_TEAM),
        day_of("left").fill_null("").alias("attribute:left_at"),
        day_of("hired").alias("joined_at"),
    )
    nothing = pl.lit(None, dtype=pl.String)
    return told.with_columns(
        as_json(told, [*attributes, _TEAM, "attribute:left_at"]),
        *(nothing.alias(name) for name in DETAILS if name not in ("party_type", "joined_at")),
        pl.lit("employee").alias("party_type"),
    ).select(ROW, *WHO, *DETAILS, "attributes")


def with_scale(reading: Reading, low: float, high: float) -> Reading:
    """Put the questions whose scale nothing says on the one that the person names."""
    asked = (q if q.stated or q.role == "recommendation" else replace(q, low=low, high=high, stated=True) for q in reading.questions)
    return replace(reading, questions=tuple(asked))


SURVEYS = (SURVEY, EMPLOYEES)
