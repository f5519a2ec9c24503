"""Phrases for needles: drawn at run time, so that no reader can know them, of letters that recognition seldom confuses."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

_CONSONANTS, _VOWELS = "bdgmnprst", "aeiou"
_SYLLABLES, _WORDS = 3, 3

Draw = Callable[[random.Random], str]


def words(dice: random.Random) -> str:
    """Three words that are in no dictionary, such as ``bategi homaru sikeno``."""
    return " ".join(_word(dice) for _ in range(_WORDS))


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(_CONSONANTS) + dice.choice(_VOWELS) for _ in range(_SYLLABLES))


def with_ligatures(dice: random.Random) -> str:
    """Words of which each has ``fi``, which good typesetting draws as one letter."""
    return " ".join(f"{_word(dice)}fi{dice.choice('nst')}" for _ in range(2))


def _letters(first: str, count: int, how_many: int = 8) -> Draw:
    """Two words of letters of another script, from ``first`` on."""

    def drawn(dice: random.Random) -> str:
        return " ".join(
            "".join(chr(ord(first) + dice.randrange(count)) for _ in range(how_many)) for _ in range(2)
        )

    return drawn


cyrillic = _letters("а", 32)
greek = _letters("α", 17)


def chinese(dice: random.Random) -> str:
    """Seven common characters, all of them in Big5."""
    return "".join(
        dice.sample("的一是不了人我在有他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生", 7)
    )


def japanese(dice: random.Random) -> str:
    """Eight syllables."""
    return "".join(dice.sample("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめも", 8))


def accented(dice: random.Random) -> str:
    """A name with letters that each old code page keeps at another place."""
    return f"Größe {_word(dice)} né à {_word(dice)}"


def accented_850(dice: random.Random) -> str:
    """A name with letters that code page 850 has and 437 has not, in Portuguese."""
    return f"Ata da reunião, decisões {_word(dice)}"


def micrograms(dice: random.Random) -> str:
    """An amount with a letter that old programs took from the font Symbol, whose letter is the Greek one."""
    return f"{dice.randrange(10_000, 90_000)} \N{GREEK SMALL LETTER MU}g of {_word(dice)}"


def percentage(dice: random.Random) -> str:
    """As a cell with the format 0.00% shows it."""
    return f"{dice.randrange(1_000, 9_999)}.{dice.randrange(10, 99)}%"


def pounds(dice: random.Random) -> str:
    """As a cell with the format "£"#,##0.00 shows it."""
    return f"£{dice.randrange(1_000_000, 9_000_000):,}.{dice.randrange(10, 99)}"


def duration(dice: random.Random) -> str:
    """As a cell with the format [h]:mm:ss shows a time of many days."""
    return f"{dice.randrange(2_000, 9_000)}:{dice.randrange(10, 60)}:{dice.randrange(10, 60)}"


def day(dice: random.Random) -> str:
    """As a cell with the format d mmmm yyyy shows it."""
    drawn = date(dice.randrange(2040, 2090), dice.randrange(1, 13), dice.randrange(1, 29))
    return f"{drawn.day} {drawn:%B} {drawn.year}"


def long_number(dice: random.Random) -> str:
    """A number of 15 digits, which is shown without a point."""
    return str(dice.randrange(10**14, 10**15))
