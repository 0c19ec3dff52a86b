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
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from pathlib import Path

from analysis import truth as truths
from analysis.company import company
from analysis.findings import Findings, findings
from analysis.overview import overview
from analysis.relations import gather
from models.answers import answers
from models.contacts import contacts
from models.frames import frames
from models.ingest.commit import commit_all
from models.spending import spending
from models.store import Store
from sample_data.trades import TRADES
from sample_data.writing import write
from tests.demonstration import checked

NAMES = list(TRADES)
EMPTY = 700  # customers of a company in which nothing is planted
FALSE_CLAIMS = 0.09
MISSED = 0.10  # of what is planted with a power of 99 % at 95 %, and sought here among all comparisons


def look(folder: Path, **how) -> tuple[dict, Findings]:
    """Write a company, bring it, and return its truth and what the overview finds."""
    truth = write(folder / "files", **how)
    store = Store(folder / "company.db")
    commit_all(store, checked(folder / "files"), imported_at=datetime(2026, 11, 2, 9))
    read, spent = frames(store), spending(store).spend
    gathered = company(read.orders, read.refunds, read.customers)
    known = gather(gathered, contacts(store).contacts)
    page = overview(
        read.orders,
        read.refunds,
        read.customers,
        gathered.occasions,
        period="quarter",
        as_of=gathered.as_of,
        relations=known,
        spend=spent,
    )
    if page.customers.now > truth["counts"]["customers"] or page.bucket is None:
        raise AssertionError(f"the overview of {how} knows {page.customers.now} customers")
    return truth, findings(gathered, answers=answers(store), spend=spent, relations=known)


def nothing_planted(seed: int) -> tuple[int, list[str]]:
    """Return how many comparisons were looked at in a company with nothing planted, and of which kinds a difference was claimed."""
    with tempfile.TemporaryDirectory() as folder:
        _, seen = look(Path(folder), trade=NAMES[seed % len(NAMES)], customers=EMPTY, seed=seed, without=["everything"])
    return seen.looked_at, [finding.kind for finding in seen.found if finding.claim]


def planted(what: tuple[str, int]) -> dict[str, bool]:
    """Return whether each planted thing was found in a company of the usual size; of the small segment, whether it was claimed."""
    trade, seed = what
    with tempfile.TemporaryDirectory() as folder:
        truth, seen = look(Path(folder), trade=trade, seed=seed)
    sought = [one for one in truths.planted(truth, seen) if one.claimable or one.name in ("costly", "small_segment")]
    return {one.name: one.found is not None for one in sought}


def main(number: int = 100, first: int = 1) -> int:
    """Look at so many companies with nothing planted, and a fifth as many of the usual size; return how many demands failed."""
    usual = [(trade, seed) for seed in range(first, first + max(1, number // 20)) for trade in NAMES]
    with ProcessPoolExecutor() as several:
        empty = list(several.map(nothing_planted, range(first, first + number)))
        others = list(several.map(planted, usual))
    kinds = Counter(kind for _, claimed in empty for kind in claimed)
    wrongly = sum(bool(claimed) for _, claimed in empty)
    found = {name: sum(one[name] for one in others) for name in others[0]}
    looked_at = sum(looked for looked, _ in empty)
    print(f"{number} companies with nothing planted: {wrongly} claim a difference ({dict(kinds)}); {looked_at} comparisons looked at")
    told = ", ".join(f"{name} {count}" for name, count in found.items() if name != "small_segment")
    print(f"{len(others)} companies of the usual size: found {told}; the small segment claimed, wrongly, {found['small_segment']}")
    failed = [wrongly > FALSE_CLAIMS * number]
    failed += [count < (1 - MISSED) * len(others) for name, count in found.items() if name != "small_segment"]
    failed += [found["small_segment"] > MISSED * len(others)]
    print(f"{len(failed) - sum(failed)} passed, {sum(failed)} failed")
    return sum(failed)


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
