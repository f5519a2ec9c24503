"""What became of each phrase: read by the program's real way, then sorted into found, told and silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from reviewer.desk import Desk
from reviewer.desk.display import DocumentRow
from reviewer.desk.search import Question
from reviewer.desk.words.notes import note_words
from reviewer.desk.words.problems import problem_words
from reviewer.model import DocumentText
from reviewer.model.notes import Note
from tests.needles.carriers import Planted, Where

_MOST = 200  # hits that are looked at


class Outcome(Enum):
    """How it ended; silent is the fault."""

    FOUND = "found"
    TOLD = "told"
    SILENT = "SILENT"


@dataclass(frozen=True, slots=True)
class Result:
    """A carrier's outcome, and for what is told, or said beside what is silent, the sentence."""

    planted: Planted
    outcome: Outcome
    said: str = ""


@dataclass(slots=True)
class _Kept:
    """What is in the casebook of one carrier: its own row, and those of what lay inside it."""

    rows: list[DocumentRow] = field(default_factory=list)
    texts: list[DocumentText] = field(default_factory=list)


def outcomes(desk: Desk, body: str, folder: Path, planted: Sequence[Planted]) -> list[Result]:
    """Receive the files in one go for each password, recognise what waits, and look for each phrase."""
    folder.mkdir(parents=True)
    for password in sorted({each.carrier.password for each in planted}):
        paths = [_written(folder, each) for each in planted if each.carrier.password == password]
        desk.receiving.receive(body, paths, password=password or None)
    desk.recognition.recognise(body)
    kept = _by_file(desk, body)
    return [_outcome(desk, each, kept.get(each.carrier.file, _Kept())) for each in planted]


def _written(folder: Path, planted: Planted) -> Path:
    path = folder / planted.carrier.file
    path.write_bytes(planted.data)
    return path


def _by_file(desk: Desk, body: str) -> Mapping[str, _Kept]:
    files: dict[str, _Kept] = {}
    for row in desk.reading.documents(body):
        inside = bool(row.inside)
        kept = files.setdefault(row.origin.split("/")[0] if inside else row.name, _Kept())
        kept.rows.append(row)
        kept.texts.append(desk.reading.text(row.sha256))
    return files


def _outcome(desk: Desk, planted: Planted, kept: _Kept) -> Result:
    if _is_found(desk, planted, kept):
        return Result(planted, Outcome.FOUND)
    told = _told(planted, kept)
    if told:
        return Result(planted, Outcome.TOLD, told)
    return Result(planted, Outcome.SILENT, " ".join(map(note_words, _notes(kept.rows))))


def _is_found(desk: Desk, planted: Planted, kept: _Kept) -> bool:
    carrier, phrase = planted.carrier, planted.phrase
    if carrier.where is Where.NAME:
        return any(phrase in row.name for row in kept.rows)
    parts = [part for text in kept.texts for part in text.parts]
    if carrier.where is Where.LABEL:
        return any(phrase in part.label for part in parts)
    documents = {row.sha256 for row in kept.rows}
    hits = desk.search.search(Question(f'"{phrase}"'), _MOST)
    found = any(hit.hit.document in documents for hit in hits)
    if carrier.where is Where.EXACT:
        found = found and any(phrase in " ".join(part.text.split()) for part in parts)
    if carrier.beside:
        found = found and any(mark in part.text for part in parts for mark in carrier.beside)
    return found


def _told(planted: Planted, kept: _Kept) -> str:
    """Return what says that the phrase was not read, "" if nothing does: a refusal, a page without text, a note of it."""
    for row in kept.rows:
        if row.problem:
            return problem_words(row.problem)
    pieces = [part for text in kept.texts for part in text.parts if part.unreadable]
    if pieces:
        return f"not read: {', '.join(part.label for part in pieces)}"
    return next((note_words(note) for note in _notes(kept.rows) if _speaks(planted, note)), "")


def _speaks(planted: Planted, note: Note) -> bool:
    return note.code in planted.carrier.told_by or planted.phrase in note_words(note)


def _notes(rows: Iterable[DocumentRow]) -> list[Note]:
    return [note for row in rows for note in row.also]
