"""Moving documents that were received for the wrong body: which body they belong to, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.display import DocumentRow
from reviewer.desk.matrix.row_order import Filter
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.desk.words.moving import moved_words
from reviewer.ui.dialogs import Form
from reviewer.ui.filters import FilterField
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Label, TextBox

ROWS = 6
CODE = Qt.ItemDataRole.UserRole


class MoveActs(QObject):
    """Asks which body the chosen documents belong to, has them moved, and says so; ``moved`` once it is on the screen."""

    moved = Signal()

    def __init__(
        self, look: Look, session: SessionModel, chosen: Callable[[], Sequence[DocumentRow]], parent: QWidget
    ) -> None:
        """``chosen`` gives the rows that are chosen in the list; the dialog stands before ``parent``."""
        super().__init__(session)
        self._look, self._session, self._chosen, self._window = look, session, chosen, parent

    @property
    def chosen(self) -> tuple[DocumentRow, ...]:
        """What would be moved: the rows chosen in the list, else the document that is open."""
        opened = self._session.document_now
        rows = tuple(row for row in self._chosen() if row.receipt)
        if opened is None:
            return ()
        return rows if any(row.receipt == opened.receipt for row in rows) else (opened,)

    def ask(self) -> None:
        """Ask where the chosen documents belong, and why they are moved."""
        rows = self.chosen
        if not rows or self._session.refuses():
            return
        lines = [line for line in self._session.lines if line.code != rows[0].body]
        noun = self._session.desk.case.inspection.body_noun
        dialog = MoveDialog(self._look, rows, self._along(rows), lines, noun, self._window)
        dialog.move_wanted.connect(lambda code, because: self._move(rows, code, because))
        dialog.open()

    def _along(self, rows: Sequence[DocumentRow]) -> int:
        """Return how many documents came in these, and move with them."""
        view, chosen = self._session.view, {row.receipt for row in rows}
        places = {(f"{row.inside}/{row.name}" if row.inside else row.name, row.on) for row in rows}
        return sum(
            any(each.on == on and f"{each.inside}/".startswith(f"{place}/") for place, on in places)
            for each in (view.documents if view else ())
            if each.inside and each.receipt not in chosen
        )

    def _move(self, rows: Sequence[DocumentRow], code: str, because: str) -> None:
        receipts = [row.receipt for row in rows]
        name = self._session.desk.body(code).name
        self._session.act(
            lambda desk: desk.receiving.move(receipts, code, because), lambda made: self._told(made, name)
        )

    def _told(self, made: Sequence[DocumentRow], name: str) -> None:
        words = self.tr("{} moved to {}. Undo brings it back.")
        if len(made) > 1:
            words = self.tr("{} moved to {}. Undo brings them back.")
        self._session.messages.tell(words.format(moved_words([row.name for row in made]), name))
        self.moved.emit()


class _BodyField(FilterField):
    """A filter in a dialog: Escape closes that once it is empty."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Bodies(QListWidget):
    """The bodies that fit; Enter goes on from the one that is chosen."""

    taken = Signal()

    def __init__(self, look: Look, rows: int) -> None:
        super().__init__()
        self._look, self._rows = look, rows

    def sizeHint(self) -> QSize:
        row = max(self.sizeHintForRow(0), self._look.px(24))
        return QSize(super().sizeHint().width(), self._rows * row + self._look.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height() // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class MoveDialog(Form):
    """A field that narrows the list of bodies as one types, the list, and the reason."""

    help = "documents#a-document-received-for-the-wrong-force"

    move_wanted = Signal(str, str)

    def __init__(
        self,
        look: Look,
        rows: Sequence[DocumentRow],
        along: int,
        lines: Sequence[BodyLine],
        noun: tuple[str, str],
        parent: QWidget,
    ) -> None:
        """Move ``rows`` and the ``along`` documents that came in them; ``lines`` are the other bodies', ``noun`` what they are called."""
        names = [row.name for row in rows]
        super().__init__(look, self.tr("Move {}").format(moved_words(names)), parent)
        self._lines_of, self._noun = tuple(lines), noun
        words = self.tr(
            "The day of receipt stays. What was decided about its being in the review does not move."
        )
        if along:
            documents = counted(Noun.DOCUMENT, along)
            words = self.tr("With it goes what came in it: {}.").format(documents) + " " + words
        self.add_wide(Label(words, "muted", wrap=True))
        self.field = _BodyField(look, self.tr("Name of the {}").format(noun[0]), key="", wide=True)
        self.list = _Bodies(look, min(len(lines), ROWS))
        self.list.setAccessibleName(self.tr("The {} that fit").format(noun[1]))
        self.none = Label("", "muted", wrap=True)
        self.none.hide()
        self.add_line(self.tr("The {} that it belongs to").format(noun[0]), self.field)
        self.add_wide(self.list, 1)
        self.add_wide(self.none)
        self.reason = TextBox(look, self._check)
        self.add_line(self.tr("Reason"), self.reason)
        self.finish(self.tr("Move"), self._check)
        self.field.textChanged.connect(self._narrow)
        self.field.left.connect(self._go_on)
        self.list.taken.connect(self.reason.setFocus)
        self.list.itemActivated.connect(lambda _item: self.reason.setFocus())
        self._narrow("")
        self.field.setFocus()

    @property
    def code(self) -> str:
        """The body that is chosen; "" while none is: who passes through the list by Tab has chosen nothing."""
        return "".join(str(item.data(CODE)) for item in self.list.selectedItems()[:1])

    def _narrow(self, words: str) -> None:
        """Show the bodies in whose names the words stand; the only one that fits is chosen."""
        before, wanted = self.code, Filter(words)
        self.list.clear()
        for line in self._lines_of:
            if wanted.keeps(line, lambda _line: ()):
                item = QListWidgetItem(line.name)
                item.setData(CODE, line.code)
                self.list.addItem(item)
                if line.code == before and wanted.is_on:
                    self.list.setCurrentItem(item)
        if self.list.count() and wanted.is_on and not self.code:
            self.list.setCurrentRow(0)
        nothing = not self.list.count()
        self.none.setText(
            say("No {noun} fits “{typed}”. Escape shows all.", noun=self._noun[0], typed=words)
            if nothing
            else ""
        )
        self.none.setVisible(nothing)
        self.list.setVisible(not nothing)

    def _go_on(self) -> None:
        """Go on from the field: to the reason where one body is chosen by what was typed, else to the list."""
        if self.list.count() == 1:
            self.reason.setFocus()
        elif self.list.count():
            self.list.setFocus()
            if not self.code:
                self.list.setCurrentRow(0)

    def _check(self) -> None:
        because = self.reason.toPlainText().strip()
        if not self.code:
            self.complain(self.tr("Say which {} it belongs to.").format(self._noun[0]), self.field)
        elif not because:
            self.complain(self.tr("A reason is needed: it stands in the record."), self.reason)
        else:
            self.move_wanted.emit(self.code, because)
            self.accept()
