"""Pictures that bite recognition: each ends in time, as words or as something that is told to be unread."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from reviewer.documents.reader import DEFAULT_HANDLERS, Limits, Reader
from reviewer.documents.recognising import HANDLERS, NOTHING, WORK, Recognition, recognise
from reviewer.errors import DocumentError
from tests.faults.biting import BRIEFLY
from tests.needles import pictures

Told = Callable[..., Recognition | DocumentError]
PHRASE = "the council refused the second offer"


@pytest.fixture(scope="module")
def patient() -> Iterator[Reader]:
    with Reader(Limits(niceness=0, work=WORK), {**DEFAULT_HANDLERS, **HANDLERS}) as made:
        yield made


@pytest.fixture
def told(patient: Reader, tmp_path: Path) -> Told:
    """What is told of a page of a file: what was recognised, or why nothing could be."""

    def run(data: bytes, page: int = 0) -> Recognition | DocumentError:
        path = tmp_path / "picture"
        path.write_bytes(data)
        return answered(patient, path, page)

    return run


def answered(reader: Reader, path: Path, page: int = 0) -> Recognition | DocumentError:
    began = time.monotonic()
    try:
        found = recognise(reader, path, page, None, lambda: False)
    except DocumentError as error:
        return error
    finally:
        assert time.monotonic() - began < 2 * WORK
    assert found is not None
    return found


def unread(answer: Recognition | DocumentError) -> bool:
    """Tell whether it is not taken for a picture without words."""
    return isinstance(answer, DocumentError) or (not answer.text and answer.rows > 0)


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A grey PNG that says these sizes, whatever its pixels are."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(pixels)),
            (b"IEND", b""),
        )
    )


@pytest.mark.thorough
def test_a_bomb_is_not_unpacked_and_not_called_wordless(told: Told) -> None:
    assert unread(told(png(60_000, 60_000, bytes(100_000))))


@pytest.mark.parametrize("kept", [0.5, 0.9])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_that_is_cut_off_is_not_called_wordless(told: Told, kind: str, kept: float) -> None:
    whole = pictures.saved(pictures.drawn(PHRASE), kind)
    answer = told(whole[: int(kept * len(whole))])
    assert unread(answer) or (isinstance(answer, Recognition) and "council" in answer.text)


@pytest.mark.thorough
def test_of_a_thousand_frames_each_is_read_by_itself(told: Told) -> None:
    blank = Image.new("1", (300, 100), 1)
    data = io.BytesIO()
    frames = [blank] * 998 + [pictures.drawn(PHRASE).convert("1")]
    blank.save(data, "TIFF", save_all=True, append_images=frames, compression="group4", dpi=(200, 200))
    last = told(data.getvalue(), 999)
    assert isinstance(last, Recognition)
    assert PHRASE in last.text
    first = told(data.getvalue(), 1)
    assert isinstance(first, Recognition)
    assert (first.text, first.rows) == ("", 0)
    assert unread(told(data.getvalue(), 6000))


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (30_000, 2), (2, 30_000)])
def test_a_picture_of_no_size_to_speak_of_is_wordless(told: Told, size: tuple[int, int]) -> None:
    answer = told(pictures.saved(Image.new("L", size, 255)))
    assert isinstance(answer, Recognition)
    assert (answer.text, answer.rows) == ("", 0)


@pytest.mark.thorough
def test_noise_ends_in_time(told: Told) -> None:
    answer = told(pictures.saved(Image.effect_noise((4000, 4000), 90), "TIFF"))
    assert isinstance(answer, Recognition)
    assert not answer.text


@pytest.mark.long
def test_letters_by_the_thousand_end_in_time(tmp_path: Path) -> None:
    """As many letters as four pages hold, in more tones and ways up than are tried in so short a time: what is left is told.

    Of all of them the reader would be at work longer than it may, and would be ended with nothing told.
    """
    page = Image.new("L", (4000, 4000), 255)
    for number in range(150):
        made = pictures.drawn(PHRASE, size=20, ink=(number * 37) % 110, ground=150 + (number * 53) % 100)
        turned = made.rotate(90 * (number % 4), expand=True)
        page.paste(turned, (60 + 560 * (number % 7), 40 + 170 * (number // 7)))
    path = tmp_path / "picture"
    path.write_bytes(pictures.saved(page, dpi=300))
    with Reader(
        Limits(niceness=0, work=10 * BRIEFLY), {"recognise": "tests.faults.biting:recognise_briefly"}
    ) as reader:
        answer = answered(reader, path)
    assert isinstance(answer, Recognition)
    assert "council" in answer.text or answer.rows
    assert answer.unread_rows, "all was tried: this page is too little"


@pytest.mark.parametrize("bite", ["eat", "die", "panic"])
def test_a_page_that_stops_the_reader_is_unread_and_says_nothing_of_the_others(
    bite: str, tmp_path: Path
) -> None:
    path = tmp_path / "picture"
    path.write_bytes(b"as good as any")
    with Reader(Limits(), {"recognise": f"tests.faults.biting:{bite}"}) as reader:
        assert recognise(reader, path, 0, None, lambda: False) == NOTHING
