"""A way round the whole window: each screen with much to show and with little, then each dialog; and what only company has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer.ui.conflicts.screen import ConflictsScreen
from reviewer.ui.members.screen import MembersScreen
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.screens import SCREENS
from reviewer.ui.triage.view import DECIDE
from tests.ui.every_dialog import DIALOGS, JUDGED, UNREAD, Stage
from tests.ui.parcel import parcel
from tests.ui.person import WorkingPerson

CLOSED = "26 Feb 2025"
"""The day on which what many sent came."""

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


def each_section(stage: Stage, person: WorkingPerson) -> Iterator[tuple[str, QWidget]]:
    """Show what the dialogs with sections have in those that they don't open with, and where the fields make room for the letter."""
    for kind in (PreferencesDialog, CaseWindow):
        dialog = DIALOGS[kind](stage)
        assert isinstance(dialog, PreferencesDialog | CaseWindow)
        dialog.open()
        person.dialog(kind)
        for at in (each for each in range(dialog.stack.count()) if each != dialog.stack.currentIndex()):
            dialog.sections.setCurrentRow(at)
            person.wait(lambda: not person.window.work.busy)
            person.settle()
            yield f"{kind.__name__}, {dialog.sections.item(at).text()}", dialog
        if isinstance(dialog, CaseWindow) and dialog.flip.isVisible():
            person.click(dialog.flip)
            yield f"{kind.__name__}, the letter", dialog
        dialog.close()
        person.wait(lambda dialog=dialog: person.gone(dialog))  # type: ignore[misc]


def everywhere(stage: Stage, person: WorkingPerson) -> Iterator[tuple[str, QWidget]]:
    """Show each screen, then each dialog, then their sections."""
    yield from each_screen(person)
    yield from each_dialog(stage, person)
    yield from each_section(stage, person)


def company(person: WorkingPerson, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Show what only someone who doesn't work alone has: conflicts, members, and what many sent at once, put into a new ``folder``."""
    person.space.go("conflicts")
    conflicts = person.screen(ConflictsScreen, "conflicts").view
    person.wait(lambda: conflicts.list.count() and conflicts.sides.stops)
    person.settle()
    person.space.take_focus()
    yield "conflicts", person.window
    person.space.go("members")
    members = person.screen(MembersScreen, "members").controller
    person.wait(lambda: members.shown is not None and not members.pending and not person.window.work.busy)
    person.settle()
    person.space.take_focus()
    for row in range(members.view.table.rowCount()):
        members.view.table.setCurrentCell(row, 0)
        person.settle()
        yield f"members, at row {row}", person.window
    person.space.go("intake", {"paths": [parcel(folder)]})
    intake = person.intake
    person.wait(lambda: intake.assign.table.entries.items and not person.window.work.busy)
    person.settle()
    person.space.take_focus()
    yield "intake, whose it is", person.window
    intake.assign.on.setText(CLOSED)
    intake.assign.receive_now()
    person.wait(lambda: intake.decide.rows.groups and not person.window.work.busy)
    person.window.messages.clear()
    intake.show_half(DECIDE)
    for sort, matters in list(intake.decide.rows.groups):
        intake.decide.tree.setCurrentIndex(intake.decide.rows.place_of(matters[0].key))
        person.wait(lambda: not person.window.work.busy)
        person.settle()
        yield f"intake, to decide: {sort.value}", person.window


def at_rest(person: WorkingPerson, window: QWidget, of: Complaints) -> list[str]:
    """Return what is wrong with a window when nothing of it is on its way any more."""
    lines = list(of(window))
    if lines:
        person.qtbot.wait(500)
        lines = list(of(window))
    return lines


def complaints(stage: Stage, person: WorkingPerson, of: Complaints) -> list[str]:
    """Return what is wrong with any screen or dialog, and print it."""
    return _all_told(everywhere(stage, person), person, of)


def complaints_in_company(person: WorkingPerson, folder: Path, of: Complaints) -> list[str]:
    """Return what is wrong with any screen that has something only in company, and print it."""
    return _all_told(company(person, folder), person, of)


def _all_told(tour: Iterable[tuple[str, QWidget]], person: WorkingPerson, of: Complaints) -> list[str]:
    found: list[str] = []
    for name, window in tour:
        found += (f"{name}: {line}" for line in at_rest(person, window, of))
    print(*found, sep="\n")
    return found
