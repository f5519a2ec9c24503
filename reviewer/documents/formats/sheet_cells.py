"""The cells of a sheet in an Excel package, each where it stands: far ones cost no more than near ones.

Source: ECMA-376 part 1, 18.3.1.4 (cells), 18.4.8 (shared strings), 18.8 (formats). The rows are cut by a pattern, after
expat found the part sound: a tree of a million cells would take seconds and gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pyexpat import ExpatError, ParserCreate
from zipfile import ZipFile

from reviewer.documents.formats import number_codes, package, workbook_marks
from reviewer.documents.formats.sheet_text import Cell

_BOOK = "xl/workbook.xml"
_DATA = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*?(?:/>|>(.*)</(?:\w+:)?sheetData\s*>)", re.DOTALL)
_CELL = re.compile(
    rb'<c(?: r="([A-Z]{1,3})([1-9]\d{0,6})")?(?: s="(\d+)")?(?: t="([sn]|inlineStr)")?>'  # most, written in one way
    rb"(?:(?:<f>[^<]*</f>)?<v>([^<&]+)</v>|<is><t>([^<&]+)</t></is>)</c>"
    rb"|<(?:\w+:)?(?:row\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"\b([rst])\s*=\s*[\"']([^\"']*)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?v\s*>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si\s*>)", re.DOTALL)
_SOUNDS = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh\s*>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?t\s*>)", re.DOTALL)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(rb"([A-Z]{1,3})(\d{1,7})\Z")
_UTF_8 = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml(?:(?!encoding)[^>])*(?:encoding\s*=\s*[\"']utf-?8[\"'][^>]*)?\?>)?",
    re.IGNORECASE,
)
_SHOWN_NAMES = 20
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share: its texts, and the formats by the numbers that cells have."""

    strings: Sequence[str]
    codes: Mapping[bytes, str]
    since_1904: bool = False


@dataclass(slots=True)
class Unkept:
    """Cells whose formula has no value in the file: how many, and the first ones' names, with that of their ``sheet``."""

    sheet: str = ""
    count: int = 0
    names: list[str] = field(default_factory=list)

    def of(self, sheet: str) -> Unkept:
        """Go on with another sheet."""
        self.sheet = sheet
        return self

    def add(self, name: str) -> None:
        """Take one more in."""
        self.count += 1
        self.names += [f"{self.sheet}!{name}"] if len(self.names) < _SHOWN_NAMES else []


def book(archive: ZipFile) -> Book:
    """Return what the sheets share."""
    parts = dict(workbook_marks.relations(archive, _BOOK))
    texts = _plain(package.entry(archive, parts["sharedStrings"])) if "sharedStrings" in parts else b""
    strings = [_texts(match[1] or b"") for match in _ITEM.finditer(texts)]
    codes = dict(_codes(archive, parts["styles"])) if "styles" in parts else {}
    root = package.tree(archive, _BOOK)
    properties = None if root is None else next(root.iter("{*}workbookPr"), None)
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true", "on"}
    return Book(strings, codes, since_1904)


def _codes(archive: ZipFile, place: str) -> Iterator[tuple[bytes, str]]:
    """Yield the number of each style of cells that shows numbers in its own way, and its code."""
    root = package.tree(archive, place)
    if root is None:
        return
    own = {
        node.get("numFmtId", ""): node.get("formatCode", "")
        for node in root.iterfind("./{*}numFmts/{*}numFmt")
    }
    for number, style in enumerate(root.iterfind("./{*}cellXfs/{*}xf")):
        key = style.get("numFmtId", "0")
        code = own.get(key) or number_codes.BUILT_IN.get(int(key) if key.isdecimal() else 0, "")
        if code and code.lower() != "general":
            yield str(number).encode(), code


def cells(xml: bytes, shared: Book, unkept: Unkept) -> Iterator[Cell] | None:
    """Return the cells of a sheet's part that show something; None if the part is damaged."""
    xml = _plain(xml)
    data = _DATA.search(xml)
    if not _sound(xml, data.end() if data else len(xml)):
        return None
    return _cells(data[1] or b"", shared, unkept) if data else iter(())


