"""The page of the loyalty index: its numbers are those of the command line, its ends are kept, its weights can be set."""

import json

import pytest

import shows
from components.sentences import loyalty_index as sentences
from components.sentences import loyalty_prediction as prediction_sentences
from models.store import Store
from tests.demonstration import bring
from tests.pages.conftest import healthy, in_address, said, tables, visit

SHOWN = ("loyalty-index", "loyalty-prediction")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("loyal") / "made.db"
    bring(path, customers=500, seed=7)
    return path


@pytest.fixture
def company(whole, tmp_path, monkeypatch):
    """A copy of a whole company's workspace: looking at the page keeps something in it."""
    path = tmp_path / "own.db"
    path.write_bytes(whole.read_bytes())
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    return path


def answer(at) -> str:
    return next(part.value for part in at.markdown if part.value.startswith("**The mean loyalty index"))


@pytest.mark.parametrize("where", [{}, {"first_channel": ["web"]}])
def test_the_page_says_what_the_command_line_prints(where, company):
    at = visit("loyalty", {f"f_{name}": values for name, values in where.items()})
    view = shows.View(str(company), None, [], [(name, value) for name, values in where.items() for value in values])
    index, prediction = (shows.SHOWS[name][0](view) for name in SHOWN)
    text = [markdown.value for markdown in at.markdown]
    assert sentences.index_answer(index) in text
    assert prediction_sentences.prediction_answer(prediction) in text
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in sentences.groups_table(index)[1]]
    assert rows in [table[1:] for table in tables(at)]


def test_the_ends_are_kept_at_the_first_look_and_no_page_is_made_anew_for_it(company):
    store = Store(company)
    revision = store.revision
    assert store.settings().loyalty_index == "{}"
    visit("loyalty")
    kept = json.loads(store.settings().loyalty_index)
    assert kept["anchors"]["order_days"][0] < kept["anchors"]["order_days"][1] and kept["anchored"]
    assert store.revision == revision
    visit("loyalty", {"f_first_channel": ["web"]})
    assert json.loads(store.settings().loyalty_index) == kept


def test_a_few_customers_make_no_ends_that_stay(own_workspace):
    path = own_workspace("one_customer")
    visit("loyalty")
    assert Store(path).settings().loyalty_index == "{}"


def test_weights_are_set_where_they_add_up(company):
    at = visit("loyalty")
    before = answer(at)
    at.number_input(key="weight-contracting").set_value(0.0)
    healthy(at.run())
    assert "The weights add up to 80. 20 are missing." in said(at)
    assert at.button(key="index-use").disabled
    at.number_input(key="weight-participation").set_value(30.0)
    healthy(at.run())
    assert "The weights add up to 100." in said(at) and not at.button(key="index-use").disabled
    at.button(key="index-use").click()
    healthy(at.run())
    assert json.loads(Store(company).settings().loyalty_index)["weights"] == [0, 25, 15, 15, 30, 15]
    assert answer(at) != before
    at.button(key="index-usual").click()
    healthy(at.run())
    assert "weights" not in json.loads(Store(company).settings().loyalty_index) and answer(at) == before
    assert at.number_input(key="weight-participation").value == 10


def test_signs_can_be_switched_off_and_the_ends_taken_anew(company):
    at = visit("loyalty")
    on = at.multiselect(key="index-on")
    on.set_value([sign for sign in on.value if sign != "rewards"])
    healthy(at.run())
    at.button(key="index-use").click()
    healthy(at.run())
    kept = json.loads(Store(company).settings().loyalty_index)
    assert kept["off"] == ["rewards"]
    at.button(key="index-anew").click()
    healthy(at.run())
    assert json.loads(Store(company).settings().loyalty_index)["anchors"] == kept["anchors"]


@pytest.mark.parametrize(("row", "which"), [("all", "5"), ("=loyalty", "1"), ("=abandoned", "all")])
def test_behind_a_row_are_its_customers_with_their_index(row, which, company):
    at = visit("loyalty", {"index-row": row, "index-fifth": which})
    [listed] = at.dataframe
    index = listed.value["Loyalty index"]
    assert len(listed.value) and (index.is_monotonic_increasing if which == "1" else index.is_monotonic_decreasing)
    assert in_address(at, "index-row") == [row]


def test_customers_are_told_apart_by_a_field_and_by_standing(company):
    at = visit("loyalty", {"index-by": "first_channel", "index-scale": "standing"})
    view = shows.View(str(company), None, [("by", "first_channel"), ("scale", "standing")], [])
    assert sentences.index_answer(shows.SHOWS["loyalty-index"][0](view)) in [markdown.value for markdown in at.markdown]


def test_whom_only_the_future_tells_apart_is_not_asked_to_foretell(company):
    assert "known only later" in said(visit("loyalty", {"f_satisfied": ["yes"]}))


@pytest.mark.parametrize("shop", ["few_gaps", "one_order", "guests_only", "cancelled_only", "hostile", "sample", "no_currency"])
def test_orders_alone_have_no_index_and_it_says_what_is_missing(shop, workspace):
    workspace(shop)
    text = said(visit("loyalty"))
    assert "There is no index yet" in text or "Nobody here has an order yet" in text
