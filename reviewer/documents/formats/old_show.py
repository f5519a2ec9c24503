"""PowerPoint shows of before 2007 (.ppt), read from their own bytes: a part per slide, with its notes and comments.

What the masters show on every slide, and headers and footers, stand beside them.

Source: [MS-PPT] 2.1.2 (how the current state is found: later edits stand before earlier ones), 2.4.14.3 (the texts of slides),
2.5.1 (slides), 2.5.3 (masters), 2.5.6 (notes), 2.6.1 (whether a slide is hidden), 2.4.15 (headers and footers), 2.7.3
(shapes that are places to fill in), 2.9.42 (text). Records: 2.3.1.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import embedded, office_art, office_blips, package_also
from reviewer.documents.formats.extract import Extract, Inside, joined
from reviewer.documents.formats.office_blips import Kept, Shown
from reviewer.documents.formats.pictures import Spot
from reviewer.documents.formats.side_parts import LABELS, hidden_place
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Aside, NoteCode, NoText, Part
from reviewer.model.notes import note
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

EXTRACTOR = "old-show/3"
STREAM, USER = "PowerPoint Document", "Current User"
_PICTURES = "Pictures"
_DAMAGED = RefusalError(Reason.OLD_SHOW_DAMAGED)
_DOCUMENT, _SLIDE, _NOTES, _SLIDES, _PLACE = 0x03E8, 0x03EE, 0x03F0, 0x0FF0, 0x03F3
_NOTES_OF, _SLIDE_INFO, _EDIT, _DIRECTORY = 0x03F1, 0x03F9, 0x0FF5, 0x1772
_WIDE, _NARROW, _STRING, _COMMENT = 0x0FA0, 0x0FA8, 0x0FBA, 0x2EE0
_SLIDE_ATOM, _FURNITURE, _FURNITURE_ATOM, _SHAPE, _TO_FILL = 0x03EF, 0x0FD9, 0x0FDA, 0xF004, 0x0BC3
_OBJECT, _LARGEST = 0x1011, 64 << 20
_SHOWS_MASTER, _SHOWS_GROUND, _ON_NOTES = 0x0001, 0x0004, 4
# Which strings stand in headers and footers, and the switch for each.
_STRINGS = {0: (Aside.FOOTER, 0x04), 1: (Aside.HEADER, 0x10), 2: (Aside.FOOTER, 0x20)}
_OF_NOTES = {Aside.FOOTER: Aside.FOOTER_OF_NOTES, Aside.HEADER: Aside.HEADER_OF_NOTES}
_CONTAINER, _HIDDEN = 0xF, 0x0004
_TAG = 0x138B  # says that it is none, and holds records all the same: the comments
_DEEPEST, _MOST_EDITS, _MOST_RECORDS = 40, 1000, 2_000_000
_HEAD = struct.Struct("<HHI")
_MASTER_TEXT = frozenset({"*"})  # what stands for a number or a date that PowerPoint puts in


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of the stream: where its content starts and ends."""

    kind: int
    instance: int
    start: int
    end: int
    container: bool


def read(data: mmap | bytes, args: dict[str, Any]) -> Extract:
    """Return a part per slide."""
    del args
    extract = Extract("ppt", EXTRACTOR, also=package_also.ole(data))
    try:
        show, pictures = _opened(data)
        extract.parts = list(show.slides())
        extract.members, shut = _members(show)
        extract.also += [*embedded.file_notes(extract.members), *package_also.ole(b"", shut=shut)]
        texts = [(aside, joined(lines)) for aside, lines in show.beside().items()]
        pictured = {Aside.MASTER_SLIDE} if show.master_pictures else set()
        filled = [(aside, text) for aside, text in texts if text or aside in pictured]
        extract.parts += [
            Part(f"s{n}", LABELS[aside], text, aside=aside) for n, (aside, text) in enumerate(filled, start=1)
        ]
        gathered = office_blips.gather(_pictures(show, pictures, extract.parts))
        extract.parts += gathered.parts()
        extract.also += gathered.notes_left_out()
    except (struct.error, IndexError, ValueError, OSError, KeyError) as error:
        raise _DAMAGED from error
    unseen = sum(part.hidden for part in extract.parts)
    if unseen:
        extract.also.insert(0, note(NoteCode.HIDDEN_SLIDES, hidden_place(extract.parts), slides=unseen))
    return extract


