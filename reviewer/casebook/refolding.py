"""What stands for a subject made anew by the program: where some of its records do not count, no trigger can tell.

All of it inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reviewer.casebook.content_columns import columns_of
from reviewer.casebook.counting import Counting, authors_held, counting_in, in_doubt, needed, not_counting
from reviewer.casebook.derived_tables import STANDING, contested_of, superseded
from reviewer.casebook.heads import Head, fields_of, head_of, save_head_of
from reviewer.casebook.soundness import Edge

if TYPE_CHECKING:
    from reviewer.casebook.database import Database
    from reviewer.model import Role

_RECORDS = (
    "SELECT r.seq, CAST(r.id AS BLOB), CAST(r.head AS BLOB), CAST(r.body AS BLOB),"
    " EXISTS(SELECT 1 FROM uncounted u WHERE u.save = r.save) FROM record r"
    " WHERE json_valid(r.head) AND json_extract(r.head, '$.subject') = ?"
)
_SUBJECTS = (
    "SELECT DISTINCT json_extract(r.head, '$.subject') FROM record r WHERE json_valid(r.head) AND r.save = ?"
)
_NEEDS = (
    "SELECT lower(hex(save)), json_extract(head, '$.kind'), json_extract(head, '$.subject'),"
    " CASE WHEN json_extract(head, '$.kind') = 'letter' THEN CAST(body AS BLOB) END FROM record"
    " WHERE json_valid(head) AND save IN "
)
_SAVES_BY = "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ?"
_AT_ONCE = 500


def recount(database: Database, inspection: str, damaged: Mapping[str, object]) -> None:
    """Have exactly those saves count that the members of now made in a role that suffices, after members changed."""
    counting = counting_in(database.rows, inspection, damaged)
    if counting is None or not counting.membership.closed:
        set_uncounted(database, set())
        return
    saves = dict(_may_not_count(database, counting))
    doubtful = in_doubt(counting, saves)
    set_uncounted(database, not_counting(counting, _needs(database, sorted(doubtful)), saves))


def _may_not_count(database: Database, counting: Counting) -> Iterator[tuple[str, str]]:
    """Yield each save (id, hex) and its author, but for those that count whatever is in them: nothing more of these is read."""
    for author in authors_held(database.rows) - {
        counting.membership.founder
    }:  # whose saves count, all of them
        for save, text in database.rows(_SAVES_BY, (author,)):
            name = save.hex()
            if not counting.counts_anyway(author, name) and (head := save_head_of(save, text)) is not None:
                yield name, head.author


def _needs(database: Database, saves: Sequence[str]) -> Iterator[tuple[str, Role]]:
    """Yield the role that each record of these saves (ids, hex) needs, with the save."""
    for start in range(0, len(saves), _AT_ONCE):
        some = [bytes.fromhex(save) for save in saves[start : start + _AT_ONCE]]
        for save, kind, subject, body in database.rows(f"{_NEEDS}({', '.join('?' * len(some))})", some):
            yield save, needed(str(kind), str(subject), fields_of(body))


def subjects_of(database: Database, saves: Iterable[str]) -> set[str]:
    """Return the subjects that the records of these saves (ids, hex) are about."""
    return {
        subject
        for save in saves
        for (subject,) in database.rows(_SUBJECTS, (bytes.fromhex(save),))
        if subject
    }


def set_uncounted(database: Database, wanted: set[str]) -> None:
    """Have these saves (ids, hex), and no others, not count, and make anew what stands for the subjects that this touches."""
    there = {save.hex() for (save,) in database.rows("SELECT CAST(save AS BLOB) FROM uncounted")}
    for save in there - wanted:
        database.run("DELETE FROM uncounted WHERE save = ?", (bytes.fromhex(save),))
    for save in wanted - there:
        database.run("INSERT INTO uncounted(save) VALUES(?)", (bytes.fromhex(save),))
    refold(database, subjects_of(database, there ^ wanted))


def refold_mixed(database: Database, subjects: Iterable[str]) -> None:
    """Make anew what stands for those of these subjects of which some record does not count."""
    if database.one("SELECT 1 FROM uncounted LIMIT 1") is None:
        return
    mixed = [
        subject
        for subject in dict.fromkeys(subjects)
        if any(idle for *_, idle in database.rows(_RECORDS, (subject,)))
    ]
    refold(database, mixed)


def refold(database: Database, subjects: Iterable[str]) -> None:
    """Make anew what stands for these subjects."""
    for subject in sorted(subjects):
        _refold(database, subject)


def _refold(database: Database, subject: str) -> None:
    held: dict[str, tuple[int, Head, bytes | None]] = {}
    idle: set[str] = set()
    for seq, record, text, body, uncounted in database.rows(_RECORDS, (subject,)):
        head = head_of(record, text)
        if head is None:
            continue
        held[record.hex()] = seq, head, body
        if uncounted:
            idle.add(record.hex())
    edges = database.rows("SELECT DISTINCT parent, child, subject FROM edge WHERE subject = ?", (subject,))
    gone = superseded((Edge(*edge) for edge in edges), idle)
    standing = {name: said for name, said in held.items() if name not in idle and (name, subject) not in gone}
    database.run("DELETE FROM current WHERE subject = ?", (subject,))
    for name, (seq, head, body) in standing.items():
        columns = columns_of(fields_of(body))
        database.run(
            STANDING,
            (seq, bytes.fromhex(name), head.kind, subject, head.author, head.time, head.version, *columns),
        )
    database.run("DELETE FROM contested WHERE subject = ?", (subject,))
    for about in contested_of((head.subject, head.kind) for _, head, _ in standing.values()):
        database.run("INSERT INTO contested(subject) VALUES(?)", (about,))
