"""Someone without a mouse, who does whole jobs by keys."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from tests.ui.person import WorkingPerson

MANY_STOPS = 60


class KeyboardPerson(WorkingPerson):
    """Someone without a mouse: whatever is not done by keys is refused."""

    def click(self, button: QAbstractButton) -> None:
        raise AssertionError(f"{button.text()}: there is no mouse here")

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        raise AssertionError(f"row {row} of {view.accessibleName()}: there is no mouse here")

    def focus(self, widget: QWidget) -> None:
        raise AssertionError(f"{widget.accessibleName()}: go there by keys")

    def tab_to(self, widget: QWidget, keys: str = "Tab") -> None:
        """Press Tab until a widget of the window in front has the focus; each stop on the way is a press."""
        for _ in range(MANY_STOPS):
            if QApplication.focusWidget() is widget:
                return
            self.press(keys)
        raise AssertionError(f"{widget.accessibleName()} is not reached by {keys}")

    def read_document(self) -> None:
        """Wait until the chosen document is there to be read."""
        self.wait(lambda: not self.window.action_list.why_not("document.find"))

    def find_and_select(self, words: str) -> None:
        """Find words in the document, typing over what was sought before."""
        document = self.desk.document
        self.read_document()
        self.press("Ctrl+F")
        self.type(words)
        self.settle()
        self.wait(lambda: document.find_bar.count.text().startswith("1 of "))
        self.press("Escape")
        self.wait(lambda: document.selection() is not None)

    def tie_again(self, criterion: int) -> None:
        """Make the words that are still selected evidence for one criterion more."""
        before = sum(len(card.evidence) for card in self.view.criteria.values())
        self.press(str(criterion))
        self.wait(lambda: sum(len(card.evidence) for card in self.view.criteria.values()) == before + 1)

    def judge(self, finding: int, because: str) -> None:
        """Choose a finding of the open card, give the reason, and save."""
        card = self.card
        self.press(f"Alt+{finding}")
        self.type(because)
        self.press("Ctrl+Return")
        self.wait(lambda: card.view.verdicts and card.view.verdicts[0].content.because == because)
        self.settle()

    def look_for_absence(self) -> None:
        """Search for the absence of what the open card asks for, and look at all that is found."""
        looking, card = self.desk.checklist.looking, self.card
        self.press("Ctrl+Shift+A")
        self.wait(lambda: looking.is_open or self.message.startswith(("Searched", "Nothing found")))
        if looking.is_open:
            self.wait(lambda: QApplication.focusWidget() is looking.pane.list)
            for _ in range(looking.pane.left_to_see):
                self.press("Space")
            self.press("Return")
        self.wait(lambda: card.view.search is not None and card.view.search.content.looked_at)
        self.settle()
