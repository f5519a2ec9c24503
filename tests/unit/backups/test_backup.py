"""A backup holds what the casebook held, is read back, and gives it back record for record."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.backups import (
    Order,
    Step,
    Why,
    add_backup,
    back_up_new,
    backup_at,
    checked,
    generations,
    restore,
    silent,
    thin,
)
from reviewer.casebook import Casebook, state_of
from reviewer.errors import CancelledError, CasebookError, ReviewerError, TakenError
from reviewer.model import Retired
from reviewer.sharing import sync
from tests.unit.backups.conftest import AT, order, receive
from tests.unit.sharing.laptops import Laptop, author, decide, folder_share, reasons, records, synced


def rows(folder: Path) -> list[tuple[object, ...]]:
    """Every row of records and saves, byte for byte, as another program reads it."""
    path = folder / "casebook.sqlite" if folder.is_dir() else folder
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        saves = database.execute("SELECT seq, id, head, signature FROM save ORDER BY seq").fetchall()
        return (
            saves + database.execute("SELECT seq, id, save, head, body FROM record ORDER BY seq").fetchall()
        )


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }


def altered(path: Path, sql: str) -> None:
    """Alter a database as somebody would who knows the triggers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(sql)


def test_what_is_restored_is_the_casebook_row_for_row_with_its_documents(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    made = back_up_new(ann.folder, tmp_path / "Ann.backup", order(), silent)
    assert made.notes.is_whole
    assert made.written == made.notes.documents == 2
    back = tmp_path / "back.casebook"
    restore(backup_at(tmp_path / "Ann.backup"), back, author("Ann"), AT, silent)
    assert rows(back) == rows(ann.folder)
    with Casebook.open(back, author("Ann"), ann.clock) as again:
        assert not again.check()
        assert not again.notices
        assert sorted(again.files.all()) == sorted(casebook.files.all())


def test_a_restored_casebook_goes_on_as_a_copy_of_its_own_and_nothing_is_lost_between_the_two(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    share = folder_share(tmp_path / "share")
    sync(casebook, share, clock=ann.clock)
    made = back_up_new(ann.folder, tmp_path / "Ann.backup", order(), silent)
    decide(casebook, "brook", "policy", "After the backup, in the old copy.")
    back = Laptop("Ann", tmp_path / "back.casebook")
    restore(made.generation.path, back.folder, author("Ann"), AT, silent)
    before, now = state_of(ann.folder), state_of(back.folder)
    assert now.copy != before.copy
    assert [(one.copy, one.at) for one in now.retired] == [(before.copy, AT)]
    with back.open() as restored:
        decide(restored, "brook", "training", "After the restore, in the new copy.")
        sync(restored, share, clock=back.clock)
        sync(casebook, share, clock=ann.clock)
        sync(restored, share, clock=back.clock)
        assert records(restored) == records(casebook)
        assert "After the backup, in the old copy." in reasons(restored)
        assert not restored.check()
        assert not casebook.check()


def test_restoring_by_somebody_else_begins_their_own_line(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    made = back_up_new(casebook.folder, tmp_path / "Ann.backup", order(), silent)
    back = Laptop("Ben", tmp_path / "back.casebook")
    restore(made.generation.path, back.folder, author("Ben"), AT, silent)
    with back.open() as restored:
        decide(restored, "brook", "training", "By Ben.")
        assert not restored.check()
        assert not restored.notices


def test_documents_are_written_once_for_all_backups_and_read_back_in_turn(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    folder = tmp_path / "Ann.backup"
    add_backup(ann.folder, folder, order(Why.AUTOMATIC), silent)
    new = receive(casebook, "late.txt", b"Late.\n")
    second = add_backup(ann.folder, folder, order(Why.AUTOMATIC, 1, most=1), silent)
    assert second.written == 1
    assert (folder / "documents" / new[:2] / new).is_file()
    third = add_backup(ann.folder, folder, order(Why.AUTOMATIC, 2, most=1), silent)
    fourth = add_backup(ann.folder, folder, order(Why.AUTOMATIC, 3, most=1), silent)
    assert third.written == fourth.written == 0
    assert third.notes.read_back == fourth.notes.read_back == 1
    assert len({one.notes.read_to for one in (second, third, fourth)}) == 3
    assert [one.number for one in generations(folder)] == [1, 2, 3, 4]


def test_a_document_that_rotted_in_the_store_is_written_anew(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    folder = tmp_path / "Ann.backup"
    first = add_backup(ann.folder, folder, order(), silent)
    sha = next(casebook.files.all())
    (folder / "documents" / sha[:2] / sha).write_bytes(b"rot")
    assert checked(first.generation.path, silent)
    second = add_backup(ann.folder, folder, order(), silent)
    assert second.written == 1
    assert not checked(first.generation.path, silent)


def test_what_is_missing_in_the_casebook_is_named_and_comes_with_a_later_backup(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    sha = next(casebook.files.all())
    path = casebook.files.path(sha)
    data = path.read_bytes()
    path.write_bytes(b"rot")
    folder = tmp_path / "Ann.backup"
    made = add_backup(ann.folder, folder, order(), silent)
    assert made.notes.missing == (sha,)
    with pytest.raises(ReviewerError, match=r"1 document of .* is missing or damaged: policy \d.txt"):
        restore(made.generation.path, tmp_path / "back.casebook", author("Ann"), AT, silent)
    assert not (tmp_path / "back.casebook").exists()
    part = restore(
        made.generation.path, tmp_path / "part.casebook", author("Ann"), AT, silent, sound_part=True
    )
    assert len(part.missing) == 1
    path.write_bytes(data)
    add_backup(ann.folder, folder, order(), silent)
    restore(made.generation.path, tmp_path / "back.casebook", author("Ann"), AT, silent)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        (
            "UPDATE record SET body = replace(body, 'It says so.', 'It says no.') WHERE body LIKE '%It says so.%'",
            "verdict",
        ),
        ("DELETE FROM record WHERE body LIKE '%It says so.%'", "record "),
        (
            "UPDATE save SET signature = randomblob(64) WHERE seq = (SELECT max(seq) FROM save)",
            "verdict|save",
        ),
        (
            "UPDATE record SET head = replace(head, 'verdict', 'Verdict') WHERE body LIKE '%It says so.%'",
            "record ",
        ),
    ],
)
def test_a_damaged_backup_is_refused_by_name_and_restored_as_far_as_it_is_sound(
    tmp_path: Path, ann: Laptop, casebook: Casebook, sql: str, named: str
) -> None:
    made = back_up_new(casebook.folder, tmp_path / "Ann.backup", order(), silent)
    path = made.generation.path
    altered(path, sql)
    back = tmp_path / "back.casebook"
    with pytest.raises(CasebookError, match="is not as it was"):
        restore(path, back, author("Ann"), AT, silent)
    path.with_suffix(".json").unlink()  # somebody who knows takes that away too
    with pytest.raises(CasebookError, match=f"is damaged: .*({named})"):
        restore(path, back, author("Ann"), AT, silent)
    assert not back.exists()
    part = restore(path, back, author("Ann"), AT, silent, sound_part=True)
    assert part.saves_left_out == 1
    assert part.left_out
    with Casebook.open(back, author("Ann"), ann.clock) as restored:
        assert len(reasons(restored)) == 1
        assert not [fault for fault in restored.check() if fault.severity == "damage"]
        decide(restored, "brook", "policy", "It goes on.")
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_saves_cut_off_the_end_of_a_backup_are_noticed_by_its_notes(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    made = back_up_new(casebook.folder, tmp_path / "Ann.backup", order(), silent)
    altered(made.generation.path, "DELETE FROM save WHERE seq = (SELECT max(seq) FROM save)")
    with pytest.raises(CasebookError, match="is not as it was"):
        restore(made.generation.path, tmp_path / "back.casebook", author("Ann"), AT, silent)


def test_a_backup_of_a_newer_version_is_kept_for_that_version(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    made = back_up_new(casebook.folder, tmp_path / "Ann.backup", order(), silent)
    altered(
        made.generation.path,
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES('casebook', 'of_2035', '')",
    )
    made.generation.path.with_suffix(".json").unlink()
    with pytest.raises(CasebookError, match="newer version of Reviewer"):
        restore(made.generation.path, tmp_path / "back.casebook", author("Ann"), AT, silent)


def test_nothing_is_ever_written_over(tmp_path: Path, ann: Laptop, casebook: Casebook) -> None:
    taken = tmp_path / "Ann.backup"
    taken.write_bytes(b"mine")
    with pytest.raises(TakenError, match="is there already"):
        back_up_new(casebook.folder, taken, order(), silent)
    assert taken.read_bytes() == b"mine"
    made = back_up_new(casebook.folder, tmp_path / "other.backup", order(), silent)
    with pytest.raises(CasebookError, match="is there already"):
        restore(made.generation.path, ann.folder, author("Ann"), AT, silent)


def test_a_folder_with_backups_of_another_inspection_takes_none(tmp_path: Path, casebook: Casebook) -> None:
    folder = tmp_path / "Ann.backup"
    add_backup(casebook.folder, folder, order(), silent)
    other = Laptop("Ben", tmp_path / "ben.casebook")
    other.found().close()
    before = files(folder)
    with pytest.raises(ReviewerError, match="another inspection"):
        add_backup(other.folder, folder, order(), silent)
    assert files(folder) == before


def test_stopped_at_any_step_a_new_backup_leaves_nothing_and_one_in_a_folder_none_more(
    tmp_path: Path, casebook: Casebook
) -> None:
    steps: list[Step] = []
    add_backup(casebook.folder, tmp_path / "whole.backup", order(), steps.append)
    for last in {step.stage: step for step in steps}.values():  # some come more often on a slow disk

        def stop(step: Step, last: Step = last) -> None:
            if step.stage is last.stage:
                raise CancelledError("Stopped")

        with pytest.raises(CancelledError):
            back_up_new(casebook.folder, tmp_path / "new.backup", order(), stop)
        assert {one.name for one in tmp_path.iterdir()} <= {"ann.casebook", "whole.backup", "home"}
        receive(casebook, f"{last.stage}.txt", last.stage.encode())
        with pytest.raises(CancelledError):
            add_backup(casebook.folder, tmp_path / "whole.backup", order(), stop)
        assert len(generations(tmp_path / "whole.backup")) == 1
        assert not list((tmp_path / "whole.backup").glob(".making*"))


def test_thinning_removes_files_of_one_copy_only(tmp_path: Path, ann: Laptop, casebook: Casebook) -> None:
    folder = tmp_path / "Ann.backup"
    for day in (0, 0, 1):
        add_backup(casebook.folder, folder, order(Why.AUTOMATIC, day, most=0), silent)
    assert thin(folder, "another copy") == 0
    assert thin(folder, state_of(ann.folder).copy) == 1
    assert [one.number for one in generations(folder)] == [2, 3]
    assert len(list(folder.glob("*.json"))) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody can keep this user from writing")
def test_a_read_only_folder_is_told_in_one_sentence(tmp_path: Path, casebook: Casebook) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CasebookError, match="read-only"):
            back_up_new(casebook.folder, tmp_path / "x.backup", order(), silent)
    finally:
        tmp_path.chmod(0o700)


def test_a_backup_is_made_while_the_casebook_is_being_written(tmp_path: Path, casebook: Casebook) -> None:
    """The window is open: what is saved meanwhile is in the next one."""

    def save(step: Step) -> None:
        decide(casebook, "brook", "policy", f"While {step.stage}.")

    made = back_up_new(casebook.folder, tmp_path / "x.backup", Order(AT, Why.ASKED, ""), save)
    assert made.notes.is_whole
    assert not checked(made.generation.path, silent)


def test_what_is_synced_since_the_backup_comes_back_after_all_is_lost(
    tmp_path: Path, ann: Laptop, casebook: Casebook
) -> None:
    share = folder_share(tmp_path / "share")
    made = back_up_new(casebook.folder, tmp_path / "x.backup", order(), silent)
    decide(casebook, "brook", "policy", "Shared after the backup.")
    receive(casebook, "late.txt", b"Late.\n")
    sync(casebook, share, clock=ann.clock)
    before = records(casebook)
    casebook.close()
    back = Laptop("Ann", tmp_path / "back.casebook")
    restore(made.generation.path, back.folder, author("Ann"), AT, silent)
    synced(back, share)
    with back.open() as restored:
        said = {kept.id for kept in restored.current(Retired)}
        assert records(restored) == before | said
        assert len(said) == 1, "that the old copy holds nothing any more"
        assert not restored.check()
