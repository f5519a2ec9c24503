"""The pieces that could not be read as a screen."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.desk.snapshot import Snapshot
from reviewer.ui.pieces.actions import pieces_actions
from reviewer.ui.pieces.controller import PiecesController
from reviewer.ui.pieces.view import PiecesView
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen


class PiecesScreen(PlainScreen[PiecesView]):
    """Can be asked for a ``body`` and a ``piece`` by its key, or a ``document`` by its SHA-256 and a ``place`` in it."""

    def __init__(self, context: Context) -> None:
        """Show the chosen body's."""
        self._context = context
        self._controller: PiecesController | None = None
        super().__init__(lambda: self.controller.view)

    @property
    def controller(self) -> PiecesController:
        """What works it, made when it is first needed."""
        if self._controller is None:
            self._controller = PiecesController(self._context)
            self._context.actions.add(self._controller, pieces_actions())
        return self._controller

    def panes(self) -> Sequence[Pane]:
        """Return what to show, the wall, and the card."""
        view = self.controller.view
        return (
            Pane(view.side, view.side.list.setFocus),
            Pane(view.stack, self.take_focus),
            Pane(view.card, view.card.see.setFocus),
        )

    def refresh(self, snapshot: Snapshot) -> None:
        """Look up again what could not be read."""
        self.controller.refresh(snapshot)

    def take_focus(self) -> None:
        """Go to the wall."""
        self.controller.take_focus()

    def go(self, where: Kept) -> None:
        """Go to a body, and to a piece of it, or to those of a document."""
        body, piece, document = where.get("body"), where.get("piece"), where.get("document")
        if isinstance(body, str):
            self._context.session.choose_body(body)
        if isinstance(piece, str):
            self.controller.go_to(piece)
        if isinstance(document, str):
            self.controller.show_document(document, str(where.get("place") or ""))
        self.take_focus()

    def remember(self) -> Kept:
        """The piece that one is at, and how large the pictures are."""
        current = self.controller.view.wall.current() if self._controller else None
        if self._controller is None:
            return {}
        size = self._controller.view.wall.size_number
        return {"piece": current.key, "size": size} if current else {"size": size}

    def restore(self, state: Kept) -> None:
        """Go to that piece, with pictures as large as they were."""
        if isinstance(size := state.get("size"), int):
            self.controller.view.wall.show_size(size)
        if isinstance(piece := state.get("piece"), str):
            self.controller.go_to(piece)

    def close(self) -> None:
        """Let all of it go."""
        if self._controller is not None:
            self._controller.close()
