"""What came of an import, as the workspace holds it: orders and their money, people, answers, complaints, spending."""

from __future__ import annotations

import json
from dataclasses import dataclass

from models.ingest.commit import Report
from models.store import Store
from models.tables import COUNTED_STATES
from tests.models.exports_lists import LISTS
from tests.models.exports_more import ORDERS, Export
from tests.models.workspaces import bring, checked, query

EXPORTS: dict[str, Export] = {**ORDERS, **LISTS}


@dataclass(frozen=True, slots=True)
class Outcome:
    """An import's report, and the workspace that it went into."""

    report: Report
    store: Store

    @property
    def counted(self) -> dict[str, tuple[int, int]]:
        """Return each counted order's gross and what was given back of it, in minor units."""
        rows = query(self.store, "SELECT shop, key, gross, state FROM orders")
        back = dict(query(self.store, "SELECT order_key, sum(amount) FROM refund WHERE order_key IS NOT NULL GROUP BY order_key"))
        return {key: (gross, back.get(key, 0)) for _, key, gross, state in rows if state in COUNTED_STATES}

    @property
    def free_refunds(self) -> list[tuple[int, str]]:
        """Return the refunds that name no order."""
        return query(self.store, "SELECT amount, currency FROM refund WHERE order_key IS NULL ORDER BY amount")

    @property
    def states(self) -> dict[str, str]:
        """Return what became of each order."""
        return dict(query(self.store, "SELECT key, state FROM orders"))

    @property
    def days(self) -> dict[str, str]:
        """Return the time of each order."""
        return dict(query(self.store, "SELECT key, datetime(ordered_at, 'unixepoch') FROM orders"))

    @property
    def currencies(self) -> set[str]:
        """Return the currencies of the orders."""
        return {code for (code,) in query(self.store, "SELECT DISTINCT currency FROM orders")}

    @property
    def buyers(self) -> dict[str, list[str]]:
        """Return the counted orders of each buyer, by name; of guests under “”."""
        found: dict[str, list[str]] = {}
        rows = query(self.store, "SELECT p.name, o.key, o.state FROM orders o LEFT JOIN party p ON p.id = o.party_id ORDER BY o.key")
        for name, key, state in rows:
            if state in COUNTED_STATES:
                found.setdefault(name or "", []).append(key)
        return found

    @property
    def lines(self) -> list[tuple]:
        """Return the articles of the orders."""
        return query(
            self.store,
            "SELECT o.key, l.product, l.sku, l.quantity, l.amount FROM order_line l JOIN orders o ON o.id = l.order_id "
            "ORDER BY o.key, l.position",
        )

    @property
    def ignored(self) -> dict[str, int]:
        """Return how many rows were left out, or never counted, and why."""
        return {item["reason"]: item["rows"] for item in self.report.document()["ignored"]}

    @property
    def people(self) -> dict[str, set[tuple[str, str]]]:
        """Return each party's identities, by its name."""
        found: dict[str, set[tuple[str, str]]] = {}
        for name, kind, value in query(self.store, "SELECT p.name, i.kind, i.value FROM party p LEFT JOIN identity i ON i.party_id = p.id"):
            found.setdefault(name or "", set()).add((kind, value))
        return found

    @property
    def kept(self) -> dict[str, dict]:
        """Return what further columns say of each party."""
        return {name or "": json.loads(text) for name, text in query(self.store, "SELECT name, attributes FROM party")}

    @property
    def answers(self) -> dict[str, tuple[list[float | None], float, float]]:
        """Return each question's answers, in the file's order, None where it was not answered, and its scale."""
        found: dict[str, tuple[list[float | None], float, float]] = {}
        for name, value, low, high in query(
            self.store,
            "SELECT a.name, r.value, r.low, r.high FROM rating r JOIN attribute a ON a.id = r.attribute_id ORDER BY a.id, r.response_id",
        ):
            found.setdefault(name, ([], low, high))[0].append(value)
        return found

    @property
    def respondents(self) -> list[tuple]:
        """Return who answered, when, through which channel, and what else they said."""
        return query(
            self.store,
            "SELECT (SELECT value FROM identity WHERE party_id = r.party_id AND kind = 'email'), datetime(answered_at, 'unixepoch'), "
            "channel, comment FROM response r ORDER BY r.id",
        )

    @property
    def bad_rows(self) -> list[int]:
        """Return the numbers of the rows that could not be read."""
        return [bad["row"] for bad in self.report.document()["bad"]]


def brought(store: Store, name: str) -> Outcome:
    """Import the invented export of a source."""
    export = EXPORTS[name]
    report = bring(store, export.written(), file=export.file)
    assert checked(export.written(), file=export.file).reading.source.name == name
    return Outcome(report, store)
