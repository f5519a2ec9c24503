"""What is missing of a body, and the note that asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from reviewer.desk.files import write_file
from reviewer.desk.triage.values import ASIDE, Sort
from reviewer.desk.views import DocumentRow
from reviewer.documents.locks import can_be_unlocked
from reviewer.errors import WrongUseError
from reviewer.model import Body, Case, Missing, Note, Wanting
from reviewer.review.assigning import email_of

ENDINGS = (".txt", ".eml")
_OURS = ("Ask ", "It is kept", "Check it", "It was not")  # what a problem tells the inspector, not the sender
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def missing_of(body: Body, rows: Sequence[DocumentRow], decided: Mapping[str, str], today: date) -> Missing:
    """Return what a body still owes, without what was set aside. A file that is locked twice is named once."""

    def wanted(row: DocumentRow, sort: Sort) -> bool:
        return decided.get(f"{sort}:{row.receipt}") != ASIDE

    troubled = [row for row in rows if row.problem]
    locked = [row for row in troubled if can_be_unlocked(row.problem) and wanted(row, Sort.LOCKED)]
    damaged = [row for row in troubled if not can_be_unlocked(row.problem) and wanted(row, Sort.UNREADABLE)]
    late = [row for row in rows if row.late and not row.included and wanted(row, Sort.LATE)]
    return Missing(body.code, today, not rows, _files(locked), _files(damaged, why=True), _files(late))


def _files(rows: Sequence[DocumentRow], *, why: bool = False) -> tuple[Wanting, ...]:
    found = (Wanting(row.name, reason_of(row.problem or "") if why else "", row.on) for row in rows)
    return tuple(dict.fromkeys(found))


def reason_of(problem: str) -> str:
    """Return a problem as the sender may read it: without what it tells the inspector to do."""
    sentences = [each for each in _SENTENCE.split(problem.strip()) if not each.startswith(_OURS)]
    return " ".join(sentences) or problem


def note_of(case: Case, missing: Missing) -> Note:
    """Return the note of what is missing, addressed where the bodies' file has an address."""
    from reviewer.wording import chaser

    body = case.body(missing.body)
    return chaser(case, body, missing, email_of(body))


def save(notes: Sequence[Note], path: Path, reply_to: str) -> None:
    """Write notes into one text file, or one note as an e-mail draft; WrongUseError for another ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUseError(f"{path.name} ends in neither .txt nor .eml", "Give it one of these endings.")
    if ending == ".txt":
        write_file(path, "\n\f\n".join(note.text for note in notes).encode("utf-8"))
    elif len(notes) == 1:
        from reviewer.paper.mail import draft

        write_file(path, draft(notes[0].subject, notes[0].text, to=notes[0].to, reply_to=reply_to))
    else:
        raise WrongUseError(f"{path.name} can hold one note, and there are {len(notes)}", "Name the body.")
