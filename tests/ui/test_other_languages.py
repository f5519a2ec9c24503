"""All screens in another language: nothing of the program's own stays English, and its behaviour hangs on no sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QGroupBox, QHeaderView, QLabel, QLineEdit, QWidget

from reviewer.desk import Home
from reviewer.desk.words.extracting import messages
from reviewer.ui.screens import SCREENS
from tests.reworded import Longer, reword, speak
from tests.ui.person import Sits, WorkingPerson


@pytest.fixture(scope="module")
def texts(root: Path) -> frozenset[str]:
    """What translators are given."""
    return frozenset(form for each in messages(root) for form in (each.text, each.many) if form)


def shown(window: QWidget) -> Iterator[tuple[str, str]]:
    """What is read on a window, or said of it by a screen reader, with whose it is."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        whose = type(widget).__name__
        yield from ((whose, said) for said in (widget.toolTip(), widget.accessibleName()))
        if isinstance(widget, QLabel | QAbstractButton):
            yield whose, widget.text()
        elif isinstance(widget, QGroupBox):
            yield whose, widget.title()
        elif isinstance(widget, QLineEdit):
            yield whose, widget.placeholderText()
        elif isinstance(widget, QHeaderView) and (model := widget.model()) is not None:
            across = widget.orientation()
            yield from ((whose, str(model.headerData(at, across) or "")) for at in range(widget.count()))
    yield from (("QAction", action.text()) for action in window.findChildren(QAction))


def go_round(who: WorkingPerson) -> Iterator[str]:
    """Open each screen by its key, and wait until it shows what it has."""
    for number, kind in enumerate(SCREENS, 1):
        who.press(f"Ctrl+{number}")
        who.settle()
        yield kind.id


@pytest.mark.thorough
def test_no_text_of_ours_stays_english_on_any_screen(
    sample_home: Home, sit_down: Sits, texts: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Longer()
    speak(monkeypatch, catalogue)
    who = sit_down(sample_home)
    left = {
        f"{screen}: {whose}: {words!r}"
        for screen in go_round(who)
        for whose, words in shown(who.window)
        if words in texts and any(map(str.isalpha, words))
    }
    assert not left, "\n".join(sorted(left))
    asked = {text for text in catalogue.asked if any(map(str.isalpha, text))}
    assert len(asked) > 200
    missing = sorted(asked - texts)
    assert not missing, f"said on a screen, and not given to translators: {missing}"


@pytest.mark.thorough
def test_a_verdict_is_given_in_a_language_that_holds_no_english(
    sample_home: Home, sit_down: Sits, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(monkeypatch)
    who = sit_down(sample_home)
    for _screen in go_round(who):
        pass
    who.press("Ctrl+1")
    who.go_to_body("thornwick")
    who.focus(who.card)
    who.press("1")
    who.judge(1, "The plan names both posts.")
    assert who.message == "" or "¤" in who.message
