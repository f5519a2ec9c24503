"""What is set for the whole machine, in the window: locked in words, told where one looks for it, and a broken file at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

from reviewer.desk import Home
from reviewer.desk.policy import Place, Policy
from reviewer.desk.policy_file import read_policy
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.intake_dialogs import FolderDialog, TwoFoldersDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.policy import PolicyRow
from reviewer.ui.preferences.preference import Section
from tests.ui.person import Sits, WorkingPerson


def under(home: Home, policy: Policy) -> Home:
    return Home(home.config, home.resources, home.data, policy)


@pytest.fixture
def locked(sit_down: Sits, sample_home: Home, tmp_path: Path) -> WorkingPerson:
    """Somebody at a machine on which all three are set."""
    (tmp_path / "shares").mkdir()
    share, books = Place(tmp_path / "shares", locked=True), Place(tmp_path / "books")
    return sit_down(under(sample_home, Policy(tmp_path / "policy.toml", share, books, recognition_off=True)))


def rows(dialog: PreferencesDialog, section: Section) -> dict[str, PolicyRow]:
    return {row.words: row for row in dialog.page(section).rows if isinstance(row, PolicyRow)}


@pytest.mark.thorough
def test_preferences_dialogs_and_about_say_what_is_set_and_by_which_file(
    locked: WorkingPerson, tmp_path: Path
) -> None:
    file = str(tmp_path / "policy.toml")
    locked.press("Ctrl+,")
    dialog = locked.dialog(PreferencesDialog)
    (scans,) = rows(dialog, Section.READING).values()
    assert scans.state.text().startswith("Locked. Recognition is off: scanned pages stay unread.")
    found = rows(dialog, Section.SHARE)
    assert found["Where shared folders lie"].state.text() == (
        f"Locked. Shared folders lie in {tmp_path / 'shares'} and nowhere else. That is set for this machine by {file}."
    )
    assert not found["Where casebooks go"].state.text().startswith("Locked")
    assert all(
        file in row.state.text() and file in row.state.accessibleName() for row in (scans, *found.values())
    )
    assert rows(dialog, Section.LOOK) == {}
    dialog.show_section(Section.READING)
    for _press in range(12):
        if QApplication.focusWidget() is scans.state:
            break
        locked.press("Tab")
    assert QApplication.focusWidget() is scans.state, "Tab comes to it, so that a screen reader says it"
    locked.press("Ctrl+F")
    locked.type("casebooks go")
    assert dialog.section is Section.SHARE
    locked.press("Escape")
    locked.press("Escape")
    locked.wait(lambda: locked.gone(dialog))

    locked.window.action_list.run("share.choose")
    asked = locked.dialog(FolderDialog)
    assert asked.folder.path == tmp_path / "shares"
    asked.folder.set_path(tmp_path)
    locked.click(asked.buttons.button(QDialogButtonBox.StandardButton.Ok))
    locked.wait(lambda: "only place where work may be shared" in locked.window.message_bar.sentence)

    locked.window.opening.ask_new()
    made = locked.dialog(TwoFoldersDialog)
    assert made.target.path is not None
    assert made.target.path.parent == tmp_path / "books"
    made.reject()

    locked.space.receiving.scans.ask()
    locked.wait(lambda: "Recognition is off" in locked.window.message_bar.sentence)

    locked.window.action_list.run("program.about")
    locked.wait(lambda: bool(locked.window.findChildren(TextDialog)))
    said = [label.text() for label in locked.dialog(TextDialog).findChildren(QLabel)]
    assert f"The policy of this machine is in {file}." in said
    assert any(line.startswith("Shared folders lie in") for line in said)
    assert "It never looks for updates, and asks no network for anything." in said


def test_a_file_that_cannot_be_followed_is_told_at_once_and_again_with_a_casebook(
    sit_down: Sits, sample_home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[share]\nfolder = "shared"\n')
    person = sit_down(under(sample_home, read_policy([file])))
    told = f"The policy file {file} cannot be followed in line 2: share.folder is no whole path"
    assert person.window.message_bar.sentence.startswith(told)
    person.press("Ctrl+,")
    (row,) = rows(person.dialog(PreferencesDialog), Section.SHARE).values()
    assert (
        row.state.text()
        == f"Locked. Nothing is synced until the policy file of this machine is mended: {file}."
    )
