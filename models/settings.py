"""The workspace's own settings: name, cycle, closed shops, another as_of, standards, stage rule, loyalty index, an invented one's truth."""

from __future__ import annotations

import sqlite3
from contextlib import closing

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


def keep_loyalty_index(store: Store, text: str, *, instead_of: str, wait_seconds: float = 0.05) -> bool:
    """Keep how the loyalty index is reckoned; the revision does not rise, for no order, answer or person is another by it.

    Parameters
    ----------
    text : str
        JSON.
    instead_of : str
        What stood there when `text` was made: if somebody else has kept something since, that stands.
    wait_seconds : float
        For somebody who writes. A page that is only looked at waits for nobody.

    Returns
    -------
    bool
        Whether it stands there now. A file that can't be written is no error.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> keep_loyalty_index(store, '{"off": ["rewards"]}', instead_of="{}"), store.settings().loyalty_index, store.revision
    (True, '{"off": ["rewards"]}', 0)
    >>> keep_loyalty_index(store, "{}", instead_of="{}")
    False
    """
    try:
        with closing(store.connect()) as connection:
            connection.execute(f"PRAGMA busy_timeout = {round(1000 * wait_seconds)}")
            done = connection.execute("UPDATE workspace SET loyalty_index = ? WHERE loyalty_index = ?", (text, instead_of))
            return bool(done.rowcount)
    except sqlite3.OperationalError:
        return False
