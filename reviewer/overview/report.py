"""Figures as a report: what was asked, how many bodies stand where, and each of them by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from reviewer import wording
from reviewer.model import Case, Inspection
from reviewer.overview.figures import NOT_JUDGED, BodyLine, Count, CriterionCounts, Figures
from reviewer.paper import (
    Bar,
    Block,
    Bullets,
    Figure,
    Heading,
    Look,
    Paper,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)

NUMBERS = frozenset((1, 2))
LANGUAGE = "en-GB"  # of the report's own words


def overview_paper(case: Case, figures: Figures, made: datetime) -> Paper:
    """Return the national overview as paper; ``made`` is an aware time: the figures are as they stood then."""
    inspection = case.inspection
    return Paper(
        title=f"{inspection.title}: national overview",
        author=inspection.sender.organisation,
        language=LANGUAGE,
        created=made,
        blocks=tuple(_Report(case, figures, made).blocks()),
        subject=f"How many {inspection.body_noun[1]} stand where, in all and by criterion",
        marking=inspection.marking,
        reference=f"{inspection.key}/overview",
    )


class _Report:
    def __init__(self, case: Case, figures: Figures, made: datetime) -> None:
        self._inspection: Inspection = case.inspection
        self._months = case.languages[""].months
        self._figures = figures
        self._made = made
        self._one, self._many = case.inspection.body_noun

    def blocks(self) -> Iterator[Block]:
        yield from self._cover()
        yield from self._categories()
        yield Heading("Findings by criterion", 2)
        for criterion in self._figures.criteria:
            yield from self._criterion(criterion)
        yield from self._bodies()

    # --- the cover -------------------------------------------------------------------------------

    def _cover(self) -> Iterator[Block]:
        inspection = self._inspection
        if logo := inspection.sender.logo:
            lang = logo.language if logo.language != LANGUAGE else ""
            yield Picture(logo.alternative_text, logo.width, logo.height, logo.pixels, lang)
        yield _text(inspection.sender.organisation, Look.BRAND)
        if inspection.sender.strapline:
            yield _text(inspection.sender.strapline, Look.STRAP)
        yield _text("National overview", Look.COVER)
        yield Heading(inspection.title, 1)
        if inspection.cause_of_concern:
            yield _text("The cause of concern:")
            yield Quote((_text(inspection.cause_of_concern),))
        yield Bullets(tuple((_text(fact),) for fact in self._facts()))
        yield _text(self._state(), Look.STRONG)

    def _facts(self) -> Iterator[str]:
        inspection = self._inspection
        yield f"{self._counted(self._figures.total)} inspected on {self._criteria()}"
        yield f"Documents asked for on {self._day(inspection.requested_on)}"
        yield f"Documents received by {self._day(inspection.submissions_due)}"
        yield f"Reviewed in {inspection.review_period}"
        yield f"Letters dated {self._day(inspection.letters_dated)}"

    def _criteria(self) -> str:
        number = len(self._figures.criteria)
        return f"{number} {'criterion' if number == 1 else 'criteria'}"

    def _state(self) -> str:
        """Say how complete the figures are, and as of when: they are live until they are published."""
        left = self._figures.total - self._figures.complete
        at = self._day(self._made.astimezone(UTC).date())
        if left == 0:
            return f"These figures are complete: every {self._one} is judged. They stood so on {at}."
        verb = "is" if left == 1 else "are"
        return f"These figures are not complete: {self._counted(left)} {verb} not wholly judged. They stood so on {at}."

    # --- tables ----------------------------------------------------------------------------------

    def _categories(self) -> Iterator[Block]:
        yield Heading("Overall categories", 2)
        counts = (*self._figures.categories, Count("", NOT_JUDGED, self._figures.ungraded, "none"))
        yield from self._counts(f"{self._many.capitalize()} in each category", "Category", counts)

    def _criterion(self, criterion: CriterionCounts) -> Iterator[Block]:
        yield Heading(f"{criterion.number}. {criterion.title}", 3)
        yield Paragraph((Run(criterion.question),), together=True)
        counts = (*criterion.counts, Count("", NOT_JUDGED, criterion.not_judged, "none"))
        caption = f"Criterion {criterion.number}: {self._many} with each finding"
        yield from self._counts(caption, "Finding", counts)

    def _counts(self, caption: str, what: str, counts: Sequence[Count]) -> Iterator[Block]:
        """A table with its total, then the same numbers as bars."""
        shown = tuple(found for found in counts if found.key or found.count)
        total = sum(found.count for found in shown)
        rows = [(found.label, str(found.count), self._share(found.count)) for found in shown]
        rows.append(("All", str(total), self._share(total)))
        head = (what, self._many.capitalize(), "Share")
        yield Table(caption, head, tuple(rows), (6, 1.4, 1.4), NUMBERS, together=True)
        said = "; ".join(f"{found.label}: {found.count}" for found in shown)
        yield Figure(f"Bars. {caption}. {said}.", tuple(Bar(f.label, f.count, f.tone) for f in shown))

    def _share(self, number: int) -> str:
        return f"{100 * number / self._figures.total:.0f}%" if self._figures.total else "–"

    def _bodies(self) -> Iterator[Block]:
        yield Heading(f"Every {self._one}", 2)
        caption = f"{self._many.capitalize()} and their categories"
        rows = tuple(
            (line.name, line.category or NOT_JUDGED, self._judged(line)) for line in self._figures.bodies
        )
        yield Table(caption, (self._one.capitalize(), "Category", "Criteria judged"), rows, (3.6, 6, 2.2))

    def _judged(self, line: BodyLine) -> str:
        return f"{sum(map(bool, line.findings))} of {len(line.findings)}"

    # --- words -----------------------------------------------------------------------------------

    def _counted(self, number: int) -> str:
        return f"{number} {self._one if number == 1 else self._many}"

    def _day(self, on: date) -> str:
        return wording.day(on, self._months)


def _text(text: str, look: Look = Look.BODY) -> Paragraph:
    return Paragraph((Run(text),), look)
