"""The words for letters: who signed or withdrew one, and when; and that one cannot be printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from reviewer.desk.display import LetterMade, Superseded
from reviewer.desk.letter_places import Entry
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.held import letter_held_words
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name
from reviewer.desk.words.letter_states import place_words
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


def made_words(made: LetterMade) -> str:
    """Return what a file that was written is: a letter with its signature, the twin of one, or a draft."""
    if made.signed:
        return signed_words(made.signed)
    if made.twin_of:
        signed = signed_words(made.twin_of)
        return say("words of the letter {signed}; the signature is in its PDF", signed=signed)
    return say("draft, not signed")


def beside_words(made: LetterMade) -> str:
    """Return that a letter was signed already, beside a draft of it, and how that is had; "" where there is none."""
    if not made.beside:
        return ""
    signed = signed_words(made.beside)
    return say(
        "this is a draft; the letter that was {signed}, is handed out again by register", signed=signed
    )


def recorded_words(record: Kept[Letter], who: str) -> str:
    """Return by whom a letter was signed and when, and that ``who`` recorded it, if another did."""
    signed = signed_words(record.content)
    if who in {"", record.content.signed_by}:
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
        letter_held_words(entry.held),
    ]
    return "; ".join(part for part in parts if part)


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


def damaged_letter_words(name: str, damaged: str) -> str:
    """Return that what a letter rests on is damaged, and what of it."""
    return say(
        "It is the letter to {name}, but what it rests on is damaged: {damaged}", name=name, damaged=damaged
    )


def untold_letter_words(name: str, damaged: str) -> str:
    """Return that nobody can tell whether a letter stands, and what of what was recorded of it since is damaged."""
    said = "It is a letter to {name}; whether it still stands cannot be told: {damaged}"
    return say(said, name=name, damaged=damaged)


def taken_back_words(who: str, at: int, because: str) -> str:
    """Return by whom a letter was withdrawn, when and why: "withdrawn by Robin Ash, 6 April 2032, 09:30 UTC: Sent astray"."""
    return say("withdrawn by {who}, {when}: {because}", who=who, when=_utc(at), because=because)


def unaddressed_words(lines: Iterable[str], noun: str) -> str:
    """Return that a case does not say whom its letters are to, how they are addressed, as ``lines`` show, and what to do.

    ``noun`` is what the case calls one of those inspected.
    """
    return say(
        "The case does not say whom its letters are to: they are to whom the salutation greets and to the {noun} by its name, as"
        " “{lines}”. If that is not right, give addressee in [letter] of inspection.toml, and amend the case.",
        lines=", ".join(lines),
        noun=noun,
    )


def unprintable_words(body: str, reasons: Iterable[str]) -> str:
    """Return that a body's letter, by its code, cannot be printed, and why, in sentences."""
    return say("The letter to {body} cannot be printed. {why}", body=body, why=" ".join(reasons))


def withdrawn_words(name: str, who: str, at: int, because: str) -> str:
    """Return that a letter is one that was withdrawn, and why."""
    said = "It is a letter to {name} that {who} withdrew on {when}: {because}"
    return say(said, name=name, who=who, when=moment_words(at), because=ended(because))
