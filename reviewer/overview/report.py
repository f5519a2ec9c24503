"""Figures as a report: what was asked, how many bodies stand where, and each of them by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from reviewer import wording
from reviewer.model import Body, Case, Inspection, Language
from reviewer.overview.figures import DAMAGED, BodyLine, Count, CriterionCounts, Figures
from reviewer.overview.words import OverviewWords, overview_words
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
    Text,
    plain,
    runs_of,
)

NUMBERS = frozenset((1, 2))


def overview_paper(case: Case, figures: Figures, made: datetime, language: str = "") -> Paper:
    """Return the national overview as paper; ``made`` is an aware time: the figures are as they stood then.

    ``figures`` are those of ``case_in(case, language)``. What the language does not say is marked as what it is in.
    """
    spoken = case.languages[language]
    inspection, report = spoken.inspection(case.inspection), _Report(case, spoken, figures, made)
    return Paper(
        title=report.title,
        author=inspection.sender.organisation,
        language=spoken.framework.language,
        created=made,
        blocks=tuple(report.blocks()),
        subject=report.subject,
        marking=inspection.marking,
        reference=f"{inspection.key}/overview",
        page_words=spoken.page_words(),
        marking_language="" if spoken.says("marking") else case.framework.language,
        title_language=report.language,
    )


def case_in(case: Case, language: str) -> Case:
    """Return a case as one of its languages counts it: with its labels, and its names of bodies where it has them."""
    spoken = case.languages[language]
    return replace(
        case,
        framework=spoken.framework,
        bodies=tuple(replace(b, name=name_in(b, spoken)) for b in case.bodies),
    )


def name_in(body: Body, language: Language) -> str:
    """Return a body's name in a language, or its first name where that has none."""
    return body.facts.get(f"{language.columns}name", body.name) if language.code else body.name


