"""Joining in the window, by keys: what the folder holds is said first, what can't be joined in one sentence, and nothing is left half."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk import joining as desk_joining
from reviewer.sharing import FolderShare
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.joining import JoinDialog
from tests.once import Once
from tests.ui.person import WorkingPerson
from tests.ui.test_backups import ask


@pytest.fixture(scope="session")
def made_share(once: Once, made_sample: Path, root: Path) -> Path:
    """A folder in which somebody shares the sample (`share`)."""

    def make(folder: Path) -> None:
        (folder / "share").mkdir()
        theirs = Home(folder / "theirs/config", root / "resources", folder / "theirs/data")
        theirs.choose_name("Rowan Ellery")
        shutil.copytree(made_sample / "data/sample.casebook", folder / "theirs/sample.casebook")
        with Desk.open(folder / "theirs/sample.casebook", theirs) as desk:
            desk.sharing.sync(folder / "share")

    return once("shared sample", make)


@pytest.fixture
def share(made_share: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(made_share / "share", tmp_path / "share")


@pytest.fixture
def person(open_window: Callable[[Home], WorkingPerson], tmp_path: Path, sample_home: Home) -> WorkingPerson:
    """Somebody at a window without a casebook, who has never opened one."""
    (tmp_path / "mine").mkdir()
    return open_window(Home(tmp_path / "me/config", sample_home.resources, tmp_path / "me/data"))


def asked(person: WorkingPerson, share: Path, target: Path | None = None) -> JoinDialog:
    """Name the shared folder and press Enter, which has it looked at."""
    ask(person, "join a colleague's inspection")
    dialog = person.dialog(JoinDialog)
    assert dialog.share.field.hasFocus()
    person.type(str(share))
    if target is not None:
        dialog.target.set_path(target)
    person.press("Return")
    return dialog


def found(person: WorkingPerson, share: Path, target: Path) -> JoinDialog:
    dialog = asked(person, share, target)
    person.wait(dialog.holds.isVisible)
    return dialog


def lying(folder: Path) -> set[str]:
    """What lies in a folder, hidden things too."""
    return {one.name for one in folder.iterdir()}


@pytest.mark.thorough
def test_it_says_what_the_folder_holds_and_then_what_to_do(
    person: WorkingPerson, share: Path, tmp_path: Path
) -> None:
    dialog = asked(person, share)
    person.wait(dialog.holds.isVisible)
    assert "“Preventing misuse of position: forces’ evidence, 2025”" in dialog.holds.text()
    assert "begun by" in dialog.holds.text()
    assert " documents, " in dialog.holds.text()
    assert dialog.target.field.hasFocus()
    assert dialog.target.path is not None
    assert dialog.target.path.name == "Preventing misuse of position forces’ evidence, 2025.casebook"
    dialog.target.set_path(tmp_path / "mine/copy")
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    told = person.dialog(TextDialog)
    desk = person.space.session.desk
    assert desk.folder == tmp_path / "mine/copy.casebook"
    assert not desk.read_only
    said = " ".join(lines(told))
    assert desk.members.own_code in said
    assert desk.members.inspection_code in said
    assert desk.session.casebook.check() == ()
    person.press("Escape")
    person.wait(lambda: person.gone(told))
    person.wait(lambda: person.space.furnished)
    person.settle()


def lines(dialog: TextDialog) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.mark.thorough
def test_a_closed_inspection_says_that_ones_acts_wait_and_whom_to_ring(
    person: WorkingPerson, tmp_path: Path, made_sample: Path, sample_home: Home
) -> None:
    share = tmp_path / "closed"
    share.mkdir()
    maker = Home(made_sample / "config", sample_home.resources, made_sample / "data")
    shutil.copytree(made_sample / "data/sample.casebook", tmp_path / "closed.casebook")
    with Desk.open(tmp_path / "closed.casebook", maker) as desk:
        desk.sharing.sync(share)
    dialog = found(person, share, tmp_path / "mine/copy.casebook")
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    said = " ".join(lines(person.dialog(TextDialog)))
    assert "waits until a lead admits you" in said
    assert "Ring a lead, and read out your own code" in said
    assert "load the key that you saved there" in said
    person.press("Escape")
    person.settle()


def empty(share: Path) -> None:
    for each in lying(share):
        shutil.rmtree(share / each) if (share / each).is_dir() else (share / each).unlink()


def half_copied(share: Path) -> None:
    for pack in (share / "packs").iterdir():
        pack.write_bytes(pack.read_bytes()[:-3])


def only_the_marker(share: Path) -> None:
    shutil.rmtree(share / "packs")


def no_marker_and_no_whole_pack(share: Path) -> None:
    (share / "inspection.json").write_bytes(b"\x00half")
    half_copied(share)


def gone(share: Path) -> None:
    shutil.rmtree(share)


def a_file(share: Path) -> None:
    shutil.rmtree(share)
    share.write_text("no folder")


HARMS = (
    (empty, "holds no inspection yet"),
    (half_copied, "has not arrived in the shared folder"),
    (only_the_marker, "has not arrived in the shared folder"),
    (no_marker_and_no_whole_pack, "holds no inspection yet"),
    (gone, "is not there"),
    (a_file, "is no folder"),
)
PLACES = (
    ("mine/taken.casebook", "is there already"),
    ("Dropbox/copy.casebook", "cloud-synced folder"),
    ("share/copy.casebook", "lies in the shared folder"),
)


@pytest.mark.thorough
def test_what_cannot_be_joined_is_told_before_anything_is_made(
    person: WorkingPerson, made_share: Path, tmp_path: Path
) -> None:
    before = lying(tmp_path / "mine")
    for harm, told in HARMS:
        share = shutil.copytree(made_share / "share", tmp_path / harm.__name__)
        harm(share)
        dialog = asked(person, share, tmp_path / "mine/copy.casebook")
        person.wait(lambda told=told, dialog=dialog: told in dialog.complaint)  # type: ignore[misc]
        assert dialog.share.field.hasFocus(), harm
        assert not dialog.holds.isVisible(), harm
        assert lying(tmp_path / "mine") == before, harm
        person.press("Escape")
        person.wait(lambda dialog=dialog: person.gone(dialog))  # type: ignore[misc]


@pytest.mark.thorough
def test_a_place_where_no_copy_can_be_is_told_and_another_one_is_taken(
    person: WorkingPerson, share: Path, tmp_path: Path
) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "mine/taken.casebook").mkdir()
    (tmp_path / "mine/taken.casebook/note.txt").write_text("mine")
    dialog = found(person, share, tmp_path / "mine/copy.casebook")
    for place, told in PLACES:
        dialog.target.set_path(tmp_path / place)
        before = lying((tmp_path / place).parent)
        person.focus(dialog.share.field)
        person.press("Return")
        person.wait(lambda told=told: told in dialog.complaint)  # type: ignore[misc]
        assert dialog.target.field.hasFocus(), place
        assert lying((tmp_path / place).parent) == before, place
    dialog.target.set_path(tmp_path / "mine/copy.casebook")
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    person.dialog(TextDialog)
    person.press("Escape")
    person.settle()


class Gate:
    """Lets the making of a copy go on only when it is told to."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, at: str, then: Callable[[], None] = lambda: None
    ) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        read = FolderShare.open

        def held(share: FolderShare, name: str) -> object:
            if name.startswith(at) and not self.open.is_set():
                self.reached.set()
                self.open.wait(20)
                then()
            return read(share, name)

        monkeypatch.setattr(FolderShare, "open", held)


