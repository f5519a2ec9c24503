"""What a key means on the pages."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence

from reviewer.ui.document.caret_moves import Move

_S = QKeySequence.StandardKey
# The platform's own keys for moving (macOS has others than Windows and Linux), without and with selecting.
_MOVES = (
    (_S.MoveToNextChar, _S.SelectNextChar, Move.RIGHT),
    (_S.MoveToPreviousChar, _S.SelectPreviousChar, Move.LEFT),
    (_S.MoveToNextWord, _S.SelectNextWord, Move.WORD_RIGHT),
    (_S.MoveToPreviousWord, _S.SelectPreviousWord, Move.WORD_LEFT),
    (_S.MoveToNextLine, _S.SelectNextLine, Move.DOWN),
    (_S.MoveToPreviousLine, _S.SelectPreviousLine, Move.UP),
    (_S.MoveToStartOfLine, _S.SelectStartOfLine, Move.LINE_START),
    (_S.MoveToEndOfLine, _S.SelectEndOfLine, Move.LINE_END),
    (_S.MoveToStartOfDocument, _S.SelectStartOfDocument, Move.PAGE_START),
    (_S.MoveToEndOfDocument, _S.SelectEndOfDocument, Move.PAGE_END),
)


def move_of(event: QKeyEvent) -> tuple[Move, bool] | None:
    """Return the move that a key asks for and whether it selects, None if it asks for none."""
    for plain, selecting, move in _MOVES:
        if event.matches(plain):
            return move, False
        if event.matches(selecting):
            return move, True
    return None
