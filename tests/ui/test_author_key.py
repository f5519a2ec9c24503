"""A key goes to another laptop and comes from one, by keys: what is recorded then is by its owner, and no key is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from reviewer.desk import Home
from reviewer.desk.author_key import load_key, own_key, save_key
from reviewer.ui.author_key.dialogs import LoadKeyDialog, SaveKeyDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.person import KeyRow
from tests.ui.person import Sits, WorkingPerson
from tests.ui.test_backups import ask, home_of, judge

WORD = "four words that nobody expects"


def on_another_laptop(tmp_path: Path, person: WorkingPerson, name: str = "Ann Archer") -> Home:
    other = Home(tmp_path / "other/config", home_of(person).resources, tmp_path / "other/data")
    other.choose_name(name)
    return other


def complains(dialog: SaveKeyDialog, wrong: str) -> bool:
    return wrong in dialog.complaint


def typed(person: WorkingPerson, *words: str) -> None:
    """Type into one field after the other, as Tab goes."""
    for at, each in enumerate(words):
        if at:
            person.press("Tab")
        person.type(each)


@pytest.mark.thorough
def test_a_key_is_saved_under_a_password_that_is_typed_twice(person: WorkingPerson, tmp_path: Path) -> None:
    home, file = home_of(person), tmp_path / "mine.reviewer-key"
    ask(person, "save your key")
    dialog = person.dialog(SaveKeyDialog)
    dialog.file.set_path(file.with_suffix(""))
    for words, wrong in (
        (("", ""), "Choose a password"),
        ((WORD, "another"), "differ"),
        (("short", "short"), "would soon be guessed"),
    ):
        dialog.password.clear()
        dialog.again.clear()
        person.focus(dialog.password)
        typed(person, *words)
        person.press("Return")
        person.wait(partial(complains, dialog, wrong))
        assert dialog.password.hasFocus()
        assert not file.exists()
    dialog.password.clear()
    dialog.again.clear()
    typed(person, WORD, WORD)
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    assert str(file) in person.message
    assert own_key(home).key[:8] in person.message
    assert load_key(file, WORD, on_another_laptop(tmp_path, person), instead=True).key == own_key(home).key

    ask(person, "save your key")
    dialog = person.dialog(SaveKeyDialog)
    before = file.read_bytes()
    dialog.file.set_path(file)
    person.focus(dialog.password)
    typed(person, WORD, WORD)
    person.press("Return")
    person.wait(lambda: "is there already" in dialog.complaint)
    assert dialog.file.field.hasFocus()
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    assert file.read_bytes() == before


@pytest.mark.thorough
def test_a_key_is_loaded_after_the_question_and_the_open_casebook_goes_on_by_it(
    person: WorkingPerson, tmp_path: Path
) -> None:
    home, folder = home_of(person), person.space.session.desk.folder
    ann, file, before = on_another_laptop(tmp_path, person), tmp_path / "ann.reviewer-key", own_key(home)
    save_key(file, WORD, ann)
    ask(person, "load a key")
    dialog = person.dialog(LoadKeyDialog)
    assert not dialog.instead.isVisible()
    person.press("Return")
    assert dialog.complaint == "Choose the file with the saved key."
    typed(person, str(tmp_path / "none"))
    person.focus(dialog.password)
    person.type("another password")
    person.press("Return")
    person.wait(lambda: "is not there" in dialog.complaint)
    assert dialog.file.field.hasFocus()
    dialog.file.set_path(file)
    person.press("Return")
    person.wait(lambda: "does not open" in dialog.complaint)
    assert dialog.password.hasFocus()
    dialog.password.clear()
    person.type(WORD)
    person.press("Return")
    person.wait(lambda: before.key[:8] in dialog.complaint)
    assert "Ann Archer" in dialog.complaint
    assert dialog.instead.hasFocus()
    assert own_key(home) == before
    person.press("Return")
    person.wait(lambda: before.key[:8] in dialog.complaint and dialog.instead.isEnabled())
    assert own_key(home) == before, "not without the answer"
    person.press("Space")
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: person.window.workspace is not None and person.space.furnished)
    assert person.message.startswith("What is recorded on this laptop is by Ann Archer")
    assert f"author-{before.key[:16]}.key" in person.message
    assert own_key(home).key == own_key(ann).key
    assert person.space.session.desk.folder == folder
    assert not person.space.session.desk.read_only
    person.settle()
    judge(person)
    assert "Ann Archer" in person.space.session.desk.people().values()
    assert person.space.session.desk.session.casebook.check() == ()


@pytest.mark.thorough
def test_without_a_casebook_too_and_a_key_that_is_there_already_is_said_to_be(
    sit_down: Sits, sample_home: Home, tmp_path: Path
) -> None:
    person = sit_down(sample_home)
    save_key(tmp_path / "mine.reviewer-key", WORD, sample_home)
    person.press("Ctrl+W")
    ask(person, "load a key")
    dialog = person.dialog(LoadKeyDialog)
    typed(person, str(tmp_path / "mine.reviewer-key"))
    person.focus(dialog.password)
    person.type(WORD)
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: "is on this laptop already" in person.message)
    assert person.window.workspace is None


@pytest.mark.thorough
@pytest.mark.parametrize(("at", "kind"), [(0, SaveKeyDialog), (1, LoadKeyDialog)])
def test_the_preferences_say_whose_key_is_here_and_lead_to_both(
    person: WorkingPerson, at: int, kind: type[SaveKeyDialog | LoadKeyDialog]
) -> None:
    person.press("Ctrl+,")
    dialog = person.dialog(PreferencesDialog)
    (row,) = dialog.findChildren(KeyRow)
    assert own_key(home_of(person)).key[:8] in row.whose.text()
    button: QAbstractButton = row.buttons[at]
    button.click()
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: bool(person.window.findChildren(kind)))
    person.press("Escape")
