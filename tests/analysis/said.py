"""Answers to test with: from a few words, or random ones from a seed."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import numpy as np
import polars as pl

RESPONSES = {
    "response": pl.Int64,
    "customer": pl.Int64,
    "audience": pl.String,
    "answered_at": pl.Datetime("us"),
    "channel": pl.String,
    "comment": pl.String,
    "shop": pl.String,
    "team": pl.String,
}
RATINGS = {
    "response": pl.Int64,
    "attribute": pl.Int64,
    "aspect": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}
ATTRIBUTES = {"attribute": pl.Int64, "question": pl.String, "name": pl.String, "audience": pl.String, "role": pl.String, "group": pl.String}
COMPLAINTS = {
    "complaint": pl.Int64,
    "customer": pl.Int64,
    "opened_at": pl.Datetime("us"),
    "closed_at": pl.Datetime("us"),
    "state": pl.String,
    "cause": pl.String,
    "channel": pl.String,
    "resolution": pl.String,
}


def answers(*questionnaires: dict, audience: str = "customer", groups: dict[str, str] | None = None, complaints=()) -> SimpleNamespace:
    """Answers from questionnaires, each `{"who", "at", "channel", "team", "shop", question: value or (value, low, high)}`.

    A question is an attribute's name, alone or with its aspect ("importance of Staff"); "overall" and "recommend" are those roles.
    A value None is asked and not answered.
    """
    own = {"who", "at", "channel", "team", "shop"}
    names: dict[str, int] = {}
    responses, ratings = [], []
    for number, filled in enumerate(questionnaires, start=1):
        at = filled.get("at")
        responses.append(
            {"response": number, "customer": filled.get("who"), "audience": audience}
            | {"answered_at": None if at is None else datetime.fromisoformat(at)}
            | {name: filled.get(name) for name in ("channel", "team")}
            | {"shop": filled.get("shop", "own")}
        )
        for question, said in filled.items():
            if question in own:
                continue
            aspect, _, name = question.rpartition(" of ")
            value, low, high = said if isinstance(said, tuple) else (said, *((0, 10) if name == "recommend" else (1, 5)))
            ratings.append(
                {"response": number, "attribute": names.setdefault(name, len(names) + 1), "aspect": aspect or "performance"}
                | {"value": None if value is None else float(value), "low": float(low), "high": float(high)}
            )
    roles = {"overall": "overall", "recommend": "recommendation"}
    attributes = [
        {"attribute": number, "question": name, "name": name.partition("#")[0], "audience": audience}
        | {"role": roles.get(name, "attribute"), "group": (groups or {}).get(name)}
        for name, number in names.items()
    ]
    return SimpleNamespace(
        responses=pl.DataFrame(responses, schema=RESPONSES),
        ratings=pl.DataFrame(ratings, schema=RATINGS),
        attributes=pl.DataFrame(attributes, schema=ATTRIBUTES),
        complaints=pl.DataFrame(list(complaints), schema=COMPLAINTS),
    )


def random_answers(seed: int, *, responses: int, attributes: int, customers: int = 0, missing: float = 0.1) -> SimpleNamespace:
    """Answers of 1 to 5 at random, through two years; the overall question last but one, recommendation last."""
    rng = np.random.default_rng(seed)
    number = np.arange(1, responses + 1)
    who = rng.integers(1, customers + 1, responses) if customers else np.full(responses, -1)
    base = datetime(2024, 1, 1)
    frame = pl.DataFrame(
        {"response": number, "customer": who, "at": rng.integers(0, 730 * 86_400, responses)},
        schema={"response": pl.Int64, "customer": pl.Int64, "at": pl.Int64},
    ).select(
        "response",
        pl.when(pl.col("customer") >= 0).then("customer").alias("customer"),
        pl.lit("customer").alias("audience"),
        (pl.lit(base) + pl.duration(seconds="at")).cast(pl.Datetime("us")).alias("answered_at"),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in ("channel", "comment", "team")),
        pl.lit("own").alias("shop"),
    )
    mood = rng.normal(size=responses)[:, None]
    said = np.clip(np.floor(3.7 + 0.6 * mood + rng.normal(size=(responses, attributes)) + 0.5), 1, 5)
    overall = np.clip(np.floor(said.mean(axis=1) + 0.5 * rng.normal(size=responses) + 0.5), 1, 5)
    columns = [*said.T, overall, np.clip(np.floor(overall * 2 + rng.normal(size=responses)), 0, 10)]
    left_out = rng.random((len(columns), responses)) < missing
    ratings = pl.concat(
        pl.DataFrame({"response": number, "value": values}).select(
            "response",
            pl.lit(place, dtype=pl.Int64).alias("attribute"),
            pl.lit("performance").alias("aspect"),
            pl.when(pl.Series(~out)).then("value").alias("value"),
            pl.lit(0.0 if place == attributes + 2 else 1.0).alias("low"),
            pl.lit(10.0 if place == attributes + 2 else 5.0).alias("high"),
        )
        for place, (values, out) in enumerate(zip(columns, left_out, strict=True), start=1)
    )
    groups = ["people", "product", "premises"]
    names = [*(f"attribute {place}" for place in range(1, attributes + 1)), "overall", "recommend"]
    asked = pl.DataFrame(
        [
            {"attribute": place, "question": name, "name": name, "audience": "customer"}
            | {"role": {"overall": "overall", "recommend": "recommendation"}.get(name, "attribute")}
            | {"group": groups[place % 3] if place <= attributes else None}
            for place, name in enumerate(names, start=1)
        ],
        schema=ATTRIBUTES,
    )
    return SimpleNamespace(responses=frame, ratings=ratings, attributes=asked, complaints=pl.DataFrame(schema=COMPLAINTS))


def on(day: int) -> str:
    """The date so many days after 2026-01-01, as `answers` takes it."""
    return (datetime(2026, 1, 1) + timedelta(days=day)).isoformat()
