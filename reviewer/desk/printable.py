"""What cannot be printed is known before anybody has judged: each body's letter is laid out once in each language."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.errors import PaperError, ReviewerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.desk.session import Session
    from reviewer.model import Body, Case, Framework

FILE = "unprintable.json"
Unprintable = Mapping[str, tuple[str, ...]]
"""By a body's code what of its letters cannot be printed, a sentence each that says what to do."""


def unprintable(case: Case, *, quick: bool = False) -> Unprintable:
    """Lay out the letter of every body in every language, and return what cannot be printed; empty if all can.

    Findings are taken in turn, and the first body has them all, so that each of the case's sentences is laid out too.
    ``quick`` lays out only the first body's letters, and those of bodies whose facts have a character that no font has.
    WordingError where a finding's sentence would not be printed.
    """
    bodies = [(at, body) for at, body in enumerate(case.bodies) if not quick or at == 0 or _suspect(body)]
    faults_by_body = {body.code: tuple(dict.fromkeys(_faults(case, body, at))) for at, body in bodies}
    return {code: sentences for code, sentences in faults_by_body.items() if sentences}


def unaddressed(case: Case) -> str:
    """Return that a case does not say whom its letters are to, and to whom the first body's is; "" where it says so."""
    from reviewer.desk.words.letters import unaddressed_words
    from reviewer.wording import addressed

    if case.inspection.letter.addressee:
        return ""
    return unaddressed_words(addressed(case, case.bodies[0]), case.inspection.body_noun[0])


def turns_of(case: Case) -> int:
    """Return in how many turns each criterion has had all of its findings."""
    return max((len(criterion.findings) for criterion in case.framework.criteria), default=1)


def _suspect(body: Body) -> bool:
    from reviewer.paper import can_print

    return not all(map(can_print, body.facts.values()))


def _faults(case: Case, body: Body, at: int) -> Iterator[str]:
    from reviewer.desk.words.errors import error_words
    from reviewer.letters import compose_letter, paper_of
    from reviewer.paper import faults_of

    for turn in range(turns_of(case)) if at == 0 else (at,):
        for language in case.languages:
            try:
                draft = compose_letter(case, language, body, in_turn(case.framework, turn), (), {})
            except PaperError as error:
                yield error_words(error)
            else:
                yield from map(error_words, faults_of(paper_of(draft, None)))

    if at == 0:
        yield from _of_words(case)


def _of_words(case: Case) -> Iterator[str]:
    """The words that a case brings for seals, pages and overview: they are on paper only once it is too late."""
    from reviewer.paper import Paper, Paragraph, Run, faults_of

    for language in case.languages.values():
        words = (*language.paper.values(), *language.overview.values())
        blocks = tuple(Paragraph((Run(text),)) for text in words)
        spoken, on = language.framework.language, case.inspection.letters_dated
        yield from map(str, faults_of(Paper("", "", spoken, datetime.combine(on, time(12), UTC), blocks)))


def in_turn(framework: Framework, turn: int) -> dict[str, str]:
    """Return a finding by criterion key, another one in each turn."""
    return {each.key: each.findings[turn % len(each.findings)] for each in framework.criteria}


class Printability:
    """Knows what of the session's case cannot be printed: all letters were laid out once, and the cache keeps the answer.

    Where that has not been done for a case (it came from a colleague), the quick look has to do.
    """

    def __init__(self, session: Session) -> None:
        """Look at the case of a session, and again where it has another one."""
        self._session = session
        self._lock = threading.Lock()
        self._case: Case | None = None
        self._faults: Unprintable = {}

    def of_all(self) -> Unprintable:
        """Return what cannot be printed, by body."""
        with self._lock:
            case = self._session.case
            if self._case is not case:
                known = _read(self._path, _key(case))
                self._faults = unprintable(case, quick=True) if known is None else known
                self._case = case
            return self._faults

    def know(self, case: Case, unprintable_now: Unprintable) -> None:
        """Keep what ``unprintable`` has found out about the case that stands now, as when it is new or amended."""
        with self._lock:
            self._faults, self._case = unprintable_now, case
            _keep(self._path, _key(case), unprintable_now)

    def of(self, code: str) -> tuple[str, ...]:
        """Return what of a body's letters cannot be printed, a sentence each."""
        return self.of_all().get(code, ())

    @property
    def _path(self) -> Path:
        return self._session.folder / "cache" / FILE


def _key(case: Case) -> str:
    """Return what the answer hangs on: the case, and which program prints it."""
    from reviewer.framework import case_to_data

    data = json.dumps([__version__, case_to_data(case)], sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()


def _read(path: Path, key: str) -> Unprintable | None:
    """Return what the cache holds for this key; None where it is not there, of another case, or damaged."""
    try:
        held = json.loads(path.read_text("utf-8"))
        if held["key"] != key:
            return None
        return {str(code): tuple(map(str, lines)) for code, lines in held["bodies"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _keep(path: Path, key: str, faults: Unprintable) -> None:
    """Put an answer into the cache whole, or leave it: it can be found again."""
    from reviewer.desk.files import make_folder, write_file

    data = json.dumps({"key": key, "bodies": {code: list(lines) for code, lines in faults.items()}})
    with suppress(ReviewerError):
        make_folder(path.parent)
        write_file(path, data.encode(), replace=True)
