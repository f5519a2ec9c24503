"""Finding in the document that is open: between the find bar, the finder and the view."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reviewer.model import DocumentText
from reviewer.ui.document.document_source import Range
from reviewer.ui.document.findbar import FindBar
from reviewer.ui.document.hit_finder import Finder, Hits
from reviewer.ui.document.view_stack import Views


class Search(QObject):
    """Keeps which hit is current, and shows it."""

    def __init__(self, bar: FindBar, views: Views) -> None:
        """Take the bar, and the views of the document."""
        super().__init__(views)
        self._bar, self._views = bar, views
        self._finder = Finder(self)
        self._text: DocumentText | None = None
        self._at: int | None = None  # which hit is current, from 0
        self._left = (
            ""  # words that were typed when the bar was closed, and whose first place is not found yet
        )
        bar.sought.connect(self._seek)
        bar.moved.connect(self.move)
        bar.closed.connect(self.close)
        self._finder.changed.connect(self._on_hits)

    def take(self, text: DocumentText | None) -> None:
        """Look in another document from now on, at once if the bar is open."""
        self._text = text
        if text is None:
            self._left = ""
        self._seek(self._left if self._bar.isHidden() else self._bar.words.text())

    def renew(self, text: DocumentText) -> None:
        """Look in the same document's newer text from the next search on: the current hits stay where they are."""
        self._text = text

    def stop(self) -> None:
        """Look no further."""
        self._finder.stop()

    def close(self) -> None:
        """Close the bar and select the current hit; who is quicker than the search has it selected once it is found."""
        if self._bar.isHidden():
            return
        view, hit, typed = self._views.shown, self._current(), self._bar.words.text()
        self._bar.hide()
        if self._finder.done and self._text is not None:
            self._finder.stop()
        else:
            self._left = typed
        self._at = None
        if view is not None:
            view.set_hits(Hits(), None)
            view.setFocus()
            if hit is not None:
                view.select(hit)

    def drop(self) -> None:
        """Close the bar and look for nothing more: there is no document."""
        self.close()
        self._left = ""

    def move(self, way: int) -> None:
        """Go to the next hit, or the one before (-1), round the document."""
        count = len(self._finder.hits)
        if count and not self._bar.isHidden():
            self._at = 0 if self._at is None else (self._at + way) % count
            self.show()

    def show(self) -> None:
        """Show hits and count in the view that is shown now."""
        view = self._views.shown
        if self._bar.isHidden() or view is None:
            return
        hits = self._finder.hits
        view.set_hits(hits, self._current())
        at = None if self._at is None else self._at + 1
        self._bar.tell(at, len(hits), done=self._finder.done)

    def _seek(self, query: str) -> None:
        self._at = None
        self._finder.seek(query, self._text)

    def _current(self) -> Range | None:
        hits = self._finder.hits
        return hits[self._at] if self._at is not None and self._at < len(hits) else None

    def _select_late(self) -> None:
        """Select what was looked for when the bar was closed, unless something else was selected meanwhile."""
        view, hit = self._views.shown, self._current()
        self._left, self._at = "", None
        if view is not None and hit is not None and view.selected() is None:
            view.select(hit)

    def _on_hits(self) -> None:
        hits, view = self._finder.hits, self._views.shown
        if self._at is None and len(hits) and self._finder.done and view is not None:
            order = {place: at for at, place in enumerate(self._views.places)}
            chosen = view.selected() or Range(view.place(), 0, 0)
            self._at = hits.first_from(order, chosen.place, chosen.start)
        if self._left and self._bar.isHidden() and self._finder.done and self._text is not None:
            self._select_late()
        self.show()
