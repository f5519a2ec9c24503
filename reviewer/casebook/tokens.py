"""Text as the search index sees it: which characters make words, and what each is folded to.

FTS5's own tokeniser is asked about every character that turns up, once, so that what is cut into words here can't differ
from what is indexed there.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from contextlib import closing

TOKENIZER = "unicode61 remove_diacritics 2"
ACCENT = "\x01"
"""Stands in a shadow for a mark above or below a letter, which the index passes over."""

_BLOCK = 256
_NEVER = {"Cc", "Cs"}  # control characters, NUL among them, and halves of a character: never letters
_ASTRAY = re.compile(f" {ACCENT}+")


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
    return _ASTRAY.sub(lambda found: " " * len(found[0]), dark) if ACCENT in dark else dark


def words(text: str) -> list[str]:
    """Return the words of a text as they are indexed, in order."""
    return text.translate(_FOLDS).replace(ACCENT, "").split()
