"""What a sentence of hers changes in the composed one that it was made from: a figure, or whom it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.letters.names import Names, objections_to_names
from reviewer.letters.spans import WORD, Span, alike, changes, objection, words_of
from reviewer.model.objections import Objection, ObjectionCode

NEAR = 0.6  # how alike two sentences are of which one was made from the other
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


def changed_figures(sentence: str, composed: str) -> Iterator[Objection]:
    """Give the figures that stand where the composed sentence has others; certain if nothing else was changed."""
    pairs = list(_pairs(composed, sentence))
    only = all(_is_figure(new) and _is_figure(gone) for gone, new in pairs)
    for gone, new in pairs:
        if _is_figure(gone) and _is_figure(new):
            recorded = composed[gone[0].span.start : gone[-1].span.end]
            span = Span(new[0].span.start, new[-1].span.end)
            yield objection(ObjectionCode.OTHER_FIGURE, sentence, span, certain=only, recorded=recorded)


def changed_names(sentence: str, composed: str, names: Names) -> Iterator[Objection]:
    """Give the names of others in a sentence; certain where one was put in place of what the composed sentence speaks of."""
    others = list(objections_to_names(sentence, names, composed))
    pairs = list(_pairs(composed, sentence)) if others else []
    for found in others:
        said = {*words_of(found.words), *BESIDE_A_NAME}
        instead = bool(pairs) and all(gone and {token.word for token in new} <= said for gone, new in pairs)
        yield replace(found, code=ObjectionCode.WRONG_BODY, certain=True) if instead else found


def _pairs(before: str, after: str) -> Iterator[tuple[list[_Token], list[_Token]]]:
    one, other = _tokens(before), _tokens(after)
    for gone, new in changes([t.word for t in one], [t.word for t in other]):
        yield one[gone], other[new]


def _tokens(text: str) -> list[_Token]:
    return [_Token(found[0].casefold(), Span(found.start(), found.end())) for found in WORD.finditer(text)]


def _is_figure(tokens: Sequence[_Token]) -> bool:
    return bool(tokens) and all(any(map(str.isdigit, token.word)) for token in tokens)
