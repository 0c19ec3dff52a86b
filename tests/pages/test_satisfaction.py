"""The satisfaction page: what the files say, who said so, and what stands there without answers."""

import pytest

from analysis.company import company as company_of
from analysis.survey import gather
from components.jobs import Jobs
from models.answers import answers
from models.frames import frames
from models.store import Store
from tests.demonstration import bring
from tests.pages.conftest import healthy, said, tables, visit, waited
from tests.pages.shops import HOSTILE
from tests.pages.shops import bring as bring_file

PLANTED = "Delivery on time"


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """A home goods shop of the smallest size at which its driver is sure to be seen."""
    path = tmp_path_factory.mktemp("satisfaction") / "home.db"
    bring(path, trade="home-goods", customers=1500, seed=4)
    return path


@pytest.fixture
def home(company, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    return company


def test_the_planted_driver_is_the_answer_and_the_mere_correlate_is_not_in_the_plan(home):
    at = visit("satisfaction")
    text = said(at)
    assert f"**{PLANTED}" in text
    assert "The plan" in text and f"**{PLANTED}**" in text and "**Careful packaging**" not in text
    assert "Associated, not proven" in text


def test_who_said_so_is_listed_and_stands_in_the_address(home):
    at = visit("satisfaction", {"said-of": PLANTED, "said": "worst"})
    survey = gather(answers(Store(home)))
    column = [item.name for item in survey.items].index(PLANTED)
    who = set(survey.customer[survey.items[column].scale.worst(survey.performance[:, column])].tolist()) - {-1}
    listed = at.dataframe[0].value
    assert 0 < len(listed) <= len(who)
    assert f"{len(listed):,} of the" in said(at)
    again = visit("satisfaction", {name: at.query_params[name] for name in ("said-of", "said")})
    assert again.dataframe[0].value.equals(listed)


def test_a_line_of_the_plan_opens_those_it_is_for_and_closes_them_again(home):
    at = visit("satisfaction")
    [button] = [one for one in at.button if one.key == "plan-0"]
    number = int(button.label.split()[2].replace(",", ""))
    healthy(button.click().run())
    assert len(at.dataframe[0].value) == number and f"{number:,} customers with an order gave “{PLANTED}”" in said(at)
    assert visit("satisfaction", {"plan": PLANTED}).dataframe[0].value.equals(at.dataframe[0].value)
    [button] = [one for one in at.button if one.key == "plan-0"]
    assert button.label == "Close the list"
    assert not healthy(button.click().run()).dataframe


def test_a_filter_and_a_wave_choose_the_answers(home):
    read = frames(Store(home))
    name, values = next(iter(company_of(read.orders, read.refunds, read.customers).fields().items()))
    plain, filtered = visit("satisfaction"), visit("satisfaction", {f"f_{name}": [values[0]]})
    assert "everybody who answered" in said(plain) and "everybody who answered" not in said(filtered)
    survey = gather(answers(Store(home)))
    one = visit("satisfaction", {"wave": survey.waves[-1].label})
    assert f"{int((survey.wave == len(survey.waves) - 1).sum())} questionnaires" in said(one)


def test_the_index_by_group_says_how_it_is_made(home):
    at = visit("satisfaction")
    assert [row[0] for row in tables(at)[-1][1:]] == ["People", "Product", "Premises"]
    assert "never taken for 0" in said(at)


@pytest.mark.parametrize("shop", ["empty", "sample"])
def test_without_answers_the_page_teaches(shop, workspace):
    workspace(shop)
    at = visit("satisfaction")
    assert "Bring the answers to a survey" in said(at)
    assert {"Add your survey", "Open the demonstration company"} <= {button.label for button in at.button}


@pytest.mark.parametrize("people", [1, 6, 40])
def test_few_answers_have_no_plan_and_say_what_would_be_enough(people, tmp_path, monkeypatch):
    path = tmp_path / "few.db"
    rows = "".join(f"2026-03-{1 + n % 28:02},{1 + n % 5},{1 + (3 * n) % 5},{1 + (7 * n) % 5}\n" for n in range(people))
    data = f"date,Overall satisfaction (1-5),Staff (1-5),{HOSTILE[1].replace(',', ' ')} (1-5)\n{rows}".encode()
    bring_file(path, data, name="survey.csv", source="survey")
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = visit("satisfaction")
    if people < 30:
        assert "What matters most can’t be told" in said(at) and "The plan" not in said(at)
    assert "http://evil" not in said(at)


def test_of_very_many_answers_the_values_come_first_and_the_intervals_fill_in(home, monkeypatch):
    """Drawn in the background: the same plan, then the map and the same picture as at once."""
    at_once = visit("satisfaction")
    monkeypatch.setattr("components.satisfaction.AT_ONCE", 0)
    started = []
    start = Jobs.start
    monkeypatch.setattr(Jobs, "start", lambda self, key, *rest, **more: started.append(key) or start(self, key, *rest, **more))
    first = visit("satisfaction", {"wave": "none such"})
    assert f"**{PLANTED}" in said(first) and len(started) == 1
    then = waited(first)
    assert said(then) == said(at_once)
    assert [one.proto.spec for one in then.get("plotly_chart")] == [one.proto.spec for one in at_once.get("plotly_chart")]
    assert len(visit("satisfaction").get("plotly_chart")) == len(at_once.get("plotly_chart")) and len(started) == 1
