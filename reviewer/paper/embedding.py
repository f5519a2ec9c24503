"""Fonts as they go into a file: the characters in use, in the order of their numbers, so that files can share what is made.

Letters of one inspection use the same few sets of characters. What is made of a set, the font's program, its map to
Unicode and its widths, is kept: to make and compress them took a third of the time of printing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont, makeToUnicodeCMap

from reviewer.paper.pdf_file import array, dictionary, reference

if TYPE_CHECKING:
    from reviewer.paper.pdf_file import Document

_BEYOND = re.compile(
    r"(?<=> <)[0-9A-F]{5,6}(?=>)"
)  # ReportLab writes their numbers, of which readers take four digits
SETS = 64  # of characters, for each font: some 15 KB each


@dataclass(frozen=True, slots=True)
class _Subset:
    """What stands in a file for a set of characters: streams, compressed; ``length`` of the program is that before."""

    name: str
    program: bytes
    length: int
    unicode: bytes
    widths: bytes


class KeptFont(TTFont):
    """A TrueType font, embedded by what a file uses of it."""

    def __init__(self, name: str, path: str) -> None:
        """Load a font file; ``name`` is ReportLab's for it."""
        super().__init__(name, path, shapable=False, asciiReadable=False)
        self._made = lru_cache(SETS)(self._make)
        self._codes: WeakKeyDictionary[Document, dict[int, int]] = WeakKeyDictionary()

    def use(self, characters: Iterable[str], document: Document) -> None:
        """Say which characters a file will show, before any is drawn."""
        used = "".join(sorted(characters))
        pieces = self.splitString(used, document)
        if len(pieces) == 1:
            self._codes[document] = dict(zip(map(ord, used), pieces[0][1], strict=True))

    def codes(self, text: str, document: Document) -> list[tuple[str, bytes]]:
        """Return text as a file shows it: names of the font there, each with bytes; more than one for over 250 characters."""
        known = self._codes.get(document, {})
        try:
            codes = bytes(map(known.__getitem__, map(ord, text)))
        except KeyError:  # too many for one, or one that nobody spoke of
            parts = self.splitString(text, document)
            return [(self.getSubsetInternalName(number, document), codes) for number, codes in parts]
        return [(self.getSubsetInternalName(0, document), codes)]

    def addObjects(self, doc: Document) -> None:  # noqa: N802  # ReportLab's name
        """Put the font into a file, as often as its characters need it; called by ReportLab before it writes."""
        state = self.state[doc]
        state.frozen = True
        for number, codes in enumerate(state.subsets):
            made = self._made(number, tuple(codes))
            name = self.getSubsetInternalName(number, doc).removeprefix("/")
            font = dictionary(
                Type="/Font", Subtype="/TrueType", Name=f"/{name}", BaseFont=f"/{made.name}", FirstChar=0,
                LastChar=len(codes) - 1, Widths=made.widths, ToUnicode=_stream(doc, f"{name}Unicode", made.unicode),
                FontDescriptor=doc.Reference(self._descriptor(doc, made, name), f"{name}Descriptor"),
            )  # fmt: skip
            doc.Reference(font, name)
            doc.fonts[name] = reference(name)
        del self.state[doc]

    def _descriptor(self, doc: Document, made: _Subset, name: str) -> pdfdoc.PDFDictionary:
        """A simple font whose codes are its own: symbolic (ISO 32000-1, 9.8.2)."""
        face: Any = self.face
        return dictionary(
            Type="/FontDescriptor", Ascent=face.ascent, CapHeight=face.capHeight, Descent=face.descent,
            Flags=face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            FontBBox=array(face.bbox), FontName=f"/{made.name}", ItalicAngle=face.italicAngle, StemV=face.stemV,
            MissingWidth=face.defaultWidth, FontFile2=_stream(doc, f"{name}Program", made.program, Length1=made.length),
        )  # fmt: skip

    def _make(self, number: int, codes: tuple[int, ...]) -> _Subset:
        face: Any = self.face
        name = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("ascii")
        program: bytes = face.makeSubset(list(codes))
        unicode = _BEYOND.sub(_in_two, makeToUnicodeCMap(name, codes)).encode("ascii")
        widths = array([face.getCharWidth(code) for code in codes]).format(None)
        return _Subset(name, zlib.compress(program), len(program), zlib.compress(unicode), widths)


def _in_two(match: re.Match[str]) -> str:
    """Write a character beyond the first 65,536 as a map to Unicode wants it, in UTF-16 (ISO 32000-1, 9.10.3)."""
    return chr(int(match[0], 16)).encode("utf-16-be").hex().upper()


def _stream(document: Document, name: str, packed: bytes, **about: object) -> object:
    return document.Reference(pdfdoc.PDFStream(dictionary(Filter="/FlateDecode", **about), packed), name)
