"""The pane in little room and large letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText
from reviewer.ui.document.pane import DocumentPane


@pytest.fixture
def large_letters() -> Iterator[None]:
    font = QApplication.font()
    large = QApplication.font()
    large.setPixelSize(26)
    QApplication.setFont(large)
    yield
    QApplication.setFont(font)


@pytest.mark.parametrize("width", [260, 420, 710])
def test_at_200_percent_the_bar_leaves_out_what_keys_do_rather_than_squeeze_the_page(
    large_letters: None,
    pane: DocumentPane,
    show: Callable[[Path], DocumentText],
    letter_pdf: Path,
    qtbot: QtBot,
    width: int,
) -> None:
    show(letter_pdf)
    pane.setMinimumWidth(1)
    pane.resize(width, 700)
    bar = pane.toolbar
    qtbot.waitUntil(lambda: bar.width() <= max(width, bar.minimumSizeHint().width()))
    assert bar.number.isVisible()
    assert bar.as_text.isVisible()
    assert bar.smaller.isVisible() <= bar.previous.isVisible(), "turning pages goes last"
    pane.resize(1600, 700)
    qtbot.waitUntil(bar.smaller.isVisible)
