"""The view of members and share: where the work is, who takes part, and at the side who asks to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from reviewer.desk.held import Wipe
from reviewer.desk.members import MemberRow
from reviewer.desk.participation import Participation
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import short_moment_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.members import (
    lacks_words,
    member_lines,
    strangers_words,
    uncounted_words,
    waiting_words,
    who_words,
    wipe_question,
    wipe_words,
)
from reviewer.model import Role
from reviewer.ui.actions.faces import button_of
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.checklist.order import put_in_order, stops_in
from reviewer.ui.elided import Elided
from reviewer.ui.look import Look
from reviewer.ui.members.requests import RequestsPane
from reviewer.ui.members.table import MembersTable
from reviewer.ui.shapes import ATTENTION, ToneShape
from reviewer.ui.widgets import Beside, Box, Label, Turning, scrolled

SIDE, BESIDE, BOX, SIGN = 360, 860, 200, 12
"""Pixels at 100%: the side pane, what a window must have for it to stand beside, a box of where the work is, the sign in it."""
ROOM = 48
"""Pixels at 100% beneath the button that admits: the line that says that digits agree comes in above it."""
WIDEST = 16_777_215


class Wide(Box):
    """Widgets beside each other where each has a width, else below each other; the last one may have a width of its own."""

    def __init__(self, look: Look, *items: QWidget, least: float, last: float = 0, gap: float = 12) -> None:
        """``least`` is what all of them need beside each other, ``last`` the width of the last one, in pixels at 100%."""
        super().__init__(look, across=True, gap=gap)
        self._least, self._last, self._items = least, last, items
        for item in items:
            self.add(item, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        fits = self.width() >= self._look.px(self._least)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._last:
            self._items[-1].setMaximumWidth(self._look.px(self._last) if fits else WIDEST)
            self._items[-1].setMinimumWidth(self._look.px(self._last) if fits else 0)
        if self.row.direction() != way:
            self.row.setDirection(way)
            self.updateGeometry()


class Sign(QWidget):
    """A ring, a ring with a point, or a full point: how far the work has come. The words beside it say the same."""

    def __init__(self, look: Look, reach: float) -> None:
        """``reach`` is how far the point fills the ring: 0, some of it, or 1."""
        super().__init__()
        self._look, self._reach, self.is_held = look, reach, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(SIGN), self._look.px(SIGN))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side, palette = self._look.px(SIGN), self._look.palette
        colour = QColor(palette.met if self.is_held else palette.text)
        pen = max(side / 7, 1.2)
        ring = QRectF(pen / 2, pen / 2, side - pen, side - pen)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, pen))
            painter.drawEllipse(ring)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            half = self._reach * side / 2
            painter.drawEllipse(ring.center(), half, half)


class Place(Box):
    """Where acts are: on this laptop, in the shared folder, held by a colleague. Only what is held is green."""

    def __init__(self, look: Look, reach: float, title: str) -> None:
        """``reach`` is that of its sign."""
        super().__init__(look, gap=2, margins=(16, 12, 16, 12), role="card")
        self._sign = Sign(look, reach)
        self.head, self.number, self.note = (
            Label(title, "strong", wrap=True),
            Label("", "heading", wrap=True),
            Label("", "small", wrap=True),
        )
        head = Box(look, self._sign, across=True, gap=8)
        head.add(self.head, 1)
        for label in (head, self.number, self.note, None):
            self.add(label)
        self.show_place("", "")

    def show_place(self, number: str, note: str, *, held: bool = False) -> None:
        """Say how much is there."""
        self._sign.is_held = held
        self._sign.update()
        self.head.set_role("held" if held else "strong")
        self.number.setText(number)
        self.note.setText(note)


class MemberPane(Box):
    """The member whose row one is at."""

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Its buttons do acts of the list."""
        super().__init__(look, gap=6, margins=(16, 12, 16, 12), role="card")
        self.name = Label("", "heading", wrap=True)
        self.told = Label("", wrap=True)
        self.buttons = tuple(
            button_of(actions, name)
            for name in ("members.role", "members.remove", "members.heir", "members.acts")
        )
        self.add(self.name)
        self.add(self.told)
        self.add(Turning(look, *self.buttons))
        self.said: tuple[str, ...] = ()

    def show_member(self, shown: Participation, row: MemberRow | None) -> None:
        """Say all that is to know of a member."""
        self.setVisible(row is not None)
        lines = () if row is None else member_lines(shown, row)
        if row is not None:
            self.name.setText(who_words(row))
        self.said = lines
        self.told.setText("\n".join(lines))


