"""The first screen: what to do when no casebook is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from reviewer.desk.home import OpenedLast
from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.actions.faces import context_menu
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, button, empty, scrolled

WIDTH = 640


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the lists: a casebook that was opened last, or a case folder that is being filled in; and whether it is there."""

    folder: Path
    is_there: bool
    is_case: bool = False


class WelcomeView(Box):
    """The ways to begin, each with what it is for, and the casebooks opened last."""

    sample_wanted = Signal()
    new_wanted = Signal()
    go_on_wanted = Signal(object)
    open_wanted = Signal()
    join_wanted = Signal()
    verify_wanted = Signal()
    recent_wanted = Signal(object)
    forget_wanted = Signal(object)
    forget_case_wanted = Signal(object)

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Show the ways; ``show_recent`` adds what was opened last, whose acts are among the ``actions``."""
        super().__init__(look, gap=0, role="desk")
        self._actions = actions
        self._listed: dict[QPushButton, Listed] = {}
        actions.add(self, recent_actions())
        listen(actions, self, Scope.RECENT)
        self._column = Box(look, gap=16, margins=(32, 32, 32, 32), role="card")
        self._column.add(Label(self.tr("Reviewer"), "title"))
        words = self.tr(
            "Read what was sent in, judge it against the criteria, and sign a letter that stands up."
        )
        self._column.add(Label(words, "muted", wrap=True))
        self.sample = self._way(
            self.tr("Open the sample"), self.tr("A small inspection with made documents: the whole job in five minutes"),
            self.sample_wanted.emit, role="primary",
        )  # fmt: skip
        self.new = self._way(
            self.tr("New inspection…"), self.tr("Set one up: questions, wording, dates and bodies, with the letter beside"),
            self.new_wanted.emit,
        )  # fmt: skip
        self.open = self._way(
            self.tr("Open a casebook…"),
            self.tr("A folder whose name ends in .casebook, or, to look at what others share, a merged file"),
            self.open_wanted.emit,
        )
        self.join = self._way(
            self.tr("Join an inspection…"), self.tr("Make your own copy of one that colleagues share"),
            self.join_wanted.emit,
        )  # fmt: skip
        self.verify = self._way(
            self.tr("Verify signed letters…"),
            self.tr("Who signed, when, and whether anything was changed: choose them, or drop them here"),
            self.verify_wanted.emit,
        )
        self._recent = Box(look, gap=4)
        self.recent: list[QPushButton] = []
        self.cases: list[QPushButton] = []
        self._column.add(self._recent)
        holder = Box(look, None, across=True, margins=(16, 24, 16, 24), role="desk")
        holder.add(self._column)
        holder.add(None)
        page = Box(look, holder, None, gap=0, role="desk")
        self.add(scrolled(page, role="desk"), 1)
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        self._column.setFixedWidth(min(self._look.px(WIDTH), max(self.width() - self._look.px(48), 240)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _way(self, text: str, what: str, wanted: Callable[[], object], role: str = "") -> QPushButton:
        way = button(text, wanted, role)
        way.setAccessibleDescription(what)
        way.setMinimumWidth(self._look.px(210))
        row = Box(self._look, way, across=True, gap=16)
        row.add(Label(what, "small", wrap=True), 1)
        self._column.add(row)
        return way

    def show_recent(self, recent: tuple[OpenedLast, ...], cases: tuple[Path, ...] = ()) -> None:
        """List the casebooks opened last; those that are gone are named and can be taken off the list.

        ``cases`` are the case folders that are being filled in.
        """
        at = next((at for at, way in enumerate(self._listed) if way.hasFocus()), -1)
        empty(self._recent.row)
        self.recent.clear()
        self._listed.clear()
        if recent:
            self._recent.add(Label(self.tr("Opened last"), "strong"))
        for each in recent:
            self._recent.add(self._there(each.folder) if each.is_there else self._gone(each.folder))
            self._listed[self.recent[-1]] = Listed(each.folder, each.is_there)
        self.cases = self._show_cases(cases)
        if at >= 0:
            ways = [*self._listed]
            way = ways[min(at, len(ways) - 1)] if ways else self.verify
            if (line := way.parentWidget()) is not None:
                line.show()  # else a new row is shown later, and can't take the focus until then
            way.setFocus()

    def _show_cases(self, cases: tuple[Path, ...]) -> list[QPushButton]:
        """List the inspections that are being set up, and return what leads on with each."""
        made = []
        if cases:
            self._recent.add(Label(self.tr("Being set up"), "strong"))
        for folder in cases:
            words = self.tr("Go on with {}").format(folder.name)
            made.append(_way_to(folder, words, self.go_on_wanted.emit))
            self._recent.add(self._line(made[-1], str(folder.parent)))
            self._listed[made[-1]] = Listed(folder, is_there=True, is_case=True)
        return made

    def take_focus(self) -> None:
        """Go to the casebook that was open last and is still there, so that Enter opens it; else to the sample."""
        way = next((each for each in self.recent if each.property("opens")), self.sample)
        if (line := way.parentWidget()) is not None:
            line.show()  # else a new row is shown later, and can't take the focus until then
        way.setFocus()

    @property
    def chosen(self) -> Listed | None:
        """The line of the lists that one is at, or None."""
        return next((each for way, each in self._listed.items() if way is self.window().focusWidget()), None)

    def open_chosen(self) -> None:
        """Open the casebook that one is at, or go on with the case folder."""
        if (chosen := self.chosen) is not None:
            (self.go_on_wanted if chosen.is_case else self.recent_wanted).emit(chosen.folder)

    def forget_chosen(self) -> None:
        """Take what one is at off its list."""
        if (chosen := self.chosen) is not None:
            (self.forget_case_wanted if chosen.is_case else self.forget_wanted).emit(chosen.folder)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the line of the lists that one is at, or that is under the mouse."""
        asked = self.childAt(event.pos())
        row = next((way for way in self._listed if asked is not None and asked in _parts(way)), None)
        if row is not None:
            row.setFocus()
            context_menu(self._actions, ("recent.open", "recent.forget"), self).popup(event.globalPos())

    def _there(self, path: Path) -> Box:
        link = _way_to(path, path.stem, self.recent_wanted.emit)
        link.setProperty("opens", True)
        self.recent.append(link)
        return self._line(link, str(path.parent))

    def _gone(self, path: Path) -> Box:
        off = button(self.tr("Take off the list"), partial(self.forget_wanted.emit, path), "link")
        off.setAccessibleName(self.tr("Take {} off the list").format(path.stem))
        off.setAccessibleDescription(self.tr("It is not in {} any more").format(path.parent))
        message = self.tr("{} is not in {} any more").format(path.stem, path.parent)
        self.recent.append(off)
        return self._line(off, message)

    def _line(self, link: QPushButton, beside: str) -> Box:
        place = Label(beside, "small", wrap=True)
        place.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = Box(self._look, link, across=True)
        row.add(place, 1)
        return row


