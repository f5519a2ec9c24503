"""A merged file in the window: looked at by somebody who has no casebook and no key, and written once a casebook is closed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from reviewer.desk import Desk, Home
from reviewer.desk.settings import OPEN_CASEBOOK
from reviewer.ui.closing import ClosingWatch
from reviewer.ui.intake_dialogs import OpenDialog
from tests.once import Once
from tests.ui.person import Sits, WorkingPerson, drop
from tests.ui.test_acts import work_on_a_share


@pytest.fixture(scope="session")
def shared(once: Once, made_sample: Path, root: Path) -> Path:
    """A folder to which the sample was synced."""

    def make(folder: Path) -> None:
        shutil.copytree(made_sample, folder / "who")
        home = Home(folder / "who/config", root / "resources", folder / "who/data")
        (folder / "share").mkdir()
        with Desk.open(home.data / "sample.casebook", home) as desk:
            desk.sharing.sync(folder / "share")

    return once("shared", make) / "share"


@pytest.fixture
def merged(shared: Path) -> Path:
    """Its merged file."""
    (path,) = (shared / "merged").iterdir()
    return path


@pytest.fixture
def looking(open_window: Sits, home: Home, merged: Path) -> WorkingPerson:
    """Somebody new on this laptop who has let go of the merged file over the first screen."""
    who = open_window(home)
    drop(who.window, merged)
    who.wait(lambda: who.window.workspace is not None and who.window.workspace.furnished)
    who.settle()
    return who


@pytest.mark.thorough
def test_it_says_that_it_is_for_reading_only_wherever_one_looks(looking: WorkingPerson) -> None:
    bar = looking.space.bar
    assert bar.share.text() == "◇ Merged file, reading only"
    assert bar.share.accessibleName() == "Where the work is: Merged file, reading only"
    assert looking.message.startswith("This is the merged file of ")
    assert "wrote it, and it holds all that was signed." in looking.message
    acts = looking.window.action_list
    for name in ("share.sync", "documents.receive", "casebook.back_up", "casebook.export", "criterion.save"):
        if name in acts:
            assert acts.why_not(name).startswith("This is the merged file of "), name
    looking.press("Escape")
    looking.press("Ctrl+Shift+Y")
    assert looking.message.startswith("This is the merged file of ")
    looking.press("Escape")
    looking.go_to_body("thornwick")
    before = looking.space.session.desk.position
    looking.press("Alt+1")
    looking.press("Ctrl+Return")
    assert looking.message.startswith("This is the merged file of ")
    assert looking.space.session.desk.position == before


@pytest.mark.thorough
def test_a_page_and_a_letter_are_shown_from_the_shared_folder(looking: WorkingPerson, shared: Path) -> None:
    before = {one: one.stat().st_mtime_ns for one in shared.rglob("*")}
    looking.go_to_body("harrowdale")
    looking.wait(lambda: bool(looking.space.session.view and looking.space.session.view.documents))
    (first, *_) = looking.space.session.view.documents if looking.space.session.view else ()
    looking.space.session.choose_document(first)
    looking.wait(lambda: "boundaries" in looking.space.session.desk.reading.text(first.sha256).parts[0].text)
    looking.window.action_list.run("view.members")
    looking.settle()
    assert {one: one.stat().st_mtime_ns for one in shared.rglob("*")} == before


@pytest.mark.thorough
def test_nothing_of_it_stays_and_no_key_is_made(looking: WorkingPerson, home: Home) -> None:
    assert len(list(home.data.glob(".merged.*"))) == 1
    looking.press("Ctrl+W")
    assert not list(home.data.iterdir())
    assert not list(home.config.glob("author*"))
    assert home.settings.get(OPEN_CASEBOOK) is None
    assert home.opened_last() == ()


@pytest.mark.thorough
def test_it_is_chosen_in_the_dialog_that_opens_a_casebook(
    open_window: Sits, home: Home, merged: Path
) -> None:
    person = open_window(home)
    person.press("Ctrl+Shift+O")
    dialog = person.dialog(OpenDialog)
    assert dialog.file is not None
    dialog.file.click()
    chooser = person.dialog(QFileDialog)
    chooser.fileSelected.emit(str(merged))
    chooser.close()
    assert dialog.folder.path == merged
    dialog.folder.setFocus()
    person.press("Return")
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    assert person.space.bar.share.text() == "◇ Merged file, reading only"


@pytest.mark.thorough
def test_half_a_file_is_told_in_a_sentence_and_what_is_open_stays(
    looking: WorkingPerson, merged: Path, tmp_path: Path
) -> None:
    half = tmp_path / "half.sqlite"
    half.write_bytes(merged.read_bytes()[:9000])
    looking.window.opening.open(half)
    looking.wait(lambda: "half.sqlite is damaged, or has not arrived whole" in looking.message)
    assert looking.space.bar.share.text() == "◇ Merged file, reading only"


# --- at closing --------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_it_is_written_when_the_casebook_is_closed_beside_the_window(
    person: WorkingPerson, sample_home: Home, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    watch = ClosingWatch(person.window, sample_home)
    work_on_a_share(person, share)
    person.press("Ctrl+W")
    person.wait(lambda: len(list((share / "merged").glob("*.sqlite"))) == 2)
    person.wait(lambda: not person.window.work.busy)
    watch.finish()
    assert len(list((share / "merged").iterdir())) == 2


@pytest.mark.thorough
def test_it_is_written_once_the_window_is_gone(
    person: WorkingPerson, sample_home: Home, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    watch = ClosingWatch(person.window, sample_home)
    work_on_a_share(person, share)
    person.window.close()
    assert len(list((share / "merged").iterdir())) == 1
    watch.finish()
    assert len(list((share / "merged").iterdir())) == 2
