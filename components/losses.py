"""What the leak costs, as the page shows it: what one point of retention is worth, and where lost revenue came from."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import ledger
from analysis.causes import Causes, causes
from analysis.last_words import Words, complaints, contacts
from analysis.ledger import Ledger
from analysis.retention_point import RetentionPoint, retention_point
from components import frame, workspace
from components.charts import causes as charts
from components.language import _
from components.leaving import away_of
from components.selection import Chosen
from components.sentences import causes as sentences
from components.sentences import retention_point as point_sentences
from models.answers import answers
from models.contacts import contacts as read_contacts


def point(chosen: Chosen) -> None:
    """Say what one point of retention is worth a year."""
    result = retention_point_of(*chosen.view, chosen.period)
    frame.section(point_sentences.point_title(), key="point")
    frame.meaning(point_sentences.point_answer(result), key="point")
    frame.note(point_sentences.point_caption(result), key="point")
    if result is not None:
        with frame.actions("point"):
            frame.how_made(point_sentences.point_made(result))


def where_from(chosen: Chosen) -> None:
    """Show what the lost had brought, what they said last, and after which words customers are lost more often."""
    result = _causes(*chosen.view)
    frame.section(sentences.causes_title(), key="causes")
    frame.meaning(sentences.causes_answer(result), key="causes")
    if not result.lost:
        return
    if result.complaint_days is None and result.contact_days is None:
        frame.links({"pages/data.py": _("Bring complaints or contacts")}, key="causes")
        return
    frame.meaning(sentences.causes_meaning(result), key="causes-found")
    if result.found:
        frame.chart(
            partial(charts.causes, result),
            narrow=partial(charts.causes, result, narrow=True),
            alt=charts.causes_alt(result),
            key="causes",
            data=partial(charts.causes_data, result),
        )
        frame.note(sentences.causes_caption(result), key="causes")
    with st.expander(_("What the lost said last, and every comparison"), key="causes-numbers"):
        frame.table(*sentences.words_table(result), name=_("Customers lost, by their last word"))
        if result.found:
            frame.table(*sentences.causes_table(result), name=_("Losses after complaints and contacts"))
    with frame.actions("causes"):
        frame.how_made(sentences.causes_made(result))


# What is kept names no customer: sums and, of words, places, days and what they are about.


@st.cache_resource(max_entries=4, show_spinner=False)
def _ledger(file: str, revision: int, free_orders: bool) -> Ledger:
    company = workspace.current(free_orders=free_orders)
    return ledger.of_company(company)


@st.cache_resource(max_entries=4, show_spinner=False)
def _words(file: str, revision: int, free_orders: bool) -> tuple[Words, Words]:
    occasions, opened = workspace.current(free_orders=free_orders).occasions, workspace.store()
    return complaints(answers(opened).complaints, occasions), contacts(read_contacts(opened).contacts, occasions)


@st.cache_resource(max_entries=16, show_spinner=False)
def retention_point_of(file: str, revision: int, free_orders: bool, where: tuple, period: str) -> RetentionPoint | None:
    company, key = workspace.current(free_orders=free_orders), (file, revision, free_orders)
    return retention_point(company.occasions, away_of(*key), _ledger(*key), period=period, mask=company.mask(dict(where)))


@st.cache_resource(max_entries=16, show_spinner=False)
def _causes(file: str, revision: int, free_orders: bool, where: tuple) -> Causes:
    company, key = workspace.current(free_orders=free_orders), (file, revision, free_orders)
    complained, contacted = _words(*key)
    return causes(
        company.occasions,
        away_of(*key),
        _ledger(*key),
        usual_gap_days=company.usual_gap.days,
        complaints=complained,
        contacts=contacted,
        mask=company.mask(dict(where)),
    )
