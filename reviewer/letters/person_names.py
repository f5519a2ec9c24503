"""Whether two names are one person's: as a certificate writes it, and as the letter does.

Case, accents, spacing, titles before a name and letters after it are no part of who somebody is; a first name more or less,
an initial or another order may be somebody else's. Where that is not certain the answer is no: then a person is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

HONORIFICS = frozenset((
    "dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "baroness", "prof", "professor",
    "rev", "revd", "reverend", "his", "her", "majestys", "hm", "hmi", "hmci",
))  # fmt: skip
OFFICES = frozenset((
    "chief", "deputy", "assistant", "inspector", "inspectorate", "constable", "commissioner", "superintendent",
    "detective", "of", "and", "for", "constabulary", "police", "fire", "rescue", "service", "services", "prisons",
    "probation", "schools", "education",
))  # fmt: skip
HONOURS = (
    ("rt", "hon"), ("right", "honourable"), ("the", "rt", "hon"), ("the", "right", "honourable"), ("the", "hon"), ("the", "honourable"),
)  # fmt: skip
AFTER = frozenset((
    "qpm", "kpm", "qfsm", "kfsm", "qgm", "qc", "kc", "cbe", "obe", "mbe", "kbe", "dbe", "gbe", "bem", "cb", "kcb",
    "dcb", "gcb", "cmg", "kcmg", "dcmg", "cvo", "kcvo", "dcvo", "lvo", "mvo", "ch", "om", "lg", "kg", "dl", "jp",
    "td", "vr", "rd", "phd", "dphil", "mphil", "dsc", "bsc", "msc", "bed", "llb", "llm", "mba", "mpa", "ma", "ba",
    "frsa", "frs", "fba", "fcipd", "fcmi", "fca", "aca", "frcp", "cpsychol", "esq", "bt", "hmi", "hmci",
))  # fmt: skip
SURNAMES = frozenset({"ma", "ba", "om", "bt", "ch"})
"""Letters that are surnames too: only in capitals beside smaller letters are they certainly no name."""

BARE = frozenset(("the", "a", "signatory", "llofnodwr", "llofnodydd"))
"""What says no more of a role than that somebody signs, in English and Welsh."""

FEWEST = 2  # words of a name that stay, whatever they could mean: "Constance Lady" is nobody's title
_UNMARKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`]")
_WORD = re.compile(r"[^\W_]+")


def is_same_person(name: str, other: str, titles: Iterable[str] = ()) -> bool:
    """Tell whether two names are the same but for case, accents, spacing, titles and letters after them.

    ``titles`` are what the case calls ``other``, with or without which a name may stand. A name without words is nobody's.
    """
    known = (*HONOURS, *(tuple(_words(title)) for title in titles))
    first, second = _bare(name, known), _bare(other, known)
    return bool(first) and first == second


def is_role(words: str, signatory: str, titles: Iterable[str] = ()) -> bool:
    """Tell whether words can be a deputy's role: they say more than who the signatory is, by name or by that word."""
    left = " ".join(word for word in _spelt(words) if _fold(word) not in BARE)
    return bool(left) and not any(is_same_person(each, signatory, titles) for each in (words, left))


def _bare(name: str, titles: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of a name alone, folded."""
    parts = [part for part in name.split(",") if _words(part)]
    if not parts:
        return ()
    mixed = not (name.isupper() or name.islower())
    named = [parts[0], *(part for part in parts[1:] if not _is_addition(part, titles, mixed=mixed))]
    if len(named) == FEWEST:  # a surname first: "Ellery, Rowan"
        named.reverse()
    return _without_titles(_spelt(" ".join(named)), titles, mixed=mixed)


def _is_addition(part: str, titles: Iterable[tuple[str, ...]], *, mixed: bool) -> bool:
    """Whether what stands after a comma is a title or letters, and no part of the name."""
    words = _spelt(part)
    folded = tuple(_fold(word) for word in words)
    return (
        folded in titles
        or all(map(_is_title, folded))
        or all(_is_letters(word, mixed=mixed) for word in words)
    )


def _without_titles(words: list[str], titles: Iterable[tuple[str, ...]], *, mixed: bool) -> tuple[str, ...]:
    while len(words) > FEWEST and _is_letters(words[-1], mixed=mixed):
        words = words[:-1]
    folded = [_fold(word) for word in words]
    for title in titles:
        for end in (False, True):
            rest = folded[: -len(title)] if end else folded[len(title) :]
            there = folded[len(rest) :] if end else folded[: len(title)]
            if title and tuple(there) == title and len(rest) >= FEWEST:
                folded = rest
    if all(_is_title(word) for word in folded):  # an office with nobody's name is all there is
        return tuple(folded)
    while len(folded) > FEWEST and _is_title(folded[0]):
        folded = folded[1:]
    return tuple(folded)


def _is_title(word: str) -> bool:
    return word in HONORIFICS or word in OFFICES


def _is_letters(word: str, *, mixed: bool) -> bool:
    folded = _fold(word)
    return folded in AFTER and (folded not in SURNAMES or (mixed and word.isupper()))


def _spelt(text: str) -> list[str]:
    """Return the words as they are spelt; letters with points between them ("Q.P.M.") are one word."""
    plain = _APOSTROPHES.sub("", text).replace("&", " and ")
    shown = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    joined = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda match: match[0].replace(".", ""), shown)
    return _WORD.findall(unicodedata.normalize("NFC", joined))


def _words(text: str) -> list[str]:
    return [_fold(word) for word in _spelt(text)]


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_UNMARKED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
