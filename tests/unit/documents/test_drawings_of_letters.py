"""What is written in a drawing of lines and letters is read in the order of its lines; its bitmaps are a picture."""

from __future__ import annotations

import gzip
import io
import struct

import pytest
from PIL import Image

from reviewer.documents.formats import image, metafile
from reviewer.documents.formats.pictures import Gathered
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoText

ANSI, WIDE, GLYPHS = 83, 84, 0x10


def record(kind: int, data: bytes) -> bytes:
    padded = data + bytes(-len(data) % 4)
    return struct.pack("<II", kind, 8 + len(padded)) + padded


def emf(*records: bytes) -> bytes:
    head = struct.pack("<8i", *(0, 0, 600, 120) * 2) + b" EMF" + bytes(60)
    return record(1, head) + b"".join(records) + record(14, bytes(12))


def text(x: int, y: int, said: str, kind: int = WIDE, options: int = 0, step: int = 10) -> bytes:
    letters = said.encode("utf-16-le" if kind == WIDE else "cp1251")
    count, letters = len(said), letters + bytes(-len(letters) % 4)
    widths = 76 + len(letters)
    head = struct.pack(
        "<4iIffiiIII4iI", 0, 0, 0, 0, 1, 1.0, 1.0, x, y, count, 76, options, 0, 0, 0, 0, widths
    )
    return record(kind, head + letters + struct.pack(f"<{count}I", *[step] * count))


def font(height: int, charset: int = 0, name: str = "Arial", turn: int = 0) -> bytes:
    face = name.encode("utf-16-le").ljust(64, b"\0")
    made = struct.pack("<I5i8B", 1, height, 0, turn, turn, 400, 0, 0, 0, charset, 0, 0, 0, 0) + face
    return record(82, made) + record(37, struct.pack("<I", 1))


def dib(picture: Image.Image) -> tuple[bytes, bytes]:
    """The head of a bitmap, and its bits."""
    data = io.BytesIO()
    picture.save(data, "DIB")
    return data.getvalue()[:40], data.getvalue()[40:]


def bitmap(x: int, y: int, picture: Image.Image) -> bytes:
    head, bits = dib(picture)
    wide, high = picture.size
    fixed = struct.pack(
        "<4i6i4IIIii", 0, 0, 0, 0, x, y, 0, 0, wide, high, 80, len(head), 80 + len(head), len(bits), 0,
        0x00CC0020, wide, high,
    )  # fmt: skip
    return record(81, fixed + head + bits)


def said(data: bytes) -> str:
    return metafile.written(data).text


def test_lines_go_from_the_top_down_and_pieces_from_the_left_to_the_right() -> None:
    drawn = emf(
        font(20), text(0, 60, "below"), text(90, 0, "world"), text(0, 2, "hello"), text(141, 1, "s"), text(400, 0, "far")
    )  # fmt: skip
    assert said(drawn) == "hello worlds far\nbelow"


def test_places_are_moved_as_the_drawing_says() -> None:
    up = record(9, struct.pack("<ii", 100, 100)) + record(11, struct.pack("<ii", 100, -100))
    world = record(35, struct.pack("<6f", 1, 0, 0, 1, 0, 500))
    drawn = emf(
        record(33, b""), world, text(0, 0, "second"), record(34, struct.pack("<i", -1)), text(0, 100, "first")
    )
    assert said(drawn) == "first\nsecond"
    assert said(emf(up, text(0, 0, "low"), text(0, 50, "high"))) == "high\nlow"


def test_letters_of_one_byte_are_of_the_fonts_script_and_symbols_what_they_show() -> None:
    assert said(emf(font(20, 204), text(0, 0, "Привет", ANSI))) == "Привет"
    assert said(emf(font(20, 2, "Wingdings"), text(0, 0, "\u00fe"))) == "☒"


def test_text_drawn_twice_for_its_shadow_is_said_once_and_turned_text_keeps_its_line() -> None:
    assert said(emf(font(20), text(0, 0, "shadow"), text(2, 1, "shadow"))) == "shadow"
    turned = emf(font(20, turn=900), text(0, 90, "up one"), text(30, 90, "up two"))
    assert said(turned) == "up one\nup two"


def test_small_texts_and_lists_of_texts_are_read() -> None:
    small = struct.pack("<iiIIIff", 0, 0, 5, 0x300, 1, 1.0, 1.0) + b"small"
    one = struct.pack("<iiIII4iI", 0, 40, 4, 80, 0, 0, 0, 0, 0, 0)
    many = struct.pack("<4iIffI", 0, 0, 0, 0, 1, 1.0, 1.0, 1) + one + "many".encode("utf-16-le")
    assert said(emf(record(108, small), record(97, many))) == "small\nmany"


