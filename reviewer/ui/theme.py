"""The one table of colours, for every screen; the style sheet and all painting are made from it.

Tokens are those of the agreed look. ``PAIRS`` lists what stands on what, with the least contrast that WCAG 2.2
AA wants (1.4.3: 4.5 for text; 1.4.11: 3 for shapes and the edges of controls); a test measures all of them.
"""

from __future__ import annotations

import colorsys
from dataclasses import replace
from enum import StrEnum

from reviewer.model.frozen import dataclass

TEXT = 4.5
SHAPE = 3.0
TURN = 0.13


class ThemeName(StrEnum):
    """What a person can choose; ``SYSTEM`` follows the desktop's light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class PageColours(StrEnum):
    """In which colours the pages of documents are shown; what is on the disk, and what is printed, keeps its own."""

    SENT = "sent"
    DIMMED = "dimmed"
    CREAM = "cream"
    INVERTED = "inverted"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by their task, as ``#RRGGBB``.

    ``line`` only separates; ``edge`` bounds what can be typed into or ticked. ``page`` and ``ink`` are paper
    and print, which keep their colours in the dark; ``highlights`` are the criteria's, by rotation.
    """

    name: str
    desk: str
    surface: str
    sunk: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    wash: str
    met: str
    part: str
    gap: str
    unknown: str
    page: str
    ink: str
    highlights: tuple[str, ...]
    inverted: bool = False
    """Whether pages are turned dark, but for what is highlighted."""

    def tone(self, tone: str) -> str:
        """Return the colour of a tone; that of "" (not judged) is muted."""
        return {"met": self.met, "part": self.part, "gap": self.gap, "unknown": self.unknown}.get(
            tone, self.muted
        )

    def of_pages(self, colours: PageColours) -> Palette:
        """Return the same with the pages of documents in other colours; as they were sent, those of the theme stand."""
        if colours is PageColours.INVERTED:
            return replace(self, inverted=True)
        return replace(self, page=_PAPERS.get(colours, self.page))

    def highlight(self, number: int) -> str:
        """Return a criterion's colour by its number from 1."""
        return self.highlights[(number - 1) % len(self.highlights)]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return luminance(self.text) > luminance(self.surface)


_PAPERS = {PageColours.DIMMED: "#E2DFD6", PageColours.CREAM: "#F8ECD2"}


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


def _eight(*four: str) -> tuple[str, ...]:
    """Four agreed colours, and the four between them."""
    return (*four, *(_turned(colour) for colour in four))


def _turned(colour: str) -> str:
    hue, light, strength = colorsys.rgb_to_hls(*_parts(colour))
    parts = colorsys.hls_to_rgb((hue + TURN) % 1, light, strength)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


LIGHT = Palette(
    name="light",
    desk="#EEF1F5", surface="#FFFFFF", sunk="#F6F8FA", line="#D5DBE3", edge="#7D8999",
    text="#17202B", muted="#566273", accent="#0B5CAD", on_accent="#FFFFFF", wash="#E3EEFA",
    met="#1B7046", part="#8A5A00", gap="#B3261E", unknown="#5A4AA8", page="#FFFFFF", ink="#22272E",
    highlights=_eight("#FFE9A8", "#C9EBD3", "#CFE2FF", "#F8D3E4"),
)  # fmt: skip
DARK = Palette(
    name="dark",
    desk="#11151A", surface="#1A2028", sunk="#151A21", line="#323C49", edge="#738093",
    text="#E9EDF2", muted="#A4B0BE", accent="#74B5FF", on_accent="#0A1420", wash="#1E3450",
    met="#5CCB90", part="#F0B64A", gap="#FF8A80", unknown="#B5A6FF", page="#E9E7E1", ink="#22272E",
    highlights=_eight("#F3DC92", "#B9DDC3", "#BDD5F5", "#EBC3D6"),
)  # fmt: skip
CONTRAST = Palette(
    name="contrast",
    desk="#000000", surface="#000000", sunk="#000000", line="#C8C8C8", edge="#FFFFFF",
    text="#FFFFFF", muted="#E4E4E4", accent="#FFDF3D", on_accent="#000000", wash="#223047",
    met="#7DF0B0", part="#FFC861", gap="#FFA59E", unknown="#D3C8FF", page="#FFFFFF", ink="#000000",
    highlights=_eight("#FFE27A", "#A9E8BD", "#B3D4FF", "#FFBEDA"),
)  # fmt: skip

PALETTES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}

GROUNDS = ("desk", "surface", "sunk", "wash")
TONES = ("met", "part", "gap", "unknown")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((front, back, TEXT) for front in ("text", "muted") for back in GROUNDS),
    *((front, back, TEXT) for front in (*TONES, "accent") for back in ("surface", "sunk", "wash")),
    *(("edge", back, SHAPE) for back in ("surface", "sunk", "desk")),
    *(("accent", back, SHAPE) for back in GROUNDS),
    ("on_accent", "accent", TEXT),
    ("surface", "met", SHAPE),
    ("ink", "page", TEXT),
)
