"""A company run on: 10,000 draws, 60 months, 12 segments, 6 stages.

    .venv/bin/python -m bench.whatif

Beside it the same months by matrix products of NumPy, a 6 × 6 matrix for each draw and segment: what one would write first.
"""

from __future__ import annotations

import numpy as np

from bench.clock import peak_mb, timed

DRAWS, MONTHS, SEGMENTS, SEED = 10_000, 60, 12, 5


def company():
    """A month as months are, drawn, and customers to begin with."""
    from analysis.whatif.run import Phase

    rng = np.random.default_rng(SEED)
    possible = np.ones((6, 6), dtype=bool)
    possible[1:, 0] = False
    moves = rng.random((6, 6, SEGMENTS, DRAWS), dtype=np.float32) * possible[:, :, None, None]
    moves /= moves.sum(axis=1, keepdims=True)
    each = (SEGMENTS, DRAWS)
    gain, arrivals, first = (rng.random(shape, dtype=np.float32) for shape in ((6, *each), (6, *each), each))
    return Phase(moves=moves, gain=gain, arrivals=arrivals, first=first), rng.integers(0, 1000, (SEGMENTS, 6))


def measure() -> dict:
    """Time both."""
    from analysis.whatif.run import run

    phase, stock = company()
    seconds, path = timed(lambda: run(stock, [phase] * MONTHS), repeats=5)
    moves = np.ascontiguousarray(np.moveaxis(phase.moves, (2, 3), (0, 1)))
    gain, arrivals = (np.ascontiguousarray(np.moveaxis(part, 0, -1)) for part in (phase.gain, phase.arrivals))

    def by_products():
        state = np.repeat(stock.astype(np.float32)[:, None, None, :], DRAWS, axis=1)
        cash = np.empty((MONTHS, SEGMENTS, DRAWS))
        for month in range(MONTHS):
            cash[month] = (state[:, :, 0] * gain).sum(axis=-1) + phase.first
            state = state @ moves + arrivals[:, :, None, :]
        return cash

    products, cash = timed(by_products, repeats=1)
    if not np.allclose(cash, path.cash, rtol=1e-3):
        raise AssertionError("the two differ")
    return {"whatif_s": seconds, "whatif_products_s": products, "whatif_peak_mb": peak_mb()}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    ours, theirs = seen["whatif_s"], seen["whatif_products_s"]
    return [
        (
            "a company run on: 10,000 draws, 60 months, 12 segments, 6 stages",
            f"{ours:.2f} s",
            f"products of matrices {theirs:.1f} s",
            f"{theirs / ours:.1f} times faster",
            "under 1 s",
        )
    ]


PARTS = {"whatif": measure}

if __name__ == "__main__":
    print(measure())
