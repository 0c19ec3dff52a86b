"""Compare with the truth: offered where it is known, laid beside the estimates, and gone when it is true no more."""

import json
import re
import shutil
from datetime import datetime

import pytest

from models.settings import save_settings
from models.store import Store
from models.undo import undo
from tests.demonstration import bring
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.shops import SHOPS


@pytest.fixture(scope="session")
def invented(tmp_path_factory):
    """A company of 900 customers with its truth."""
    path = tmp_path_factory.mktemp("invented") / "company.db"
    bring(path, trade="home-goods", customers=900)
    return path


@pytest.fixture
def shown(invented, monkeypatch, tmp_path):
    """A copy of it, as the workspace that the pages show."""
    copy = tmp_path / "company.db"
    for part in invented.parent.glob("company.db*"):
        shutil.copy(part, tmp_path / part.name)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(copy))
    return Store(copy)


def offered(at) -> bool:
    return any(toggle.key == "truth" for toggle in at.toggle)


def compared(page: str, query=None):
    at = visit(page, query)
    at.toggle(key="truth").set_value(True).run()
    return healthy(at)


def test_the_truth_lies_beside_the_curve(shown):
    """A dotted line, and how many intervals hold it."""
    at = compared("retention")
    assert "intervals hold it" in said(at) or "interval holds it" in said(at)
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    dotted = [trace for trace in figure["data"] if trace.get("name") == "truth"]
    assert len(dotted) == 1 and dotted[0]["line"]["dash"] == "2px 3px"


def test_without_the_switch_there_is_no_truth(shown):
    """It is off until somebody wants it."""
    at = visit("retention")
    assert offered(at) and "The truth" not in said(at)


def test_a_filter_has_no_truth_of_its_own(shown):
    """It says so instead of showing that of all customers."""
    at = compared("retention", {"f_first_channel": "web"})
    assert "not of those that the filter leaves" in said(at)


def test_the_overview_says_who_really_left_and_what_was_planted(shown):
    """The true bucket in a sentence, everything that could be planted in a table."""
    at = compared("overview")
    assert "In truth" in said(at)
    assert re.search(r"left for good, newcomers counted too", said(at)), "who left is no share of those who were there at the start"
    [planted] = [rows for rows in tables(at) if rows[0][0] == "Planted"]
    assert len(planted) == 11
    assert ["A hidden habit behind satisfaction and staying", "Not planted here.", ""] in planted


def test_the_truth_goes_with_its_data(shown):
    """One import taken back, and nothing is compared any more."""
    undo(shown, max(json.loads(shown.settings().truth)["batches"]), undone_at=datetime(2026, 11, 3))
    assert not offered(visit("overview"))


def test_other_companies_have_no_truth_to_compare_with(workspace):
    """Nothing is offered."""
    workspace(next(name for name in SHOPS if name != "empty"))
    assert not offered(visit("retention"))


def test_a_name_in_the_truth_is_text(shown):
    """Whoever writes a truth may write anything into it."""
    kept = json.loads(shown.settings().truth)
    for one in kept["truth"]["planted"]:
        if "value" in one:
            one["value"] = "<img src=x onerror=alert(1)> **bold**"
    save_settings(shown, truth=json.dumps(kept))
    at = compared("overview")
    assert all("<img" not in element.proto.body for element in at.get("html"))


def test_a_truth_is_brought_like_a_file(shown):
    """Taken from the learners, brought by the trainer: then the pages compare."""
    told = json.loads(shown.settings().truth)["truth"]
    save_settings(shown, truth=None)
    assert not offered(visit("overview"))
    at = visit("data")
    at.get("file_uploader")[0].upload("truth.json", json.dumps(told).encode(), "application/json").run()
    assert "Pine is kept: the overview" in said(healthy(at))
    assert offered(visit("overview"))


def test_a_truth_without_its_files_says_what_to_do(workspace, tmp_path, monkeypatch):
    """Nothing is kept of it."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "new.db"))
    told = {"version": 1, "company": "X", "parameters": {}, "planted": [], "expected": {}, "bucket": {}}
    at = visit("data")
    at.get("file_uploader")[0].upload("truth.json", json.dumps(told).encode(), "application/json").run()
    assert "Bring them first" in said(healthy(at))


def test_other_json_is_no_truth(shown):
    """It goes the way of any file, and is refused there."""
    at = visit("data")
    at.get("file_uploader")[0].upload("other.json", b'{"a": 1}', "application/json").run()
    assert "is kept" not in said(healthy(at))


def test_the_data_page_counts_to_the_person_and_the_cent(shown):
    """What was written into the files is here."""
    at = compared("data")
    assert "all that was written into the files is here" in said(at)
    [counted] = [rows for rows in tables(at) if rows[0][0] == "Counted"]
    assert len(counted) == 11 and all(here == there for _name, there, here in counted[1:])
