"""Recognition: a scanned page gives its words, each where it is seen; a page of noise gives none."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from reviewer.desk.recognition import new_recogniser
from reviewer.documents import engines
from reviewer.documents.formats import ocr
from reviewer.documents.reader import DEFAULT_HANDLERS, Limits, Reader
from reviewer.documents.recognising import HANDLERS, Recognition, recognise
from reviewer.errors import DocumentError
from reviewer.model import Reason
from tests import scans
from tests.scale import grid, scale
from tests.unit.documents.test_letter_rows import scribbled

Recognise = Callable[..., Recognition]
PAGES = scale("scans", small=1, whole=20)


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def patient() -> Iterator[Reader]:
    with Reader(Limits(niceness=0), {**DEFAULT_HANDLERS, **HANDLERS}) as made:
        yield made


@pytest.fixture
def recognised(patient: Reader, tmp_path: Path) -> Recognise:
    def run(data: bytes, page: int = 0) -> Recognition:
        path = tmp_path / "scan"
        path.write_bytes(data)
        found = recognise(patient, path, page, None, never)
        assert found is not None
        return found

    return run


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("seed", "skew", "noise", "turn"),
    grid([(1, 3, 20, 0), (2, -3, 30, 90), (3, 1.5, 40, 180)], ordinary=[(1, 3, 20, 0)]),
)
def test_a_scan_lying_askew_on_its_side_or_on_its_head_is_read(
    recognised: Recognise, seed: int, skew: float, noise: float, turn: int
) -> None:
    made = scans.scan(seed, skew, noise, turn, sentences=8)
    found = recognised(made.file())
    assert scans.error_rate(made.words, found.text) <= 0.01
    assert found.confidence >= 85
    assert found.engine.startswith("tesseract-")
    assert len(found.boxes) == 4 * len(found.text)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", PAGES.some(range(100, 120)))
def test_of_twenty_pages_with_noise_and_skew_at_most_one_character_in_a_hundred_is_wrong(
    recognised: Recognise, seed: int
) -> None:
    """Issue 3: 20 rendered English pages; here each of them for itself."""
    made = scans.scan(
        seed, skew=(seed - 109.5) / 3.2, noise=10 + seed % 4 * 8, turn=90 * (seed % 7 == 3), sentences=9
    )
    assert scans.error_rate(made.words, recognised(made.file()).text) <= 0.01


@pytest.mark.thorough
@pytest.mark.parametrize("turn", grid([0, 90, 180, 270], ordinary=[90]))
def test_each_character_has_its_box_where_it_is_seen(recognised: Recognise, turn: int) -> None:
    """The ink of the page lies in the boxes of its words, and the boxes of its words hold ink."""
    made = scans.scan(7, skew=-2, noise=5, turn=turn, sentences=5)
    found = recognised(made.file())
    wide, high = made.picture.size
    assert (round(found.width), round(found.height)) == (round(wide * 0.24), round(high * 0.24))
    start = found.text.index("the")
    marked = Image.new("1", made.picture.size)
    for at, char in enumerate(found.text):
        box = [round(side / 0.24) for side in found.boxes[4 * at : 4 * at + 4]]
        assert box[0] <= box[2]
        assert box[1] <= box[3]
        if not char.isspace():
            marked.paste(1, (box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6))
    ink = made.picture.point([255] * 100 + [0] * 156).convert("1")
    outside = ink.copy()
    outside.paste(0, mask=marked)
    assert _black(outside) < 0.02 * _black(ink)
    assert found.text[start : start + 3] == "the"


def _black(picture: Image.Image) -> int:
    return int(picture.convert("L").histogram()[255])


@pytest.mark.thorough
def test_a_page_of_noise_gives_nothing(recognised: Recognise) -> None:
    found = recognised(scans.noise())
    assert (found.text, len(found.boxes)) == ("", 0)


@pytest.mark.thorough
def test_a_page_with_nothing_on_it_is_wordless_and_one_that_nobody_can_read_is_not(
    recognised: Recognise,
) -> None:
    blank = recognised(scans.saved(Image.new("L", scans.SIZE, 255)))
    assert (blank.text, len(blank.boxes), blank.rows, blank.unread_rows) == ("", 0, 0, 0)
    page = Image.new("L", scans.SIZE, 255)
    page.paste(scribbled(5, 8), (300, 900))
    written = recognised(scans.saved(page))
    assert written.unread_rows >= 4
    printed = recognised(scans.scan(4, skew=1, sentences=4).file())
    assert printed.rows >= 4
    assert printed.unread_rows == 0


@pytest.mark.thorough
def test_a_page_of_a_pdf_is_read_and_a_word_parted_at_a_line_end_is_one_word(recognised: Recognise) -> None:
    blank = Image.new("L", scans.SIZE, 255)
    made = scans.scan(11, sentences=2)
    found = recognised(scans.pdf_of(blank, made.picture), page=1)
    assert scans.error_rate(made.words, found.text) <= 0.01
    parted = Image.new("L", scans.SIZE, 255)
    scans.print_on(parted, ["Their counter-corrup-"], 12)
    low = Image.new("L", scans.SIZE, 255)
    scans.print_on(low, ["tion unit has two posts."], 12)
    parted.paste(low.crop((0, 300, scans.SIZE[0], 420)), (0, 385))
    text = recognised(scans.saved(parted)).text
    assert text == "Their counter-corrup\u00ad\ntion unit has two posts."


def test_what_is_no_scan_is_refused_with_a_reason(recognised: Recognise, tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        recognised(b"%PDF-1.7 and then nothing")


@pytest.mark.thorough
def test_a_cancel_ends_the_page_under_way_at_once(patient: Reader, tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(scans.scan(5).file())
    begun = time.monotonic()
    assert recognise(patient, path, 0, None, lambda: time.monotonic() > begun + 0.5) is None
    assert time.monotonic() < begun + 3


@pytest.mark.thorough
def test_a_reader_that_is_killed_in_the_middle_is_asked_again(patient: Reader, tmp_path: Path) -> None:
    made = scans.scan(6, sentences=3)
    path = tmp_path / "scan"
    path.write_bytes(made.file())
    patient.call("kind", path)
    child = patient.pid
    assert child
    killer = threading.Timer(0.4, os.kill, (child, signal.SIGKILL))
    killer.start()
    found = recognise(patient, path, 0, None, never)
    killer.join()
    assert patient.pid != child
    assert found
    assert scans.error_rate(made.words, found.text) <= 0.01


@pytest.mark.thorough
def test_it_is_done_at_the_lowest_priority(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(scans.noise())
    with new_recogniser() as reader:
        assert recognise(reader, path, 0, None, never)
        assert reader.pid
        assert os.getpriority(os.PRIO_PROCESS, reader.pid) == 19


@pytest.mark.thorough
def test_a_frame_or_a_speck_alone_is_no_text(recognised: Recognise) -> None:
    page = Image.new("L", scans.SIZE, 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((300, 300, 900, 1500), outline=0, width=12)
    pen.line((1500, 400, 1500, 520), fill=0, width=9)
    assert recognised(scans.saved(page)).text == ""


def test_whether_anything_is_recognised_here_is_known_without_loading_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert engines.lacking() is None
    with monkeypatch.context() as patched:
        patched.setattr(engines, "find_spec", lambda _name: None)
        assert engines.lacking() is Reason.OCR_MISSING
    monkeypatch.setattr("reviewer.documents.tessdata._DATA", "none.traineddata")
    assert engines.lacking() is Reason.OCR_DATA_MISSING


@pytest.mark.long
def test_the_edge_of_a_page_that_is_turned_and_askew_is_no_row() -> None:
    made = scans.scan(61, skew=-2, turn=90, sentences=2)
    head, _payload = ocr.recognise(scans.pdf_of(made.picture), {"page": 0})
    assert (head["rows"], head["unread_rows"]) == (3, 0)
