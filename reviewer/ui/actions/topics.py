"""The keys of the list by topic: for the keyboard sheet, and for the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions.action import Action, Topic
from reviewer.ui.actions.keys import key_words


def _say(text: str) -> str:
    return QCoreApplication.translate("topics", text)


def title_of(topic: Topic) -> str:
    """Return what a topic is called."""
    return {
        Topic.PROGRAM: _say("The program"),
        Topic.CASEBOOK: _say("Casebook and documents"),
        Topic.VIEWS: _say("Going about"),
        Topic.DOCUMENT: _say("Reading a document"),
        Topic.FIND: _say("Finding words"),
        Topic.EVIDENCE: _say("Passages"),
        Topic.VERDICT: _say("Verdicts"),
        Topic.LETTER: _say("Letters"),
        Topic.INTAKE: _say("Intake from many"),
        Topic.VERSIONS: _say("Versions"),
        Topic.PIECES: _say("What could not be read"),
    }[topic]


def key_lines(
    actions: Iterable[Action[Any]], named: Callable[[str], str] = key_words
) -> Iterator[tuple[Topic, tuple[tuple[str, str], ...]]]:
    """Give each topic that has keys, with lines of keys, as they are ``named``, and what they do."""
    known = tuple(actions)
    for topic in Topic:
        lines = dict.fromkeys(
            _line(action, named) for action in known if action.topic is topic and _has_key(action)
        )
        if lines:
            yield topic, tuple(lines)


def _has_key(action: Action[Any]) -> bool:
    return bool(action.keys or action.family)


def _line(action: Action[Any], named: Callable[[str], str]) -> tuple[str, str]:
    if action.family is not None:
        return action.family.keys, action.family.words
    return ", ".join(map(named, action.keys)), action.listed
