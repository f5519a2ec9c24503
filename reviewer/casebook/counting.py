"""Which saves of a casebook count: each against the role in which its author made it.

Who the members are is worked out in ``membership``; here the records for it are read, from a file or from saves on their way in,
each checked as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.casebook import codec
from reviewer.casebook import subject as subjects
from reviewer.casebook.heads import (
    Head,
    SaveHead,
    bytes_of,
    fields_of,
    head_of,
    is_content,
    save_head_of,
    text_of,
)
from reviewer.casebook.membership import MemberRecord, Membership, members_of
from reviewer.model.frozen import dataclass
from reviewer.model.members import Member, Role

if TYPE_CHECKING:
    from reviewer.casebook.record import ExaminedRecord, SaveBundle
    from reviewer.casebook.soundness import Soundness

Run = Callable[[str, Sequence[object]], list[Any]]
"""Runs one query and gives all of its rows."""

_MEMBER = (
    "SELECT CAST(id AS BLOB), CAST(save AS BLOB), CAST(head AS BLOB), CAST(body AS BLOB) FROM record"
    " WHERE json_valid(head) AND json_extract(head, '$.subject') >= 'member:'"
    " AND json_extract(head, '$.subject') < 'member;' ORDER BY seq"
)
_HEAD = "SELECT CAST(head AS BLOB) FROM save WHERE id = ?"
_NEEDED: Mapping[str, Role] = {
    "person": Role.OBSERVER,
    "member": Role.OBSERVER,  # it speaks with the rank of its author, and for nothing else
    "retired": Role.OBSERVER,
    "inspection": Role.LEAD,
    "framework": Role.LEAD,
}
_SIGNED = frozenset({"signed", "issued"})
_SETTLED = Role.NONE, max(Role, key=lambda role: role.rank)


def needed(kind: str, subject: str, fields: object) -> Role:
    """Return the least role in which a record counts, by its kind, its subject and its content's fields."""
    # Asked of each record, and of letters there are few.
    if subject.startswith("letter") and subjects.kind_of(subject) == "letter":
        state = fields.get("state") if isinstance(fields, dict) else None
        if kind == "withdrawn" or state in _SIGNED:
            return Role.SIGNATORY
    return _NEEDED.get(kind, Role.SECOND_READER)


def most(roles: Iterable[Role]) -> Role:
    """Return the largest of these roles: what a save needs, which counts whole or not at all."""
    return max(roles, key=lambda role: role.rank, default=Role.OBSERVER)


@dataclass(frozen=True, slots=True)
class Counting:
    """Tells which saves count. ``own`` are the keys that write in this copy of the casebook.

    Whoever has joined and was not admitted yet goes on working: here, and nowhere else, that counts as an inspector's.
    """

    membership: Membership
    own: frozenset[str] = frozenset()

    def role_in(self, author: str, save: str) -> Role:
        """Return the role in which an author made a save (id, hex)."""
        if author in self.own and author not in self.membership.standing:
            return max(self.membership.role_in(author, save), Role.INSPECTOR, key=lambda role: role.rank)
        return self.membership.role_in(author, save)

    def counts_anyway(self, author: str, save: str) -> bool | None:
        """Tell whether an author's save counts where that doesn't depend on what is in it: a lead's does, a stranger's does not; else None."""
        role = self.role_in(author, save)
        return None if role not in _SETTLED else role is not Role.NONE

    def counts(self, author: str, save: str, need: Role) -> bool:
        """Tell whether an author's save counts, whose records need this role."""
        role = self.role_in(author, save)
        return role is not Role.NONE and role.covers(need)


def counting_in(
    run: Run, inspection: str, damaged: Mapping[str, object], fresh: Iterable[SaveBundle] = ()
) -> Counting | None:
    """Return the counting of a casebook by its own records, and those of saves, verified, on their way in.

    ``inspection`` is the id of the founding record; ``damaged`` are records that are not what was signed. None where the
    founding record is not among them: then nobody is anything yet.
    """
    coming = {one.id: one for one in fresh}
    founder = _author_of(run, inspection, coming)
    if founder is None:
        return None
    heads: dict[str, SaveHead | None] = {}

    def head_of_save(save: str) -> SaveHead | None:
        if save not in heads:
            heads[save] = _save_head(run, save, coming)
        return heads[save]

    records = [
        *_kept(run, damaged, head_of_save),
        *(one for bundle in coming.values() for one in _brought(bundle)),
    ]
    return Counting(members_of(founder, records, head_of_save), own_authors(run))


def authors_held(run: Run) -> frozenset[str]:
    """Return whom the saves that are held claim as their authors (public keys, hex)."""
    rows = run("SELECT DISTINCT json_extract(head, '$.author') FROM save WHERE json_valid(head)", ())
    return frozenset(author for (author,) in rows if isinstance(author, str))


def own_authors(run: Run) -> frozenset[str]:
    """Return the keys (hex) that write in this copy of the casebook, by what the file notes of its lines."""
    rows = run("SELECT CAST(name AS BLOB) FROM local WHERE name GLOB 'end *'", ())
    return frozenset(text_of(name).rpartition(" ")[2] for (name,) in rows)


