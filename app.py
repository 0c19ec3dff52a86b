"""Rapport: page settings and the menu; nothing else."""

# Imported here, once, before any visitor: two first visitors' imports ran into each other in trials.
import pandas  # noqa: F401
import plotly.graph_objects  # noqa: F401
import streamlit as st

from components import frame
from components.language import _

st.set_page_config(page_icon=str(frame.ICON), layout="wide")
frame.logo()
st.navigation(
    {
        "": [
            st.Page("pages/overview.py", title=_("Overview"), url_path="overview", default=True),
            st.Page("pages/data.py", title=_("Data"), url_path="data"),
            st.Page("pages/ask.py", title=_("Ask"), url_path="ask", visibility="hidden"),
        ],
        _("What satisfies"): [
            st.Page("pages/satisfaction.py", title=_("Satisfaction"), url_path="satisfaction"),
            st.Page("pages/answers.py", title=_("Answers"), url_path="answers"),
            st.Page("pages/complaints.py", title=_("Complaints"), url_path="complaints"),
            st.Page("pages/employees.py", title=_("Employees"), url_path="employees"),
        ],
        _("How loyal they are"): [
            st.Page("pages/stages.py", title=_("Stages"), url_path="stages"),
            st.Page("pages/ways.py", title=_("Ways"), url_path="ways"),
            st.Page("pages/loyalty.py", title=_("Loyalty"), url_path="loyalty"),
            st.Page("pages/partners.py", title=_("Partners"), url_path="partners"),
            st.Page("pages/programmes.py", title=_("Programmes"), url_path="programmes"),
        ],
        _("Who stays"): [
            st.Page("pages/retention.py", title=_("Retention"), url_path="retention"),
            st.Page("pages/leaving.py", title=_("Leaving"), url_path="leaving"),
        ],
        _("What it brings"): [
            st.Page("pages/money.py", title=_("Money"), url_path="money"),
            st.Page("pages/value.py", title=_("Value"), url_path="value"),
            st.Page("pages/whatif.py", title=_("What if"), url_path="whatif"),
            st.Page("pages/next_euro.py", title=_("Next euro"), url_path="next_euro"),
            st.Page("pages/business_case.py", title=_("Business case"), url_path="business_case"),
            st.Page("pages/compare.py", title=_("Compare"), url_path="compare"),
            st.Page("pages/calculator.py", title=_("Calculator"), url_path="calculator"),
        ],
        _("Learn"): [
            st.Page("pages/lessons.py", title=_("Lessons"), url_path="lessons"),
            st.Page("pages/companies.py", title=_("Companies"), url_path="companies"),
            st.Page("pages/glossary.py", title=_("Glossary"), url_path="glossary"),
        ],
    },
    position="top",
).run()
