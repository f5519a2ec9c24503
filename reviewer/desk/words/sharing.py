"""The words for what a shared folder did not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import count, say

if TYPE_CHECKING:
    from reviewer.sharing import Missing

_NAMED = 3  # in a line; the documents' list names all


def missing_words(missing: Missing) -> str:
    """Return what has not arrived, without a full stop: "3 saves of members, 2 documents (a.pdf, b.pdf), 1 damaged pack"; "" for nothing."""
    said = []
    if missing.saves:
        said.append(count("{n:,} save of members", "{n:,} saves of members", missing.saves))
    if number := len(missing.documents):
        named = list(missing.documents[:_NAMED]) + ["…"] * (number > _NAMED)
        said.append(
            say("{documents} ({names})", documents=counted(Noun.DOCUMENT, number), names=", ".join(named))
        )
    if missing.packs:
        said.append(count("{n:,} damaged pack", "{n:,} damaged packs", missing.packs))
    return ", ".join(said)


def not_arrived_words(missing: Missing) -> str:
    """Return the sentence for what has not arrived, with what to do; "" for nothing."""
    lacking = missing_words(missing)
    if not lacking:
        return ""
    return say("Not all of it has arrived: {lacking}. Sync again once your colleagues have.", lacking=lacking)
