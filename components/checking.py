"""What a file is taken for, said and shown before anything is stored; each part can be corrected."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import available_timezones

import pandas as pd
import polars as pl
import streamlit as st

from components import frame, words, workspace
from components.behind import table_csv
from components.language import _, ngettext, translated
from models.columns import ATTRIBUTE
from models.errors import DateOrderUndecided, Refused
from models.ingest.check import Checked
from models.ingest.correct import choices
from models.ingest.prepare import reading_of
from models.ingest.reading import Reading, Said
from models.ingest.source import known_sources
from models.ingest.table import Table
from models.kinds import BY_KIND, KINDS
from models.tables import COUNTED_STATES

NOT_USED = ""
ROWS_NAMED = 12  # row numbers of one problem that are named on the page; the download has all


def said(table: Table) -> Said:
    """Return what the person has said about this file so far."""
    state = st.session_state
    return Said(
        source=state.get("said-source") or None,
        mapping=dict(state.get("said-mapping", {})),
        shop=(state.get("said-shop") or "").strip() or None,
        currency=(state.get("said-currency") or "").strip() or None,
        date_order=state.get("said-date-order") or None,
        zone=workspace.store().settings().zone or state.get("said-zone") or None,
    )


def likely_sheet(tables: list[Table]) -> int:
    """Return which sheet reads as orders, the first if none does."""
    for position, table in enumerate(tables):
        try:
            reading_of(table)
        except Refused:
            continue
        return position
    return 0


def ask(problem: Refused) -> None:
    """Ask what the file can't decide by itself: day or month first."""
    if isinstance(problem, DateOrderUndecided):
        with frame.controls("ask"):
            chosen = st.segmented_control(
                _("In 03/04/2026, the 3 is"),
                ["dmy", "mdy"],
                key="said-first",
                format_func={"dmy": _("the day"), "mdy": _("the month")}.__getitem__,
            )
        if chosen:
            # Kept under the other control's key: this one goes once it is answered, and its value with it.
            st.session_state["said-date-order"] = chosen
            st.rerun()


def answer(checked: Checked, new: int, changed: int, same: int) -> str:
    """Say what it is, what counts of it, and what is new."""
    if checked.main != "orders":
        return _other(checked, new, changed, same)
    reading, orders = checked.reading, checked.frames["orders"]
    counted = orders.filter(pl.col("state").is_in(COUNTED_STATES))
    what = (
        _("This is a {title}").format(title=words.escape_markdown(translated(reading.source.title)))
        if reading.known
        else _("This is a table of orders")
    )
    if orders.is_empty():
        return _("**{what}**, with no order that can be read.").format(what=what)
    first, last = (
        datetime.fromtimestamp(int(orders["ordered_at"][at]), tz=UTC).date()
        for at in (orders["ordered_at"].arg_min(), orders["ordered_at"].arg_max())
    )
    many = ngettext("{n} order", "{n} orders", orders.height).format(n=words.count(orders.height))
    text = _("**{what}**: {orders} from {first} to {last}. ").format(what=what, orders=many, first=words.day(first), last=words.day(last))
    text += _("**{counted} will count**{money}. ").format(
        counted=words.count(counted.height), money=_money(counted, checked.frames["refund"])
    )
    parts = [
        _("{n} are new").format(n=words.count(new)),
        _("{n} have changed").format(n=words.count(changed)),
        _("{n} are already here").format(n=words.count(same)),
    ]
    return text + ", ".join(part for part, n in zip(parts, (new, changed, same), strict=True) if n) + "."


def _other(checked: Checked, new: int, changed: int, same: int) -> str:
    """Say what a table of another kind is."""
    rows = checked.frames[checked.main].height
    text = _("**{what}**: {rows}. ").format(
        what=words.escape_markdown(words.capital(translated(checked.reading.source.title))),
        rows=ngettext("{n} row that can be read", "{n} rows that can be read", rows).format(n=words.count(rows)),
    )
    parts = [
        _("{n} are new").format(n=words.count(new)),
        _("{n} have changed").format(n=words.count(changed)),
        _("{n} are already here").format(n=words.count(same)),
    ]
    return text + ", ".join(part for part, n in zip(parts, (new, changed, same), strict=True) if n) + "."


