"""What may be said of a signed PDF. It parses bytes from outside, so it runs only in the reader process.

Nothing is fetched: no revocation, no issuer, no time stamp. A letter is sound when one certification
signature that allows no change covers every byte of the file, and the bytes are those that were signed.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any

from reviewer.letters.at_once import at_once

if TYPE_CHECKING:
    from asn1crypto import x509  # type: ignore[import-untyped]
    from pyhanko.sign.validation import PdfSignatureStatus
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

UNVOUCHED = "Nobody vouches for the signer here: compare the fingerprint, or give a certificate to trust."


@dataclass(slots=True)
class Finding:
    """The answer, as plain data. ``signed_at`` is what the signature claims (ISO 8601), or ""."""

    good: bool = False
    signed: bool = False
    intact: bool = False
    covers_whole: bool = False
    certified: bool = False
    docmdp_ok: bool = False
    trusted: bool = False
    signer: str = ""
    fingerprint: str = ""
    signed_at: str = ""
    sentences: list[str] = field(default_factory=list)


def verify(data: Any, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Check a PDF's signature; ``args["trust"]`` is a list of PEM texts of certificates to trust.

    ``data`` reads like bytes. The answer is a ``Finding`` as a dict, never an exception for a bad file:
    ``sentences`` says what is wrong, or what is not known. With certificates to trust, ``good`` asks that one
    of them stands behind the signer.
    """
    found = Finding()
    try:
        with _quiet():
            _verify(bytes(data), [str(text) for text in args.get("trust", ())], found)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # what a broken file makes of a parser is not worth telling apart
        found.good = found.intact = found.covers_whole = found.trusted = False
        found.sentences.append(f"It cannot be checked: its structure is broken ({type(error).__name__}).")
    return asdict(found), b""


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


def _verify(data: bytes, trust: list[str], found: Finding) -> None:
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.pdf_utils.reader import PdfFileReader

    from reviewer.letters.envelope import is_sealed

    if b"%PDF-" not in data[:1024]:
        found.sentences.append("It is not a PDF.")
        return
    try:
        reader = PdfFileReader(io.BytesIO(data))
        signatures = reader.embedded_regular_signatures
    except PdfReadError:
        found.sentences.append("It cannot be read as a PDF: it is damaged, or was changed after it was made.")
        return
    if not signatures:
        found.sentences.append("It is not signed.")
        return
    roots = _roots(trust, found)
    _judge(signatures[0], roots, found)
    found.intact = found.intact and is_sealed(data, signatures[0])
    found.sentences += _problems(found, asked=bool(roots))
    if len(signatures) > 1:
        found.sentences.append(f"It carries {len(signatures)} signatures; a letter has one.")
    found.good = not found.sentences
    if found.good and not found.trusted:
        found.sentences.append(UNVOUCHED)


def _roots(trust: list[str], found: Finding) -> list[x509.Certificate]:
    from asn1crypto import pem, x509

    roots = []
    for text in trust:
        try:
            for _, _, der in pem.unarmor(text.encode(), multiple=True):
                roots.append(x509.Certificate.load(der, strict=True))
        except ValueError:
            found.sentences.append("A certificate to trust could not be read; it has to be in PEM form.")
    return roots


def _judge(signature: EmbeddedPdfSignature, roots: list[x509.Certificate], found: Finding) -> None:
    """Fill in what holds and what does not."""
    from pyhanko.sign.fields import MDPPerm

    found.signed = True
    _name(signature, found)
    status = _status(signature, roots)
    docmdp = signature.docmdp_level
    found.intact = bool(status.intact and status.valid)
    found.covers_whole = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    found.certified = _certifies(signature)
    found.docmdp_ok = docmdp is MDPPerm.NO_CHANGES and bool(status.docmdp_ok)
    found.trusted = bool(status.trusted)


def _certifies(signature: EmbeddedPdfSignature) -> bool:
    """Whether the file names this signature as the one of its author (ISO 32000-1, 12.8.4)."""
    permissions = signature.reader.root.get("/Perms", {})
    return "/DocMDP" in permissions and permissions["/DocMDP"] == signature.sig_object


def _status(signature: EmbeddedPdfSignature, roots: list[x509.Certificate]) -> PdfSignatureStatus:
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, other_certs=[])
    return at_once(async_validate_pdf_signature(signature, context))


def _name(signature: EmbeddedPdfSignature, found: Finding) -> None:
    certificate = signature.signer_cert
    found.signer = str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)
    found.fingerprint = hashlib.sha256(certificate.dump()).hexdigest()
    at = signature.self_reported_timestamp
    found.signed_at = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def _problems(found: Finding, *, asked: bool) -> list[str]:
    checks = (
        (found.intact, "It was changed after it was signed, or its signature is forged."),
        (found.covers_whole, "Something was added to the file after it was signed."),
        (
            found.certified and found.docmdp_ok,
            "It is signed, but not as a letter is: certified, with no change allowed.",
        ),
        (
            found.trusted or not asked,
            "The certificate that signed it is none of those trusted, or it has expired.",
        ),
    )
    return [sentence for holds, sentence in checks if not holds]
