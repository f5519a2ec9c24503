"""The bar at the top: which inspection, which view, search over everything, and where the work is safe."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from reviewer.desk.matrix.row_order import Group
from reviewer.desk.matrix.tallies import Counts, Tally
from reviewer.desk.words.language import count, say
from reviewer.model.whereabouts import Where
from reviewer.ui.actions.faces import context_menu, with_key
from reviewer.ui.elided import Elided
from reviewer.ui.staying import mark, stays_down
from reviewer.ui.widgets import Box, Silence, button, restyle
from reviewer.ui.words import MARKS, with_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.desk.body_lines import ShareState
    from reviewer.desk.snapshot import Snapshot
    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.look import Look
    from reviewer.ui.screen import ScreenKind
    from reviewer.ui.session_model import SessionModel

HEIGHT, GAP, NAMES = 56, 16, 240
SEARCH, SEARCH_LEAST = 270, 130  # how wide its field is in one line with all, and where room is short
WIDE, CLOSE = 36, 10  # what a tab is wider than its words, and where they have to stand close to each other
MOST_LINES = 4
Lines = tuple[tuple[QWidget, ...], ...]
"""What stands beside each other, line by line."""


class SearchField(QLineEdit):
    """Searches all documents as one types; its keys are acts of the list."""

    def show_words(self, words: str) -> None:
        """Show words that are looked for already."""
        with Silence(self):
            self.setText(words)

    def tell(self, words: str) -> None:
        """Tell who can't see the list what it says, with the field that has the focus."""
        self.setAccessibleDescription(words)


