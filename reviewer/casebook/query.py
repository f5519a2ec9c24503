"""What a person types into the search box -> what the index is asked. Every string has a meaning; none is an error.

Words are all wanted; "quoted words" stand together; ``-word`` must not be there; ``OR`` between two takes
either; ``word*`` takes every word that begins so, from two letters. Anything else is treated as space, as the index does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice, pairwise

from reviewer.casebook.folding import folded
from reviewer.casebook.tokens import ACCENT, UNSPACED, is_unspaced, words
from reviewer.model.frozen import dataclass

_QUOTES = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{FULLWIDTH QUOTATION MARK}"
)
_DASHES = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}"
_FOLD: dict[int, str | None] = {
    **{ord(quote): '"' for quote in _QUOTES},
    **{ord(dash): "-" for dash in _DASHES},
    **dict.fromkeys((0, 0xAD)),  # NUL ends a string inside SQLite; a soft hyphen is no letter
    **dict.fromkeys(range(0xE000, 0xE003), " "),  # the index's own marks, see index_words
    **dict.fromkeys(range(0xD800, 0xE000), " "),
}

_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"]+))')
_MOST = 64  # terms; beyond, FTS5's expression tree gets too deep
LEAST = 2
"""Letters of a word's beginning that can be asked for: one letter begins everything."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; ``starts`` means that the last one is only how a word begins."""

    words: tuple[str, ...]
    starts: bool = False

    @property
    def pattern(self) -> str:
        """The regular expression that finds the term, with the space before it, in a shadow that has a space between words."""
        inside = [_letters(word) for word in self.words]
        return " " + f"{ACCENT}* +".join(inside) + ("[^ ]*" if self.starts else f"{ACCENT}*(?= )")

    @property
    def pattern_among_unspaced(self) -> str:
        """The one that finds it, with nothing before it, in a shadow that has letters which are words by themselves."""
        last = self.words[-1]
        gaps = [f"{ACCENT}* {'*' if is_unspaced(a + b) else '+'}" for a, b in pairwise(self.words)]
        inside = "".join(_letters(word) + gap for word, gap in zip(self.words, [*gaps, ""], strict=True))
        border = f"[ {UNSPACED}]"
        end = "" if is_unspaced(last) else f"[^ {UNSPACED}]*" if self.starts else f"{ACCENT}*(?={border})"
        return f"{'' if is_unspaced(self.words[0]) else f'(?<={border})'}{inside}{end}"


@dataclass(frozen=True)
class Query:
    """All of ``wanted``, of each any; none of ``unwanted``."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is asked for; only what must not be there is nothing."""
        return bool(self.wanted)

    @property
    def terms(self) -> Iterator[Term]:
        """Every term that is wanted."""
        return (term for any_of in self.wanted for term in any_of)

    @property
    def has_beginnings(self) -> bool:
        """Whether some wanted or unwanted word is given by its beginning."""
        return any(term.starts for term in (*self.terms, *self.unwanted))

    @property
    def has_phrases(self) -> bool:
        """Whether some words have to stand together."""
        return any(len(term.words) > 1 for term in (*self.terms, *self.unwanted))

    def written(self, write: Callable[[Term], str], unwanted: Callable[[Term], str]) -> str:
        """Return the FTS5 expression: wanted terms as ``write`` puts them, the others as ``unwanted`` does ("" leaves one out).

        The same term may be both: then nothing is found, and nothing is wrong.
        """
        if not self.wanted:
            return ""
        all_of = " AND ".join("(" + " OR ".join(map(write, any_of)) + ")" for any_of in self.wanted)
        none_of = [asked for term in self.unwanted if (asked := unwanted(term))]
        return f"({all_of}) NOT ({' OR '.join(none_of)})" if none_of else all_of

    @cached_property
    def _sought(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(term.pattern) for term in self.terms)

    @cached_property
    def _sought_among_unspaced(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(term.pattern_among_unspaced) for term in self.terms)

    def places(self, shadow: str, most: int) -> Iterator[tuple[int, int, int]]:
        """Yield where in a text wanted terms stand, from its shadow, and the term's number; so many of each at ``most``."""
        among = is_unspaced(shadow)
        for number, sought in enumerate(self._sought_among_unspaced if among else self._sought):
            for match in islice(sought.finditer(shadow), most):
                yield match.start() - among, match.end() - 1, number

    def matches(self, shadow: str) -> bool:
        """Tell whether a text is found, from its shadow: the same that FTS5 says."""
        among = is_unspaced(shadow)

        def has(term: Term) -> bool:
            return re.search(term.pattern_among_unspaced if among else term.pattern, shadow) is not None

        return all(any(map(has, any_of)) for any_of in self.wanted) and not any(map(has, self.unwanted))


def _letters(word: str) -> str:
    return f"{ACCENT}*".join(map(re.escape, word))


def parsed(query: str, *, growing: bool = False) -> Query:
    """Return what a person asks for.

    While it is ``growing``, the last word is taken for a beginning, and passed over as long as it has one
    letter.
    """
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    either = False
    text = query.translate(_FOLD)
    for match in list(_TOKEN.finditer(text))[:_MOST]:
        if match["word"] == "OR" and not match["minus"]:
            either = bool(wanted)
            continue
        term = _term(match, growing=growing and match.end() == len(text))
        if term is None:
            continue
        if match["minus"]:
            unwanted.append(term)
        elif either:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = False
    return Query(tuple(map(tuple, wanted)), tuple(unwanted))


def _term(match: re.Match[str], *, growing: bool) -> Term | None:
    text = folded(match["phrase"] if match["phrase"] is not None else match["word"])
    terms = tuple(words(text))
    last = terms[-1] if terms else ""
    unfinished = growing and not match["close"] and bool(words(text[-1:]))
    if unfinished and len(last) < LEAST and not is_unspaced(last):
        terms = terms[:-1]
        return Term(terms) if terms else None
    starred = match["word"] is not None and text.endswith("*") and bool(words(text[-2:-1]))
    starts = (unfinished or starred) and len(last) >= LEAST
    return Term(terms, starts) if terms else None


def expression(query: Query) -> str:
    """Return the FTS5 expression of a query, or "" if nothing is asked for."""
    return query.written(written, written)


def written(term: Term) -> str:
    """Return a term as FTS5 takes it."""
    return f'"{" ".join(term.words)}"{" *" if term.starts else ""}'
