"""Makes languages: the first from ``framework.toml``, a second by laying its words over the first, by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer.framework.case_schema import FrameworkFile
from reviewer.framework.overlay_schema import OverlayFile
from reviewer.framework.toml_tables import Table, WordsTable
from reviewer.model import COLUMNS, Category, Criterion, Finding, Framework, Language, Template


def first_language(table: FrameworkFile, template: Template) -> Language:
    """Return the first language; list words, months and "Copied to" are English unless the file says."""
    framework = Framework(
        key=table.key,
        title=table.title,
        language=table.language,
        findings=tuple(entry.value() for entry in table.finding),
        criteria=tuple(entry.value() for entry in table.criterion),
        categories=tuple(entry.value() for entry in table.category),
    )
    language = Language("", framework, template)
    if table.months:
        language = replace(language, months=tuple(table.months))
    if table.copied_to:
        language = replace(language, copied_to=table.copied_to)
    if table.paper:
        language = replace(language, paper=table.paper.model_dump())
    if table.overview:
        language = replace(language, overview=table.overview.model_dump())
    return _with_words(language, table.words)


def lay_over(first: Language, code: str, table: OverlayFile, template: Template) -> Language:
    """Return the language ``code``: titles, questions and labels that the table leaves out stay as they are."""
    findings = {entry.key: entry for entry in table.finding}
    criteria = {entry.key: entry for entry in table.criterion}
    categories = {entry.key: entry.label for entry in table.category}

    def finding(old: Finding) -> Finding:
        new = findings[old.key]
        return replace(old, label=new.label or old.label, sentence=new.sentence)

    def criterion(old: Criterion) -> Criterion:
        new = criteria[old.key]
        return replace(
            old,
            title=new.title or old.title,
            question=new.question or old.question,
            guidance=new.guidance or old.guidance,
            phrase=dict(new.phrase),
        )

    def category(old: Category) -> Category:
        return replace(old, label=categories.get(old.key, old.label))

    framework = replace(
        first.framework,
        title=table.title,
        language=code,
        findings=tuple(map(finding, first.framework.findings)),
        criteria=tuple(map(criterion, first.framework.criteria)),
        categories=tuple(map(category, first.framework.categories)),
    )
    language = Language(
        code,
        framework,
        template,
        months=tuple(table.months),
        copied_to=table.copied_to,
        facts=dict(_facts(table)),
        paper=table.paper.model_dump() if table.paper else {},
        overview=table.overview.model_dump() if table.overview else {},
        columns=table.columns or COLUMNS.get(code, f"{code.lower().replace('-', '_')}_"),
    )
    return _with_words(language, table.words)


def _facts(table: OverlayFile) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield what a language says of the inspection, by the name of its place there."""
    parts: tuple[tuple[str, Table | None], ...] = (
        ("", table.inspection),
        ("sender.", table.sender),
        ("signatory.", table.signatory),
        ("enquiries.", table.enquiries),
        ("letter.", table.letter),
    )
    for where, part in parts:
        for key, fact in part.model_dump(exclude_none=True).items() if part else ():
            yield f"{where}{key}", tuple(fact) if isinstance(fact, list) else fact


def _with_words(language: Language, words: WordsTable | None) -> Language:
    return replace(language, all_word=words.all, any_word=words.any) if words else language
