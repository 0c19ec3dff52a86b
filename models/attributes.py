"""Attributes: what surveys ask about, as it stands, and as a person names and groups it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import select

from models.ingest.reading import Asked, Told
from models.ingest.told import tell
from models.store import Store
from models.tables import Attribute


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A question that was asked.

    Attributes
    ----------
    asked : tuple of str
        Whom ("customer" or "employee"), and the question's text.
    name, role : str
        What it is called; "attribute", "overall" or "recommendation".
    group : str or None
        Which part of the business, or of the work, it is about.
    """

    asked: Asked
    name: str
    role: str
    group: str | None


def attributes(store: Store) -> list[Known]:
    """Return the questions that answers stand for, in the order in which they came."""
    with store.session() as session:
        found = session.exec(select(Attribute).order_by(Attribute.id)).all()
        return [Known(asked=(one.audience, one.question), name=one.name, role=one.role, group=one.group) for one in found]


def correct(store: Store, said: Mapping[Asked, Told]) -> None:
    """Name and group questions as a person says; the revision rises, and later files that ask them are read so.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> correct(store, {("customer", "Coffee"): Told(group="product")})
    >>> store.revision
    1
    """
    with store.change() as session:
        for asked, told in said.items():
            tell(session, asked, told)
