"""The window: it composes the welcome screen or a workspace with menus and status, and does nothing itself."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from reviewer.desk.settings import OPEN_CASEBOOK, WINDOW_SIZE
from reviewer.model import Stance
from reviewer.ui.look import Look
from reviewer.ui.menus import Menus
from reviewer.ui.messages import BugBox, MessageBar, Messages
from reviewer.ui.opening import Opening
from reviewer.ui.painted import Painted
from reviewer.ui.parts import Box
from reviewer.ui.preferences import Preferences
from reviewer.ui.sitting import Sitting
from reviewer.ui.status import StatusStrip
from reviewer.ui.welcome import WelcomeView
from reviewer.ui.work import Work
from reviewer.ui.workspace import DESK, INTAKE, LETTER, OVERVIEW, Workspace

if TYPE_CHECKING:
    from reviewer.desk import Desk, Home

SIZE = (1366, 768)
LEAST = (640, 400)


class MainWindow(QMainWindow):
    """One window, at most one casebook."""

    casebook_shown = Signal()

    def __init__(self, look: Look, home: Home, log_file: Path, *, reads_scans: bool = True) -> None:
        """``home`` remembers what was open; ``log_file`` is named when the program is at fault.

        Without ``reads_scans`` scanned pages are read only when she asks.
        """
        super().__init__()
        self._reads_scans = reads_scans
        self.look = look
        self._home = home
        self._log_file = log_file
        self.messages = Messages(self)
        self.work = Work(self.messages, self)
        self.opening = Opening(look, home, self.work, self.messages, self)
        self.welcome = WelcomeView(look)
        self.workspace: Workspace | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self.message_bar = MessageBar(look, self.messages)
        self.status = StatusStrip(look, self.work)
        centre = Box(look, self.message_bar, gap=0, role="desk")
        centre.add(self._stack, 1)
        centre.add(self.status)
        self.setCentralWidget(centre)
        self.menus = Menus(self, self._acts())
        self.preferences = Preferences(look, home, self.menus.menu(self.tr("&View")))
        self.menus.allow(desk=False)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.setWindowTitle(self.tr("Reviewer"))
        self._restore_size()
        self._connect()
        self._number_keys()
        self.welcome.show_recent(home.recent())

    def _connect(self) -> None:
        self.messages.bug_found.connect(self._show_bug)
        self.opening.desk_opened.connect(self._show_desk)
        self.welcome.sample_wanted.connect(self.opening.sample)
        self.welcome.new_wanted.connect(self.opening.ask_new)
        self.welcome.open_wanted.connect(self.opening.ask_open)
        self.welcome.join_wanted.connect(self.opening.ask_join)
        self.welcome.recent_wanted.connect(self.opening.open)

    def _number_keys(self) -> None:
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda number=number: self._press_option(number))

    def _press_option(self, number: int) -> None:
        if self.workspace is None or not self.workspace.furnished:
            return
        if self.workspace.views.currentIndex() == LETTER:
            self.workspace.letter_view.category.options.press(number)
        elif self.workspace.views.currentIndex() == DESK:
            self.workspace.desk_view.checklist.press_finding(number)

    # --- menus -----------------------------------------------------------------------------------

    def _acts(self) -> dict[str, Callable[[], object]]:
        opening = self.opening
        return {
            "new": opening.ask_new,
            "open": opening.ask_open,
            "join": opening.ask_join,
            "sample": opening.sample,
            "close": self.close_casebook,
            "quit": self.close,
            "keyboard": self._show_keyboard,
            "about": self._show_about,
            **{name: self._within(act) for name, act in self._workspace_acts().items()},
        }

    def _within(self, act: Callable[[Workspace], object]) -> Callable[[], object]:
        def guarded() -> None:
            if self.workspace is not None and self.workspace.furnished:
                act(self.workspace)

        return guarded

    @staticmethod
    def _workspace_acts() -> dict[str, Callable[[Workspace], object]]:
        return {
            "receive": lambda space: space.receiving.receive(),
            "receive_many": lambda space: space.receive_from_many(),
            "include": lambda space: space.acts.include(),
            "compare": lambda space: space.version_acts.compare_chosen(),
            "recognise": lambda space: space.receiving.scans.ask(),
            "check": lambda space: space.acts.check(),
            "undo": lambda space: space.acts.undo(),
            "redo": lambda space: space.acts.redo(),
            "search": lambda space: space.find_everywhere(),
            "desk": lambda space: space.show_view(DESK),
            "letter": lambda space: space.show_view(LETTER),
            "overview": lambda space: space.show_view(OVERVIEW),
            "intake": lambda space: space.show_view(INTAKE),
            "next_pane": lambda space: space.next_pane(1),
            "previous_pane": lambda space: space.next_pane(-1),
            "next_body": lambda space: space.bodies.step(1),
            "previous_body": lambda space: space.bodies.step(-1),
            "next_document": lambda space: space.desk_view.documents.step(1),
            "previous_document": lambda space: space.desk_view.documents.step(-1),
            "tie": lambda space: space.desk_view.choose_criterion(),
            "tie_against": lambda space: space.desk_view.choose_criterion(Stance.CONTRADICTS),
            "left": lambda space: space.desk_view.remaining.lead(),
            "save": lambda space: space.save(),
            "terms": lambda space: space.desk_view.checklist.find_terms(),
            "absence": lambda space: space.desk_view.checklist.search_open(),
            "category": lambda space: space.sitting.category_wanted.emit(),
            "sign": lambda space: space.letters.sign(),
            "edit_paragraph": lambda space: space.write(lambda view: view.edit_paragraph()),
            "add_paragraph": lambda space: space.write(lambda view: view.add_paragraph()),
            "export": lambda space: space.letters.export(),
            "export_all": lambda space: space.letters.export_all(),
            "verify": lambda space: space.letters.verify(),
            "export_overview": lambda space: space.acts.export_overview(),
            "sync": lambda space: space.acts.sync(),
            "choose_share": lambda space: space.acts.choose_share(),
        }

    def _show_keyboard(self) -> None:
        from reviewer.ui.about import keyboard_dialog

        keyboard_dialog(self.look, tuple(self.menus.keyboard()), self).open()

    def _show_about(self) -> None:
        from reviewer.ui.about import machines_cage

        self.work.start(
            self.tr("Asking the reader"), lambda _ticket: machines_cage(), self._tell_about, quiet=True
        )

    def _tell_about(self, cage: str) -> None:
        from reviewer.ui.about import about_lines
        from reviewer.ui.dialogs import TextDialog

        lines = about_lines(self._log_file, cage)
        TextDialog(self.look, self.tr("About Reviewer"), lines, self).open()

    def _show_bug(self, trace: str) -> None:
        BugBox(trace, str(self._log_file), self).open()

    # --- casebooks -------------------------------------------------------------------------------

    def _show_desk(self, desk: Desk) -> None:
        self._let_go()
        sitting = Sitting(desk, self.work, self.messages)
        self.workspace = Workspace(self.look, sitting, self._home, self, reads_scans=self._reads_scans)
        sitting.setParent(self.workspace)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.setWindowTitle(self.tr("{} · Reviewer").format(desk.case.inspection.title))
        self._home.settings.put(OPEN_CASEBOOK, desk.folder.resolve())
        self.workspace.bodies.list.setFocus()
        self.workspace.furnished_now.connect(self._allow_acts)
        Painted(self.workspace.bodies.list.viewport(), self.workspace.furnish)
        self.casebook_shown.emit()

    def _allow_acts(self) -> None:
        if self.workspace is not None:
            self.workspace.sitting.recorded.connect(self._name_undo)
            self._name_undo()
            self.menus.add_to_view(self.workspace.desk_view.document.doings.menu)
            self.menus.allow(desk=True)
            # What is there now stays; looking through all of it for what can go holds everything up for 0.3 s.
            gc.freeze()
            self.workspace.receiving.catch_up()

    def _name_undo(self) -> None:
        if self.workspace is not None:
            desk = self.workspace.sitting.desk
            self.menus.name_undo(desk.history.can_undo(), desk.history.can_redo())

    def _let_go(self) -> None:
        if self.workspace is None:
            return
        workspace, self.workspace = self.workspace, None
        gc.unfreeze()
        workspace.remember()
        self.work.close()
        workspace.close_panes()
        self._stack.removeWidget(workspace)
        workspace.sitting.desk.close()
        workspace.hide()
        workspace.deleteLater()

    def close_casebook(self) -> None:
        """Go back to the welcome screen."""
        self._let_go()
        self._home.settings.put(OPEN_CASEBOOK, None)
        self.messages.clear()
        self.menus.allow(desk=False)
        self.welcome.show_recent(self._home.recent())
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.sample.setFocus()
        self.setWindowTitle(self.tr("Reviewer"))

    # --- the window itself -----------------------------------------------------------------------

    def _restore_size(self) -> None:
        width, height = self._home.settings.get(WINDOW_SIZE) or SIZE
        available = self.screen().availableGeometry()
        self.resize(
            min(width, max(available.width(), SIZE[0])), min(height, max(available.height(), SIZE[1]))
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where she was and let everything go; what was done is recorded already."""
        self._home.settings.put(WINDOW_SIZE, (self.width(), self.height()))
        self._let_go()
        self.work.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.workspace is not None and self.workspace.furnished and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.workspace is not None and self.workspace.furnished and paths:
            event.acceptProposedAction()
            self.workspace.drop_paths(paths)
