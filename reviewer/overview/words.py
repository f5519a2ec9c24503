"""The program's own words of the overview: the case's for a language, else English, and said to be so."""

from __future__ import annotations

from dataclasses import dataclass, fields

from reviewer.model import Language
from reviewer.paper import Run, Text, runs_of


@dataclass(frozen=True, slots=True)
class OverviewWords:
    """Each phrase by what it tells, with what is filled in between braces; ``language`` is a tag where it is not the paper's.

    ``one`` and ``many`` are the case's nouns for a body, ``Many`` as it begins a line; ``bodies`` is ``some_bodies`` or
    ``one_body`` filled in, ``criteria`` likewise.
    """

    title: str = "{title}: national overview"
    cover: str = "National overview"
    subject: str = "How many {many} stand where, in all and by criterion"
    concern: str = "The cause of concern:"
    one_body: str = "{number} {one}"
    some_bodies: str = "{number} {many}"
    one_criterion: str = "{number} criterion"
    some_criteria: str = "{number} criteria"
    inspected: str = "{bodies} inspected on {criteria}"
    asked: str = "Documents asked for on {day}"
    received: str = "Documents received by {day}"
    reviewed: str = "Reviewed in {period}"
    dated: str = "Letters dated {day}"
    complete: str = "These figures are complete: every {one} is judged. They stood so on {day}."
    one_left: str = "These figures are not complete: {bodies} is not wholly judged. They stood so on {day}."
    some_left: str = "These figures are not complete: {bodies} are not wholly judged. They stood so on {day}."
    categories: str = "Overall categories"
    in_categories: str = "{Many} in each category"
    category: str = "Category"
    share: str = "Share"
    all: str = "All"
    not_judged: str = "Not judged"
    by_criterion: str = "Findings by criterion"
    in_findings: str = "Criterion {number}: {many} with each finding"
    finding: str = "Finding"
    bars: str = "Bars. {caption}. {counts}."
    every: str = "Every {one}"
    graded: str = "{Many} and their categories"
    judged: str = "Criteria judged"
    some_of: str = "{number} of {total}"
    language: str = ""

    def fill(self, words: str, **values: Text) -> Text:
        """Return a phrase with its values filled in, each in its own language; plain where all is in the paper's."""
        first, *parts = words.split("{")
        out = [self._run(first)]
        for part in parts:
            name, _, rest = part.partition("}")
            out += (*runs_of(values[name]), self._run(rest))
        runs = tuple(run for run in out if run.text)
        return runs if any(run.lang for run in runs) else "".join(run.text for run in runs)

    def _run(self, text: str) -> Run:
        return Run(text, lang=self.language if any(map(str.isalpha, text)) else "")


def overview_words(language: Language) -> OverviewWords:
    """Return the words of a language's overview: the case's, else English ones."""
    if language.overview:
        return OverviewWords(
            **{field.name: language.overview[field.name] for field in fields(OverviewWords)[:-1]}
        )
    return OverviewWords(language=language.foreign())
