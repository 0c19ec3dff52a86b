"""Details: what a list says of its people, and whose account they are; kept where it is new or differs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

import polars as pl

from models.ingest.customers import DETAILS

Keep = Callable[[Iterable[int]], None]
_SLICE = 500
TYPE = DETAILS.index("party_type")


def write_details(connection: sqlite3.Connection, rows: pl.DataFrame, keep: Keep, *, new: set[int]) -> set[int]:
    """Write what rows say of their parties; of several rows of one party the last that says something stands.

    Parameters
    ----------
    rows : polars.DataFrame
        `party_id`, `DETAILS` and `attributes` (JSON or null).
    keep : callable
        Told which parties are about to change.
    new : set of int
        Parties that this import made. A customer who is an employee too stays a customer.

    Returns
    -------
    set of int
        Parties that changed.
    """
    last = [pl.col(c).drop_nulls().last() for c in DETAILS]
    known = rows.filter(pl.col("party_id").is_not_null())
    told = known.group_by("party_id", maintain_order=True).agg(*last, pl.col("attributes").drop_nulls())
    names = ", ".join(DETAILS)
    changes = []
    for start in range(0, told.height, _SLICE):
        part = told.slice(start, _SLICE)
        marks = ",".join("?" * part.height)
        found = connection.execute(f"SELECT id, {names}, attributes, listed FROM party WHERE id IN ({marks})", part["party_id"].to_list())
        here = {row[0]: row[1:] for row in found}
        for party, *said, attributes in part.iter_rows():
            stored = here[party]
            kept = json.loads(stored[-2])
            for text in attributes:
                kept |= json.loads(text)
            if party not in new and said[TYPE] == "employee":
                said[TYPE] = None
            now = (*(word if word is not None else old for word, old in zip(said, stored)), _json(kept), 1)
            if now != (*stored[:-2], _json(json.loads(stored[-2])), int(stored[-1])):
                changes.append((*now, party))
    changed = {change[-1] for change in changes}
    keep(sorted(changed))
    assignments = ", ".join(f"{name} = ?" for name in (*DETAILS, "attributes", "listed"))
    connection.executemany(f"UPDATE party SET {assignments} WHERE id = ?", changes)
    return changed


def _json(attributes: dict) -> str:
    return json.dumps(attributes, ensure_ascii=False, sort_keys=True)


def write_accounts(connection: sqlite3.Connection, pairs: pl.DataFrame, keep: Keep, *, listed: bool) -> set[int]:
    """Say whose account people are: `party_id` and `account_id`. Orders only fill what a list left open."""
    changed = set()
    for party, account in pairs.unique("party_id", keep="first", maintain_order=True).iter_rows():
        [(stored,)] = connection.execute("SELECT account_id FROM party WHERE id = ?", (party,))
        if account != party and account != stored and (stored is None or listed):
            keep([party])
            connection.execute("UPDATE party SET account_id = ? WHERE id = ?", (account, party))
            changed.add(party)
    return changed


def write_types(
    connection: sqlite3.Connection, customers: set[int], accounts: set[int], new: set[int], keep: Keep
) -> tuple[set[int], set[int]]:
    """An organisation that only stands beside people is their account; once it buys or is listed itself, it is a customer.

    Returns
    -------
    tuple of two sets of int
        The new ones that are accounts only, and the known ones that are customers now.
    """
    only = sorted((accounts & new) - customers)
    connection.executemany("UPDATE party SET party_type = 'account' WHERE id = ?", ((party,) for party in only))
    known = [row[0] for row in connection.execute("SELECT id FROM party WHERE party_type = 'account'")]
    promoted = sorted(set(known) & customers)
    keep([party for party in promoted if party not in new])
    connection.executemany("UPDATE party SET party_type = 'customer' WHERE id = ?", ((party,) for party in promoted))
    return set(only), set(promoted)
