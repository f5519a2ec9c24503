"""The category beside the letter: what the rules suggest, and what a person chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from reviewer.desk.display import BodyView
from reviewer.desk.words.days import short_moment_words
from reviewer.ui.checklist.options import Choice, ChoiceOption, ChoiceOptions
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Box, Label, empty

WAKING = 300
"""Milliseconds after the window came to the front in which a press of the mouse is the one that brought it there."""


class CategoryPane(Box):
    """The overall category: what the rules suggest, and what a person chooses."""

    def __init__(self, look: Look, session: SessionModel, key: Callable[[int], str]) -> None:
        """Choose for the sitting's body; ``key`` names the key of a category, by its number from 1."""
        super().__init__(look, gap=8)
        self._session, self._key = session, key
        self._suggested: str | None = None
        self._woken = QElapsedTimer()  # since the window came to the front
        self._line = Label("", "small", wrap=True)
        self.add(Label(self.tr("Category"), "strong"))
        self.add(self._line)
        self._holder = Box(look, gap=0)
        self.add(self._holder)
        self.options = self._make(None)

    def _make(self, suggested: str | None) -> ChoiceOptions:
        empty(self._holder.row)
        known = self._session.desk.case.framework.categories
        told = self.tr("suggested")
        choices = tuple(
            Choice(each.key, each.label, None, told if each.key == suggested else "") for each in known
        )
        options = ChoiceOptions(self._look, choices, self.tr("Category"))
        options.tell_keys(self._key)
        options.option_chosen.connect(self._choose)
        for option in options.options:
            option.installEventFilter(self)
        self._holder.add(options)
        return options

    def show_view(self, view: BodyView, people: Mapping[str, str]) -> None:
        """Show the suggestion and the choice; ``people`` are names by author's key."""
        if view.suggested != self._suggested:
            self._suggested = view.suggested
            self.options = self._make(view.suggested)
        self.options.choose(view.category.content.category if view.category else "")
        if len(view.categories) > 1:
            line = self.tr("Two people chose differently. Choosing one settles it.")
        elif view.category is not None:
            who = people.get(view.category.author, "")
            line = f"{who}, {short_moment_words(view.category.at)}"
        elif view.suggested:
            line = self.tr("The rules suggest one; the choice is yours.")
        else:
            line = self.tr("A suggestion comes once every criterion is judged.")
        self._line.setText(line)

    def _choose(self, category: str) -> None:
        view, body = self._session.view, self._session.body
        if view is None:  # it is being looked up
            return
        resolve = len(view.categories) > 1
        if not resolve and view.category is not None and view.category.content.category == category:
            return  # it stands already
        if view.letters and not self._session.snapshot.read_only:
            self._ask(view, category)
        else:
            self._session.act(lambda desk: desk.judging.category(body, category, resolve=resolve))

    def _ask(self, view: BodyView, category: str) -> None:
        """Ask before a category is chosen that a signed letter does not have; until then the one that stands is shown."""
        self.options.choose(view.category.content.category if view.category else "")
        body, resolve = view.body.code, len(view.categories) > 1
        known = {each.key: each.label for each in self._session.desk.case.framework.categories}
        dialog = CategoryDialog(self._look, view.body.name, known[category], self)
        dialog.accepted.connect(
            lambda: self._session.act(lambda desk: desk.judging.category(body, category, resolve=resolve))
        )
        dialog.open()

    # --- clicks that mean the window -----------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Note when the window comes to the front."""
        if event.type() == QEvent.Type.WindowActivate:
            self._woken.start()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a click that brings the window to the front choose no category: it goes there, and the next one chooses."""
        pressed = event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
        if not pressed or not isinstance(watched, ChoiceOption):
            return False
        just_now = self._woken.isValid() and not self._woken.hasExpired(WAKING)
        if just_now or not self.isActiveWindow():
            self.window().activateWindow()
            watched.setFocus(Qt.FocusReason.MouseFocusReason)
            return True
        return False

    def take_focus(self) -> None:
        """Put the cursor on the suggested or the first category."""
        keys = [option.key for option in self.options.options]
        wanted = self._suggested if self._suggested in keys else keys[0]
        self.options.options[keys.index(wanted)].setFocus()


class CategoryDialog(Form):
    """Asks whether the category is to be another one than a signed letter says."""

    help = "README#preview-and-sign"

    def __init__(self, look: Look, body: str, category: str, parent: QWidget) -> None:
        """``body`` is the name of the body, ``category`` the label of the one that was chosen."""
        super().__init__(look, self.tr("Choose “{}”?").format(category), parent)
        words = self.tr(
            "A letter to {} is signed. It stays as it is, and stands as changed since signing until another is signed."
        )
        self.add_wide(Label(words.format(body), wrap=True))
        self.finish(self.tr("Choose it"), None)
