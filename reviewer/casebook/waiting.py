"""What lies on the share and waits, a line for each author and pack: strangers' acts, and members' beyond their role.

Nothing of it is held here but these lines: how many saves and bytes, since when, what the author's own introduction says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.casebook.heads import text_of
from reviewer.casebook.save_writing import local, set_local
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.casebook.database import Database
    from reviewer.casebook.incoming import Absorbed

MOST_AUTHORS = 100
MOST_LINES = 2000
"""More authors, or lines, than these are not kept; what is beyond them is looked into again when members change."""
_MOST_NAME = 80
NO_SIZES: Mapping[str, int] = MappingProxyType({})
_OTHERS = ""
_LOOKED = "waiting"
_LAST_MEMBER = (
    "SELECT coalesce(max(seq), 0) FROM record WHERE json_valid(head) AND json_extract(head, '$.subject') >= 'member:'"
    " AND json_extract(head, '$.subject') < 'member;'"
)


@dataclass(frozen=True, slots=True)
class Request:
    """An author whose saves wait: the key (hex), the name they give themselves (may be ""), saves, since when (UTC µs), bytes."""

    key: str
    name: str
    saves: int
    since: int
    size: int = 0


class Waiting:
    """The lines of one casebook."""

    def __init__(self, database: Database, writing: Callable[[], Database]) -> None:
        """Keep them in this database; ``writing`` gives it to write to, or raises ReadOnlyError."""
        self._database, self._writing = database, writing

    def note(
        self,
        pack: str,
        absorbed: Absorbed,
        others: Mapping[str, int],
        at: int,
        *,
        sizes: Mapping[str, int] = NO_SIZES,
        left: bool = False,
    ) -> None:
        """Note what waits of a pack that was read at this time (UTC µs), in place of what was noted of it before.

        ``others`` are saves that nobody has verified, by the author whom they claim, and ``sizes`` their bytes; ``left``: more lies in
        it, not looked at.
        """
        waiting, size = Counter(absorbed.waiting), Counter(absorbed.sizes)
        waiting.update(others)
        size.update(sizes)
        if left:
            waiting[_OTHERS] += 1
        rows = self._database.rows("SELECT author, since FROM waiting WHERE pack = ?", (pack,))
        earlier: dict[str, int] = dict(rows)
        if not earlier and not waiting:
            return
        with self._writing().write():
            self._database.run("DELETE FROM waiting WHERE pack = ?", (pack,))
            for author, saves in sorted(waiting.items()):
                known = self._has_place_for(author)
                name = one_line(absorbed.names.get(author, "")) if known else ""
                self._database.run(
                    "INSERT INTO waiting VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(pack, author) DO UPDATE"
                    " SET saves = saves + excluded.saves, bytes = bytes + excluded.bytes",
                    (pack, author if known else _OTHERS, name, saves, earlier.get(author, at), size[author]),
                )

    def _has_place_for(self, author: str) -> bool:
        if author == _OTHERS:
            return False
        row = self._database.one(
            "SELECT count(*), count(DISTINCT author), coalesce(sum(author = ?), 0) FROM waiting WHERE author != ''",
            (author,),
        )
        lines, authors, own = row or (0, 0, 0)
        return bool(lines < MOST_LINES and (own > 0 or authors < MOST_AUTHORS))

    def forget_pack(self, pack: str) -> None:
        """Forget what was noted of a pack that is gone."""
        with self._writing().write():
            self._database.run("DELETE FROM waiting WHERE pack = ?", (pack,))

    def is_noted(self, pack: str) -> bool:
        """Tell whether something of a pack waits."""
        return self._database.one("SELECT 1 FROM waiting WHERE pack = ? LIMIT 1", (pack,)) is not None

    def packs(self, authors: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the packs in which something of these authors waits, or of any; and those of which not all lines are kept."""
        wanted = None if authors is None else json.dumps([*authors, _OTHERS])
        rows = self._database.rows(
            "SELECT DISTINCT CAST(pack AS BLOB) FROM waiting"
            " WHERE ?1 IS NULL OR author IN (SELECT value FROM json_each(?1)) ORDER BY pack",
            (wanted,),
        )
        return tuple(text_of(pack) for (pack,) in rows)

    def is_news(self) -> bool:
        """Tell whether members were changed since what waits was looked into, here or by what was taken in."""
        return local(self._database, _LOOKED) != self._members()

    def looked(self) -> None:
        """Note that what waits was looked into, with the members as they are."""
        if self.is_news():
            with self._writing().write():
                set_local(self._database, _LOOKED, self._members())

    def _members(self) -> str:
        """Return what tells one state of the members from another: it need not say which."""
        row = self._database.one(_LAST_MEMBER)
        return str(row[0] if row else 0)

    def requests(self) -> tuple[Request, ...]:
        """Return whose saves wait, those who have waited longest first; what is beyond the lines that are kept has the key ""."""
        rows = self._database.rows(
            "SELECT CAST(author AS BLOB), max(CAST(name AS BLOB)), sum(saves), min(since), sum(bytes) FROM waiting"
            " GROUP BY author ORDER BY min(since), author"
        )
        return tuple(
            Request(text_of(key), text_of(name), int(saves), int(at), int(size))
            for key, name, saves, at, size in rows
        )


def one_line(name: str) -> str:
    """Return a name that somebody gives themselves as it is shown: a line of at most 80 characters."""
    shown = "".join(each if each.isprintable() else " " for each in name[: 4 * _MOST_NAME])
    return " ".join(shown.split())[:_MOST_NAME]
