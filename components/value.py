"""What a customer is worth, as the page shows it, and what is kept of it.

The baseline is there at once; the second opinion and the test are made in the background.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import ledger
from analysis.relations import Terms
from analysis.whatif import value as method
from analysis.whatif.baseline import Baseline
from analysis.whatif.options import Options
from analysis.whatif.value import Beside
from components import frame, progress, whatif_levers, workspace
from components.charts import value as charts
from components.jobs import jobs
from components.language import _
from components.sentences import value as sentences
from components.sentences import value_beside as beside_sentences
from components.sentences.who import field_name
from models.ingest.values import currency_digits

RESERVED = 640  # pixels, about what is told and drawn then: what is below should not jump


def controls() -> tuple[Options, str | None]:
    """Let margin, horizon and discount be said, and what customers are told apart by."""
    with frame.controls():
        options = whatif_levers.options(newcomers=False)
        fields = workspace.fields()
        field = None
        if fields:
            named = {name: field_name(name) for name in fields}
            field = frame.pick(_("Compare by"), named, key="worth-by", placeholder=_("Compare customers by…"))
    return options, field


def found(options: Options, field: str | None) -> Baseline:
    """Return what customers are worth; there must be a company.

    Raises
    ------
    Refused
        Where no usual gap is known, or the history is too short.
    """
    return _baseline(*workspace.now(), workspace.terms(), options, field)


def picture(result: Baseline) -> None:
    """Show what a customer of each stage is worth, and of each group."""
    _picture(result, result.by_stage, None, key="value")
    frame.note(sentences.not_counted(result), key="value")
    frame.meaning(sentences.newcomers_sentence(result), key="newcomers")
    if result.field is not None:
        frame.section(_("Which customers are worth most?"), key="worth-groups")
        frame.meaning(sentences.groups_sentence(result), key="worth-groups")
        _picture(result, result.by_group, result.field, key="worth-groups")


def _picture(result: Baseline, parts, field: str | None, *, key: str) -> None:
    frame.chart(
        partial(charts.value, result, parts, field),
        narrow=partial(charts.value, result, parts, field, narrow=True),
        alt=charts.value_alt(result, parts, field),
        key=key,
        data=partial(charts.value_data, result, parts, field),
    )
    with st.expander(_("In numbers"), key=f"{key}-numbers"):
        frame.table(*sentences.worth_table(result, parts, field), name=_("What a customer is worth, by {what}").format(
            what=_("stage") if field is None else field_name(field)))  # fmt: skip


def newcomer(result: Baseline) -> None:
    """Say what a newcomer brings and costs."""
    if result.newcomer is None:
        return
    frame.section(_("What does a newcomer bring, and cost?"), key="newcomer")
    frame.meaning(sentences.newcomer_answer(result), key="newcomer")


def beside(result: Baseline, options: Options) -> None:
    """Show the second opinion and the test, once they are made."""
    frame.section(_("How far can that be trusted?"), key="beside")
    key = repr(("value", *workspace.now(), workspace.terms(), options))
    job = jobs().get(key) or _begun(key, options)
    if job.state == "done":
        _beside(result, job.result)
    elif job.running:
        progress.wait(job, _("Another model is being asked, and both are put to the test…"), key="beside", height=RESERVED)
    else:  # begun anew it would fail anew, at every look
        frame.meaning(_("It could not be put to the test."), key="beside")


def _beside(result: Baseline, told: Beside) -> None:
    frame.meaning(beside_sentences.said_then_answer(told.test, told), key="value-test")
    if told.test is not None:
        frame.chart(
            partial(charts.said_then, told.test),
            narrow=partial(charts.said_then, told.test, narrow=True),
            alt=charts.said_then_alt(told.test),
            key="value-test",
            data=partial(charts.said_then_data, told.test),
        )
        with st.expander(_("The test in numbers"), key="value-test-numbers"):
            frame.table(*beside_sentences.said_then_table(told.test), name=_("Said then, beside what came"))
    frame.meaning(beside_sentences.second_answer(result, told.second, told), key="second")
    if told.second is not None:
        frame.note(beside_sentences.difference_sentence(result, told.second), key="second")


def made(result: Baseline) -> None:
    """Say how it was made."""
    with frame.actions("value"):
        frame.how_made(sentences.value_made(result))


def _begun(key: str, options: Options):
    """Begin in the background what names no customer; nothing is asked of the visitor within."""
    company, relations = workspace.current(), workspace.relations()
    book = ledger.of_company(company, people=relations.occasions)
    work = partial(method.beside, company, relations, book, options, digits=currency_digits)
    return jobs().start(key, "forecast", lambda job: work())


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs={Options: repr, Terms: repr})
def _baseline(file: str, revision: int, terms: Terms, options: Options, field: str | None) -> Baseline:
    company, relations = workspace.current(), workspace.relations()
    book = ledger.of_company(company, people=relations.occasions)
    return method.by_field(company, relations, book, options, spend=workspace.spend(), field=field)
