"""Backups in the real window, by keys: made, read again, restored; exported and imported; made by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from reviewer.desk import Desk, Home
from reviewer.desk.backups import Backups, Moment, all_backups
from reviewer.desk.settings import BACKUP_FAILED, BACKUP_OFTEN, BACKUP_PLACE, Often
from reviewer.model import Verdict
from reviewer.ui.actions.palette import Palette
from reviewer.ui.backups.dialogs import BackUpDialog, ImportDialog, RestoreDialog
from reviewer.ui.backups.watch import BackupWatch
from reviewer.ui.preferences.backing_up import BackupRow
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.preference import Section
from tests.ui.person import Sits, WorkingPerson, choose


def ask(person: WorkingPerson, words: str) -> None:
    """Ask for an act by its name."""
    person.press("Ctrl+K")
    palette = person.dialog(Palette)
    person.type(words)
    person.press("Return")
    person.wait(lambda: person.gone(palette))


def verdicts(desk: Desk) -> set[str]:
    return {kept.id for kept in desk.session.casebook.current(Verdict)}


def judge(person: WorkingPerson) -> None:
    criterion = person.space.session.desk.case.framework.criteria[0]
    person.space.session.act(
        lambda desk: desk.judging.verdict("thornwick", criterion.key, criterion.findings[0], "Read.")
    )
    person.settle()


def home_of(person: WorkingPerson) -> Home:
    return person.space.session.desk.session.home


def restored_into(person: WorkingPerson, dialog: RestoreDialog, folder: Path) -> None:
    assert person.dialog(RestoreDialog) is dialog  # a window manager gives it the focus back
    dialog.target.set_path(folder)
    person.focus(dialog.list)
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: person.window.workspace and person.space.session.desk.folder == folder)
    person.wait(lambda: person.space.furnished)
    person.settle()


@pytest.mark.thorough
def test_a_backup_is_made_read_again_and_restored_by_keys(person: WorkingPerson, tmp_path: Path) -> None:
    was, home = verdicts(person.space.session.desk), home_of(person)
    ask(person, "back up now")
    dialog = person.dialog(BackUpDialog)
    assert dialog.place.path == home.data / "backups"
    person.press("Return")
    person.wait(lambda: person.message.startswith("Backed up and read back:"))
    judge(person)
    assert verdicts(person.space.session.desk) != was

    ask(person, "restore from a backup")
    restore = person.dialog(RestoreDialog)
    person.wait(restore.list.count)
    assert restore.list.hasFocus()
    title, facts = restore.list.item(0).text().split("\n")
    assert title.startswith("sample, ")
    assert facts.endswith("by hand · whole")
    assert "documents" in facts
    person.focus(restore.check)
    person.press("Return")
    person.wait(lambda: restore.complaint == "It was read again now, and is whole.")
    restored_into(person, restore, tmp_path / "back.casebook")
    assert verdicts(person.space.session.desk) == was
    assert person.message.startswith("Restored from 0001 ")


@pytest.mark.thorough
def test_a_damaged_backup_is_named_and_its_sound_part_restored_when_asked(
    person: WorkingPerson, tmp_path: Path
) -> None:
    made = Backups(person.space.session.desk.folder, home_of(person)).now()
    lost = min((made.generation.folder / "documents").glob("*/*"))
    lost.unlink()
    ask(person, "restore from a backup")
    dialog = person.dialog(RestoreDialog)
    person.wait(dialog.list.count)
    person.focus(dialog.check)
    person.press("Return")
    person.wait(lambda: dialog.complaint.startswith("Damaged or missing: "))
    name = dialog.complaint.removeprefix("Damaged or missing: ")
    dialog.target.set_path(tmp_path / "back.casebook")
    person.focus(dialog.list)
    person.press("Return")
    person.wait(lambda: "is missing or damaged" in person.message)
    assert name in person.message
    assert not (tmp_path / "back.casebook").exists()

    ask(person, "restore from a backup")
    dialog = person.dialog(RestoreDialog)
    person.wait(dialog.list.count)
    person.focus(dialog.sound_part)
    person.press("Space")
    restored_into(person, dialog, tmp_path / "back.casebook")
    assert f"Documents that are missing: {name}." in person.message


@pytest.mark.thorough
def test_restoring_never_writes_over_a_casebook(person: WorkingPerson) -> None:
    Backups(person.space.session.desk.folder, home_of(person)).now()
    ask(person, "restore from a backup")
    dialog = person.dialog(RestoreDialog)
    person.wait(dialog.list.count)
    dialog.target.set_path(person.space.session.desk.folder)
    person.focus(dialog.list)
    person.press("Return")
    assert "is there already" in dialog.complaint
    assert dialog.target.field.hasFocus()
    person.press("Escape")


@pytest.mark.thorough
def test_without_a_casebook_a_backup_is_restored_from_a_folder_that_is_chosen(
    sit_down: Sits, sample_home: Home, tmp_path: Path
) -> None:
    person = sit_down(sample_home)
    folder = person.space.session.desk.folder
    Backups(folder, sample_home).write_to(tmp_path / "stick/Sample.backup")
    person.press("Ctrl+W")
    shutil.rmtree(folder)
    ask(person, "restore from a backup")
    dialog = person.dialog(RestoreDialog)
    person.wait(lambda: dialog.news.text().startswith("There are no backups in"))
    assert dialog.other.hasFocus()
    person.press("Return")
    choose(person, tmp_path / "stick")
    person.wait(dialog.list.count)
    restored_into(person, dialog, tmp_path / "back.casebook")


def test_a_drive_that_is_not_connected_is_named_where_backups_are_looked_for(
    person: WorkingPerson, tmp_path: Path
) -> None:
    home_of(person).settings.put(BACKUP_PLACE, tmp_path / "stick")
    ask(person, "restore from a backup")
    dialog = person.dialog(RestoreDialog)
    person.wait(lambda: "stick is not there. Connect the drive" in dialog.complaint)
    assert dialog.other.hasFocus()
    person.press("Escape")


@pytest.mark.thorough
def test_a_casebook_goes_out_as_one_file_and_comes_back(person: WorkingPerson, tmp_path: Path) -> None:
    was, file = verdicts(person.space.session.desk), tmp_path / "all.zip"
    ask(person, "export the whole casebook")
    person.dialog(QFileDialog)
    choose(person, file)
    person.wait(lambda: f"The whole casebook is in {file}" in person.message)
    ask(person, "import a casebook")
    dialog = person.dialog(ImportDialog)
    person.press("Return")
    assert dialog.complaint == "Choose the file that was exported."
    dialog.source.set_path(file)
    dialog.target.set_path(tmp_path / "back")
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    person.wait(
        lambda: person.window.workspace and person.space.session.desk.folder == tmp_path / "back.casebook"
    )
    person.wait(lambda: person.space.furnished)
    person.settle()
    assert verdicts(person.space.session.desk) == was


# --- by themselves -----------------------------------------------------------------------------------


def watch(person: WorkingPerson) -> BackupWatch:
    return BackupWatch(person.window, home_of(person), first=10, looks=50)


@pytest.fixture
def watched(person: WorkingPerson) -> BackupWatch:
    return watch(person)


@pytest.mark.thorough
def test_what_is_open_is_backed_up_beside_the_window_and_again_only_when_something_changed(
    person: WorkingPerson, watched: BackupWatch
) -> None:
    home = home_of(person)
    person.wait(lambda: len(all_backups(home)) == 1 and not person.window.work.busy)
    person.qtbot.wait(300)
    assert len(all_backups(home)) == 1
    judge(person)
    watched.finish()
    assert len(all_backups(home)) == 1, "the last one is no hour old"
    later = Backups(person.space.session.desk.folder, home, lambda: all_backups(home)[0].made + 3_700_000_000)
    assert later.if_due(Moment.BETWEEN) is None
    assert later.if_due(Moment.ENDS) is not None
    assert not later.is_due(Moment.ENDS), "nothing has changed since"


@pytest.mark.thorough
def test_what_keeps_a_backup_from_being_made_is_told_once_and_tried_again(
    person: WorkingPerson, tmp_path: Path, watched: BackupWatch
) -> None:
    home, stick = home_of(person), tmp_path / "stick"
    home.settings.put(BACKUP_PLACE, stick)
    person.wait(lambda: f"The folder for backups {stick} is not there" in person.message)
    folder = person.space.session.desk.folder
    assert "Connect the drive" in home.settings.get(BACKUP_FAILED.of(folder))
    person.window.messages.clear()
    person.qtbot.wait(300)
    assert not person.message
    stick.mkdir()
    person.wait(lambda: not home.settings.get(BACKUP_FAILED.of(folder)))
    assert len(list(stick.glob("*.backup/0*.sqlite"))) == 1
    watched.finish()


@pytest.mark.thorough
def test_never_is_never_but_before_an_update(person: WorkingPerson) -> None:
    home = home_of(person)
    home.settings.put(BACKUP_OFTEN, Often.NEVER.value)
    watched = watch(person)
    person.qtbot.wait(200)
    watched.finish()
    assert not all_backups(home)


# --- preferences -------------------------------------------------------------------------------------


def row_of(person: WorkingPerson) -> tuple[PreferencesDialog, BackupRow]:
    person.press("Ctrl+,")
    dialog = person.dialog(PreferencesDialog)
    (row,) = dialog.findChildren(BackupRow)
    return dialog, row


@pytest.mark.thorough
def test_the_folder_for_backups_is_chosen_and_taken_back(person: WorkingPerson, tmp_path: Path) -> None:
    home, stick = home_of(person), tmp_path / "stick"
    dialog, row = row_of(person)

    def given(path: Path) -> None:
        row.place.field.setText(str(path))
        row.place.field.editingFinished.emit()

    person.settle()
    assert row.state.text() == "", "backups are looked for when their page is shown"
    dialog.show_section(Section.SHARE)
    person.wait(lambda: row.state.text() == "There is no whole backup of this casebook yet.")
    given(stick)
    assert "There is no folder" in dialog.news.text()
    given(person.space.session.desk.folder / "documents")
    assert "lies in the casebook" in dialog.news.text()
    assert home.settings.get(BACKUP_PLACE) is None
    stick.mkdir()
    given(stick)
    assert home.settings.get(BACKUP_PLACE) == stick.resolve()
    assert dialog.news.text() == f"Backups go to {stick} from now on."
    dialog.close()


def made_old(folder: Path) -> None:
    """Make a casebook of the version before: its last step is not taken."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "casebook.sqlite", isolation_level=None)) as database:
        database.execute("DELETE FROM _sqlite_migrations WHERE name = 'letters_told_whole'")


@pytest.mark.thorough
def test_a_casebook_of_an_older_version_is_backed_up_before_it_is_brought_up_to_date(
    person: WorkingPerson, open_window: Sits
) -> None:
    home, folder = home_of(person), person.space.session.desk.folder
    home.settings.put(BACKUP_OFTEN, Often.NEVER.value)
    person.press("Ctrl+W")
    made_old(folder)
    person.window.opening.open(folder)
    person.wait(lambda: person.space.furnished)
    (made,) = all_backups(home)
    assert made.why == "before update"
    assert made.notes is not None
    assert made.notes.is_sound


@pytest.mark.thorough
def test_where_no_backup_can_be_made_an_older_casebook_is_left_as_it_is(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, folder = home_of(person), person.space.session.desk.folder
    person.press("Ctrl+W")
    made_old(folder)
    before = (folder / "casebook.sqlite").read_bytes()
    (home.data / "backups").write_text("a file where a folder should be")
    assert not person.window.opening.open(folder)
    assert "no backup of it can be made before it is brought up to date" in person.message
    assert (folder / "casebook.sqlite").read_bytes() == before
    (home.data / "backups").unlink()
    assert person.window.opening.open(folder)
