"""A way round the whole window: each screen with much to show and with little, then each dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from reviewer.ui.screens import SCREENS
from tests.ui.every_dialog import DIALOGS, JUDGED, UNREAD, Stage
from tests.ui.person import WorkingPerson

Complaints = Callable[[QWidget], Iterator[str]]
"""What is wrong with a window, a line each."""


def each_screen(person: WorkingPerson) -> Iterator[tuple[str, QWidget]]:
    """Show each screen in turn, with the focus where one goes on in it."""
    for body in (JUDGED, UNREAD):
        for kind in SCREENS:
            person.space.go(kind.id, {"body": body})
            person.settle()
            person.space.take_focus()
            person.wait(lambda: not person.window.work.busy)
            person.qtbot.wait(100)
            yield f"{kind.id} of {body}", person.window


def each_dialog(stage: Stage, person: WorkingPerson) -> Iterator[tuple[str, QWidget]]:
    """Open each dialog in turn."""
    for kind, make in DIALOGS.items():
        dialog = make(stage)
        dialog.open()
        person.dialog(kind)
        yield kind.__name__, dialog
        dialog.close()
        person.wait(lambda dialog=dialog: person.gone(dialog))  # type: ignore[misc]


def everywhere(stage: Stage, person: WorkingPerson) -> Iterator[tuple[str, QWidget]]:
    """Show each screen, then each dialog."""
    yield from each_screen(person)
    yield from each_dialog(stage, person)


def at_rest(person: WorkingPerson, window: QWidget, of: Complaints) -> list[str]:
    """Return what is wrong with a window when nothing of it is on its way any more."""
    lines = list(of(window))
    if lines:
        person.qtbot.wait(500)
        lines = list(of(window))
    return lines


def complaints(stage: Stage, person: WorkingPerson, of: Complaints) -> list[str]:
    """Return what is wrong with any screen or dialog, and print it."""
    found: list[str] = []
    for name, window in everywhere(stage, person):
        found += (f"{name}: {line}" for line in at_rest(person, window, of))
    print(*found, sep="\n")
    return found
