"""Two wordings with what differs marked by shape: struck through where it was, underlined where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

from PySide6.QtCore import Qt

from reviewer.desk.values import Piece
from reviewer.desk.words.differences import differences_said
from reviewer.ui.widgets import Label

Side = Literal["old", "new"]
_SHAPES = {"old": ("<s><b>", "</b></s>"), "new": ("<u><b>", "</b></u>")}


class Marked(Label):
    """One wording of two. It is drawn from escaped text alone: whatever came from outside stays words."""

    def __init__(self, before: str, pieces: Sequence[Piece], side: Side) -> None:
        """``before`` says which wording it is ("Was"); assistive technology gets the words and each difference."""
        super().__init__("", wrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f"{escape(before)} “{html(pieces, side)}”")
        words = " ".join(flat(pieces, side).split())
        said = " ".join(differences_said(pieces)) if side == "new" else ""
        self.setAccessibleName(f"{before} “{words}” {said}".strip())


def flat(pieces: Iterable[Piece], side: Side) -> str:
    """Return the text of a side, without marks."""
    return "".join(piece.old if side == "old" else piece.new for piece in pieces)


def html(pieces: Iterable[Piece], side: Side) -> str:
    """Return a side's text as HTML in which what differs is bold, and struck through or underlined."""
    begin, end = _SHAPES[side]
    made = []
    for piece in pieces:
        text = piece.old if side == "old" else piece.new
        core = text.strip()
        plain = escape(" ".join(core.split()))
        if not core:
            made.append(" " if text else "")
            continue
        lead, tail = " " * text[:1].isspace(), " " * text[-1:].isspace()
        made.append(f"{lead}{plain}{tail}" if piece.kind == "same" else f"{lead}{begin}{plain}{end}{tail}")
    return "".join(made)
