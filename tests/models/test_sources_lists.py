"""What lists of customers, tickets and spending mean."""

import pytest

from tests.models.outcomes import brought
from tests.models.workspaces import query

PEOPLE = {
    "hubspot_contacts": {
        "Mira Holm": {("email", "mira@example.org"), ("number", "501"), ("number", "503")},
        "Tara Quist": {("number", "502")},
        "Holm Ltd": {("organisation", "holm ltd")},
    },
    "hubspot_companies": {
        "Holm Ltd": {("organisation", "holm ltd"), ("number", "501")},
        "Quist Ltd": {("organisation", "quist ltd"), ("number", "502")},
    },
    "salesforce_contacts": {
        "Mira Holm": {("email", "mira@example.org")},
        "Tara Quist": {("email", "tara@example.org")},
        "Holm Ltd": {("organisation", "holm ltd")},
        "Quist Ltd": {("organisation", "quist ltd")},
    },
    "salesforce_accounts": {"Holm Ltd": {("organisation", "holm ltd")}, "Paper Ltd": {("organisation", "paper ltd")}},
    "zoho_contacts": {
        "Mira Holm": {("email", "mira@example.org"), ("number", "zcrm_91")},
        "Tara Quist": {("number", "zcrm_92")},
        "Holm Ltd": {("organisation", "holm ltd")},
    },
    "shopify_customers": {"Mira Holm": {("email", "mira@example.org"), ("number", "7001")}, "Tara Quist": {("number", "7002")}},
    "mailchimp_audience": {"Mira Holm": {("email", "mira@example.org")}, "Tara Quist": {("email", "tara@example.org")}},
    "klaviyo_profiles": {
        "Mira Holm": {("email", "mira@example.org"), ("number", "01A")},
        "Tara Quist": {("email", "tara@example.org"), ("number", "01B")},
    },
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_list_says_who_is_who(store, name):
    """Equal e-mails are one customer; numbers identify within their system; a company beside a person is an account."""
    assert brought(store, name).people == PEOPLE[name]


def test_hubspots_contact_again_is_said(store):
    """An e-mail that differs in capitals alone."""
    assert brought(store, "hubspot_contacts").ignored == {"same customer again": 1}


def test_hubspots_companies_and_contacts_are_counted_apart(store):
    """Record ID 501 of a company is not contact 501."""
    brought(store, "hubspot_contacts")
    found = brought(store, "hubspot_companies")
    assert ("number", "501") in found.people["Mira Holm"] and ("number", "501") in found.people["Holm Ltd"]
    assert set(found.people) == {"Mira Holm", "Tara Quist", "Holm Ltd", "Quist Ltd"}


def test_what_says_nothing_of_the_customer_is_not_kept(store):
    """Addresses and places of computers, ids of records; the rest is kept as it is."""
    found = brought(store, "mailchimp_audience")
    assert found.kept["Mira Holm"] == {"Birthday": "11/02", "MEMBER_RATING": "4", "TAGS": "club"}
    assert dict(query(store, "SELECT name, joined_at FROM party"))["Tara Quist"].startswith("2026-01-16")


def test_shopifys_totals_of_a_customer_are_no_revenue(store):
    """They are kept beside the customer; there is no order."""
    found = brought(store, "shopify_customers")
    assert found.kept["Mira Holm"]["Total Spent"] == "95.00"
    assert found.counted == {}


COMPLAINTS = "SELECT key, state, cause, channel, comment, datetime(closed_at, 'unixepoch') FROM complaint ORDER BY key"


def test_zendesks_tickets_are_complaints_of_the_requester(store):
    """Solved is resolved; a deleted ticket is nothing; the organisation is the account."""
    found = brought(store, "zendesk_tickets")
    assert query(store, COMPLAINTS) == [
        ("701", "resolved", "Problem", "Mail", "Broken mug", "2026-01-06 12:00:00"),
        ("702", "open", "Question", "Web Form", "Late parcel", None),
    ]
    assert found.people["Tara Quist"] == {("email", "tara@example.org"), ("number", "32")}
    assert found.ignored == {"deleted ticket": 1}


def test_freshdesks_ticket_ends_when_it_was_resolved(store):
    """Else when it was closed; how soon the first answer came is kept."""
    found = brought(store, "freshdesk_tickets")
    assert query(store, COMPLAINTS) == [
        ("801", "resolved", "Problem", "Email", "Broken mug", "2026-01-06 12:00:00"),
        ("802", "open", "Question", "Portal", "Late parcel", None),
    ]
    assert found.people["Mira Holm"] == {("email", "mira@example.org")}


SPENDING = "SELECT date(spent_at, 'unixepoch'), date(spent_until, 'unixepoch'), purpose, channel, amount, currency FROM spend ORDER BY id"


def test_google_ads_without_days_is_spending_of_the_period_above(store):
    """To win customers; the total is no spending."""
    found = brought(store, "google_ads")
    assert query(store, SPENDING) == [
        ("2026-01-01", "2026-01-31", "acquisition", "Google Ads", 12050, "EUR"),
        ("2026-01-01", "2026-01-31", "acquisition", "Google Ads", 425, "EUR"),
    ]
    assert found.ignored == {"total row": 1}


def test_metas_currency_stands_in_the_header(store):
    """The row without a campaign is the total."""
    found = brought(store, "meta_ads")
    assert query(store, SPENDING) == [
        ("2026-01-01", "2026-01-31", "acquisition", "Meta Ads", 6000, "GBP"),
        ("2026-01-01", "2026-01-31", "acquisition", "Meta Ads", 2450, "GBP"),
    ]
    assert found.ignored == {"total row": 1}


def test_yandex_directs_days_are_roubles(store):
    """The row of totals is no spending."""
    found = brought(store, "yandex_direct")
    assert query(store, SPENDING) == [
        ("2026-01-05", None, "acquisition", "Yandex Direct", 150050, "RUB"),
        ("2026-01-16", None, "acquisition", "Yandex Direct", 70000, "RUB"),
    ]
    assert found.ignored == {"total row": 1}
