"""BG/NBD on a million customers, against the Python library lifetimes on the same ones.

    .venv/bin/python -m bench.bgnbd

Customers are drawn at the parameters published for CDNOW, in whole days: they come over twelve weeks and are watched through week 39.
Each fits what it takes: lifetimes a row a customer, in weeks; ours too, in days, and grouping the rows is in its time.
"""

from __future__ import annotations

import time
import warnings

import numpy as np

from bench.clock import timed

CUSTOMERS, SEED = 1_000_000, 7
PARAMETERS = (0.243, 4.414, 0.793, 2.426)
DAYS, COMING_DAYS = 273, 84


def customers(number: int = CUSTOMERS, seed: int = SEED) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Frequency, recency and T of drawn customers, in days."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = PARAMETERS
    pace = rng.gamma(r, 1 / (alpha * 7), number)
    chance = rng.beta(a, b, number)
    T = DAYS - rng.integers(0, COMING_DAYS, number)
    frequency, last, now = np.zeros(number, dtype=np.int64), np.zeros(number), np.zeros(number)
    there = np.arange(number)
    while len(there):
        now[there] += rng.exponential(1 / pace[there])
        there = there[now[there] < T[there]]
        frequency[there] += 1
        last[there] = now[there]
        there = there[rng.random(len(there)) >= chance[there]]
    return frequency, np.ceil(last).astype(np.int64), T


def measure(number: int = CUSTOMERS) -> dict:
    """Fit both: median of five for ours, once for the other."""
    warnings.filterwarnings("ignore")
    from lifetimes import BetaGeoFitter

    from analysis.bgnbd import fit, likelihood
    from analysis.summaries import grouped

    frequency, recency, T = customers(number)
    ours, model = timed(lambda: fit(grouped(frequency, recency, T)), repeats=5)
    begun = time.perf_counter()
    other = BetaGeoFitter().fit(frequency, recency / 7, T / 7)
    theirs = time.perf_counter() - begun
    # The same likelihood at the other's parameters: what it prints itself is of another unit of time.
    place = np.array([other.params_[name] for name in ("r", "alpha", "a", "b")])
    reached = likelihood(grouped(frequency, recency, T), 7)(place, False)[0]
    apart = abs(model.log_likelihood / reached - 1)
    if apart > 1e-9 or "unsettled" in model.notes:
        raise AssertionError(f"the log-likelihoods are {model.log_likelihood} and {reached}")
    return {"bgnbd_ms": ours * 1e3, "lifetimes_s": theirs, "bgnbd_log_likelihood": model.log_likelihood, "bgnbd_apart": apart}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    ours, theirs = seen["bgnbd_ms"] / 1e3, seen["lifetimes_s"]
    what = "BG/NBD fitted on 1,000,000 customers, to the same log-likelihood"
    return [(what, f"{ours:.2f} s", f"lifetimes {theirs:.1f} s", f"{theirs / ours:.0f} times faster", "50 times faster")]


PARTS = {"bgnbd": measure}

if __name__ == "__main__":
    found = measure()
    print(found, f"{found['lifetimes_s'] / found['bgnbd_ms'] * 1e3:.0f} times faster")
