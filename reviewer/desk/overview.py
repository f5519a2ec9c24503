"""Journey 4: the national overview: every figure is counted from what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.files import write_file
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.printable import Printability
from reviewer.desk.printing import printed
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.desk.words.language import say
from reviewer.errors import Phrase, WrongUseError

if TYPE_CHECKING:
    from reviewer.model import Case
    from reviewer.overview import Figures


class Overviews:
    """Counts and writes the overview."""

    def __init__(
        self, session: Session, standings: Standings, letterbook: Letterbook, printability: Printability
    ) -> None:
        """Count what ``standings`` says of the session's bodies."""
        self._session, self._standings, self._letterbook = session, standings, letterbook
        self._printability = printability

    def unprintable(self, language: str = "") -> tuple[str, ...]:
        """Return the codes of the bodies that the printed overview calls by their code: their names cannot be printed."""
        from reviewer.overview import case_in
        from reviewer.paper import can_print

        suspects = self._printability.of_all()
        named = case_in(self._session.case, self._letterbook.language_key(language))
        return tuple(body.code for body in named.bodies if body.code in suspects and not can_print(body.name))

    def _named(self, language: str, *, printed: bool) -> Case:
        """The case as a language names it: one name that cannot be printed never keeps the others from being counted."""
        from reviewer.overview import case_in

        case = case_in(self._session.case, self._letterbook.language_key(language))
        without = self.unprintable(language) if printed else ()
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
            stands = self._standings.by_rules(body.code)
            findings[body.code], damaged[body.code] = stands.findings, stands.damaged
            grades = self._session.slice(body.code).grades
            if len(grades) == 1:
                categories[body.code] = grades[0].content.category
        damages = self._session.casebook.health.damages()
        unplaced = sum(not (each.settled or each.certain or each.bodies) for each in damages)
        return count(case or self._session.case, findings, categories, damaged, unplaced)

    def write(self, out: Path, language: str = "", *, replace: bool = False) -> Path:
        """Write the national overview in a language to a .pdf, .html or .csv; TakenError as ``write_file``."""
        from reviewer.overview import csv_of, overview_paper, overview_words

        suffix, spoken = out.suffix.lower(), self._letterbook.language(language)
        figures = self.figures(self._named(language, printed=suffix == ".pdf"))
        if suffix == ".csv":
            data = csv_of(figures, overview_words(spoken).not_judged).encode("utf-8-sig")
        elif suffix in {".pdf", ".html", ".htm"}:
            paper = overview_paper(self._session.case, figures, self._session.now(), spoken.code)
            data = printed(paper, suffix)
        else:
            message = Phrase("The overview cannot be written to {name}", name=out.name)
            raise WrongUseError(message, "Use .pdf, .html or .csv.")
        write_file(out, data, replace=replace)
        return out
