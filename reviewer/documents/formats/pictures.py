"""The pictures of a document whose text is not drawn page by page: each that could hold words is a part of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.documents.formats.extract import joined
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Note, NoteCode, NoText, Part, Picture
from reviewer.model.notes import note

if TYPE_CHECKING:
    from reviewer.documents.formats.metafile import Written

MOST = 2000
"""Pictures of one document that are read, the largest of them; of the others it is told how many there are."""

_LEAST_SIDE, _LEAST_AREA = 8, 200  # pixels: nothing smaller can hold a word
_PICT = b"\x00\x11\x02\xff"


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture's file, looked at once for all places: ``area`` in pixels (0: it can hold no words), ``why`` it is unread, its own ``text``.

    ``pictured`` is what names the bitmaps of a drawing that has words too, "" if there are none.
    """

    sha256: str
    area: int
    why: NoText | None
    text: str = ""
    pictured: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a picture stands: in the part ``within``, labelled ``label``, before code point ``at`` of its text (-1: somewhere)."""

    within: str
    label: str
    at: int = -1


BEGINNING = Spot("s1", "beginning")
"""Where the pictures of a document stand that has no text."""


def placed(lines: Sequence[tuple[str, list[str]]], parts: Sequence[Part], section: int, line: int) -> Spot:
    """Return where a picture stands that was met in a *section* of *lines* before the line of this number.

    ``parts`` are those that were made of the sections which have text, in their order.
    """
    filled = [number for number, (_heading, text) in enumerate(lines) if joined(text).strip()]
    before = [index for index, number in enumerate(filled) if number <= section]
    if not filled or not parts:
        return BEGINNING
    index = before[-1] if before else 0
    part, number = parts[index], filled[index]
    if number != section:
        return Spot(part.place, part.label, len(part.text) if before else 0)
    above = joined(lines[section][1][:line])
    return Spot(part.place, part.label, min(len(part.text), len(above) + 1) if above else 0)


def with_pictures(parts: list[Part], gathered: Gathered) -> list[Part]:
    """Return a document's parts with those of its pictures behind them, and a part for these to stand in if it has none."""
    picture_parts = gathered.parts()
    return [
        *(parts or ([Part(BEGINNING.within, BEGINNING.label, "")] if picture_parts else [])),
        *picture_parts,
    ]


@dataclass(slots=True)
class Gathered:
    """Takes pictures as they are met, in the order of the text."""

    _pieces: list[tuple[int, Part]] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, data: bytes, key: str, within: str, label: str, at: int = -1) -> None:
        """Take a picture's file, found by ``key``, and where it stands, as in ``Spot``.

        What is too small for words is left out, and so is a picture that stands in the same part already.
        """
        self.put(looked_at(data), key, within, label, at)

    def put(self, looked: Looked, key: str, within: str, label: str, at: int = -1) -> None:
        """Take a picture that was looked at before, as ``add`` does."""
        if not looked.area or (looked.sha256 and (within, looked.sha256) in self._seen):
            return
        self._seen.add((within, looked.sha256))
        picture = Picture(key, looked.sha256, within, at)
        self._take(looked.area, picture, label, looked.why, looked.text)
        if looked.pictured:  # what recognition makes of them would take the place of the drawing's own words
            bitmaps = Picture(key, looked.pictured, within, at)
            self._take(looked.area, bitmaps, label, NoText.PICTURE)

    def _take(self, area: int, picture: Picture, label: str, why: NoText | None, text: str = "") -> None:
        self._counts[picture.within] += 1
        number = self._counts[picture.within]
        place, called = f"{picture.within}/picture{number}", f"{label}, picture {number}"
        self._pieces.append((area, Part(place, called, text, why, picture=picture)))

    def missing(self, key: str, within: str, label: str) -> None:
        """Take a picture that the document names and does not have, or has damaged."""
        self._take(0, Picture(key, "", within), label, NoText.DAMAGED)

    def parts(self) -> list[Part]:
        """Return a part for each picture, in the order in which they came; the largest of too many."""
        if len(self._pieces) <= MOST:
            return [part for _area, part in self._pieces]
        by_size = sorted(range(len(self._pieces)), key=lambda number: -self._pieces[number][0])
        return [self._pieces[number][1] for number in sorted(by_size[:MOST])]

    def notes_left_out(self) -> list[Note]:
        """Return what is to be said of pictures that are left out."""
        left = len(self._pieces) - MOST
        return [note(NoteCode.PICTURES_TOO_MANY, pictures=left, limit=MOST)] if left > 0 else []


def looked_at(data: bytes) -> Looked:
    """Look at a picture's file: only at its head, unless it is a drawing, whose words stand in it."""
    from reviewer.documents.formats import image, metafile

    sha256 = hashlib.sha256(data).hexdigest() if data else ""
    bare = metafile.unpacked(data)
    if metafile.is_metafile(bare):
        return _of_drawing(sha256, metafile.written(bare))
    if _is_drawing(bare):
        return Looked(sha256, 1, NoText.DRAWING)
    try:
        width, height = image.measured(data)
    except RefusalError:
        return Looked(sha256, 1, NoText.DAMAGED)
    small = min(width, height) < _LEAST_SIDE or width * height < _LEAST_AREA
    return Looked(sha256, 0 if small else width * height, NoText.PICTURE)


def _of_drawing(sha256: str, written: Written) -> Looked:
    if written.pictured and not (written.text or written.more):
        return Looked(sha256, 1, NoText.PICTURE)
    bitmaps = hashlib.sha256(f"bitmaps of {sha256}".encode()).hexdigest() if written.pictured else ""
    return Looked(sha256, 1, NoText.DRAWING if written.more else None, written.text, bitmaps)


def _is_drawing(data: bytes) -> bool:
    """Tell other pictures of lines and letters: SVG, and PICT (Inside Macintosh V, 5) with its empty head or without."""
    return _PICT in {data[522:526], data[10:14]} or _is_svg(data)


def _is_svg(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith((b"<svg", b"<?xml")) and b"<svg" in head
