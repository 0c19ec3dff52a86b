"""Companies with a known truth, as the page shows them: estimate and truth side by side, and a company to make."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from analysis.side_by_side import SideBySide
from components import frame, known_truth, progress, ruled, truth, workspace
from components.charts import side_by_side as charts
from components.jobs import Job, jobs
from components.language import _
from components.sentences import side_by_side as sentences
from sample_data import Company

PROMISE = _(
    "A company can be invented, and then everything about it is known: who really left, what really moves satisfaction, what really will "
    "come. Make one, and this page lays what every other page says of it beside what is true."
)
#: Pixels, about what is drawn then: what is below should not jump.
RESERVED = 560


def known() -> Mapping | None:
    """Return the truth of the company that is looked at; None where none is known, or nothing was imported."""
    return truth.known() if workspace.current() is not None else None


def made_again(told: Mapping | None) -> Company | None:
    """Return the company that is open, made again; None where none is, or where its truth does not tell how."""
    return None if told is None else known_truth.again(told, workspace.current())


def beside(head: frame.Head, told: Mapping) -> None:
    """Lay every page's answer beside the truth, once that is reckoned."""
    head.say(quiet=sentences.truth_quiet(told, len(workspace.current().occasions.customers), company=workspace.called()))
    job = _job(told)
    if job.running:
        progress.wait(
            job, _("The company is lived on, and every page’s answer is laid beside what is true…"), key="beside", height=RESERVED
        )
    elif job.state == "done":
        _beside(head, job.result, str(told["currency"]))
    else:
        head.say(answer=_("What is true of this company could not be reckoned."))


def _job(told: Mapping) -> Job:
    """Begin it in the background; nothing is asked of the visitor within."""
    key = repr(("side by side", *workspace.now(), workspace.terms()))
    job = jobs().get(key)
    if job is None or job.state == "cancelled":
        seen = known_truth.gathered(told)
        job = jobs().start(key, "truth", lambda job: known_truth.reckon(seen, job.report))
    return job


def _beside(head: frame.Head, found: SideBySide, currency: str) -> None:
    head.say(answer=sentences.held_answer(found))
    if found.scored:
        frame.chart(
            partial(charts.side_by_side, found, currency),
            narrow=partial(charts.side_by_side, found, currency, narrow=True),
            alt=charts.side_by_side_alt(found, currency),
            key="side-by-side",
            data=partial(charts.side_by_side_data, found),
        )
        frame.meaning(sentences.held_meaning(found), key="held")
    frame.section(_("Page by page"), key="pages")
    ruled.table(*sentences.side_table(found, currency), name=_("What each page says, and what is true"))
    with frame.actions("side"):
        frame.how_made(sentences.side_made())
    _links(found)
    with st.expander(_("Pages without a truth"), key="without"):
        ruled.table(*sentences.without_table(), name=_("Pages without a truth, and why"))


def _links(found: SideBySide) -> None:
    """Lead to every page that stands in the table, where it can be with the truth already beside its own picture."""
    pages = dict.fromkeys(row.page for row in found.rows)
    beside_own = [page for page in ("overview", "retention") if page in pages]
    frame.links({_file(page): sentences.page_name(page) for page in beside_own}, query={"truth": "true"}, key="with-truth")
    frame.links({_file(page): sentences.page_name(page) for page in pages if page not in beside_own}, key="others")


def _file(page: str) -> str:
    return f"pages/{page}.py"
