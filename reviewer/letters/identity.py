"""Signing identities: a key and its certificate in a PKCS#12 file (RFC 7292), made here or brought along."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewer.errors import IdentityError, Phrase

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates

    SigningKey = RSAPrivateKey | EllipticCurvePrivateKey

YEARS = 5
KEY_BITS = 3072  # as strong as AES-128, until 2030 and beyond (NIST SP 800-57 part 1, table 2)
WEAKEST_BITS = 2048
CURVES = frozenset(("secp256r1", "secp384r1", "secp521r1"))
SEQUENCE = 0x30  # every PKCS#12 file is one DER (or BER) SEQUENCE
CLOCK_SLIP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity that has been opened and may sign now.

    ``fingerprint`` is the SHA-256 of the certificate (DER), hex; ``certificate`` and ``chain`` are DER.
    ``key`` is cryptography's loaded key, kept so that a run of letters checks it once.
    """

    name: str
    organisation: str
    issuer: str
    not_before: datetime
    not_after: datetime
    fingerprint: str
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    key: SigningKey = field(repr=False, compare=False)

    @property
    def self_signed(self) -> bool:
        """Whether nobody but the identity itself vouches for the name."""
        return not self.chain and self.issuer == self.name


def make_identity(name: str, password: str, now: datetime) -> bytes:
    """Return a new PKCS#12 file: an RSA key and a certificate that it signs itself, good for five years.

    Without a password the key lies open in the file.
    """
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    certificate = _certificate(name, key, now)
    guard = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, guard)


def _certificate(name: str, key: RSAPrivateKey, now: datetime) -> x509.Certificate:
    """A certificate for signing documents (RFC 5280 4.2.1.3: digital signature and content commitment)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])
    uses = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    public = key.public_key()
    begin = now.astimezone(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - CLOCK_SLIP)
        .not_valid_after(begin + timedelta(days=365 * YEARS + 1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(uses, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def load_identity(data: bytes, password: str, now: datetime) -> Identity:
    """Open a PKCS#12 file; ``now`` is an aware time.

    Raises IdentityError: not such a file, wrong password, no key, no certificate, a certificate that is not
    valid now or not for signing, a key that is too weak or of a kind that letters are not signed with.
    """
    held = _opened(data, password)
    key = _signing_key(held)
    if held.cert is None:
        raise IdentityError(
            "The identity has no certificate beside its key", "Ask its issuer for the whole file."
        )
    certificate = held.cert.certificate
    _check_dates(certificate, now)
    _check_use(certificate)
    return _identity(certificate, tuple(other.certificate for other in held.additional_certs), key)


def _opened(data: bytes, password: str) -> PKCS12KeyAndCertificates:
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not data or data[0] != SEQUENCE:
        raise _no_identity()
    try:
        return pkcs12.load_pkcs12(data, password.encode() or None)
    except ValueError as error:
        if "password" in str(error).lower() or "mac" in str(error).lower():
            if not password:
                raise IdentityError(
                    "The identity is locked with a password, and none was given",
                    "Give its password; on the command line, in a file named with --password-file.",
                ) from None
            raise IdentityError(
                "The password of the identity is wrong", "Type it again; capitals count."
            ) from None
        raise _no_identity() from None


def _no_identity() -> IdentityError:
    return IdentityError(
        "The file is no signing identity (PKCS#12)",
        "Choose the .p12 or .pfx file, or make one: identity new.",
    )


def _signing_key(held: PKCS12KeyAndCertificates) -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    key = held.key
    if key is None:
        raise IdentityError(
            "The identity holds a certificate without its key",
            "Export it again together with the private key.",
        )
    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < WEAKEST_BITS:
            message = Phrase(
                "The identity's RSA key has {key_size} bits, which is too weak to sign with",
                key_size=key.key_size,
            )
            raise IdentityError(message, "Use one of {weakest_bits} bits or more.", weakest_bits=WEAKEST_BITS)
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES:
        return key
    raise IdentityError(
        "The identity's key is of a kind that cannot sign letters", "Use RSA, P-256, P-384 or P-521."
    )


def _check_dates(certificate: x509.Certificate, now: datetime) -> None:
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now > end:
        raise IdentityError(
            "The identity expired on {end}", "Get a new one from its issuer, or make one.", end=end.date()
        )
    if now < begin:
        raise IdentityError(
            "The identity is not valid before {begin}",
            "Check the date of this computer, or wait.",
            begin=begin.date(),
        )


def _check_use(certificate: x509.Certificate) -> None:
    from cryptography import x509

    try:
        uses = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return  # a certificate that says nothing may be used for anything (RFC 5280 4.2.1.3)
    if not (uses.digital_signature or uses.content_commitment):
        raise IdentityError(
            "The identity's certificate is not for signing", "Use one that allows signatures."
        )


def _identity(
    certificate: x509.Certificate, chain: tuple[x509.Certificate, ...], key: SigningKey
) -> Identity:
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding

    name = _named(certificate.subject, x509.NameOID.COMMON_NAME)
    return Identity(
        name=name or certificate.subject.rfc4514_string(),
        organisation=_named(certificate.subject, x509.NameOID.ORGANIZATION_NAME),
        issuer=_named(certificate.issuer, x509.NameOID.COMMON_NAME) or certificate.issuer.rfc4514_string(),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        certificate=certificate.public_bytes(Encoding.DER),
        chain=tuple(other.public_bytes(Encoding.DER) for other in chain),
        key=key,
    )


def _named(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    attributes = name.get_attributes_for_oid(oid)
    return str(attributes[0].value) if attributes else ""
