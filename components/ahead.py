"""What is still to come, on the retention page: the curve beyond what is observed, and a section with its back-test.

The forecast is made in the background while the page shows what was observed; every visitor of the same view finds it again.
"""

from __future__ import annotations

import threading
from functools import partial

import streamlit as st

from analysis.lifetime_value import LifetimeValue, lifetime_value
from analysis.projection import Projection
from analysis.retention import Retention
from analysis.traits import LATER
from components import frame, progress, sentences, workspace
from components.charts.back_test import back_test, back_test_alt, back_test_data
from components.jobs import Job, jobs
from components.language import _
from components.selection import Chosen
from components.sentences import lifetime_value as said
from models.ingest.values import currency_digits

# Filters are changed faster than a million orders are forecast: the page should not compete with what nobody waits for any more.
ONE_AT_A_TIME = threading.Lock()
RESERVED = 960  # pixels, about what is told and drawn then: what is below should not jump


def known(chosen: Chosen) -> LifetimeValue | None:
    """Return the forecast of this view where it is made already."""
    job = jobs().get(_key(chosen))
    return job.result if job is not None and job.state == "done" else None


def curve(chosen: Chosen, result: Retention) -> Projection | None:
    """Return how the curve goes on; None where there are too few for a line, or no forecast of it is made yet, or offered."""
    forecast = known(chosen)
    if forecast is None or forecast.orders is None or result.kind != "active" or sentences.too_few(result):
        return None
    return forecast.orders.curve


def section(chosen: Chosen) -> None:
    """Show what is still to come of the customers that are chosen; not while groups are compared."""
    if chosen.group is not None:
        return
    frame.section(_("What is still to come?"), key="ahead")
    if any(field in LATER for field in chosen.where):
        frame.meaning(said.chosen_later(), key="ahead-later")
    job = jobs().get(_key(chosen))
    if job is None or job.state == "cancelled":
        job = _begun(chosen)
    if job.state == "done":
        _told(job.result)
    elif job.running:
        progress.wait(job, _("The forecast is being made and put to the test…"), key="ahead", height=RESERVED)
    else:  # begun anew it would fail anew, at every look
        frame.meaning(_("The forecast could not be made."), key="ahead")


def _told(forecast: LifetimeValue) -> None:
    frame.meaning(said.to_come_answer(forecast), key="ahead")
    frame.note(" ".join(part for part in (said.model_sentence(forecast), _value(forecast)) if part), key="ahead-model")
    tested = [model for model in (forecast.orders, forecast.value) if model is not None and model.back_test is not None]
    for model in tested:
        key = "money" if model.back_test.currency else "orders"
        frame.meaning(said.back_test_sentence(model.back_test, model), key=f"ahead-{key}")
        frame.chart(
            partial(back_test, model.back_test),
            alt=back_test_alt(model.back_test),
            key=f"back-test-{key}",
            data=partial(back_test_data, model.back_test),
        )
    if tested:
        with st.expander(_("The test in numbers"), key="ahead-numbers"):
            for model in tested:
                frame.table(*said.back_test_table(model.back_test), name=said.back_test_title(model.back_test))
    with frame.actions("ahead"):
        frame.how_made(said.to_come_made(forecast))


def _value(forecast: LifetimeValue) -> str:
    return said.value_sentence(forecast) if forecast.orders is not None else ""


def _begun(chosen: Chosen) -> Job:
    """Begin the forecast, or join whoever began it; what is kept of it names no customer."""
    company = workspace.current(free_orders=chosen.free_orders)
    mask = company.mask(chosen.where)

    def work(job: Job) -> LifetimeValue:
        with ONE_AT_A_TIME:
            job.report("forecast")  # and no farther, if its visitor has gone on to another view
            return lifetime_value(company, mask=mask, period=chosen.period, digits=currency_digits)

    earlier = st.session_state.get("forecast")
    if earlier is not None:
        earlier.stop.set()
    job = st.session_state["forecast"] = jobs().start(_key(chosen), "forecast", work)
    return job


def _key(chosen: Chosen) -> str:
    """What tells this view of this revision from all others."""
    return repr(("forecast", *chosen.view, chosen.period))
