"""Count on many companies that every lesson holds: `python -m tests.lessons SEEDS [CUSTOMERS [FIRST]]`.

Each of the four trades with as many seeds: what is stated is so, the right answers follow the data, each slip is recognised.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from components import truth
from components.lessons.shelf import LESSONS
from models.errors import Refused
from sample_data.trades import TRADES
from tests.demonstration import bring
from tests.lessons.held import faults, hidden


def main(seeds: int, customers: int = 1200, first: int = 1) -> int:
    """Return how many lessons don't hold."""
    wrong = held = refused = exercises = alike = 0
    for trade in TRADES:
        for seed in range(first, first + seeds):
            with TemporaryDirectory() as folder:
                path = Path(folder) / "company.db"
                bring(path, trade=trade, customers=customers, seed=seed)
                os.environ["RAPPORT_WORKSPACE"] = str(path)
                for lesson in LESSONS:
                    try:
                        told = lesson.tell(truth.known())
                    except Refused as problem:
                        refused += 1
                        print(f"{trade} {seed} {lesson.key}: refused: {problem}", flush=True)
                        continue
                    found = faults(lesson, told)
                    alike += hidden(told)
                    held, wrong, exercises = held + (not found), wrong + bool(found), exercises + len(told.tasks)
                    for fault in found:
                        print(f"{trade} {seed} {lesson.key}: {fault}", flush=True)
                st.cache_resource.clear()
                st.cache_data.clear()
    companies = len(TRADES) * seeds
    print(f"{held} of {held + wrong} lessons hold on {companies} companies ({exercises} exercises); {refused} were refused;")
    print(f"{alike} slips read like another answer there, and are not asked of anybody")
    return wrong + refused


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:] or [10])) else 0)
