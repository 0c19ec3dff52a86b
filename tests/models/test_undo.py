"""Undo: what was there before a batch is there again, exactly."""

import random

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from models.errors import Cancelled, Refused
from models.ingest.commit import batches
from models.store import Store
from models.undo import undo
from tests.models import exports
from tests.models.workspaces import MOMENT, bring, by_key, net_of_orders, parties, query, rows, take_back

HEADERS = ("order_id", "customer_id", "email", "customer_name", "order_date", "amount", "currency", "status", "sku")
JANUARY = exports.plain(("1", "C1", "2026-01-05", "5.00"), ("2", "C2", "2026-01-06", "6.00"))
FEBRUARY = exports.plain(
    ("2", "C2", "2026-01-06", "6.00", "EUR", "refunded"), ("3", "C3", "2026-02-06", "6.00"), ("1", "C1", "2026-02-08", "-1.00")
)

ORDER = st.tuples(
    st.sampled_from(["", "1", "2", "3", "4"]),
    st.sampled_from(["", "0", "C1", "C2", "C3"]),
    st.sampled_from(["", "a@example.org", "B@example.org", "c@example.org"]),
    st.sampled_from(["", "Mira", "Tara"]),
    st.sampled_from(["2026-01-05", "2026-01-06", "2026-02-07"]),
    st.sampled_from(["5.00", "6.00", "-1.00", "0.00"]),
    st.sampled_from(["EUR", "USD"]),
    st.sampled_from(["paid", "refunded", "pending"]),
    st.sampled_from(["", "MUG", "CUP"]),
)


#: An example takes a workspace of its own: a failing one is shown as it was found.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


def plain_order(number, email):
    """A row of HEADERS."""
    return (number, "", email, "", "2026-01-05", "5.00", "EUR", "paid", "")


def tidy(store):
    """The workspace holds together: no row points at nothing, and no image of an undone batch is kept."""
    assert query(store, "PRAGMA foreign_key_check") == []
    assert query(store, "SELECT count(*) FROM change c JOIN batch b ON b.id = c.batch_id WHERE b.undone_at IS NOT NULL") == [(0,)]


@settings(max_examples=12, deadline=None, phases=WITHOUT_SHRINKING)
@given(files=st.lists(st.lists(ORDER, min_size=1, max_size=6), min_size=1, max_size=5))
def test_undoing_newest_first_goes_back_step_by_step(tmp_path_factory, files):
    """Random files of shared numbers, people, refunds and articles: each undo restores all five tables, row by row."""
    store = Store(tmp_path_factory.mktemp("undo") / "shop.db")
    states = [rows(store)]
    for orders in files:
        if bring(store, exports.table(HEADERS, *orders), source="orders").batch is None:
            assert rows(store) == states[-1]
        else:
            states.append(rows(store))
    for before in reversed(states[:-1]):
        take_back(store)
        assert rows(store) == before
        tidy(store)


@pytest.mark.parametrize("seed", range(4))
def test_known_exports_are_taken_back_whole(store, seed):
    """Articles, refunds and people of four systems, in any order of coming."""
    files = [
        exports.shopify(
            {"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Refunded Amount": "2.00"}, {"Name": "#1", "Lineitem name": "Cup"}
        ),
        exports.shopify({"Name": "#1", "Email": "a@example.org", "Total": "9.00"}, {"Name": "#1", "Lineitem name": "Jar"}),
        exports.woo_plugin(
            {
                "order_id": "9",
                "order_date": "2026-01-05 12:17:15",
                "order_total": "11.00",
                "customer_id": "7",
                "billing_email": "a@example.org",
                "line_item_1": "name:Mug|sku:M|quantity:1|total:11.00",
            }
        ),
        exports.uci(("5", "MUG", "6", "12/1/2010 8:26", "2.55", "17850"), ("C6", "MUG", "-1", "12/13/2010 8:26", "2.55", "17850")),
        exports.stripe(
            {"id": "ch_1", "Created": "2026-01-31 23:30:00", "Amount": "5.00", "Customer ID": "cus_1", "Customer Email": "A@example.org"}
        ),
    ]
    random.Random(seed).shuffle(files)
    states = []
    for data in files:
        states.append(rows(store))
        bring(store, data)
    for before in reversed(states):
        take_back(store)
        assert rows(store) == before
        tidy(store)


