"""Passages: made from a quote or a selection, and found again in a text that has changed.

A passage carries its position, its exact quote and the text before and after (W3C Web Annotation: TextPositionSelector and
TextQuoteSelector). Quotes are matched as a person would type them: with white space, quotation marks, hyphens and soft hyphens
folded, and ligatures and other forms of letters taken apart (``Plain``). Offsets are code points of the document's own text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from reviewer.model import AnchorState, Passage, PassageError, Reason
from reviewer.model.cells import MOST_COLUMNS, Area, area_of, filled, position, reach, words_of
from reviewer.model.frozen import dataclass
from reviewer.model.letterforms import UNTYPED, Plain
from reviewer.model.patterns import pattern
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.documents.areas import Placed
    from reviewer.model import DocumentText, Part
    from reviewer.model.fields import Value

CONTEXT = 48
_MOST_PLACES = 1000
_NAMED = 6
_SINGLE, _DOUBLE, _HYPHENS = (
    "'\u2018\u2019\u201a\u201b\u2032\u02bc",
    '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb',
    "-\u2010\u2011\u2012\u2013\u2212",
)
_UNTYPED = pattern(f"[{UNTYPED}]")
_INSIDE = f"(?:\\u00ad\\s*|[{UNTYPED}])*"  # a soft hyphen may end a line
_BETWEEN = f"[\\s{UNTYPED}]+"
_LINE_END = f"(?:[{UNTYPED}]*\\n\\s*)?"
_PLAIN = pattern(r"\w+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage is now.

    ``place`` is "" where it is lost.
    """

    state: AnchorState
    place: str = ""
    start: int = 0
    end: int = 0


def passage(text: DocumentText, place: str, start: int, end: int) -> Passage:
    """Make a passage of the code points *start* to *end* of a part; PassageError if there are none.

    In a sheet the place names the cells that it has, or the one that it starts in if it has part of some. Where *place* names cells
    side by side (``sheet:Name!B2:C4``), these alone are the passage.
    """
    part = text.part(place)
    if part is not None and (area := _area(part, place)):
        return _of_cells(text, part, area)
    if part is None or not 0 <= start < end <= len(part.text):
        raise PassageError(problem(Reason.SELECTION_EMPTY, start=start, end=end, **_at(place)))
    return Passage(
        text.document,
        _place_of(part, start, end),
        start,
        end,
        part.text[start:end],
        part.text[max(0, start - CONTEXT) : start],
        part.text[end : end + CONTEXT],
        text.extractor,
    )


def _of_cells(text: DocumentText, part: Part, area: Area) -> Passage:
    """Make a passage of the cells of an area, as far as they show something."""
    holding = filled(part, area)
    if holding is None:
        raise PassageError(
            problem(Reason.SELECTION_EMPTY, start=0, end=0, **_at(f"{part.place}!{area.name}"))
        )
    start, end = reach(part, holding)
    before, after = part.text[max(0, start - CONTEXT) : start], part.text[end : end + CONTEXT]
    place, words = f"{part.place}!{holding.name}", words_of(part, holding)
    return Passage(text.document, place, start, end, words, before, after, text.extractor)


def find_quote(text: DocumentText, quote: str, place: str | None = None) -> Passage:
    """Return the passage that *quote* stands for, looked for in *place* (``p7``, ``sheet:Name!B4``) or everywhere.

    Raises PassageError when it is not there, or fits more than once: then the places are named.
    """
    wanted = _Quote(quote)
    of_cells = _quoted_cells(wanted, text, place) if place else None
    if of_cells is not None:
        return of_cells
    parts = [_part(text, place)] if place else list(text.parts)
    spans = [
        (part, span) for part in parts for span in wanted.fits(part.text) if _in_cell(part, span[0], place)
    ]
    if not spans:
        raise _absent(quote, place, text)
    if len(spans) > 1:
        raise _twice(quote, spans, place)
    part, (start, end) = spans[0]
    return passage(text, part.place, start, end)


def resolve(wanted: Passage, text: DocumentText) -> Anchor:
    """Find *wanted* in *text*, which may be another extraction or edition of its document."""
    own = text.part(wanted.place)
    area = area_of(wanted.place) if own is None or own.place != wanted.place else None
    if area is not None:
        return _resolve_cells(wanted, area, own, text)
    if (
        own
        and own.text[wanted.start : wanted.end] == wanted.quote
        and _context(wanted, own, wanted.start, wanted.end) == _full(wanted)
    ):
        return Anchor(AnchorState.EXACT, wanted.place, wanted.start, wanted.end)
    candidates = list(_exact_places(wanted.quote, text)) or list(_folded_places(wanted.quote, text))
    if not candidates:
        return _near(wanted, text)
    part, start, end = max(candidates, key=lambda span: _likeness(wanted, own, *span))
    same = part is own and (start, end) == (wanted.start, wanted.end) and part.text[start:end] == wanted.quote
    return Anchor(AnchorState.EXACT if same else AnchorState.MOVED, _place_of(part, start, end), start, end)


