"""The truth of an invented company, kept beside its imports; what it means, analysis says."""

from __future__ import annotations

import json

from models.errors import Refused, say
from models.looks import standing
from models.settings import save_settings
from models.store import Store

#: What such a document holds at least.
_HOLDS = {"version", "company", "parameters", "planted", "expected", "bucket"}
_VERSION = 1


def read_truth(data: bytes) -> dict | None:
    """Read a file as the truth that the generator writes; None if it is something else.

    Raises
    ------
    Refused
        For one that a newer Rapport wrote.

    Examples
    --------
    >>> read_truth(b"a,b") is None and read_truth(b"{}") is None
    True
    """
    if not data.lstrip().startswith(b"{"):
        return None
    try:
        told = json.loads(data)
    except ValueError:  # no JSON, or no UTF-8: some other file that begins so
        return None
    if not told.keys() >= _HOLDS:
        return None
    if told["version"] != _VERSION:
        raise Refused(found=say("a truth of version {}", told["version"]), needed=say("version {}", _VERSION), do="write the company anew")
    return told


def keep_truth(store: Store, told: dict) -> None:
    """Keep a truth of the imports that stand; with another import it is true no more.

    Raises
    ------
    Refused
        If there is no import that it could be true of.
    """
    batches = standing(store)
    if not batches:
        raise Refused(found="a truth, and no import that it is of", needed="the company's files", do="bring them first, and then the truth")
    values = {} if store.settings().name else {"name": told["company"]}
    save_settings(store, truth=json.dumps({"truth": told, "batches": batches}, ensure_ascii=False), **values)


def kept_truth(store: Store) -> dict | None:
    """Return the truth that is kept; None if there is none, or if the imports are others since."""
    kept = store.settings().truth
    told = json.loads(kept) if kept else None
    return told["truth"] if told and tuple(told["batches"]) == standing(store) else None
