"""What is to be said against the words of a case itself, before anybody has judged: they would stand in every letter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from reviewer.desk.printable import in_turn, turns_of
from reviewer.errors import PaperError
from reviewer.model import Case
from reviewer.model.objections import Objection


def doubts_of_case(case: Case) -> tuple[Objection, ...]:
    """Read the first body's letter with each finding in each language; return what is to be said against it, each once.

    Nothing of it keeps a letter from being signed, except a verdict that no letter would say. WordingError as for composing.
    """
    doubts = {(each.language, each.code, each.sentence): each for each in _each_doubt(case)}
    return tuple(doubts.values())


def _each_doubt(case: Case) -> Iterator[Objection]:
    from reviewer.letters import compose_letter, known_of, lint

    body = case.bodies[0]
    for turn in range(turns_of(case)):
        findings = in_turn(case.framework, turn)
        verdicts = {key: key for key in findings}
        for key, language in case.languages.items():
            with suppress(PaperError):  # a link that no letter may have is told as what cannot be printed
                draft = compose_letter(case, key, body, findings, (), verdicts)
                said = lint(draft, known_of(case, language, body, findings))
                yield from (replace(each, language=key) for each in said)