def _resolve_cells(wanted: Passage, area: Area, own: Part | None, text: DocumentText) -> Anchor:
    """Find cells again: the same side by side, or most of them; in a text that has no cells, their words one after another."""
    if own is not None and words_of(own, area) == wanted.quote:
        start, end = reach(own, area)
        if _context(wanted, own, start, end) == _full(wanted):
            return Anchor(AnchorState.EXACT, wanted.place, start, end)
    from reviewer.documents.areas import ALIKE, ALIKE_ELSEWHERE, placed

    cells = list(placed(wanted, area, text))
    whole = [each for each in cells if each.whole]
    if whole:
        best = max(whole, key=lambda each: _likeness(wanted, own, each.part, *reach(each.part, each.area)))
        same = best.part is own and best.area == area
        return _at_cells(AnchorState.EXACT if same else AnchorState.MOVED, best)
    near = max(cells, key=lambda each: (each.alike, each.part is own, each.area == area), default=None)
    if near is not None and near.alike >= (ALIKE if near.area == area else ALIKE_ELSEWHERE):
        return _at_cells(AnchorState.NEAR, near)
    if any(part.cells for part in text.parts):
        return Anchor(AnchorState.LOST)
    places = list(_folded_places(wanted.quote, text))
    if not places:
        return _near(wanted, text)
    part, start, end = max(places, key=lambda each: _likeness(wanted, own, *each))
    return Anchor(AnchorState.MOVED, part.place, start, end)


def _at_cells(state: AnchorState, there: Placed) -> Anchor:
    return Anchor(state, f"{there.part.place}!{there.area.name}", *reach(there.part, there.area))


def _near(wanted: Passage, text: DocumentText) -> Anchor:
    from reviewer.documents.nearness import nearest

    span = nearest(wanted, text)
    if span is None:
        return Anchor(AnchorState.LOST)
    return Anchor(AnchorState.NEAR, _cell_place(span.part, span.start), span.start, span.end)


def _likeness(wanted: Passage, own: Part | None, part: Part, start: int, end: int) -> tuple[int, bool, int]:
    return _context(wanted, part, start, end), part is own, -abs(start - wanted.start)


def _full(wanted: Passage) -> int:
    return len(wanted.before) + len(wanted.after)


def _context(wanted: Passage, part: Part, start: int, end: int) -> int:
    """Return how many characters of the context agree, outwards from the quote."""
    before = part.text[max(0, start - len(wanted.before)) : start]
    after = part.text[end : end + len(wanted.after)]
    return _agree(wanted.before[::-1], before[::-1]) + _agree(wanted.after, after)


def _agree(one: str, other: str) -> int:
    if one == other:
        return len(one)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _exact_places(quote: str, text: DocumentText) -> Iterator[tuple[Part, int, int]]:
    for part in text.parts:
        for start, end in islice(_all_of(quote, part.text), _MOST_PLACES):
            yield part, start, end


def _folded_places(quote: str, text: DocumentText) -> Iterator[tuple[Part, int, int]]:
    try:
        wanted = _Quote(quote)
    except PassageError:
        return
    for part in text.parts:
        for start, end in wanted.fits(part.text):
            yield part, start, end


