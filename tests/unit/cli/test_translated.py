"""All commands in a language without English: what stays English then is the case's, a person's, or typed."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from reviewer.cli import COMMANDS, main
from reviewer.cli.running import Commands
from reviewer.cli.translated import OF_CLICK, OF_CLICK_COUNTED
from tests.reworded import made_up_language

SAID = re.compile(r"¤[0-9a-f]{6}\.")
WORD = re.compile(r"[^\W\d_]{2,}")
DIGITS = re.compile(r"\b[0-9a-f]{12,64}\b|s-[0-9a-f]{12}")
"""Fingerprints, and keys of paragraphs."""
FORMATS = {"docx", "pdf", "csv", "eml", "pptx", "xlsx", "txt", "zip", "html", "text"}
PLACES = {"page", "slide", "sheet", "message", "text", "Notes"}
"""What readers call the places in a document: kept with its text, in English."""
BODY = "harrowdale"
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
    found = {*PROGRAM, "help", "version", *(each.name or "" for each in known)}
    for param in (param for each in known for param in each.params):
        found |= words_in(" ".join(param.opts))
        found |= set(param.type.choices) if isinstance(param.type, click.Choice) else set()
    return found


def test_no_help_holds_a_word_of_english(prints: Prints) -> None:
    known = typed()
    names = ("", *COMMANDS, "identity new", "identity show")
    left = {name: stays for name in names if (stays := words_in(prints(*name.split(), "--help")) - known)}
    assert not left


@pytest.mark.parametrize(
    "words",
    [
        ("receive",), ("receeve",), ("move", "--fo"), ("search", "x", "y", "--kind", "foo"), ("search", "x", "y", "z"),
        ("search", "x", "y", "--limit", "0"), ("receive", "x", "y", "z", "--on", "May"), ("note", "x", "y", "--text"),
        ("letter", "x", "y"), ("identity", "now"), ("identity",), ("new", "x", "--case", "/dev/null"), ("check", "x", "--json=1"),
    ],
)  # fmt: skip
def test_what_click_refuses_is_refused_in_the_persons_language(
    prints: Prints, words: tuple[str, ...]
) -> None:
    said = prints(*words)
    assert said.startswith("reviewer: ¤")
    assert not words_in(said) - typed()


def test_no_listing_holds_a_word_of_english(
    root: Path, prints: Prints, casebook: Path, tmp_path: Path
) -> None:
    sample = root / "resources/samples/boundaries"
    texts = [path.read_text("utf-8") for path in sample.rglob("*") if path.suffix in {".toml", ".tsv", ".md"}]
    known = (
        typed() | FORMATS | PLACES | words_in(" ".join([*texts, *map(str, sample.rglob("*")), str(casebook)]))
    )
    commands: list[tuple[object, ...]] = [
        *((name, casebook) for name in ("documents", "unread", "status", "amend", "check", "name")),
        *((name, casebook, BODY) for name in ("passages", "versions", "status", "register", "history", "paragraph")),
        ("status", casebook, "estuary-and-downs"), ("status", casebook, "ash-valley"),
        ("search", casebook, "nothingness"), ("absence", casebook, "ash-valley", "policy"),
        ("triage", casebook, sample / "documents", "--dry-run"),
        ("receive", casebook, "ash-valley", sample / "documents/thornwick"),
        ("letters", casebook, "-o", tmp_path / "out"), ("letter", casebook, BODY, "-o", tmp_path / "out/a.pdf"),
        ("overview", casebook, "-o", tmp_path / "out/all.pdf"), ("chaser", casebook, "ash-valley", "-o", tmp_path / "out/n.txt"),
        ("undo", casebook), ("redo", casebook), ("redo", casebook),
    ]  # fmt: skip
    left = {}
    for command in commands:
        said = prints(*command)
        if stays := words_in(said) - known:
            left[command[0], command[-1]] = stays, said
    assert not left


def test_all_that_click_says_in_use_is_given_to_translators() -> None:
    """A newer click may say something else: its own texts that a person of this program can meet are in the table."""
    ours = {*OF_CLICK, *(text for pair in OF_CLICK_COUNTED for text in pair), "Show this message and exit."}
    folder = Path(click.__file__).parent
    said: set[str] = set()
    for name in ("core", "exceptions", "formatting", "parser"):
        for call in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"_", "ngettext"}:
                said |= {
                    each.value
                    for each in call.args[:2]
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    unmet = re.compile(
        "deprecat|Aborted|Positional|defined twice|declaration|boolean flags|iterable|prefix|start character|dynamic|env var"
        "|Missing parameter|Boolean option|No options defined|Missing {param_type}|Could not open|unknown error|for help|values? must|were given|was given"
    )
    assert not {text for text in said - ours if not unmet.search(text)}
