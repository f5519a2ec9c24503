"""The words for why a document cannot be read, or only a part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from reviewer.desk.words.language import count, say
from reviewer.desk.words.problem_table import OF_A_PDF, PROBLEMS
from reviewer.desk.words.templates import advice, filled, joined
from reviewer.errors import ended
from reviewer.model.fields import Value, Values
from reviewer.model.problems import Problem, Reason, Thing

_LONGEST = 48  # of a quote in a line of a message
_UNSEEN = re.compile("[\\s\u00ad\u200b\u200c\u200d\u2060\ufeff]+")

_PDF = ".pdf"
_SIMPLY_LOCKED = frozenset({Reason.LOCKED, Reason.LOCKED_MEMBER})

THINGS: Mapping[Thing, str] = MappingProxyType({
    Thing.ARCHIVE: "This archive", Thing.WORD: "This Word document", Thing.WORKBOOK: "This workbook",
    Thing.SHOW: "This presentation", Thing.OPENDOCUMENT: "This OpenDocument file",
})  # fmt: skip


def problem_words(problem: Problem) -> str:
    """Return why, and what to do about it, in one line; of a problem besides it too."""
    line = joined(_what(problem), remedy_of(problem))
    return line if problem.besides is None else f"{line} {problem_words(problem.besides)}"


def problem_alone(problem: Problem) -> str:
    """Return why in a sentence, as the sender may read it: without what the inspector can do about it."""
    line = ended(_what(problem, alone=True))
    return line if problem.besides is None else f"{line} {problem_alone(problem.besides)}"


def beside_password(problem: Problem) -> str:
    """Return what is said where the password is asked for: of what is simply locked only what else to do."""
    if problem.reason in _SIMPLY_LOCKED and problem.besides is None:
        return remedy_of(problem)
    return problem_words(problem)


def what_is_wrong(problem: Problem) -> str:
    """Return why, without a full stop and without what to do."""
    return _what(problem)


def remedy_of(problem: Problem) -> str:
    """Return what to do about it."""
    said = PROBLEMS[problem.reason]
    if problem.value("ending") == _PDF or problem.value("is_pdf"):
        said = replace(said, remedy=OF_A_PDF.get(said.remedy, said.remedy))
    return advice(said, _values(problem))


def _what(problem: Problem, *, alone: bool = False) -> str:
    what = filled(PROBLEMS[problem.reason], _values(problem, alone=alone))
    ending = problem.value("ending")
    return say("{what} (though its name ends in {ending})", what=what, ending=ending) if ending else what


def _values(problem: Problem, *, alone: bool = False) -> Values:
    """Return a problem's values, and what its sentences make of them."""
    values: list[tuple[str, Value]] = [*problem.values, ("subject", _subject(problem))]
    if isinstance(why := problem.value("why"), str):
        values.append(("why", say(why)))  # a system's own words: SYSTEM_FAULTS are in the catalogue
    place, quote, names = (problem.value(known) for known in ("place", "quote", "names"))
    values.append(("where", say("in {place}", place=place) if place else say("in this document")))
    values.append(("cut", _cut(str(quote or ""))))
    if isinstance(names, tuple):
        more, known = problem.value("more"), ", ".join(names) or say("none")
        many = ("{known} and {n} more place", "{known} and {n} more places")
        values.append(
            ("places", count(*many, more, known=known) if isinstance(more, int) and more else known)
        )
        values.append(("names", names or (say("none"),)))
    if problem.inner is not None:
        words_of = problem_alone if alone else problem_words
        values.append(("inner", words_of(problem.inner)))
    return tuple(values)


def _cut(quote: str) -> str:
    words = _UNSEEN.sub(" ", quote).strip()
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _subject(problem: Problem) -> str:
    """Return what the problem is said of: the thing, the page, the file by its name, or the document."""
    thing, page, name = (problem.value(known) for known in ("thing", "page", "name"))
    if thing is not None:
        return say(THINGS[Thing(str(thing))])
    if page is not None:
        return say("Page {page}", page=page)
    if name is None:
        return say("This document")
    return f"{name or say('The reader')}:"
