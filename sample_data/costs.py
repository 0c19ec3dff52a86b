"""What is spent: to win customers, to keep them, on the programme and on service; some of it on customers by name."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data import clock, loyalty
from sample_data.clock import DAY
from sample_data.company import Company
from sample_data.lives import Lives

ACQUISITION, RETENTION, PROGRAMME, SERVICE = range(4)
PURPOSES = ("acquisition", "retention", "programme", "service")
NOBODY = -1
#: Cents for each newcomer, channel by channel, the fair last.
NEWCOMER = {
    "home-goods": (900, 1900, 350, 600),
    "fuel": (700, 550, 1400, 900),
    "telecom": (3800, 2600, 7900, 3000),
    "wholesale": (24000, 9000, 6500, 15000),
}
#: Cents for each order: letters and mails to customers; and for each complaint.
LETTERS = {"home-goods": 45, "fuel": 6, "telecom": 20, "wholesale": 700}
COMPLAINT = {"home-goods": 1200, "fuel": 900, "telecom": 1500, "wholesale": 9000}
#: The channel whose newcomers an advertising network brings: what is spent on them stands in its own report.
ADVERTISED = {"home-goods": 0, "fuel": 2, "telecom": 1}


def parameters(company: Company) -> dict:
    """The costs, in currency units."""
    name = company.trade.name
    return {
        "for_a_newcomer": {channel: cents / 100 for channel, cents in zip(company.channel_names, NEWCOMER[name], strict=True)},
        "letters_for_an_order": LETTERS[name] / 100,
        "for_a_complaint": COMPLAINT[name] / 100,
        "for_a_contact": company.trade.effects.contact_cents / 100,
        "for_a_reward": loyalty.reward_cents(company) / 100,
    }


def by_name(company: Company, found: Lives) -> pl.DataFrame:
    """Service for costly customers: a row a customer and month.

    Returns
    -------
    polars.DataFrame
        `at` (the month's first second), `until` (its last day, as a number), `tag` (a place in `PURPOSES`), `who`, `nth` (a channel),
        `cents`.
    """
    orders, effects = found.orders, company.trade.effects
    month, names = clock.months(company)
    costly = found.people.costly[orders.place]
    key, number = np.unique(orders.who[costly] * len(names) + month[orders.day[costly]], return_counts=True)
    cents = number * effects.costly_contacts * effects.contact_cents
    return _rows(company, key % len(names), SERVICE, key // len(names), 0, cents)


def _rows(company: Company, month, tag: int, who, channel, cents) -> pl.DataFrame:
    firsts, lasts = clock.month_ends(company)
    first, last = (np.array([company.day(day) for day in days], dtype=np.int64)[month] for days in (firsts, lasts))
    last = np.minimum(last, company.days - 1)  # what is said of the month that is not over ends with the data
    size = len(month)
    return pl.DataFrame(
        {
            "at": first * DAY, "until": last, "tag": np.full(size, tag, dtype=np.int8), "who": np.broadcast_to(who, size).astype(np.int64),
            "nth": np.broadcast_to(channel, size).astype(np.int64), "cents": cents.astype(np.int64),
        }
    )  # fmt: skip


class Ledger:
    """What is spent month by month, added up slice by slice."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._month, names = clock.months(company)
        self._newcomers = np.zeros((len(company.channel_names), len(names)), dtype=np.int64)
        self._spent = np.zeros((len(PURPOSES), len(names)), dtype=np.int64)

    def add(self, found: Lives, streams: dict[str, pl.DataFrame]) -> None:
        """Add what a slice of customers caused."""
        company, name = self._company, self._company.trade.name
        np.add.at(self._newcomers, (found.people.channel, self._month[found.people.first]), 1)
        self._add(RETENTION, found.orders.day, LETTERS[name])
        self._add(PROGRAMME, _days(streams["rewards"]), loyalty.reward_cents(company))
        self._add(SERVICE, _days(streams["complaints"]), COMPLAINT[name])
        calls = streams["contacts"].filter(~pl.col("costly"))  # those of the costly are known by name
        self._add(SERVICE, _days(calls), company.trade.effects.contact_cents)

    def _add(self, purpose: int, day: np.ndarray, cents: int) -> None:
        np.add.at(self._spent[purpose], self._month[day], cents)

    def rows(self) -> pl.DataFrame:
        """What was spent on nobody by name: a row a month, purpose and channel, as `by_name` gives them."""
        parts = []
        for channel, newcomers in enumerate(self._newcomers):
            cents = newcomers * NEWCOMER[self._company.trade.name][channel]
            parts.append(self._some(ACQUISITION, channel, cents))
        parts += [self._some(purpose, 0, self._spent[purpose]) for purpose in (RETENTION, PROGRAMME, SERVICE)]
        return pl.concat(parts)

    def _some(self, purpose: int, channel: int, cents: np.ndarray) -> pl.DataFrame:
        month = np.flatnonzero(cents)
        return _rows(self._company, month, purpose, NOBODY, channel, cents[month])


def _days(rows: pl.DataFrame) -> np.ndarray:
    return rows["at"].to_numpy() // DAY
