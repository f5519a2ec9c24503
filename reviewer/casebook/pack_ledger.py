"""What is known of the share: which verified pack holds which save. Local bookkeeping, never carried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reviewer.casebook import subject as subjects
from reviewer.casebook.database import Database
from reviewer.casebook.heads import bytes_of, text_of
from reviewer.casebook.save_writing import local, set_local

_INTRODUCTION = """SELECT lower(hex(r.save)) FROM record r WHERE json_valid(r.head) AND json_extract(r.head, '$.subject') = ?
    AND json_extract(r.head, '$.kind') = 'person' AND json_extract(r.head, '$.author') = ?
    AND NOT EXISTS(SELECT 1 FROM record i WHERE i.save = r.save AND json_valid(i.head)
        AND json_extract(i.head, '$.kind') = 'inspection')
    ORDER BY r.id LIMIT 1"""

_UNSHARED = (
    "SELECT sum(waits), min(CASE WHEN waits THEN seq END), max(seq) FROM (SELECT seq,"
    " NOT EXISTS(SELECT 1 FROM packed p WHERE p.save = s.id) AS waits FROM save s WHERE seq > ?)"
)
_SHARED = "SELECT r.seq FROM record r WHERE r.id = ? AND EXISTS(SELECT 1 FROM packed p WHERE p.save = r.save)"
_NAMING = (
    "SELECT 1 FROM record WHERE seq > ?"
    """ AND (instr(head, '"kind":"receipt"') OR instr(head, '"kind":"letter"')) LIMIT 1"""
)
_KNOWN = "SELECT CAST(name AS BLOB), size FROM pack WHERE typeof(size) = 'integer' ORDER BY name"
_FILLED = (
    "SELECT CAST(name AS BLOB) FROM pack WHERE EXISTS(SELECT 1 FROM packed WHERE packed.pack = pack.name)"
)
_SENT = "documents sent"
JOINED = "joined"
"""The local fact of a casebook that was made of a share."""
_WRITTEN = "packs"
MOST_PACKS = 64
"""So many packs are named to colleagues, the newest that were written in this copy."""
MOST_MERGED = 8
"""So many merged files are known, the last by their names."""


def written_packs(database: Database) -> tuple[str, ...]:
    """Return the names of the packs that were last written in this copy, the newest last."""
    return tuple(name for name in local(database, _WRITTEN).split("\n") if name)


def merged_files(database: Database) -> dict[str, str]:
    """Return the digest (SHA-256) of the merged files that were last made in this copy, by name.

    Also of those that the share did not take, or that are gone from it: what was written may arrive late.
    """
    rows = database.rows("SELECT CAST(name AS BLOB), CAST(digest AS BLOB) FROM merged ORDER BY name")
    return {text_of(name): text_of(digest) for name, digest in rows}


class PackLedger:
    """The share's bookkeeping in one casebook."""

    def __init__(self, database: Database, writing: Callable[[], Database]) -> None:
        """Keep the books in this database; ``writing`` gives it to write to, or raises ReadOnlyError."""
        self._database, self._writing = database, writing
        self._version: int | None = None
        self._shared_to = 0
        """All saves up to this place lie in known packs."""
        self._counted_to, self._waiting = 0, 0
        """Of the saves up to this place so many lie in none."""
        self._looked_up: dict[str, tuple[tuple[int, int], Mapping[str, int]]] = {}

    def save_ids(self) -> set[str]:
        """Return the ids (hex) of all saves held here."""
        return {save for (save,) in self._database.rows("SELECT lower(hex(id)) FROM save")}

    def shared_saves(self) -> set[str]:
        """Return the ids of the saves that some known pack holds."""
        return {save for (save,) in self._database.rows("SELECT DISTINCT lower(hex(save)) FROM packed")}

    def count(self) -> int:
        """Return how many saves are held here."""
        ((number,),) = self._database.rows("SELECT count(*) FROM save")
        return int(number)

    def unshared(self) -> int:
        """Return how many saves held here no known pack holds. Looks at those only that came since it was asked last."""
        with self._database.lock:
            version = self._database.others_wrote()
            if version != self._version:
                self._version, self._shared_to = version, 0
                self._count_again()
            row = self._database.one(_UNSHARED, (self._counted_to,))
            number, first, last = row or (0, None, None)
            if not self._waiting:
                self._shared_to = (first - 1) if first is not None else max(self._shared_to, last or 0)
            self._waiting += int(number or 0)
            self._counted_to = max(self._counted_to, last or 0)
            return self._waiting

    def _count_again(self) -> None:
        self._counted_to, self._waiting = self._shared_to, 0

    def is_shared(self, record: str) -> bool:
        """Tell whether the save that a record (id) was kept in is in a known pack, and what it names in the shared folder too."""
        row = self._database.one(_SHARED, (bytes_of(record),))
        return row is not None and int(row[0]) <= self.documents_sent()

    def lacks_documents(self) -> bool:
        """Tell whether documents have been named by records since all of them were sent."""
        return self._database.one(_NAMING, (self.documents_sent(),)) is not None

    def all_documents_sent(self, position: int) -> None:
        """Note that every document here that records up to a position (the last one's ``seq``), and not further, name lies on the share."""
        if position != self.documents_sent():
            with self._writing().write():
                set_local(self._database, _SENT, str(position))

    def last_record(self) -> int:
        """Return the position of the last record."""
        row = self._database.one("SELECT coalesce(max(seq), 0) FROM record")
        return int(row[0]) if row else 0

    def documents_sent(self) -> int:
        """Return up to which position that was noted."""
        noted = local(self._database, _SENT)
        return int(noted) if noted.isdecimal() else 0

    def unshared_saves(self) -> frozenset[str]:
        """Return the ids of the saves held here that no known pack holds."""
        return self._ids("SELECT id FROM save WHERE id NOT IN (SELECT save FROM packed)")

    def lost_saves(self) -> frozenset[str]:
        """Return the ids of the saves that some known pack holds, and that are not here any more."""
        return self._ids("SELECT DISTINCT save FROM packed WHERE save NOT IN (SELECT id FROM save)")

    def are_shared(self, saves: Iterable[str]) -> bool:
        """Tell whether known packs hold all of these saves."""
        sql = "SELECT 1 FROM packed WHERE save = ? LIMIT 1"
        return all(self._database.one(sql, (bytes_of(save),)) is not None for save in saves)

    def _ids(self, sql: str) -> frozenset[str]:
        """Return the ids that a query finds."""
        return frozenset(self._found(sql, lambda save: save.hex() if isinstance(save, bytes) else ""))

    def _found(self, sql: str, name_of: Callable[[Any], str]) -> Mapping[str, int]:
        """Return what a query finds, by name, with the number beside it (0: none); where nobody has written since, it is not asked again."""
        state = self._database.state()
        known = self._looked_up.get(sql)
        if known is None or known[0] != state:
            rows = self._database.rows(sql)
            found = {name: size for first, *rest in rows if (name := name_of(first)) for size in rest or (0,)}
            known = self._looked_up[sql] = state, found
        return known[1]

    def mark_shared(self, pack: str, size: int, saves: Iterable[str], *, own: bool = False) -> None:
        """Note that a verified pack of this name and size (bytes) holds these saves, byte for byte as here.

        ``own``: it was written here, and is named to colleagues.
        """
        with self._writing().write():
            self._count_again()
            self._database.run(
                "INSERT INTO pack VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET size = excluded.size",
                (pack, size),
            )
            self._database.run_many(
                "INSERT INTO packed VALUES(?, ?) ON CONFLICT DO NOTHING",
                [(bytes.fromhex(save), pack) for save in sorted(saves)],  # as the index has them
            )
            if own:
                others = [name for name in written_packs(self._database) if name != pack]
                set_local(self._database, _WRITTEN, "\n".join([*others, pack][-MOST_PACKS:]))

    def forget_pack(self, name: str) -> None:
        """Note that a pack is gone or damaged: its saves count as unshared again, unless another holds them."""
        with self._writing().write():
            self._shared_to = 0
            self._count_again()
            self._database.run("DELETE FROM packed WHERE pack = ?", (name,))
            self._database.run("DELETE FROM pack WHERE name = ?", (name,))

    def saves_in(self, pack: str) -> set[str]:
        """Return the ids of the saves that a known pack holds; none for one that is not known."""
        return {
            save
            for (save,) in self._database.rows("SELECT lower(hex(save)) FROM packed WHERE pack = ?", (pack,))
        }

    def packs_with_all_of(self, pack: str) -> set[str]:
        """Return the other known packs each of which holds every save that a known pack holds."""
        rows = self._database.rows(
            "SELECT CAST(o.pack AS BLOB) FROM packed p JOIN packed o ON o.save = p.save AND o.pack != p.pack WHERE p.pack = ?"
            " GROUP BY o.pack HAVING count(*) = (SELECT count(*) FROM packed WHERE pack = ?)",
            (pack, pack),
        )
        return {text_of(name) for (name,) in rows}

    def introductions(self, authors: Iterable[str]) -> set[str]:
        """Return the ids of saves, one for each of these authors (keys) where there is one, in which they introduce themselves.

        A save that holds the beginning of an inspection is none: whoever joined has it already, and it is large.
        """
        said = (
            self._database.one(_INTRODUCTION, (subjects.person(author), author))
            for author in sorted(set(authors))
        )
        return {row[0] for row in said if row is not None}

    def known_packs(self) -> Mapping[str, int]:
        """Return the size (bytes) of each known pack by name; strangers may have thousands, and a sync asks several times."""
        return self._found(_KNOWN, text_of)

    def filled_packs(self) -> frozenset[str]:
        """Return the known packs of which something is held here: all others are of whoever is not known, or beyond a role."""
        return frozenset(self._found(_FILLED, text_of))

    def foldable_packs(self) -> dict[str, int]:
        """Return the size (bytes) of each known pack of which something is held here, and of which nothing waits."""
        rows = self._database.rows(
            "SELECT CAST(name AS BLOB), size FROM pack WHERE typeof(size) = 'integer'"
            " AND name IN (SELECT pack FROM packed) AND name NOT IN (SELECT pack FROM waiting) ORDER BY name"
        )
        return {text_of(name): size for name, size in rows}

    @property
    def was_joined(self) -> bool:
        """Whether this casebook was made of a share."""
        return bool(local(self._database, JOINED))

    def known_merged(self) -> dict[str, str]:
        """Return the digest of each merged file that was made here lately, by name, whether it is on the share or not."""
        return merged_files(self._database)

    def mark_merged(self, name: str, digest: str) -> None:
        """Note that a merged file of this name and digest was made here."""
        with self._writing().write():
            self._database.run(
                "INSERT INTO merged VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET digest = excluded.digest",
                (name, digest),
            )
            # Names begin with a time.
            self._database.run(
                "DELETE FROM merged WHERE name NOT IN (SELECT name FROM merged ORDER BY name DESC LIMIT ?)",
                (MOST_MERGED,),
            )
