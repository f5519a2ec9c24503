"""What keeps a stranger's way through the house short: small faces, no circles, one mechanism of inheritance."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.static.statements import statements

METHODS = 25
_LATER = re.compile(r'\blater\(\s*"(reviewer[\w.]*):')
"""What is imported at its first call, by ``reviewer.ui.screen.later``."""
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
    return {name: read(name, path, paths) for name, path in paths.items()}


def name_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read(name: str, path: Path, known: Mapping[str, Path]) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    imports: dict[str, str] = {}
    targets = set(_LATER.findall(text))
    for node in statements(tree):
        if isinstance(node, ast.ImportFrom) and (source := source_of(node, name, path)).startswith(
            "reviewer"
        ):
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                imports[alias.asname or alias.name] = whole
                targets.add(whole if whole in known else source)
        elif isinstance(node, ast.Import):
            ours = [alias for alias in node.names if alias.name.partition(".")[0] == "reviewer"]
            targets |= {alias.name for alias in ours}
            imports |= {
                alias.asname or "reviewer": alias.name if alias.asname else "reviewer" for alias in ours
            }
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
        if isinstance(node, ast.ClassDef)
        and not {"Protocol", "typing.Protocol"} & set(map(base_of, node.bases))
    }
    private = {
        node.name: frozenset(
            each.name for each in node.body if isinstance(each, ast.FunctionDef) and each.name.startswith("_")
        )
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    return Module(imports, frozenset(targets), classes, private, stubs)


def source_of(node: ast.ImportFrom, name: str, path: Path) -> str:
    """Return the module that something is imported from, in full where it is said from here (``from .pane import Pane``)."""
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    above = parts[: len(parts) - node.level + (path.stem == "__init__")]
    return ".".join((*above, *filter(None, (node.module,))))


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
    """Return a base as it is written, by its name or its module's (``frame.Frame``); "" for what is worked out."""
    bare = expression.value if isinstance(expression, ast.Subscript) else expression
    return ast.unparse(bare) if isinstance(bare, ast.Name | ast.Attribute) else ""


def home_of(house: Mapping[str, Module], module: str, base: str) -> tuple[str, str]:
    """Return module and name of a class that a module calls so; where its package only hands it on, that of who has it."""
    first, *rest = base.split(".")
    where, _, called = ".".join((house[module].imports.get(first, f"{module}.{first}"), *rest)).rpartition(
        "."
    )
    if (
        where in house
        and where != module
        and called not in house[where].classes
        and called in house[where].imports
    ):
        return home_of(house, where, called)
    return where, called


def methods(house: Mapping[str, Module], module: str, name: str) -> frozenset[str]:
    """The public methods of a class and of those of its bases that are ours."""
    if module not in house or name not in house[module].classes:
        return frozenset()
    bases, own = house[module].classes[name]
    inherited: frozenset[str] = frozenset()
    for base in bases:
        where, called = home_of(house, module, base)
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
        where, called = home_of(house, module, base)
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
        if base.rpartition(".")[2] in ours
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


def test_every_way_to_import_and_to_name_a_base_is_seen(tmp_path: Path) -> None:
    files = {
        "frame.py": "class Frame:\n    def zoom(self): ...\n    def view(self):\n        raise NotImplementedError\n",
        "parts/__init__.py": "from reviewer.frame import Frame\n",
        "whole.py": "import reviewer.frame\nclass A(reviewer.frame.Frame):\n    def view(self):\n        return 1\n",
        "short.py": "from reviewer import frame\nclass B(frame.Frame):\n    def view(self):\n        return 1\n",
        "other.py": "import reviewer.frame as made\nclass C(made.Frame[int]):\n    def view(self):\n        return 1\n",
        "parts/near.py": "from ..frame import Frame\nclass D(Frame):\n    def view(self):\n        return 1\n",
        "parts/passed.py": "from . import Frame\nclass E(Frame):\n    def view(self):\n        return 1\n",
        "parts/late.py": 'SCREEN = later("reviewer.parts.ring:Ring")\n',
        "parts/ring.py": "from .late import SCREEN\n",
    }
    for name, text in files.items():
        path = tmp_path / "reviewer" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    house = modules(tmp_path)
    heirs = {
        "reviewer.whole.A",
        "reviewer.short.B",
        "reviewer.other.C",
        "reviewer.parts.near.D",
        "reviewer.parts.passed.E",
    }
    assert {line.partition(".view")[0] for line in filled_in(house)} == heirs
    assert {len(methods(house, *heir.rsplit(".", 1))) for heir in heirs} == {2}
    for module in ("whole", "short", "other", "parts.near", "parts"):
        assert "reviewer.frame" in house[f"reviewer.{module}"].targets
    assert "reviewer.parts" in house["reviewer.parts.passed"].targets
    assert list(circles(house)) == [("reviewer.parts.late", "reviewer.parts.ring")]
