"""What really comes after a day: of a company made again from its truth everybody's future is known, to the cent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from sample_data.company import Company
from sample_data.lives import Lives, lives
from sample_data.sales import ORDERED, sales


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Everybody who had ordered before a day, and what became of them; one entry a customer.

    Attributes
    ----------
    who : int64 array
        Their numbers, as `identities` takes them.
    there : bool array
        Whether they had not left for good before the day.
    stays : bool array
        Whether they have not left for good by the end either.
    brings : int64 array
        What they pay from that day to the end, less what is given back of it, in cents.
    chance : float array
        Their own chance to leave after an order, with what is planted in them for good.
    orders, followed : int64 arrays of (customers, at_most)
        Of each, whether there was a first, second, … order before the day, and whether they stayed after it.
    """

    who: np.ndarray
    there: np.ndarray
    stays: np.ndarray
    brings: np.ndarray
    chance: np.ndarray
    orders: np.ndarray
    followed: np.ndarray


def ahead(company: Company, begin: int, days: int = 365, *, at_most: int = 8) -> Ahead:
    """Follow everybody who had ordered before a day, for so many days.

    Parameters
    ----------
    company : Company
    begin : int
        The day, counted from the company's first.
    days : int
    at_most : int
        How many of each customer's orders are told apart.

    Examples
    --------
    >>> company = Company.of("telecom", customers=60)
    >>> found = ahead(company, company.days)
    >>> len(found.who), bool((found.brings[~found.there] == 0).all()), bool((found.there | ~found.stays).all())
    (60, True, True)
    """
    found = lives(company, np.arange(company.customers), until=begin + days - 1)
    orders, people = found.orders, found.people
    before = orders.day < begin
    size = len(people.who)
    left = np.full(size, np.iinfo(np.int64).max)
    left[orders.place[orders.left]] = orders.day[orders.left]
    told = before & (orders.nth < at_most)
    cell = orders.place[told] * at_most + orders.nth[told]
    times, followed = (np.bincount(cell, weights, size * at_most).reshape(size, at_most) for weights in (None, ~orders.left[told]))
    known = people.first < begin
    return Ahead(
        who=people.who[known],
        there=(left >= begin)[known],
        stays=(left >= begin + days)[known],
        brings=_net(company, found, ~before)[known],
        chance=(1 / (1 + np.exp(-people.leaves)))[known],
        orders=times[known].astype(np.int64),
        followed=followed[known].astype(np.int64),
    )


def _net(company: Company, found: Lives, which: np.ndarray) -> np.ndarray:
    """What each pays for these orders, less refunds."""
    rows = sales(company, Lives(people=found.people, orders=found.orders.only(which))).filter(pl.col("tag") == ORDERED)
    net = (rows["cents"] - rows["refund"]).to_numpy()
    return np.bincount(np.searchsorted(found.people.who, rows["who"].to_numpy()), net, len(found.people.who)).astype(np.int64)
