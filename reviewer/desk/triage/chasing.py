"""What is missing of a body, and the note that asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from reviewer.desk.files import write_file
from reviewer.desk.triage.values import ASIDE, Sort
from reviewer.desk.views import DocumentRow
from reviewer.desk.words.problems import problem_alone
from reviewer.errors import WrongUseError
from reviewer.model import Body, Case, Chaser, Missing, Wanting
from reviewer.review.assigning import email_of

ENDINGS = (".txt", ".eml")


def missing_of(body: Body, rows: Sequence[DocumentRow], decided: Mapping[str, str], today: date) -> Missing:
    """Return what a body still owes, without what was set aside. A file that is locked twice is named once."""

    def wanted(row: DocumentRow, sort: Sort) -> bool:
        return decided.get(f"{sort}:{row.receipt}") != ASIDE

    shut = {row.receipt for row in rows if row.problem and row.problem.wants_password}
    locked = [row for row in rows if row.receipt in shut and wanted(row, Sort.LOCKED)]
    others = [row for row in rows if row.problem and row.receipt not in shut]
    damaged = [row for row in others if wanted(row, Sort.UNREADABLE)]
    late = [row for row in rows if row.late and not row.included and wanted(row, Sort.LATE)]
    return Missing(body.code, today, not rows, _files(locked), _files(damaged, why=True), _files(late))


def _files(rows: Sequence[DocumentRow], *, why: bool = False) -> tuple[Wanting, ...]:
    reasons = (problem_alone(row.problem) if why and row.problem else "" for row in rows)
    found = (Wanting(row.name, reason, row.on) for row, reason in zip(rows, reasons, strict=True))
    return tuple(dict.fromkeys(found))


def note_of(case: Case, missing: Missing) -> Chaser:
    """Return the note of what is missing, addressed where the bodies' file has an address."""
    from reviewer.wording import chaser

    body = case.body(missing.body)
    return chaser(case, body, missing, email_of(body))


def save(notes: Sequence[Chaser], path: Path, reply_to: str, *, replace: bool) -> None:
    """Write notes into one text file, or one note as an e-mail draft; WrongUseError for another ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUseError(f"{path.name} ends in neither .txt nor .eml", "Give it one of these endings.")
    if ending == ".txt":
        write_file(path, "\n\f\n".join(note.text for note in notes).encode("utf-8"), replace=replace)
    elif len(notes) == 1:
        from reviewer.paper.mail import draft

        data = draft(notes[0].subject, notes[0].text, to=notes[0].to, reply_to=reply_to)
        write_file(path, data, replace=replace)
    else:
        raise WrongUseError(f"{path.name} can hold one note, and there are {len(notes)}", "Name the body.")
