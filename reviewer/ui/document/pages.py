"""The page view: one scrolled area, put together from what places, paints, fetches, points and walks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)

from reviewer.ui.document.caret import Caret
from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.content import PageContent
from reviewer.ui.document.document_source import Mark, Range, on_its_page, page_of, page_with
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.hit_finder import Hits
from reviewer.ui.document.page_layout import Size
from reviewer.ui.document.painting import PagePainter
from reviewer.ui.document.placement import Placement
from reviewer.ui.document.pointing import Pointer
from reviewer.ui.document.scaling import Fit, Scaling
from reviewer.ui.document.scroller import Scroller
from reviewer.ui.document.shown import Shown, described, leads
from reviewer.ui.document.supply import PageSupply
from reviewer.ui.document.tiling import PageTiles
from reviewer.ui.scrolling import ScrollGround
from reviewer.ui.theme import Palette

_BY_KEYS = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_SCREEN = 0.9  # of the view's height that Space scrolls by


class PageView(ScrollGround):
    """Paged documents; places are ``p1``, ``p2``, … See ``DocumentPane`` for what the signals mean.

    ``ready`` when the sizes of a document are here, ``failed`` with the error when they can't be had. ``leaping`` comes before
    a jump to the document's beginning or end; ``menu_wanted`` carries where on the screen, and the ``Link`` there or None;
    ``link_pointed`` the ``Link`` under the mouse or at the caret, or None.
    """

    selection_changed = Signal()
    place_changed = Signal(str)
    zoom_changed = Signal()
    mark_activated = Signal(object)
    link_pointed = Signal(object)
    ready = Signal()
    failed = Signal(object)
    leaping = Signal()
    menu_wanted = Signal(QPoint, object)

    def __init__(self, fetcher: Fetcher, palette: Palette, beneath: Callable[[], int] = lambda: 0) -> None:
        """Take what fetches pages and the theme's colours; begin without pages, as wide as the view.

        ``beneath`` gives how many pixels of height notices beneath the view take from it for now.
        """
        super().__init__()
        # A bar that comes with the pages would make them narrower, and all that is drawn by then would be drawn again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(self.Shape.NoFrame)
        # A page is never turned, and is scrolled from its left: the bar stands where the page does.
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.inks = inks_of(palette)
        self._beside = ""  # what is said before all else of where one is
        self.text_key = ""  # what shows the document as text, "" if no key does
        self._ringed = False  # whether to show that the focus came here by keyboard
        self._pending: Range | None = None  # where to go as soon as the letters are here
        self.content = PageContent()
        self.placement = Placement(self)
        self.scroller = Scroller(self, self.placement)
        self.scaling = Scaling(self, self.placement, self.scroller, beneath)
        self.tiles = PageTiles(self, self.content, self.placement)
        self.supply = PageSupply(self, fetcher, self.content, self.placement, self.tiles)
        self.caret = Caret(self, self.content, self.placement, self.scroller)
        self.pointer = Pointer(self, self.content, self.placement, self.scroller, self.scaling)
        self._connect()
        self.setAccessibleName(self.tr("Document pages"))

    def _connect(self) -> None:
        self.scroller.place_changed.connect(self._describe)
        self.scroller.place_changed.connect(self.place_changed)
        self.scaling.zoom_changed.connect(self.zoom_changed)
        self.scaling.redrawing.connect(self.supply.redraw)
        self.supply.sized.connect(self._take_sizes)
        self.supply.failed.connect(self.failed)
        self.supply.lettered.connect(self._take_letters)
        self.caret.moved.connect(self._change)
        self.pointer.selected.connect(self._change)
        self.caret.mark_activated.connect(self.mark_activated)
        self.pointer.mark_activated.connect(self.mark_activated)
        self.pointer.link_pointed.connect(self.link_pointed)

    # --- what is shown --------------------------------------------------------------------------------

    def open(self, shown: Shown) -> None:
        """Show another document from its first page; its sizes are fetched first."""
        self._pending = None
        self.caret.forget()
        self.content.open(shown)
        self.tiles.clear()
        self.scaling.take((), turned=0)
        self.scroller.rewind()
        self.supply.begin(shown)

    def renew(self, shown: Shown, sizes: tuple[Size, ...]) -> None:
        """Show a newer state of what is shown: one stays where one is, and each page as it was until it is drawn anew."""
        self.tiles.outlive(self.content.shown.document)
        self.content.open(shown)
        self.supply.forget()
        if sizes != self.placement.sizes:
            self.scaling.take(sizes)
        self.viewport().update()
        self.scroller.tell_place()

    def _take_sizes(self, sizes: tuple[Size, ...]) -> None:
        self.scaling.take(sizes)
        self._go_pending()
        self.ready.emit()
        self.scroller.tell_place()

    def _take_letters(self, page: int) -> None:
        self.caret.take_letters(page)
        if self._pending is not None and page_with(self._pending.place) == page:
            self._go_pending()

    @property
    def pages(self) -> int:
        """How many pages there are; 0 while they are not known."""
        return self.placement.pages

    def place(self) -> str:
        """Return the place that is most in view, "" without pages."""
        return self.placement.place

    # --- zoom and colours -----------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """The zoom of the page most in view; 1.0 is 96 pixels an inch."""
        return self.scaling.zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom all pages alike."""
        self.scaling.set_zoom(zoom)

    def reset_zoom(self) -> None:
        """Show each page as wide as the view."""
        self.scaling.set_fit(Fit.WIDTH)

    def set_colours(self, palette: Palette) -> None:
        """Paint with other colours from now on."""
        self.inks = inks_of(palette)
        self.viewport().update()

    # --- what is selected, and where one is -----------------------------------------------------------

    def selected(self) -> Range | None:
        """Return what is selected."""
        return self.content.choice.range

    def quote(self, chosen: Range) -> str:
        """Return the text of a range, "" while the letters of its page are not here."""
        letters = self.content.letters_at(chosen.place)
        return "" if letters is None else letters.text[chosen.start : chosen.end]

    def select(self, chosen: Range) -> None:
        """Select a range of a page, or of a picture on it, and bring it into view."""
        if self.content.holds(chosen.place):
            self.content.choice.select(chosen.place, chosen.start, chosen.end)
            self._go(chosen)
            self._change()

    def go_to(self, target: Range) -> None:
        """Scroll to a range and ring it; to the start of its page if the range is empty, or stands beside it."""
        if self.content.holds(target.place) and target.start < target.end:
            self.content.choice.select(target.place, target.start, target.start)
            self._change()
            self.content.shown.target = target
        self._go(target)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these."""
        self.content.shown.mark(marks)
        self._describe()
        self.viewport().update()

    def set_hits(self, hits: Hits, current: Range | None) -> None:
        """Ring what was found and bring the current one into view."""
        if current is not None and current != self.content.shown.hit:
            self._go(current)
        self.content.shown.find(hits, current)
        self.viewport().update()

    def _change(self) -> None:
        self.content.shown.target = None
        self.viewport().update()
        self.selection_changed.emit()
        self.pointer.tell_link(self.content.link_at_caret())
        self._describe()

    def _go(self, target: Range) -> None:
        """Show the page at once, and the range on it when its letters are here."""
        page = page_with(target.place)
        target = target if self.content.holds(target.place) else on_its_page(target)
        if page is None or (self.pages and page >= self.pages):
            return
        self._pending = target
        if self.pages:
            self._go_pending()

    def _go_pending(self) -> None:
        target = self._pending
        page = None if target is None else page_with(target.place)
        if target is None or page is None or page >= self.pages:
            self._pending = None
            return
        empty = target.start == target.end
        if empty or self.content.shown.letters(page) is None:
            if empty or page not in self.placement.in_view:
                self.scroller.show_page(page)
            self._pending = None if empty else target
        else:
            self._pending = None
            rects = self.content.shown.rects(target)
            if rects:
                self.scroller.bring(page, rects)
            else:
                self.scroller.show_page(page)
        self.viewport().update()

    # --- told to those who don't see it ---------------------------------------------------------------

    def say_first(self, words: str) -> None:
        """Have these words said before all else of where one is, for those who don't see the page."""
        self._beside = words
        self._describe()

    def _describe(self) -> None:
        page = page_of(self.place())
        marks = () if page is None else self.content.shown.marks(page)
        number = "" if page is None else self.tr("Page {} of {}.").format(page + 1, self.pages)
        link = self.content.link_at_caret()
        said = (
            self._beside,
            number,
            described(marks),
            "" if link is None else leads(link),
            self.tr("Press {} to read it as text.").format(self.text_key) if self.text_key else "",
        )
        self.setAccessibleDescription(" ".join(filter(None, said)))

    # --- events ---------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is here and wish for what is not."""
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.fillRect(self.viewport().rect(), self.inks.desk)
        paint = PagePainter(painter, self.inks, self.content.shown, self.content.choice)
        for page in self.placement.in_view:
            paint.paint(self.tiles.sheet(page), focused=self.hasFocus())
        if self._ringed:
            painter.setPen(QPen(self.inks.ring, 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()
        self.supply.wish()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Paint anew rather than move pixels: what is new has to be asked for anyway."""
        self.viewport().update()
        self.scroller.tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the size of the view if asked to, and the place in any case."""
        super().resizeEvent(event)
        self.scaling.follow_size(event.oldSize(), event.size())

    def changeEvent(self, event: QEvent) -> None:
        """Paint in the new font when the text size changes."""
        super().changeEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Have the pointer take what is its; the rest is Qt's own."""
        return (hasattr(self, "pointer") and self.pointer.take(event)) or super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Have the caret take what is its; Space, Home and End scroll. Acts with keys of their own are in the list of actions."""
        key = event.key()
        if self.caret.take_key(event):
            return
        if key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.scroller.by(0, (-_SCREEN if back else _SCREEN) * self.placement.high)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.leaping.emit()
            self.scroller.show_page(0 if key == Qt.Key.Key_Home else self.pages - 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the mouse, or at the caret when a key asked for it."""
        link, at, caret = self.content.link_at_caret(), event.globalPos(), self.content.caret()
        if event.reason() is QContextMenuEvent.Reason.Mouse and self.pages:
            spot = self.placement.spot_at(QPointF(event.pos()))
            link = self.content.shown.link_at(spot.page, spot.x, spot.y)
        elif caret is not None:
            page, box = caret
            at = self.viewport().mapToGlobal(self.placement.frame_of(page).place(box).bottomLeft().toPoint())
        self.menu_wanted.emit(at, link)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and a ring if the focus came by keyboard."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEYS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide caret and ring."""
        super().focusOutEvent(event)
        self._ringed = False
        self.viewport().update()
