"""The what-if page: the lever, its link from the plan, and what stands there where the data don't link."""

import pytest

from analysis.whatif.levers import LEVERS
from tests.demonstration import bring
from tests.pages.conftest import healthy, in_address, said, tables, visit
from tests.pages.shops import HOSTILE
from tests.pages.shops import bring as bring_file

PLANTED = "Delivery on time"


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """A home goods shop of a size at which satisfaction is seen to be linked to staying."""
    path = tmp_path_factory.mktemp("whatif") / "home.db"
    bring(path, trade="home-goods", customers=2500, seed=7)
    return path


@pytest.fixture
def home(company, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    return company


def drawn(at) -> str:
    """What the page shows beside its sentences: the ways to money, and the notes of the levers."""
    return "".join(part.proto.body for part in at.get("html"))


def test_the_planted_driver_comes_first_and_the_mere_correlate_is_worth_nothing_for_sure(home):
    at = visit("whatif")
    assert at.selectbox(key="attribute").value == PLANTED and "more revenue within 36 months" in said(at)
    other = visit("whatif", {"attribute": "Careful packaging", "better": "0.5"})
    assert "can’t be told" in said(other)


def test_the_baseline_stands_above_the_levers_and_nothing_is_claimed_before_one_is_moved(home):
    at = visit("whatif", {"better": "0"})
    assert "As things are, the customers of today and those to come will bring" in said(at)
    assert "Nothing is moved yet" in said(at) and not at.get("plotly_chart")


def test_one_group_of_customers_can_be_kept_alone_and_the_market_can_end(home):
    asked = {"lever": ["retention"], "groups-by": "first_channel", "retention-of": "segment:instagram", "move-retention": "2"}
    at = visit("whatif", asked)
    assert "retention of the group “instagram” rises by 2 points a month" in said(at)
    [[_head, *rows]] = [table for table in tables(at) if table[0][0] == "Group"]
    worth = {row[0]: row[1] for row in rows}
    assert worth["instagram"] != "€0" and {value for name, value in worth.items() if name != "instagram"} == {"€0"}
    baseline = next(part.value for part in at.markdown if part.value.startswith("As things are"))
    assert baseline not in said(visit("whatif", {**asked, "market": "100"}))


def test_several_levers_stand_in_the_address_with_when_and_what_they_cost(home):
    asked = {
        "lever": ["retention", "order_value"], "move-retention": "1.5", "retention-of": "capture", "move-order_value": "5",
        "retention-begins": "3", "retention-lasts": "12", "retention-once": "1500", "retention-monthly": "20", "margin": "40",
    }  # fmt: skip
    at = visit("whatif", asked)
    text = said(at)
    assert "retention of capture rises by 1.5 points a month from month 4 on for 12 months" in text
    assert "at a cost of €1,500 once and €20 a month" in text
    assert "; an order is worth 5 % more" in text and "It pays back" in text
    assert in_address(at, "move-order_value") == ["5"]
    at.slider(key="move-order_value").set_value(0.0)
    healthy(at.run())
    assert not in_address(at, "move-order_value") and "an order is worth" not in said(at)


def test_four_levers_at_most_and_each_of_them_opens(home):
    names = list(LEVERS)
    for first in range(0, len(names), 4):
        at = visit("whatif", {"lever": names[first : first + 4], "attribute": PLANTED})
        for slider in at.slider:
            slider.set_value(slider.max)
        healthy(at.run())
        assert "€" in said(at)
    assert len(visit("whatif", {"lever": names[:6]}).slider) <= 4


def test_a_lever_of_which_the_data_tell_nothing_asks_for_a_belief(home):
    asked = {"lever": "errors", "move-errors": "10"}
    at = visit("whatif", asked)
    assert "No figure for “Errors repaired”" in said(at)
    own = {**asked, "errors-believed": "true", "errors-low": "5", "errors-likely": "10", "errors-high": "20"}
    assert "not on your data" in said(visit("whatif", own))


def test_the_lever_stands_in_the_address_and_comes_from_there(home):
    at = visit("whatif", {"attribute": PLANTED, "better": "0.3", "margin": "40", "years": "1"})
    assert at.slider(key="better").value == 0.3 and "is rated 0.3 points better" in said(at) and "within 12 months" in said(at)
    at.slider(key="better").set_value(0.7)
    healthy(at.run())
    assert in_address(at, "better") == ["0.7"] and in_address(at, "attribute") == [PLANTED] and "Worth €" in said(at)


@pytest.mark.parametrize(("asked", "stands"), [("99", None), ("-3", -1.0), ("nan", 0.5), ("x", 0.5), ("0.34", 0.3)])
def test_an_address_that_asks_for_what_there_is_not_gets_the_nearest(home, asked, stands):
    at = visit("whatif", {"attribute": PLANTED, "better": asked})
    slider = at.slider(key="better")
    assert slider.value == (slider.max if stands is None else stands)


def test_a_line_of_the_plan_leads_here_with_its_attribute_and_size(home):
    at = visit("satisfaction")
    links = [one for one in at.get("page_link") if one.proto.label == "Try in what-if"]
    assert links and "attribute=Delivery" in links[0].proto.query_string and "better=0.5" in links[0].proto.query_string


def test_without_orders_the_page_teaches(workspace):
    workspace("empty")
    assert "Bring orders" in said(visit("whatif"))


def test_without_answers_the_other_levers_are_there(home, workspace):
    workspace("sample")
    at = visit("whatif")
    assert "“" not in "".join(slider.label for slider in at.slider)


@pytest.fixture
def few(tmp_path, monkeypatch):
    """A workspace of so many customers who answered, one question with a hostile name."""

    def make(people: int):
        path = tmp_path / "few.db"
        name = HOSTILE[1].replace(",", " ").replace('"', "")
        rows = "".join(f"2026-03-{1 + n % 28:02},C{n},{1 + n % 5},{1 + (3 * n) % 5},{1 + (7 * n // 3) % 5}\n" for n in range(people))
        asked = f"date,customer_id,Overall satisfaction (1-5),Staff (1-5),{name} (1-5)\n{rows}"
        orders = "order_id,order_date,customer_id,amount,currency\n" + "".join(
            f"{place}{n},{day},C{n},10.00,EUR\n"
            for n in range(people)
            for place, day in (("A", "2026-02-20"), ("B", f"2026-05-{4 + n % 20:02}"))
            if place == "A" or n % 3
        )
        bring_file(path, (orders + "Z,2026-07-31,LAST,1.00,EUR\n").encode(), name="orders.csv")
        bring_file(path, asked.encode(), name="survey.csv", source="survey")
        monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))

    return make


