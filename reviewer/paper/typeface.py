"""The four faces letters are set in: widths, coverage, and their names in a PDF.

ReportLab keeps fonts in a registry of its own, by name; a name therefore carries the path's hash, so that
two sets of resources in one process never take each other's place.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.errors import PaperError
from reviewer.paper.resources import FACES, Resources

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

HINTS = {
    0x00AD: None,
    0x200B: None,
}  # soft hyphen and zero-width space: hints for breaking, which we never take
RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))


def printable(text: str) -> str:
    """Return text as it is set: composed (NFC, as the font has no mark positioning) and without hints."""
    return unicodedata.normalize("NFC", text).translate(HINTS)


@dataclass(slots=True)
class Typeface:
    """The faces, loaded once. ``width`` is in points."""

    fonts: dict[str, TTFont]
    _widths: dict[tuple[str, float, str], float] = field(default_factory=dict)

    @staticmethod
    def load(resources: Resources) -> Typeface:
        """Load and register the faces; PaperError if a file is missing."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        fonts: dict[str, TTFont] = {}
        for face in FACES:
            path = resources.face(face)
            name = f"{path.stem}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(path), shapable=False, asciiReadable=False))
            known = pdfmetrics.getFont(name)
            assert isinstance(known, TTFont)  # noqa: S101  # the name is ours alone
            fonts[face] = known
        return Typeface(fonts)

    def name(self, face: str) -> str:
        """Return the name that ReportLab knows a face by."""
        return str(self.fonts[face].fontName)

    def width(self, text: str, face: str, size: float) -> float:
        """Return the width of text in points."""
        key = (face, size, text)
        known = self._widths.get(key)
        if known is None:
            known = self._widths[key] = float(self.fonts[face].stringWidth(text, size))
        return known

    def check(self, text: str, place: str) -> None:
        """Raise PaperError for the first character that cannot be printed, naming it and where it stands."""
        known = self.fonts["regular"].face.charToGlyph
        for character in printable(text):
            if character == "\n":
                continue
            if ord(character) not in known:
                raise PaperError(
                    f"The font has no {_called(character)}, in {place}",
                    "Write it with other letters, or leave it out.",
                )
            if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
                raise PaperError(
                    f"{_called(character)} is written from right to left, which cannot be printed yet, in {place}",
                    "Write it with Latin letters.",
                )


def face_of(*, strong: bool, em: bool) -> str:
    """Return the name of the face for bold and italic."""
    return ("bold-italic" if em else "bold") if strong else ("italic" if em else "regular")


def _called(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    shown = f"“{character}” " if character.isprintable() and not character.isspace() else ""
    return f"{shown}(U+{ord(character):04X}, {name})"
