"""The widgets of the screen in their places: what was decided differently at the left, the sides, and what settles them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QSizePolicy

from reviewer.desk.words.conflicts import (
    head_words,
    place_line,
    place_title,
    settled_words,
    until_words,
)
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import count, say
from reviewer.model.contest import Contest, ContestLine, SettledLine
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.checklist.order import put_in_order
from reviewer.ui.conflicts.settling_foot import SettleBar, SettlingFoot
from reviewer.ui.conflicts.sides import SidesView
from reviewer.ui.growing import Refit
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.shapes import ATTENTION, LOOK_AT, ToneShape, paint_tone
from reviewer.ui.widgets import Beside, Box, Label, Silence, scrolled

SIDE, SIDE_MOST, FOOT_MOST, SHAPE = 280, 0.28, 0.36, 16
KEY = Qt.ItemDataRole.UserRole
TICK = "tick"
"""A bare tick: what is in order, and no finding."""


class ConflictsView(Box):
    """Three parts: the list, the sides under their heading, and the foot."""

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Begin without conflicts."""
        super().__init__(look, across=True, gap=0, role="desk")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.list = plain_list(say("What was decided differently"))
        self.list.setProperty("role", "sections")
        offer_on_rows(actions, self.list, ("conflicts.settle", "conflicts.later"))
        self._count = Label("", "small")
        head = Box(
            look,
            Beside(look, Label(say("Decided differently"), "strong", wrap=True), self._count),
            margins=(12, 8, 12, 8),
        )
        self._side = Box(look, head, gap=0, role="pane")
        self._side.add(self.list, 1)
        self.title = Label("", "heading", wrap=True)
        self.question = Label("", "muted", wrap=True)
        self._shape = ToneShape(look, ATTENTION, SHAPE)
        self.told = Label("", wrap=True)
        told = Box(look, self._shape, across=True)
        told.row.setAlignment(Qt.AlignmentFlag.AlignTop)
        told.add(self.told, 1)
        self._told = told
        top = Box(look, self.title, self.question, gap=0, margins=(16, 8, 16, 8), role="bar")
        self.sides = SidesView(look)
        self.sides.hide()
        self._inside = Box(look, told, self.sides, None, gap=12, margins=(16, 12, 16, 12), role="desk")
        self.area = scrolled(self._inside, role="desk")
        self.area.setAccessibleName(say("The sides"))
        self.foot = SettlingFoot(look, actions)
        self.bar = SettleBar(look, actions)
        middle = Box(look, top, gap=0, role="desk")
        middle.add(self.area, 1)
        middle.add(self.foot)
        middle.add(self.bar)
        middle.setMinimumWidth(1)
        self._middle = middle
        self.add(self._side)
        self.add(middle, 1)
        self._moving = False
        self._lines: tuple[Sequence[ContestLine], Sequence[SettledLine]] = ((), ())
        look.changed.connect(self._wear)
        Refit(self, self._fit)
        self.foot.changed.connect(self._fit)

    # --- the list ---------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[ContestLine], settled: Sequence[SettledLine], current: str) -> None:
        """List what waits and what was settled; the line of a subject, or of a settlement's record, is the one that one is at."""
        self._lines = (lines, settled)
        waiting = [line for line in lines if line.waits]
        newer = [line for line in lines if not line.waits]
        self._count.setText(count("{n} to settle", "{n} to settle", len(waiting)) if waiting else "")
        with Silence(self.list):
            self.list.clear()
            for line in waiting:
                self._put(line.place.subject, place_title(line.place), place_line(line.place), ATTENTION)
            if newer:
                self._head(say("From a newer version of Reviewer"))
            for line in newer:
                self._put(line.place.subject, place_title(line.place), place_line(line.place), LOOK_AT)
            if settled:
                self._head(say("Settled"))
            for done in settled:
                self._put(
                    done.record,
                    place_title(done.place),
                    f"{place_line(done.place)} · {settled_words(done)}",
                    TICK,
                )
            self.choose(current)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _put(self, key: str, title: str, line: str, shape: str) -> None:
        item = QListWidgetItem(f"{title}\n{line}")
        item.setData(KEY, key)
        item.setIcon(self._icon(shape))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {line}")
        item.setToolTip(f"{title}\n{line}")
        self.list.addItem(item)

    def _icon(self, shape: str) -> QIcon:
        side, ratio = self._look.px(SHAPE), self.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            if shape == TICK:
                _paint_tick(painter, side, self._look.palette.text)
            else:
                paint_tone(painter, QRectF(0, 0, side, side), shape, self._look.palette)
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)
        return icon

    def choose(self, key: str) -> None:
        """Be at the line of a subject or a settlement's record; nothing is told."""
        for at in range(self.list.count()):
            if self.list.item(at).data(KEY) == key and key:
                with Silence(self.list):
                    self.list.setCurrentRow(at)
                return

    @property
    def chosen(self) -> str:
        """The subject, or the settlement's record, that one is at; "" while there is none."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(KEY) or "") if row >= 0 else ""

    # --- what is shown ------------------------------------------------------------------------------------

    def show_contest(self, contest: Contest | None) -> None:
        """Show a conflict with its sides and ways, or none."""
        self.sides.show_contest(contest)
        self.sides.setVisible(contest is not None)
        self.foot.show_contest(contest)
        self._told.setVisible(contest is not None)
        if contest is None:
            self.bar.show_nothing()
            self._fit()
            return
        self.title.setText(f"{place_title(contest.place)} · {place_line(contest.place)}")
        self.question.setText(contest.place.question)
        self.question.setVisible(bool(contest.place.question))
        self._shape.show_tone(ATTENTION if contest.waits else LOOK_AT)
        self._shape.show()
        self.told.setText(f"{head_words(contest)} {until_words(contest)}".strip())
        self._put_stops_in_order()
        self._fit()

    def _put_stops_in_order(self) -> None:
        """Have Tab go as the eye reads: the list, each side from its head, the ways, the reason, the acts."""
        stops = (self.list, *self.sides.stops, *self.foot.stops, *self.bar.stops)
        put_in_order(stops)

    def show_settled(self, settled: SettledLine) -> None:
        """Show how a conflict was settled."""
        self.show_contest(None)
        self.title.setText(f"{place_title(settled.place)} · {place_line(settled.place)}")
        self.question.hide()
        who = say("Settled by {who}, {when}.", who=settled.who, when=moment_words(settled.at))
        stands = say("Since then this stands: {label}", label=settled.label) if settled.label else ""
        self._shape.hide()
        self._told.show()
        self.told.setText(
            "\n".join(filter(None, (who, say("Reason: {reason}", reason=settled.because), stands)))
        )

    def show_nothing(self) -> None:
        """Say that there is nothing."""
        self.show_contest(None)
        self.title.setText(say("Nothing is to be settled"))
        self.question.setText(
            say("Where two of you decide differently, both sides stand here, and the letter waits.")
        )
        self.question.show()

    def _wear(self) -> None:
        self.show_lines(*self._lines, self.chosen)

    def _fit(self) -> None:
        px = self._look.px
        self._side.setFixedWidth(min(px(SIDE), int(self.width() * SIDE_MOST)))
        self.list.setIconSize(QSize(px(SHAPE), px(SHAPE)))
        wide = self.width() - self._side.width()
        self._keep_foot(stays=self.foot.row.heightForWidth(wide) <= int(self.height() * FOOT_MOST))

    def _keep_foot(self, *, stays: bool) -> None:
        """Have the ways stay where they are while the sides are scrolled; where they would leave these no room, scroll with them."""
        home, others = (self._middle, self._inside) if stays else (self._inside, self._middle)
        if self._moving or home.row.indexOf(self.foot) >= 0:
            return
        self._moving = True  # what has another parent is dressed anew, and asks to be fitted
        focused, hidden = self.window().focusWidget(), self.foot.isHidden()
        others.row.removeWidget(self.foot)
        home.row.insertWidget(2, self.foot)
        self.foot.setHidden(hidden)
        self._moving = False
        if self.foot.isAncestorOf(focused):
            focused.setFocus()
        self._put_stops_in_order()


def _paint_tick(painter: QPainter, side: int, colour: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), max(side * 0.12, 1.5)))
    points = ((0.18, 0.52), (0.42, 0.75), (0.84, 0.26))
    painter.drawPolyline([QPointF(side * across, side * down) for across, down in points])
