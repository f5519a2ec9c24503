"""A name that a docstring speaks of is there: what was renamed in the code is renamed in what is said about it."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from tests.static.statements import statements

_NAMED = re.compile(r"``(_?[a-z][a-z0-9_]*)``")
_DEFINED = re.compile(r"^\s*(?:async )?def (\w+)", re.MULTILINE)
_FOLDERS = ("reviewer", "tests", "bench")
_PLACE = re.compile(r"[a-z]+\d+")
"""Places and examples, such as p7 and slide3."""
_BY_OTHERS = frozenset({"accept", "bytes", "connect", "filelock", "len", "loads", "supports", "tr"})
"""What libraries and Qt call so."""


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the texts that stand by themselves: docstrings, and what is said beneath a constant or a signal."""
    for line in statements(tree):
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            yield line.value


def names_gone(code: str, elsewhere: AbstractSet[str]) -> list[tuple[int, str]]:
    """Return the names that docstrings in ``code`` mark as code and that neither it has nor ``elsewhere``, with their lines."""
    if not set(_NAMED.findall(code)) - elsewhere:
        return []
    said = list(_docstrings(ast.parse(code)))
    lines = code.split("\n")
    for text in said:
        for number in range(text.lineno - 1, text.end_lineno or text.lineno):
            lines[number] = ""
    there = set(re.findall(r"\w+", "\n".join(lines)))
    return [
        (text.lineno, name)
        for text in said
        for name in _NAMED.findall(str(text.value))
        if name not in there and name not in elsewhere and not _PLACE.fullmatch(name)
    ]


def _functions(code: str, names: AbstractSet[str]) -> set[str]:
    """Return which of the names are those of functions of the module, or of methods."""
    if not names & set(_DEFINED.findall(code)):
        return set()
    tree = ast.parse(code)
    return {
        line.name
        for block in (tree, *statements(tree))
        if isinstance(block, ast.Module | ast.ClassDef)
        for line in block.body
        if isinstance(line, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_what_docstrings_name_is_there() -> None:
    code = {
        path: path.read_text(encoding="utf-8")
        for folder in _FOLDERS
        for path in sorted(Path(folder).rglob("*.py"))
    }
    known = {part for path in code for part in path.with_suffix("").parts}
    known |= sys.stdlib_module_names | _BY_OTHERS
    gone = [(path, line, name) for path, text in code.items() for line, name in names_gone(text, known)]
    names = {name for _path, _line, name in gone}
    defined = {
        name
        for path, text in code.items()
        if path.is_relative_to("reviewer")
        for name in _functions(text, names)
    }
    left = [f"{path}:{line}: {name}" for path, line, name in gone if name not in defined]
    print(*left, sep="\n")
    assert left == []


def test_a_name_that_is_gone_is_said() -> None:
    code = (
        'def f(text: str) -> str:\n    """Return ``text``, without what was ``told``."""\n    return text\n'
    )
    assert names_gone(code, frozenset()) == [(2, "told")]
    assert names_gone(code, frozenset({"told"})) == []


_SHE = re.compile(r"(?<![a-z])(?:she|hers?|herself)(?![a-z])", re.IGNORECASE)


def said_of_her(code: str) -> list[str]:
    """Return the docstrings and comments in ``code`` that take a person for a woman: who uses the program is the inspector, or nobody."""
    if not _SHE.search(code):
        return []
    comments = (
        each.string
        for each in tokenize.generate_tokens(io.StringIO(code).readline)
        if each.type == tokenize.COMMENT
    )
    said = (str(each.value) for each in _docstrings(ast.parse(code)))
    return [text for text in (*comments, *said) if _SHE.search(text)]


def test_nobody_is_called_a_woman(root: Path) -> None:
    found = {
        str(path.relative_to(root)): said
        for path in sorted((root / "reviewer").rglob("*.py"))
        if (said := said_of_her(path.read_text(encoding="utf-8")))
    }
    assert found == {}
    tests = {
        name
        for path in (root / "tests").rglob("test_*.py")
        for name in _DEFINED.findall(path.read_text(encoding="utf-8"))
        if name.startswith("test_") and _SHE.search(name.replace("_", " "))
    }
    assert tests == set()


def test_one_who_is_called_a_woman_is_found() -> None:
    assert said_of_her('"""Keeps what she wrote."""\n')
    assert said_of_her("KEPT = 1  # hers alone\n")
    assert not said_of_her('"""Shelves are theirs."""\nTITLES = {"her", "his"}\n')
