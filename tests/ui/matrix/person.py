"""Someone at the matrix, by keys and mouse, and what the window was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.display import EvidenceView
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.matrix.actions import matrix_actions
from reviewer.ui.matrix.controller import MatrixController
from reviewer.ui.matrix.ways import Ways
from reviewer.ui.widgets import Label

SIZE = (1366, 712)  # what a window of 1366 by 768 leaves under its bar
FRAME = 0.0167


@dataclass(frozen=True)
class Shown:
    lines: tuple[BodyLine, ...]


@dataclass
class Person:
    """Someone at the matrix, and what the window was asked for."""

    qtbot: QtBot
    screen: MatrixController
    opened: list[tuple[str, str]] = field(default_factory=list)
    passages: list[tuple[str, EvidenceView]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    close_rows: list[bool] = field(default_factory=list)

    def press(self, keys: str) -> None:
        QTest.keySequence(self.at(), keys)
        QCoreApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.at(), text)
        QCoreApplication.processEvents()

    def at(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def click(
        self, row: int, column: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        table = self.screen.table
        place = table.visualRect(table.model().index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    @property
    def names(self) -> list[str]:
        return [line.name for line in self.screen.model.rows]

    @property
    def card(self) -> str:
        """All that the card says."""
        labels = self.screen.view.card.findChildren(Label)
        return "\n".join(label.text() for label in labels if label.isVisible())

    @property
    def clipboard(self) -> list[list[str]]:
        return [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]


Sits = Callable[..., Person]


def seated(qtbot: QtBot, look: Look, framework: object, look_up: object, noun: tuple[str, str]) -> Person:
    opened: list[tuple[str, str]] = []
    passages: list[tuple[str, EvidenceView]] = []
    told: list[str] = []
    close: list[bool] = []
    ways = Ways(
        lambda body, key: opened.append((body, key)),
        lambda body, passage: passages.append((body, passage)),
        look_up,  # type: ignore[arg-type]
        told.append,
        close.append,
    )
    home = QWidget()
    actions = ActionList(home, told.append)
    actions.show("matrix")
    actions.declare(matrix_actions())
    screen = MatrixController(look, actions, framework, noun, ways)  # type: ignore[arg-type]
    home.setParent(screen.widget)
    actions.add(screen, matrix_actions())
    screen.widget.resize(*SIZE)
    screen.widget.show()
    screen.widget.activateWindow()
    qtbot.waitExposed(screen.widget)
    return Person(qtbot, screen, opened, passages, told, close)


def away(screen: MatrixController) -> None:
    screen.close()
    screen.widget.close()
    screen.widget.deleteLater()
    QTest.qWait(10)  # what a card has put aside goes first
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
