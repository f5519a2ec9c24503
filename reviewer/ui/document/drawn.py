"""The third way to see a document: pages that LibreOffice draws of one that has none of its own. For looking only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.model import kind_named
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.frame import View
from reviewer.ui.document.leaping import LeapingFrame
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.source import PageSource
from reviewer.ui.staying import mark
from reviewer.ui.theme import Palette


class DrawnFrame(LeapingFrame):
    """Asks for drawn pages, shows them when they are there, and goes back to the text for all that needs words.

    - ``drawn_wanted``: the document (SHA-256) whose pages are to be made; answer by ``show_drawn`` or ``refuse_drawn``
    """

    drawn_wanted = Signal(str)

    def __init__(
        self, pages: PageSource, actions: ActionList, palette: Palette, parent: QWidget | None = None
    ) -> None:
        """Take where pages come from, the list that has the pane's acts, and the theme's colours."""
        super().__init__(pages, actions, palette, parent)
        self._document, self._kind = "", ""
        self._drawn = (
            ""  # the name under which the source serves the pages that are shown, "" while the text is
        )
        self._making = ""  # the document whose pages are being made
        self.toolbar.drawn_asked.connect(self._on_drawn_asked)
        self.switches.drawn.turned.connect(self._mark_drawn)

    def _show_as_text(self, as_text: bool) -> None:
        """Show the text of the document, or what it has instead: pages of its own, a table."""
        raise NotImplementedError

    def _on_text_asked(self, as_text: bool) -> None:
        self.leave_drawn()
        self._show_as_text(as_text)

    def _mark_drawn(self) -> None:
        mark(self.toolbar.as_pages, on=self.switches.drawn.on)

    def _on_drawn_asked(self) -> None:
        self.action_list.run("document.drawn")
        self._mark_drawn()

    def ask_drawn(self) -> None:
        """Show the pages of the document as LibreOffice draws them, or its text again."""
        if not self.switches.drawn.on:
            self._making = ""
            self.leave_drawn()
            self._tell()
        elif kind_named(self._kind).drawable:
            self._making = self._document
            self._tell()
            self.drawn_wanted.emit(self._document)
        else:
            self._untick()

    def show_drawn(self, document: str, name: str) -> None:
        """Show the pages of a document, which the source serves by this name, if they are still wanted."""
        if document != self._making or document != self._document:
            return
        self._making, self._drawn = "", name
        self.page_view.open(Shown(name, self.toolbar.title.text()))
        self.page_view.setAccessibleName(self.tr("Pages drawn by LibreOffice, to look at only"))
        self._lay_strip()
        self._turn(self.page_view)
        self._tools()

    def refuse_drawn(self, document: str) -> None:
        """Stay with the text: the pages can't be made, and why has been said."""
        if document == self._making:
            self._making = ""
            self._untick()
            self._tell()

    def leave_drawn(self) -> None:
        """Go back to the text, where words can be selected, found and cited."""
        self._untick()
        if self._drawn:
            self._drawn = ""
            self._lay_strip()
            had = self.page_view.hasFocus()
            self._stack.setCurrentWidget(self.message)  # the place on a drawn page means nothing in the text
            self.page_view.open(Shown("", ""))
            self._name_pages()
            self._show_as_text(self.toolbar.as_text.isChecked())
            view = self._view()
            if had and view is not None:
                view.setFocus()

    def _forget_drawn(self) -> None:
        """Forget what was drawn or asked for: another document is shown."""
        self._drawn = self._making = ""
        self._untick()
        self._name_pages()

    def _name_pages(self) -> None:
        self.page_view.setAccessibleName(self.tr("Document pages"))

    def _untick(self) -> None:
        self.switches.drawn.turn(False)

    def _tell(self) -> None:
        """Say under the document what the keys do now."""
        raise NotImplementedError

    def _lay_strip(self) -> None:
        """Offer in the strip what leads through what is shown."""
        raise NotImplementedError

    def _turn(self, view: View) -> None:
        """Show one of the views."""
        raise NotImplementedError
