"""One toolkit of widgets and styles: one module dresses the window, and a widget's name is given once."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.static.statements import statements

DRESSER, SHEET = "look.py", "setStyleSheet"
QT = ("PySide6.QtWidgets", "reviewer.ui.scrolling")


def trees(root: Path, word: str = "") -> Iterator[tuple[Path, ast.Module]]:
    """Yield the modules of the window that have this word in them."""
    for path in sorted((root / "reviewer/ui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if word in text:
            yield path, ast.parse(text)


def dressed(tree: ast.Module) -> Iterator[int]:
    """Lines where a style sheet is put on something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == SHEET:
            yield node.lineno


def widgets(found: dict[str, ast.Module]) -> dict[str, set[str]]:
    """The public classes that are widgets, by name: modules that define one. A base may be another module's."""
    classes = [
        (path, node.name, {base.id for base in node.bases if isinstance(base, ast.Name)})
        for path, tree in found.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    ]
    known = {name for tree in found.values() for name in imported(tree)}
    grown = True
    while grown:
        more = {name for _path, name, bases in classes if bases & known} - known
        grown, known = bool(more), known | more
    places: dict[str, set[str]] = defaultdict(set)
    for path, name, bases in classes:
        if bases & known and not name.startswith("_"):
            places[name].add(path)
    return places


def imported(tree: ast.Module) -> Iterator[str]:
    for node in statements(tree):
        if isinstance(node, ast.ImportFrom) and node.module in QT:
            yield from (alias.asname or alias.name for alias in node.names)


def test_one_module_dresses_the_window(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{line}"
        for path, tree in trees(root, SHEET)
        if path.name != DRESSER
        for line in dressed(tree)
    ]
    assert found == [], "give it a role, and sheet.py the rule"


def test_no_name_of_a_widget_is_given_twice(root: Path) -> None:
    house = widgets({str(path.relative_to(root)): tree for path, tree in trees(root)})
    assert len(house) > 60
    assert {name: sorted(at) for name, at in house.items() if len(at) > 1} == {}


def test_a_second_sheet_and_a_second_widget_are_found() -> None:
    one = ast.parse(
        "from PySide6.QtWidgets import QLabel\nclass Label(QLabel): ...\nclass Elided(Label): ...\nclass Value: ..."
    )
    other = ast.parse(
        "from a import Label\nclass Elided(Label):\n    def wear(self):\n        self.setStyleSheet('')\nclass Value: ..."
    )
    assert list(dressed(other)) == [4]
    assert widgets({"a": one, "b": other}) == {"Label": {"a"}, "Elided": {"a", "b"}}
