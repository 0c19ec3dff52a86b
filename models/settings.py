"""The workspace's own settings: name, cycle, closed shops, another as_of, standards, stage rule, loyalty index, an invented one's truth."""

from __future__ import annotations

from models.store import Store
from models.tables import Workspace

CHANGEABLE = {"name", "as_of", "cycle_days", "closed_shops", "standards", "stage_rule", "loyalty_index", "truth"}


def save_settings(store: Store, **values: object) -> None:
    """Change settings; the revision rises, so that every page sees it.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> save_settings(store, cycle_days=30.0)
    >>> store.settings().cycle_days
    30.0
    """
    unknown = values.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"no such setting: {sorted(unknown)}")
    with store.change() as session:
        workspace = session.get(Workspace, 1)
        for name, value in values.items():
            setattr(workspace, name, value)
