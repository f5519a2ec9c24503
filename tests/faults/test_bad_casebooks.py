"""Casebooks that are damaged, newer, busy, stopped or tampered with: one line each, and the record stands."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.desk import Desk, Home, utc_now
from reviewer.framework import case_to_data
from reviewer.sharing import FolderShare, sync
from tests.commands import Run, saves, words_of
from tests.faults.conftest import Clean

VERDICT = ("harrowdale", "policy", "in-place", "--because", "It is dated and owned.")
DATABASE = "casebook.sqlite"
STOPPED = ("nothing was done.", "what was done is kept.")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"file {number}\n")
    return folder


@contextmanager
def receiving(casebook: Path, folder: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A `receive` of many files, stopped by a signal when some are kept and most are not."""
    command, before = words_of(["receive", casebook, "harrowdale", folder]), saves(casebook)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home, start_new_session=True
    ) as process:
        while saves(casebook) < before + 10:
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            time.sleep(0.001)
        try:
            yield process
        finally:
            process.kill()  # a stopped one would be waited for without end


@pytest.mark.thorough
def test_ctrl_c_keeps_what_was_received_and_counts_it(
    reviewer: Run, clean: Clean, fresh: Path, many: Path, private_folders: Path
) -> None:
    with receiving(fresh, many, private_folders) as process:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the reader process gets it too
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, ""), err
    (line,) = err.strip().splitlines()
    told = int(line.partition(" file")[0].rpartition(" ")[2])
    kept = len(reviewer("documents", fresh, "--json").rows)
    assert told <= kept <= told + 1, "one may have been on its way"
    assert 9 <= kept < 300
    clean(fresh)
    assert len(reviewer("receive", fresh, "harrowdale", many, "--json").rows) == 300


@pytest.mark.thorough
def test_ctrl_c_while_the_program_starts(private_folders: Path, fresh: Path) -> None:
    """From its own first line on; while Python itself starts, a traceback is Python's. How far it is tell the modules that it has loaded."""
    for modules in (1, 8, 16):
        command = words_of(["status", fresh])
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=private_folders
        ) as process:
            while process.poll() is None and loaded(process.pid) < modules:
                time.sleep(0.005)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        if process.returncode >= 0:
            assert err.strip() in ("", *(f"reviewer: Stopped; {what}" for what in STOPPED))


def loaded(pid: int) -> int:
    """How many modules that are no Python a process has loaded; none while Python itself starts, nor by the head of main.py."""
    try:
        maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
    except OSError:
        return 0
    return len({line.rpartition("/")[2] for line in maps.splitlines() if ".cpython-" in line})


@pytest.mark.thorough
def test_a_second_writer_is_told_and_readers_are_not_held_up(
    reviewer: Run, clean: Clean, fresh: Path, many: Path, words: Path, private_folders: Path
) -> None:
    with receiving(fresh, many, private_folders) as first:
        first.send_signal(signal.SIGSTOP)
        line = reviewer("receive", fresh, "penmarsh", words, code=1).told
        assert "fresh.casebook is open in another window or program" in line
        assert len(reviewer("documents", fresh, "--json").rows) >= 9
        first.send_signal(signal.SIGCONT)
        out, err = first.communicate(timeout=120)
    assert (first.returncode, err) == (0, "")
    assert len(out.splitlines()) == 301
    assert reviewer("documents", fresh, "penmarsh", "--json").rows == []
    clean(fresh)


@pytest.mark.thorough
def test_a_casebook_of_a_newer_program_is_read_with_a_word_and_not_written(
    reviewer: Run, judged: Path, words: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(judged / DATABASE)) as newer:
        newer.execute("INSERT INTO _sqlite_migrations VALUES(99, 'casebook', 'of_next_year', 'now')")
        newer.commit()
    before = (judged / DATABASE).read_bytes()
    done = reviewer("status", judged, "--json")
    assert "newer version of Reviewer" in done.told
    assert len(done.rows) == 6
    reviewer("letter", judged, "harrowdale", "-o", tmp_path / "letter.txt")
    (tmp_path / "share").mkdir()
    for command in (
        ("verdict", judged, *VERDICT),
        ("receive", judged, "harrowdale", words),
        ("sync", judged, tmp_path / "share"),
    ):
        assert "Install the newer version" in reviewer(*command, code=1).told
    assert (judged / DATABASE).read_bytes() == before
    assert not list((tmp_path / "share").iterdir())


@pytest.mark.thorough
def test_a_case_that_cannot_be_read_is_what_a_check_finds_first(
    reviewer: Run, fresh: Path, tmp_path: Path, root: Path
) -> None:
    home = Home(tmp_path / "config", root / "resources", tmp_path / "data")
    with Desk.open(fresh, home, writable=False) as desk:
        data = case_to_data(desk.case)
    newer, share = tmp_path / "newer.casebook", tmp_path / "share"
    data["framework"] = {"rules of next year": data["framework"]}
    share.mkdir()
    with Casebook.create(newer, home.author(), utc_now, data) as casebook:
        sync(casebook, FolderShare(share), lambda _step: None, clock=utc_now)
    (pack,) = (path for path in share.rglob("*") if path.suffix == ".pack")
    pack.write_bytes(pack.read_bytes()[:-1])
    done = reviewer("check", newer, code=1)
    assert "The case in newer.casebook cannot be read" in done.out
    assert "update this one" in done.out
    assert "recorded" not in done.out
    assert "no document was looked at" in done.err
    assert len(reviewer("check", newer, "--json", code=1).rows) == 1, "its records are as they were saved"
    case, shared = reviewer("check", newer, "--share", share, "--json", code=1).rows[:2]
    assert "cannot be read" in case["what"]
    assert f"pack {pack.name[:12]} on the share is damaged" in shared["what"]


