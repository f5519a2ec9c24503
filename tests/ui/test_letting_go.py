"""A casebook that was closed leaves nothing behind: no screen, no session, and nobody who listens to what goes on."""

from __future__ import annotations

import gc
import logging
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from reviewer.ui.screens import SCREENS
from reviewer.ui.theme import ThemeName
from tests.scale import scale
from tests.ui.person import WorkingPerson

CLOSED = scale("closed-casebooks", small=1, whole=3)


def gone(person: WorkingPerson) -> None:
    """Let Qt and Python let go of what nobody needs."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        person.qtbot.wait(20)
        gc.collect()


def look_at_all(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    for screen in (*SCREENS[1:], SCREENS[0]):
        person.space.go(screen.id)
        person.settle()
    person.press("Ctrl+Shift+F")
    person.type("integrity")
    person.wait(person.space.results.isVisible)
    person.press("Escape")
    person.wait(lambda: not person.window.work.busy)


@pytest.mark.thorough
def test_closed_casebooks_leave_nothing_behind(
    person: WorkingPerson, caplog: pytest.LogCaptureFixture
) -> None:
    bugs: list[str] = []
    person.window.messages.bug_found.connect(bugs.append)
    left: dict[str, weakref.ref[object]] = {}
    for number in range(CLOSED):
        look_at_all(person)
        space = person.space
        parts: dict[str, object] = {kind.id: space.screen_of(kind.id) for kind in SCREENS}
        parts |= {f"{name}'s view": space.screen_of(name).widget for name in tuple(parts)}
        parts |= {"workspace": space, "session": space.session, "bar": space.bar, "bodies": space.bodies,
                  "results": space.results, "receiving": space.receiving, "acts": space.acts,
                  "cards": person.desk.checklist, "document": person.desk.document}  # fmt: skip
        left |= {f"{number}: {name}": weakref.ref(part) for name, part in parts.items()}
        del space, parts
        person.press("Ctrl+W")
        person.window.opening.sample()
        person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
        person.settle()
    with caplog.at_level(logging.WARNING):
        for theme in ThemeName:
            person.window.preferences.choose_theme(theme)
            person.window.preferences.choose_size(200 if theme is ThemeName.DARK else 100)
            person.settle()
    gone(person)
    assert [name for name, known in left.items() if known() is not None] == []
    assert not bugs
    assert not caplog.records


@pytest.mark.thorough
def test_every_screen_is_there_in_the_next_casebook_as_in_the_first(person: WorkingPerson) -> None:
    def looked_at() -> list[str]:
        shown = []
        for kind in SCREENS:
            person.space.go(kind.id)
            person.settle()
            shown += [kind.id] if person.space.screen_of(kind.id).widget.isVisible() else []
        return shown

    every = [kind.id for kind in SCREENS]
    assert looked_at() == every
    person.press("Ctrl+W")
    person.window.opening.sample()
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    assert looked_at() == every


@pytest.mark.thorough
def test_a_casebook_that_is_closed_at_once_leaves_no_fault(person: WorkingPerson) -> None:
    """While bodies, letters and searches are being looked up."""
    bugs: list[str] = []
    person.window.messages.bug_found.connect(bugs.append)
    for screen in ("letter", "intake", "desk"):
        person.space.go(screen)
        person.space.session.choose_body("thornwick")
        person.space.session.refresh()
        person.space.results.ask("integrity")
        person.window.close_casebook()
        person.window.opening.sample()
        person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    gone(person)
    person.settle()
    assert not bugs
