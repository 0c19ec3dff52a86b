"""Who is who: from the identities in a file's rows to parties, joined with those that are known."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

#: In the order in which they name a party.
KINDS = {"email_id": "email", "number_id": "number", "name_id": "name", "organisation_id": "organisation"}
EVERYWHERE = ("email", "organisation")  # what means the same whatever shop says it
FEW = 500  # identities that are looked up one by one; more are read together with all the others
LISTED = 2**62  # the moment of what a list of customers says: later than any order


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What a file says of people, decided before anything is written.

    Attributes
    ----------
    party_of : polars.DataFrame
        The columns of `KINDS` and the `party` id each combination belongs to.
    new_parties : polars.DataFrame
        `id`, `key`, `name`, `kind` ("person" or "organisation").
    new_identities : polars.DataFrame
        `kind`, `namespace`, `value`, `party`.
    renamed : polars.DataFrame
        Known parties whose `key` or `name` changes: `id`, `key`, `name`.
    merged : dict of int to int
        Known parties that turn out to be another known one.
    known, updated : frozenset of int
        Known parties that the file speaks of; and those of them that are named anew, gain an identity or take another one in.
    """

    party_of: pl.DataFrame
    new_parties: pl.DataFrame
    new_identities: pl.DataFrame
    renamed: pl.DataFrame
    merged: dict[int, int]
    known: frozenset[int]
    updated: frozenset[int]


def resolve(rows: pl.DataFrame, shop: str, connection: sqlite3.Connection) -> People:
    """Decide which party each row belongs to.

    Two identities in one row belong to one party, and so does everything that hangs together through them.

    Parameters
    ----------
    rows : polars.DataFrame
        The columns of `KINDS` (String or null), `name` (String or null), `at`: seconds, of a name that an order gives; `LISTED`, of
        one from a list of customers; null, of one that only fills a gap.
    shop : str
        Namespace of numbers and names.
    connection : sqlite3.Connection
        The workspace, to read what is known.
    """
    said = [kind for kind in KINDS if rows[kind].null_count() < rows.height] or list(KINDS)
    combos = rows.select(*KINDS).unique(subset=said).filter(pl.any_horizontal(pl.col(c).is_not_null() for c in said)).sort(*said)
    named = rows.filter(pl.col("name") != "").sort("at", maintain_order=True).group_by(*said, maintain_order=True)
    # The latest name stands; of one moment, the lower row's.
    names = named.agg(pl.col("name").last(), pl.col("at").last().alias("named_at"))
    combos = combos.join(names, on=said, how="left", nulls_equal=True, maintain_order="left")
    nodes = _nodes(combos, shop)
    known = _known(nodes, connection)
    nodes = nodes.join(known, on=["kind", "namespace", "value"], how="left", maintain_order="left")
    group = _groups(nodes)
    nodes = nodes.with_columns(pl.Series("group", group))
    parties, merged = _parties(nodes, connection)
    nodes = nodes.join(parties.select("group", "party"), on="group", how="left", maintain_order="left")
    party_of = combos.with_columns(nodes.filter(pl.col("first")).sort("combo")["party"].alias("party"))
    names = (
        party_of.filter(pl.col("name").is_not_null())
        .sort("named_at", maintain_order=True)
        .group_by("party", maintain_order=True)
        .agg(pl.col("name").last(), pl.col("named_at").last())
    )
    new_identities = nodes.filter(pl.col("known").is_null()).select("kind", "namespace", "value", "party").unique(maintain_order=True)
    new = parties.filter(pl.col("known").is_null()).join(names, on="party", how="left", maintain_order="left")
    renamed, known = _renamed(parties.filter(pl.col("known").is_not_null()), new_identities, names, merged, connection)
    joined = set(new_identities["party"].to_list()) | set(merged.values()) | set(renamed["id"].to_list())
    return People(
        party_of=party_of.select(*KINDS, "party"),
        new_parties=new.select(pl.col("party").alias("id"), "key", "name", _kind(new_identities).alias("kind")),
        new_identities=new_identities,
        renamed=renamed,
        merged=merged,
        known=frozenset(known),
        updated=frozenset(joined & set(known)),
    )


