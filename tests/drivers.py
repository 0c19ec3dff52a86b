"""Invented companies by the dozen: does what is planted come out of the answers, and nothing else?

    python -m tests.drivers [NUMBER] [FIRST_SEED]

A company's answers are taken as the generator makes them, without files in between. It prints the counts, and fails where of 50 companies
the planted driver ranks first in fewer than 48, what only goes along with it is named "fix first" in more than 2, or is called basic, of
performance or exciting in more than 6; or where of 200 intervals of 90 % for what goes with a point of a rating fewer than 171 or more than
189 hold the truth. Of another number, as many parts.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from analysis.driver_model import prepare
from analysis.drivers import drivers
from analysis.penalty_reward import BASIC, EXCITEMENT, PERFORMANCE, penalty_reward
from analysis.plan import FIX_FIRST, plan
from analysis.survey import Survey
from sample_data import answers
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trades import TRADES
from tests.analysis.surveys import item, survey

NAMES = list(TRADES)
LEVEL = 0.90
#: In each company so many attributes' intervals are scored: the driver, what only goes along, and of the others in turn.
SCORED = 4


def answered(company: Company) -> Survey:
    """Gather what a company's customers answered; the customers' numbers are their places."""
    found = lives(company, np.arange(company.customers))
    said = answers.of(company, found)
    ratings = {name: np.where(values == answers.NOT_ANSWERED, np.nan, values) for name, values in _ratings(said).items()}
    return survey(
        ratings.pop("performance"),
        said.overall,
        items=[item(attribute.name, group=attribute.group) for attribute in company.trade.attributes],
        customer=found.orders.place[said.place],
        day=found.orders.day[said.place] + said.days_later,
        recommendation=np.where(said.recommend < 0, np.nan, said.recommend),
        **ratings,
    )


def _ratings(said: answers.Answers) -> dict[str, np.ndarray]:
    return {"performance": said.performance, "expectation": said.expectation, "importance": said.importance}


def look(seed: int) -> dict:
    """Return what a company's answers say of its driver, of what only goes along, and how many intervals hold the truth."""
    company = Company.of(NAMES[seed % len(NAMES)], seed=seed)
    trade, asked = company.trade, answered(company)
    model = prepare(asked)
    found = drivers(model, level=LEVEL)
    told, named = (
        {one.name: one for one in found.attributes},
        {line.name for line in plan(asked, model, found).lines if line.verdict == FIX_FIRST},
    )
    truth = {attribute.name: company.weight(attribute) for attribute in trade.attributes}
    kinds = {one.name: one.kind for one in penalty_reward(model).attributes}
    others = [name for name in truth if name not in (trade.driver, trade.correlate)]
    scored = [trade.driver, trade.correlate, *(others[(seed + turn) % len(others)] for turn in range(SCORED - 2))]
    return {
        "first": found.attributes[0].name == trade.driver,
        "named": trade.driver in named,
        "wrongly": trade.correlate in named,
        "nothing named": sum(not truth[name] for name in named),
        "of a kind": kinds[trade.correlate] in (BASIC, PERFORMANCE, EXCITEMENT),
        "held": sum(told[name].coefficient_low <= truth[name] <= told[name].coefficient_high for name in scored),
    }


def main(number: int = 50, first: int = 1) -> int:
    """Look at so many companies; return how many demands failed."""
    with ProcessPoolExecutor() as several:
        seen = list(several.map(look, range(first, first + number)))
    counts = {what: sum(int(one[what]) for one in seen) for what in seen[0]}
    intervals = number * SCORED
    print(f"{number} companies: the driver ranks first in {counts['first']} and is named to be fixed first in {counts['named']}")
    print(f"what only goes along with it is named in {counts['wrongly']}; of all that is worth nothing, {counts['nothing named']} are")
    print(f"it is called basic, of performance or exciting in {counts['of a kind']}")
    print(f"{counts['held']} of {intervals} intervals of {LEVEL:.0%} hold the truth")
    failed = [
        counts["first"] < 0.96 * number,
        counts["wrongly"] > 0.04 * number,
        counts["of a kind"] > 0.12 * number,
        not 0.855 * intervals <= counts["held"] <= 0.945 * intervals,
    ]
    print(f"{len(failed) - sum(failed)} passed, {sum(failed)} failed")
    return sum(failed)


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
