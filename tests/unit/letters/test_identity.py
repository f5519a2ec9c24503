from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

from reviewer.errors import IdentityError
from reviewer.letters import load_identity, make_identity
from tests.unit.letters.letter_case import NOW, PASSWORD, brought, opened, p12

MADE = p12()


def test_a_made_identity_opens_and_says_whose_it_is() -> None:
    identity = opened(MADE)
    assert identity.name == identity.issuer == "Ŵyn Prŷs-Example"
    assert identity.self_signed
    assert identity.not_before <= NOW < identity.not_after
    assert (identity.not_after - NOW).days == 5 * 365 + 1
    assert len(identity.fingerprint) == 64
    assert identity.key.key_size == 3072
    assert "key" not in repr(identity)


def test_it_may_be_made_without_a_password() -> None:
    assert load_identity(make_identity("A", "", NOW), "", NOW).name == "A"


def test_a_long_name_is_cut_to_what_a_certificate_holds() -> None:
    assert len(load_identity(make_identity("N" * 90, "", NOW), "", NOW).name) == 64


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("velum", "The password of the identity is wrong. Type it again; capitals count."),
        ("", "--password-file"),
    ],
)
def test_a_wrong_password(password: str, told: str) -> None:
    with pytest.raises(IdentityError, match=told):
        load_identity(MADE, password, NOW)


def test_expired_and_not_yet_valid_say_the_day() -> None:
    with pytest.raises(IdentityError, match=r"The identity expired on 6 April 2037\. Get a new one"):
        load_identity(MADE, PASSWORD, NOW + timedelta(days=9 * 365))
    with pytest.raises(
        IdentityError, match=r"The identity is not valid before 6 April 2032\. Check the date"
    ):
        load_identity(MADE, PASSWORD, NOW - timedelta(days=1))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----", MADE[:200], b"0\x03\x02\x01\x01"]
)
def test_what_is_no_identity(data: bytes) -> None:
    with pytest.raises(IdentityError, match=r"The file is no signing identity \(PKCS#12\)"):
        load_identity(data, PASSWORD, NOW)


def test_without_its_key() -> None:
    held = pkcs12.load_pkcs12(MADE, PASSWORD.encode())
    assert held.cert
    bare = pkcs12.serialize_key_and_certificates(
        b"x", None, held.cert.certificate, None, BestAvailableEncryption(b"pw")
    )
    with pytest.raises(IdentityError, match="holds a certificate without its key"):
        load_identity(bare, "pw", NOW)


def test_without_its_certificate() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    bare = pkcs12.serialize_key_and_certificates(b"x", key, None, None, NoEncryption())
    with pytest.raises(IdentityError, match="no certificate beside its key"):
        load_identity(bare, "", NOW)


def test_a_certificate_that_is_not_for_signing() -> None:
    with pytest.raises(IdentityError, match="is not for signing"):
        opened(brought(ec.generate_private_key(ec.SECP256R1()), signing=False))


def test_a_weak_key() -> None:
    with pytest.raises(IdentityError, match="RSA key has 1024 bits, which is too weak"):
        opened(brought(rsa.generate_private_key(65537, 1024)))  # noqa: S505  # weak on purpose


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP256K1()), ed25519.Ed25519PrivateKey.generate()]
)
def test_a_key_of_another_kind(key: ec.EllipticCurvePrivateKey) -> None:
    with pytest.raises(IdentityError, match=r"of a kind that cannot sign letters.*P-521"):
        opened(
            pkcs12.serialize_key_and_certificates(
                b"x", key, None, None, BestAvailableEncryption(PASSWORD.encode())
            )
        )


def test_one_that_an_authority_gave_is_not_self_signed() -> None:
    identity = opened(brought(ec.generate_private_key(ec.SECP384R1()), issuer="Root of Tests"))
    assert (identity.name, identity.organisation, identity.issuer) == (
        "Brought Along",
        "Office",
        "Root of Tests",
    )
    assert not identity.self_signed
    assert len(identity.chain) == 1
