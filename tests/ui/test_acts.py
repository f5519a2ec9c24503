"""What takes long, goes wrong, or is done with others: sharing, exporting, receiving much, a full disk, a second window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton

from reviewer.desk import Desk, Home
from reviewer.ui.intake_dialogs import FolderDialog, NewShareDialog, ReceiveDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.person import NameRow
from reviewer.ui.preferences.preference import Section
from reviewer.ui.widgets import Label
from tests.colleagues import joined
from tests.disks import disk, fill, make_room
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window

Open = Callable[[Home], WorkingPerson]
MANY = 400


# --- scans -------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_scanned_pages_are_read_when_one_asks_and_shown_with_their_words(
    person: WorkingPerson, tmp_path: Path
) -> None:
    session = person.space.session
    known = next(row for row in session.desk.reading.documents("penmarsh") if "scan" in row.name)
    again = tmp_path / "Another scan.pdf"
    again.write_bytes(session.desk.session.casebook.files.path(known.sha256).read_bytes() + b"\n")
    session.desk.receiving.receive("penmarsh", [again])
    session.refresh()
    person.go_to_body("penmarsh")
    person.wait(lambda: any(row.name == again.name for row in person.view.documents))
    scan = next(row for row in person.view.documents if row.name == again.name)
    assert scan.pages_without_text
    session.choose_document(scan)
    person.window.action_list.run("documents.recognise")
    person.wait(lambda: "marked as recognised" in person.message)
    after = next(row for row in person.view.documents if row.receipt == scan.receipt)
    assert (after.pages_without_text, after.pages_recognised) == (0, scan.pages_without_text)
    assert "duty sheet" in session.desk.reading.text(scan.sha256).parts[0].text.lower()
    person.window.action_list.run("documents.recognise")
    person.wait(lambda: person.message == "No scanned page waits to be read.")


# --- sharing -----------------------------------------------------------------------------------------


def sync_with(person: WorkingPerson, share: Path) -> None:
    """Name the shared folder for the first time."""
    person.press("Ctrl+Shift+Y")
    dialog = person.dialog(FolderDialog)
    person.press("Return")
    assert dialog.complaint == "Choose a folder."
    person.focus(dialog.folder.field)
    person.type(str(share))
    person.press("Return")
    person.wait(lambda: person.message.startswith("Synced"))


def work_on_a_share(person: WorkingPerson, share: Path) -> None:
    """Sync with a new one, decide something, and sync again: within the hour no merged file is written."""
    share.mkdir()
    sync_with(person, share)
    person.go_to_body("thornwick")
    person.press("Alt+1")
    person.type("Short, and signed for.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.space.bar.share.text() == "○ 1 on this laptop only")
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: person.message == "Synced: 1 act given, 0 taken.")
    assert len(list((share / "merged").iterdir())) == 1


@pytest.mark.thorough
def test_ones_name_is_the_one_that_was_chosen_and_changes_where_it_is_seen(person: WorkingPerson) -> None:
    shown = person.space.bar.findChild(QPushButton, "you")
    assert shown is not None
    key = person.space.session.desk.me.key
    person.window.action_list.run("name.choose")
    dialog = person.dialog(PreferencesDialog)
    assert dialog.section is Section.YOU
    row, _key = dialog.page(Section.YOU).rows
    assert isinstance(row, NameRow)
    assert QApplication.focusWidget() is row.field, "the act leads to the field"
    assert row.field.text() == person.space.session.desk.me.name
    person.press("Ctrl+A")
    person.press("Delete")
    person.press("Tab")
    assert "name of letters" in dialog.news.text()
    person.focus(row.field)
    person.press("Ctrl+A")
    person.type("Mae Quill")
    person.press("Tab")
    person.wait(lambda: shown.accessibleName() == "You are Mae Quill")
    assert (shown.text(), shown.toolTip()) == ("MQ", "Mae Quill")
    assert dialog.news.text() == "Your records say Mae Quill from now on."
    assert (person.space.session.desk.me.name, person.space.session.desk.me.key) == ("Mae Quill", key)


@pytest.mark.thorough
def test_syncing_says_what_went_and_where_the_work_is(person: WorkingPerson, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    bar = person.space.bar
    assert bar.share.text() == "○ On this laptop"
    sync_with(person, tmp_path / "share")
    assert "given, 0 taken" in person.message
    assert bar.share.text() == "◉ In the shared folder"
    person.go_to_body("thornwick")
    person.press("Alt+1")
    person.type("Short, and signed for.")
    person.press("Ctrl+Return")
    person.wait(lambda: bar.share.text() == "○ 1 on this laptop only")
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: person.message == "Synced: 1 act given, 0 taken.")
    assert bar.share.accessibleName() == "Where the work is: In the shared folder"


@pytest.mark.thorough
def test_two_decisions_are_told_when_they_meet(
    person: WorkingPerson, sample_home: Home, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    sync_with(person, share)
    other = Home(tmp_path / "colleague", sample_home.resources, tmp_path)
    with joined(person.space.session.desk, share, tmp_path / "colleague.casebook", other) as colleague:
        colleague.judging.verdict("thornwick", "policy", "falls-short", "Two pages are not enough.")
        colleague.sharing.sync(share)
    person.go_to_body("thornwick")
    person.desk.checklist.open_card("policy")
    person.judge(1, "Short, and signed for.")
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: "decided differently by two people" in person.message)
    assert "1 thing decided" in person.message
    assert "In conflict" in person.desk.checklist.cards["policy"].header.accessibleName()
    line = person.space.bodies.list.currentIndex().data(role_of_accessible_text())
    assert "1 in conflict" in line


def role_of_accessible_text() -> int:
    from PySide6.QtCore import Qt

    return Qt.ItemDataRole.AccessibleTextRole


@pytest.mark.thorough
def test_a_share_that_is_gone_is_told(person: WorkingPerson, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    sync_with(person, share)
    shutil.rmtree(share)
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: person.message and not person.message.startswith("Synced"))
    assert "share" in person.message


@pytest.mark.thorough
def test_an_empty_folder_where_the_share_was_is_asked_about_before_anything_goes_there(
    person: WorkingPerson, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    sync_with(person, share)
    shutil.rmtree(share)
    share.mkdir()  # as where a drive is not connected
    person.press("Ctrl+Shift+Y")
    dialog = person.dialog(NewShareDialog)
    assert "holds nothing of this inspection" in dialog.findChildren(Label)[1].text()
    person.press("Return")  # the focus is on Cancel
    assert not list(share.iterdir())
    person.press("Ctrl+Shift+Y")
    person.dialog(NewShareDialog)
    person.press("Shift+Tab")
    person.press("Return")
    person.wait(
        lambda: (share / "merged").is_dir() and person.space.bar.share.text() == "◉ In the shared folder"
    )
    assert (share / "inspection.json").exists()


@pytest.mark.thorough
def test_the_database_for_colleagues_is_written_when_it_is_asked_for(
    person: WorkingPerson, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    work_on_a_share(person, share)
    person.window.action_list.run("share.database")
    person.wait(lambda: len(list((share / "merged").iterdir())) == 2)
    person.wait(lambda: person.message.startswith("Synced: 0 acts given"))


# --- exporting ---------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize(("suffix", "begins"), [("pdf", b"%PDF"), ("html", b"<!"), ("csv", b"\xef\xbb\xbf")])
def test_the_overview_is_exported(person: WorkingPerson, tmp_path: Path, suffix: str, begins: bytes) -> None:
    person.press("Ctrl+3")
    person.window.action_list.run("overview.export")
    dialog = person.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    out = tmp_path / f"overview.{suffix}"
    person.focus(field)
    person.press("Ctrl+A")
    person.type(str(out))
    person.press("Return")
    person.wait(lambda: person.message == f"Overview written: {out}")
    assert out.read_bytes().startswith(begins)


def export_as(person: WorkingPerson, typed: Path, kind: str = "") -> None:
    """Type a name into the dialog and press Enter; choose the second kind by a key, which begins with ``kind``."""
    person.press("Ctrl+3")
    person.window.action_list.run("overview.export")
    dialog = person.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    person.focus(field)
    person.press("Ctrl+A")
    person.type(str(typed))
    if kind:
        box = next(each for each in dialog.findChildren(QComboBox) if each.objectName() == "fileTypeCombo")
        person.focus(box)
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText().startswith(kind)
        assert field.text().endswith(".html")
        person.focus(field)
    person.press("Return")


def test_a_name_without_an_ending_gets_that_of_the_kind(person: WorkingPerson, tmp_path: Path) -> None:
    export_as(person, tmp_path / "typed name")
    person.wait(lambda: person.message == f"Overview written: {tmp_path / 'typed name.pdf'}")
    assert (tmp_path / "typed name.pdf").read_bytes().startswith(b"%PDF")


def test_a_name_without_an_ending_gets_that_of_the_other_kind_that_is_chosen(
    person: WorkingPerson, tmp_path: Path
) -> None:
    export_as(person, tmp_path / "typed name", "Web")
    person.wait(lambda: person.message == f"Overview written: {tmp_path / 'typed name.html'}")


# --- receiving much ----------------------------------------------------------------------------------


def receive_many(person: WorkingPerson, folder: Path) -> None:
    folder.mkdir()
    for number in range(MANY):
        (folder / f"Note {number:03}.txt").write_text(f"Words of note {number}.", encoding="utf-8")
    person.go_to_body("ash-valley")
    person.press("Ctrl+O")
    dialog = person.dialog(ReceiveDialog)
    person.focus(dialog.path)
    person.type(str(folder))
    person.press("Return")
    person.focus(dialog.list)
    person.press("Return")
    person.wait(person.window.status.isVisible)


@pytest.mark.thorough
def test_receiving_much_shows_how_far_it_is_and_what_is_cancelled_keeps_what_is_done(
    person: WorkingPerson, tmp_path: Path
) -> None:
    receive_many(person, tmp_path / "sent")
    status = person.window.status
    person.wait(lambda: "Note" in status.words.text())
    assert status.words.text().startswith("Receiving: ")
    assert status.words.accessibleName() == status.words.text()
    person.go_to_body("harrowdale")  # nothing is held up meanwhile
    person.click(status.cancel)
    assert status.words.text() == "Stopping…"
    person.wait(lambda: person.message.startswith("Receiving was stopped; "))
    kept = len(person.space.session.desk.reading.documents("ash-valley"))
    assert 0 < kept < MANY
    assert f"{kept} file" in person.message
    person.wait(lambda: not status.isVisible())
    person.go_to_body("ash-valley")
    assert len(person.view.documents) == kept
    assert not person.space.session.desk.sharing.check()


@pytest.mark.thorough
def test_closing_while_receiving_keeps_what_is_done(
    person: WorkingPerson, sample_home: Home, tmp_path: Path
) -> None:
    receive_many(person, tmp_path / "sent")
    person.wait(lambda: person.space.session.desk.reading.documents("ash-valley"))
    person.window.close()
    assert not person.window.isVisible()
    with Desk.open(sample_home.data / "sample.casebook", sample_home) as desk:
        assert 0 < len(desk.reading.documents("ash-valley")) < MANY
        assert not desk.sharing.check()


# --- what goes wrong ---------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_full_disk_is_told_and_what_was_typed_stays(
    open_window: Open, made_sample: Path, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk") as folder:
        shutil.copytree(made_sample, folder / "who")
        home = Home(
            folder / "who/config", Path(__file__).resolve().parents[2] / "resources", folder / "who/data"
        )
        person = open_window(home)
        person.window.opening.sample()
        person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
        person.settle()
        person.go_to_body("thornwick")
        person.press("Alt+1")
        person.inside.reason.insertPlainText(
            "Short, and signed for. " * 2000
        )  # pasted: more than a page of the log
        fill(folder)
        person.press("Ctrl+Return")
        assert "full" in person.message.lower()
        assert not person.view.criteria["policy"].verdicts
        assert person.inside.reason.toPlainText().startswith("Short, and signed for.")
        make_room(folder)
        person.press("Ctrl+Return")
        person.wait(lambda: person.view.criteria["policy"].verdicts)
        assert not person.message
        person.window.close()


@pytest.mark.thorough
def test_a_second_window_opens_for_reading_and_says_so(
    person: WorkingPerson, open_window: Open, sample_home: Home
) -> None:
    second = open_window(sample_home)
    second.window.opening.sample()
    second.wait(lambda: second.window.workspace is not None and second.window.workspace.furnished)
    second.settle()
    assert second.message.startswith("Open for reading only.")
    second.window.activateWindow()
    second.go_to_body("harrowdale")
    assert second.view.criteria["policy"].verdicts
    second.press("Ctrl+O")
    assert second.message
    second.space.go("letter")
    second.wait(lambda: second.letter.preview.paragraphs)
    assert not second.letter.sign.isEnabled()
    second.window.close()
    person.window.activateWindow()
    person.go_to_body("thornwick")
    person.press("Alt+1")
    person.type("The first window goes on.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.view.criteria["policy"].verdicts)
