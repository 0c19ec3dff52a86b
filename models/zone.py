"""The workspace's time zone: given once, before the first order, so that every stored time means the same."""

from __future__ import annotations

from zoneinfo import available_timezones

from sqlmodel import select

from models.errors import Refused, say
from models.store import Store
from models.tables import Order


def zone_for(store: Store, zone: str | None) -> str | None:
    """Return the zone that an import is read in: the workspace's own, or the one that is asked for first.

    It is stored with the first import, in the same transaction.

    Raises
    ------
    Refused
        For a zone that there isn't, or another one than the stored times are in.
    """
    current = store.settings().zone
    if zone is None or zone == current:
        return current
    if zone not in available_timezones():
        raise Refused(
            found=say("the time zone {}", zone), needed="a name such as Europe/Berlin", do="look it up in the list of IANA time zones"
        )
    with store.session() as session:
        if session.exec(select(Order.id).limit(1)).first() is not None:
            stored = current or "the clocks that the files write"
            raise Refused(
                found=say("orders whose times are in {}", stored),
                needed="an empty workspace to set a zone",
                do="undo the imports or start a new workspace, and give the zone with the first file",
            )
    return zone
