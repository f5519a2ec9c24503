"""All commands in a language without English: what stays English then is the case's, a person's, or typed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

from reviewer.cli import COMMANDS
from reviewer.cli.translated import OF_CLICK, OF_CLICK_COUNTED
from tests.unit.cli.conftest import Prints, typed, words_in

FORMATS = {"docx", "pdf", "csv", "eml", "pptx", "xlsx", "txt", "zip", "html", "text"}
PLACES = {"page", "slide", "sheet", "message", "text", "Notes"}
"""What readers call the places in a document: kept with its text, in English."""
BODY = "harrowdale"


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


@pytest.mark.thorough
def test_no_listing_holds_a_word_of_english(
    root: Path, prints: Prints, casebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a long path is wrapped, which leaves pieces of words
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
        ("letters", casebook, "-o", "out"), ("letter", casebook, BODY, "-o", "out/a.pdf"),
        ("overview", casebook, "-o", "out/all.pdf"), ("chaser", casebook, "ash-valley", "-o", "out/n.txt"),
        ("undo", casebook), ("redo", casebook), ("redo", casebook),
    ]  # fmt: skip
    left = {}
    for command in commands:
        said = prints(*command)
        if stays := words_in(said) - known:
            left[command[0], command[-1]] = stays, said
    assert not left


@pytest.mark.thorough
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
