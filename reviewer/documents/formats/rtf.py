"""Rich text files (.rtf): the body in sections, then headers, footers, notes, comments, hidden and struck-out text.

Read here, not by a library: those at hand drop what stands beside the text, and stumble over Japanese, where the second
byte of a character may stand as a plain letter.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import embedded, image, rtf_objects, rtf_pictures, symbols
from reviewer.documents.formats import rtf_codes as codes
from reviewer.documents.formats.extract import Extract, Inside
from reviewer.documents.formats.flow import Flow
from reviewer.documents.formats.pictures import Gathered, Spot, with_pictures
from reviewer.documents.formats.side_parts import unseen_text
from reviewer.documents.formats.text import LARGEST
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, Note, NoteCode, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "rtf/3"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_DEEPEST = 2000
_REMOTE = re.compile(r"(?:https?:|ftp:|file:|\\\\)[^\s\"}]+", re.IGNORECASE)
_FETCHING = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|IMPORT)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces; the next ``}`` brings the one before back."""

    sink: str | None = "body"
    encoding: str = "cp1252"
    symbols: str = ""  # the symbol font that it is in
    fallbacks: int = 1
    hidden: bool = False
    deleted: bool = False
    twin: bool = False  # RTF's own version of what HTML tags say too, [MS-OXRTFEX] 2.1.3.1.3
    fresh: bool = False  # nothing has been said in this group yet
    ignorable: bool = False
    again: bool = False  # for older programs, what stands beside it is for ours


