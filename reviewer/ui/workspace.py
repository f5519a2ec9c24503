"""One open casebook in the window: the bar, the results of a search, and the screens; it remembers where one was."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import Shiboken

from reviewer.desk.settings import PLACE
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.bodies import BodiesPane
from reviewer.ui.decision import typed_of
from reviewer.ui.delay import after
from reviewer.ui.last_picture import LastPicture
from reviewer.ui.results_room import ResultsRoom
from reviewer.ui.screen import Context
from reviewer.ui.topbar import TopBar
from reviewer.ui.visits import Visit, Visits
from reviewer.ui.widgets import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reviewer.desk import Home
    from reviewer.desk.snapshot import Snapshot
    from reviewer.model import Span
    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.look import Look
    from reviewer.ui.screen import Kept, Screen, ScreenKind
    from reviewer.ui.session_model import SessionModel

LEFT = 280
WIDEST = 16_777_215
CALM = 250  # milliseconds after the screens are made: what the person waits for comes before


class Workspace(Box):
    """Shows one screen of a list at a time, each made when it is first needed; knows none of them by name."""

    screen_shown = Signal(str)
    furnished_now = Signal()

    def __init__(
        self,
        look: Look,
        session: SessionModel,
        home: Home,
        actions: ActionList,
        window: QWidget,
        kinds: Sequence[ScreenKind],
        verify: Callable[[Sequence[Path]], None],
        *,
        reads_scans: bool = True,
    ) -> None:
        """Make what is shown first: the bar and the list of bodies.

        ``home`` is where it remembers; ``actions`` is the window's list; dialogs stand before ``window``; ``kinds``
        are the screens, in order; ``verify`` checks signed letters. ``reads_scans`` lets the reading of scanned pages begin by itself.
        """
        super().__init__(look, gap=0, role="desk")
        self.session = session
        self._action_list = actions
        self._home = home
        self._remembered = PLACE.of(session.desk.session.origin.remembered_by)
        self._where: Kept = home.settings.get(self._remembered)
        self._window = window
        self._verify = verify
        self._kinds = {kind.id: kind for kind in kinds}
        self._reads_scans = reads_scans
        self._screens: dict[str, Screen] = {}
        self._looked_at: list[str] = []
        self._first_screen = self._shown = next(iter(self._kinds))
        self._visits = Visits()
        self._moving = False
        self.bar = TopBar(look, session, actions, tuple(kinds))
        self.bodies = BodiesPane(look, session)
        self.stack = QStackedWidget()
        self._first = self._first_sight(look)
        self.stack.addWidget(self._first)
        self._room = ResultsRoom(look, self.stack)
        self.add(self.bar)
        self.add(self._room, 1)
        self.bar.refresh(session.snapshot)
        self.furnished = self._closed = False
        self._calm = after(CALM, self._warm_pages, self)
        self._last_picture = LastPicture(self.stack)

    def _first_sight(self, look: Look) -> Box:
        self.bodies.setMaximumWidth(look.px(LEFT))
        first = Box(look, across=True, gap=0, role="desk")
        first.add(self.bodies, 1)
        first.add(None)
        return first

    def furnish(self) -> None:
        """Make the rest, once the bodies are on the screen: nobody waits for what is not looked at yet."""
        if self._closed:
            return
        self.setUpdatesEnabled(False)
        self.session.unsaved.update(typed_of(self._where.get("typed")))
        self.session.begin()
        self._choose_last_body()
        self._action_list.settle()
        wanted = self._where.get("screen")
        first = wanted if isinstance(wanted, str) and wanted in self._kinds else self._first_screen
        with self._look.undressed(), self._action_list.at_once():
            self._make()
            self._connect()
            self.stack.addWidget(self.screen_of(first).widget)  # in its place, and shown later
        self._show(first)
        self.stack.removeWidget(self._first)
        if self._first.isAncestorOf(self.bodies):  # until a screen that has a place for the list is looked at
            self.bodies.setParent(self)
            self.bodies.hide()
        self.bodies.setMaximumWidth(WIDEST)
        self._first.deleteLater()
        self.setUpdatesEnabled(True)
        self.bodies.list.setFocus()
        self._calm.start()
        self.furnished = True
        self.furnished_now.emit()

    def _choose_last_body(self) -> None:
        codes = [body.code for body in self.session.desk.case.bodies]
        body = self._where.get("body")
        self.session.choose_body(str(body) if body in codes else self.session.body or codes[0], again=True)

    def _warm_pages(self) -> None:
        """Start what draws pages before the first document is opened: it takes longer to start than to draw."""
        self.session.desk.pages.warm()

    def _make(self) -> None:
        from reviewer.ui.acts import DeskActs
        from reviewer.ui.case.acts import CaseActs
        from reviewer.ui.receiving import ReceivingActs
        from reviewer.ui.results import ResultsPane

        look, session = self._look, self.session
        self.receiving = ReceivingActs(look, session, self._window, reads_scans=self._reads_scans)
        self.acts = DeskActs(look, session, self.receiving, self._window)
        self.case = CaseActs(look, session, self._window)
        self.results = ResultsPane(look, session, self._action_list)
        self._context = Context(
            look, self._action_list, session, self._home, self._window, self.bodies, self.receiving, self._verify,
            self.results.forget, self.go, self.back,
        )  # fmt: skip
        for kind in self._kinds.values():
            self._action_list.add(self.screen_of(kind.id), kind.actions())
        listen(self._action_list, self.bar.search, Scope.SEARCH)
        self._room.take(self.results, lambda: self.screen_of(self._shown))

    def _connect(self) -> None:
        self.bar.search_wanted.connect(partial(self.results.ask, growing=True))
        self.results.closed.connect(self.hide_results)
        self.results.field_wanted.connect(self.bar.search.setFocus)
        self.results.words_wanted.connect(self.bar.search.show_words)
        self.results.announced.connect(self.bar.search.tell)
        self.results.place_opened.connect(self._open_place)
        self.session.terms_wanted.connect(self.results.look_for_terms)
        self.session.screen_wanted.connect(self.go)
        self.session.body_leaving.connect(self._leave_body)
        self.session.body_chosen.connect(self._keep_picture)
        self.session.refreshed.connect(self._refresh)
        self.session.words_here.connect(self._see_words)

    def close_screens(self) -> None:
        """Let threads go, and begin nothing more."""
        self._closed = True
        self._calm.stop()
        self._last_picture.rest()
        self.session.end()
        with self._action_list.at_once():
            if self.furnished:
                self.results.close_search()
                self.receiving.scans.rest()
                for screen in self._screens.values():
                    self._action_list.drop(screen)
                    screen.close()
            self._action_list.drop(self)
        self._action_list.show("")

    # --- screens -----------------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """The id of the screen that is shown."""
        return self._shown

    @property
    def is_gone(self) -> bool:
        """Whether its widgets are gone, or will be: what was asked of it before, and is done only now, has to be let go."""
        return self._closed or not Shiboken.isValid(self)

    def take_focus(self) -> None:
        """Put the focus where one goes on in the screen that is shown."""
        if not self.is_gone:
            self._screens[self._shown].take_focus()

    def screen_of(self, screen: str) -> Screen:
        """Return a screen by its id, made now if it was not needed before."""
        if screen not in self._screens:
            self._screens[screen] = self._kinds[screen].make(self._context)
        return self._screens[screen]

    def _show(self, screen: str) -> None:
        chosen = self.screen_of(screen)
        widget = chosen.widget
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        if screen not in self._looked_at:
            self._looked_at.append(screen)
            chosen.restore(self._last_kept(screen))
        changed = self.stack.currentWidget() is not widget
        self._shown = screen
        self.stack.setCurrentWidget(widget)
        self.bar.show_screen(screen)
        self._action_list.show(screen)
        self._room.place()
        if changed:
            chosen.shown()
            chosen.refresh(self.session.snapshot)
        self.screen_shown.emit(screen)

    def go(self, screen: str, where: Kept | None = None) -> None:
        """Show a screen by its id, at what ``where`` names; one can come back to where one was."""
        if screen not in self._kinds or self.is_gone:
            return
        where = where or {}
        body = where.get("body", self.session.body)
        if screen != self._shown or body != self.session.body:
            self._visits.leave(self._here())
        with self._going():
            self._show(screen)
            self._screens[screen].go(where)

    @property
    def can_go_back(self) -> bool:
        """Whether there is somewhere to go back to."""
        return self._visits.any_before

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return self._visits.any_after

    def back(self) -> None:
        """Go back to the screen, body and place of before."""
        if not self.is_gone:
            self._return_to(self._visits.back(self._here()))

    def forward(self) -> None:
        """Go where one came back from."""
        if not self.is_gone:
            self._return_to(self._visits.forward(self._here()))

    def _return_to(self, visit: Visit | None) -> None:
        if visit is not None:
            with self._going():
                self.session.choose_body(visit.body)
                self._show(visit.screen)
                self._screens[visit.screen].restore(visit.state)
                if not self._screens[visit.screen].widget.isAncestorOf(self.window().focusWidget()):
                    self.take_focus()  # else the screen has it again where it was

    def _here(self) -> Visit:
        return Visit(self._shown, self.session.body, self._screens[self._shown].remember())

    def _leave_body(self) -> None:
        if not self._moving:
            self._visits.leave(self._here(), walking=True)

    @contextmanager
    def _going(self) -> Iterator[None]:
        """Count all that one wish brings along as one way."""
        self._moving = True
        try:
            yield
        finally:
            self._moving = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward by the mouse's own buttons, where nothing else takes them."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward()
        else:
            super().mousePressEvent(event)

    # --- what stands -------------------------------------------------------------------------------

    def _keep_picture(self, body: str) -> None:
        if body and self.furnished:
            self._last_picture.keep()

    def _refresh(self, snapshot: Snapshot) -> None:
        self.bar.refresh(snapshot)
        self.bodies.refresh(snapshot)
        for screen in self._looked_at:
            self._screens[screen].refresh(snapshot)
        if snapshot.view is not None:
            self._last_picture.let_go_soon(coming=self._screens[self._shown].is_coming)

    def _see_words(self) -> None:
        if self.session.view is not None:
            self._last_picture.let_go_soon()

    # --- what is dropped, and panes ----------------------------------------------------------------

    def drop_paths(self, paths: Sequence[Path]) -> None:
        """Give what was dropped on the window to the screen that is shown; where it leaves it, to the others."""
        if self._screens[self._shown].drop_paths(paths, shown=True):
            return
        others = (self.screen_of(screen) for screen in self._kinds if screen != self._shown)
        any(screen.drop_paths(paths, shown=False) for screen in others)

    def next_pane(self, by: int = 1) -> None:
        """Go round the panes of the screen that is shown."""
        panes = [pane for pane in self._screens[self._shown].panes() if pane.widget.isVisible()]
        focused = QApplication.focusWidget()
        inside = (
            focused is not None and (pane.widget is focused or pane.widget.isAncestorOf(focused))
            for pane in panes
        )
        at = next((number for number, here in enumerate(inside) if here), -1 if by > 0 else 0)
        for _ in panes:
            at = (at + by) % len(panes)
            panes[at].take_focus()
            if QApplication.focusWidget() is not focused:
                return

    # --- searching ---------------------------------------------------------------------------------

    def find_everywhere(self) -> None:
        """Go to the search over all documents."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def search_for(self, words: str) -> None:
        """Search all documents for these words."""
        self.find_everywhere()
        self.bar.search.show_words(words)
        self.results.ask(words, growing=True)

    def go_to_results(self) -> None:
        """Go from the field of the search to what it found."""
        self.results.ask(self.bar.search.text(), growing=True)
        self.results.go_in()

    def leave_search(self) -> None:
        """Empty the field of the search, and go back to what is shown."""
        self.bar.search.clear()
        self.hide_results()

    def hide_results(self) -> None:
        """Put away what the search found, and go back to what is shown."""
        self.results.forget()
        self.take_focus()

    def _open_place(self, place: Span, body: str) -> None:
        self.go(self._first_screen, {"body": body, "place": place})

    # --- where one was -----------------------------------------------------------------------------

    def _last_kept(self, screen: str) -> Kept:
        """Return what a screen remembered in the last sitting; earlier versions kept all in one place."""
        screens = self._where.get("screens", {screen: self._where})
        state = screens.get(screen) if isinstance(screens, dict) else None
        return state if isinstance(state, dict) else {}

    def remember(self) -> None:
        """Keep where one is, and what was typed and not saved."""
        if not self.furnished:
            return
        self._home.settings.put(
            self._remembered,
            {
                "body": self.session.body,
                "screen": self._shown,
                "screens": {
                    name: dict(
                        self._screens[name].remember() if name in self._looked_at else self._last_kept(name)
                    )
                    for name in self._kinds
                },
                "typed": [
                    [body, criterion, decision.finding, decision.because]
                    for (body, criterion), decision in self.session.unsaved.items()
                ],
            },
        )
