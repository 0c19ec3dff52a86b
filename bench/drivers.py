"""What moves satisfaction, of 200,000 answers about 30 attributes, and of 12 exactly.

    .venv/bin/python -m bench.drivers

Everything that a page shows before any resample is drawn: which answers are complete, weights, coefficients with their intervals,
penalties and rewards, the plan. Resamples are timed apart: a job draws them and fills the intervals in. Beside the pass over all subsets
stands what one would write otherwise, a system of equations for each; both give the same shares, or the benchmark fails.

The goals are for a machine with nothing else to do. While some fifteen other processes ran on its two processors, 30 attributes took 2.6 s
of processor time, 0.5 s of it for weights and coefficients, and 12 attributes 0.8 s; a hundred resamples 3.6 s and 0.9 s; all subsets of 12
took 0.3 ms, one by one 67 ms.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np

RESPONSES, MANY, EXACT, MISSING, SEED = 200_000, 30, 12, 0.005, 7
RESAMPLES = 100


def answers(attributes: int, responses: int = RESPONSES):
    """A survey at random: ratings of 1 to 5 that go along with each other, a half of a hundredth not given; one answer a customer."""
    from analysis.ratings import Item
    from analysis.scales import Scale
    from analysis.survey import LeftOut, Survey

    rng, scale = np.random.default_rng(SEED), Scale(low=1.0, high=5.0)
    asked = [Item(name=f"attribute {place}", group=None, scale=scale, asked=(scale,), rescaled=0) for place in range(attributes + 1)]
    mood = rng.normal(size=(responses, 1))
    said = np.clip(np.floor(3.9 + 0.5 * mood + rng.normal(size=(responses, attributes))), 1, 5)
    overall = np.clip(np.floor(said @ rng.dirichlet(np.ones(attributes)) + 0.6 * rng.normal(size=responses) + 0.5), 1, 5)
    said[rng.random(said.shape) < MISSING] = np.nan
    unknown = np.full(responses, "", dtype=object)
    return Survey(
        audience="customer", response=np.arange(responses), customer=np.arange(responses), day=np.zeros(responses, dtype=np.int64),
        channel=unknown, team=unknown, wave=np.zeros(responses, dtype=np.int32), waves=(), wave_kind="burst", items=tuple(asked[:-1]),
        performance=said, expectation=np.full(said.shape, np.nan), importance=np.full(said.shape, np.nan), overall=overall,
        recommendation=np.full(responses, np.nan), overall_item=asked[-1], recommendation_item=None, recommendation_elsewhere=0,
        straight=np.zeros(responses, dtype=bool), left_out=LeftOut(earlier=0, twins=0, repeated=0, later=0), copies=(),
    )  # fmt: skip


def points(asked) -> tuple:
    """All that needs no resample."""
    from analysis.driver_model import prepare
    from analysis.drivers import drivers
    from analysis.penalty_reward import penalty_reward
    from analysis.plan import plan

    model = prepare(asked)
    found = drivers(model)
    return model, found, penalty_reward(model), plan(asked, model, found)


def one_by_one(correlations: np.ndarray) -> np.ndarray:
    """Shares with a system of equations for every subset."""
    attributes, outcome = len(correlations) - 1, correlations[:-1, -1]
    explained = {(): 0.0}
    for size in range(1, attributes + 1):
        for subset in combinations(range(attributes), size):
            some = list(subset)
            explained[subset] = float(outcome[some] @ np.linalg.solve(correlations[np.ix_(some, some)], outcome[some]))
    shares = np.zeros(attributes)
    for subset, whole in explained.items():
        for at, attribute in enumerate(subset):
            weight = factorial(len(subset) - 1) * factorial(attributes - len(subset)) / factorial(attributes)
            shares[attribute] += weight * (whole - explained[subset[:at] + subset[at + 1 :]])
    return shares


def measure() -> dict:
    """Median of three of each; of the resamples once."""
    from analysis.driver_model import resample
    from analysis.lmg import lmg
    from bench.clock import peak_mb, timed

    seen = {}
    for attributes in (MANY, EXACT):
        asked = answers(attributes)
        seen[f"drivers_{attributes}_s"], (model, found, _, _) = timed(lambda asked=asked: points(asked), repeats=3)
        seen[f"drivers_{attributes}_resamples_s"], _ = timed(lambda model=model: resample(model, range(RESAMPLES)), repeats=1)
    if found.method != "lmg":
        raise AssertionError(f"{EXACT} attributes are divided by {found.method}")
    correlations = np.corrcoef(np.column_stack([model.values, model.said]).T)
    ours, shares = timed(lambda: lmg(correlations), repeats=9)
    theirs, expected = timed(lambda: one_by_one(correlations), repeats=3)
    if np.abs(shares - expected).max() > 1e-10:
        raise AssertionError("the two divisions of R² differ")
    return seen | {"lmg_ms": ours * 1e3, "lmg_one_by_one_ms": theirs * 1e3, "drivers_peak_mb": peak_mb()}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    what = f"drivers, penalties, rewards and the plan of {RESPONSES:,} answers"
    later = f"{RESAMPLES} resamples of them, in a background job"
    times = f"{seen['lmg_one_by_one_ms'] / seen['lmg_ms']:.0f} times faster"
    return [
        (f"{what}, {MANY} attributes", f"{seen[f'drivers_{MANY}_s']:.1f} s", "", "", "under 2 s"),
        (later, f"{seen[f'drivers_{MANY}_resamples_s']:.1f} s", "", "", ""),
        (f"{what}, {EXACT} attributes, exactly", f"{seen[f'drivers_{EXACT}_s']:.1f} s", "", "", "under 2 s"),
        (later, f"{seen[f'drivers_{EXACT}_resamples_s']:.1f} s", "", "", ""),
        (f"R² by all subsets of {EXACT}", f"{seen['lmg_ms']:.1f} ms", f"one by one {seen['lmg_one_by_one_ms']:.0f} ms", times, ""),
    ]


PARTS = {"drivers": measure}

if __name__ == "__main__":
    print(measure())
