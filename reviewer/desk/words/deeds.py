"""The words for what a person did: short, as they stand behind "Undo" and in a list of acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.model.deeds import Deed, DeedCode

_OF_ONE: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "{name} received",
    DeedCode.INCLUDED: "{name} included",
    DeedCode.LEFT_OUT: "{name} left out",
    DeedCode.VERSION: "{name} is a new version of {other}",
    DeedCode.TIED: "Passage tied to {name}",
    DeedCode.CARRIED: "{passages} tied to {name}",
    DeedCode.CONFIRMED: "Passage confirmed",
    DeedCode.NOTED: "Note on a passage",
    DeedCode.SEARCHED: "Search for {name}",
    DeedCode.SEEN: "{pieces} looked at",
    DeedCode.TYPED: "Words of {name} typed out",
    DeedCode.JUDGED: "Verdict on {name}",
    DeedCode.GRADED: "Category chosen",
    DeedCode.WRITTEN: "Paragraph edited",
    DeedCode.SIGNED: "Letter signed",
    DeedCode.WITHDRAWN: "Signed letter withdrawn",
    DeedCode.AMENDED: "Case amended",
    DeedCode.JOINED: "{name} joined",
    DeedCode.TAKEN_BACK: "Taken back",
    DeedCode.OTHER: "Something that this version of Reviewer does not know",
})  # fmt: skip
_OF_MANY: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "{documents} received",
    DeedCode.INCLUDED: "{documents} included",
    DeedCode.LEFT_OUT: "{documents} left out",
    DeedCode.CONFIRMED: "{passages} confirmed",
})  # fmt: skip
_TAKEN_BACK: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "Receipt of {name} taken back",
    DeedCode.VERSION: "{name} is no new version any more",
    DeedCode.TIED: "Passage untied from {name}",
    DeedCode.SEEN: "A piece not looked at any more",
    DeedCode.TYPED: "What was typed of {name} taken back",
    DeedCode.JUDGED: "Verdict on {name} taken back",
    DeedCode.GRADED: "Category taken back",
    DeedCode.WRITTEN: "Paragraph restored",
})  # fmt: skip


def deed_words(deed: Deed) -> str:
    """Return what was done, without a full stop."""
    form = _OF_MANY.get(deed.code, "") if deed.count > 1 else ""
    if deed.code is DeedCode.SIGNED and deed.name:  # earlier versions did not keep by whom
        form = "Letter signed by {name} ({other})" if deed.other else "Letter signed by {name}"
    if deed.taken_back is not None:
        form = _TAKEN_BACK.get(deed.taken_back, "")
    return say(
        form or _OF_ONE[deed.code],
        name=deed.name,
        other=deed.other,
        documents=counted(Noun.DOCUMENT, deed.count),
        passages=counted(Noun.PASSAGE, deed.count),
        pieces=counted(Noun.PIECE, deed.count),
    )


def stays_lines(decided: Iterable[str], held: Iterable[str]) -> tuple[str, ...]:
    """Return of each act that undo or redo left why it stays, in a sentence: decided again since, or held by what rests on it."""
    return (
        *(say("Decided again by somebody since, so it stays: {act}.", act=act) for act in decided),
        *(say("A signed letter or a record rests on it, so it stays: {act}.", act=act) for act in held),
    )
