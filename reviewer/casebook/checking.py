"""Is everything still there, and still what was signed? Reads all of it and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from sys import intern
from typing import Any, NamedTuple

from reviewer.casebook import migrations
from reviewer.casebook.codec import Unknown, is_newer
from reviewer.casebook.database import Database, Row
from reviewer.casebook.document_files import Files, is_sha256
from reviewer.casebook.fault import Checked, Fault, Severity
from reviewer.casebook.heads import head_of, text_of
from reviewer.casebook.integrity import examined
from reviewer.casebook.kept_records import content_of
from reviewer.casebook.line_end import CUT_REMEDY, cut_lines, cut_words
from reviewer.casebook.local_facts import MADE_AGAIN, is_copy_doubtful, noted
from reviewer.casebook.record import STRIPPED, RecordRow, SaveBundle, examined_record, fault_of_head, listed
from reviewer.casebook.schema import DERIVED
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Soundness
from reviewer.errors import CasebookError, Phrase
from reviewer.model import Letter, Receipt

_REJOIN = "Restore a backup, or join the shared folder into a new casebook; keep this one until then."
_RULES = "Opening the casebook for writing takes them out; until then nothing is believed that they made."
_TABLES = "They count for nothing and are left as they are: whoever put them there may need them."
_RESTORE = "Sync to get it back from the share, or restore a backup; keep this casebook until then."
_ARRIVING = "Sync again once {name} has synced; if they stay away, ask {name} to check that casebook."
_STRAY = "Row {record} among the records belongs to no save, and can't be trusted: a record is not what its id says"
_TAKEN_OUT = (
    "It counts for nothing. Once no record is damaged, opening the casebook for writing takes it out."
)
_NAMELESS = "Nothing is lost by it: receive that file again if you have it, and ask whoever recorded it."
_DERIVED = "It is made from the records, which are safe; opening the casebook for writing makes it again."

_WRONG = {
    "edge": "The table of who supersedes whom is wrong in {number} rows",
    "current": "The table of what stands now is wrong in {number} rows",
    "contested": "The table of conflicts is wrong",
}


class _Place(NamedTuple):
    """Where a save stands in its author's line."""

    author: str
    copy: str
    number: int
    previous: str


