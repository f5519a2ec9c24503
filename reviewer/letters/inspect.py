"""What may be said of a signed PDF. It parses bytes from outside, so it runs only in the reader process.

Nothing is fetched: no revocation, no issuer, no time stamp. A letter is sound when one certification
signature that allows no change covers every byte of the file, the bytes are those that were signed, and no byte of the
signature's own place could be another (``envelope``).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reviewer.letters.at_once import at_once
from reviewer.letters.signature_check import SignatureCheck
from reviewer.letters.vouching import Given, given, named
from reviewer.model.signatures import HARMLESS, SignatureCode

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import PdfSignatureStatus
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

LONGEST_REASON = 300  # characters: anybody's PDF may say anything

PARTLY = frozenset({SignatureCode.CHANGED, SignatureCode.FORGED, SignatureCode.ADDED})
"""With one of these it would say nothing more to look at what else no signature covers."""


def verify(data: Any, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Check a PDF's signature at ``args["now"]``, an ISO time.

    ``data`` reads like bytes. ``args["trust"]`` lists files (hex) of certificates to trust, ``args["revoked"]`` lists of
    revoked ones, both DER or PEM. The answer is a ``SignatureCheck`` as a dict, never an exception for a bad file. With
    certificates to trust, ``good`` asks that one of them stands behind the signer.
    """
    check = SignatureCheck()
    with _quiet():
        help_given = given(args)
        check.unreadable = list(help_given.unreadable)
        try:
            _verify(bytes(data), help_given, check)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  # what a broken file makes of a parser is not worth telling apart
            check.intact = check.covers_whole = check.trusted = False
            check.title = check.reference = check.reason = ""
            check.tell(SignatureCode.UNREADABLE if check.signed else SignatureCode.PDF_DAMAGED)
    check.good = check.codes <= HARMLESS
    return asdict(check), b""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyHanko from logging tracebacks of what is found: the answer says it."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _verify(data: bytes, help_given: Given, check: SignatureCheck) -> None:
    reader = _opened(data, check)
    if reader is None:
        return
    check.signed = bool(_signature_objects(reader))
    signatures = reader.embedded_regular_signatures
    if not signatures:
        check.tell(SignatureCode.UNREADABLE if check.signed else SignatureCode.UNSIGNED)
        return
    first = signatures[0]
    _name(first, check)
    status = _status(first, help_given)
    _judge_bytes(data, first, status, check)
    if len(signatures) > 1:
        names = tuple(dict.fromkeys(named(each.signer_cert) for each in signatures))
        check.tell(SignatureCode.SEVERAL, number=len(signatures), names=names)
    if check.intact:
        _describe(reader, first, check)
        help_given.judge(first, status, check)


def _opened(data: bytes, check: SignatureCheck) -> PdfFileReader | None:
    """Open a PDF that can be opened without a password; None where that is told."""
    from pyhanko.pdf_utils.crypt import AuthStatus
    from pyhanko.pdf_utils.reader import PdfFileReader

    if b"%PDF-" not in data[:1024]:
        check.tell(SignatureCode.NOT_PDF)
        return None
    reader = PdfFileReader(io.BytesIO(data))
    if reader.encrypted and reader.decrypt(b"").status is AuthStatus.FAILED:
        check.tell(SignatureCode.PDF_LOCKED)
        return None
    return reader


def _signature_objects(reader: PdfFileReader) -> list[object]:
    """The fields that hold a signature, also one that can't be read further."""
    from pyhanko.sign.fields import enumerate_sig_fields

    return [value for _, value, _ in enumerate_sig_fields(reader, filled_status=True)]


def _status(signature: EmbeddedPdfSignature, help_given: Given) -> PdfSignatureStatus:
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    context = help_given.context(signature)
    anything = KeyUsageConstraints(key_usage=set())  # what it may be used for is looked at by ``vouching``
    return at_once(async_validate_pdf_signature(signature, context, key_usage_settings=anything))


def _judge_bytes(
    data: bytes, signature: EmbeddedPdfSignature, status: PdfSignatureStatus, check: SignatureCheck
) -> None:
    """Tell whether the file is what was signed, all of it, and as a letter is."""
    from pyhanko.sign.fields import MDPPerm

    from reviewer.letters.envelope import is_sealed

    check.intact = bool(status.intact and status.valid)
    check.covers_whole = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    check.certified = signature.docmdp_level is MDPPerm.NO_CHANGES and _certifies(signature)
    if not status.intact:
        check.tell(SignatureCode.CHANGED)
    elif not status.valid:
        check.tell(SignatureCode.FORGED)
    elif not check.covers_whole:
        check.tell(SignatureCode.ADDED)
    if check.codes & PARTLY:
        return
    if not check.certified or not status.docmdp_ok:
        check.tell(SignatureCode.NOT_A_LETTER)
    elif not is_sealed(data, signature):
        check.tell(SignatureCode.UNCOVERED)


def _certifies(signature: EmbeddedPdfSignature) -> bool:
    """Whether the file names this signature as the one of its author (ISO 32000-1, 12.8.4)."""
    permissions = signature.reader.root.get("/Perms", {})
    return "/DocMDP" in permissions and permissions["/DocMDP"] == signature.sig_object


def _name(signature: EmbeddedPdfSignature, check: SignatureCheck) -> None:
    check.signer = named(signature.signer_cert)
    check.fingerprint = signature.signer_cert.sha256.hex()
    at = signature.self_reported_timestamp
    check.signed_at = _iso(at) if at else ""


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _describe(reader: PdfFileReader, signature: EmbeddedPdfSignature, check: SignatureCheck) -> None:
    """Say what the document calls itself, its reference, which names the body, and why it was signed."""
    check.reason = " ".join(str(signature.sig_object.get("/Reason", "")).split())[:LONGEST_REASON]
    about = reader.trailer["/Info"] if "/Info" in reader.trailer else {}  # noqa: SIM401  # its keys are read otherwise by get
    check.title, check.reference = (str(about.get(name, "")) for name in ("/Title", "/Subject"))
