"""Certification authorities made up for the tests of signatures, and identities that they vouch for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12

from reviewer.letters import Identity, load_identity

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
NOW = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Party:
    """Somebody with a key and a certificate, and whoever stands above, the nearest first."""

    key: Key
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> str:
        """The certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def der(self) -> bytes:
        """The certificate as bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    def issue(self, name: str, key: Key, *, authority: bool = False, begin: datetime, end: datetime) -> Party:
        """Vouch for a name."""
        certificate = _certificate(name, key, self.certificate.subject, self.key, authority, begin, end)
        return Party(key, certificate, (self.certificate, *self.above))

    def revoke(self, *parties: Party, at: datetime, until: datetime) -> bytes:
        """A list (DER) of those that this authority vouches for no longer."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at)
            .next_update(until)
        )
        for party in parties:
            gone = x509.RevokedCertificateBuilder().serial_number(party.certificate.serial_number)
            builder = builder.add_revoked_certificate(gone.revocation_date(at).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def p12(self, *others: x509.Certificate) -> bytes:
        """A PKCS#12 file without a password, with all that stands above, and ``others``."""
        return pkcs12.serialize_key_and_certificates(
            b"x", self.key, self.certificate, (*self.above, *others) or None, NoEncryption()
        )

    def identity(self, *others: x509.Certificate, at: datetime = NOW) -> Identity:
        """The same, opened to sign with."""
        return load_identity(self.p12(*others), "", at)


def root(name: str = "Root of Tests", key: Key | None = None, at: datetime = NOW) -> Party:
    """An authority that nobody stands above."""
    key = key or elliptic()
    begin, end = at - timedelta(days=4000), at + timedelta(days=4000)
    return Party(key, _certificate(name, key, _name(name), key, authority=True, begin=begin, end=end))


def signatory(
    name: str = "Rowan Ellery",
    key: Key | None = None,
    at: datetime = NOW,
    valid: tuple[datetime, datetime] | None = None,
    above: Party | None = None,
) -> Party:
    """Somebody who signs letters, with an authority below a root."""
    begin, end = valid or (at - timedelta(days=30), at + timedelta(days=700))
    long = at - timedelta(days=3000), at + timedelta(days=3000)
    middle = above or root(at=at).issue(
        "Office of Tests", elliptic(), authority=True, begin=long[0], end=long[1]
    )
    return middle.issue(name, key or rsa_key(), begin=begin, end=end)


def elliptic(curve: ec.EllipticCurve | None = None) -> ec.EllipticCurvePrivateKey:
    """A key on a curve, P-256 unless another is asked for."""
    return ec.generate_private_key(curve or ec.SECP256R1())


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """An RSA key, the same for the same size: making one takes a while."""
    return rsa.generate_private_key(65537, bits)


def _name(common: str) -> x509.Name:
    """A name with each of its lines as a common name."""
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, each) for each in common.split("\n")])


def _certificate(
    name: str, key: Key, issuer: x509.Name, signer: Key, authority: bool, begin: datetime, end: datetime
) -> x509.Certificate:
    uses = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    signed_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(uses, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(signed_by, critical=False)
        .sign(signer, hashes.SHA256())
    )


def pems(parties: Sequence[Party]) -> str:
    """Certificates one after the other, as a bundle of authorities comes."""
    return "".join(party.pem for party in parties)