def test_cancelled_while_documents_come_nothing_is_left(
    person: WorkingPerson, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, before = found(person, share, tmp_path / "mine/copy.casebook"), lying(tmp_path / "mine")
    gate = Gate(monkeypatch, "documents/")
    person.press("Return")
    person.wait(gate.reached.is_set)
    person.wait(lambda: "Joining" in dialog.complaint)
    assert (tmp_path / "mine/copy.casebook").exists()
    person.press("Escape")
    gate.open.set()
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: person.message == "Stopped; no copy of the inspection was made.")
    assert lying(tmp_path / "mine") == before
    assert person.window.workspace is None


@pytest.mark.thorough
def test_a_drive_that_goes_while_documents_come_leaves_a_copy_that_a_sync_completes(
    person: WorkingPerson, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = found(person, share, tmp_path / "mine/copy.casebook")
    away = share.with_name("unplugged")

    def unplug() -> None:
        if not away.exists():
            share.rename(away)

    gate = Gate(monkeypatch, "documents/", unplug)
    person.press("Return")
    person.wait(gate.reached.is_set)
    gate.open.set()
    person.wait(lambda: person.gone(dialog))
    said = " ".join(lines(person.dialog(TextDialog)))
    assert "is not there any more" in said
    assert "code of the inspection" in said
    assert "nobody can tell here whether what you do counts" in said
    person.press("Escape")
    person.wait(lambda: person.space.furnished)
    away.rename(share)
    desk = person.space.session.desk
    report = desk.sharing.sync(share)
    assert report.documents_down
    assert report.missing.documents == ()
    person.settle()


@pytest.mark.thorough
def test_what_has_not_arrived_is_said(person: WorkingPerson, share: Path, tmp_path: Path) -> None:
    for path in sorted(share.glob("documents/*/*"))[:2]:
        path.unlink()
    dialog = found(person, share, tmp_path / "mine/copy.casebook")
    person.press("Return")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: "Not all of it has arrived: 2 documents (" in person.message)
    person.dialog(TextDialog)
    person.press("Escape")
    person.settle()


def test_another_folder_is_looked_at_anew(person: WorkingPerson, share: Path, tmp_path: Path) -> None:
    dialog = found(person, share, tmp_path / "mine/copy.casebook")
    person.focus(dialog.share.field)
    person.press("Ctrl+A")
    person.type(str(tmp_path / "none"))
    assert not dialog.holds.isVisible()
    person.press("Tab")
    person.wait(lambda: "is not there" in dialog.complaint)
    person.press("Escape")
    assert desk_joining.look_at(share).by
