"""What stands beside a page: a hit in a comment leads to the page that it stands on, and can be cited from the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText
from reviewer.ui.document.document_source import Range, on_its_page
from reviewer.ui.document.pane import DocumentPane

Show = Callable[[Path], DocumentText]


@pytest.fixture
def commented_pdf(letter_pdf: Path, tmp_path: Path) -> Path:
    """Three plain pages, with a comment on the last."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[500, 700, 520, 720],
        Contents=pikepdf.String("Nobody has seen this register"), T=pikepdf.String("Ann"),
    )  # fmt: skip
    path = tmp_path / "commented.pdf"
    with pikepdf.open(letter_pdf) as pdf:
        pdf.pages[2].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(path)
    return path


def test_a_hit_in_a_comment_leads_to_its_page(
    pane: DocumentPane, show: Show, commented_pdf: Path, qtbot: QtBot
) -> None:
    text = show(commented_pdf)
    assert [part.place for part in text.parts] == ["p1", "p2", "p3", "p3/comments"]
    assert pane.page_view.pages == 3
    pane.find("seen this register")
    qtbot.waitUntil(lambda: pane.find_bar.count.text() == "1 of 1")
    QTest.keyClick(pane.find_bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.page_view.place() == "p3")


def test_going_to_a_comment_shows_its_page(
    pane: DocumentPane, show: Show, commented_pdf: Path, qtbot: QtBot
) -> None:
    show(commented_pdf)
    pane.go_to("p3/comments", 0, 3)
    qtbot.waitUntil(lambda: pane.page_view.place() == "p3")


def test_only_what_stands_beside_a_page_is_led_to_it() -> None:
    assert on_its_page(Range("p3/comments", 4, 9)) == Range("p3", 0, 0)
    for target in (Range("p3", 4, 9), Range("sheet:p3/x", 1, 2), Range("s2", 0, 1)):
        assert on_its_page(target) == target