def _way_to(folder: Path, words: str, go: Callable[[Path], object]) -> QPushButton:
    """Return what leads to a folder, which is said whole to whoever points at it or listens."""
    link = button(words, partial(go, folder), "link")
    link.setToolTip(str(folder))
    link.setAccessibleDescription(str(folder))
    return link


def _parts(way: QPushButton) -> tuple[QWidget, ...]:
    """Return what the row of a casebook is made of."""
    line = way.parentWidget()
    return (way,) if line is None else (line, *line.findChildren(QWidget))


def recent_actions() -> tuple[Action[WelcomeView], ...]:
    """Return what is done with a casebook or a case folder of the lists on the first screen."""

    def none(view: WelcomeView) -> str:
        return "" if view.chosen is not None else say("Go to a line of the lists on the first screen first.")

    def gone(view: WelcomeView) -> str:
        chosen = view.chosen
        away = chosen is not None and not chosen.is_there
        return none(view) or (say("It is not in its folder any more.") if away else "")

    def opening(view: WelcomeView) -> str:
        chosen = view.chosen
        is_case = chosen is not None and chosen.is_case
        return say("Go on with the case folder") if is_case else say("Open the casebook")

    return (
        Action("recent.open", say("Open what one is at in the lists on the first screen"), (), Scope.RECENT,
               lambda view: view.open_chosen(), gone, Topic.PROGRAM, now=opening),
        Action("recent.forget", say("Take it off the lists on the first screen; no file is touched"), ("Del",), Scope.RECENT,
               lambda view: view.forget_chosen(), none, Topic.PROGRAM, now=lambda _view: say("Take it off the list")),
    )  # fmt: skip
