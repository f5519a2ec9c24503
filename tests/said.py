"""What the words room says of facts, for tests that are about the words."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.desk.history import Turned
from reviewer.desk.words.notes import note_words
from reviewer.desk.words.problems import problem_words
from reviewer.model import Note, Problem


def said_of(problem: Problem | None) -> str:
    """The words of a problem, "" if there is none."""
    return "" if problem is None else problem_words(problem)


def notes_said(notes: Iterable[Note]) -> tuple[str, ...]:
    """The words of each note."""
    return tuple(map(note_words, notes))


def said(turned: Turned | None) -> str:
    """What undo or redo says it turned, "" if nothing."""
    return turned.sentence if turned else ""
