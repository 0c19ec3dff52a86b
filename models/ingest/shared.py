"""Shared names: attributes that surveys ask about, and programmes. Each stands once, and as long as something refers to it."""

from __future__ import annotations

import sqlite3

import polars as pl


def attributes(connection: sqlite3.Connection, ratings: pl.DataFrame) -> pl.DataFrame:
    """Give each rating the id of its attribute: the one whose question is the same, or a new one."""
    asked = ratings.select("question", "name", "audience", "role", "group").unique(["question", "audience"], maintain_order=True)
    known = dict(
        ((question, audience), number) for number, question, audience in connection.execute("SELECT id, question, audience FROM attribute")
    )
    # What is expected of a thing, and how important it is, belongs to the attribute that is rated.
    by_name = {(name, audience): number for number, name, audience in connection.execute("SELECT id, name, audience FROM attribute")}
    performed = set(ratings.filter(pl.col("aspect") == "performance").select("question", "audience").unique().iter_rows())
    order = sorted(asked.iter_rows(), key=lambda row: (row[0], row[2]) not in performed)
    for question, name, audience, role, group in order:
        if (question, audience) in known:
            continue
        other = by_name.get((name, audience)) if (question, audience) not in performed else None
        if other is None:
            cursor = connection.execute(
                'INSERT INTO attribute (question, name, audience, role, "group") VALUES (?, ?, ?, ?, ?)',
                (question, name, audience, role, group),
            )
            other = cursor.lastrowid
            by_name[name, audience] = other
        known[question, audience] = other
    ids = pl.DataFrame(
        [(question, audience, number) for (question, audience), number in known.items()],
        schema={"question": pl.String, "audience": pl.String, "attribute_id": pl.Int64},
        orient="row",
    )
    return ratings.join(ids, on=["question", "audience"], how="left", maintain_order="left")


def programmes(connection: sqlite3.Connection, rows: pl.DataFrame) -> pl.DataFrame:
    """Give each row the id of its programme, in `programme_id`."""
    for name in rows["programme"].unique(maintain_order=True):
        connection.execute("INSERT INTO programme (name) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM programme WHERE name = ?1)", (name,))
    ids = pl.DataFrame(
        connection.execute("SELECT name, id FROM programme").fetchall(),
        schema={"programme": pl.String, "programme_id": pl.Int64},
        orient="row",
    )
    return rows.join(ids, on="programme", how="left", maintain_order="left")


#: Nothing refers to them, nor will once an import is undone.
_UNUSED = (
    """DELETE FROM attribute WHERE id NOT IN (SELECT attribute_id FROM rating)
       AND id NOT IN (SELECT json_extract(before, '$.attribute_id') FROM change WHERE entity = 'rating')""",
    """DELETE FROM programme WHERE id NOT IN (SELECT programme_id FROM membership UNION SELECT programme_id FROM reward)
       AND id NOT IN (SELECT json_extract(before, '$.programme_id') FROM change WHERE entity IN ('membership', 'reward'))""",
)


def forget_unused(connection: sqlite3.Connection) -> None:
    """Remove the names that nothing refers to any more."""
    for statement in _UNUSED:
        connection.execute(statement)