def test_an_undone_batch_says_so_and_can_be_brought_again(store):
    """The history keeps it, with the moment; the file then adds what it added first."""
    first = bring(store, JANUARY)
    before = by_key(store)
    undone = take_back(store)
    assert (undone.id, undone.undone_at) == (first.batch, "2026-11-03T09:30:00")
    assert [item["undone_at"] for item in batches(store)] == ["2026-11-03T09:30:00"]
    assert store.standing_batches() == 0
    assert bring(store, JANUARY).added == first.added
    assert by_key(store) == before


def test_a_batch_that_nothing_builds_on_can_be_undone_out_of_order(store):
    """The other one's rows stay as they are."""
    first = bring(store, exports.plain(("1", "C1", "2026-01-05", "5.00")))
    bring(store, exports.plain(("2", "C2", "2026-01-06", "6.00")))
    take_back(store, first.batch)
    assert list(net_of_orders(store)) == ["2"]
    assert parties(store) == {frozenset({("number", "own", "C2")})}
    tidy(store)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (JANUARY, FEBRUARY),
        (JANUARY, exports.plain(("9", "C1", "2026-02-05", "5.00"))),
        (
            exports.shopify({"Name": "#1", "Email": "a@example.org", "Total": "9.00"}),
            exports.shopify({"Name": "#2", "Email": "a@example.org", "Total": "9.00"}),
        ),
    ],
    ids=["updates its orders", "has an order of its customer", "has an order of its e-mail"],
)
def test_a_batch_that_a_later_one_builds_on_is_not_undone(store, first, later):
    """The refusal names the later file and its number; nothing changes; the later one goes first."""
    bring(store, first, file="first.csv")
    start = rows(store)
    bring(store, later, file="later.csv")
    before, revision = rows(store), store.revision
    with pytest.raises(Refused, match=r"import 2 \(later.csv\)") as refusal:
        take_back(store, 1)
    assert refusal.value.do == "undo import 2, then this one"
    assert (rows(store), store.revision) == (before, revision)
    take_back(store, 2)
    assert rows(store) == start
    take_back(store, 1)
    assert not any(rows(store).values())


def refused_or_clean(store, batch):
    """Undo a batch with later ones standing: it is refused with their name, or it leaves the workspace whole."""
    try:
        take_back(store, batch)
    except Refused as refusal:
        assert "builds on" in refusal.found
        return "refused"
    tidy(store)
    return "undone"


def split(*orders):
    return exports.table(("order_id", "customer_id", "email", "order_date", "amount"), *orders)


def test_joining_two_customers_is_not_undone_under_a_later_order_of_theirs(store):
    """A later order came to the joined customer by the second one's number: parting them first would leave it with the wrong one."""
    bring(store, split(("1", "", "a@example.org", "2026-01-05", "5.00"), ("2", "C7", "", "2026-01-06", "6.00")))
    bring(store, split(("3", "C7", "a@example.org", "2026-02-05", "5.00")))
    bring(store, split(("4", "C7", "", "2026-03-05", "5.00")))
    assert refused_or_clean(store, 2) == "refused"


def test_an_identity_is_not_undone_under_a_later_order_that_came_by_it(store):
    """Batch 2 gives an old customer an e-mail; batch 3's order came by that e-mail alone."""
    bring(store, split(("1", "C7", "", "2026-01-05", "5.00")))
    bring(store, split(("2", "C7", "a@example.org", "2026-02-05", "5.00")))
    bring(store, split(("3", "", "a@example.org", "2026-03-05", "5.00")))
    assert refused_or_clean(store, 2) == "refused"


