"""What is painted on paper, made from the theme's palette. Paper stays light in every theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from reviewer.ui.document.source import Palette

_INK = QColor(0x22, 0x27, 0x2E)
_WHITE = QColor(255, 255, 255)
_DIMMED = QColor(0xE9, 0xE7, 0xE1)
_DARK = 0.18  # a desk of less luminance than this is a dark theme's
_READABLE = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the page view."""

    desk: QColor
    line: QColor
    paper: QColor
    ink: QColor
    muted: QColor
    accent: QColor
    selection: QColor
    highlights: tuple[QColor, ...]

    def highlight(self, number: int) -> QColor:
        """Return the colour of the criterion with this number, from 1, by rotation."""
        return self.highlights[(number - 1) % len(self.highlights)]


def inks_of(palette: Palette) -> Inks:
    """Return the page's colours for a palette; accents are darkened until they read on paper."""
    paper = _DIMMED if luminance(QColor(palette.desk)) < _DARK else _WHITE
    accent = on_paper(QColor(palette.accent), paper)
    return Inks(
        desk=QColor(palette.desk),
        line=QColor(palette.line),
        paper=paper,
        ink=_INK,
        muted=on_paper(QColor(palette.muted), paper),
        accent=accent,
        selection=mixed(accent, paper, 0.28),
        highlights=tuple(QColor(colour) for colour in palette.highlights),
    )


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on_paper(colour: QColor, paper: QColor) -> QColor:
    """Return the colour, darkened until it reads on paper."""
    while contrast(colour, paper) < _READABLE and luminance(colour) > 0:
        colour = colour.darker(110)
    return colour


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return so much of a colour on a ground."""

    def part(one: int, other: int) -> int:
        return round(one * share + other * (1 - share))

    return QColor(
        part(colour.red(), ground.red()),
        part(colour.green(), ground.green()),
        part(colour.blue(), ground.blue()),
    )