class _Report:
    def __init__(self, case: Case, language: Language, figures: Figures, made: datetime) -> None:
        self._case, self._language = case, language
        self._inspection = language.inspection(case.inspection)
        self._words = overview_words(language)
        self._first = case.framework.language if language.code else ""
        self._in_english = language.foreign()  # what is damaged is said in English
        self._figures = figures
        self._made = made
        # What has no runs is all in the first language where the program's words are in that.
        self._in_one = bool(self._words.language) and not case.languages[""].foreign()
        self._told = case.inspection if self._in_one else self._inspection
        self._nouns = {name: self._fact("body_noun", noun) for name, noun in _nouns(self._inspection).items()}

    @property
    def language(self) -> str:
        """The tag of what has no runs, the title and what stands for a picture; "" where that is in the paper's language."""
        return self._words.language

    @property
    def title(self) -> str:
        """What the report is called."""
        return self._flat(self._words.title, title=self._told.title)

    @property
    def subject(self) -> str:
        """What it tells."""
        return self._flat(self._words.subject)

    def blocks(self) -> Iterator[Block]:
        yield from self._cover()
        yield from self._categories()
        yield Heading(self._say(self._words.by_criterion), 2)
        for criterion in self._figures.criteria:
            yield from self._criterion(criterion)
        yield from self._bodies()

    # --- the cover -------------------------------------------------------------------------------

    def _cover(self) -> Iterator[Block]:
        inspection, words = self._inspection, self._words
        if logo := inspection.sender.logo:
            lang = logo.language if logo.language != self._language.framework.language else ""
            yield Picture(logo.alternative_text, logo.width, logo.height, logo.pixels, lang)
        yield _text(self._fact("sender.organisation", inspection.sender.organisation), Look.BRAND)
        if inspection.sender.strapline:
            yield _text(self._fact("sender.strapline", inspection.sender.strapline), Look.STRAP)
        yield _text(self._say(words.cover), Look.COVER)
        yield Heading(self._fact("title", inspection.title), 1)
        if inspection.cause_of_concern:
            yield _text(self._say(words.concern))
            yield Quote((_text(self._fact("cause_of_concern", inspection.cause_of_concern)),))
        yield Bullets(tuple((_text(fact),) for fact in self._facts()))
        yield _text(self._state(), Look.STRONG)

    def _facts(self) -> Iterator[Text]:
        inspection, words = self._inspection, self._words
        number = len(self._figures.criteria)
        criteria = words.one_criterion if number == 1 else words.some_criteria
        yield words.fill(
            words.inspected,
            bodies=self._counted(self._figures.total),
            criteria=words.fill(criteria, number=str(number)),
        )
        yield words.fill(words.asked, day=self._day(inspection.requested_on))
        yield words.fill(words.received, day=self._day(inspection.submissions_due))
        yield words.fill(words.reviewed, period=self._fact("review_period", inspection.review_period))
        yield words.fill(words.dated, day=self._day(inspection.letters_dated))

    def _state(self) -> Text:
        """Say how complete the figures are, and as of when: they are live until they are published."""
        words, left = self._words, self._figures.total - self._figures.complete
        at = self._day(self._made.astimezone(UTC).date())
        if number := self._figures.unplaced:
            records = "1 damaged record" if number == 1 else f"{number} damaged records"
            said = f"These figures may be wrong: {records} may be about any body. They stood so on {{day}}."
            return OverviewWords(language=self._in_english).fill(said, day=at)
        if left == 0:
            return self._say(words.complete, day=at)
        said = words.one_left if left == 1 else words.some_left
        return words.fill(said, bodies=self._counted(left), day=at)

    # --- tables ----------------------------------------------------------------------------------

    def _categories(self) -> Iterator[Block]:
        words = self._words
        yield Heading(self._say(words.categories), 2)
        first = {category.key: category.label for category in self._case.framework.categories}
        counts = (*self._figures.categories, *_open(self._figures.ungraded, self._figures.damaged))
        yield from self._counts(words.in_categories, "", words.category, counts, first)

    def _criterion(self, criterion: CriterionCounts) -> Iterator[Block]:
        words, asked = self._words, self._case.framework.criterion(criterion.key)
        title = self._label(criterion.title, asked.title)
        yield Heading(words.fill("{number}. {title}", number=str(criterion.number), title=title), 3)
        yield Paragraph(runs_of(self._label(criterion.question, asked.question)), together=True)
        first = {finding.key: finding.label for finding in self._case.framework.findings}
        counts = (*criterion.counts, *_open(criterion.not_judged, criterion.damaged))
        number = str(criterion.number)
        yield from self._counts(words.in_findings, number, words.finding, counts, first)

    def _counts(
        self, phrase: str, number: str, what: str, counts: Sequence[Count], first: Mapping[str, str]
    ) -> Iterator[Block]:
        """A table with its total, then the same numbers as bars; ``first`` are the first language's labels by key.

        ``phrase`` says of what they are, with the criterion's ``number`` in it.
        """
        words = self._words
        shown = [
            (self._label(c.label, first[c.key]) if c.key else self._unknown(c.label), c)
            for c in counts
            if c.key or c.count
        ]
        total = sum(count.count for _, count in shown)
        rows: list[tuple[Text, ...]] = [
            (label, str(count.count), self._share(count.count)) for label, count in shown
        ]
        rows.append((self._say(words.all), str(total), self._share(total)))
        head = (self._say(what), self._nouns["Many"], self._say(words.share))
        yield Table(
            self._say(phrase, number=number), head, tuple(rows), (6, 1.4, 1.4), NUMBERS, together=True
        )
        said = "; ".join(f"{self._told_label(label, count, first)}: {count.count}" for label, count in shown)
        caption = self._flat(phrase, number=number)
        alt = self._flat(words.bars, caption=caption, counts=said)
        # Within the figure a label's own language has to be said, as the figure's is another.
        own = self._language.framework.language if words.language else ""
        bars = tuple(Bar(_marked(label, own), count.count, count.tone) for label, count in shown)
        yield Figure(alt, bars, words.language)

    def _unknown(self, label: str) -> Text:
        return (Run(label, lang=self._in_english),) if label else self._say(self._words.not_judged)

    def _share(self, number: int) -> str:
        return f"{100 * number / self._figures.total:.0f}%" if self._figures.total else "–"

    def _bodies(self) -> Iterator[Block]:
        words = self._words
        yield Heading(self._say(words.every), 2)
        first = {category.label for category in self._case.framework.categories}
        rows = tuple(
            (
                self._name(line),
                self._label(line.category, line.category if line.category in first else "")
                if line.category
                else self._unknown(DAMAGED if "" in line.damaged else ""),
                words.fill(
                    words.some_of, number=str(sum(map(bool, line.findings))), total=str(len(line.findings))
                ),
            )
            for line in self._figures.bodies
        )
        one = self._fact("body_noun", self._inspection.body_noun[0].capitalize())
        head = (one, self._say(words.category), self._say(words.judged))
        yield Table(self._say(words.graded), head, rows, (3.6, 6, 2.2))

    # --- words -----------------------------------------------------------------------------------

    def _say(self, phrase: str, **values: Text) -> Text:
        return self._words.fill(phrase, **self._nouns, **values)

    def _flat(self, phrase: str, **values: str) -> str:
        """Return a phrase as a text that has no runs: all in one language, where it can be."""
        return plain(runs_of(self._words.fill(phrase, **_nouns(self._told), **values)))

    def _told_label(self, label: Text, count: Count, first: Mapping[str, str]) -> str:
        return first[count.key] if self._in_one and count.key else plain(runs_of(label))

    def _counted(self, number: int) -> Text:
        return self._say(self._words.one_body if number == 1 else self._words.some_bodies, number=str(number))

    def _day(self, on: date) -> str:
        return wording.day(on, self._language.months)

    def _fact(self, key: str, text: str) -> Text:
        """A fact of the inspection, marked where only the first language says it."""
        return text if self._language.says(key) else self._in_first(text)

    def _label(self, text: str, first: str) -> Text:
        """A label or question, marked where it is the first language's."""
        return self._in_first(text) if self._first and text == first else text

    def _name(self, line: BodyLine) -> Text:
        """A body's name, marked where it is not one in this language."""
        own = self._case.body(line.code).facts.get(f"{self._language.columns}name", "")
        return line.name if not self._first or line.name == own else self._in_first(line.name)

    def _in_first(self, text: str) -> Text:
        return (Run(text, lang=self._first),) if self._first else text


def _nouns(inspection: Inspection) -> dict[str, str]:
    """What a body is called, by the names that phrases have for it."""
    one, many = inspection.body_noun
    return {"one": one, "many": many, "Many": many.capitalize()}


def _marked(text: Text, language: str) -> Text:
    """Return a text whose words all say their language, where one is given for those that don't."""
    if not language:
        return text
    return tuple(run if run.lang else replace(run, lang=language) for run in runs_of(text))


def _open(not_judged: int, damaged: int) -> tuple[Count, ...]:
    return (Count("", DAMAGED, damaged, "none"), Count("", "", not_judged, "none"))


def _text(text: Text, look: Look = Look.BODY) -> Paragraph:
    return Paragraph(runs_of(text), look)
