"""PowerPoint shows of before 2007 (.ppt): one slide on its master, the smallest that LibreOffice opens.

Source: [MS-PPT] 2.1.2 (edits and places), 2.4.1 (document), 2.5.1 (slides), 2.5.3 (masters), 2.5.6 (notes); [MS-ODRAW] 2.2 (shapes).
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from PIL import Image

from tests.needles.carriers import Carrier, Witness
from tests.needles.ole import compound
from tests.needles.pictures import drawn, saved

OTHER = "The board in March"
_MASTER, _SLIDE_ID, _NOTES_ID = 0x80000000, 256, 512


def _atom(kind: int, data: bytes, version: int = 0, instance: int = 0) -> bytes:
    return struct.pack("<HHI", version | instance << 4, kind, len(data)) + data


def _box(kind: int, *inside: bytes, instance: int = 0) -> bytes:
    return _atom(kind, b"".join(inside), 0xF, instance)


def _text(text: str, number: int, top: int) -> bytes:
    """A text box."""
    words = _atom(0x0F9F, struct.pack("<I", 4)) + _atom(0x0FA0, text.encode("utf-16-le"))
    return _box(
        0xF004,
        _atom(0xF00A, struct.pack("<II", number, 0xA00), 2, 202),
        _atom(0xF010, struct.pack("<hhhh", top, 400, 5300, top + 500)),
        _box(0xF00D, words),
    )


def _picture(number: int, top: int) -> bytes:
    """The first picture of the show's store."""
    return _box(
        0xF004,
        _atom(0xF00A, struct.pack("<II", number, 0xA00), 2, 75),
        _atom(0xF00B, struct.pack("<HI", 0x4104, 1), 3, 1),
        _atom(0xF010, struct.pack("<hhhh", top, 400, 5300, top + 1500)),
    )


def _drawing(number: int, *shapes: bytes) -> bytes:
    first = number * 1024
    group = _box(0xF004, _atom(0xF009, bytes(16), 1), _atom(0xF00A, struct.pack("<II", first, 5), 2))
    head = _atom(0xF008, struct.pack("<II", len(shapes) + 1, first + len(shapes)), 0, number)
    ground = _box(0xF004, _atom(0xF00A, struct.pack("<II", first + 900, 0xC00), 2, 1))
    return _box(0x040C, _box(0xF002, head, _box(0xF003, group, *shapes), ground))


def _page(kind: int, of: int, notes: int, drawing: bytes) -> bytes:
    """A slide or a master; ``of`` is its master, ``notes`` what is said about it."""
    layout = struct.pack("<I8sIIHH", 0x10, b"", of, notes, 7, 0)
    colours = _atom(
        0x07F0, struct.pack("<8I", 0xFFFFFF, 0, 0x808080, 0, 0xCC9900, 0xCC3333, 0xFFCCCC, 0xB2B2B2), 0, 1
    )
    return _box(kind, _atom(0x03EF, layout, 2), drawing, colours)


def _notes(drawing: bytes) -> bytes:
    return _box(0x03F0, _atom(0x03F1, struct.pack("<IHH", _SLIDE_ID, 7, 0), 1), drawing)


def _listed(instance: int, *numbers: tuple[int, int]) -> bytes:
    """A list of slides by place and number."""
    rows = (_atom(0x03F3, struct.pack("<IIiII", place, 4, 0, number, 0)) for place, number in numbers)
    return _box(0x0FF0, *rows, instance=instance)


def _document(pictures: bytes, *, notes: bool) -> bytes:
    sizes = struct.pack("<iiiiiiIIHHBBBB", 5760, 4320, 4320, 5760, 1, 2, 0, 0, 1, 0, 0, 0, 0, 1)
    font = _atom(0x0FB7, "Arial".encode("utf-16-le").ljust(64, b"\0") + bytes((0, 0, 4, 34)))
    environment = _box(0x03F2, _box(0x07D5, font))
    counts = struct.pack("<IIII", 4096, 4, 6, 3) + b"".join(
        struct.pack("<II", number, 4) for number in (1, 2, 3)
    )
    group = _box(0x040B, _box(0xF000, _atom(0xF006, counts), *([pictures] if pictures else [])))
    lists = [_listed(1, (2, _MASTER)), _listed(0, (3, _SLIDE_ID))]
    lists += [_listed(2, (4, _NOTES_ID))] if notes else []
    return _box(0x03E8, _atom(0x03E9, sizes, 1), environment, group, *lists, _atom(0x03EA, b""))


