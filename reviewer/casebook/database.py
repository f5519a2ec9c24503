"""One SQLite connection with one lock round it; every failure of the environment comes out as one clear line."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from reviewer.casebook.environment_errors import failures_of

DATABASE = "casebook.sqlite"
Row = tuple[Any, ...]
_REFUSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
KEPT_KIB = 40 << 10
"""As much of a large file SQLite keeps in memory while a great part of it is written."""
_LOGGED_PAGES = 16 << 10
_WAIT_MS = 5000  # a reader's checkpoint may hold the file for a moment


class Database:
    """A connection that threads share. ``writable=False`` reads only, even in a folder that can't be written.

    ``durability`` is SQLite's ``synchronous``: FULL puts each commit on the disk before it returns. Anything
    less is for tests that prove what FULL is worth.
    """

    def __init__(self, path: Path, name: str, *, writable: bool, durability: str = "FULL") -> None:
        """Open an existing database file (made by ``create_file``); ``name`` is what the person calls it."""
        self.path = path
        self.name = name
        self.lock = RLock()
        self._borrowed: tempfile.TemporaryDirectory[str] | None = None
        with failures_of(name):
            self._connection = _connect(path, "rw") if writable else self._reading(path)
            if writable:
                _make_durable(self._connection, durability)

    def _reading(self, path: Path) -> sqlite3.Connection:
        try:
            return _connect(path, "ro")
        except sqlite3.OperationalError as error:
            # A write-ahead log wants a file of its own beside it, which a read-only folder or a full disk refuses.
            if error.sqlite_errorcode & 0xFF not in _REFUSED:
                raise
            if not path.is_file():
                raise
        self._borrowed = tempfile.TemporaryDirectory(prefix="reviewer-")
        copy = Path(self._borrowed.name) / path.name
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        return _connect(copy, "rw")

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.lock, failures_of(self.name):
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with self.lock, failures_of(self.name):
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run one statement; outside ``write`` it commits by itself."""
        with self.lock, failures_of(self.name):
            self._connection.execute(sql, values)

    def run_many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement once for each row of values."""
        with self.lock, failures_of(self.name):
            self._connection.executemany(sql, values)

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction: all of it is on the disk when this returns, or, after any exception, none of it."""
        with self.lock, failures_of(self.name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def keep_in_memory(self) -> None:
        """From now on keep more of the file in memory, and in the log: else each page of an index is read and written again and again."""
        self.run(f"PRAGMA cache_size = -{KEPT_KIB}")
        self.run(f"PRAGMA wal_autocheckpoint = {_LOGGED_PAGES}")

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection itself, locked, to those who need more of it than queries."""
        with self.lock, failures_of(self.name):
            yield self._connection

    def others_wrote(self) -> int:
        """Return a number that is the same for as long as nobody has written but by this connection."""
        with self.lock, failures_of(self.name):
            (version,) = self._connection.execute("PRAGMA main.data_version").fetchone()
            return int(version)

    def state(self) -> tuple[int, int]:
        """Return two numbers that are the same for as long as nobody has written: what was looked up need not be looked up again."""
        with self.lock:
            return self.others_wrote(), self._connection.total_changes

    @property
    def file(self) -> Path:
        """The file that is really open: a copy, where a read-only folder left no other way."""
        return self.path if self._borrowed is None else Path(self._borrowed.name) / self.path.name

    def reader(self) -> Database:
        """Open a second connection to the same content, for long reading that must not hold up a verdict."""
        return Database(self.file, self.name, writable=False)

    @contextmanager
    def for_copying(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection of its own to who copies the whole file, in a third of the time; it writes nothing here.

        Of a file that is opened for reading only, SQLite leaves out the CHECKs of its tables. They are then no longer those of
        their copies, and ``VACUUM INTO`` looks for each row's place in every index, where it else writes rows as they come.
        """
        try:
            connection = _connect(self.file, "rw")
        except sqlite3.OperationalError:
            with self.raw() as own:
                yield own
            return
        # This reader is open for longer: the last one who leaves would write the log into the file.
        with closing(connection), failures_of(self.name):
            yield connection

    def close(self) -> None:
        """Close; a second time does nothing."""
        with self.lock:
            self._connection.close()
            if self._borrowed is not None:
                self._borrowed.cleanup()


def create_file(path: Path) -> sqlite3.Connection:
    """Make a new database file and return its connection, durable from the first byte."""
    connection = _connect(path, "rwc")
    _make_durable(connection, "FULL")
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opens the file for real
    except BaseException:
        connection.close()
        raise
    return connection


def _make_durable(connection: sqlite3.Connection, durability: str) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal" and durability == "FULL":
        durability = "EXTRA"  # with a rollback journal, only EXTRA syncs the folder after the commit
    connection.execute(f"PRAGMA synchronous = {durability}")
    connection.execute("PRAGMA recursive_triggers = ON")
