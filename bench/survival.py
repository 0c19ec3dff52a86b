"""How long a million customers stay, in four groups: from their orders to the curves, their intervals and the log-rank test.

    .venv/bin/python -m bench.survival

Beside it SciPy's estimate of the same four curves and their intervals from the same days: it sorts what is counted here.
"""

from __future__ import annotations

import warnings
from datetime import date

import numpy as np

from bench.clock import timed

CUSTOMERS, SEED, GROUPS = 1_000_000, 7, 4
DAYS = 1096


def history(number: int = CUSTOMERS, seed: int = SEED):
    """Customers of three years: every other one orders once, the rest again and again."""
    from analysis import calendar
    from analysis.occasions import Occasions

    rng = np.random.default_rng(seed)
    made = np.minimum(1 + rng.negative_binomial(0.6, 0.25, number), 60)
    start = np.concatenate([[0], np.cumsum(made)])
    gaps = 1 + rng.exponential(45, start[-1]).astype(np.int64)
    gaps[start[:-1]] = rng.integers(0, DAYS - 90, number)
    day = np.cumsum(gaps)
    day -= np.repeat(day[start[:-1]] - gaps[start[:-1]], made)
    owner, kept = np.repeat(np.arange(number), made), day < DAYS
    counts = np.bincount(owner[kept], minlength=number)
    begin = calendar.day_number(date(2023, 1, 1))
    return Occasions(
        customers=np.arange(number),
        start=np.concatenate([[0], np.cumsum(counts)]),
        day=(day[kept] + begin).astype(np.int32),
        as_of=calendar.day_of(begin + DAYS),
        free_orders=True,
    )


def measure(number: int = CUSTOMERS) -> dict:
    """Time the curves of four groups, all that the page tells of them, and SciPy."""
    from scipy.stats import CensoredData, ecdf

    from analysis.absences import absences
    from analysis.durations import to_abandonment
    from analysis.rhythm import usual_gap
    from analysis.staying import staying
    from analysis.survival import kaplan_meier, log_rank

    warnings.filterwarnings("ignore")
    occasions = history(number)
    gap = usual_gap(occasions).days
    group = np.random.default_rng(SEED).integers(0, GROUPS, number)

    def grouped():
        lengths = to_abandonment(occasions, absences(occasions, usual_gap_days=gap))
        samples = [(lengths.days[group == place], lengths.observed[group == place]) for place in range(GROUPS)]
        return samples, [kaplan_meier(*sample) for sample in samples], log_rank(samples)

    def by_scipy(samples):
        curves = [ecdf(CensoredData(uncensored=days[observed], right=days[~observed])).sf for days, observed in samples]
        return [(curve, curve.confidence_interval(method="log-log")) for curve in curves]

    ours, (samples, curves, _test) = timed(grouped)
    alone, _ = timed(lambda: [kaplan_meier(*sample) for sample in samples])
    theirs, others = timed(lambda: by_scipy(samples), repeats=3)
    for curve, (other, _interval) in zip(curves, others, strict=True):
        if not np.allclose(curve.share, other.probabilities, atol=1e-9):
            raise AssertionError("the curves differ")
    away = absences(occasions, usual_gap_days=gap)
    parts = {str(place): group == place for place in range(GROUPS)}
    page, _ = timed(lambda: staying(occasions, usual_gap_days=gap, away=away, groups=parts), repeats=3)
    return {"survival_ms": ours * 1e3, "curves_ms": alone * 1e3, "scipy_curves_ms": theirs * 1e3, "staying_ms": page * 1e3}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    ours, theirs = seen["curves_ms"], seen["scipy_curves_ms"]
    return [
        ("survival of 1,000,000 customers in four groups, from their orders on", f"{seen['survival_ms']:.0f} ms", "", "", "under 1 s"),
        ("of that the curves and intervals", f"{ours:.0f} ms", f"SciPy {theirs:.0f} ms", f"{theirs / ours:.0f} times faster", ""),
        ("all that is told of how long they stay", f"{seen['staying_ms']:.0f} ms", "", "", ""),
    ]


PARTS = {"survival": measure}

if __name__ == "__main__":
    print(measure())
