"""Making a casebook folder: built whole under another name, then given its own, so that none is ever half made."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reviewer.casebook import subject as subjects
from reviewer.casebook.author import Author
from reviewer.casebook.cases import case_parts
from reviewer.casebook.database import DATABASE, Database, create_file
from reviewer.casebook.durable import make_folder, sync_folder
from reviewer.casebook.environment_errors import failures_of
from reviewer.casebook.incoming import absorb
from reviewer.casebook.kept_records import Reading
from reviewer.casebook.line_end import begin_line
from reviewer.casebook.lock import LOCK as _LOCK
from reviewer.casebook.lock import WriterLock, clear_unheld
from reviewer.casebook.migrations import migrate
from reviewer.casebook.pack_ledger import JOINED
from reviewer.casebook.place import refuse_unsafe_place
from reviewer.casebook.record import Chain, SaveBundle, make_record, make_save
from reviewer.casebook.save_writing import insert_own, set_local
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError, ReadOnlyError
from reviewer.model import Member, Person, Role


def found_inspection(
    folder: Path, author: Author, clock: Callable[[], int], case: Mapping[str, Any], *, closed: bool = False
) -> None:
    """Make a casebook whose first save holds the author's ``person``, the ``inspection`` and the ``framework``.

    ``closed``: and says that the author is its founder, so that nobody else counts who was not admitted.
    """
    key = author.key
    inspection, framework = case_parts(case)
    at = clock()
    rows = [
        make_record(Person(author.name, key), subjects.person(key), key, at, ()),
        make_record(inspection, subjects.itself("inspection"), key, at, ()),
        make_record(framework, subjects.itself("framework"), key, at, ()),
    ]
    if closed:
        founder = Member(key, author.name, Role.LEAD)
        rows.append(make_record(founder, subjects.member(key), key, at, ()))
    copy, founding = secrets.token_hex(16), rows[1].id
    chain = Chain(founding, copy, 1, "")
    save = make_save(author, chain, at, rows)
    with made(folder) as database, database.write():
        set_local(database, "inspection", founding)
        set_local(database, "copy", copy)
        insert_own(database, save, chain, author)


def found_from(folder: Path, saves: Iterable[SaveBundle], inspection: str, author: Author) -> None:
    """Make a casebook of an inspection (the id of its founding record) out of others' saves, in which an author begins a line.

    CasebookError if the founding record isn't among them, with nothing left behind.
    """
    seal = Seal(author.seal_key)
    with made(folder) as database:
        with database.write():
            set_local(database, "inspection", inspection)
            set_local(database, "copy", copy := secrets.token_hex(16))
            set_local(database, JOINED, "yes")
            begin_line(database, author.key, copy, seal)
        reading = Reading(database, inspection, seal, writable=True)
        absorb(database, reading, saves, secrets.token_hex(16), None, seal)
        if not database.one("SELECT 1 FROM record WHERE id = ?", (bytes.fromhex(inspection),)):
            raise CasebookError(
                "What was shared does not hold the beginning of this inspection",
                "Ask a colleague who has it to sync again, then join.",
            )


@contextmanager
def made(folder: Path) -> Iterator[Database]:
    """Lend the database of a folder in the making; it gets its name when the block ends well."""
    with in_the_making(folder) as making:
        connection = create_file(making / DATABASE)
        try:
            migrate(connection, Seal())  # nothing is signed in it yet
        finally:
            connection.close()
        database = Database(making / DATABASE, folder.name, writable=True)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def in_the_making(folder: Path) -> Iterator[Path]:
    """Lend an empty folder beside a casebook's place; it gets the casebook's name when the block ends well, and goes else."""
    refuse_unfit(folder)
    with _denied(folder), failures_of(folder.name):
        make_folder(folder.absolute().parent)
        making = folder.absolute().with_name(f".{folder.name}.{secrets.token_hex(4)}")
        clear_unheld(making.parent, folder.name, _LOCK)
        making.mkdir()
        lock = WriterLock(making / _LOCK, folder.name)
        try:
            yield making
            _name(making, folder)
        finally:
            lock.release()
            shutil.rmtree(making, ignore_errors=True)


@contextmanager
def _denied(folder: Path) -> Iterator[None]:
    """What is not made yet can't be read instead: the place is the thing to change."""
    try:
        yield
    except ReadOnlyError as error:
        raise ReadOnlyError(
            "{name} can't be made: the folder {folder} is read-only",
            "Nothing was made. Choose a folder where you may write.",
            name=folder.name,
            folder=folder.absolute().parent,
        ) from error


def refuse_unfit(folder: Path) -> None:
    """Raise CasebookError if no casebook can be made in ``folder``: it is taken, or not a place where one is safe."""
    refuse_unsafe_place(folder)
    with failures_of(folder.name):
        _refuse_taken(folder)


def _refuse_taken(folder: Path) -> None:
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise CasebookError(
            "{name} is there already", "Choose another name; nothing was changed.", name=folder.name
        )


def _name(making: Path, folder: Path) -> None:
    (making / "documents").mkdir(exist_ok=True)
    sync_folder(making)
    if folder.is_dir():
        folder.rmdir()
    making.replace(folder)
    sync_folder(folder.absolute().parent)
