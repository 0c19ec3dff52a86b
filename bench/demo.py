"""A demonstration company with a million customers."""

from __future__ import annotations

from bench.clock import peak_mb, timed
from bench.shop import FOLDER

CUSTOMERS = 1_000_000


def measure() -> dict:
    """A demonstration company with a million customers, its truth included, written once."""
    import shutil

    import sample_data

    folder = FOLDER / "demo"
    seconds, truth = timed(lambda: sample_data.write(folder, customers=CUSTOMERS), repeats=1)
    if truth["counts"]["buyers"] != CUSTOMERS:
        raise AssertionError(f"{truth['counts']['buyers']} customers were written")
    shutil.rmtree(folder)
    return {"demo_s": seconds, "demo_peak_mb": peak_mb(), "demo_orders": truth["counts"]["orders"]}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    what = f"a demonstration company of {CUSTOMERS:,} customers and {seen['demo_orders']:,} orders, written"
    return [
        (what, f"{seen['demo_s']:.0f} s", "", "", ""),
        ("memory of that", f"{seen['demo_peak_mb']:.0f} MB", "", "", "under 500 MB"),
    ]


PARTS = {"demo": measure}
