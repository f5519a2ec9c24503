"""The window around the desk: opening, receiving, searching, letters, looks, and what it remembers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as NotYet

from reviewer.desk import Desk, Home
from reviewer.desk.words.days import read_day
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.intake_dialogs import FolderDialog, IncludeDialog, ReceiveDialog, TwoFoldersDialog
from reviewer.ui.letter.signing import SignDialog
from reviewer.ui.theme import ThemeName
from tests.said import said_of
from tests.scale import grid
from tests.ui.person import WorkingPerson, choose, drop

pytestmark = pytest.mark.shares_window

Open = Callable[[Home], WorkingPerson]


# --- opening -----------------------------------------------------------------------------------------


def test_a_case_folder_becomes_a_casebook(open_window: Open, home: Home, tmp_path: Path) -> None:
    person = open_window(home)
    person.window.action_list.run("casebook.new")
    dialog = person.dialog(TwoFoldersDialog)
    person.press("Return")
    assert dialog.complaint.startswith("Say which folder")
    dialog.source.set_path(home.resources / "samples/boundaries/case")
    dialog.target.set_path(tmp_path / "mine")
    person.press("Return")
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    person.settle()
    assert (tmp_path / "mine.casebook").is_dir()
    assert person.desk.documents.nothing.text().startswith("No documents yet")
    assert person.desk.documents.nothing.isVisible()


@pytest.mark.parametrize("name", ["nothing-here", "empty"])
def test_what_is_no_casebook_is_told_in_the_window(
    open_window: Open, home: Home, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    person = open_window(home)
    person.press("Ctrl+Shift+O")
    dialog = person.dialog(FolderDialog)
    person.focus(dialog.folder.field)
    person.type(str(tmp_path / name))
    person.press("Return")
    person.wait(lambda: person.message)
    assert name in person.message
    assert person.window.workspace is None


def test_a_broken_case_folder_is_told_by_file_and_key(open_window: Open, home: Home, tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "framework.toml").write_text("schema = 1\n", encoding="utf-8")
    person = open_window(home)
    person.window.opening.new(case, tmp_path / "x.casebook")
    person.wait(lambda: person.message)
    assert ".toml" in person.message
    assert not (tmp_path / "x.casebook").exists()


def test_a_casebook_that_is_open_elsewhere_opens_for_reading(open_window: Open, sample_home: Home) -> None:
    with Desk.open(sample_home.data / "sample.casebook", sample_home):
        person = open_window(sample_home)
        person.window.opening.sample()
        person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
        person.settle()
        assert "for reading only" in person.message
        person.go_to_body("thornwick")
        person.press("Alt+1")
        person.type("I try")
        person.press("Ctrl+Return")
        assert not person.view.criteria["policy"].verdicts
        assert person.message
        person.window.close_casebook()


# --- receiving ---------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_file_dropped_on_the_window_is_received(person: WorkingPerson, tmp_path: Path) -> None:
    note = tmp_path / "Note.txt"
    note.write_text("Words.", encoding="utf-8")
    person.go_to_body("ash-valley")
    drop(person.window, note)
    dialog = person.dialog(ReceiveDialog)
    assert dialog.list.item(0).text() == str(note)
    person.press("Return")
    person.wait(lambda: len(person.view.documents) == 1)
    person.wait(lambda: "late" in person.message)  # today is after the closing date
    assert person.view.documents[0].late
    person.press("Ctrl+I")
    include = person.dialog(IncludeDialog)
    person.press("Ctrl+Return")
    assert "reason is needed" in include.complaint
    person.type("It was asked for by telephone.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.view.documents[0].included)


@pytest.mark.thorough
def test_what_cannot_be_read_says_why(person: WorkingPerson, tmp_path: Path) -> None:
    bad = tmp_path / "plan.pdf"
    bad.write_bytes(b"MZ\x90\x00" + b"\0" * 500)
    person.go_to_body("ash-valley")
    person.window.action_list.run("documents.receive")
    dialog = person.dialog(ReceiveDialog)
    assert QApplication.focusWidget() is dialog.files
    person.focus(dialog.on)
    person.press("Return")
    assert dialog.complaint.startswith("Add the files")
    person.focus(dialog.path)
    person.type(str(tmp_path / "absent.pdf"))
    person.press("Return")
    assert "does not exist" in dialog.complaint
    dialog.path.clear()
    dialog.add_paths([bad])
    person.click(dialog.buttons.buttons()[0])
    person.wait(lambda: person.view.documents)
    assert person.view.documents[0].problem
    person.wait(lambda: "cannot be read" in person.message)
    problem = person.view.documents[0].problem
    person.wait(lambda: said_of(problem) in person.desk.document.message.text())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30 May 2017", date(2017, 5, 30)),
        ("30 may, 2017", date(2017, 5, 30)),
        ("3/4/2025", date(2025, 4, 3)),
        ("2025-04-03", date(2025, 4, 3)),
        ("26 February 2025", date(2025, 2, 26)),
        ("30 Feb 2025", None),
        ("yesterday", None),
        ("3/4/25", None),
    ],
)
def test_a_day_is_read_as_it_is_written(typed: str, meant: date | None) -> None:
    assert read_day(typed) == meant


@pytest.mark.thorough
def test_an_unreadable_day_is_told(person: WorkingPerson, tmp_path: Path) -> None:
    note = tmp_path / "Note.txt"
    note.write_text("Words.", encoding="utf-8")
    drop(person.window, note)
    dialog = person.dialog(ReceiveDialog)
    person.focus(dialog.on)
    person.press("Ctrl+A")
    person.type("soon")
    person.press("Return")
    assert dialog.complaint.startswith("Say on which day")


# --- the letter --------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_what_is_missing_stands_where_the_letter_would(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Ctrl+2")
    letter = person.letter
    words = " ".join(label.text() for label in letter.missing.findChildren(QLabel))
    assert "cannot be drafted yet" in words
    assert "A clear policy: no verdict yet" in words
    assert not letter.sign.isEnabled()
    person.press("Ctrl+Shift+S")
    assert "no verdict yet" in person.message
    person.press("Ctrl+E")
    assert "no verdict yet" in person.message
    person.press("Ctrl+L")
    assert person.space.shown == "desk"
    assert person.card.key == "policy"


@pytest.mark.thorough
def test_a_finding_in_the_letter_opens_its_card(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    preview = person.letter.preview
    person.wait(lambda: preview.findings)
    person.press("Ctrl+T")
    cursor, criterion = preview.findings[1]
    cursor.setPosition(cursor.position() + 3)
    spot = preview.cursorRect(cursor).center()
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert person.space.shown == "desk"
    assert person.card.key == criterion == "partners"


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", ["pdf", "html", "txt"])
def test_a_draft_is_exported(person: WorkingPerson, tmp_path: Path, suffix: str) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    person.click(person.letter.export)
    choose(person, tmp_path / f"draft.{suffix}")
    person.wait((tmp_path / f"draft.{suffix}").exists)
    person.wait(lambda: person.message.startswith("Draft written"))


@pytest.mark.thorough
def test_a_wrong_password_is_told_in_the_dialog(person: WorkingPerson, tmp_path: Path) -> None:
    identity = tmp_path / "me.p12"
    person.space.session.desk.letters.identity_new(identity, "Rowan Ellery", "right")
    person.go_to_body("harrowdale")
    person.press("Ctrl+Shift+S")
    dialog = person.dialog(SignDialog)
    person.press("Return")
    assert "identity" in dialog.complaint
    dialog.identity.set_path(identity)
    dialog.out.set_path(tmp_path / "letter.pdf")
    person.focus(dialog.password)
    person.type("wrong")
    person.press("Return")
    person.wait(lambda: "password" in dialog.complaint.lower())
    assert not (tmp_path / "letter.pdf").exists()
    person.press("Ctrl+A")
    person.type("right")
    person.press("Return")
    person.sign_for_good()
    person.wait(lambda: person.gone(dialog))
    assert person.view.letter is not None
    person.window.action_list.run("letter.verify")
    choose(person, tmp_path / "letter.pdf")
    found = person.dialog(TextDialog)
    assert any("letter.pdf: good" in label.text() for label in found.findChildren(QLabel))


# --- looks -------------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("percent", "theme"),
    grid(product((100, 200), ThemeName), ordinary=[(100, ThemeName.SYSTEM), (200, ThemeName.CONTRAST)]),
)
def test_nothing_is_cut_off_in_any_look(person: WorkingPerson, theme: ThemeName, percent: int) -> None:
    person.window.resize(1366, 768)
    person.window.preferences.choose_theme(theme)
    person.window.preferences.choose_size(percent)
    person.settle()
    person.go_to_body("harrowdale")
    for screen in ("desk", "letter", "overview", "intake"):
        person.space.go(screen)
        with suppress(NotYet):  # said below, with the words
            person.qtbot.waitUntil(lambda: not _cut(person.window, person.desk.document))
        assert person.window.width() == 1366
        assert not _cut(person.window, person.desk.document)
    assert person.window.size().height() == 768


def _cut(window: QWidget, but: QWidget) -> list[str]:
    """Words of ours that do not fit where they stand; the document pane has tests of its own."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or but.isAncestorOf(label) or not label.text() or label.toolTip():
            continue
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if label.height() < need - 1 or (
            not label.wordWrap() and label.width() < label.sizeHint().width() - 1
        ):
            found.append(f"{label.text()!r}: {label.size()} < {label.sizeHint()}")
    return found