def member(data: mmap | bytes, args: dict[str, Any]) -> bytes:
    """Return the bytes of an embedded object; ``key`` is its number."""
    with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
        show = _Show(ole.openstream(STREAM).read(), ole.openstream(USER).read())
    file = next((file for number, file in show.objects() if number == int(args["key"])), None)
    if file is None:
        raise embedded.NOT_KNOWN
    return file[1]


def picture(data: mmap | bytes, args: dict[str, Any]) -> Image:
    """Return the picture ``key``: where it begins in the stream of pictures."""
    try:
        show, pictures = _opened(data)
        parts = list(show.slides())
        show.beside()
        parts.append(Part("s1", "", "", aside=Aside.MASTER_SLIDE))
        return office_blips.picture(_pictures(show, pictures, parts), str(args["key"]))
    except (struct.error, IndexError, ValueError, OSError, KeyError) as error:
        raise _DAMAGED from error


def _opened(data: mmap | bytes) -> tuple[_Show, bytes]:
    """Return the show, and its stream of pictures."""
    with import_module("olefile").OleFileIO(io.BytesIO(data)) as ole:
        pictures = ole.openstream(_PICTURES).read() if ole.exists(_PICTURES) else b""
        return _Show(ole.openstream(STREAM).read(), ole.openstream(USER).read()), pictures


def _pictures(show: _Show, stream: bytes, parts: Sequence[Part]) -> Iterator[Shown]:
    """Yield the pictures of slides and their notes, then those of masters."""
    store = show.store()
    pages = list(show.pictures.items())
    pages += [(part.place, show.master_pictures) for part in parts if part.aside is Aside.MASTER_SLIDE]
    labels = {part.place: part.label for part in parts}
    for place, numbers in pages:
        for number in numbers:
            one = store[number - 1] if 0 < number <= len(store) else None
            if one is not None and one.apart:
                file = partial(office_blips.file_of, stream, one.at)
                yield Shown(str(one.at), Spot(place, labels[place]), file)


def _members(show: _Show) -> tuple[list[Inside], bool]:
    objects = list(show.objects())
    return [Inside(str(number), one[0], "") for number, one in objects if one is not None], any(
        one is None for _number, one in objects
    )


def places(stream: bytes, user: bytes) -> dict[int, int]:
    """Return where in the stream each object stands, by its number; they are told in the clear also where all else is locked."""
    return _Show(stream, user).places


