"""The document's views with the strip beside them that leads through what is shown: pages, parts, outline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter

from reviewer.model.pages import Outline
from reviewer.ui.document.file_facts import outline_of
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.strip import SideStrip
from reviewer.ui.document.switches import Switch
from reviewer.ui.document.view_stack import Views


class Sidebar(QSplitter):
    """Holds strip and views, and fills the strip."""

    def __init__(self, state: DocumentState, views: Views, strip: SideStrip, switch: Switch) -> None:
        """``switch`` is what shows and hides the strip."""
        super().__init__(Qt.Orientation.Horizontal)
        self.strip = strip
        self._state, self._views, self._switch = state, views, switch
        self.addWidget(strip)
        self.addWidget(views.stack)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(1)
        switch.turned.connect(self._turn)

    def begin(self) -> None:
        """Empty the strip: another document is shown."""
        self.strip.thumbnails.open("", ())
        self.strip.set_outline(Outline())

    def lay(self) -> None:
        """Offer what leads through what is shown of the document: pages, or parts."""
        state = self._state
        if self.strip.set_paged(state.paged or bool(state.drawn)):
            self._fit()
        if not state.paged:  # the outline of pages comes by itself
            self.strip.set_outline(outline_of(state.text) if state.text and not state.drawn else Outline())

    def show_again(self) -> None:
        """Show the strip if it is wanted and there is something to lead through."""
        self.strip.setVisible(self._switch.on and self._views.shown is not None)

    def _turn(self) -> None:
        """Show or hide the strip; the focus goes with it."""
        had = self.strip.isAncestorOf(QApplication.focusWidget() or self.window())
        self.show_again()
        if not self.strip.isHidden():
            self._fit()
            self.strip.take_focus()
        elif had:
            self._views.take_focus()

    def _fit(self) -> None:
        wide = self.strip.wanted_width()
        self.setSizes([wide, max(100, self.width() - wide)])
