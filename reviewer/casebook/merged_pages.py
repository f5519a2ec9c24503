"""A merged file's saves, a page of them at a time. Anybody may have written it: ``page`` runs in the reader process alone.

SQLite reads bytes in memory there, and reads only tables that are word for word ours: no view, trigger or index of the file is used.
What comes out is text that nobody has verified yet.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

from reviewer.casebook.merged import WRITTEN
from reviewer.casebook.record import SaveBundle, listed
from reviewer.casebook.save_lines import save_of_line
from reviewer.casebook.schema import KEPT
from reviewer.errors import CasebookError

Ask = Callable[[str], tuple[Mapping[str, Any], bytes]]
"""Gives what ``page`` gives of the saves after an id (hex, or "")."""
MOST_BYTES = 512 << 20
"""A larger file is not opened: so much fits into the reader process three times."""
_PAGE_BYTES = 16 << 20
_MAGIC = b"SQLite format 3\x00"
_DAMAGED, _OTHER, _ALTERED, _LARGE = "damaged", "other", "altered", "large"
_TOLD: Mapping[str, tuple[str, str]] = {
    _DAMAGED: (
        "{name} is damaged, or has not arrived whole",
        "Wait until it is synchronised, or open another one in that folder. The next sync of a colleague writes it anew.",
    ),
    _OTHER: ("{name} is no merged file", "Open the last one in the folder “merged” of the shared folder."),
    _ALTERED: (
        "{name} is laid out as this version of Reviewer does not know it",
        "A newer version made it, or another program changed it. Install the newest version, or open another one in that folder.",
    ),
    _LARGE: (
        "{name} is too large to be looked at",
        "Join the shared folder: a casebook of your own has no such limit.",
    ),
}


def page(data: Any, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return saves with an id after ``args["after"]`` (hex, or ""), a JSON line each, as they are carried in packs.

    ``data`` reads like the bytes of the file. The answer's ``fault`` says why there are none, "" where there are; ``more`` whether
    others follow; ``said`` and ``signature`` (hex) are what the file says of who wrote it, "" where it says nothing.
    """
    if len(data) > MOST_BYTES:
        return {"fault": _LARGE}, b""
    if bytes(data[:16]) != _MAGIC:
        return {"fault": _OTHER if len(data) else _DAMAGED}, b""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.deserialize(bytes(data))
            connection.execute("PRAGMA cell_size_check = ON")
            return _page(connection, bytes.fromhex(args["after"]))
        except (sqlite3.Error, UnicodeError, TypeError, AttributeError):
            return {"fault": _DAMAGED}, b""


def _page(connection: sqlite3.Connection, after: bytes) -> tuple[dict[str, Any], bytes]:
    there = dict(connection.execute("SELECT name, sql FROM sqlite_master"))
    if not {*KEPT} <= {*there}:
        return {"fault": _OTHER}, b""
    if any(there[name] != sql for name, sql in KEPT.items()) or there.get("written", WRITTEN) != WRITTEN:
        return {"fault": _ALTERED}, b""
    lines: list[bytes] = []
    size = 0
    for save, head, signature in connection.execute(
        "SELECT id, head, signature FROM save WHERE id > ? ORDER BY id", (after,)
    ):
        lines.append(_line(connection, save, head, signature))
        size += len(lines[-1])
        if size > _PAGE_BYTES:
            break
    said = (
        connection.execute("SELECT said, signature FROM written").fetchone() if "written" in there else None
    )
    answer = {"fault": "", "more": size > _PAGE_BYTES, "said": "", "signature": ""}
    if said is not None:
        answer |= {"said": str(said[0]), "signature": bytes(said[1]).hex()}
    return answer, b"\n".join(lines)


def _line(connection: sqlite3.Connection, save: bytes, head: str, signature: bytes) -> bytes:
    rows = [
        [record, *row]
        for record in listed(head)
        for row in connection.execute("SELECT head, body FROM record WHERE id = ?", (bytes.fromhex(record),))
    ]
    return json.dumps([save.hex(), head, signature.hex(), rows]).encode()


class MergedSaves:
    """The saves of a merged file, in order of id, as the reader process gives them; none is verified yet."""

    def __init__(self, ask: Ask, name: str) -> None:
        """``name`` is what the person calls the file."""
        self._ask, self._name = ask, name
        self.said, self.signature = "", b""
        """What the file says of who wrote it; "" until the first save was given, and where it says nothing."""

    def __iter__(self) -> Iterator[SaveBundle]:
        """Yield them; CasebookError where they can't be read."""
        after, more = "", True
        while more:
            answer, lines = self._ask(after)
            if answer["fault"]:
                what, remedy = _TOLD[answer["fault"]]
                raise CasebookError(what, remedy, name=self._name)
            self.said, self.signature = str(answer["said"]), bytes.fromhex(answer["signature"])
            last = after
            for line in lines.splitlines():
                save = save_of_line(line)
                yield save
                last = save.id
            more, after = bool(answer["more"]) and last > after, last
