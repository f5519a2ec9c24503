"""One thing that is wrong with a case folder, as a value: where it stands, what it is and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseFault:
    """A fault of a case folder. ``file`` is its name in the folder, ``key`` where in it as a person would say ("" for all of it).

    ``line`` and ``column`` count from 1 in characters; 0 where the file has no such place, as for a key that is missing.
    """

    file: str
    key: str
    line: int
    column: int
    problem: str
    remedy: str