def show(slide: bytes, master: bytes = b"", notes: bytes = b"", picture: bytes = b"") -> bytes:
    """A show of one slide; the arguments are shapes, and a PNG's bytes."""
    stored, store = _stored(picture) if picture else (b"", b"")
    pages = [
        _document(store, notes=bool(notes)),
        _page(0x03F8, 0, 0, _drawing(1, *([master] if master else []))),
        _page(0x03EE, _MASTER, _NOTES_ID if notes else 0, _drawing(2, _text(OTHER, 2049, 300), slide)),
    ]
    pages += [_notes(_drawing(3, notes))] if notes else []
    stream, places = b"", []
    for page in pages:
        places.append(len(stream))
        stream += page
    directory = len(stream)
    stream += _atom(0x1772, struct.pack(f"<I{len(places)}I", len(places) << 20 | 1, *places))
    edit = len(stream)
    stream += _atom(
        0x0FF5, struct.pack("<IHBBIIIIHH", _SLIDE_ID, 0, 0, 3, 0, directory, 1, len(places), 1, 0)
    )
    user = _atom(
        0x0FF6,
        struct.pack("<IIIHHBBH", 20, 0xE391C05F, edit, 1, 0x3F4, 3, 0, 0) + b"A" + struct.pack("<I", 8),
    )
    files = {"PowerPoint Document": stream.ljust(4096, b"\0"), "Current User": user}
    return compound({**files, "Pictures": stored} if stored else files)


def _stored(png: bytes) -> tuple[bytes, bytes]:
    """Return the stream of pictures, and the store that points into it ([MS-ODRAW] 2.2.28, 2.2.32)."""
    mark = bytes(range(16))
    blip = _atom(0xF01E, mark + b"\xff" + png, 0, 0x6E0)
    entry = struct.pack("<BB16sHIIIBBBB", 6, 6, mark, 255, len(blip), 1, 0, 0, 0, 0, 0)
    return blip, _box(0xF001, _atom(0xF007, entry, 2, 6), instance=1)


def on_the_slide(phrase: str) -> bytes:
    return show(_text(phrase, 2050, 1500))


def on_the_master(phrase: str) -> bytes:
    return show(b"", master=_text(phrase, 1025, 3500))


def in_the_notes(phrase: str) -> bytes:
    """What the speaker sees below the slide."""
    return show(b"", notes=_text(phrase, 3073, 2500))


def picture_of_the_master(phrase: str) -> bytes:
    return show(b"", master=_picture(1025, 1500), picture=saved(drawn(phrase)))


def filled_shape(phrase: str) -> bytes:
    """A box that is filled with a picture ([MS-ODRAW] 2.3.7.7)."""
    box = _box(
        0xF004,
        _atom(0xF00A, struct.pack("<II", 2050, 0xA00), 2, 1),
        _atom(0xF00B, struct.pack("<HIHI", 0x0180, 3, 0x4186, 1), 3, 2),
        _atom(0xF010, struct.pack("<hhhh", 1500, 400, 5300, 3000)),
    )
    return show(box, picture=saved(drawn(phrase)))


def _as_picture(made: Callable[[str], Image.Image]) -> Callable[[str], bytes]:
    return lambda phrase: show(_picture(2050, 1500), picture=saved(made(phrase)))


CARRIERS = (
    Carrier("ppt text", ".ppt", on_the_slide, witness=Witness.OFFICE),
    Carrier("ppt master's text", ".ppt", on_the_master, witness=Witness.OFFICE),
    Carrier("ppt notes", ".ppt", in_the_notes, witness=Witness.ARGUED),
    Carrier("ppt picture", ".ppt", _as_picture(drawn), witness=Witness.OFFICE),
    Carrier("ppt picture of the master", ".ppt", picture_of_the_master, witness=Witness.OFFICE),
    Carrier("ppt shape filled with a picture", ".ppt", filled_shape, witness=Witness.OFFICE),
)
