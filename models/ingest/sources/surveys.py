"""Answers from survey tools. What their columns of answers are, the reader of surveys finds out; here is what they are not."""

import re

import polars as pl

from models.columns import SURVEY, plain
from models.ingest.source import Source, text
from models.ingest.table import Table

_EACH = "each row is a filled-in questionnaire; ratings become questions, blank answers are missing, never 0"
_KNOWN = "a questionnaire without an e-mail counts as an answer of nobody known"
#: Google writes times in one of these ways: in its sheets, in the file that the form itself gives.
_GOOGLES_TIME = r"^\d{1,4}[/.]\d{1,2}[/.]\d{1,4},? \d{1,2}:\d{2}:\d{2}(?: [AP]M)?(?: GMT[+-]\d{1,2}(?::\d{2})?)?$"
_MONEY = frozenset(("amount", "total", "order total", "total amount", "amount paid", "grand total", "сумма", "итого", "сумма заказа"))


def _blank(*headers: str):
    return lambda present: text(present, *headers) == ""


def _looks_like_googles(table: Table) -> bool:
    """Many tables have a Timestamp: a form's is written in Google's own way, and stands beside questions and no money."""
    time = next((header for header in table.headers if plain(header) in ("timestamp", "отметка времени")), None)
    cells = table.frame[time].str.strip_chars() if time else pl.Series([""])
    filled = cells.filter(cells != "")
    asks = any(re.search(r"\[.+\]|\?|\w+\W+\w+\W+\w+", header) for header in table.headers)
    sells = not _MONEY.isdisjoint(map(plain, table.headers))
    return asks and not sells and not filled.is_empty() and bool(filled.str.contains(_GOOGLES_TIME).mean() > 0.9)


def _googles_time(header: str):
    """The form's own file writes 2026/01/05 9:34:56 PM GMT+1."""

    def expressions(present: frozenset[str]) -> dict[str, pl.Expr]:
        cell = text(present, header)
        clock = cell.str.replace(r" GMT.*$", "").str.to_datetime("%Y/%m/%d %I:%M:%S %p", strict=False, time_unit="us")
        offset = cell.str.extract(r" GMT([+-]\d{1,2}(?::\d{2})?)$", 1).str.replace(r"^([+-])(\d)(:|$)", "${1}0${2}${3}")
        offset = offset.str.replace(r"^([+-]\d{2})$", "${1}:00").fill_null("")
        return {"answered_at": pl.coalesce(pl.concat_str([clock.dt.strftime("%Y-%m-%d %H:%M:%S"), offset]), cell)}

    return expressions


def _google(language: str, time: str, email: tuple[str, ...], comment: tuple[str, ...]) -> Source:
    return Source(
        name=f"google_forms_{language}",
        title=f"Google Forms ({'English' if language == 'en' else 'Russian'})",
        shop="google_forms",
        kind=SURVEY,
        signature=(time,),
        applies=_looks_like_googles,
        fields={"answered_at": (time,), "email": email, "comment": comment},
        derive=_googles_time(time),
        rules=(_EACH, "a question in square brackets is a row of a grid: what stands in them is what was rated", _KNOWN),
    )


def _microsoft(present: frozenset[str]) -> dict[str, pl.Expr]:
    # A form that asks for no sign-in writes "anonymous" where the e-mail would stand.
    email = text(present, "Email")
    return {"email": pl.when(email.str.contains("@")).then(email).otherwise(pl.lit(""))}


def _lime(name: str, title: str, number: str, time: str, email: tuple[str, ...], rest: tuple[str, ...]) -> Source:
    return Source(
        name=name,
        title=title,
        shop="limesurvey",
        kind=SURVEY,
        signature=(number, time, *rest[:2]),
        fields={
            "response_number": (number,),
            "answered_at": (time,),
            "email": email,
            "first_name": ("firstname", "First name"),
            "last_name": ("lastname", "Last name"),
        },
        skip=(*rest, "token", "Access code", "startdate", "Date started", "datestamp", "Date last action", "ipaddr", "IP address", "refurl",
              "Referrer URL"),
        ignore={"not submitted": _blank(time)},
        rules=(_EACH, "a questionnaire that was begun and never submitted is left out", _KNOWN),
    )  # fmt: skip


