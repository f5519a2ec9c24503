"""What assistive technology is told of scroll areas: as many children with scroll bars as without, and none beyond."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.ui.document.document_source import PageSource
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.notes import ProblemLine
from reviewer.ui.document.pages import PageView
from reviewer.ui.pieces.view import FullSize
from reviewer.ui.theme import LIGHT
from reviewer.ui.widgets import scrolled

pytestmark = pytest.mark.shares_window

BARE = {"QScrollArea", "QAbstractScrollArea"}
KINDS: dict[str, Callable[[], QWidget]] = {
    "pane": lambda: scrolled(QLabel("Left to do")),
    "piece": FullSize,
    "pages": lambda: PageView(Fetcher(cast("PageSource", None)), LIGHT),
    "line": ProblemLine,
}


@pytest.mark.parametrize("kind", KINDS)
def test_who_asks_for_a_scroll_bar_that_has_gone_gets_none_and_nothing_dies(
    qtbot: QtBot, kind: str, request: pytest.FixtureRequest
) -> None:
    made = KINDS[kind]()
    qtbot.addWidget(made)
    request.addfinalizer(lambda: Shiboken.delete(made))  # now, and not when Python gets round to it
    made.show()
    area = made.area if isinstance(made, ProblemLine) else made
    assert isinstance(area, QAbstractScrollArea)
    told = QAccessible.queryAccessibleInterface(area)
    counts = []
    for policy in (Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff):
        area.setVerticalScrollBarPolicy(policy)
        area.setHorizontalScrollBarPolicy(policy)
        counts.append(told.childCount())
    with_bars, without = counts
    assert with_bars == without, "what was counted a moment ago may be asked for"
    assert [told.child(at) for at in range(without, without + 50)] == [None] * 50
    assert told.isValid()
    assert told.role() == QAccessible.Role.Client


def test_a_scroll_area_still_tells_its_name_and_what_it_holds(qtbot: QtBot) -> None:
    area = scrolled(QLabel("Left to do"))
    qtbot.addWidget(area)
    area.setAccessibleName("Things left")
    area.show()
    told = QAccessible.queryAccessibleInterface(area)
    assert told.text(QAccessible.Text.Name) == "Things left"
    inside = told.child(0).child(0)
    assert (inside.role(), inside.text(QAccessible.Text.Name)) == (QAccessible.Role.StaticText, "Left to do")


@pytest.mark.thorough
def test_every_scroll_area_of_the_window_is_one_that_may_be_asked_for_any_child() -> None:
    """Qt's own die of it."""
    folder = Path(__file__).resolve().parents[2] / "reviewer"
    found = [
        f"{path.relative_to(folder)}: {ast.unparse(node).splitlines()[0]}"
        for path in sorted(folder.rglob("*.py"))
        if path.name != "scrolling.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _takes_bare(node)
    ]
    assert not found, "use reviewer/ui/scrolling.py"


def _takes_bare(node: ast.AST) -> bool:
    """Whether bare scroll areas are imported, or a class is based on a bare view of items."""
    if isinstance(node, ast.ImportFrom):
        return bool(BARE & {each.name for each in node.names})
    return isinstance(node, ast.ClassDef) and "QAbstractItemView" in map(ast.unparse, node.bases)
