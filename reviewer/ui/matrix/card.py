"""The card of the cell that has the focus, beside the table; it follows the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.display import EvidenceView
from reviewer.desk.matrix.card_facts import CellDetails
from reviewer.desk.matrix.cell_states import ATTENTION, Care, care_of, mark_of
from reviewer.desk.matrix.row_order import Field
from reviewer.desk.words.blockers import alone_and_remedy
from reviewer.desk.words.cells import cell_words
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import short_moment_words
from reviewer.desk.words.language import say
from reviewer.desk.words.searches import search_line
from reviewer.model import Framework, Kept, Stance, Verdict
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.matrix.header import paint_number
from reviewer.ui.matrix.model import MatrixModel
from reviewer.ui.matrix.words import in_the_way
from reviewer.ui.remaining import RemainingButton
from reviewer.ui.shapes import LOOK_AT, ToneShape
from reviewer.ui.widgets import Beside, Box, Label, empty, scrolled
from reviewer.ui.words import capital, with_noun

NUMBER, QUOTES, BAR, FIRST_COLUMN = 22, 2, 4, 64
SHORT_OF = 24 + 24 + 8 * 3 + 22 + 16  # a card's sides and what stands beside its title, in pixels at 100%


class NumberMark(QWidget):
    """A criterion's number in its colour."""

    def __init__(self, look: Look, number: int) -> None:
        """``number`` is the criterion's, from 1."""
        super().__init__()
        self._look = look
        self._number = number
        self.setAccessibleName(str(number))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(NUMBER), self._look.px(NUMBER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._look.px(NUMBER)
        paint_number(QPainter(self), QRect(0, 0, side, side), self._number, self._look)


class Quote(Box):
    """A passage with the criterion's colour beside it, and where it stands."""

    def __init__(self, look: Look, number: int, passage: EvidenceView) -> None:
        """``number`` is the criterion's, from 1."""
        super().__init__(look, gap=0, margins=(14, 0, 0, 0))
        self._number = number
        stance = passage.record.content.stance
        words = say("supports") if stance is Stance.SUPPORTS else say("contradicts")
        place, quote = passage.record.content.passage.place, passage.record.content.passage.quote.strip()
        self.add(Label(cell_words(place, quote) or f"“{quote}”", wrap=True))
        self.add(Label(f"{passage.name}, {passage.where} · {words}", "small", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.palette.highlight(self._number)))
        bar = QRect(0, 0, self._look.px(BAR), self.height())
        painter.drawRoundedRect(mirrored(bar, self.rect(), self.layoutDirection()), 2, 2)


class KeyButton(QPushButton):
    """A primary button with its key's cap at the right."""

    def __init__(self, look: Look, key: str) -> None:
        """``key`` is as it stands on the keyboard."""
        super().__init__()
        self._look = look
        self.setAutoDefault(False)
        self.setProperty("role", "primary")
        self.setProperty("keyed", "true")
        self._cap = Label(key, "keyOn")
        self._cap.setParent(self)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + self._cap.sizeHint().width() + self._look.px(8), size.height())

    def minimumSizeHint(self) -> QSize:
        return super().sizeHint()  # its words; the cap goes where there is no room

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._show_cap()

    def _show_cap(self) -> None:
        self._cap.setVisible(
            self.isEnabled() and self.width() >= self.sizeHint().width()
        )  # a cap is a promise

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_cap()
        cap = QRect(QPoint(0, (self.height() - self._cap.sizeHint().height()) // 2), self._cap.sizeHint())
        cap.moveRight(self.width() - 1 - self._look.px(12))
        self._cap.setGeometry(mirrored(cap, self.rect(), self.layoutDirection()))


class CellCard(Box):
    """At once what the row says; passages, reason and author as soon as they are looked up."""

    open_wanted = Signal()
    first_wanted = Signal()

    def __init__(self, look: Look, model: MatrixModel, key: str) -> None:
        """Show nothing yet; ``key`` is that of opening."""
        super().__init__(look, gap=0, role="pane")
        self._model = model
        self._wide = 0
        self._name = Label("", "strong", wrap=True)
        self._where = Label("", "small")
        head = Box(look, across=True, margins=(16, 4, 16, 4), height=36)
        head.add(self._name, 1)
        head.add(self._where)
        self._inside = Box(look, gap=8, margins=(12, 0, 12, 12), role="pane")
        self._area = scrolled(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.first = RemainingButton(look)
        self.first.clicked.connect(self.first_wanted)
        self.open = KeyButton(look, key)
        self.open.clicked.connect(self.open_wanted)
        self._shown: tuple[int, int, CellDetails | None, str] | None = None
        self.add(head)
        self.add(self._area, 1)
        self.add(self._foot())
        self.setAccessibleName(say("The cell in words"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def be_wide(self, width: int) -> None:
        """Be so many pixels wide, or wider where that would cut words."""
        self._wide = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(max(self._wide, super().minimumSizeHint().width()), super().sizeHint().height())

    def _foot(self) -> Box:
        """What is left at the left, the one act at the right, or under it where there is no room."""
        foot = Box(self._look, margins=(12, 4, 16, 4), role="foot", height=56)
        foot.add(Beside(self._look, self.first, self.open))
        return foot

    # --- what is shown -----------------------------------------------------------------------------------

    def show_left(self, unfinished: int, first: str) -> None:
        """Say how many bodies are unfinished and which comes first; "" for none."""
        if unfinished:
            head = say("{} unfinished").format(with_noun(unfinished, self._model.noun))
            self.first.say(head, say("{} is the first").format(first))
        else:
            self.first.say(say("Every {} is judged").format(self._model.noun[0]), "")
        self.first.setEnabled(bool(unfinished))

    def show_nothing(self, words: str) -> None:
        """Say why there is no cell."""
        self._shown = None
        self._name.setText("")
        self._where.setText("")
        self._fill(Label(words, "muted", wrap=True))
        self.open.setEnabled(False)

    def show_cell(self, row: int, column: int, details: CellDetails | None, open_words: str) -> None:
        """Show a cell of the table; ``details`` are None while they are looked up."""
        model, line = self._model, self._model.rows[row]
        self._shown = (row, column, details, open_words)
        title = model.titles[column]
        self._name.setText(line.name)
        at = say("row {} of {}").format(f"{row + 1:,}", f"{len(model.rows):,}")
        self._where.setText(f"{title} · {at}" if self._fits(line.name, f"{title} · {at}") else at)
        self.open.setEnabled(True)
        self.open.setText(open_words)
        self.setAccessibleDescription(f"{line.name}, {title}")
        if model.columns[column].field is Field.CRITERION:
            self._fill(self._criterion(line, column, details), self._whole(line, details))
        else:
            self._fill(self._whole(line, details, role="cardOn"))

    def _fits(self, strong: str, small: str) -> bool:
        """Tell whether two texts stand on one line of a card."""
        look = self._look
        wide = QFontMetrics(look.font(bold=True)).horizontalAdvance(strong)
        wide += QFontMetrics(look.font(SMALL, bold=True)).horizontalAdvance(small)
        return wide <= self.width() - look.px(SHORT_OF)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._shown:
            self.show_cell(*self._shown)

    def _fill(self, *cards: QWidget) -> None:
        empty(self._inside.row)
        for card in (*cards, None):
            self._inside.add(card)
        self._area.verticalScrollBar().setValue(0)

    def _criterion(self, line: BodyLine, column: int, details: CellDetails | None) -> Box:
        model = self._model
        criterion, cell = model.framework.criteria[column - 1], line.cells[column - 1]
        mark = mark_of(line.tones[column - 1], cell)
        card = Box(self._look, gap=8, margins=(12, 8, 12, 12), role="cardOn")
        word = model.words.cell(cell) or say("Not judged")
        finding = (Label(word, f"tone-{mark or 'none'}"), ToneShape(self._look, mark))
        head = Box(self._look, NumberMark(self._look, column), across=True)
        head.add(Label(criterion.title, "strong", wrap=True), 1)
        card.add(head)
        if self._fits(criterion.title, word):
            for part in finding:
                head.add(part)
        else:
            card.add(Box(self._look, *reversed(finding), None, across=True))
        card.add(Label(criterion.question, "muted", wrap=True))
        if details is None:
            card.add(Label(say("Looking it up…"), "small"))
            for kind in cell.left:
                card.add(self._obstacle(in_the_way(kind), kind))
        else:
            self._add_details(card, column, details)
        return card

    def _add_details(self, card: Box, number: int, details: CellDetails) -> None:
        view = details.view
        for blocker in details.left:
            card.add(self._obstacle(alone_and_remedy(blocker), blocker.code))
        for passage in view.evidence[:QUOTES]:
            card.add(Quote(self._look, number, passage))
        more = len(view.evidence) - QUOTES
        passages = counted(Noun.PASSAGE, len(view.evidence))
        if more > 0:
            card.add(Label(say("{}, {} more than shown").format(passages, more), "small"))
        elif view.evidence:
            card.add(Label(passages, "small"))
        if searched := search_line(view):
            card.add(Label(searched, "small", wrap=True))
        for verdict in view.verdicts:
            card.add(self._verdict(verdict, details, alone=len(view.verdicts) == 1))
        if not view.verdicts and not view.evidence and not searched:
            card.add(Label(say("Nothing is tied to it yet"), "small", wrap=True))

    def _verdict(self, verdict: Kept[Verdict], details: CellDetails, *, alone: bool) -> Box:
        finding = self._model.framework.finding(verdict.content.finding)
        who = details.people.get(verdict.author, say("Someone"))
        box = Box(self._look, gap=2, margins=(0, 6, 0, 0), role="rule")
        if not alone:
            head = Box(self._look, ToneShape(self._look, finding.tone.value), across=True)
            head.add(Label(finding.label, "strong", wrap=True), 1)
            box.add(head)
        box.add(Label(say("Reason"), "small"))
        box.add(Label(verdict.content.because, wrap=True))
        box.add(Label(f"{who}, {short_moment_words(verdict.at)}", "small", wrap=True))
        return box

    def _obstacle(self, words: str, kind: str) -> Box:
        look_only = care_of((kind,)) is Care.LOOK
        box = Box(self._look, ToneShape(self._look, LOOK_AT if look_only else ATTENTION, 14), across=True)
        box.row.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.add(Label(capital(words), wrap=True), 1)
        return box

    def _whole(self, line: BodyLine, details: CellDetails | None, role: str = "card") -> Box:
        """Return the card of the body's category and letter."""
        model = self._model
        card = Box(self._look, gap=8, margins=(12, 8, 12, 8), role=role)
        card.add(
            self._fact(say("Category"), model.words.category(line) or say("None yet"), self._grade(details))
        )
        left = counted(Noun.THING_LEFT, line.left)
        beside = say("nothing stands in the way") if line.ready and not line.letter_state else ""
        card.add(self._fact(say("Letter"), model.words.letter(line) or left, beside))
        if line.late:
            late = counted(Noun.DOCUMENT, line.late)
            card.add(self._fact(say("Late"), late, say("outside the review until included")))
        return card

    def _grade(self, details: CellDetails | None) -> str:
        if details is None or not details.categories:
            return ""
        framework: Framework = self._model.framework
        if len(details.categories) > 1:
            labels = (framework.category(record.content.category).label for record in details.categories)
            return say("two stand: {}").format(" / ".join(labels))
        record = details.categories[0]
        who = f"{details.people.get(record.author, say('Someone'))}, {short_moment_words(record.at)}"
        as_said = record.content.category == details.suggested
        return say("as suggested · {}").format(who) if as_said else who

    def _fact(self, title: str, words: str, beside: str) -> Box:
        name = Label(title, "small")
        name.setMinimumWidth(self._look.px(FIRST_COLUMN))
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        facts = Box(self._look, Label(words, wrap=True), gap=0)
        if beside:
            facts.add(Label(beside, "small", wrap=True))
        box = Box(self._look, name, across=True)
        box.add(facts, 1)
        return box
