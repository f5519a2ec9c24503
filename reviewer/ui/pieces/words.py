"""What is said of a piece, in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.desk.piece_groups import PieceGroup
from reviewer.desk.pieces import Piece
from reviewer.desk.words.language import say
from reviewer.desk.words.unread import what_is_unread
from reviewer.ui.words import capital


def group_words(group: PieceGroup) -> str:
    """Return what a group of pieces is called."""
    words: Mapping[PieceGroup, str] = {
        PieceGroup.WRITING: say("Writing not recognised"),
        PieceGroup.DRAWING: say("Drawings"),
        PieceGroup.VALUE: say("Values not kept in the file"),
        PieceGroup.LOCKED: say("Locked"),
        PieceGroup.KIND: say("Kinds that are not read"),
        PieceGroup.DAMAGED: say("Damaged, or not whole"),
        PieceGroup.REST: say("Left out of the text"),
        PieceGroup.WAITING: say("Waiting for recognition"),
    }
    return words[group]


def looked_at(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return how many of these have been looked at or typed out, of how many that can be."""
    asked = [piece for piece in pieces if not piece.waits]
    return sum(not piece.to_look_at for piece in asked), len(asked)


def counted_words(pieces: Sequence[Piece]) -> str:
    """Return how many of these have been looked at; of those that only wait how many there are; "" of none."""
    if not pieces:
        return ""
    looked, asked = looked_at(pieces)
    return say("{} of {}").format(looked, asked) if asked else say("{} waiting").format(len(pieces))


def heading_count(pieces: Sequence[Piece], *, first: bool) -> str:
    """Return what stands behind the name of a group: the ``first`` says what is counted."""
    looked, asked = looked_at(pieces)
    if not asked:
        return say("{}; can’t be ticked until it has been tried").format(len(pieces))
    return say("{} of {} looked at").format(looked, asked) if first else say("{} of {}").format(looked, asked)


def title_words(piece: Piece) -> str:
    """Return a piece's document, and where it stands in it."""
    return f"{piece.name}, {piece.label}" if piece.label else piece.name


def where_words(piece: Piece) -> str:
    """Return where a piece stands in its document."""
    where = capital(piece.label) if piece.label else say("The document")
    return where if piece.places == 1 else say("{}, and {} more").format(where, piece.places - 1)


def what_words(piece: Piece) -> str:
    """Return why a piece could not be read."""
    return what_is_unread(piece.why, waits=piece.waits).rstrip(".")


def state_words(piece: Piece) -> str:
    """Return what has been done about a piece."""
    if piece.transcribed:
        count = len(piece.transcribed.content.text.split())
        typed = say("Typed, 1 word") if count == 1 else say("Typed, {} words").format(count)
        return say("{}; waiting").format(typed) if piece.waits else typed
    if piece.waits:
        return say("Waiting")
    return say("Seen") if piece.seen else say("To look at")


def short_state(piece: Piece) -> str:
    """Return the same where there is room for a word: "" of what is to be looked at, which has its shape."""
    if piece.transcribed:
        return say("Typed")
    return "" if piece.to_look_at else state_words(piece)
