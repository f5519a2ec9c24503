"""Where keys stand in a TOML file: every path that ``tomllib`` gives has a place, and the key or value begins there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.framework.toml_positions import positions

TEXT = '''\
# [not] = "a table"
schema = 1 # a comment = no key
"quoted key" = "a # in text, and an \\" escaped"
'single' = 'C:\\'
a.b.c = { x = 1, y = [1, 2], "z w" = { deep = true } }
dates = [
  2031-03-03, # the first
  2031-03-31T10:00:00Z,
]
long = """
[no.header]
key = "none" \\"""
"""
raw = \'\'\'
x = [\'\'\'

[table.'of one']
list = [["a", "b"], ["]", "#"]]

[[row]]
key = "one"
[row.inner]
x = 1
[[row.child]]
y = 1
[[row]]
key = "two"
[[row.child]]
y = 2
[[row.child]]
y = 3
'''


UNNAMED = (("a",), ("a", "b"), ("table",))
"""Tables that only a longer key speaks of."""


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from paths(inner, (*path, step))


def texts(root: Path) -> Iterator[str]:
    yield TEXT
    for file in root.glob("resources/**/*.toml"):
        yield file.read_text("utf-8")


def test_every_path_has_a_place(root: Path) -> None:
    for text in texts(root):
        known = positions(text)
        lacking = [path for path in paths(tomllib.loads(text)) if path not in {*known, *UNNAMED}]
        assert lacking == []


@pytest.mark.parametrize(
    ("path", "at"),
    [
        (("schema",), "schema"),
        (("quoted key",), '"quoted key"'),
        (("single",), "'single'"),
        (("a", "b", "c"), "a.b.c"),
        (("a", "b", "c", "y", 1), "2]"),
        (("a", "b", "c", "z w", "deep"), "deep"),
        (("dates", 1), "2031-03-31T"),
        (("long",), 'long = """'),
        (("raw",), "raw"),
        (("table", "of one"), "[table.'of one']"),
        (("table", "of one", "list", 1, 0), '"]"'),
        (("row", 0), '[[row]]\nkey = "one"'),
        (("row", 1), '[[row]]\nkey = "two"'),
        (("row", 0, "inner", "x"), "x = 1\n[[row.child]]"),
        (("row", 0, "child", 0, "y"), "y = 1"),
        (("row", 1, "child", 0), "[[row.child]]\ny = 2"),
        (("row", 1, "child", 1, "y"), "y = 3"),
    ],
)
def test_a_place_is_where_it_begins(path: tuple[str | int, ...], at: str) -> None:
    start = TEXT.index(at)
    line = TEXT.count("\n", 0, start) + 1
    assert positions(TEXT)[path] == (line, start - TEXT.rfind("\n", 0, start))


def test_what_is_no_key_has_no_place() -> None:
    known = positions(TEXT)
    assert ("no", "header") not in known
    assert ("key",) not in known
    assert ("x",) not in known
