"""What stands on a page, before anything is drawn: strips of marks, each strip unbreakable.

A line of text is a strip of its own, so that a page can end between any two; how much it wishes to stay with
the next one is its ``Hold``. ``y`` runs down from the top of a strip; all lengths in points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from reviewer.paper.blocks import Picture, Run
from reviewer.paper.lines import Line
from reviewer.paper.styles import Colour, Style
from reviewer.paper.tree import Node


@dataclass(slots=True, eq=False)
class Flow:
    """The text of one element: its runs, and the elements made for links and foreign words, by run."""

    node: Node | None
    runs: tuple[Run, ...]
    spans: dict[int, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text within ``width``. A flow without an element is furniture (an artifact)."""

    flow: Flow
    lines: tuple[Line, ...]
    style: Style
    width: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle: decoration, or content of ``node`` (the bar of a figure)."""

    width: float
    height: float
    colour: Colour
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A signature field with the lines that it shows."""

    node: Node
    name: str
    tooltip: str
    lines: tuple[Line, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the outline leads to."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of a figure, which its element must tell (PDF/UA-1 7.3)."""

    node: Node
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of ``node``, in points."""

    picture: Picture
    width: float
    height: float
    node: Node


@dataclass(frozen=True, slots=True)
class Watermark:
    """A word across the whole page, behind the text; an artifact, and no text to who copies the page's."""

    word: str
    colour: Colour


Mark = Words | Fill | Stamp | Bookmark | Frame | Raster | Watermark


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and where its top left corner is: from the left margin, and down from a strip's or page's top."""

    x: float
    y: float
    mark: Mark


class Hold(IntEnum):
    """How a strip holds on to the next one.

    WISH gives way where all that hangs together needs more than a page (a short table, the lines of a row), MUST
    only where what is bound by MUST alone does (a heading and two lines of its paragraph).
    """

    NONE = 0
    WISH = 1
    MUST = 2


@dataclass(frozen=True, slots=True)
class Strip:
    """What must stay on one page: never higher than one.

    ``before`` is space above, not wanted at the top of a page. ``again`` is repeated, as furniture, at the
    top of a page that this strip begins (the head of a table).
    """

    height: float
    marks: tuple[Placed, ...]
    before: float = 0
    hold: Hold = Hold.NONE
    again: Strip | None = None


def characters(marks: Iterable[Placed]) -> dict[str, set[str]]:
    """Return the characters that marks show as text, by the name of their face."""
    shown: dict[str, set[str]] = {}
    for placed in marks:
        match placed.mark:
            case Words(lines=lines) | Stamp(lines=lines):
                for piece in (piece for line in lines for piece in line.pieces):
                    shown.setdefault(piece.face, set()).update(piece.text)
            case _:
                pass
    return shown
