"""A path that leads nowhere, typed in a field of the window: one sentence names it and says what to do, and nothing is done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Home
from reviewer.desk.settings import BACKUP_PLACE, IDENTITY, Setting
from reviewer.ui.dialogs import PathField
from reviewer.ui.intake_dialogs import FolderDialog, ReceiveDialog
from reviewer.ui.joining import JoinDialog
from reviewer.ui.new_case.dialogs import BeginDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.preference import Section
from tests.ui.person import WorkingPerson
from tests.ui.test_new_case import go_on, read

NOBODY = "~nobody-of-that-name/x.png"
TOLD = (
    f"{NOBODY} leads nowhere: this computer knows no folder ~nobody-of-that-name. Write the path out in full."
)
Open = Callable[[Home], WorkingPerson]


def write(person: WorkingPerson, field: PathField, words: str) -> None:
    person.focus(field.field)
    person.press("Ctrl+A")
    person.type(words)


def test_a_dialog_names_the_path_and_stays(open_window: Open, home: Home, tmp_path: Path) -> None:
    person = open_window(home)
    person.press("Ctrl+N")
    asked = person.dialog(BeginDialog)
    person.type("Safe playgrounds")
    write(person, asked.place, NOBODY)
    person.press("Return")
    assert asked.complaint == TOLD
    assert asked.focusWidget() is asked.place.field

    (tmp_path / "one").symlink_to(tmp_path / "one")
    write(person, asked.place, str(tmp_path / "one"))
    person.press("Return")
    assert asked.complaint.startswith(f"{tmp_path / 'one'} leads nowhere: ")
    person.press("Escape")


def test_so_does_each_other_dialog(open_window: Open, home: Home) -> None:
    person = open_window(home)
    person.window.action_list.run("case.go_on")
    folder = person.dialog(FolderDialog)
    write(person, folder.folder, NOBODY)
    person.press("Return")
    assert folder.complaint == TOLD
    person.press("Escape")

    person.window.action_list.run("casebook.join")
    join = person.dialog(JoinDialog)
    write(person, join.share, NOBODY)
    person.press("Tab")
    assert join.complaint == TOLD
    write(person, join.target, "/")
    assert join.target.problem == "/ has no name of its own. Write one behind it."
    person.press("Escape")


def test_the_logo_of_a_case_folder_stays_as_it_was(
    open_window: Open, home: Home, root: Path, tmp_path: Path
) -> None:
    sound = shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")
    before = read(sound, "inspection.toml")
    person = open_window(home)
    window = go_on(person, sound)
    person.press("Ctrl+PgDown")
    (logo,) = window.page.findChildren(PathField)
    write(person, logo, NOBODY)
    person.press("Tab")
    assert window.place.text() == TOLD
    assert logo.field.text() == ""
    assert read(sound, "inspection.toml") == before


@pytest.mark.parametrize("setting", [BACKUP_PLACE, IDENTITY])
def test_preferences_keep_what_they_had(open_window: Open, home: Home, setting: Setting[Path | None]) -> None:
    person = open_window(home)
    person.press("Ctrl+,")
    dialog = person.dialog(PreferencesDialog)
    section = Section.SHARE if setting is BACKUP_PLACE else Section.SIGNING
    dialog.show_section(section)
    (field,) = dialog.page(section).findChildren(PathField)
    write(person, field, NOBODY)
    person.press("Tab")
    assert dialog.news.text() == TOLD
    assert field.field.text() == ""
    assert home.settings.get(setting) is None


def test_what_was_sent_is_named_by_a_path_too(person: WorkingPerson) -> None:
    person.go_to_body("ash-valley")
    person.press("Ctrl+O")
    asked = person.dialog(ReceiveDialog)
    person.focus(asked.path)
    person.type(NOBODY)
    person.press("Return")
    assert asked.complaint == TOLD
