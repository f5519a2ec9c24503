"""Figures in a letter's sentences that cannot be, or that the record has otherwise: "99 of 43", "all 44 forces"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.letters.numbers import number, value_of
from reviewer.letters.spans import Span, objection
from reviewer.model.objections import Objection, ObjectionCode

PLACE = re.compile(
    r"\b(?:section|article|page|paragraph|recommendation|part|annex|appendix|chapter|regulation|schedule|rule|figure|table|item|"
    r"step|version|number|no\.?|clause|volume|issue|tudalen|adran|rhan)\s*$",
    re.IGNORECASE,
)
BEFORE = 20  # characters in which the word for a place would stand
YEARS = range(1900, 2101)
OWNED = r"[^\W\d_]+(?:['’]s|s['’])"
WHOSE = rf"(?:the|our|your|its|their|his|her|these|those|all|yr?|{OWNED})"
PER_CENT = re.compile(
    rf"(?<![\w.,/£$€-])(\d+)\s*(?:%|per\s?cent)\s+(?:of|o['’]?r?)\s+((?:{WHOSE}\s+){{0,2}}[^\W\d_]+)",
    re.IGNORECASE,
)
ALL = 100  # per cent
EVERY = r"(?:all|of|of\s+the|the|(?:allan\s+)?o|o['’](?:n|ch)|['’]r|yr?|holl)"
"""What stands before the number of all bodies, in English and Welsh; "'r" ends a word, as "o'r" and "i'r"."""

BEGINNINGS = {
    "ll": "ll?", "rh": "rh?", "p": "(?:ph?|b|mh)", "t": "(?:th?|d|nh)", "c": "(?:ch?|g|ngh)", "b": "[bfm]",
    "d": "(?:dd?|n)", "g": "(?:n?g)?", "m": "[mf]",
}  # fmt: skip
"""What a Welsh word that begins so may begin with, by what stands before it: "cynghorau", "44 o gynghorau"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the record counts: bodies, with the words for one and for many, and the numbers that a body's documents may have.

    ``welsh`` tells that the words are looked for as Welsh ones, which change at their beginning, and ``welsh_numbers`` that
    numbers may be Welsh words.
    """

    bodies: int
    nouns: tuple[str, ...]
    documents: frozenset[int] = frozenset()
    welsh: bool = False
    welsh_numbers: bool = False


@lru_cache(maxsize=2)
def _of(*, welsh: bool) -> re.Pattern[str]:
    """The pattern of "12 of 43", "12 (of 43)" and "12 of England's 43", in English and Welsh."""
    some = number(welsh=welsh)
    return re.compile(
        rf"(?<![\w.,/£$€-])({some})\s+\(?(?:out\s+of|of|(?:allan\s+)?o(?:['’](?:r|n|ch))?)\s+(?:{WHOSE}\s+){{0,2}}({some})"
        r"(?![\d%/:\u2011-]|[.,]\d|\s*(?:%|per\s?cent))\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2)
def _among(*, welsh: bool) -> re.Pattern[str]:
    """The pattern of "of 43 councils, 99"."""
    some = number(welsh=welsh)
    return re.compile(
        rf"\b(?:out\s+)?of\s+(?:{WHOSE}\s+){{0,2}}({some})(?:\s+[^\W\d]+){{0,2}},\s+({some})(?![\w%/:-]|[.,]\d|\s*%)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2)
def _documents(*, welsh: bool) -> re.Pattern[str]:
    """The pattern of "17 documents", in English and Welsh."""
    return re.compile(
        rf"(?<![\w.,/-])({number(welsh=welsh)})\s+(?:documents?|o\s+ddogfennau|dogfennau|dogfen|ddogfen)\b",
        re.IGNORECASE,
    )


def is_place(sentence: str, at: int) -> bool:
    """Tell whether what stands at a place of a sentence numbers a part of a text, as "section 31/2" does."""
    return PLACE.search(sentence[max(at - BEFORE, 0) : at]) is not None


def objections_to_figures(sentence: str, counted: Counted, months: Sequence[str]) -> Iterator[Objection]:
    """Give what is to be said against a sentence's figures; "order 12 of 3 May" is none, by the language's ``months``."""
    for match in _of(welsh=counted.welsh_numbers).finditer(sentence):
        some, whole = value_of(match[1]), value_of(match[2])
        dated = sentence[match.end() : match.end() + BEFORE].lstrip().startswith(tuple(months))
        if some > whole and some not in YEARS and not dated:
            placed = is_place(sentence, match.start())
            # "two of one kind"; and in Welsh "yn deg o ddau" speaks of what is fair
            plain = not counted.welsh_numbers or (match[1] + match[2]).replace(",", "").isdigit()
            sure = not placed and whole > 1 and plain
            span = Span(match.start(), match.end())
            yield objection(ObjectionCode.MORE_THAN_ALL, sentence, span, certain=sure)
    yield from _otherwise(sentence, counted)
    yield from _bodies(sentence, counted)
    for match in _documents(welsh=counted.welsh_numbers).finditer(sentence):
        if counted.documents and value_of(match[1]) not in counted.documents:
            recorded = max(counted.documents)
            span = Span(match.start(), match.end())
            yield objection(
                ObjectionCode.OTHER_COUNT, sentence, span, certain=False, recorded=recorded, of="documents"
            )


def _otherwise(sentence: str, counted: Counted) -> Iterator[Objection]:
    """Give what is more than all in other shapes: "120% of councils", "99/43 councils", "of 43 councils, 99"."""
    nouns = _nouns(counted)
    if nouns:
        for match in re.finditer(rf"(?<![\w.,/£$€-])(\d+)/(\d+)\s+(?:{nouns})\b", sentence, re.IGNORECASE):
            if int(match[1]) > int(match[2]) > 1:
                span = Span(match.start(), match.end(2))
                yield objection(ObjectionCode.MORE_THAN_ALL, sentence, span, certain=True)
    for match in _among(welsh=counted.welsh_numbers).finditer(sentence):
        if value_of(match[2]) > value_of(match[1]) and value_of(match[2]) not in YEARS:
            span = Span(match.start(), match.end())
            yield objection(ObjectionCode.MORE_THAN_ALL, sentence, span, certain=False)
    for match in PER_CENT.finditer(sentence):
        if int(match[1]) > ALL:  # of bodies there are no more than all; of a budget there may be
            sure = bool(nouns) and re.search(rf"\b(?:{nouns})$", match[2], re.IGNORECASE) is not None
            span = Span(match.start(), match.end())
            yield objection(ObjectionCode.MORE_THAN_ALL, sentence, span, certain=sure)


def _nouns(counted: Counted) -> str:
    """Return the pattern of what bodies are called, "" if they are called nothing."""
    return "|".join(map(mutated if counted.welsh else re.escape, counted.nouns))


def _bodies(sentence: str, counted: Counted) -> Iterator[Objection]:
    """Give counts of all bodies that are wrong: "two forces" may be any two, "all 44 forces" and "12 of 44 forces" may not."""
    nouns, some = _nouns(counted), number(welsh=counted.welsh_numbers)
    if not nouns:
        return
    counts = (
        rf"\b(?:{EVERY}|{OWNED})\s+({some})\s+(?:[^\W\d]+\s+){{0,2}}?(?:{nouns})\b",
        rf"(?<![\w.,/£$€-])({some})\s+(?:{nouns})\s+(?:in\s+all|in\s+total|altogether|i\s+gyd)\b",
        rf"\ball\s+(?:of\s+)?(?:the\s+)?(?:{nouns}),?\s+({some})\s+in\s+(?:number|all|total)\b",
    )
    spans: list[Span] = []
    for match in (each for pattern in counts for each in re.finditer(pattern, sentence, re.IGNORECASE)):
        within = any(span.start <= match.start(1) < span.end for span in spans)
        spans.append(Span(match.start(1), match.end()))
        if value_of(match[1]) != counted.bodies and not within:
            span = Span(match.start(1), match.end())
            yield objection(
                ObjectionCode.OTHER_COUNT, sentence, span, certain=False,
                recorded=counted.bodies, of=counted.nouns[-1],
            )  # fmt: skip


def mutated(noun: str) -> str:
    """Return the pattern of a Welsh noun with any beginning that it may have."""
    start = next((start for start in BEGINNINGS if noun.casefold().startswith(start)), "")
    return BEGINNINGS.get(start, "h?") + re.escape(noun[len(start) :])
