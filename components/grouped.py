"""Groups compared on the retention page: their answer, their picture in place of the curve, their table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from analysis.activity import Activity
from analysis.company import Company
from analysis.groups import Groups
from analysis.groups import chosen as masks_of
from analysis.groups import groups as compare
from analysis.retention import behind_pooled
from components import behind, frame, selection, truth, words
from components.charts.groups import groups as draw
from components.charts.groups import groups_alt, groups_data
from components.language import _
from components.selection import Chosen
from components.sentences import groups as sentences
from components.sentences.who import group_name


def compared(chosen: Chosen, company: Company, activity: Activity, mask: np.ndarray | None) -> Groups | None:
    """Compare the groups that are chosen, at the age that is; None where none are."""
    if chosen.group is None:
        return None
    masks = masks_of(company.attributes, chosen.group, chosen.values, among=mask)
    result = compare(activity, masks, field=chosen.group, kind=chosen.kind, usual_gap_days=company.usual_gap.days)
    return replace(result, age=selection.age(chosen, result))


def answer(result: Groups | None) -> str:
    """What the page answers where groups are compared; "" where none are."""
    return "" if result is None else sentences.groups_answer(result)


def quiet(result: Groups | None) -> str:
    """Which groups, each with its n, for the quiet line."""
    return "" if result is None else " · " + sentences.groups_quiet(result)


def picture(result: Groups, chosen: Chosen, company: Company, activity: Activity, mask: np.ndarray | None) -> None:
    """Show the curves, which ages are compared, what a difference means, and who is behind a point."""
    clicked = frame.chart(
        partial(draw, result), alt=groups_alt(result), key="curve", data=partial(groups_data, result), clickable=True
    )
    frame.note(sentences.groups_caption(result), key="curve")
    frame.meaning(sentences.groups_meaning(result))
    frame.note(sentences.groups_alone(known=truth.known() is not None), key="alone")
    if not result.ages:
        return
    places = {group_name(result.field, group.value): str(place) for place, group in enumerate(result.groups)}
    if behind.news("groups", clicked) and clicked[0] in places:
        st.session_state["of"], st.session_state["of_age"] = places[clicked[0]], str(clicked[1])
    frame.note(_("Who is behind a point? Click it, or choose here."), key="of")
    with frame.controls("of"):
        names = {place: name for name, place in places.items()}
        of = frame.pick(_("Customers of"), names, key="of", placeholder=_("Choose a group"))
        ages = {str(age): words.age_name(age, result.period) for age in result.ages}
        age = frame.pick(_("Seen at"), ages, key="of_age", placeholder=_("Choose an age"))
        others = st.toggle(_("Those who did not"), key="of_others", bind="query-params")
    if of is None or age is None:
        return
    masks = masks_of(company.attributes, chosen.group, chosen.values, among=mask)
    theirs, point = masks[result.groups[int(of)].value], sentences.point_of(result, int(of), int(age))
    gap = company.usual_gap.days
    found = behind_pooled(activity, age=int(age), kind=result.kind, mask=theirs, usual_gap_days=gap, retained=not others)
    frame.meaning(sentences.groups_people(result, int(of), int(age), len(found), point.at_risk, others=others), key="of")
    behind.listing(found, name=f"group-{of}-{age}", key="of", free_orders=chosen.free_orders)


def numbers(result: Groups) -> None:
    """Show the curves as a table; of more than two groups every pair at the age compared."""
    frame.table(*sentences.groups_table(result), name=_("Share of each group by age"))
    if len(result.groups) > 2 and result.here:
        frame.note(sentences.pairs_title(result), key="pairs")
        frame.table(*sentences.pairs_table(result), name=_("Every pair of groups"))


def made(result: Groups | None) -> list[tuple[str, str]]:
    """How the comparison was made, to follow how the page was."""
    return [] if result is None else sentences.groups_made(result)
