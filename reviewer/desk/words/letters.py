"""The words for letters: who signed or withdrew one, and when; and that one cannot be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from reviewer.desk.letter_places import Entry, Place
from reviewer.desk.views import Superseded
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name
from reviewer.desk.words.signatures import time_words
from reviewer.errors import ended
from reviewer.model import Kept, Letter


def signer_words(name: str, role: str = "", signed_for: str = "") -> str:
    """Return who signed: the name in the certificate, and a deputy's role and whom it was signed for."""
    return say("{name} ({role}, for {other})", name=name, role=role, other=signed_for) if role else name


def signed_words(letter: Letter) -> str:
    """Return by whom a letter was signed, and when: "signed by Robin Ash (Deputy, for Rowan Ellery), 6 April 2032, 09:30 UTC"."""
    if not letter.signed_by:  # as earlier versions kept it
        return say("signed with the certificate {digits}", digits=letter.signer[:12])
    who = signer_words(letter.signed_by, letter.role, letter.signed_for)
    return say("signed by {who}, {when}", who=who, when=_utc(letter.signed_at))


def recorded_words(kept: Kept[Letter], who: str) -> str:
    """Return by whom a letter was signed and when, and that ``who`` recorded it, if another did."""
    signed = signed_words(kept.content)
    if who in {"", kept.content.signed_by}:
        return signed
    return say("{signed}; recorded by {who}", signed=signed, who=who)


def entry_words(entry: Entry) -> str:
    """Return a line of the register: when, by whom, what became of it, and who recorded it if another did."""
    letter = entry.letter
    parts = [
        _utc(entry.at),
        signer_words(letter.signed_by, letter.role, letter.signed_for)
        or say("certificate {digits}", digits=letter.signer[:12]),
        say("in {language}", language=language_name(letter.language)) if letter.language else "",
        place_words(entry),
        ""
        if entry.recorded_by in {"", letter.signed_by}
        else say("recorded by {who}", who=entry.recorded_by),
        "" if entry.here else say("its file is not in this casebook"),
    ]
    return "; ".join(part for part in parts if part)


def place_words(entry: Entry) -> str:
    """Return what became of a signed letter, without a full stop."""
    if entry.place is Place.WITHDRAWN and entry.because:
        return say("withdrawn: {because}", because=entry.because)
    return say(_PLACES[entry.place])


_PLACES: Mapping[Place, str] = MappingProxyType({
    Place.STANDS: "stands",
    Place.CHANGED: "stands, but verdicts or evidence have changed since",
    Place.AMENDED: "stands as it was signed, but the case was amended since",
    Place.OTHER_WORDS: "stands, but its words are not what its verdicts say: it is not handed out again",
    Place.DAMAGED: "stands, but what it rests on is damaged",
    Place.SUPERSEDED: "a later one took its place",
    Place.WITHDRAWN: "withdrawn",
})  # fmt: skip


def _utc(at: int) -> str:
    return time_words(datetime.fromtimestamp(at / 1_000_000, UTC).isoformat())


def superseded_words(before: Superseded) -> str:
    """Return that a signed letter stands, whose it is, and who recorded it if another did; without a full stop."""
    said = "A letter to {name} that {who} signed on {when} stands already"
    who = signer_words(before.signed_by or before.who, before.role, before.signed_for)
    words = say(said, name=before.name, who=who, when=_utc(before.at))
    if before.own or before.who in {"", before.signed_by}:
        return words
    return say("{words}; {who} recorded it", words=words, who=before.who)


def found_words(place: Place, name: str) -> str:
    """Return what a casebook says of a letter that it knows, where the place says it all."""
    return say(_FOUND[place], name=name)


_FOUND: Mapping[Place, str] = MappingProxyType({
    Place.STANDS: "It is the letter to {name} as it stands in this casebook.",
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


def damaged_letter_words(name: str, damaged: str) -> str:
    """Return that what a letter rests on is damaged, and what of it."""
    return say(
        "It is the letter to {name}, but what it rests on is damaged: {damaged}", name=name, damaged=damaged
    )


def taken_back_words(who: str, at: int, because: str) -> str:
    """Return by whom a letter was withdrawn, when and why: "withdrawn by Robin Ash, 6 April 2032, 09:30 UTC: Sent astray"."""
    return say("withdrawn by {who}, {when}: {because}", who=who, when=_utc(at), because=because)


def unaddressed_words(lines: Iterable[str]) -> str:
    """Return that a case does not say whom its letters are to, how they are addressed, as ``lines`` show, and what to do."""
    return say(
        "The case does not say whom its letters are to: they are to whom the salutation greets and to the body by its name, as"
        " “{lines}”. If that is not right, give addressee in [letter] of inspection.toml, and amend the case.",
        lines=", ".join(lines),
    )


def unprintable_words(body: str, reasons: Iterable[str]) -> str:
    """Return that a body's letter, by its code, cannot be printed, and why, in sentences."""
    return say("The letter to {body} cannot be printed. {why}", body=body, why=" ".join(reasons))


def withdrawn_words(name: str, who: str, at: int, because: str) -> str:
    """Return that a letter is one that was withdrawn, and why."""
    said = "It is a letter to {name} that {who} withdrew on {when}: {because}"
    return say(said, name=name, who=who, when=moment_words(at), because=ended(because))
