"""Tables as wide as the page, ruled between their rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components import along, record
from components.markup import markup
from components.tables import slug

STYLE = Path(__file__).parent / "ruled.css"


def style() -> None:
    """Bring what style.css does not say."""
    st.html(STYLE)


def table(headers: Sequence[str], rows: Sequence[Sequence[object]], *, name: str, lasting: bool = True, **how) -> None:
    """Show a table as wide as the page; `how` as for `markup`. One that is not `lasting` is no table to take along."""
    style()
    st.html(f'<div class="rapport-ruled">{markup(headers, rows, name=name, **how)}</div>')
    if lasting:
        along.table(lambda: (headers, rows), name=name, key=slug(name))
        record.keep(record.Numbers(headers=headers, rows=rows, name=name, how=how))
