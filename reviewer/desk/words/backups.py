"""What is said of backups: what they are called, how a work at them goes on, and the text that lies beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import count, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.backups import BackedUp, BackupElsewhere, Generation, Notes, Restored, Stage, Why

_README = """\
This folder is a backup of the casebook "{name}", made by the program Reviewer.

What is here
  NNNN DATE TIME UTC WHY.sqlite   the records as they were at that time, one file for each backup.
                                  It is a plain SQLite 3 database: any SQLite tool opens it.
  NNNN DATE TIME UTC WHY.json     what was found when that file was read back after it was written.
  documents/                      every received file and every issued letter, once for all backups.
                                  Each is named by its SHA-256; the view "receipts" in the database says
                                  which name it had and from whom it came.

How to get the casebook back
  In Reviewer: File, Restore from a backup, and choose this folder or one of the .sqlite files in it.
  Or in a terminal:   python3 main.py restore "THIS FOLDER" "NEW.casebook"
  Restoring changes nothing in this folder.

Keep the folder whole: a .sqlite file without documents/ has no documents.
"""

_EXPORTED = """\
This is the whole casebook of an inspection: {title}.
It was exported by the program Reviewer. Everything in it can be read without that program.

README.txt            this text
csv/bodies.csv        the bodies that were inspected, with their category
csv/documents.csv     every file that was received, from whom, on which day, and where it lies in here
csv/verdicts.csv      what was found of each body on each criterion, why, by whom and when
csv/evidence.csv      the passages that verdicts rest on, with the document and the place in it
csv/letters.csv       the letters, who signed them and where they lie in here
csv/settlements.csv   what people had decided differently and somebody settled: a line for each side. Its columns:
                      body, body name, criterion, criterion title   what it is about, as far as it is about one
                      conflict, subject       the kind of record that differed, and which of them
                      because                 the reason that was given for settling it so
                      outcome                 a side was taken, neither stands, or decided anew
                      what stands             what the settlement put in the place of all sides
                      side of, side said at (UTC), side says, side because   who had said what, when and why
                      side taken              yes for the side that was taken, no for all others
                      side record             the id of the side's record in records.jsonl
                      recorded by, recorded at (UTC), record   who settled it, when, and the settlement's own id
documents/BODY/       the files that were received, by the names that they had, in a folder for each body
letters/BODY/         the letters as they were issued (signed PDF)
records.jsonl         everything that was ever recorded, also what was changed or withdrawn since: one line for
                      each save, in JSON. Every record names its kind, its subject, who made it and when
manifest.json         the length and the SHA-256 of every file in here

The tables are in UTF-8 and open in any spreadsheet. They say what stands now; a cell that a spreadsheet might take
for a formula begins with an apostrophe. All times are in UTC.

To be sure that nothing was altered: each file has the SHA-256 that manifest.json gives. In records.jsonl, the
canonical JSON (RFC 8785) of a record's "head" has the SHA-256 that is its "id", that of its "body" is named in the
head, and that of a save's "head" is its "save". Each save is signed by its author (Ed25519, RFC 8032): what is
signed is the text "reviewer save", a zero byte, and the 32 bytes of the save's id.

