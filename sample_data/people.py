"""The list of customers: who ordered, and who only left an address."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data.clock import DAY
from sample_data.company import Company
from sample_data.identities import joined, markets
from sample_data.lives import People


def listed(company: Company, people: People) -> pl.DataFrame:
    """Customers: `at` (seconds; the day of the first order), `who`, `market`, `channel`, `prospect`."""
    return _rows(people.first.astype(np.int64), people.who, people.market, people.channel, False)


def never_ordered(company: Company, who: np.ndarray) -> pl.DataFrame:
    """Prospects of these numbers, alike."""
    channel = company.draws.pick(who, "channel", [channel.last for channel in company.trade.channels])
    return _rows(joined(company, who), who, markets(company, who), channel, True)


def part(total: int, begin: int, end: int, of: int) -> np.ndarray:
    """Numbers of what belongs to a slice of customers, of something that there are `total` of."""
    return np.arange(begin * total // of, end * total // of)


def _rows(day, who, market, channel, prospect: bool) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "at": day * DAY, "who": who, "market": market.astype(np.int8), "channel": channel.astype(np.int8),
            "prospect": np.full(len(who), prospect),
        }
    )  # fmt: skip
