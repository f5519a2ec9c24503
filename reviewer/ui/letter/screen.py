"""The letter as a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reviewer.desk.snapshot import Snapshot
from reviewer.ui.letter.acts import LetterActs
from reviewer.ui.letter.editing import LetterEditing
from reviewer.ui.letter.view import LetterView
from reviewer.ui.screen import Action, Context, Kept, Pane, PlainScreen


class LetterScreen(PlainScreen[LetterView]):
    """Can be asked for ``category``: the cursor goes on the category that is suggested."""

    def __init__(self, context: Context) -> None:
        """Write the letters of the inspection that is open."""
        self._context = context
        self.acts = LetterActs(context.look, context.sitting, context.home, context.window)
        super().__init__(self._build)

    def _build(self) -> LetterView:
        context = self._context
        view = LetterView(context.look, context.sitting)
        editing = LetterEditing(context.look, context.sitting, context.window)
        view.criterion_wanted.connect(lambda key: context.go("desk", {"criterion": key}))
        view.category_wanted.connect(view.category.take_focus)
        view.sign_wanted.connect(self.acts.sign)
        view.export_wanted.connect(self.acts.export)
        view.verify_wanted.connect(self.acts.verify)
        view.paragraph_wanted.connect(editing.edit)
        view.own_wanted.connect(editing.add)
        return view

    def actions(self) -> Sequence[Action]:
        """Write, sign, export and check letters."""
        return (
            Action("category", lambda: self._context.go("letter", {"category": True})),
            Action("sign", self.acts.sign),
            Action("edit_paragraph", lambda: self._write(self.view.edit_paragraph)),
            Action("add_paragraph", lambda: self._write(self.view.add_paragraph)),
            Action("export", self.acts.export),
            Action("export_all", self.acts.export_all),
            Action("verify", self.acts.verify),
        )

    def _write(self, act: Callable[[], object]) -> None:
        """Write in the letter, if it is what is shown; else show it first, so that one sees where."""
        if self.view.isVisible():
            act()
        else:
            self._context.go("letter", {})
            self.view.preview.setFocus()

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

    def shown(self) -> None:
        """Give the side its width."""
        self.view.fit_panes()

    def go(self, where: Kept) -> None:
        """Put the cursor on the category."""
        if where.get("category"):
            self._context.sitting.when_here(self.view.category.take_focus)

    def remember(self) -> Kept:
        """The paragraph that one is at."""
        return {"paragraph": self.view.preview.chosen}

    def restore(self, kept: Kept) -> None:
        """Be at that paragraph again, if the letter has it."""
        self.view.preview.stay_at(str(kept.get("paragraph") or ""))

    def take_focus(self) -> None:
        """Go to the letter, or to what is missing for it."""
        self.view.focus_paper()

    def press_number(self, number: int) -> None:
        """Choose a category."""
        self.view.category.options.press(number)
