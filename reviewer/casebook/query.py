"""What a person types into the search box -> an FTS5 expression. Every string has a meaning; none is an error.

Words are all wanted; "quoted words" stand together; ``-word`` must not be there; ``OR`` between two takes
either; ``word*`` takes every word that begins so. Anything else is treated as space, as the index does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
}

_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_BEGINNING = re.compile(r"\w{3,}\*")  # the beginnings of everything would take seconds
_MOST = 64  # terms; beyond, FTS5's expression tree gets too deep


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    starts: bool = False

    def __str__(self) -> str:
        return f'"{self.text}"{" *" if self.starts else ""}'


def expression(query: str) -> str:
    """Return the FTS5 expression of a query, or "" if nothing is asked for (or only what must not be there)."""
    wanted: list[list[_Term]] = []
    unwanted: list[_Term] = []
    either = False
    for match in list(_TOKEN.finditer(query.translate(_FOLD)))[:_MOST]:
        if match["word"] == "OR" and not match["minus"]:
            either = bool(wanted)
            continue
        term = _term(match)
        if term is None:
            continue
        if match["minus"]:
            unwanted.append(term)
        elif either:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = False
    return _written(wanted, unwanted)


def _term(match: re.Match[str]) -> _Term | None:
    text = match["phrase"] if match["phrase"] is not None else match["word"]
    words = " ".join(re.sub(r'["\ud800-\udfff]', " ", text).split())
    if not any(unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co" for char in words):
        return None
    return _Term(words, starts=match["word"] is not None and bool(_BEGINNING.fullmatch(words)))


def _written(wanted: list[list[_Term]], unwanted: list[_Term]) -> str:
    if not wanted:
        return ""
    all_of = " AND ".join("(" + " OR ".join(map(str, any_of)) + ")" for any_of in wanted)
    if not unwanted:
        return all_of
    return f"({all_of}) NOT ({' OR '.join(map(str, unwanted))})"
