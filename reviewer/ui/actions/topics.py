"""The keys of the list by topic: for the keyboard sheet, and for the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Topic
from reviewer.ui.actions.keys import key_words


def title_of(topic: Topic) -> str:
    """Return what a topic is called."""
    return {
        Topic.PROGRAM: say("The program"),
        Topic.CASEBOOK: say("Casebook and documents"),
        Topic.VIEWS: say("Going about"),
        Topic.DOCUMENT: say("Reading a document"),
        Topic.FIND: say("Finding words"),
        Topic.EVIDENCE: say("Passages"),
        Topic.VERDICT: say("Verdicts"),
        Topic.LETTER: say("Letters"),
        Topic.INTAKE: say("Intake from many"),
        Topic.VERSIONS: say("Versions"),
        Topic.PIECES: say("What could not be read"),
        Topic.MEMBERS: say("Members and share"),
        Topic.CASE: say("Setting an inspection up"),
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
    return bool(action.keys or (action.family is not None and not action.family.numbered))


def _line(action: Action[Any], named: Callable[[str], str]) -> tuple[str, str]:
    family = action.family
    if family is not None:
        shown = family.keys_now(named(action.keys[0])[:-1]) if family.numbered else family.keys
        return shown, family.words
    return ", ".join(map(named, action.keys)), action.listed
