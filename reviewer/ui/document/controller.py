"""What happens to the document in the pane: it is opened, its text comes, it is shown another way, something is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from reviewer.desk.words.problems import problem_words
from reviewer.model import DocumentText
from reviewer.model.cells import area_of
from reviewer.model.pages import Outline
from reviewer.ui.delay import after
from reviewer.ui.document.captions import Bars, Captions
from reviewer.ui.document.document_source import Mark, Selected, page_with, trimmed
from reviewer.ui.document.drawing import Drawing
from reviewer.ui.document.fetching import Fetcher, OutlineWish, PictureWish, TextWish, Wish, why_words
from reviewer.ui.document.inline import SIDE
from reviewer.ui.document.leaping import Leaps
from reviewer.ui.document.searching import Search
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.texts import DocumentTexts
from reviewer.ui.document.view_stack import Views

SHOWN = 200
"""Milliseconds after which the first page is there: reading a long outline took as long as drawing that page."""
CALM = 100
"""Milliseconds for which the bars stay as they are while a document is waited for: put away and shown again, all is laid out twice."""
_SHORT = 60  # characters of a selection that is taken over into the find bar


class DocumentController(QObject):
    """Leads the parts of a pane. See ``DocumentPane`` for what the signals mean."""

    selection_changed = Signal(object)
    place_changed = Signal(str)
    words_here = Signal()

    def __init__(
        self,
        state: DocumentState,
        fetcher: Fetcher,
        views: Views,
        *,
        texts: DocumentTexts,
        drawing: Drawing,
        leaps: Leaps,
        search: Search,
        bars: Bars,
        captions: Captions,
    ) -> None:
        """Take what is known of the document, what fetches it, and the parts of the pane."""
        super().__init__(views)
        self._state, self._fetcher, self._views = state, fetcher, views
        self._texts, self._drawing, self._leaps, self._search = texts, drawing, leaps, search
        self._bars, self._captions = bars, captions
        self._outline_later = after(SHOWN, self._ask_outline, self)
        self._text_later = after(SHOWN, self._ask_text, self)
        self._bars_later = after(CALM, self._show_bars, self)
        self._hear_views()
        self._hear_parts()

    def _hear_views(self) -> None:
        views = self._views
        for view in (views.page_view, views.text_view, views.table_view):
            view.selection_changed.connect(self._hear_selection)
            view.place_changed.connect(self._hear_place)
            view.zoom_changed.connect(self._captions.tell_zoom)
        views.turned.connect(self._captions.tell_keys)
        views.page_view.ready.connect(self._on_ready)
        views.page_view.failed.connect(self._on_failed)
        views.page_view.leaping.connect(self._leaps.leave)
        views.page_view.link_pointed.connect(self._captions.tell_link)
        views.text_view.pictures_wanted.connect(self._ask_pictures)

    def _hear_parts(self) -> None:
        self._fetcher.fulfilled.connect(self._on_fulfilled)
        self._fetcher.refused.connect(self._on_refused)
        self._leaps.changed.connect(self._captions.show_tools)
        self._drawing.changed.connect(self._captions.tell_keys)
        self._drawing.opened.connect(self._show_drawn)
        self._drawing.left.connect(self._show_undrawn)
        self._bars.toolbar.text_asked.connect(self._ask_for_text)

    # --- the document ---------------------------------------------------------------------------------

    def show_document(self, document: str, title: str, kind: str, text: DocumentText | None = None) -> None:
        """Show a document (its SHA-256, name and kind); a text that is not given is fetched.

        Of one that came a moment ago the kind may not be known yet ("" then): its text tells.
        """
        self._forget()
        self._state.begin(document, title, kind)
        self._captions.begin()
        self._texts.begin()
        self._bars.sidebar.lay()
        if text is None:
            self._views.say(self.tr("Opening…"))
            # A whole text takes the processor from the first page, which is waited for.
            (self._text_later.start if self._state.paged else self._ask_text)()
        else:
            self._take(text)
        self.show_as_asked()
        self._announce()

    def clear(self, message: str, *, coming: bool = False) -> None:
        """Show no document but a sentence; with ``coming`` another one will be shown in a moment."""
        self._forget()
        self._search.drop()
        self._state.begin()
        self._captions.begin()
        self._texts.begin()
        self._views.say(message)
        self._fit_bars(coming=coming)
        self._announce()

    def _forget(self) -> None:
        """Wait for nothing more of the document that was shown."""
        self._outline_later.stop()
        self._text_later.stop()
        self._drawing.forget()
        self._leaps.begin()
        self._bars.sidebar.begin()
        self._search.take(None)
        self._bars.also.take(None)

    def rest(self) -> None:
        """Stop the threads and the timers: the source of pages is to be closed."""
        self._outline_later.stop()
        self._text_later.stop()
        self._bars_later.stop()
        self._search.stop()
        self._views.text_view.stop()
        self._fetcher.close()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these passages in the document that is shown."""
        self._state.marks = tuple(marks)
        self._views.set_marks(self._texts.marks)

    def renew_page(self, document: str, place: str) -> None:
        """Take in that a page, or a picture on it, was recognised: its words can be selected from now on, and nothing moves."""
        page = page_with(place)
        if document == self._state.document and page is not None:
            self._views.page_view.supply.renew_letters(page)
            self._fetcher.last(TextWish(document))

    # --- how it is shown ------------------------------------------------------------------------------

    def show_as_asked(self) -> None:
        """Show pages, a table or the text, as the switch of the toolbar has it, keeping place and selection."""
        before = self._views.shown
        place = "" if before is None else before.place()
        chosen = None if before is None else before.selected()
        self._face(as_text=self._bars.toolbar.as_text.isChecked())
        after = self._views.shown
        if after is not None and before is not None:
            self._texts.put(after, before, chosen, place)
        self._fit_bars(coming=after is None and self._state.text is None)

    def _fit_bars(self, *, coming: bool) -> None:
        """Have the bars fit what is shown: at once, or where it is ``coming`` when it is here, or is long in coming."""
        if coming:
            self._captions.tell_ability()
            self._bars_later.start(CALM)
        else:
            self._show_bars()

    def _show_bars(self) -> None:
        self._bars_later.stop()
        self._bars.sidebar.show_again()
        self._captions.show_tools()
        self._search.show()
        self._tell_count()
        self._captions.tell_zoom()

    def _face(self, *, as_text: bool) -> None:
        state, views = self._state, self._views
        if state.paged and not as_text:
            self._texts.show(views.page_view)
        elif state.text is None:
            views.say(self.tr("Opening…"))
        elif state.text.problem and not state.text.parts:
            views.say(self.tr("This document can’t be read. {}").format(problem_words(state.text.problem)))
        else:
            tabled = self._texts.tabled and not as_text
            self._texts.show(views.table_view if tabled else views.text_view)

    def _ask_for_text(self) -> None:
        self._drawing.leave()
        self.show_as_asked()

    def _show_drawn(self) -> None:
        self._bars.sidebar.lay()
        self._texts.show(self._views.page_view)
        self._captions.show_tools()

    def _show_undrawn(self) -> None:
        self._bars.sidebar.lay()
        self.show_as_asked()

    # --- what is selected -----------------------------------------------------------------------------

    def selection(self) -> Selected | None:
        """Return what is selected, without white space at its ends; None if that leaves nothing."""
        view, document = self._views.shown, self._state.document
        chosen = None if view is None else view.selected()
        if view is None or chosen is None:
            return None
        quote = view.quote(chosen) or self._texts.quote(chosen)
        start, end = trimmed(quote, 0, len(quote))
        if start == end:
            return None
        if area_of(chosen.place) is not None:
            return Selected(document, chosen.place, chosen.start, chosen.end, quote)
        first = chosen.start + start
        return Selected(document, chosen.place, first, first + end - start, quote[start:end])

    def copy(self) -> None:
        """Copy what is selected, as the document has it."""
        chosen, views = self.selection(), self._views
        if views.shown is views.text_view:
            views.text_view.copy()  # from one part to the next, too
        elif chosen is not None:
            QApplication.clipboard().setText(chosen.quote)

    def find(self, text: str) -> None:
        """Open the find bar and look for a text."""
        self._drawing.leave()
        self._bars.find.open(text)

    def find_selected(self) -> None:
        """Open the find bar, with what is selected if that is short."""
        self._drawing.leave()
        if self._state.document:
            chosen = self.selection()
            short = chosen is not None and len(chosen.quote) <= _SHORT and "\n" not in chosen.quote
            self._bars.find.open(chosen.quote if chosen is not None and short else "")

    def _announce(self) -> None:
        chosen = self.selection()
        if chosen != self._captions.selected:
            self._captions.selected = chosen
            self._captions.tell_keys()
            self.selection_changed.emit(chosen)

    # --- heard ----------------------------------------------------------------------------------------

    def _hear_selection(self) -> None:
        if self._views.is_shown(self.sender()):
            self._announce()

    def _hear_place(self, place: str) -> None:
        if self._views.is_shown(self.sender()):
            self._tell_place(place)

    def _tell_count(self) -> None:
        self._captions.tell_count()
        view = self._views.shown
        if view is not None:
            self._tell_place(view.place())

    def _tell_place(self, place: str) -> None:
        self._captions.tell_place(place)
        if place and not self._state.drawn:
            self.place_changed.emit(place)

    def _on_ready(self) -> None:
        state, pages = self._state, self._views.page_view.placement
        self._bars.sidebar.strip.thumbnails.open(state.drawn or state.document, pages.sizes)
        self._bars.toolbar.set_labels(state.labels)
        self._tell_count()
        self._captions.tell_zoom()
        if state.kind == "pdf":
            self._outline_later.start()

    def _on_failed(self, error: Exception) -> None:
        self._drawing.leave()
        text = self._state.text
        if text is not None and text.parts:
            self._texts.show(self._views.text_view)  # better than nothing
            return
        why = problem_words(text.problem) if text is not None and text.problem else why_words(error)
        self._views.say(self.tr("The pages can’t be shown. {}").format(why))
        self._captions.show_tools()

    # --- fetched --------------------------------------------------------------------------------------

    def _ask_outline(self) -> None:
        self._fetcher.last(OutlineWish(self._state.document))

    def _ask_text(self) -> None:
        self._fetcher.last(TextWish(self._state.document))

    def _ask_pictures(self, places: tuple[str, ...]) -> None:
        self._fetcher.pictures([PictureWish(self._state.document, place, SIDE) for place in places])

    def _on_fulfilled(self, wish: Wish, result: object) -> None:
        if wish.document != self._state.document:
            return
        if isinstance(wish, PictureWish) and isinstance(result, QImage):
            self._views.text_view.set_picture(wish.place, result)
        elif isinstance(result, Outline):
            self._state.labels = result.labels
            self._bars.toolbar.set_labels(result.labels)
            self._bars.sidebar.strip.set_outline(result)
        elif isinstance(wish, TextWish) and isinstance(result, DocumentText):
            self._take_fetched(result)

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        if isinstance(wish, TextWish) and wish.document == self._state.document and not self._state.paged:
            self._views.say(why_words(error))
            self._show_bars()
            self.words_here.emit()

    def _take_fetched(self, text: DocumentText) -> None:
        if self._state.text is None:
            self._take(text)
            self.show_as_asked()
            self._leaps.go_on()
            self.words_here.emit()
        else:
            self._search.renew(text)
            self._texts.renew(text)
            self._captions.tell_keys()

    def _take(self, text: DocumentText) -> None:
        self._texts.take(text)
        self._search.take(text)
        self._bars.also.take(text)
        self._bars.sidebar.lay()
