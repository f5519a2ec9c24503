"""What paragraphs look like on A4: sizes in points, colours as sRGB fractions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reviewer.paper.blocks import Look

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
LEFT, RIGHT, TOP, BOTTOM = 25 * MM, 25 * MM, 24 * MM, 22 * MM
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - BOTTOM

Colour = tuple[float, float, float]
INK: Colour = (0.067, 0.078, 0.106)
NAVY: Colour = (0.106, 0.165, 0.341)
GREY: Colour = (0.29, 0.29, 0.29)
LINE: Colour = (0.62, 0.65, 0.72)
TINT: Colour = (0.91, 0.922, 0.953)
PALE: Colour = (0.925, 0.937, 0.945)  # behind text: the text stays 15 times as dark
TONES: dict[str, Colour] = {
    "met": (0.106, 0.478, 0.271),
    "part": (0.702, 0.463, 0.0),
    "gap": (0.706, 0.173, 0.153),
    "unknown": (0.4, 0.42, 0.47),
    "none": LINE,
}


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set. ``leading`` is from baseline to baseline; ``before`` falls away at the top of a page."""

    size: float = 11
    leading: float = 15
    before: float = 0
    after: float = 8
    indent: float = 0
    outdent: float = 0
    colour: Colour = INK
    strong: bool = False
    right: bool = False

    def indented(self, left: float, right: float = 0) -> Style:
        """Return the style with its margins moved in."""
        return replace(self, indent=self.indent + left, outdent=self.outdent + right)


BODY = Style()
LOOKS: dict[Look, Style] = {
    Look.BODY: BODY,
    Look.BRAND: Style(size=15, leading=19, after=1, colour=NAVY, strong=True),
    Look.STRAP: Style(size=9.5, leading=12.5, after=5, colour=NAVY),
    Look.SMALL: Style(size=9, leading=12, after=14, colour=GREY),
    Look.STRONG: Style(strong=True, after=4),
    Look.COVER: Style(size=26, leading=32, before=70, after=16, colour=NAVY, strong=True),
}
HEADINGS = {
    1: Style(size=13.5, leading=18, before=6, after=8, colour=NAVY, strong=True),
    2: Style(size=12.5, leading=16, before=12, after=5, colour=NAVY, strong=True),
    3: Style(size=11, leading=15, before=8, after=4, strong=True),
}
DEEPER = Style(size=11, leading=15, before=6, after=4, colour=GREY, strong=True)
CELL = Style(size=9.5, leading=12.5, after=0)
SMALL_CELL = Style(size=8, leading=10.5, after=0)  # of a table that has more columns than fit otherwise
CAPTION = Style(size=10, leading=13, before=6, after=4, strong=True)
FURNITURE = Style(size=8.5, leading=11, after=0, colour=GREY)
MARKING = replace(FURNITURE, strong=True)
STAMP = Style(size=8.5, leading=11, after=0)
QUOTE_INDENT, QUOTE_OUTDENT, LIST_INDENT, LABEL_INDENT = 9 * MM, 7 * MM, 7 * MM, 2 * MM
BAR = 1.5  # of a quotation, its width
LABEL_GAP = 4.0
DEEPEST_INDENT = WIDTH / 2  # a list within lists that stands there already moves no further
CELL_PAD, SMALL_CELL_PAD = 4.0, 2.5
