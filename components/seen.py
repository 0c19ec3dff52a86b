"""What the tables of the files that wait are taken for: read, checked and compared once, as long as nothing else is said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl
import streamlit as st

from components import words, workspace
from components.language import _
from models.columns import CUSTOMERS, MEMBERSHIPS, ORDERS, REFERRALS, REWARDS
from models.errors import DateOrderUndecided, Refused
from models.ingest.check import Checked, check
from models.ingest.commit import commit_all
from models.ingest.compare import preview
from models.ingest.entities import ENTITIES
from models.ingest.prepare import candidate
from models.ingest.read import read
from models.ingest.reading import Reading, Said
from models.ingest.reconcile import Reconciliation, reconcile
from models.ingest.remember import remembered
from models.ingest.table import Table
from models.ingest.tofix import without_reasons

#: Kinds that only storing them compares whole: rows that refer to others (a programme, a friend), people with all that is said of them.
STORED_TO_COMPARE = (CUSTOMERS, MEMBERSHIPS, REWARDS, REFERRALS)
SCALES = {"1-5": (1.0, 5.0), "1-7": (1.0, 7.0), "0-10": (0.0, 10.0), "1-10": (1.0, 10.0), "0-100": (0.0, 100.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it was brought."""

    name: str
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Files that were brought and not stored yet. They stay in the visitor's session when the page is left."""

    files: tuple[File, ...]
    turn: int = 0  # how often some of them were stored while others went on waiting

    @property
    def digest(self) -> str:
        """What tells these files from others."""
        return hashlib.sha256(f"{self.turn}{''.join(file.digest for file in self.files)}".encode()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(len(file.data) for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How many rows of a table are new, changed and here already.

    Attributes
    ----------
    new, changed, same : int
    beside : bool
        Nothing of the above is new, but something that belongs to it is: an article, a refund, what is said of a customer.
    """

    new: int
    changed: int
    same: int
    beside: bool = False

    @property
    def anything(self) -> bool:
        """Whether an import would change something."""
        return bool(self.new or self.changed or self.beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Sheets of one workbook that hold the same kind of table: should all of them be read?

    Attributes
    ----------
    names : tuple of str
        The sheets, the fullest first.
    rows : tuple of int
        What each holds.
    shared : int
        Numbers that stand in more than one.
    """

    names: tuple[str, ...]
    rows: tuple[int, ...]
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A table of a file, or a file without one, and what it is taken for.

    Attributes
    ----------
    place : str
        What tells it from the others: its file and its sheet.
    name : str
        For people: the file, and the sheet of a workbook with several.
    table, reading, checked, compared, reconciled
        As far as it could be read.
    refusal : Refused or None
        Why not further.
    said : Said
        What the person has said of it.
    out : bool
        It is left out.
    twins : Twins or None
    """

    place: str
    name: str
    file: File
    table: Table | None = None
    reading: Reading | None = None
    checked: Checked | None = None
    compared: Compared | None = None
    reconciled: Reconciliation | None = None
    refusal: Refused | None = None
    said: Said = Said()
    out: bool = False
    twins: Twins | None = None

    @property
    def kind(self) -> str | None:
        """What its rows are about."""
        return self.reading.kind if self.reading else None

    @property
    def ready(self) -> bool:
        """Whether it can be stored, and is to be."""
        return self.checked is not None and not self.out

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer."""
        return not self.out and isinstance(self.refusal, DateOrderUndecided)

    @property
    def rows_to_fix(self) -> int:
        """Rows that can't be read."""
        return len({bad.row for bad in self.checked.bad}) if self.checked else 0


def key(place: str, what: str) -> str:
    """Return the name under which the session keeps what was said of a table."""
    return f"said-{place}-{what}"


def said_of(place: str) -> Said:
    """Return what the person has said of a table so far."""

    def told(what: str) -> object:
        return st.session_state.get(key(place, what))

    return Said(
        source=told("source") or None,
        mapping=dict(told("mapping") or {}),
        shop=(told("shop") or "").strip() or None,
        currency=(told("currency") or "").strip() or None,
        date_order=told("date-order") or None,
        scale=SCALES.get(told("scale")),
        channel=(told("channel") or "").strip() or None,
        told=dict(told("told") or {}),
        zone=workspace.store().settings().zone or st.session_state.get("said-zone") or None,
    )


def all_of(waiting: Brought) -> list[Seen]:
    """Return every table of the files, and every file that has none."""
    kept: dict[str, tuple[str, object]] = st.session_state.setdefault("seen", {})
    found = [part for file in waiting.files for part in _of_file(file, kept)]
    return list(_with_twins(found))


def made_once(seen: Seen, what: str, make: Callable[[], object]) -> object:
    """Return what is made of a table, made again only when something else is said of it."""
    stands = repr((seen.said, seen.reading is not None and seen.reading.said))
    return _keep(st.session_state["seen"], f"{seen.place}-{what}", stands, make, _("Looking at each column…"))


def _keep(kept: dict, place: str, stands: str, make: Callable[[], object], told: str) -> object:
    """Return what was made before, as long as what it stands on is the same."""
    known = kept.get(place)
    if known is None or known[0] != stands:
        with st.spinner(told):
            known = kept[place] = (stands, make())
    return known[1]


def _read(file: File) -> list[Table] | Refused:
    try:
        return [without_reasons(table) for table in read(file.name, file.data)]
    except Refused as problem:
        return problem


def _of_file(file: File, kept: dict) -> Iterator[Seen]:
    short = file.digest[:12]
    tables = _keep(kept, short, file.digest, lambda: _read(file), _("Reading {file}…").format(file=words.escape_markdown(file.name)))
    if isinstance(tables, Refused):
        yield Seen(place=short, name=file.name, file=file, refusal=tables)
        return
    for number, table in enumerate(tables):
        name = f"{file.name} · {table.sheet}" if len(tables) > 1 else file.name
        place = f"{short}-{number}"
        yield _of_table(Seen(place=place, name=name, file=file, table=table, said=said_of(place)), kept)


def _of_table(seen: Seen, kept: dict) -> Seen:
    place, said, earlier = seen.place, seen.said, remembered(workspace.store(), seen.table)
    told = _("Checking every row of {file}…").format(file=words.escape_markdown(seen.name))
    seen = _keep(kept, place, repr((said, earlier)), lambda: _checked(seen, earlier), told)
    if seen.checked is not None:
        stands = repr((said, earlier, str(workspace.path()), workspace.store().revision))
        compared = _keep(kept, f"{place}-compared", stands, lambda: _compared(seen.checked), _("Comparing with what is here…"))
        seen = replace(seen, compared=compared)
    return replace(seen, out=bool(st.session_state.get(key(place, "out"))))


def _checked(seen: Seen, earlier: Said | None) -> Seen:
    found = candidate(seen.table, seen.said, lambda _table: earlier)
    if found.refusal is not None:
        return replace(seen, refusal=found.refusal)
    try:
        checked = check(seen.table, found.reading)
    except Refused as problem:
        return replace(seen, reading=found.reading, refusal=problem)
    return replace(seen, reading=found.reading, checked=checked, reconciled=reconcile(seen.table, checked))


def _compared(checked: Checked) -> Compared:
    store = workspace.store()
    new = changed = same = 0
    if checked.reading.kind not in STORED_TO_COMPARE:
        new, changed, same = preview(store, checked)
        if new or changed:
            return Compared(new=new, changed=changed, same=same)
    # The rows themselves are here. What belongs to them is compared only by storing it, which is then taken back.
    [report] = commit_all(store, [checked], imported_at=datetime.now(), dry_run=True)
    if checked.reading.kind in STORED_TO_COMPARE:
        called = ENTITIES[checked.main].called if checked.main in ENTITIES else "customers"
        return Compared(new=report.added.get(called, 0), changed=report.updated.get(called, 0), same=report.unchanged.get(called, 0))
    return Compared(new=0, changed=0, same=same, beside=bool(report.changes))


def _with_twins(found: list[Seen]) -> Iterator[Seen]:
    groups: dict[tuple[str, str], list[Seen]] = {}
    for seen in found:
        if seen.checked is not None:
            groups.setdefault((seen.file.digest, seen.kind), []).append(seen)
    proposed: dict[str, tuple[Twins, bool]] = {}
    for alike in groups.values():
        if len(alike) > 1:
            proposed |= _proposal(alike)
    for seen in found:
        if seen.place in proposed:
            twins, out = proposed[seen.place]
            decided = st.session_state.get(key(seen.place, "out"))
            yield replace(seen, twins=twins, out=out if decided is None else decided)
        else:
            yield seen


def _proposal(alike: list[Seen]) -> dict[str, tuple[Twins, bool]]:
    """Propose all of them where they share no number; else the fuller ones. The person decides."""
    ordered = sorted(alike, key=lambda seen: -_numbers(seen.checked).len())
    taken, out, shared = pl.Series([], dtype=pl.String), {}, 0
    for seen in ordered:
        numbers = _numbers(seen.checked)
        common = int(numbers.is_in(taken.implode()).sum())
        shared += common
        out[seen.place] = bool(common)
        taken = taken if common else pl.concat([taken, numbers])
    twins = Twins(
        names=tuple(seen.table.sheet or seen.name for seen in ordered),
        rows=tuple(_numbers(seen.checked).len() for seen in ordered),
        shared=shared,
    )
    return {place: (twins, left) for place, left in out.items()}


def _numbers(checked: Checked) -> pl.Series:
    rows = checked.frames[checked.main]
    return rows["key" if "key" in rows.columns else "who"].drop_nulls().unique()


def in_order(ready: list[Seen]) -> list[Seen]:
    """Return the tables in the order in which they are stored: what others refer to first."""
    return sorted(ready, key=lambda seen: by_rank(seen.kind))


def by_rank(kind: str) -> int:
    """Return the place of a kind of table in that order."""
    return {CUSTOMERS: 0, ORDERS: 1}.get(kind, 2)