@pytest.mark.thorough
@pytest.mark.parametrize("size", [100, 4096, 40_000])
def test_a_database_that_was_cut_off(reviewer: Run, judged: Path, size: int) -> None:
    os.truncate(judged / DATABASE, size)
    before = (judged / DATABASE).read_bytes()
    for command in (("status", judged), ("check", judged), ("verdict", judged, *VERDICT)):
        assert "judged.casebook is " in reviewer(*command, code=1).told
    assert (judged / DATABASE).read_bytes() == before


def test_a_database_of_no_bytes_beside_documents_is_left_alone(reviewer: Run, judged: Path) -> None:
    os.truncate(judged / DATABASE, 0)
    before = sorted(path.name for path in judged.iterdir())
    for command in (("status", judged), ("verdict", judged, *VERDICT)):
        line = reviewer(*command, code=1).told
        assert "lost its records" in line
        assert "backup" in line
    assert (judged / DATABASE).stat().st_size == 0
    assert sorted(path.name for path in judged.iterdir()) == before


@pytest.mark.thorough
def test_a_casebook_of_an_earlier_build_is_mended_when_it_is_written(
    reviewer: Run, clean: Clean, judged: Path
) -> None:
    status = reviewer("status", judged, "--json").rows
    with closing(sqlite3.connect(judged / DATABASE)) as earlier:
        earlier.execute("DROP TRIGGER record_current")
        for name in ("contested", "merged", "quarantine"):
            earlier.execute(f"DROP TABLE {name}")
        earlier.commit()
    line = reviewer("status", judged, code=1).told
    assert "contested" in line
    assert "Open it for writing once" in line
    reviewer("verdict", judged, *VERDICT)
    assert len(reviewer("status", judged, "--json").rows) == len(status)
    clean(judged)


def test_a_page_of_the_database_that_turned_bad_is_found_by_check(reviewer: Run, judged: Path) -> None:
    with (judged / DATABASE).open("r+b") as file:
        file.seek(-8192, os.SEEK_END)
        file.write(bytes(range(256)) * 16)
    done = reviewer("check", judged, code=1)
    assert "judged.casebook" in done.out + done.err


@pytest.mark.thorough
def test_a_document_that_is_gone_is_named_and_comes_back(
    reviewer: Run, clean: Clean, fresh: Path, words: Path, tmp_path: Path
) -> None:
    (row,) = reviewer("receive", fresh, "harrowdale", words, "--json").rows
    share = tmp_path / "share"
    share.mkdir()
    reviewer("sync", fresh, share)
    stored = fresh / "documents" / row["sha256"][:2] / row["sha256"]
    for left in (None, b"Something else."):
        stored.unlink()
        shutil.rmtree(fresh / "cache")
        if left is not None:
            stored.write_bytes(left)
        out = reviewer("check", fresh, code=1).out
        assert "words.txt" in out
        assert row["sha256"][:8] in out
        reviewer("sync", fresh, share)
        assert stored.read_bytes() == words.read_bytes()
        clean(fresh)


@pytest.mark.thorough
def test_a_cache_that_is_nonsense_is_made_again(reviewer: Run, clean: Clean, judged: Path) -> None:
    recognised = ("pages_without_text", "pages_recognised", "unread", "waiting")  # was in it, and waits again

    def listed() -> list[dict[str, object]]:
        rows = reviewer("documents", judged, "--json").rows
        return [{name: value for name, value in row.items() if name not in recognised} for row in rows]

    rows = listed()
    (judged / "cache/index.sqlite").write_bytes(os.urandom(5000))
    assert listed() == rows
    clean(judged)


STATEMENTS = (
    "UPDATE record SET head = '{}'",
    "DELETE FROM record",
    "INSERT OR REPLACE INTO record SELECT * FROM record",
    "UPDATE save SET head = '{}'",
    "DELETE FROM save",
    "REPLACE INTO save SELECT * FROM save",
)


def plainly(casebook: Path, statement: str) -> str:
    with closing(sqlite3.connect(casebook / DATABASE, isolation_level=None)) as tool:
        with pytest.raises(sqlite3.Error) as told:
            tool.execute(statement)
        return str(told.value)


@pytest.mark.thorough
def test_what_is_recorded_is_refused_to_every_tool(
    reviewer: Run, clean: Clean, judged: Path, tool: Callable[[str], str]
) -> None:
    status = reviewer("status", judged, "--json").rows
    for statement in STATEMENTS:
        assert "never" in plainly(judged, statement)
        shell = subprocess.run(
            [tool("sqlite3"), judged / DATABASE, statement], capture_output=True, text=True, check=False
        )
        assert shell.returncode != 0
        assert "never" in shell.stderr
    assert reviewer("status", judged, "--json").rows == status
    clean(judged)


def test_a_record_that_was_forged_round_the_triggers_is_found(reviewer: Run, judged: Path) -> None:
    with closing(sqlite3.connect(judged / DATABASE)) as tool:
        for (name,) in tool.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            tool.execute(f"DROP TRIGGER {name}")
        tool.execute("UPDATE record SET body = replace(body, 'in-place', 'not-shown')")
        tool.commit()
    done = reviewer("check", judged, "--json", code=1)
    assert {row["severity"] for row in done.rows} >= {"damage"}
