"""A page without data: what it will show, and the two ways to begin."""

from __future__ import annotations

import streamlit as st

from components import demonstration, frame
from components.charts import retention as charts
from components.language import translated
from models.columns import BY_NAME

NEEDED = ("customer_number", "ordered_at", "amount")


def empty_page(title: str, promise: str) -> None:
    """Show a page that has no orders yet."""
    needs = [(name, translated(BY_NAME[name].meaning), BY_NAME[name].example) for name in NEEDED]
    pressed = frame.empty(title, promise=promise, sketch=charts.sketch(dark=frame.dark()), sketch_alt=charts.sketch_alt(), needs=needs)
    if pressed == "add":
        st.switch_page("pages/data.py")
    if pressed == "look":
        demonstration.open_company(demonstration.USUAL)
        st.switch_page("pages/overview.py")