class _Rtf:
    """One pass over the tokens."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._group = _Group()
        self._above: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._font = 0
        self._default = "cp1252"
        self._skip = self._at = 0
        self._bytes = bytearray()
        self._lines: dict[str, list[str]] = {}
        self._form = rtf_objects.Form()
        self._property = ""
        self._heading = self._in_table = False
        self.flow = Flow()
        self.instructions: list[str] = []
        self.template = ""
        self.objects = self.inserted = 0

    def run(self) -> None:
        at, end = 0, len(self._data)
        while at < end:
            token = _TOKEN.match(self._data, at)
            if token is None:  # cannot be: the last alternatives take whatever stands there
                break
            self._at, at = at, token.end()
            word, number, code, symbol, brace, plain = token.groups()
            if plain is not None:
                self._plain(plain)
            elif code is not None:
                self._plain(bytes.fromhex(code.decode("ascii")))
            elif brace is not None and not self._brace(brace):
                break
            elif word is not None:
                value = int(number) if number else None
                if word == b"bin":
                    at += min(max(0, value or 0), end - at)
                self._word(word.decode("ascii"), value)
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
        for sink in list(self._lines):
            self._end_line(sink)

    def _brace(self, brace: bytes) -> bool:
        """Enter or leave a group; False at the end of the outermost one, where the document ends."""
        self._flush()
        self._skip = 0
        if brace == b"{":
            if len(self._above) > _DEEPEST:
                raise RefusalError(Reason.RICH_TEXT_TOO_DEEP)
            self._above.append(self._group)
            self._group = replace(self._group, fresh=True, ignorable=False)
            return True
        if self._above:
            left, self._group = self._group.sink, self._above.pop()
            self._leave_form()
            if left != self._group.sink and left not in {None, "body"}:
                self._end_line(str(left))
        return bool(self._above)

    def _plain(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        if self._group.sink is not None and not self._group.twin:
            self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._write(data.decode(self._group.encoding, "replace"))

    def _write(self, text: str) -> None:
        sink = self._group.sink
        if sink is None or self._group.twin:
            return
        if sink == codes.FONTS:
            self._names[self._font] = (self._names.get(self._font, "") + text).strip("; ")
        elif self._group.symbols:
            text = symbols.text(self._group.symbols, text)
        if sink == "body" and (self._group.hidden or self._group.deleted):
            sink = Aside.HIDDEN_TEXT if self._group.hidden else Aside.DELETED_TEXT
        self._lines.setdefault(sink, []).append(text)

    def _symbol(self, symbol: str) -> None:
        self._flush()
        self._skip = 0
        if symbol == "*":
            self._group = replace(self._group, ignorable=True)
        elif symbol in codes.ENDS:
            self._paragraph()
        else:
            self._write(codes.CHARACTERS.get(symbol, ""))

    def _word(self, word: str, value: int | None) -> None:
        if word != "u" or self._skip:
            self._flush()
        self._skip = 0
        if self._group.fresh and self._destination(word):
            return
        if word in codes.CHARACTERS:
            self._write(codes.CHARACTERS[word])
        elif word in codes.ENDS:
            self._paragraph()
        elif word in {"cell", "nestcell"}:
            self._write("\t")
        elif word in {"row", "nestrow"}:
            self._end_line("body")
        elif word == "u" and value is not None:
            self._flush()
            self._write(chr(value % 0x10000))
            self._skip = self._group.fallbacks
        else:
            self._format(word, value)

    def _destination(self, word: str) -> bool:
        """Turn to another sink if this first word of a group names one; True if it did."""
        ignorable = self._group.ignorable
        self._group = replace(self._group, fresh=False, ignorable=False)
        self._lying_here(word)
        if word == codes.FORM:
            self._form = rtf_objects.Form(len(self._above), self._text_sink())
        if word in codes.COLLECTED:
            self._group = replace(self._group, sink=word)
            return True
        if word in codes.MATHS:
            self._write(codes.MATHS[word])
        if word in codes.SHOWN or self._group.sink is None:
            return False
        sink: str | None = None
        if word in codes.BESIDE:
            sink = codes.BESIDE[word]
        elif word in {codes.INSTRUCTION, codes.FONTS, codes.TEMPLATE}:
            sink = word
        elif not ignorable and word not in codes.SKIPPED:
            return False
        self._group = replace(self._group, sink=sink)
        return True

    def _lying_here(self, word: str) -> None:
        """Take note of what is no text: an object, a picture."""
        if word == "object":
            self.objects += 1
        elif word in codes.SAID_AGAIN:
            self._group = replace(self._group, again=True)
        elif word == "pict" and not self._group.again:
            self.flow.picture(str(self._at))

    def _format(self, word: str, value: int | None) -> None:
        on = value != 0
        if word == "f":
            self._font = value or 0
            if self._group.sink != codes.FONTS:
                known = symbols.font(self._names.get(self._font, "")) or ""
                encoding = "latin-1" if known else self._fonts.get(self._font, self._default)
                self._group = replace(self._group, encoding=encoding, symbols=known)
        elif word == "fcharset" and self._group.sink == codes.FONTS:
            self._fonts[self._font] = codes.CHARSETS.get(value or 0, self._default)
        elif word in {"ansicpg", "pc", "pca", "mac"}:
            page = {"pc": "cp437", "pca": "cp850", "mac": "mac_roman"}.get(word, f"cp{value}")
            self._default = page if _known(page) else "cp1252"
            self._group = replace(self._group, encoding=self._default)
        elif word == "plain":
            encoding = self._default if self._group.symbols else self._group.encoding
            self._group = replace(self._group, hidden=False, deleted=False, symbols="", encoding=encoding)
        elif word == "pard":
            self._heading = self._in_table = False
        else:
            self._flag(word, value, on=on)

    def _flag(self, word: str, value: int | None, *, on: bool) -> None:
        if word.startswith("ff"):
            self._form.say(word, value or 0)
        elif word == "uc":
            self._group = replace(self._group, fallbacks=max(0, value or 0))
        elif word == "v":
            self._group = replace(self._group, hidden=on)
        elif word == "deleted":
            self._group = replace(self._group, deleted=on)
        elif word == "htmlrtf":
            self._group = replace(self._group, twin=on)
        elif word == "revised" and on:
            self.inserted += 1
        elif word == "outlinelevel":
            self._heading = True
        elif word == "intbl":
            self._in_table = True

    def _text_sink(self) -> str:
        """Return where the text goes round a field's instruction."""
        sinks = (group.sink for group in reversed(self._above))
        return next((sink for sink in sinks if sink is not None and sink != codes.INSTRUCTION), "body")

    def _leave_form(self) -> None:
        """Write what a form field shows once its group has ended."""
        if self._form.depth and len(self._above) < self._form.depth:
            for sink in ("ffl",):
                self._end_line(sink)
            self._lines.setdefault(self._form.sink, []).append(self._form.shown())
            self._form = rtf_objects.Form()

    def _paragraph(self) -> None:
        sink = self._group.sink
        if self._group.twin or sink is None:
            return
        if sink == "body" and self._in_table:
            self._write(" ")
            return
        self._end_line(sink)
        for beside in (Aside.HIDDEN_TEXT, Aside.DELETED_TEXT):
            self._end_line(beside)

    def _end_line(self, sink: str) -> None:
        text = (
            "".join(self._lines.pop(sink, ()))
            .encode("utf-16-le", "surrogatepass")
            .decode("utf-16-le", "replace")
        )
        text = text.replace("\ufeff", "")
        if sink == "body":
            self.flow.line(text.rstrip("\t "), heading=self._heading and not self._in_table)
        elif sink == codes.INSTRUCTION:
            self.instructions.append(text)
        elif sink == codes.TEMPLATE:
            self.template = text
        elif sink == "author":
            self._lines[Aside.COMMENTS] = [f"{text}: ", *self._lines.get(Aside.COMMENTS, ())]
        elif sink in codes.COLLECTED:
            self._collected(sink, text)
        elif sink != codes.FONTS:
            self.flow.beside(Aside(sink), [text], once=sink in {Aside.HEADER, Aside.FOOTER})

    def _collected(self, sink: str, text: str) -> None:
        """Take an entry of a list, a property of a shape, or its value."""
        if sink == "ffl":
            self._form.entries.append(text)
        elif sink == "sn":
            self._property = text.strip()
        elif self._property == codes.DESCRIBED:
            self.flow.beside(Aside.ALTERNATIVE_TEXT, [text], once=True)
        elif self._property == codes.WORDS_AS_ART:
            self.flow.line(text)


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def parsed(data: bytes, opened: int = 0) -> tuple[list[Part], list[Note]]:
    """Return the parts of a rich text, and what else is in it (``DocumentText.also``); *opened*: how many objects were."""
    return _run(_Rtf(data), opened)


