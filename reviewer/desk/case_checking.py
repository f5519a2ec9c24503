"""A case folder looked through before a casebook is made of it: every fault at once, and a letter for each answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.case_doubts import doubts_of_case
from reviewer.desk.files import make_folder, named, write_file
from reviewer.desk.leases import Readers, new_reader
from reviewer.desk.logos import logo_drawer
from reviewer.desk.printable import unaddressed, unprintable
from reviewer.errors import PaperError, ReviewerError, TakenError, WordingError
from reviewer.model.case_faults import CaseFault
from reviewer.model.objections import Objection

if TYPE_CHECKING:
    from reviewer.framework.tried_case import TriedCase
    from reviewer.model import Case, Language

FILES = ("framework", "inspection", "bodies", "letter", "chaser")
"""The order in which faults are told: as one fills the files in."""


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """What a look through a case folder found. ``faults`` keep a casebook from being made of it, or its letters from being printed.

    ``doubts`` and ``unaddressed`` are to be looked at. ``letters`` are PDFs by their files' names: one for each answer in each
    language, FINDING.pdf and FINDING.cy.pdf, as drafts to the first body, in which every question has that answer that can. What
    is missing or wrong stands in them as "[title]"; an answer whose letter can't be printed has none.
    """

    folder: Path
    faults: tuple[CaseFault, ...]
    doubts: tuple[Objection, ...]
    unaddressed: str
    letters: Mapping[str, bytes]


def check_case_folder(folder: Path, readers: Readers = new_reader) -> CaseCheck:
    """Look through a case folder; CaseError only where there is none. Nothing is written."""
    from reviewer.framework.tried_case import try_case

    tried = try_case(folder, logo_drawer(readers))
    faults, case = [*tried.faults, *_of_words(tried)], tried.case
    letters: dict[str, bytes] = {}
    if case is not None:
        failed = _print(case, letters)
        if not faults:  # else what can't be printed is a consequence
            faults += _unprintable(tried, case) or [_placed(tried, error, file) for file, error in failed]
    if faults or case is None:
        return CaseCheck(folder, tuple(sorted(dict.fromkeys(faults), key=_order)), (), "", letters)
    return CaseCheck(folder, (), doubts_of_case(case), unaddressed(case), letters)


def write_letters(check: CaseCheck, out: Path, *, replace: bool = False) -> tuple[Path, ...]:
    """Write the letters into a folder, beside each other; TakenError, and nothing is written, where another file is there."""
    for name, data in check.letters.items() if not replace else ():
        _refuse_other(out / name, data)
    if check.letters:
        make_folder(out)
    for name, data in check.letters.items():
        write_file(out / name, data, replace=replace)
    return tuple(out / name for name in check.letters)


def _refuse_other(path: Path, data: bytes) -> None:
    if path.exists() and path.read_bytes() != data:
        raise TakenError("{path} is there already, so nothing was written", "Name another folder.", path=path)


def _of_words(tried: TriedCase) -> Iterator[CaseFault]:
    """Yield what is wrong with the templates."""
    from reviewer.wording import template_faults

    if tried.case is None:
        return
    for error in template_faults(tried.case):
        yield tried.fault_of(error)


def _print(case: Case, letters: dict[str, bytes]) -> list[tuple[str, ReviewerError]]:
    """Print the letters that can be; return the others' errors, with the file of the letter."""
    failed: list[tuple[str, ReviewerError]] = []
    for key, language in case.languages.items():
        for finding, probe in _outcomes(case):
            try:
                letters[named(finding, key)] = _letter(case, key, probe)
            except (PaperError, WordingError) as error:
                failed.append((_letter_file(language), error))
    return failed


def _outcomes(case: Case) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each finding that a criterion may have, and a letter's findings: that one wherever it may be."""
    from reviewer.wording import probes_of

    for finding, probe in zip(case.framework.findings, probes_of(case.framework), strict=True):
        if finding.key in probe.values():
            yield finding.key, probe


def _letter(case: Case, language: str, probe: Mapping[str, str]) -> bytes:
    from reviewer.desk.printing import printed
    from reviewer.letters import compose_letter, paper_of

    return printed(paper_of(compose_letter(case, language, case.bodies[0], probe, (), {}), None), ".pdf")


def _unprintable(tried: TriedCase, case: Case) -> list[CaseFault]:
    faults: list[CaseFault] = []
    with suppress(WordingError):  # a letter that can't be composed is told by that
        for code, sentences in unprintable(case).items():
            if cell := _cell_of(tried, case, code):
                faults.append(CaseFault(*cell, sentences[0], ""))  # a name stands in many places
            elif code == case.bodies[0].code:  # all have the same words
                file = _letter_file(case.languages[""])
                faults += (CaseFault(file, "", 0, 0, sentence, "") for sentence in sentences)
    return faults


def _placed(tried: TriedCase, error: ReviewerError, file: str) -> CaseFault:
    fault = tried.fault_of(error)
    return fault if fault.file else CaseFault(file, "", 0, 0, error.what, error.remedy)


def _cell_of(tried: TriedCase, case: Case, code: str) -> tuple[str, str, int, int] | None:
    """Return file, column, line and place of the first cell of a body that can't be printed, if there is one."""
    from reviewer.paper import can_print

    body = next(body for body in case.bodies if body.code == code)
    column = next((name for name, fact in body.facts.items() if not can_print(fact)), "")
    for text in tried.texts.values() if column else ():
        lines = text.text.split("\n") if text.name.endswith(".tsv") else ()
        for number, line in enumerate(lines, 1):
            if code in (cell.strip() for cell in line.split("\t")):
                return text.name, column, *text.place_of(f"line {number}, column {column}", ())
    return None


def _letter_file(language: Language) -> str:
    from reviewer.wording import letter_file

    return letter_file(language)


def _order(fault: CaseFault) -> tuple[int, str, int, int]:
    stem = fault.file.partition(".")[0]
    at = FILES.index(stem) if stem in FILES else FILES.index("bodies")
    return at, fault.file, fault.line, fault.column
