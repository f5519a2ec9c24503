"""Where the work is, in the bar: by shape, words and, of what a colleague holds alone, in green."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home, utc_now
from reviewer.desk.oddities import DAY
from reviewer.ui.theme import ThemeName
from tests.colleagues import joined
from tests.ui.person import WorkingPerson
from tests.ui.test_acts import sync_with

PICTURES = os.environ.get("HELD_PICTURES", "")


@contextmanager
def with_colleague(person: WorkingPerson, share: Path, home: Home, ahead: int = 0) -> Iterator[Desk]:
    """A colleague who has been admitted, and whose clock may run ahead (µs)."""
    other = Home(home.config.parent / "colleague", home.resources, home.data)
    desk = person.space.session.desk
    with joined(desk, share, home.data / "colleague.casebook", other, lambda: utc_now() + ahead) as colleague:
        yield colleague


def picture(person: WorkingPerson, name: str) -> None:
    """Keep pictures of the bar, where somebody wants to look."""
    if not PICTURES:
        return
    for theme in (ThemeName.LIGHT, ThemeName.DARK):
        for percent in (100, 200):
            person.window.look.choose(theme, percent)
            person.settle() if hasattr(person, "settle") else None
            person.window.grab().save(f"{PICTURES}/{name}-{theme.value}-{percent}.png")
    person.window.look.choose(ThemeName.LIGHT, 100)


@pytest.mark.thorough
def test_three_states_by_shape_and_words_and_only_what_is_held_is_green(
    person: WorkingPerson, sample_home: Home, tmp_path: Path
) -> None:
    share, bar = tmp_path / "share", person.space.bar
    share.mkdir()
    assert (bar.share.text(), bar.share.property("where")) == ("○ On this laptop", "on-this-laptop")
    picture(person, "laptop")
    sync_with(person, share)
    assert (bar.share.text(), bar.share.property("where")) == (
        "◉ In the shared folder",
        "in-the-shared-folder",
    )
    picture(person, "share")
    with with_colleague(person, share, sample_home):
        person.press("Ctrl+Shift+Y")
        person.wait(lambda: bar.share.text() == "● Held by 1 colleague")
        assert bar.share.property("where") == "held"
        assert bar.share.accessibleName() == "Where the work is: Held by 1 colleague"
        picture(person, "held")
    person.go_to_body("thornwick")
    person.press("Alt+1")
    person.type("Short, and signed for.")
    person.press("Ctrl+Return")
    person.wait(lambda: bar.share.text() == "○ 1 on this laptop only")
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: bar.share.text() == "◉ In the shared folder")


@pytest.mark.thorough
def test_a_colleagues_clock_is_told_in_the_bar_and_after_a_sync(
    person: WorkingPerson, sample_home: Home, tmp_path: Path
) -> None:
    share, bar = tmp_path / "share", person.space.bar
    share.mkdir()
    sync_with(person, share)
    with with_colleague(person, share, sample_home, 400 * DAY) as colleague:
        person.press("Ctrl+Shift+Y")
        person.wait(lambda: bar.share.text() == "▲ ● Held by 1 colleague")
        person.wait(lambda: "differ by" in person.message)
        name = colleague.me.name
    words = f"This laptop's clock and that of {name}'s differ by "
    assert words in bar.share.toolTip()
    assert words in bar.share.accessibleDescription()
    picture(person, "odd")
