"""The words for how signed letters stand: every table here has a word for each way, and nowhere else is one said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.letter_places import Entry, LetterNow, Place
from reviewer.desk.words.language import say


def place_words(entry: Entry) -> str:
    """Return what became of a signed letter, without a full stop."""
    if entry.place is Place.WITHDRAWN and entry.because:
        return say("withdrawn: {because}", because=entry.because)
    return say(_PLACES[entry.place])


_PLACES: Mapping[Place, str] = MappingProxyType({
    Place.STANDS: "stands",
    Place.UNCOMPARED: "stands, but its words could not be compared with its verdicts",
    Place.CHANGED: "stands, but verdicts or evidence have changed since",
    Place.AMENDED: "stands as it was signed, but the case was amended since",
    Place.OTHER_WORDS: "stands, but its words are not what its verdicts say: it is not handed out again",
    Place.DAMAGED: "stands, but what it rests on is damaged",
    Place.UNTOLD: "whether it still stands cannot be told: what was recorded of it since is damaged",
    Place.SUPERSEDED: "a later one took its place",
    Place.WITHDRAWN: "withdrawn",
})  # fmt: skip


def found_words(place: Place, name: str) -> str:
    """Return what a casebook says of a letter that it knows, where the place says it all."""
    return say(_FOUND[place], name=name)


_FOUND: Mapping[Place, str] = MappingProxyType({
    Place.STANDS: "It is the letter to {name} as it stands in this casebook.",
    Place.UNCOMPARED: "It is the letter to {name} that stands in this casebook, but its words could not be compared with its verdicts.",
    Place.CHANGED: "It is the letter to {name}, but verdicts or evidence have changed since.",
    Place.OTHER_WORDS: "It is the letter to {name}, but its words are not what its verdicts say.",
    Place.SUPERSEDED: "It is an earlier letter to {name}: a later one supersedes it.",
})  # fmt: skip


def other_words_words(name: str) -> str:
    """Return that a letter says something else than its verdicts."""
    return found_words(Place.OTHER_WORDS, name)


def other_words_remedy() -> str:
    """Return what to do about such a letter."""
    return say("It is not handed out again. Sign the letter anew, with the reason, and send that one.")


def since_words(place: Place | None) -> str:
    """Return what is to be known of a letter that stands beside that it was signed, without a full stop; "" for nothing."""
    return say(_SINCE[place]) if place in _SINCE else ""


_SINCE: Mapping[Place | None, str] = MappingProxyType({
    Place.UNCOMPARED: "its words could not be compared with its verdicts",
    Place.CHANGED: "verdicts or evidence have changed since",
    Place.AMENDED: "the case was amended since, so a new one would say something else",
    Place.OTHER_WORDS: "its words are not what its verdicts say",
    Place.DAMAGED: "what it rests on is damaged",
    Place.UNTOLD: "whether it still stands cannot be told: what was recorded of it since is damaged",
})  # fmt: skip


def beside_words(place: Place | None) -> str:
    """Return what is to be known, and done, of a letter that stands beside its draft, as sentences; "" for nothing."""
    words = say(_BESIDE[place]) if place in _BESIDE else ""
    return f"{words} {other_words_remedy()}" if place is Place.OTHER_WORDS else words


_BESIDE: Mapping[Place | None, str] = MappingProxyType({
    Place.UNCOMPARED: "Its words could not be compared with its verdicts: check the casebook.",
    Place.CHANGED: "Verdicts or evidence have changed since: sign again to supersede it, with a reason.",
    Place.AMENDED: "The case was amended since, so a new one would say something else: sign again to supersede it, with a reason.",
    Place.OTHER_WORDS: "Its words are not what its verdicts say.",
    Place.DAMAGED: "What it rests on is damaged: check the casebook, it names it.",
})  # fmt: skip


def short_words(place: Place | None) -> str:
    """Return, as short as it can be said, how a letter stands that is not as it was signed; "" for one that is."""
    return say(_SHORT[place]) if place in _SHORT else ""


_SHORT: Mapping[Place | None, str] = MappingProxyType({
    Place.CHANGED: "Changed since",
    Place.AMENDED: "Case amended",
    Place.OTHER_WORDS: "Other words",
    Place.DAMAGED: "Damaged",
})  # fmt: skip


def listed_words(state: str, place: Place | None, *, compared: bool = False) -> str:
    """Return how a letter stands in a list: "signed (changed since)"; ``state`` is the record's own word.

    That its words were not compared is said only where it was tried: ``compared``.
    """
    if place is Place.UNCOMPARED and compared:
        return f"{state} ({since_words(place)})"
    return f"{state} ({say(_LISTED[place])})" if place in _LISTED else state


_LISTED: Mapping[Place | None, str] = MappingProxyType({
    Place.CHANGED: "changed since",
    Place.AMENDED: "the case was amended since",
    Place.OTHER_WORDS: "its words are not what its verdicts say",
    Place.DAMAGED: "what it rests on is damaged",
})  # fmt: skip


def foot_words(letter: LetterNow | None) -> tuple[str, str]:
    """Return a heading and a line on a body's letter where nothing is left before it can be signed; None: none stands."""
    if letter is None:
        return say("Ready to sign"), say("Every finding has what it rests on")
    head, line = _FOOT[letter.place]
    return say(head), say(line)


_FOOT: Mapping[Place, tuple[str, str]] = MappingProxyType({
    Place.STANDS: ("Signed", "The letter stands as it was signed"),
    Place.UNCOMPARED: ("Signed", "The letter is not compared with its verdicts yet"),
    Place.AMENDED: ("Signed", "The case was amended since: a letter signed now would say so"),
    Place.CHANGED: ("Changed since signing", "Sign again to supersede the signed letter"),
    Place.OTHER_WORDS: ("Signed with other words", "Its words are not what its verdicts say: sign the letter anew"),
    Place.DAMAGED: ("Damaged since signing", "What the signed letter rests on is damaged: check the casebook"),
})  # fmt: skip
