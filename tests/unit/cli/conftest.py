"""Commands in a language without English: what they print, and which words of it are English still."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from reviewer.cli import COMMANDS, main
from reviewer.cli.running import Commands
from tests.reworded import made_up_language

SAID = re.compile(r"¤[0-9a-f]{6}\.")
WORD = re.compile(r"[^\W\d_]{2,}")
DIGITS = re.compile(r"\b[0-9a-f]{12,64}\b|s-[0-9a-f]{12}")
"""Fingerprints, and keys of paragraphs."""
PROGRAM = {"reviewer", "python", "pytest"}
"""How the program was called."""

Prints = Callable[..., str]


@pytest.fixture
def prints(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Prints]:
    """What a command prints, on both outputs, in a language without English."""

    def run(*words: object) -> str:
        main([*map(str, words)])
        printed = capfd.readouterr()
        return printed.out + printed.err

    with made_up_language(root, tmp_path / "locale", monkeypatch):
        yield run


@pytest.fixture
def casebook(made_sample: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_sample / "data/sample.casebook", tmp_path / "sample.casebook")


def words_in(text: str) -> set[str]:
    """The words of a text that were not said in the other language."""
    return set(WORD.findall(DIGITS.sub(" ", SAID.sub(" ", text))))


def typed() -> set[str]:
    """Words that are typed: names of commands and options, and codes."""
    group = Commands("reviewer")
    context = click.Context(group)
    known = [command for name in COMMANDS if (command := group.get_command(context, name)) is not None]
    known += [inner for each in known if isinstance(each, click.Group) for inner in each.commands.values()]
    names = {*PROGRAM, "help", "version", *(each.name or "" for each in known)}
    for param in (param for each in known for param in each.params):
        names |= words_in(" ".join(param.opts))
        names |= words_in(" ".join(param.type.choices)) if isinstance(param.type, click.Choice) else set()
    return names
