"""The findings on the overview: each a row with its money, its sentence with the evidence, and a link to what shows it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.findings import Finding, Findings
from analysis.followup import AGAIN, STILL
from components import behind, choices, frame, record, sentences, words, workspace
from components.language import _

STYLE = Path(__file__).parent / "findings.css"
EVERY = "all_findings"
#: The view of the retention page that is nearest to how a difference was found: within 90 days, and from half a year on.
AS_FOUND = {AGAIN: {"kind": "returned", "at": "3"}, STILL: {"kind": "still_here", "at": "6"}}
PEOPLE = ("at_risk", "costly", "complaints", "satisfaction")


def section() -> None:
    """Show what stands out, the most valuable first."""
    result = workspace.findings()
    st.html(STYLE)
    every = _every()
    frame.section(sentences.findings_title(result, every=every), quiet=sentences.findings_quiet(result), key="findings")
    found = sentences.shown(result, every=every)
    chosen = choices.opened("who", [finding.kind for finding in found if finding.kind in PEOPLE])
    if found:
        with st.container(key="findings"):
            for place, finding in enumerate(found):
                _row(result, finding, place, chosen)
    with frame.actions("findings"):
        frame.how_made(sentences.findings_made(result))
        if len(result.found) > sentences.MOST:
            st.toggle(_("Show all {n}").format(n=words.count(len(result.found))), key=EVERY, bind="query-params")


def _every() -> bool:
    """Whether all are wanted: the switch stands below them, and before it is drawn only the address may know."""
    return bool(st.session_state.get(EVERY, st.query_params.get(EVERY) == "true"))


def _row(result: Findings, finding: Finding, place: int, chosen: str | None) -> None:
    with st.container(key=f"finding-{place}"):
        money, text, link = st.columns([1.5, 5.6, 1.5])
        value, below = sentences.worth(result, finding)
        sure = finding.money is not None and finding.money.sure
        record.keep(record.Words(kind="plain", text=f"**{words.escape_markdown(value)}** · {sentences.finding_sentence(finding)}"))
        with money, st.container(gap=None):
            st.container(key=f"money-{'' if sure else 'unsure-'}{place}").markdown(words.escape_markdown(value))
            frame.note(words.escape_markdown(below), key=f"money-{place}")
        with text, st.container(gap=None):
            st.markdown(f"**{sentences.finding_sentence(finding)}**")
            frame.note(sentences.finding_evidence(result, finding), key=f"evidence-{place}")
        with link:
            _link(finding, place, chosen)
        if finding.kind == chosen:
            _people(finding)


def _link(finding: Finding, place: int, chosen: str | None) -> None:
    """Lead to the page that shows it, or open the list of the people behind it."""
    label = sentences.finding_link(finding)
    if finding.kind not in PEOPLE:
        frame.links({"pages/retention.py": label}, key=f"finding-{place}", query=address(finding))
        return
    with st.container(key=f"links-who-{place}"):
        choices.opener(label, finding.kind, key="who", chosen=chosen, place=finding.kind)


def address(finding: Finding) -> dict[str, str | list[str]]:
    """Return what the retention page's address says where that page shows a finding."""
    if finding.kind == "group":
        values = [value for value in (finding.value, finding.other) if value is not None]
        return {"group": finding.field, "groups": values, **AS_FOUND[finding.outcome]}
    if finding.kind == "cohort":
        return {"period": "quarter", "cohorts": [finding.value, finding.other]}
    return {"kind": "returned"} if finding.outcome == AGAIN else {}


def _people(finding: Finding) -> None:
    frame.meaning(sentences.people_sentence(finding), key="who")
    behind.listing(finding.customers, name=finding.kind.replace("_", "-"), key="who")
