"""In a language that says all at greater length, and at twice the size on a small screen, each thing has its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reviewer.desk import Home
from reviewer.ui.elided import Elided
from reviewer.ui.theme import ThemeName
from reviewer.ui.topbar import TopBar
from tests.reworded import Longer, speak
from tests.ui.every_dialog import Stage
from tests.ui.laid_out import out_of_place
from tests.ui.person import Sits, WorkingPerson
from tests.ui.tour import at_rest, complaints, complaints_in_company


@pytest.fixture
def busy(sit_down: Sits, prepared_home: Home, monkeypatch: pytest.MonkeyPatch) -> WorkingPerson:
    speak(monkeypatch, Longer())
    return sit_down(prepared_home)


@pytest.fixture
def in_company(longer: None, in_company: WorkingPerson) -> WorkingPerson:
    del longer
    return in_company


@pytest.fixture
def longer(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, Longer())


@pytest.mark.parametrize("percent", [pytest.param(100, marks=pytest.mark.long), 200])
def test_everything_has_its_place(stage: Stage, busy: WorkingPerson, percent: int) -> None:
    stage.look.choose(ThemeName.LIGHT, percent)
    stage.window.resize(1366, 768)
    busy.settle()
    assert complaints(stage, busy, out_of_place) == []


@pytest.mark.parametrize("percent", [200])
def test_everything_has_its_place_in_company(in_company: WorkingPerson, tmp_path: Path, percent: int) -> None:
    assert in_company.window.look.percent == percent
    in_company.window.resize(1366, 768)
    in_company.settle()
    assert complaints_in_company(in_company, tmp_path / "sent", out_of_place) == []


@pytest.mark.parametrize("percent", [200])
def test_at_twice_the_size_the_document_has_a_third_and_the_case_its_whole_name(
    person: WorkingPerson, percent: int
) -> None:
    assert person.window.look.percent == percent
    person.window.resize(1366, 768)
    person.settle()
    (title,) = (each for each in person.space.bar.findChildren(Elided) if each.text())
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.contentsRect().width()
    assert person.desk.middle.width() >= person.desk.width() / 3
    assert at_rest(person, person.window, out_of_place) == []


@pytest.mark.thorough
def test_tab_goes_through_the_bar_as_the_eye_reads_in_each_of_its_shapes(person: WorkingPerson) -> None:
    bar = person.space.bar
    for percent, wide in ((100, 1366), (150, 1366), (200, 1366)):
        person.window.look.choose(ThemeName.LIGHT, percent)
        person.window.resize(wide, 768)
        person.settle()
        places = [_place(stop) for stop in _stops_from(bar.counts["all"], bar)]
        assert len(places) > len(bar.tabs)
        assert places == sorted(places), percent


def _stops_from(first: QWidget, bar: QWidget) -> Iterator[QWidget]:
    """Yield what Tab reaches in the bar from its first stop on."""
    at: QWidget | None = first
    while at is not None and bar.isAncestorOf(at):
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield at
        at = at.nextInFocusChain()


def _place(widget: QWidget) -> tuple[int, int]:
    """Return which line of the window a widget stands in, and where in it."""
    middle = widget.mapTo(widget.window(), widget.rect().center())
    line = widget.parentWidget()
    while line is not None and not isinstance(line.parentWidget(), TopBar):
        line = line.parentWidget()
    assert line is not None
    return line.y(), middle.x()