@dataclass(slots=True)
class _Seen:
    """What the walk over the records has gathered."""

    names: dict[str, str] = field(default_factory=dict)
    """What each author is called."""
    documents: dict[str, str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    authors: dict[str, str] = field(default_factory=dict)
    """Who signed each save that is good."""
    doubted: set[tuple[str, str, int]] = field(default_factory=set)
    """Author, copy and number of saves that are here, and can't be trusted, as their heads say."""
    unread: set[str] = field(default_factory=set)
    """Authors whose name was recorded in what can't be trusted now."""
    lost: set[str] = field(default_factory=set)
    """Authors of records that are gone, or of which not even the head can be read: one of these may have had the name."""
    saves: list[tuple[str, _Place]] = field(default_factory=list)
    signatures: dict[bytes, bytes] = field(default_factory=dict)
    """Those of good saves, by save: none is checked twice."""
    sound: Soundness | None = None
    """What was found of all records together, as where anything is read by them."""


def check(database: Database, files: Files, inspection: str, seal: Seal) -> Checked:
    """Check a casebook through a reading connection of its own; no problems means that all is well.

    Of what ``seal`` remembers, only where lines end is believed: each signature is checked again.
    """
    seen, problems = _Seen(), list[Fault]()
    parts = (
        _storage(database),
        _saves(database, inspection, seen),
        _records(database, seen),
        _chains(seen),
        _ends(database, seal, seen),
        _people(seen),
        _current(database, inspection, seen),
        _documents(files, seen),
        _quarantine(database),
        _notes(database, inspection, seal),
    )
    for part in parts:
        try:
            problems.extend(part)  # what was found before a page that can't be read is kept
        except CasebookError as error:
            problems.append(Fault(error.what, error.remedy))
    return Checked(tuple(dict.fromkeys(problems)), seen.sound)


def _storage(database: Database) -> Iterator[Fault]:
    for (line,) in database.rows("PRAGMA integrity_check(20)"):
        if line != "ok":
            derived = any(name in line for name in DERIVED)
            remedy, severity = (_DERIVED, Severity.DERIVED) if derived else (_REJOIN, Severity.DAMAGE)
            yield Fault(Phrase("The database file is damaged: {line}", line=line), remedy, severity)
    with database.raw() as connection:
        astray, foreign = migrations.astray(connection), migrations.foreign(connection)
        newer = set(migrations.applied(connection) or ()) - set(migrations.STEPS)
    if astray:
        yield Fault(
            Phrase(
                "Rules or views of the casebook were removed or altered: {astray}", astray=", ".join(astray)
            ),
            _DERIVED,
            Severity.DERIVED,
        )
    rules = [name for kind, name in foreign if kind != "table"]
    if rules and not newer:
        what = Phrase("Another program put rules or views into the casebook: {rules}", rules=", ".join(rules))
        yield Fault(what, _RULES, Severity.DERIVED)
    tables = [name for kind, name in foreign if kind == "table"]
    if tables and not newer:
        what = Phrase(
            "The casebook holds tables that no version of Reviewer made: {tables}", tables=", ".join(tables)
        )
        yield Fault(what, _TABLES, Severity.NOTICE)


def _saves(database: Database, inspection: str, seen: _Seen) -> Iterator[Fault]:
    with database.raw() as connection:
        rows = connection.execute(
            "SELECT CAST(id AS BLOB), CAST(head AS BLOB), CAST(signature AS BLOB) FROM save ORDER BY seq"
        )
        for save, text, signature in rows:
            yield from _save(save, text_of(text), signature, inspection, seen)
            yield from _unlisted(database, save.hex(), listed(text_of(text)), seen)


def _save(save: bytes, head: str, signature: bytes, inspection: str, seen: _Seen) -> Iterator[Fault]:
    name = save.hex()
    fault = fault_of_head(SaveBundle(name, head, signature, ()), inspection)
    if fault:
        yield Fault(Phrase("Save {save} can't be trusted: {fault}", save=name[:8], fault=fault), _RESTORE)
        seen.doubted |= _place_said(head)
        return
    said = json.loads(head)
    place = _Place(intern(said["author"]), intern(said["copy"]), said["number"], said["previous"])
    seen.saves.append((name, place))
    seen.authors[name] = place.author
    seen.signatures[save] = signature


def _unlisted(database: Database, save: str, records: Sequence[str], seen: _Seen) -> Iterator[Fault]:
    """Name what a save lists and is not there."""
    seen.listed.update(records)
    rows = database.rows("SELECT lower(hex(id)) FROM record WHERE save = ?", (bytes.fromhex(save),))
    there = {record for (record,) in rows}
    for record in records:
        # One that two saves list is kept once, as the other's.
        if record not in there and not database.one(
            "SELECT 1 FROM record WHERE id = ?", (bytes.fromhex(record),)
        ):
            seen.lost.add(seen.authors.get(save, ""))
            yield Fault(
                Phrase("Record {record} of save {save} is missing", record=record[:8], save=save[:8]),
                _RESTORE,
                record=record,
            )


def _records(database: Database, seen: _Seen) -> Iterator[Fault]:
    with database.raw() as connection:
        rows = connection.execute(
            "SELECT lower(hex(id)), CAST(head AS BLOB), CAST(body AS BLOB), lower(hex(save)) FROM record ORDER BY seq"
        )
        for row in rows:
            yield from _record(row, seen)


def _record(row: Row, seen: _Seen) -> Iterator[Fault]:
    record, text, content, save = row
    head, body = text_of(text), None if content is None else text_of(content)
    author = seen.authors.get(save, "")
    examined = examined_record(RecordRow(record, head, body), author)
    if record not in seen.listed:
        if author and head_of(bytes.fromhex(record), text) is None:
            yield Fault(Phrase(_STRAY, record=record[:8]), _TAKEN_OUT, Severity.DERIVED)
            return
        yield Fault(
            Phrase("Record {record} belongs to no save, so nobody has signed it", record=record[:8]),
            _RESTORE,
            record=record,
        )
    if examined.fault:
        gone = (
            Phrase("The content of record {record} is missing", record=record[:8])
            if examined.fault == STRIPPED
            else ""
        )
        yield Fault(
            gone
            or Phrase("Record {record} can't be trusted: {fault}", record=record[:8], fault=examined.fault),
            _RESTORE,
            record=record,
        )
        said = head_of(bytes.fromhex(record), text)
        if said is None:
            seen.lost.add(author)
        elif said.kind == "person":
            seen.unread.add(said.author)
        return
    fields = examined.body.get("fields")
    _name(examined.head, fields, seen)
    yield from _content(record, examined.head, fields, seen)


def _name(head: Mapping[str, Any], fields: object, seen: _Seen) -> None:
    author = head["author"]
    if head["kind"] != "person" or not isinstance(fields, dict) or fields.get("key") != author:
        return
    if isinstance(name := fields.get("name"), str):
        seen.names[author] = name


def _content(record: str, about: Mapping[str, Any], fields: object, seen: _Seen) -> Iterator[Fault]:
    match content := content_of(about["kind"], about["version"], about["subject"], fields):
        case Receipt():
            seen.documents.setdefault(content.document, content.name)
        case Letter(issued=issued) if issued:
            seen.documents.setdefault(issued, Phrase("letter to {body}", body=content.body))
        case Unknown() if not is_newer(about["kind"], about["version"]):
            yield Fault(
                Phrase(
                    "Record {record} by author {author} is malformed: what it holds is no {kind}",
                    record=record[:8],
                    author=about["author"][:8],
                    kind=about["kind"],
                ),
                "It is carried as it is and counts for nothing. Ask whoever made it what it was to be.",
                Severity.NOTICE,
            )


def _chains(seen: _Seen) -> Iterator[Fault]:
    """Each author's saves in one copy are numbered 1, 2, 3… and each names the one before."""
    chains: dict[tuple[str, str], dict[int, list[tuple[str, str]]]] = {}
    for save, place in seen.saves:
        numbers = chains.setdefault((place.author, place.copy), {})
        numbers.setdefault(place.number, []).append((save, place.previous))
    for (author, copy), numbers in chains.items():
        doubted = {number for by, of, number in seen.doubted if (by, of) == (author, copy)}
        yield from _chain(seen.names.get(author, author[:8]), numbers, doubted)


def _place_said(head: str) -> set[tuple[str, str, int]]:
    """Return where a save that can't be trusted says that it stands: it has arrived, whatever it says."""
    try:
        said = json.loads(head)
        place = (said["author"], said["copy"], said["number"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return set()
    return {place} if tuple(map(type, place)) == (str, str, int) else set()


def _chain(
    name: str, numbers: Mapping[int, list[tuple[str, str]]], doubted: Collection[int]
) -> Iterator[Fault]:
    """Tell of a line's gaps, of numbers given twice, of saves that do not follow each other; what is ``doubted`` is no gap."""
    # Never by listing them all: a hostile number may be as great as they come.
    there = {number for number in (*numbers, *doubted) if 0 < number <= max(numbers)}
    missing = max(numbers) - len(there)
    if missing > 0:
        first = next(number for number in count(1) if number not in there)
        yield Fault(
            Phrase(
                "{missing} of {last} saves by {name} have not arrived (the first is number {first})",
                missing=missing,
                last=max(numbers),
                name=name,
                first=first,
            ),
            Phrase(_ARRIVING, name=name),
            Severity.NOTICE,
        )
    held = {save for here in numbers.values() for save, _ in here}
    for number, here in sorted(numbers.items()):
        if len(here) > 1:
            yield Fault(
                Phrase(
                    "Two saves by {name} have the number {number}: a casebook folder was copied and both were used",
                    name=name,
                    number=number,
                ),
                "Nothing is lost. Keep one of the two folders, and make the other anew with join.",
                Severity.NOTICE,
            )
        before = {save for save, _ in numbers.get(number - 1, [])}
        astray = {previous for _, previous in here} - before
        if astray and (before or number == 1) and any(previous for _, previous in here):
            # Of a folder that was copied, a branch may lack a save that the other has the number of: it is away, nothing is altered.
            is_away = not astray & held
            yield Fault(
                Phrase(
                    "Save number {number} by {name} doesn't follow the one before it",
                    number=number,
                    name=name,
                ),
                Phrase(_ARRIVING, name=name) if is_away else _RESTORE,
                Severity.NOTICE if is_away else Severity.DAMAGE,
            )


def _ends(database: Database, seal: Seal, seen: _Seen) -> Iterator[Fault]:
    for cut in cut_lines(database, seal):
        yield Fault(cut_words(seen.names.get(cut.author, cut.author[:8]), cut.gone), CUT_REMEDY)


def _people(seen: _Seen) -> Iterator[Fault]:
    for author in sorted({place.author for _, place in seen.saves} - set(seen.names) - seen.unread):
        if author in seen.lost:
            what = Phrase(
                "The author {author} can't be named: what is gone or damaged may have said who it is",
                author=author[:8],
            )
        else:
            what = Phrase("The author {author} was never introduced", author=author[:8])
        yield Fault(what, _RESTORE)


def _current(database: Database, inspection: str, seen: _Seen) -> Iterator[Fault]:
    """The derived tables as they should be: what is damaged keeps its place in them, as where anything is read by them."""
    seen.sound, tables = examined(database, inspection, Seal(), verified=seen.signatures)
    seen.sound.forget_heads()
    for name, words in _WRONG.items():
        if count := tables.wrong.get(name):
            yield Fault(Phrase(words, number=count), _DERIVED, Severity.DERIVED)


def _documents(files: Files, seen: _Seen) -> Iterator[Fault]:
    for sha, name in sorted(seen.documents.items()):
        if not is_sha256(sha):
            yield Fault(
                Phrase(
                    "The record of {name} names no document: “{sha}” is no SHA-256", name=name, sha=sha[:20]
                ),
                _NAMELESS,
            )
        elif not files.has(sha):
            yield Fault(Phrase("The file of {name} ({sha}) is missing", name=name, sha=sha[:8]), _RESTORE)
        elif not files.verified(sha):
            yield Fault(Phrase("The file of {name} ({sha}) is damaged", name=name, sha=sha[:8]), _RESTORE)


def _notes(database: Database, inspection: str, seal: Seal) -> Iterator[Fault]:
    """What the file notes of itself; read by who is no author, a copy is held against the lines that this key has marked."""
    with database.raw() as connection:
        note = noted(connection, "inspection")
    if note != inspection:
        yield Fault("What the file notes of its inspection was altered", MADE_AGAIN, Severity.DERIVED)
    if is_copy_doubtful(database, "", seal):
        yield Fault(
            "What the file notes of this copy of the casebook was altered or lost",
            MADE_AGAIN,
            Severity.DERIVED,
        )


def _quarantine(database: Database) -> Iterator[Fault]:
    rows = database.rows("SELECT CAST(save AS BLOB), CAST(why AS BLOB) FROM quarantine ORDER BY save")
    for save, why in ((text_of(save), text_of(why)) for save, why in rows):
        yield Fault(
            Phrase("Save {save} from the share was not taken in: {why}", save=save[:8], why=why),
            "Ask whoever made it to sync again; it waits here until then and changes nothing.",
            Severity.NOTICE,
        )
