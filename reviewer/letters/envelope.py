"""The container of a letter's signature (CMS SignedData, RFC 5652): built from parts, and held against what is built anew.

A signature covers the file but not the container that it lies in. So all in the container must follow from what is covered:
the signed attributes, which name each certificate by its hash, and the signature's own number. Whatever is built from
those differs in no byte from what stands in the file, or somebody wrote there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from asn1crypto import algos, cms, core, parser, tsp, x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

DIGEST = "sha256"
UNIVERSAL, CONTEXT = 0, 2  # classes of tags (X.690 8.1.2.2)
SEQUENCE, SET = 16, 17
LISTED = "signing_certificate_v2"


@dataclass(frozen=True)
class Envelope:
    """What stays the same in the containers of one signer; certificates are DER, ``others`` those beside the signer's."""

    certificate: bytes
    others: tuple[bytes, ...]

    def attributes(self, digest: bytes) -> bytes:
        """Return what is signed (DER of a SET, RFC 5652 5.4): kind of content, the document's digest, all certificates."""
        hashed = _attribute("message_digest", core.OctetString(digest).dump())
        return _constructed(SET, *sorted((*self._unchanging, hashed)))

    def filled(self, attributes: bytes, signature: bytes) -> bytes:
        """Return the container (DER) of signed attributes, as they are signed, and their signature."""
        covered = parser.emit(CONTEXT, 1, 0, parser.parse(attributes)[4])
        number = core.OctetString(signature).dump()
        info = _constructed(SEQUENCE, *self._signer, covered, self._mechanism, number)
        signed = _constructed(SEQUENCE, *self._head, _constructed(SET, info))
        return _constructed(
            SEQUENCE, cms.ContentType("signed_data").dump(), parser.emit(CONTEXT, 1, 0, signed)
        )

    @cached_property
    def _parsed(self) -> x509.Certificate:
        return x509.Certificate.load(self.certificate)

    @cached_property
    def _digest(self) -> bytes:
        return bytes(algos.DigestAlgorithm({"algorithm": DIGEST}).dump())

    @cached_property
    def _mechanism(self) -> bytes:
        elliptic = self._parsed.public_key.algorithm == "ec"
        name = f"{DIGEST}_{'ecdsa' if elliptic else 'rsa'}"
        return bytes(algos.SignedDigestAlgorithm({"algorithm": name}).dump())

    @cached_property
    def _unchanging(self) -> tuple[bytes, bytes]:
        """The attributes that are the same in each letter; RFC 5035 4 says how certificates are listed, the signer's first."""
        all_certificates = (self._parsed, *map(x509.Certificate.load, self.others))
        listed = [as_signing_certificate_v2(each)["certs"][0] for each in all_certificates]
        return (
            _attribute("content_type", cms.ContentType("data").dump()),
            _attribute(LISTED, tsp.SigningCertificateV2({"certs": listed}).dump()),
        )

    @cached_property
    def _signer(self) -> tuple[bytes, ...]:
        """Version 1, whose certificate it is, and the digest (RFC 5652 5.3)."""
        serial = self._parsed["tbs_certificate"]["serial_number"].dump()
        named = _constructed(SEQUENCE, self._parsed.issuer.dump(), serial)
        return cms.CMSVersion("v1").dump(), named, self._digest

    @cached_property
    def _head(self) -> tuple[bytes, ...]:
        """What stands before the signer (RFC 5652 5.1); nothing is enclosed, since the PDF is what is signed."""
        certificates = b"".join(sorted((self.certificate, *self.others)))
        return (
            cms.CMSVersion("v1").dump(),
            _constructed(SET, self._digest),
            cms.EncapsulatedContentInfo({"content_type": "data"}).dump(),
            parser.emit(CONTEXT, 1, 0, certificates),
        )


def _attribute(name: str, value: bytes) -> bytes:
    return _constructed(SEQUENCE, cms.CMSAttributeType(name).dump(), _constructed(SET, value))


def _constructed(tag: int, *parts: bytes) -> bytes:
    return bytes(parser.emit(UNIVERSAL, 1, tag, b"".join(parts)))


def in_order(certificate: bytes, others: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the certificates that stand above one, the nearest first; those that it has no need of are left out."""
    above = {x509.Certificate.load(der).subject.dump(): der for der in others}
    chain: list[bytes] = []
    issuer = x509.Certificate.load(certificate).issuer.dump()
    while (der := above.pop(issuer, None)) is not None and der != certificate:
        chain.append(der)
        issuer = x509.Certificate.load(der).issuer.dump()
    return tuple(chain)


def smaller(signature: bytes, curve: ec.EllipticCurve) -> bytes:
    """Return an ECDSA signature with the smaller of the two numbers that verify, so that there is one way to write it."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, curve.group_order - s))


def is_sealed(data: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether no byte between the signed ranges could be another: what is built anew is what stands there.

    ``signature`` is one whose digest and number were found right. Digits are as pyHanko writes them: capitals, and zeros
    after them. False too for containers of other makers, which may be honest: they hold what no signature covers.
    """
    start, length, end, _ = (int(number) for number in signature.byte_range)
    gap = data[start + length : end]
    signed, info = signature.signed_data, signature.signer_info
    own = signature.signer_cert.dump()
    certificates = [choice.chosen.dump() for choice in signed["certificates"]]
    others = tuple(der for der in certificates if der != own)
    number = bytes(info["signature"].contents)
    attributes = parser.emit(UNIVERSAL, 1, SET, info["signed_attrs"].contents)
    built = Envelope(own, others).filled(attributes, number)
    digits = built.hex().upper().encode()
    return (
        gap == b"<" + digits.ljust(len(gap) - 2, b"0") + b">"
        and _listed(info) == sorted(hashlib.sha256(der).digest() for der in certificates)
        and _is_smaller(number, signature.signer_cert)
    )


def _listed(info: cms.SignerInfo) -> list[bytes]:
    """The SHA-256 of each certificate that the signed attributes name."""
    attributes = [attribute for attribute in info["signed_attrs"] if attribute["type"].native == LISTED]
    names = [name for attribute in attributes for value in attribute["values"] for name in value["certs"]]
    return sorted(
        name["cert_hash"].native for name in names if name["hash_algorithm"]["algorithm"].native == DIGEST
    )


def _is_smaller(number: bytes, certificate: x509.Certificate) -> bool:
    key = load_der_public_key(certificate.public_key.dump())
    return not isinstance(key, ec.EllipticCurvePublicKey) or smaller(number, key.curve) == number
