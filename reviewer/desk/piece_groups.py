"""Pieces sorted by what a person does about them: looks, asks for a password, asks for another copy, waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from reviewer.desk.pieces import Piece
from reviewer.model import Note, NoText, Problem, Reason
from reviewer.model.problems import SHUT, WANTS_PASSWORD

_LOCKS = (
    SHUT
    | WANTS_PASSWORD
    | {Reason.ENCRYPTED_PDF, Reason.ENCRYPTED_MAIL, Reason.ENCRYPTED_FILE, Reason.LOCKED_ODDLY}
)
_KIND = "kind-"


class PieceGroup(StrEnum):
    """In the order in which they are shown."""

    WRITING = "writing"
    DRAWING = "drawing"
    VALUE = "value"
    LOCKED = "locked"
    KIND = "kind"
    DAMAGED = "damaged"
    REST = "rest"
    WAITING = "waiting"


def group_of(piece: Piece) -> PieceGroup:
    """Return the group of a piece."""
    if piece.waits:
        return PieceGroup.WAITING
    if isinstance(piece.why, NoText):
        return _OF_PARTS.get(piece.why, PieceGroup.WRITING)
    return PieceGroup.REST if isinstance(piece.why, Note) else _of_problem(piece.why)


_OF_PARTS: Mapping[NoText, PieceGroup] = {
    NoText.DRAWING: PieceGroup.DRAWING,
    NoText.DAMAGED: PieceGroup.DAMAGED,
    NoText.BLANK: PieceGroup.DAMAGED,
}


def _of_problem(problem: Problem) -> PieceGroup:
    if any(one.reason in _LOCKS for one in problem.all):
        return PieceGroup.LOCKED
    if problem.reason is Reason.FORMULAS_UNKEPT:
        return PieceGroup.VALUE
    return PieceGroup.KIND if problem.reason.startswith(_KIND) else PieceGroup.DAMAGED


def in_groups(pieces: Iterable[Piece]) -> Mapping[PieceGroup, tuple[Piece, ...]]:
    """Return the groups that have pieces, in their order, each with its pieces as they came."""
    groups: dict[PieceGroup, list[Piece]] = {group: [] for group in PieceGroup}
    for piece in pieces:
        groups[group_of(piece)].append(piece)
    return {group: tuple(those) for group, those in groups.items() if those}
