"""What is seen where there is nothing yet, and on a wide screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from reviewer.ui.overview.screen import OverviewScreen
from reviewer.ui.pieces.screen import PiecesScreen
from reviewer.ui.scrolling import ScrollArea
from reviewer.ui.theme import ThemeName
from reviewer.ui.undoing.dialog import UndoDialog
from tests.ui.person import WorkingPerson


def test_numbers_of_the_overview_stay_beside_their_titles_on_a_wide_screen(person: WorkingPerson) -> None:
    person.window.resize(1920, 1000)
    person.press("Ctrl+3")
    view = person.screen(OverviewScreen, "overview").view
    title = next(each for each in view.findChildren(QLabel) if each.text().startswith("1  "))
    begins = title.mapTo(view, title.rect().topLeft()).x()
    ends = [made.mapTo(view, made.rect().topRight()).x() for made in view.figures.made.values()]
    assert max(ends) - begins <= 900


def test_where_nothing_is_to_be_looked_at_nothing_is_counted(person: WorkingPerson) -> None:
    person.press("Ctrl+6")
    pieces = person.space.session.desk.pieces
    person.space.session.choose_body(
        next(line.code for line in person.space.session.lines if not pieces.of(line.code))
    )
    person.settle()
    view = person.screen(PiecesScreen, "pieces").controller.view
    listed = view.side.list
    person.wait(lambda: "By document" not in [listed.item(row).text() for row in range(listed.count())])
    assert not view.bar.isVisible()
    assert view.side.counts.text() == ""


def test_the_list_of_acts_is_seen_with_its_title(person: WorkingPerson) -> None:
    person.press("Ctrl+Shift+H")
    dialog = person.dialog(UndoDialog)
    person.wait(dialog.done_rows.count)
    (area,) = [each for each in dialog.findChildren(ScrollArea) if each.isVisible()]
    assert area.verticalScrollBar().maximum() == 0


@pytest.mark.thorough
def test_the_bar_is_as_before_once_large_text_is_small_again(person: WorkingPerson) -> None:
    bar, look = person.space.bar, person.window.look
    before = bar.search.width()
    for name in ("letter", "desk"):
        look.choose(ThemeName.LIGHT, 200)
        person.qtbot.wait(200)
        person.space.go(name)
        person.settle()
        look.choose(ThemeName.DARK, 100)
        person.wait(lambda: bar.search.width() == before)
        assert bar.search.geometry().right() < bar.share.geometry().left()
