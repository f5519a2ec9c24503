"""Passages: made from a quote or a selection, and found again in a text that has changed.

A passage carries its position, its exact quote and the text before and after (W3C Web Annotation: TextPositionSelector and
TextQuoteSelector). Quotes are matched with white space, quotation marks, hyphens and soft hyphens folded; offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from reviewer.documents.nearness import nearest
from reviewer.documents.words import UNSEEN as _UNSEEN
from reviewer.model import AnchorState, DocumentText, Part, Passage, PassageError, Reason
from reviewer.model.problems import problem
from reviewer.model.values import Value

CONTEXT = 48
_MOST_PLACES = 1000
_NAMED = 6
_SINGLE, _DOUBLE, _HYPHENS = (
    "'\u2018\u2019\u201a\u201b\u2032\u02bc",
    '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb',
    "-\u2010\u2011",
)
_PLAIN = re.compile(r"\w+")


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

    In a sheet the place names the cell that the passage starts in.
    """
    part = text.part(place)
    if part is None or not 0 <= start < end <= len(part.text):
        raise PassageError(problem(Reason.SELECTION_EMPTY, start=start, end=end, **_at(place)))
    return Passage(
        text.document,
        _cell_place(part, start),
        start,
        end,
        part.text[start:end],
        part.text[max(0, start - CONTEXT) : start],
        part.text[end : end + CONTEXT],
        text.extractor,
    )


def find_quote(text: DocumentText, quote: str, place: str | None = None) -> Passage:
    """Return the passage that *quote* stands for, looked for in *place* (``p7``, ``sheet:Name!B4``) or everywhere.

    Raises PassageError when it is not there, or fits more than once: then the places are named.
    """
    pattern = _pattern(quote)
    parts = [_part(text, place)] if place else list(text.parts)
    word = _longest_word(quote)
    found = [
        (part, match)
        for part in parts
        if word in part.text or _has_unseen(part.text)
        for match in _fits(pattern, part)
        if _in_cell(part, match[0], place)
    ]
    if not found:
        raise _absent(quote, place, text)
    if len(found) > 1:
        raise _twice(quote, found, place)
    part, (start, end) = found[0]
    return passage(text, part.place, start, end)


def resolve(wanted: Passage, text: DocumentText) -> Anchor:
    """Find *wanted* in *text*, which may be another extraction or edition of its document."""
    own = text.part(wanted.place)
    if (
        own
        and own.text[wanted.start : wanted.end] == wanted.quote
        and _context(wanted, own, wanted.start, wanted.end) == _full(wanted)
    ):
        return Anchor(AnchorState.EXACT, wanted.place, wanted.start, wanted.end)
    candidates = list(_exact_places(wanted.quote, text)) or list(_folded_places(wanted.quote, text))
    if not candidates:
        return _near(wanted, text)
    part, start, end = max(candidates, key=lambda found: _likeness(wanted, own, *found))
    same = part is own and (start, end) == (wanted.start, wanted.end) and part.text[start:end] == wanted.quote
    return Anchor(AnchorState.EXACT if same else AnchorState.MOVED, _cell_place(part, start), start, end)


def _near(wanted: Passage, text: DocumentText) -> Anchor:
    found = nearest(wanted, text)
    if found is None:
        return Anchor(AnchorState.LOST)
    return Anchor(AnchorState.NEAR, _cell_place(found.part, found.start), found.start, found.end)


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
        at = part.text.find(quote)
        for _count in range(_MOST_PLACES):
            if at < 0:
                break
            yield part, at, at + len(quote)
            at = part.text.find(quote, at + 1)


def _folded_places(quote: str, text: DocumentText) -> Iterator[tuple[Part, int, int]]:
    try:
        pattern = _pattern(quote)
    except PassageError:
        return
    for part in text.parts:
        for start, end in _fits(pattern, part):
            yield part, start, end


def _pattern(quote: str) -> re.Pattern[str]:
    """Return a pattern that finds the quote however it is spaced, hyphenated and quoted."""
    words = ["".join(char for char in word if char not in _UNSEEN) for word in quote.split()]
    unseen = f"[{_UNSEEN}]*"
    patterns = [unseen.join(_class(char) for char in word) for word in words if word]
    if not patterns:
        raise PassageError(problem(Reason.QUOTE_EMPTY))
    return re.compile(f"[\\s{_UNSEEN}]+".join(patterns))


def _class(char: str) -> str:
    for alike in (_SINGLE, _DOUBLE, _HYPHENS):
        if char in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(char)


def _fits(pattern: re.Pattern[str], part: Part) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    match = pattern.search(part.text)
    while match and len(found) < _MOST_PLACES:
        found.append(match.span())
        match = pattern.search(part.text, match.start() + 1)
    return found


def _longest_word(quote: str) -> str:
    words = _PLAIN.findall("".join(char for char in quote if char not in _UNSEEN))
    return max(words, key=len, default="")


def _has_unseen(text: str) -> bool:
    return any(char in text for char in _UNSEEN)


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


def _in_cell(part: Part, offset: int, place: str | None) -> bool:
    if not place or place == part.place:
        return True
    return _cell_at(part, offset) == place.rpartition("!")[2]


def _twice(quote: str, found: list[tuple[Part, tuple[int, int]]], place: str | None) -> PassageError:
    places = list(dict.fromkeys(_cell_place(part, span[0]) for part, span in found))
    told: dict[str, Value] = {"quote": quote, "times": len(found), "names": tuple(places[:_NAMED])}
    if len(places) == 1 or place:
        return PassageError(problem(Reason.QUOTE_TWICE_AT, **told))
    return PassageError(problem(Reason.QUOTE_TWICE, more=max(0, len(places) - _NAMED), **told))


def _absent(quote: str, place: str | None, text: DocumentText) -> PassageError:
    if text.without_text:
        unread: dict[str, Value] = {"unread": text.without_text, "of": len(text.parts)}
        return PassageError(problem(Reason.QUOTE_ABSENT_UNREAD, quote=quote, **unread, **_at(place)))
    return PassageError(problem(Reason.QUOTE_ABSENT, quote=quote, **_at(place)))
