"""What is known of the document on the screen: letters, marks, hits and pages that can't be drawn."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence

from reviewer.desk.words.language import say
from reviewer.errors import ended
from reviewer.model.pages import Link
from reviewer.ui.document.document_source import Mark, Range, page_with, place_of
from reviewer.ui.document.glyphs import Letters
from reviewer.ui.document.hit_finder import Hits
from reviewer.ui.document.layers import PageLayers
from reviewer.ui.document.rects import Rect

_KEPT = 64  # pages whose letters are kept: about 1 MB each when dense


class Shown:
    """One document's state in the page view; made anew for each document."""

    def __init__(self, document: str, title: str) -> None:
        """Take the document's SHA-256 and the name it goes by."""
        self.document, self.title = document, title
        self.failed: dict[int, str] = {}
        self.no_letters: set[int] = set()
        self.links: dict[int, tuple[Link, ...]] = {}
        self.editions: Counter[int] = Counter()
        """How often a page's letters were dropped for others: those that were asked for before are old."""
        self.hit: Range | None = None
        self.target: Range | None = None
        self._layers: OrderedDict[int, PageLayers] = OrderedDict()
        self._marks: dict[int, list[Mark]] = {}
        self._hits = Hits()
        self._rects: defaultdict[int, dict[Range, tuple[Rect, ...]]] = defaultdict(dict)

    def layers(self, page: int) -> PageLayers | None:
        """Return the texts of a page, None while they are not here."""
        if page in self._layers:
            self._layers.move_to_end(page)
        return self._layers.get(page)

    def letters(self, page: int) -> Letters | None:
        """Return a page's own letters, None while they are not here."""
        layers = self.layers(page)
        return None if layers is None else layers.own

    def letters_at(self, place: str) -> Letters | None:
        """Return the letters of a page or of a picture on it, None while they are not here, and where there are none."""
        page = page_with(place)
        layers = None if page is None else self.layers(page)
        return None if layers is None else layers.letters(place)

    def keep(self, page: int, layers: PageLayers) -> None:
        """Keep a page's texts; the ones not used for longest go."""
        self._layers[page] = layers
        if len(self._layers) > _KEPT:
            gone, _ = self._layers.popitem(last=False)
            self._rects.pop(gone, None)

    def forget_letters(self, page: int) -> None:
        """Drop the letters of a page: it has others now."""
        self.editions[page] += 1
        self.no_letters.discard(page)
        self._layers.pop(page, None)
        self._rects.pop(page, None)

    def mark(self, marks: Sequence[Mark]) -> None:
        """Take the marks of the document, in place of the ones before."""
        self._marks = _by_page(marks)

    def find(self, hits: Hits, current: Range | None) -> None:
        """Take what the find bar found, in place of what it found before."""
        self._hits, self.hit = hits, current

    def marks(self, page: int) -> Sequence[Mark]:
        """Return the marks on a page, by criterion and place."""
        return self._marks.get(page, ())

    def hits(self, page: int) -> Sequence[Range]:
        """Return the hits on a page, in its pictures too, and the end of one that began on the page before."""
        layers = self.layers(page)
        places = (place_of(page),) if layers is None else layers.places
        return [hit for place in places for hit in self._hits.on(place)]

    def is_current(self, hit: Range) -> bool:
        """Tell whether a hit is the one that was gone to, or the rest of it on the next page."""
        return hit == self.hit or (self.hit is not None and self._hits.rest(self.hit) == hit)

    def link_at(self, page: int, x: float, y: float) -> Link | None:
        """Return the link under a point of a page."""
        return next((link for link in self.links.get(page, ()) if _over(link, x, y)), None)

    def rects(self, chosen: Range) -> tuple[Rect, ...]:
        """Return what a range covers on its page, nothing while its letters are not here."""
        page, letters = page_with(chosen.place), self.letters_at(chosen.place)
        if page is None or letters is None:
            return ()
        known = self._rects[page]
        if chosen not in known:
            known[chosen] = letters.rects(chosen.start, chosen.end)
        return known[chosen]

    def mark_at(self, page: int, x: float, y: float) -> Mark | None:
        """Return the mark under a point of a page, the shortest if they overlap."""
        under = [
            mark
            for mark in self.marks(page)
            if any(r.distance(x, y) == (0, 0) for r in self.rects(mark.range))
        ]
        return min(under, key=lambda mark: mark.end - mark.start, default=None)

    def mark_over(self, place: str, index: int) -> Mark | None:
        """Return the mark that a position of a page's or picture's text is in, the shortest if they overlap."""
        page = page_with(place)
        on_page = () if page is None else self.marks(page)
        over = [mark for mark in on_page if mark.place == place and mark.start <= index <= mark.end]
        return min(over, key=lambda mark: mark.end - mark.start, default=None)


def described(marks: Sequence[Mark]) -> str:
    """Return the marks in words, for those who don't see the colours."""
    if not marks:
        return ""
    each = say("criterion {}, {}")
    return ended(
        say("Evidence here: {}").format("; ".join(each.format(mark.number, mark.label) for mark in marks))
    )


def leads(link: Link) -> str:
    """Return in words where a link leads, so that a person can judge; it is never followed."""
    if link.page >= 0:
        return say("A link to page {}").format(link.page + 1)
    return say("A link, not followed: {}").format(link.address)


def _by_page(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    pages: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        page = page_with(mark.place)
        if page is not None:
            pages[page].append(mark)
    return dict(pages)


def _over(link: Link, x: float, y: float) -> bool:
    return link.left <= x <= link.right and link.top <= y <= link.bottom
