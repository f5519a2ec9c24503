"""Documents that were kept ahead of their receipts by a receiving that was cut off, and that no record names: they are cleared.

Only the one writer does it, at an opening, and only where a receiving left its mark (``Files.taking_in``). What a record of any
version names anywhere is left, and nothing at all is removed while a record is damaged or its content is not here: it may name it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from reviewer.errors import CasebookError, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.casebook.database import Database
    from reviewer.casebook.document_files import Files
    from reviewer.casebook.kept_records import Reading

_HASH = re.compile(rb"[0-9a-f]{64}")
_BODIES = "SELECT seq, CAST(body AS BLOB) FROM record WHERE seq > ? ORDER BY seq LIMIT ?"
_AT_ONCE = 2000


def cleared(database: Database, reading: Reading, files: Files, name: str) -> tuple[str, ...]:
    """Remove the documents that no record names, after a receiving that was cut off; return what is to be said of it.

    ``name`` is what the person calls the casebook. Where it can't be done now the mark stays, for the next opening.
    """
    left: set[str] | None = None
    with suppress(CasebookError):
        left = _unnamed(database, reading, files)
        if left is not None:
            files.clear(left)
    if not left:
        return ()
    return (
        Phrase.counted(
            "Receiving into {name} was cut off: {n} file that had no receipt yet was cleared. Receive it again.",
            "Receiving into {name} was cut off: {n} files that had no receipt yet were cleared. Receive them again.",
            len(left),
            name=name,
        ),
    )


def _unnamed(database: Database, reading: Reading, files: Files) -> set[str] | None:
    """Return the documents that no record names; None where that can't be told."""
    sound = reading.sound()
    if sound.damage or sound.unsound_saves:
        return None
    left = set(files.all())
    for body in _bodies(database):
        if body is None:
            return None
        left.difference_update(each.decode() for each in _HASH.findall(body))
    return left


def _bodies(database: Database) -> Iterator[bytes | None]:
    after = 0
    while rows := database.rows(_BODIES, (after, _AT_ONCE)):
        after = int(rows[-1][0])
        for _, body in rows:
            yield body
