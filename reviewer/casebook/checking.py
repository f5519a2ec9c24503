"""Is everything still there, and still what was signed? Reads all of it and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import count

from reviewer.casebook import migrations
from reviewer.casebook.database import Database
from reviewer.casebook.derived_tables import compared
from reviewer.casebook.document_files import Files, is_sha256
from reviewer.casebook.fault import Checked, Fault, Severity
from reviewer.casebook.heads import text_of
from reviewer.casebook.line_end import CUT_REMEDY, cut_lines, cut_words
from reviewer.casebook.local_facts import MADE_AGAIN, is_copy_doubtful, noted
from reviewer.casebook.record_walk import RESTORE, RecordWalk, Seen
from reviewer.casebook.schema import DERIVED
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError, Phrase

_REJOIN = "Restore a backup, or join the shared folder into a new casebook; keep this one until then."
_RULES = "Opening the casebook for writing takes them out; until then nothing is believed that they made."
_TABLES = "They count for nothing and are left as they are: whoever put them there may need them."
_ARRIVING = "Sync again once {name} has synced; if they stay away, ask {name} to check that casebook."
_NAMELESS = "Nothing is lost by it: receive that file again if you have it, and ask whoever recorded it."
_DERIVED = "It is made from the records, which are safe; opening the casebook for writing makes it again."

_WRONG = {
    "edge": "The table of who supersedes whom is wrong in {number} rows",
    "current": "The table of what stands now is wrong in {number} rows",
    "contested": "The table of conflicts is wrong",
}


def check(database: Database, files: Files, inspection: str, seal: Seal) -> Checked:
    """Check a casebook through a reading connection of its own; no problems means that all is well.

    Of what ``seal`` remembers, only where lines end is believed: each signature is checked again.
    """
    seen, problems = Seen(), list[Fault]()
    parts = (
        _file(database, inspection, seen),
        _chains(seen),
        _ends(database, seal, seen),
        _people(seen),
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


def _file(database: Database, inspection: str, seen: Seen) -> Iterator[Fault]:
    """The file and all that is in it, as they stand together at one moment, whatever is saved meanwhile."""
    parts = (_storage(database, seen), _records(database, inspection, seen))
    with database.raw() as connection:
        connection.execute("BEGIN")
        try:
            for part in parts:
                try:
                    yield from part
                except CasebookError as error:
                    yield Fault(error.what, error.remedy)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _storage(database: Database, seen: Seen) -> Iterator[Fault]:
    for (line,) in database.rows("PRAGMA integrity_check(20)"):
        seen.whole = line == "ok"
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


def _records(database: Database, inspection: str, seen: Seen) -> Iterator[Fault]:
    """All saves and records, and the derived tables as they should be: what is damaged keeps its place in them."""
    wrong: Mapping[str, int] = {}
    try:
        with database.raw() as connection:
            sound = RecordWalk(connection, inspection, seen).walk()
            wrong = compared(connection, inspection, sound, known=seen.columns, whole=seen.whole).wrong
        sound.forget_heads()
        seen.sound = sound
    except CasebookError as error:
        yield from seen.faults
        raise error from None
    yield from seen.faults
    for name, words in _WRONG.items():
        if count := wrong.get(name):
            yield Fault(Phrase(words, number=count), _DERIVED, Severity.DERIVED)


def _chains(seen: Seen) -> Iterator[Fault]:
    """Each author's saves in one copy are numbered 1, 2, 3… and each names the one before."""
    chains: dict[tuple[str, str], dict[int, list[tuple[str, str]]]] = {}
    for save, place in seen.saves:
        numbers = chains.setdefault((place.author, place.copy), {})
        numbers.setdefault(place.number, []).append((save, place.previous))
    for (author, copy), numbers in chains.items():
        doubted = {number for by, of, number in seen.doubted if (by, of) == (author, copy)}
        yield from _chain(seen.names.get(author, author[:8]), numbers, doubted)


def _chain(
    name: str, numbers: Mapping[int, list[tuple[str, str]]], doubted: Collection[int]
) -> Iterator[Fault]:
    """Tell of a line's gaps, of numbers given twice, of saves that do not follow each other; what is ``doubted`` is no gap."""
    # Never by listing them all: a hostile number may be as great as they come.
    last = max(numbers)
    there = {number for number in (*numbers, *doubted) if 0 < number <= last}
    missing = last - len(there)
    if missing > 0:
        first = next(number for number in count(1) if number not in there)
        yield Fault(
            Phrase(
                "{missing} of {last} saves by {name} have not arrived (the first is number {first})",
                missing=missing,
                last=last,
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
                Phrase(_ARRIVING, name=name) if is_away else RESTORE,
                Severity.NOTICE if is_away else Severity.DAMAGE,
            )


def _ends(database: Database, seal: Seal, seen: Seen) -> Iterator[Fault]:
    for cut in cut_lines(database, seal):
        yield Fault(cut_words(seen.names.get(cut.author, cut.author[:8]), cut.gone), CUT_REMEDY)


def _people(seen: Seen) -> Iterator[Fault]:
    for author in sorted({place.author for _, place in seen.saves} - set(seen.names) - seen.unread):
        if author in seen.lost:
            what = Phrase(
                "The author {author} can't be named: what is gone or damaged may have said who it is",
                author=author[:8],
            )
        else:
            what = Phrase("The author {author} was never introduced", author=author[:8])
        yield Fault(what, RESTORE)


def _documents(files: Files, seen: Seen) -> Iterator[Fault]:
    for sha, name in sorted(seen.documents.items()):
        if not is_sha256(sha):
            yield Fault(
                Phrase(
                    "The record of {name} names no document: “{sha}” is no SHA-256", name=name, sha=sha[:20]
                ),
                _NAMELESS,
            )
        elif not files.has(sha):
            yield Fault(Phrase("The file of {name} ({sha}) is missing", name=name, sha=sha[:8]), RESTORE)
        elif not files.verified(sha):
            yield Fault(Phrase("The file of {name} ({sha}) is damaged", name=name, sha=sha[:8]), RESTORE)


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