def _run(rtf: _Rtf, opened: int) -> tuple[list[Part], list[Note]]:
    rtf.run()
    rtf.objects -= min(opened, rtf.objects)
    parts = rtf.flow.parts()
    return parts, _also(rtf, parts)


def _also(rtf: _Rtf, parts: list[Part]) -> list[Note]:
    notes = []
    if rtf.objects:
        notes.append(note(NoteCode.RICH_TEXT_OBJECTS, objects=rtf.objects))
    fetching = [text for text in rtf.instructions if _FETCHING.match(text)]
    if fetching:
        notes.append(note(NoteCode.RICH_TEXT_FETCHED, fields=len(fetching)))
    remote = _REMOTE.search(rtf.template)
    if remote:
        notes.append(note(NoteCode.TEMPLATE_ADDRESS, address=remote.group()))
    links = sum("HYPERLINK" in text.upper() for text in rtf.instructions)
    if links:
        notes.append(note(NoteCode.LINKS_COUNTED, links=links))
    notes += unseen_text(parts)
    if rtf.inserted:
        notes.append(note(NoteCode.INSERTED_TEXT))
    return notes


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per heading, then what stands beside the text."""
    del args
    if len(data) > LARGEST:
        raise RefusalError(Reason.RICH_TEXT_TOO_LONG, megabytes=len(data) >> 20)
    extract = Extract("rtf", EXTRACTOR)
    objects = [
        (number, one) for number, one in enumerate(rtf_objects.objects(bytes(data))) if one is not None
    ]
    extract.members = [Inside(str(number), one[0], "") for number, one in objects]
    rtf = _Rtf(bytes(data))
    parts, also = _run(rtf, len(objects))
    gathered = Gathered()
    for key, file, spot in _pictures(rtf, bytes(data)):
        gathered.add(file, key, spot.within, spot.label, spot.at)
    extract.parts = with_pictures(parts, gathered)
    extract.also = [*embedded.file_notes(extract.members), *also, *gathered.notes_left_out()]
    return extract


def pictures(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield key and file of each picture of a rich text that is part of another file."""
    rtf = _Rtf(data)
    rtf.run()
    yield from ((key, file) for key, file, _spot in _pictures(rtf, data))


def _pictures(rtf: _Rtf, data: bytes) -> Iterator[tuple[str, bytes, Spot]]:
    for key, spot in rtf.flow.pictures():
        file = rtf_pictures.file_of(data, int(key))
        if file:
            yield key, file, spot


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: where it begins in the file."""
    return image.decoded(rtf_pictures.file_of(bytes(data), int(args["key"])))


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an embedded object; ``key`` is its number."""
    file = next(one for n, one in enumerate(rtf_objects.objects(bytes(data))) if n == int(args["key"]))
    return b"" if file is None else file[1]
