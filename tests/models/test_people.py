"""Who is who: identities of one row are one party, and files are joined through them."""

import random

import pytest

from tests.models import exports
from tests.models.workspaces import bring, by_key, parties, query, rows, take_back

HEADERS = ("order_id", "customer_id", "email", "order_date", "amount")


def file(*people, first=1):
    """One order for each (customer number, e-mail)."""
    return exports.table(HEADERS, *((str(first + n), number, email, "2026-01-05", "5.00") for n, (number, email) in enumerate(people)))


def together(*identities, shop="own"):
    return frozenset(("email", "", i) if "@" in i else ("number", shop, i) for i in identities)


def test_two_identities_of_one_row_are_one_party(store):
    """And what hangs together through any of them."""
    bring(store, file(("C1", "a@example.org"), ("C1", ""), ("", "a@example.org"), ("C2", "a@example.org"), ("C3", "c@example.org")))
    assert parties(store) == {together("C1", "C2", "a@example.org"), together("C3", "c@example.org")}
    assert query(store, "SELECT count(DISTINCT party_id) FROM orders") == [(2,)]


def test_known_parties_merge_and_an_undo_parts_them(store):
    """A later file says that two are one: their orders come together, and apart again."""
    bring(store, file(("C1", ""), ("C2", ""), ("", "b@example.org")))
    before = rows(store)
    report = bring(store, file(("C1", "b@example.org"), first=10))
    assert parties(store) == {together("C1", "b@example.org"), together("C2")}
    assert query(store, "SELECT count(*) FROM party") == [(2,)]
    assert query(store, "SELECT count(DISTINCT party_id) FROM orders WHERE key IN ('1', '3', '10')") == [(1,)]
    assert report.added["customers"] == 0
    take_back(store)
    assert rows(store) == before
    assert parties(store) == {together("C1"), together("C2"), together("b@example.org")}


def test_number_0_is_nobody(store):
    """Every till writes 0 for a walk-in; with an e-mail beside it the e-mail says who it is."""
    bring(store, file(("0", ""), ("0", "a@example.org"), ("0", "b@example.org"), ("00", "")))
    assert parties(store) == {together("a@example.org"), together("b@example.org"), together("00")}


def test_an_e_mail_joins_shops_and_a_number_does_not(store):
    """Customer 7 of one shop is not customer 7 of another, unless they share an e-mail."""
    bring(store, file(("7", "a@example.org"), ("8", "")), shop="north")
    bring(store, file(("7", ""), ("9", "A@example.org")), shop="south")
    assert parties(store) == {
        together("7", "a@example.org", shop="north") | together("9", shop="south"),
        together("8", shop="north"),
        together("7", shop="south"),
    }


def test_a_cell_without_an_at_sign_is_no_e_mail(store):
    """“none” in an e-mail column joins nobody."""
    bring(store, file(("C1", "none"), ("C2", "none"), ("C3", "-")))
    assert parties(store) == {together("C1"), together("C2"), together("C3")}


def test_a_name_identifies_only_where_nothing_else_does(store):
    """Two Mira Holms with numbers are two; without numbers or e-mails in the file the name within the shop is all there is."""
    named = exports.table(
        ("order_id", "customer_id", "customer_name", "order_date", "amount"),
        ("1", "C1", "Mira Holm", "2026-01-05", "5.00"),
        ("2", "C2", "Mira Holm", "2026-01-05", "5.00"),
        ("3", "", "Mira Holm", "2026-01-05", "5.00"),
    )
    bring(store, named)
    assert parties(store) == {together("C1"), together("C2")}
    bring(
        store,
        exports.woo_analytics(
            {"Date": "2026-01-10", "Order #": "7", "Customer": "Mira Holm", "Net Sales": "5.00"},
            {"Date": "2026-01-11", "Order #": "8", "Customer": "mira  holm ", "Net Sales": "5.00"},
        ),
    )
    assert parties(store) == {together("C1"), together("C2"), frozenset({("name", "woocommerce", "mira holm")})}


def test_a_party_is_named_by_its_latest_order_and_keyed_by_its_best_identity(store):
    """E-mail before number before name; the key changes when a better identity comes."""
    headers = ("order_id", "customer_id", "email", "customer_name", "order_date", "amount")
    bring(
        store,
        exports.table(headers, ("1", "C1", "", "Mira Berg", "2026-03-05", "5.00"), ("2", "C1", "", "Mira Holm", "2026-04-05", "5.00")),
    )
    assert query(store, "SELECT key, name FROM party") == [("number:own:C1", "Mira Holm")]
    report = bring(store, exports.table(headers, ("3", "C1", "a@example.org", "", "2026-05-05", "5.00")))
    assert query(store, "SELECT key, name FROM party") == [("email::a@example.org", "Mira Holm")]
    assert report.updated["customers"] == 1


def naive(files):
    """Join identities one by one, as one would by hand."""
    parent = {}

    def root(identity):
        parent.setdefault(identity, identity)
        while parent[identity] != identity:
            identity = parent[identity]
        return identity

    for people in files:
        for number, email in people:
            said = ([("email", "", email.lower())] if email else []) + ([("number", "own", number)] if number not in ("", "0") else [])
            for identity in said:
                parent[root(identity)] = root(said[0])
    groups = {}
    for identity in parent:
        groups.setdefault(root(identity), set()).add(identity)
    return {frozenset(group) for group in groups.values()}


@pytest.mark.parametrize("seed", range(8))
def test_resolution_agrees_with_joining_one_by_one(store, seed):
    """Random people over several files, sparse and dense, against a naive union-find; the counts add up."""
    chance = random.Random(seed)
    people = chance.choice([4, 15, 60])
    files = [
        [
            (
                chance.choice(["", "0", *(f"C{n}" for n in range(people))]),
                chance.choice(["", *(f"P{n}@example.org" for n in range(people))]),
            )
            for _ in range(chance.choice([1, 10, 40]))
        ]
        for _ in range(4)
    ]
    for place, said in enumerate(files, start=1):
        before = query(store, "SELECT count(*) FROM party")[0][0]
        report = bring(store, file(*said, first=1000 * place), source="orders")
        assert parties(store) == naive(files[:place])
        now = query(store, "SELECT count(*) FROM party")[0][0]
        assert now <= before + report.added["customers"]
        assert query(
            store, "SELECT count(*) FROM orders o LEFT JOIN party p ON p.id = o.party_id WHERE o.party_id IS NOT NULL AND p.id IS NULL"
        ) == [(0,)]
    seen = by_key(store)
    bring(store, file(*files[0], first=1000), source="orders")
    assert by_key(store) == seen


def test_every_order_belongs_to_the_party_that_its_row_names(store):
    """The joined identities and the orders' parties are one and the same."""
    people = [("C1", "a@example.org"), ("C2", ""), ("", ""), ("C2", "B@example.org"), ("0", "b@example.org")]
    bring(store, file(*people))
    key = {row[1]: row[2] for row in by_key(store)["orders"]}
    assert key == {
        "1": "email::a@example.org",
        "2": "email::b@example.org",
        "3": None,
        "4": "email::b@example.org",
        "5": "email::b@example.org",
    }
