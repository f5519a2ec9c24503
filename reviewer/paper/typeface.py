"""The faces letters are set in: widths, coverage, and their names in a PDF.

Each of the four faces has others to fall back on, for characters that it lacks; they are loaded when first wanted.
A font's name carries its path's hash, so that two sets of resources in one process never take each other's place.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from reviewer.paper.characters import HELD_SPACES, Refusal, printable, refusal
from reviewer.paper.resources import FACES, FALLBACKS, Resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reviewer.paper.embedding import KeptFont
    from reviewer.paper.pdf_file import Document


class Typeface:
    """The faces. ``fonts`` are those loaded so far, by name; widths are in points."""

    def __init__(self, resources: Resources) -> None:
        """Load the four faces; PaperError if a file is missing."""
        self._resources = resources
        self.fonts = {face: _loaded(resources.face(face)) for face in FACES}
        self._own = frozenset.intersection(*(frozenset(f.face.charToGlyph) for f in self.fonts.values()))
        self._reasons: dict[str, Refusal | None] = {}
        self._widths: dict[tuple[str, float, str], float] = {}

    def path(self, face: str) -> Path:
        """Return the file of a face."""
        return self._resources.face(face)

    def width(self, text: str, face: str, size: float) -> float:
        """Return the width of text in points."""
        key = (face, size, text)
        known = self._widths.get(key)
        if known is None:
            known = self._widths[key] = float(self._font(face).stringWidth(text, size))
        return known

    def use(self, characters: Mapping[str, Iterable[str]], document: Document) -> None:
        """Say which characters of each face a file will show, before any is drawn."""
        for face, used in characters.items():
            self._font(face).use(used, document)

    def segments(self, text: str, face: str) -> list[tuple[str, str]]:
        """Cut printable text where another face has to serve: each part with the name of its face."""
        if text.isascii():
            return [(text, face)]
        cut: list[tuple[str, str]] = []
        for character in text:
            name = self._holder(character, face) or face
            if cut and cut[-1][1] == name:
                cut[-1] = (cut[-1][0] + character, name)
            else:
                cut.append((character, name))
        return cut

    def refused(self, text: str) -> dict[str, Refusal]:
        """Return each character of a text that cannot be printed, with the reason; empty if all can."""
        if text.isascii() and text.isprintable():
            return {}
        return {
            character: why
            for character in dict.fromkeys(printable(text))
            if not (character.isspace() and character not in HELD_SPACES)
            and (why := self._why_not(character))
        }

    def _why_not(self, character: str) -> Refusal | None:
        if character not in self._reasons:
            self._reasons[character] = self._reason(character)
        return self._reasons[character]

    def _reason(self, character: str) -> Refusal | None:
        if self._holder(character, "regular") is None and refusal(character) is not Refusal.RIGHT_TO_LEFT:
            return Refusal.NO_GLYPH
        return refusal(character)

    def _holder(self, character: str, face: str) -> str | None:
        """Return which face has a character: this one, or one that it falls back on."""
        if ord(character) in self._own:
            return face
        others = FALLBACKS["bold" if face.startswith("bold") else "regular"]
        return next((name for name in others if ord(character) in self._font(name).face.charToGlyph), None)

    def _font(self, name: str) -> KeptFont:
        known = self.fonts.get(name)
        if known is None:
            known = self.fonts[name] = _loaded(self._resources.face(name))
        return known


@cache
def _loaded(path: Path) -> KeptFont:
    """Load a font once. ReportLab's own list of fonts is left alone: it gives two files that name their face alike one font."""
    from reviewer.paper.embedding import KeptFont

    name = f"{path.stem}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    return KeptFont(name, str(path))


def face_of(*, strong: bool, em: bool) -> str:
    """Return the name of the face for bold and italic."""
    return ("bold-italic" if em else "bold") if strong else ("italic" if em else "regular")
