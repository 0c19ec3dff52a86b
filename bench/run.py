"""Measure what is promised, beside what a user would otherwise pick and beside the floor, in one run.

    .venv/bin/python -m bench.run            # everything; writes bench/RESULTS.md
    .venv/bin/python -m bench.run triangle   # one part; prints it

Each part is a process of its own, so that memory is its own; each figure is the median of its repeats, and a ratio is
taken within one run on one machine. The files are made by bench/make.py, seeded.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = Path(tempfile.gettempdir()) / "rapport-bench"
ORDERS, CUSTOMERS = 1_000_000, 200_000
DEMO_CUSTOMERS = 1_000_000
SEGMENT = "S1"


def timed(work, repeats: int = 5) -> tuple[float, object]:
    """Return the median seconds of some runs of `work`, and what the last returned."""
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds), result


def peak_mb() -> float:
    """Return the most memory this process has had resident, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


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


def part_floor() -> dict:
    """DuckDB's bare read of the file."""
    import duckdb

    source = str(orders_file())
    seconds, _ = timed(lambda: duckdb.connect().execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{source}')"))
    return {"duckdb_read_csv_s": seconds}


def part_import() -> dict:
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


def part_undo() -> dict:
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


def part_demo() -> dict:
    """A demonstration company with a million customers, its truth included, written once."""
    import shutil

    import sample_data

    folder = FOLDER / "demo"
    seconds, truth = timed(lambda: sample_data.write(folder, customers=DEMO_CUSTOMERS), repeats=1)
    if truth["counts"]["buyers"] != DEMO_CUSTOMERS:
        raise AssertionError(f"{truth['counts']['buyers']} customers were written")
    shutil.rmtree(folder)
    return {"demo_s": seconds, "demo_peak_mb": peak_mb(), "demo_orders": truth["counts"]["orders"]}


def part_triangle() -> dict:
    """The triangle from the cache, whole and filtered, against pandas on the same frame, and against two bincounts."""
    import numpy as np

    from analysis.company import company
    from analysis.retention import retention, triangle
    from models.frames import frames
    from models.store import Store

    read = frames(Store(workspace()))
    found = company(read.orders, read.refunds, read.customers)
    activity = found.activity("month")
    frame = read.orders.select("customer", "ordered_at", "gross", "segment").to_pandas()

    def by_pandas(orders):
        month = orders["ordered_at"].dt.year * 12 + orders["ordered_at"].dt.month - 1
        cohort = month.groupby(orders["customer"]).transform("min")
        return orders.assign(age=month - cohort, cohort=cohort).groupby(["cohort", "age"])["customer"].nunique().unstack(fill_value=0)

    ours, (sizes, counts) = timed(lambda: triangle(activity), repeats=9)
    theirs, expected = timed(lambda: by_pandas(frame), repeats=3)
    if not np.array_equal(counts, expected.reindex(columns=range(activity.ages), fill_value=0).to_numpy()):
        raise AssertionError("the two triangles differ")
    filtered, (_, ours_counts) = timed(lambda: triangle(activity, mask=found.mask({"first_segment": [SEGMENT]})), repeats=9)
    by_segment, expected = timed(lambda: by_pandas(frame[frame["segment"] == SEGMENT]), repeats=3)
    if not np.array_equal(ours_counts, expected.reindex(columns=range(activity.ages), fill_value=0).to_numpy()):
        raise AssertionError("the two filtered triangles differ")
    floor, _ = timed(lambda: np.bincount(activity.row_cell, minlength=len(sizes) * activity.ages), repeats=9)
    whole, _ = timed(lambda: retention(activity), repeats=9)
    return {
        "triangle_ms": ours * 1e3,
        "pandas_triangle_ms": theirs * 1e3,
        "filter_ms": filtered * 1e3,
        "pandas_filter_ms": by_segment * 1e3,
        "floor_ms": floor * 1e3,
        "retention_with_intervals_ms": whole * 1e3,
    }


def part_page() -> dict:
    """A filter change on the page: the script's whole run on the server, until every picture is made."""
    os.environ["RAPPORT_WORKSPACE"] = str(workspace())
    from streamlit.testing.v1 import AppTest

    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    at.switch_page("pages/retention.py").run()

    def choose(segments):
        at.multiselect(key="f_first_segment").set_value(segments).run()

    choose([SEGMENT])
    seconds = []
    for segments in (["S2"], ["S0", "S3"], [], [SEGMENT], ["S2", "S3"]):
        took, _ = timed(lambda chosen=segments: choose(chosen), repeats=1)
        seconds.append(took)
    if at.exception:
        raise AssertionError(at.exception[0].message)
    return {"page_filter_ms": statistics.median(seconds) * 1e3}


def part_start() -> dict:
    """From the command to the first page in a browser, on an installed machine."""
    import shutil
    import socket

    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    seconds = []
    with sync_playwright() as pw, tempfile.TemporaryDirectory() as folder:
        browser = pw.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(3):
            begun = time.perf_counter()
            server = subprocess.Popen(
                [sys.executable, "rapport.py", "serve", "--no-browser", f"--port={port}", f"--workspace={folder}/w.db"],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while not _answers(port):
                time.sleep(0.02)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            page.get_by_role("heading", level=1).wait_for(timeout=30_000)
            page.get_by_role("button", name="Add your orders").wait_for(timeout=30_000)
            seconds.append(time.perf_counter() - begun)
            page.close()
            server.terminate()
            server.wait()
        browser.close()
    return {"start_s": statistics.median(seconds)}


def _answers(port: int) -> bool:
    from urllib.error import URLError
    from urllib.request import urlopen

    try:
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def part_bgnbd() -> dict:
    """BG/NBD on a million customers, against lifetimes on the same ones."""
    from bench.bgnbd import measure

    return measure()


PARTS = {"floor": part_floor, "import": part_import, "undo": part_undo, "demo": part_demo, "triangle": part_triangle, "page": part_page,
         "start": part_start, "bgnbd": part_bgnbd}  # fmt: skip


def run(name: str) -> dict:
    """Run one part in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "bench.run", "--part", name], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def report(seen: dict) -> str:
    """Write the figures as a page."""

    def row(what, ours, other, ratio, goal):
        return f"| {what} | {ours} | {other} | {ratio} | {goal} |"

    times = seen["import_s"] / seen["duckdb_read_csv_s"]
    rows = [
        row(
            "import of 1,000,000 rows, end to end",
            f"{seen['import_s']:.1f} s",
            f"DuckDB `read_csv` {seen['duckdb_read_csv_s']:.2f} s",
            f"{times:.1f} times",
            "20 times or less",
        ),
        row("memory of that import", f"{seen['import_peak_mb']:.0f} MB", "", "", "1,000 MB or less"),
        row("its undo", f"{seen['undo_s']:.1f} s", "", "", "about 20 s"),
        row(
            f"a demonstration company of {DEMO_CUSTOMERS:,} customers and {seen['demo_orders']:,} orders, written",
            f"{seen['demo_s']:.0f} s",
            "",
            "",
            "",
        ),
        row("memory of that", f"{seen['demo_peak_mb']:.0f} MB", "", "", "under 500 MB"),
        row(
            "triangle, all customers",
            f"{seen['triangle_ms']:.1f} ms",
            f"pandas {seen['pandas_triangle_ms']:.0f} ms",
            f"{seen['pandas_triangle_ms'] / seen['triangle_ms']:.0f} times faster",
            "8 times faster",
        ),
        row(
            "triangle, one segment",
            f"{seen['filter_ms']:.1f} ms",
            f"pandas {seen['pandas_filter_ms']:.0f} ms",
            f"{seen['pandas_filter_ms'] / seen['filter_ms']:.0f} times faster",
            "6 times faster",
        ),
        row(
            "triangle against its floor, one `bincount`",
            f"{seen['triangle_ms']:.1f} ms",
            f"NumPy {seen['floor_ms']:.1f} ms",
            f"{seen['triangle_ms'] / seen['floor_ms']:.1f} times",
            "",
        ),
        row("triangle with all intervals and the pooled curve", f"{seen['retention_with_intervals_ms']:.1f} ms", "", "", ""),
        row(
            "filter change on the retention page, server time of the whole page", f"{seen['page_filter_ms']:.0f} ms", "", "", "under 300 ms"
        ),
        row(
            "BG/NBD fitted on 1,000,000 customers, to the same log-likelihood",
            f"{seen['bgnbd_ms'] / 1e3:.2f} s",
            f"lifetimes {seen['lifetimes_s']:.1f} s",
            f"{seen['lifetimes_s'] / seen['bgnbd_ms'] * 1e3:.0f} times faster",
            "50 times faster",
        ),
        row("command to the first page in a browser", f"{seen['start_s']:.1f} s", "", "", "under 5 s"),
    ]
    return "\n".join(
        [
            "# What was measured",
            "",
            f"By `python -m bench.run` on {date.today().isoformat()}: {os.cpu_count()} processors, Python {platform.python_version()}, "
            f"{platform.system()}. {ORDERS:,} orders of {CUSTOMERS:,} customers, four years, made by bench/make.py.",
            "A ratio is taken within one run; single times differ from machine to machine.",
            "",
            "| what | here | beside it | ratio | goal |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "The pandas triangle starts from the orders in memory; ours from the activity, built once per revision (in the import's time "
            "above). Both give the same cells: the benchmark fails if they don't.",
            "",
        ]
    )


def main() -> None:
    """Run what is asked for."""
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(PARTS[sys.argv[2]]()))
    elif sys.argv[1:]:
        for name in sys.argv[1:]:
            print(name, run(name))
    else:
        seen: dict = {}
        for name in PARTS:
            seen |= run(name)
            print(name, {k: round(v, 2) for k, v in seen.items()})
        # The floor once more, for the machine may have changed its pace meanwhile.
        seen["duckdb_read_csv_s"] = statistics.mean([seen["duckdb_read_csv_s"], run("floor")["duckdb_read_csv_s"]])
        (ROOT / "bench" / "RESULTS.md").write_text(report(seen))


if __name__ == "__main__":
    main()
