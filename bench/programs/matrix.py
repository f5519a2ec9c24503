"""A full scroll of a matrix of 500 bodies and 12 criteria, down and across; prints the slowest frame's seconds.

    python -m bench.programs.matrix ours|plain

A frame is a step of a scroll bar, after which the table's whole viewport is painted, and whatever else of the screen the step
has changed. Seconds of the window's thread. Offscreen: no window system is measured.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QScrollBar, QTableView, QWidget

from bench.make_matrix import made_framework, made_lines
from reviewer.desk.body_lines import BodyLine
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.matrix.actions import matrix_actions
from reviewer.ui.matrix.controller import MatrixController
from reviewer.ui.matrix.ways import Ways
from reviewer.ui.shapes import paint_tone
from reviewer.ui.theme import ThemeName

BODIES, CRITERIA = 500, 12
SIZE = (1366, 712)  # what a window of 1366 by 768 leaves under its bar
SHAPE = 16


@dataclass(frozen=True, slots=True)
class Shown:
    lines: tuple[BodyLine, ...]


def acts() -> ActionList:
    """A list that knows the matrix's acts by words and keys."""
    known = ActionList(QWidget(), print)
    known.declare(matrix_actions())
    return known


def matrix(look: Look) -> tuple[QWidget, QTableView, object]:
    look.choose_rows(close=True)
    screen = MatrixController(
        look,
        acts(),
        made_framework(CRITERIA),
        ("force", "forces"),
        Ways(lambda *_: None, lambda *_: None, lambda *_: None, lambda _: None),
    )
    screen.refresh(Shown(made_lines(BODIES, CRITERIA)))
    return screen.widget, screen.table, screen


def plain(look: Look) -> tuple[QWidget, QTableView, object]:
    """Qt's own table with the same words and shapes, as wide and as high, in rows as close."""
    words = MatrixController(
        look, acts(), made_framework(CRITERIA), ("force", "forces"),
        Ways(lambda *_: None, lambda *_: None, lambda *_: None, lambda _: None),
    ).model  # fmt: skip
    words.show_lines(made_lines(BODIES, CRITERIA))
    model, icons = (
        QStandardItemModel(),
        {mark: _icon(look, mark) for mark in {m for row in words.shown for m, _, _ in row}},
    )
    for row, line in enumerate(words.rows):
        items = [QStandardItem(words.words.of(line, column)) for column in range(len(words.columns))]
        for at, (mark, _, _) in enumerate(words.shown[row], start=1):
            items[at].setIcon(icons[mark])
        model.appendRow(items)
    table = QTableView()
    table.setModel(model)
    table.verticalHeader().setDefaultSectionSize(look.px(24))
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    return table, table, model


def _icon(look: Look, mark: str) -> QIcon:
    picture = QPixmap(SHAPE, SHAPE)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        paint_tone(painter, QRectF(0, 0, SHAPE, SHAPE), mark, look.palette)
    return QIcon(picture)


def frames(table: QTableView, bar: QScrollBar) -> Iterator[float]:
    for value in range(bar.minimum(), bar.maximum() + 1, max(1, bar.singleStep())):
        began = time.thread_time()
        bar.setValue(value)
        table.viewport().repaint()
        QApplication.processEvents()
        yield time.thread_time() - began


def main(whose: Callable[[Look], tuple[QWidget, QTableView, object]]) -> None:
    application = cast("QApplication", QApplication.instance() or QApplication([]))
    look = Look(ThemeName.LIGHT)
    look.wear(application)
    window, table, _kept = whose(look)
    window.resize(*SIZE)
    window.show()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    for _ in range(10):
        application.processEvents()
    down, across = table.verticalScrollBar(), table.horizontalScrollBar()
    seen = [*frames(table, down), *frames(table, across), *frames(table, down)]
    window.close()
    print(max(seen))


if __name__ == "__main__":
    main({"ours": matrix, "plain": plain}[sys.argv[1]])
