"""Tries every template of a case on every body and finding, so that no letter fails later."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.model import Body, Case, Framework, Language
from reviewer.wording.chaser import check_chaser
from reviewer.wording.compose import compose, sentences, suggest
from reviewer.wording.template_names import names_for


def check_case(case: Case) -> None:
    """Raise WordingError for the first template that can't be filled; names the file, key or line.

    Unknown names, filters and statements are found even in branches that nothing reaches. Each letter is
    composed for every body with every finding on every criterion that may have it; each sentence is also
    tried with one criterion at a time.
    """
    for probe in probes_of(case.framework):
        suggest(case.framework, probe)
    check_chaser(case)
    for language in case.languages.values():
        _check_alone(case, language, case.bodies[0])
        for body in case.bodies:
            for probe in probes_of(language.framework):
                compose(case, language, body, probe)


def probes_of(framework: Framework) -> Iterator[dict[str, str]]:
    """Yield a finding for each criterion's key, once for each finding: that one wherever a criterion may have it."""
    for finding in framework.findings:
        yield {
            criterion.key: finding.key if finding.key in criterion.findings else criterion.findings[0]
            for criterion in framework.criteria
        }


def _check_alone(case: Case, language: Language, body: Body) -> None:
    names = names_for(case, language, body)
    for criterion in language.framework.criteria:
        for finding in criterion.findings:
            sentences(language, {criterion.key: finding}, names)
