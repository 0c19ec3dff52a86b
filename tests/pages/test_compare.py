"""The page Compare: scenarios that were saved on What if, side by side, copied, renamed, deleted, and what has changed since."""

from datetime import date, datetime, timedelta

import pytest

from analysis.whatif.levers import Setting
from analysis.whatif.options import Options
from analysis.whatif.scenario import Scenario
from analysis.whatif.scenario import said as told
from models.scenarios import save as keep
from models.scenarios import scenarios
from models.store import Store
from tests.models import exports
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.shops import bring

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency")
NAME = "Keep *more* <b>=1+1</b>"


def rows(until: date):
    return [
        (f"{who}-{turn}", f"C{who}", f"{day} 10:00:00", "12.30", "EUR")
        for who in range(200)
        for turn in range(1 if who % 4 == 0 else 3 + who % 9)
        if (day := date(2024, 1, 1) + timedelta(days=2 * who + 30 * turn)) <= until
    ]


@pytest.fixture
def company(tmp_path, monkeypatch):
    path = tmp_path / "shop.db"
    bring(path, exports.table(HEADERS, *rows(date(2025, 6, 30))))
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    return path


def save(name, **moved):
    """Move a lever on the page What if, and save it there."""
    at = visit("whatif", {"lever": ["retention", "order_value"], **{f"move-{lever}": amount for lever, amount in moved.items()}})
    at.text_input(key="scenario-name").set_value(name)
    healthy(at.run())
    at.button(key="scenario-save").click()
    return healthy(at.run())


def pick(at, name):
    """Turn to one of them in the popover."""
    at.selectbox(key="managed").set_value(name)
    return healthy(at.run())


def kept(company):
    return [each.name for each in scenarios(Store(company))]


def test_nothing_is_saved_yet(company):
    assert "No scenario is saved yet" in said(visit("compare"))


def test_nothing_moved_is_nothing_to_save(company):
    at = visit("whatif", {"lever": ["retention"], "move-retention": "0"})
    at.text_input(key="scenario-name").set_value("Nothing")
    assert healthy(at.run()).button(key="scenario-save").disabled


def test_what_is_saved_on_what_if_stands_side_by_side_with_its_levers(company):
    save(NAME, retention="2")
    save("Dearer", order_value="5")
    assert kept(company) == [NAME, "Dearer"]
    first, second = scenarios(Store(company))
    assert first.said["address"]["move-retention"] == ["2"] and first.said["settings"][0]["amount"] == pytest.approx(0.02)
    assert second.result["difference"]["value"] > 0 and first.revision == Store(company).revision
    at = visit("compare")
    text = said(at)
    assert "looks best" in text and "over" in text and "<b>" not in text.replace("&lt;b&gt;", "")
    beside = {row[0]: row[1:] for row in tables(at)[0]}
    assert beside[""] == [NAME, "Dearer"] and beside["Who stays"] == ["+2 points a month", "as today"]
    assert beside["Value of an order"] == ["as today", "+5 %"] and beside["Cost"] == ["nothing", "nothing"]
    alone = visit("compare", {"scenarios": [str(second.id)]})
    assert "**Dearer is worth €" in said(alone)


def test_a_scenario_is_copied_renamed_and_deleted(company):
    save("Dearer", order_value="5")
    number = scenarios(Store(company))[0].id
    at = visit("compare")
    for name, button in (("Copy of it", "scenario-clone"), ("Much dearer", "scenario-rename")):
        at.text_input(key=f"new-name-{number}").set_value(name)
        at = healthy(at.run())
        at.button(key=button).click()
        at = healthy(at.run())
        if button == "scenario-clone":
            at = pick(at, str(number))
    assert kept(company) == ["Much dearer", "Copy of it"]
    at = pick(visit("compare"), str(number))
    at.button(key="scenario-delete").click()
    assert kept(company) == ["Copy of it"] or (healthy(at.run()) and kept(company) == ["Copy of it"])


def test_a_name_that_another_has_is_refused_in_words(company):
    save("Dearer", order_value="5")
    save("Keep", retention="1")
    at = visit("compare")
    at.text_input(key=f"new-name-{scenarios(Store(company))[1].id}").set_value("Dearer")
    at = healthy(at.run())
    at.button(key="scenario-rename").click()
    at.run()
    assert "a scenario named Dearer already" in at.error[0].value and kept(company) == ["Dearer", "Keep"]


def test_the_same_name_again_replaces_what_stands_under_it(company):
    save("Dearer", order_value="5")
    save("Dearer", order_value="8")
    [only] = scenarios(Store(company))
    assert only.said["settings"][0]["amount"] == pytest.approx(0.08)


def test_after_new_data_then_and_now_stand_side_by_side(company):
    save("Dearer", order_value="5")
    assert "What has changed since" not in [header.value for header in visit("compare").header]
    bring(company, exports.table(HEADERS, *rows(date(2026, 12, 31))))
    at = visit("compare")
    assert "What has changed since" in [header.value for header in at.header]
    assert "on data through 28 June 2025, came to" in said(at)


def test_while_the_links_from_ratings_are_worked_out_nothing_is_claimed_of_them(company, monkeypatch):
    rated = Scenario(name="Delivery", settings=(Setting(lever="attribute", target="Delivery", amount=0.3),), options=Options())
    keep(Store(company), "Delivery", told(rated), revision=1, as_of=date(2025, 6, 28), result={}, saved_at=datetime(2025, 7, 1))
    assert "In Delivery a lever has no effect" in said(visit("compare"))
    monkeypatch.setattr("components.whatif.awaited", lambda known: True)
    monkeypatch.setattr("components.whatif.wait", lambda known: None)
    assert "Delivery" not in said(visit("compare"))
    keep(Store(company), "Dearer", told(Scenario(name="", settings=(), options=Options())), revision=1, as_of=date(2025, 6, 28), result={},
         saved_at=datetime(2025, 7, 1))  # fmt: skip
    assert "changes nothing" in said(visit("compare", {"scenarios": [str(scenarios(Store(company))[1].id)]}))
