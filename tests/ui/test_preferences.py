"""The preferences: shown at once, kept, taken back by a key, found by name, and the same in menus, palette and dialog."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QStyle,
    QWidget,
)

from reviewer.app import opened_anew
from reviewer.desk import Home
from reviewer.desk.outside import new_identity
from reviewer.desk.session import utc_now
from reviewer.desk.settings import CLOSE_ROWS, IDENTITY, LANGUAGE, MOTION, PAGES, TEXT_SIZE, THEME
from reviewer.desk.words import language
from reviewer.ui.actions.action import Menu
from reviewer.ui.document.colours import inks_of
from reviewer.ui.look import EFFECTS
from reviewer.ui.matrix.screen import MatrixScreen
from reviewer.ui.preferences.anew import AnewRow
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.person import NameRow
from reviewer.ui.preferences.preference import Section
from reviewer.ui.preferences.rows import OptionRow
from reviewer.ui.preferences.sharing import ShareRow
from reviewer.ui.preferences.signing import IdentityRow
from reviewer.ui.theme import PALETTES, TEXT, PageColours, ThemeName, contrast
from reviewer.ui.widgets import Label
from reviewer.ui.window import MainWindow
from tests.scale import grid
from tests.ui.person import Sits, WorkingPerson, closed
from tests.ui.test_palette import offered, palette

pytestmark = pytest.mark.shares_window


def opened(person: WorkingPerson) -> PreferencesDialog:
    person.press("Ctrl+,")
    return person.dialog(PreferencesDialog)


def options(dialog: PreferencesDialog, name: str) -> dict[str, QAbstractButton]:
    rows = (row for section in Section for row in dialog.page(section).rows)
    row = next(row for row in rows if isinstance(row, OptionRow) and row.words == name)
    return {made.text(): made for made in row.buttons}


@pytest.mark.thorough
def test_arrows_choose_at_once_and_it_is_kept(person: WorkingPerson, sample_home: Home) -> None:
    dialog = opened(person)
    assert dialog.section is Section.LOOK
    theme = options(dialog, "Theme")
    assert theme["As the system"].isChecked()
    person.focus(theme["As the system"])
    person.press("Right")
    person.press("Right")
    assert theme["Dark"].isChecked()
    assert QApplication.focusWidget() is theme["Dark"]
    assert person.window.look.theme is ThemeName.DARK
    assert sample_home.settings.get(THEME) == "dark"
    assert "Theme: Dark" in theme["Dark"].accessibleName()


@pytest.mark.thorough
def test_ctrl_z_takes_the_last_change_back_one_by_one(person: WorkingPerson, sample_home: Home) -> None:
    dialog = opened(person)
    person.click(options(dialog, "Text size")["150 %"])
    person.click(options(dialog, "Theme")["Dark"])
    person.press("Ctrl+Z")
    assert person.window.look.theme is ThemeName.SYSTEM
    assert person.window.look.percent == 150
    assert dialog.news.text() == "Taken back: Theme."
    assert options(dialog, "Theme")["As the system"].isChecked()
    person.press("Ctrl+Z")
    assert person.window.look.percent == 100 == sample_home.settings.get(TEXT_SIZE)
    person.press("Ctrl+Z")
    assert dialog.news.text() == "Nothing was changed here yet."
    assert person.view is not None
    assert not person.space.session.snapshot.redo, "nothing of the casebook was undone by it"


@pytest.mark.thorough
def test_back_to_what_came_is_one_change(person: WorkingPerson) -> None:
    dialog = opened(person)
    person.click(options(dialog, "Text size")["125 %"])
    dialog.show_section(Section.READING)
    person.click(options(dialog, "Page colours")["Cream"])
    person.click(dialog.back)
    assert (person.window.look.percent, person.window.look.pages) == (100, PageColours.SENT)
    person.press("Ctrl+Z")
    assert (person.window.look.percent, person.window.look.pages) == (125, PageColours.CREAM)


@pytest.mark.thorough
def test_escape_closes_and_the_focus_is_where_it_was(person: WorkingPerson) -> None:
    listed = person.desk.documents.list
    person.focus(listed)
    dialog = opened(person)
    person.press("Ctrl+F")
    assert QApplication.focusWidget() is dialog.finder
    person.type("contrast")
    person.press("Escape")
    assert not dialog.finder.text()
    assert dialog.isVisible()
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    person.window.activateWindow()
    person.wait(lambda: QApplication.focusWidget() is listed)


@pytest.mark.thorough
def test_a_setting_is_found_by_its_name_and_by_its_options(person: WorkingPerson) -> None:
    dialog = opened(person)
    person.press("Ctrl+F")
    person.type("cream")
    assert dialog.section is Section.READING
    shown = [at for at in range(dialog.sections.count()) if not dialog.sections.item(at).isHidden()]
    named = [dialog.sections.item(at).text() for at in shown]
    assert named == ["Reading", "Keys"], "the act that chooses it can have a key"
    assert dialog.finder.accessibleDescription() == "Reading, Keys"
    person.press("Down")
    assert QApplication.focusWidget() is options(dialog, "Page colours")["As sent"]
    person.press("Ctrl+F")
    person.press("Ctrl+A")
    person.type("xylophone")
    assert dialog.nothing.isVisible()


@pytest.mark.thorough
def test_menus_palette_and_dialog_say_and_do_the_same(person: WorkingPerson, sample_home: Home) -> None:
    palette(person, "page colours: cream")
    person.press("Return")
    person.wait(lambda: person.window.look.pages is PageColours.CREAM)
    assert sample_home.settings.get(PAGES) == "cream"
    menu = person.window.menus[Menu.PAGES]
    menu.aboutToShow.emit()
    assert [line.text() for line in menu.actions() if line.isChecked()] == ["Cream"]
    shown = palette(person, "theme:")
    themes = sorted(offered(shown)[1:])
    assert themes == ["Theme: As the system", "Theme: Dark", "Theme: High contrast", "Theme: Light"]
    person.press("Escape")
    dialog = opened(person)
    assert options(dialog, "Page colours")["Cream"].isChecked()


@pytest.mark.thorough
def test_pages_are_shown_in_the_chosen_colours_and_again_at_the_next_start(
    person: WorkingPerson, sit_down: Sits, sample_home: Home
) -> None:
    white = paper(person)
    person.press("Ctrl+Shift+D")
    assert person.window.look.pages is PageColours.INVERTED
    person.wait(lambda: paper(person).lightness() < 80)
    person.press("Ctrl+Shift+D")
    person.wait(lambda: paper(person) == white)
    person.window.preferences.choose("pages", "dimmed")
    person.wait(lambda: 200 < paper(person).lightness() < white.lightness())
    again = sit_down(Home(sample_home.config, sample_home.resources, sample_home.data))
    again.wait(lambda: 200 < paper(again).lightness() < white.lightness())


def paper(person: WorkingPerson) -> QColor:
    """The colour of the page beside its print, as it is on the screen."""
    view = person.desk.document.page_view
    person.wait(lambda: view.isVisible() and person.desk.place)
    corner = view.placement.rect_of(0).topLeft() + QPointF(20, 8)
    return view.viewport().grab().toImage().pixelColor(corner.toPoint())


@pytest.mark.parametrize("colours", PageColours)
@pytest.mark.parametrize("theme", PALETTES)
def test_print_and_marks_stand_out_on_pages_of_every_colour(theme: ThemeName, colours: PageColours) -> None:
    inks = inks_of(PALETTES[theme].of_pages(colours))
    print_on_it = inks.words if inks.night else inks.ink
    for front in (print_on_it, inks.muted, inks.accent):
        assert contrast(front.name(), inks.paper.name()) >= TEXT, front.name()


def test_the_name_is_kept_recorded_and_taken_back(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REVIEWER_NAME", raising=False)
    before = person.space.session.desk.me.name
    dialog = opened(person)
    dialog.show_section(Section.YOU)
    row, _key = dialog.page(Section.YOU).rows
    assert isinstance(row, NameRow)
    person.focus(row.field)
    person.press("Ctrl+A")
    person.type("Kim Example")
    person.press("Tab")
    assert person.space.session.desk.me.name == "Kim Example"
    assert dialog.news.text() == "Your records say Kim Example from now on."
    person.press("Ctrl+Z")
    assert person.space.session.desk.me.name == before
    person.focus(row.field)
    person.press("Ctrl+A")
    person.press("Delete")
    person.press("Tab")
    assert "name of letters" in dialog.news.text()
    assert row.field.text() == before


@pytest.mark.thorough
def test_an_identity_is_shown_made_and_kept(person: WorkingPerson, sample_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "who.p12"
    new_identity(path, "Kim Example", "word", utc_now())
    dialog = opened(person)
    dialog.show_section(Section.SIGNING)
    (row,) = dialog.page(Section.SIGNING).rows
    assert isinstance(row, IdentityRow)
    person.focus(row.file.field)
    person.type(str(tmp_path / "none.p12"))
    person.press("Tab")
    assert "There is no file" in dialog.news.text()
    assert sample_home.settings.get(IDENTITY) is None
    person.focus(row.file.field)
    person.type(str(path))
    person.focus(row.password)
    person.type("wrong")
    person.press("Return")
    person.wait(lambda: "word" in dialog.news.text().lower())
    assert dialog.isVisible()
    person.focus(row.password)
    person.press("Ctrl+A")
    person.type("word")
    person.press("Return")
    person.wait(lambda: row.whose.text().startswith("Kim Example, fingerprint "))
    assert sample_home.settings.get(IDENTITY) == path.resolve()
    assert not row.password.text()


def test_the_share_is_chosen_by_the_act_that_there_is(person: WorkingPerson) -> None:
    dialog = opened(person)
    dialog.show_section(Section.SHARE)
    row = dialog.page(Section.SHARE).rows[-1]  # beneath those of backups
    assert isinstance(row, ShareRow)
    assert row.where.text() == "None: this casebook is on this laptop only."
    person.click(row.buttons[0])
    person.wait(lambda: person.gone(dialog))
    person.wait(
        lambda: any("Sync with a shared" in each.windowTitle() for each in QApplication.topLevelWidgets())
    )


@pytest.mark.thorough
def test_without_a_casebook_it_says_what_is_missing(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    person.wait(lambda: person.window.workspace is None)
    dialog = opened(person)
    dialog.show_section(Section.SHARE)
    row = dialog.page(Section.SHARE).rows[-1]  # beneath those of backups
    assert isinstance(row, ShareRow)
    assert row.where.text() == "Open a casebook first: each has a shared folder of its own."
    assert not any(made.isEnabled() for made in row.buttons)


def test_the_language_is_kept_for_the_next_start(person: WorkingPerson, sample_home: Home) -> None:
    dialog = opened(person)
    dialog.show_section(Section.LANGUAGE)
    person.click(options(dialog, "Language")["English"])
    assert sample_home.settings.get(LANGUAGE) == "en"


@pytest.mark.thorough
def test_close_rows_are_shown_at_once_in_the_list_and_in_the_matrix(
    person: WorkingPerson, sample_home: Home
) -> None:
    listed = person.space.bodies.list
    person.press("Ctrl+5")
    table = person.screen(MatrixScreen, "matrix").controller.table
    first = listed.model().index(0, 0)
    assert (listed.visualRect(first).height(), table.rowHeight(0)) == (32, 32)
    dialog = opened(person)
    person.click(options(dialog, "Rows")["Close"])
    assert (listed.visualRect(first).height(), table.rowHeight(0)) == (24, 24)
    assert sample_home.settings.get(CLOSE_ROWS) is True
    person.press("Ctrl+Z")
    assert (listed.visualRect(first).height(), table.rowHeight(0)) == (32, 32)
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    person.focus(table)
    person.press("R")
    assert listed.visualRect(first).height() == 24, "the matrix's own key is about the same setting"
    assert options(opened(person), "Rows")["Close"].isChecked()


@pytest.mark.thorough
def test_nothing_moves_where_nothing_is_to(person: WorkingPerson, sample_home: Home) -> None:
    before = [QApplication.isEffectEnabled(effect) for effect in EFFECTS]
    duration = QStyle.StyleHint.SH_Widget_Animation_Duration
    dialog = opened(person)
    person.click(options(dialog, "Motion")["Nothing slides or fades"])
    assert not any(QApplication.isEffectEnabled(effect) for effect in EFFECTS)
    made = options(dialog, "Theme")["Dark"].window().findChild(QPushButton)
    assert made is not None
    assert made.style().styleHint(duration, None, made) == 0
    ticket = person.window.work.start("A long search", lambda _ticket: time.sleep(0.6), lambda _done: None)
    person.wait(person.window.status.isVisible)
    assert not person.window.status.findChildren(QProgressBar)[0].isVisible(), "it would move to and fro"
    person.wait(lambda: not person.window.work.busy)
    assert not ticket.cancelled()
    person.click(options(dialog, "Motion")["As the system"])
    assert [QApplication.isEffectEnabled(effect) for effect in EFFECTS] == before
    assert sample_home.settings.get(MOTION) == ""


def test_another_language_is_taken_at_once_where_one_was(
    person: WorkingPerson, sample_home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue = Catalog(locale="cy")
    for words in ("Letter", "&Letter", "Overview"):
        catalogue.add(words, f"{words} in Welsh")
    mo = tmp_path / "locale/cy/LC_MESSAGES/reviewer.mo"
    mo.parent.mkdir(parents=True)
    with mo.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(language, "_folder", lambda: tmp_path / "locale")
    monkeypatch.setenv("LANGUAGE", "en")
    person.go_to_body("thornwick")
    person.focus(person.inside.reason)
    person.type("They have no")
    person.press("Ctrl+2")
    sample_home.settings.put(LANGUAGE, "cy")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    made: list[MainWindow] = []
    before, size = person.window, person.window.size()
    before.anew_wanted.connect(
        lambda: made.append(opened_anew(application, sample_home, tmp_path / "log", before))
    )
    try:
        dialog = opened(person)
        dialog.show_section(Section.LANGUAGE)
        (row,) = [row for row in dialog.page(Section.LANGUAGE).rows if isinstance(row, AnewRow)]
        person.click(row.open)
        person.wait(lambda: made and made[0].workspace is not None and made[0].workspace.furnished)
        who = WorkingPerson(person.qtbot, made[0])
        who.settle()
        assert who.window.size() == size
        assert who.space.bar.tabs["letter"].text() == "Letter in Welsh"
        assert who.space.shown == "letter"
        assert who.space.session.body == "thornwick"
        who.press("Ctrl+1")
        assert who.inside.reason.toPlainText() == "They have no"
    finally:
        for window in made:
            closed(person.qtbot, window)
        monkeypatch.undo()
        language.speak("")


@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_nothing_is_cut_nothing_overlaps_and_each_control_is_named(
    person: WorkingPerson, percent: int
) -> None:
    person.window.preferences.choose_size(percent)
    person.settle()
    dialog = opened(person)
    assert dialog.chosen.isVisible() is (percent == 200), "sections stand above where there is no room beside"
    assert dialog.width() <= person.window.width()
    for section in Section:
        dialog.show_section(section)
        person.qtbot.wait(20)
        page = dialog.page(section)
        assert page.width() <= dialog.stack.width(), section
        for row in page.rows:
            name, inside = row.findChild(Label), row.inside
            assert name is not None
            apart = not rect(name, page).intersects(rect(inside, page))
            assert apart, (section, row.words)
        for control in page.findChildren(QWidget):
            if control.isVisible() and isinstance(
                control, (QAbstractButton, QLineEdit, QComboBox, QListWidget)
            ):
                assert control.accessibleName() or getattr(control, "text", str)(), (section, control)
                assert rect(control, page).right() <= page.width(), (section, control)
            if control.isVisible() and isinstance(control, QAbstractButton):
                assert control.width() >= QFontMetrics(control.font()).horizontalAdvance(control.text()), (
                    control.text()
                )


def rect(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