def plus(kind: int, data: bytes, flags: int = 0) -> bytes:
    body = b"EMF+" + struct.pack("<HHII", kind, flags, 12 + len(data), len(data)) + data
    return record(70, struct.pack("<I", len(body)) + body)


def test_the_newer_records_are_read_where_the_older_ones_do_not_say_the_same() -> None:
    words = "newer words"
    string = plus(0x401C, struct.pack("<III4f", 0, 0, len(words), 5, 5, 100, 20) + words.encode("utf-16-le"))
    driven = plus(
        0x4036, struct.pack("<IIII", 0, 1, 0, 4) + "more".encode("utf-16-le") + struct.pack("<8f", 0, 50, *[0] * 6)
    )  # fmt: skip
    assert said(emf(string, driven)) == "newer words\nmore"
    assert said(emf(text(0, 0, "newer words"), string)) == "newer words"


def test_letters_known_by_number_only_are_told() -> None:
    drawn = metafile.written(emf(text(0, 0, "abc", options=GLYPHS)))
    assert (drawn.text, drawn.more) == ("", True)


def wmf(*records: tuple[int, bytes]) -> bytes:
    made = b"".join(struct.pack("<IH", 3 + len(data) // 2, kind) + data for kind, data in records)
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 1, 0, 0) + made + struct.pack("<IH", 3, 0)


def test_an_older_drawing_is_read_the_same_way() -> None:
    face = struct.pack("<5h8B", -20, 0, 0, 0, 400, 0, 0, 0, 204, 0, 0, 0, 0) + b"Arial".ljust(32, b"\0")
    cyrillic = "Да".encode("cp1251")
    drawn = wmf(
        (0x02FB, face), (0x012D, struct.pack("<H", 0)),
        (0x0521, struct.pack("<H", 2) + cyrillic + struct.pack("<hh", 50, 0)),
        (0x0A32, struct.pack("<hhHH", 0, 0, 6, 0) + b"onward"),
    )  # fmt: skip
    assert said(drawn) == "onward\nДа"
    assert said(b"\xd7\xcd\xc6\x9a" + bytes(18) + drawn) == "onward\nДа"


@pytest.mark.thorough
def test_a_packed_drawing_is_unpacked_and_a_bomb_of_one_is_not() -> None:
    gathered = Gathered()
    gathered.add(gzip.compress(emf(text(0, 0, "packed"))), "a", "s1", "beginning")
    (part,) = gathered.parts()
    assert (part.text, part.no_text) == ("packed", None)
    assert len(metafile.unpacked(gzip.compress(bytes(200 << 20)))) <= 64 << 20


def test_bitmaps_in_a_drawing_are_a_picture_beside_its_words() -> None:
    top, low = Image.new("L", (60, 20), 10), Image.new("L", (60, 20), 200)
    drawn = emf(bitmap(0, 20, low), bitmap(0, 0, top))
    shown = image.decoded(drawn)
    assert shown.size == (60, 40)
    assert (shown.getpixel((5, 5)), shown.getpixel((5, 35))) == ((10, 10, 10), (200, 200, 200))
    gathered = Gathered()
    gathered.add(drawn, "a", "s1", "beginning")
    gathered.add(emf(bitmap(0, 0, top), text(0, 50, "and words")), "b", "s1", "beginning")
    found = [(part.place, part.text, part.no_text) for part in gathered.parts()]
    assert found == [
        ("s1/picture1", "", NoText.PICTURE),
        ("s1/picture2", "and words", None),
        ("s1/picture3", "", NoText.PICTURE),
    ]


def test_a_bitmap_of_an_older_drawing_is_shown() -> None:
    head, bits = dib(Image.new("L", (60, 20), 10))
    place = struct.pack("<IH8h", 0x00CC0020, 0, 20, 60, 0, 0, 20, 60, 0, 0)
    assert image.decoded(wmf((0x0F43, place + head + bits))).size == (60, 20)


@pytest.mark.parametrize("size", [0, 4, 7, 0xFFFFFFFF])
def test_a_record_that_lies_about_its_size_ends_the_drawing_and_is_told(size: int) -> None:
    drawn = metafile.written(emf(text(0, 0, "before"), struct.pack("<II", 84, size), text(0, 50, "after")))
    assert (drawn.text, drawn.more) == ("before", True)


def test_a_drawing_without_words_or_pictures_is_told_and_has_nothing_to_show() -> None:
    gathered = Gathered()
    gathered.add(emf(record(3, bytes(40))), "a", "s1", "beginning")
    assert [part.no_text for part in gathered.parts()] == [NoText.DRAWING]
    with pytest.raises(RefusalError):
        image.decoded(emf())
