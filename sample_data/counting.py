"""Counting what is written: exact, to the person and the cent."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl

from sample_data import sales
from sample_data.clock import DAY, months
from sample_data.company import Company
from sample_data.costs import PURPOSES


def amount(cents: int) -> str:
    """Cents as a decimal text.

    >>> amount(1230), amount(-5)
    ('12.30', '-0.05')
    """
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


class Tally:
    """Counts of a company's files, added up slice by slice.

    Parameters
    ----------
    company : Company
    refunds_by_day : bool
        Whether refunds name no order, and so lie in their own month.
    """

    def __init__(self, company: Company, *, refunds_by_day: bool = False) -> None:
        self._company, self._refunds_by_day = company, refunds_by_day
        self._month, self._names = months(company)
        size = len(self._names)
        self._orders, self._gross, self._refunds = (np.zeros(size, dtype=np.int64) for _ in range(3))
        self._days: list[int] = []
        self._number: Counter[str] = Counter()
        self._spent: Counter[str] = Counter()

    def add(self, stream: str, rows: pl.DataFrame) -> None:
        """Count some rows of a stream."""
        self._number[stream] += rows.height
        if stream == "sales":
            self._add_sales(rows)
        if stream == "survey":
            self._number["respondents"] += rows["who"].n_unique()
        if stream == "spending":
            for purpose, name in enumerate(PURPOSES):
                self._spent[name] += rows.filter(pl.col("tag") == purpose)["cents"].sum()
            self._spent["by_name"] += rows.filter(pl.col("who") >= 0)["cents"].sum()

    def _add_sales(self, rows: pl.DataFrame) -> None:
        rows = rows.filter(pl.col("state").is_in(sales.COUNTED))
        if rows.is_empty():
            return
        day = rows["at"].to_numpy() // DAY
        self._orders += self._by_month(day)
        self._gross += self._by_month(day, rows["cents"].to_numpy())
        given_back = rows["refund_at"].to_numpy() // DAY if self._refunds_by_day else day
        self._refunds += self._by_month(given_back, rows["refund"].to_numpy())
        self._days = [*self._days, int(day.min()), int(day.max())]
        self._days = [min(self._days), max(self._days)]
        self._number["guest_orders"] += int((rows["who"] < 0).sum())

    def _by_month(self, day: np.ndarray, worth: np.ndarray | None = None) -> np.ndarray:
        found = np.zeros(len(self._names), dtype=np.int64)
        np.add.at(found, self._month[day], 1 if worth is None else worth)
        return found

    def counts(self, prospects: int) -> dict:
        """Everything that was counted; money as decimal texts by currency."""
        currency, number = self._company.trade.currency, self._number
        net = self._gross - self._refunds
        some = (self._orders > 0) | (net != 0)
        return {
            "customers": self._company.customers + prospects,
            "buyers": self._company.customers,
            "orders": int(self._orders.sum()),
            "guest_orders": number["guest_orders"],
            "gross": {currency: amount(int(self._gross.sum()))},
            "refunds": {currency: amount(int(self._refunds.sum()))},
            "net": {currency: amount(int(net.sum()))},
            "responses": number["survey"],
            "respondents": number["respondents"],
            "complaints": number["complaints"],
            "interactions": number["contacts"],
            "memberships": number["memberships"],
            "rewards": number["rewards"],
            "referrals": number["referrals"],
            "employees": number["employees"],
            "spending": {purpose: {currency: amount(self._spent[purpose])} for purpose in PURPOSES},
            "spending_by_name": {currency: amount(self._spent["by_name"])},
            "first_order": self._company.date(self._days[0]).isoformat(),
            "last_order": self._company.date(self._days[1]).isoformat(),
            "months": [
                {"month": name, "orders": int(orders), "net": {currency: amount(int(worth))}}
                for name, orders, worth, there in zip(self._names, self._orders, net, some, strict=True)
                if there
            ],
        }
