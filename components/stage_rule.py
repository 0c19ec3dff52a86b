"""The stage rule as a person sees and moves it: its words, its thresholds, what moving them does, and the rule that is kept."""

from __future__ import annotations

import json

import streamlit as st

from analysis.moves import flow
from analysis.relations import USUAL, Kinds, Terms, kinds
from analysis.rhythm import STANDARD, Rule
from components import frame, workspace
from components.language import _
from components.sentences import stage_rule as sentences
from components.stages import StageView, table
from models.contacts import contacts
from models.settings import save_settings

#: From a threshold to its slider: the key, which stands in the address, and its ends and steps.
SLIDERS = {
    "at_risk": ("risk", 1.0, 4.0, 0.25),
    "abandoned": ("lost", 2.0, 10.0, 0.5),
    "loyalty_run": ("run", 3.0, 10.0, 1.0),
    "k": ("shrink", 1.0, 12.0, 1.0),
}
#: How much later than at risk somebody is abandoned, at least.
APART = 0.5


def control(usual_gap_days: float) -> Terms:
    """Show the rule, let its thresholds be moved, and return the terms that are looked at."""
    kept, told = workspace.terms(), _kinds(*workspace.now())
    with st.popover(_("The rule"), icon=":material/rule:", key="rule"):
        said = st.container()
        rule = _thresholds(kept.rule)
        buttons = st.container()
        tried = Terms(rule=rule, **_contacts(kept, told))
        said.caption("\n\n".join(sentences.rule_words(rule, usual_gap_days)))
        with buttons:
            _buttons(kept, tried)
    return tried


def _thresholds(kept: Rule) -> Rule:
    labels = {
        "at_risk": _("At risk after so many gaps"),
        "abandoned": _("Abandoned after so many gaps"),
        "loyalty_run": _("Orders that make loyalty"),
        "k": _("Weight of the gap of all: more makes all alike"),
    }
    moved = {}
    for column, (name, (key, low, high, step)) in zip([*st.columns(2), *st.columns(2)], SLIDERS.items(), strict=True):
        with column:
            usual = float(getattr(kept, name))
            moved[name] = frame.slide(labels[name], key=key, low=low, high=high, step=step, usual=usual, sparse=True)
    if moved["abandoned"] < moved["at_risk"] + APART:
        moved["abandoned"] = moved["at_risk"] + APART
        st.caption(_("Abandoned comes after at risk: {gaps} are used.").format(gaps=sentences.gaps(moved["abandoned"])))
    return Rule(**{**moved, "loyalty_run": int(moved["loyalty_run"])})


def _contacts(kept: Terms, told: Kinds) -> dict[str, tuple[str, ...] | None]:
    """Let it be said which contacts the company began, and by which customers cancel; None where that is as their words say."""
    found = {"outbound": kept.outbound, "cancelling": kept.cancelling}
    asked = {
        "outbound": (told.kinds, told.outbound, _("Contacts that you began: they make nobody a prospect and bring nobody back")),
        "cancelling": (
            tuple(dict.fromkeys((*told.kinds, *told.topics))), told.cancelling, _("Kinds or topics of contact by which customers cancel"),
        ),
    }  # fmt: skip
    for name, (named, usual, label) in asked.items():
        if named:
            st.session_state.setdefault(name, list(usual if found[name] is None else found[name]))
            chosen = frame.pick_some(label, {value: value for value in named}, key=name, placeholder=_("none"))
            found[name] = None if set(chosen) == set(usual) else tuple(sorted(chosen))
    return found


def _buttons(kept: Terms, tried: Terms) -> None:
    with frame.controls("rule"):
        keep = st.button(_("Keep this rule for the company"), key="keep-rule", disabled=tried == kept)
        st.button(_("Back to the standard rule"), key="standard-rule", disabled=tried == kept == USUAL, on_click=_standard)
    if keep:
        save_settings(workspace.store(), stage_rule=json.dumps(tried.kept()))
        st.rerun()


def _standard() -> None:
    """Move all back, and keep that."""
    for name, (key, *_ends) in SLIDERS.items():
        st.session_state[key] = float(getattr(STANDARD, name))
    for name in ("outbound", "cancelling"):
        st.session_state.pop(name, None)
    if workspace.terms() != USUAL:
        save_settings(workspace.store(), stage_rule=json.dumps(USUAL.kept()))


def change(view: StageView) -> None:
    """Say what the rule that is tried changes, where it isn't the kept one."""
    kept = workspace.terms()
    if view.terms == kept:
        return
    before = table(StageView(chosen=view.chosen, terms=kept, months=view.months), view.now)
    frame.meaning(sentences.rule_change(kept, view.terms, flow(before, table(view, view.now), view.mask)), key="rule-change")


@st.cache_resource(max_entries=4, show_spinner=False)
def _kinds(file: str, revision: int) -> Kinds:
    return kinds(contacts(workspace.store()).contacts)
