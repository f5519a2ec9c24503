"""Pictures in Office files that bite: the text is read in time all the same, and what is not read of them is told."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from reviewer.documents.formats import dispatch
from reviewer.documents.formats import metafile as drawings
from reviewer.documents.formats.pictures import MOST
from reviewer.documents.reader import Limits, Reader, Reading
from reviewer.documents.reader.values import RefusalError
from reviewer.documents.recognising import HANDLERS, recognise
from reviewer.model import NoteCode, NoText, Picture, Reason
from tests.needles.old_pictures import in_a_line, in_the_page_header, on_a_sheet
from tests.needles.old_shows import CARRIERS
from tests.needles.packages import Piece
from tests.needles.pictures import png
from tests.needles.vector import metafile
from tests.needles.word_writing import MAIN, OTHER, document, paragraph, picture, picture_piece

Read = Callable[[bytes, str], Reading]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Limits(deadline=60.0)) as made:  # a machine under test is busy
        yield made


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Read:
    def reading(data: bytes, name: str) -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        return reader.read(path, name, hashlib.sha256(data).hexdigest(), None)

    return reading


def bomb(side: int) -> bytes:
    """A PNG of one grey, in as few bytes as can be."""
    row = zlib.compressobj(9)
    rows = b"".join(row.compress(bytes(1 + side // 8)) for _ in range(side)) + row.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.thorough
def test_a_picture_that_unpacks_to_gigabytes_is_told_and_never_drawn(read: Read, tmp_path: Path) -> None:
    data = document(paragraph(picture()), [picture_piece(bomb(30_000))])
    text = read(data, "a.docx").text
    assert text.parts[0].text == f"{OTHER}\n{OTHER}"
    assert [(piece.why, piece.waits) for piece in text.unread] == [(NoText.DAMAGED, False)]
    held = text.parts[-1].picture
    assert isinstance(held, Picture)
    with Reader(handlers=HANDLERS) as reader:
        found = recognise(reader, tmp_path / "a.docx", held, None, lambda: False)
    assert found is not None
    assert found.text == ""


def test_an_entry_that_is_a_bomb_leaves_the_package_closed(read: Read) -> None:
    text = read(document(paragraph(picture()), [picture_piece(bytes(100 << 20))]), "a.docx").text
    assert text.problem is not None
    assert text.problem.reason is Reason.BOMB_OF_RATIO


@pytest.mark.thorough
def test_of_five_thousand_pictures_the_largest_are_kept_and_the_others_counted(read: Read) -> None:
    pieces, shown = [], []
    for number in range(5000):
        file = io.BytesIO()
        Image.new("L", (20 + number % 50, 20), number % 251).save(file, "PNG")
        name = f"word/media/image{number}.png"
        pieces.append(Piece(name, file.getvalue() + str(number).encode(), "image", f"p{number}", MAIN))
        shown.append(paragraph(picture().replace('"picture"/>', f'"{pieces[-1].key}"/>')))
    text = read(document("".join(shown), pieces), "a.docx").text
    assert text.parts[0].text == f"{OTHER}\n{OTHER}"
    assert sum(part.picture is not None for part in text.parts) == MOST
    told = next(note for note in text.also if note.code is NoteCode.PICTURES_TOO_MANY)
    assert told.value("pictures") == 5000 - MOST
    assert told in [piece.why for piece in text.unread]


@pytest.mark.thorough
def test_one_picture_that_is_shown_ten_thousand_times_is_looked_at_once(read: Read) -> None:
    wide = random.Random(1).randbytes(3_000_000)
    file = io.BytesIO()
    Image.frombytes("L", (2000, 1500), wide).save(file, "PNG")
    data = document(paragraph(*[picture()] * 10_000), [picture_piece(file.getvalue())])
    assert sum(part.picture is not None for part in read(data, "a.docx").text.parts) == 1


def old_files() -> Iterator[tuple[str, bytes]]:
    yield "a.doc", in_a_line(png)("the lid is heavy")
    yield "a.doc", in_a_line(metafile)("the lid is heavy")
    yield "a.xls", on_a_sheet("the lid is heavy")
    yield "a.xls", in_the_page_header("the lid is heavy")
    yield from (("a.ppt", carrier.make("the lid is heavy")) for carrier in CARRIERS[-3:])


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "data"), list(old_files()))
def test_old_files_that_lie_about_their_pictures_end_with_their_text_or_a_reason(
    name: str, data: bytes
) -> None:
    dice = random.Random(name)
    for _ in range(60):
        changed = bytearray(data)
        for _byte in range(dice.randrange(1, 40)):
            changed[dice.randrange(512, len(changed))] = dice.choice((0, 1, 0xFF, dice.randrange(256)))
        head, _texts = dispatch.read(bytes(changed), {"name": name, "password": None, "at": 0, "step": 9})
        assert head["extractor"] or head["problem"]
        for key in (part["picture"][0] for part in head["parts"] if part["picture"]):
            with suppress(RefusalError):
                dispatch.picture(bytes(changed), {"key": key})


def test_an_old_picture_that_says_it_is_longer_than_its_file_is_told(read: Read) -> None:
    data = in_a_line(png)("words")
    at = data.index(struct.pack("<HH", 0x6E00, 0xF01E)) + 4
    told = read(data[:at] + struct.pack("<I", 0x7FFFFFFF) + data[at + 4 :], "a.doc").text
    assert told.parts[0].text == f"{OTHER}\n{OTHER}"
    assert len([part for part in told.parts if part.picture]) == 1


@pytest.mark.parametrize("seed", range(40))
def test_a_drawing_that_lies_is_read_as_far_as_it_is_sound(seed: int) -> None:
    dice = random.Random(seed)
    changed = bytearray(metafile("the lid is heavy"))
    for _ in range(dice.randrange(1, 12)):
        changed[dice.randrange(88, len(changed))] = dice.randrange(256)
    written = drawings.written(bytes(changed))
    assert written.text or written.more


def test_a_package_whose_pictures_name_parts_outside_reads_nothing_there(read: Read) -> None:
    data = document(paragraph(picture()), [picture_piece(png("words"))])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            file = old.read(name)
            new.writestr(name, file.replace(b"/word/media/image1.png", b"../../../../etc/passwd"))
    text = read(made.getvalue(), "a.docx").text
    assert [piece.why for piece in text.unread] == [NoText.DAMAGED]
