"""The commands of README and guide: each is run as it is written, page by page, in a fresh folder with a checkout's files.

`make …` is only made sure to be there (`make -n`): it sets up the system, or is what runs the tests. What `make run` and
`make test` do is held by test_demo.py, test_screenshots.py and CI itself. A form such as `receive CASEBOOK BODY PATH…`, whose
capitals stand for a person's own words, is held against what the command takes.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from reviewer.cli import COMMANDS
from reviewer.cli.running import reviewer as program
from tests.commands import Run

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = (ROOT / "README.md", *sorted(ROOT.glob("docs/guide/*.md")))
CHECKOUT = ("main.py", "Makefile", "packaging", "resources")
OURS, MAKE = "python3 main.py ", "make "
CODE = re.compile(r"^```\w*\n(?P<block>.*?)^```$|`(?P<inline>[^`]+)`", re.MULTILINE | re.DOTALL)
SHELLS = frozenset("$`*?~|&;<>(){}\\")
"""What a shell reads as something else than itself: a line with any of it is given to one."""


def commands(text: str) -> Iterator[str]:
    """Yield what is to be typed, in order: each line of a block in which the program is started, and such words in a sentence."""
    for code in CODE.finditer(text):
        lines = [code["inline"].replace("\n", " ")] if code["inline"] else code["block"].splitlines()
        starts = any(line.startswith((OURS, MAKE)) for line in lines)
        yield from (line.strip() for line in lines if starts and line.strip())


def forms(text: str) -> Iterator[list[str]]:
    """Yield the words of each form: a command's name with what it takes, brackets taken off."""
    for code in CODE.finditer(text):
        words = (code["inline"] or "").replace("\n", " ").replace(r" \| ", " ")
        words = re.sub(r"[][]|(?<=\w)…|(?<=\])…", "", words)
        if re.match(rf"({'|'.join(COMMANDS)}) \S", words):
            yield shlex.split(words)


WITH_COMMANDS = [page for page in PAGES if any(commands(page.read_text("utf-8")))]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_does_what_it_says(
    page: Path, tmp_path: Path, reviewer_of: Callable[[Path], Run]
) -> None:
    for name in CHECKOUT:
        (tmp_path / name).symlink_to(ROOT / name)
    reviewer = reviewer_of(tmp_path)
    for line in commands(page.read_text("utf-8")):
        words = shlex.split(line, comments=True)
        if line.startswith(MAKE):
            subprocess.run(["make", "-n", *words[1:]], cwd=tmp_path, check=True, capture_output=True)
        elif line.startswith(OURS):
            assert not SHELLS & set(line.partition(" #")[0]), line
            assert r"\n" not in reviewer(*words[2:]).out, line
        else:
            subprocess.run(["sh", "-euc", line], cwd=tmp_path, check=True, capture_output=True)


def test_the_pages_that_must_have_commands_have_them() -> None:
    """So that a change of how pages are written does not leave the test above without anything to run."""
    named = {
        page.relative_to(ROOT).as_posix(): [*commands(page.read_text("utf-8"))] for page in WITH_COMMANDS
    }
    assert {"README.md", "docs/guide/command-line.md", "docs/guide/triage.md"} <= named.keys()
    assert len(named["README.md"]) > 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_nothing_that_starts_the_program_is_passed_over(page: Path) -> None:
    text = page.read_text("utf-8")
    typed = sum(line.count("python") for line in commands(text)) + text.count("`python3 main.py`")
    assert text.count("python") == typed, "a command that is written otherwise than the others"
    assert "`reviewer " not in text, "the program of that name is in no checkout"


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command = program
    while isinstance(command, click.Group):
        below = command.get_command(click.Context(command), words[0])
        assert below is not None, words
        command, words = below, words[1:]
    return command, words


def options_of(command: click.Command) -> set[str]:
    return {name for param in command.params if isinstance(param, click.Option) for name in param.opts}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_form_is_one_that_the_command_takes(page: Path) -> None:
    for form in forms(page.read_text("utf-8")):
        command, words = command_of(form)
        if words and words[0].startswith("-"):  # an option that a sentence speaks of
            assert set(filter(lambda word: word.startswith("-"), words)) <= options_of(command), form
            continue
        context = click.Context(command)
        given, left, _order = command.make_parser(context).parse_args(list(words))
        assert not left, form
        lacks = [
            param.name for param in command.params
            if isinstance(param, click.Argument) and param.required and not given.get(param.name or "")
        ]  # fmt: skip
        assert not lacks, form


def test_every_option_of_a_command_stands_beside_it_in_the_guide() -> None:
    text = (ROOT / "docs/guide/command-line.md").read_text("utf-8")
    named: dict[str, set[str]] = {}
    for row in re.findall(r"^\| `.+$", text, re.MULTILINE):
        for name in re.findall(r"`([a-z]+) ", row.split(" | ")[0]):
            named.setdefault(name, set()).update(re.findall(r"(?<![\w-])--?[a-z][\w-]*", row))
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        assert command is not None
        each = command.commands.values() if isinstance(command, click.Group) else (command,)
        options = [set(param.opts) for one in each for param in one.params if isinstance(param, click.Option)]
        lacking = [opts for opts in options if not opts & (named[name] | {"--json", "--help"})]
        assert lacking == [], name
