"""Compare with the truth: what is known of an invented company, laid beside what its data say."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analysis import truth
from analysis.overview import Overview
from analysis.retention import Retention
from analysis.truth import TrueCurve
from components import frame, ruled, words, workspace
from components.language import _
from components.sentences import truth as sentences
from models.errors import Refused
from models.truth import keep_truth, kept_truth, read_truth


def known() -> Mapping | None:
    """Return what is known of the company; None if nothing is, or if it has had other imports than its own since."""
    opened = workspace.store()
    return _known(str(opened.path), opened.revision)


@st.cache_resource(max_entries=4, show_spinner=False)
def _known(file: str, revision: int) -> Mapping | None:
    return kept_truth(workspace.store())


def kept_of(files: list) -> list:
    """Keep the truth that is among uploaded files, say so, and return the other files."""
    rest = []
    for file in files:
        try:
            told = read_truth(file.getvalue())
            if told is None:
                rest.append(file)
                continue
            if kept_truth(workspace.store()) != told:
                keep_truth(workspace.store(), told)
            said = _("The truth of {company} is kept: the overview and the retention page can be compared with it.")
            st.success(said.format(company=words.escape_markdown(str(told["company"]))))
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
    return rest


def switch() -> Mapping | None:
    """Offer the comparison where a truth is known; return it if it is wanted."""
    told = known()
    if told is None:
        return None
    wanted = st.toggle(_("Compare with the truth"), key="truth", bind="query-params")
    return told if wanted else None


def of_curve(told: Mapping | None, result: Retention, *, filtered: bool) -> TrueCurve | None:
    """Return the truth beside a curve."""
    return None if told is None or filtered else truth.curve(told, result)


def say_curve(told: Mapping | None, found: TrueCurve | None, result: Retention, *, filtered: bool) -> None:
    """Say how the curve and the truth agree, or why there is none to compare with."""
    if told is not None:
        frame.meaning(sentences.curve_truth(found, result) if found else sentences.curve_unknown(filtered=filtered), key="truth")


def say_bucket(told: Mapping | None, result: Overview) -> None:
    """Say how many really left."""
    if told is not None:
        frame.meaning(sentences.bucket_truth(truth.bucket(told, result), result), key="truth")


def section(told: Mapping | None) -> None:
    """List what was planted, and whether it was found."""
    if told is None:
        return
    frame.section(_("What was planted, and what was found"), quiet=_("This company is invented: its truth is known."), key="planted")
    headers, rows = sentences.planted_table(truth.planted(told, workspace.findings()))
    ruled.table(headers, rows, name=_("What was planted in the company, and what was found"))


def say_counts() -> None:
    """Lay what was counted while the files were written beside what is here, to the person and the cent."""
    told = known()
    if told is None:
        return
    with frame.controls("truth"):
        if switch() is None:
            return
    found = truth.counts(told, workspace.summary())
    frame.meaning(sentences.counts_truth(found), key="truth")
    headers, rows = sentences.counts_table(found)
    ruled.table(headers, rows, name=_("What was written into the files, and what is here"), numbers=(1, 2))
