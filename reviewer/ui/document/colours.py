"""What is painted on paper, made from the theme's palette. Paper stays light in every theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from reviewer.ui.theme import TEXT, Palette, contrast

_SEEN = 1.5  # contrast of what is selected with what is not; print on it keeps far more than it needs


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the page view."""

    desk: QColor
    line: QColor
    paper: QColor
    ink: QColor
    muted: QColor
    accent: QColor
    ring: QColor
    selection: QColor
    highlights: tuple[QColor, ...]
    words: QColor  # what is written where a page would be
    night: bool = False  # light print on dark paper

    def highlight(self, number: int) -> QColor:
        """Return the colour of the criterion with this number, from 1, by rotation."""
        return self.highlights[(number - 1) % len(self.highlights)]


def inks_of(palette: Palette) -> Inks:
    """Return the page's colours for a palette; what the theme meant for a dark desk is darkened for paper.

    Inverted, pages are turned dark, but for what is highlighted, which is the paper's colour in the theme.
    """
    if palette.inverted:
        return _at_night(palette)
    paper = QColor(palette.page)
    accent = on_paper(QColor(palette.accent), paper)
    return Inks(
        desk=QColor(palette.desk),
        line=QColor(palette.line),
        paper=paper,
        ink=QColor(palette.ink),
        muted=on_paper(QColor(palette.muted), paper),
        accent=accent,
        ring=QColor(palette.accent),
        selection=_wash(QColor(palette.accent), paper),
        highlights=tuple(QColor(colour) for colour in palette.highlights),
        words=QColor(palette.ink),
    )


_DARK_PAPER, _LIGHT_PRINT, _DARK_ACCENT = QColor("#1A2028"), QColor("#E9EDF2"), QColor("#74B5FF")


def _at_night(palette: Palette) -> Inks:
    return Inks(
        desk=QColor(palette.desk),
        line=QColor(palette.line),
        paper=_DARK_PAPER,
        ink=QColor(palette.ink),
        muted=QColor("#A4B0BE"),
        accent=_DARK_ACCENT,
        ring=QColor(palette.accent),
        selection=mixed(_DARK_ACCENT, _DARK_PAPER, 0.3),
        highlights=tuple(QColor(colour) for colour in palette.highlights),
        words=_LIGHT_PRINT,
        night=True,
    )


def on_paper(colour: QColor, paper: QColor) -> QColor:
    """Return the colour, darkened until it reads on paper."""
    while contrast(colour.name(), paper.name()) < TEXT and colour.value() > 0:
        colour = colour.darker(110)
    return colour


def _wash(accent: QColor, paper: QColor) -> QColor:
    """Return as little of the accent on paper as stands out from it."""
    share = 0.2
    while share < 1 and contrast(mixed(accent, paper, share).name(), paper.name()) < _SEEN:
        share += 0.05
    return mixed(accent, paper, share)


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return so much of a colour on a ground."""

    def part(one: int, other: int) -> int:
        return round(one * share + other * (1 - share))

    return QColor(
        part(colour.red(), ground.red()),
        part(colour.green(), ground.green()),
        part(colour.blue(), ground.blue()),
    )
