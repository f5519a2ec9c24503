"""Numbers as they are written in a letter: digits, English words below a thousand, and Welsh words below a hundred."""

from __future__ import annotations

import re
from functools import lru_cache

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ANY_WORD = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_BELOW_A_HUNDRED = rf"(?:(?:{'|'.join(TENS)})[-\u2011 ](?:{'|'.join(UNITS[1:10])})|{_ANY_WORD})"
_HUNDREDS = rf"(?:(?:{'|'.join(('a', *UNITS[1:10]))})\s+hundred(?:\s+and\s+{_BELOW_A_HUNDRED})?)"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_ENGLISH = rf"{_HUNDREDS}|{_BELOW_A_HUNDRED}"

_WELSH = {
    "un": 1, "dau": 2, "ddau": 2, "dwy": 2, "ddwy": 2, "tri": 3, "thri": 3, "dri": 3, "tair": 3, "thair": 3, "dair": 3,
    "pedwar": 4, "phedwar": 4, "bedwar": 4, "pedair": 4, "phedair": 4, "bedair": 4, "pum": 5, "phum": 5, "bum": 5, "pump": 5,
    "phump": 5, "bump": 5, "chwe": 6, "chwech": 6, "saith": 7, "wyth": 8, "naw": 9, "deg": 10, "ddeg": 10, "deng": 10, "ddeng": 10,
    "deuddeg": 12, "ddeuddeg": 12, "pymtheg": 15, "phymtheg": 15, "bymtheg": 15, "deunaw": 18, "ddeunaw": 18, "ugain": 20,
    "hugain": 20, "deugain": 40, "ddeugain": 40, "trigain": 60, "thrigain": 60, "drigain": 60,
}  # fmt: skip
"""Welsh numbers of one word, with what they begin with by what stands before them."""
_HALF = re.compile(r"hanner\s+[cg]h?ant", re.IGNORECASE)
_ONE = "|".join(sorted(_WELSH, key=len, reverse=True))
_UNIT = "|".join(sorted((word for word, value in _WELSH.items() if value < 10), key=len, reverse=True))  # noqa: PLR2004 - ten
_WELSH_PART = rf"(?:hanner\s+[cg]h?ant|(?:{_UNIT})\s+(?:d?deg(?:\s+(?:{_UNIT})\b)?|ugain)|(?:{_ONE}))\b"
_WELSH_SPOKEN = rf"(?:{_WELSH_PART}(?:\s+(?:ar|a)\s+(?:ddeg|bymtheg|hugain|deugain|thrigain)\b)*)"


@lru_cache(maxsize=2)
def number(*, welsh: bool) -> str:
    """Return the pattern of a number, without groups; ``welsh`` knows Welsh words besides."""
    return rf"(?:{_DIGITS}|{_ENGLISH}{'|' + _WELSH_SPOKEN if welsh else ''})"


@lru_cache(maxsize=2)
def numbers_in(*, welsh: bool) -> re.Pattern[str]:
    """Return the pattern that finds numbers standing by themselves: not of a date, a decimal or a compound."""
    return re.compile(rf"(?<![\w.,/-])(?:{number(welsh=welsh)})(?![\w/-]|[.,]\d)", re.IGNORECASE)


def value_of(said: str) -> int:
    """Return a number that is written in digits, in English words or in Welsh ones (decimal or by scores)."""
    words = said.casefold().replace(",", "")
    if words.isdigit():
        return int(words)
    parts = [word for word in re.split(r"[-\u2011\s]+", words) if word]
    return _english(parts) if parts[0] in {*UNITS, *TENS, "a"} else _welsh(words)


def is_spoken(word: str, *, welsh: bool) -> bool:
    """Whether a word, or the first of a compound as in "two-year", is a number."""
    first = re.split(r"[-\u2011]", word.casefold())[0]
    return first in UNITS or first in TENS or (welsh and first in _WELSH)


def _english(words: list[str]) -> int:
    total = 0
    for word in words:
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in UNITS:
            total += UNITS.index(word)
        elif word in TENS:
            total += 10 * (TENS.index(word) + 2)
    return total


def _welsh(words: str) -> int:
    """Return a Welsh number: "tri deg un" is three tens and one, "un ar ddeg ar hugain" one and ten and twenty."""
    total = 0
    for part in re.split(r"\s+(?:ar|a)\s+", _HALF.sub("hanner", words)):
        parts = part.split()
        if parts == ["hanner"]:
            total += 50
            continue
        values = [_WELSH[word] for word in parts]
        total += values[0] * values[1] + sum(values[2:]) if len(values) > 1 else values[0]
    return total
