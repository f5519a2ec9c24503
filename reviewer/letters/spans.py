"""What is found in a sentence: where it stands, and what it is; and what stands there in somebody else's words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from reviewer.model.fields import Value, values_of
from reviewer.model.objections import Objection, ObjectionCode
from reviewer.paper.characters import printable

QUOTED = re.compile(r"“[^”]*”|(?<!\w)‘[^’]*(?:(?<=\w)’\w[^’]*)*’(?!\w)|\"[^\"]*\"")
WORD = re.compile(r"[^\W_]+(?:[-\u2011][^\W_]+)*")
DASH = re.compile("(?<=[^\\W\\d_])[\u2010-\u2015\u2212\ufe58\ufe63\uff0d](?=[^\\W\\d_])")
LONGER = 10  # times as long as another row of words, which are not held against each other


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in a sentence, in code points."""

    start: int
    end: int


def objection(code: ObjectionCode, sentence: str, span: Span, *, certain: bool, **values: Value) -> Objection:
    """Return an objection to part of a sentence; in a quotation nothing is certain, since others may be wrong."""
    sure = certain and not _is_quoted(sentence, span)
    return Objection(code, "", sentence, span.start, span.end, values_of(values), certain=sure)


def _is_quoted(sentence: str, span: Span) -> bool:
    quotations = _quotations(sentence)
    at = bisect(quotations, span.start, key=lambda each: each.start) - 1
    return at >= 0 and span.end <= quotations[at].end


@lru_cache(maxsize=4)  # many spans may stand in one sentence
def _quotations(sentence: str) -> tuple[Span, ...]:
    return tuple(Span(match.start(), match.end()) for match in QUOTED.finditer(sentence))


def folded(text: str) -> str:
    """Return a printed text as it is read: any space is a space, any digit one of ten, and a dash within a word a hyphen.

    Each character stands where it stood, so that a span in the one is a span in the other.
    """
    if text.isascii():
        return text
    return DASH.sub("-", "".join(map(_folded, text)))


def _folded(character: str) -> str:
    if character.isspace():
        return " "
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without case, marks and white space."""
    return tuple(WORD.findall(folded(printable(text)).casefold()))


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how alike two rows of words are: 1 the same, 0 nothing in common, or one of them ten times as long."""
    if LONGER * min(len(one), len(other)) <= max(len(one), len(other)):
        return 0.0  # what takes the time of the product of both
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Give what differs from one row of words to another, in order: where it stands in the one, and in the other."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield slice(a, b), slice(c, d)
