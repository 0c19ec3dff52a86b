"""Which workspace this visitor looks at: the served one, or another of its folder, named in the address.

The choice is taken from the address and written there again on each page, as the menu's links drop it: so it outlives a
reload, a copied link and another page.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from models.errors import Refused, say
from models.store import Peek, Store, peek

VARIABLE = "RAPPORT_WORKSPACE"  # the environment's word for the served file; `rapport.py serve` sets it
PARAMETER = "workspace"
ENDING = ".db"
#: A name, never a path: letters, digits, blank, - and _, not blank at an end.
NAME = re.compile(r"[\w-](?:[\w -]{0,58}[\w-])?")
_COPY = re.compile(r"\.backup-v\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A workspace of the folder.

    Attributes
    ----------
    name : str
        Its file's, without the ending; what the address says.
    path : Path
    served : bool
        Whether it is the one that this server was started with.
    seen : Peek
    """

    name: str
    path: Path
    served: bool
    seen: Peek


def served() -> Path:
    """Return the file that this server was started with."""
    return Path(os.environ.get(VARIABLE, "rapport.db")).absolute()


def path() -> Path:
    """Return the file that this visitor looks at. A job has no visitor: what it works on is settled before it begins."""
    return (_chosen() or served()) if get_script_run_ctx(suppress_warning=True) else served()


def listed() -> list[Listed]:
    """Return the workspaces of the folder, the served one first, then the newest first."""
    first = served()
    files = {first, *(file for file in first.parent.glob(f"*{ENDING}") if file.is_file() and not _COPY.search(file.stem))}
    found = [
        Listed(name=file.stem, path=file, served=file == first, seen=seen) for file in sorted(files) if (seen := peek(file)) is not None
    ]
    found.sort(key=lambda one: one.seen.changed.isoformat() if one.seen.changed else "", reverse=True)
    return sorted(found, key=lambda one: not one.served)


def find(name: str) -> Path | None:
    """Return the file of a workspace of this folder; None if there is none of that name."""
    first = served()
    if name == first.stem:
        return first
    # Compared with what the folder holds, and never made a path of: the name comes from an address.
    return next((file for file in first.parent.glob(f"*{ENDING}") if file.stem == name and peek(file) is not None), None)


def _chosen() -> Path | None:
    """Take the choice over from the address, and write it there again; None is the served one."""
    state, asked = st.session_state, st.query_params.get(PARAMETER)
    if asked is not None and asked != state.get("workspace-in-address"):
        state["workspace-name"] = asked
    name, known = state.get("workspace-name"), state.get("workspace-path")
    if not (known and known.stem == name and known.exists()):
        known = find(name) if name else None
    # A name that nothing goes by stays in the address, and is said, until the visitor goes elsewhere.
    lost = name if name and known is None and asked is not None else None
    chosen = known if known != served() else None
    state["workspace-lost"], state["workspace-path"] = lost, chosen
    if not (lost or chosen):
        state.pop("workspace-name", None)
        st.query_params.pop(PARAMETER, None)
    elif asked != name:
        st.query_params[PARAMETER] = name
    state["workspace-in-address"] = name if lost or chosen else None
    return chosen


def lost() -> str | None:
    """Return the name that the address asks for and the folder doesn't hold."""
    path()
    return st.session_state.get("workspace-lost")


def in_links() -> dict[str, str]:
    """Return what a link of ours says of the workspace, so that it means the same in another tab."""
    file = path()
    return {} if file == served() else {PARAMETER: file.stem}


def choose(name: str) -> None:
    """Look at another workspace of the folder from now on; the next page writes it into the address."""
    st.session_state["workspace-name"] = name


def make(name: str) -> Path:
    """Make an empty workspace beside the served one.

    Raises
    ------
    Refused
        For what is no name, or one that a file has.
    """
    name = " ".join(name.split())
    if not NAME.fullmatch(name):
        raise Refused(
            found=say("the name {}", name) if name else "no name",
            needed="at most 60 letters, digits, blanks, - and _",
            do="write another name",
        )
    file = served().parent / f"{name}{ENDING}"
    if file.exists():
        raise Refused(found=say("a file {}", file.name), needed="a name that no file of the folder has", do="write another name")
    return Store(file).path


def free_name(wanted: str) -> str:
    """Return a name that no file of the folder has: the wanted one, or that with a number."""
    names = {file.stem for file in served().parent.glob(f"*{ENDING}")}
    number = 1
    while (name := wanted if number == 1 else f"{wanted} {number}") in names:
        number += 1
    return name
