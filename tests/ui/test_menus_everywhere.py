"""Every list, row, tab and thumbnail that has acts opens a menu: by the mouse, by the Menu key, and by Shift+F10."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QMenu,
    QPushButton,
    QTabBar,
    QWidget,
)

from reviewer.ui.actions.action import bare
from reviewer.ui.help.guide_window import GuideWindow
from reviewer.ui.letter.register import RegisterDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.preference import Section
from reviewer.ui.screens import SCREENS
from tests.ui.every_dialog import DIALOGS, JUDGED, UNREAD, Stage
from tests.ui.person import WorkingPerson
from tests.ui.shared_window import SitsBefore
from tests.ui.tour import company, each_section

pytestmark = pytest.mark.shares_window

KEYS = {
    "the Menu key": (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    "Shift+F10": (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
}
CHOICES = {
    ("MainWindow", "Which pieces to show"): "a choice of what is shown",
    ("PreferencesDialog", "Sections"): "a choice of what is shown",
    ("LicencesDialog", "Parts"): "a choice of what is shown",
    ("Palette", "What was found"): "a line is an act itself, and the field keeps the focus",
    ("ChooseDialog", "Documents"): "what is chosen is the answer",
    ("TieDialog", "Which criterion does the passage bear on?"): "what is chosen is the answer",
    ("MoveDialog", "The forces that fit"): "what is chosen is the answer",
    ("AskDialog", "What could not be read; Space ticks"): "what is ticked is the answer",
    ("RestoreDialog", "Backups, the newest first"): "the one that is chosen is what the dialog restores",
    ("AmendDialog", "1 difference"): "what the whole dialog asks about: no row is agreed to by itself",
}
"""Lists in which one chooses and nothing is done to a row, by window and name, with the reason."""


@pytest.fixture
def person(sit_before: SitsBefore, prepared: Path) -> WorkingPerson:
    """Someone before the sample with all that dialogs show."""
    return sit_before(prepared / "who")


def first_row(view: QAbstractItemView) -> QModelIndex:
    """The first row that can be gone to, one level down too; no index where there is none."""
    model = view.model()
    tops = [model.index(row, 0) for row in range(model.rowCount(view.rootIndex()))]
    for index in [each for top in tops for each in (top, model.index(0, 0, top))]:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return index
    return QModelIndex()


def menu_lines(where: str) -> list[str]:
    """What the menu offers that has just been opened; each line that can't be done says why."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), f"no menu on {where}"
    lines = [line for line in menu.actions() if not line.isSeparator() and line.menu() is None]
    assert lines, where
    for line in lines:
        silent = not line.isEnabled() and line.toolTip() in {"", bare(line.text())}
        assert not silent, f"{where}: “{line.text()}” does not say why it can't be done"
    menu.close()
    return [bare(line.text()) for line in lines]


