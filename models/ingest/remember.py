"""Remember: what a person corrected in a file, for the next one of the same shape."""

from __future__ import annotations

import hashlib
import json

from sqlmodel import Session, select

from models.columns import plain
from models.ingest.reading import Reading, Said
from models.ingest.table import Table
from models.ingest.told import told_before
from models.store import Store
from models.tables import Remembered

#: What is true of the next file too. Its shop, its currency and the workspace's zone may be others.
LASTING = ("source", "date_order", "scale")


def shape_of(table: Table) -> str:
    """Return what makes two files of one shape: their headers, in any order.

    Examples
    --------
    >>> import polars as pl
    >>> one, other = (Table(file="a", frame=pl.DataFrame(), headers=h, encoding="utf-8", separator=",") for h in (("A", "b"), ("B", "a")))
    >>> shape_of(one) == shape_of(other)
    True
    """
    return hashlib.sha256("\x1f".join(sorted(plain(header) for header in table.headers)).encode()).hexdigest()


def remember(session: Session, shape: str, reading: Reading) -> None:
    """Keep what the person said of this file, if it was anything that lasts."""
    said = reading.said
    text = json.dumps({"mapping": dict(said.mapping), **{name: getattr(said, name) for name in LASTING}}, ensure_ascii=False)
    if not said.mapping and all(getattr(said, name) is None for name in LASTING):
        return
    known = session.exec(select(Remembered).where(Remembered.shape == shape)).first()
    if known is None:
        session.add(Remembered(shape=shape, said=text))
    elif known.said != text:
        known.said = text


def remembered(store: Store, table: Table) -> Said | None:
    """Return what was said of an earlier file of this shape, and of any question; None if nothing was."""
    with store.session() as session:
        known = session.exec(select(Remembered).where(Remembered.shape == shape_of(table))).first()
        told = told_before(session)
    if known is None:
        return Said(told=told) if told else None
    said = json.loads(known.said)
    scale = tuple(said.pop("scale") or ()) or None
    return Said(**said, scale=scale, told=told)


def forget(store: Store, table: Table) -> None:
    """Read files of this shape as if nobody had ever corrected one."""
    with store.change() as session:
        for known in session.exec(select(Remembered).where(Remembered.shape == shape_of(table))):
            session.delete(known)
