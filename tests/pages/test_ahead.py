"""What is still to come, on the retention page: the observed curve at once, the forecast when it is made, for those who are chosen."""

import json
import threading

import pytest

from analysis.company import company
from analysis.lifetime_value import lifetime_value
from components.jobs import KEPT, Jobs
from components.sentences import lifetime_value as sentences
from models.frames import frames
from models.store import Store
from tests.demonstration import bring
from tests.pages.conftest import healthy, said, visit, waited
from tests.pages.test_jobs import finished

AHEAD = "What is still to come?"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """A company of 900 customers."""
    path = tmp_path_factory.mktemp("invented") / "company.db"
    bring(path, trade="home-goods", customers=900)
    return path


@pytest.fixture(name="shown")
def shown_one(known, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(known))
    return known


def settled(query=None):
    """The page, once its forecast is made."""
    return waited(visit("retention", query))


def traces(at) -> list[str]:
    return [trace.get("name") for trace in json.loads(at.get("plotly_chart")[0].proto.spec)["data"]]


def test_the_forecast_is_that_of_analysis_and_continues_the_curve(shown):
    at = settled()
    read = frames(Store(shown))
    found = lifetime_value(company(read.orders, read.refunds, read.customers))
    assert AHEAD in [header.value for header in at.header]
    assert sentences.to_come_answer(found) in [markdown.value for markdown in at.markdown]
    assert ("projected" in traces(at)) == (found.orders.curve is not None) == ("Dashed" in said(at))
    assert "Put to the test" in said(at)


def test_the_observed_curve_does_not_wait_for_it(shown, monkeypatch):
    """While the forecast is being made the page says so, and has its picture and its answer."""
    gate = threading.Event()
    monkeypatch.setattr("components.ahead.lifetime_value", lambda *_, **__: gate.wait(30))
    at = visit("retention", {"period": "quarter", "free": "false"})
    gate.set()
    assert "is being made" in said(at) and "hover pooled" in traces(at) and "projected" not in traces(at)
    assert "Of 100 customers" in said(at)


def test_a_view_that_was_left_is_not_forecast(shown, monkeypatch):
    """The next view's forecast waits for the one that runs; what nobody waits for any more is not begun; it is when somebody comes back."""
    gate, made = threading.Event(), []

    def slow(*_, period, **__):
        made.append(period)
        assert gate.wait(30)
        return lifetime_value(*_, period=period, **__)

    monkeypatch.setattr("components.ahead.lifetime_value", slow)
    at = visit("retention", {"free": "false", "f_first_size": "50 to 100"})
    for period in ("quarter", "week"):
        at.button_group(key="period").set_value(period)
        at.run()
    gate.set()
    for thread in threading.enumerate():
        if thread.name.startswith("job-"):
            thread.join(60)
    healthy(at.run())
    assert made == ["month", "week"] and "is being made" not in said(at)


def test_a_filter_has_a_forecast_of_its_own(shown):
    at = settled({"f_first_size": "under 20"})
    read = frames(Store(shown))
    found = company(read.orders, read.refunds, read.customers)
    one = lifetime_value(found, mask=found.mask({"first_size": ["under 20"]}))
    assert sentences.to_come_answer(one) in [markdown.value for markdown in at.markdown]


def test_customers_chosen_by_what_is_known_later_come_with_a_warning(shown):
    assert "known only later" in said(visit("retention", {"f_satisfied": "yes"}))
    assert "known only later" not in said(visit("retention", {"f_first_size": "under 20"}))


@pytest.mark.parametrize("query", [{"kind": "still_here"}, {"kind": "returned"}, {"group": "first_size"}])
def test_other_curves_are_not_projected(query, shown):
    """Groups have no forecast beside them; other kinds have, but their curve is not continued."""
    at = settled(query)
    assert "projected" not in traces(at)
    assert (AHEAD in [header.value for header in at.header]) == ("group" not in query)


def test_a_forecast_that_fails_says_so(shown, monkeypatch, capsys):
    def fails(*_, **__):
        raise KeyError("x")

    monkeypatch.setattr("components.ahead.lifetime_value", fails)
    assert "could not be made" in said(settled({"period": "week", "free": "false"}))
    assert "KeyError" in capsys.readouterr().err


@pytest.mark.parametrize("shop", ["few_gaps", "one_customer", "guests_only", "cancelled_only", "hostile", "one_order", "two_currencies"])
def test_where_it_cannot_be_told_nothing_breaks(shop, workspace):
    workspace(shop)
    at = settled()
    assert "could not be made" not in said(at) and "is being made" not in said(at)


def test_jobs_that_are_over_are_kept_in_number():
    jobs = Jobs()
    for number in range(KEPT + 10):
        finished(jobs.start(str(number), "forecast", lambda job: 1))
    assert jobs.get("9") is None and jobs.get(str(KEPT + 9)) is not None
    assert sum(jobs.get(str(number)) is not None for number in range(KEPT + 10)) == KEPT
