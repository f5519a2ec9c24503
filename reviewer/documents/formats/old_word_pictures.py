"""The pictures of an old Word document: those in a line, kept in the stream ``Data``, and those that float, in the store.

Source: [MS-DOC] 2.9.190 to 2.9.192 (PICFAndOfficeArtData, PICF), 2.9.172 (OfficeArtContent), 2.4.6.1 (where they stand).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from reviewer.documents.formats import office_blips
from reviewer.documents.formats.flow import Flow
from reviewer.documents.formats.office_blips import Shown
from reviewer.documents.formats.pictures import BEGINNING, Spot
from reviewer.model import Aside, Part

PLACE = "\x01"
"""The character that stands for a picture in a line."""

_HEADER, _NAMED, _METAFILE = 0x44, 0x66, 8


@dataclass(slots=True)
class LinePictures:
    """Where pictures stand in the lines of a document: at which character each, and where it is kept.

    ``beside`` are those that stand beside the body, and in what.
    """

    by_place: dict[int, int] = field(default_factory=dict)
    beside: list[tuple[Aside, int]] = field(default_factory=list)

    def met(self, text: str, first: int, last: int, place: int) -> None:
        """Note the pictures among the characters of a run, which are kept at *place*."""
        self.by_place |= {at: place for at in range(first, last) if text[at] == PLACE}

    def stand(self, flow: Flow, first: int, last: int) -> None:
        """Say that the pictures among these characters of the body stand before the next line."""
        for at in range(first, last):
            if at in self.by_place:
                flow.picture(str(self.by_place[at]))

    def stand_beside(self, aside: Aside, first: int, last: int) -> None:
        """Note the pictures among these characters, which stand beside the body."""
        self.beside += [(aside, place) for at, place in self.by_place.items() if first <= at < last]

    def spots(self, flow: Flow, parts: Sequence[Part]) -> list[tuple[int, Spot]]:
        """Return where each is kept, and where it stands."""
        spots = [(int(key), spot) for key, spot in flow.pictures()]
        for aside, place in self.beside:
            host = next((part for part in parts if part.aside is aside), None)
            spots.append((place, first_spot(parts) if host is None else Spot(host.place, host.label)))
        return spots


def first_spot(parts: Sequence[Part]) -> Spot:
    """Return the place of what stands somewhere in a document: its first part."""
    return Spot(parts[0].place, parts[0].label) if parts else BEGINNING


def pictures(
    main: bytes, art: bytes, data_stream: bytes, in_lines: Iterable[tuple[int, Spot]], floating: Spot
) -> Iterator[Shown]:
    """Yield the pictures: *art* is the drawings' own description, *floating* where those stand that stand in no line."""
    for place, spot in in_lines:
        yield from _in_line(data_stream, place, spot)
    for one in office_blips.store(art):
        if one is not None:
            stream, name = (main, "main") if one.apart else (art, "art")
            yield Shown(f"{name}/{one.at}", floating, partial(office_blips.file_of, stream, one.at))


def _in_line(data_stream: bytes, place: int, spot: Spot) -> Iterator[Shown]:
    """Yield what is kept at a place: a picture, or the data of a form's field, which is none."""
    if not 0 <= place <= len(data_stream) - _HEADER:
        return
    size, header, sort = struct.unpack_from("<IHH", data_stream, place)
    start, end = place + header, min(len(data_stream), place + size)
    if header != _HEADER or end <= start:
        return
    if sort == _METAFILE:
        yield Shown(f"line/{place}", spot, lambda: data_stream[start:end])
        return
    start += 1 + data_stream[start] if sort == _NAMED else 0
    for one in office_blips.loose(data_stream, start, end):
        yield Shown(f"line/{one.at}", spot, partial(office_blips.file_of, data_stream, one.at))
