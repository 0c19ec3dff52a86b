"""An empty workspace: three sentences, three pictures, three doors."""

import json
import time

import pytest

import sample_data
from components import demonstration
from components.jobs import jobs
from models.frames import frames
from models.holdings import holdings
from models.store import Store
from tests.models.companies import Company, text
from tests.models.workspaces import bring
from tests.pages.conftest import healthy, in_address, said, visit

FILES = {kind: text(Company(6).rows(kind, 8)) for kind in ("survey", "customers", "orders", "complaints", "spending")}


@pytest.fixture
def invented(monkeypatch):
    """A generator that is quick: what it was asked for, and what it writes."""
    asked = []

    def write(folder, *, trade, progress=None):
        asked.append(trade)
        for number, (kind, data) in enumerate(FILES.items()):
            progress(number, len(FILES))
            (folder / f"{kind}.csv").write_bytes(data)
        (folder / "truth.json").write_text("{}")
        return {"company": "Harbour & Pine", "trade": trade, "seed": 7}

    monkeypatch.setattr(sample_data, "write", write, raising=False)
    return asked


def finish(path, at) -> None:
    """Wait for the job that runs, and look again."""
    deadline = time.monotonic() + 60
    while (job := jobs().get(str(path))) is None or job.running:
        assert time.monotonic() < deadline, "the job is not over after 60 s"
        time.sleep(0.01)
    assert job.state == "done", job.refusal
    healthy(at.run())


def test_a_newcomer_sees_a_question_three_answers_and_three_doors(workspace):
    workspace("empty")
    at = visit("overview")
    assert at.title[0].value.endswith("?")
    assert [picture.proto.alt.partition(":")[0] for picture in at.get("plotly_chart")] == ["A sketch, not data"] * 3
    assert [header.value for header in at.header] == ["Bring your files", "Open the demonstration company", "Open another workspace"]
    assert {button.key for button in at.button} >= {"start-own", "start-demo"}
    assert at.selectbox(key="start-trade").options == list(demonstration.trades().values())


def test_the_first_door_leads_to_the_data_page(workspace):
    workspace("empty")
    at = visit("overview")
    at.button(key="start-own").click()
    healthy(at.run())
    assert at.title[0].value == "What did your company record?"


@pytest.mark.parametrize("trade", demonstration.trades())
def test_the_second_door_opens_a_company_of_the_chosen_trade(trade, invented, own_workspace):
    """On the overview, with its name and its truth, and the imports that the truth is of."""
    path = own_workspace("empty")
    at = visit("overview")
    at.selectbox(key="start-trade").set_value(trade)
    at.button(key="start-demo").click()
    healthy(at.run())
    finish(path, at)
    assert invented == [trade] and not at.error
    assert at.title[0].value != "Opening the demonstration company"
    assert "Harbour & Pine" in said(at).replace("\\", "")
    store, expected = Store(path), Store(path.with_name("expected.db"))
    truth = json.loads(store.settings().truth)
    assert truth["truth"]["trade"] == trade and truth["batches"] == [1, 2, 3, 4, 5]
    for kind in ("customers", "orders", "complaints", "spending", "survey"):
        bring(expected, FILES[kind], file=f"{kind}.csv")
    assert holdings(store) == holdings(expected)


@pytest.mark.parametrize(("page", "key"), [("retention", "empty-look"), ("data", "sample")])
def test_the_other_pages_open_the_same_company(page, key, invented, own_workspace):
    path = own_workspace("empty")
    at = visit(page)
    at.button(key=key).click()
    healthy(at.run())
    finish(path, at)
    assert invented == [demonstration.USUAL]
    assert frames(Store(path)).orders.height == 8
    healthy(at.switch_page("pages/data.py").run())
    assert "The demonstration company is open" in at.success[0].value


def test_the_work_is_followed_where_it_was_begun(invented, own_workspace, monkeypatch):
    """The steps are said in words, and it can be stopped: then nothing is changed."""
    path = own_workspace("empty")
    write = sample_data.write

    def slow(folder, **more):
        jobs().get(str(path)).stop.wait(30)
        return write(folder, **more)

    monkeypatch.setattr(sample_data, "write", slow)
    at = visit("overview")
    at.button(key="start-demo").click()
    healthy(at.run())
    assert at.title[0].value == "Opening the demonstration company"
    assert "Inventing the company" in said(at)
    at.button(key="stop").click()
    healthy(at.run())
    deadline = time.monotonic() + 30
    while jobs().get(str(path)).running and time.monotonic() < deadline:
        time.sleep(0.01)
    healthy(at.run())
    assert "nothing was changed" in at.warning[0].value and Store(path).revision == 0


def test_a_company_that_can_not_be_read_is_our_fault_and_no_refusal(own_workspace, monkeypatch):
    path = own_workspace("empty")

    def write(folder, *, trade, progress=None):
        (folder / "orders.csv").write_bytes(b"")
        return {"company": "Harbour & Pine"}

    monkeypatch.setattr(sample_data, "write", write, raising=False)
    job = demonstration.open_company(demonstration.USUAL)
    deadline = time.monotonic() + 30
    while job.running and time.monotonic() < deadline:
        time.sleep(0.01)
    assert job.state == "failed" and Store(path).revision == 0
    assert "It failed, and nothing was changed" in visit("overview").error[0].value


def test_it_never_comes_to_stand_among_ones_own_customers(invented, own_workspace):
    """Complaints of one's own are here: the company is opened in a workspace of its own, beside this one."""
    path = own_workspace("empty")
    bring(Store(path), FILES["complaints"], file="complaints.csv")
    before = holdings(Store(path))
    at = visit("overview")
    at.button(key="start-demo").click()
    healthy(at.run())
    beside = path.with_name("demonstration.db")
    finish(beside, at)
    assert holdings(Store(path)) == before and frames(Store(beside)).orders.height == 8
    assert in_address(at, "workspace") == ["demonstration"]