def by_mouse(widget: QWidget, at: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def missing(view: QAbstractItemView) -> Iterator[str]:
    """A line for each way by which a list has no menu."""
    name = f"{type(view).__name__} {view.accessibleName()!r} of {type(view.window()).__name__}"
    row = first_row(view)
    if not row.isValid():
        return
    view.setFocus()
    view.setCurrentIndex(row)
    view.scrollTo(row)
    offered: dict[str, list[str]] = {}
    ways = {"the mouse": None, **KEYS}
    for way, key in ways.items():
        try:
            if key is None:
                by_mouse(view.viewport(), view.visualRect(row).center())
            else:
                QTest.keyClick(view, *key)
            offered[way] = menu_lines(f"{name} by {way}")
        except AssertionError as error:
            yield str(error)
    if len({tuple(each) for each in offered.values()}) > 1:
        yield f"{name}: {offered}"


def lists(window: QWidget) -> Iterator[QAbstractItemView]:
    for view in window.findChildren(QAbstractItemView):
        dropped = (
            isinstance(view, QHeaderView)
            or isinstance(view.parent(), QComboBox)
            or isinstance(view.window(), QMenu)
        )
        if view.isVisible() and not dropped and (type(window).__name__, view.accessibleName()) not in CHOICES:
            yield view


def complaints(window: QWidget) -> list[str]:
    return [line for view in lists(window) for line in missing(view)]


@pytest.mark.thorough
def test_on_all_lists_of_all_screens(person: WorkingPerson) -> None:
    wrong: list[str] = []
    seen: set[str] = set()
    person.window.action_list.run("document.strip")
    for body in (JUDGED, UNREAD):
        for kind in SCREENS:
            person.space.go(kind.id, {"body": body})
            person.settle()
            person.wait(lambda: not person.window.work.busy)
            seen |= {view.accessibleName() for view in lists(person.window)}
            wrong += complaints(person.window)
    person.space.search_for("unit")
    person.wait(person.space.results.list.isVisible)
    seen |= {view.accessibleName() for view in lists(person.window)}
    wrong += complaints(person.window)
    assert wrong == [], "\n".join(wrong)
    assert {"Places found", "Pages", "Documents", "Pieces that could not be read"} <= seen, seen


@pytest.mark.thorough
def test_on_all_lists_that_only_company_has(in_company: WorkingPerson, tmp_path: Path) -> None:
    wrong: list[str] = []
    seen: set[str] = set()
    for _name, window in company(in_company, tmp_path / "sent"):
        seen |= {view.accessibleName() for view in lists(window) if first_row(view).isValid()}
        wrong += complaints(window)
    assert wrong == [], "\n".join(wrong)
    assert {"What was decided differently", "Members", "What came, and whose it is"} <= seen, seen


@pytest.mark.thorough
def test_on_all_lists_of_all_dialogs(person: WorkingPerson, prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path / "all")
    stage = Stage(person.window, tmp_path / "all")
    wrong: list[str] = []
    with_list = set()
    for kind, make in DIALOGS.items():
        dialog = make(stage)
        dialog.open()
        person.dialog(kind)
        if isinstance(dialog, PreferencesDialog):
            dialog.show_section(Section.KEYS)
        if isinstance(dialog, GuideWindow):
            dialog.list.setCurrentRow(0)
        if any(first_row(view).isValid() for view in lists(dialog)):
            with_list.add(kind)
        wrong += complaints(dialog)
        dialog.close()
        person.wait(lambda dialog=dialog: person.gone(dialog))  # type: ignore[misc]
    for _name, window in each_section(stage, person):
        wrong += complaints(window)
    assert wrong == [], "\n".join(wrong)
    assert {RegisterDialog, PreferencesDialog, GuideWindow} <= with_list, with_list


@pytest.mark.thorough
def test_on_the_tabs_of_the_window_and_of_the_document(person: WorkingPerson) -> None:
    bar = person.space.bar
    for name, tab in bar.tabs.items():
        where = f"the tab of {name}"
        by_mouse(tab, tab.rect().center())
        found = menu_lines(where)
        assert person.window.action_list.words(f"view.{name}") in found
        tab.setFocus()
        for way, key in KEYS.items():
            QTest.keyClick(tab, *key)
            assert menu_lines(f"{where} by {way}") == found
    counts = [count for count in bar.counts.values() if count.isVisible()]  # nothing is to be settled here
    for button in (*counts, bar.share, bar.findChild(QPushButton, "you")):
        assert button is not None
        by_mouse(button, button.rect().center())
        assert menu_lines(button.accessibleName())
    person.go_to_body(JUDGED)
    person.window.action_list.run("document.strip")
    person.settle()
    shown = [tabs for tabs in person.desk.document.findChildren(QTabBar) if tabs.isVisible()]
    assert shown
    for tabs in shown:
        by_mouse(tabs, tabs.tabRect(tabs.count() - 1).center())
        assert menu_lines("a tab of the document")
        assert tabs.currentIndex() == tabs.count() - 1


@pytest.mark.thorough
def test_a_picture_of_a_page_is_gone_to_by_asking_for_its_menu(person: WorkingPerson) -> None:
    person.go_to_body(UNREAD)
    person.window.action_list.run("document.strip")
    person.open_document("Notes in handwriting.pdf")
    pictures = person.desk.document.strip.thumbnails
    person.wait(lambda: pictures.model().rowCount() == 2)
    last = pictures.model().index(pictures.model().rowCount() - 1, 0)
    pictures.scrollTo(last)
    by_mouse(pictures.viewport(), pictures.visualRect(last).center())
    assert "Turn right" in menu_lines("a page's picture")
    person.wait(lambda: person.desk.place == "p2")


@pytest.mark.thorough
def test_text_and_sheets_offer_to_tie_what_is_selected_as_pages_do(person: WorkingPerson) -> None:
    document = person.desk.document
    for view in (document.text_view, document.table_view.table):
        by_mouse(view.viewport(), view.viewport().rect().center())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert "Make it evidence for" in [line.text() for line in menu.actions()]
        menu.close()


def test_the_search_goes_on_where_something_was_found(person: WorkingPerson) -> None:
    person.press("Ctrl+Shift+F")
    person.type("unit")
    results = person.space.results
    person.wait(lambda: results.list.hits.hits and len({hit.body for hit in results.list.hits.hits}) > 1)
    person.press("Down")
    chosen = results.list.chosen
    assert chosen is not None
    person.window.action_list.run("search.only_here")
    person.wait(lambda: {hit.body for hit in results.list.hits.hits} == {chosen.body})
    assert person.window.action_list.why_not("search.only_here") == "It looks there alone already."
    person.window.action_list.run("search.everywhere")
    person.wait(lambda: len({hit.body for hit in results.list.hits.hits}) > 1)
    assert person.window.action_list.why_not("search.everywhere") == "It looks everywhere already."


@pytest.mark.thorough
def test_a_casebook_opened_last_is_taken_off_the_list_from_its_row(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    welcome = person.window.welcome
    (row,) = welcome.recent
    person.focus(row)
    for key in KEYS.values():
        QTest.keyClick(row, *key)
        assert menu_lines("a casebook opened last") == ["Open the casebook", "Take it off the list"]
    person.window.action_list.run("recent.forget")
    assert welcome.recent == []
    none = "Go to a line of the lists on the first screen first."
    assert person.window.action_list.why_not("recent.open") == none
