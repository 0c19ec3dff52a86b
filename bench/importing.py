"""The import of a million rows and its undo, beside DuckDB's bare read of the file."""

from __future__ import annotations

from bench.clock import peak_mb, timed
from bench.shop import FOLDER, import_file, orders_file


def floor() -> dict:
    """DuckDB's bare read of the file."""
    import duckdb

    source = str(orders_file())
    seconds, _ = timed(lambda: duckdb.connect().execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{source}')"))
    return {"duckdb_read_csv_s": seconds}


def whole() -> dict:
    """The whole import, once, in a fresh process; its libraries are loaded before, as DuckDB is."""
    from analysis import company  # noqa: F401
    from models import frames  # noqa: F401
    from models.ingest import commit, prepare  # noqa: F401

    orders_file()
    path = FOLDER / "import.db"
    for leftover in FOLDER.glob("import.db*"):
        leftover.unlink()
    seconds, _ = timed(lambda: import_file(path), repeats=1)
    return {"import_s": seconds, "import_peak_mb": peak_mb()}


def taken_back() -> dict:
    """Taking the million rows back."""
    from datetime import datetime

    from models.store import Store
    from models.undo import undo

    path = FOLDER / "import.db"
    if not path.exists():
        import_file(path)
    seconds, _ = timed(lambda: undo(Store(path), undone_at=datetime(2026, 1, 2)), repeats=1)
    for leftover in FOLDER.glob("import.db*"):
        leftover.unlink()
    return {"undo_s": seconds}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    times = seen["import_s"] / seen["duckdb_read_csv_s"]
    other = f"DuckDB `read_csv` {seen['duckdb_read_csv_s']:.2f} s"
    return [
        ("import of 1,000,000 rows, end to end", f"{seen['import_s']:.1f} s", other, f"{times:.1f} times", "20 times or less"),
        ("memory of that import", f"{seen['import_peak_mb']:.0f} MB", "", "", "1,000 MB or less"),
        ("its undo", f"{seen['undo_s']:.1f} s", "", "", "about 20 s"),
    ]


PARTS = {"floor": floor, "import": whole, "undo": taken_back}