class MembersView(Box):
    """Shows a ``Participation``; all that is done here are acts of the list."""

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Show nothing until it is told how it stands."""
        super().__init__(look, gap=0, role="desk")
        self.shown: Participation | None = None
        self.table = MembersTable(look)
        self.requests = RequestsPane(look, actions)
        self.member = MemberPane(look, actions)
        self.sync = button_of(actions, "share.sync")
        self.close_it = button_of(actions, "members.close")
        self.take = button_of(actions, "members.take_place", "link")
        self.retire = button_of(actions, "members.retire")
        self.look_at = button_of(actions, "members.strangers", "link")
        self.share, self.synced = Elided("", "small"), Label("", "small")
        self.waits = Box(look, gap=4, margins=(16, 12, 16, 12), role="caution")
        self.waits_lines = (Label("", "strong", wrap=True), Label("", wrap=True), Label("", wrap=True))
        self.open_words = Label(say("This inspection is open: whoever joins the shared folder counts, and so does whoever can write to it."), "strong", wrap=True)  # fmt: skip
        self.opened = Box(
            look, Beside(look, self.open_words, self.close_it), margins=(16, 12, 16, 12), role="caution"
        )
        self.places = (
            Place(look, 0, say("On this laptop")), Place(look, 0.3, say("In the shared folder")),
            Place(look, 1, say("Held by a colleague")),
        )  # fmt: skip
        self.wipe, self.wipe_lines, self.why_not_retire = (
            Label("", "heading", wrap=True),
            Label("", wrap=True),
            Label("", "small", wrap=True),
        )
        self.alone = Label(
            say("Nobody else works on this yet. To invite a colleague, sync with a folder that you both reach: they join it, read you their code on the telephone, and you admit them here. Save your key too: Share, Save your key… Without it nobody can sign letters, amend the case or admit anybody once this laptop is lost, whatever backup there is."),
            wrap=True,
        )  # fmt: skip
        self.sign = ToneShape(look, ATTENTION)
        self.people = Label("", "small", wrap=True)
        self.strangers = Label("", "small", wrap=True)
        self._actions = actions
        self._compose(look)
        self.table.reached.connect(self._show_member)
        self.requests.changed.connect(self._keep_in_view)

    def _compose(self, look: Look) -> None:
        head, wipe = self._make_head(look), self._make_wipe(look)
        places = Wide(look, *self.places, least=3 * BOX)
        for label in self.waits_lines:
            self.waits.add(label)
        heard = (*self.waits_lines, self.open_words, self.wipe, self.wipe_lines, self.alone, self.strangers, self.requests.code, self.requests.inspection, self.member.told)  # fmt: skip
        for label in heard:  # who can't see them comes to them by Tab
            label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._of_this_laptop = (places, wipe)
        title = Box(look, across=True, gap=8)
        title.add(Label(say("Members"), "strong"))
        title.add(self.people, 1)
        self.add(head)
        self._lay_out(look)
        for item in (
            self.waits, self.opened, places, wipe, title, self.alone, self.table,
            self.take, Beside(look, self.strangers, self.look_at), None,
        ):  # fmt: skip
            self._left.add(item)
        for pane in (self.requests, self.member, None):
            self._side.add(pane)
        self.hint = Label("", "small", wrap=True)
        self.add(Box(look, self.hint, margins=(16, 6, 16, 6), role="hint"))
        self._actions.keys_changed.connect(self._tell_keys)
        put_in_order([*stops_in(head), *stops_in(self._inside)])

    def _make_head(self, look: Look) -> Box:
        head = Box(look, across=True, gap=8, margins=(16, 6, 16, 6), role="bar")
        head.add(Label(say("Members and share"), "heading"))
        head.add(self.share, 1)
        head.add(self.synced)
        head.add(self.sync)
        return head

    def _make_wipe(self, look: Look) -> Box:
        answer = Box(look, self.sign, across=True, gap=8)
        answer.add(self.wipe, 1)
        words = Box(look, answer, self.wipe_lines, self.why_not_retire, gap=4)
        return Box(look, Beside(look, words, self.retire), margins=(16, 12, 16, 12), role="card")

    def _lay_out(self, look: Look) -> None:
        """Put what holds the rest in place, empty: whatever is put into another is dressed anew, with all that it holds."""
        self._left, self._side = Box(look, gap=12), Box(look, gap=12)
        beside = Wide(look, self._left, self._side, least=BESIDE, last=SIDE)
        self._inside = Box(look, beside, None, margins=(16, 16, 16, 16), role="desk")
        self.area = scrolled(self._inside, role="desk")
        self.add(self.area, 1)

    def _keep_in_view(self) -> None:
        """Have the button that admits in sight once the digits agree, in a low window too, when all that says so is laid out."""
        QTimer.singleShot(0, self, self._have_in_sight)

    def _have_in_sight(self) -> None:
        if self.requests.agrees and self.requests.isVisible():
            self.area.ensureWidgetVisible(self.requests.admit, 0, self._look.px(ROOM))

    def _tell_keys(self) -> None:
        """Say which keys do something on the row that one is at."""
        names = ("members.open", "members.acts", "members.role", "members.remove", "members.heir")
        told = [
            say("{}   {}").format(self._actions.key(name), self._actions[name].short)
            for name in names
            if self._actions.key(name) and not self._actions.why_not(name)
        ]
        if self.shown is None or self.shown.is_alone:
            told = []
        self.hint.setText("     ".join(told))

    def show_all(self, shown: Participation) -> None:
        """Show how it stands; where one is stays."""
        self.shown = shown
        nowhere = say("Merged file, reading only") if shown.passes else say("Not shared with colleagues yet")
        self.share.setText(str(shown.share) if shown.share else nowhere)
        self.synced.setText(
            say("Synced {when}", when=short_moment_words(shown.synced)) if shown.synced else ""
        )
        self._show_told(shown)
        self._show_places(shown)
        self._show_wipe(shown)
        for part in self._of_this_laptop:
            part.setVisible(not shown.passes)
        self.alone.setVisible(shown.is_alone)
        had_focus = self.table.hasFocus()
        self.table.setVisible(not shown.is_alone)
        if had_focus and shown.is_alone:
            self.sync.setFocus()
        others = count("{n:,} person", "{n:,} people", sum(row.role is not Role.NONE for row in shown.rows))
        self.people.setText("" if shown.is_alone else others)
        self.take.setVisible(shown.is_heir)
        said = strangers_words(shown.strangers)
        self.strangers.setText(said)
        self.strangers.setVisible(bool(said))
        self.look_at.setVisible(bool(said))
        self.requests.show_requests(shown)
        self.table.show_members(shown)
        self._show_member()

    def _show_told(self, shown: Participation) -> None:
        told = (uncounted_words(shown.why_i_do_not_count, shown.idle, shown.role), "", "")
        if shown.is_waiting:
            pending = say("being worked out…")
            told = waiting_words(shown.own_code or pending, shown.inspection_code or pending)
        self.waits.setVisible(any(told))
        for label, words in zip(self.waits_lines, told, strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        self.opened.setVisible(shown.is_open)
        self.close_it.setVisible(shown.is_open and shown.is_founder)

    def _show_places(self, shown: Participation) -> None:
        here, there, held = self.places
        best, shared = shown.best_copy, shown.saves - shown.held.unshared if shown.share else 0
        here.show_place(counted(Noun.ACT, shown.saves), say("all that is known here"))
        there.show_place(
            counted(Noun.ACT, shared), say("when this laptop last looked") if shown.share else ""
        )
        number = max(shown.saves - best.lacks_saves, 0) if best is not None else 0
        copies = count(
            "on {n:,} other laptop; only this is called safe",
            "on {n:,} other laptops; only this is called safe",
            len(shown.held.copies),
        )
        none = say("nobody has said so yet; only this is called safe")
        held.show_place(counted(Noun.ACT, number), copies if shown.held.copies else none, held=bool(number))

    def _show_wipe(self, shown: Participation) -> None:
        self.wipe.setText(wipe_question(shown.held.wipe))
        self.sign.setVisible(shown.held.wipe not in {Wipe.SAFE, Wipe.NOT_RETIRED})
        self.wipe_lines.setText("\n".join(filter(None, (wipe_words(shown.held.wipe), lacks_words(shown)))))
        why = self._actions.why_not("members.retire")
        self.why_not_retire.setText(why)
        self.why_not_retire.setVisible(bool(why) and shown.held.wipe is not Wipe.SAFE)

    def _show_member(self) -> None:
        if self.shown is not None:
            row = None if self.shown.is_alone else self.table.current
            self.member.show_member(self.shown, row)
        self._tell_keys()
        self._actions.look_again()
