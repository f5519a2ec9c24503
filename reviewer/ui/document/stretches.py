"""Sentences and paragraphs of a text, and which of them comes next. Pure; all positions are code points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reviewer.model.letterforms import UNTYPED

Stretch = tuple[int, int]
"""Where a sentence or paragraph begins and ends, without the white space round it."""

_CLOSING = "\"'”’»)\\]"
_NEAR = 40_000  # characters round a position that are looked at: a long text is not gone through at each key
# Of the widest line, as letters differ in width: a word that would have fitted there says that its line was ended on purpose.
_FITS = 0.85
_LEAST = 24  # characters: a line that is shorter was not ended because it was full
_STOPPED = re.compile(rf"[.!?:;…؟۔।。！？][{_CLOSING}]*$")
_LISTED = re.compile(r"[-*•–—◦▪·]\s|\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]\s", re.IGNORECASE)
_END = re.compile(rf"(?:[.!?…؟۔।]+[{_CLOSING}]*[{UNTYPED}]*(?=\s)|[。！？]+[{_CLOSING}」』]*)\s*")
_LAST_WORD = re.compile(r"[^\W\d_](?:[\w’'.]*\w)?$")
# Never the last word of a sentence.
_TITLES = re.compile(
    "mr|mrs|ms|dr|prof|rev|hon|sir|st|sgt|insp|supt|det|con|cllr|gen|col|capt|lt|dept|"
    r"e\.?g|i\.?e|cf|vs|viz|approx|incl|al"
)
# Nor these, where a number follows.
_NUMBERED = re.compile("nos?|pp?|paras?|figs?|art|sec|vol|ch|cl|reg|ss?")
_NUMBER = re.compile(r"\(?(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.)]*", re.IGNORECASE)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
    """Yield the sentences of a stretch of a text, which may go over ends of lines.

    A stop ends a sentence when white space and no small letter follows, unless it is that of an abbreviation, of an
    initial, or of a number before the sentence.
    """
    end = len(text) if end is None else end
    begin = start
    for stop in _END.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            yield from _bare(text, begin, stop.end())
            begin = stop.end()
    yield from _bare(text, begin, end)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = text[stop.end() : stop.end() + 1] if stop.end() < end else ""
    if not following:
        return True
    if not stop.group().startswith("."):
        return not following.islower()
    before = text[max(begin, stop.start() - 40) : stop.start()]
    if following.islower() or _NUMBER.fullmatch(text[begin : stop.start()].strip()):
        return False
    word = _LAST_WORD.search(before)
    if word is None or stop.group().startswith(".."):
        return True
    last = word.group().casefold()
    initial = len(last) == 1 and word.group().isupper()
    numbered = following.isdigit() and _NUMBERED.fullmatch(last)
    return not (initial or numbered or _TITLES.fullmatch(last))


def paragraphs(text: str, *, wrapped: bool, near: int = 0) -> Iterator[Stretch]:
    """Yield the paragraphs of a text, of a long one those near a position.

    ``wrapped``: lines were ended where they were full, so one that had room for the next word ends a paragraph, as an
    empty line does. Otherwise each line is one.
    """
    first = text.rfind("\n", 0, max(0, near - _NEAR)) + 1
    last = text.find("\n", min(len(text), near + _NEAR))
    lines = list(_lines(text, first, len(text) if last < 0 else last))
    if not wrapped:
        yield from (line for line in lines if line[0] < line[1])
        return
    run: list[Stretch] = []
    for line in (*lines, (0, 0)):
        if line[0] < line[1]:
            run.append(line)
        else:
            yield from _joined(text, run)
            run = []


def _lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield all lines without white space round them; empty ones have no length."""
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield next(_bare(text, start, stop), (start, start))
        start = stop + 1


def _joined(text: str, lines: Sequence[Stretch]) -> Iterator[Stretch]:
    """Put together the lines that were divided because they were full."""
    widest = max(_LEAST, *(end - start for start, end in lines)) if lines else 0
    begin, ended = 0, True
    for number, (start, end) in enumerate(lines):
        begin = start if ended else begin
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        widest_gap = widest if _STOPPED.search(text[start:end]) else _FITS * widest
        ended = not following or bool(_LISTED.match(following))
        ended = ended or end - start + 1 + len(following.split(maxsplit=1)[0]) <= widest_gap
        if ended:
            yield begin, end


def _bare(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield a stretch without the white space round it, nothing if that is all of it."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    if words.strip():
        yield begin, start + len(words.rstrip())


def beside(candidates: Iterable[Stretch], start: int, end: int, *, forward: bool) -> Stretch | None:
    """Return the stretch to select after, or before, what is selected (``start`` equals ``end`` for a caret).

    That is first the one that the caret or a part is in; of a whole one, the one beside it. None if it is not here.
    """
    stretches = list(candidates)
    whole = any(start == first for first, _ in stretches) and any(end == last for _, last in stretches)
    if not whole:
        here = next(((first, last) for first, last in stretches if first <= start < last), None)
        if here is not None:
            return here
    if forward:
        return next(((first, last) for first, last in stretches if first >= end), None)
    return next(((first, last) for first, last in reversed(stretches) if last <= start), None)
