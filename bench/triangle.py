"""The triangle of a million orders, whole and filtered, beside pandas and beside the counting that can't be avoided."""

from __future__ import annotations

from bench.clock import timed
from bench.shop import SEGMENT, workspace


def measure() -> dict:
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


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    ours, theirs = seen["triangle_ms"], seen["pandas_triangle_ms"]
    one, one_by_pandas, floor = seen["filter_ms"], seen["pandas_filter_ms"], seen["floor_ms"]
    times = f"{one_by_pandas / one:.0f} times faster"
    return [
        ("triangle, all customers", f"{ours:.1f} ms", f"pandas {theirs:.0f} ms", f"{theirs / ours:.0f} times faster", "8 times faster"),
        ("triangle, one segment", f"{one:.1f} ms", f"pandas {one_by_pandas:.0f} ms", times, "6 times faster"),
        ("triangle against its floor, one `bincount`", f"{ours:.1f} ms", f"NumPy {floor:.1f} ms", f"{ours / floor:.1f} times", ""),
        ("triangle with all intervals and the pooled curve", f"{seen['retention_with_intervals_ms']:.1f} ms", "", "", ""),
    ]


PARTS = {"triangle": measure}
