"""Do the intervals of moves hold what moves are in the long run?

    python -m tests.transitions [COMPANIES] [FIRST_SEED]

Of each trade, 200,000 customers tell the transition probabilities over a month and over three. Companies of 5,000 customers, made with the
same parameters and looked at under the same usual gap, tell 90 % intervals of them. Cells with an expected count of 5 or more, at least
300, are counted; it fails unless 86 to 94 % of them hold. Moves that the rule makes impossible must not happen among the 200,000 either.
A move that all make though the rule allows others (nobody comes back to this telecom) counts as missed: no such interval holds 1.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import numpy as np

from analysis.dated import dated
from analysis.moves import PLACES, moves
from analysis.relations import Relations, relate
from analysis.rhythm import usual_gap
from analysis.stages import STAGES
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trades import TRADES
from tests.demonstration import ordered

NAMES = list(TRADES)
MANY, FEW, LEVEL, EXPECTED, CELLS = 200_000, 5_000, 0.90, 5, 300
DAYS = (30, 91)


def made(trade: str, seed: int, customers: int, gap: float | None = None) -> Relations:
    """Live a company; no file is written and nobody calls."""
    company = Company.of(trade, seed=seed, customers=customers)
    occasions = ordered(company, lives(company, np.arange(customers)))
    nobody = dated(occasions.customers, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return relate(occasions, nobody, nobody, usual_gap_days=gap or usual_gap(occasions).days)


def moved(found: Relations, days: int):
    """What became of everybody in so many days up to the last."""
    before, after = (found.stages(found.as_of - timedelta(days=back)) for back in (days, 0))
    return moves(before, after, usual_gap_days=found.usual_gap_days, rule=found.rule, contacts=False, cancellations=False, level=LEVEL)


def look(what: tuple[str, tuple[int, ...]]) -> tuple[list[int], int, int]:
    """Count a trade's cells by how many companies' intervals hold them: held, cells, and people who made an impossible move."""
    trade, seeds = what
    many = made(trade, 100_000, MANY)
    truth = {days: moved(many, days) for days in DAYS}
    strays = sum(
        int(found.flow[place, to])
        for found in truth.values()
        for place, row in enumerate(found.matrix)
        for to, part in enumerate(row.parts)
        if part is None
    )
    held = cells = 0
    for seed in seeds:
        few = made(trade, seed, FEW, many.usual_gap_days)
        for days in DAYS:
            seen = moved(few, days)
            for stage in range(len(STAGES)):
                n, row = seen.matrix[stage].n, truth[days].matrix[stage]
                for to in range(len(PLACES)):
                    part = seen.matrix[stage].parts[to]
                    if part is None or row.parts[to] is None or not row.n or n * row.parts[to].share < EXPECTED:
                        continue
                    cells += 1
                    held += part.low <= row.parts[to].share <= part.high
    return held, cells, strays


def main(companies: int = 32, first: int = 1) -> bool:
    """Count, print, and tell whether it is as it must be."""
    seeds = [tuple(range(first + place, first + companies, len(NAMES))) for place in range(len(NAMES))]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(look, zip(NAMES, seeds)))
    for name, own, (held, cells, strays) in zip(NAMES, seeds, found):
        print(f"{name}: {held} of {cells} cells held by companies {own[0]} to {own[-1]}; {strays} of {MANY:,} people moved impossibly")
    held, cells, strays = (sum(column) for column in zip(*found))
    share = held / max(cells, 1)
    print(f"together {held} of {cells} intervals of 90 % hold the long run's share: {share:.1%} (wanted 86 to 94 % of at least {CELLS})")
    return cells >= CELLS and 0.86 <= share <= 0.94 and strays == 0


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:])))
