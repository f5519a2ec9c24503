"""What is missing of a body, and the note that asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, auto
from pathlib import Path

from reviewer.desk.display import DocumentRow
from reviewer.desk.files import write_file
from reviewer.desk.piece_groups import PieceGroup, group_of
from reviewer.desk.pieces import Piece
from reviewer.desk.triage.values import ASIDE, Sort
from reviewer.desk.words.problems import problem_alone
from reviewer.desk.words.unread import file_words, place_words, unread_alone
from reviewer.errors import WrongUseError
from reviewer.model import Body, Case, Chaser, Missing, Problem, Reason, Wanting
from reviewer.review.assigning import email_of

ENDINGS = (".txt", ".eml")
_NOTHING_IN_IT = frozenset({Reason.KIND_EMPTY, Reason.KIND_ZEROS})


class _Way(Enum):
    """What a piece is asked for: its password, the same file again, or what it says in another form."""

    PASSWORD = auto()
    AGAIN = auto()
    OTHERWISE = auto()


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
    files = (Wanting(row.name, reason, row.on) for row, reason in zip(rows, reasons, strict=True))
    return tuple(dict.fromkeys(files))


def asking_for(body: Body, pieces: Sequence[Piece], rows: Sequence[DocumentRow], today: date) -> Missing:
    """Return pieces as what is asked for: passwords, files again, and places in files in another form.

    Places in one document that could not be read for the same reason are named together.
    """
    received = {row.sha256: row for row in reversed(rows)}
    order = {row.receipt: at for at, row in enumerate(rows)}
    ways: dict[tuple[_Way, str, str], list[str]] = {}
    for piece in pieces:
        where = place_words(piece.label, piece.places)
        key = (_way_of(piece), piece.document, unread_alone(piece.why))
        ways.setdefault(key, []).extend([where] if where else [])

    def wanted(way: _Way) -> tuple[Wanting, ...]:
        asked = [
            (received[document], reason, places)
            for (each, document, reason), places in ways.items()
            if each is way
        ]
        asked.sort(key=lambda each: order[each[0].receipt])
        return tuple(
            Wanting(file_words(row.name, row.inside), reason, row.on, "; ".join(places))
            for row, reason, places in asked
        )

    return Missing(
        body.code,
        today,
        locked=wanted(_Way.PASSWORD),
        damaged=wanted(_Way.AGAIN),
        unread=wanted(_Way.OTHERWISE),
    )


def _way_of(piece: Piece) -> _Way:
    if not isinstance(piece.why, Problem):
        return _Way.OTHERWISE
    if piece.why.wants_password:
        return _Way.PASSWORD
    again = piece.why.reason in _NOTHING_IN_IT or group_of(piece) is PieceGroup.DAMAGED
    return _Way.AGAIN if again else _Way.OTHERWISE


def note_of(case: Case, missing: Missing) -> Chaser:
    """Return the note of what is missing, addressed where the bodies' file has an address."""
    from reviewer.wording import chaser

    body = case.body(missing.body)
    return chaser(case, body, missing, email_of(body))


def save(notes: Sequence[Chaser], path: Path, reply_to: str, *, replace: bool) -> None:
    """Write notes into one text file, or one note as an e-mail draft; WrongUseError for another ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUseError(
            "{name} ends in neither .txt nor .eml", "Give it one of these endings.", name=path.name
        )
    if ending == ".txt":
        write_file(path, "\n\f\n".join(note.text for note in notes).encode("utf-8"), replace=replace)
    elif len(notes) == 1:
        from reviewer.paper.mail import draft

        note = notes[0]
        about = {"body": note.body, "language": note.language}
        data = draft(note.subject, note.text, to=note.to, reply_to=reply_to, **about)
        write_file(path, data, replace=replace)
    else:
        raise WrongUseError(
            "{name} can hold one note, and there are {number}",
            "Name the body.",
            name=path.name,
            number=len(notes),
        )
