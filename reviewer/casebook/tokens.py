"""Text as the search index sees it: which characters make words, and what each is folded to.

FTS5's own tokeniser is asked about every character that turns up, once, so that what is cut into words here can't differ
from what is indexed there. Where a script has no spaces between words, each of its letters and marks is a word by itself: a
phrase of them is found wherever it begins.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from bisect import bisect_right
from contextlib import closing
from functools import cache

UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"  # Lao
    "\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer
    "\u1950-\u1974\u1980-\u19c9\u1a20-\u1a7f\u1aa7\uaa80-\uaadd"  # Tai Le, New Tai Lue, Tai Tham, Tai Viet
    "\u1b00-\u1b4c\ua980-\ua9c0"  # Balinese, Javanese
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d\U0001b000-\U0001b16f"  # kana
    "\u3105-\u312f\u31a0-\u31bf"  # Bopomofo
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""The letters and marks of these scripts, as the inside of a class of a pattern; digits stay together."""


def _of_unspaced(code: int) -> bool:
    """Tell whether a character is among ``UNSPACED``: the pattern itself takes long to make, and is made when words are cut."""
    at = bisect_right(_FIRSTS, code) - 1
    return at >= 0 and code <= _LASTS[at]


_RANGES = sorted(
    (ord(match[1]), ord(match[2] or match[1])) for match in re.finditer("(.)(?:-(.))?", UNSPACED)
)
_FIRSTS, _LASTS = tuple(first for first, _ in _RANGES), tuple(last for _, last in _RANGES)
_MARKS = "".join(
    chr(code)
    for first, last in (
        (0xE01, 0xEFF),
        (0x1000, 0x109F),
        (0x1780, 0x17FF),
        (0x1950, 0x1AAD),
        (0x1B00, 0x1B4C),
        (0xA980, 0xAADD),
    )
    for code in range(first, last)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"} and _of_unspaced(code)
)
TOKENIZER = f"unicode61 remove_diacritics 2 tokenchars ''{_MARKS}''"
ACCENT = "\x01"
"""Stands in a shadow for a mark above or below a letter, which the index passes over."""

_BLOCK = 256
_NEVER = {"Cc", "Cs"}  # control characters, NUL among them, and halves of a character: never letters


@cache
def _astray() -> re.Pattern[str]:
    return re.compile(f"([ {UNSPACED}]){ACCENT}+")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


class _Folds(dict[int, str]):
    """Code point -> " " between words, ``ACCENT``, or the character that it is folded to. Filled block by block."""

    def __missing__(self, code: int) -> str:
        first = code - code % _BLOCK
        block = range(first, first + _BLOCK)
        self.update(dict.fromkeys(block, " "))
        with closing(sqlite3.connect(":memory:")) as asked:
            asked.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}')")
            asked.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)")
            # Between two letters: a space parts them, a mark leaves them side by side.
            asked.executemany(
                "INSERT INTO words(rowid, text) VALUES(?, ?)",
                ((each, f"a{chr(each)}a") for each in block if unicodedata.category(chr(each)) not in _NEVER),
            )
            for term, each in asked.execute("SELECT term, doc FROM terms WHERE term <> 'a'"):
                self[each] = str(term)[1:-1] or ACCENT
        return self[code]


_FOLDS = _Folds()


def shadow(text: str) -> str:
    """Return a text's shadow: words folded, a space for all else, ``ACCENT`` for a mark within a word.

    It is as long as the text, but for a space more at either end, so that every word stands between two.
    """
    dark = f" {text.translate(_FOLDS)} "
    return _astray().sub(lambda match: match[1].ljust(len(match[0])), dark) if ACCENT in dark else dark


def words(text: str) -> list[str]:
    """Return the words of a text as they are indexed, in order."""
    return spaced(text.translate(_FOLDS)).replace(ACCENT, "").split()


def spaced(text: str) -> str:
    """Return a text as the index is given it: with spaces round each letter that is a word by itself."""
    return text if text.isascii() else _alone().sub(r" \g<0> ", text)


def is_unspaced(text: str) -> bool:
    """Tell whether a text has letters that are words by themselves."""
    return not text.isascii() and _alone().search(text) is not None
