"""What counts as a word when two readers are held against one another."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_SOFT_HYPHEN = "\u00ad"
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BROKEN = re.compile(rf"(?<=[^\W\d_])[-{_SOFT_HYPHEN}\u2010\u2011]\s*(?=[^\W\d_])")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+")


def words(text: str) -> list[str]:
    """Return the words of a text, folded: runs of letters and digits, each Chinese or Japanese sign one of its own.

    Compatibility forms are folded (ligatures, wide letters, no-break spaces), case too. Soft hyphens and marks of zero
    width are dropped; marks that turn the direction of writing part words, as the readers that write them mean. A
    hyphen between letters is dropped with any white space after it, so that a word that one reader breaks at a
    line's end is the other's whole word. Zeros before a number are dropped: 2031-03-04 has the words of 3/4/2031.
    """
    folded = _TURNS.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    found = _WORD.findall(_BROKEN.sub("", _UNSEEN.sub("", folded)).replace(_SOFT_HYPHEN, ""))
    return [word.lstrip("0") or "0" if word.isdecimal() else word for word in found]