class TopBar(Box):
    """Composes itself in one row, or in two where the window is too narrow for its text."""

    search_wanted = Signal(str)

    def __init__(
        self, look: Look, session: SessionModel, actions: ActionList, screens: Sequence[ScreenKind]
    ) -> None:
        """Show the sitting's inspection and a tab for each of the ``screens``; all buttons do acts of the list."""
        super().__init__(look, gap=0, margins=(16, 6, 16, 6), role="top", height=HEIGHT)
        self._session = session
        self._actions = actions
        inspection = session.desk.case.inspection
        self.counts = {
            name: button("", partial(self._go_to, name), "count")
            for name in ("all", "judged", "signed", "settle")
        }
        self.counts["settle"].hide()
        self._close = False
        self._counts = Box(look, *self.counts.values(), None, across=True, gap=6)
        title = Elided(inspection.title, "strong")
        title.setToolTip(inspection.title)
        self._names = Box(look, title, self._counts, gap=0)
        self.tabs = self._make_tabs(look, screens)
        self.search = self._make_search(look)
        self.share = button("", lambda: actions.run("view.members"), "state")
        self._avatar = self._make_avatar()
        self._me = session.messages.attempt(lambda: session.desk.me)
        self._name(self._me.name if self._me else "?")
        self._offers: dict[QPushButton, tuple[str, ...]] = self._menus(screens)
        self._lines = tuple(Box(look, across=True, gap=GAP) for _line in range(MOST_LINES))
        for line in self._lines:
            self.add(line)
        self._shown: Lines = ()
        self._told: tuple[object, ...] = (None,) * 4  # of the snapshot, what was said last
        look.changed.connect(self._wear)

    def _make_tabs(self, look: Look, screens: Sequence[ScreenKind]) -> dict[str, QPushButton]:
        self._tab_row, self._more_tabs = Box(look, across=True, gap=4), Box(look, across=True, gap=4)
        self._more_tabs.setParent(self)
        self._more_tabs.hide()
        self._apart = False
        group = self._tab_group = QButtonGroup(self)
        made: dict[str, QPushButton] = {}
        for kind in filter(lambda kind: kind.tab, screens):
            name = f"view.{kind.id}"
            tab = button(kind.title(), partial(self._actions.run, name), "tab", tip=self._actions.key(name))
            mark(stays_down(tab), on=not made)
            group.addButton(tab)
            self._tab_row.add(tab)
            self._fit_tab(tab)
            made[kind.id] = tab
        return made

    def _menus(self, screens: Sequence[ScreenKind]) -> dict[QPushButton, tuple[str, ...]]:
        """Return which acts stand in the menu of each button; "" divides groups."""
        ways = ("", "view.back", "view.forward")
        menus = {
            self.tabs[kind.id]: (f"view.{kind.id}", *(("", *kind.offers) if kind.offers else ()), *ways)
            for kind in screens
            if kind.tab
        }
        menus |= dict.fromkeys(self.counts.values(), ("view.matrix", "view.overview", "view.conflicts"))
        menus[self._avatar] = ("name.choose", "program.preferences")
        return {**menus, self.share: ("view.members", "", "share.sync", "share.choose", "", "casebook.check")}

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts of the tab or the button that was asked for."""
        asked = self.childAt(event.pos())
        names = self._offers.get(asked, ()) if isinstance(asked, QPushButton) else ()
        known = [name for name in names if not name or name in self._actions]
        if known:
            context_menu(self._actions, known, self).popup(event.globalPos())

    def _wear(self) -> None:
        for tab in self.tabs.values():
            self._fit_tab(tab)
        self._fit_avatar()
        QTimer.singleShot(0, self, self._arrange)

    def _fit_tab(self, tab: QPushButton) -> None:
        """Leave room for the bold words of the chosen tab, so that no tab moves."""
        width = self._look.wide(tab.text(), bold=True)
        tab.setMinimumWidth(width + self._look.px(CLOSE if self._close else WIDE))

    def _make_search(self, look: Look) -> SearchField:
        field = SearchField()
        field.setPlaceholderText(with_key(self._actions, "search.documents", self.tr("Search all documents")))
        field.setAccessibleName(self.tr("Search all documents"))
        field.setMinimumWidth(look.px(SEARCH_LEAST))
        field.setMaximumWidth(look.px(300))
        field.textChanged.connect(self.search_wanted)
        return field

    def _go_to(self, counted: str) -> None:
        """Show the bodies that a number counts, or what is to be settled."""
        if counted == "settle":
            self._session.go("conflicts")
            return
        judged = Tally(Counts.JUDGED).packed()
        self._session.go("matrix", {"tally": judged} if counted == "judged" else {"group": counted})

    def _make_avatar(self) -> QPushButton:
        avatar = button("", lambda: self._actions.run("name.choose"), "avatar")
        avatar.setObjectName("you")
        avatar.setFixedSize(self._look.px(32), self._look.px(32))
        return avatar

    def _name(self, name: str) -> None:
        initials = "".join(word[0] for word in name.split()[:2]).upper()
        self._avatar.setText(initials)
        self._avatar.setToolTip(name)
        self._avatar.setAccessibleName(self.tr("You are {}").format(name))
        self._avatar.setAccessibleDescription(self.tr("Press to be called otherwise in your records"))

    def _fit_avatar(self) -> None:
        self._avatar.setFixedSize(self._look.px(32), self._look.px(32))

    def show_screen(self, screen: str) -> None:
        """Mark the screen that is shown; one that has no tab leaves none marked."""
        self._tab_group.setExclusive(screen in self.tabs)
        for name, tab in self.tabs.items():
            mark(tab, on=name == screen)
        self._tab_group.setExclusive(True)

    def refresh(self, snapshot: Snapshot) -> None:
        """Count again and say where the work is; what was said already is not said again."""
        told = (snapshot.lines, snapshot.people, snapshot.share, snapshot.to_settle)
        if all(new is old for new, old in zip(told, self._told, strict=True)):  # another body was chosen
            return
        self._told = told
        if self._me is not None:
            self._name(snapshot.people.get(self._me.key, self._me.name))
        lines = snapshot.lines
        judged = Tally(Counts.JUDGED).count(lines)
        signed = sum(map(Group.SIGNED.holds, lines))
        bodies = with_noun(len(lines), self._session.desk.case.inspection.body_noun)
        letters = count("{n:,} letter signed", "{n:,} letters signed", signed)
        shown = {
            "all": (bodies, bodies),
            "judged": (say("{} judged").format(f"{judged:,}"),) * 2,
            "signed": (say("{} signed").format(f"{signed:,}"), letters),
        }
        for name, (short, tip) in shown.items():
            self.counts[name].setText(short)
            self.counts[name].setAccessibleName(tip)
            self.counts[name].setAccessibleDescription(self.tr("Shows them in the matrix"))
        self._count_differing(snapshot.to_settle)
        self._show_share(snapshot.share)

    def _show_share(self, state: ShareState) -> None:
        """Say where the work is by shape and words; green is what a colleague holds, and nothing else."""
        odd = "▲ " if state.oddities else ""
        self.share.setText(f"{odd}{MARKS[state.held.where]} {state.words}")
        if self.share.property("where") != state.held.where.value:
            self.share.setProperty("where", state.held.where.value)
            restyle(self.share)
        self.share.setAccessibleName(self.tr("Where the work is: {}").format(state.words))
        where = str(state.share) if state.share else self.tr("Not shared with colleagues yet")
        if state.held.where is Where.UNKNOWN:
            where = str(self._session.desk.session.origin.opened)
        self.share.setToolTip("\n".join((where, *state.oddities)))
        self.share.setAccessibleDescription(" ".join((*state.oddities, self.tr("Shows members and share"))))

    def _count_differing(self, number: int) -> None:
        """Say how much is to be settled, where anything is."""
        made = self.counts["settle"]
        words = count("{n:,} to settle", "{n:,} to settle", number)
        made.setText(f"≠ {words}")
        made.setAccessibleName(words)
        made.setToolTip(with_key(self._actions, "view.conflicts", self.tr("What was decided differently")))
        made.setAccessibleDescription(self.tr("Shows what was decided differently"))
        made.setVisible(number > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Look again when something in it says more, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Put everything into as few lines as show it whole: the tabs, then the search, go to lines of their own."""
        room = self.width() - self.row.contentsMargins().left() - self.row.contentsMargins().right()
        beside = self._look.px(SEARCH_LEAST) + self._look.px(GAP)
        self._bring_closer(close=self._tabs_wide(close=False) + beside > room)
        self._break_tabs(apart=self._tabs_wide(close=self._close) > room)
        lines = self._in_lines(room)
        if lines != self._shown:
            self._shown = lines
            for line, items in zip(self._lines, (*lines, *[()] * MOST_LINES), strict=False):
                self._fill(line, items)
            self._put_stops_in_order()
        self.setMinimumHeight(max(self._look.px(HEIGHT), self.row.minimumSize().height()))

    def _fill(self, line: Box, items: Sequence[QWidget]) -> None:
        """Put some into a line; names take what is left of it, of a line without them the search."""
        for item in items:
            stretch = int(item is self._names or (item is self.search and self._names not in items))
            alone = item in {self._tab_row, self._more_tabs} and len(items) == 1
            line.row.addWidget(item, stretch, Qt.AlignmentFlag.AlignLeft if alone else Qt.AlignmentFlag(0))
            if item is self.search:
                self.search.setMinimumWidth(self._look.px(SEARCH if len(self._shown) == 1 else SEARCH_LEAST))
                self.search.setMaximumWidth(16_777_215 if stretch else self._look.px(300))
        line.setVisible(bool(items))

    def _put_stops_in_order(self) -> None:
        """Have Tab go as the eye reads."""
        several: dict[QWidget, tuple[QWidget, ...]] = {
            self._names: tuple(self.counts.values()), self._tab_row: tuple(self.tabs.values()), self._more_tabs: (),
        }  # fmt: skip
        stops = [stop for line in self._shown for item in line for stop in several.get(item, (item,))]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _in_lines(self, room: int) -> Lines:
        """Return what stands in which line in a width."""
        px, gap = self._look.px, self._look.px(GAP)
        tabs = self._tabs_wide(close=self._close)
        ends = max(px(NAMES), self._counts.minimumSizeHint().width()) + self.share.sizeHint().width()
        ends += self._avatar.width() + 2 * gap
        names, rest = self._names, (self.share, self._avatar)
        if ends + tabs + px(SEARCH) + 2 * gap <= room:
            return ((names, self._tab_row, self.search, *rest),)
        if tabs + px(SEARCH_LEAST) + gap <= room:
            return ((names, *rest), (self._tab_row, self.search))
        rows: Lines = ((self._tab_row,), (self._more_tabs,)) if self._apart else ((self._tab_row,),)
        if ends + px(SEARCH_LEAST) + gap <= room:
            return ((names, self.search, *rest), *rows)
        return ((names, *rest), *rows, (self.search,))

    def _tabs_wide(self, *, close: bool) -> int:
        """Return how wide the tabs are together, whether they stand close to each other now or not."""
        words = (self._look.wide(tab.text(), bold=True) for tab in self.tabs.values())
        between = self._look.px(CLOSE if close else WIDE)
        return sum(wide + between for wide in words) + self._tab_row.row.spacing() * (len(self.tabs) - 1)

    def _break_tabs(self, *, apart: bool) -> None:
        """Have the tabs stand in two rows where one is too short for all of them, else in one."""
        if apart is self._apart:
            return
        self._apart = apart
        for tab in self._in_rows()[1]:
            (self._more_tabs if apart else self._tab_row).add(tab)
        self._more_tabs.setVisible(apart)

    def _in_rows(self) -> tuple[Sequence[QPushButton], Sequence[QPushButton]]:
        """Return the tabs of the first row, and of the second where they stand in two."""
        tabs = tuple(self.tabs.values())
        half = (len(tabs) + 1) // 2
        return tabs[:half], tabs[half:]

    def _bring_closer(self, *, close: bool) -> None:
        """Have the tabs stand close to each other, or not."""
        if close != self._close:
            self._close = close
            for tab in self.tabs.values():
                tab.setProperty("close", str(close).lower())
                restyle(tab)
                self._fit_tab(tab)
