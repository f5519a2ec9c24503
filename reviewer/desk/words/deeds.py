"""The words for what a person did: short, as they stand behind "Undo" and in a list of acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.model import Role
from reviewer.model.deeds import Deed, DeedCode, OwnAct, Stay, StayCode, TurnedMany

_OF_ONE: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "{name} received",
    DeedCode.INCLUDED: "{name} included",
    DeedCode.LEFT_OUT: "{name} left out",
    DeedCode.MOVED: "{name} moved to {other}",
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
    DeedCode.SETTLED: "Conflict settled",
    DeedCode.FOUNDED: "Inspection begun",
    DeedCode.ROLE: "{name} takes part as {role}",
    DeedCode.RETIRED: "A copy of the casebook said to hold nothing any more",
    DeedCode.TAKEN_BACK: "Something that had been taken back before",
    DeedCode.DAMAGED: "Something whose record is damaged",
    DeedCode.OTHER: "Something that this version of Reviewer does not know",
})  # fmt: skip
_OF_MANY: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "{documents} received",
    DeedCode.INCLUDED: "{documents} included",
    DeedCode.LEFT_OUT: "{documents} left out",
    DeedCode.MOVED: "{documents} moved to {other}",
    DeedCode.CONFIRMED: "{passages} confirmed",
})  # fmt: skip
_TAKEN_BACK: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "Receipt of {name} taken back",
    DeedCode.VERSION: "{name} is no new version any more",
    DeedCode.TIED: "Passage untied from {name}",
    DeedCode.CARRIED: "Passage untied from {name}",
    DeedCode.CONFIRMED: "Passage untied",
    DeedCode.NOTED: "Passage untied",
    DeedCode.SEARCHED: "Search for {name} taken back",
    DeedCode.INCLUDED: "{name} neither included nor left out any more",
    DeedCode.LEFT_OUT: "{name} neither included nor left out any more",
    DeedCode.SEEN: "A piece not looked at any more",
    DeedCode.TYPED: "What was typed of {name} taken back",
    DeedCode.JUDGED: "Verdict on {name} taken back",
    DeedCode.GRADED: "Category taken back",
    DeedCode.WRITTEN: "Paragraph restored",
    DeedCode.JOINED: "{name} no longer named",
    DeedCode.SETTLED: "Conflict opened again",
    DeedCode.DAMAGED: "Something whose record is damaged taken back",
    DeedCode.OTHER: "Something that this version of Reviewer does not know taken back",
})  # fmt: skip


_TAKEN_BACK_OF_MANY: Mapping[DeedCode, str] = MappingProxyType({
    DeedCode.RECEIVED: "Receipt of {documents} taken back",
    DeedCode.TIED: "{passages} untied from {name}",
    DeedCode.CARRIED: "{passages} untied from {name}",
    DeedCode.INCLUDED: "{documents} neither included nor left out any more",
    DeedCode.LEFT_OUT: "{documents} neither included nor left out any more",
    DeedCode.SEEN: "{pieces} not looked at any more",
})  # fmt: skip


def deed_words(deed: Deed) -> str:
    """Return what was done, without a full stop."""
    form = _OF_MANY.get(deed.code, "") if deed.count > 1 else ""
    if deed.code is DeedCode.SIGNED and deed.name:  # earlier versions did not keep by whom
        form = "Letter signed by {name} ({other})" if deed.other else "Letter signed by {name}"
    if deed.code is DeedCode.SETTLED and deed.name:
        form = "Conflict on {name} settled"
    if deed.code is DeedCode.ROLE and deed.other == Role.NONE:
        form = "{name} takes no part"
    if deed.code is DeedCode.MOVED and deed.origin:
        form = "{name} moved from {origin} to {other}"
    if deed.taken_back is not None:
        many = _TAKEN_BACK_OF_MANY.get(deed.taken_back, "") if deed.count > 1 else ""
        form = many or _TAKEN_BACK.get(deed.taken_back, "")
        if deed.taken_back is DeedCode.SETTLED and deed.name:
            form = "Conflict on {name} opened again"
    return say(
        form or _OF_ONE[deed.code],
        name=deed.name,
        other=deed.other,
        origin=deed.origin,
        role=say(deed.other),  # as it is called: ROLES of ``members`` says each for the catalogue
        documents=counted(Noun.DOCUMENT, deed.count),
        passages=counted(Noun.PASSAGE, deed.count),
        pieces=counted(Noun.PIECE, deed.count),
    )


def turning_words(act: OwnAct) -> str:
    """Return what undo or redo would record for an act, without a full stop; "" where all of it stays."""
    if act.turning is None:
        return ""
    words = deed_words(act.turning)
    return say("{act}, as it was before", act=words) if act.restores else words


_STAYS: Mapping[StayCode, str] = MappingProxyType({
    StayCode.OVERTAKEN: "Decided again by somebody since, so it stays: {act}.",
    StayCode.FOR_GOOD: "What was signed is for good, so it stays: {act}.",
    StayCode.HELD: "A signed letter or a record rests on it, so it stays: {act}.",
    StayCode.SETTLED: "It settled what people had decided differently, so it stays: {act}.",
    StayCode.DAMAGED: "A record of it, or of what stood before, is damaged, so it stays: {act}.",
    StayCode.UNKNOWN: "What stood before is of a newer version of Reviewer, so it stays: {act}.",
})  # fmt: skip
_CANNOT: Mapping[StayCode, tuple[str, str]] = MappingProxyType({
    StayCode.OVERTAKEN: ("a later record stands in its place", "Decide again instead."),
    StayCode.HELD: (
        "a signed letter rests on it, or something that it brought is in use", "Amend the case again instead.",
    ),
    StayCode.SETTLED: ("it settled what people had decided differently", "Decide again instead."),
    StayCode.DAMAGED: (
        "a record of it, or of what stood before, is damaged", "Sync to get it back, or decide again.",
    ),
    StayCode.UNKNOWN: ("what stood before is of a newer version of Reviewer", "Install the newer version."),
})  # fmt: skip
_FOR_GOOD = ("a signed letter has left the house", "Withdraw it, or sign anew.")
_NAMED = 3  # acts that stay for one reason and are named


def stays_lines(stays: Iterable[Stay]) -> tuple[str, ...]:
    """Return of the acts that undo or redo left why they stay, in a sentence for each reason."""
    by_reason: dict[StayCode, list[str]] = {}
    for stay in stays:
        by_reason.setdefault(stay.why, []).append(deed_words(stay.act))
    return tuple(say(_STAYS[why], act=_named(acts)) for why, acts in by_reason.items())


def stay_reasons(act: OwnAct) -> tuple[str, ...]:
    """Return why an act, or a part of it, stays, and what to do instead: a sentence for each reason."""
    if act.behind:
        return (say("An act above stays, and undo does not go past it."),)
    reasons = (_FOR_GOOD if why is StayCode.FOR_GOOD else _CANNOT[why] for why in act.stays)
    form = "It stays: {why}. {remedy}" if act.turning is None else "A part of it stays: {why}. {remedy}"
    return tuple(say(form, why=say(why), remedy=say(remedy)) for why, remedy in reasons)


def turned_lines(turned: TurnedMany, *, again: bool) -> tuple[str, ...]:
    """Return what several undos did (or redos, ``again``), and why it stopped where it did, each in a sentence."""
    lines = []
    if turned.sentences:
        form = "Done again: {acts}." if again else "Undone: {acts}."
        lines.append(say(form, acts=_named(list(turned.sentences))))
    else:
        lines.append(say("Nothing was done again.") if again else say("Nothing was undone."))
    if turned.cancelled:
        lines.append(say("It was stopped; what was done by then is kept."))
    return (*lines, *stays_lines(turned.stays))


def _named(acts: list[str]) -> str:
    named = "; ".join(acts[:_NAMED])
    more = len(acts) - _NAMED
    return named if more <= 0 else say("{acts}; and {more} more", acts=named, more=more)


def cannot_words(stay: Stay, word: str) -> tuple[str, str]:
    """Return that an act can't be turned ("undone", "done again"), and why; and what to do instead."""
    why, remedy = _CANNOT[stay.why]
    message = say("“{act}” cannot be {word}: {why}", act=deed_words(stay.act), word=say(word), why=say(why))
    return message, say(remedy)
