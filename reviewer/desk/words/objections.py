"""The words for what is to be said against a letter's words before it is signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from reviewer.desk.words.language import say
from reviewer.desk.words.templates import Said, filled, joined
from reviewer.errors import ended
from reviewer.model.fields import Value
from reviewer.model.objections import Objection, ObjectionCode

_SHOWN = 70  # characters of a sentence in a line of a message
_AROUND = 30  # of them before the words that are wrong
_READ = 240  # of what is a person's own alone, which is to be read
_PIECE = 160  # of one change
_BESIDE = frozenset({ObjectionCode.OPPOSITE, ObjectionCode.REWORDED, ObjectionCode.TURNED_ROUND})

OBJECTIONS: Mapping[ObjectionCode, Said] = MappingProxyType({
    ObjectionCode.ORPHAN: Said(
        "The paragraph that “{sentence}” was written for is no longer in the letter",
        "Move its words to another paragraph, or take it back.",
    ),
    ObjectionCode.UNLINKED: Said(
        "“{sentence}” is linked to no verdict", "Link it to the verdict it rests on, or say why it is no finding."
    ),
    ObjectionCode.STALE_LINK: Said(
        "“{sentence}” rests on a verdict that has changed since", "Read it again and link it anew."
    ),
    ObjectionCode.TAKEN_OUT: Said(
        "A paragraph was taken out of the letter without a reason", "Say why, or take that back."
    ),
    ObjectionCode.UNPRINTABLE: Said("{what}"),
    ObjectionCode.LEFT_OUT: Said(
        "The letter no longer says “{sentence}”", "Write it again, or link what replaces it."
    ),
    ObjectionCode.NOT_SAID: Said(
        "The letter does not say the verdict on “{title}”", "Write it, or link what says it to the verdict."
    ),
    ObjectionCode.SAID_TWICE: Said(
        "The verdict on “{title}” is said twice: “{sentence}”", "Take one of the two out."
    ),
    ObjectionCode.OTHER_FINDING: Said(
        "“{sentence}” says “{said}” of “{title}”, and the verdict is “{recorded}”",
        "Write what the verdict says, or change the verdict.",
    ),
    ObjectionCode.OPPOSITE: Said(
        "“{sentence}” says the opposite of the verdict: “{recorded}”",
        "Write what the verdict says, or change the verdict.",
    ),
    ObjectionCode.REWORDED: Said(
        "“{sentence}” stands for the verdict's own words: “{recorded}”", "Make sure that it says the same."
    ),
    ObjectionCode.TURNED_ROUND: Said(
        "“{sentence}” says the opposite of what stood there: “{recorded}”", "Make sure that it is meant."
    ),
    ObjectionCode.OTHER_VERDICT: Said(
        "“{sentence}” may say another verdict than those that it stands with: “{recorded}”",
        "Make sure that it says the same.",
    ),
    ObjectionCode.CHANGED: Said("In “{sentence}”: {changes}", "Make sure that it is meant."),
    ObjectionCode.OWN_WORDS: Said("“{sentence}”: nothing in the record says this", "Read it once more."),
    ObjectionCode.NO_SUCH_DAY: Said("There is no “{words}”, as in “{sentence}”", "Write the day as it was."),
    ObjectionCode.OTHER_WEEKDAY: Said(
        "“{words}” was a {weekday}, in “{sentence}”", "Put the date or the weekday right."
    ),
    ObjectionCode.OTHER_DAY: Said(
        "“{words}” is another day than the case's {recorded}, in “{sentence}”", "Make sure that it is meant."
    ),
    ObjectionCode.MORE_THAN_ALL: Said("“{words}” is more than all, in “{sentence}”", "Put the figures right."),
    ObjectionCode.OTHER_COUNT: Said(
        "“{words}” in “{sentence}”, and the record has {recorded} {of}", "Make sure that it is meant."
    ),
    ObjectionCode.OTHER_FIGURE: Said(
        "“{words}” stands where the case has “{recorded}”, in “{sentence}”",
        "Write it as the case has it; if that is wrong, amend the case.",
    ),
    ObjectionCode.WRONG_LINK: Said(
        "“{words}” leads to another address: {target}", "Let the link lead to what it says, or take it out."
    ),
    ObjectionCode.OTHER_LINK: Said(
        "“{words}” leads to {target}, which the case has not", "Make sure that it is meant."
    ),
    ObjectionCode.OTHER_ADDRESS: Said(
        "“{words}” is not where the case has enquiries sent, {recorded}", "Make sure that it is meant."
    ),
    ObjectionCode.WRONG_BODY: Said(
        "“{words}” is a name of {name}, and stands where the letter speaks of whom it is about, in “{sentence}”",
        "Write whom the letter is about.",
    ),
    ObjectionCode.OTHER_BODY: Said(
        "“{words}” is a name of {name}, in “{sentence}”", "Make sure that it is meant in this letter."
    ),
})  # fmt: skip


_INSTEAD = Said("“{new}” stands where the case's letter has “{gone}”")
_ADDED = Said("“{new}” was added")
_GONE = Said("“{gone}” was taken out")


def objection_words(objection: Objection) -> str:
    """Return what is to be said against a letter's words, and what to do about it."""
    said = OBJECTIONS[objection.code]
    return joined(objection_alone(objection), say(said.remedy))


