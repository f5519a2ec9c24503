"""Errors in a language without English: each is a sentence of ours, and a library's own words stand in it as a quotation."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Prints, typed, words_in

QUOTED = re.compile(r"“[^”]*”")


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    """A case folder to be spoilt."""
    return shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")


def swapped(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Put other text into a file of a case folder."""

    def swap(case: Path) -> None:
        text = (case / file).read_text("utf-8")
        assert old in text
        (case / file).write_text(text.replace(old, new, 1), "utf-8")

    return swap


def in_letter(text: str) -> Callable[[Path], None]:
    return swapped("letter.md", "{{ findings }}", f"{{{{ findings }}}} {text}")


def put_there(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Make something else where the letter's template is."""

    def put(case: Path) -> None:
        (case / "letter.md").unlink()
        make(case / "letter.md")

    return put


SPOILT: dict[str, Callable[[Path], None]] = {
    "no folder": shutil.rmtree,
    "no file": lambda case: (case / "bodies.tsv").unlink(),
    "not TOML": swapped("framework.toml", "title =", "title"),
    "no such key": swapped("framework.toml", "title =", "tittle ="),
    "not a number": swapped("inspection.toml", "schema = 1", 'schema = "one"'),
    "a newer schema": swapped("inspection.toml", "schema = 1", "schema = 9"),
    "no bodies": swapped("bodies.tsv", "code", "cod"),
    "a character": swapped("bodies.tsv", "Harrowdale", "Harrow\x07dale"),
    "not YAML": swapped("letter.md", "subject:", "subject: [\nsubject"),
    "no end": swapped("letter.md", "\n---\n", "\n"),
    "not filled": in_letter("{{ body.name + 1 }}"),
    "not read": in_letter("{{ body.name "),
    "unknown name": in_letter("{{ nobody }}"),
    "unknown filter": in_letter("{{ body.name | shout }}"),
    "unknown test": in_letter("{% if body.name is loud %}x{% endif %}"),
    "unknown statement": in_letter("{% raw %}{{ x }}{% endraw %}{% macro x() %}{% endmacro %}"),
    "no such fact": in_letter("{{ body.nothing }}"),
    "a list": in_letter("{{ [1, 2] }}"),
    "no day": in_letter("{{ body.name | day }}"),
    "no text": in_letter("{{ body }}"),
    "by nought": in_letter("{{ 1 / 0 }}"),
    "a power": in_letter("{{ 2 ** 9 }}"),
    "a multiplied text": in_letter("{{ body.name * 9 }}"),
    "an attribute": in_letter("{{ body.name.__class__ }}"),
    "no findings": swapped("letter.md", "{{ findings }}", ""),
    "two findings": in_letter("{{ findings }}"),
    "a folder": put_there(lambda file: file.mkdir()),
    "a link": put_there(lambda file: file.symlink_to("/etc/hosts")),
}


@pytest.mark.thorough
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_wrong_with_a_case_is_said_in_the_persons_language(
    prints: Prints, case: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(case)
    said = prints("new", tmp_path / "new.casebook", "--case", case)
    assert said.startswith("reviewer: ¤"), said
    assert not words_in(QUOTED.sub(" ", said)) - {"reviewer"}, said


REFUSED: list[tuple[str, ...]] = [
    ("status", "{casebook}", "harowdale"), ("status", "{here}"), ("status", "{here}/nothing.casebook"),
    ("evidence", "{casebook}", "harrowdale", "policy", "nothing", "--quote", "x"), ("passages", "{casebook}", "nobody"),
    ("verdict", "{casebook}", "harrowdale", "policy", "splendid", "--because", "x"),
    ("verdict", "{casebook}", "harrowdale", "nothing", "in-place", "--because", "x"),
    ("verdict", "{casebook}", "harrowdale", "policy", "in-place", "--because", " "),
    ("category", "{casebook}", "harrowdale", "nothing"), ("search", "{casebook}", " "), ("text", "{casebook}", "nothing"),
    ("text", "{casebook}", "Covering note.txt", "--page", "9"), ("receive", "{casebook}", "harrowdale", "{here}/nothing"),
    ("receive", "{casebook}", "harrowdale", "{here}", "--on", "1999-01-01"), ("untie", "{casebook}", "00000000"),
    ("letter", "{casebook}", "thornwick", "-o", "{here}/a.pdf"), ("letter", "{casebook}", "harrowdale", "-o", "/nowhere/a.pdf"),
    ("letter", "{casebook}", "harrowdale", "-o", "{casebook}/casebook.sqlite"),
    ("letter", "{casebook}", "harrowdale", "-o", "{here}/a.docx"), ("letter", "{casebook}", "harrowdale", "-o", "{here}/a.pdf", "--lang", "fr"),
    ("letter", "{casebook}", "harrowdale", "-o", "{here}/a.pdf", "--sign", "{casebook}/casebook.sqlite"),
    ("overview", "{casebook}", "-o", "{here}/a.docx"), ("sync", "{casebook}", "{here}/no share"), ("sync", "{casebook}", "{casebook}"),
    ("join", "{here}/no share", "{here}/b.casebook"), ("verify", "{here}/nothing.pdf"), ("verify", "/dev/null"),
    ("chaser", "{casebook}", "harrowdale"), ("register", "{casebook}", "harrowdale", "0000", "-o", "{here}/x.pdf"),
    ("withdraw", "{casebook}", "thornwick", "--because", "x", "--yes"), ("withdraw", "{casebook}", "harrowdale", "--because", " ", "--yes"),
    ("version", "{casebook}", "harrowdale", "Covering note.txt", "Covering note.txt"), ("carry", "{casebook}", "harrowdale", "Covering note.txt"),
    ("move", "{casebook}", "harrowdale", "Covering note.txt", "--to", "penmarsh", "--because", " "),
    ("move", "{casebook}", "harrowdale", "Boundaries policy.pdf", "--to", "penmarsh", "--because", "x"),
    ("move", "{casebook}", "harrowdale", "Covering note.txt", "--to", "harrowdale", "--because", "x"),
    ("include", "{casebook}", "harrowdale", "Covering note.txt", "--because", " "), ("seen", "{casebook}", "harrowdale", "0"),
    ("transcribe", "{casebook}", "harrowdale", "0", "--text", "x"), ("unlock", "{casebook}", "harrowdale"),
    ("paragraph", "{casebook}", "harrowdale", "nothing", "--text", "x"), ("name", "{casebook}", " "), ("amend", "{casebook}", "--take", "0"),
    ("identity", "show", "{casebook}/casebook.sqlite"), ("identity", "new", "{casebook}/casebook.sqlite", "--name", "x"),
    ("triage", "{casebook}", "{here}/nothing"), ("new", "{casebook}", "--case", "{here}"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refusing(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook in which nothing is done: all is refused."""
    return shutil.copytree(
        made_sample / "data/sample.casebook", tmp_path_factory.mktemp("refusing") / "sample.casebook"
    )


@pytest.fixture(scope="module")
def of_the_sample(root: Path) -> set[str]:
    """Words of the sample's case and its documents' names, and what is typed."""
    sample = root / "resources/samples/boundaries"
    texts = [path.read_text("utf-8") for path in sample.rglob("*") if path.suffix in {".toml", ".tsv"}]
    return typed() | words_in(" ".join([*texts, *map(str, sample.rglob("*"))]))


@pytest.mark.thorough
@pytest.mark.parametrize("command", REFUSED, ids=[" ".join(words) for words in REFUSED])
def test_what_is_refused_is_refused_in_the_persons_language(
    prints: Prints, tmp_path: Path, refusing: Path, of_the_sample: set[str], command: tuple[str, ...]
) -> None:
    said = prints(*(word.format(casebook=refusing, here=tmp_path) for word in command))
    known = of_the_sample | words_in(" ".join([str(refusing), *command]))
    assert "¤" in said, said
    assert not words_in(QUOTED.sub(" ", said)) - known, said
