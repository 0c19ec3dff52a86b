"""Holdings: how much of everything a workspace has."""

from __future__ import annotations

from models.store import Store

#: What is counted, as a report calls it, and how. Questions are those that customers were asked.
COUNTS = {
    "orders": "SELECT count(*) FROM orders",
    "customers": "SELECT count(*) FROM party WHERE party_type NOT IN ('employee', 'supplier', 'partner', 'account')",
    "responses": "SELECT count(*) FROM response WHERE audience = 'customer'",
    "questions": "SELECT count(*) FROM attribute WHERE audience = 'customer'",
    "complaints": "SELECT count(*) FROM complaint",
    "interactions": "SELECT count(*) FROM interaction",
    "memberships": "SELECT count(*) FROM membership",
    "rewards": "SELECT count(*) FROM reward",
    "referrals": "SELECT count(*) FROM referral",
    "spending": "SELECT count(*) FROM spend",
    "employees": "SELECT count(*) FROM response WHERE audience = 'employee'",
}


def holdings(store: Store) -> dict[str, int]:
    """Count what is here, whatever its state or its day.

    Examples
    --------
    >>> import tempfile
    >>> holdings(Store(tempfile.mkdtemp() + "/shop.db"))["orders"]
    0
    """
    connection = store.connect(read_only=True)
    try:
        connection.execute("BEGIN")  # one state for all of them
        return {name: connection.execute(statement).fetchone()[0] for name, statement in COUNTS.items()}
    finally:
        connection.close()