def _kind(new_identities: pl.DataFrame) -> pl.Expr:
    firms = new_identities.filter(pl.col("kind") == "organisation")["party"]
    return pl.when(pl.col("party").is_in(firms.implode())).then(pl.lit("organisation")).otherwise(pl.lit("person"))


def _nodes(combos: pl.DataFrame, shop: str) -> pl.DataFrame:
    """One row an identity in a combination; `first` marks one row of each combination."""
    indexed = combos.with_row_index("combo")
    parts = [
        indexed.filter(pl.col(column).is_not_null()).select(
            "combo",
            pl.lit(rank).alias("rank"),
            pl.lit(kind).alias("kind"),
            pl.lit("" if kind in EVERYWHERE else shop).alias("namespace"),
            pl.col(column).alias("value"),
        )
        for rank, (column, kind) in enumerate(KINDS.items())
    ]
    nodes = pl.concat(parts).sort("combo", "rank", maintain_order=True)
    return nodes.with_columns(
        pl.col("combo").is_first_distinct().alias("first"),
        pl.concat_str(["kind", "namespace", "value"], separator="\x1f").rank("dense").cast(pl.Int64).alias("node") - 1,
    )


def _known(nodes: pl.DataFrame, connection: sqlite3.Connection) -> pl.DataFrame:
    namespaces = nodes["namespace"].unique().to_list()
    marks = ",".join("?" * len(namespaces)) or "''"
    statement, asked = f"SELECT kind, namespace, value, party_id FROM identity WHERE namespace IN ({marks})", namespaces
    if nodes.height <= FEW:  # whoever stands at a till is not kept waiting for a million others
        statement, asked = f"{statement} AND value IN (SELECT value FROM json_each(?))", [*namespaces, json.dumps(nodes["value"].to_list())]
    found = connection.execute(statement, asked).fetchall()
    return pl.DataFrame(found, schema={"kind": pl.String, "namespace": pl.String, "value": pl.String, "known": pl.Int64}, orient="row")


