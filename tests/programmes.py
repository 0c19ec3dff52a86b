"""Invented companies by the dozen: is a programme that does nothing taken for one that keeps customers?

    python -m tests.programmes [NUMBER] [FIRST_SEED]

A company's members are those who leave less and order more anyhow, and joining does nothing (`sample_data.programme`); lives are taken as
the generator makes them, a few also as files through the store. Beside them stand worlds in which joining does something: of those
inclined to stay, and of anybody. It prints the counts, and fails where of 50 companies fewer than 38 intervals of 90 % hold the true
effect, which is 0, or three lie wholly above it; where a naive difference is not shown, or fewer than 30 lie above all that the data allow;
or where of the worlds fewer than four in five are held. Of another number, as many parts.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, time
from pathlib import Path

import numpy as np
import polars as pl

from analysis import calendar, ledger, rhythm
from analysis.company import company as gathered
from analysis.joining import moments, turns
from analysis.ledger import Ledger
from analysis.like_moments import like_moments
from analysis.programme_effect import ProgrammeEffect, programme_effect
from analysis.timing import timing
from models.frames import frames
from models.programmes import programmes
from models.store import Store
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.programme import members
from sample_data.trades import TRADES
from tests.analysis.joiners import GAP, world
from tests.demonstration import bring, ordered

NAMES = list(TRADES)
#: So many of the companies go through files and the store too.
STORED = 2
#: Worlds in which joining does something, and nothing: those inclined to stay join, or anybody.
WORLDS = (
    {"odds": 4.0},
    {"odds": 1.0, "loyal_join": 0.08, "others_join": 0.08},
    {"odds": 4.0, "loyal_join": 0.1, "others_join": 0.1, "leave": (40.0, 80.0)},
)


def alive(seed: int) -> ProgrammeEffect:
    """Look at a company straight from its lives."""
    company = Company.of(NAMES[seed % len(NAMES)], seed=seed)
    found = lives(company, np.arange(company.customers))
    occasions, joiners, first = ordered(company, found), members(company, found), calendar.day_number(company.trade.first_day)
    days = [datetime.combine(company.date(day), time()) for day in found.orders.day[joiners.order]]
    return programme_effect(
        pl.DataFrame({"customer": joiners.place, "programme": [company.trade.programme_name] * len(days), "member_since": days}),
        occasions=occasions,
        ledger=Ledger(
            currency=company.trade.currency,
            place=found.orders.place,
            day=found.orders.day.astype(np.int64) + first,
            net=found.orders.cents,
            size=company.customers,
        ),
        usual_gap_days=rhythm.usual_gap(occasions).days,
    )


def stored(seed: int) -> ProgrammeEffect:
    """Look at a company as its files tell of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "it.db"
        bring(path, trade=NAMES[seed % len(NAMES)], customers=1500, seed=seed)
        read = frames(Store(path))
        company = gathered(read.orders, read.refunds, read.customers)
        kept = programmes(Store(path))
        return programme_effect(
            kept.memberships, occasions=company.occasions, ledger=ledger.of_company(company), usual_gap_days=company.usual_gap.days
        )


def look(seed: int, *, through_files: bool = False) -> dict:
    """Return what is said of a company's programme, which does nothing."""
    found = (stored if through_files else alive)(seed)
    told, naive, matched = found.timing, found.naive, found.matched.comparison
    return {
        "held": told is not None and told.low <= 0 <= told.high,
        "claimed": told is not None and told.low > 0,
        "shown": naive is not None,
        "explained": naive is not None and told is not None and naive.low > max(told.high, 0),
        "naive wrong": naive is not None and naive.low > 0,
        "matched wrong": matched is not None and matched.low > 0,
        "width": np.nan if told is None else told.high - told.low,
    }


def look_at_world(number: int) -> dict:
    """Return whether a world's true effect is held: by timing, and by matching where nothing hidden makes people join."""
    kind = number % len(WORLDS)
    made = world(number, **WORLDS[kind])
    found = moments(made.occasions, made.since, days=4 * GAP)
    told, nothing = timing(turns(found)), np.zeros(len(found.day), dtype=np.int64)
    matched = like_moments(found, nothing, nothing).comparison
    return {
        "kind": kind,
        "held": told.low <= made.effect <= told.high,
        "matched": matched.low <= made.effect <= matched.high,
        "above": matched.low > 0,
    }


def main(number: int = 50, first: int = 1) -> int:
    """Look at so many companies, and as many worlds; return how many demands failed."""
    seeds = range(first, first + number)
    with ProcessPoolExecutor() as several:
        seen = list(several.map(look, seeds))
        worlds = list(several.map(look_at_world, seeds))
    files = [look(seed, through_files=True) for seed in seeds[:STORED]]
    counts = {what: sum(int(one[what]) for one in seen) for what in seen[0] if what != "width"}
    wide = 100 * float(np.nanmedian([one["width"] for one in seen]))
    print(f"{number} companies whose programme does nothing: {counts['held']} intervals of 90 % hold that, {wide:.0f} points wide")
    print(f"that it keeps customers is claimed by {counts['claimed']}; by the naive difference in {counts['naive wrong']},", end=" ")
    print(f"by matching in {counts['matched wrong']}")
    print(f"the naive difference is shown in {counts['shown']}, and lies above all that the data allow in {counts['explained']}")
    print(f"through files {sum(one['held'] for one in files)} of {len(files)}")
    failed = [
        counts["held"] < 38 / 50 * number,
        counts["claimed"] > 0.05 * number,
        counts["shown"] < number,
        counts["explained"] < 0.6 * number,
        not all(one["held"] for one in files),
    ]
    for kind, how in enumerate(WORLDS):
        some = [one for one in worlds if one["kind"] == kind]
        held, matched, above = (sum(one[what] for one in some) for what in ("held", "matched", "above"))
        print(f"{how}: {held} of {len(some)} hold the true effect; of matching, {matched} do, and {above} claim one")
        failed.append(held < 0.8 * len(some))
        if how.get("others_join"):
            failed.append(matched < 0.75 * len(some) or (how["odds"] > 1 and above < len(some)))
    print(f"{len(failed) - sum(failed)} passed, {sum(failed)} failed")
    return sum(failed)


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
