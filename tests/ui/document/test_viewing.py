"""Looking at pages otherwise: turned, two by two, fitted, in other colours; leaping, links, the menu, the strip beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviewer.errors import DocumentError
from reviewer.model import DocumentText
from reviewer.ui.document.document_source import PageSource, Range
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.scaling import Fit

Show = Callable[[Path], DocumentText]
Key, LEFT, PLAIN = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def texts(shared: Path) -> Path:
    return shared / "corpus" / "pdf-text"


def spot(pane: DocumentPane, index: int, page: int = 0) -> QPoint:
    """Return where the middle of a letter stands in the viewport."""
    view = pane.page_view
    letters = view.content.shown.letters(page)
    assert letters is not None
    box = letters.box(index)
    assert box is not None
    return view.placement.frame_of(page).place(box).center().toPoint()


def quote(pane: DocumentPane) -> str:
    chosen = pane.selection()
    return "" if chosen is None else chosen.quote


def fit_of(view: PageView) -> Fit:
    return view.scaling.fit


def drawn(pane: DocumentPane, qtbot: QtBot) -> None:
    """Wait until the pages in view are sharp."""
    view = pane.page_view

    def sharp() -> bool:
        pane.grab()
        seen = view.placement.in_view
        return all(view.tiles.cache.get(tile) is not None for page in seen for tile in view.tiles.of(page))

    qtbot.waitUntil(sharp, timeout=20_000)


@pytest.mark.thorough
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_words_are_selected_where_they_are_seen_on_turned_pages(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot, turns: int
) -> None:
    text = show(letter_pdf).parts[0].text
    view = pane.page_view
    wide = view.placement.rect_of(0).width() < view.placement.rect_of(0).height()
    for _ in range(turns):
        QTest.keyClick(pane, Key.Key_R, CTRL)
    assert (view.placement.rect_of(0).width() < view.placement.rect_of(0).height()) == (
        wide if turns == 2 else not wide
    )
    view.set_zoom(1.6)
    at = text.index("named")
    view.scroller.bring(0, (view.content.shown.letters(0).box(at),))  # type: ignore[union-attr, arg-type] # they are here
    drawn(pane, qtbot)
    dark = pane.page_view.viewport().grab().toImage()
    box = view.placement.frame_of(0).place(view.content.shown.letters(0).box(at)).toRect()  # type: ignore[union-attr, arg-type] # as above
    inked = [
        dark.pixelColor(x, y).lightness() < 128
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    ]
    assert any(inked), "the picture is turned as the letters are"
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, spot(pane, at + 2))
    assert quote(pane) == "named"
    QTest.keyClick(view, Key.Key_Right, SHIFT | CTRL)
    assert quote(pane).startswith("named")


def test_turning_left_undoes_turning_right(pane: DocumentPane, show: Show, letter_pdf: Path) -> None:
    show(letter_pdf)
    QTest.keyClick(pane, Key.Key_R, CTRL)
    QTest.keyClick(pane, Key.Key_R, CTRL | SHIFT)
    assert pane.page_view.placement.turned == 0


def test_a_large_turned_page_is_put_together_from_its_pieces(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view = pane.page_view
    view.scaling.turn(1)
    view.set_zoom(6.0)
    drawn(pane, qtbot)
    pieces = view.tiles.sheet(0).pieces
    assert len(pieces) > 1
    for where, image in pieces:
        assert where is not None
        assert image is not None
        assert (where.width(), where.height()) == (image.width(), image.height())


def test_sideways_words_are_selected_as_they_run(
    pane: DocumentPane, show: Show, rotated_pdf: Path, qtbot: QtBot
) -> None:
    text = show(rotated_pdf).parts[0].text
    pane.page_view.set_zoom(1.6)
    pane.page_view.verticalScrollBar().setValue(0)
    drawn(pane, qtbot)
    start = text.index("Turned sentence 2")
    QTest.mouseDClick(pane.page_view.viewport(), LEFT, PLAIN, spot(pane, start + 1))
    assert quote(pane) == "Turned"
    QTest.mouseClick(pane.page_view.viewport(), LEFT, PLAIN, spot(pane, start + 1))
    assert quote(pane) == "Turned sentence 2 about briefings."


def test_two_pages_stand_side_by_side_and_turn_two_by_two(
    pane: DocumentPane, show: Show, letter_pdf: Path
) -> None:
    text = show(letter_pdf)
    view = pane.page_view
    QTest.keyClick(pane, Key.Key_F8, SHIFT)
    one, two = view.placement.rect_of(0), view.placement.rect_of(1)
    assert one.top() == two.top()
    assert one.right() < two.left()
    assert two.right() <= view.viewport().width()
    assert view.placement.spot_at(two.center()).page == 1
    QTest.mouseClick(pane.toolbar.next, LEFT)
    assert view.place() == "p3"
    QTest.keyClick(pane, Key.Key_F8, SHIFT)
    assert view.placement.across == 1
    assert len(text.parts) == 3


def test_a_whole_page_fits_and_goes_on_fitting(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view = pane.page_view
    QTest.keyClick(pane, Key.Key_9, CTRL)
    assert fit_of(view) is Fit.PAGE
    assert view.viewport().rect().contains(view.placement.rect_of(0).toRect())
    pane.resize(720, 600)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.placement.rect_of(0).toRect()))
    QTest.keyClick(pane, Key.Key_0, CTRL)
    assert fit_of(view) is Fit.WIDTH
    assert view.placement.rect_of(0).width() == pytest.approx(view.viewport().width() - 32, abs=2)


def test_two_fingers_zoom_about_where_they_are(pane: DocumentPane, show: Show, letter_pdf: Path) -> None:
    show(letter_pdf)
    view = pane.page_view
    at, before = QPointF(200, 300), view.zoom
    spot_before = view.placement.spot_at(at)
    pad = QPointingDevice.primaryPointingDevice()
    assert pad.type() is not QInputDevice.DeviceType.Unknown
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, pad, 2, at, at, QPointF(view.mapToGlobal(at)), 0.25, QPointF()
    )
    QApplication.sendEvent(view.viewport(), pinch)
    assert view.zoom == pytest.approx(before * 1.25)
    after = view.placement.spot_at(at)
    assert after.x == pytest.approx(spot_before.x, abs=2)
    assert after.y == pytest.approx(spot_before.y, abs=2)


def test_back_and_forward_after_jumps(pane: DocumentPane, show: Show, letter_pdf: Path) -> None:
    show(letter_pdf)
    view, actions = pane.page_view, pane.action_list
    assert actions.why_not("document.back")
    pane.go_to("p3")
    QTest.keyClick(view, Key.Key_Home)
    assert view.place() == "p1"
    QTest.keyClick(pane, Key.Key_Left, ALT)
    assert view.place() == "p3"
    QTest.keyClick(pane, Key.Key_Left, ALT)
    assert view.place() == "p1"
    QTest.keyClick(pane, Key.Key_Right, ALT)
    assert view.place() == "p3"
    assert not actions.why_not("document.forward")


def test_labels_stand_beside_the_number_and_are_gone_to(
    pane: DocumentPane, show: Show, texts: Path, qtbot: QtBot
) -> None:
    show(texts / "PageLabelsTest.pdf")
    bar, view = pane.toolbar, pane.page_view
    qtbot.waitUntil(lambda: "(i)" in bar.of.text(), timeout=10_000)
    for typed, place in (("iv", "p4"), ("5", "p5"), ("=2", "p6"), ("II", "p2")):
        bar.edit_number()
        QTest.keyClicks(bar.number, typed)
        QTest.keyClick(bar.number, Key.Key_Return)
        assert view.place() == place, typed
    bar.edit_number()
    QTest.keyClicks(bar.number, "nowhere")
    QTest.keyClick(bar.number, Key.Key_Return)
    assert view.place() == "p2"
    assert bar.number.text() == "2"


def test_the_strip_shows_pages_and_leaps_by_keys_and_mouse(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    QTest.keyClick(pane, Key.Key_F9)
    pictures = pane.strip.thumbnails
    assert pictures.isVisible()
    qtbot.waitUntil(lambda: len(pictures.pages.pictures) == 3, timeout=10_000)
    QTest.keyClick(pictures, Key.Key_Down)
    assert pane.page_view.place() == "p2"
    row = pictures.visualRect(pictures.pages.index(2)).center()
    QTest.mouseClick(pictures.viewport(), LEFT, PLAIN, row)
    assert pane.page_view.place() == "p3"
    pane.page_view.scroller.show_page(0)
    assert pictures.currentIndex().row() == 0, "it follows"
    pane.page_view.scaling.turn(1)
    QTest.keyClick(pane, Key.Key_F9)
    assert not pictures.isVisible()


def test_the_outline_leads_to_its_pages(pane: DocumentPane, show: Show, texts: Path, qtbot: QtBot) -> None:
    show(texts / "pdflatex-outline.pdf")
    QTest.keyClick(pane, Key.Key_F9)
    pane.strip.setCurrentIndex(1)
    tree = pane.strip.headings
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 9, timeout=10_000)
    tree.setFocus()
    last = tree.topLevelItem(8)
    assert last is not None
    tree.setCurrentItem(last)
    QTest.keyClick(tree, Key.Key_Return)
    assert pane.page_view.place() != "p1"
    QTest.keyClick(pane, Key.Key_Left, ALT)
    assert pane.page_view.place() == "p1"


def test_a_link_says_where_it_leads_and_leads_nowhere(
    pane: DocumentPane, show: Show, texts: Path, qtbot: QtBot
) -> None:
    text = show(texts / "libre-office-link.pdf").parts[0].text
    view = pane.page_view
    qtbot.waitUntil(lambda: bool(view.content.shown.links.get(0)), timeout=10_000)
    at = spot(pane, text.index("awesome"))
    QTest.mouseMove(view.viewport(), at)
    assert pane.hint.other.text() == "A link, not followed: https://martin-thoma.com/"
    QTest.mouseMove(view.viewport(), QPoint(3, 3))
    assert "martin" not in pane.hint.other.text()
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, at)
    assert "martin" in view.accessibleDescription(), "at the caret it is told too"
    menu = pane.menu.menu_for(view.content.shown.links[0][0])
    address = next(act for act in menu.actions() if "Copy the address" in act.text())
    address.trigger()
    assert QApplication.clipboard().text() == "https://martin-thoma.com/"


def test_the_menu_makes_evidence_copies_and_shows_text(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    pane.set_criteria([f"Criterion {number}" for number in range(1, 13)])
    pane.page_view.set_zoom(1.6)
    pane.page_view.verticalScrollBar().setValue(0)
    at = spot(pane, text.index("named") + 2)
    QTest.mouseDClick(pane.page_view.viewport(), LEFT, PLAIN, at)
    menu = pane.menu.menu_for(None)
    evidence = next(found for act in menu.actions() if isinstance(found := act.menu(), QMenu))
    with qtbot.waitSignal(pane.number_pressed) as pressed:
        evidence.actions()[11].trigger()
    assert pressed.args == [12]
    menu.actions()[0].trigger()
    assert QApplication.clipboard().text() == "named"
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(pane.page_view.menu_wanted) as wanted:
        QApplication.sendEvent(pane.page_view.viewport(), asked)
    assert wanted.args is not None
    assert wanted.args[1] is None
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


@pytest.mark.thorough
def test_f8_widens_from_word_to_page_and_four_clicks_take_the_block(
    pane: DocumentPane, show: Show, texts: Path, qtbot: QtBot
) -> None:
    text = show(texts / "multicolumn.pdf").parts[0].text
    view = pane.page_view
    view.set_zoom(1.3)
    at = text.index("consectetuer") + 3
    view.scroller.bring(0, (view.content.shown.letters(0).box(at),))  # type: ignore[union-attr, arg-type] # they are here
    where = spot(pane, at)
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, where)
    QTest.keyClick(view, Key.Key_F8)
    assert quote(pane) == "consectetuer"
    ladder = [quote(pane)]
    while ladder[-1] != text.strip():
        QTest.keyClick(view, Key.Key_F8)
        assert ladder[-1] in quote(pane) != ladder[-1]
        ladder.append(quote(pane))
    line = next(step for step in ladder[1:] if "\n" not in step)
    sentence = next(step for step in ladder if step.endswith("."))
    assert sentence.startswith("Lorem ipsum")
    block = ladder[-2]
    assert sentence.count(".") == 1, "one sentence, not its paragraph"
    assert ladder.index(line) < ladder.index(sentence) < ladder.index(block)
    assert block.startswith("Lorem ipsum dolor"), "a paragraph that begins with an indent"
    begin = text.index(block)
    lefts = [rect.left for rect in view.content.shown.rects(Range("p1", begin, begin + len(block)))]
    assert max(lefts) - min(lefts) < 60, "the block is of one column"
    view.caret.clear()
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, where)
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, where)
    assert quote(pane) == line
    # What Qt makes of a fourth click that comes soon after the third.
    at_screen = view.viewport().mapToGlobal(where)
    fourth = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(where), QPointF(at_screen), LEFT, LEFT, PLAIN
    )
    fourth.setTimestamp(view.pointer.clicked_at + 1)
    QApplication.sendEvent(view.viewport(), fourth)
    assert quote(pane) == block


def test_a_sentence_over_a_pages_end_is_found(
    pane: DocumentPane, show: Show, broken_pdf: Path, qtbot: QtBot
) -> None:
    show(broken_pdf)
    pane.find("agreed a named contact for each")
    qtbot.waitUntil(lambda: pane.find_bar.count.text() == "1 of 1", timeout=10_000)
    view = pane.page_view
    hit = view.content.shown.hit
    assert hit is not None
    assert hit.place == "p1"
    (rest,) = view.content.shown.hits(1)
    assert view.content.shown.is_current(rest)
    pane.search.close()
    qtbot.waitUntil(lambda: quote(pane).startswith("agreed a"), timeout=10_000)


def test_a_page_that_fails_once_is_asked_for_again(
    pane: DocumentPane,
    pages: PageSource,
    show: Show,
    letter_pdf: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = pages.render
    failed: list[bool] = []

    def once(*args: object) -> object:
        if not failed:
            failed.append(True)
            raise DocumentError("the reader stopped on it")
        return real(*args)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(pages, "render", once)
    show(letter_pdf)
    drawn(pane, qtbot)
    assert failed
    assert not pane.page_view.content.shown.failed
