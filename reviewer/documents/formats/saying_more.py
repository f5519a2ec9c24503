"""Whether one form of a text says more than another: HTML beside plain text, rich text beside HTML."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
# What programs write into the plain text for what HTML shows otherwise: addresses of links, places of pictures.
_ADDRESS = re.compile(r"<?\b(?:https?|mailto|tel):[^\s>]*>?|\[(?:cid|image)[^\]]*\]", re.IGNORECASE)
_RUN = 3  # words in a row that are compared


def says_more(page: str, plain: str) -> bool:
    """Tell whether a page has words, or words in a row on a line of it, that the plain text has not."""
    known = _runs(_words(plain))
    return any(not _runs(_words(line)) <= known for line in page.splitlines())


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text)).casefold())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    """Return each word, each pair and each three of them in a row."""
    return {
        tuple(words[at : at + size]) for size in range(1, _RUN + 1) for at in range(len(words) - size + 1)
    }