@pytest.mark.thorough
def test_everything_that_takes_the_focus_has_a_name(person: WorkingPerson) -> None:
    nameless = [
        repr(widget)
        for widget in person.space.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)() or widget.focusProxy())
        and not person.desk.document.isAncestorOf(widget)
        and widget.objectName() != "qt_scrollarea_viewport"
        and type(widget).__name__ not in {"QScrollBar", "QSplitter"}
    ]
    assert not nameless


def _within(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and pane.isAncestorOf(focused)


@pytest.mark.thorough
def test_f6_goes_round_the_panes(person: WorkingPerson) -> None:
    desk = person.desk
    person.wait(desk.document.page_view.isVisible)
    person.focus(desk.bodies.list)
    person.press("F6")
    assert QApplication.focusWidget() is desk.documents.list
    person.press("F6")
    assert _within(desk.document)
    person.press("F6")
    assert _within(desk.checklist)
    person.press("Shift+F6")
    assert _within(desk.document)


# --- remembering -------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_it_opens_where_one_was(open_window: Open, sample_home: Home) -> None:
    first = open_window(sample_home)
    first.window.opening.sample()
    first.wait(lambda: first.window.workspace is not None and first.window.workspace.furnished)
    first.settle()
    first.go_to_body("thornwick")
    first.open_document("Training record.txt")
    first.desk.checklist.open_number(5)
    first.press("Alt+2")
    first.type("Not done yet")
    first.window.close()
    again = open_window(sample_home)
    again.window.opening.open(sample_home.recent()[0])
    again.wait(lambda: again.window.workspace is not None and again.window.workspace.furnished)
    again.settle()
    assert again.view.body.code == "thornwick"
    assert again.space.session.document is not None
    assert again.space.session.document.name == "Training record.txt"
    assert again.card.key == "supervisors"
    assert again.inside.reason.toPlainText() == "Not done yet"


def test_closing_goes_back_to_the_welcome_screen(person: WorkingPerson) -> None:
    person.press("Ctrl+W")
    assert person.window.workspace is None
    assert person.window.welcome.isVisible()
    assert [button.text() for button in person.window.welcome.recent] == ["sample"]
    assert person.window.action_list.why_not("letter.sign") == "Open a casebook first."


@pytest.mark.thorough
def test_enter_on_the_first_page_opens_what_was_open_last(
    open_window: Open, sample_home: Home, tmp_path: Path
) -> None:
    newest = shutil.copytree(sample_home.data / "sample.casebook", tmp_path / "newest.casebook")
    for folder in (sample_home.data / "sample.casebook", newest):
        sample_home.remember(folder)
    person = open_window(sample_home)
    for _ in range(2):  # when the program begins, and after the casebook was closed
        person.press("Return")
        person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
        person.settle()
        assert person.space.session.desk.folder == newest
        person.press("Ctrl+W")


def test_a_bug_is_told_and_logged(person: WorkingPerson, caplog: pytest.LogCaptureFixture) -> None:
    person.window.messages.failed(KeyError("inside"))
    from reviewer.ui.bug_box import BugBox

    box = person.dialog(BugBox)
    assert "Everything recorded so far is safe" in box.text()
    assert "KeyError" in caplog.text
    box.close()
