"""Records: complaints, contacts, memberships, rewards, referrals and spending, row by row."""

import pytest

from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, checked, parties, query


def table(kind, *rows, **said):
    """Check a table of a kind by its header and rows."""
    return checked(exports.table(*rows), file=f"{kind}.csv", **said)


def seconds(day: str) -> int:
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


COMPLAINTS = ("complaint_id", "customer_id", "opened_at", "closed_at", "category", "text", "status", "solution")


def test_a_complaint_keeps_its_cause_its_end_and_what_was_done():
    """The state in Rapport's words; a blank one is told by whether it was closed."""
    found = table(
        "complaints",
        COMPLAINTS,
        ("C-1", "17", "2026-01-05 11:10", "2026-01-07 12:10", "delivery", "Late", "Solved", "replaced"),
        ("C-2", "", "2026-01-06", "", "quality", "", "", ""),
        ("C-3", "18", "2026-01-08", "2026-01-08", "billing", "", "declined", ""),
    )
    rows = found.frames["complaint"].select("key", "who", "state", "cause", "resolution", "comment", "opened_at", "closed_at").rows()
    assert rows == [
        ("C-1", "17", "resolved", "delivery", "replaced", "Late", seconds("2026-01-05T11:10"), seconds("2026-01-07T12:10")),
        ("C-2", None, "open", "quality", None, None, seconds("2026-01-06"), None),
        ("C-3", "18", "rejected", "billing", None, None, seconds("2026-01-08"), seconds("2026-01-08")),
    ]


def test_a_complaint_closed_before_it_was_opened_is_to_fix():
    """On the same day without a clock it is not."""
    found = table("complaints", COMPLAINTS, ("C-1", "17", "2026-01-05 11:10", "2026-01-04", "delivery", "", "", ""),
                  ("C-2", "17", "2026-01-05 11:10", "2026-01-05", "delivery", "", "", ""))  # fmt: skip
    assert [(bad.row, bad.column) for bad in found.bad] == [(2, "closed_at")]
    assert found.frames["complaint"]["key"].to_list() == ["C-2"]


def test_of_two_states_of_one_record_the_later_stands():
    """The row that is the same again is a duplicate, the other one an earlier state."""
    first = ("C-1", "17", "2026-01-05", "", "delivery", "", "open", "")
    last = ("C-1", "17", "2026-01-05", "2026-01-09", "delivery", "", "closed", "")
    found = table("complaints", COMPLAINTS, first, last, last)
    assert {ignored.reason: ignored.numbers.to_list() for ignored in found.ignored} == {
        "duplicate of an earlier row": [3], "an earlier state of the same row": [2],
    }  # fmt: skip
    assert found.frames["complaint"]["state"].to_list() == ["resolved"]


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("response_minutes", "35", 35),
        ("Response time (hours)", "1.5", 90),
        ("first response time", "00:35:30", 35.5),
        ("Время ответа", "7", 7),
    ],
)
def test_the_time_a_customer_waited_is_in_minutes(header, cell, minutes):
    """Whatever the file's unit."""
    found = table("calls", ("call_id", "email", "call date", "type", header), ("1", "a@example.org", "2026-01-05", "call", cell))
    assert found.reading.kind == "interactions"
    assert found.frames["interaction"]["response_minutes"].to_list() == [minutes]


def test_a_membership_is_one_whatever_changes_in_it(tmp_path):
    """Without a number the programme and the member tell it from others; a later file says what has changed."""
    store = Store(tmp_path / "one.db")
    headers = ("programme", "email", "member since", "level", "points")
    bring(store, exports.table(headers, ("Club", "a@example.org", "2026-01-05", "silver", "10")), file="club.csv")
    later = bring(store, exports.table(headers, ("Club", "A@example.org", "2026-01-05", "gold", "120")), file="club.csv")
    assert later.updated["memberships"] == 1
    assert query(store, "SELECT level, points FROM membership") == [("gold", 120.0)]


def test_a_membership_of_nobody_is_to_fix():
    """A card that says no customer counts for nobody."""
    found = table("club", ("card number", "programme", "email", "member since"), ("M1", "Club", "", "2026-01-05"))
    assert [(bad.row, bad.needed) for bad in found.bad] == [(2, "a customer")]


def test_a_referral_joins_two_people_and_makes_them_no_one(tmp_path):
    """Both are customers; neither is the other."""
    store = Store(tmp_path / "one.db")
    headers = ("referral_id", "date", "email", "friend email", "referred_number", "result")
    bring(store, exports.table(headers, ("1", "2026-01-05", "a@example.org", "b@example.org", "C9", "bought")), file="referrals.csv")
    assert parties(store) == {
        frozenset({("email", "", "a@example.org")}),
        frozenset({("email", "", "b@example.org"), ("number", "own", "C9")}),
    }
    statement = "SELECT p.key, r.key, f.result FROM referral f JOIN party p ON p.id = f.party_id JOIN party r ON r.id = f.referred_id"
    assert query(store, statement) == [("email::a@example.org", "email::b@example.org", "bought")]


SPENDING = ("Month", "Channel", "Type", "Cost, EUR")


def test_spending_by_month_lasts_the_whole_month():
    """In the header's currency, for what it says it was for."""
    found = table("spending", SPENDING, ("2026-02", "search", "Advertising", "1,200.50"), ("03.2026", "letters", "win-back", "80.00"))
    assert found.frames["spend"].select("spent_at", "spent_until", "purpose", "channel", "amount", "currency").rows() == [
        (seconds("2026-02-01"), seconds("2026-02-28"), "acquisition", "search", 120_050, "EUR"),
        (seconds("2026-03-01"), seconds("2026-03-31"), "retention", "letters", 8_000, "EUR"),
    ]


def test_what_a_spending_was_for_and_nobody_knows_is_said():
    """It is taken as acquisition, and keeps its own word."""
    found = table("spending", SPENDING, ("2026-02", "search", "Spring 26", "100.00"))
    assert found.frames["spend"].select("purpose", "attributes").rows() == [("acquisition", '{"purpose": "Spring 26"}')]
    assert any("“spring 26”" in warning for warning in found.warnings)


def test_equal_spendings_are_real(tmp_path):
    """Rows without a number are never duplicates of each other, and the same file twice adds nothing."""
    store = Store(tmp_path / "one.db")
    data = exports.table(SPENDING, *[("2026-02", "search", "ads", "100.00")] * 2)
    assert bring(store, data, file="spending.csv").added["spending"] == 2
    assert bring(store, data, file="spending.csv").batch is None


def test_a_reward_need_not_have_a_worth():
    """Points alone are one."""
    found = table(
        "rewards", ("redemption id", "email", "redeemed at", "points", "reward"), ("1", "a@example.org", "2026-01-05", "50", "coffee")
    )
    assert found.frames["reward"].select("points", "amount", "programme").rows() == [(50.0, None, "loyalty programme")]
