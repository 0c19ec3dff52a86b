"""A demonstration company in a workspace, by the way that its files go: written, read, checked, stored."""

from datetime import datetime
from pathlib import Path

import numpy as np

import sample_data
from analysis import calendar
from analysis.occasions import DAY_BITS, Occasions
from components.seen import by_rank
from models.ingest.commit import commit_all
from models.ingest.prepare import tables_of
from models.store import Store
from models.truth import keep_truth
from sample_data.company import Company
from sample_data.lives import Lives


def checked(folder: Path) -> list:
    """Read and check every file of a folder; what others refer to stands first."""
    tables = [table for file in sorted(folder.glob("*.csv")) for table in tables_of(file.name, file.read_bytes())]
    return sorted((table.checked() for table in tables), key=lambda one: by_rank(one.reading.kind))


def bring(path: Path, **how) -> dict:
    """Write a company beside a workspace's file and store it with its truth, which is returned."""
    folder = path.with_suffix(".files")
    truth = sample_data.write(folder, **how)
    store = Store(path)
    commit_all(store, checked(folder), imported_at=datetime(2026, 11, 2, 9))
    keep_truth(store, truth)
    return truth


def ordered(company: Company, found: Lives) -> Occasions:
    """The days on which a company's customers ordered, straight from their lives; customers are their places."""
    orders, number = found.orders, len(found.people.who)
    keys = np.unique((orders.place << DAY_BITS) + orders.day + calendar.day_number(company.trade.first_day))
    owner = keys >> DAY_BITS
    return Occasions(
        customers=np.arange(number),
        start=np.searchsorted(owner, np.arange(number + 1)),
        day=(keys & ((1 << DAY_BITS) - 1)).astype(np.int32),
        as_of=company.trade.last_day,
        free_orders=True,
    )
