"""Pages on other paper than white: what is printed on them is seen as it is, and highlights keep their hue."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reviewer.ui.document.document_source import Mark
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.theme import DARK, LIGHT, PageColours
from tests.ui.document.test_viewing import Show, drawn, spot


def test_black_on_a_scan_is_black_on_dimmed_paper(
    pane: DocumentPane, show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = Image.new("RGB", (600, 800), (240, 240, 240))
    ImageDraw.Draw(scan).rectangle((200, 300, 400, 500), fill=(0, 0, 0))
    scan.save(tmp_path / "scan.png")
    show(tmp_path / "scan.png")
    pane.set_palette(DARK)
    drawn(pane, qtbot)
    view = pane.page_view
    seen, page = view.viewport().grab().toImage(), view.placement.rect_of(0)
    paper = QColor(DARK.page)
    middle = QPointF(page.width() / 2, page.height() / 2).toPoint()
    edge = QPointF(page.width() / 10, page.height() / 10).toPoint()
    frame = view.placement.frame_of(0).rect.topLeft().toPoint()
    assert seen.pixelColor(frame + middle).lightness() < 10
    assert seen.pixelColor(frame + edge).red() == pytest.approx(240 * paper.red() / 255, abs=3)


def test_inverted_pages_are_dark_and_leaves_highlights_their_hue(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    at = text.index("named contact")
    pane.set_marks([Mark("p1", at, at + 13, 1, "Strategy", "s")])
    drawn(pane, qtbot)

    def look() -> tuple[str, int]:
        image = pane.page_view.viewport().grab().toImage()
        gap = text.index(" ", at)
        corner = pane.page_view.placement.rect_of(0).topLeft() + QPointF(20, 8)
        return image.pixelColor(spot(pane, gap)).name(), image.pixelColor(corner.toPoint()).lightness()

    by_day = look()
    pane.set_palette(LIGHT.of_pages(PageColours.INVERTED))
    by_night = look()
    assert by_night[0] == by_day[0], "the highlight keeps its hue"
    assert (by_night[1] < 60, by_day[1] > 240) == (True, True)
