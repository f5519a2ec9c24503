"""The letter in the middle of its screen: its pages, its text, or why there are none of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from reviewer.desk.display import BodyView
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.document_source import PageSource
from reviewer.ui.letter.no_letter import MissingPane, UnprintablePane
from reviewer.ui.letter.pages import LetterPages
from reviewer.ui.letter.preview import LetterPreview
from reviewer.ui.look import Look
from reviewer.ui.widgets import scrolled

if TYPE_CHECKING:
    from reviewer.desk.values import LetterDraft, LetterProof


class LetterPaper(QStackedWidget):
    """Shows one of its faces. Pages and text have the same paragraphs, and one is at the same one in both.

    ``criterion_wanted`` and ``paragraph_opened`` carry a key; ``turned`` comes when text is asked for, or pages again.
    """

    criterion_wanted = Signal(str)
    paragraph_opened = Signal(str)
    turned = Signal()

    def __init__(self, look: Look, source: PageSource, actions: ActionList) -> None:
        """``source`` draws pages; the pages are shown before the text."""
        super().__init__()
        self.as_text = False
        self.preview = LetterPreview(look)
        self.pages = LetterPages(look, source, actions.key("letter.as_text"), self)
        self.missing = MissingPane(look)
        self.unprintable = UnprintablePane(look, actions)
        self._missing = scrolled(self.missing, role="desk")
        self._unprintable = scrolled(self.unprintable, role="desk")
        self._drafted = False
        for face in (self.pages.view, self.preview, self._missing, self._unprintable):
            self.addWidget(face)
        for shown in (self.pages, self.preview):
            shown.criterion_opened.connect(self.criterion_wanted)
            shown.paragraph_opened.connect(self.paragraph_opened)
        self.missing.criterion_wanted.connect(self.criterion_wanted)

    @property
    def face(self) -> LetterPages | LetterPreview:
        """What paragraphs are chosen on: the pages, or the text where that is asked for, or there are no pages."""
        return self.preview if self.as_text or self.unprintable.reasons else self.pages

    @property
    def paged(self) -> bool:
        """Whether the pages are shown."""
        return self.currentWidget() is self.pages.view and self._drafted

    def show_draft(self, draft: LetterDraft, tones: Mapping[str, str]) -> None:
        """Show a draft's text; ``tones`` by criterion key. Its pages, or why there are none, follow."""
        self._drafted = True
        self.preview.show_draft(draft, tones)

    def show_pages(self, proof: LetterProof, name: str, tones: Mapping[str, str]) -> None:
        """Show the draft's pages, which the source knows by a name."""
        self._take_reasons_away()
        self.pages.show_proof(proof, name, tones)
        self._turn()

    def show_unprintable(self, reasons: tuple[str, ...]) -> None:
        """Say why the draft has no pages, in sentences."""
        before = self.face
        self.pages.show_nothing()
        self.unprintable.show_reasons(reasons)
        if self.face is not before:
            self.face.choose(before.chosen)
        self._turn()

    def show_missing(self, view: BodyView) -> None:
        """Say what is missing for a draft."""
        self._drafted = False
        self.missing.show_view(view)
        self._turn_to(self._missing)

    def show_nothing(self) -> None:
        """Show an empty page."""
        self._drafted = False
        self.preview.show_nothing()
        self.pages.show_nothing()
        self._take_reasons_away()
        self._turn_to(self.preview if self.as_text else self.pages.view)

    def turn_to_text(self, *, on: bool) -> None:
        """Show the letter as text, or its pages again; the focus and the paragraph stay."""
        before = self.face
        self.as_text = on
        if self.face is not before:
            self.face.choose(before.chosen)
        if self._drafted:
            self._turn()
        self.turned.emit()

    def stay_at(self, key: str) -> None:
        """Be at a paragraph, if the draft that is shown next has it."""
        self.pages.stay_at(key)
        self.preview.stay_at(key)

    def _take_reasons_away(self) -> None:
        """Take away why there were no pages: one is at the text's paragraph on the pages that come."""
        before = self.face
        self.unprintable.show_reasons(())
        if self.face is not before:
            self.face.stay_at(before.chosen)

    def take_focus(self) -> None:
        """Go to the letter, or to what leads on where there is none."""
        if self.currentWidget() is self._missing:
            self.missing.take_focus()
        elif self.currentWidget() is self._unprintable:
            self.unprintable.take_focus()
        else:
            (self.preview if self.as_text else self.pages.view).setFocus()

    def _turn(self) -> None:
        if self.as_text:
            self._turn_to(self.preview)
        else:
            self._turn_to(self._unprintable if self.unprintable.reasons else self.pages.view)

    def _turn_to(self, face: QWidget) -> None:
        before = self.currentWidget()
        if face is before:
            return
        focused = QApplication.focusWidget()
        had = (
            before is not None and focused is not None and (focused is before or before.isAncestorOf(focused))
        )
        self.setCurrentWidget(face)
        if had:
            self.take_focus()
