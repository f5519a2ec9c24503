"""The words for states that stand in a listing: of a passage, of a proposal, of a paragraph, of a fault, of the work."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reviewer.desk.words.language import say_as

STATE = "state in a listing"
"""What the words here mean, for the translator: many are written like a verb or a noun in English."""

STATES: Mapping[str, str] = MappingProxyType({
    "exact": "exact", "moved": "moved", "near": "near", "lost": "lost", "unread": "unread",
    "sure": "sure", "likely": "likely", "open": "open",
    "standing": "standing", "finding": "finding", "written": "written",
    "damage": "damage", "derived": "derived", "notice": "notice",
    "on this laptop": "on this laptop", "in the shared folder": "in the shared folder",
})  # fmt: skip
"""By the value of the code, as ``--json`` has it."""


def state_words(code: StrEnum) -> str:
    """Return the word for a state in the person's language; a code that is none is a code in every language."""
    return say_as(STATE, STATES[code]) if code in STATES else code.value
