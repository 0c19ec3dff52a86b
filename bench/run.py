"""Measure what is promised, beside what a user would otherwise pick and beside the floor, in one run.

    .venv/bin/python -m bench.run            # everything; writes bench/RESULTS.md
    .venv/bin/python -m bench.run triangle   # one part; prints it

A part is a module of this folder with `PARTS`, from a name to what measures it, and `rows`, which tells what was seen. Each is measured
in a process of its own, so that memory is its own; each figure is the median of its repeats, and a ratio is taken within one run on one
machine. The files are made by bench/make.py, seeded.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import date

from bench import bgnbd, demo, drivers, importing, money, page, stages, start, survey, survival, triangle, whatif
from bench.clock import ROOT
from bench.shop import CUSTOMERS, ORDERS

MODULES = (importing, demo, triangle, page, bgnbd, survival, stages, money, survey, drivers, whatif, start)
PARTS = {name: part for module in MODULES for name, part in module.PARTS.items()}


def run(name: str) -> dict:
    """Run one part in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "bench.run", "--part", name], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def report(seen: dict) -> str:
    """Write the figures as a page."""
    rows = [f"| {' | '.join(row)} |" for module in MODULES for row in module.rows(seen)]
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