def _money(counted: pl.DataFrame, refunds: pl.DataFrame) -> str:
    """Say the net of counted orders, currency by currency."""
    gross = dict(counted.group_by("currency").agg(pl.col("gross").sum()).sort("gross", descending=True).iter_rows())
    named = refunds.filter(pl.col("order_key").is_null() | pl.col("order_key").is_in(counted["key"].implode()))
    back = dict(named.group_by("currency").agg(pl.col("amount").sum()).iter_rows())
    if not any(gross.values()):
        return ""
    net = [words.escape_markdown(words.money(amount - back.get(code, 0), code)) for code, amount in gross.items()]
    return (_(", {net} after refunds") if any(back.values()) else _(", {net}")).format(net=", ".join(net))


def button(new: int, changed: int) -> str:
    """Name the one button after what it changes."""
    if new and changed:
        return _("Import {new} new and {changed} changed orders").format(new=words.count(new), changed=words.count(changed))
    if changed:
        return ngettext("Import {n} changed order", "Import {n} changed orders", changed).format(n=words.count(changed))
    if new:
        return ngettext("Import {n} order", "Import {n} orders", new).format(n=words.count(new))
    return _("Nothing new in it")


def options() -> None:
    """Let the person say what the file doesn't: its source, shop, currency, order of dates, time zone."""
    with st.popover(_("Read it differently"), icon=":material/tune:", key="differently"):
        names = ["", *BY_KIND, *(source.name for source in known_sources())]
        titles = {"": _("as recognised"), **{s.name: translated(s.title) for s in known_sources()}}
        titles |= {kind.name: words.capital(translated(kind.title)) for kind in KINDS}
        st.selectbox(_("Written by"), names, key="said-source", format_func=titles.__getitem__, persist_state="session")
        st.text_input(
            _("Shop that its order numbers belong to"),
            key="said-shop",
            persist_state="session",
            help=_("Name it where you have two shops of one kind: order 1001 of one never touches order 1001 of the other."),
        )
        st.text_input(_("Currency of rows that name none (ISO code)"), key="said-currency", max_chars=3, persist_state="session")
        orders = {"": _("as the column says"), "dmy": _("day first"), "mdy": _("month first"), "ymd": _("year first")}
        st.selectbox(_("Dates"), list(orders), key="said-date-order", format_func=orders.__getitem__, persist_state="session")
        zone = workspace.store().settings().zone
        if zone:
            frame.note(_("Times are in {zone}.").format(zone=words.escape_markdown(zone)), key="zone")
        elif workspace.current() is None:
            st.selectbox(
                _("Time zone of the workspace"),
                ["", *sorted(available_timezones())],
                key="said-zone",
                persist_state="session",
                format_func=lambda z: z or _("as the files’ clocks show"),
            )


def details(checked: Checked, table: Table) -> None:
    """Show why, how each column is read, what is left out, and the rows to fix."""
    reading = checked.reading
    reasons = ", ".join(words.escape_markdown(header) for header in reading.because[:6])
    zone = (
        _("Times are in {zone}.").format(zone=words.escape_markdown(reading.zone))
        if reading.zone
        else _("Times are the clock that the file writes.")
    )
    order = {"ymd": _("year first"), "dmy": _("day first"), "mdy": _("month first")}[checked.date_order]
    frame.note(
        _("Recognised by the columns {columns}. Dates: {order}. {zone} Order numbers belong to the shop “{shop}”.").format(
            columns=reasons, order=order, zone=zone, shop=words.escape_markdown(reading.shop)
        ),
        key="because",
    )
    for place, rule in enumerate(reading.source.rules):
        frame.note("– " + words.escape_markdown(translated(rule)), key=f"rule-{place}")
    for warning in checked.warnings:
        said = translated(warning)
        st.info(words.escape_markdown(words.capital(said)))
    if checked.ignored or checked.bad:
        _left_out(checked)
    mapping(table, reading)
    if checked.bad:
        _bad(checked)


