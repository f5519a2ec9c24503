"""The check of signed letters that somebody sent: each in the reader process, also where there is no casebook."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reviewer.desk.display import Verified
from reviewer.desk.files import read_file
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.signatures import signature_words
from reviewer.errors import Phrase, ReviewerError, WrongUseError
from reviewer.model.fields import values_of
from reviewer.model.signatures import HARMLESS, RECORDED, SignatureCode, SignatureFact, signature_fact_of

VERIFY_SECONDS = 30.0

Call = Callable[..., tuple[dict[str, Any], bytes]]
"""Has the reader process do something: the op, a file, seconds, and what it is told."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a casebook says of a letter's bytes: whether it holds them, whether they still stand, whose letter; a sentence."""

    held: bool
    stands: bool
    body: str
    sentence: str


Known = Callable[[str], Recorded]
"""Asks a casebook about bytes, by their SHA-256."""


def verify_files(
    call: Call,
    paths: Sequence[Path],
    now: int,
    trust: Sequence[Path] = (),
    revoked: Sequence[Path] = (),
    known: Known | None = None,
) -> tuple[Verified, ...]:
    """Check signed letters at a time (UTC microseconds); ``known`` asks a casebook about their bytes.

    ``trust`` are files of certificates, ``revoked`` of lists of revoked ones (DER or PEM); WrongUseError names one that is
    none. All letters are judged, though some cannot be read; of a single one that cannot, ReviewerError is raised.
    """
    given = {
        "trust": [read_file(path).hex() for path in trust],
        "revoked": [read_file(path).hex() for path in revoked],
        "now": datetime.fromtimestamp(now / 1_000_000, UTC).isoformat(),
    }
    verified: list[Verified] = []
    refused: list[ReviewerError] = []
    for path in paths:
        try:
            verified.append(_verified(call, path, given, (*trust, *revoked), known))
        except _NotGivenError:
            raise
        except ReviewerError as error:
            refused.append(error)
            verified.append(Verified(path, good=False, sentences=(error_words(error),)))
    if refused and len(paths) == 1:
        raise refused[0]
    return tuple(verified)


class _NotGivenError(WrongUseError):
    """A file that was to help the check, and can't."""


def _verified(
    call: Call, path: Path, given: dict[str, Any], helping: Sequence[Path], known: Known | None
) -> Verified:
    sha = hashlib.sha256(read_file(path)).hexdigest()
    answer, _ = call("verify", path, VERIFY_SECONDS, **given)
    for number in answer["unreadable"]:
        message = Phrase(
            "{helping} holds no certificate, and no list of revoked ones", helping=helping[number]
        )
        raise _NotGivenError(message, "Give one in DER or PEM form, as its issuer hands it out.")
    facts = tuple(map(signature_fact_of, answer["facts"]))
    recorded = known(sha) if known else None
    answered = RECORDED if recorded is not None and recorded.held else frozenset()
    against = {fact.code for fact in facts} - HARMLESS - answered
    facts = tuple(_naming(fact, helping) for fact in facts if fact.code not in answered)
    return Verified(
        path=path,
        good=not against and (recorded is None or recorded.stands),
        signer=str(answer["signer"]),
        signed_at=str(answer["signed_at"]),
        intact=bool(answer["intact"]),
        whole=bool(answer["covers_whole"]),
        trusted=bool(answer["trusted"]),
        fingerprint=str(answer["fingerprint"]),
        title=str(answer["title"]),
        reference=str(answer["reference"]),
        reason=str(answer["reason"]),
        body=recorded.body if recorded else "",
        casebook=recorded.sentence if recorded else "",
        facts=facts,
        sentences=(*map(signature_words, facts), *((recorded.sentence,) if recorded else ())),
    )


def _naming(fact: SignatureFact, helping: Sequence[Path]) -> SignatureFact:
    """Name the file that a trusted certificate stands in, which the reader process knows by its number."""
    if fact.code is not SignatureCode.TRUSTED:
        return fact
    file = helping[int(str(fact.value("file")))]
    return SignatureFact(fact.code, values_of({**dict(fact.values), "file": file.name}))
