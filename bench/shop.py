"""The shop that is measured: a million orders, as a file and as a workspace."""

from __future__ import annotations

import tempfile
from pathlib import Path

FOLDER = Path(tempfile.gettempdir()) / "rapport-bench"
ORDERS, CUSTOMERS = 1_000_000, 200_000
SEGMENT = "S1"


def orders_file() -> Path:
    """Return the file that is measured."""
    from bench.make import orders_csv

    FOLDER.mkdir(exist_ok=True)
    return orders_csv(FOLDER / f"orders-{ORDERS}.csv", orders=ORDERS, customers=CUSTOMERS)


def workspace() -> Path:
    """Return a workspace that holds the file, importing it if need be."""
    path = FOLDER / f"orders-{ORDERS}.db"
    if not path.exists():
        import_file(path)
    return path


def import_file(path: Path) -> None:
    """Bring the file: read, check, find duplicates, write, build the cache."""
    from datetime import datetime

    from analysis.company import company
    from models.frames import frames
    from models.ingest.commit import commit
    from models.ingest.prepare import tables_of
    from models.store import Store

    source = orders_file()
    [candidate] = tables_of(source.name, source.read_bytes())
    checked = candidate.checked()
    del candidate
    store = Store(path)
    report = commit(store, checked, imported_at=datetime(2026, 1, 1))
    del checked
    read = frames(store)
    found = company(read.orders, read.refunds, read.customers)
    found.activity("month")
    if report.added["orders"] != ORDERS or read.orders.height != ORDERS:
        raise AssertionError(f"{report.added['orders']} orders were added, {read.orders.height} read back")
