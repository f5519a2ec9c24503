"""The one place in a signed PDF that no signature covers: the signature's own bytes, and what pads them.

A validator checks what is signed, and reads over the rest, so a byte there could be changed and every
check would still pass. Here everything in that place must be what follows from the signed part.
"""

from __future__ import annotations

from asn1crypto import cms, parser, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def is_plain(data: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the gap between the signed ranges holds one signature, hex in one case, and zeros after it."""
    start, length, end, _ = (int(number) for number in signature.byte_range)
    gap = data[start + length : end]
    digits = gap[1:-1]
    if gap[:1] + gap[-1:] != b"<>" or digits not in {digits.lower(), digits.upper()}:
        return False
    held = bytes.fromhex(digits.decode("ascii"))
    used = parser.peek(held)
    return not held[used:].strip(b"\0") and _follows(held[:used], signature.signer_cert)


def _follows(der: bytes, certificate: x509.Certificate) -> bool:
    """Whether the unsigned fields are those that the signer's certificate and algorithm ask for.

    RFC 5652 5.1 and 5.3: version 1 with issuer and serial number; the one digest is the signer's.
    """
    signed = cms.ContentInfo.load(der, strict=True)["content"]
    if len(signed["signer_infos"]) != 1 or len(signed["digest_algorithms"]) != 1:
        return False
    info = signed["signer_infos"][0]
    named = info["sid"].chosen
    return (
        _as_written(der)
        and signed["version"].native == info["version"].native == "v1"
        and info["sid"].name == "issuer_and_serial_number"
        and named["issuer"].dump() == certificate.issuer.dump()
        and named["serial_number"].dump() == certificate["tbs_certificate"]["serial_number"].dump()
        and signed["digest_algorithms"][0].dump() == info["digest_algorithm"].dump()
    )


def _as_written(der: bytes) -> bool:
    """Whether writing the signature anew gives the same bytes: no length, tag or field that is read over."""
    written: bytes = cms.ContentInfo.load(der, strict=True).dump(force=True)
    return written == der
