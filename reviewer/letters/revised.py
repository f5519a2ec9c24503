"""What a person's own sentence changes in the composed one that it was made from: a figure, or whom it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.letters.numbers import is_spoken, numbers_in, value_of
from reviewer.letters.other_bodies import Names, objections_to_names
from reviewer.letters.spans import WORD, Span, alike, changes, folded, objection, words_of
from reviewer.model.objections import Objection, ObjectionCode
from reviewer.paper.characters import printable

NEAR = 0.6  # how alike two sentences are of which one was made from the other
YEARS = range(1000, 3000)
FIGURE = re.compile(r"(\d+)(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ed|ain)?")
BESIDE_A_NAME = {"s", "the", "of", "force"}  # what may come with a name that was put in another's place


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    span: Span


def made_from(sentence: str, composed: Sequence[str]) -> str:
    """Return the composed sentence that a sentence was most likely made from, "" where none is like it."""
    words = words_of(sentence)
    rated = [(alike(words_of(each), words), each) for each in composed]
    ratio, best = max(rated, default=(0.0, ""))
    return best if ratio >= NEAR else ""


def changed_figures(sentence: str, composed: str, *, welsh: bool = False) -> Iterator[Objection]:
    """Give the figures that stand where the composed sentence has others, in digits or words, if they are all that was changed.

    Where more was changed, a figure may stand for something else: a person looks at all of it. Certain if the composed one is in
    digits: words for numbers say other things too.
    """
    composed = folded(printable(composed))  # as the sentence is read
    pairs = list(_pairs(composed, sentence, welsh=welsh))
    if not all(_is_figure(gone, new, welsh=welsh) for gone, new in pairs):
        return
    for gone, new in pairs:
        recorded = composed[gone[0].span.start : gone[-1].span.end]
        span = Span(new[0].span.start, new[-1].span.end)
        sure = any(map(str.isdigit, recorded))
        yield objection(ObjectionCode.OTHER_FIGURE, sentence, span, certain=sure, recorded=recorded)


def changed_names(sentence: str, composed: str, names: Names) -> Iterator[Objection]:
    """Give the names of others in a sentence; certain where one was put in place of what the composed sentence speaks of."""
    composed = folded(printable(composed))
    others = list(objections_to_names(sentence, names, composed))
    pairs = list(_pairs(composed, sentence)) if others else []
    for name in others:
        said = {*words_of(name.words), *BESIDE_A_NAME}
        instead = bool(pairs) and all(gone and {token.word for token in new} <= said for gone, new in pairs)
        yield replace(name, code=ObjectionCode.WRONG_BODY, certain=True) if instead else name


def _pairs(before: str, after: str, *, welsh: bool = False) -> Iterator[tuple[list[_Token], list[_Token]]]:
    one, other = _tokens(before, welsh=welsh), _tokens(after, welsh=welsh)
    for gone, new in changes([t.word for t in one], [t.word for t in other]):
        yield one[gone], other[new]


def _tokens(text: str, *, welsh: bool) -> list[_Token]:
    """Return a text's words; a number is one, whatever it is written as: "31", "thirty-one" and "tri deg un" are the same."""
    numbers = {match.start(): match for match in numbers_in(welsh=welsh).finditer(text)}
    made, end = [], 0
    for match in WORD.finditer(text):
        if match.start() < end:
            continue
        said = numbers.get(match.start())
        word = match[0].casefold() if said is None else f"{value_of(said[0])}"
        end = (said or match).end()
        made.append(_Token(word, Span(match.start(), end)))
    return made


def _is_figure(gone: Sequence[_Token], new: Sequence[_Token], *, welsh: bool) -> bool:
    """Whether figures stand for as many of the same kind: a day for a day and a year for a year, not "17th" for "2017"."""
    kinds = [[_kind(token, welsh=welsh) for token in tokens] for tokens in (gone, new)]
    return bool(kinds[0]) and "" not in kinds[0] and kinds[0] == kinds[1]


def _kind(token: _Token, *, welsh: bool) -> str:
    """Return what tells one kind of figure from another; "" for what is none."""
    if match := FIGURE.fullmatch(token.word):
        return "year" if int(match[1]) in YEARS else "number"
    return "number" if any(map(str.isdigit, token.word)) or is_spoken(token.word, welsh=welsh) else ""
