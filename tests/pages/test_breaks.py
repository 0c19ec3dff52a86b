"""What departs from the rest on the retention page: what analysis says, where it leads, and what the address asks for."""

import numpy as np
import pytest

from analysis.breaks import breaks
from analysis.company import company
from components.breaks import address
from components.sentences.breaks import break_sentence
from models.frames import frames
from models.store import Store
from tests.pages.conftest import said, tables, visit
from tests.pages.planted import BAD, planted


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    place = tmp_path_factory.mktemp("planted") / "planted.db"
    planted(place)
    return place


@pytest.fixture
def path(stored, monkeypatch):
    """Make the planted company the one that is shown."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(stored))
    return stored


def result_of(path, *, period="month", **where):
    """Return what analysis says, past the page."""
    read = frames(Store(path))
    found = company(read.orders, read.refunds, read.customers)
    return breaks(found.activity(period), found.attributes, mask=found.mask({name: [value] for name, value in where.items()}))


def test_the_bad_channel_is_said_as_text_with_its_numbers(path):
    """Its name is an image for Markdown and Plotly; the page says it as text, with analysis's own numbers."""
    seen = result_of(path)
    [bad] = [one for one in seen.found if one.value == BAD]
    assert bad.high < 0
    at = visit("retention")
    assert any(break_sentence(seen, bad) in str(part.value) for part in at.markdown)
    rows = [row for table in tables(at) for row in table if row[0] == "A"]
    assert [row[6] for row in rows] == [f"{seen.found[0].n:,}"]


@pytest.mark.parametrize("query", [{"period": "week"}, {"period": "quarter"}, {"kind": "returned"}, {"f_first_channel": ["search"]}])
def test_every_view_has_the_section(query, path):
    """Weeks are looked at by month; a filter leaves the others out."""
    at = visit("retention", query)
    assert [head.value for head in at.header].count("What departs from the rest?") == 1
    seen = result_of(path, period="quarter" if query.get("period") == "quarter" else "month", **{
        name.removeprefix("f_"): values[0] for name, values in query.items() if name.startswith("f_")
    })  # fmt: skip
    assert f"n = {seen.customers:,}" in said(at).replace("\u00a0", " ").replace("\\", "")


def test_a_break_leads_to_its_customers_and_keeps_the_filters(path, monkeypatch):
    """A segment to the comparison with the others, a cohort to its curve and its cells."""
    seen = result_of(path)
    [bad] = [one for one in seen.found if one.value == BAD]
    asked = {"kind": ["returned"], "period": ["week"], "f_market": ["consumer"], "cohort": ["2024-05"]}
    monkeypatch.setattr("components.breaks.st.query_params", type("Asked", (dict,), {"get_all": dict.get})(asked))
    assert address(seen, bad) == {"kind": ["returned"], "period": ["week"], "f_market": ["consumer"], "group": bad.field, "groups": [BAD]}
    cohort = type("Cohort", (), {"kind": "cohort", "first": "2024-11", "last": "2025-01"})
    assert address(seen, cohort) == {
        "kind": ["returned"], "f_market": ["consumer"], "cohorts": ["2024-11", "2024-12", "2025-01"], "cohort": "2024-11", "age": "1",
    }  # fmt: skip


def test_the_cohorts_link_opens_the_customers(path):
    """What the address of a cohort asks for is what the page then shows."""
    at = visit("retention", {"cohorts": ["2024-11", "2024-12"], "cohort": "2024-11", "age": "1"})
    assert at.session_state["cohort"] == "2024-11" and list(at.session_state["cohorts"]) == ["2024-11", "2024-12"]
    assert np.size(at.dataframe[0].value) > 0
