"""Words that a drawing sets down piece by piece, put together into lines: from the top down, from the left to the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

MOST_PIECES, MOST_RECORDS, LONGEST = 200_000, 2_000_000, 4 << 20
"""Of one drawing: pieces of text, records, and characters."""

_SAME_LINE, _SPACE, _OVERLAP, _SHADOW = 0.5, 0.18, 0.6, 0.3  # parts of the letters' height
_WIDE = 0.5  # how wide a letter is, where nothing says it
Matrix = tuple[float, float, float, float, float, float]
"""How a place is moved: x' = a x + c y + e, y' = b x + d y + f."""
STILL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


JOINS = 0x008800C6
"""The operation by which a bitmap only darkens what is there (SRCAND)."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font that letters are written in: its name, height in the drawing's units, code page, and whether it runs another way."""

    name: str = ""
    height: float = 0.0
    page: str = "cp1252"
    turned: bool = False


PLAIN = Font()
"""What letters are written in where no font is chosen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that begins at a place; ``width`` and ``height`` are 0 where nothing says them. All in one unit, downwards.

    Text that is ``turned`` runs in another direction than from the left to the right.
    """

    x: float
    y: float
    text: str
    width: float = 0.0
    height: float = 0.0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A device-independent bitmap, its head with its bits, and the ``sides`` of where it is drawn: left, top, right, bottom.

    ``joins`` says that it only darkens what is there, as a mask does.
    """

    data: bytes
    sides: tuple[float, float, float, float]
    joins: bool = False


@dataclass(slots=True)
class Drawn:
    """What a drawing has: pieces of text and bitmaps; and ``closed``, how many texts and pictures it has that can't be read.

    ``is_cut`` says that it has more than is read, or ends too early.
    """

    pieces: list[Piece] = field(default_factory=list)
    bitmaps: list[Bitmap] = field(default_factory=list)
    closed: int = 0
    is_cut: bool = False
    _letters: int = 0

    def add(self, piece: Piece) -> None:
        """Add a piece of text, as long as there is room."""
        self._letters += len(piece.text)
        if len(self.pieces) >= MOST_PIECES or self._letters > LONGEST:
            self.is_cut = True
        elif piece.text.strip():
            self.pieces.append(piece)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a place is moved to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def after(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that moves as *first* does, and then as *then* does."""
    a, b, c, d, e, f = first
    (x, y) = moved(then, e, f)
    right, down = (then[0], then[1], then[2], then[3]), (a, b, c, d)
    return (
        right[0] * down[0] + right[2] * down[1],
        right[1] * down[0] + right[3] * down[1],
        right[0] * down[2] + right[2] * down[3],
        right[1] * down[2] + right[3] * down[3],
        x,
        y,
    )


def text(pieces: Sequence[Piece]) -> str:
    """Return the pieces as lines; turned ones after the others."""
    upright = map(_joined, _lines(piece for piece in pieces if not piece.turned))
    turned = dict.fromkeys(" ".join(piece.text.split()) for piece in pieces if piece.turned)
    return "\n".join(filter(None, (*upright, *turned)))


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line = list[Piece]()
    for piece in sorted(pieces, key=lambda one: one.y):
        if line and piece.y - line[0].y > _SAME_LINE * min(piece.height, line[0].height):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _joined(line: list[Piece]) -> str:
    said, end, last = list[str](), 0.0, None
    for piece in sorted(line, key=lambda one: one.x):
        if last is not None and piece.text == last.text and piece.x - last.x <= _SHADOW * piece.height:
            continue  # a shadow, or letters made bold by drawing them twice
        gap = piece.x - end
        apart = not -_OVERLAP * piece.height < gap < _SPACE * piece.height
        said.append(f" {piece.text}" if last is not None and apart else piece.text)
        end = piece.x + (piece.width or _WIDE * piece.height * len(piece.text))
        last = piece
    return " ".join("".join(said).split())
