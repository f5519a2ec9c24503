"""Word documents of before 2007 (.doc), read from their own bytes: the text in sections, then notes, headers, comments.

Source: [MS-DOC]: 2.5 (the header that says where all else is), 2.4.1 (which characters belong to which place), 2.8.25 (the
table of pieces), 2.9.33 and 2.9.175 (pages of formatting). What change tracking struck out, and what is hidden, is told apart.
Lists are numbered as Word does (``word_lists``), symbols and form fields show what they show (``word_fields``). Of Word 6
and 95 the text alone is read (``word_six``), of Word 2 as one run.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import (
    embedded,
    office_art,
    office_blips,
    package_also,
    word_fields,
    word_lists,
    word_six,
)
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.flow import Flow
from reviewer.documents.formats.office_blips import Shown
from reviewer.documents.formats.old_word_pictures import PLACE, LinePictures, first_spot, pictures
from reviewer.documents.formats.pictures import BEGINNING, Spot, with_pictures
from reviewer.documents.formats.side_parts import unseen_text
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Note, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason, problem

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "old-word/3"
_DAMAGED = RefusalError(Reason.OLD_WORD_DAMAGED)
_LONGEST = 64 << 20
_WORD_97, _WORD_2 = 0xC1, b"\xdb\xa5-\0"
_POOL = "ObjectPool"
_COUNTS = (
    0x4C,
    0x50,
    0x54,
    0x58,
    0x5C,
    0x60,
    0x64,
    0x68,
)  # FibRgLw97: how many characters stand in each place
_BODY, _MACROS = "body", "macros"
_STORIES = (
    _BODY, Aside.NOTES, Aside.HEADERS_AND_FOOTERS, _MACROS, Aside.COMMENTS, Aside.NOTES, Aside.TEXT_BOXES, Aside.TEXT_BOXES,
)  # fmt: skip
_DRAWINGS = 0x22A
_CLX, _CHARACTERS, _PARAGRAPHS = 0x1A2, 0xFA, 0x102  # FibRgFcLcb97
_PAGE = 512
_STRUCK, _VANISHED = 0x0800, 0x083C  # sprmCFRMarkDel, sprmCFVanish
_LAST_HEADING = 9
_MARKS = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x1e": "\u2011", "\x1f": "\u00ad", "\xa0": "\u00a0"})
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
_MACHINE = re.compile("[\x00-\x06\x08\x0e-\x1d]")


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading, then what stands beside the text."""
    del args
    members, shut = _members(data)
    extract = Extract(
        "doc",
        EXTRACTOR,
        members=members,
        also=[*embedded.file_notes(members), *package_also.ole(data, shut=shut)],
    )
    try:
        extract.parts, notes, cut, pictures = _parts(data)
        gathered = office_blips.gather(pictures)
    except (struct.error, IndexError, ValueError, OverflowError, OSError) as error:
        raise _DAMAGED from error
    extract.parts = with_pictures(extract.parts, gathered)
    extract.also += [*notes, *gathered.notes_left_out()]
    if cut:
        extract.problem = problem(Reason.OLD_WORD_CUT_OFF)
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an embedded object; ``key`` is the name of its storage."""
    with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
        return embedded.fetch_pooled(ole, _POOL, str(args["key"]))


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: where its record begins."""
    try:
        return office_blips.picture(_parts(data)[3], str(args["key"]))
    except (struct.error, IndexError, ValueError, OverflowError, OSError) as error:
        raise _DAMAGED from error


def _members(data: mmap | bytes) -> tuple[list[Inside], bool | None]:
    """Return the files inside, and whether there are objects that were not opened; None if that can't be told."""
    if bytes(data[:4]) == _WORD_2:
        return [], None
    try:
        with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
            members, shut = embedded.pooled(ole, _POOL)
    except (OSError, ValueError, IndexError, RecursionError, struct.error):  # storages may hold themselves
        return [], None
    return members, shut > 0


def _parts(data: mmap | bytes) -> tuple[list[Part], list[Note], bool, list[Shown]]:
    """Return the parts, what else to tell, whether text is missing at its end, and the pictures."""
    if bytes(data[:4]) == _WORD_2:
        return _plain(bytes(data)), [note(NoteCode.BEFORE_1997)], False, []
    with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
        main = ole.openstream("WordDocument").read()
        if _short(main, 2) < _WORD_97:
            return _six(main)
        table = ole.openstream("1Table" if _short(main, 0x0A) & 0x0200 else "0Table").read()
        data_stream = ole.openstream("Data").read() if ole.exists("Data") else b""
    old = _Old(main, table, data_stream)
    return *old.parts(), old.cut, list(old.pictures())


def _six(main: bytes) -> tuple[list[Part], list[Note], bool, list[Shown]]:
    flow, six = Flow(), word_six.Six(main)
    for line in _lines(six.text()):
        flow.line(line)
    parts = flow.parts()
    spot, files = first_spot(parts), enumerate(six.pictures())
    shown = [Shown(f"six/{number}", spot, partial(bytes, file)) for number, file in files]
    return parts, [note(NoteCode.BEFORE_1997)], False, shown


