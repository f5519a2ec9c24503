"""The desk: bodies and documents, the document, the checklist; a composition of panes and little else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

from reviewer.desk.display import DocumentRow
from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.notes import note_words
from reviewer.desk.words.problems import problem_words
from reviewer.model import Group, Problem, ProblemError, Span, Stance, kind_named
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.bodies import BodiesPane
from reviewer.ui.checklist.pane import ChecklistPane
from reviewer.ui.checklist.tying import Tie, TieDialog
from reviewer.ui.desk.document_list import DocumentsPane
from reviewer.ui.desk.locked import LockedView
from reviewer.ui.desk.panes import Side, SidePanes
from reviewer.ui.document.document_source import Mark, Selected
from reviewer.ui.document.pane import DocumentPane, follow
from reviewer.ui.look import Look
from reviewer.ui.remaining import RemainingPane
from reviewer.ui.session_model import SessionModel
from reviewer.ui.versions.notice import VersionNotice
from reviewer.ui.widgets import Box
from reviewer.ui.words import quotation

LOOKING = 42
"""Per cent of the width for what a search for an absence found; the rest is the document's."""


class DeskView(Box):
    """Three panes in a splitter. What is selected in the document can be tied to a criterion."""

    paths_dropped = Signal(object)
    criterion_wanted = Signal(str)
    category_wanted = Signal()
    paragraph_wanted = Signal(str)

    def __init__(self, look: Look, session: SessionModel, bodies: BodiesPane, actions: ActionList) -> None:
        """``bodies`` is on the screen already; buttons do what is in ``actions``."""
        super().__init__(look, gap=0)
        self._session = session
        self._actions = actions
        self.bodies = bodies
        self.documents = DocumentsPane(look, session, actions)
        self.versions = VersionNotice(look, session)
        self.document = DocumentPane(session.desk.pages, actions, palette=look.of_documents)
        self.locked = LockedView(look)
        self.document.foot.add(self.versions)
        self.middle = Box(look, gap=0)
        self.middle.add(self.document, 1)
        self.middle.add(self.locked)
        self.middle.setFocusProxy(self.document)
        self.checklist = ChecklistPane(look, session, actions)
        self.remaining = RemainingPane(look, session, actions)
        self.splitter = self._compose()
        beside = Box(look, across=True, gap=0)
        beside.add(self.checklist.looking.pane, LOOKING)
        beside.add(self.splitter, 100 - LOOKING)
        self.add(beside, 1)
        self.panes = SidePanes(look, self.splitter, self.left, self.right, bodies.wanted_width)
        follow(self.document, self.documents.list)
        self._shown_body = ""
        self._place = ""
        self._rows: tuple[DocumentRow, ...] = ()  # of the body, when it was shown last
        self._left: dict[str, tuple[str, str]] = {}  # the receipt and place that were open, by body
        self._marks: list[Mark] | None = None  # those that the document shows
        self._connect(look)

    def _compose(self) -> QSplitter:
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left.addWidget(self.bodies)
        self.bodies.show()
        self.left.addWidget(self.documents)
        self.left.setSizes([333, 380])
        self.left.setChildrenCollapsible(False)
        self.right = right = Box(self._look, gap=0, role="pane")
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
        titles = [criterion.title for criterion in self._session.desk.case.framework.criteria]
        self.document.set_criteria(titles)
        self.document.number_pressed.connect(self.tie_to)
        self.document.mark_activated.connect(self.criterion_wanted)
        self.document.place_changed.connect(self._note_place)
        self.document.drawn_wanted.connect(self._draw)
        self.document.words_here.connect(self._session.words_here)
        self.document.page_view.failed.connect(self._ask_if_locked)
        self.documents.list.activated.connect(lambda _index: self.middle.setFocus())
        self.documents.paths_dropped.connect(self.paths_dropped)
        self.checklist.all_judged.connect(self.remaining.sentence.setFocus)
        self.checklist.looking.turned.connect(self.panes.stand_looking)
        self.panes.focus_lost.connect(self.middle.setFocus)
        self.checklist.looking.reading_wanted.connect(self.middle.setFocus)
        self.remaining.criterion_wanted.connect(self.criterion_wanted)
        self.remaining.category_wanted.connect(self.category_wanted)
        self.remaining.paragraph_wanted.connect(self.paragraph_wanted)
        self._session.body_leaving.connect(self._keep_left)
        self._session.document_chosen.connect(self._open)
        self._session.place_wanted.connect(self._go_to)
        look.changed.connect(self._wear)

    def _wear(self) -> None:
        self.document.set_palette(self._look.of_documents)

    @property
    def cards(self) -> ChecklistPane:
        """The checklist for an act that leads into it: its pane is shown, if it was hidden."""
        self.panes.show(Side.RIGHT)
        return self.checklist

    @property
    def foot(self) -> RemainingPane:
        """What says what is left, shown if it was hidden."""
        self.panes.show(Side.RIGHT)
        return self.remaining

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the chosen body as it stands now; nothing of any body while its view is being looked up."""
        self.documents.refresh(snapshot)
        self.versions.refresh(snapshot)
        self.checklist.refresh(snapshot)
        self.remaining.refresh(snapshot)
        view = snapshot.view
        if view is None:
            if self._shown_body:
                self._shown_body = ""
                self._clear("", coming=True)
            return
        rows, before = view.documents, self._rows
        self._rows = rows
        if view.body.code != self._shown_body:
            self._shown_body = view.body.code
            self._change_body(rows)
        elif not self._leave_gone(before, rows):
            self._learn()
            self._show_marks()

    # --- the document ----------------------------------------------------------------------------

    def _change_body(self, rows: Sequence[DocumentRow]) -> None:
        chosen = self._session.document
        if chosen is not None and any(row.receipt == chosen.receipt for row in rows):
            self._open(chosen)
        elif rows:
            receipt, place = self._left.get(self._shown_body, ("", ""))
            last = next((row for row in rows if row.receipt == receipt), None)
            self._session.choose_document(last or _first_of(rows))
            if last is not None and place and last.pages:
                self._session.place_wanted.emit(Span(last.sha256, place))
        else:
            self._clear(self.tr("No documents yet. Drop files here or press Ctrl+O."))

    def _keep_left(self) -> None:
        """Keep which document of the body that is left is open, and where, for when one comes back to it."""
        opened = self._session.document
        if opened is not None:
            self._left[opened.body] = opened.receipt, self._place

    def _leave_gone(self, before: Sequence[DocumentRow], rows: Sequence[DocumentRow]) -> bool:
        """Open what stands in place of a document whose receipt was taken back, or the first where there was none.

        Tells whether it did.
        """
        chosen = self._session.document
        if chosen is None:
            if not before and rows:
                self._change_body(rows)
            return False
        if any(row.receipt == chosen.receipt for row in rows):
            return False
        instead = _instead_of(chosen, before, rows)
        self._session.choose_document(instead)
        if instead is None:
            self._change_body(rows)
        return True

    def _clear(self, words: str, *, coming: bool = False) -> None:
        with self._focus_from_lock():
            self._show_document(shown=True)
            self.locked.leave()
            self.middle.setFocusProxy(self.document)
            self.document.clear(words, coming=coming)

    @contextmanager
    def _focus_from_lock(self) -> Iterator[None]:
        """Go to the document where the password had the focus and is asked for no more; from nowhere else."""
        had_focus = self.locked.has_focus
        yield
        if had_focus and not self.locked.isVisible():
            self.document.setFocus()

    def _open(self, row: DocumentRow | None) -> None:
        if row is not None:
            with self._focus_from_lock():
                self._show(row)

    def _show(self, row: DocumentRow) -> None:
        self._show_lock(row, row.problem if row.locked else None)
        if row.problem and not row.pages and not kind_named(row.kind).drawable:
            notes = map(note_words, row.also)
            also = (self.tr("What else is in this file:"), *notes) if row.also else ()
            self.document.clear("\n\n".join((row.name, problem_words(row.problem), "\n".join(also))).strip())
            return
        self.document.show_document(row.sha256, row.name, row.kind)
        self._marks = None
        self._show_marks()

    def _learn(self) -> None:
        """Take in what is known by now of a document that was opened before it was read, or before its file had come."""
        opened = self._session.document
        if opened is None or opened.kind:
            return
        now = self._session.document_now
        if now is None or (now.kind, now.problem) == (opened.kind, opened.problem):
            return
        if opened.problem or (now.problem and not now.pages):
            self._session.choose_again()
        else:  # it may be being read
            self._session.document = now
            with self._focus_from_lock():
                self._show_lock(now, now.problem if now.locked else None)

    def _draw(self, document: str) -> None:
        """Have the pages of a document made, beside the window."""
        pages, pane = self._session.desk.pages, self.document

        def is_chosen() -> bool:
            return self._session.document is not None and self._session.document.sha256 == document

        def show_text() -> None:
            if is_chosen():
                self._session.choose_again()
                self._session.messages.tell(self.tr("LibreOffice could read it: its text is here now."))

        def made(read_anew: bool) -> None:
            if read_anew and is_chosen():
                self._session.refresh(show_text)
            else:
                pane.show_drawn(document, pages.drawn.name(document))

        self._session.work.start(
            self.tr("Making pages…"),
            lambda ticket: pages.drawn.make(document, ticket.cancelled),
            made,
            failed=lambda: pane.refuse_drawn(document),
        )

    def _show_lock(self, row: DocumentRow, why: Problem | None) -> None:
        """Ask for the password of a document that is locked; of an archive, beneath the list of what is in it."""
        bare = why is not None and not row.pages
        self._show_document(shown=not bare)
        if why is None:
            self.locked.leave()
        else:
            self.locked.ask(row, why)
        self.middle.setFocusProxy(self.document if why is None else self.locked)

    def _show_document(self, *, shown: bool) -> None:
        """Show the document or not; what is told of the body's documents stays beneath what is there."""
        self.document.setVisible(shown)
        (self.document.foot if shown else self.middle).add(self.versions)

    def _ask_if_locked(self, error: Exception) -> None:
        """Ask again in another sitting: the text of a locked document is known then, but its pages are not."""
        row = self._session.document
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
        view, row = self._session.view, self._session.document
        if view is None or row is None:
            return
        marks = [
            Mark(
                evidence.place,
                evidence.start,
                evidence.end,
                card.number,
                card.criterion.title,
                card.criterion.key,
            )
            for card in view.criteria.values()
            for evidence in card.evidence
            if evidence.record.content.passage.document == row.sha256 and evidence.place
        ]
        if marks != self._marks:  # laying them takes as long as everything else that an act changes
            self._marks = marks
            self.document.set_marks(marks)

    # --- tying -----------------------------------------------------------------------------------

    def tie_to(self, number: int) -> None:
        """Tie the selection to the criterion with this number; without one, open the criterion's card."""
        selected = self.document.selection()
        criteria = self._session.desk.case.framework.criteria
        if not 1 <= number <= len(criteria):
            self._session.messages.tell(self.tr("There is no criterion {}.").format(number))
        elif selected is None:
            self.cards.open_number(number)
        else:
            self._tie(Tie(criteria[number - 1].key, Stance.SUPPORTS, ""), selected)

    def choose_criterion(self, stance: Stance = Stance.SUPPORTS) -> None:
        """Ask which criterion the selection bears on and how: by menu, and for more than nine criteria."""
        selected = self.document.selection()
        if selected is None:
            self._session.messages.tell(self.tr("Select the passage in the document first."))
            return
        criteria = self._session.desk.case.framework.criteria
        quote = quotation(selected.place, selected.quote)
        dialog = TieDialog(self._look, quote, criteria, stance, self)
        dialog.tie_wanted.connect(lambda tie: self._tie(tie, selected))
        dialog.open()

    def _tie(self, tie: Tie, selected: Selected) -> None:
        body = self._session.body
        document, place, start, end = selected.document, selected.place, selected.start, selected.end
        self._session.act(
            lambda desk: desk.judging.tie(
                body, tie.criterion, document, place, start, end, tie.note, tie.stance
            ),
            lambda _kept: self.checklist.open_card(tie.criterion, focus=False),
        )

    def close_panes(self) -> None:
        """Let the viewer's thread go, and begin nothing more."""
        self.versions.rest()
        self.document.close_pages()


def _first_of(rows: Sequence[DocumentRow]) -> DocumentRow:
    """Return the document that a body's are begun with: the first that has something to read, not what only holds others."""
    readable = [row for row in rows if not row.problem]
    return next((row for row in readable if not _only_holds(row)), (readable or rows)[0])


def _only_holds(row: DocumentRow) -> bool:
    """Tell whether a document is one like an archive, whose words are the names of what lies in it; a message has its own."""
    kind = kind_named(row.kind)
    return kind.container and kind.group is not Group.MAIL


def _instead_of(
    gone: DocumentRow, before: Sequence[DocumentRow], rows: Sequence[DocumentRow]
) -> DocumentRow | None:
    """Return the row of the same bytes, or the one that came next, or the last; None where there is none."""
    here = {row.receipt: row for row in rows}
    at = next((at for at, row in enumerate(before) if row.receipt == gone.receipt), len(before))
    nearest = (*before[at + 1 :], *reversed(before[:at]))
    same = next((row for row in rows if row.sha256 == gone.sha256), None)
    left = next((here[row.receipt] for row in nearest if row.receipt in here), None)
    return same or left or (rows[0] if rows else None)
