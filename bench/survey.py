"""A survey of 200,000 questionnaires about 30 attributes, from its rows to every number of its breakdown.

    .venv/bin/python -m bench.survey

Beside it stands what one would write otherwise: a pivot of the ratings in pandas, and the attributes' means of it, which is a small part
of what is in the breakdown. Both give the same means, or the benchmark fails.

The goal is for a machine with nothing else to do. While twenty other processes waited for its two processors, gathering took 1.1 s of
processor time and the breakdown 0.9 s.
"""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import numpy as np

RESPONSES, ATTRIBUTES, MISSING, SEED = 200_000, 30, 0.05, 7
GROUPS = ("people", "product", "premises")


def answers() -> SimpleNamespace:
    """Answers at random through two years, most of known people, some of them twice in a quarter."""
    import polars as pl

    rng = np.random.default_rng(SEED)
    number = np.arange(1, RESPONSES + 1)
    responses = pl.DataFrame(
        {"response": number, "customer": rng.integers(1, RESPONSES, RESPONSES), "second": rng.integers(0, 730 * 86_400, RESPONSES)}
    ).select(
        "response",
        "customer",
        (pl.lit(datetime(2024, 1, 1)) + pl.duration(seconds="second")).alias("answered_at"),
        pl.lit("customer").alias("audience"),
        pl.lit(None, dtype=pl.String).alias("channel"),
    )
    mood = rng.normal(size=RESPONSES)
    parts = []
    for attribute in range(ATTRIBUTES + 1):
        value = np.clip(np.floor(3.9 + 0.5 * mood + rng.normal(size=RESPONSES)), 1, 5)
        value[rng.random(RESPONSES) < MISSING] = np.nan
        parts.append(pl.DataFrame({"response": number, "attribute": attribute, "value": value}))
    ratings = pl.concat(parts).with_columns(
        pl.col("value").fill_nan(None), pl.lit("performance").alias("aspect"), pl.lit(1.0).alias("low"), pl.lit(5.0).alias("high")
    )
    attributes = pl.DataFrame(
        {
            "attribute": list(range(ATTRIBUTES + 1)),
            "name": [f"attribute {place}" for place in range(ATTRIBUTES + 1)],
            "role": ["attribute"] * ATTRIBUTES + ["overall"],
            "group": [*(GROUPS[place % 3] for place in range(ATTRIBUTES)), None],
            "audience": "customer",
        }
    )
    return SimpleNamespace(responses=responses, ratings=ratings, attributes=attributes)


def measure() -> dict:
    """Median of three of each."""
    from analysis.satisfaction import satisfaction
    from analysis.survey import gather
    from bench.clock import peak_mb, timed

    said = answers()
    gathered, survey = timed(lambda: gather(said), repeats=3)
    broken_down, found = timed(lambda: satisfaction(survey), repeats=3)
    peak = peak_mb()
    rows = said.ratings.to_pandas()
    pivoted, table = timed(lambda: rows.pivot(index="response", columns="attribute", values="value"), repeats=1)
    counted = table.loc[survey.response]
    for place, item in enumerate(sorted(found.attributes, key=lambda item: int(item.name.split()[1]))):
        if abs(item.mean.value - counted[place].mean()) > 1e-9:
            raise AssertionError(f"the means of {item.name} differ")
    return {"survey_gather_s": gathered, "survey_breakdown_s": broken_down, "survey_pivot_s": pivoted, "survey_peak_mb": peak}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    both = seen["survey_gather_s"] + seen["survey_breakdown_s"]
    times = f"{seen['survey_pivot_s'] / seen['survey_gather_s']:.1f} times faster"
    return [
        (
            f"a survey of {RESPONSES:,} × {ATTRIBUTES} as matrices",
            f"{seen['survey_gather_s']:.2f} s",
            f"pivot in pandas {seen['survey_pivot_s']:.2f} s",
            times,
            "",
        ),
        ("the same with its whole breakdown", f"{both:.2f} s", "", "", "under 2 s"),
    ]


PARTS = {"survey": measure}

if __name__ == "__main__":
    print(measure())
