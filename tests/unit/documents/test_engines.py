"""What recognises: chosen of what is there, said where nothing is, and Windows' values made into words without Windows."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PIL import Image

from reviewer.desk.recognition import new_recogniser
from reviewer.documents import engines
from reviewer.documents.engines import TESSERACT, WINDOWS, EngineFound
from reviewer.documents.formats import ocr_engine, ocr_windows
from reviewer.documents.formats.ocr_engine import Layout
from reviewer.documents.formats.ocr_text import text_of
from reviewer.documents.formats.ocr_windows import Given, Seen, WindowsOcr, chosen, fitted, words_of
from reviewer.documents.formats.scan import Scan, turned
from reviewer.documents.reader.values import RefusalError
from reviewer.model import Reason
from tests.needles import pictures


def page(wide: int, high: int) -> Image.Image:
    return Image.new("L", (wide, high), 255)


@pytest.fixture
def choosing() -> Iterator[None]:
    """The engine of this process is chosen anew, and again afterwards."""
    ocr_engine.engine.cache_clear()
    yield
    ocr_engine.engine.cache_clear()


# --- which one -------------------------------------------------------------------------------------------


def test_the_process_that_recognises_says_by_what(monkeypatch: pytest.MonkeyPatch) -> None:
    with new_recogniser() as reader:
        head, payload = reader.call("engine", None)
    assert head["name"].startswith("tesseract-5.")
    assert (head["language"], payload) == ("en", b"")


@pytest.mark.usefixtures("choosing")
def test_where_none_can_be_imported_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "ENGINES", (EngineFound("none", "reviewer.no_such_engine"), WINDOWS))
    with pytest.raises(RefusalError) as refused:
        ocr_engine.engine()
    assert refused.value.problem.reason is Reason.OCR_MISSING


@pytest.mark.usefixtures("choosing")
def test_where_one_lacks_its_data_that_is_said_and_the_next_is_taken_if_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as without:
        without.setattr("reviewer.documents.tessdata._DATA", "none.traineddata")
        without.setattr("reviewer.documents.tessdata.folder", lambda: "/nowhere")
        with pytest.raises(RefusalError) as refused:
            ocr_engine.engine()
        assert refused.value.problem.reason is Reason.OCR_DATA_MISSING
    monkeypatch.setattr(ocr_engine, "ENGINES", (WINDOWS, TESSERACT))
    assert ocr_engine.engine().name.startswith("tesseract-")


def test_what_is_there_is_told_by_the_packages_and_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(engines.ENGINES) == [engines.TESSERACT], "of Linux"
    monkeypatch.setattr(engines, "ENGINES", (TESSERACT, WINDOWS))
    there = {WINDOWS.package}
    monkeypatch.setattr(engines, "find_spec", lambda name: name if name in there else None)
    monkeypatch.setattr("reviewer.documents.tessdata._DATA", "none.traineddata")
    assert engines.lacking() is None, "Windows has its own data"
    there.clear()
    assert engines.lacking() is Reason.OCR_MISSING


def test_a_package_whose_parent_is_missing_or_broken_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "ENGINES", (EngineFound("no_such_parent.of.it", "x"),))
    assert engines.lacking() is Reason.OCR_MISSING


def test_tesseract_says_words_with_boxes_and_how_sure_it_is() -> None:
    picture = pictures.drawn("the council refused the second offer", size=40).convert("L")
    words = ocr_engine.engine().words(picture, Layout.PAGE, time.process_time() + 60)
    assert [word.text for word in words][-2:] == ["SECOND", "OFFER"]
    assert words[0].breaks == 2
    for word in words:
        left, top, right, bottom = word.box
        assert (word.letters[0][1], word.letters[-1][2]) == pytest.approx((left, right), abs=2)
        assert word.top - 2 <= top < bottom <= word.bottom + 2
        assert word.sure > 80


# --- Windows -------------------------------------------------------------------------------------------------


def test_lines_of_windows_become_words_whose_letters_lie_over_their_width() -> None:
    lines = [
        [Seen("No", (10, 20, 40, 12)), Seen("plan", (60, 18, 80, 16)), Seen(" ", (150, 20, 4, 4))],
        [Seen("was", (10, 50, 30, 10))],
    ]
    words = words_of(lines, 0.0, Given(page(200, 100), 1.0))
    assert [(word.text, word.breaks, word.top, word.bottom) for word in words] == [
        ("No", 1, 18, 34),
        ("plan", 0, 18, 34),
        ("was", 1, 50, 60),
    ]
    assert words[1].box == pytest.approx((60, 18, 140, 34))
    assert words[1].letters == [("p", 60, 80), ("l", 80, 100), ("a", 100, 120), ("n", 120, 140)]
    assert {word.sure for word in words} == {ocr_windows.SURE}
    whole = text_of(words, turned(Scan(page(200, 100), 1.0, 200, 100), 0, 0.0))
    assert whole.text == "No plan\nwas"
    assert len(whole.boxes) == 4 * len(whole.text)


def test_words_of_lines_that_lean_lie_where_they_are_seen() -> None:
    (word,) = words_of([[Seen("ab", (90, 20, 20, 10))]], 90.0, Given(page(200, 200), 1.0))
    left, top, right, bottom = word.box
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((175, 100)), "from the top to the right"
    (level,) = words_of([[Seen("ab", (90, 20, 20, 10))]], 2.0, Given(page(200, 200), 1.0))
    assert level.slope == pytest.approx(math.tan(math.radians(2)))
    assert level.box[2] - level.box[0] == pytest.approx(20)


def test_no_word_at_all_is_no_line() -> None:
    assert words_of([[], [Seen("", (0, 0, 1, 1))]], 0.0, Given(page(50, 50), 1.0)) == []


def test_a_picture_is_made_as_large_as_windows_takes_it_and_boxes_are_in_its_own_pixels() -> None:
    small = fitted(Image.new("L", (10, 100), 7), 4000)
    assert (small.picture.size, small.scale) == ((40, 100), 1.0)
    assert (small.picture.getpixel((5, 5)), small.picture.getpixel((30, 5))) == (7, 255)
    large = fitted(page(1000, 500), 250)
    assert (large.picture.size, large.scale) == ((250, 125), 0.25)
    (word,) = words_of([[Seen("ab", (10, 20, 30, 10))]], 0.0, large)
    assert word.box == pytest.approx((40, 80, 160, 120))
    same = page(300, 200)
    assert fitted(same, 4000).picture is same


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (["fr-FR", "en-US", "en-GB"], "en-GB"),
        (["en-US", "de-DE"], "en-US"),
        (["de-DE", "eng-x"], ""),
        ([], ""),
    ],
)
def test_it_reads_by_an_english_language_or_not_at_all(tags: list[str], language: str) -> None:
    assert chosen(tags) == language


class Asked:
    """An operation of Windows that ends after so many looks."""

    def __init__(self, looks: int, result: object) -> None:
        self.looks, self.result, self.cancelled = looks, result, False

    def wait(self, _seconds: float) -> str:
        self.looks -= 1
        return "started" if self.looks > 0 else "completed"

    def get_results(self) -> object:
        return self.result

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said to Windows is said to nobody."""
    monkeypatch.setattr(ocr_windows, "_bitmap", lambda picture: picture)
    monkeypatch.setattr(ocr_windows, "_has_ended", lambda status: status != "started")


@pytest.mark.usefixtures("windows")
def test_its_operation_is_waited_for_and_let_go_when_its_work_takes_too_long() -> None:
    rectangle = SimpleNamespace(unpack=lambda: (1.0, 2.0, 30.0, 10.0))
    line = SimpleNamespace(words=[SimpleNamespace(text="Plan", bounding_rect=rectangle)])
    asked = Asked(3, SimpleNamespace(lines=[line], text_angle=None))
    made = WindowsOcr(SimpleNamespace(recognize_async=lambda _bitmap: asked), "en-GB", 4000)
    assert [word.text for word in made.words(page(60, 60), Layout.PAGE, math.inf)] == ["Plan"]
    assert made.name.endswith("-en-GB/1")
    assert not made.tells_sureness
    asked = Asked(3, None)
    assert made.words(page(60, 60), Layout.PAGE, 0.0) == []
    assert asked.cancelled