def _plain(main: bytes) -> list[Part]:
    start, end = struct.unpack_from("<II", main, 0x18)
    if _short(main, 0x0A) & 0x0004 or not start < end <= len(main):
        raise RefusalError(Reason.OLD_WORD_UNKNOWN)
    flow = Flow()
    for line in _lines(main[start:end].decode("cp1252", "replace")):
        flow.line(line)
    return flow.parts()


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


class _Old:
    """One document of Word 97 to 2003."""

    def __init__(self, main: bytes, table: bytes, data_stream: bytes) -> None:
        self._main, self._table, self._kept = main, table, data_stream
        self._pieces = list(self._read_pieces())
        self._before: dict[int, str] = {}
        self._in_lines, self._spots, self._floating = LinePictures(), list[tuple[int, Spot]](), BEGINNING
        self.cut = any(where + size * (2 - narrow) > len(main) for size, where, narrow in self._pieces)

    def parts(self) -> tuple[list[Part], list[Note]]:
        text = "".join(self._decoded(size, where, narrow=narrow) for size, where, narrow in self._pieces)
        text = self._shown(text)
        flow, at = Flow(), 0
        gone = {
            Aside.DELETED_TEXT: self._marked(_STRUCK),
            Aside.HIDDEN_TEXT: self._marked(_VANISHED),
        }
        headings = self._headings()
        for offset, story in zip(_COUNTS, _STORIES, strict=True):
            end = min(len(text), at + struct.unpack_from("<I", self._main, offset)[0])
            if story == _BODY:
                self._body(text[at:end], gone, headings, flow)
            elif isinstance(story, Aside):
                self._in_lines.stand_beside(story, at, end)
                flow.beside(story, _lines(text[at:end]), once=True)
            at = end
        drawn = self._art() + self._kept  # pictures in a line are kept apart
        flow.beside(Aside.TEXT_BOXES, office_art.said(drawn, office_art.WORDS_AS_ART), once=True)
        flow.beside(Aside.ALTERNATIVE_TEXT, office_art.said(drawn, office_art.DESCRIPTION))
        parts = flow.parts()
        self._spots, self._floating = self._in_lines.spots(flow, parts), first_spot(parts)
        return parts, unseen_text(parts)

    def pictures(self) -> Iterator[Shown]:
        """Yield the pictures, once the parts are made."""
        return pictures(self._main, self._art(), self._kept, self._spots, self._floating)

    def _art(self) -> bytes:
        start, size = struct.unpack_from("<II", self._main, _DRAWINGS)
        return self._table[start : start + size]

    def _body(
        self, text: str, gone: dict[Aside, list[tuple[int, int]]], headings: list[tuple[int, int]], flow: Flow
    ) -> None:
        shown = bytearray(b"\1") * len(text)
        for aside, runs in gone.items():
            for start, end in runs:
                taken = [i for i in range(start, min(end, len(text))) if shown[i] and text[i] not in "\r\x07"]
                flow.beside(aside, _lines("".join(text[i] for i in taken)))
                for i in taken:
                    shown[i] = 0
        starts = {start for start, _end in headings}
        self._number(text, shown)
        for match in re.finditer("[^\r\x0c]*(?:[\r\x0c]|\\Z)", text):
            words = "".join(
                self._before.get(i, "") + text[i] for i in range(match.start(), match.end()) if shown[i]
            )
            self._in_lines.stand(flow, match.start(), match.end())
            for line in _lines(words):
                flow.line(line, heading=match.start() in starts)

    def _shown(self, text: str) -> str:
        """Return the text with its symbols as what they show; notes what form fields show where each begins."""
        names = word_fields.fonts(self._main, self._table)
        characters = list(text)
        for start, end, page, at in self._runs(_CHARACTERS, 1):
            run = word_fields.shown(page[2 * at + 1 : 2 * at + 1 + page[2 * at]]) if at else None
            for first, last in self._characters(start, end) if run is not None else ():
                if run is not None and run.place is not None and PLACE in text[first:last]:
                    self._in_lines.met(text, first, last, run.place)
                    begin = text.rfind("\x13", 0, first)
                    field = word_fields.field(self._kept, run.place) if begin >= 0 else ""
                    self._before |= {begin: field} if field else {}
                elif run is not None:
                    characters[first:last] = word_fields.text(names, run, text[first:last])
        return "".join(characters)

    def _number(self, text: str, shown: bytearray) -> None:
        """Note the number that stands before each paragraph of a list."""
        lists = word_lists.numbers(self._main, self._table)
        if not lists.levels:
            return
        styles = word_lists.by_style(self._main, self._table)
        for start, style, grpprl in sorted(self._paragraphs()):
            own, depth = word_lists.place(grpprl)
            number, level = styles.get(style, (None, None))
            number, level = (number if own is None else own), (level if depth is None else depth)
            end = _PARAGRAPH_END.search(text, start)
            said = text[start : end.start() if end else len(text)] if start < len(text) else ""
            seen = [each for each, there in zip(said, shown[start:], strict=False) if there]
            if number and (seen or not said):
                label = lists.next(str(number), level or 0)
                if label and "".join(seen).strip():
                    self._before[start] = f"{label} {self._before.get(start, '')}"

    def _paragraphs(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield where paragraphs start, their style and their modifiers."""
        for start, end, page, at in self._runs(_PARAGRAPHS, 13):
            first = next(self._characters(start, end), None)
            if at and first is not None:
                size, begin = (2 * page[2 * at] - 1, 1) if page[2 * at] else (2 * page[2 * at + 1], 2)
                said = page[2 * at + begin : 2 * at + begin + size]
                if len(said) > 1:
                    yield first[0], _short(said, 0), said[2:]

    def _read_pieces(self) -> Iterator[tuple[int, int, bool]]:
        """Yield characters, place in the stream in bytes, and whether they are of one byte each."""
        start, size = struct.unpack_from("<II", self._main, _CLX)
        clx, at = self._table[start : start + size], 0
        while clx[at] == 1:  # formatting of whole pieces, which says nothing of the text
            at += 3 + _short(clx, at + 1)
        (length,) = struct.unpack_from("<I", clx, at + 1)
        at, count = at + 5, (length - 4) // 12
        places = struct.unpack_from(f"<{count + 1}I", clx, at)
        for number in range(count):
            (where,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * number + 2)
            narrow = bool(where & 0x40000000)
            characters = places[number + 1] - places[number]
            if not 0 <= characters <= _LONGEST:
                raise _DAMAGED
            yield characters, (where & 0x3FFFFFFF) // (2 if narrow else 1), narrow

    def _decoded(self, characters: int, where: int, *, narrow: bool) -> str:
        if narrow:
            return self._main[where : where + characters].decode("cp1252", "replace").ljust(characters)
        wide = self._main[where : where + 2 * characters]
        return "".join(map(chr, struct.unpack(f"<{len(wide) // 2}H", wide[: len(wide) // 2 * 2]))).ljust(
            characters
        )

    def _marked(self, sprm: int) -> list[tuple[int, int]]:
        """Return from where to where characters are marked so."""
        spans: list[tuple[int, int]] = []
        for start, end, page, at in self._runs(_CHARACTERS, 1):
            if at and _has(page[2 * at + 1 : 2 * at + 1 + page[2 * at]], sprm):
                spans += self._characters(start, end)
        return sorted(spans)

    def _headings(self) -> list[tuple[int, int]]:
        """Return from where to where paragraphs have one of the nine styles for headings."""
        spans: list[tuple[int, int]] = []
        for start, end, page, at in self._runs(_PARAGRAPHS, 13):
            if at:
                style = 2 * at + (1 if page[2 * at] else 2)
                if 1 <= _short(page, style) <= _LAST_HEADING:
                    spans += self._characters(start, end)
        return spans

    def _runs(self, place: int, size: int) -> Iterator[tuple[int, int, bytes, int]]:
        """Yield runs of one formatting: their bytes in the stream, and the page with the place of what is said of them."""
        start, length = struct.unpack_from("<II", self._main, place)
        count = max(0, length - 4) // 8
        for (number,) in struct.iter_unpack(
            "<I", self._table[start + 4 * (count + 1) : start + 4 * (count + 1) + 4 * count]
        ):
            page = self._main[(number & 0x3FFFFF) * _PAGE : ((number & 0x3FFFFF) + 1) * _PAGE]
            if len(page) == _PAGE:
                runs = page[-1]
                bounds = struct.unpack_from(f"<{runs + 1}I", page)
                for run in range(runs):
                    yield bounds[run], bounds[run + 1], page, page[4 * (runs + 1) + size * run]

    def _characters(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the characters that stand in these bytes of the stream."""
        at = 0
        for characters, where, narrow in self._pieces:
            width = 1 if narrow else 2
            first, last = max(start, where), min(end, where + characters * width)
            if first < last:
                yield at + (first - where) // width, at + (last - where + width - 1) // width
            at += characters


def _has(grpprl: bytes, sprm: int) -> bool:
    """Tell whether a list of formatting switches *sprm* on."""
    at = 0
    while at + 2 < len(grpprl):
        code = _short(grpprl, at)
        kind = code >> 13
        size = word_lists.SIZES.get(kind, 1 + grpprl[at + 2])
        if code == sprm:
            return bool(grpprl[at + 2] & 1)
        at += 2 + size
    return False


def _lines(text: str) -> list[str]:
    """Return paragraphs and rows of tables; of fields what they show, nothing of what only Word reads."""
    for _ in range(20):  # fields in fields
        text, changed = _FIELD.subn(lambda field: field.group(1) or "", text)
        if not changed:
            break
    text = _MACHINE.sub("", text.replace("\x07\x07", "\r")).translate(_MARKS)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return [line.strip("\t") for line in re.split("[\r\x0c]", whole)]