def test_an_order_is_not_undone_under_a_later_batchs_articles(store):
    """A later file adds articles to an order that is otherwise unchanged: a refusal, not a fault of the database."""
    bring(store, exports.table(("order_id", "order_date", "amount"), ("1", "2026-01-05", "5.00")))
    bring(store, exports.table(("order_id", "order_date", "amount", "sku"), ("1", "2026-01-05", "5.00", "MUG")))
    assert refused_or_clean(store, 1) == "refused"


def test_a_batch_is_not_undone_under_a_later_ones_memory_of_it(store):
    """Batch 3 took the customer of batch 1 off batch 2's order, and remembers it: batch 1 can't go before batch 3."""
    bring(store, split(("1", "", "a@example.org", "2026-01-05", "5.00")))
    bring(store, split(("2", "", "a@example.org", "2026-02-05", "5.00")))
    bring(store, split(("2", "", "", "2026-02-05", "5.00"), ("3", "", "b@example.org", "2026-02-05", "5.00")))
    assert refused_or_clean(store, 1) == "refused"
    take_back(store, 3)
    tidy(store)


@settings(max_examples=10, deadline=None, phases=WITHOUT_SHRINKING)
@given(
    files=st.lists(st.lists(ORDER, min_size=1, max_size=4), min_size=2, max_size=4),
    picks=st.lists(st.integers(0, 3), min_size=12, max_size=12),
)
@example(files=[[plain_order("9", "a@example.org")], [plain_order("1", "a@example.org")], [plain_order("1", "")]], picks=[0] * 12)
def test_any_sequence_of_undos_ends_where_nothing_was(tmp_path_factory, files, picks):
    """Undone in any order: each is refused with the name of a later one, or done; in the end the tables are empty."""
    store = Store(tmp_path_factory.mktemp("undo") / "shop.db")
    brought = [bring(store, exports.table(HEADERS, *orders), source="orders").batch for orders in files]
    standing = [batch for batch in brought if batch is not None]
    for pick in picks:
        if not standing:
            break
        chosen = standing[pick % len(standing)]
        if refused_or_clean(store, chosen) == "undone":
            standing.remove(chosen)
        else:
            take_back(store, standing.pop())
        tidy(store)
    while standing:
        take_back(store, standing.pop())
    assert not any(rows(store).values())


def test_what_cannot_be_undone_is_refused(store):
    """Nothing imported, no such import, undone already: said, and nothing changes."""
    with pytest.raises(Refused, match="no import that stands"):
        take_back(store)
    bring(store, JANUARY)
    with pytest.raises(Refused, match="no import 7"):
        take_back(store, 7)
    take_back(store, 1)
    with pytest.raises(Refused, match="undone on 2026-11-03"):
        take_back(store, 1)
    with pytest.raises(Refused, match="no import that stands"):
        take_back(store)
    assert store.revision == 2


@pytest.mark.parametrize("step", ["removing", "storing"])
def test_an_undo_that_is_cancelled_changes_nothing(store, step):
    """All of it or nothing, as an import."""
    bring(store, JANUARY)
    bring(store, FEBRUARY)
    before, revision = rows(store), store.revision

    def stop(said, done, total):
        if said == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo(store, undone_at=MOMENT, progress=stop)
    assert (rows(store), store.revision) == (before, revision)
    take_back(store)


def test_an_id_is_never_given_twice(store):
    """A customer taken into another one, then brought back by an undo, finds its own id free."""
    both = ("order_id", "customer_id", "email", "order_date", "amount")
    bring(store, exports.table(both, ("1", "", "a@example.org", "2026-01-05", "5.00"), ("2", "C7", "", "2026-01-06", "5.00")))
    joined = bring(store, exports.table(both, ("3", "C7", "a@example.org", "2026-02-05", "5.00")))
    bring(store, exports.table(both, ("4", "", "new@example.org", "2026-03-05", "5.00")))
    take_back(store, joined.batch)
    assert parties(store) == {
        frozenset({("email", "", "a@example.org")}),
        frozenset({("number", "own", "C7")}),
        frozenset({("email", "", "new@example.org")}),
    }
