"""Every screen and every dialog: each control has a name and a role, Tab goes round, and all that is painted can be seen."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QWidget

import reviewer.ui
from reviewer.ui.actions.palette import Palette
from reviewer.ui.dialogs import Form
from reviewer.ui.letter.handing import HandingForm
from reviewer.ui.new_case.bodies import BodyGrid
from reviewer.ui.theme import ThemeName
from tests.scale import grid
from tests.ui.every_dialog import DIALOGS, Stage
from tests.ui.person import WorkingPerson
from tests.ui.seen import faint_bars, faint_words
from tests.ui.tour import complaints, complaints_in_company

ROOT = Path(__file__).resolve().parents[2]
THEMES = (ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST)
BASES = {Form, HandingForm}
"""What dialogs are made of, and never shown as such."""

ROLELESS = {QAccessible.Role.NoRole, QAccessible.Role.Client}
GOES_ON_ITSELF = Palette
"""Its one field keeps the focus, and Tab goes from group to group of what is found; Escape leaves."""

GROUNDS = QAbstractScrollArea
"""Told as a panel with a name: reviewer/ui/scrolling.py says why, and PySide has no way to give another role."""

GRID = BodyGrid
"""As wide as the spreadsheet that is pasted in: a cell at a time is read and typed, and the keys bring it into view."""

INSIDE = 40
"""How often Tab may go on within one control, as from paragraph to paragraph of a letter, before it is a trap."""


def classes(base: type[QDialog]) -> Iterator[type[QDialog]]:
    """The classes of ours that are dialogs."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("reviewer."):
            yield kind
        yield from classes(kind)


def test_no_dialog_is_left_out() -> None:
    for module in pkgutil.walk_packages(reviewer.ui.__path__, "reviewer.ui."):
        importlib.import_module(module.name)
    assert set(classes(QDialog)) - BASES == set(DIALOGS)


def ill_seen(window: QWidget) -> Iterator[str]:
    """What is painted and hard to see."""
    yield from faint_words(window)
    yield from faint_bars(window)


# --- by keys -----------------------------------------------------------------------------------------


def stops(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Where a key leads, from what has the focus until that has it again."""
    begun = QApplication.focusWidget()
    assert begun is not None, window.windowTitle()
    if list(controls(window)) == [begun]:
        return [begun]
    found: list[QWidget] = [begun]
    for _ in range(400):
        reached = _next(found[-1], key)
        if reached is begun:
            return found
        if reached in found:
            raise AssertionError(f"from {words(found[-1])} back to {words(reached)}: a trap")
        found.append(reached)
        complaint = hidden(reached)
        assert not complaint, complaint
    raise AssertionError("no way round")


def _next(at: QWidget, key: Qt.Key) -> QWidget:
    """Press a key until the focus is elsewhere."""
    for _ in range(INSIDE):
        QTest.keyClick(at, key)
        QApplication.processEvents()
        reached = QApplication.focusWidget()
        assert reached is not None, f"the focus is nowhere after {words(at)}"
        if reached is not at:
            return reached
    raise AssertionError(f"{words(at)} is a trap")


def hidden(widget: QWidget) -> str:
    """Why what has the focus is not in view, or ""."""
    seen, line = widget.visibleRegion().boundingRect(), widget.fontMetrics().height()
    if seen.height() < min(widget.height(), line) or seen.width() < min(widget.width(), line):
        return (
            f"{words(widget)} has the focus and is not in view: {seen.getRect()} of {widget.size().toTuple()}"
        )
    return ""


def sideways(window: QWidget) -> Iterator[str]:
    """A line for each list or page of a dialog that is to be scrolled sideways to be read."""
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0 and not isinstance(area, GRID):
            yield f"{words(area)} scrolls sideways"


def words(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget)!r}"


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def controls(window: QWidget) -> Iterator[QWidget]:
    """What Tab may stop at."""
    for widget in window.findChildren(QWidget):
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if stops and widget.isVisible() and widget.isEnabled():
            yield widget


def unnamed(window: QWidget) -> Iterator[str]:
    """A line for each control that can have the focus and that a screen reader can say nothing of."""
    for widget in controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface.role() in ROLELESS and not isinstance(widget, GROUNDS):
            yield f"{words(widget)} of {type(widget.parent()).__name__} has no role"
        elif not name_of(widget).strip():
            yield f"{words(widget)} of {type(widget.parent()).__name__} has no name"


def walked(window: QWidget) -> Iterator[str]:
    """What is wrong with a window for someone at the keyboard."""
    yield from unnamed(window)
    yield from sideways(window) if isinstance(window, QDialog) else ()
    if isinstance(window, GOES_ON_ITSELF):
        return
    try:
        forth, back = stops(window, Qt.Key.Key_Tab), stops(window, Qt.Key.Key_Backtab)
    except AssertionError as error:
        yield str(error)
        return
    if set(forth) != set(back):
        yield f"Tab reaches {sorted(map(words, set(forth) - set(back)))}, Shift+Tab {sorted(map(words, set(back) - set(forth)))}"


@pytest.mark.parametrize("percent", [pytest.param(100, marks=pytest.mark.long), 200])
def test_by_keys_and_by_ear(stage: Stage, busy: WorkingPerson, percent: int) -> None:
    stage.look.choose(ThemeName.LIGHT, percent)
    busy.settle()
    assert complaints(stage, busy, walked) == []


@pytest.mark.parametrize("percent", [200])
def test_by_keys_and_by_ear_in_company(in_company: WorkingPerson, tmp_path: Path, percent: int) -> None:
    assert in_company.window.look.percent == percent
    in_company.window.resize(1366, 768)
    in_company.settle()
    assert complaints_in_company(in_company, tmp_path / "sent", walked) == []


@pytest.mark.long
@pytest.mark.parametrize("percent", [200])
@pytest.mark.parametrize("theme", THEMES)
def test_by_eye_in_company(in_company: WorkingPerson, tmp_path: Path, theme: ThemeName, percent: int) -> None:
    in_company.window.look.choose(theme, percent)
    in_company.settle()
    assert complaints_in_company(in_company, tmp_path / "sent", ill_seen) == []


@pytest.mark.thorough
@pytest.mark.parametrize("theme", grid(THEMES, ordinary=[ThemeName.LIGHT]))
def test_by_eye(stage: Stage, busy: WorkingPerson, theme: ThemeName) -> None:
    """At 200 %, where the strokes of letters are as wide as a pixel: what is thinner is grey by smoothing alone."""
    stage.look.choose(theme, 200)
    busy.settle()
    assert complaints(stage, busy, ill_seen) == []
