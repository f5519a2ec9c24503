"""The desk: bodies and documents, the document, the checklist; a composition of panes and little else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

from reviewer.desk.views import DocumentRow
from reviewer.desk.words.notes import note_words
from reviewer.desk.words.problems import problem_words
from reviewer.model import Problem, ProblemError, Span, Stance, kind_named
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.bodies import BodiesPane
from reviewer.ui.checklist.pane import ChecklistPane, Unsaved
from reviewer.ui.checklist.tying import Tie, TieDialog
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.source import Mark, Selected
from reviewer.ui.locked import LockedView
from reviewer.ui.look import Look
from reviewer.ui.papers import DocumentsPane
from reviewer.ui.parts import Box
from reviewer.ui.remaining import RemainingPane
from reviewer.ui.sitting import Sitting
from reviewer.ui.versions.notice import VersionNotice

RIGHT = 376
LEFT_MOST, RIGHT_MOST = 0.25, 0.36


class DeskView(Box):
    """Three panes in a splitter. What is selected in the document can be tied to a criterion."""

    paths_dropped = Signal(object)

    def __init__(
        self,
        look: Look,
        sitting: Sitting,
        bodies: BodiesPane,
        actions: ActionList,
        unsaved: Unsaved | None = None,
    ) -> None:
        """``bodies`` is on the screen already; ``unsaved`` are decisions typed but not saved earlier."""
        super().__init__(look, gap=0)
        self.sitting = sitting
        self._actions = actions
        self.bodies = bodies
        self.documents = DocumentsPane(look, sitting, actions)
        self.versions = VersionNotice(look, sitting)
        self.document = DocumentPane(sitting.desk.pages, actions, palette=look.palette)
        self.locked = LockedView(look)
        self.middle = Box(look, self.versions, self.locked, gap=0)
        self.middle.add(self.document, 1)
        self.middle.setFocusProxy(self.document)
        self.checklist = ChecklistPane(look, sitting, actions, unsaved)
        self.remaining = RemainingPane(look, sitting, actions)
        self.splitter = self._compose()
        self.add(self.splitter, 1)
        self._sized = False
        self._place = ""
        self._connect(look)

    def _compose(self) -> QSplitter:
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left.addWidget(self.bodies)
        self.left.addWidget(self.documents)
        self.left.setSizes([333, 380])
        self.left.setChildrenCollapsible(False)
        right = Box(self._look, gap=0, role="pane")
        right.add(self.checklist, 1)
        right.add(self.remaining)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.left, self.middle, right):
            splitter.addWidget(widget)
            widget.setMinimumWidth(1)
        self.document.setMinimumWidth(1)
        splitter.setStretchFactor(1, 1)
        splitter.setHandleWidth(1)
        self.left.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        return splitter

    def _connect(self, look: Look) -> None:
        titles = [criterion.title for criterion in self.sitting.desk.case.framework.criteria]
        self.document.set_criteria(titles)
        self.document.number_pressed.connect(self.tie_to)
        self.document.mark_activated.connect(self.sitting.criterion_wanted)
        self.document.place_changed.connect(self._note_place)
        self.document.drawn_wanted.connect(self._draw)
        self.document.page_view.failed.connect(self._ask_if_locked)
        self.documents.list.activated.connect(lambda _index: self.middle.setFocus())
        self.locked.opened.connect(self.document.setFocus)
        self.documents.paths_dropped.connect(self.paths_dropped)
        self.sitting.document_chosen.connect(self._open)
        self.sitting.body_chosen.connect(self._change_body)
        self.sitting.place_wanted.connect(self._go_to)
        self.sitting.recorded.connect(self._learn)
        self.sitting.recorded.connect(self._show_marks)
        look.changed.connect(lambda: self.document.set_palette(look.palette))

    # --- the document ----------------------------------------------------------------------------

    def _change_body(self, _code: str) -> None:
        view = self.sitting.view
        rows = view.documents if view else ()
        if rows:
            self.sitting.choose_document(next((row for row in rows if not row.problem), rows[0]))
        else:
            self.locked.leave()
            self.document.setVisible(True)
            self.middle.setFocusProxy(self.document)
            told = self.tr("No documents yet. Drop files here or press {}.")
            self.document.clear(told.format(self._actions.key("documents.receive")))

    def _open(self, row: DocumentRow | None) -> None:
        if row is None:
            return
        self._show_lock(row, row.problem if row.locked else None)
        if row.problem and not row.pages and not kind_named(row.kind).drawable:
            notes = map(note_words, row.also)
            also = (self.tr("What else is in this file:"), *notes) if row.also else ()
            self.document.clear("\n\n".join((row.name, problem_words(row.problem), "\n".join(also))).strip())
            return
        self.document.show_document(row.sha256, row.name, row.kind)
        self._show_marks()

    def _learn(self) -> None:
        """Take in what is known by now of a document that was opened before it was read, or before its file had come."""
        opened = self.sitting.document
        if opened is None or opened.kind:
            return
        now = self.sitting.document_now
        if now is None or (now.kind, now.problem) == (opened.kind, opened.problem):
            return
        if opened.problem or (now.problem and not now.pages):
            self.sitting.choose_again()
        else:  # she may be reading it
            self.sitting.document = now
            self._show_lock(now, now.problem if now.locked else None)

    def _draw(self, document: str) -> None:
        """Have the pages of a document made, beside the window."""
        pages, pane = self.sitting.desk.pages, self.document

        def made(read_anew: bool) -> None:
            if read_anew and self.sitting.document is not None and self.sitting.document.sha256 == document:
                self.sitting.refresh()
                self.sitting.choose_again()
                self.sitting.messages.tell(self.tr("LibreOffice could read it: its text is here now."))
            else:
                pane.show_drawn(document, pages.drawn.name(document))

        self.sitting.work.start(
            self.tr("Making pages…"),
            lambda ticket: pages.drawn.make(document, ticket.cancelled),
            made,
            failed=lambda: pane.refuse_drawn(document),
        )

    def _show_lock(self, row: DocumentRow, why: Problem | None) -> None:
        """Ask for the password of a document that is locked; of an archive, above the list of what is in it."""
        bare = why is not None and not row.pages
        if why is None:
            self.locked.leave()
        else:
            self.locked.ask(row, why)
        self.document.setVisible(not bare)
        self.middle.setFocusProxy(self.document if why is None else self.locked)

    def _ask_if_locked(self, error: Exception) -> None:
        """Ask again in another sitting: the text of a locked document is known then, but its pages are not."""
        row = self.sitting.document
        problem = error.problem if isinstance(error, ProblemError) else None
        if row is not None and not row.locked and problem is not None and problem.wants_password:
            self._show_lock(row, problem)

    def _go_to(self, place: Span) -> None:
        if place.place:
            self.document.go_to(place.place, place.start, place.end)

    def _note_place(self, place: str) -> None:
        self._place = place

    @property
    def place(self) -> str:
        """The place of the document that is most in view."""
        return self._place

    def _show_marks(self) -> None:
        view, row = self.sitting.view, self.sitting.document
        if view is None or row is None:
            return
        marks = [
            Mark(found.place, found.start, found.end, card.number, card.criterion.title, card.criterion.key)
            for card in view.criteria.values()
            for found in card.evidence
            if found.kept.content.passage.document == row.sha256 and found.place
        ]
        self.document.set_marks(marks)

    # --- tying -----------------------------------------------------------------------------------

    def tie_to(self, number: int) -> None:
        """Tie the selection to the criterion with this number; without one, open the criterion's card."""
        selected = self.document.selection()
        criteria = self.sitting.desk.case.framework.criteria
        if not 1 <= number <= len(criteria):
            self.sitting.messages.tell(self.tr("There is no criterion {}.").format(number))
        elif selected is None:
            self.checklist.open_number(number)
        else:
            self._tie(Tie(criteria[number - 1].key, Stance.SUPPORTS, ""), selected)

    def choose_criterion(self, stance: Stance = Stance.SUPPORTS) -> None:
        """Ask which criterion the selection bears on and how: by menu, and for more than nine criteria."""
        selected = self.document.selection()
        if selected is None:
            self.sitting.messages.tell(self.tr("Select the passage in the document first."))
            return
        criteria = self.sitting.desk.case.framework.criteria
        dialog = TieDialog(self._look, selected.quote, criteria, stance, self)
        dialog.tie_wanted.connect(lambda tie: self._tie(tie, selected))
        dialog.open()

    def _tie(self, tie: Tie, selected: Selected) -> None:
        body = self.sitting.body
        document, place, start, end = selected.document, selected.place, selected.start, selected.end
        kept = self.sitting.act(
            lambda desk: desk.judging.tie(
                body, tie.criterion, document, place, start, end, tie.note, tie.stance
            )
        )
        if kept is not None:
            self.checklist.open_card(tie.criterion, focus=False)

    # --- sizes -----------------------------------------------------------------------------------

    def fit_panes(self) -> None:
        """Give the panes the widths of the text size, leaving most of the window to the document."""
        width = self.splitter.width()
        left = min(self.bodies.wanted_width(), int(width * LEFT_MOST))
        right = min(self._look.px(RIGHT), int(width * RIGHT_MOST))
        self.splitter.setSizes([left, max(width - left - right, 100), right])

    def drop_paths(self, paths: list[Path]) -> None:
        """Take files that were dropped somewhere on the window."""
        self.paths_dropped.emit(paths)

    def close_panes(self) -> None:
        """Let the viewer's thread go, and begin nothing more."""
        self.versions.rest()
        self.document.close_pages()
