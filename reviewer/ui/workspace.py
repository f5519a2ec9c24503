"""One open casebook on the screen: bar, messages, and the three views; it remembers where she was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from reviewer.desk.settings import PLACE
from reviewer.model import Span
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.bodies import BodiesPane
from reviewer.ui.decision import Decision
from reviewer.ui.delay import after
from reviewer.ui.look import Look
from reviewer.ui.parts import Box
from reviewer.ui.sitting import Sitting
from reviewer.ui.topbar import TopBar

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.desk.views import DocumentRow
    from reviewer.ui.letter.view import LetterView

DESK, LETTER, OVERVIEW, INTAKE = range(4)
LEFT = 280
WIDEST = 16_777_215
CALM = 250  # milliseconds after the views are made: what the person waits for comes before
TYPED = len(("body", "criterion", "finding", "because"))


class Workspace(Box):
    """Composes the views of a sitting and connects them; the acts are elsewhere."""

    view_shown = Signal(int)
    furnished_now = Signal()

    def __init__(
        self,
        look: Look,
        sitting: Sitting,
        home: Home,
        actions: ActionList,
        window: QWidget,
        *,
        reads_scans: bool = True,
    ) -> None:
        """``home`` is where it remembers; buttons do what is in ``actions``; dialogs stand before ``window``.

        ``reads_scans`` lets the reading of scanned pages begin by itself.
        """
        super().__init__(look, gap=0, role="desk")
        self.sitting = sitting
        self._action_list = actions
        self._home = home
        self._remembered = PLACE.of(sitting.desk.folder)
        self._where = home.settings.get(self._remembered)
        self._window = window
        self._reads_scans = reads_scans
        self.bar = TopBar(look, sitting, actions)
        self.bodies = BodiesPane(look, sitting)
        self.views = QStackedWidget()
        self._first = self._first_sight(look)
        self.views.addWidget(self._first)
        self.add(self.bar)
        self.add(self.views, 1)
        self.bar.look_again()
        self.furnished = False
        self._closed = False
        self._fitted = look.percent
        self._calm = after(CALM, self._warm_pages, self)

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
        self._make_views()
        self._connect()
        self.views.removeWidget(self._first)
        self.bodies.setMaximumWidth(WIDEST)
        self._first.deleteLater()
        self.fit_panes()
        self.go_back_to_where_she_was()
        self.setUpdatesEnabled(True)
        self.bodies.list.setFocus()
        QTimer.singleShot(0, self, self.fit_panes)
        self._calm.start()
        self.furnished = True
        self.furnished_now.emit()

    def _warm_pages(self) -> None:
        """Start what draws pages before the first document is opened: it takes longer to start than to draw."""
        self.sitting.desk.pages.warm()

    def _make_views(self) -> None:
        from reviewer.ui.acts import DeskActs
        from reviewer.ui.desk_view import DeskView
        from reviewer.ui.letter.acts import LetterActs
        from reviewer.ui.letter.editing import LetterEditing
        from reviewer.ui.letter.view import LetterView
        from reviewer.ui.overview_view import OverviewView
        from reviewer.ui.receiving import ReceivingActs
        from reviewer.ui.results import ResultsPane
        from reviewer.ui.triage.view import TriageView
        from reviewer.ui.versions.acts import VersionActs

        look, sitting = self._look, self.sitting
        self.receiving = ReceivingActs(look, sitting, self._window, reads_scans=self._reads_scans)
        self.acts = DeskActs(look, sitting, self.receiving, self._window)
        self.version_acts = VersionActs(look, sitting, self._window)
        self.letters = LetterActs(look, sitting, self._home, self._window)
        self.editing = LetterEditing(look, sitting, self._window)
        self.results = ResultsPane(look, sitting)
        self.desk_view = DeskView(look, sitting, self.bodies, self._action_list, self._typed())
        self.letter_view = LetterView(look, sitting, self._action_list)
        self.overview = OverviewView(look, sitting)
        self.intake = TriageView(look, sitting, self._action_list, self._window)
        for view in (self.desk_view, self.letter_view, self.overview, self.intake):
            self.views.addWidget(view)
        self.row.insertWidget(1, self.results)

    def close_panes(self) -> None:
        """Let the viewer's thread go, and begin nothing more."""
        self._closed = True
        self._calm.stop()
        self.sitting.end()
        if self.furnished:
            self.results.close_search()
            self.receiving.scans.rest()
            self.desk_view.close_panes()

    def _connect(self) -> None:
        self._look.changed.connect(self._fit_to_size)
        self.bar.search_wanted.connect(partial(self.results.ask, growing=True))
        self.results.closed.connect(self.hide_results)
        self.results.field_wanted.connect(self.bar.search.setFocus)
        self.results.words_wanted.connect(self.bar.search.show_words)
        self.results.told.connect(self.bar.search.tell)
        # Where room is short, the bar and what a search found come before the desk.
        self.results.shown.connect(lambda there: self.views.setMinimumHeight(1 if there else 0))
        self.desk_view.checklist.terms_wanted.connect(self.results.look_for_terms)
        self.results.place_opened.connect(lambda: self.show_view(DESK))
        self.desk_view.paths_dropped.connect(self.receiving.receive)
        self.desk_view.locked.password_given.connect(
            lambda row, word: self.receiving.unlock(row, word, self.desk_view.locked)
        )
        self.receiving.scans.page_read.connect(self.desk_view.document.page_has_words)
        self.desk_view.versions.compare_wanted.connect(self.version_acts.compare)
        self.letter_view.criterion_wanted.connect(self.sitting.criterion_wanted)
        self.letter_view.paragraph_wanted.connect(self.editing.edit)
        self.letter_view.own_wanted.connect(self.editing.add)
        self.intake.document_wanted.connect(self._to_document)
        self.overview.export_wanted.connect(lambda: self._action_list.run("overview.export"))
        self.sitting.criterion_wanted.connect(lambda _key: self.show_view(DESK))
        self.sitting.category_wanted.connect(self._to_category)

    # --- views -----------------------------------------------------------------------------------

    def show_view(self, index: int) -> None:
        """Show the desk, the letter, the overview or what came from many."""
        changed = index != self.views.currentIndex()
        self.views.setCurrentIndex(index)
        self.bar.show_view(index)
        if index == LETTER and changed:
            self.letter_view.fit_panes()
            self.letter_view.look_again()
        elif index == OVERVIEW:
            self.overview.look_again()
        elif index == INTAKE and changed:
            self.intake.take_focus()
        self.view_shown.emit(index)

    def write(self, act: Callable[[LetterView], object]) -> None:
        """Write in the letter, if it is what is shown; else show it first, so that one sees where."""
        if self.views.currentIndex() == LETTER:
            act(self.letter_view)
        else:
            self.show_view(LETTER)
            self.letter_view.preview.setFocus()

    def _to_category(self) -> None:
        self.show_view(LETTER)
        self.letter_view.category.take_focus()

    def find_everywhere(self) -> None:
        """Go to the search over all documents."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def search_for(self, words: str) -> None:
        """Search all documents for these words."""
        self.find_everywhere()
        self.bar.search.setText(words)

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
        if self.views.currentIndex() == DESK:
            self.desk_view.document.setFocus()
        elif (shown := self.views.currentWidget()) is not None:
            shown.setFocus()

    def next_pane(self, by: int = 1) -> None:
        """Go round the panes of the desk."""
        self.show_view(DESK)
        desk = self.desk_view
        panes: tuple[QWidget, ...] = (
            desk.bodies.list,
            desk.documents.list,
            desk.middle,
            desk.checklist,
        )
        focused = QApplication.focusWidget()
        at = -1
        if focused is not None:
            at = next(
                (i for i, pane in enumerate(panes) if pane is focused or pane.isAncestorOf(focused)), -1
            )
        for _ in panes:
            at = (at + by) % len(panes)
            (desk.checklist.head_of_open_card() if panes[at] is desk.checklist else panes[at]).setFocus()
            if QApplication.focusWidget() is not focused:
                return

    # --- where she was ---------------------------------------------------------------------------

    def go_back_to_where_she_was(self) -> None:
        """Choose the body, document, place, card and view of the last sitting; else the first body."""
        bodies = self.sitting.desk.case.bodies
        codes = [body.code for body in bodies]
        body = self._where.get("body")
        wanted = str(body) if body in codes else self.sitting.body or codes[0]
        self.sitting.choose_body(wanted, again=True)
        document = self._where.get("document")
        if isinstance(document, str) and document:
            place = str(self._where.get("place") or "")
            rows = self.sitting.view.documents if self.sitting.view else ()
            if any(row.sha256 == document for row in rows):
                self.sitting.go_to(Span(document, place))
        card = self._where.get("card")
        if isinstance(card, str) and card in self.desk_view.checklist.cards:
            self.desk_view.checklist.open_card(card, focus=False)
        view = self._where.get("view")
        self.show_view(view if isinstance(view, int) and view in {DESK, LETTER, OVERVIEW, INTAKE} else DESK)

    def remember(self) -> None:
        """Keep where she is, and what she typed and has not saved."""
        if not self.furnished:
            return
        document = self.sitting.document
        self._home.settings.put(
            self._remembered,
            {
                "body": self.sitting.body,
                "document": document.sha256 if document else "",
                "place": self.desk_view.place,
                "card": self.desk_view.checklist.open_key,
                "view": self.views.currentIndex(),
                "panes": self.desk_view.splitter.sizes(),
                "left": self.desk_view.left.sizes(),
                "percent": self._look.percent,
                "typed": [
                    [body, criterion, decision.finding, decision.because]
                    for (body, criterion), decision in self.desk_view.checklist.unsaved.items()
                ],
            },
        )

    def _typed(self) -> dict[tuple[str, str], Decision]:
        found = self._where.get("typed")
        kept = found if isinstance(found, list) else []
        return {
            (row[0], row[1]): Decision(row[2], row[3])
            for row in kept
            if isinstance(row, list) and len(row) == TYPED
        }

    def _fit_to_size(self) -> None:
        """Give the panes other widths when she has chosen another size of text."""
        if self.furnished and self._fitted != self._look.percent:
            self._where = {}  # the widths of the last sitting have had their use
            QTimer.singleShot(0, self, self.fit_panes)  # when all has grown

    def fit_panes(self) -> None:
        """Give the panes their remembered widths, or those of the text size."""
        self._fitted = self._look.percent
        self.desk_view.fit_panes()
        self.letter_view.fit_panes()
        if self._where.get("percent") == self._look.percent:
            for splitter, name in ((self.desk_view.splitter, "panes"), (self.desk_view.left, "left")):
                sizes = self._where.get(name)
                if isinstance(sizes, list) and len(sizes) == splitter.count() and any(sizes):
                    splitter.setSizes([int(size) for size in sizes])

    def drop_paths(self, paths: list[Path]) -> None:
        """Take what was dropped on the window: folders of many bodies are looked through, files are received."""
        if self.views.currentIndex() == INTAKE or of_many(paths):
            self.receive_from_many(paths)
        else:
            self.receiving.receive(paths)

    def receive_from_many(self, paths: list[Path] | None = None) -> None:
        """Go to what came from many: with these paths, or asking for a folder."""
        self.show_view(INTAKE)
        if paths:
            self.intake.acts.look(paths)
        else:
            self.intake.acts.ask_folder()

    def _to_document(self, row: DocumentRow) -> None:
        self.show_view(DESK)
        self.intake.acts.open_row(row)
        self.desk_view.document.setFocus()


def of_many(paths: list[Path]) -> bool:
    """Tell whether a drop is folders of several bodies: two or more, or one that holds two or more."""
    folders = [path for path in paths if path.is_dir()]
    if len(folders) == 1 and len(paths) == 1:
        with suppress(OSError):
            return len([child for child in folders[0].iterdir() if child.is_dir()]) > 1
    return len(folders) > 1
