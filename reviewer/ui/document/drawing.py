"""The third way to see a document: pages that LibreOffice draws of one that has none of its own. For looking only."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.ui.document.shown import Shown
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.switches import Switch
from reviewer.ui.document.view_stack import Views


class Drawing(QObject):
    """Asks for drawn pages, opens them when they are there, and leaves them for all that needs words.

    - ``wanted``: the document (SHA-256) whose pages are to be made; answer by ``show`` or ``refuse``
    - ``changed``: pages are being made now, or no more
    - ``opened``: drawn pages are to be shown
    - ``left``: drawn pages are shown no more, and no view in their place
    """

    wanted = Signal(str)
    changed = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, state: DocumentState, views: Views, switch: Switch) -> None:
        """Take what is known of the document, the views, and the switch that asks for drawn pages."""
        super().__init__(views)
        self._state, self._views, self._switch = state, views, switch
        self._name_pages()
        switch.turned.connect(self.ask)

    def ask(self) -> None:
        """Have the pages of the document made if the switch is on, or leave them."""
        state = self._state
        if not self._switch.on:
            state.making = ""
            self.leave()
            self.changed.emit()
        elif state.drawable:
            state.making = state.document
            self.changed.emit()
            self.wanted.emit(state.document)
        else:
            self._switch.turn(False)

    def show(self, document: str, name: str) -> None:
        """Show the pages of a document, which the source serves by this name, if they are still wanted."""
        state = self._state
        if document != state.making or document != state.document:
            return
        state.making, state.drawn = "", name
        pages = self._views.page_view
        pages.open(Shown(name, state.title))
        pages.setAccessibleName(self.tr("Pages drawn by LibreOffice, to look at only"))
        self.opened.emit()

    def refuse(self, document: str) -> None:
        """Stay with the text: the pages can't be made, and why has been said."""
        if document == self._state.making:
            self._state.making = ""
            self._switch.turn(False)
            self.changed.emit()

    def leave(self) -> None:
        """Go back to the text, where words can be selected, found and cited."""
        self._switch.turn(False)
        if self._state.drawn:
            self._state.drawn = ""
            pages = self._views.page_view
            had = pages.hasFocus()
            self._views.blank()  # the place on a drawn page means nothing in the text
            pages.open(Shown("", ""))
            self._name_pages()
            self.left.emit()
            if had:
                self._views.take_focus()

    def forget(self) -> None:
        """Forget what was drawn or asked for: another document is shown."""
        self._state.drawn = self._state.making = ""
        self._switch.turn(False)
        self._name_pages()

    def _name_pages(self) -> None:
        self._views.page_view.setAccessibleName(self.tr("Document pages"))
