"""What the overview rests on: how far the data reaches, what it covers, and what a further file would unlock."""

from __future__ import annotations

import json

import streamlit as st

from analysis.company import Company
from analysis.health import Health
from components import frame, sentences, words, workspace
from components.language import _, ngettext
from models.settings import save_settings


def rests_on(company: Company) -> None:
    """Say which data stands behind the page, ask about shops that ended early, and name what is missing."""
    found = workspace.health()
    frame.meaning(f"{sentences.health_rests(found)} {_complete(company, found)}", key="rests")
    frame.meaning(sentences.health_coverage(found), key="coverage")
    frame.meaning(sentences.health_gaps(found), key="gaps")
    _shops(company)
    links = _("The files, and what was left out of them")
    if found.left_out:
        links = ngettext("The {n} row left out", "The {n} rows left out", found.left_out).format(n=words.count(found.left_out))
    frame.links({"pages/data.py": links}, key="rests")
    unlocks = sentences.health_unlocks(found)
    if unlocks:
        frame.section(_("What a further file would answer"), key="unlock")
        frame.meaning(unlocks, key="unlock")
        frame.links({"pages/data.py": _("Bring a file")}, key="unlock")


def _complete(company: Company, found: Health) -> str:
    """Say through which day the data is complete, and why that one."""
    last = {shop.last_day: shop.shop for shop in company.complete.shops}
    reasons = {
        "only shop": _("the last day in the files"),
        "same day": _("the last day of every shop"),
        "earliest shop": _("the last day of {shop}, which ends first").format(
            shop=words.escape_markdown(last.get(company.complete.day, ""))
        ),
        "all closed": _("the last day of any shop"),
    }
    said = _("Complete through {day}: {reason}.").format(day=words.day(company.as_of), reason=reasons[company.complete.reason])
    if found.later:
        said += " " + ngettext("{n} later order is left out.", "{n} later orders are left out.", found.later).format(
            n=words.count(found.later)
        )
    return said


def _shops(company: Company) -> None:
    """Name shops that ended more than a quarter before the others: a closed one must not hold the others back."""
    doubtful = [shop.shop for shop in company.complete.shops if shop.ended_early or shop.closed]
    if not doubtful:
        return
    closed = json.loads(workspace.store().settings().closed_shops)
    said = ", ".join(f"{words.escape_markdown(s.shop)} ({words.day(s.last_day)})" for s in company.complete.shops if s.shop in doubtful)
    frame.meaning(
        _(
            "These shops end more than a quarter before the others: {shops}. While one counts as open, nothing later than its last "
            "day is shown."
        ).format(shops=said),
        key="shops",
    )
    chosen = st.multiselect(_("Shops that have closed"), doubtful, default=[s for s in doubtful if s in closed], key="closed")
    if sorted(chosen) != sorted(s for s in doubtful if s in closed):
        save_settings(workspace.store(), closed_shops=json.dumps(sorted(chosen)))
        st.rerun()