To have the casebook back in Reviewer: File, Import a casebook, or in a terminal   python3 main.py import THIS.zip NEW.casebook
"""


def exported_readme(title: str) -> str:
    """Return the text that an exported casebook holds for who finds it: in English, and the same for the same casebook."""
    return _EXPORTED.format(title=title)


def readme(name: str) -> str:
    """Return the text that a backup folder holds for who finds it; in English, since the program may be gone by then."""
    return _README.format(name=name)


def stage_words(stage: Stage) -> str:
    """Return what is being done, as it stands behind the numbers of a progress."""
    from reviewer.backups import Stage  # not for the words that the preferences have of it

    words = {
        Stage.DATABASE: say("copying the records"),
        Stage.RECORDS: say("checking records and signatures"),
        Stage.DOCUMENTS: say("copying documents"),
        Stage.CHECKING: say("reading back"),
    }
    return words[stage]


def why_words(why: Why) -> str:
    """Return why a backup was made."""
    from reviewer.backups import Why

    words = {
        Why.AUTOMATIC: say("by itself"),
        Why.ASKED: say("by hand"),
        Why.UPDATE: say("before an update"),
    }
    return words[why]


def found_words(generation: Generation) -> str:
    """Return what was found of a backup when it was read back after it was made."""
    notes = generation.notes
    if notes is None:
        return say("not checked")
    if not notes.is_sound:
        return say("damaged records")
    return say("documents missing") if notes.missing else say("whole")


def generation_words(generation: Generation) -> str:
    """Return what a backup is in a list: of what and when; beneath what it holds, why it was made and what was found of it."""
    notes = generation.notes
    name = notes.casebook.removesuffix(".casebook") if notes else generation.folder.stem
    title = say("{name}, {when}", name=name, when=moment_words(generation.made))
    held = (_held(notes.records, notes.documents),) if notes else ()
    return "\n".join((title, " · ".join((*held, why_words(generation.why), found_words(generation)))))


def _held(records: int, documents: int) -> str:
    said = count("{n:,} record", "{n:,} records", records)
    return say("{records} and {documents}", records=said, documents=counted(Noun.DOCUMENT, documents))


def made_words(made: BackedUp) -> str:
    """Return what came of a backup, in sentences."""
    notes = made.notes
    said = say(
        "Backed up and read back: {held}, in {place}.",
        held=_held(notes.records, notes.documents),
        place=made.generation.folder,
    )
    return " ".join((said, *lacking_words(notes)))


def lacking_words(notes: Notes) -> Iterator[str]:
    """Yield what a backup lacks, since the casebook lacks it, a sentence each."""
    if not notes.is_sound:
        yield say("Records of the casebook are damaged, in the backup too: check it.")
    if notes.missing:
        yield count(
            "{n:,} document is not whole in the casebook, so the backup lacks it.",
            "{n:,} documents are not whole in the casebook, so the backup lacks them.",
            len(notes.missing),
        )


def restored_words(made: Restored) -> str:
    """Return what came of restoring, in sentences."""
    held = _held(made.held.records, len(made.held.documents) - len(made.missing))
    said = say(
        "Restored from {name}: {held}. It goes on as a new copy; sync it.", name=made.backup.name, held=held
    )
    left = (
        say("Left out, as they are damaged: {what}.", what=", ".join(made.left_out)) if made.left_out else ""
    )
    return " ".join(filter(None, (said, left, missing_words(made.missing))))


def missing_words(names: Sequence[str]) -> str:
    """Return which documents are missing in what was made; "" if none is."""
    return say("Documents that are missing: {names}.", names=", ".join(names)) if names else ""


def elsewhere_words(backup: BackupElsewhere | None) -> str:
    """Return what is held by a backup on another device, and what counts as one."""
    if backup is None:
        return say("No verified backup of this copy is known to lie on another device.")
    when = moment_words(backup.at)
    if backup.is_whole:
        words = "A backup of {when} on another device holds all of it: it was read back, and is as it was made ({place})."
        return say(words, when=when, place=backup.place)
    lacks = []
    if backup.lacks_saves:
        lacks.append(count("{n:,} save", "{n:,} saves", backup.lacks_saves))
    if backup.lacks_documents:
        lacks.append(counted(Noun.DOCUMENT, backup.lacks_documents))
    return say(
        "A backup of {when} on another device lacks {what} ({place}).",
        when=when,
        what=", ".join(lacks),
        place=backup.place,
    )


def state_words(at: int, failed: str) -> str:
    """Return when the last whole backup of a casebook was made (UTC µs; 0: never), and what kept a later one from being made."""
    last = (
        say("Last whole backup of this casebook: {when}.", when=moment_words(at))
        if at
        else say("There is no whole backup of this casebook yet.")
    )
    return " ".join(filter(None, (last, failed)))
