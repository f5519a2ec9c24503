"""Keys that a person gave to acts instead of those that they came with: which of them hold beside all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from reviewer.ui.actions.action import Action, overlap
from reviewer.ui.actions.keys import canonical

Chosen = Mapping[str, tuple[str, ...]]
"""Keys by the id of their act; none at all where it is to have no key."""


def settled(actions: Iterable[Action[Any]], chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """Return the chosen keys that hold: what is no key, and what overlaps another act's key, is left out.

    A later version may bring an act with a key that was given to another one; the program starts all the same.
    """
    known = {action.id: action for action in actions}
    holds = {name: keys for name, keys in chosen.items() if name in known and all(map(_is_key, keys))}
    while (wrong := _overlapping(known, holds)) is not None:
        del holds[wrong]
    return holds


def holder(actions: Iterable[Action[Any]], action: Action[Any], key: str) -> Action[Any] | None:
    """Return another act that has a key, as ``canonical`` writes it, where both could be meant; None if none has."""
    others = (other for other in actions if other.id != action.id and overlap(action, other))
    return next((other for other in others if key in map(canonical, other.keys)), None)


def _is_key(key: str) -> bool:
    try:
        return bool(canonical(key))
    except ValueError:
        return False


def _overlapping(known: Mapping[str, Action[Any]], holds: Chosen) -> str | None:
    """Return an act whose chosen keys overlap another act's, None if there is none."""
    taken: dict[str, list[Action[Any]]] = {}
    for name, action in known.items():
        now = replace(action, keys=holds[name]) if name in holds else action
        for key in map(canonical, now.keys):
            for other in taken.setdefault(key, []):
                chosen = next((each for each in (name, other.id) if each in holds), None)
                if chosen is not None and overlap(now, other):
                    return chosen
            taken[key].append(now)
    return None
