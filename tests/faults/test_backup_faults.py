"""Backups, restores, exports and imports that are killed at each step, or whose disk is full or read-only: never half of anything."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reviewer.backups import (
    add_backup,
    back_up_new,
    backup_at,
    checked,
    export,
    generations,
    import_archive,
    restore,
    silent,
)
from reviewer.casebook import Casebook
from reviewer.errors import ReviewerError
from tests.disks import disk, fill, make_read_only, make_room
from tests.scale import scale
from tests.unit.backups.conftest import AT, ann, casebook, order, receive
from tests.unit.letters.letter_case import the_case
from tests.unit.sharing.laptops import Laptop, author, records

__all__ = ["ann", "casebook"]
STEPS = scale("backup_kills", small=6, whole=1000)
CALLS = ("fsync", "link", "rename", "replace", "mkdir", "unlink", "rmdir")


@dataclass(frozen=True)
class Stage:
    """What each act starts from: a casebook, a backup of it, an export of it, and a folder to make things in."""

    folder: Path
    casebook: Casebook
    backup: Path
    archive: Path

    @property
    def target(self) -> Path:
        return self.folder / "target"


@pytest.fixture
def stage(tmp_path: Path, casebook: Casebook) -> Stage:
    receive(casebook, "large.bin", bytes(range(256)) * 400)
    back_up_new(casebook.folder, tmp_path / "made.backup", order(), silent)
    export(casebook, the_case(), tmp_path / "made.zip", "", silent)
    folder = tmp_path / "work"
    folder.mkdir()
    return Stage(folder, casebook, tmp_path / "made.backup", tmp_path / "made.zip")


def _restore(stage: Stage) -> None:
    restore(backup_at(stage.backup), stage.target, author("Ann"), AT, silent)


def _export(stage: Stage) -> None:
    with Casebook.open(stage.casebook.folder, None, lambda: 1, writable=False) as reading:
        export(reading, the_case(), stage.target, "", silent)


def _is_casebook(stage: Stage) -> None:
    with Casebook.open(stage.target, author("Ann"), lambda: 1) as made:
        assert records(made) == records(stage.casebook)
        assert not made.check()


def _is_backup(stage: Stage) -> None:
    assert not checked(backup_at(stage.target), silent)


def _is_archive(stage: Stage) -> None:
    assert stage.target.read_bytes() == stage.archive.read_bytes()


ACTS: dict[str, tuple[Callable[[Stage], object], Callable[[Stage], None]]] = {
    "backup": (lambda s: back_up_new(s.casebook.folder, s.target, order(), silent), _is_backup),
    "another backup": (lambda s: add_backup(s.casebook.folder, s.target, order(), silent), _is_backup),
    "restore": (_restore, _is_casebook),
    "export": (_export, _is_archive),
    "import": (lambda s: import_archive(s.archive, s.target, author("Ann"), silent), _is_casebook),
}


def calls_of(act: Callable[[], object], dies_at: int = -1) -> int:
    """Do an act in a process of its own; return how many calls to the disk it made, or -1 if it was killed at the one asked for."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        made = [0]

        def counted(call: Callable[..., Any]) -> Callable[..., Any]:
            def counts(*words: Any, **how: Any) -> Any:
                if made[0] == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                made[0] += 1
                return call(*words, **how)

            return counts

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            act()
            os.write(writing, made[0].to_bytes(4, "big"))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    os.waitpid(process, 0)
    return int.from_bytes(said, "big") if said else -1


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX's")
@pytest.mark.parametrize("name", ACTS)
def test_killed_at_any_call_to_the_disk_there_is_nothing_or_the_whole_and_the_same_act_does_it(
    stage: Stage, name: str
) -> None:
    act, is_whole = ACTS[name]
    adds = name == "another backup"
    if adds:
        add_backup(stage.casebook.folder, stage.target, order(), silent)
        receive(stage.casebook, "new.txt", os.urandom(9))
    total = calls_of(lambda: act(stage))
    assert total > 3
    is_whole(stage)
    for number in STEPS.some(list(range(total - 2))):
        _clear(stage, keep=adds)
        if adds:
            receive(stage.casebook, f"{number}.txt", os.urandom(9))
        before = len(generations(stage.target)) if adds else 0
        assert calls_of(lambda: act(stage), number) == -1
        if adds:
            assert before <= len(generations(stage.target)) <= before + 1
            is_whole(stage)
        elif stage.target.exists():
            is_whole(stage)
            continue
        act(stage)
        is_whole(stage)
        assert not list(stage.target.glob(".making*"))
        left = {one.name for one in stage.folder.iterdir()} - {"target"}
        assert name == "export" or not left, "what was cut off is cleared away by the next one"


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="Ctrl+C as POSIX has it")
@pytest.mark.parametrize("name", ["backup", "restore", "import"])
def test_ctrl_c_at_any_step_leaves_nothing(stage: Stage, name: str) -> None:
    """As Python has it: KeyboardInterrupt comes between any two lines, also from within SQLite's own copying."""
    act, _is_whole = ACTS[name]
    total, stopped = calls_of(lambda: act(stage)), 0
    _clear(stage, keep=False)
    for number in STEPS.some(list(range(total - 3))):
        made = [0]

        def counted(
            call: Callable[..., Any], made: list[int] = made, number: int = number
        ) -> Callable[..., Any]:
            def counts(*words: Any, **how: Any) -> Any:
                made[0] += 1
                if made[0] == number + 1:
                    raise KeyboardInterrupt
                return call(*words, **how)

            return counts

        with pytest.MonkeyPatch.context() as patched:
            for call in CALLS:
                patched.setattr(os, call, counted(getattr(os, call)))
            try:
                act(stage)
            except KeyboardInterrupt:
                stopped += 1
        assert not stage.target.exists()
        assert not list(stage.folder.iterdir())
    assert stopped


