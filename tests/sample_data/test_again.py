"""A company made again from its truth lives the same lives."""

import json

import numpy as np
import pytest

from sample_data import SMALL, again
from sample_data.company import Company
from sample_data.lives import lives

TRUTH = json.loads((SMALL / "truth.json").read_text(encoding="utf-8"))


def test_the_small_company_again_has_the_orders_that_its_truth_counts():
    """Unpaid, test and guest orders are beside the lives; every month's share of newcomers is in the bucket."""
    company = again(TRUTH)
    found = lives(company, np.arange(company.customers))
    months = TRUTH["bucket"]["month"]
    came = {month: one["new"] for month, one in months.items()}
    first = (np.datetime64(company.trade.first_day) + found.people.first).astype("datetime64[M]").astype(str)
    assert {month: int((first == month).sum()) for month in came} == came


@pytest.mark.parametrize("how", [{"without": ["driver"]}, {"also": ["habit"]}, {"without": ["everything"]}])
def test_what_is_planted_is_planted_again(how):
    company = Company.of("fuel", seed=5, customers=40, **how)
    told = {"trade": "fuel", "seed": 5, "parameters": {"customers": 40}}
    told["planted"] = [{"name": name, "on": company.has(name)} for name in ("driver", "habit", *Company.of("fuel").planted)]
    assert again(told) == company
