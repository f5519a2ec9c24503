"""The further languages of a case folder: their two files, and their fields beside those of the first language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reviewer.desk.case_fields import FRAMEWORK, INSPECTION, LETTER, CaseField, Holds
from reviewer.framework.case_folder import LANGUAGE_FILE
from reviewer.framework.toml_edits import written

_INSPECTION = {"title", "review_period", "cause_of_concern", "marking", "body_noun"}
_OF_TABLES = {
    ("sender", "organisation"), ("sender", "strapline"), ("sender", "address"), ("signatory", "titles"), ("enquiries", "name"),
    ("letter", "delivery"), ("letter", "addressee"), ("letter", "copied_to"),
}  # fmt: skip
_OF_ROWS = {
    ("finding", "label"), ("finding", "sentence"), ("criterion", "title"), ("criterion", "question"), ("criterion", "guidance"),
    ("category", "label"),
}  # fmt: skip
_NEEDED = {("title",), ("finding", "sentence"), ("criterion", "phrase", "default")}


def language_of(file: str) -> str:
    """Return the tag of the further language whose file it is; "" for the files of the first."""
    match = LANGUAGE_FILE.match(file)
    return match.group(2) if match else ""


def files_of(language: str) -> tuple[str, str]:
    """Return the two files of a further language: the words laid over the first, and the letter."""
    return f"framework.{language}.toml", f"letter.{language}.md"


def own_fields(language: str) -> tuple[CaseField, ...]:
    """Return the fields that only a further language has: what the program says by itself in the first."""
    words, _ = files_of(language)
    return (
        CaseField(words, ("words", "all"), needed=True),
        CaseField(words, ("words", "any"), needed=True),
        CaseField(words, ("copied_to",), needed=True),
        CaseField(words, ("months",), Holds.LINES, needed=True),
        CaseField(words, ("columns",)),
    )


def in_language(field: CaseField, language: str, row: str) -> CaseField | None:
    """Return the field that says in a language what ``field`` says in the first; None where there are no words to say.

    ``row`` is the key of its row, where it is of one.
    """
    words, letter = files_of(language)
    path = field.name
    if field.file == LETTER:
        return CaseField(letter, path, field.holds, needed=True, beside=field)
    if field.file == INSPECTION and len(path) == 1 and path[0] in _INSPECTION:
        return CaseField(words, ("inspection", *path), field.holds, beside=field)
    if field.file == INSPECTION and path in _OF_TABLES:
        return CaseField(words, path, field.holds, beside=field)
    if field.file != FRAMEWORK or not (path == ("title",) or (row and _is_of_row(path))):
        return None
    return CaseField(words, path, field.holds, path in _NEEDED, field, row if len(path) > 1 else "")


def _is_of_row(path: tuple[str | int, ...]) -> bool:
    return path in _OF_ROWS or path[:2] == ("criterion", "phrase")


def with_languages(
    fields: Iterable[CaseField], languages: Sequence[str], row: str = ""
) -> Iterator[CaseField]:
    """Give each field, and after it those that say the same in the further languages."""
    for field in fields:
        yield field
        for language in languages:
            if (other := in_language(field, language, row)) is not None:
                yield other


def blank_words(findings: Iterable[str], criteria: Iterable[str], months: Sequence[str]) -> str:
    """Return the file of a language's words, to be filled in: with a place for each answer and question, by key."""
    head = (
        "# The words of another language, laid over framework.toml by key. What is left out stays as in the first language.\n"
        f'schema = 1\ntitle = ""\ncopied_to = ""\nmonths = {written(list(months))}\n\n[words]\nall = ""\nany = ""'
    )
    rows = (
        *(blank_row("finding", key) for key in findings),
        *(blank_row("criterion", key) for key in criteria),
    )
    return "\n\n".join((head, *rows)) + "\n"


def blank_row(name: str, key: str) -> str:
    """Return the words of a question, an answer or a grade in a further language, to be filled in."""
    words = {
        "finding": 'sentence = ""', "criterion": '[criterion.phrase]\ndefault = ""', "category": 'label = ""',
    }[name]  # fmt: skip
    return f"[[{name}]]\nkey = {written(key)}\n{words}"


BLANK_LETTER = '---\nsubject: ""\nsalutation: ""\nclosing: ""\n---\n{{ findings }}\n'
