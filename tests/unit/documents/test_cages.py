"""The cage of each system: what can be shown of it on any machine, and on the one that this runs on."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from pathlib import Path

import pytest

from reviewer.desk.words.cage import cage_words
from reviewer.documents.reader import Cage, Reader, cage
from reviewer.documents.reader.system import of_this_system

pytestmark = pytest.mark.cold_reader

HERE = {"linux": "LinuxCage", "darwin": "MacCage", "win32": "WindowsCage"}
FACE = ("start", "join", "handed", "enter")


def test_the_system_that_this_runs_on_has_its_own_cage() -> None:
    assert type(of_this_system()).__name__ == HERE.get(sys.platform, "PosixCage")


@pytest.mark.parametrize(
    ("module", "name"), [("posix", "PosixCage"), ("windows", "WindowsCage")], ids=["posix", "windows"]
)
def test_each_cage_has_the_whole_face(module: str, name: str) -> None:
    tree = ast.parse(Path(inspect.getfile(cage)).with_name(f"{module}.py").read_text(encoding="utf-8"))
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    methods = {node.name: node for node in found.body if isinstance(node, ast.FunctionDef)}
    for verb in FACE:
        wanted = list(inspect.signature(getattr(cage.Cage, verb)).parameters)
        assert [argument.arg for argument in methods[verb].args.args] == wanted, verb


@pytest.mark.skipif(sys.platform == "win32", reason="the profile stands beside what POSIX systems have")
def test_the_sandbox_of_macos_forbids_first_and_leaves_the_code_readable() -> None:
    from reviewer.documents.reader.macos import profile

    rules = profile(["/Users/ash/reviewer/.venv", '/odd "place"']).splitlines()
    assert rules[0] == "(version 1)"
    for denied in ("network*", "file-write*", "process-fork", "process-exec*"):
        assert f"(deny {denied})" in rules
    reading = [rule for rule in rules if "file-read-data" in rule]
    assert reading[0].startswith('(deny file-read-data (subpath "/Users")')
    assert reading[-1] == (
        '(allow file-read-data (subpath "/Users/ash/reviewer/.venv") (subpath "/odd \\"place\\""))'
    ), "the last rule that fits decides"
    assert all(rule.count("(") == rule.count(")") for rule in rules)


@pytest.mark.skipif(sys.platform == "darwin", reason="there it would hold")
def test_without_the_systems_sandbox_none_is_claimed() -> None:
    if sys.platform == "win32":
        pytest.skip("the sandbox stands beside what POSIX systems have")
    from reviewer.documents.reader.macos import _confine, profile

    assert not _confine(profile(()))


def test_each_system_says_in_words_what_it_keeps_and_what_not() -> None:
    mac, windows, none = Cage.of({"sandbox": 1}), Cage.of({"job": 1}), Cage()
    assert "macOS keeps from the network" in cage_words(mac)
    assert "cannot hold it to a limit of memory" in cage_words(mac)
    assert "neither from the network nor from other files" in cage_words(windows)
    assert "neither from the network nor from other files" in cage_words(none)
    whole = Cage.of({"files": 7, "calls": 1})
    assert [each.whole for each in (mac, windows, none, whole)] == [False, False, False, True]
    for each in (mac, windows, none, whole):
        assert cage_words(each).startswith("Documents are read in a process")
        assert json.dumps(cage_words(each))


def test_a_reader_reads_through_this_systems_cage(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Some words.", encoding="utf-8")
    with Reader() as reader:
        assert reader.read(path, path.name, "00").text.parts[0].text == "Some words."
        path.write_text("Others.", encoding="utf-8")
        assert reader.read(path, path.name, "01").text.parts[0].text == "Others."
