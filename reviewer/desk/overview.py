"""Journey 4: the national overview: every figure is counted from what stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.files import write_file
from reviewer.desk.printing import printed
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.errors import WrongUseError

if TYPE_CHECKING:
    from reviewer.overview import Figures


class Overviews:
    """Counts and writes the overview."""

    def __init__(self, session: Session, standings: Standings) -> None:
        """Count what ``standings`` says of the session's bodies."""
        self._session, self._standings = session, standings

    def figures(self) -> Figures:
        """Count what stands: categories, findings by criterion, and what is not judged."""
        from reviewer.overview import count

        findings: dict[str, Mapping[str, str]] = {}
        categories: dict[str, str] = {}
        for body in self._session.case.bodies:
            findings[body.code] = self._standings.standing_of(body.code).findings
            grades = self._session.slice(body.code).grades
            if len(grades) == 1:
                categories[body.code] = grades[0].content.category
        return count(self._session.case, findings, categories)

    def write(self, out: Path, *, replace: bool = False) -> Path:
        """Write the national overview to a .pdf, .html or .csv; TakenError as ``write_file``."""
        from reviewer.overview import csv_of, overview_paper

        suffix = out.suffix.lower()
        if suffix == ".csv":
            data = csv_of(self.figures()).encode("utf-8-sig")
        elif suffix in {".pdf", ".html", ".htm"}:
            data = printed(overview_paper(self._session.case, self.figures(), self._session.now()), suffix)
        else:
            message = f"The overview cannot be written to {out.name}"
            raise WrongUseError(message, "Use .pdf, .html or .csv.")
        write_file(out, data, replace=replace)
        return out
