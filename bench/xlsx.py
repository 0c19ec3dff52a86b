"""Measure the reading of a large workbook, beside openpyxl's read-only iteration and beside the library's bare parse.

    .venv/bin/python -m bench.xlsx           # prints it

Each reader runs in a process of its own, three times in turn, so that memory is its own and a ratio is taken within one run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bench.clock import ROOT, peak_mb, timed

ROWS, RUNS = 200_000, 3
HEADERS = ("order_id", "customer_id", "ordered_at", "amount", "currency", "status", "article")


def make(path: Path) -> None:
    """Write the workbook: numbers, dates and texts, as a shop's export has them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Orders")
    sheet.append(HEADERS)
    first = datetime(2024, 1, 1)
    for n in range(ROWS):
        sheet.append(
            (
                100_000 + n,
                f"C{n * 7919 % 40_000:06}",
                first + timedelta(minutes=5 * n),
                (n * 7919 % 50_000) / 100,
                ("EUR", "USD")[n % 2],
                ("paid", "refunded", "cancelled")[n % 3],
                f"Article {n % 500}",
            )
        )
    book.save(path)


def ours(path: Path) -> int:
    """Read it as the importer does; return the rows."""
    from models.ingest.read import read

    [table] = read(path.name, path.read_bytes())
    return table.rows


def bare(path: Path) -> int:
    """Let calamine parse it, and nothing more."""
    import fastexcel

    return fastexcel.read_excel(path.read_bytes()).load_sheet(0, header_row=None, dtypes="string").to_polars().height - 1


def openpyxl(path: Path) -> int:
    """Go through it as openpyxl's read-only mode does."""
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


READERS = {"ours": ours, "bare": bare, "openpyxl": openpyxl}


def measure(reader: str, path: Path) -> dict:
    """Time one reader in a process of its own; its libraries are loaded before."""
    done = subprocess.run([sys.executable, "-m", "bench.xlsx", reader, str(path)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{reader} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure everything, or be one of the measured."""
    if sys.argv[1:]:
        import fastexcel  # noqa: F401
        import openpyxl as _  # noqa: F401

        from models.ingest import read  # noqa: F401

        reader, path = READERS[sys.argv[1]], Path(sys.argv[2])
        before = peak_mb()
        seconds, rows = timed(lambda: reader(path), repeats=1)
        if rows != ROWS:
            raise AssertionError(f"{rows} rows were read")
        print(json.dumps({"seconds": seconds, "peak_mb": peak_mb(), "before_mb": before}))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.xlsx"
        make(path)
        print(f"{ROWS:,} rows x {len(HEADERS)}, {path.stat().st_size / 1e6:.1f} MB")
        for run in range(1, RUNS + 1):
            seen = {reader: measure(reader, path) for reader in READERS}
            print(
                f"run {run}: ours {seen['ours']['seconds']:.2f} s, {seen['ours']['peak_mb']:.0f} MB "
                f"({seen['ours']['before_mb']:.0f} MB of it before); "
                f"calamine bare {seen['bare']['seconds']:.2f} s, {seen['bare']['peak_mb']:.0f} MB; "
                f"openpyxl {seen['openpyxl']['seconds']:.2f} s, {seen['openpyxl']['peak_mb']:.0f} MB; "
                f"{seen['openpyxl']['seconds'] / seen['ours']['seconds']:.1f} times faster than openpyxl, "
                f"{seen['ours']['seconds'] / seen['bare']['seconds']:.2f} times the bare parse"
            )


if __name__ == "__main__":
    main()
