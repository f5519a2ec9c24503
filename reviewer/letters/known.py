"""What the record says that the words of a body's letter can be held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer import wording
from reviewer.letters.case_days import CaseDays
from reviewer.letters.claims import Claims
from reviewer.letters.other_bodies import Names
from reviewer.letters.stated_figures import Counted
from reviewer.letters.tongues import bare
from reviewer.letters.verdict_words import VerdictWords
from reviewer.model import Body, Case, Enquiries, Language


@dataclass(frozen=True, slots=True)
class Known:
    """The findings and how they read, the case's days, what is counted, the names of bodies and their people, and whom to ask."""

    claims: Claims
    verdict_words: VerdictWords
    months: tuple[str, ...]
    days: CaseDays
    counted: Counted
    names: Names
    enquiries: Enquiries


def known_of(
    case: Case,
    language: Language,
    body: Body,
    findings: Mapping[str, str],
    documents: frozenset[int] = frozenset(),
) -> Known:
    """Return what is known of a body's letter in a language.

    ``findings`` gives the recorded finding by criterion key; ``documents`` the numbers that may be said of its documents, such as
    all received and all in the review.
    """
    inspection = language.inspection(case.inspection)
    context = wording.names_for(case, language, body)

    def spoken(chosen: Mapping[str, str]) -> str:
        return bare(wording.sentences(language, chosen, context)[0].text)

    claims = Claims(language, findings, spoken)
    return Known(
        claims,
        VerdictWords(claims),
        language.months,
        CaseDays(
            inspection.requested_on,
            inspection.submissions_due,
            inspection.letters_dated,
            inspection.review_period,
        ),
        Counted(
            len(case.bodies),
            tuple(inspection.body_noun),
            documents,
            welsh=language.says("body_noun") and claims.mutates,
            welsh_numbers=claims.mutates,
        ),
        Names(case.bodies, body),
        inspection.enquiries,
    )
