"""Names in a letter's sentences that belong to another body of the case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reviewer.letters.spans import Span, objection
from reviewer.model import Body
from reviewer.model.objections import Objection, ObjectionCode

LEAST = 4  # letters of a name that is looked for
NOT_SHOWN = "code"
HYPHENS = re.compile("[-\u2010-\u2015]")
PERSON = re.compile(r"(?:[^\W\d_][\w’'.-]*\s+){1,3}?([^\W\d_][\w’'-]*[a-z])(?:,?\s+[A-Z]{2,6})*")


class Names:
    """The names by which one body's letter could be told from another's: of bodies and of their people."""

    def __init__(self, bodies: Sequence[Body], body: Body) -> None:
        """Know the names of ``bodies``, and which are this ``body``'s own.

        A column of the bodies' file tells bodies apart if no two of them have the same in it: names, people, addresses do,
        titles and regions do not. Of a name, the part that others do not share counts too: "Kent" of "Kent Police",
        "Avon" of "Avon & Somerset Police", and of a person's the last word.
        """
        self._bodies, self._body = bodies, body
        self._parts: set[str] = set()  # of names: such a word may be another one's, unless it has a capital

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """Whose a name is: the body's name, "" for this one's own."""
        bodies = self._bodies
        columns = dict.fromkeys(column for each in bodies for column in each.facts if column != NOT_SHOWN)
        telling = [column for column in columns if _tells(column, bodies)]
        common = Counter(word for each in bodies for word in set(_key(each.name).split()))
        surnames = Counter(_surname(each.facts.get(column, "")) for each in bodies for column in telling)
        own_words = {
            word for fact in (self._body.name, *self._body.facts.values()) for word in _key(fact).split()
        }
        sorts = {
            word for each in bodies for word in _key(each.name).split()[-1:]
        }  # "Constabulary" is nobody's surname
        owners: dict[str, str] = {}
        for each in sorted(bodies, key=lambda one: one.code != self._body.code):
            own = each.code == self._body.code  # of its own whatever is said is no other's name
            facts = [each.name, *(each.facts.get(column, "") for column in (columns if own else telling))]
            for name in facts:
                if len(name) >= LEAST and any(map(str.isalpha, name)):
                    owners.setdefault(_key(name), "" if own else each.name)
            last = (word for word in map(_surname, facts[1:]) if surnames[word] == 1 and word not in sorts)
            for name in (*_parts(each.name, common), *last):
                if len(name) >= LEAST and not set(name.split()) <= own_words:
                    owners.setdefault(name, each.name)
                    self._parts.add(name)
        return owners

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self._owners)

    def names_in(self, sentence: str) -> Iterator[tuple[Span, str]]:
        """Give where the name of another body, or of its people, stands in a sentence, and whose it is."""
        for match in self._pattern.finditer(sentence):
            key = _key(match[0])
            if key in self._parts and not match[0][0].isupper():
                continue
            if owner := self._owners[key]:
                yield Span(match.start(), match.end()), owner


def objections_to_names(sentence: str, names: Names, composed: str = "") -> Iterator[Objection]:
    """Give the names of others, except those that the ``composed`` sentence in its place has too."""
    there = {owner for _, owner in names.names_in(composed)}
    for span, owner in names.names_in(sentence):
        if owner not in there:
            yield objection(ObjectionCode.OTHER_BODY, sentence, span, certain=False, name=owner)


def _tells(column: str, bodies: Sequence[Body]) -> bool:
    values = [value.casefold() for each in bodies if (value := each.facts.get(column, "").strip())]
    return len(values) > 1 and len(set(values)) == len(values)


def _is_shared(word: str, common: Mapping[str, int]) -> bool:
    """Whether others' names have a word too; of one with a hyphen each part."""
    return all(common[each] > 1 for each in _key(word).split())


def _parts(name: str, common: Mapping[str, int]) -> tuple[str, ...]:
    """Return a body's name without what others' names begin or end with too, and what "and" or a hyphen joins in it."""
    words = name.split()
    while words and _is_shared(words[-1], common):
        words.pop()
    while words and _is_shared(words[0], common):
        words.pop(0)
    if len(words) == len(name.split()):
        words.pop()  # nothing is shared: what comes last says what sort of body it is
    core = " ".join(words)
    joined = re.split(r"\s+(?:and|&|a)\s+|-", core)
    alone = (part for part in joined if common[_key(part)] <= 1)
    return tuple(dict.fromkeys(map(_key, (core, *alone))))


def _surname(fact: str) -> str:
    """Return the last word of what looks like a person's name, without letters after it; else ""."""
    match = PERSON.fullmatch(fact.strip())
    return _key(match[1]) if match else ""


def _key(name: str) -> str:
    """Return a name as it is compared: "Dyfed Powys" is "Dyfed-Powys", and "&" is "and"."""
    return " ".join(HYPHENS.sub(" ", name.casefold().replace("’", "'").replace("&", " and ")).split())


def _pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)  # of two that begin alike the longer one is meant
    parts = (r"(?:\s+|[-\u2011])".join(map(_word, name.split())) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    return "(?:and|&)" if word == "and" else re.escape(word).replace("'", "['’]")
