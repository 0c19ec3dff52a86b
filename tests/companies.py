"""Small companies by the dozen, from file to overview: what the findings claim where nothing is planted, and where something is.

    python -m tests.companies [NUMBER] [FIRST_SEED]

Each company is written to files, read, checked, stored and looked at as the app does it, page aside. It prints the counts and fails
where more of the companies without anything planted claim a difference than chance allows (9 of 100), or where what is planted in the
others is found less often than it should be.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

from analysis import truth as truths
from analysis.company import company
from analysis.findings import Findings, findings
from models.answers import answers
from models.frames import frames
from models.ingest.commit import commit_all
from models.spending import spending
from models.store import Store
from sample_data.trades import TRADES
from sample_data.writing import write
from tests.demonstration import checked

EMPTY = 700  # customers of a company in which nothing is planted
FALSE_CLAIMS = 0.09
MISSED = 0.10  # of what is planted with a power of 99 % at 95 %, and sought here among all comparisons


def look(folder: Path, **how) -> tuple[dict, Findings]:
    """Write a company, bring it, and return its truth and what the overview finds."""
    truth = write(folder / "files", **how)
    store = Store(folder / "company.db")
    commit_all(store, checked(folder / "files"), imported_at=datetime(2026, 11, 2, 9))
    read = frames(store)
    gathered = company(read.orders, read.refunds, read.customers)
    return truth, findings(gathered, answers=answers(store), spend=spending(store).spend)


def main(number: int = 100, first: int = 1) -> int:
    """Look at so many companies of either kind; return how many demands failed."""
    names = list(TRADES)
    claimed, looked_at, kinds = 0, 0, Counter()
    sought, found = Counter(), Counter()
    for seed in range(first, first + number):
        trade = names[seed % len(names)]
        with tempfile.TemporaryDirectory() as folder:
            _, seen = look(Path(folder), trade=trade, customers=EMPTY, seed=seed, without=["everything"])
        claimed, looked_at = claimed + (seen.claims > 0), looked_at + seen.looked_at
        kinds.update(finding.kind for finding in seen.found if finding.claim)
    for seed in range(first, first + number // 10):
        for trade in names:
            with tempfile.TemporaryDirectory() as folder:
                truth, seen = look(Path(folder), trade=trade, seed=seed)
            for one in truths.planted(truth, seen):
                if one.claimable or one.name == "costly":
                    sought[one.name] += 1
                    found[one.name] += one.found is not None
                elif one.name == "small_segment":
                    sought["small_segment, wrongly"] += 1
                    found["small_segment, wrongly"] += one.found is not None
    print(f"{number} companies with nothing planted: {claimed} claim a difference ({dict(kinds)}); {looked_at} comparisons looked at")
    told = ", ".join(f"{name} {found[name]} of {sought[name]}" for name in sought)
    print(f"{number // 10 * len(names)} companies of the usual size: {told}")
    wrong = [claimed > FALSE_CLAIMS * number + 1e-9]
    wrong += [found[name] < (1 - MISSED) * n for name, n in sought.items() if "wrongly" not in name]
    wrong += [found["small_segment, wrongly"] > MISSED * sought["small_segment, wrongly"]]
    print(f"{len(wrong) - sum(wrong)} passed, {sum(wrong)} failed")
    return sum(wrong)


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
