"""The words for what cannot be received of what was dropped."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.triage.values import Taken, Unfit
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say

UNFIT: Mapping[Unfit, str] = MappingProxyType({
    Unfit.INSIDE: "It is, holds or lies in this casebook. Name what was sent.",
    Unfit.EMPTY: "There is no file in it.",
})  # fmt: skip


def unfit_words(unfit: Unfit) -> str:
    """Return why an entry cannot be received."""
    return say(UNFIT[unfit])


def stopped_words(taken: Taken) -> str | None:
    """Return what ended the receiving of an entry, None if nothing did."""
    return error_words(taken.error) if taken.error else None
