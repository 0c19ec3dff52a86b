"""Lists of customers: who is one, whose account they are, and what is kept of them."""

import json

from models.frames import frames
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, checked, parties, query, rows, take_back

LIST = ("customer_id", "name", "email", "company", "customer type", "country", "birthday", "signup_date", "phone", "segment")


def person(number="17", name="Mira Holm", email="mira@example.org", company="", kind="B2C", segment="A"):
    return (number, name, email, company, kind, "NO", "1984-11-02", "2024-03-14", "+47 555 01", segment)


def stored(store, what="name, market, country, birth_date, joined_at, attributes"):
    return query(store, f"SELECT {what} FROM party WHERE party_type = 'customer' ORDER BY key")


def test_a_list_says_who_they_are_and_every_further_column_is_kept(tmp_path):
    """A phone too: as an attribute, never as an identity."""
    store = Store(tmp_path / "one.db")
    bring(store, exports.table(LIST, person()), file="customers.csv")
    [(name, market, country, born, joined, attributes)] = stored(store)
    assert (name, market, country, born, joined) == ("Mira Holm", "consumer", "NO", "1984-11-02", "2024-03-14")
    assert json.loads(attributes) == {"phone": "+47 555 01", "segment": "A"}


def test_a_day_of_birth_is_kept_whatever_the_year(tmp_path):
    """No business has orders of 1951: customers were born then."""
    store = Store(tmp_path / "one.db")
    old, young = list(person("17")), list(person("18", email="tara@example.org"))
    old[6], young[6] = "1951-03-14", "2004-07-20"
    report = bring(store, exports.table(LIST, old, young), file="customers.csv")
    assert (report.bad_rows, query(store, "SELECT birth_date FROM party ORDER BY birth_date")) == (0, [("1951-03-14",), ("2004-07-20",)])


def test_a_shared_phone_or_company_joins_nobody(tmp_path):
    """Two people of one firm are two customers, and the firm is their account, not a third."""
    store = Store(tmp_path / "one.db")
    report = bring(
        store, exports.table(LIST, person("17", company="Holm Ltd"), person("18", "Tara", "tara@example.org", "HOLM LTD ")), file="c.csv"
    )
    assert report.added["customers"] == 2
    assert len(frames(store).customers) == 2
    accounts = "SELECT p.name, a.name, a.kind, a.party_type FROM party p JOIN party a ON a.id = p.account_id ORDER BY p.name"
    assert query(store, accounts) == [("Mira Holm", "Holm Ltd", "organisation", "account"), ("Tara", "Holm Ltd", "organisation", "account")]


def test_an_account_that_buys_is_a_customer_whichever_file_came_first(tmp_path):
    """A deal names the firm; the list of contacts names its people."""
    people = exports.table(LIST, person(company="Holm Ltd"))
    deals = exports.table(("deal_id", "company", "date", "amount"), ("1", "Holm Ltd", "2026-01-05", "500.00"))
    for name, files in {"one": (people, deals), "other": (deals, people)}.items():
        store = Store(tmp_path / f"{name}.db")
        for data in files:
            bring(store, data)
        assert sorted(frames(store).customers["name"]) == ["Holm Ltd", "Mira Holm"], name
        assert query(store, "SELECT count(*) FROM party WHERE account_id IS NOT NULL") == [(1,)]


def test_a_survey_meets_the_shops_customer_and_a_crms_number_once_a_file_has_both(tmp_path):
    """By e-mail at once; by number when a row carries both."""
    store = Store(tmp_path / "one.db")
    bring(store, exports.shopify({"Name": "#1", "Email": "mira@example.org", "Total": "5.00"}))
    bring(store, exports.table(("email", "date", "Staff (1-5)"), ("MIRA@example.org", "2026-02-01", "4")), file="survey.csv")
    bring(
        store,
        exports.table(("complaint_id", "customer_id", "opened_at", "category"), ("1", "C17", "2026-02-02", "late")),
        file="complaints.csv",
    )
    assert len(parties(store)) == 2
    bring(store, exports.table(LIST, person("C17")), file="customers.csv")
    assert parties(store) == {frozenset({("email", "", "mira@example.org"), ("number", "own", "C17")})}
    who = "SELECT (SELECT count(DISTINCT party_id) FROM (SELECT party_id FROM orders UNION ALL SELECT party_id FROM response UNION ALL "
    assert query(store, who + "SELECT party_id FROM complaint))") == [(1,)]
    take_back(store)
    assert len(parties(store)) == 2


def test_a_list_names_people_before_their_orders_do(tmp_path):
    """What the list says stands, whichever came first; an order names only whom no list has named."""
    orders = exports.table(("order_id", "customer_id", "name", "date", "amount"), ("1", "17", "M. Holm", "2026-05-01", "5.00"))
    people = exports.table(LIST, person())
    for name, files in {"one": (people, orders), "other": (orders, people)}.items():
        store = Store(tmp_path / f"{name}.db")
        for data in files:
            bring(store, data)
        assert stored(store, "name") == [("Mira Holm",)], name


def test_a_later_list_says_what_has_changed_and_the_rest_stays(tmp_path):
    """A blank cell takes nothing away; an undo brings everything back."""
    store = Store(tmp_path / "one.db")
    bring(store, exports.table(LIST, person()), file="c.csv")
    before = rows(store)
    later = bring(store, exports.table(("customer_id", "segment", "country", "note"), ("17", "B", "", "likes wool")), file="customers.csv")
    assert (later.updated["customers"], later.added["customers"]) == (1, 0)
    [(country, attributes)] = stored(store, "country, attributes")
    assert (country, json.loads(attributes)) == ("NO", {"phone": "+47 555 01", "segment": "B", "note": "likes wool"})
    take_back(store)
    assert rows(store) == before


def test_the_same_customer_twice_in_a_list_is_one_and_the_later_row_stands():
    """By e-mail, whatever its capitals; the row is counted as said again."""
    found = checked(
        exports.table(LIST, person("17"), person("18", email="MIRA@example.org", segment="B"), person("17")), file="customers.csv"
    )
    assert {i.reason: i.numbers.to_list() for i in found.ignored} == {"duplicate of an earlier row": [4], "same customer again": [3]}


def test_a_list_of_organisations_knows_them_by_number_and_name(tmp_path):
    """No person stands in a row: the number is the organisation's."""
    store = Store(tmp_path / "one.db")
    bring(
        store, exports.table(("account_id", "company", "country"), ("A1", "Holm Ltd", "NO"), ("A2", "Quist AB", "SE")), file="companies.csv"
    )
    assert parties(store) == {
        frozenset({("number", "own", "A1"), ("organisation", "", "holm ltd")}),
        frozenset({("number", "own", "A2"), ("organisation", "", "quist ab")}),
    }
    assert query(store, "SELECT DISTINCT kind FROM party") == [("organisation",)]


def test_a_row_that_names_nobody_is_to_fix():
    """A list of numbers and e-mails in which a row has neither."""
    found = checked(exports.table(LIST, person(), person("", "No Id At All", "")), file="customers.csv")
    assert [(bad.row, bad.column) for bad in found.bad] == [(3, "customer_id")]


def test_a_supplier_is_a_party_and_no_customer(tmp_path):
    """It stands in the list, and in no count of customers."""
    store = Store(tmp_path / "one.db")
    headers = ("customer_id", "company", "party type")
    bring(store, exports.table(headers, ("1", "Holm Ltd", "supplier"), ("2", "Quist AB", "distributor")), file="partners.csv")
    assert frames(store).customers["name"].to_list() == ["Quist AB"]
