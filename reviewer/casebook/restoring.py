"""Making a casebook out of a copy of another one's database, or of its saves: as a new copy, and under its name only when whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from reviewer.casebook import save_bundles
from reviewer.casebook.author import Author
from reviewer.casebook.copy_identity import begin_copy
from reviewer.casebook.database import DATABASE, Database, create_file
from reviewer.casebook.database_copy import CopyHeld, held_in, make_durable
from reviewer.casebook.document_files import Files
from reviewer.casebook.founding import in_the_making
from reviewer.casebook.incoming import Quarantined
from reviewer.casebook.line_end import begin_line
from reviewer.casebook.many_records import insert_all
from reviewer.casebook.migrations import STEPS, migrate
from reviewer.casebook.record import Examined, SaveBundle, examined_save
from reviewer.casebook.refolding import recount
from reviewer.casebook.save_writing import set_local
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError

_AT_ONCE = 2000  # saves in one transaction
_DAMAGED = ".damaged.sqlite"

Bring = Callable[[CopyHeld, Files], None]
"""Puts the documents that the records name into the casebook in the making; raises what keeps it from being made."""


def restore_whole(
    folder: Path, source: Path, author: Author, at: int, approve: Callable[[CopyHeld], None], bring: Bring
) -> CopyHeld:
    """Make a casebook in ``folder`` of a database file, row for row; what is read is what was written here.

    ``approve`` raises what is to be said against its records. ``at`` is the time now (UTC µs).
    """
    with in_the_making(folder) as making:
        shutil.copyfile(source, making / DATABASE)
        make_durable(making / DATABASE)
        held = held_in(making / DATABASE, source.name)
        if set(held.steps) - set(STEPS):
            raise CasebookError(
                "{name} was made with a newer version of Reviewer",
                "Install the newer version to restore it.",
                name=source.name,
            )
        approve(held)
        database = Database(making / DATABASE, folder.name, writable=True)
        try:
            begin_copy(database, author, at)
        finally:
            database.close()
        bring(held, Files(making / "documents", folder.name, writable=True))
    return held


def restore_sound(folder: Path, source: Path, author: Author, at: int, bring: Bring) -> CopyHeld:
    """Make a casebook of the saves of a damaged file that are what was signed; the others are left out whole."""
    with in_the_making(folder) as making:
        damaged = making / _DAMAGED
        shutil.copyfile(source, damaged)
        before = held_in(damaged, source.name)
        database = Database(damaged, source.name, writable=True)
        try:
            with database.raw() as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS passed(save BLOB PRIMARY KEY, mac BLOB)")
            saves = (bundle for _, bundle in save_bundles.saves_after(database, 0, Seal()))
            _fill(making, folder.name, saves, before.inspection, author, (before.copy, at))
        finally:
            database.close()
            for left in making.glob(f"{_DAMAGED}*"):
                left.unlink()
        held = held_in(making / DATABASE, folder.name)
        bring(held, Files(making / "documents", folder.name, writable=True))
    return held


def restore_saves(
    folder: Path, saves: Iterable[SaveBundle], inspection: str, author: Author, name: str, bring: Bring
) -> CopyHeld:
    """Make a casebook of saves in the order that they come; each is verified whole. ``name`` is what they come from.

    CasebookError that names a save which can't be taken in; raising in ``bring`` keeps it from being made too.
    """
    with in_the_making(folder) as making:
        refused = _fill(making, folder.name, iter(saves), inspection, author, ("", 0))
        if refused:
            raise CasebookError(
                "{name} holds a save that can't be trusted ({save}): {why}",
                "Nothing was made. Ask for another one from whoever made it.",
                name=name,
                save=refused[0].save[:8],
                why=refused[0].why,
            )
        held = held_in(making / DATABASE, folder.name)
        bring(held, Files(making / "documents", folder.name, writable=True))
    return held


def _fill(
    making: Path,
    name: str,
    saves: Iterator[SaveBundle],
    inspection: str,
    author: Author,
    before: tuple[str, int],
) -> tuple[Quarantined, ...]:
    connection = create_file(making / DATABASE)
    try:
        migrate(connection, Seal())
    finally:
        connection.close()
    seal = Seal(author.seal_key)
    database = Database(making / DATABASE, name, writable=True)
    try:
        with database.write():
            set_local(database, "inspection", inspection)
            set_local(database, "copy", before[0])
            if not before[0]:
                set_local(database, "copy", copy := secrets.token_hex(16))
                begin_line(database, author.key, copy, seal)
        if before[0]:
            begin_copy(database, author, before[1])
        refused: list[Quarantined] = []
        while batch := list(islice(saves, _AT_ONCE)):
            refused.extend(_insert_sound(database, batch, inspection, seal))
        with database.write():
            recount(database, inspection, {})
        return tuple(refused)
    finally:
        database.close()


def _insert_sound(
    database: Database, saves: Iterable[SaveBundle], inspection: str, seal: Seal
) -> Iterator[Quarantined]:
    """Insert those of these saves that are what was signed, in one transaction; yield the others."""
    sound: list[SaveBundle] = []
    found: dict[str, Examined] = {}
    for save in saves:
        examined = examined_save(save, inspection)
        if examined.fault:
            yield Quarantined(save.id, examined.fault)
        else:
            sound.append(save)
            found[save.id] = examined
    with database.write():
        insert_all(database, sound, found, seal, ())
