"""What is said of a person's own key: saved, loaded."""

from __future__ import annotations

from pathlib import Path

from reviewer.desk.author_key import LoadedKey, OwnKey
from reviewer.desk.words.language import say

SHOWN = 8
"""So many digits of a public key tell it from others on one desk."""


def own_words(own: OwnKey | None) -> str:
    """Return whose key is on this laptop, if there is one."""
    if own is None:
        return say("There is no key on this laptop yet.")
    if not own.key:
        return say("The key on this laptop is damaged.")
    return say("The key on this laptop is that of {name} ({key}).", name=own.name, key=own.key[:SHOWN])


def saved_words(own: OwnKey, path: Path) -> str:
    """Return what was saved, and what to do with it."""
    return say(
        "The key of {name} ({key}) is in {path}, under its password. Keep both apart: with the two anybody can record in your name.",
        name=own.name,
        key=own.key[:SHOWN],
        path=path,
    )


def loaded_words(made: LoadedKey) -> str:
    """Return whose key is used from now on, and where the one of before is."""
    name, key = made.name, made.key[:SHOWN]
    if made.was_there:
        return say(
            "The key of {name} ({key}) is on this laptop already; nothing was changed.", name=name, key=key
        )
    said = say("What is recorded on this laptop is by {name} ({key}) from now on.", name=name, key=key)
    kept = say("The key that was here is kept in {path}.", path=made.kept) if made.kept else ""
    return " ".join(filter(None, (said, kept)))
