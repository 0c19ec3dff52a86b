"""Companies with a known truth: a company is made, and every page's answer lies beside what is true of it."""

import io
import json
import time
import zipfile

import pytest

from analysis.company import company
from components import demonstration, known_truth
from components.jobs import jobs
from models.frames import frames
from models.settings import save_settings
from models.store import Store
from models.truth import kept_truth
from sample_data import facts, seeing
from tests.demonstration import bring
from tests.pages.conftest import copied, healthy, said, settled, tables, visit, waited
from tests.pages.shops import SHOPS


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """A company of 700 customers with numbers of its own, and its truth."""
    path = tmp_path_factory.mktemp("own") / "company.db"
    bring(path, trade="wholesale", customers=700, seed=4, without=["price_rise"], changed={"season": 0})
    return path


@pytest.fixture(autouse=True)
def fewer(monkeypatch):
    """Companies are drawn from fewer lives: what they show is tested elsewhere."""
    monkeypatch.setattr(seeing, "MANY", 6_000)
    monkeypatch.setattr(seeing, "SLICE", 6_000)


@pytest.fixture
def shown(invented, monkeypatch, tmp_path):
    """A copy of it, as the workspace that the pages show."""
    copy = copied(invented, tmp_path)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(copy))
    return Store(copy)


def test_every_page_with_a_truth_has_a_row_and_every_other_says_why_not(shown):
    at = settled("companies")
    assert "intervals hold the truth" in said(at)
    beside, without = ([row[0] for row in table[1:] if row[0]] for table in tables(at)[:2])
    assert beside == ["Overview", "Satisfaction", "Answers", "Complaints", "Employees", "Stages", "Programmes", "Retention", "Leaving",
                      "Money", "Value"]  # fmt: skip
    assert set(without) == {"Ways", "Loyalty", "Partners", "What if", "Next euro", "Business case", "Compare", "Calculator"}


def test_the_sentence_counts_what_the_table_says(shown):
    """Held and missed, those left out that do not mean to hold it."""
    at = settled("companies")
    verdicts = [row[4] for row in tables(at)[0][1:]]
    held, scored = verdicts.count("Held."), verdicts.count("Held.") + verdicts.count("Missed.")
    assert f"**{held} of {scored} intervals hold the truth**" in said(at)
    assert scored >= 10 and held >= scored - 4


def test_how_many_customers_it_takes_is_simulated_for_what_is_planted_here(shown):
    """What is not planted can't be chosen; the size is that of this company."""
    at = settled("companies", {"see": "complaints"})
    assert "Complaints handled well keep customers" in at.selectbox(key="see").options
    assert "A price rise" not in at.selectbox(key="see").options
    assert "companies." in said(at) and "700 customers, as here" in said(at)
    assert any("The chance to see it" in picture.proto.alt for picture in at.get("plotly_chart"))


def test_where_nothing_is_planted_that_is_said(shown):
    """Once in forty companies it is seen all the same."""
    at = settled("companies", {"see": "worse_channel", "times": "0"})
    assert "There is nothing to see" in said(at)


def test_a_lever_is_moved_in_truth_when_somebody_asks(shown, monkeypatch):
    """What the page What if says of it stands beside what it brings, for today's customers and with those to come."""
    monkeypatch.setattr(facts, "WORLDS", 3)
    monkeypatch.setattr(facts, "WORLD_CUSTOMERS", 200)
    at = settled("companies")
    assert "that takes up to a minute" in said(at)
    at.button(key="lever-move").click().run()
    at = waited(at)
    assert "of Reliable delivery, from the day after the data on" in said(at)
    [told] = [table for table in tables(at) if table[1][0].startswith("What it brings in 36 months")]
    assert len(told) == 3 and {row[3] for row in told[1:]} <= {"Held.", "Missed."}


def test_a_company_without_a_known_truth_can_only_be_made(workspace):
    workspace(next(name for name in SHOPS if name != "empty"))
    at = visit("companies")
    assert "No company with a known truth is open" in said(at) and not at.get("plotly_chart")
    assert {button.key for button in at.button} >= {"make-open"}


@pytest.mark.parametrize("wrong", [{"parameters": {"customers": 10**12}}, {"seed": "x"}, {"changed": {"gravity": 1}}, {"trade": "bakery"}])
def test_a_truth_that_nobody_can_make_again_is_compared_as_far_as_it_goes(shown, wrong):
    """What the document says by itself; nothing is lived on, and nothing fails."""
    kept = json.loads(shown.settings().truth)
    for name, value in wrong.items():
        kept["truth"][name] = {**kept["truth"][name], **value} if name == "parameters" else value
    save_settings(shown, truth=json.dumps(kept))
    at = settled("companies")
    pages = {row[0] for row in tables(at)[0][1:]}
    assert "Retention" in pages and not pages & {"Leaving", "Value", "Stages"}


def test_making_one_opens_a_workspace_of_its_own(workspace, monkeypatch, own_workspace, tmp_path):
    """With what was set; never among one's own customers."""
    own = own_workspace(next(name for name in SHOPS if name != "empty"))
    at = visit("companies")
    at.selectbox(key="make-trade").set_value("wholesale").run()
    at.number_input(key="make-wholesale-customers").set_value(120)
    at.number_input(key="make-seed").set_value(5)
    at.toggle(key="make-driver").set_value(False)
    at.number_input(key="make-wholesale-leave_mean").set_value(40.0).run()
    assert "1 number is your own" in said(healthy(at))
    at.button(key="make-open").click().run()
    path = own.parent / "demonstration.db"
    deadline = time.monotonic() + 60
    while (job := jobs().get(str(path))) is None or job.running:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    told = kept_truth(Store(path))
    assert told["changed"] == {"leave_mean": 0.4} and told["parameters"]["customers"] == 120 and told["seed"] == 5
    assert not next(one for one in told["planted"] if one["name"] == "driver")["on"]


def test_what_can_not_be_made_is_refused_in_words(workspace):
    workspace("empty")
    at = visit("companies")
    at.number_input(key="make-home-goods-usual_gap_days").set_value(10.0)
    at.number_input(key="make-home-goods-leave_differ").set_value(0.1)
    at.number_input(key="make-home-goods-leave_mean").set_value(1.0).run()
    problem = at.error[0].value
    assert "orders a customer" in problem and "“Usual gap between two orders”" in problem and "usual" + chr(92) + "_gap" not in problem
    assert not any(button.key == "make-open" for button in at.button)


def test_what_is_not_planted_has_no_number_to_set(workspace):
    workspace("empty")
    at = visit("companies")
    assert "make-home-goods-price" in {box.key for box in at.number_input}
    at.toggle(key="make-price_rise").set_value(False).run()
    assert "make-home-goods-price" not in {box.key for box in at.number_input}


@pytest.mark.parametrize("truth", [True, False])
def test_the_files_of_a_class_hold_the_truth_only_where_the_trainer_wants_it(truth):
    """And the same company is the same file, to the byte."""
    made = [demonstration.zipped("home-goods", truth=truth, customers=60, seed=2) for _ in range(2)]
    assert made[0] == made[1]
    names = zipfile.ZipFile(io.BytesIO(made[0])).namelist()
    assert ("truth.json" in names) == truth and "shopify_orders.csv" in names


def test_another_company_than_that_of_the_truth_is_not_lived_on(shown):
    """Its customers are counted, and its last day is compared."""
    told = kept_truth(shown)
    told["parameters"]["customers"] = 699
    read = frames(shown)
    assert known_truth.again(told, company(read.orders, read.refunds, read.customers)) is None
