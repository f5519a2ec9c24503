"""The one place in a signed PDF that no signature covers: the signature's own bytes, and what pads them.

A validator checks what is signed, and reads over the rest, so a byte there could be changed and every
check would still pass. Here everything in that place must be what follows from the signed part.
"""

from __future__ import annotations

from asn1crypto import cms, parser, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

CONSTRUCTED, LONG = 0x20, 0x80


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
        _is_exact(der, 0, len(der))
        and signed["version"].native == info["version"].native == "v1"
        and info["sid"].name == "issuer_and_serial_number"
        and named["issuer"].dump() == certificate.issuer.dump()
        and named["serial_number"].dump() == certificate["tbs_certificate"]["serial_number"].dump()
        and signed["digest_algorithms"][0].dump() == info["digest_algorithm"].dump()
    )


def _is_exact(der: bytes, start: int, end: int) -> bool:
    """Whether DER elements fill a range exactly, with the shortest lengths, down to the last (X.690 10.1).

    asn1crypto could write the signature anew to compare, in a time that doubles with each level of nesting.
    """
    while start < end:
        tag, begin, stop = _element(der, start)
        if tag == 0 or stop > end or (tag & CONSTRUCTED and not _is_exact(der, begin, stop)):
            return False
        start = stop
    return start == end


def _element(der: bytes, start: int) -> tuple[int, int, int]:
    """Return an element's tag and where its content begins and ends; tag 0 for what DER does not allow."""
    if start + 2 > len(der):
        return 0, start, start
    tag, length, begin = der[start], der[start + 1], start + 2
    if length >= LONG:
        size = length - LONG
        length = int.from_bytes(der[begin : begin + size], "big")
        begin += size
        if size == 0 or length < LONG or length >> (8 * (size - 1)) == 0:
            tag = 0
    return tag, begin, begin + length
