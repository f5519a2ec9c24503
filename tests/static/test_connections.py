"""What lives as long as the window is listened to by methods of objects only: Qt lets go of those when they go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LONG_LIVED = {"look", "sitting", "session", "work", "messages"}
ENDS_WITH_THE_WINDOW = {"screenshots.py"}


def closures(source: str) -> Iterator[int]:
    """Lines where a function of its own, which nobody lets go of, is connected to something that lives on."""
    for node in ast.walk(ast.parse(source)) if ".connect(" in source else ():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        signal = node.func.value
        if node.func.attr == "connect" and isinstance(signal, ast.Attribute):
            name = ast.unparse(signal.value).rpartition(".")[2].lstrip("_")
            if name in LONG_LIVED and isinstance(node.args[0], ast.Lambda | ast.Call):
                yield node.lineno


def test_nothing_holds_on_to_what_is_closed(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{line}"
        for path in sorted((root / "reviewer/ui").rglob("*.py"))
        if path.name not in ENDS_WITH_THE_WINDOW
        for line in closures(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_check_bites() -> None:
    assert list(closures("self._look.changed.connect(lambda: self.fit())")) == [1]
    assert list(closures("look.changed.connect(partial(self._fit, tab))")) == [1]
    assert not list(closures("self._look.changed.connect(self._fit)"))
    assert not list(closures("self.button.clicked.connect(lambda: self.fit())"))
