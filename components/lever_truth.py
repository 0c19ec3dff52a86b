"""A lever moved in truth, beside what the page What if says of it; it takes a while, so it is done when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from analysis import ledger
from analysis.driver_model import prepare
from analysis.errors import Refused
from analysis.links import links
from analysis.side_by_side import SideBySide, side_by_side
from analysis.survey import gather
from analysis.truth_rows import lever_rows
from analysis.whatif.levers import Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome
from analysis.whatif.standing import basis_of
from components import frame, known_truth, progress, ruled, workspace
from components.jobs import Job, jobs
from components.known_truth import Gathered
from components.language import _
from components.sentences import side_by_side as sentences
from sample_data import Company
from sample_data import facts as known
from sample_data.company import Lever

#: Points by which the driver's mean rating is moved.
POINTS = 0.5
RESERVED = 220  # pixels, about what is told then


def section(told, company: Company | None) -> None:
    """Offer to move the driver in truth, and show what came of it beside what is said."""
    if company is None or not workspace.held().get("responses"):
        return
    frame.section(_("And if something were done better?"), key="lever")
    key = repr(("lever", *workspace.now(), workspace.terms()))
    job = jobs().get(key)
    if job is None or job.state == "cancelled":
        frame.note(
            _("The page What if says what a better rating would be worth. Here the lever is moved in truth: that takes up to a minute."),
            key="lever",
        )
        with frame.actions("lever"):
            if st.button(_("Move it in truth"), icon=":material/play_arrow:", key="lever-move"):
                seen = known_truth.gathered(told)
                jobs().start(key, "truth", lambda job: reckon(seen, company, job.report))
                st.rerun()
    elif job.running:
        progress.wait(job, _("Every life is lived twice, once with the lever moved…"), key="lever", height=RESERVED)
        _stop(job)
    elif job.state == "done":
        _show(job.result, company, str(told["currency"]))
    else:
        frame.meaning(_("What the lever truly brings could not be reckoned."), key="lever")


def _stop(job: Job) -> None:
    with frame.actions("lever"):
        if st.button(_("Stop"), key="lever-stop", disabled=job.stop.is_set()):
            job.stop.set()


def _show(found: SideBySide, company: Company, currency: str) -> None:
    frame.meaning(sentences.lever_answer(found, company.trade.driver, POINTS), key="lever")
    if found.rows:
        headers, rows = sentences.side_table(found, currency)
        ruled.table(headers[1:], [row[1:] for row in rows], name=_("What the lever is said to bring, and what it brings"))
        frame.note(sentences.lever_note(found, known.WORLDS), key="lever")
        frame.links(
            {"pages/whatif.py": _("The lever on the page What if")}, key="lever", query={"attribute": company.trade.driver}
        )  # fmt: skip


def reckon(seen: Gathered, company: Company, progress: Callable[[str, int, int], None]) -> SideBySide:
    """Say what the lever brings, and live every life twice; `progress` may raise to end it."""
    progress("links", 0, 1)
    try:
        said = _said(seen, company.trade.driver)
    except Refused:  # too short a history, or too few answers: the page says so
        return side_by_side([])
    options, lever = Options(), Lever(kind="attribute", target=company.trade.driver, amount=POINTS)
    true = known.brings(
        company, lever, months=options.months, discount_rate=options.discount_rate, progress=partial(progress, "lives")
    )  # fmt: skip
    net = known_truth.net_of_paid(seen.told)
    return side_by_side(lever_rows(said, {"today": true.today * net, "together": true.together * net}))


def _said(seen: Gathered, driver: str) -> dict:
    if seen.relations is None:
        raise Refused(found="no usual gap", needed="one", do="say it")
    company = seen.company
    asked, every = (gather(seen.said, as_of=company.as_of, every=all_of) for all_of in (False, True))
    basis = basis_of(
        company,
        seen.relations,
        revision=seen.revision,
        links=links(prepare(asked), asked, every, company.occasions, ledger.of_company(company)),
        spend=seen.spend,
        contacts=seen.contacts["happened_at"].drop_nulls().to_numpy().astype("datetime64[D]").astype(np.int64),
    )
    setting = Setting(lever="attribute", target=driver, amount=POINTS)
    return {
        "today": outcome(basis, [setting], replace(Options(), newcomers=False)),
        "together": outcome(basis, [setting], Options()),
    }
