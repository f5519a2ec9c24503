"""The strip beside the document: small pictures of its pages, and its outline, or its parts where it has no pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QTreeWidget, QTreeWidgetItem, QWidget

from reviewer.model.pages import Outline
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.thumbnails import Thumbnails

PAGES_MENU = (
    "document.previous_page", "document.next_page", "document.page", "",
    "document.turn_right", "document.turn_left", "document.two", "", "document.strip",
)  # fmt: skip
"""The menu of a page's picture; one goes to that page by asking for it."""
_PAGE = Qt.ItemDataRole.UserRole
_HEADING = 28  # average letters of a heading that are in sight


class SideStrip(QTabWidget):
    """Announces ``page_asked``, counted from 0."""

    page_asked = Signal(int)  # or a part, by its number

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Begin with nothing, and out of sight."""
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.thumbnails = Thumbnails(fetcher, inks)
        self.headings = QTreeWidget()
        self.headings.setProperty("role", "strip")
        self.headings.setHeaderHidden(True)
        self.headings.setAccessibleName(self.tr("Outline"))
        self.headings.setFrameShape(self.headings.Shape.NoFrame)
        self._none = QLabel(self.tr("This document has no outline."))
        self._none.setWordWrap(True)
        self._none.setMargin(12)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._outline = QStackedWidget()
        self._outline.addWidget(self._none)
        self._outline.addWidget(self.headings)
        self.addTab(self.thumbnails, self.tr("Pages"))
        self.addTab(self._outline, self.tr("Outline"))
        self.thumbnails.page_asked.connect(self.page_asked)
        self.headings.itemClicked.connect(self._lead)
        self.headings.itemActivated.connect(self._lead)
        self.hide()

    def set_paged(self, paged: bool) -> bool:
        """Offer pictures of pages only where there are any, else the parts; tells whether that is a change."""
        changed = self.isTabVisible(0) != paged
        self.setTabVisible(0, paged)
        if changed:
            self.setCurrentIndex(0 if paged else 1)
        self.setTabText(1, self.tr("Outline") if paged else self.tr("Parts"))
        self.headings.setAccessibleName(self.tabText(1))
        said = (
            self.tr("This document has no outline.") if paged else self.tr("This document has one part only.")
        )
        self._none.setText(said)
        return changed

    def set_outline(self, outline: Outline) -> None:
        """Show headings, and what the document calls its pages."""
        self.thumbnails.pages.name(outline.labels)
        self.headings.clear()
        above: list[QTreeWidgetItem] = []
        for heading in outline.headings:
            del above[heading.depth :]
            item = QTreeWidgetItem([heading.title or self.tr("(no title)")])
            item.setData(0, _PAGE, heading.page)
            paged = heading.page >= 0 and self.isTabVisible(0)
            leads = self.tr("{}, page {}").format(heading.title, heading.page + 1) if paged else heading.title
            item.setToolTip(0, leads)
            if above:
                above[-1].addChild(item)
            else:
                self.headings.addTopLevelItem(item)
            above.append(item)
        self.headings.expandToDepth(0)
        self._outline.setCurrentWidget(self.headings if outline.headings else self._none)

    def follow(self, page: int) -> None:
        """Show which page or part is in view."""
        if self.isTabVisible(0):
            self.thumbnails.follow(page)
            return
        item = self.headings.topLevelItem(page)
        if item is not None and item is not self.headings.currentItem():
            self.headings.setCurrentItem(item)

    def wanted_width(self) -> int:
        """Return how wide it is at first: as its pictures, or some words of a heading."""
        letters = self.fontMetrics().averageCharWidth()
        return self.thumbnails.row_size().width() + 24 if self.isTabVisible(0) else letters * _HEADING

    @property
    def has_heading(self) -> bool:
        """Whether one is at a heading that leads to a page or part."""
        item = self.headings.currentItem()
        page = item.data(0, _PAGE) if item is not None else None
        return isinstance(page, int) and page >= 0

    def open_heading(self) -> None:
        """Go to what the heading stands over that one is at."""
        if (item := self.headings.currentItem()) is not None:
            self._lead(item)

    def _lead(self, item: QTreeWidgetItem) -> None:
        page = item.data(0, _PAGE)
        if isinstance(page, int) and page >= 0:
            self.page_asked.emit(page)

    def take_focus(self) -> None:
        """Put the focus on the list that is shown."""
        shown = self.currentWidget()
        (self.headings if shown is self._outline else self.thumbnails).setFocus()
