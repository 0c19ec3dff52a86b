"""The what-if page: the lever, its link from the plan, and what stands there where the data don't link."""

import pytest

from tests.demonstration import bring
from tests.pages.conftest import healthy, in_address, said, visit
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


def test_the_planted_driver_comes_first_and_the_mere_correlate_is_worth_nothing_for_sure(home):
    at = visit("whatif")
    assert at.selectbox(key="attribute").value == PLANTED and "more revenue within 3 years" in said(at)
    other = visit("whatif", {"attribute": "Careful packaging", "better": "0.5"})
    assert "can’t be told" in said(other)


def test_the_lever_stands_in_the_address_and_comes_from_there(home):
    at = visit("whatif", {"attribute": PLANTED, "better": "0.3", "margin": "40", "years": "1"})
    assert at.slider(key="better").value == 0.3 and "were rated 0.3 points better" in said(at) and "within 1 year" in said(at)
    at.slider(key="better").set_value(0.7)
    healthy(at.run())
    assert in_address(at, "better") == ["0.7"] and in_address(at, "attribute") == [PLANTED] and "Worth €" in said(at)


@pytest.mark.parametrize(("asked", "stands"), [("99", None), ("-3", 0.0), ("nan", 0.5), ("x", 0.5), ("0.34", 0.3)])
def test_an_address_that_asks_for_what_there_is_not_gets_the_nearest(home, asked, stands):
    at = visit("whatif", {"attribute": PLANTED, "better": asked})
    slider = at.slider(key="better")
    assert slider.value == (slider.max if stands is None else stands)


def test_a_line_of_the_plan_leads_here_with_its_attribute_and_size(home):
    at = visit("satisfaction")
    links = [one for one in at.get("page_link") if one.proto.label == "Try in what-if"]
    assert links and "attribute=Delivery" in links[0].proto.query_string and "better=0.5" in links[0].proto.query_string


@pytest.mark.parametrize("shop", ["empty", "sample"])
def test_without_answers_the_page_teaches(shop, workspace):
    workspace(shop)
    assert "Bring orders and the answers to a survey" in said(visit("whatif"))


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
    at = visit("whatif")
    assert "Not enough data to link satisfaction to staying" in said(at) and "€" not in said(at).partition("What no interval covers")[0]
    literature = visit("whatif", {"link": "0.3"})
    assert "By what studies elsewhere found, not by your data" in said(literature)
    own = visit("whatif", {"link": "own", "belief-low": "5", "belief-likely": "2", "belief-high": "9"})
    assert "By what you believe" in said(own) and "http://evil" not in said(own)


@pytest.mark.parametrize("people", [1, 6, 40])
def test_a_handful_of_answers_breaks_nothing(few, people):
    few(people)
    at = visit("whatif")
    assert ("Found " in said(at) and "needed" in said(at)) if people < 30 else "Not enough data" in said(at)


def test_many_answers_are_worked_through_in_the_background(home, monkeypatch):
    """The page waits for a job, and then says what it says at once."""
    at_once = said(visit("whatif"))
    monkeypatch.setattr("components.whatif.AT_ONCE", 100)
    at = visit("whatif")
    while "Customers are being drawn" in said(at):
        healthy(at.run())
    assert said(at) == at_once
