"""The lines of the list of keys: an act, or the acts that differ by a number alone, which have their keys together."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.desk.words.language import say
from reviewer.model.frozen import dataclass
from reviewer.ui.actions.action import Family, Topic
from reviewer.ui.actions.keys import canonical, key_words
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.taken import why_not_key

Keys = Mapping[str, tuple[str, ...]]
"""Keys by the id of their act."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The ids of its acts: one, or those of a family in the order of their numbers."""

    names: tuple[str, ...]
    family: Family | None

    def words(self, actions: ActionList) -> str:
        """Return what its acts do."""
        return self.family.words if self.family is not None else actions.listed(self.names[0])

    def keys(self, actions: ActionList) -> tuple[str, ...]:
        """Return what its keys are called now."""
        now = [actions[name].keys for name in self.names]
        if self.family is None:
            return tuple(map(key_words, now[0]))
        known = [key_words(keys[0])[:-1] for keys in now if keys]
        return (self.family.keys_now(known[0]),) if known else ()

    def came_with(self, actions: ActionList) -> Keys:
        """Return the keys that its acts came with."""
        return {name: actions.came_with(name) for name in self.names}

    def wanted(self, key: str) -> Keys | str:
        """Return the keys that its acts have once ``key`` was pressed for them, or why that is no key for these."""
        if self.family is None:
            return {self.names[0]: (key,)}
        held, number = key[:-1], key[-1:]
        if not number.isdigit() or number == "0" or (held and not held.endswith("+")):
            return say("Hold what is to stand before the number, and press any number from 1 to 9.")
        if "Shift+" in held:
            return say("Shift with a number types another sign, on each keyboard its own.")
        return {name: (f"{held}{at}",) for at, name in enumerate(self.names, 1)}

    def why_not(self, keys: Keys, actions: ActionList) -> str:
        """Return why its acts can't have these keys, and which, or ""."""
        for name, wanted in keys.items():
            for key in wanted:
                other = actions.holder(name, key)
                why = why_not_key(actions[name], canonical(key))
                if not why and other is not None and other.id not in keys:
                    words = other.family.words if other.family is not None else actions.listed(other.id)
                    why = say("It is the key of “{act}”. Give that another one first.", act=words)
                if why:
                    return say("{key}: {why}", key=key_words(key), why=why)
        return ""


def key_lines_of(actions: ActionList, topic: Topic) -> tuple[KeyLine, ...]:
    """Return the lines of a topic; acts whose keys are no act's own (the Menu key) are left out."""
    lines: dict[object, KeyLine] = {}
    for action in actions:
        family = action.family
        if action.topic is not topic or (family is not None and not family.numbered):
            continue
        line = lines.get(family) if family is not None else None
        names = (*line.names, action.id) if line is not None else (action.id,)
        lines[family if family is not None else action.id] = KeyLine(names, family)
    return tuple(lines.values())
