"""What else is looked at: menus, messages and the palette over the desk, sections of dialogs, an intake with something in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from reviewer.ui.actions.palette import Palette
from reviewer.ui.desk.screen import DeskScreen
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.screenshots import settle
from reviewer.ui.triage.screen import TriageScreen
from reviewer.ui.triage.view import ASSIGN, DECIDE
from reviewer.ui.window import MainWindow
from reviewer.ui.workspace import Workspace
from tests.ui.every_dialog import DIALOGS, UNREAD, Stage
from tests.ui.parcel import parcel

Scenes = Mapping[str, Callable[[], object]]
KEEPS_FOCUS = {"desk-looking", "remaining-list", "menu-file", "menu-body"}
"""Scenes of what goes when something else has the focus."""


def over_the_desk(window: MainWindow, space: Workspace, body: str) -> Scenes:
    """Return what comes over the desk for a moment."""

    def desk(of: str) -> DeskScreen:
        space.go("desk", {"body": of})
        settle(0.5)
        screen = space.screen_of("desk")
        assert isinstance(screen, DeskScreen)
        return screen

    def message(tell: Callable[[], object]) -> Callable[[], object]:
        def show() -> None:
            desk(body)
            tell()

        return show

    def left() -> None:
        desk(UNREAD).view.remaining.open_list()

    def file_menu() -> None:
        desk(body)
        bar = window.menuBar()
        first = bar.actions()[0].menu()
        assert isinstance(first, QMenu)
        first.popup(bar.mapToGlobal(bar.actionGeometry(bar.actions()[0]).bottomLeft()))

    def body_menu() -> None:
        desk(body)
        listed = space.bodies.list
        listed.setFocus()
        at = listed.visualRect(listed.currentIndex()).center()
        there = listed.viewport().mapToGlobal(at)
        QApplication.sendEvent(
            listed.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, there)
        )

    return {
        "message-told": message(
            lambda: window.messages.tell(
                "Synced. 2 people ask to take part: see Members and share.", "view.members"
            )
        ),
        "message-problem": message(
            lambda: window.messages.complain(
                "The shared folder /media/team/Boundaries 2025 cannot be reached. If it is on a network or a drive that is not "
                "connected, connect it and sync again; everything is still on this laptop."
            )
        ),
        "remaining-list": left,
        "menu-file": file_menu,
        "menu-body": body_menu,
    }


def sections(stage: Stage, wants: Callable[[str], bool]) -> Iterator[tuple[str, QDialog]]:
    """Show each section of the dialogs that have some, and the palette with what it found, where a picture of it is wanted."""
    for kind, name in ((PreferencesDialog, "preferences"), (CaseWindow, "case")):
        names = [f"{name}-{at}" for at in range(1, 8)]
        if not any(map(wants, [*names, f"{name}-letter"])):
            continue
        dialog = DIALOGS[kind](stage)
        assert isinstance(dialog, PreferencesDialog | CaseWindow)
        dialog.show()
        settle(0.5)
        for at in range(dialog.stack.count()):
            dialog.sections.setCurrentRow(at)
            settle(0.5)
            if wants(names[at]):
                yield names[at], dialog
        if isinstance(dialog, CaseWindow) and dialog.flip.isVisible() and wants("case-letter"):
            dialog.flip.click()
            settle(2)
            yield "case-letter", dialog
        dialog.close()
    if wants("palette-found"):
        stage.window.show_palette()
        palette = stage.window.findChildren(Palette)[-1]
        palette.field.setText("unit")
        settle(1)
        yield "palette-found", palette
        palette.close()


def intake(space: Workspace, folder: Path) -> Iterator[Scenes]:
    """Show what many sent: whose it is, and, once it is received, what is to be decided."""
    space.go("intake", {"paths": [parcel(folder)]})
    screen = space.screen_of("intake")
    assert isinstance(screen, TriageScreen)
    view = screen.view
    settle(3)

    def half(which: int) -> Callable[[], object]:
        def show() -> None:
            space.go("intake")
            view.show_half(which)

        return show

    yield {"intake-assign": half(ASSIGN)}
    view.assign.on.setText("26 Feb 2025")
    view.assign.receive_now()
    settle(4)

    def decide(at: int) -> Callable[[], object]:
        def show() -> None:
            half(DECIDE)()
            settle(0.5)
            groups = list(view.decide.rows.groups)
            _sort, matters = groups[at % len(groups)]
            view.decide.tree.setCurrentIndex(view.decide.rows.place_of(matters[0].key))

        return show

    yield {f"intake-decide-{sort.value}": decide(at) for at, (sort, _) in enumerate(view.decide.rows.groups)}
