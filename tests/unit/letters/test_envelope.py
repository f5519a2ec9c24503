from __future__ import annotations

import asyncio
from typing import Any

import pytest
from asn1crypto import cms, x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.sign import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reviewer.letters import Identity, inspect
from reviewer.letters.envelope import Envelope, in_order, smaller
from reviewer.letters.pades import KeySigner
from tests.authorities import Key, elliptic, root, rsa_key, signatory

DIGEST = bytes(range(32))
KEYS = [rsa_key(), elliptic(), elliptic(ec.SECP384R1()), elliptic(ec.SECP521R1())]


class Package(Signer):
    """Has pyHanko put a container together."""

    def __init__(self, identity: Identity) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(map(x509.Certificate.load, in_order(identity.certificate, identity.chain)))
        super().__init__(signing_cert=x509.Certificate.load(identity.certificate), cert_registry=store)

    def around(self, attributes: bytes, signature: bytes) -> bytes:
        made = self._package_signature(
            digest_algorithm="sha256",
            cms_version="v1",
            signed_attrs=cms.CMSAttributes.load(attributes),
            signature=signature,
            unsigned_attrs=None,
            encap_content_info=None,
        )
        return bytes(made.dump())


@pytest.mark.parametrize("key", KEYS, ids=["RSA", "P-256", "P-384", "P-521"])
def test_a_container_is_the_one_that_pyhanko_would_build(key: Key) -> None:
    identity = signatory(key=key).identity()
    signer = KeySigner(identity)
    made = asyncio.run(signer.async_sign(DIGEST, "sha256"))
    info = cms.ContentInfo.load(made)["content"]["signer_infos"][0]
    attributes = signer.envelope.attributes(DIGEST)
    assert Package(identity).around(attributes, info["signature"].native) == made
    assert [each["type"].native for each in info["signed_attrs"]] == [
        "content_type",
        "message_digest",
        "signing_certificate_v2",
    ]
    assert len(made) * 2 <= signer.digits_to_leave <= len(made) * 2 + 24


def test_only_certificates_that_stand_above_are_put_in_and_the_nearest_comes_first() -> None:
    party = signatory()
    middle, top = party.above
    stray = root("Of No Use").certificate
    identity = party.identity(stray, top)
    named = [
        x509.Certificate.load(der).subject.native["common_name"]
        for der in in_order(identity.certificate, identity.chain)
    ]
    assert named == ["Office of Tests", "Root of Tests"]
    assert stray.subject not in {middle.subject, top.subject}


def test_an_authority_that_signed_itself_ends_the_chain() -> None:
    top = root()
    assert in_order(top.der, [top.der]) == ()


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()])
def test_of_the_two_numbers_that_verify_the_smaller_is_written(curve: ec.EllipticCurve) -> None:
    key = elliptic(curve)
    for number in range(8):
        made = smaller(key.sign(bytes([number]), ec.ECDSA(hashes.SHA256())), curve)
        key.public_key().verify(made, bytes([number]), ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(made)
        assert s <= curve.group_order // 2
        assert smaller(encode_dss_signature(r, curve.group_order - s), curve) == made


def test_what_stays_the_same_is_made_once() -> None:
    envelope = Envelope(signatory().der, ())
    first = envelope.attributes(DIGEST)
    assert envelope.attributes(bytes(32)) != first
    assert envelope.attributes(DIGEST) == first


def test_a_lack_of_memory_is_not_taken_for_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(inspect, "_verify", full)
    with pytest.raises(MemoryError):
        inspect.verify(b"%PDF-", {"now": "2032-04-06T09:30:00+00:00"})
