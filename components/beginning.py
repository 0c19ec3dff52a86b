"""A page without data: what it will show, and the two ways to begin."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from components import frame, workspace
from components.charts import retention as charts
from components.jobs import Job
from components.language import _, translated
from models.columns import BY_NAME
from models.ingest.commit import commit_all
from models.ingest.prepare import tables_of
from sample_data import ORDERS

NEEDED = ("customer_number", "ordered_at", "amount")


def empty_page(title: str, promise: str) -> None:
    """Show a page that has no orders yet."""
    needs = [(name, translated(BY_NAME[name].meaning), BY_NAME[name].example) for name in NEEDED]
    pressed = frame.empty(title, promise=promise, sketch=charts.sketch(dark=frame.dark()), sketch_alt=charts.sketch_alt(), needs=needs)
    if pressed == "add":
        st.switch_page("pages/data.py")
    if pressed == "look":
        open_sample()
        st.switch_page("pages/data.py")


def open_sample() -> None:
    """Bring the sample orders, as a job like any other import."""

    def work(job: Job):
        job.report("reading")
        [candidate] = tables_of(ORDERS.name, ORDERS.read_bytes())
        job.report("checking")
        checked = candidate.checked()
        return commit_all(workspace.store(), [checked], imported_at=datetime.now(), progress=job.report)

    workspace.change("import", work, file=_("the sample orders"))
