"""The words for what is wrong with a case folder."""

from __future__ import annotations

from pathlib import Path

from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.templates import joined
from reviewer.model.case_faults import CaseFault


def fault_place(fault: CaseFault) -> str:
    """Return where a fault stands, as compilers and editors write it: "framework.toml:12:9", or the file alone."""
    parts = (fault.file, fault.line or "", fault.column or "" if fault.line else "")
    return ":".join(str(part) for part in parts if part)


def fault_problem(fault: CaseFault) -> str:
    """Return what is wrong, after the key that it is wrong with."""
    problem = phrase_words(fault.problem)
    return f"{fault.key}: {problem}" if fault.key else problem


def fault_line(fault: CaseFault) -> str:
    """Return a fault in a line: where, what, and what to do."""
    return f"{fault_place(fault)}: {joined(fault_problem(fault), phrase_words(fault.remedy))}"


def faults_words(folder: Path, number: int) -> str:
    """Return how many faults there are in a folder."""
    return count("{n} fault in {folder}", "{n} faults in {folder}", number, folder=folder)


def sound_words(folder: Path) -> str:
    """Return that nothing is wrong."""
    return say("{folder} is whole: a casebook can be made of it.", folder=folder)
