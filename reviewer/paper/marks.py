"""What stands on a page, before anything is drawn: strips of marks, each strip unbreakable.

``y`` runs down from the top of a strip; all lengths in points.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.paper.blocks import Run
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


Mark = Words | Fill | Stamp | Bookmark | Frame


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and where its top left corner is: from the left margin, and down from a strip's or page's top."""

    x: float
    y: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Strip:
    """What must stay on one page. ``glued`` keeps it with the next strip.

    ``before`` is space above, not wanted at the top of a page. ``again`` is repeated, as furniture, at the
    top of a page that this strip begins (the head of a table).
    """

    height: float
    marks: tuple[Placed, ...]
    before: float = 0
    glued: bool = False
    again: Strip | None = None