def _qualtrics_status(*words: str):
    return lambda present: text(present, "Status", "Response Type").str.to_lowercase().is_in(words)


SOURCES = (
    Source(
        name="surveymonkey",
        title="SurveyMonkey",
        shop="surveymonkey",
        kind=SURVEY,
        signature=("Respondent ID", "Collector ID"),
        fields={
            "response_number": ("Respondent ID",),
            "answered_at": ("End Date", "Date Modified", "Date Created"),
            "email": ("Email Address",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
        },
        skip=("Collector ID", "Start Date", "Date Created", "Date Modified", "IP Address", "Custom Data 1", "Custom Data"),
        rules=(
            _EACH,
            "two header rows are one: the question, and below it the row of its grid",
            "a questionnaire without any answer is left out; one without an e-mail is an answer of nobody known",
        ),
    ),
    Source(
        name="typeform",
        title="Typeform",
        shop="typeform",
        kind=SURVEY,
        signature=("Start Date (UTC)", "Submit Date (UTC)", "Network ID"),
        utc=True,
        fields={"response_number": ("#", "Token"), "answered_at": ("Submit Date (UTC)",)},
        skip=("Start Date (UTC)", "Stage Date (UTC)", "Network ID", "Tags", "Ending", "Response Type"),
        ignore={"not submitted": _blank("Submit Date (UTC)")},
        rules=(_EACH, "times are UTC; the e-mail is the answer to the question that asks for it", _KNOWN),
    ),
    _google("en", "Timestamp", ("Email Address", "Email", "Username"), ("Comments", "Comment")),
    _google("ru", "Отметка времени", ("Адрес электронной почты", "Электронная почта", "Имя пользователя"), ("Комментарий", "Комментарии")),
    Source(
        name="qualtrics",
        title="Qualtrics",
        shop="qualtrics",
        kind=SURVEY,
        signature=("ResponseId", "RecordedDate", "DistributionChannel"),
        fields={
            "response_number": ("ResponseId",),
            "answered_at": ("RecordedDate", "EndDate"),
            "email": ("RecipientEmail",),
            "customer_number": ("ExternalReference",),
            "first_name": ("RecipientFirstName",),
            "last_name": ("RecipientLastName",),
            "channel": ("DistributionChannel",),
        },
        skip=("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "LocationLatitude",
              "LocationLongitude"),
        ignore={
            "preview or test of the survey": _qualtrics_status("survey preview", "survey test", "1", "2"),
            "spam": _qualtrics_status("spam", "8"),
        },
        rules=(
            _EACH,
            "three header rows are one: questions have their full text",
            "previews, tests and spam are left out; unfinished questionnaires stay, with what was answered",
            "ExternalReference is the customer’s number where the invitations carried one",
        ),
    ),
    Source(
        name="microsoft_forms",
        title="Microsoft Forms",
        shop="microsoft_forms",
        kind=SURVEY,
        signature=("ID", "Start time", "Completion time", "Email", "Name"),
        fields={
            "response_number": ("ID",),
            "answered_at": ("Completion time",),
            "email": ("Email",),
            "customer_name": ("Name",),
        },
        skip=("Start time", "Last modified time", "Language", "Total points", "Quiz feedback"),
        derive=_microsoft,
        rules=(_EACH, "“anonymous” in the column of e-mails is nobody"),
    ),
    _lime(
        "limesurvey",
        "LimeSurvey (full texts)",
        "Response ID",
        "Date submitted",
        ("Email address", "E-mail", "Email"),
        ("Last page", "Start language", "Seed"),
    ),
    _lime(
        "limesurvey_codes",
        "LimeSurvey (question codes)",
        "id",
        "submitdate",
        ("email", "emailaddress"),
        ("lastpage", "startlanguage", "seed"),
    ),
    Source(
        name="wenjuanxing",
        title="Wenjuanxing (问卷星)",
        shop="wenjuanxing",
        kind=SURVEY,
        signature=("序号", "提交答卷时间", "所用时间", "来源详情"),
        fields={"response_number": ("序号",), "answered_at": ("提交答卷时间",), "channel": ("来源",)},
        skip=("所用时间", "来源详情", "来自IP", "总分"),
        rules=(_EACH, "序号 numbers the answer, not the person; the sum of a test (总分) is no question"),
    ),
)  # fmt: skip
