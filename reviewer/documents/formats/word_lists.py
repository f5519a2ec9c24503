"""The numbers that Word 97 to 2003 counts by itself, as ``word_numbers`` counts those of newer files.

Source: [MS-DOC] 2.9.131 and 2.9.147 (the definitions of lists), 2.9.132 and 2.9.148 (lists that rest on them), 2.9.149 and
2.9.150 (levels), 2.9.138 and 2.9.137 (what a list changes), 2.9.271 and 2.9.260 (styles).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reviewer.documents.formats.word_numbers import Level, Numbers

_DEFINITIONS, _LISTS, _STYLES = 0x2E2, 0x2EA, 0xA2
_SIMPLE, _LEGAL, _STARTS, _FORMATS = 0x01, 0x04, 0x10, 0x20
_LEVELS = 9
_MOST = 10_000
_IN_LIST, _AT_LEVEL = 0x460B, 0x260A
_PARAGRAPH = 1
_NO_STYLE = 0xFFF
SIZES: Mapping[int, int] = MappingProxyType({0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3})
"""How many bytes follow a modifier, by the top three bits of its code; 6: the next byte says."""
_FIGURES: Mapping[int, str] = MappingProxyType({
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero",
    23: "bullet", 255: "none",
})  # fmt: skip
Place = tuple[int | None, int | None]
"""The list (from 1) and the level (from 0) that modifiers set."""


def numbers(main: bytes, table: bytes) -> Numbers:
    """Return the lists of a document; what can't be read of them is left out."""
    made = Numbers()
    try:
        definitions = dict(_definitions(main, table))
        for number, (definition, changes) in enumerate(_lists(main, table), start=1):
            levels = definitions.get(definition)
            if levels is not None:
                name = str(number)
                made.shares[name] = str(definition)
                made.levels[name] = dict(levels)
                for level, start, other in changes:
                    if other is not None:
                        made.levels[name][level] = other
                    if start is not None:
                        made.restarts.setdefault(name, {})[level] = start
    except (struct.error, IndexError):
        return made
    return made


def place(grpprl: bytes) -> Place:
    """Return what a paragraph's modifiers say of its list."""
    number = level = None
    at = 0
    while at + 2 < len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, at)
        if code == _IN_LIST and at + 4 <= len(grpprl):
            (number,) = struct.unpack_from("<H", grpprl, at + 2)
        elif code == _AT_LEVEL:
            level = grpprl[at + 2]
        at += 2 + SIZES.get(code >> 13, 1 + grpprl[at + 2])
    return number, level


def by_style(main: bytes, table: bytes) -> Mapping[int, Place]:
    """Return list and level of each paragraph style that has them, of its own or of the style that it is based on."""
    own: dict[int, tuple[Place, int]] = {}
    try:
        own = dict(_styles(main, table))
    except (struct.error, IndexError):
        return {}
    styles = {}
    for style in own:
        number, level, at, seen = None, None, style, set[int]()
        while at in own and at not in seen:
            seen.add(at)
            (here, depth), base = own[at]
            number = here if number is None else number
            level = depth if level is None else level
            at = base
        if number:
            styles[style] = (number, level)
    return styles


def _styles(main: bytes, table: bytes) -> Iterator[tuple[int, tuple[Place, int]]]:
    start, size = struct.unpack_from("<II", main, _STYLES)
    sheet = table[start : start + size]
    head, count, fixed = struct.unpack_from("<HHH", sheet)
    at = 2 + head
    for number in range(min(count, _MOST)):
        (length,) = struct.unpack_from("<H", sheet, at)
        style = sheet[at + 2 : at + 2 + length]
        at += 2 + length + length % 2
        if len(style) > fixed + 2:
            (kind,) = struct.unpack_from("<H", style, 2)
            name = struct.unpack_from("<H", style, fixed)[0]
            properties = fixed + 2 + 2 * name + 2
            if kind & 0xF == _PARAGRAPH and properties + 4 <= len(style):
                (length,) = struct.unpack_from("<H", style, properties)
                grpprl = style[properties + 4 : properties + 2 + length]
                yield number, (place(grpprl), kind >> 4 if kind >> 4 != _NO_STYLE else -1)


def _definitions(main: bytes, table: bytes) -> Iterator[tuple[int, dict[int, Level]]]:
    start, size = struct.unpack_from("<II", main, _DEFINITIONS)
    if not size:
        return
    (count,) = struct.unpack_from("<H", table, start)
    at = start + 2 + 28 * count
    for number in range(min(count, _MOST)):
        entry = start + 2 + 28 * number
        (identity,) = struct.unpack_from("<i", table, entry)
        levels = {}
        for level in range(1 if table[entry + 26] & _SIMPLE else _LEVELS):
            levels[level], at = _level(table, at)
        yield identity, levels


def _lists(main: bytes, table: bytes) -> Iterator[tuple[int, list[tuple[int, int | None, Level | None]]]]:
    """Yield for each list its definition, and what it changes: level, where to start, how to count."""
    start, size = struct.unpack_from("<II", main, _LISTS)
    if not size:
        return
    (count,) = struct.unpack_from("<I", table, start)
    count = min(count, _MOST)
    at = start + 4 + 16 * count
    for number in range(count):
        (identity,) = struct.unpack_from("<i", table, start + 4 + 16 * number)
        changes: list[tuple[int, int | None, Level | None]] = []
        at += 4
        for _change in range(table[start + 4 + 16 * number + 12]):
            first, flags = struct.unpack_from("<iI", table, at)
            at += 8
            other = None
            if flags & _FORMATS:
                other, at = _level(table, at)
            changes.append((flags & 0xF, first if flags & _STARTS and not flags & _FORMATS else None, other))
        yield identity, changes


def _level(table: bytes, at: int) -> tuple[Level, int]:
    first, figures, flags = struct.unpack_from("<iBB", table, at)
    characters, paragraph = table[at + 24], table[at + 25]
    at += 28 + characters + paragraph
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    words = "".join(f"%{ord(each) + 1}" if ord(each) < _LEVELS else each for each in text)
    level = Level(first, _FIGURES.get(figures, "decimal"), words, legal=bool(flags & _LEGAL))
    return level, at + 2 + 2 * length
