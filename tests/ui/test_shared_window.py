"""The window that tests of a file share: each finds it as it was at first, and none meets what another wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.ui.actions.keyboard import KeyboardSheet
from reviewer.ui.theme import ThemeName
from tests.ui.person import WorkingPerson
from tests.ui.shared_window import SitsBefore

pytestmark = pytest.mark.shares_window


def where(person: WorkingPerson) -> tuple[object, ...]:
    """What somebody is at."""
    space = person.space
    return space.shown, space.session.body, space.session.document, person.message, space.bar.search.text()


@pytest.mark.thorough
def test_who_comes_next_is_at_the_first_screen_and_the_first_body(
    sit_before: SitsBefore, made_sample: Path
) -> None:
    first = sit_before(made_sample)
    before = where(first)
    first.go_to_body("thornwick")
    first.press("Alt+2")
    first.type("Half a thought")
    first.press("Ctrl+J")
    assert first.message
    first.press("Ctrl+2")
    first.window.resize(900, 700)
    second = sit_before(made_sample)
    assert second.window is first.window
    assert where(second) == before
    assert second.at() is second.space.bodies.list
    second.go_to_body("thornwick")
    assert second.inside.reason.toPlainText() == ""


@pytest.mark.thorough
def test_nobody_meets_a_record_or_a_look_of_before(sit_before: SitsBefore, made_sample: Path) -> None:
    windows = [(first := sit_before(made_sample)).window]
    first.go_to_body("thornwick")
    first.judge(1, "Short, and signed for.")
    windows.append((second := sit_before(made_sample)).window)
    second.go_to_body("thornwick")
    assert not second.view.criteria["policy"].verdicts
    second.window.look.choose(ThemeName.DARK)
    windows.append((third := sit_before(made_sample)).window)
    assert third.window.look.theme is ThemeName.SYSTEM
    third.press("Ctrl+W")
    windows.append((fourth := sit_before(made_sample)).window)
    assert fourth.space.furnished
    assert len(set(map(id, windows))) == len(windows)


@pytest.mark.thorough
def test_a_dialog_may_be_left_open(person: WorkingPerson) -> None:
    person.press("Shift+F1")
    assert person.dialog(KeyboardSheet).isVisible()


def test_it_is_gone_for_the_next_test(person: WorkingPerson) -> None:
    assert not any(each.isVisible() for each in person.window.findChildren(KeyboardSheet))
