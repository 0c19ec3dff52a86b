"""Groups compared on the retention page: their answer, their picture in place of the curve, their table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from analysis.activity import Activity
from analysis.company import Company
from analysis.groups import Groups
from analysis.groups import chosen as masks_of
from analysis.groups import groups as compare
from components import frame, selection
from components.charts.groups import groups as draw
from components.charts.groups import groups_alt, groups_data
from components.language import _
from components.selection import Chosen
from components.sentences import groups as sentences


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


def picture(result: Groups) -> None:
    """Show the curves, which ages are compared, and what a difference means."""
    frame.chart(partial(draw, result), alt=groups_alt(result), key="curve", data=partial(groups_data, result))
    frame.note(sentences.groups_caption(result), key="curve")
    frame.meaning(sentences.groups_meaning(result))


def numbers(result: Groups) -> None:
    """Show the curves as a table; of more than two groups every pair at the age compared."""
    frame.table(*sentences.groups_table(result), name=_("Share of each group by age"))
    if len(result.groups) > 2 and result.here:
        frame.note(sentences.pairs_title(result), key="pairs")
        frame.table(*sentences.pairs_table(result), name=_("Every pair of groups"))


def made(result: Groups | None) -> list[tuple[str, str]]:
    """How the comparison was made, to follow how the page was."""
    return [] if result is None else sentences.groups_made(result)
