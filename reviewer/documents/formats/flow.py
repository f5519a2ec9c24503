"""Lines collected into sections under headings, then what stands beside the text (headers, notes ...) as parts of its own."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.documents.formats.extract import joined
from reviewer.model import Part


class Flow:
    """Collects what a document of running text says, in order."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._sections: list[tuple[str, list[str]]] = [("", [])]
        self._beside: dict[str, list[str]] = {}
        self.cut = False  # whoever fills it says here that something was left out

    def line(self, text: str, *, heading: bool = False) -> None:
        """Add a paragraph or a table's row; a *heading* starts a section and is its first line too."""
        if not text.strip():
            return
        if heading:
            self._sections.append((" ".join(text.split()), []))
        self._sections[-1][1].append(text.strip("\n"))

    def beside(self, label: str, lines: Iterable[str], *, once: bool = False) -> None:
        """Add lines to the part called *label*; *once*: the same line is not told again (a header on every page)."""
        kept = self._beside.setdefault(label, [])
        kept += [line for line in lines if line.strip() and not (once and line in kept)]

    def parts(self) -> list[Part]:
        """Return ``s1``, ``s2`` ...: a part per section that has text, then one per label."""
        found = [(heading or "beginning", joined(lines)) for heading, lines in self._sections]
        found += [(label, joined(lines)) for label, lines in self._beside.items()]
        filled = [(label, text) for label, text in found if text.strip()]
        return [Part(f"s{number}", label, text) for number, (label, text) in enumerate(filled, start=1)]

    def has(self, label: str) -> bool:
        """Tell whether anything stands beside the text under this label."""
        return bool(self._beside.get(label))
