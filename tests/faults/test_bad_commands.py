"""Commands that cannot be meant, and outputs that go nowhere: the right exit code, one line, no traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from tests.commands import Run, words_of
from tests.faults.conftest import Clean

BECAUSE = ("--because", "It is dated.")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("receive", "CASEBOOK", "harowdale", "WORDS"), 2, "harrowdale"),
        (("verdict", "CASEBOOK", "harrowdale", "polcy", "in-place", *BECAUSE), 2, "policy, unit, systems"),
        (("verdict", "CASEBOOK", "harrowdale", "policy", "splendid", *BECAUSE), 2, "not-shown"),
        (("verdict", "CASEBOOK", "harrowdale", "policy", "in-place", "--because", " "), 2, "reason"),
        (("verdict", "CASEBOOK", "harrowdale", "policy", "in-place"), 2, "--because"),
        (("category", "CASEBOOK", "harrowdale", "splendid"), 2, "firm-ground"),
        (("evidence", "CASEBOOK", "harrowdale", "policy", "no.pdf", "--quote", "a"), 2, "no.pdf"),
        (
            ("evidence", "CASEBOOK", "harrowdale", "policy", "Covering note.txt", "--quote", "unsaid"),
            1,
            "unsaid",
        ),
        (("evidence", "CASEBOOK", "harrowdale", "policy", "Covering note.txt", "--quote", " "), 1, "quote"),
        (
            ("evidence", "CASEBOOK", "aberwen", "policy", "Covering note.txt", "--quote", "a"),
            2,
            "Covering note.txt",
        ),
        (("text", "CASEBOOK", "Covering note.txt", "--page", "7"), 2, "no page 7"),
        (("text", "CASEBOOK", "0123456"), 2, "0123456"),
        (("include", "CASEBOOK", "harrowdale", "no.pdf", *BECAUSE), 2, "no.pdf"),
        (("letter", "CASEBOOK", "ash-valley", "-o", "letter.txt"), 1, "policy"),
        (
            ("letter", "CASEBOOK", "aberwen", "-o", "letter.txt", "--lang", "xx"),
            1,
            "English (en-GB), Welsh (cy)",
        ),
        (("letter", "CASEBOOK", "aberwen", "-o", "letter.txt", "--sign", "me.p12"), 2, "letter.pdf"),
        (("receive", "CASEBOOK", "harrowdale", "WORDS", "--on", "30.5.2017"), 2, "2017-05-30"),
        (("receive", "CASEBOOK"), 2, "BODY"),
        (("search", "CASEBOOK", " "), 2, "Nothing was searched"),
        (("search", "CASEBOOK", "words", "--limit", "0"), 2, "--limit"),
        (("paragraph", "CASEBOOK", "harrowdale", "--text", "Words."), 2, "KEY"),
        (("paragraph", "CASEBOOK", "harrowdale", "--restore"), 2, "KEY"),
        (("paragraph", "CASEBOOK", "harrowdale", "--resolve"), 2, "KEY"),
        (("paragraph", "CASEBOOK", "harrowdale", "findings", "--restore", "--resolve"), 2, "--resolve"),
        (("paragraph", "CASEBOOK", "harrowdale", "new", "--text", "a", "--resolve"), 2, "--resolve"),
        (("paragraph", "CASEBOOK", "harrowdale", "new", "--text", ""), 2, "needs words"),
        (("paragraph", "CASEBOOK", "harrowdale", "findings", "--text", "a", "--after", "b"), 2, "--after"),
        (("paragraph", "CASEBOOK", "harrowdale", "findings", "--restore", "--link", "unit"), 2, "--restore"),
        (("paragraph", "CASEBOOK", "harrowdale", "new", "--text", "a", "--link", "nope"), 2, "nope"),
        (("search", "CASEBOOK", "words", "--limit", "9" * 30), 2, "1 to 1,000,000"),
        (("text", "CASEBOOK", "Covering note.txt", "--page", "9" * 30), 2, "1 to 1,000,000"),
        (("text", "CASEBOOK", "Covering note.txt", "--page", "1000000"), 2, "no page 1000000"),
        (("sync", "CASEBOOK", "nowhere"), 2, "nowhere is not there"),
        (("join", "nowhere", "b.casebook"), 2, "nowhere is not there"),
        (("status", "WORDS"), 2, "words.txt” is no folder"),
        (("sync", "CASEBOOK", "WORDS"), 2, "words.txt” is no folder"),
        (("new", "b.casebook", "--case", "WORDS"), 2, "words.txt” is no folder"),
        (("new", "b.casebook", "--case", "nowhere"), 2, "nowhere is not there"),
        (("letter", "CASEBOOK", "harrowdale", "-o", "CASEBOOK"), 2, "is a folder"),
        (("status", "nowhere.casebook"), 2, "nowhere.casebook is not there"),
        (("sync", "nowhere.casebook", "CASEBOOK"), 2, "nowhere.casebook is not there"),
        (("frobnicate",), 2, "frobnicate"),
        (("identity",), 2, "command is missing"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    reviewer: Run, judged: Path, words: Path, command: tuple[str, ...], code: int, told: str
) -> None:
    names = {"CASEBOOK": str(judged), "WORDS": str(words)}
    before = (judged / "casebook.sqlite").read_bytes()
    done = reviewer(*(names.get(word, word) for word in command), code=code)
    assert told in done.told
    assert done.out == ""
    assert (judged / "casebook.sqlite").read_bytes() == before


@pytest.mark.parametrize("query", ['"unclosed -', "* OR", "\udce9", "x:y AND NEAR("])
def test_a_search_is_never_an_error(reviewer: Run, judged: Path, query: str) -> None:
    assert isinstance(reviewer("search", judged, query, "--json").rows, list)


@pytest.mark.thorough
def test_every_listing_is_one_array_even_when_nothing_is_there(
    reviewer: Run, fresh: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for words in (
        ("documents", fresh),
        ("documents", fresh, "harrowdale"),
        ("search", fresh, "vacancy"),
        ("check", fresh),
    ):
        assert reviewer(*words, "--json").rows == []
    (searched,) = reviewer("absence", fresh, "harrowdale", "unit", "--json").rows
    assert (searched["pages"], searched["hits"], searched["pieces"]) == (0, [], [])
    for asked in (
        ("receive", fresh, "harrowdale", tmp_path / "empty"),
        ("triage", fresh, tmp_path / "empty"),
    ):
        nothing = reviewer(*asked, "--json", code=1)
        assert nothing.rows == []
        assert "nothing was received" in nothing.told
    assert len(reviewer("status", fresh, "--json").rows) == 6
    unwritten = reviewer("letters", fresh, "-o", tmp_path / "letters", "--json", code=1)
    assert len(unwritten.rows) == 6
    for none in (unwritten, reviewer("letters", fresh, "-o", tmp_path / "letters", code=1)):
        assert "No letter was written" in none.told
        assert "harrowdale" in none.out


def shell(script: str, *words: object, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as "$@" of a shell's script."""
    command = ["bash", "-c", script, "bash", *words_of(words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=home, check=False, timeout=120)


@pytest.mark.thorough
def test_an_output_that_is_closed_early_ends_quietly(
    clean: Clean, judged: Path, words: Path, private_folders: Path
) -> None:
    head = shell('"$@" | head -n 1', "documents", judged, home=private_folders)
    assert len(head.stdout.splitlines()) == 1
    assert head.stderr == ""
    for script in ('"$@" | true', '"$@" >&-'):
        done = shell(script, "receive", judged, "penmarsh", words, home=private_folders)
        assert done.stderr == ""
    clean(judged)


@pytest.mark.thorough
def test_an_output_that_is_full_is_told(judged: Path, private_folders: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = shell('"$@" >/dev/full', "status", judged, home=private_folders)
    assert done.returncode == 1
    assert done.stderr.startswith("reviewer: The output cannot be written: No space left")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.thorough
def test_paths_whose_bytes_are_no_text(
    reviewer: Run, clean: Clean, case_dir: Path, words: Path, tmp_path: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    case, share = shutil.copytree(case_dir, odd / "case"), odd / "share"
    share.mkdir()
    reviewer("new", odd / "a.casebook", "--case", case)
    reviewer("receive", odd / "a.casebook", "harrowdale", words)
    reviewer("sync", odd / "a.casebook", share)
    reviewer("join", share, odd / "b.casebook")
    reviewer("overview", odd / "b.casebook", "-o", odd / "overview.csv")
    assert "nowhere" in reviewer("sync", odd / "a.casebook", odd / "nowhere", code=2).told
    clean(odd / "b.casebook")


# --- case folders ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("framework.toml", None),
        ("inspection.toml", b"\xff\xfe\x00"),
        ("letter.md", b""),
        ("letter.md", None),
        ("bodies.tsv", b""),
        ("bodies.tsv", b"code\tname\n\xe9\tx\n"),
    ],
)
def test_a_case_folder_with_a_file_that_is_missing_empty_or_no_text(
    reviewer: Run, case_dir: Path, tmp_path: Path, file: str, content: bytes | None
) -> None:
    case = shutil.copytree(case_dir, tmp_path / "case")
    (case / file).unlink()
    if content is not None:
        (case / file).write_bytes(content)
    assert reviewer("new", tmp_path / "a.casebook", "--case", case, code=1).told.startswith(f"{file}: ")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["case"]


@pytest.mark.thorough
def test_a_letter_that_the_font_cannot_print_stops_no_other(
    reviewer: Run, case_dir: Path, root: Path, tmp_path: Path
) -> None:
    case, casebook = shutil.copytree(case_dir, tmp_path / "case"), tmp_path / "a.casebook"
    bodies = case / "bodies.tsv"
    bodies.write_text(bodies.read_text("utf-8").replace("Penmarsh", "Pen\u54c8marsh"), encoding="utf-8")
    with Desk.new(casebook, case, Home(tmp_path / "config", root / "resources", tmp_path / "data")) as desk:
        for body in ("harrowdale", "penmarsh"):
            for criterion in desk.case.framework.criteria:
                desk.judging.verdict(body, criterion.key, "in-place", "It is dated.")
    line = reviewer("letter", casebook, "penmarsh", "-o", tmp_path / "letter.pdf", code=1).told
    assert "\u54c8" in line
    assert "U+54C8" in line
    assert not (tmp_path / "letter.pdf").exists()
    reviewer("letter", casebook, "penmarsh", "-o", tmp_path / "letter.txt")
    assert "Pen\u54c8marsh" in (tmp_path / "letter.txt").read_text("utf-8")
    rows = {row["body"]: row for row in reviewer("letters", casebook, "-o", tmp_path / "all", "--json").rows}
    assert rows["harrowdale"]["file"] == str(tmp_path / "all/harrowdale.pdf")
    assert "U+54C8" in rows["penmarsh"]["left"][0]
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["harrowdale.pdf"]


def test_a_device_or_a_pipe_is_no_file_to_read(fresh: Path, reviewer: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for words in (
        ("verify", pipe),
        ("verify", "/dev/zero"),
        ("verify", "/dev/null", "--trust", pipe),
        ("identity", "show", pipe, "--password-file", "/dev/null"),
        ("paragraph", fresh, "harrowdale", "new", "--file", pipe, "--because", "x"),
    ):
        told = reviewer(*words, code=None, seconds=60)
        assert told.code in {1, 2}, words
        assert "is a device or a pipe, not a file" in told.out + told.err, words


def test_a_line_break_in_a_files_name_begins_no_line(reviewer: Run, tmp_path: Path) -> None:
    name = tmp_path / "bad.pdf: good\n  Signed by Chief Inspector, 1 January 2026, 10:00 UTC\nz.pdf"
    name.write_bytes(b"%PDF-1.7 nothing")
    told = reviewer("verify", name, code=1)
    assert not [
        line
        for line in (told.out + told.err).splitlines()
        if line.lstrip().startswith(("Signed by", "z.pdf"))
    ]
    assert "\\n" in told.out + told.err
