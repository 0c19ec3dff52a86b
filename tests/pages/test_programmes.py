"""The page of programmes: what joining seems to do and does, what members are given, what it costs, who they are."""

from datetime import date, timedelta

import numpy as np
import pytest

from models.frames import frames
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring as store_table
from tests.pages.conftest import healthy, said, settled, tables, visit
from tests.pages.shops import HOSTILE

ORDERS = ("order number", "customer number", "order date", "amount", "currency")
MEMBERS = ("programme", "customer number", "member since", "level")


def _orders(customers: int, each: int) -> list[tuple]:
    first = date(2025, 1, 3)
    when = [(who, nth, first + timedelta(days=30 * nth + who % 28)) for who in range(customers) for nth in range(each)]
    return [(f"{who}-{nth}", f"c{who}", day, "10.00", "EUR") for who, nth, day in when]


def _shop(path, *, members=(), rewards=(), customers=40, each=6):
    store = Store(path)
    store_table(store, exports.table(ORDERS, *_orders(customers, each)), file="orders.csv", source="orders")
    if members:
        store_table(store, exports.table(MEMBERS, *members), file="members.csv", source="memberships")
    if rewards:
        store_table(store, exports.table(*rewards), file="rewards.csv", source="rewards")
    return store


def test_the_naive_difference_stands_beside_what_is_left_of_it(home):
    at = settled("programmes")
    text = said(at)
    assert "are members of *Harbour Club*" in text
    assert "it looks like" in text and "Allowing for who joins" in text
    assert any("As it looks today" in picture.proto.alt for picture in at.get("plotly_chart"))
    assert "An offer adds up" in text and "No birthday offer shows" in text
    [costs] = [table for table in tables(at) if table[0][0] == "Quarter"]
    assert costs[0][1:4] == ["Rewards say", "Booked as spending", "Counted"]
    assert all(row[1] == row[2] == row[3] for row in costs[1:]), "the books hold the rewards: nothing is counted twice"


def test_members_and_all_others_are_listed(home):
    at = settled("programmes", {"who": "members"})
    members = len(at.dataframe[0].value)
    at.selectbox(key="who").set_value("others")
    others = len(healthy(at.run()).dataframe[0].value)
    buyers = frames(Store(home)).orders.filter(frames(Store(home)).orders["counted"])["customer"].drop_nulls().n_unique()
    assert members > 20 and members + others == buyers


def test_one_member_without_a_reward_is_told_without_a_number_it_cannot_carry(tmp_path, monkeypatch):
    path = tmp_path / "one.db"
    _shop(path, members=[("Club", "c1", "2025-03-01", "gold")])
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    text = said(settled("programmes"))
    assert "1 of 40 customers are members of *Club*" in text
    assert "can’t be told from so few" in text and "No reward is known" in text and "What it costs is not known" in text


def test_several_programmes_are_told_apart_and_one_can_be_chosen(tmp_path, monkeypatch):
    path = tmp_path / "two.db"
    members = [("Club", f"c{who}", "2025-03-01", "") for who in range(12)]
    members += [("Circle", f"c{who}", "2025-04-01", "") for who in range(6, 16)]
    _shop(path, members=members)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = settled("programmes", {"programme": "Circle", "who": "members"})
    [side] = [table for table in tables(at) if table[0][0] == "Programme" and "Of customers" in table[0]]
    assert [(row[0], row[1]) for row in side[1:]] == [("All together", "16"), ("Club", "12"), ("Circle", "10")]
    assert len(at.dataframe[0].value) == 10


def test_hostile_names_are_shown_as_they_are(tmp_path, monkeypatch):
    path = tmp_path / "hostile.db"
    members = [(HOSTILE[who % len(HOSTILE)], f"c{who}", "2025-03-01", HOSTILE[who % len(HOSTILE)]) for who in range(12)]
    rewards = [
        ("programme", "customer number", "rewarded at", "reward", "amount", "currency"),
        *((HOSTILE[k], f"c{k}", "2025-05-05", HOSTILE[k], "1.00", "EUR") for k in range(len(HOSTILE))),
    ]
    _shop(path, members=members, rewards=rewards)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = settled("programmes", {"who": "members"})
    for part in at.get("html"):
        assert "<img" not in part.proto.body
    for text in (part.value for part in at.markdown):
        assert "![x]" not in text and "**b**" not in text
    assert len(at.dataframe[0].value) == 12


def test_a_company_whose_orders_cannot_tell_a_rhythm_is_asked_for_it(tmp_path, monkeypatch):
    path = tmp_path / "short.db"
    _shop(path, members=[("Club", "c1", "2025-01-03", "")], customers=5, each=2)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = settled("programmes")
    assert "How many days usually lie between two orders" in said(at)


@pytest.mark.parametrize("shop, button", [("empty", "Add your orders"), ("sample", "Add members")])
def test_without_members_the_page_teaches(shop, button, workspace):
    workspace(shop)
    assert button in {one.label for one in visit("programmes").button}


def test_the_page_counts_the_same_members_as_the_orders_know(home):
    at = settled("programmes", {"who": "members"})
    [side] = [table for table in tables(at) if table[0][0] == "Programme" and "Of customers" in table[0]]
    assert np.int64(side[1][1].replace(",", "")) == len(at.dataframe[0].value)
