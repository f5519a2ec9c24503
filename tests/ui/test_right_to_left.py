"""In a language that is written from the right the whole window is turned round, and nothing of it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from reviewer.desk import Home
from reviewer.ui.checklist.options import Choice, ChoiceOptions
from reviewer.ui.help.guide_window import GuideWindow
from reviewer.ui.look import Look, absolute
from reviewer.ui.matrix.screen import MatrixScreen
from reviewer.ui.pieces.screen import PiecesScreen
from reviewer.ui.runs import paint_runs
from reviewer.ui.translating import wear_language
from tests.reworded import FromTheRight, speak
from tests.ui.conftest import someone_with_all
from tests.ui.every_dialog import UNREAD, Stage
from tests.ui.laid_out import out_of_place
from tests.ui.mirror import Ink, ink_of, not_turned
from tests.ui.person import Sits, WorkingPerson, closed
from tests.ui.tour import at_rest, complaints, everywhere

RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def turned_back(qapp: QApplication) -> Iterator[None]:
    """Windows after this are read from the left again, or as their catalogue says: a direction that was set stays whatever is spoken."""
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    assert qapp.layoutDirection() is LEFT


@pytest.fixture
def from_the_right(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, turned_back: None) -> Iterator[None]:
    """The program as its catalogue of such a language makes it, before any window is made."""
    speak(monkeypatch, FromTheRight())
    worn = wear_language(qapp)
    assert worn is not None
    yield
    qapp.removeTranslator(worn)


def test_the_catalogue_alone_turns_the_window(from_the_right: None, qapp: QApplication) -> None:
    assert qapp.layoutDirection() is RIGHT


def test_everything_has_its_place(from_the_right: None, stage: Stage, busy: WorkingPerson) -> None:
    assert complaints(stage, busy, out_of_place) == []


@pytest.mark.thorough
def test_keys_go_the_way_they_point(busy: WorkingPerson, qapp: QApplication, turned_back: None) -> None:
    qapp.setLayoutDirection(RIGHT)
    busy.space.go("matrix")
    busy.settle()
    table = busy.screen(MatrixScreen, "matrix").view.table
    busy.focus(table)
    table.setCurrentIndex(table.model().index(0, 1))
    busy.press("Left")
    assert table.currentIndex().column() == 2
    first, second = (table.visualRect(table.model().index(0, column)) for column in (1, 2))
    assert second.right() < first.left()
    busy.space.go("pieces", {"body": UNREAD})
    busy.settle()
    wall = busy.screen(PiecesScreen, "pieces").view.wall
    busy.wait(lambda: wall.model().rowCount() > 1)  # they are looked up beside the window
    busy.focus(wall)
    busy.press("Home")
    busy.press("Left")
    assert wall.currentIndex().row() == 1


@pytest.mark.thorough
def test_back_is_where_one_comes_from(
    sit_down: Sits, sample_home: Home, qapp: QApplication, turned_back: None
) -> None:
    qapp.setLayoutDirection(RIGHT)
    who = sit_down(sample_home)
    who.press("F1")
    guide = who.dialog(GuideWindow)
    for of in ("document", "guide"):
        keys = [who.window.action_list[f"{of}.{name}"].keys for name in ("back", "forward")]
        assert keys == [("Alt+Right",), ("Alt+Left",)], of
    guide.go("README")
    guide.go("overview")
    who.qtbot.wait(300)  # until it has read on
    who.press("Alt+Right")
    assert guide.text.source().fileName() == "README.md"
    guide.close()


def test_what_is_chosen_by_arrows_follows_the_layout(
    qtbot: QtBot, qapp: QApplication, turned_back: None
) -> None:
    qapp.setLayoutDirection(RIGHT)
    options = ChoiceOptions(Look(), tuple(Choice(key, key) for key in "abc"), "What")
    qtbot.addWidget(options)
    options.show()
    options.activateWindow()
    options.go_to(1)
    qtbot.waitUntil(options.options[0].hasFocus)
    for key, reached in ((Qt.Key.Key_Left, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Right, 1)):
        QTest.keyClick(next(each for each in options.options if each.hasFocus()), key)
        assert options.options[reached].hasFocus()


def test_an_alignment_is_turned_as_qt_turns_it() -> None:
    """Without asking Qt, which makes all names of its style for that."""
    across = (0x00, 0x01, 0x02, 0x04, 0x08, 0x10, 0x11, 0x12)
    for way in (LEFT, RIGHT):
        for number in (one | down for one in across for down in (0x00, 0x20, 0x40, 0x80)):
            alignment = Qt.AlignmentFlag(number)
            assert absolute(alignment, way) == QStyle.visualAlignment(way, alignment), alignment


WORDS = "The plan names both posts.", "התכנית מונה את שני התפקידים."


@pytest.mark.thorough
@pytest.mark.parametrize("way", [LEFT, RIGHT])
@pytest.mark.parametrize("words", WORDS)
def test_words_that_were_found_keep_their_own_direction(
    qapp: QApplication, way: Qt.LayoutDirection, words: str
) -> None:
    font = QFont(qapp.font())
    bold = QFont(font)
    bold.setBold(True)
    picture = QImage(600, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    first, rest = words.split(" ", 1)
    runs = ((first + " ", bold, QColor("red")), (rest, font, QColor("black")))
    with QPainter(picture) as painter:
        painter.setLayoutDirection(way)
        paint_runs(painter, QRectF(picture.rect()), runs)
    pixels = [(x, picture.pixelColor(x, y)) for x in range(picture.width()) for y in range(picture.height())]
    red = [x for x, colour in pixels if colour.red() > 200 > colour.green() + 100]
    black = [x for x, colour in pixels if colour.red() < 100]
    assert (max(red) < min(black)) is words.isascii()  # the first word stands where its own letters begin
    assert (min(red + black) < 50) is (way is LEFT)  # and the line where one begins in the window


@pytest.mark.long
def test_what_is_painted_is_turned_with_what_it_stands_in(
    sit_down: Sits, prepared: Path, root: Path, tmp_path: Path, qapp: QApplication, turned_back: None
) -> None:
    """English in both: words are as long, so that one is the mirror image of the other, but for the texts of documents."""
    homes = [someone_with_all(prepared, tmp_path / way, root) for way in ("from the left", "from the right")]
    first = sit_down(homes[0])
    before = dict(_inks(first, Stage(first.window, tmp_path / "from the left")))
    closed(first.qtbot, first.window)
    qapp.setLayoutDirection(RIGHT)
    second = sit_down(homes[1])
    stage = Stage(second.window, tmp_path / "from the right")
    found = []
    for name, window in everywhere(stage, second):
        turned = partial(not_turned, before=before[name])
        found += [f"{name}: {line}" for line in at_rest(second, window, turned)]
    print(*found, sep="\n")
    assert found == []


def _inks(who: WorkingPerson, stage: Stage) -> Iterator[tuple[str, Ink]]:
    for name, window in everywhere(stage, who):
        who.qtbot.wait(200)  # until nothing of it is on its way any more
        yield name, ink_of(window)
