"""Makes a letter's words from findings: one sentence per finding, then the template round them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.errors import Phrase, WordingError
from reviewer.model import Body, Case, Framework, Language
from reviewer.wording.template_names import Sentences, inherited_body, markers, names_for
from reviewer.wording.template_source import (
    Source,
    Words,
    letter_file,
    sentence_source,
    suggest_source,
    words_of,
)

SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finding's sentence. ``criteria`` share the finding, in the framework's order; ``text`` is plain."""

    key: str
    finding: str
    criteria: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter's words. ``markdown`` holds U+E100+i where ``sentences[i]`` belongs; all else is plain text.

    In another language than the first, words that only the first says stand between ``names.OPEN`` and ``CLOSE``.
    """

    subject: str
    salutation: str
    closing: str
    markdown: str
    sentences: tuple[Sentence, ...]
    copied_to: tuple[str, ...]
    addressee: tuple[str, ...]


def grouped(framework: Framework, findings: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (finding, its criteria) pairs: each finding where its first criterion stands on the checklist.

    ``findings`` gives a finding's key for each criterion's key; a criterion without one is left out.
    """
    groups: dict[str, list[str]] = {}
    for criterion in framework.criteria:
        if criterion.key in findings:
            groups.setdefault(findings[criterion.key], []).append(criterion.key)
    return tuple((finding, tuple(criteria)) for finding, criteria in groups.items())


def sentences(
    language: Language, findings: Mapping[str, str], context: Mapping[str, object]
) -> tuple[Sentence, ...]:
    """Return the sentences of a letter, in order; ``context`` is what ``names_for`` gives.

    Raises WordingError for a template that can't be filled or comes out empty.
    """
    groups = grouped(language.framework, findings)
    return tuple(sentence_of(language, finding, criteria, context) for finding, criteria in groups)


def compose(case: Case, language: Language, body: Body, findings: Mapping[str, str]) -> Rendered:
    """Return one body's letter in one language; ``findings`` gives a finding for each criterion's key.

    Raises WordingError naming the file and line of a template that can't be filled for this body.
    """
    context = names_for(case, language, body)
    spoken = sentences(language, findings, context)
    keys = tuple(findings[c.key] for c in language.framework.criteria if c.key in findings)
    words, file, template = words_of(language), letter_file(language), language.template
    names = {**context, "findings": Sentences(keys, tuple(sentence.text for sentence in spoken))}
    return Rendered(
        subject=line_of(Source(template.subject, file, "subject"), words, names),
        salutation=line_of(Source(template.salutation, file, "salutation"), words, names),
        closing=line_of(Source(template.closing, file, "closing"), words, names),
        markdown=letter_text(Source(template.text, file), words, context, keys, len(spoken)),
        sentences=spoken,
        copied_to=lines_of(case, language, body, "copied_to", names),
        addressee=addressee_of(case, language, body, names),
    )


def addressed(case: Case, body: Body) -> tuple[str, ...]:
    """Return the lines that say whom a body's letter in the first language is to."""
    language = case.languages[""]
    names = {**names_for(case, language, body), "findings": Sentences((), ())}
    return addressee_of(case, language, body, names)


def suggest(framework: Framework, findings: Mapping[str, str]) -> str | None:
    """Return the key of the first category whose expression is true; None until every criterion is judged.

    The expressions see ``findings`` (keys) and ``tones``, lists with one entry per criterion in order.
    """
    from reviewer.wording.environment import holds

    if not all(criterion.key in findings for criterion in framework.criteria):
        return None
    keys = [findings[criterion.key] for criterion in framework.criteria]
    names = {"findings": keys, "tones": [framework.finding(key).tone.value for key in keys]}
    words = Words("", "", ())
    true = (c.key for c in framework.categories if holds(suggest_source(c), words, names))
    return next(true, None)


def sentence_of(
    language: Language, finding: str, criteria: tuple[str, ...], context: Mapping[str, object]
) -> Sentence:
    """Return the sentence of a finding and its criteria; raises WordingError as ``sentences``."""
    from reviewer.wording.environment import fill

    framework = language.framework
    phrases = [framework.criterion(key).phrase_for(finding) for key in criteria]
    source = sentence_source(language, framework.finding(finding))
    text = _tidy(fill(source, words_of(language), {**context, "phrases": phrases}))
    if not text:
        message = Phrase("the sentence comes out empty")
        raise WordingError(
            "{place}: {message}", "Give it words for every case.", place=source.place, message=message
        )
    return Sentence(finding, finding, criteria, text)


def line_of(source: Source, words: Words, names: Mapping[str, object]) -> str:
    """Return one line of the letter, such as its subject."""
    from reviewer.wording.environment import fill

    return _tidy(fill(source, words, names))


def letter_text(
    source: Source, words: Words, context: Mapping[str, object], keys: tuple[str, ...], count: int
) -> str:
    """Return the Markdown of the letter, with a mark for each of ``count`` sentences; WordingError unless each stands once."""
    from reviewer.wording.environment import fill

    marks = markers(count)
    text = fill(source, words, {**context, "findings": Sentences(keys, marks)}, markdown=True)
    if any(text.count(mark) != 1 for mark in marks):
        raise findings_error(source.file, several=any(mark in text for mark in marks))
    return text.strip("\n")


def findings_error(file: str, *, several: bool) -> WordingError:
    """Return that a letter does not say its findings, or says them ``several`` times."""
    sentence = (
        "the letter must say {what} once, and it says it more than once"
        if several
        else "the letter must say {what} once, and it does not say it"
    )
    message = Phrase(sentence, what="{{ findings }}")
    return WordingError(
        "{place}: {message}", "Correct the template and try again.", place=file, message=message
    )


def lines_of(
    case: Case, language: Language, body: Body, key: str, names: Mapping[str, object]
) -> tuple[str, ...]:
    """Fill the letter's lines of one key; one that comes out empty is left out.

    They are the language's own or, where it has none, the first's, filled with what this language says of the body.
    """
    own = language.says(f"letter.{key}")
    file = f"framework.{language.code}.toml" if own and language.code else "inspection.toml"
    known = names if own else {**names, "body": inherited_body(case, language, body)}
    texts: tuple[str, ...] = getattr(language.inspection(case.inspection).letter, key)
    sources = (Source(text, file, f"letter.{key}[{number}]") for number, text in enumerate(texts, 1))
    filled = (line_of(source, words_of(language), known) for source in sources)
    return tuple(line for line in filled if line)


def addressee_of(case: Case, language: Language, body: Body, names: Mapping[str, object]) -> tuple[str, ...]:
    """Return whom a letter is to: what the case says or, where it says nothing, whom its salutation greets, and the body's name.

    Which facts of a body are a person is thus said by the case alone; no column but ``name`` is known here.
    """
    from reviewer.wording.environment import fill, values_alone

    if language.inspection(case.inspection).letter.addressee:
        return lines_of(case, language, body, "addressee", names)
    words = words_of(language)
    greeting = values_alone(Source(language.template.salutation, letter_file(language), "salutation"), words)
    name = Source("{{ body.name }}", "inspection.toml", "letter.addressee")
    lines = (
        _tidy(fill(greeting, words, names)),
        line_of(name, words, {**names, "body": inherited_body(case, language, body)}),
    )
    return tuple(dict.fromkeys(line for line in lines if line))


def _tidy(text: str) -> str:
    # No-break spaces stay: they are the template's own typography.
    return SPACE.sub(" ", text).strip(" ")
