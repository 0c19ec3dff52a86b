"""Who is known by an e-mail, a number or a name."""

from __future__ import annotations

from models.store import Store
from models.view import view

_KNOWN = """
    SELECT party_id FROM identity WHERE value IN (?1, ?2)
    UNION SELECT id FROM party WHERE name = ?1 ORDER BY 1"""


def known_as(store: Store, said: str) -> list[int]:
    """Return the party ids of all who are known by it: a number exactly, an e-mail or a name in any case.

    Examples
    --------
    >>> import tempfile
    >>> known_as(Store(tempfile.mkdtemp() + "/shop.db"), "ann@example.org")
    []
    """
    said = said.strip()
    with view(store) as state:
        return [party for (party,) in state.ask(_KNOWN, (said, said.casefold()))]