def _groups(nodes: pl.DataFrame) -> np.ndarray:
    """Number what hangs together: identities of one combination, and identities of one known party."""
    if nodes.is_empty():
        return np.empty(0, dtype=np.int64)
    count = int(nodes["node"].max()) + 1
    party = nodes["known"].rank("dense").cast(pl.Int64).to_numpy() if nodes["known"].null_count() < nodes.height else None
    node, combo = nodes["node"].to_numpy(), nodes["combo"].to_numpy().astype(np.int64)
    size = count + int(combo.max()) + 1
    left, right = [node], [count + combo]
    if party is not None:
        linked = nodes["known"].is_not_null().to_numpy()
        left.append(node[linked])
        right.append(size + party[linked].astype(np.int64) - 1)
        size += int(np.nanmax(party[linked]))
    rows, columns = np.concatenate(left), np.concatenate(right)
    graph = coo_matrix((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(size, size))
    return connected_components(graph, directed=False)[1][node].astype(np.int64)


def _parties(nodes: pl.DataFrame, connection: sqlite3.Connection) -> tuple[pl.DataFrame, dict[int, int]]:
    """Give each group its party: the known one, the first of several known ones, or a new one."""
    named = nodes.with_columns(pl.concat_str(["kind", "namespace", "value"], separator=":").alias("text")).sort("rank", "text")
    groups = (
        named.group_by("group")
        .agg(pl.col("text").first().alias("key"), pl.col("known").drop_nulls().unique().sort().alias("parties"))
        .sort("key")
    )
    merged: dict[int, int] = {}
    for parties in groups.filter(pl.col("parties").list.len() > 1)["parties"].to_list():
        merged.update({party: parties[0] for party in parties[1:]})
    last = last_id(connection, "party")
    groups = groups.with_columns(pl.col("parties").list.first().alias("known"))
    fresh = groups["known"].is_null()
    ids = pl.Series("party", np.where(fresh, last + fresh.cast(pl.Int64).cum_sum(), groups["known"].fill_null(0)), dtype=pl.Int64)
    return groups.with_columns(ids).select("group", "key", "known", "party"), merged


def _renamed(known, new_identities, names, merged, connection) -> tuple[pl.DataFrame, list[int]]:
    """Find known parties that change, and all known ones.

    A party's name is what a list of customers says, else that of its latest order, whichever file came first; its key is the
    first of its identities.
    """
    schema = {"id": pl.Int64, "key": pl.String, "name": pl.String}
    if known.is_empty():
        return pl.DataFrame(schema=schema), []
    stored = _stored({*known["party"].to_list(), *merged}, connection)
    keys = stored.select(pl.col("id").replace(merged).alias("party"), pl.col("old_key").alias("text"))
    text = pl.concat_str(["kind", "namespace", "value"], separator=":").alias("text")
    keys = pl.concat([keys, new_identities.select("party", text)])
    rank = pl.col("text").str.extract(r"^(\w+):", 1).replace_strict({k: i for i, k in enumerate(KINDS.values())}, return_dtype=pl.Int64)
    keys = keys.sort(rank, "text").group_by("party").agg(pl.col("text").first().alias("key"))
    now = (
        known.select(pl.col("party").alias("id"))
        .unique()
        .join(stored, on="id")
        .join(keys, left_on="id", right_on="party")
        .join(names, left_on="id", right_on="party", how="left")
    )
    seen = pl.when(pl.col("listed")).then(pl.lit(LISTED)).otherwise(pl.col("seen_at")).fill_null(pl.col("named_at"))
    newer = pl.col("name").is_not_null() & (pl.col("old_name").is_null() | (pl.col("named_at") >= seen))
    now = now.with_columns(pl.when(newer).then(pl.col("name")).otherwise(pl.col("old_name")).alias("name"))
    changed = (pl.col("key") != pl.col("old_key")) | pl.col("name").ne_missing(pl.col("old_name"))
    return now.filter(changed).select(list(schema)), now["id"].to_list()


def _stored(ids: set[int], connection: sqlite3.Connection) -> pl.DataFrame:
    """Read these parties, and when each ordered last."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS known_party (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM known_party")
    connection.executemany("INSERT INTO known_party VALUES (?)", ((party,) for party in ids))
    last_orders = "SELECT party_id, max(ordered_at) AS seen_at FROM orders WHERE party_id IN known_party GROUP BY party_id"
    found = connection.execute(
        f"""SELECT p.id, p.key, p.name, p.listed, o.seen_at FROM party p LEFT JOIN ({last_orders}) o ON o.party_id = p.id
            WHERE p.id IN known_party"""
    )
    schema = {"id": pl.Int64, "old_key": pl.String, "old_name": pl.String, "listed": pl.Boolean, "seen_at": pl.Int64}
    rows = [(*row[:3], bool(row[3]), row[4]) for row in found]
    return pl.DataFrame(rows, schema=schema, orient="row")


def last_id(connection: sqlite3.Connection, table: str) -> int:
    """Return the last id that a table gave, whether its row is still there or not."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return found[0] if found else 0


def before_images(connection: sqlite3.Connection, table: str, ids: list[int]) -> list[tuple[str, int, str]]:
    """Read rows whole, as JSON, to be kept for an undo: (table, id, text)."""
    images = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        cursor = connection.execute(f"SELECT * FROM {table} WHERE id IN ({','.join('?' * len(part))})", part)
        names = [description[0] for description in cursor.description]
        images += [(table, row[names.index("id")], json.dumps(dict(zip(names, row)), ensure_ascii=False)) for row in cursor]
    return images
