"""The window: it composes the welcome screen or a workspace with menus and status, and does nothing itself."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from reviewer.desk.home import is_merged_file
from reviewer.desk.settings import KEYS, OPEN_CASEBOOK, WINDOW_SIZE
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.chosen_keys import Chosen
from reviewer.ui.actions.listener import hear_menu_keys, listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.casebook_actions import add_workspace, of_any_casebook, of_other_windows, within
from reviewer.ui.casebook_opening import Opening
from reviewer.ui.drops import dropped_paths
from reviewer.ui.focus import FocusKeeper
from reviewer.ui.menus import fill_bar
from reviewer.ui.messages import MessageBar, Messages
from reviewer.ui.overlay import Overlay
from reviewer.ui.painted import Painted
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.preference import Section
from reviewer.ui.recent import RecentMenu
from reviewer.ui.screens import SCREENS
from reviewer.ui.session_model import SessionModel
from reviewer.ui.status import StatusStrip
from reviewer.ui.verifying import Verifying
from reviewer.ui.widgets import Box
from reviewer.ui.work import Work
from reviewer.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.desk import Desk, Home
    from reviewer.desk.snapshot import Snapshot
    from reviewer.model import Case
    from reviewer.ui.about import About
    from reviewer.ui.actions.action import Action
    from reviewer.ui.help.helping import GuideHelp
    from reviewer.ui.look import Look
    from reviewer.ui.screen import Kept, ScreenKind
    from reviewer.ui.welcome import WelcomeView

SIZE = (1366, 768)
LEAST = (640, 400)
FRAME = (8, 40)
"""Pixels that desktops put beside and above a window; what it is exactly is known only once it is shown."""
AGAIN = 50  # milliseconds, after which it is looked again whether all that was asked for is done


class MainWindow(QMainWindow):
    """One window, at most one casebook."""

    casebook_shown = Signal()
    casebook_closed = Signal()
    anew_wanted = Signal()

    def __init__(
        self,
        look: Look,
        home: Home,
        log_file: Path,
        *,
        reads_scans: bool = True,
        screens: Sequence[ScreenKind] = SCREENS,
    ) -> None:
        """``home`` remembers what was open; ``log_file`` is named when the program is at fault.

        Without ``reads_scans`` scanned pages are read only when the inspector asks. ``screens`` are what a casebook
        can be looked at by, in the order of their tabs.
        """
        super().__init__()
        self._screens = tuple(screens)
        self._reads_scans = reads_scans
        self.look = look
        self._home = home
        self._log_file = log_file
        self.messages = Messages(self)
        self.work = Work(self.messages, self)
        self.action_list = ActionList(self, self.messages.tell, home.settings.get(KEYS))
        self.opening = Opening(look, home, self.work, self.messages, self.action_list, self)
        self.verifying = Verifying(look, self.work, self._session, self)
        self.workspace: Workspace | None = None
        self._litter = False
        self._shown_case: Case | None = None
        self._stack = QStackedWidget()
        self.message_bar = MessageBar(look, self.messages, self.action_list)
        self.status = StatusStrip(look, self.work)
        centre = Box(look, gap=0, role="desk")
        Overlay(look, centre, self.message_bar)  # before what it lies over: Tab comes to it first
        centre.add(self._stack, 1)
        self.setCentralWidget(centre)
        self.preferences = Preferences(look, home, self)
        self.action_list.declare(of_any_casebook(self._screens))
        self.action_list.declare_later(self._acts_within)
        listen(self.action_list, self.message_bar, Scope.MESSAGE)
        hear_menu_keys(self)
        self.recent = RecentMenu(home.opened_last, self._open_folder, self)
        self.menus = fill_bar(self.menuBar(), self.action_list, self.recent)
        self.status.stand_beside(self.menuBar())
        Painted(self.menuBar(), self._learn_acts)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.setWindowTitle(self.tr("Reviewer"))
        self._restore_size()
        self._connect()

    def _connect(self) -> None:
        self.messages.bug_found.connect(self._show_bug)
        self.message_bar.left.connect(self._take_focus)
        FocusKeeper(self._stack, self._take_focus)
        self.opening.desk_opened.connect(self._show)
        self.recent.open_wanted.connect(self.opening.open)
        self.recent.forget_wanted.connect(self._forget)

    @cached_property
    def welcome(self) -> WelcomeView:
        """The first screen, made when it is first shown: who opens a casebook at once does not wait for it."""
        from reviewer.ui.welcome import WelcomeView

        made = WelcomeView(self.look, self.action_list)
        made.sample_wanted.connect(self.opening.sample)
        made.new_wanted.connect(self.opening.begin_case)
        made.go_on_wanted.connect(self.opening.go_on_with)
        self.opening.case_left.connect(self._list_recent)
        made.open_wanted.connect(self.opening.ask_open)
        made.join_wanted.connect(self.opening.ask_join)
        made.recent_wanted.connect(self.opening.open)
        made.forget_wanted.connect(self._forget)
        made.forget_case_wanted.connect(lambda folder: self._forget(folder, self._home.forget_case))
        made.verify_wanted.connect(self.verifying.ask)
        self._stack.insertWidget(0, made)
        return made

    @cached_property
    def helping(self) -> GuideHelp:
        """What opens the guide, brought in when it is first asked for."""
        from reviewer.ui.help.helping import GuideHelp

        return GuideHelp(self.look, self.action_list, self._help_of_the_screen, self)

    @cached_property
    def about(self) -> About:
        """What tells what this is, brought in when it is first asked for."""
        from reviewer.ui.about import About

        return About(self.look, self._home, self._log_file, self.work, self)

    def _acts_within(self) -> tuple[Action[Any], ...]:
        return (*within(self._screens), *of_other_windows())

    def _learn_acts(self) -> None:
        """Have all acts known, keys heard and menus filled, once something is on the screen; a casebook does so after its bodies."""
        if self.workspace is None:
            self.action_list.settle()

    def _show_welcome(self) -> None:
        self._list_recent()
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.take_focus()

    def _list_recent(self) -> None:
        self.welcome.show_recent(self._home.opened_last(), self._home.cases())

    def _take_focus(self) -> None:
        """Put the focus where one goes on."""
        space = self.workspace
        (space if space is not None and space.furnished else self.welcome).take_focus()

    # --- help -----------------------------------------------------------------------------------

    def _help_of_the_screen(self) -> str:
        """Return the page of the guide that belongs to the screen that is shown; "" where none is."""
        shown = self.workspace.shown if self.workspace is not None else ""
        return next((kind.help for kind in self._screens if kind.id == shown), "")

    def show_keyboard(self) -> None:
        """List all keys by topic."""
        from reviewer.ui.actions.keyboard import KeyboardSheet

        KeyboardSheet(self.look, self.action_list, self).open()

    def show_palette(self) -> None:
        """Ask what is to be done, shown or set."""
        from reviewer.ui.actions.palette import Palette
        from reviewer.ui.actions.palette_groups import ActGroup, PaletteGroup
        from reviewer.ui.actions.palette_memory import PaletteMemory
        from reviewer.ui.actions.palette_places import CasebookGroup, NextGroup, casebook_groups
        from reviewer.ui.preferences.offered import SettingGroup

        space = self.workspace if self.workspace is not None and self.workspace.furnished else None
        here = space.session.desk.folder.resolve() if space is not None else None
        casebooks = CasebookGroup(self._home.recent(), self.opening.open, here)
        settings = SettingGroup(self.preferences, self.action_list, self.show_preferences)
        acts = ActGroup(self.action_list, settings.acts)
        groups: tuple[PaletteGroup, ...] = (acts, settings, casebooks)
        memory = PaletteMemory(self._home.settings)
        if space is None:
            Palette(self.look, groups, self, memory=memory, following=(casebooks,)).open()
        else:
            groups = (acts, *casebook_groups(space.session, self._go), settings, casebooks)
            following = (NextGroup(space.session, self._go),)
            Palette(self.look, groups, self, self._search_for, memory, following).open()

    def _go(self, screen: str, where: Kept) -> None:
        """Show a screen of the casebook that is open by now: it may have been made again since it was asked for."""
        if self.workspace is not None:
            self.workspace.go(screen, where)

    def _search_for(self, words: str) -> None:
        if self.workspace is not None and self.workspace.furnished:
            self.workspace.search_for(words)

    def show_preferences(self, section: Section | None = None) -> None:
        """Show what can be set, and go into a section, or to the list of them."""
        from reviewer.ui.preferences.dialog_making import PreferencesNeed, preferences_dialog

        need = PreferencesNeed(
            self.look, self.preferences, self.action_list, self._home, self.work, self._session(),
            lambda act: QTimer.singleShot(0, self, act),
        )  # fmt: skip
        dialog = preferences_dialog(need, self, section)
        before = self.action_list.chosen
        dialog.finished.connect(lambda _result: self._show_keys(before))
        dialog.open()

    def _show_keys(self, before: Chosen) -> None:
        """Have tips and hints of the screens say other keys, if any act was given one; they are asked for when a screen is made."""
        if self.action_list.chosen != before:
            self._make_again()

    def _show_bug(self, trace: str) -> None:
        from reviewer.ui.bug_box import BugBox

        BugBox(trace, str(self._log_file), self).open()

    def _open_folder(self) -> Path | None:
        return self.workspace.session.desk.folder.resolve() if self.workspace is not None else None

    def _forget(self, folder: Path, forget: Callable[[Path], object] | None = None) -> None:
        """Take a casebook off the list of those opened last; a case folder off that of those being filled in."""
        (forget or self._home.forget)(folder)
        self._list_recent()
        name = folder.name if forget else folder.stem
        words = self.tr("{} is off the list; no file was touched. Open it to have it listed again.")
        self.messages.tell(words.format(name))

    def _session(self) -> SessionModel | None:
        return self.workspace.session if self.workspace is not None else None

    # --- casebooks -------------------------------------------------------------------------------

    def _show_anew_soon(self) -> None:
        """Not at once: what waits for the act, such as its message, is told first."""
        if self.workspace is not None:
            self.workspace.session.soon(self._show_anew)

    def _show_anew(self) -> None:
        """Make all that is shown again: the case is another, and criteria, bodies and days come from it.

        What the person asked for comes to its end first, such as the sync that brought the case: taking all down stops it.
        """
        space = self.workspace
        if space is not None and space.session.snapshot.case is not self._shown_case:
            self._make_again()

    def _make_again(self) -> None:
        """Make the screens again where they are; what was typed, and where one was, is kept."""
        space = self.workspace
        if space is None:
            return
        if self.work.asked_for or not space.furnished or not space.session.settled:
            QTimer.singleShot(AGAIN, self, self._make_again)
            return
        self._put_away()
        self._show(space.session.desk, space.session.snapshot.of(""))

    def _show(self, desk: Desk, first: Snapshot) -> None:
        self._let_go()
        self._shown_case = first.case
        session = SessionModel(desk, self.work, self.messages, first)
        self.workspace = Workspace(
            self.look,
            session,
            self._home,
            self.action_list,
            self,
            self._screens,
            self.verifying.check,
            reads_scans=self._reads_scans and not desk.session.passes,  # what is read of it is not kept
        )
        session.setParent(self.workspace)
        session.case_changed.connect(self._show_anew_soon)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.setWindowTitle(self.tr("{} · Reviewer").format(desk.case.inspection.title))
        self._home.settings.put(OPEN_CASEBOOK, None if desk.session.passes else desk.folder.resolve())
        self.workspace.bodies.list.setFocus()
        self.workspace.furnished_now.connect(self._allow_acts)
        Painted(self.workspace.bodies.list.viewport(), self.workspace.furnish)
        self.casebook_shown.emit()

    def _allow_acts(self) -> None:
        if self.workspace is not None:
            add_workspace(self.action_list, self.workspace, self._screens)
            if self._litter:  # else what is left of the casebook of before would stay for good
                self._litter = False
                gc.collect()
            # What is there now stays; looking through all of it for what can go holds everything up for 0.3 s.
            gc.freeze()
            self.workspace.receiving.catch_up()

    def _let_go(self) -> None:
        workspace = self._put_away()
        if workspace is not None:
            workspace.session.desk.close()

    def _put_away(self) -> Workspace | None:
        """Take down what is shown of a casebook, which stays open; returns it, or None where none is."""
        if self.workspace is None:
            return None
        workspace, self.workspace = self.workspace, None
        gc.unfreeze()
        workspace.remember()
        workspace.close_screens()  # first: a search is stopped by it, which work would wait for
        self.work.close()
        self._stack.removeWidget(workspace)
        workspace.hide()
        workspace.deleteLater()
        self._litter = True
        return workspace

    def close_casebook(self) -> None:
        """Go back to the welcome screen."""
        self._let_go()
        self._home.settings.put(OPEN_CASEBOOK, None)
        self.messages.clear()
        self._show_welcome()
        self._learn_acts()
        self.setWindowTitle(self.tr("Reviewer"))
        self.casebook_closed.emit()

    # --- the window itself -----------------------------------------------------------------------

    def _restore_size(self) -> None:
        """Take the size of before, or what fits on the screen with the frame that the desktop will put round the window."""
        width, height = self._home.settings.get(WINDOW_SIZE) or SIZE
        screen_size = self.screen().availableGeometry().size()
        fits = (min(width, screen_size.width() - FRAME[0]), min(height, screen_size.height() - FRAME[1]))
        self.resize(*fits)

    def showEvent(self, event: QShowEvent) -> None:
        if self._stack.count() == 0:
            self._show_welcome()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place and let everything go; what was done is recorded already."""
        self._home.settings.put(WINDOW_SIZE, (self.width(), self.height()))
        self._let_go()
        self.work.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes_drops and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        if not self._takes_drops or not paths:
            return
        event.acceptProposedAction()
        if self.workspace is not None:
            self.workspace.drop_paths(paths)
        elif any(path.suffix.lower() == ".pdf" for path in paths):
            self.verifying.check(paths)
        elif is_merged_file(paths[0]):
            self.opening.open(paths[0])
        else:
            first = self.tr(
                "Open a casebook before you drop documents. Signed letters (.pdf) are checked without one."
            )
            self.messages.tell(first)

    @property
    def _takes_drops(self) -> bool:
        return self.workspace is None or self.workspace.furnished