def objection_alone(objection: Objection) -> str:
    """Return what is to be said against a letter's words, without what to do."""
    known = dict(objection.values)
    shown = {"sentence": _short(objection.sentence, objection.start), "words": _short(objection.words, 0)}
    recorded = known.get("recorded")
    if isinstance(recorded, str):
        shown["recorded"] = _short(recorded, 0)
    if isinstance(recorded, str) and objection.code in _BESIDE:  # both from where they differ
        differ = _differ(recorded, objection.sentence)
        shown |= {"sentence": _short(objection.sentence, differ), "recorded": _short(recorded, differ)}
    if objection.code is ObjectionCode.CHANGED:
        shown["changes"] = "; ".join(_changes(known))
    if objection.code in {ObjectionCode.OWN_WORDS, ObjectionCode.REWORDED}:
        shown["sentence"] = _short(objection.sentence, 0, _READ)
    return filled(OBJECTIONS[objection.code], tuple({**known, **shown}.items()))


def _changes(known: Mapping[str, Value]) -> Iterator[str]:
    gone, new = known["gone"], known["new"]
    for before, after in zip(_row(gone), _row(new), strict=True):
        said = _INSTEAD if before and after else _ADDED if after else _GONE
        values = {"gone": _middle(before), "new": _middle(after)}
        yield filled(said, tuple(values.items()))


def _row(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _middle(text: str) -> str:
    """Return a text, or the beginning and the end of a long one."""
    if len(text) <= _PIECE:
        return text
    half = _PIECE // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def case_doubt_words(objection: Objection) -> str:
    """Return what is to be said against the case's own words, which would stand in every letter."""
    return ended(say("In the case's own words: {what}", what=objection_alone(objection)))


def objection_lines(objections: Iterable[Objection]) -> tuple[str, ...]:
    """Return a line for each."""
    return tuple(map(objection_words, objections))


def _differ(one: str, other: str) -> int:
    """Return where two texts begin to differ."""
    least = min(len(one), len(other))
    return next((at for at in range(least) if one[at] != other[at]), least)


def _short(text: str, at: int, most: int = _SHOWN) -> str:
    """Return a text, or of a long one so much that what stands ``at`` a place is in it."""
    if len(text) <= most:
        return text
    start = max(at - _AROUND, 0)
    if start:
        start = text.find(" ", start) + 1 or start
    rest = text[start:]
    cut = rest if len(rest) <= most else f"{rest[:most].rsplit(' ', 1)[0]}…"
    return f"…{cut}" if start else cut
