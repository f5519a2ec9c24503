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


class Names:
    """The names by which one body's letter could be told from another's: of bodies and of their people."""

    def __init__(self, bodies: Sequence[Body], body: Body) -> None:
        """Know the names of ``bodies``, and which are this ``body``'s own.

        A column of the bodies' file tells bodies apart if no two of them have the same in it: names, people, addresses do,
        titles and regions do not. Of a name, the part that others do not share counts too: "Kent" of "Kent Police".
        """
        self._bodies, self._body = bodies, body

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """Whose a name is: the body's name, "" for this one's own."""
        bodies = self._bodies
        columns = dict.fromkeys(column for each in bodies for column in each.facts if column != NOT_SHOWN)
        telling = [column for column in columns if _tells(column, bodies)]
        common = Counter(word for each in bodies for word in set(each.name.casefold().split()))
        owners: dict[str, str] = {}
        for each in sorted(bodies, key=lambda one: one.code != self._body.code):
            own = each.code == self._body.code  # of its own whatever is said is no other's name
            facts = [each.name, *(each.facts.get(column, "") for column in (columns if own else telling))]
            for name in (*facts, _short(each.name, common)):
                if len(name) >= LEAST and any(map(str.isalpha, name)):
                    owners.setdefault(_key(name), "" if own else each.name)
        return owners

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self._owners)

    def found(self, sentence: str) -> Iterator[tuple[Span, str]]:
        """Give where the name of another body, or of its people, stands in a sentence, and whose it is."""
        for found in self._pattern.finditer(sentence):
            if owner := self._owners[_key(found[0])]:
                yield Span(found.start(), found.end()), owner


def objections_to_names(sentence: str, names: Names, composed: str = "") -> Iterator[Objection]:
    """Give the names of others, except those that the ``composed`` sentence in its place has too."""
    there = {owner for _, owner in names.found(composed)}
    for span, owner in names.found(sentence):
        if owner not in there:
            yield objection(ObjectionCode.OTHER_BODY, sentence, span, certain=False, name=owner)


def _tells(column: str, bodies: Sequence[Body]) -> bool:
    values = [value.casefold() for each in bodies if (value := each.facts.get(column, "").strip())]
    return len(values) > 1 and len(set(values)) == len(values)


def _short(name: str, common: Mapping[str, int]) -> str:
    """Return a body's name without the last words that others' names have too; "" if that is the whole or nothing."""
    words = name.split()
    while words and common[words[-1].casefold()] > 1:
        words.pop()
    return " ".join(words) if len(words) < len(name.split()) else ""


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)  # of two that begin alike the longer one is meant
    parts = (r"\s+".join(re.escape(word).replace("'", "['’]") for word in name.split()) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)", re.IGNORECASE)
