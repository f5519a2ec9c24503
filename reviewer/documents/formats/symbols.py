"""Characters of symbol fonts as what they show: a ticked box in Wingdings is "\u2612" in the text, a Greek letter itself.

Symbol fonts have their pictures at the codes 0x20 to 0xFF, which Office writes as U+F020 to U+F0FF too: [MS-DOC] 2.6.1,
sprmCSymbol; ECMA-376 part 1, 17.3.3.30. The pictures of the common ones are known from mammoth's table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

TICKED, EMPTY = "\u2612", "\u2610"
FONTS = ("Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3")
_PRIVATE = 0xF000
_FIRST, _LAST = 0x20, 0xFF
# Boxes to be ticked, by font; the table has them as characters that few fonts show and nobody searches for.
_BOXES: Mapping[str, Mapping[int, str]] = {
    "Wingdings": {
        0xFE: TICKED, 0xFD: TICKED, 0x78: TICKED, 0xA8: EMPTY, 0x6F: EMPTY, 0x71: EMPTY, 0x72: EMPTY, 0xFB: "\u2717",
    },
    "Wingdings 2": {
        0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED, 0xA3: EMPTY, 0x2A: EMPTY, 0x50: "\u2713", 0x4F: "\u2717",
    },
    "Webdings": {0x63: EMPTY, 0x61: "\u2713", 0x72: "\u2717"},
}  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[int, str]]:
    from mammoth.docx.dingbats import dingbats

    table: dict[str, dict[int, str]] = {font: {} for font in FONTS}
    for (font, code), character in dingbats.items():
        table.setdefault(font, {})[code] = chr(character)
    for font, boxes in _BOXES.items():
        table[font] |= boxes
    return table


def font(name: str) -> str | None:
    """Return the symbol font that *name* means, None if it is another font."""
    tidy = " ".join(name.split()).lower()
    return next((one for one in FONTS if tidy in {one.lower(), f"{one.lower()} regular"}), None)


def shown(name: str, code: int) -> str:
    """Return what the character *code* of the font *name* shows; of a font that is not known the character itself."""
    bare = code - _PRIVATE if _PRIVATE + _FIRST <= code <= _PRIVATE + _LAST else code
    known = font(name)
    if known is None or not _FIRST <= bare <= _LAST:
        return chr(code)
    return _table()[known].get(bare, chr(code))


def text(name: str, written: str) -> str:
    """Return what *written* shows in the font *name*: as it stands, unless that is a symbol font."""
    return written if font(name) is None else "".join(shown(name, ord(each)) for each in written)


def box(*, ticked: bool) -> str:
    """Return a box as it stands in the text."""
    return TICKED if ticked else EMPTY
