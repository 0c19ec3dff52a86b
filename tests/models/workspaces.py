"""Workspaces to test with: bring a file, and see what is stored."""

from datetime import datetime

from models.ingest.check import Checked
from models.ingest.commit import Report, commit
from models.ingest.prepare import Said, tables_of
from models.store import Store
from models.undo import undo

MOMENT = datetime(2026, 11, 3, 9, 30)


def checked(data: bytes, *, file: str = "orders.csv", sheet: str | None = None, **said) -> Checked:
    """Read, recognise and check the one table of a file."""
    [candidate] = tables_of(file, data, Said(**said), sheet=sheet)
    return candidate.checked()


def bring(store: Store, data: bytes, *, file: str = "orders.csv", **said) -> Report:
    """Import a file."""
    return commit(store, checked(data, file=file, **said), imported_at=MOMENT)


def take_back(store: Store, batch: int | None = None):
    """Undo an import."""
    return undo(store, batch, undone_at=MOMENT)


def query(store: Store, statement: str, *values) -> list[tuple]:
    """Read rows."""
    connection = store.connect(read_only=True)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


#: Every entity table by its key, with everything that it holds but the numbers SQLite gave.
BY_KEY = {
    "party": "SELECT key, name, kind, market, party_type, country, birth_date, channel, joined_at, attributes FROM party",
    "identity": "SELECT i.kind, i.namespace, i.value, p.key FROM identity i JOIN party p ON p.id = i.party_id",
    "orders": "SELECT o.shop, o.key, p.key, o.ordered_at, o.state, o.gross, o.currency, o.channel, o.country, o.payment, o.discount, "
    "o.product, o.attributes FROM orders o LEFT JOIN party p ON p.id = o.party_id",
    "order_line": "SELECT o.shop, o.key, l.position, l.product, l.sku, l.quantity, l.amount FROM order_line l "
    "JOIN orders o ON o.id = l.order_id",
    "refund": "SELECT r.shop, r.key, r.order_key, p.key, r.refunded_at, r.amount, r.currency FROM refund r "
    "LEFT JOIN party p ON p.id = r.party_id",
}


def by_key(store: Store) -> dict[str, list[tuple]]:
    """Return the five entity tables by key."""
    return {table: sorted(query(store, statement), key=repr) for table, statement in BY_KEY.items()}


def rows(store: Store) -> dict[str, list[tuple]]:
    """Return the five entity tables row by row, numbers and batches included."""
    return {table: query(store, f"SELECT * FROM {table} ORDER BY id") for table in BY_KEY}


def parties(store: Store) -> set[frozenset[tuple[str, str, str]]]:
    """Return who is one: each party's identities."""
    together: dict[int, set] = {}
    for kind, namespace, value, party in query(store, "SELECT kind, namespace, value, party_id FROM identity"):
        together.setdefault(party, set()).add((kind, namespace, value))
    return {frozenset(identities) for identities in together.values()}


def net_of_orders(store: Store) -> dict[str, tuple]:
    """Return each order's state, gross and refunds by its key, as the frames give them to analysis."""
    from models.frames import frames

    keys = dict(query(store, "SELECT id, key FROM orders"))
    orders = frames(store).orders
    return {keys[i]: row for i, *row in orders.select("order_id", "state", "gross", "refunded").iter_rows()}
