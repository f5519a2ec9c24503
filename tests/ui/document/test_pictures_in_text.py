"""A picture in a text: it is shown where it stands, its words stand beneath it, and the text round it stays whole."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reviewer.model import Aside, DocumentText, NoText, Part
from reviewer.model.documents import TYPED
from reviewer.ui.document.document_source import Mark, Range
from reviewer.ui.document.pane import DocumentPane
from tests.ui.document.conftest import ReaderPages

RED = (200, 30, 30)
WORDS = "Beds: 14\nCells: 40"


def picture() -> str:
    made, kept = Image.new("RGB", (200, 60), RED), io.BytesIO()
    ImageDraw.Draw(made).line((0, 0, 199, 59), fill=(0, 0, 0))
    made.save(kept, "PNG")
    return f"data:image/png;base64,{base64.b64encode(kept.getvalue()).decode()}"


@pytest.fixture
def opened(
    pane: DocumentPane, pages: ReaderPages, tmp_path: Path, qtbot: QtBot
) -> Callable[..., DocumentText]:
    """Show a page whose picture stands between two paragraphs, with what recognition is to have made of it."""

    def show(**read: Any) -> DocumentText:
        path = tmp_path / "annex.html"
        body = f"<p>First paragraph.</p><p><img src='{picture()}'></p><p>Second paragraph.</p>"
        path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>")
        sha, text = pages.add(path)
        own, pictured = text.parts
        text = replace(text, parts=(own, replace(pictured, **{"tried": True, **read})))
        pane.show_document(sha, path.name, text.kind, text)
        qtbot.waitUntil(lambda: not pane.text_view.filling)
        assert "Second" in pane.text_view.toPlainText()
        return text

    return show


def lines(pane: DocumentPane) -> list[str]:
    return [line for line in pane.text_view.toPlainText().splitlines() if line.strip()]


def recognised(opened: Callable[..., DocumentText]) -> DocumentText:
    return opened(text=WORDS, no_text=None, recognised=True, confidence=91)


def test_its_words_stand_where_it_stands(pane: DocumentPane, opened: Callable[..., DocumentText]) -> None:
    recognised(opened)
    assert lines(pane) == [
        "Beginning",
        "First paragraph.",
        "\ufffc",
        "(Recognised, 91% sure.)",
        "Beds: 14",
        "Cells: 40",
        "Second paragraph.",
    ]


def test_it_is_shown(pane: DocumentPane, opened: Callable[..., DocumentText], qtbot: QtBot) -> None:
    recognised(opened)

    def shows_red() -> bool:
        """Look in the middle of the line that the picture stands in."""
        view = pane.text_view
        at = view.toPlainText().index("\ufffc")
        cursor = view.textCursor()
        cursor.setPosition(at)
        area = view.cursorRect(cursor)
        return view.viewport().grab().toImage().pixelColor(area.left() + 150, area.bottom() - 10) == QColor(
            *RED
        )

    qtbot.waitUntil(shows_red, timeout=20_000)


def test_what_is_selected_in_it_is_its_own_and_what_is_round_it_the_texts(
    pane: DocumentPane, opened: Callable[..., DocumentText]
) -> None:
    recognised(opened)
    start = WORDS.index("Cells")
    pane.text_view.select(Range("s1/picture1", start, len(WORDS)))
    chosen = pane.selection()
    assert chosen
    assert (chosen.place, chosen.quote, chosen.start) == ("s1/picture1", "Cells: 40", start)
    own = "First paragraph.\nSecond paragraph."
    for words in ("First", "Second", "paragraph.\nSecond"):
        at = own.index(words)
        pane.text_view.select(Range("s1", at, at + len(words)))
        chosen = pane.selection()
        assert chosen
        assert (chosen.place, chosen.quote, chosen.start) == ("s1", words, at)


def test_a_hit_after_it_is_led_to_and_the_place_follows(
    pane: DocumentPane, opened: Callable[..., DocumentText], qtbot: QtBot
) -> None:
    recognised(opened)
    pane.find("second")
    qtbot.waitUntil(lambda: pane.text_view.textCursor().block().text() == "Second paragraph.")
    assert pane.text_view.place() == "s1"
    pane.find("cells")
    qtbot.waitUntil(lambda: pane.text_view.textCursor().block().text() == "Cells: 40")
    assert pane.text_view.place() == "s1/picture1"


def test_a_passage_in_it_is_marked(pane: DocumentPane, opened: Callable[..., DocumentText]) -> None:
    recognised(opened)
    pane.set_marks([Mark("s1/picture1", 0, 4, 2, "a passage")])
    (mark,) = pane.text_view.extraSelections()
    assert mark.cursor.selectedText() == "Beds"


@pytest.mark.parametrize(
    ("why", "tried", "said"),
    [
        (NoText.PICTURE, False, "A picture that waits for recognition."),
        (
            NoText.WRITING,
            True,
            "Writing not recognised, or not all of it. Look at it by eye, or type out what it says.",
        ),
        (NoText.DRAWING, True, "A drawing that cannot be drawn here. Open the file"),
        (NoText.DAMAGED, True, "damaged and cannot be opened. Ask"),
    ],
)
def test_one_without_words_says_why(
    pane: DocumentPane, opened: Callable[..., DocumentText], why: NoText, tried: bool, said: str
) -> None:
    opened(no_text=why, tried=tried)
    assert said in pane.text_view.toPlainText()


def test_what_was_typed_of_one_stands_after_it_and_no_other_picture_moves(
    pane: DocumentPane, opened: Callable[..., DocumentText], qtbot: QtBot
) -> None:
    text = opened(no_text=NoText.WRITING)
    own, first = text.parts
    assert first.picture
    typed = Part(f"{first.place}{TYPED}", f"{first.label}, typed by Ann", "Beds: 14", aside=Aside.TRANSCRIBED)
    second = replace(first, place="s1/picture2", picture=replace(first.picture, at=len(own.text)))
    text = replace(text, parts=(own, first, second, typed))
    pane.show_document(text.document, "annex.html", text.kind, text)
    qtbot.waitUntil(lambda: "Beds: 14" in pane.text_view.toPlainText())
    said = lines(pane)
    assert [said.index(line) for line in ("First paragraph.", "Second paragraph.", "Beds: 14")] == [1, 4, 8]
    assert "typed by Ann" in said[7]
    assert said.count("\ufffc") == 2
    assert said.index("\ufffc", 4) < 7


def test_one_in_which_nothing_is_written_is_only_shown(
    pane: DocumentPane, opened: Callable[..., DocumentText]
) -> None:
    opened(no_text=None)
    assert lines(pane) == ["Beginning", "First paragraph.", "\ufffc", "Second paragraph."]
