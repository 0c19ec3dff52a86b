"""How the loyalty index is reckoned, to be set: weights, signs, columns of the customers' own file, and new ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.loyalty_scores import WEIGHTS, WHOLE, Rule
from analysis.loyalty_signs import GROUPS, TOLD
from components import frame, words
from components.language import _
from components.sentences.loyalty_index import group_name, sign_name

#: Weights a row, and how wide one is, in pixels: two fit on a phone.
ROW, NUMBER = 3, 144


def settings(rule: Rule, signs: Sequence[str], columns: Sequence[str]) -> Rule | None:
    """Show what can be set.

    Parameters
    ----------
    rule : Rule
        As it is kept.
    signs : sequence of str
        Those that the data can show.
    columns : sequence of str
        Of the customers' own file.

    Returns
    -------
    Rule or None
        What is to be kept from now on; None where nobody has asked for anything.
    """
    with st.popover(_("Weights and signs"), icon=":material/balance:", key="index-settings"):
        weights = _weights(rule)
        total = sum(weights)
        st.markdown(_sum(total))
        off = _off(rule, signs)
        told = _told(rule, columns)
        with frame.controls("index-keep"):
            use = st.button(_("Use these"), key="index-use", type="primary", disabled=abs(total - WHOLE) > 1e-6)
            usual = st.button(_("Back to the usual weights"), key="index-usual", on_click=_back, disabled=rule.weights == WEIGHTS)
        anew = st.button(
            _("Take the ends of today’s customers"), key="index-anew", help=_("Then an index is not to be compared with an earlier one.")
        )
    if use:
        anchors = {sign: ends for sign, ends in rule.anchors.items() if sign not in TOLD or told.get(sign) == rule.columns.get(sign)}
        return replace(rule, weights=weights, off=off, columns=told, anchors=anchors)
    if usual:
        return replace(rule, weights=WEIGHTS)
    return replace(rule, anchors={}, anchored=None) if anew else None


def _weights(rule: Rule) -> tuple[float, ...]:
    """Six numbers, three a row; they begin with those that are kept."""
    found = []
    for begin in range(0, len(GROUPS), ROW):
        with st.container(horizontal=True, gap="small", key=f"index-weights-{begin}"):
            for place, group in enumerate(GROUPS[begin : begin + ROW], start=begin):
                st.session_state.setdefault(f"weight-{group}", rule.weights[place])
                weight = st.number_input(
                    group_name(group), min_value=0.0, max_value=WHOLE, step=5.0, format="%g", key=f"weight-{group}", width=NUMBER
                )
                found.append(float(weight))
    return tuple(found)


def _back() -> None:
    for place, group in enumerate(GROUPS):
        st.session_state[f"weight-{group}"] = WEIGHTS[place]


def _sum(total: float) -> str:
    """What the weights add up to, and what is missing or too much."""
    digits = 0 if float(total).is_integer() else 1
    said = _("The weights add up to {total}.").format(total=words.decimal(total, digits))
    if total < WHOLE - 1e-6:
        return said + " " + _("{missing} are missing.").format(missing=words.decimal(WHOLE - total, digits))
    if total > WHOLE + 1e-6:
        return said + " " + _("{more} are too many.").format(more=words.decimal(total - WHOLE, digits))
    return said


def _off(rule: Rule, signs: Sequence[str]) -> frozenset[str]:
    """Which signs don't count; those that the data can't show stay as they were."""
    on = st.multiselect(
        _("Signs that count"), list(signs), default=[sign for sign in signs if sign not in rule.off], format_func=sign_name, key="index-on"
    )
    return frozenset(rule.off - set(signs)) | frozenset(set(signs) - set(on))


def _told(rule: Rule, columns: Sequence[str]) -> dict[str, str]:
    """Which columns of the customers' file tell their share of potential, and whether they buy from us alone."""
    if not columns:
        st.markdown(
            _(
                "A column of your customers’ file can tell how large a share of what they could buy comes to you, and whether they buy "
                "from you alone. Yours has no further columns."
            )
        )
        return dict(rule.columns)
    told = {}
    for sign in TOLD:
        kept = rule.columns.get(sign)
        picked = st.selectbox(
            sign_name(sign),
            list(columns),
            index=list(columns).index(kept) if kept in columns else None,
            placeholder=_("no column tells it"),
            help=_("A column of your customers’ file: numbers, per cents, or yes and no."),
            key=f"index-{sign}",
        )
        if picked is not None:
            told[sign] = picked
    return told
