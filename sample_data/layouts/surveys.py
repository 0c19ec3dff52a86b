"""Answers in the layouts of survey tools: SurveyMonkey, Google Forms, Typeform, and a plain table."""

from __future__ import annotations

import polars as pl

from sample_data.clock import ahead, moment, written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts.cells import Cell, counted_up, one_of, quoted, rows, told
from sample_data.layouts.wording import COMMENTS, comments
from sample_data.voices import ASPECTS

OVERALL, RECOMMEND = "Overall, how satisfied are you with us? (1-5)", "How likely are you to recommend us? (0-10)"
COMMENT = "Comments"


def _answer(name: str, nothing: str) -> pl.Expr:
    """An answer, or what a tool writes where there is none."""
    least = 0 if name == "recommend" else 1
    return pl.when(pl.col(name) < least).then(pl.lit(nothing)).otherwise(pl.col(name).cast(pl.String))


def _comment() -> pl.Expr:
    place = pl.when(pl.col("comment") < 0).then(-1).otherwise((pl.col("overall").cast(pl.Int64) - 1) * len(COMMENTS[0]) + pl.col("comment"))
    return one_of(comments(), place)


def _questions(company: Company, headers: dict[str, str], nothing: str) -> dict[str, Cell]:
    """Every question: overall, the ratings aspect by aspect (`headers`, with {} for the attribute), and the recommendation."""
    names = [attribute.name for attribute in company.trade.attributes]
    ratings = {headers[aspect].format(name): _answer(f"{aspect}{a}", nothing) for aspect in ASPECTS for a, name in enumerate(names)}
    return {OVERALL: _answer("overall", nothing), **ratings, RECOMMEND: _answer("recommend", nothing)}


def _with_people(company: Company, frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame, identities(company, frame["who"].to_numpy())], how="horizontal")


def surveymonkey(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """SurveyMonkey: two header rows, the question of a grid and its rows."""
    frame = _with_people(company, frame)
    grids = {"performance": "{} (1-5)", "expectation": "{}, expected (1-5)", "importance": "{}, importance (1-5)"}
    asked = {
        "performance": "How satisfied are you with each of the following?",
        "expectation": "What do you expect of each of the following?",
        "importance": "How important is each of the following to you?",
    }
    known: dict[str, Cell] = {
        "Respondent ID": counted_up(first + 114_800_000_001),
        "Collector ID": "425108",
        "Start Date": written(company, pl.col("at") - 240),
        "End Date": written(company, "at"),
        "IP Address": "",
        "Email Address": pl.col("email"),
        "First Name": pl.col("name").str.split(" ").list.first(),
        "Last Name": pl.col("name").str.split(" ").list.last(),
        "Custom Data 1": "",
    }
    questions = _questions(company, grids, "")
    size = len(company.trade.attributes)
    over = [title if row == 0 else "" for title in asked.values() for row in range(size)]
    top = [*known, OVERALL, *over, RECOMMEND, COMMENT]
    below = ["" for _ in known] + ["Response", *list(questions)[1:-1], "Response", "Open-Ended Response"]
    above = "\n".join(",".join(map(quoted, record)) for record in (top, below))
    return above, frame.select(rows(known | questions | {COMMENT: _comment()}).alias("line"), pl.lit(0).alias("state"))


def google_forms(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Google Forms: the rows of its grids in square brackets, the time as the form itself writes it."""
    frame = _with_people(company, frame)
    grids = {
        "performance": "How satisfied are you with (1-5) [{}]",
        "expectation": "What do you expect of (1-5) [{}]",
        "importance": "How important is it to you (1-5) [{}]",
    }
    at = moment(company, "at")
    clock = pl.concat_str(
        [
            at.dt.strftime("%Y/%m/%d "),
            ((at.dt.hour().cast(pl.Int32) + 11) % 12 + 1).cast(pl.String),
            at.dt.strftime(":%M:%S "),
            pl.when(at.dt.hour() < 12).then(pl.lit("AM")).otherwise(pl.lit("PM")),
            pl.lit(" GMT+"),
            ahead(company, "at").cast(pl.String),
        ]
    )
    questions = _questions(company, grids, "")
    return told(frame, {"Timestamp": clock, "Email Address": pl.col("email"), **questions, COMMENT: _comment()})


def typeform(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Typeform: one question a column, times in UTC."""
    frame = _with_people(company, frame)
    utc = pl.col("at") - ahead(company, "at") * 3600
    columns: dict[str, Cell] = {
        "#": counted_up(first + 1, "tf", 8),
        **_questions(company, _IN_WORDS, ""),
        "Anything else?": _comment(),
        "Your e-mail": pl.col("email"),
        "Response Type": "completed",
        "Start Date (UTC)": written(company, utc - 180),
        "Stage Date (UTC)": "",
        "Submit Date (UTC)": written(company, utc),
        "Network ID": counted_up(first + 1, "n", 8),
        "Tags": "",
        "Ending": "Thank you",
    }
    return told(frame, columns)


_IN_WORDS = {
    "performance": "{} (1-5)",
    "expectation": "What do you expect of {}? (1-5)",
    "importance": "How important is {} to you? (1-5)",
}


def plain(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """A plain table, as somebody types it: "n/a" where there is no answer."""
    frame = _with_people(company, frame)
    columns: dict[str, Cell] = {
        "response_number": counted_up(first + 1, "R-", 5),
        "answered_at": written(company, "at", "%Y-%m-%d"),
        "customer_number": pl.col("number"),
        "email": pl.col("email"),
        "company": pl.col("firm"),
        **_questions(company, _IN_WORDS, "n/a"),
        "comment": _comment(),
    }
    return told(frame, columns)
