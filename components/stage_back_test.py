"""Whether the stage says who orders again: a section of the stages' page, and what is kept of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.relations import Terms
from analysis.stage_back_test import Repurchase, StageBackTest, stage_back_test
from components import behind, frame, workspace
from components.charts import stage_back_test as charts
from components.language import _
from components.one_stage import KEY
from components.sentences import stage_back_test as sentences
from components.stages import KEYED, StageView

#: So many earlier days are tested, the newest of them drawn.
DAYS = 4


def show(view: StageView) -> None:
    """Show whether stages told who ordered again."""
    result = _found(*view.key, view)
    days = _by_day(result)
    newest = days[0] if days else []
    hint = _("Click a stage to look at it below.") if newest else ""
    frame.section(_("Does the stage say who orders again?"), hint=hint, key="stages-say")
    frame.meaning(sentences.back_test_answer(newest), key="back-test")
    if newest:
        clicked = frame.chart(
            partial(charts.back_test, newest),
            narrow=partial(charts.back_test, newest, narrow=True),
            alt=charts.back_test_alt(newest),
            key="back-test",
            data=partial(sentences.back_test_data, result.back_test),
            clickable=True,
        )
        if behind.news("back-test", clicked):
            st.session_state[KEY] = clicked[0]
        frame.note(sentences.back_test_caption(newest), key="back-test")
        with st.expander(_("The same on earlier days"), key="back-test-days"):
            frame.note(sentences.back_test_earlier(days), key="back-test-days")
            frame.table(*sentences.back_test_table(result.back_test), name=_("Who ordered again, by stage and day"), numbers_from=2)
    with frame.actions("back-test"):
        frame.how_made(sentences.back_test_made(result))


def _by_day(result: StageBackTest) -> list[list[Repurchase]]:
    """The rows of each day, the newest first."""
    days = sorted({row.as_of for row in result.back_test}, reverse=True)
    return [[row for row in result.back_test if row.as_of == day] for day in days]


# What is kept names nobody: counts and shares.


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, _view: StageView) -> StageBackTest:
    return stage_back_test(_view.relations, dates=DAYS, cycle_days=workspace.store().settings().cycle_days, mask=_view.mask)
