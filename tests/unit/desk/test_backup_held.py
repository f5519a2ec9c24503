"""A verified backup on another device counts as one holder, as long as it is there, as it was, and holds all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.backups import BackupElsewhere
from reviewer.desk import Desk, Home
from reviewer.desk.backups import Backups
from reviewer.desk.held import Held, Wipe
from reviewer.desk.settings import BACKUP_PLACE
from reviewer.desk.words.backups import elsewhere_words
from reviewer.desk.words.members import held_words


@pytest.fixture
def backups(desk: Desk, home: Home, plan: Path, tmp_path: Path) -> Backups:
    """The backups of a casebook with a document, in a place that is said to be another device."""
    from datetime import date

    (tmp_path / "stick").mkdir()
    home.settings.put(BACKUP_PLACE, tmp_path / "stick")
    desk.receiving.receive(desk.case.bodies[0].code, [plan], date(2025, 2, 20))
    return Backups(
        desk.folder, home, apart=lambda _casebook, folder: folder.is_relative_to(tmp_path / "stick")
    )


def judge(desk: Desk) -> None:
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict(desk.case.bodies[0].code, criterion.key, criterion.findings[0], "Read.")


def held(backup: BackupElsewhere | None, colleagues: int = 0) -> Held:
    return Held(0, (), colleagues, Wipe.NOBODY_HOLDS, backup)


def test_a_whole_one_is_one_holder_until_something_is_new(backups: Backups, desk: Desk) -> None:
    assert backups.elsewhere() is None
    made = backups.now()
    found = backups.elsewhere()
    assert found is not None
    assert (found.place, found.is_whole) == (made.generation.folder, True)
    assert (held(found).holders, held(found, 2).holders, held(None, 2).holders) == (1, 3, 2)
    assert held_words(held(found)) == "Held by a backup on another device, by no colleague yet"
    assert held_words(held(found, 1)) == "Held by 1 colleague, and by a backup on another device"
    assert str(found.place) in elsewhere_words(found)
    judge(desk)
    later = backups.elsewhere()
    assert later is not None
    assert (later.lacks_saves, later.lacks_documents, held(later).holders) == (1, 0, 0)
    assert "lacks 1 save (" in elsewhere_words(later)
    assert held_words(held(later)) == "In the shared folder, held by no colleague yet"
    backups.now()
    whole = backups.elsewhere()
    assert whole is not None
    assert whole.is_whole


def altered(folder: Path) -> None:
    (path,) = folder.glob("*.sqlite")
    with path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff")


def cut_off(folder: Path) -> None:
    (path,) = folder.glob("*.sqlite")
    path.write_bytes(path.read_bytes()[:-1])


def without_notes(folder: Path) -> None:
    (path,) = folder.glob("*.json")
    path.unlink()


def taken_away(folder: Path) -> None:
    folder.parent.rename(folder.parent.with_name("unplugged"))


@pytest.mark.parametrize("harm", [altered, cut_off, without_notes, taken_away])
def test_one_that_is_not_as_it_was_counts_for_nothing(backups: Backups, harm: Callable[[Path], None]) -> None:
    harm(backups.now().generation.folder)
    assert backups.elsewhere() is None
    assert elsewhere_words(None).startswith("No verified backup")


@pytest.mark.parametrize("data", [None, b"", b"cut"])
def test_a_document_that_is_gone_from_the_store_is_lacking(backups: Backups, data: bytes | None) -> None:
    (document,) = (backups.now().generation.folder / "documents").glob("*/*")
    if data is None:
        document.unlink()
    else:
        document.write_bytes(data)
    found = backups.elsewhere()
    assert found is not None
    assert (found.lacks_documents, found.is_whole) == (1, False)


def test_one_on_the_same_device_and_one_of_another_copy_are_none(
    backups: Backups, desk: Desk, home: Home, tmp_path: Path
) -> None:
    from reviewer.desk.backups import restore_backup

    made = backups.now()
    assert Backups(desk.folder, home).elsewhere() is None
    assert desk.held.now(backups=True).backup is None
    restore_backup(made.generation.path, tmp_path / "back.casebook", home)
    assert Backups(tmp_path / "back.casebook", home, apart=lambda _one, _other: True).elsewhere() is None
