"""The acts on pieces that could not be read, heard by the wall of their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic, on_screen

if TYPE_CHECKING:
    from reviewer.ui.pieces.controller import PiecesController

_T, _V = Scope.TABLE, Topic.PIECES


def pieces_actions() -> tuple[Action[PiecesController], ...]:
    """Return all acts of the screen."""
    return on_screen("pieces", (*_looking(), *_going()))


def _looking() -> tuple[Action[PiecesController], ...]:
    return (
        Action("pieces.see", say("Seen: nothing in it bears on a criterion"), ("S",), _T,
               lambda pieces: pieces.see(), lambda pieces: pieces.why_not_see(), _V, short=say("seen")),
        Action("pieces.type", say("Type what it says"), ("T",), _T,
               lambda pieces: pieces.type_out(), lambda pieces: pieces.why_not_type(), _V, short=say("type it")),
        Action("pieces.ask", say("Ask the sender for it in another form…"), ("A",), _T,
               lambda pieces: pieces.ask(), lambda pieces: pieces.why_not_ask(), _V, short=say("ask for it")),
        Action("pieces.keep", say("Keep what is typed of the piece, or that it was seen, and go on"), ("Ctrl+Return",),
               Scope.SCREEN, lambda pieces: pieces.keep(), lambda pieces: pieces.why_not_keep(), _V),
        Action("pieces.again", say("Take back that it was seen or typed"), ("Del",), _T,
               lambda pieces: pieces.take_back(), lambda pieces: pieces.why_not_take_back(), _V),
    )  # fmt: skip


def _going() -> tuple[Action[PiecesController], ...]:
    def none(pieces: PiecesController) -> str:
        return pieces.why_not_open()

    return (
        Action("pieces.open", say("Open the piece in its document; a locked one asks for its password there"),
               ("Return", "P"), _T, lambda pieces: pieces.open(), none, _V, short=say("open in the document")),
        Action("pieces.full", say("Show the piece in full size, and the wall again"), ("Space",), _T,
               lambda pieces: pieces.turn_full(), none, _V, short=say("full size")),
        Action("pieces.wall", say("From a piece in full size back to the wall"), ("Esc",), _T,
               lambda pieces: pieces.turn_full(), lambda pieces: pieces.why_not_leave_full(), _V),
        Action("pieces.next", say("Go to the next piece that is to be looked at"), ("N",), _T,
               lambda pieces: pieces.go_to_next(), topic=_V, short=say("next not seen")),
        Action("pieces.larger", say("Larger pictures on the wall"), ("+", "="), _T,
               lambda pieces: pieces.resize_tiles(1), lambda pieces: pieces.why_not_resize(1), _V),
        Action("pieces.smaller", say("Smaller pictures on the wall"), ("-",), _T,
               lambda pieces: pieces.resize_tiles(-1), lambda pieces: pieces.why_not_resize(-1), _V),
    )  # fmt: skip
