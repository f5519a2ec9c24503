"""Lines collected into sections under headings, then what stands beside the text (headers, notes ...) as parts of its own."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.documents.formats.extract import joined
from reviewer.documents.formats.pictures import Spot, placed
from reviewer.documents.formats.side_parts import LABELS
from reviewer.model import Aside, Part


class Flow:
    """Collects what a document of running text says, in order."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._sections: list[tuple[str, list[str]]] = [("", [])]
        self._beside: dict[Aside, list[str]] = {}
        self._pictures: list[tuple[int, int, str]] = []
        self.cut = False  # whoever fills it says here that something was left out

    def line(self, text: str, *, heading: bool = False) -> None:
        """Add a paragraph or a table's row; a *heading* starts a section and is its first line too."""
        if not text.strip():
            return
        if heading:
            self._sections.append((" ".join(text.split()), []))
        self._sections[-1][1].append(text.strip("\n"))

    def picture(self, key: str) -> None:
        """Say that a picture stands here, before the next line."""
        self._pictures.append((len(self._sections) - 1, len(self._sections[-1][1]), key))

    def beside(self, aside: Aside, lines: Iterable[str], *, once: bool = False) -> None:
        """Add lines to the part for *aside*; *once*: the same line is not told again (a header on every page)."""
        beside = self._beside.setdefault(aside, [])
        beside += [line for line in lines if line.strip() and not (once and line in beside)]

    def parts(self) -> list[Part]:
        """Return ``s1``, ``s2`` ...: a part per section that has text, then one for each sort of what stands beside it."""
        parts: list[tuple[str, str, Aside | None]] = [
            (heading or "beginning", joined(lines), None) for heading, lines in self._sections
        ]
        parts += [(LABELS[aside], joined(lines), aside) for aside, lines in self._beside.items()]
        filled = [each for each in parts if each[1].strip()]
        return [
            Part(f"s{number}", label, text, aside=aside)
            for number, (label, text, aside) in enumerate(filled, start=1)
        ]

    def pictures(self) -> list[tuple[str, Spot]]:
        """Return the key of each picture, and where it stands among the parts."""
        parts = self.parts()
        return [(key, placed(self._sections, parts, section, line)) for section, line, key in self._pictures]