def test_too_few_answers_give_no_figure_and_take_a_belief_marked_as_such(few):
    few(60)
    at = visit("whatif", {"better": "0.5"})
    assert "No figure for" in said(at) and not at.get("plotly_chart")
    literature = visit("whatif", {"better": "0.5", "link": "0.3"})
    assert "not on your data" in said(literature) and "studies elsewhere" in drawn(literature)
    own = visit("whatif", {"better": "0.5", "link": "own", "belief-low": "5", "belief-likely": "2", "belief-high": "9"})
    assert "not on your data" in said(own) and "your belief" in drawn(own) and "http://evil" not in said(own)


@pytest.mark.parametrize("people", [1, 6, 40])
def test_a_handful_of_answers_breaks_nothing(few, people):
    few(people)
    at = visit("whatif", {"better": "0.5"})
    assert "€" not in said(at).partition("What no interval covers")[0].partition("Move a lever")[2] or "No figure" in said(at)


def test_many_answers_are_worked_through_in_the_background(home, monkeypatch):
    """The page waits for a job, and then says what it says at once."""
    at_once = said(visit("whatif"))
    monkeypatch.setattr("components.whatif.AT_ONCE", 100)
    at = visit("whatif")
    assert "is being worked out" in said(at) and "Being worked out" in drawn(at) and "As things are" in said(at)
    while "is being worked out" in said(at):
        healthy(at.run())
    assert said(at) == at_once


def test_a_price_that_takes_from_customers_is_warned_of_beside_what_it_brings(home):
    at = visit("whatif", {"lever": ["price"], "move-price": "5", "margin": "40"})
    assert "What do customers get out of it?" in [part.value for part in at.header]
    assert "It takes from your customers to give to you" in said(at)
    [table] = [rows for rows in tables(at) if rows[0][:3] == ["Lever", "Moved by", "For customers"]]
    assert table[1][:3] == ["Our price", "+5 %", "takes"] and table[1][3].startswith("−€")
