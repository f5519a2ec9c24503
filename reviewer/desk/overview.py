"""Journey 4: the national overview: every figure is counted from what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.files import write_file
from reviewer.desk.printable import Printability
from reviewer.desk.printing import printed
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.desk.words.language import say
from reviewer.errors import WrongUseError

if TYPE_CHECKING:
    from reviewer.model import Case
    from reviewer.overview import Figures


class Overviews:
    """Counts and writes the overview."""

    def __init__(self, session: Session, standings: Standings, printability: Printability) -> None:
        """Count what ``standings`` says of the session's bodies."""
        self._session, self._standings = session, standings
        self._printability = printability

    def unprintable(self) -> tuple[str, ...]:
        """Return the codes of the bodies that the printed overview calls by their code: their names cannot be printed."""
        from reviewer.paper import can_print

        suspects = self._printability.of_all()
        return tuple(
            body.code
            for body in self._session.case.bodies
            if body.code in suspects and not can_print(body.name)
        )

    def _printable_case(self) -> Case:
        """The case with names that can be printed: one that cannot never keeps the others from being counted."""
        case, without = self._session.case, self.unprintable()
        bodies = tuple(
            replace(body, name=say("{code} (its name cannot be printed)", code=body.code))
            if body.code in without
            else body
            for body in case.bodies
        )
        return replace(case, bodies=bodies) if without else case

    def figures(self, case: Case | None = None) -> Figures:
        """Count what stands: categories, findings by criterion, and what is not judged; ``case`` may name bodies otherwise."""
        from reviewer.overview import count

        damaged: dict[str, frozenset[str]] = {}
        findings: dict[str, Mapping[str, str]] = {}
        categories: dict[str, str] = {}
        for body in self._session.case.bodies:
            stands = self._standings.standing_of(body.code)
            findings[body.code], damaged[body.code] = stands.findings, stands.damaged
            grades = self._session.slice(body.code).grades
            if len(grades) == 1:
                categories[body.code] = grades[0].content.category
        damages = self._session.casebook.health.damages()
        unplaced = sum(not (each.settled or each.certain or each.bodies) for each in damages)
        return count(case or self._session.case, findings, categories, damaged, unplaced)

    def write(self, out: Path, *, replace: bool = False) -> Path:
        """Write the national overview to a .pdf, .html or .csv; TakenError as ``write_file``."""
        from reviewer.overview import csv_of, overview_paper

        suffix = out.suffix.lower()
        if suffix == ".csv":
            data = csv_of(self.figures()).encode("utf-8-sig")
        elif suffix in {".pdf", ".html", ".htm"}:
            case = self._printable_case() if suffix == ".pdf" else self._session.case
            data = printed(overview_paper(case, self.figures(case), self._session.now()), suffix)
        else:
            message = f"The overview cannot be written to {out.name}"
            raise WrongUseError(message, "Use .pdf, .html or .csv.")
        write_file(out, data, replace=replace)
        return out
