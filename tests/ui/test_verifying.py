"""Signed letters are checked in the window, with a casebook and without one, and told as the command line tells them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from reviewer.desk import Home
from reviewer.letters import SignatureLook, paper_of, sign
from reviewer.paper import render_pdf
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.intake_dialogs import ReceiveDialog
from tests.authorities import signatory
from tests.ui.person import Sits, WorkingPerson, choose, drop
from tests.unit.letters.letter_case import draft


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter signed an hour ago, the same with a word changed, one that is not signed, and no PDF at all."""
    at = datetime.now(UTC) - timedelta(hours=1)
    identity = signatory(at=at).identity(at=at)
    good = sign(render_pdf(paper_of(draft(), SignatureLook(identity.name, at))), identity, at)
    at_stream = good.index(b"stream\n") + 40
    made = tmp_path_factory.mktemp("letters")
    (made / "good.pdf").write_bytes(good)
    (made / "changed.pdf").write_bytes(
        good[:at_stream] + bytes([good[at_stream] ^ 1]) + good[at_stream + 1 :]
    )
    (made / "draft.pdf").write_bytes(render_pdf(paper_of(draft(), None)))
    (made / "words.pdf").write_text("Words.")
    return made


def told(person: WorkingPerson) -> list[str]:
    """What the dialog says, a line each, without its title."""
    dialog = person.dialog(TextDialog)
    lines = [label.text().strip() for label in dialog.findChildren(QLabel) if label.isVisible()]
    return [line for line in lines if line and line != dialog.windowTitle()]


def on_the_command_line(root: Path, *files: Path) -> list[str]:
    """What `verify` says of the same files, with their names for their paths."""
    words = [sys.executable, str(root / "main.py"), "verify", *map(str, files)]
    env = {**os.environ, "COLUMNS": "400"}
    done = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env, check=False, timeout=120
    )
    lines = [line.strip() for line in done.stdout.splitlines()]
    return [line.replace(f"{files[0].parent}{os.sep}", "") for line in lines]


@pytest.mark.thorough
def test_letters_dropped_on_the_first_screen_are_told_as_on_the_command_line(
    open_window: Sits, home: Home, root: Path, folder: Path
) -> None:
    files = sorted(folder.iterdir())
    person = open_window(home)
    drop(person.window, *files)
    said = told(person)
    assert sorted(said) == sorted(on_the_command_line(root, *files))
    assert said[said.index("good.pdf: good") + 2].startswith("Signed by Rowan Ellery")
    assert [line for line in said if ": NOT GOOD" in line] == [
        "changed.pdf: NOT GOOD", "draft.pdf: NOT GOOD", "words.pdf: NOT GOOD",
    ]  # fmt: skip
    assert person.window.workspace is None


@pytest.mark.thorough
def test_they_are_chosen_by_keyboard_there(open_window: Sits, home: Home, folder: Path) -> None:
    person = open_window(home)
    button = person.window.welcome.verify
    for _ in range(12):
        if button.hasFocus():
            break
        person.press("Tab")
    assert button.hasFocus()
    person.press("Space")
    choose(person, folder / "good.pdf")
    assert told(person)[0] == "good.pdf: good"
    person.press("Return")
    person.window.action_list.run("letter.verify")
    choose(person, folder / "changed.pdf")
    assert told(person)[0] == "changed.pdf: NOT GOOD"


@pytest.mark.thorough
def test_letters_of_one_name_are_told_apart(
    open_window: Sits, home: Home, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.pdf").write_bytes((folder / "changed.pdf").read_bytes())
    person = open_window(home)
    drop(person.window, folder / "good.pdf", tmp_path / "good.pdf")
    said = told(person)
    assert f"{folder / 'good.pdf'}: good" in said
    assert f"{tmp_path / 'good.pdf'}: NOT GOOD" in said


def test_what_is_no_letter_is_told_on_the_first_screen(open_window: Sits, home: Home, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Words.")
    person = open_window(home)
    drop(person.window, tmp_path / "note.txt")
    assert person.message.startswith("Open a casebook before you drop documents.")
    drop(person.window, tmp_path / "gone.pdf")
    person.wait(lambda: "gone.pdf" in person.message)


@pytest.mark.thorough
def test_a_letter_dropped_beside_the_letter_is_checked_and_elsewhere_received(
    person: WorkingPerson, folder: Path
) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    drop(person.window, folder / "good.pdf")
    said = told(person)
    assert said[0].startswith("good.pdf: ")
    assert "It is no letter of this casebook." in said
    person.press("Return")
    person.press("Ctrl+1")
    drop(person.window, folder / "good.pdf")
    assert person.dialog(ReceiveDialog).list.item(0).text() == str(folder / "good.pdf")


@pytest.mark.parametrize("percent", [200])
def test_every_way_on_the_first_screen_is_seen_at_twice_the_size(
    open_window: Sits, home: Home, percent: int
) -> None:
    person = open_window(home)
    person.settle()
    assert person.window.look.percent == percent
    for way in person.window.welcome.findChildren(QPushButton):
        assert way.width() >= way.sizeHint().width(), way.text()