def _author_of(run: Run, inspection: str, coming: Mapping[str, SaveBundle]) -> str | None:
    rows = run(
        "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM record WHERE id = ?", (bytes_of(inspection),)
    )
    for record, text in rows:
        if head := head_of(record, text):
            return head.author
    # The record is damaged, or away: who signed the list that names it is known by the save.
    for save, text in run(
        "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE instr(head, ?)", (inspection,)
    ):
        listing = save_head_of(save, text)
        if listing is not None and inspection in listing.records:
            return listing.author
    for bundle in coming.values():
        for row in bundle.records:
            if row.id == inspection and (head := head_of(bytes_of(row.id), row.head.encode())):
                return head.author
    return None


def _save_head(run: Run, save: str, coming: Mapping[str, SaveBundle]) -> SaveHead | None:
    if save in coming:
        return save_head_of(bytes_of(save), coming[save].head.encode())
    rows = run(_HEAD, (bytes_of(save),))
    return save_head_of(bytes_of(save), rows[0][0]) if rows else None


def _kept(
    run: Run, damaged: Mapping[str, object], head_of_save: Callable[[str], SaveHead | None]
) -> Iterable[MemberRecord]:
    for record, save, text, body in run(_MEMBER, ()):
        name, head = record.hex(), head_of(record, text)
        if head is None or name in damaged or body is None or not is_content(head, body):
            continue
        listing = head_of_save(save.hex())
        if listing is None or name not in listing.records or listing.author != head.author:
            continue
        if said := _said(name, head, fields_of(body), save.hex()):
            yield said


def _brought(bundle: SaveBundle) -> Iterable[MemberRecord]:
    for row in bundle.records:
        if '"kind":"member"' not in row.head or row.body is None:
            continue
        head = head_of(bytes_of(row.id), row.head.encode())
        if head is not None and (said := _said(row.id, head, fields_of(row.body.encode()), bundle.id)):
            yield said


def _said(record: str, head: Head, fields: object, save: str) -> MemberRecord | None:
    if head.kind != "member":
        return None
    content = codec.decode(head.kind, head.version, fields)
    if not isinstance(content, Member) or head.subject != subjects.member(content.key):
        return None
    return MemberRecord(record, head.author, save, head.parents, content)


def uncounted(run: Run, inspection: str, sound: Soundness) -> set[str]:
    """Return the saves (ids, hex) of an examined casebook that do not count; none while it is open to all."""
    counting = counting_in(run, inspection, sound.damage)
    if counting is None or not counting.membership.closed:
        return set()
    saves = {save: head.author for save, head in sound.saves.items()}
    doubtful = in_doubt(counting, saves)
    needs = (
        (save, _need_of(run, name, about.head))
        for name, about in (sound.heads.items() if doubtful else ())
        if (save := sound.save_of.get(name, "")) in doubtful
    )
    return not_counting(counting, needs, saves)


def in_doubt(counting: Counting, saves: Mapping[str, str]) -> frozenset[str]:
    """Return which saves (id to author) may count or not by what they hold."""
    return frozenset(save for save, author in saves.items() if counting.counts_anyway(author, save) is None)


def not_counting(counting: Counting, needs: Iterable[tuple[str, Role]], saves: Mapping[str, str]) -> set[str]:
    """Return which saves (id to author) do not count, by the largest role that one of the records of each needs (save, role).

    ``needs`` is asked of those in doubt alone.
    """
    need: dict[str, Role] = {}
    for save, role in needs:
        known = need.get(save)
        if role is not known:  # nearly all records of a save need the same
            need[save] = role if known is None else most((known, role))
    return {
        save
        for save, author in saves.items()
        if not counting.counts(author, save, need.get(save, Role.OBSERVER))
    }


def _need_of(run: Run, record: str, head: Head) -> Role:
    fields = None
    if subjects.kind_of(head.subject) == "letter" and head.kind == "letter":
        rows = run("SELECT CAST(body AS BLOB) FROM record WHERE id = ?", (bytes_of(record),))
        fields = fields_of(rows[0][0]) if rows else None
    return needed(head.kind, head.subject, fields)


def need_of_bundle(bundle: SaveBundle) -> Role:
    """Return the role that a verified save needs to count."""
    roles = []
    for row in bundle.records:
        head = head_of(bytes_of(row.id), row.head.encode())
        if head is not None:
            fields = fields_of(row.body.encode()) if row.body is not None and head.kind == "letter" else None
            roles.append(needed(head.kind, head.subject, fields))
    return most(roles)


def need_of_examined(bundle: SaveBundle, records: Sequence[ExaminedRecord]) -> Role:
    """Return the same of a save whose records have been examined already."""
    return most(
        {
            needed(
                one.head["kind"],
                one.head["subject"],
                fields_of(row.body.encode())
                if one.head["kind"] == "letter" and row.body is not None
                else None,
            )
            for row, one in zip(bundle.records, records, strict=True)
        }
    )
