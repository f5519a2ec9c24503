"""Facts are values: outside the words room no module tests a sentence, and none has the room's sentences of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from reviewer.desk.words.blockers import BLOCKERS
from reviewer.desk.words.notes import NOTES
from reviewer.desk.words.problem_table import PROBLEMS
from reviewer.model import Content, DocumentText, Note, NoteCode, Part, Passage, Problem, Reason
from reviewer.model.kinds import KINDS
from reviewer.review import Blocker

FACTS = {"problem", "also", "label", "remedy", "sentence", "what"}
"""Attributes and names whose value is, or was, words for a person."""
TESTS = {
    "removeprefix",
    "startswith",
    "endswith",
    "partition",
    "rpartition",
    "find",
    "index",
    "count",
    "match",
    "search",
    "fullmatch",
}
LEAST = 21  # letters of a sentence before its first value, by which it is known
OUTSIDE = (
    "reviewer/framework/", "reviewer/letters/", "reviewer/wording/", "reviewer/errors.py", "reviewer/desk/words/templates.py",
)  # fmt: skip
"""Where ``problem`` and ``sentence`` are other things, or a sentence is given its full stop."""


def sentences_tested(tree: ast.AST) -> Iterator[int]:
    """Lines that look for words in what is said of a fact: by ``in``, ``==``, a method of strings or a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(map(_is_fact, sides)) and any(map(_is_words, sides)):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            looked_at = [node.func.value, *node.args] if node.func.attr in TESTS else []
            if any(map(_is_fact, looked_at)):
                yield node.lineno


def _is_fact(node: ast.expr) -> bool:
    """Tell a fact by its name, or the call that puts one into words."""
    called = isinstance(node, ast.Call)
    named = node.func if isinstance(node, ast.Call) else node
    name = named.attr if isinstance(named, ast.Attribute) else named.id if isinstance(named, ast.Name) else ""
    return name.endswith(("_words", "_remedy")) if called else name in FACTS


def _is_words(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        return any(map(_is_words, node.elts))
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def known_beginnings() -> set[str]:
    """How the room's sentences begin, up to their first value."""
    tables = [*PROBLEMS.values(), *NOTES.values(), *BLOCKERS.values()]
    said = [text for each in tables for text in (each.what, each.many)]
    begins = (text.partition("{")[0] for text in said)
    return {words for words in begins if len(words) >= LEAST}


def kinds_listed(tree: ast.AST) -> Iterator[int]:
    """Lines with a set, tuple or table of the names of kinds: what is asked of a kind stands in ``model/kinds``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List | ast.Dict):
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            names = [part.value for part in parts if isinstance(part, ast.Constant)]
            if sum(name in KINDS for name in names) > 1:
                yield node.lineno


def modules(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "reviewer").rglob("*.py")):
        yield str(path.relative_to(root)), path.read_text(encoding="utf-8")


def test_no_module_tests_what_is_said_of_a_fact(root: Path) -> None:
    found = [
        f"{name}:{line}"
        for name, text in modules(root)
        if not name.startswith(OUTSIDE)
        for line in sentences_tested(ast.parse(text))
    ]
    assert found == []


def test_no_sentence_of_the_words_room_stands_elsewhere(root: Path) -> None:
    begins = known_beginnings()
    found = [
        f"{name}: {words}"
        for name, text in modules(root)
        if not name.startswith("reviewer/desk/words/")
        for words in begins
        if f'"{words}' in text
    ]
    assert found == []


def test_what_is_asked_of_a_kind_is_asked_of_the_one_table(root: Path) -> None:
    allowed = (
        "reviewer/model/kinds.py",
        "reviewer/documents/formats/",
    )  # which reader reads which, and how it is told
    found = [
        f"{name}:{line}"
        for name, text in modules(root)
        if not name.startswith(allowed) and sum(f'"{kind}"' in text for kind in KINDS) > 1
        for line in kinds_listed(ast.parse(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'problem.startswith("Locked with")',
        'if "Ask the sender" in row.problem: pass',
        'told = why if part.label == "comments" else ""',
        'part.label.endswith("(hidden)")',
        "found = PATTERN.search(note.sentence)",
        'if problem_words(row.problem) == "Locked.": pass',
        'part.label in {"comments", "hidden text"}',
    ],
)
def test_a_sentence_that_is_tested_is_seen(code: str) -> None:
    assert list(sentences_tested(ast.parse(code)))


@pytest.mark.parametrize("code", ['KINDS = {"pdf", "image"}', '{"docx": "DOC", "pdf": "PDF"}'])
def test_a_second_table_of_kinds_is_seen(code: str) -> None:
    assert list(kinds_listed(ast.parse(code)))


@pytest.mark.parametrize("codes", [Reason, NoteCode], ids=["problems", "notes"])
def test_every_code_is_told_by_somebody(root: Path, codes: type[Reason | NoteCode]) -> None:
    home = {"reviewer/model/problems.py", "reviewer/model/notes.py"}
    told = "".join(
        text
        for name, text in modules(root)
        if name not in home and not name.startswith("reviewer/desk/words/")
    )
    named = set(re.findall(rf"\b{codes.__name__}\.(\w+)", told))
    assert [code for code in codes if code.name not in named] == []


def test_no_record_holds_a_fact_that_a_reader_told() -> None:
    """Words and codes may change from version to version; what is signed may not."""
    met, left = set[object](), list(get_args(Content))
    while left:
        held = left.pop()
        if held not in met:
            met.add(held)
            left += get_args(held)
            left += get_type_hints(held).values() if is_dataclass(held) else ()
    assert Passage in met, "it looks into what records hold"
    assert not met & {Problem, Reason, Note, NoteCode, Blocker, DocumentText, Part}