def _left_out(checked: Checked) -> None:
    frame.section(_("What is not counted"), key="left-out")
    rows = [(translated(item.reason), words.count(item.rows)) for item in checked.ignored]
    if checked.bad:
        rows.append((_("rows to fix, below"), words.count(len(checked.bad))))
    frame.table([_("Why"), _("Rows")], rows, name=_("Rows that are not counted, by reason"))


def mapping(table: Table, reading: Reading | None) -> None:
    """Show how each column is read; a person may change it."""
    frame.section(_("How each column is read"), quiet=_("Change what is wrong: what is said above follows."), key="mapping")
    fields = {header: name for name, header in (reading.fields.items() if reading else ())}
    fields |= dict.fromkeys(reading.attributes if reading else (), ATTRIBUTE)
    fields |= {header: name for header, name in st.session_state.get("said-mapping", {}).items() if header in table.headers}
    kind = reading.kind if reading else "orders"
    fields |= {question.header: "rating" for question in (reading.questions if reading else ())}
    labels = {name: name.replace("_", " ") for name in choices(kind)} | {NOT_USED: _("not used"), ATTRIBUTE: _("kept with the order")}
    shown = pd.DataFrame(
        {
            "column": list(table.headers),
            "values": [_examples(table, header) for header in table.headers],
            "read": [labels[fields.get(header, NOT_USED)] for header in table.headers],
        }
    )
    shown = pd.concat([shown[shown["read"] != labels[NOT_USED]], shown[shown["read"] == labels[NOT_USED]]], ignore_index=True)
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["column", "values"],
        # A fresh grid after each correction: the old one would lay its edits over rows that have moved.
        key=f"editor-{st.session_state.get('said-corrections', 0)}",
        alt=_("How each column of the file is read"),
        column_config={
            "column": _("Column in the file"),
            "values": _("First values"),
            "read": st.column_config.SelectboxColumn(_("Read as"), options=list(labels.values()), required=True),
        },
    )
    names = {label: name for name, label in labels.items()}
    before = dict(zip(shown["column"], shown["read"], strict=True))
    changes = {header: names[label] for header, label in zip(edited["column"], edited["read"], strict=True) if before[header] != label}
    if changes:
        st.session_state["said-mapping"] = {**st.session_state.get("said-mapping", {}), **changes}
        st.session_state["said-corrections"] = st.session_state.get("said-corrections", 0) + 1
        st.rerun()


def _examples(table: Table, header: str) -> str:
    cells = table.frame[header].head(200)
    filled = cells.filter(cells.str.strip_chars() != "").unique(maintain_order=True).head(3).to_list()
    return " · ".join(cell[:40] for cell in filled) or _("(empty)")


def _bad(checked: Checked) -> None:
    number = len(checked.bad)
    frame.section(
        ngettext("{n} row to fix", "{n} rows to fix", number).format(n=words.count(number)),
        quiet=_("They are left out; everything else can be imported now. Correct them and bring the file again: nothing counts twice."),
        key="bad",
    )
    grouped: dict[tuple[str, str, str], list[int]] = {}
    for bad in checked.bad:
        grouped.setdefault((bad.column, translated(bad.found)[:60], translated(bad.needed)), []).append(bad.row)
    most = Counter({key: len(rows) for key, rows in grouped.items()}).most_common(50)
    rows = [(column, found, needed, words.count(n), _row_numbers(grouped[column, found, needed])) for (column, found, needed), n in most]
    frame.table([_("Column"), _("Found"), _("Needed"), _("Rows"), _("Row numbers")], rows, name=_("Rows to fix"), numbers_from=9)
    frame.download(
        _("Rows to fix (.csv)"),
        lambda: table_csv(("row", "column", "found", "needed"), ((b.row, b.column, b.found, b.needed) for b in checked.bad)),
        name="rows-to-fix.csv",
        mime="text/csv",
        key="rows-to-fix",
    )


def _row_numbers(rows: list[int]) -> str:
    named = ", ".join(words.count(row) for row in rows[:ROWS_NAMED])
    return named + (_(" and {n} more").format(n=words.count(len(rows) - ROWS_NAMED)) if len(rows) > ROWS_NAMED else "")
