"""How each column is read, with sample values in view; a person may correct it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import frame, words, workspace
from components.language import _, translated
from components.seen import Seen, key, made_once
from components.sentences import readings
from models.columns import ORDERS
from models.ingest.correct import UNUSED
from models.ingest.prepare import candidate
from models.ingest.reading import Reading, Said
from models.ingest.remember import forget, remembered
from models.ingest.table import Table
from models.kinds import BY_KIND

ROW_HEIGHT, HEADER_HEIGHT = 35, 35
FEWEST, MOST = 6, 18  # rows of the grid that are in sight at once


def section(seen: Seen) -> None:
    """Show how each column is read."""
    frame.section(_("How each column is read"), key="mapping")
    said = st.session_state.get(key(seen.place, "mapping"), {})
    used = readings.read_as(seen.reading) if seen.reading else {header: name for header, name in said.items() if name}
    kind = seen.kind or (seen.said.source if seen.said.source in BY_KIND else ORDERS)
    frame.meaning(readings.sentence(len(used), len(seen.table.headers) - len(used)), key="mapping")
    if seen.reading is not None and seen.reading.remembered:
        _remembered(seen)
    _grid(seen, used, kind)
    if seen.reading is not None and seen.reading.source.rules:
        with st.expander(_("What Rapport knows of this export"), key="rules"):
            for place, rule in enumerate(seen.reading.source.rules):
                frame.note("– " + words.escape_markdown(words.capital(translated(rule))), key=f"rule-{place}")


def _remembered(seen: Seen) -> None:
    with frame.controls("remembered"):
        frame.note(_("You corrected an earlier file with these columns; this one is read the same way."), key="remembered")
        if st.button(_("Read it afresh"), key="afresh", help=_("Forgets what you said of files of this shape.")):
            forget(workspace.store(), seen.table)
            st.rerun()


def _grid(seen: Seen, used: Mapping[str, str], kind: str) -> None:
    labels = readings.labels(kind)
    hows = made_once(seen, "hows", lambda: readings.hows(seen.table, seen.reading, seen.checked)) if seen.checked is not None else {}
    # What a person corrects stays where it stands: the rows keep the order of the file's own reading.
    first = made_once(seen, "of-itself", lambda: _of_itself(seen))
    own = readings.read_as(first) if first else {}
    headers = sorted(seen.table.headers, key=lambda header: header not in own)
    shown = pd.DataFrame(
        {
            "column": headers,
            "values": [_examples(seen.table, header) for header in headers],
            "read": [labels.get(used.get(header, UNUSED), readings.label(used.get(header, UNUSED))) for header in headers],
            "how": [hows.get(header, "") for header in headers],
        }
    )
    number = _number_of_grid(seen.place)
    rows = min(max(len(own) or FEWEST, FEWEST), MOST, len(headers))
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["column", "values", "how"],
        row_height=ROW_HEIGHT,
        height=HEADER_HEIGHT + ROW_HEIGHT * rows + 2,
        # A fresh grid after each correction, and for each table: the old one would lay its edits over what now stands there.
        key=f"editor-{number}",
        alt=_("How each column of the file is read"),
        column_config={
            "column": st.column_config.TextColumn(_("Column in the file"), width=150, pinned=True),
            "values": st.column_config.TextColumn(_("First values"), width=310),
            "read": st.column_config.SelectboxColumn(_("Read as"), options=list(labels.values()), required=True, width=170),
            "how": st.column_config.TextColumn(_("How"), width=470),
        },
    )
    names = {label: name for name, label in labels.items()}
    before = dict(zip(shown["column"], shown["read"], strict=True))
    changes = {header: names[label] for header, label in zip(edited["column"], edited["read"], strict=True) if before[header] != label}
    if changes:
        st.session_state[key(seen.place, "mapping")] = {**st.session_state.get(key(seen.place, "mapping"), {}), **changes}
        st.session_state["said-corrections"] = number + 1
        st.rerun()


def _of_itself(seen: Seen) -> Reading | None:
    """Return the table's reading as it was before anybody corrected a column of it here."""
    earlier = remembered(workspace.store(), seen.table)
    return candidate(seen.table, Said(source=seen.said.source), lambda _table: earlier).reading


def _number_of_grid(place: str) -> int:
    """Return the grid's number: it grows with each correction, and where another table is looked at."""
    number = st.session_state.get("said-corrections", 0)
    if st.session_state.get("said-grid-of", place) != place:
        number += 1
    st.session_state["said-corrections"], st.session_state["said-grid-of"] = number, place
    return number


def _examples(table: Table, header: str) -> str:
    cells = table.frame[header].head(200).str.strip_chars()
    filled = cells.filter(cells != "").unique(maintain_order=True).head(3).to_list()
    said = [cell[:40] for cell in filled]
    if said and len(said) < 3 and (cells == "").any():
        said.insert(1, _("(empty)"))
    return " · ".join(said) or _("(empty)")
