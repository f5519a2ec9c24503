"""The SQLite file of the search index: thrown away and made again when it is damaged."""

from __future__ import annotations

import sqlite3
import time
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from reviewer.casebook.environment_errors import failures_of, is_of_table
from reviewer.casebook.index_schema import OBJECTS, VERSION
from reviewer.casebook.index_words import WordsConnection
from reviewer.errors import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")
_SHARED_SECONDS = 0.05
_FOR_OTHERS = 0.04  # of the time of a transaction
Lock = AbstractContextManager[bool]


class Reading:
    """A connection that reads. Each has its own query under way, and its own stop to it."""

    def __init__(self, connection: WordsConnection, lock: Lock) -> None:
        """``lock`` is its own, or the writer's where one connection has to serve both."""
        self.connection, self.lock = connection, lock
        self._stops = 0

    def interrupt(self) -> None:
        """Stop the query that another thread is in; it ends there in a CancelledError."""
        self._stops += 1
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile
            self.connection.interrupt()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the connection to oneself, and whatever a stop makes of a query end as SQLite's interrupt.

        A stop that meets SQLite while it makes ready a virtual table is told as "vtable constructor failed", without a cause.
        """
        with self.lock:
            before = self._stops
            try:
                yield
            except sqlite3.OperationalError as error:
                if is_of_table(error) and self._stops != before:
                    error.sqlite_errorcode = sqlite3.SQLITE_INTERRUPT
                raise


class IndexFile:
    """cache/index.sqlite: one connection writes, others read, so that a search needn't wait for an import or another search."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        """Open, or make, the file.

        Without ``writable`` another program may be at work on it: then it is added to, never thrown away,
        and where that can't be, an index in memory serves this sitting.
        """
        self._path = folder / "index.sqlite"
        self._name = Phrase("The search index of {name}", name=folder.parent.name)
        self._writable = writable
        self._writing = RLock()
        self._listing = RLock()  # so that who wants to read need not wait for what is being written
        self._readings: list[Reading] = []
        self.writes = 0
        """Grows with each transaction here."""
        self._open()

    def _open(self) -> None:
        with failures_of(self._name):
            try:
                self._writer, self._shared = self._opened()
            except sqlite3.DatabaseError as error:
                if not self._writable or not _damaged(error):
                    self._writer, self._shared = self._in_memory()
                else:
                    self._throw_away()
                    self._writer, self._shared = self._opened()
            for reading in self._readings:
                reading.connection, reading.lock = self._for_reading()

    def reading(self) -> Reading:
        """Open one more connection that reads; it goes when the file is closed."""
        with failures_of(self._name), self._listing:
            made = Reading(*self._for_reading())
            self._readings.append(made)
            return made

    def _for_reading(self) -> tuple[WordsConnection, Lock]:
        """In memory one connection serves all, so one lock has to."""
        if self._shared:
            return self._writer, self._writing
        return _connect(self._path, "ro"), RLock()

    def _opened(self) -> tuple[WordsConnection, bool]:
        """Return the connection that writes, and whether it has to serve those who read too."""
        if not self._writable:
            return self._borrowed()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        writer = _connect(self._path, "rwc")
        try:
            if _version(writer) != VERSION:
                writer.close()
                self._throw_away()
                writer = _connect(self._path, "rwc")
                _make(writer)
            writer.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            writer.close()
            raise
        return writer, False

    def _borrowed(self) -> tuple[WordsConnection, bool]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            writer = _connect(self._path, "rwc")
        except (OSError, sqlite3.Error):
            return self._in_memory()
        try:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("ROLLBACK")
            if _version(writer) == 0:
                _make(writer)
            if _version(writer) == VERSION:
                _connect(self._path, "ro").close()
                return writer, False
        except sqlite3.Error:
            writer.close()
            return self._in_memory()
        writer.close()
        return self._in_memory()

    @staticmethod
    def _in_memory() -> tuple[WordsConnection, bool]:
        return _empty(), True

    def _throw_away(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def safely(self, act: Callable[[], T]) -> T:
        """Do something; if the file turns out to be damaged, throw it away and do it on the new one."""
        with failures_of(self._name):
            try:
                return act()
            except sqlite3.DatabaseError as error:
                if not _damaged(error):
                    raise
            self._make_again()
            return act()

    def _make_again(self) -> None:
        with self._writing, self._listing, ExitStack() as quiet:
            for reading in self._readings:
                reading.interrupt()
                quiet.enter_context(reading.lock)
            self.writes += 1
            self._close()
            if self._writable:
                self._throw_away()
                self._open()
                return
            self._writer, self._shared = self._in_memory()
            for reading in self._readings:
                reading.connection, reading.lock = self._for_reading()

    @contextmanager
    def batch(self) -> Iterator[WordsConnection]:
        """One short transaction on the writing connection."""
        with self._writing:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
                self.writes += 1
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def batches(self, seconds: float) -> Iterator[Callable[[], WordsConnection]]:
        """Transactions one after another: what it yields returns the connection, in a new one when the last was so long.

        Who else wants to write comes between, in this program or another; where all share one connection they are short.
        """
        longest = min(seconds, _SHARED_SECONDS) if self._shared else seconds
        with ExitStack() as batch:
            db, began = batch.enter_context(self.batch()), time.monotonic()

            def now() -> WordsConnection:
                nonlocal db, began
                if time.monotonic() - began >= longest:
                    batch.close()
                    time.sleep(longest * _FOR_OTHERS)  # a lock goes to who is awake
                    db, began = batch.enter_context(self.batch()), time.monotonic()
                return db

            yield now

    @contextmanager
    def at_one_moment(self, reading: Reading) -> Iterator[None]:
        """Have all that is read within this block be as it was at one moment, whatever is written meanwhile."""
        with reading.alone():
            if self._shared:  # its lock is the writer's
                yield
                return
            connection = reading.connection
            connection.execute("BEGIN")
            try:
                yield
            finally:
                if connection.in_transaction:  # not after an error of the disk
                    connection.execute("ROLLBACK")

    def query(self, reading: Reading, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""

        def ask() -> list[tuple[Any, ...]]:
            with reading.alone():
                return reading.connection.execute(sql, values).fetchall()

        return self.safely(ask)

    def close(self) -> None:
        """Close; a second time does nothing. What is being looked for is given up."""
        with self._writing, self._listing, ExitStack() as quiet:
            for reading in self._readings:
                reading.interrupt()
                quiet.enter_context(reading.lock)
            self._close()

    def _close(self) -> None:
        for reading in self._readings:
            reading.connection.close()
        self._writer.close()


def _connect(path: Path, mode: str) -> WordsConnection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=WordsConnection,
    )
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA mmap_size = 2147418112")
    return connection


def _empty() -> WordsConnection:
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, factory=WordsConnection
    )
    _make(connection)
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection):  # another program was quicker
        connection.execute("ROLLBACK")
        return
    for sql in OBJECTS:
        connection.execute(sql)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _damaged(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
