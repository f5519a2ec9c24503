"""The words for recognition on this machine: by what, or why there is none and what follows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import count, say
from reviewer.desk.words.language_names import language_name
from reviewer.desk.words.policy import recognition_words
from reviewer.desk.words.problems import problem_words
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from reviewer.desk.policy import Policy
    from reviewer.model.problems import Reason


def why_not_words(policy: Policy, lacking: Reason | None) -> str:
    """Return why nothing is recognised on this machine, and what follows of it; "" where something may be."""
    if (why := _why(policy, lacking)) == "":
        return ""
    return f"{why} {say('Pictures do not wait for it: look at each by eye.')}"


def _why(policy: Policy, lacking: Reason | None) -> str:
    if not policy.recognises:
        return recognition_words(policy)
    return problem_words(problem(lacking)) if lacking else ""


def lacking_words(reason: Reason) -> str:
    """Return what recognition lacks on this machine, and what follows of it."""
    return f"{problem_words(problem(reason))} {say('Scanned pages stay unread.')}"


def untried_words(pieces: int, policy: Policy, lacking: Reason | None) -> str:
    """Return how many pages and pictures nobody tries to recognise here, and why."""
    told = count(
        "{n:,} page or picture stays unread on this laptop.",
        "{n:,} pages and pictures stay unread on this laptop.",
        pieces,
    )
    return f"{told} {why_not_words(policy, lacking)}"


def engine_words(name: str, language: str) -> str:
    """Return by what scanned pages are recognised: an engine's name with its version, and the language of its data."""
    engine, _, version = name.partition("/")[0].partition("-")
    return say(
        "Scanned pages are recognised by {engine} {version}, with its data for {language}, in a process that is kept in the same way.",
        engine=engine.capitalize(),
        version=version,
        language=language_name(language),
    )
