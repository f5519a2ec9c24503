"""Pages as the inspector meets them: real files, a real reader process, and what files do to them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.documents.reader.client import Reader
from reviewer.errors import DocumentError
from reviewer.model import DocumentText
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.actions import document_actions
from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.document_source import Mark, PageSource, place_of
from reviewer.ui.document.fetching import TileWish
from reviewer.ui.document.glyphs import Rect
from reviewer.ui.document.painting import PagePainter, Sheet
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.scaling import Fit
from reviewer.ui.document.selection import Choice
from reviewer.ui.document.shown import Shown
from reviewer.ui.theme import DARK, LIGHT


class ReaderLike(PageSource, Protocol):
    """The fixture ``pages``."""

    reader: Reader

    def add(self, path: Path) -> tuple[str, DocumentText]: ...


Show = Callable[[Path], DocumentText]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def spot(pane: DocumentPane, index: int, share: float, page: int = 0) -> QPoint:
    """Return where a letter stands in the viewport, so far across it."""
    view = pane.page_view
    letters = view.content.shown.letters(page)
    assert letters is not None
    box = letters.box(index)
    assert box is not None
    frame, zoom = view.placement.rect_of(page), view.placement.frame_of(page).zoom
    x = frame.x() + (box.left + share * (box.right - box.left)) * zoom
    return QPointF(x, frame.y() + (box.top + box.bottom) / 2 * zoom).toPoint()


def fit_of(pane: DocumentPane) -> Fit:
    return pane.page_view.scaling.fit


def colours(image: QImage, rect: Rect, pane: DocumentPane) -> set[str]:
    """Return the colours on the screen inside a rectangle of the first page."""
    frame, zoom = pane.page_view.placement.rect_of(0), pane.page_view.placement.frame_of(0).zoom
    corner = pane.page_view.viewport().mapTo(pane, QPoint(0, 0))
    left, right = round(frame.x() + rect.left * zoom), round(frame.x() + rect.right * zoom)
    top, bottom = round(frame.y() + rect.top * zoom), round(frame.y() + rect.bottom * zoom)
    return {
        QColor(image.pixel(corner.x() + x, corner.y() + y)).name().upper()
        for x in range(left, right)
        for y in range(top, bottom + 2)
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_have_the_criterions_colour_and_an_underline(
    pane: DocumentPane, show: Show, letter_pdf: Path, palette: object
) -> None:
    theme = DARK if palette is DARK else LIGHT
    text = show(letter_pdf).parts[0].text
    pane.set_palette(theme)
    start = text.index("named contact")
    pane.set_marks([Mark("p1", start, start + 13, 4, "Partner engagement", "ev1")])
    letters = pane.page_view.content.shown.letters(0)
    assert letters is not None
    (rect,) = letters.rects(start, start + 13)
    seen = colours(pane.grab().toImage(), rect, pane)
    assert theme.highlight(4).upper() in seen
    assert theme.ink.upper() in seen, "the underline"
    (beside,) = letters.rects(start + 20, start + 26)
    other = colours(pane.grab().toImage(), beside, pane)
    assert theme.highlight(4).upper() not in other
    assert theme.page.upper() in other
    said = pane.page_view.accessibleDescription()
    assert "criterion 4, Partner engagement" in said


def test_going_to_a_passage_brings_it_into_view(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[2].text
    start = text.index("3.20")
    with qtbot.waitSignal(pane.place_changed):
        pane.go_to("p3", start, start + 4)
    view = pane.page_view
    qtbot.waitUntil(lambda: view.content.shown.letters(2) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(spot(pane, start, 0.5, page=2)))
    assert pane.toolbar.number.text() == "3"


def test_a_place_that_is_asked_for_before_the_pages_are_known_is_reached(
    pane: DocumentPane, letter_pdf: Path, pages: ReaderLike, qtbot: QtBot
) -> None:
    sha, text = pages.add(letter_pdf)
    pane.show_document(sha, "plan.pdf", "pdf", text)
    pane.go_to("p3", 0, 5)
    qtbot.waitUntil(lambda: pane.page_view.place() == "p3", timeout=10_000)


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(0.0, 0.0), (float("nan"), 5.0), (float("inf"), 1e30), (1e-9, 1e9)])
def test_page_sizes_that_cannot_be_are_laid_out_all_the_same(
    pane: DocumentPane,
    letter_pdf: Path,
    pages: ReaderLike,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[float, float],
) -> None:
    sha, text = pages.add(letter_pdf)
    monkeypatch.setattr(pages, "sizes", lambda _document: (size,) * 20_000)
    pane.show_document(sha, "plan.pdf", "pdf", text)
    qtbot.waitUntil(lambda: pane.page_view.pages == 20_000, timeout=10_000)
    pane.page_view.set_zoom(8.0)
    pane.page_view.scroller.show_page(19_999)
    assert not pane.grab().isNull()


def test_page_keys_buttons_and_the_number_turn_pages(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view, bar = pane.page_view, pane.toolbar
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.number.text() == "2"
    QTest.mouseClick(bar.next, LEFT)
    assert bar.number.text() == "3"
    assert not bar.next.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.place() == "p2"
    bar.edit_number()
    QTest.keyClicks(bar.number, "1")
    QTest.keyClick(bar.number, Qt.Key.Key_Return)
    assert view.place() == "p1"
    qtbot.waitUntil(lambda: bar.number.text() == "1")


def test_zoom_keeps_the_place_and_fitting_follows_the_width(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view = pane.page_view
    assert view.placement.rect_of(0).width() == pytest.approx(view.viewport().width() - 32, abs=2)
    pane.resize(600, 900)
    qtbot.waitUntil(lambda: abs(view.placement.rect_of(0).width() - view.viewport().width() + 32) <= 2)
    view.scroller.show_page(1)
    middle = QPointF(view.viewport().rect().center())
    before = view.placement.spot_at(middle)
    pane.views.zoom(1)
    pane.views.zoom(1)
    after = view.placement.spot_at(middle)
    assert after.page == before.page
    assert after.y == pytest.approx(before.y, abs=3)
    assert fit_of(pane) is Fit.NOTHING
    pane.views.zoom(0)
    assert fit_of(pane) is Fit.WIDTH


def test_a_killed_reader_is_started_again_and_the_page_comes_back(
    pane: DocumentPane, show: Show, letter_pdf: Path, pages: ReaderLike, qtbot: QtBot
) -> None:
    show(letter_pdf)
    pid = pages.reader.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    pane.page_view.set_zoom(2.0)
    view = pane.page_view

    def drawn() -> bool:
        pane.grab()
        return all(view.tiles.cache.get(tile) is not None for tile in view.tiles.of(0))

    qtbot.waitUntil(drawn, timeout=20_000)
    assert pages.reader.pid != pid
    assert not view.content.shown.failed


def test_a_page_that_cannot_be_drawn_says_why_in_its_place(
    pane: DocumentPane,
    show: Show,
    letter_pdf: Path,
    pages: ReaderLike,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: object) -> None:
        raise DocumentError("It took longer than 20 seconds.")

    view = pane.page_view
    with monkeypatch.context() as patch:
        patch.setattr(pages, "render", refuse)
        sha, text = pages.add(letter_pdf)
        pane.show_document(sha, "plan.pdf", "pdf", text)
        qtbot.waitUntil(lambda: 0 in view.content.shown.failed, timeout=10_000)
        assert view.content.shown.failed[0] == "It took longer than 20 seconds."
        ink = pane.grab().toImage()
        assert ink.width() > 0
    QTest.keyClick(view, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: view.tiles.is_sharp, timeout=10_000)
    assert 0 not in view.content.shown.failed


def test_a_huge_page_is_drawn_in_pieces_within_the_budget(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view = pane.page_view
    view.set_zoom(8.0)
    assert len(view.tiles.of(0)) > 1

    def sharp() -> bool:
        pane.grab()
        return all(view.tiles.cache.get(tile) is not None for tile in view.tiles.of(0))

    qtbot.waitUntil(sharp, timeout=20_000)
    assert view.tiles.cache.used <= view.tiles.cache.budget


@pytest.mark.thorough
@pytest.mark.parametrize("zoom", [1.0, 2.0, 4.0])
def test_the_next_page_is_there_before_it_is_turned_to(
    zoom: float, pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view = pane.page_view
    view.set_zoom(zoom)
    pane.grab()

    def ready() -> bool:
        pane.grab()
        return not [wish for wish in view.supply.wishes() if isinstance(wish, TileWish)]

    qtbot.waitUntil(ready, timeout=20_000)
    pieces = view.tiles.of(1, turned_to=True)
    assert pieces
    assert all(view.tiles.cache.get(piece) is not None for piece in pieces)


def test_a_page_is_drawn_to_its_size_on_a_dense_screen() -> None:
    image = QImage(200, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    screen = QImage(400, 800, QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(2.0)
    screen.fill(QColor("#FFFFFF"))
    shown, painter = Shown("ab", "x"), QPainter(screen)
    sheet = Sheet(0, QRectF(0, 0, 100, 200), 1.0, 2.0, ((None, image),), None)
    PagePainter(
        painter, inks_of(LIGHT), shown, Choice(shown.letters_at, lambda spot: place_of(spot.page))
    ).paint(sheet, focused=False)
    painter.end()
    assert screen.pixelColor(190, 390).name() == "#123456"
    assert screen.pixelColor(210, 390).name() == "#ffffff"


def test_twenty_thousand_updates_are_survived(pane: DocumentPane, show: Show, letter_pdf: Path) -> None:
    """PySide6 6.12 on Python before 3.12 loses a reference to None at each of these calls and then aborts."""
    show(letter_pdf)
    for _ in range(20_000):
        pane.page_view.viewport().update()
    QApplication.processEvents()


def test_a_pane_that_goes_unclosed_takes_its_thread_along(
    pages: ReaderLike, letter_pdf: Path, qtbot: QtBot
) -> None:
    sha, text = pages.add(letter_pdf)
    before = set(threading.enumerate())
    home = QWidget()
    actions = ActionList(home, lambda _why: None)
    actions.declare(document_actions())
    made = DocumentPane(pages, actions)
    home.setParent(made)
    made.show_document(sha, "plan.pdf", "pdf", text)
    qtbot.waitUntil(lambda: made.page_view.pages == 3, timeout=10_000)
    (thread,) = (each for each in set(threading.enumerate()) - before if each.name == "document pages")
    Shiboken.delete(made)
    thread.join(10)
    assert not thread.is_alive()


def test_a_key_that_brings_the_focus_shows_it(pane: DocumentPane, show: Show, letter_pdf: Path) -> None:
    show(letter_pdf)
    view = pane.page_view
    pane.toolbar.find_button.setFocus()
    before = pane.grab().toImage()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    after = pane.grab().toImage()
    corner = view.viewport().mapTo(pane, QPoint(1, 1))
    assert QColor(after.pixel(corner)).name().upper() == LIGHT.accent
    assert QColor(before.pixel(corner)).name().upper() != LIGHT.accent
