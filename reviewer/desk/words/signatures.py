"""The words for what is so of a signed PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.desk.words.days import date_words
from reviewer.desk.words.language import say
from reviewer.desk.words.templates import Said, advice, filled, joined
from reviewer.model.fields import Value, Values
from reviewer.model.signatures import SignatureCode, SignatureFact

if TYPE_CHECKING:
    from reviewer.desk.display import Verified

SIGNATURES: Mapping[SignatureCode, Said] = MappingProxyType({
    SignatureCode.NOT_PDF: Said("It is not a PDF."),
    SignatureCode.PDF_DAMAGED: Said(
        "It cannot be read as a PDF: it is damaged, or was changed after it was made.", "Ask for it to be sent again."
    ),
    SignatureCode.PDF_LOCKED: Said(
        "It is locked with a password, so its signature cannot be checked.", "Ask for a copy without a password: letters have none."
    ),
    SignatureCode.UNSIGNED: Said("It is not signed."),
    SignatureCode.UNREADABLE: Said(
        "Its signature cannot be read: it is damaged, was changed, or is of a kind that is not known here."
    ),
    SignatureCode.CHANGED: Said("Its content is not what was signed: it was changed afterwards."),
    SignatureCode.FORGED: Said("Its signature was not made with the key of its certificate: one of them was changed, or it is forged."),
    SignatureCode.ADDED: Said(
        "The signature does not cover the whole file: something was added or moved after it was signed."
    ),
    SignatureCode.SEVERAL: Said("It carries {number} signatures, by {listed}; a letter has one."),
    SignatureCode.NOT_A_LETTER: Said(
        "It is signed, but not as a letter of this program is: certified, with no change allowed. Another program signed it."
    ),
    SignatureCode.UNCOVERED: Said(
        "Beside its signature stands what no signature covers, and what this program does not write:"
        " another program signed it, or somebody changed that place. What it says is as it was signed."
    ),

    SignatureCode.WEAK_DIGEST: Said("It was signed by way of {algorithm}, which is too weak: other words can be made to fit."),
    SignatureCode.WEAK_KEY: Said("Its signer's key ({algorithm}, {bits} bits) is too weak: others can work it out, and sign with it."),
    SignatureCode.WEAK_CHAIN: Said("A certificate on the way to the trusted one rests on a method that is too weak."),
    SignatureCode.NOT_FOR_SIGNING: Said("The signer's certificate is not one for signing."),
    SignatureCode.NO_TIME: Said("It does not say when it was signed."),
    SignatureCode.TO_COME: Said(
        "It says that it was signed on {at}, which is still to come.", "Check the date of this computer."
    ),
    SignatureCode.NOT_YET_VALID: Said(
        "It was signed before the signer's certificate was valid: that is from {begin} on, and it says {at}."
    ),
    SignatureCode.EXPIRED_BEFORE: Said(
        "The signer's certificate had expired when it was signed: on {end}, and it says {at}."
    ),
    SignatureCode.EXPIRED_SINCE: Said(
        "The signer's certificate expired on {end}. That it was signed before, on {at}, is said by the signer alone.",
        "The casebook that it was signed in knows when: check it together with that.",
    ),
    SignatureCode.REVOKED_BEFORE: Said("The certificate of {name} had been revoked when it was signed: on {on}, and it says {at}."),
    SignatureCode.REVOKED_SINCE: Said(
        "The certificate of {name} was revoked on {on}. That it was signed before, on {at}, is said by the signer alone.",
        "The casebook that it was signed in knows when: check it together with that.",
    ),
    SignatureCode.UNTRUSTED: Said(
        "None of the certificates to trust stands behind the signer.", "Ask its issuer for the one that does, or compare the fingerprint."
    ),

    SignatureCode.UNVOUCHED: Said(
        "Nobody vouches for the signer here: compare the fingerprint, or give a certificate to trust."
    ),
    SignatureCode.TRUSTED: Said("The signer is trusted by way of {name} ({file})."),
    SignatureCode.REVOCATION_UNKNOWN: Said("Whether the signer's certificate was revoked is not known here."),
})  # fmt: skip


def signature_words(fact: SignatureFact) -> str:
    """Return in a line what is so, and what to do about it."""
    said, values = SIGNATURES[fact.code], _readable(fact.values)
    return joined(filled(said, values), advice(said, values))


def verified_lines(letter: Verified, file: str) -> tuple[str, ...]:
    """Return what a check found of a letter, a line each; first whether it is good, by the name that ``file`` gives it."""
    answer = say("{file}: good", file=file) if letter.good else say("{file}: NOT GOOD", file=file)
    return (answer, *signed_lines(letter), *letter.sentences)


def signed_lines(letter: Verified) -> tuple[str, ...]:
    """Return what a signed PDF is, who signed it and when, why, and with which certificate, a line each; none for what is not known."""
    title, signer, at = letter.title, letter.signer, letter.signed_at
    about = (
        say("{title} ({reference})", title=title, reference=letter.reference) if letter.reference else title
    )
    by = (
        say("Signed by {name}, {at}", name=signer, at=time_words(at))
        if at
        else say("Signed by {name}", name=signer)
    )
    why = say("Given as the reason: {reason}", reason=letter.reason)
    mark = say("Fingerprint (SHA-256): {digits}", digits=grouped(letter.fingerprint))
    known = ((title, about), (signer, by), (letter.reason, why), (letter.fingerprint, mark))
    return tuple(line for is_known, line in known if is_known)


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups of four, as it is read out and compared."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def time_words(at: str) -> str:
    """Return an ISO time in UTC as it is read: "6 April 2032, 09:30 UTC"; what is none as it is."""
    try:
        time = datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:
        return at
    return say("{day}, {time} UTC", day=date_words(time), time=f"{time:%H:%M}")


def _readable(values: Values) -> Values:
    return tuple((name, _value(name, value)) for name, value in (*values, *_listed(values)))


def _value(name: str, value: Value) -> Value:
    if name == "at" and isinstance(value, str):
        return time_words(value)
    if name in {"begin", "end", "on"} and isinstance(value, str):
        return date_words(date.fromisoformat(value))
    return value


def _listed(values: Values) -> Values:
    names = dict(values).get("names")
    return (("listed", say(" and ").join(names)),) if isinstance(names, tuple) else ()