def _sound(xml: bytes, end: int) -> bool:
    parser = ParserCreate()
    try:
        parser.Parse(xml, True)  # noqa: FBT003  # it knows no other way
    except ExpatError:
        return parser.ErrorByteIndex >= end
    except (LookupError, ValueError):  # an encoding that there is not
        return False
    return True


def _plain(xml: bytes) -> bytes:
    """Return XML as UTF-8 and without comments and sections of their own, which a pattern would take for cells."""
    if b"<!" not in xml and _UTF_8.match(xml):
        return xml
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, huge_tree=True
    )
    try:
        return etree.tostring(etree.fromstring(xml, parser), encoding="utf-8")
    except etree.XMLSyntaxError:
        return xml


def _cells(data: bytes, shared: Book, unkept: Unkept) -> Iterator[Cell]:
    row, column = 0, 0
    for match in _CELL.finditer(data):
        letters, digits, style, kind, value, written, heads, attributes, inside = match.groups()
        if value is not None or written is not None:
            row, column = (int(digits), _column(letters)) if letters else (max(row, 1), column + 1)
            text, raw = _plainly(value, written, style, kind, shared)
        elif heads is not None:
            number = dict(_ATTRIBUTE.findall(heads)).get(b"r", b"")
            row, column = int(number) if number.isdigit() else row + 1, 0
            continue
        else:
            said = dict(_ATTRIBUTE.findall(attributes))
            place = _PLACE.match(said.get(b"r", b""))
            row, column = (int(place[2]), _column(place[1])) if place else (max(row, 1), column + 1)
            text, raw = _shown(inside, said, shared) if inside else ("", "")
        if text:
            yield Cell(row, column, text, raw)
        elif text is None:
            unkept.add(Cell(row, column, "").name)


@lru_cache(20_000)
def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def _plainly(
    value: bytes | None, written: bytes | None, style: bytes | None, kind: bytes | None, shared: Book
) -> tuple[str | None, str]:
    """Return what ``_shown`` does for a cell that is written as most are: with a *value*, or a text *written* in it."""
    if kind == b"inlineStr":
        return "" if written is None else _decoded(written), ""
    raw = value or b""
    text = _value(raw, style or b"0", kind or b"n", shared)
    return text, "" if kind == b"s" else number_codes.raw_of(_decoded(raw), text)


def _shown(inside: bytes, said: Mapping[bytes, bytes], shared: Book) -> tuple[str | None, str]:
    """Return what a cell shows, None where its formula has no value; and its number where it shows it otherwise."""
    kind = said.get(b"t", b"n")
    if kind == b"inlineStr":
        return _texts(inside), ""
    value = _VALUE.search(inside)
    raw = b"" if value is None else value[1] or b""
    if (value is None or (not raw and kind != b"str")) and _FORMULA.search(inside):
        return None, ""
    text = _value(raw, said.get(b"s", b"0"), kind, shared)
    return text, number_codes.raw_of(_decoded(raw), text) if kind == b"n" else ""


def _value(raw: bytes, style: bytes, kind: bytes, shared: Book) -> str:
    """Return what a kept value shows in a cell of a style and a kind (18.18.11)."""
    if kind == b"s":
        number = int(raw) if raw.strip().isdigit() else -1
        return shared.strings[number] if 0 <= number < len(shared.strings) else ""
    text = _decoded(raw)
    if kind == b"b":
        return "TRUE" if text.strip() in {"1", "true"} else "FALSE"
    if kind != b"n":
        return text
    code = shared.codes.get(style, "")
    if not code and text.isdecimal() and len(text) < _SHORT and not text.startswith("0"):
        return text
    return number_codes.shown_raw(text, code, since_1904=shared.since_1904)


def _texts(inside: bytes) -> str:
    """Return a text of runs, without how it sounds (``rPh``)."""
    if b"rPh" in inside:
        inside = _SOUNDS.sub(b"", inside)
    return "".join(_decoded(match[1] or b"") for match in _TEXT.finditer(inside))


def _decoded(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    if "&" in text:
        text = unescape(text)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text
