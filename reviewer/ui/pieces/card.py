"""The piece that one is at: its picture, why it could not be read, what can be done, and which absences wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from reviewer.desk.display import CriterionView
from reviewer.desk.pieces import Piece
from reviewer.desk.words.language import say
from reviewer.desk.words.searches import search_line
from reviewer.desk.words.unread import unread_words
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.elided import Elided
from reviewer.ui.growing import Growing
from reviewer.ui.look import Look
from reviewer.ui.pieces.act_button import ActButton
from reviewer.ui.pieces.words import state_words, title_words, where_words
from reviewer.ui.widgets import Box, Label, TextBox, button, empty, scrolled

BIG = 176


class BigPicture(Growing, QWidget):
    """A piece's picture, as large as the card is wide."""

    def __init__(self, look: Look) -> None:
        """Begin without one."""
        super().__init__()
        self._look = look
        self._picture: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(10, min(self._look.px(BIG), self.window().height() // 4))

    def show_picture(self, picture: QImage | None, words: str) -> None:
        """Show a picture; ``words`` tell of it to those who don't see it."""
        self._picture = picture
        self.setAccessibleName(words)
        self.setVisible(picture is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self._look.palette
        painter.fillRect(self.rect(), QColor(palette.page))
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(0, 0, size.width(), size.height())
        area.moveCenter(self.rect().center())
        painter.drawImage(area, self._picture)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PieceCard(Box):
    """``typed`` has what a person typed of the piece; ``writing_left`` that typing was left off; ``criterion_wanted`` the key of a criterion to go to."""

    typed = Signal(str)
    writing_left = Signal()
    criterion_wanted = Signal(str)

    def __init__(self, look: Look, actions: ActionList) -> None:
        """Buttons do what is in ``actions``."""
        super().__init__(look, gap=0, role="pane")
        self._key = ""
        self._left_off: dict[str, str] = {}  # what typing was left off at, of pieces, by key
        self._drafts: dict[str, str] = {}  # what was being typed of pieces when another was chosen, by key
        self.title, self.number = Elided("", "strong", name=True), Elided("", "small")
        self.picture = BigPicture(look)
        self.why = Label("", wrap=True)
        self.state = Label("", "strong", wrap=True)
        self.see = ActButton(look, actions, "pieces.see")
        self.write = ActButton(look, actions, "pieces.type")
        self.ask = ActButton(look, actions, "pieces.ask")
        self.open = ActButton(look, actions, "pieces.open")
        self.back = ActButton(look, actions, "pieces.again")
        self.text = TextBox(look, self._submit, lines=5)
        self.text.setAccessibleName(self.tr("What the piece says"))
        self.keep = button(self.tr("Keep what is typed"), self._submit, tip=actions.key("pieces.keep"))
        self.writing = Box(look, self.text, self.keep, gap=4)
        self.absences = Box(look, gap=8)
        inside = Box(look, gap=8, margins=(16, 0, 16, 16), role="pane")
        self.left, self.waiting = Elided("", "strong"), Elided("", "small")
        self.next = button(
            self.tr("Seen, next"),
            lambda: actions.run("pieces.keep"),
            "primary",
            tip=actions.key("pieces.keep"),
        )
        self.add(Box(look, self.title, self.number, gap=0, margins=(16, 8, 16, 8)))
        self.add(scrolled(inside), 1)
        for item in (
            self.picture, self.why, self.state, self.see, self.write, self.writing, self.ask, self.open, self.back,
            self.absences, None,
        ):  # fmt: skip
            inside.add(item)
        foot = Box(look, across=True, gap=8, margins=(16, 8, 16, 8), role="foot")
        foot.add(Box(look, self.left, self.waiting, gap=0), 1)
        foot.add(self.next)
        self.add(foot)
        self.writing.hide()

    def _submit(self) -> None:
        self.typed.emit(self.text.toPlainText())

    def show_piece(self, piece: Piece | None, at: tuple[int, int], picture: QImage | None) -> None:
        """Show a piece that is the first, second ... of so many; None where there is none."""
        key = piece.key if piece else ""
        if key != self._key and self.is_writing:
            self._drafts[self._key] = self.text.toPlainText()
        if (
            key != self._key or not self.is_writing
        ):  # nothing that is being typed is lost by what comes meanwhile
            draft = self._drafts.pop(key, None)
            said = piece.transcribed.content.text if piece and piece.transcribed else ""
            self.text.setPlainText(said if draft is None else draft)
            self.writing.setVisible(draft is not None)
        self._key = key
        for widget in (self.see, self.write, self.ask, self.open, self.back, self.next):
            widget.setVisible(piece is not None)
        count = say("piece {} of {}").format(*at)
        self.number.setText(f"{where_words(piece)} · {count}" if piece else "")
        self.title.setText(piece.name if piece else "")
        self.show_picture(piece, picture)
        if piece is None:
            self.why.setText("")
            self.state.setText("")
            return
        self.why.setText(unread_words("", piece.why, waits=piece.waits))
        said = piece.transcribed.content.text if piece.transcribed else ""
        self.state.setText(f"{state_words(piece)}{f': {said}' if said else ''}")
        self.see.setVisible((piece.to_look_at or piece.waits) and not piece.locked)  # P stands for it
        self.write.setVisible(piece.can_be_typed)
        self.ask.setVisible(not piece.waits)
        self.back.setVisible(bool(piece.seen or piece.transcribed))

    def show_picture(self, piece: Piece | None, picture: QImage | None) -> None:
        """Show the piece's picture, or one that has come sharper."""
        self.picture.show_picture(picture, title_words(piece) if piece else "")

    @property
    def is_writing(self) -> bool:
        """Whether something is being typed of the piece."""
        return not self.writing.isHidden()  # also while another screen is shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave off typing with Escape; what was begun is there again when it is gone on with."""
        inside = self.writing.isAncestorOf(QApplication.focusWidget() or self.window())
        if event.key() == Qt.Key.Key_Escape and inside:
            self._left_off[self._key] = self.text.toPlainText()
            self.writing.hide()
            self.writing_left.emit()
        else:
            super().keyPressEvent(event)

    def start_writing(self) -> None:
        """Open the field for what the piece says, and go to it."""
        if not self.is_writing and self._key in self._left_off:
            self.text.setPlainText(self._left_off.pop(self._key))
        self.writing.show()
        self.text.setFocus()

    def show_left(self, left: int, waiting: int) -> None:
        """Say how much is left."""
        self.left.setText(say("{} to look at").format(left))
        self.waiting.setText(say("{} more waiting").format(waiting) if waiting else "")
        self.waiting.setVisible(waiting > 0)

    def show_absences(self, views: Sequence[CriterionView]) -> None:
        """Show the absences of the body whose search was kept, with what each still asks for."""
        empty(self.absences.row)
        if views:
            self.absences.add(Label(self.tr("Absences that rest on these pieces"), "strong", wrap=True))
        for view in views:
            card = Box(self._look, gap=4, margins=(12, 8, 12, 8), role="card")
            card.add(Label(f"{view.number}  {view.criterion.title}", "strong", wrap=True))
            card.add(Label(search_line(view), "small", wrap=True))
            go = button(say("Go to it"), partial(self.criterion_wanted.emit, view.criterion.key), "link")
            go.setAccessibleName(say("Go to criterion {}").format(view.number))
            card.add(go)
            self.absences.add(card)
