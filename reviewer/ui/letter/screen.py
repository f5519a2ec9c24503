"""The letter as a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer.desk.snapshot import Snapshot
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.file_manager import FileManager
from reviewer.ui.letter.acts import LetterActs
from reviewer.ui.letter.editing import LetterEditing
from reviewer.ui.letter.handing import LetterHanding
from reviewer.ui.letter.issuing import LetterSigning
from reviewer.ui.letter.register import LetterRegister
from reviewer.ui.letter.view import LetterView
from reviewer.ui.screen import Context, Kept, Pane, PlainScreen
from reviewer.ui.session_model import SessionModel


class LetterScreen(PlainScreen[LetterView]):
    """Can be asked for ``category``: the cursor goes on the one that is suggested; and for a ``paragraph``, by its key."""

    def __init__(self, context: Context) -> None:
        """Write the letters of the inspection that is open."""
        self._context = context
        self.acts = LetterActs(context.look, context.session, context.window)
        handing = LetterHanding(context.session, FileManager(context.session))
        self.register = LetterRegister(context.look, context.session, handing, context.window)
        self.signing = LetterSigning(context.look, context.session, context.home, handing, context.window)
        super().__init__(self._build)

    def _build(self) -> LetterView:
        context = self._context
        view = LetterView(context.look, context.session, context.actions)
        editing = LetterEditing(context.look, context.session, context.window)
        view.criterion_wanted.connect(lambda key: context.go("desk", {"criterion": key}))
        view.category_wanted.connect(view.category.take_focus)
        view.paragraph_wanted.connect(editing.edit)
        view.own_wanted.connect(editing.add)
        for face in (view.paper.pages.view, view.preview):
            listen(context.actions, face, Scope.PARAGRAPH)
        return view

    @property
    def session(self) -> SessionModel:
        """What is chosen in the casebook that is open."""
        return self._context.session

    def show(self) -> None:
        """Go to the letter."""
        self._context.go("letter", {})

    def choose_category(self) -> None:
        """Go to the category, which is chosen beside the letter."""
        self._context.go("letter", {"category": True})

    def add_paragraph(self) -> None:
        """Add one to the letter; where that is not what is shown, show it, and begin once it is there, so that one sees where."""
        if self.view.isVisible():
            self.view.add_paragraph()
        else:
            self.show()
            self.view.focus_paper()
            self.view.add_once_composed()

    @property
    def objection(self) -> str:
        """What keeps the letter's words from being signed, as far as it was looked at; or ""."""
        return "" if self.made is None or self.made.body != self.session.body else self.made.objection

    def panes(self) -> Sequence[Pane]:
        """Return the letter, the category, and what is left."""
        view = self.view
        return (
            Pane(view.paper, view.focus_paper),
            Pane(view.category, view.category.take_focus),
            Pane(view.remaining, view.remaining.sentence.setFocus),
        )

    def refresh(self, snapshot: Snapshot) -> None:
        """Compose the letter again, if it is looked at."""
        self.view.refresh(snapshot)

    def drop_paths(self, paths: Sequence[Path], *, shown: bool) -> bool:
        """Check signed letters that are dropped where the letter is shown; the rest is left to another screen."""
        if not shown or not all(path.suffix.lower() == ".pdf" for path in paths):
            return False
        self._context.verify(paths)
        return True

    def shown(self) -> None:
        """Give the side its width."""
        self.view.fit_panes()

    def go(self, where: Kept) -> None:
        """Put the cursor on the category, or be at a paragraph."""
        if paragraph := where.get("paragraph"):
            self.view.paper.stay_at(str(paragraph))
        if where.get("category"):
            self._context.session.when_here(self.view.category.take_focus)

    def remember(self) -> Kept:
        """The paragraph that one is at, and whether the letter is read as text."""
        return {"paragraph": self.view.paper.face.chosen, "as_text": self.view.paper.as_text}

    def restore(self, state: Kept) -> None:
        """Be at that paragraph again, if the letter has it."""
        self.view.paper.turn_to_text(on=bool(state.get("as_text")))
        self.view.paper.stay_at(str(state.get("paragraph") or ""))

    def close(self) -> None:
        """Let the thread go that fetches pages."""
        if self.made is not None:
            self.made.paper.pages.close()

    def take_focus(self) -> None:
        """Go to the letter, or to what is missing for it."""
        self.view.focus_paper()
