"""Everything that is wrong with the templates of a case, where ``check_case`` stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from reviewer.errors import Phrase, WordingError
from reviewer.model import Body, Case, Language
from reviewer.wording.case_trial import probes_of
from reviewer.wording.chaser import FILE as CHASER
from reviewer.wording.chaser import NAMES as CHASER_NAMES
from reviewer.wording.chaser import check_chaser
from reviewer.wording.compose import (
    addressee_of,
    findings_error,
    grouped,
    letter_text,
    line_of,
    lines_of,
    sentence_of,
)
from reviewer.wording.template_names import ROOTS, Sentences, names_for
from reviewer.wording.template_source import (
    Source,
    Words,
    letter_file,
    sentence_source,
    suggest_source,
    words_of,
)

OF_LETTER = frozenset((*ROOTS, "findings"))
OF_SENTENCE = frozenset((*ROOTS, "phrases"))
OF_SUGGESTION = frozenset(("findings", "tones"))
OF_CHASER = frozenset((*ROOTS, *CHASER_NAMES))


def template_faults(case: Case) -> tuple[WordingError, ...]:
    """Return each fault once: names and statements first, then what a body, a finding or a criterion brings about.

    A template that has a fault of the first sort is not filled: what it would say of itself then is a consequence.
    """
    trial = _Trial()
    for source, words, names, is_expression in _templates(case):
        trial.parse(source, words, names, is_expression=is_expression)
    for language in case.languages.values():
        _must_say_findings(trial, language)
        for body in case.bodies:
            context = names_for(case, language, body)
            for probe in probes_of(language.framework):
                _try_letter(trial, case, language, body, probe, context)
            for criterion in language.framework.criteria if body is case.bodies[0] else ():
                for finding in criterion.findings:
                    _try_sentence(trial, language, finding, (criterion.key,), context)
    trial.attempt(CHASER, lambda: check_chaser(case))
    _try_suggestions(trial, case)
    return tuple(trial.found.values())


@dataclass(slots=True)
class _Trial:
    """What was found, by its words; and the places of templates that can't be filled at all."""

    found: dict[str, WordingError] = field(default_factory=dict)
    unfit: set[str] = field(default_factory=set)

    def parse(self, source: Source, words: Words, names: frozenset[str], *, is_expression: bool) -> None:
        from reviewer.wording.environment import faults_in

        for error in faults_in(source, words, names, expression=is_expression):
            self.found.setdefault(str(error), error)
            self.unfit.add(source.place)

    def attempt(self, place: str, fill: Callable[[], object]) -> None:
        """Fill the template of a place, unless it is unfit, and keep what goes wrong."""
        if not any(each == place or each.startswith(f"{place}[") for each in self.unfit):
            try:
                fill()
            except WordingError as error:
                self.found.setdefault(_told_once(error), error)


def _told_once(error: WordingError) -> str:
    """Return what makes a fault another one: an empty cell is one, however many templates print it."""
    message = error.what.values.get("message")
    empty = isinstance(message, Phrase) and "where" in message.values
    return str(message) if empty else str(error)


def _templates(case: Case) -> Iterator[tuple[Source, Words, frozenset[str], bool]]:
    for category in case.framework.categories:
        yield suggest_source(category), Words("", "", ()), OF_SUGGESTION, True
    for language in case.languages.values():
        words = words_of(language)
        for finding in language.framework.findings:
            yield sentence_source(language, finding), words, OF_SENTENCE, False
        for source in (*_fronts(language), Source(language.template.text, letter_file(language))):
            yield source, words, OF_LETTER, False
        for key in ("copied_to", "addressee"):
            for number, text in enumerate(getattr(language.inspection(case.inspection).letter, key), 1):
                yield (
                    Source(text, _facts_file(language, key), f"letter.{key}[{number}]"),
                    words,
                    OF_LETTER,
                    False,
                )
    if case.chaser is not None:
        words = words_of(case.languages[""])
        for key in ("subject", "salutation", "closing"):
            yield Source(getattr(case.chaser, key), CHASER, key), words, OF_CHASER, False
        yield Source(case.chaser.text, CHASER), words, OF_CHASER, False


def _fronts(language: Language) -> tuple[Source, ...]:
    file, template = letter_file(language), language.template
    return tuple(Source(getattr(template, key), file, key) for key in ("subject", "salutation", "closing"))


def _facts_file(language: Language, key: str) -> str:
    own = language.code and language.says(f"letter.{key}")
    return f"framework.{language.code}.toml" if own else "inspection.toml"


def _must_say_findings(trial: _Trial, language: Language) -> None:
    """Tell of a letter that never prints its findings: one that can't be filled would not come to say so."""
    from reviewer.wording.environment import prints

    file = letter_file(language)
    with suppress(WordingError):  # what can't be read as a template says nothing
        if not prints(Source(language.template.text, file), words_of(language), "findings"):
            error = findings_error(file, several=False)
            trial.found.setdefault(str(error), error)


def _try_letter(
    trial: _Trial,
    case: Case,
    language: Language,
    body: Body,
    probe: Mapping[str, str],
    context: Mapping[str, object],
) -> None:
    groups, words = grouped(language.framework, probe), words_of(language)
    for finding, criteria in groups:
        _try_sentence(trial, language, finding, criteria, context)
    keys = tuple(probe[criterion.key] for criterion in language.framework.criteria)
    names = {**context, "findings": Sentences(keys, tuple("…" for _ in groups))}
    for source in _fronts(language):
        trial.attempt(source.place, lambda source=source: line_of(source, words, names))  # type: ignore[misc]
    text = Source(language.template.text, letter_file(language))
    trial.attempt(text.place, lambda: letter_text(text, words, context, keys, len(groups)))
    place = f"{_facts_file(language, 'copied_to')}: letter.copied_to"
    trial.attempt(place, lambda: lines_of(case, language, body, "copied_to", names))
    place = f"{_facts_file(language, 'addressee')}: letter.addressee"
    trial.attempt(place, lambda: addressee_of(case, language, body, names))


def _try_sentence(
    trial: _Trial, language: Language, finding: str, criteria: tuple[str, ...], context: Mapping[str, object]
) -> None:
    place = sentence_source(language, language.framework.finding(finding)).place
    trial.attempt(place, lambda: sentence_of(language, finding, criteria, context))


def _try_suggestions(trial: _Trial, case: Case) -> None:
    from reviewer.wording.environment import holds

    for probe in probes_of(case.framework):
        keys = [probe[criterion.key] for criterion in case.framework.criteria]
        names = {"findings": keys, "tones": [case.framework.finding(key).tone.value for key in keys]}
        for category in case.framework.categories:
            source = suggest_source(category)
            trial.attempt(source.place, lambda source=source: holds(source, Words("", "", ()), names))  # type: ignore[misc]  # noqa: B023
