"""What is so of a signed PDF, as values: the words for it are in ``reviewer.desk.words``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reviewer.model.fields import Value, Values, packed, unpacked, values_of


class SignatureCode(StrEnum):
    """What is so. The names of the values that go with each stand behind it; days are ISO dates, times ISO times in UTC."""

    # The file
    NOT_PDF = "not-pdf"
    PDF_DAMAGED = "pdf-damaged"
    PDF_LOCKED = "pdf-locked"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"  # the signature
    CHANGED = "changed"  # what was signed
    FORGED = "forged"  # the signature, or its certificate
    ADDED = "added"
    SEVERAL = "several"  # number, names
    NOT_A_LETTER = "not-a-letter"  # another program's, or signed in another way
    UNCOVERED = "uncovered"  # bytes beside the signature that nothing covers

    # The signer
    WEAK_DIGEST = "weak-digest"  # algorithm
    WEAK_KEY = "weak-key"  # algorithm, bits
    WEAK_CHAIN = "weak-chain"
    NOT_FOR_SIGNING = "not-for-signing"
    NO_TIME = "no-time"
    TO_COME = "to-come"  # at
    NOT_YET_VALID = "not-yet-valid"  # begin, at
    EXPIRED_BEFORE = "expired-before"  # end, at
    EXPIRED_SINCE = "expired-since"  # end, at
    REVOKED_BEFORE = "revoked-before"  # on, at, name
    REVOKED_SINCE = "revoked-since"  # on, at, name
    UNTRUSTED = "untrusted"

    # What is to be known, and speaks against nothing
    UNVOUCHED = "unvouched"
    TRUSTED = "trusted"  # name, file
    REVOCATION_UNKNOWN = "revocation-unknown"


HARMLESS = frozenset({SignatureCode.UNVOUCHED, SignatureCode.TRUSTED, SignatureCode.REVOCATION_UNKNOWN})
"""Said of good letters too."""

RECORDED = frozenset({SignatureCode.UNCOVERED, SignatureCode.EXPIRED_SINCE, SignatureCode.REVOKED_SINCE})
"""What a casebook answers that holds the same bytes: it knows every one of them, and when they were signed."""


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """One thing that is so of a signed PDF."""

    code: SignatureCode
    values: Values = ()

    def value(self, name: str) -> Value | None:
        """Return one of the values, None if it has none of this name."""
        return dict(self.values).get(name)

    def packed(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"code": self.code.value, "values": packed(self.values)}


def signature_fact(code: SignatureCode, /, **values: Value) -> SignatureFact:
    """Return a fact with these values."""
    return SignatureFact(code, values_of(values))


def signature_fact_of(packed: Any) -> SignatureFact:
    """Return the fact of ``packed``; a ValueError, TypeError or KeyError for what is none."""
    return SignatureFact(SignatureCode(packed["code"]), unpacked(packed["values"]))
