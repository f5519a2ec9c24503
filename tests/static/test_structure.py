"""What keeps a stranger's way through the house short: small faces, no circles, one mechanism of inheritance."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.static.statements import statements

METHODS = 25
PLAIN = {"reviewer.ui.screen.PlainScreen"}
"""What fulfils a protocol by doing nothing, and calls none of it itself: what is below does more, or is content."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module of ours: what it imports of ours, and its classes with their bases and public methods."""

    imports: Mapping[str, str] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()
    classes: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = field(default_factory=dict)
    private: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By class, its methods that are none of its face."""
    stubs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By class, the methods that do nothing but wait for a class below to do it; a protocol's are none."""


@cache
def modules(root: Path) -> dict[str, Module]:
    """Read every module under reviewer/, what is imported for its types only too."""
    paths = {name_of(path, root): path for path in sorted((root / "reviewer").rglob("*.py"))}
    return {name: read(path, paths.keys()) for name, path in paths.items()}


def name_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read(path: Path, known: Mapping[str, object] | object) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports: dict[str, str] = {}
    targets: set[str] = set()
    for node in statements(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reviewer"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                imports[alias.asname or alias.name] = whole
                targets.add(whole if whole in known else str(node.module))  # type: ignore[operator]
    classes = {
        node.name: (
            tuple(base for expression in node.bases if (base := base_of(expression))),
            frozenset(
                item.name
                for item in node.body
                if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) and not item.name.startswith("_")
            ),
        )
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    stubs = {
        node.name: frozenset(
            each.name for each in node.body if isinstance(each, ast.FunctionDef) and is_stub(each)
        )
        for node in tree.body
        if isinstance(node, ast.ClassDef) and "Protocol" not in map(base_of, node.bases)
    }
    private = {
        node.name: frozenset(
            each.name for each in node.body if isinstance(each, ast.FunctionDef) and each.name.startswith("_")
        )
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    return Module(imports, frozenset(targets), classes, private, stubs)


def is_stub(function: ast.FunctionDef) -> bool:
    """Tell whether a function has no body but a docstring, or raises that it is not there."""
    body = [each for each in function.body if not is_remark(each)]
    raised = (
        ast.unparse(body[0].exc) if len(body) == 1 and isinstance(body[0], ast.Raise) and body[0].exc else ""
    )
    return not body or raised.startswith("NotImplementedError")


def is_remark(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def base_of(expression: ast.expr) -> str:
    bare = expression.value if isinstance(expression, ast.Subscript) else expression
    return bare.id if isinstance(bare, ast.Name) else ""


def methods(house: Mapping[str, Module], module: str, name: str) -> frozenset[str]:
    """The public methods of a class and of those of its bases that are ours."""
    if module not in house or name not in house[module].classes:
        return frozenset()
    bases, own = house[module].classes[name]
    inherited: frozenset[str] = frozenset()
    for base in bases:
        where, _, called = house[module].imports.get(base, f"{module}.{base}").rpartition(".")
        inherited |= methods(house, where, called)
    return own | inherited


def filled_in(house: Mapping[str, Module]) -> Iterator[str]:
    """Yield each method that fills in a stub of a base of ours."""
    for module, found in house.items():
        for name, (_bases, own) in found.classes.items():
            for where, base in ancestors(house, module, name):
                if f"{where}.{base}" in PLAIN:
                    continue
                for method in sorted(house[where].stubs.get(base, frozenset()) & (own | found.private[name])):
                    yield f"{module}.{name}.{method} fills in {where}.{base}"


def ancestors(house: Mapping[str, Module], module: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield module and name of each base that is ours, and of theirs."""
    for base in house[module].classes[name][0]:
        where, _, called = house[module].imports.get(base, f"{module}.{base}").rpartition(".")
        if where in house and called in house[where].classes:
            yield where, called
            yield from ancestors(house, where, called)


def circles(house: Mapping[str, Module]) -> Iterator[tuple[str, ...]]:
    """Strongly connected modules (Tarjan, 1972): each can be reached from each of the others."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(name: str) -> Iterator[tuple[str, ...]]:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in sorted(house[name].targets & house.keys()):
            if target not in index:
                yield from visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            ring = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(ring) > 1:
                yield tuple(sorted(ring))

    for name in house:
        if name not in index:
            yield from visit(name)


@pytest.fixture(scope="module")
def house(root: Path) -> dict[str, Module]:
    return modules(root)


def test_no_class_has_more_public_methods_than_can_be_held_in_mind(house: dict[str, Module]) -> None:
    counts = sorted(
        ((len(methods(house, module, name)), f"{module}.{name}") for module in house for name in house[module].classes),
        reverse=True,
    )  # fmt: skip
    print("public methods, our own bases counted:", *counts[:5], sep="\n  ")
    assert [each for each in counts if each[0] > METHODS] == []


def test_no_module_is_imported_in_a_circle(house: dict[str, Module]) -> None:
    print("circles:", *circles(house), sep="\n  ")
    assert list(circles(house)) == []


def test_no_journey_of_the_desk_inherits_another(house: dict[str, Module]) -> None:
    desk = {module: found for module, found in house.items() if module.startswith("reviewer.desk")}
    ours = {name for found in desk.values() for name in found.classes}
    related = [
        f"{module}.{name} inherits {base}"
        for module, found in desk.items()
        for name, (bases, _methods) in found.classes.items()
        for base in bases
        if base in ours
    ]
    assert related == []


def test_no_base_calls_down_into_what_a_class_below_fills_in(house: dict[str, Module]) -> None:
    assert list(filled_in(house)) == []


def test_a_filled_in_stub_is_found(tmp_path: Path) -> None:
    (tmp_path / "reviewer").mkdir()
    (tmp_path / "reviewer/frame.py").write_text(
        "class Frame:\n"
        "    def _view(self) -> int:\n        raise NotImplementedError\n"
        '    def copy(self) -> None:\n        """Copy what is selected."""\n'
        "    def zoom(self) -> int:\n        return 1\n"
        "class Face(Protocol):\n    def look(self) -> int: ...\n"
    )
    (tmp_path / "reviewer/pane.py").write_text(
        "from reviewer.frame import Face, Frame\n"
        "class Middle(Frame):\n    def zoom(self) -> int:\n        return 2\n"
        "class Pane(Middle, Face):\n"
        "    def _view(self) -> int:\n        return 1\n"
        "    def copy(self) -> None:\n        print()\n"
        "    def look(self) -> int:\n        return 3\n"
    )
    assert list(filled_in(modules(tmp_path))) == [
        "reviewer.pane.Pane._view fills in reviewer.frame.Frame",
        "reviewer.pane.Pane.copy fills in reviewer.frame.Frame",
    ]


def test_a_circle_and_a_crowded_class_are_found() -> None:
    crowd = frozenset(f"verb_{number}" for number in range(20))
    more = frozenset(f"other_{number}" for number in range(10))
    house = {
        "a": Module({"Base": "b.Base"}, frozenset({"b"}), {"Desk": (("Base",), crowd)}),
        "b": Module({}, frozenset({"a"}), {"Base": ((), more)}),
        "c": Module({}, frozenset({"a"})),
    }
    assert list(circles(house)) == [("a", "b")]
    assert len(methods(house, "a", "Desk")) == 30
