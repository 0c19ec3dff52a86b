"""Made-up records of what customers did and said, for tests of the loyalty index."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl

from analysis.loyalty_signs import Records

START = datetime(2024, 3, 1)
DEED = {"customer": pl.Int64, "deed": pl.String, "happened_at": pl.Datetime("us")}
MEMBERSHIP = {"customer": pl.Int64, "member_since": pl.Datetime("us"), "member_until": pl.Datetime("us")}
CONTACT = {"customer": pl.Int64, "happened_at": pl.Datetime("us"), "channel": pl.String}
ANSWER = {"customer": pl.Int64, "role": pl.String, "answered_at": pl.Datetime("us"), "response": pl.Int64, "value": pl.Float64,
          "low": pl.Float64, "high": pl.Float64}  # fmt: skip
TOLD = {"customer": pl.Int64, "value": pl.String}


def moments(rng, rows, days):
    return [START + timedelta(seconds=int(second)) for second in rng.integers(0, 86_400 * days, rows)]


def random_records(seed: int, people, *, rows: int = 400, days: int = 500) -> Records:
    """Contacts, deeds, memberships, answers and told facts of some people, and of others who never ordered."""
    rng = np.random.default_rng(seed)
    who = np.append(np.asarray(people), [1, 2, 10_001])

    def of(number):
        return rng.choice(who, number).tolist()

    contacts = pl.DataFrame(
        {"customer": of(rows), "happened_at": moments(rng, rows, days), "channel": rng.choice(["phone", "e-mail", "chat"], rows).tolist()},
        schema=CONTACT,
    ).with_columns(pl.when(pl.Series(rng.random(rows) < 0.1)).then(None).otherwise("customer").alias("customer"))
    kinds = rng.choice(["referral", "reward", "answer"], rows).tolist()
    deeds = pl.DataFrame({"customer": of(rows), "deed": kinds, "happened_at": moments(rng, rows, days)}, schema=DEED)
    since = [None if rng.random() < 0.1 else moment for moment in moments(rng, rows // 4, days)]
    until = [moment + timedelta(days=200) if moment and rng.random() < 0.4 else None for moment in since]
    memberships = pl.DataFrame({"customer": of(rows // 4), "member_since": since, "member_until": until}, schema=MEMBERSHIP)
    high = rng.choice([5.0, 10.0], rows)
    said = pl.DataFrame(
        {"customer": of(rows), "role": rng.choice(["overall", "recommendation"], rows).tolist(), "answered_at": moments(rng, rows, days),
         "response": rng.permutation(rows).tolist(), "value": np.floor(rng.random(rows) * (high + 1)), "low": np.zeros(rows), "high": high},
        schema=ANSWER,
    )  # fmt: skip
    told = {
        "potential": pl.DataFrame({"customer": who.tolist(), "value": [f"{share:.2f}" for share in rng.random(len(who))]}, schema=TOLD),
        "exclusive": pl.DataFrame({"customer": who[::2].tolist(), "value": rng.choice(["yes", "No"], len(who[::2])).tolist()}, schema=TOLD),
    }
    return Records(contacts=contacts, deeds=deeds, memberships=memberships, said=said, told=told)
