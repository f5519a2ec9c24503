"""The document in the middle of the desk. Knows nothing of casebooks: it is given pages and says what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.desk.words.kinds import fact_of, noun_of
from reviewer.desk.words.language import say
from reviewer.desk.words.problems import problem_words
from reviewer.model import DocumentText, kind_named
from reviewer.model.cells import area_of
from reviewer.model.pages import Outline
from reviewer.ui.actions.action import Menu, Scope
from reviewer.ui.actions.listed_menu import ListedMenu
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.delay import after
from reviewer.ui.document.fetching import OutlineWish, PictureWish, TextWish, Wish, why_words
from reviewer.ui.document.frame import Ability, View
from reviewer.ui.document.inline import SIDE
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.source import Mark, PageSource, Selected, page_of, trimmed
from reviewer.ui.document.texts import TextFrame
from reviewer.ui.theme import LIGHT, Palette

SHOWN = 200
"""Milliseconds after which the first page is there: reading a long outline took as long as drawing that page."""


class DocumentPane(TextFrame):
    """One document: its pages or sheets where it has them, its text always.

    - ``selection_changed``: a ``Selected``, or None when nothing is selected any more
    - ``place_changed``: the place most in view
    - ``number_pressed``: 1 to 9, pressed with or without a selection, or a criterion's number from the menu
    - ``mark_activated``: the key of the mark that was clicked, or its label if it has none
    """

    selection_changed = Signal(object)
    place_changed = Signal(str)
    mark_activated = Signal(str)

    def __init__(
        self,
        pages: PageSource,
        actions: ActionList,
        parent: QWidget | None = None,
        *,
        palette: Palette = LIGHT,
    ) -> None:
        """Take where pages come from, the list that has the pane's acts, and the theme's colours."""
        super().__init__(pages, actions, palette, parent)
        self._last: Selected | None = None
        self._outline_later = after(SHOWN, lambda: self._fetcher.last(OutlineWish(self._document)), self)
        self._text_later = after(SHOWN, self._ask_text, self)
        self._connect()
        self._listen()
        self.set_palette(palette)
        self.clear(self.tr("Choose a document on the left, or drop files here."))

    def _connect(self) -> None:
        for view in (self.page_view, self.text_view, self.table_view):
            view.selection_changed.connect(self._on_selection)
            view.place_changed.connect(self._on_place)
            view.zoom_changed.connect(self._on_zoom)
            view.mark_activated.connect(lambda mark: self.mark_activated.emit(mark.key or mark.label))
        self.page_view.ready.connect(self._on_ready)
        self.page_view.failed.connect(self._on_failed)
        self.page_view.leaping.connect(self._leave)
        self.strip.page_asked.connect(self.show_page)
        self.also.notes.place_asked.connect(self._lead)
        self.text_view.pictures_wanted.connect(self._ask_for_pictures)
        self._fetcher.fulfilled.connect(self._on_fulfilled)
        self._fetcher.refused.connect(self._on_no_text)
        self.toolbar.page_asked.connect(self._turn_to)
        self.toolbar.step_asked.connect(self._step)
        self.toolbar.zoom_asked.connect(self.zoom)
        self.toolbar.find_asked.connect(self.open_find)
        self.toolbar.text_asked.connect(self._on_text_asked)
        self.hint.number_pressed.connect(self.number_pressed)

    def _listen(self) -> None:
        for widget in (self.page_view, self.text_view, self.table_view.table):
            listen(self.action_list, widget, Scope.VIEW)
        listen(self.action_list, self.find_bar, Scope.FIND)
        words = self.tr("Document")
        self.toolbar.view_button.setMenu(ListedMenu(words, self.action_list, Menu.DOCUMENT, self))
        self.toolbar.tell_keys(self.action_list.key)
        self.page_view.text_key = self.action_list.key("document.text")

    def next_hit(self, by: int) -> None:
        """Go to the next place that was found in the document (1), or the one before (-1)."""
        self._search.move(by)

    # --- what the window asks ---------------------------------------------------------------------

    def show_document(self, document: str, title: str, kind: str, text: DocumentText | None = None) -> None:
        """Show a document (its SHA-256, name and kind); a text that is not given is fetched.

        Of one that came a moment ago the kind may not be known yet ("" then): its text tells.
        """
        self._document = document
        self._outline_later.stop()
        self._text_later.stop()
        self._forget_drawn()
        self._text, self._marks, self._wanted, self._labels = None, (), None, ()
        self._filled.clear()
        self._history.clear()
        self._forget_beside()
        self.text_view.stop()
        self._search.take(None)
        self.also.take(None)
        self.toolbar.set_title(title)
        self._be(kind)
        self._lay_strip()
        if text is None:
            self._say(self.tr("Opening…"))
            # A whole text takes the processor from the first page, which is waited for.
            (self._text_later.start if self._paged else self._ask_text)()
        else:
            self._take(text)
        self._show_as_text(self.toolbar.as_text.isChecked())
        self._announce()

    def _lead(self, place: str) -> None:
        """Leap to what a sentence speaks of, and go on reading there."""
        self.go_to(place)
        view = self._view()
        if view is not None:
            view.setFocus()

    def clear(self, message: str) -> None:
        """Show no document but a sentence."""
        self._document, self._kind, self._text, self._marks = "", "", None, ()
        self._outline_later.stop()
        self._text_later.stop()
        self._forget_drawn()
        self._history.clear()
        self._forget_beside()
        self.close_find()
        self.also.take(None)
        self.page_view.open(Shown("", ""))
        self.text_view.stop()
        self.toolbar.set_title("")
        self._say(message)
        self._show_strip_again()
        self._tools()
        self._announce()

    def selection(self) -> Selected | None:
        """Return what is selected, without white space at its ends; None if that leaves nothing."""
        view = self._view()
        chosen = None if view is None else view.selected()
        if view is None or chosen is None:
            return None
        quote = view.quote(chosen) or self._text_of(chosen)
        start, end = trimmed(quote, 0, len(quote))
        if start == end:
            return None
        if area_of(chosen.place) is not None:
            return Selected(self._document, chosen.place, chosen.start, chosen.end, quote)
        first = chosen.start + start
        return Selected(self._document, chosen.place, first, first + end - start, quote[start:end])

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these passages in the document that is shown."""
        self._marks = tuple(marks)
        in_text = self._marks_in_text()
        for view in (self.page_view, self.text_view, self.table_view):
            view.set_marks(in_text)

    def copy(self) -> None:
        """Copy what is selected, as the document has it."""
        chosen = self.selection()
        if self._view() is self.text_view:
            self.text_view.copy()  # from one part to the next, too
        elif chosen is not None:
            QApplication.clipboard().setText(chosen.quote)

    def find(self, text: str) -> None:  # type: ignore[override] # Qt's finds a widget by its system's id
        """Open the find bar and look for a text."""
        self.leave_drawn()
        self.find_bar.open(text)

    def open_find(self) -> None:
        """Open the find bar, with what is selected if that is short."""
        self.leave_drawn()
        chosen = self.selection() if self._document else None
        if self._document:
            short = chosen is not None and len(chosen.quote) <= 60 and "\n" not in chosen.quote  # noqa: PLR2004
            self.find_bar.open(chosen.quote if chosen is not None and short else "")

    def close_find(self) -> None:
        """Close the find bar; the hit that was current is selected, ready to be made evidence."""
        self._search.close()

    def close_pages(self) -> None:
        """Stop the thread and the timers; call it before the source of pages is closed."""
        self._outline_later.stop()
        self._text_later.stop()
        self._search.stop()
        self.text_view.stop()
        self._fetcher.close()

    # --- inside -----------------------------------------------------------------------------------

    def _say(self, message: str) -> None:
        self.message.setText(message)
        self._stack.setCurrentWidget(self.message)

    def _ask_for_pictures(self, places: tuple[str, ...]) -> None:
        self._fetcher.pictures([PictureWish(self._document, place, SIDE) for place in places])

    def _on_fulfilled(self, wish: Wish, result: object) -> None:
        if wish.document != self._document:
            return
        if isinstance(wish, PictureWish) and isinstance(result, QImage):
            self.text_view.set_picture(wish.place, result)
        if isinstance(result, Outline):
            self._labels = result.labels
            self.toolbar.set_labels(result.labels)
            self.strip.set_outline(result)
        elif isinstance(wish, TextWish) and isinstance(result, DocumentText):
            if self._text is not None:
                self._renew(result)
                return
            self._take(result)
            self._show_as_text(self.toolbar.as_text.isChecked())
            if self._wanted is not None:
                self._move(self._wanted)

    def _ask_text(self) -> None:
        self._fetcher.last(TextWish(self._document))

    def _on_ready(self) -> None:
        self.strip.thumbnails.open(self._drawn or self._document, self.page_view.sizes)
        self.toolbar.set_labels(self._labels)
        self._count()
        self._on_zoom()
        if self._kind == "pdf":
            self._outline_later.start()

    def _on_failed(self, error: Exception) -> None:
        self.leave_drawn()
        if self._text is not None and self._text.parts:
            self._turn(self.text_view)  # better than nothing
            return
        problem = None if self._text is None else self._text.problem
        why = problem_words(problem) if problem else why_words(error)
        self._say(self.tr("The pages can’t be shown. {}").format(why))
        self._tools()

    def _tools(self) -> None:
        """Show the tools only where there is something to use them on."""
        useful = self._view() is not None
        self.hint.setVisible(useful)
        self.toolbar.setVisible(bool(self._document))
        tabled = self._text is not None and self.table_view.fits(self._text)
        back, forward = self._history.ways
        pages = self._view() is self.page_view
        drawn, notes = kind_named(self._kind).drawable, self.also.any
        self.toolbar.set_open(useful, text=useful and (self._paged or tabled), pages=drawn)
        other = self._paged or tabled
        self.ability = Ability(useful, pages, other, notes, drawn, back, forward)

    def _tell(self) -> None:
        """Say under the document what the keys do now, or why nothing can be selected."""
        view = self._view()
        place = self._last.place if self._last is not None else "" if view is None else view.place()
        part = None if view is None or self._text is None else self._text.part(place)
        blank = part is not None and part.unreadable and not part.text.strip()
        pages, table = view is self.page_view, view is self.table_view
        self.hint.tell_fact(fact_of(part) if part else "")
        self.hint.tell(
            selected=self._last is not None, pages=pages, table=table, unreadable=blank, drawn=bool(self._drawn),
            making=bool(self._making), unread_key=self._unread_key(),
        )  # fmt: skip

    def _unread_key(self) -> str:
        """Return the key that leads to what was not read, "" where there is nothing that it leads to."""
        name = "documents.unread"
        return self.action_list.key(name) if name in self.action_list else ""

    def _count(self) -> None:
        first, count = self._first_of()
        self.toolbar.set_count(noun_of(first) if first else say("page"), count)
        view = self._view()
        if view is not None:
            self._on_place(view.place())

    def _on_place(self, place: str) -> None:
        if self._view() is not self.sender() and isinstance(self.sender(), View):
            return
        page = page_of(place)
        if page is None:
            places = self._places()
            page = places.index(place) if place in places else 0
        self.toolbar.set_now(page + 1)
        self.strip.follow(page)
        if place:
            self._tell()
            if not self._drawn:
                self.place_changed.emit(place)

    def _on_zoom(self) -> None:
        view = self._view()
        if view is not None:
            self.toolbar.set_zoom(view.zoom, text=view is not self.page_view)

    def _on_selection(self) -> None:
        if self.sender() is self._view():
            self._announce()

    def _announce(self) -> None:
        chosen = self.selection()
        if chosen != self._last:
            self._last = chosen
            self._tell()
            self.selection_changed.emit(chosen)
