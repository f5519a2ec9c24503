"""A name that a docstring speaks of is there: what was renamed in the code is renamed in what is said about it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_NAMED = re.compile(r"``(_?[a-z][a-z0-9_]*)``")
_FOLDERS = ("reviewer", "tests", "bench")
_PLACE = re.compile(r"[a-z]+\d+")
"""Places and examples, such as p7 and slide3."""
_BY_OTHERS = frozenset({"accept", "bytes", "connect", "filelock", "len", "loads", "supports", "tr"})
"""What libraries and Qt call so."""


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the texts that stand by themselves: docstrings, and what is said beneath a constant or a signal."""
    for node in ast.walk(tree):
        for line in getattr(node, "body", ()) if not isinstance(node, ast.Lambda | ast.IfExp) else ():
            if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
                yield line.value


def names_gone(code: str, elsewhere: frozenset[str]) -> list[str]:
    """Return the names that docstrings in ``code`` mark as code and that neither it has nor ``elsewhere``."""
    tree = ast.parse(code)
    said = list(_docstrings(tree))
    lines = code.split("\n")
    for text in said:
        for number in range(text.lineno - 1, text.end_lineno or text.lineno):
            lines[number] = ""
    there = set(re.findall(r"\w+", "\n".join(lines)))
    return [
        f"{text.lineno}: {name}"
        for text in said
        for name in _NAMED.findall(str(text.value))
        if name not in there and name not in elsewhere and not _PLACE.fullmatch(name)
    ]


def _known_everywhere() -> frozenset[str]:
    """Return the names of modules, and of what classes and functions are called, in whatever module one is."""
    paths = [path for folder in _FOLDERS for path in Path(folder).rglob("*.py")]
    defined = frozenset(
        node.name
        for path in Path("reviewer").rglob("*.py")
        for place in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(place, ast.Module | ast.ClassDef)
        for node in place.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    modules = frozenset(part for path in paths for part in path.with_suffix("").parts)
    return modules | defined | frozenset(sys.stdlib_module_names) | _BY_OTHERS


def test_what_docstrings_name_is_there() -> None:
    known = _known_everywhere()
    gone = [
        f"{path}:{line}"
        for folder in _FOLDERS
        for path in sorted(Path(folder).rglob("*.py"))
        for line in names_gone(path.read_text(encoding="utf-8"), known)
    ]
    print(*gone, sep="\n")
    assert gone == []


def test_a_name_that_is_gone_is_said() -> None:
    code = (
        'def f(text: str) -> str:\n    """Return ``text``, without what was ``told``."""\n    return text\n'
    )
    assert names_gone(code, frozenset()) == ["2: told"]
    assert names_gone(code, frozenset({"told"})) == []
