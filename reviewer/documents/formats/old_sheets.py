"""What calamine does not tell of a workbook of before 2007 (.xls): numbers as their format shows them, and what stands outside cells.

Source: [MS-XLS] 2.1.7.20 (sheets), 2.4.20 (Blank and the like: cells), 2.4.28 (BoundSheet8), 2.4.126 (Format), 2.4.353 (XF),
2.4.136 and 2.4.124 (headers and footers), 2.4.329 (TxO), 2.4.179 (notes), 2.4.170 (drawings), 2.4.254 (texts of charts), 2.5.217 (RkNumber),
2.4.171 (the store of pictures), 2.4.138 (those of page headers), 2.4.19 (backgrounds);
Microsoft's "Excel 97 Developer's Kit", IMDATA (pictures of before 1997).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from mmap import mmap

from reviewer.documents.formats import bitmap, metafile, number_codes, office_art, office_blips
from reviewer.documents.formats.office_blips import Shown
from reviewer.documents.formats.page_codes import page_lines
from reviewer.documents.formats.pictures import BEGINNING, Spot
from reviewer.documents.formats.sheet_text import Cell
from reviewer.documents.formats.workbook_beside import Beside
from reviewer.model import Aside

_HEAD = struct.Struct("<HH")
_START, _END, _MORE, _LOCKED = 0x809, 0x0A, 0x3C, 0x2F
_SHEET, _CODE, _STYLE, _SINCE = 0x85, 0x41E, 0xE0, 0x22
_FORMULA, _REAL, _SHORT, _SHORTS = 0x06, 0x203, 0x27E, 0xBD
_HEADER, _FOOTER, _OBJECT, _TEXT, _NOTE, _CHART_TEXT = 0x14, 0x15, 0x5D, 0x1B6, 0x1C, 0x100D
_ART, _STORE, _PAGE_ART, _GROUND = 0xEC, 0xEB, 0x866, 0xE9
_PAGE_HEAD, _GROUND_HEAD = 14, 8
_IMAGE, _IMAGE_HEAD, _METAFILE, _METAFILE_HEAD, _BITMAP = 0x7F, 8, 2, 8, 9
_VERSION_8 = 0x600
_MOST_RECORDS = 3_000_000  # all sheets may name the same place
_TEXTS = 0xFFFF  # a formula whose value is no number


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    data: bytes


@dataclass(slots=True)
class _Sheet:
    """What one sheet has beside the cells that calamine reads."""

    name: str
    at: int
    shown: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    art: bytearray = field(default_factory=bytearray)
    page_art: bytearray = field(default_factory=bytearray)
    ground: bytearray = field(default_factory=bytearray)


class OldBook:
    """A workbook's stream; of a locked or damaged one, or one of before 1997, there is nothing to be told."""

    def __init__(self, data: mmap | bytes) -> None:
        """Walk through the stream as far as it is sound."""
        self._stream, self._left = _stream(data), _MOST_RECORDS
        self._codes: dict[int, str] = {}
        self._styles: list[int] = []
        self._since_1904 = False
        self._sheets: dict[str, _Sheet] = {}
        self._art = bytearray()
        self._images: list[bytearray] = []
        try:
            self._globals()
            for sheet in self._sheets.values():
                self._sheet(sheet)
        except (struct.error, IndexError):
            return  # calamine has read the cells

    def shown(self, name: str) -> Mapping[tuple[int, int], tuple[str, str]]:
        """Return what cells of a sheet show by their format, by row and column from 1, and their number if that is another."""
        return self._sheets[name].shown if name in self._sheets else {}

    @property
    def comments(self) -> list[str]:
        """The comments of all sheets, each with its sheet's name, its cell and who made it."""
        return [line for sheet in self._sheets.values() for line in sheet.comments]

    def beside(self) -> Iterator[Beside]:
        """Yield what stands outside the cells of each sheet."""
        for sheet in self._sheets.values():
            texts = (
                (Aside.TEXT_BOXES, [*sheet.boxes, *office_art.said(sheet.art, office_art.WORDS_AS_ART)]),
                (Aside.CHARTS, list(dict.fromkeys(sheet.charts))),
                (Aside.ALTERNATIVE_TEXT, office_art.said(sheet.art, office_art.DESCRIPTION)),
                (Aside.HEADERS_AND_FOOTERS, sheet.pages),
            )
            yield from (Beside(sheet.name, aside, lines) for aside, lines in texts if lines)

    def pictures(self, somewhere: Spot = BEGINNING) -> Iterator[Shown]:
        """Yield the pictures of the sheets: what shapes show, what stands in page headers, and backgrounds.

        Those of a workbook of before 1997, whose sheets are not told apart, stand *somewhere*.
        """
        for number, image in enumerate(self._images):
            yield Shown(f"image{number}", somewhere, partial(_file_of, bytes(image)))
        store = office_blips.store(self._art)
        for number, sheet in enumerate(self._sheets.values()):
            spot = Spot(f"sheet:{sheet.name}", f"sheet {sheet.name}")
            for shape in office_blips.shown(sheet.art):
                picture = store[shape - 1] if 0 < shape <= len(store) else None
                if picture is not None:
                    yield Shown(
                        f"art/{picture.at}", spot, partial(office_blips.file_of, self._art, picture.at)
                    )
            for picture in office_blips.store(sheet.page_art):
                if picture is not None:
                    file = partial(office_blips.file_of, sheet.page_art, picture.at)
                    yield Shown(f"page{number}/{picture.at}", spot, file)
            if sheet.ground:
                yield Shown(f"ground{number}", spot, partial(bitmap.as_file, bytes(sheet.ground)))

    def _globals(self) -> None:
        is_drawn = False
        for record in self._records(0):
            data = record.data
            is_drawn = record.kind == _STORE or (is_drawn and record.kind == _MORE)
            if is_drawn:
                self._art += data
                continue
            if record.kind == _LOCKED:
                self._sheets.clear()
                return
            if record.kind == _START and _whole(data, 0) != _VERSION_8:
                self._sheets.clear()
                self._before_1997()
                return
            if record.kind == _SHEET:
                name = _string(data, 6, wide_count=False)
                self._sheets[name] = _Sheet(name, struct.unpack_from("<I", data)[0])
            elif record.kind == _CODE:
                self._codes[_whole(data, 0)] = _string(data, 2)
            elif record.kind == _STYLE:
                self._styles.append(_whole(data, 2))
            elif record.kind == _SINCE:
                self._since_1904 = _whole(data, 0) == 1

    def _before_1997(self) -> None:
        """Note the pictures of a workbook of Excel 5 or 95, wherever they stand."""
        at, goes_on = 0, False
        while at + _HEAD.size <= len(self._stream):
            kind, size = _HEAD.unpack_from(self._stream, at)
            goes_on = kind == _IMAGE or (goes_on and kind == _MORE)
            if kind == _LOCKED:
                self._images.clear()
                return
            if kind == _IMAGE:
                self._images.append(bytearray())
            if goes_on:
                self._images[-1] += self._stream[at + 4 : at + 4 + size]
            at += _HEAD.size + size

    def _records(self, at: int) -> Iterator[_Record]:
        """Yield the records of a part of the stream, those of the charts in it too."""
        depth = 0
        while at + 4 <= len(self._stream) and self._left > 0:
            self._left -= 1
            kind, size = _HEAD.unpack_from(self._stream, at)
            yield _Record(kind, self._stream[at + 4 : at + 4 + size])
            at += 4 + size
            depth += (kind == _START) - (kind == _END)
            if depth <= 0:
                return

    def _sheet(self, sheet: _Sheet) -> None:
        texts, notes = dict[int, str](), list[tuple[str, int, str]]()
        number, wanted, into = 0, 0, bytearray()
        pictured = {
            _ART: (sheet.art, 0),
            _PAGE_ART: (sheet.page_art, _PAGE_HEAD),
            _GROUND: (sheet.ground, _GROUND_HEAD),
        }
        goes_on = False
        for record in self._records(sheet.at):
            kind, data = record.kind, record.data
            goes_on = kind in pictured or (goes_on and kind == _MORE)
            if goes_on:
                into, head = pictured.get(kind, (into, 0))
                into += data[head:]
                continue
            if kind in {_REAL, _SHORT, _SHORTS, _FORMULA}:
                self._numbers(sheet, record)
            elif kind in {_HEADER, _FOOTER} and data:
                sheet.pages += page_lines(_string(data, 0), sheet.name)
            elif kind == _OBJECT:
                number = _whole(data, 6)
            elif kind == _TEXT:
                wanted = _whole(data, 10)
            elif kind == _MORE and wanted:
                text = _letters(data, 1, wanted, wide=bool(data[0] & 1))
                texts[number] = texts.get(number, "") + text
                wanted -= len(text)
            elif kind == _NOTE:
                name = Cell(_whole(data, 0) + 1, _whole(data, 2) + 1, "").name
                notes.append((name, _whole(data, 6), _string(data, 8)))
            elif kind == _CHART_TEXT:
                sheet.charts += [text] if (text := _string(data, 2, wide_count=False).strip()) else []
        self._said(sheet, texts, notes)

    def _said(self, sheet: _Sheet, texts: dict[int, str], notes: list[tuple[str, int, str]]) -> None:
        for name, number, author in notes:
            text = " ".join(texts.pop(number, "").split())
            said = text if not author or text.startswith(author) else f"{author}: {text}"
            sheet.comments.append(f"{sheet.name}!{name} {said}")
        sheet.boxes += [line for text in texts.values() for line in text.splitlines() if line.strip()]

    def _numbers(self, sheet: _Sheet, record: _Record) -> None:
        data = record.data
        row, column = struct.unpack_from("<HH", data)
        if record.kind == _SHORTS:
            for each in range((len(data) - 6) // 6):
                style, packed = struct.unpack_from("<HI", data, 4 + 6 * each)
                self._number(sheet, (row + 1, column + each + 1), style, unpacked(packed))
            return
        style = _whole(data, 4)
        if record.kind == _SHORT:
            self._number(sheet, (row + 1, column + 1), style, unpacked(struct.unpack_from("<I", data, 6)[0]))
        elif record.kind == _REAL or _whole(data, 12) != _TEXTS:
            self._number(sheet, (row + 1, column + 1), style, struct.unpack_from("<d", data, 6)[0])

    def _number(self, sheet: _Sheet, place: tuple[int, int], style: int, value: float) -> None:
        key = self._styles[style] if style < len(self._styles) else 0
        code = self._codes.get(key) or number_codes.BUILT_IN.get(key, "")
        if code and code.lower() != "general":
            text = number_codes.shown_raw(repr(value), code, since_1904=self._since_1904)
            sheet.shown[place] = text, number_codes.raw_of(value, text)


def _stream(data: mmap | bytes) -> bytes:
    """Return the workbook's stream, whatever the case of its name; nothing if there is none."""
    try:
        with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
            names = ("workbook", "book")
            paths = [path for path in ole.listdir() if len(path) == 1 and path[0].lower() in names]
            return bytes(ole.openstream(paths[0]).read()) if paths else b""
    except (OSError, IndexError, ValueError, TypeError):
        return b""


def _file_of(image: bytes) -> bytes:
    """Return the file of a picture of before 1997, b"" if it is in a form that is not known here."""
    if len(image) < _IMAGE_HEAD:
        return b""
    sort, size = struct.unpack_from("<H2xI", image)
    body = image[_IMAGE_HEAD : _IMAGE_HEAD + size]
    if sort == _METAFILE:
        return body if metafile.is_metafile(body) else body[_METAFILE_HEAD:]
    return bitmap.as_file(body) if sort == _BITMAP else b""


def unpacked(packed: int) -> float:
    """Return a number that is packed into four bytes."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return value / 100 if packed & 1 else value


def _whole(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


def _string(data: bytes, at: int, *, wide_count: bool = True) -> str:
    count = _whole(data, at) if wide_count else data[at]
    at += 2 if wide_count else 1
    return _letters(data, at + 1, count, wide=bool(data[at] & 1)) if count else ""


def _letters(data: bytes, at: int, count: int, *, wide: bool) -> str:
    if wide:
        return data[at : at + 2 * count].decode("utf-16-le", "replace")
    return data[at : at + count].decode("latin-1")
