"""The words for what went wrong: an error that carries a value is put into words, any other has them."""

from __future__ import annotations

from reviewer.desk.words.problems import problem_words, remedy_of, what_is_wrong
from reviewer.errors import ReviewerError
from reviewer.model import ProblemError


def error_words(error: ReviewerError) -> str:
    """Return in one line what happened and what to do."""
    return problem_words(error.problem) if isinstance(error, ProblemError) else str(error)


def what_happened(error: ReviewerError) -> str:
    """Return what happened, without what to do."""
    return what_is_wrong(error.problem) if isinstance(error, ProblemError) else error.what


def what_to_do(error: ReviewerError) -> str:
    """Return what to do, "" where there is nothing."""
    return remedy_of(error.problem) if isinstance(error, ProblemError) else error.remedy