def _clear(stage: Stage, *, keep: bool) -> None:
    import shutil

    for one in stage.folder.iterdir():
        if not (keep and one == stage.target):
            shutil.rmtree(one) if one.is_dir() else one.unlink()


@pytest.mark.parametrize("name", ACTS)
def test_a_full_disk_is_told_in_a_sentence_leaves_nothing_and_the_act_works_once_there_is_room(
    stage: Stage, tmp_path: Path, name: str
) -> None:
    act, is_whole = ACTS[name]
    with disk(tmp_path / "small", "4m") as small:
        there = Stage(small, stage.casebook, stage.backup, stage.archive)
        for kept in (0, 40_000):
            (small / "kept").write_bytes(bytes(kept))
            fill(small)
            (small / "kept").unlink()
            with pytest.raises(ReviewerError, match="full") as told:
                act(there)
            assert "\n" not in str(told.value)
            if name != "another backup":
                assert {one.name for one in small.iterdir()} == {"filler"}
            else:
                assert not there.target.exists() or not generations(there.target)
            make_room(small)
        act(there)
        is_whole(there)


@pytest.mark.parametrize("name", ACTS)
def test_a_read_only_disk_is_told_in_a_sentence(stage: Stage, tmp_path: Path, name: str) -> None:
    act, _is_whole = ACTS[name]
    with disk(tmp_path / "small", "4m") as small:
        make_read_only(small)
        with pytest.raises(ReviewerError, match="read-only") as told:
            act(Stage(small, stage.casebook, stage.backup, stage.archive))
        assert "\n" not in str(told.value)


def test_a_disk_that_gives_back_other_than_was_written_keeps_no_backup(
    tmp_path: Path, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that lies: what is read back is not what was signed."""
    from reviewer.backups import backup_folder
    from reviewer.casebook import copy_database

    def lies(folder: Path, target: Path, name: str, stopped: Callable[[], bool]) -> int:
        saves = copy_database(folder, target, name, stopped)
        data = target.read_bytes()
        target.write_bytes(data.replace(b"It says so.", b"It says no."))
        return saves

    monkeypatch.setattr(backup_folder, "copy_database", lies)
    with pytest.raises(ReviewerError, match="gives back other than was written"):
        back_up_new(casebook.folder, tmp_path / "x.backup", order(), silent)
    assert not (tmp_path / "x.backup").exists()


def test_a_damaged_casebook_is_backed_up_as_it_is_and_never_called_good(
    ann: Laptop, casebook: Casebook, tmp_path: Path
) -> None:
    import sqlite3
    from contextlib import closing

    casebook.close()
    with closing(sqlite3.connect(ann.folder / "casebook.sqlite", isolation_level=None)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(
            "UPDATE record SET body = replace(body, 'says so', 'says no') WHERE body LIKE '%says so%'"
        )
    made = back_up_new(ann.folder, tmp_path / "x.backup", order(), silent)
    assert not made.notes.is_sound
    assert not made.generation.aged.is_good
