"""What a search over all documents found, and where it was looked for; choosing a place opens it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu

from reviewer.desk.display import SearchHit
from reviewer.desk.search import Question, Ranked, Unsearched, merged
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import count
from reviewer.errors import ended
from reviewer.model import Span
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.elided import Elided
from reviewer.ui.filter_choices import FilterRow
from reviewer.ui.growing import Refit
from reviewer.ui.hits import HitList
from reviewer.ui.look import Look
from reviewer.ui.reflow import WIDEST
from reviewer.ui.searching import LIMIT, Searcher
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Box, Label, button

MENU = ("search.open", "", "search.only_here", "search.everywhere", "", "search.close")
"""The menu of a place that was found; "" divides groups."""
ROWS, LEAST = 5, 2
PART = 0.42


class ResultsPane(Box):
    """Stands between the bar and the screen while a search is looked through; beside the screen where the window is low."""

    help = "search"

    closed = Signal()
    place_opened = Signal(object, str)
    field_wanted = Signal()
    words_wanted = Signal(str)
    announced = Signal(str)
    shown = Signal(bool)

    def __init__(self, look: Look, session: SessionModel, actions: ActionList) -> None:
        """Search with the sitting's desk; ``actions`` has what is done to what was found."""
        super().__init__(look, gap=4, role="bar", margins=(0, 4, 0, 0))
        self._session = session
        self.title = Elided("", "strong")
        self.unsearched = Label("", "warn", wrap=True)  # whole: what was not searched is not to be overlooked
        terms = button(self.tr("A criterion's terms"), self._offer_terms)
        terms.setAccessibleDescription(
            self.tr("Looks for any of the terms that the framework gives a criterion")
        )
        self._terms = terms
        self.filters = FilterRow(look, session, terms)
        self.list = HitList(look, {body.code: body.name for body in session.desk.case.bodies})
        offer_on_rows(actions, self.list, MENU)
        self._head = head = Box(look, across=True, margins=(16, 0, 12, 0))
        head.add(self.title, 1)
        head.add(button(self.tr("Close"), self.leave, "quiet"))
        self._note = Box(look, self.unsearched, margins=(16, 0, 16, 0))
        for item in (head, self.filters, self._note):
            self.add(item)
        self.add(self.list, 100)
        self.add(None)  # where nothing was found, what was asked stays above
        self._searcher = Searcher(lambda: session.desk.search, session.work, self)
        self._asked: Question | None = None
        self._first: tuple[SearchHit, ...] = ()
        self._best: Ranked | None = None
        self._whole = False
        self._going_in = False
        self._number: int | None = None
        self._beside = False
        self._connect()
        self.hide()
        Refit(self, self._fit)

    def _connect(self) -> None:
        self.list.opened.connect(self.open_chosen)
        self.list.left.connect(self.field_wanted)
        self.filters.chosen.connect(self._ask_again)
        self._searcher.hits_came.connect(self._show)
        self._searcher.ranked.connect(self._show_ranked)
        self._searcher.counted.connect(self._show_number)

    # --- asking ------------------------------------------------------------------------------------

    def ask(self, words: str, *, growing: bool = False) -> None:
        """Search all documents that the filters leave; the hits come as they are found. Without words, go away."""
        if not words.strip():
            self.forget()
            return
        self._going_in = False
        self._put(self.filters.question(words, growing=growing))

    def _put(self, question: Question) -> None:
        if question != self._asked:
            self._asked, self._best, self._number, self._whole = question, None, None, False
            self._searcher.ask(question)

    def _ask_again(self) -> None:
        if self._asked is not None:
            self._put(self.filters.question(self._asked.words, growing=self._asked.growing))

    def only_here(self) -> None:
        """Go on looking in the documents of that body alone whose place one is at."""
        if (hit := self.list.chosen) is not None:
            self.filters.choose_body(hit.body)
            self._ask_again()
            self.go_in()

    def look_for_terms(self, criterion: str) -> None:
        """Look for any of a criterion's own terms in the chosen body's documents, and go to the first place."""
        words = self._session.desk.search.terms(criterion)
        if not words:
            self._session.messages.tell(self.tr("The framework gives this criterion no terms to look for."))
            return
        self.filters.choose_body(self._session.body)
        self.words_wanted.emit(words)
        self.ask(words)
        self.go_in()

    def _offer_terms(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, criterion in enumerate(self._session.desk.case.framework.criteria, start=1):
            action = menu.addAction(
                f"{number}. {criterion.title}", partial(self.look_for_terms, criterion.key)
            )
            action.setEnabled(bool(criterion.search))
        menu.popup(self._terms.mapToGlobal(self._terms.rect().bottomLeft()))

    def go_in(self) -> None:
        """Go to the hits; at once, or when there are some."""
        self._going_in = self._asked is not None and not self._whole
        if self.isVisible():
            self.list.go_in()

    # --- showing -----------------------------------------------------------------------------------

    def _show(self, question: Question, hits: tuple[SearchHit, ...], whole: bool) -> None:
        self._first, self._whole = hits, whole
        if hits or whole:
            self._present(hits)
            if self._going_in:
                self.list.go_in()
                self._going_in = not whole and not hits
        self._say(question)

    def _show_ranked(self, question: Question, best: Ranked) -> None:
        self._best = best
        self._present(merged(best.hits, self._first)[:LIMIT])
        self._say(question)

    def _show_number(self, question: Question, number: int, left: Unsearched) -> None:
        self._number = number
        self.unsearched.setText(self._unsearched(left))
        self._note.setVisible(bool(self.unsearched.text()))
        self._say(question)

    def _present(self, hits: tuple[SearchHit, ...]) -> None:
        self.list.show_hits(hits)
        self.list.setVisible(bool(hits))
        if self.isHidden():
            self._note.hide()
            self.show()
        self._fit()

    def _say(self, question: Question) -> None:
        words = self._heading(question)
        self.title.setText(words)
        self.title.setAccessibleName(words)
        self.announced.emit(words)

    def _heading(self, question: Question) -> str:
        shown = len(self.list.hits.hits)
        if not shown:
            if not self._whole:
                return self.tr("Searching for “{}”").format(question.words)
            nothing = ended(self.tr("Nothing found for “{}”").format(question.words))
            return f"{nothing} {self._advice()}"
        if self._whole and shown < LIMIT:
            return count(
                "{n:,} place has “{words}”", "{n:,} places have “{words}”", shown, words=question.words
            )
        first = self.tr("The best {}") if self._best else self.tr("The first {}")
        words = first.format(shown)
        if self._number is not None:
            words += self.tr(" of {:,} places").format(self._number)
        if self._best and not self._best.all_weighed:
            words += self.tr(", from the first {:,}").format(self._best.weighed)
        return self.tr("{} for “{}”").format(words, question.words)

    def _advice(self) -> str:
        if self.filters.narrow:
            return self.tr("Look everywhere, or try fewer words.")
        return self.tr("Try fewer words.")

    @property
    def is_whole(self) -> bool:
        """Whether the list shows all that it will of what was asked for last."""
        return self._whole

    @property
    def is_counted(self) -> bool:
        """Whether it is known how many places there are."""
        return self._number is not None

    def _unsearched(self, left: Unsearched) -> str:
        words = []
        if left.pieces:
            pieces = counted(Noun.PIECE, left.pieces)
            words.append(self.tr("{} not read, and so not searched").format(pieces))
        if left.documents:
            documents = counted(Noun.DOCUMENT, left.documents)
            words.append(self.tr("{} could not be opened").format(documents))
        return ". ".join(words)

    def stand_beside(self, beside: bool) -> None:
        """Be as high as the screen that it stands beside, or no higher than a part of the window, over it."""
        if beside != self._beside:
            self._beside = beside
            self.set_role("pane" if beside else "bar")
            self._fit()

    def _fit(self) -> None:
        if self._beside:
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(WIDEST)
            return
        row = self.list.delegate.height()
        shown = (item for item in (self._head, self.filters, self._note) if not item.isHidden())
        height = self.window().height() * PART - sum(item.heightForWidth(self.width()) for item in shown)
        most = max(LEAST, min(ROWS, int(height / row)))
        self.list.setFixedHeight(row * min(max(len(self.list.hits.hits), 1), most) + 4)

    # --- leaving -----------------------------------------------------------------------------------

    def open_chosen(self) -> None:
        """Open the place that one is at."""
        search_hit = self.list.chosen
        if search_hit is not None:
            hit = search_hit.hit
            self.place_opened.emit(Span(hit.document, hit.place, hit.start, hit.end), search_hit.body)

    def forget(self) -> None:
        """Close the list and drop the search."""
        self._searcher.forget()
        self._asked, self._first = None, ()
        self.list.show_hits(())
        self.announced.emit("")
        self.hide()

    def leave(self) -> None:
        """Close the list and go back to the desk."""
        self.forget()
        self.closed.emit()

    def close_search(self) -> None:
        """Look for nothing more."""
        self._searcher.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)
