"""The store: the one module that opens a workspace's file and owns its sessions.

Only Python's own SQLite opens the file: a second SQLite library in one process does not see the first one's
locks, and committed rows were lost that way in trials (docs/why.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, func
from sqlalchemy.pool import NullPool
from sqlmodel import Session, select

from models.errors import Refused, say
from models.migrations import MIGRATIONS
from models.tables import Base, Batch, Workspace

APPLICATION_ID = 0x52505254  # "RPRT", in the file's header: this is a Rapport workspace
SCHEMA_VERSION = 7

LOCK_SECONDS = 30.0


class Store:
    """An open workspace.

    Parameters
    ----------
    path : str or Path
        The SQLite file; it is made if it isn't there.

    Raises
    ------
    Refused
        If the file is no workspace, or was written by a newer Rapport. It is left as it was.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(Path(tempfile.mkdtemp()) / "shop.db")
    >>> store.revision
    0
    >>> with store.change() as session:
    ...     session.get(Workspace, 1).name = "Harbour & Pine"
    >>> store.revision
    1
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser().absolute()
        self._prepare()
        self._engine = self._make_engine()

    def connect(self, *, read_only: bool = False) -> sqlite3.Connection:
        """Open a connection of the driver's own, in autocommit, foreign keys on; the caller closes it."""
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?mode={mode}", uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session to read with: one unchanging view, never a write."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def change(self, *, bulk: bool = False) -> Iterator[Session]:
        """Give a session to write with: one transaction, all or nothing, and the revision rises with it.

        The write lock is taken with the first statement, before anything is read: a transaction that reads first and
        writes later fails immediately when somebody else wrote in between, however long it would be willing to wait.

        Parameters
        ----------
        bulk : bool
            For many rows: references are not checked with each of them. Whoever writes answers for them, as a whole
            (`check_references`, or what an import knows of its own rows).
        """
        engine = self._engine.execution_options(rapport_write=True, rapport_bulk=bulk)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
            session.get(Workspace, 1).revision += 1

    @property
    def revision(self) -> int:
        """Number of committed changes."""
        with self.session() as session:
            return session.get(Workspace, 1).revision

    def settings(self) -> Workspace:
        """Return the workspace's own row, detached."""
        with self.session() as session:
            workspace = session.get(Workspace, 1)
            session.expunge(workspace)
            return workspace

    def standing_batches(self) -> int:
        """Count the imports that are not undone."""
        with self.session() as session:
            return session.exec(select(func.count()).select_from(Batch).where(Batch.undone_at.is_(None))).one()

    def _prepare(self) -> None:
        if not self.path.parent.is_dir():
            raise Refused(found=say("no folder {}", self.path.parent), needed="a folder that exists", do="make it, or choose another place")
        new = not self.path.exists() or self.path.stat().st_size == 0
        if not new:
            self._refuse_foreign_file()
        connection = self.connect()
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == SCHEMA_VERSION:
                return  # no lock is asked for: somebody may be writing for a while
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._create(connection)
            connection.execute("COMMIT")
            if 0 < version < SCHEMA_VERSION:
                self._migrate(connection, version)
        finally:
            connection.close()

    def _refuse_foreign_file(self) -> None:
        """Look without touching: no journal is made, no pragma set."""
        try:
            connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=LOCK_SECONDS)
            try:
                application = connection.execute("PRAGMA application_id").fetchone()[0]
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            finally:
                connection.close()
        except sqlite3.DatabaseError as problem:
            raise Refused(
                found=say("{}, which is no SQLite file ({})", self.path.name, problem),
                needed="a Rapport workspace",
                do="choose another file, or a new name",
            ) from problem
        if application != APPLICATION_ID and tables:
            raise Refused(
                found=say("{}, a database of another program", self.path.name),
                needed="a Rapport workspace",
                do="choose another file, or a new name",
            )
        if version > SCHEMA_VERSION:
            raise Refused(
                found=say("a workspace of version {}, written by a newer Rapport", version),
                needed=say("version {} or older", SCHEMA_VERSION),
                do="update Rapport; the file was not touched",
            )

    def _create(self, connection: sqlite3.Connection) -> None:
        from sqlalchemy.dialects import sqlite
        from sqlalchemy.schema import CreateIndex, CreateTable

        dialect = sqlite.dialect()
        for table in Base.metadata.sorted_tables:
            connection.execute(str(CreateTable(table).compile(dialect=dialect)))
            for index in sorted(table.indexes, key=lambda index: index.name):
                connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
        connection.execute("INSERT INTO workspace (id, name, revision, closed_shops) VALUES (1, '', 0, '[]')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _migrate(self, connection: sqlite3.Connection, version: int) -> None:
        backup = self.path.with_name(f"{self.path.stem}.backup-v{version}{self.path.suffix}")
        with sqlite3.connect(backup) as copy:
            connection.backup(copy)
        copy.close()
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have migrated while this one waited for the lock.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            while version < SCHEMA_VERSION:
                MIGRATIONS[version](connection)
                version += 1
                connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def _make_engine(self) -> Engine:
        engine = create_engine("sqlite://", creator=self.connect, poolclass=NullPool)

        @event.listens_for(engine, "begin")
        def _begin(connection) -> None:
            options = connection.get_execution_options()
            if options.get("rapport_bulk"):
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("rapport_write") else "BEGIN")

        return engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """What can be seen of a workspace without opening it to write.

    Attributes
    ----------
    name : str
        The company's, "" if nobody gave one.
    imports : int
        How many stand.
    changed : datetime or None
        When something was imported or taken back last.
    """

    name: str
    imports: int
    changed: datetime | None


def peek(path: Path) -> Peek | None:
    """Look at a file without touching it; None if it is no workspace that this Rapport can open.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "shop.db"
    >>> peek(file), peek(Store(file).path)
    (None, Peek(name='', imports=0, changed=None))
    """
    try:
        with path.open("rb") as file:  # another program's file is not even opened as a database
            head = file.read(72)
        if not head.startswith(b"SQLite format 3\0") or int.from_bytes(head[68:72]) != APPLICATION_ID:
            return None
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)) as connection:
            if not 0 < connection.execute("PRAGMA user_version").fetchone()[0] <= SCHEMA_VERSION:
                return None
            [name] = connection.execute("SELECT name FROM workspace").fetchone()
            imports, *moments = connection.execute(
                "SELECT coalesce(sum(undone_at IS NULL), 0), max(imported_at), max(undone_at) FROM batch"
            ).fetchone()
    except (OSError, sqlite3.Error):
        return None
    newest = max((moment for moment in moments if moment), default=None)
    return Peek(name=name, imports=imports, changed=datetime.fromisoformat(newest) if newest else None)


def driver(session: Session) -> sqlite3.Connection:
    """Return the driver's connection of a session, for bulk rows; it is in the session's transaction."""
    return session.connection().connection.driver_connection


def check_references(connection: sqlite3.Connection) -> None:
    """Raise an error, and so roll back, if any row refers to one that isn't there."""
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise RuntimeError(f"a row of {broken[0]} refers to a row of {broken[2]} that isn't there")