class _Show:
    def __init__(self, stream: bytes, user: bytes) -> None:
        self._stream = stream
        self._left = _MOST_RECORDS
        self._masters: dict[int, None] = {}
        self._grounds: dict[int, None] = {}
        self.pictures: dict[str, list[int]] = {}
        self.master_pictures: list[int] = []
        self.places, self._document = self._directory(struct.unpack_from("<I", user, 16)[0])

    def slides(self) -> Iterator[Part]:
        """Yield the slides in their order."""
        document = self._record(self.places[self._document])
        notes = dict(self._notes())
        lists = [one for one in self._inside(document) if one.kind == _SLIDES and one.instance == 0]
        listed = (pair for each in lists for pair in self._outline(each))
        for number, (place, outline) in enumerate(listed, start=1):
            identity, slide_id = struct.unpack_from("<I8xI", self._stream, place.start)
            slide = self._record(self.places[identity])
            lines = [*outline, *self._texts(slide)]
            self._note_master(slide)
            page = notes.get(slide_id)
            said = joined(self._texts(page) if page else ())
            lines += [f"Notes: {said}"] if said else []
            lines += [f"Comment: {line}" for line in self._comments(slide)]
            drawn = self._bytes(slide)
            shown = [*office_blips.shown(drawn), *office_blips.shown(self._bytes(page) if page else b"")]
            self.pictures[f"slide{number}"] = shown
            lines += office_art.said(drawn, office_art.WORDS_AS_ART)
            own = joined(lines)
            lines += [f"Alternative text: {one}" for one in office_art.said(drawn, office_art.DESCRIPTION)]
            text = joined(dict.fromkeys(lines))
            hidden, outlined = self._is_hidden(slide), not own and office_blips.is_outlined(drawn)
            yield Part(
                f"slide{number}",
                f"slide {number}{' (hidden)' if hidden else ''}",
                text,
                NoText.DRAWING if outlined else None,
                hidden=hidden,
            )

    def beside(self) -> dict[Aside, list[str]]:
        """Return what stands beside the slides, each line once: what the masters show on them, headers and footers."""
        document = self._record(self.places[self._document])
        texts: dict[Aside, dict[str, None]] = {}
        listed = [one for one in self._inside(document) if one.kind == _SLIDES and one.instance == 1]
        places = [one for each in listed for one in self._inside(each) if one.kind == _PLACE]
        for place in [*places, *places]:  # a title's master shows what its own master shows
            identity, master_id = struct.unpack_from("<I8xI", self._stream, place.start)
            if identity not in self.places:
                continue
            master = self._record(self.places[identity])
            if master_id in self._masters or master_id in self._grounds:
                self._note_master(master)
                shown = office_blips.shown(self._bytes(master))
                self.master_pictures = list(dict.fromkeys((*self.master_pictures, *shown)))
                texts.setdefault(Aside.MASTER_SLIDE, {})
            if master_id in self._masters:
                lines = [line for shape in self._own(master) for line in self._texts(shape)]
                texts.setdefault(Aside.MASTER_SLIDE, {}).update(dict.fromkeys(lines))
        holders = [document, *(self._record(place) for place in self.places.values())]
        for holder in (one for one in holders if one.kind in {_DOCUMENT, _SLIDE}):
            for aside, line in self._furniture(holder):
                texts.setdefault(aside, {})[line] = None
        return {aside: list(lines) for aside, lines in texts.items()}

    def objects(self) -> Iterator[tuple[int, tuple[str, bytes] | None]]:
        """Yield the number of each embedded object, with the name and bytes of the file that it is or wraps, if any."""
        for number, place in sorted(self.places.items()):
            record = self._record(place)
            if record.kind == _OBJECT:
                data = self._stream[record.start : record.end]
                data = _unpacked(data) if record.instance == 1 else data
                if not _is_program(data):
                    yield number, embedded.unwrapped(data, f"object{number}.bin")

    def _note_master(self, slide: _Record) -> None:
        for one in self._inside(slide):
            if one.kind == _SLIDE_ATOM and one.end - one.start >= 22:  # noqa: PLR2004  # up to the switches
                master, flags = struct.unpack_from("<12xI4xH", self._stream, one.start)
                if flags & _SHOWS_MASTER:
                    self._masters[master] = None
                if flags & _SHOWS_GROUND:
                    self._grounds[master] = None

    def _own(self, master: _Record) -> Iterator[_Record]:
        """Yield the shapes of a master that are no places to fill in."""
        for shape in self._all(master):
            if shape.kind == _SHAPE and not any(one.kind == _TO_FILL for one in self._all(shape)):
                yield shape

    def _furniture(self, holder: _Record) -> Iterator[tuple[Aside, str]]:
        for record in (one for one in self._inside(holder) if one.kind == _FURNITURE):
            inside = list(self._inside(record))
            atoms = (one for one in inside if one.kind == _FURNITURE_ATOM and one.end - one.start >= 4)  # noqa: PLR2004  # a format, then the switches
            shown = next((struct.unpack_from("<2xH", self._stream, one.start)[0] for one in atoms), 0)
            for one in inside:
                aside, switch = _STRINGS.get(one.instance, (None, 0)) if one.kind == _STRING else (None, 0)
                if aside is not None and shown & switch:
                    where = _OF_NOTES[aside] if record.instance == _ON_NOTES else aside
                    yield from ((where, line) for line in self._lines(one))

    def _directory(self, edit: int) -> tuple[dict[int, int], int]:
        """Return where each object stands, and which is the document."""
        places: dict[int, int] = {}
        document = -1
        for _ in range(_MOST_EDITS):
            record = self._record(edit)
            if record.kind != _EDIT:
                raise _DAMAGED
            before, directory, latest = struct.unpack_from("<8xIII", self._stream, record.start)
            document = latest if document < 0 else document
            for identity, place in self._entries(self._record(directory)):
                places.setdefault(identity, place)
            if not before:
                break
            edit = before
        return places, document

    def _entries(self, directory: _Record) -> Iterator[tuple[int, int]]:
        at = directory.start if directory.kind == _DIRECTORY else directory.end
        while at + 4 <= directory.end:
            (head,) = struct.unpack_from("<I", self._stream, at)
            first, count = head & 0xFFFFF, head >> 20
            for number, place in enumerate(struct.unpack_from(f"<{count}I", self._stream, at + 4)):
                yield first + number, place
            at += 4 + 4 * count

    def _record(self, at: int) -> _Record:
        options, kind, size = _HEAD.unpack_from(self._stream, at)
        start = at + _HEAD.size
        end = min(len(self._stream), start + size)
        return _Record(kind, options >> 4, start, end, (options & 0xF) == _CONTAINER or kind == _TAG)

    def _inside(self, record: _Record) -> Iterator[_Record]:
        at = record.start
        while at + _HEAD.size <= record.end and self._left > 0:
            self._left -= 1
            inner = self._record(at)
            yield inner
            at = inner.end

    def _all(self, record: _Record, depth: int = 0) -> Iterator[_Record]:
        for inner in self._inside(record):
            yield inner
            if inner.container and depth < _DEEPEST and inner.kind != _COMMENT:
                yield from self._all(inner, depth + 1)

    def _outline(self, listed: _Record) -> Iterator[tuple[_Record, list[str]]]:
        """Yield each slide's place and the texts that stand in the show's own list of them."""
        place, lines = None, list[str]()
        for record in self._inside(listed):
            if record.kind == _PLACE:
                if place is not None:
                    yield place, lines
                place, lines = record, []
            elif record.kind in {_WIDE, _NARROW}:
                lines += self._lines(record)
        if place is not None:
            yield place, lines

    def _texts(self, record: _Record) -> list[str]:
        return [
            line for one in self._all(record) if one.kind in {_WIDE, _NARROW} for line in self._lines(one)
        ]

    def _lines(self, record: _Record) -> list[str]:
        raw = self._stream[record.start : record.end]
        text = raw.decode("utf-16-le", "replace") if record.kind != _NARROW else raw.decode("latin-1")
        lines = text.replace("\v", "\n").replace("\r", "\n").split("\n")
        return [line for line in lines if line.strip() and line not in _MASTER_TEXT]

    def store(self) -> list[Kept | None]:
        """Return where the pictures are, in the order in which shapes count them."""
        return office_blips.store(self._bytes(self._record(self.places[self._document])))

    def _bytes(self, record: _Record) -> bytes:
        return self._stream[record.start : record.end]

    def _notes(self) -> Iterator[tuple[int, _Record]]:
        """Yield the number of a slide and its page of notes."""
        for place in self.places.values():
            record = self._record(place)
            if record.kind == _NOTES:
                for one in self._inside(record):
                    if one.kind == _NOTES_OF:
                        yield struct.unpack_from("<I", self._stream, one.start)[0], record

    def _comments(self, slide: _Record) -> Iterator[str]:
        for record in self._all(slide):
            if record.kind == _COMMENT:
                said = {
                    one.instance: "\n".join(self._lines(one))
                    for one in self._inside(record)
                    if one.kind == _STRING
                }
                if said.get(1):
                    yield f"{said[0]}: {said[1]}" if said.get(0) else said[1]

    def _is_hidden(self, slide: _Record) -> bool:
        infos = (one for one in self._inside(slide) if one.kind == _SLIDE_INFO)
        return any(struct.unpack_from("<10xH", self._stream, one.start)[0] & _HIDDEN for one in infos)


def _unpacked(data: bytes) -> bytes:
    """Return an object's storage, which is kept packed: [MS-PPT] 2.10.34."""
    (size,) = struct.unpack_from("<I", data)
    try:
        return zlib.decompressobj().decompress(data[4:], min(size, _LARGEST) or 1)
    except zlib.error:
        return b""


def _is_program(data: bytes) -> bool:
    """Tell whether a storage holds macros, which are told by themselves."""
    return "VBA".encode("utf-16-le") in data[: 8 * 512] and "PROJECT".encode("utf-16-le") in data
