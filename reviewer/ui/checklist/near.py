"""What a passage's row adds when its words are there only nearly: old and new words, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal

from reviewer.desk.display import EvidenceView
from reviewer.desk.values import difference
from reviewer.desk.words.differences import difference_words, differences_said
from reviewer.ui.look import Look
from reviewer.ui.versions.marked import Marked
from reviewer.ui.widgets import Box, Label, Turning, button

_MOST = 6  # sentences on a card; the words themselves show all


class NearPassage(Box):
    """The words as they were tied and as they are now, to confirm. Nothing counts until somebody does."""

    confirm_wanted = Signal(object)
    show_wanted = Signal(object)

    def __init__(self, look: Look, view: EvidenceView) -> None:
        """``view`` is a near passage's."""
        super().__init__(look, gap=4)
        self.add(
            Label(
                self.tr("These words read differently now: {}.").format(
                    difference_words(difference(view.pieces))
                ),
                "warn",
                wrap=True,
            )
        )
        self.add(Marked(self.tr("Was:"), view.pieces, "old"))
        self.add(Marked(self.tr("Now:"), view.pieces, "new"))
        for sentence in differences_said(view.pieces)[:_MOST]:
            self.add(Label(sentence, "small", wrap=True))
        self.confirm = button(
            self.tr("It is this"),
            lambda: self.confirm_wanted.emit(view),
            tip=self.tr("Tie the new words in place of the old ones, which stay in the record"),
        )
        self.show_it = button(self.tr("Show it"), lambda: self.show_wanted.emit(view))
        self.add(Turning(look, self.confirm, self.show_it))
