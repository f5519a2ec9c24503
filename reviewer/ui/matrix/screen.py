"""The matrix as a screen of an open casebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reviewer.desk.display import EvidenceView
from reviewer.desk.matrix.card_facts import CellDetails, details_of
from reviewer.desk.matrix.row_order import Column, Field, Filter, Group
from reviewer.desk.matrix.tallies import tally_of
from reviewer.desk.settings import CLOSE_ROWS
from reviewer.desk.snapshot import Snapshot
from reviewer.model import Span
from reviewer.ui.latest import Latest
from reviewer.ui.matrix.actions import matrix_actions
from reviewer.ui.matrix.controller import MatrixController
from reviewer.ui.matrix.view import MatrixView
from reviewer.ui.matrix.ways import Ways
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen


class MatrixScreen(PlainScreen[MatrixView]):
    """Can be asked for a ``body`` and a ``criterion``, or for the bodies of a ``group`` or ``tally`` (packed)."""

    def __init__(self, context: Context) -> None:
        """Show the inspection that is open."""
        self._context = context
        self._controller: MatrixController | None = None
        super().__init__(lambda: self.controller.view)

    @property
    def controller(self) -> MatrixController:
        """What works the table, made when it is first needed."""
        if self._controller is None:
            self._controller = self._build()
        return self._controller

    def _build(self) -> MatrixController:
        session, settings = self._context.session, self._context.home.settings
        case = session.desk.case
        ways = Ways(
            self._open_verdict,
            self._open_passage,
            self._look_up,
            session.messages.tell,
            lambda close: settings.put(CLOSE_ROWS, close),
            self._context.back,
        )
        made = MatrixController(
            self._context.look,
            self._context.actions,
            case.framework,
            case.inspection.body_noun,
            ways,
        )
        self._context.actions.add(made, matrix_actions())
        self._answers: Latest[CellDetails] = Latest(
            session.work, made.view.tr("Looking up a cell"), made.view
        )
        return made

    # --- what the table asks of the window -----------------------------------------------------------

    def _open_verdict(self, body: str, criterion: str) -> None:
        self._context.go("desk", {"body": body, "criterion": criterion} if criterion else {"body": body})

    def _open_passage(self, body: str, passage: EvidenceView) -> None:
        place = Span(passage.kept.content.passage.document, passage.place, passage.start)
        self._context.go("desk", {"body": body, "place": place, "focus": True})

    def _look_up(self, body: str, criterion: str, done: Callable[[CellDetails], object]) -> None:
        desk = self._context.session.desk
        self._answers.ask(
            lambda _ticket: details_of(desk.standing.state(body), criterion, desk.people()), done
        )

    # --- the screen ----------------------------------------------------------------------------------

    def panes(self) -> Sequence[Pane]:
        """Return filter, table and card."""
        return tuple(Pane(widget, widget.setFocus) for widget in self.controller.panes())

    def refresh(self, snapshot: Snapshot) -> None:
        """Show where every body stands."""
        self.controller.refresh(snapshot)

    def take_focus(self) -> None:
        """Go to the cell that was left."""
        self.controller.take_focus()

    def go(self, where: Kept) -> None:
        """Go to a body's cell, or show the bodies that are asked for; without either, go on where one was."""
        if "group" in where or "tally" in where:
            group, framework = str(where.get("group", Group.ALL)), self.controller.model.framework
            tally = tally_of(where.get("tally"), framework)
            self.controller.show_counted(Filter(group=Group(group), tally=tally))
            return
        body, criterion = where.get("body"), where.get("criterion")
        if isinstance(body, str):
            column = Column(Field.CRITERION, criterion) if isinstance(criterion, str) else Column(Field.BODY)
            self.controller.go_to(body, column)
        self.take_focus()

    def remember(self) -> Kept:
        """The cell, the order and the filter."""
        return self.controller.remember()

    def restore(self, kept: Kept) -> None:
        """Go to that cell, in that order."""
        self.controller.restore(kept)

    def close(self) -> None:
        """Let all of it go."""
        if self._controller is not None:
            self._controller.close()
