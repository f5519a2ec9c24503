"""The words for what went wrong: an error that carries a value is put into words, any other by its template and values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reviewer.desk.words.days import date_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.problems import problem_words, remedy_of, what_is_wrong
from reviewer.desk.words.templates import joined
from reviewer.errors import Phrase, ReviewerError
from reviewer.model import ProblemError

if TYPE_CHECKING:
    from reviewer.casebook import Fault


def error_words(error: ReviewerError) -> str:
    """Return in one line what happened and what to do."""
    if isinstance(error, ProblemError):
        return problem_words(error.problem)
    return joined(phrase_words(error.what), phrase_words(error.remedy))


def what_happened(error: ReviewerError) -> str:
    """Return what happened, without what to do."""
    return what_is_wrong(error.problem) if isinstance(error, ProblemError) else phrase_words(error.what)


def what_to_do(error: ReviewerError) -> str:
    """Return what to do, "" where there is nothing."""
    return remedy_of(error.problem) if isinstance(error, ProblemError) else phrase_words(error.remedy)


def fault_words(fault: Fault) -> str:
    """Return in one line what a check found and what to do."""
    return joined(phrase_words(fault.what), phrase_words(fault.remedy))


def phrase_words(text: str) -> str:
    """Return a sentence from below the desk in the person's language; a plain text is its own template."""
    if not isinstance(text, Phrase):
        return say(text)
    values = {name: _value_words(value) for name, value in text.values.items()}
    words = (
        count(text.template, text.many, text.number, **values) if text.many else say(text.template, **values)
    )
    return " ".join(words.split())


def _value_words(value: object) -> object:
    match value:
        case Phrase():
            return phrase_words(value)
        case ReviewerError():
            return error_words(value)
        case date():
            return date_words(value)
        case _:
            return value
