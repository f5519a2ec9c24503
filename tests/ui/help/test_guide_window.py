"""The guide in the program: F1 where one is, a search, the way back, all by keyboard, in every look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from reviewer.desk.guide import guide_of_this_installation
from reviewer.ui.help.guide_text import CALM
from reviewer.ui.help.guide_window import GuideWindow
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.person import NameRow
from reviewer.ui.preferences.preference import Section
from reviewer.ui.theme import DARK, ThemeName
from tests.scale import grid
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


def page(guide: GuideWindow) -> str:
    return guide.text.source().toString()


def line_at_caret(guide: GuideWindow) -> str:
    cursor = guide.text.textCursor()
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    return cursor.selectedText().strip()


def asked(person: WorkingPerson) -> GuideWindow:
    person.press("F1")
    return person.dialog(GuideWindow)


def listed(guide: GuideWindow) -> list[str]:
    return [guide.list.item(row).text() for row in range(guide.list.count())]


def shown_picture(guide: GuideWindow, name: str) -> QImage:
    """A picture as a page shows it."""
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = guide.text.loadResource(kind, QUrl(f"images/{name}.png"))
    assert isinstance(picture, QImage)
    return picture


@pytest.mark.thorough
def test_f1_opens_the_page_of_what_one_is_at_and_the_caret_stands_there(person: WorkingPerson) -> None:
    person.press("Ctrl+5")
    guide = asked(person)
    assert page(guide) == "matrix.md"
    assert guide.text.hasFocus()
    assert not guide.isModal()
    person.press("Escape")
    assert person.gone(guide)
    person.press("Ctrl+1")
    person.focus(person.desk.checklist.cards["policy"])
    guide = asked(person)
    assert page(guide) == "README.md#decide"
    assert line_at_caret(guide).startswith("Decide. Open a card")
    assert guide.text.cursorRect().top() < guide.text.viewport().height() // 3


@pytest.mark.thorough
def test_the_work_goes_on_beside_it_and_the_same_window_follows(person: WorkingPerson) -> None:
    person.press("Ctrl+2")
    guide = asked(person)
    assert page(guide) == "README.md#write"
    person.window.activateWindow()
    person.wait(lambda: QApplication.activeWindow() is person.window)
    person.press("Ctrl+3")
    assert person.space.shown == "overview"
    person.press("F1")
    assert page(guide) == "overview.md"
    assert [
        each for each in QApplication.topLevelWidgets() if isinstance(each, GuideWindow) and each.isVisible()
    ] == [guide]


def test_a_dialog_has_its_page_too_and_is_as_it_was_afterwards(person: WorkingPerson) -> None:
    person.window.action_list.run("name.choose")
    dialog = person.dialog(PreferencesDialog)
    row, _key = dialog.page(Section.YOU).rows
    assert isinstance(row, NameRow)
    person.press("Ctrl+A")
    person.type("Alex")
    guide = asked(person)
    assert guide.parentWidget() is dialog
    assert page(guide) == "preferences.md"
    person.press("Escape")
    person.wait(lambda: person.gone(guide))
    assert dialog.isVisible()
    assert row.field.text() == "Alex"
    dialog.close()


@pytest.mark.thorough
def test_words_are_found_over_all_pages_and_enter_goes_to_the_place(person: WorkingPerson) -> None:
    guide = asked(person)
    person.press("Ctrl+F")
    assert guide.field.hasFocus()
    person.type("zebra crossing")
    assert guide.count.text() == guide.field.accessibleDescription() == "No page has all of these words."
    person.press("Ctrl+A")
    person.type("sort filter matrix")
    found = listed(guide)
    assert guide.count.text() == f"{len(found)} hits"
    assert found[0].startswith("The matrix › Sorting and filtering\n")
    person.press("Down")
    assert guide.list.hasFocus()
    person.press("Return")
    assert page(guide) == "matrix.md#sorting-and-filtering"
    assert guide.text.hasFocus()
    assert line_at_caret(guide) == "Sorting and filtering"
    person.press("Ctrl+F")
    person.press("Ctrl+A")
    person.type("second reader")
    assert listed(guide)[0].startswith("For the second reader\n")
    person.press("Escape")
    assert listed(guide)[:3] == ["Guide", "For the inspector", "For the second reader"]
    assert "The matrix" in listed(guide)
    assert guide.isVisible()


@pytest.mark.thorough
def test_tab_and_enter_follow_a_link_and_alt_left_comes_back(person: WorkingPerson) -> None:
    guide = asked(person)
    person.qtbot.wait(2 * CALM)  # until its pictures are fitted to its width: that shows the page anew
    guide.go("README")
    for _ in range(30):
        person.press("Tab")
        if guide.text.textCursor().selectedText() == "From many at once":
            break
    person.press("Return")
    assert page(guide) == "triage.md"
    assert guide.list.currentItem().text() == "What came from many at once"
    person.press("Alt+Left")
    assert page(guide) == "README.md"
    assert guide.list.currentItem().text() == "Guide"
    person.press("Alt+Right")
    assert page(guide) == "triage.md"
    person.click(guide.back)
    assert page(guide) == "README.md"


def test_tab_leaves_a_page_after_its_last_link(person: WorkingPerson) -> None:
    guide = asked(person)
    guide.go("overview")
    links = guide.text.toHtml().count("<a href=")
    assert links
    for _ in range(links):
        person.press("Tab")
        assert guide.text.hasFocus()
    person.press("Tab")
    assert not guide.text.hasFocus()
    reached = set()
    for _ in range(8):
        reached.add(QApplication.focusWidget())
        person.press("Tab")
    assert {guide.field, guide.list, guide.text} <= reached


def test_nothing_leads_out_of_the_guide(person: WorkingPerson) -> None:
    guide = asked(person)
    guide.go("case-folder#templates")
    assert not guide.text.openExternalLinks()
    assert "Jinja2 (https://jinja.palletsprojects.com/templates/)" in guide.text.toPlainText()
    for name in guide_of_this_installation().titles:
        found = guide_of_this_installation().page(name)
        assert found is not None
        assert 'href="http' not in found.html
        assert 'href="mailto' not in found.html


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_a_page_is_readable_in_the_dark_at_every_size_and_nothing_is_cut(
    person: WorkingPerson, percent: int
) -> None:
    person.window.look.choose(ThemeName.DARK, percent)
    guide = asked(person)
    guide.resize(1300, 700)
    for name in guide_of_this_installation().titles:
        guide.go(name)
        person.settle()
        assert guide.text.horizontalScrollBar().maximum() == 0, name
    guide.resize(3000, 700)
    guide.go("matrix")
    assert shown_picture(guide, "matrix").width() == person.window.look.px(1100)
    assert guide.text.viewport().palette().text().color().name().upper() == DARK.text.upper()
    assert guide.text.font().pixelSize() == person.window.look.px(13)


def test_pictures_fit_the_page_after_the_window_is_narrowed(person: WorkingPerson) -> None:
    guide = asked(person)
    guide.go("matrix")
    guide.resize(700, 600)
    person.settle()
    person.wait(lambda: guide.text.horizontalScrollBar().maximum() == 0)
    assert shown_picture(guide, "a picture that is not there").isNull()


@pytest.mark.thorough
def test_a_screen_reader_gets_the_page_as_text(person: WorkingPerson) -> None:
    guide = asked(person)
    guide.go("matrix")
    told = QAccessible.queryAccessibleInterface(guide.text)
    assert told.textInterface() is not None
    assert guide.text.accessibleName()
    assert guide.list.accessibleName() == "Pages of the guide"
    assert guide.field.accessibleName() == "Search the guide"


def test_shift_f1_lists_the_keys_and_the_menu_has_both(person: WorkingPerson) -> None:
    actions = person.window.action_list
    assert actions["program.help"].keys == ("F1",)
    assert actions["program.keyboard"].keys == ("Shift+F1",)
    assert actions.why_not("guide.back") == "Open the guide first."
    guide = asked(person)
    person.press("Escape")
    person.wait(lambda: person.gone(guide))
    assert actions.why_not("guide.back") == "Open the guide first."