class _Quote:
    """The words of a quote, to be found however they are spaced, hyphenated, quoted, or set."""

    def __init__(self, quote: str) -> None:
        """Take them; PassageError if there are none."""
        self._exact = quote[slice(*_trimmed(quote, 0, len(quote)))]
        words = _UNTYPED.sub("", Plain(quote).text).split()
        if not words:
            raise PassageError(problem(Reason.QUOTE_EMPTY))
        self._pattern = re.compile(_BETWEEN.join(map(_spelt, words)))
        self._longest = max(_PLAIN.findall(" ".join(words)), key=len, default="")

    def fits(self, text: str) -> Sequence[tuple[int, int]]:
        """Return where they stand in a text, each place once, in order."""
        plain = Plain(text)
        spans = dict.fromkeys(_trimmed(text, *span) for span in self._exactly(text))
        if self._longest not in plain.text and not _UNTYPED.search(plain.text):
            return list(spans)
        match = self._pattern.search(plain.text)
        while match and len(spans) < _MOST_PLACES:
            span = plain.span(*match.span())
            spans |= {} if span is None else {span: None}
            match = self._pattern.search(plain.text, match.start() + 1)
        return sorted(spans)

    def _exactly(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where they stand letter for letter, though it be within what a person sees as one letter."""
        return islice(_all_of(self._exact, text), _MOST_PLACES)


def _all_of(quote: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without what nobody types at its ends."""
    while start < end and (text[start].isspace() or _UNTYPED.match(text[start])):
        start += 1
    while start < end and (text[end - 1].isspace() or _UNTYPED.match(text[end - 1])):
        end -= 1
    return start, end


def _spelt(word: str) -> str:
    """Return a pattern of a word that may be divided at a hyphen."""
    letters, last = word[:-1], word[-1]
    inside = (f"{_class(char)}{_LINE_END if char in _HYPHENS else ''}{_INSIDE}" for char in letters)
    return "".join((*inside, _class(last)))


def _class(char: str) -> str:
    for alike in (_SINGLE, _DOUBLE, _HYPHENS):
        if char in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(char)


def _part(text: DocumentText, place: str) -> Part:
    part = text.part(place)
    if part is None:
        raise _unknown(place, text)
    return part


def _unknown(place: str, text: DocumentText) -> PassageError:
    known: dict[str, Value] = {"place": place, "names": tuple(part.place for part in text.parts[:_NAMED])}
    if len(text.parts) > _NAMED:
        return PassageError(problem(Reason.PLACE_UNKNOWN_OF_MANY, last=text.parts[-1].place, **known))
    return PassageError(problem(Reason.PLACE_UNKNOWN, **known))


def _at(place: str | None) -> dict[str, Value]:
    return {"place": place} if place else {}


def _cell_at(part: Part, offset: int) -> str:
    at = bisect_right(part.cells, offset, key=lambda cell: cell[0])
    return part.cells[at - 1][1] if at else ""


def _cell_place(part: Part, offset: int) -> str:
    cell = _cell_at(part, offset)
    return f"{part.place}!{cell}" if cell else part.place


def _place_of(part: Part, start: int, end: int) -> str:
    """Return the place of a stretch: that of its cells if it has all of their words and no others', else of its first."""
    first = position(_cell_at(part, start))
    last = position(_cell_at(part, max(start, end - 1)))
    if first is None or last is None or first == last:
        return _cell_place(part, start)
    left, right = (first[1], last[1]) if first[0] == last[0] else (0, MOST_COLUMNS)
    area = filled(part, Area(first[0], left, last[0], right))
    if area is None or words_of(part, area) != part.text[start:end]:
        return _cell_place(part, start)
    return f"{part.place}!{area.name}"


def _area(part: Part, place: str) -> Area | None:
    return None if part.place == place else area_of(place)


def _quoted_cells(wanted: _Quote, text: DocumentText, place: str) -> Passage | None:
    """Return the passage of a place's cells if the quote is all of their words, in their order."""
    part = text.part(place)
    area = None if part is None else _area(part, place)
    if part is None or area is None:
        return None
    words = words_of(part, area)
    return _of_cells(text, part, area) if _trimmed(words, 0, len(words)) in wanted.fits(words) else None


def _in_cell(part: Part, offset: int, place: str | None) -> bool:
    if not place or place == part.place:
        return True
    cell = _cell_at(part, offset)
    area, at = area_of(place), position(cell)
    if area is None or at is None:
        return cell == place.rpartition("!")[2]
    return area.top <= at[0] <= area.bottom and area.left <= at[1] <= area.right


def _twice(quote: str, spans: list[tuple[Part, tuple[int, int]]], place: str | None) -> PassageError:
    places = list(dict.fromkeys(_cell_place(part, span[0]) for part, span in spans))
    values: dict[str, Value] = {"quote": quote, "times": len(spans), "names": tuple(places[:_NAMED])}
    if len(places) == 1 or place:
        return PassageError(problem(Reason.QUOTE_TWICE_AT, **values))
    return PassageError(problem(Reason.QUOTE_TWICE, more=max(0, len(places) - _NAMED), **values))


def _absent(quote: str, place: str | None, text: DocumentText) -> PassageError:
    if text.without_text:
        unread: dict[str, Value] = {"unread": text.without_text, "of": text.pages}
        return PassageError(problem(Reason.QUOTE_ABSENT_UNREAD, quote=quote, **unread, **_at(place)))
    return PassageError(problem(Reason.QUOTE_ABSENT, quote=quote, **_at(place)))
