"""From place to place by keyboard, and what is said of a place only while it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText
from reviewer.ui.document.pane import DocumentPane
from tests.ui.document.conftest import ReaderPages

Show = Callable[[Path], DocumentText]
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def texts(shared: Path) -> Path:
    return shared / "corpus" / "pdf-text"


def test_a_links_address_is_gone_with_its_document(
    pane: DocumentPane, show: Show, texts: Path, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(texts / "libre-office-link.pdf")
    pane.activateWindow()
    pane.setFocus()
    QTest.keyClick(pane.page_view, Key.Key_F7)
    qtbot.waitUntil(lambda: bool(pane.page_view.content.shown.links.get(0)))
    for _ in range(14):
        QTest.keyClick(pane.page_view, Key.Key_Right)
    assert pane.hint.other.text().startswith("A link, not followed: https://")
    show(letter_pdf)
    assert not pane.hint.other.text().startswith("A link")


def test_ctrl_g_goes_to_a_page_by_number_or_label(
    pane: DocumentPane, show: Show, texts: Path, qtbot: QtBot
) -> None:
    show(texts / "PageLabelsTest.pdf")
    qtbot.waitUntil(lambda: bool(pane.state.labels))
    pane.activateWindow()
    pane.setFocus()
    for typed, place in (("iii", "p3"), ("9", "p9"), ("=2", "p6")):
        QTest.keyClick(pane, Key.Key_G, CTRL)
        assert QApplication.focusWidget() is pane.toolbar.number
        QTest.keyClicks(pane.toolbar.number, typed)
        QTest.keyClick(pane.toolbar.number, Key.Key_Return)
        assert pane.page_view.place() == place
        assert QApplication.focusWidget() is pane.page_view


def test_the_outline_does_not_take_the_place_of_a_text_that_waits(
    pane: DocumentPane,
    pages: ReaderPages,
    letter_pdf: Path,
    texts: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = (pages.add(path)[0] for path in (letter_pdf, texts / "PageLabelsTest.pdf"))
    free, read = Event(), pages.text

    def text(document: str) -> DocumentText:
        if document == first:
            free.wait(30)
        return read(document)

    monkeypatch.setattr(pages, "text", text)
    pane.show_document(first, "first.pdf", "pdf")
    qtbot.waitUntil(lambda: pane.page_view.pages > 0)
    pane.show_document(second, "second.pdf", "pdf")
    qtbot.waitUntil(lambda: bool(pane.state.labels))
    free.set()
    qtbot.waitUntil(lambda: pane.state.text is not None)
    assert pane.state.text is not None
    assert pane.state.text.document == second
