"""Workspaces to test with: bring a file, and see what is stored."""

from datetime import datetime

from models.ingest.check import Checked
from models.ingest.commit import Report, commit
from models.ingest.prepare import tables_of
from models.ingest.reading import Said
from models.store import Store
from models.tables import ENTITIES
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


def _by_key(entity) -> str:
    """Read a table with keys where it has numbers of other rows, and without its own and its batch's."""
    table, joins, cells = entity.__table__, [], []
    for column in table.columns:
        if column.name in ("id", "batch_id"):
            continue
        of = next((key.column.table.name for key in column.foreign_keys), None)
        if of is None:
            cells.append(f't."{column.name}"')
            continue
        joins.append(f"LEFT JOIN {of} {column.name}_ ON {column.name}_.id = t.{column.name}")
        cells += [f"{column.name}_.{name}" for name in {"attribute": ("question", "audience"), "programme": ("name",)}.get(of, ("key",))]
        cells += [f"{column.name}_.shop"] if of in ("orders", "response") else []
    return f"SELECT {', '.join(cells)} FROM {table.name} t {' '.join(joins)}"


#: Every entity table by its key, with everything that it holds but the numbers SQLite gave.
BY_KEY = {entity.__tablename__: _by_key(entity) for entity in ENTITIES}


def by_key(store: Store) -> dict[str, list[tuple]]:
    """Return the entity tables by key."""
    return {table: sorted(query(store, statement), key=repr) for table, statement in BY_KEY.items()}


def rows(store: Store) -> dict[str, list[tuple]]:
    """Return the entity tables row by row, numbers and batches included."""
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
