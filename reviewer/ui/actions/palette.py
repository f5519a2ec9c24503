"""The palette: one field in which all that can be done, shown or set is found by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from reviewer.ui.actions.keys import key_words
from reviewer.ui.actions.palette_groups import MORE, MOST, Fitting, Offer, PaletteEntry, PaletteGroup, fitting
from reviewer.ui.actions.palette_memory import PaletteMemory
from reviewer.ui.actions.palette_rows import ROW, Heading, PaletteDelegate, PaletteRows
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label

WIDTH, HEIGHT, TOP, MARGIN = 704, 598, 72, 20
EDGES = 4  # pixels of the lines round it
DIM = 110  # of 255
LAST = 5
"""How many of those chosen last are shown while nothing is typed."""


Groups = tuple[tuple[str, tuple[Offer, ...]], ...]
"""Headings, with what is offered under each."""


def _offered(groups: Sequence[PaletteGroup]) -> Groups:
    made = ((group.title, tuple(group.offers())) for group in groups)
    return tuple((title, offers) for title, offers in made if offers)


class Palette(QDialog):
    """Enter does what is chosen, Escape goes back to where one was; both give the focus back first."""

    help = "keys"

    def __init__(
        self,
        look: Look,
        groups: Sequence[PaletteGroup],
        window: QWidget,
        search: Callable[[str], object] | None = None,
        memory: PaletteMemory | None = None,
        following: Sequence[PaletteGroup] = (),
    ) -> None:
        """``groups`` are looked through; what is found in none of them, Enter gives to ``search``.

        While nothing is typed, what ``memory`` knows to be chosen last is shown, then what is ``following``.
        """
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._look = look
        hear_help(self)
        self._window = window
        self._search = search
        self._memory = memory
        self._groups = _offered(groups)
        self._beginning = self._begin_with(_offered(following))
        self._fits: tuple[Fitting, ...] = ()
        self._more: dict[
            str, int
        ] = {}  # how many lines are shown of groups, by title, where Tab asked for more
        self._focus = QApplication.focusWidget()
        self._shade = _Shade(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Find by name"))
        self.field = QLineEdit()
        self.rows = PaletteRows(self)
        self.list = QListView()
        self.nothing = Label("", "muted", wrap=True)
        self.count = Label("", "small")
        self._compose()
        self._place()
        self.finished.connect(self._shade.deleteLater)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.do_chosen())
        self._find()

    def _compose(self) -> None:
        self.field.setPlaceholderText(self.tr("Type what you want to do, open or set"))
        self.field.setAccessibleName(self.tr("Find by name"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(self._look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMinimumHeight(1)
        self.list.setAccessibleName(self.tr("What was found"))
        self.nothing.setContentsMargins(20, 12, 20, 12)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = Box(self._look, across=True, margins=(16, 10, 20, 10), role="bar")
        head.add(self.field, 1)
        head.add(self.count)
        self._inside = inside = Box(self._look, head, gap=0, role="card")
        inside.add(self.list, 1)
        inside.add(self.nothing, 1)
        self._beside = (head, foot := self._foot())
        inside.add(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def _foot(self) -> Box:
        foot = Box(self._look, across=True, margins=(20, 8, 20, 8), role="foot")
        up_and_down = f"{key_words('Up')}, {key_words('Down')}"
        for key, words in (
            (up_and_down, self.tr("choose")),
            (key_words("Return"), self.tr("do it")),
            (key_words("Tab"), self.tr("next group")),
            (key_words("Esc"), self.tr("back to where you were")),
        ):
            foot.add(Label(key, "key"))
            label = Label(words, "small", wrap=True)
            foot.add(label, 1)
        return foot

    def _place(self) -> None:
        px, window = self._look.px, self._window
        width = min(px(WIDTH), window.width() - 2 * MARGIN)
        top = min(px(TOP), window.height() // 10)
        self._most = min(px(HEIGHT), window.height() - top - MARGIN)
        self.setFixedWidth(width)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, top)))

    # --- what is found ---------------------------------------------------------------------------

    def _begin_with(self, following: Groups) -> Groups:
        """Return what is shown while nothing is typed: what was chosen last and can be now, then what follows; else the first acts."""
        by_id = {offer.id: offer for _, offers in self._groups for offer in offers if not offer.why_not}
        known = self._memory.ids if self._memory is not None else ()
        last = tuple(by_id[name] for name in known if name in by_id)[:LAST]
        begun = ((self.tr("Chosen last"), last), *following) if last else following
        return begun or self._groups[:1]

    def _typed(self) -> None:
        self._more.clear()
        self._find()

    def _find(self) -> None:
        typed = self.field.text()
        self._fits = fitting(self._groups if typed.strip() else self._beginning, typed)
        self._show_rows()
        self._choose(self._first(0))

    def _show_rows(self) -> None:
        alone = len(self._fits) == 1 and bool(self.field.text().strip())
        least = MORE if alone else MOST if self.field.text().strip() else LAST
        shown: list[Heading | PaletteEntry] = []
        for fits in self._fits:
            rows = fits.entries[: self._more.get(fits.title, least)]
            shown += [Heading(fits.title, len(fits.entries) - len(rows)), *rows]
        self.rows.show_rows(shown)
        there = sum(len(fits.entries) for fits in self._fits)
        known = sum(len(offers) for _, offers in self._groups)
        self.count.setText(self.tr("{} of {}").format(there, known))
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        lost = self.tr("Nothing is called so.")
        if self._search is not None:
            lost += " " + self.tr("Enter searches the documents for it.")
        self.nothing.setText(lost)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is found, as far as there is room; what is above it stays where it is."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.rows.rowCount()))
        words = self.nothing.heightForWidth(self.width()) if not rows else 0
        beside = sum(
            each.heightForWidth(self.width()) if each.hasHeightForWidth() else each.sizeHint().height()
            for each in self._beside
        )
        self.setFixedHeight(min(rows + words + beside + EDGES, self._most))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high in the letters that its parts have by now."""
        super().showEvent(event)
        self._fit()

    def _first(self, start: int) -> int:
        rows = self.rows.rows
        return next((row for row in range(start, len(rows)) if isinstance(rows[row], PaletteEntry)), -1)

    def _choose(self, row: int) -> None:
        if row >= 0:
            index = self.rows.index(row)
            self.list.setCurrentIndex(index)
            first = row == self._first(0)
            self.list.scrollTo(self.rows.index(0) if first else index)
        # Who can't see the list is told what it says, with the field that keeps the focus.
        said = self.rows.data(self.rows.index(row), Qt.ItemDataRole.AccessibleTextRole) if row >= 0 else ""
        self.field.setAccessibleDescription(str(said) if row >= 0 else self.nothing.text())

    @property
    def chosen(self) -> PaletteEntry | None:
        """The line that is chosen, or None."""
        row = self.list.currentIndex().data(ROW)
        return row if isinstance(row, PaletteEntry) else None

    # --- keys ------------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move in the list while the field keeps the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.do_chosen()
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._go_on(back=event.key() == Qt.Key.Key_Backtab)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        rows = [row for row, held in enumerate(self.rows.rows) if isinstance(held, PaletteEntry)]
        now = self.list.currentIndex().row()
        if rows:
            at = rows.index(now) + by if now in rows else 0
            self._choose(rows[min(max(at, 0), len(rows) - 1)])

    def _go_on(self, *, back: bool) -> None:
        """Show the rest of the group that one is in; if all of it is there, go to the next group."""
        rows, now = self.rows.rows, self.list.currentIndex().row()
        heads = [row for row, held in enumerate(rows) if isinstance(held, Heading)]
        here = max((row for row in heads if row <= now), default=-1)
        heading = rows[here] if here >= 0 else None
        if isinstance(heading, Heading) and heading.more and not back:
            shown = (
                next(len(fits.entries) for fits in self._fits if fits.title == heading.title) - heading.more
            )
            self._more[heading.title] = MORE * (shown // MORE + 1)
            self._show_rows()
            self._choose(now)
        elif heads:
            at = (heads.index(here) + (-1 if back else 1)) % len(heads)
            self._choose(self._first(heads[at]))

    # --- doing -----------------------------------------------------------------------------------

    def do_chosen(self) -> None:
        """Give the focus back and do what is chosen; of what can't be done, the reason is told instead."""
        chosen, typed = self.chosen, self.field.text().strip()
        act: Callable[[], object] | None = None
        if chosen is not None:
            act = chosen.offer.run
            self._note(chosen.offer)
        elif self._search is not None and typed:
            search = self._search
            act = lambda: search(typed)  # noqa: E731 - the words of now
        if act is not None:
            QTimer.singleShot(0, self._window, act)
            self.accept()

    def _note(self, offer: Offer) -> None:
        if self._memory is not None and offer.id and not offer.why_not:
            self._memory.note(offer.id)

    def done(self, result: int) -> None:
        """Close, and give the focus back to what had it."""
        self._shade.hide()
        super().done(result)
        self._window.activateWindow()
        if self._focus is not None and Shiboken.isValid(self._focus):
            self._focus.setFocus()


class _Shade(QWidget):
    """Dims the window while the palette is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(DIM)
        QPainter(self).fillRect(self.rect(), shade)
