"""Whether the stage says who orders again: a section of the stages' page, and what is kept of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.relations import Terms
from analysis.stage_back_test import Repurchase, StageBackTest, stage_back_test
from components import behind, frame
from components.charts import stage_back_test as charts
from components.language import _
from components.one_stage import KEY
from components.sentences import stage_back_test as sentences
from components.stages import KEYED, StageView, table_then

#: So many days are tested where the earlier ones are asked for.
DAYS = 4


def show(view: StageView) -> None:
    """Show whether stages told who ordered again."""
    newest = list(_found(*view.key, 1, view).back_test)
    shown = charts.anything(newest)
    hint = _("Click a stage to look at it below.") if shown else ""
    frame.section(_("Does the stage say who orders again?"), hint=hint, key="stages-say")
    frame.meaning(sentences.back_test_answer(newest), key="back-test")
    if shown:
        clicked = frame.chart(
            partial(charts.back_test, newest),
            narrow=partial(charts.back_test, newest, narrow=True),
            alt=charts.back_test_alt(newest),
            key="back-test",
            data=partial(sentences.back_test_data, newest),
            clickable=True,
        )
        if behind.news("back-test", clicked):
            st.session_state[KEY] = clicked[0]
        frame.note(sentences.back_test_caption(newest), key="back-test")
        if st.toggle(_("Test earlier days too"), key="earlier", bind="query-params"):
            _earlier(view)
    with frame.actions("back-test"):
        frame.how_made(sentences.back_test_made(_found(*view.key, 1, view)))


def _earlier(view: StageView) -> None:
    """Show the same on several days, one stretch before another."""
    result = _found(*view.key, DAYS, view)
    frame.note(sentences.back_test_earlier(_by_day(result)), key="back-test-days")
    frame.table(*sentences.back_test_table(result.back_test), name=_("Who ordered again, by stage and day"))


def _by_day(result: StageBackTest) -> list[list[Repurchase]]:
    """The rows of each day, the newest first."""
    days = sorted({row.as_of for row in result.back_test}, reverse=True)
    return [[row for row in result.back_test if row.as_of == day] for day in days]


# What is kept names nobody: counts and shares.


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, dates: int, _view: StageView) -> StageBackTest:
    return stage_back_test(_view.relations, dates=dates, then=partial(table_then, _view), mask=_view.mask)
