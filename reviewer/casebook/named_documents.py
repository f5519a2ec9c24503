"""Documents that the records of a casebook name, followed as records come: what was received, and letters as they went out.

Whatever became of such a record since: a letter that a later one took the place of is handed out again too.
"""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.casebook.database_copy import document_in
from reviewer.casebook.heads import text_of
from reviewer.casebook.record import RecordRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.casebook.database import Database, Row

_COLUMNS = "seq, CAST(id AS BLOB), CAST(head AS BLOB), CAST(body AS BLOB)"
_LAST = "SELECT coalesce(max(seq), 0) FROM record"
_SINCE = (
    f"SELECT {_COLUMNS} FROM record WHERE seq > ?"
    """ AND (instr(head, '"kind":"receipt"') OR instr(head, '"kind":"letter"')) ORDER BY seq LIMIT ?"""
)
_AT_ONCE = 5000
_ABOUT = (
    f"SELECT {_COLUMNS} FROM record WHERE json_valid(head)"
    " AND json_extract(head, '$.subject') >= '{0}:' AND json_extract(head, '$.subject') < '{0};'"
)
_ALL = f"{_ABOUT.format('receipt')} UNION ALL {_ABOUT.format('letter')} ORDER BY seq"


class NamedDocuments:
    """The documents (SHA-256) that are named in one database."""

    def __init__(self, database: Database) -> None:
        """Look at this database when first asked."""
        self._database = database
        self._last = 0
        self._named: set[str] = set()
        self._first: dict[str, int] = {}

    def first(self) -> Mapping[str, int]:
        """Return the place (``seq``) of the first record that names each of them."""
        self.now()
        return self._first

    def now(self) -> set[str]:
        """Return them, with those of what was recorded since the last look."""
        row = self._database.one(_LAST)
        last = int(row[0]) if row else 0
        if last != self._last:
            self._follow()
            self._last = last
        return self._named

    def _follow(self) -> None:
        if not self._last:
            # By their subjects: of a hundred thousand records a thousand may name one.
            self._take_in(self._database.rows(_ALL))
            return
        after = self._last
        while rows := self._database.rows(_SINCE, (after, _AT_ONCE)):
            after = int(rows[-1][0])
            self._take_in(rows)

    def _take_in(self, rows: Iterable[Row]) -> None:
        for seq, record, head, body in rows:
            row = RecordRow(record.hex(), text_of(head), None if body is None else text_of(body))
            if (named := document_in(row)) is not None:
                self._named.add(named.sha256)
                self._first.setdefault(named.sha256, int(seq))

    def forget(self) -> None:
        """Believe nothing of before."""
        self._last, self._named, self._first = 0, set(), {}
