"""Commit: checked tables into the workspace, in one transaction, with all that an undo needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from models.ingest.check import Checked
from models.ingest.remember import remember
from models.ingest.told import tell_all
from models.ingest.writer import Progress, Writer
from models.store import Store, driver
from models.tables import Batch, Workspace

BAD_SHOWN = 1000  # bad rows named in a report; their number is always whole

NOTHING_NEW = "nothing in it is new: nothing was stored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did: the item of `import --json`."""

    file: str
    sheet: str | None
    source: str
    kind: str
    rows: int
    batch: int | None
    added: dict[str, int]
    updated: dict[str, int]
    unchanged: dict[str, int]
    ignored: list[dict]
    bad: list[dict]
    bad_rows: int
    warnings: list[str]

    @property
    def changes(self) -> int:
        """How many rows of the workspace are added or updated."""
        return sum(self.added.values()) + sum(self.updated.values())

    def document(self) -> dict:
        """Return it as `--json` prints it."""
        return asdict(self)


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def commit(store: Store, checked: Checked, *, imported_at: datetime, progress: Progress = silent, dry_run: bool = False) -> Report:
    """Store a checked table: all of it, or nothing. See `commit_all`."""
    [report] = commit_all(store, [checked], imported_at=imported_at, progress=progress, dry_run=dry_run)
    return report


def commit_all(
    store: Store, tables: Sequence[Checked], *, imported_at: datetime, progress: Progress = silent, dry_run: bool = False
) -> list[Report]:
    """Store checked tables, each an import of its own, in one transaction: all of them, or nothing.

    Parameters
    ----------
    imported_at : datetime
        When, for the history.
    progress : callable
        Told the step, what is done and how much there is; whatever it raises (`Cancelled`) rolls everything back.
    dry_run : bool
        Decide and count as usual, then roll back.

    Returns
    -------
    list of Report
        `batch` is None after a dry run, and where nothing in the file is new: then nothing of it is stored, and there is nothing
        to undo.
    """
    reports: list[Report] = []
    try:
        with store.change(bulk=True) as session:
            for checked in tables:
                reports.append(_one(session, checked, imported_at, progress))
            progress("storing", 0, 1)
            if dry_run or not any(report.changes for report in reports):
                raise _NotStored
    except _NotStored:
        return [replace(report, batch=None) for report in reports]
    return reports


class _NotStored(Exception):
    """The transaction is rolled back on purpose: a dry run, or files with nothing new in them."""


def _one(session, checked: Checked, imported_at: datetime, progress: Progress) -> Report:
    reading = checked.reading
    batch = Batch(
        file=checked.file,
        sheet=checked.sheet,
        source=reading.source.name,
        kind=reading.kind,
        shop=reading.shop,
        imported_at=imported_at.isoformat(timespec="seconds"),
    )
    session.add(batch)
    session.flush()
    if reading.zone:
        session.get(Workspace, 1).zone = reading.zone
    writer = Writer(driver(session), checked, batch.id, progress)
    writer.write()
    report = Report(
        file=checked.file,
        sheet=checked.sheet,
        source=reading.source.name,
        kind=reading.kind,
        rows=checked.rows,
        batch=batch.id,
        added=writer.added,
        updated=writer.updated,
        unchanged=writer.unchanged,
        ignored=[ignored.document() for ignored in checked.ignored],
        bad=[asdict(bad) for bad in checked.bad[:BAD_SHOWN]],
        bad_rows=len(checked.bad),
        warnings=list(checked.warnings),
    )
    if not report.changes:
        session.delete(batch)
        return replace(report, batch=None, warnings=[*report.warnings, NOTHING_NEW])
    batch.report = json.dumps(report.document(), ensure_ascii=False)
    remember(session, checked.shape, reading)
    tell_all(session, reading)
    return report


def batches(store: Store) -> Iterator[dict]:
    """Yield the imports, newest first, as plain dictionaries with their report."""
    from sqlmodel import select

    with store.session() as session:
        for batch in session.exec(select(Batch).order_by(Batch.id.desc())):
            yield {**batch.model_dump(exclude={"report"}), "report": json.loads(batch.report)}
