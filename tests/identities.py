"""A signing identity for tests that do not ask how it was made: of a key that is made, and opened, at once.

The program's own has an RSA key of 3072 bits, which takes 0.3 seconds to make, and 0.2 each time that it is opened.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12


def identity_at(path: Path, name: str, password: str, at: int) -> Path:
    """Write a PKCS#12 file as a person may bring it along, good for five years from *at* (microseconds); return its path."""
    key = ec.generate_private_key(ec.SECP256R1())
    begin = datetime.fromtimestamp(at // 1_000_000, UTC)
    common = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    uses = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(common)
        .issuer_name(common)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - timedelta(minutes=5))
        .not_valid_after(begin + timedelta(days=5 * 365 + 1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(uses, critical=True)
        .sign(key, hashes.SHA256())
    )
    guard = BestAvailableEncryption(password.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, guard))
    return path
