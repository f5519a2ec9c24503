"""What the bars around a document say: where in it one is, how large it is, what the keys do now."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.desk.words.kinds import fact_of, noun_of
from reviewer.desk.words.language import say
from reviewer.model.pages import Link
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.document_source import Selected, page_of
from reviewer.ui.document.findbar import FindBar
from reviewer.ui.document.hint import Hint
from reviewer.ui.document.leaping import Leaps
from reviewer.ui.document.notes import Also
from reviewer.ui.document.shown import leads
from reviewer.ui.document.sidebar import Sidebar
from reviewer.ui.document.state import DocumentState
from reviewer.ui.document.texts import DocumentTexts
from reviewer.ui.document.toolbar import Toolbar
from reviewer.ui.document.view_stack import Views

_UNREAD = "documents.unread"
"""The act that leads to what was not read."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What stands around the views of a document."""

    toolbar: Toolbar
    find: FindBar
    also: Also
    sidebar: Sidebar
    hint: Hint


@dataclass(frozen=True, slots=True)
class Ability:
    """What there is to act on: a document, its pages, another view than its text, notes, pages to be drawn, places to go back to."""

    document: bool = False
    pages: bool = False
    text: bool = False
    notes: bool = False
    drawn: bool = False
    back: bool = False
    forward: bool = False


class Captions:
    """Keeps the bars in step with what is shown, and knows what can be done with it."""

    def __init__(
        self,
        state: DocumentState,
        views: Views,
        texts: DocumentTexts,
        leaps: Leaps,
        bars: Bars,
        actions: ActionList,
    ) -> None:
        """Take what is known of the document, what shows it, the bars, and the list that has the keys."""
        self._state, self._views, self._texts, self._leaps = state, views, texts, leaps
        self._bars, self._actions = bars, actions
        self.ability = Ability()
        self.selected: Selected | None = None
        """What was told of last as being selected."""

    def begin(self) -> None:
        """Say the name of another document, and nothing of the last one."""
        self._bars.hint.tell_link("")
        self._bars.toolbar.set_labels(())
        self._bars.toolbar.set_title(self._state.title)

    def show_tools(self) -> None:
        """Show the tools only where there is something to use them on."""
        self.tell_ability()
        able, bars = self.ability, self._bars
        bars.hint.setVisible(able.document)
        bars.toolbar.setVisible(bool(self._state.document))
        bars.toolbar.set_open(able.document, text=able.document and able.text, pages=able.drawn)

    def tell_ability(self) -> None:
        """Know what can be done now; the tools stay as they are."""
        state, views = self._state, self._views
        self.ability = Ability(
            views.shown is not None, views.pages_shown, state.paged or self._texts.tabled, self._bars.also.any,
            state.drawable, *self._leaps.ways,
        )  # fmt: skip

    def tell_keys(self) -> None:
        """Say under the document what the keys do now, or why nothing can be selected."""
        state, views = self._state, self._views
        view = views.shown
        place = self.selected.place if self.selected is not None else "" if view is None else view.place()
        part = None if view is None or state.text is None else state.text.part(place)
        blank = part is not None and part.unreadable and not part.text.strip()
        self._bars.hint.tell_fact(fact_of(part) if part else "")
        self._bars.hint.tell(
            selected=self.selected is not None, pages=views.pages_shown, table=view is views.table_view,
            unreadable=blank, drawn=bool(state.drawn), making=bool(state.making),
            unread_key=self._actions.key(_UNREAD) if _UNREAD in self._actions else "",
        )  # fmt: skip

    def tell_link(self, link: Link | None) -> None:
        """Say where a link leads, or that none is meant."""
        self._bars.hint.tell_link("" if link is None else leads(link))

    def tell_count(self) -> None:
        """Say how many pages or parts there are, and of what."""
        first, count = self._views.first_place
        self._bars.toolbar.set_count(noun_of(first) if first else say("page"), count)

    def tell_place(self, place: str) -> None:
        """Say which page or part is most in view."""
        page = page_of(place)
        if page is None:
            places = self._views.places
            page = places.index(place) if place in places else 0
        self._bars.toolbar.set_now(page + 1)
        self._bars.sidebar.strip.follow(page)
        if place:
            self.tell_keys()

    def tell_zoom(self) -> None:
        """Say how large it is shown."""
        view = self._views.shown
        if view is not None:
            self._bars.toolbar.set_zoom(view.zoom, text=not self._views.pages_shown)
