"""Alterations of a signed letter's container: what no signature covers, put together anew by who has no key."""

from __future__ import annotations

import random

from asn1crypto import cms, core, parser  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from tests.authorities import NOW, elliptic, root
from tests.faults.signed_letter import Letter


def certificate_gone(letter: Letter, chance: random.Random) -> bytes:
    """One of the other certificates taken out."""
    parsed = letter.parsed
    kept = [each.chosen.dump() for each in parsed["content"]["certificates"]]
    info = parsed["content"]["signer_infos"][0]["sid"].chosen["serial_number"].native
    others = [der for der in kept if cms.Certificate.load(der).serial_number != info]
    gone = chance.choice(others)
    return letter.holding(_with_certificates(letter, [der for der in kept if der != gone]))


def certificate_more(letter: Letter, chance: random.Random) -> bytes:
    """A certificate of somebody else put in; or one twice."""
    kept = [each.chosen.dump() for each in letter.parsed["content"]["certificates"]]
    more = chance.choice((root("Somebody Else").der, kept[-1]))
    return letter.holding(_with_certificates(letter, [*kept, more]))


def certificate_other(letter: Letter, chance: random.Random) -> bytes:
    """Another of the same name in a certificate's place."""
    kept = [each.chosen.dump() for each in letter.parsed["content"]["certificates"]]
    at = chance.randrange(len(kept))
    name = cms.Certificate.load(kept[at]).subject.native["common_name"]
    kept[at] = root(name).der
    return letter.holding(_with_certificates(letter, kept))


def certificates_turned(letter: Letter, chance: random.Random) -> bytes:
    """The certificates in another order."""
    kept = [each.chosen.dump() for each in letter.parsed["content"]["certificates"]]
    at = chance.randrange(1, len(kept))
    return letter.holding(_with_certificates(letter, [*kept[at:], *kept[:at]]))


def _with_certificates(letter: Letter, ders: list[bytes]) -> bytes:
    """The container with other certificates, in the order given."""
    signed = letter.parsed["content"]
    old = signed["certificates"].dump()
    return _replaced(letter.container, old, _element(0xA0, b"".join(ders)))


def _replaced(container: bytes, old: bytes, new: bytes) -> bytes:
    """The container with one of the parts of its SignedData exchanged."""
    outer = _content(container)
    oid = outer[: parser.peek(outer)]
    inner = _content(_content(outer[len(oid) :]))
    assert inner.count(old) == 1
    return _element(0x30, oid + _element(0xA0, _element(0x30, inner.replace(old, new))))


def _content(element: bytes) -> bytes:
    return bytes(parser.parse(element)[4])


def _element(tag: int, content: bytes) -> bytes:
    return bytes(parser.emit(tag >> 6, tag >> 5 & 1, tag & 31, content))


def unsigned_attribute(letter: Letter, _: random.Random) -> bytes:
    """An attribute beside the signature that it does not cover."""
    parsed = letter.parsed
    attribute = cms.CMSAttribute({"type": "content_type", "values": ["data"]})
    parsed["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    return letter.holding(parsed.dump(force=True))


def more_signers(letter: Letter, _: random.Random) -> bytes:
    """The same signer twice."""
    infos = letter.parsed["content"]["signer_infos"]
    one = infos[0].dump()
    return letter.holding(_replaced(letter.container, infos.dump(), _element(0x31, one + one)))


def revocations(letter: Letter, _: random.Random) -> bytes:
    """A list of revoked certificates beside the others."""
    infos = letter.parsed["content"]["signer_infos"].dump()
    crl = root("Somebody Else").revoke(at=NOW, until=NOW)
    return letter.holding(_replaced(letter.container, infos, _element(0xA1, crl) + infos))


def without_length(letter: Letter, _: random.Random) -> bytes:
    """Written with an indefinite length (BER)."""
    return letter.holding(b"\x30\x80" + _content(letter.container) + b"\0\0")


def other_algorithm_name(letter: Letter, chance: random.Random) -> bytes:
    """The digest's or the signature's algorithm said in other words that mean the same."""
    signed = letter.parsed["content"]
    null = core.Null().dump()
    if chance.random() < 0.5:
        digests = signed["digest_algorithms"].dump()
        name = core.ObjectIdentifier("2.16.840.1.101.3.4.2.1").dump()
        bare = name if null in digests else name + null
        return letter.holding(_replaced(letter.container, digests, _element(0x31, _element(0x30, bare))))
    info = signed["signer_infos"][0]
    rsa = info["signature_algorithm"]["algorithm"].native.endswith("rsa")
    other = core.ObjectIdentifier("1.2.840.113549.1.1.1" if rsa else "1.2.840.10045.4.3.2").dump()
    content = _content(info.dump()).replace(info["signature_algorithm"].dump(), _element(0x30, other + null))
    return letter.holding(_with_signer(letter, content))


def other_signature_number(letter: Letter, _: random.Random) -> bytes:
    """The elliptic signature's other root, which whoever has no key can work out, and which verifies as well."""
    info = letter.parsed["content"]["signer_infos"][0]
    if not info["signature_algorithm"]["algorithm"].native.endswith("ecdsa"):
        return more_signers(letter, _)
    old = info["signature"].dump()
    r, s = decode_dss_signature(info["signature"].native)
    order = elliptic().curve.group_order
    new = core.OctetString(encode_dss_signature(r, order - s)).dump()
    return letter.holding(_with_signer(letter, _content(info.dump()).replace(old, new)))


def _with_signer(letter: Letter, content: bytes) -> bytes:
    infos = letter.parsed["content"]["signer_infos"].dump()
    return _replaced(letter.container, infos, _element(0x31, _element(0x30, content)))
