"""A page without data: what it will show, and the two ways to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import streamlit as st

from components import demonstration, frame, workspace
from components.charts import retention as charts
from components.charts.sketch import answers, answers_alt
from components.language import _, translated
from models.columns import BY_NAME

NEEDED = ("customer_number", "ordered_at", "amount")


def empty_page(
    title: str,
    promise: str,
    *,
    sketch: Callable[..., go.Figure] = charts.sketch,
    sketch_alt: Callable[[], str] = charts.sketch_alt,
) -> None:
    """Show a page that has no orders yet; the sketch is told whether it is `dark`."""
    _page(
        title,
        promise,
        sketch=sketch,
        sketch_alt=sketch_alt(),
        needs=_columns(*NEEDED),
        quiet=_("No company loaded yet"),
        add=_("Add your orders"),
        about=_("One row an order. Names in English, Russian and Chinese are recognised."),
    )


def nothing_asked(title: str, promise: str) -> None:
    """Show a page that has no answers yet."""
    _page(
        title,
        promise,
        sketch=answers,
        sketch_alt=answers_alt(),
        needs=[
            (_("who answered"), _("an e-mail or a customer number; without one the answers count, but meet no orders"), "ann@example.org"),
            (_("when"), translated(BY_NAME["answered_at"].meaning), BY_NAME["answered_at"].example),
            (_("one question a column"), _("satisfaction on the whole, and with each thing that you offer"), "Delivery on time (1-5): 4"),
        ],
        quiet=workspace.called() or _("No answers here yet"),
        add=_("Add your survey"),
        about=_("One row a questionnaire, as your survey tool exports it. Numbers and words are read as answers, on any scale."),
    )
    frame.links({"pages/ask.py": _("Or ask your customers here, without any survey tool")}, key="ask")


def nothing_heard(title: str, promise: str) -> None:
    """Show a page that has no complaints and no contacts yet."""
    _page(
        title,
        promise,
        sketch=answers,
        sketch_alt=answers_alt(),
        needs=_columns("opened_at", "closed_at", "cause"),
        quiet=workspace.called() or _("No complaints here yet"),
        add=_("Add complaints"),
        about=_("One row a complaint or a contact, as your help desk exports it."),
    )


def nothing_given(title: str, promise: str) -> None:
    """Show a page that has no members and no rewards yet."""
    _page(
        title,
        promise,
        sketch=answers,
        sketch_alt=answers_alt(),
        needs=_columns("customer_number", "programme", "member_since"),
        quiet=workspace.called() or _("No programme here yet"),
        add=_("Add members"),
        about=_("One row a member, with the day of joining. Rewards, a row each, and what was spent on the programme tell what it costs."),
    )


def _columns(*names: str) -> list[tuple[str, str, str]]:
    """What a file needs: each column's name, meaning and an example."""
    return [(name, translated(BY_NAME[name].meaning), BY_NAME[name].example) for name in names]


def _page(
    title: str,
    promise: str,
    *,
    sketch: Callable[..., go.Figure],
    sketch_alt: str,
    needs: Sequence[tuple[str, str, str]],
    quiet: str,
    add: str,
    about: str,
) -> None:
    pressed = frame.empty(title, promise=promise, sketch=sketch, sketch_alt=sketch_alt, needs=needs, quiet=quiet, add=add, about=about)
    if pressed == "add":
        st.switch_page("pages/data.py")
    if pressed == "look":
        demonstration.open_company(demonstration.USUAL)
        st.switch_page("pages/overview.py")
