"""Archives, signed files and Outlook's wrappings, made for the tests: sound ones, and ones that lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import libarchive
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

Files = Mapping[str, bytes]


def packed(
    form: str, files: Files, packing: str | None = None, options: str = "", password: str = ""
) -> bytes:
    """Return an archive by libarchive: *form* and *packing* by its names, such as "gnutar" and "gzip"."""
    made = io.BytesIO()
    with libarchive.custom_writer(
        made.write, form, packing, options=options, passphrase=password or None
    ) as archive:
        for name, data in files.items():
            archive.add_file_from_memory(name, len(data), data)
    return made.getvalue()


def zipped(files: Files) -> bytes:
    """Return a .zip by the standard library."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def zip_named(names: Sequence[bytes], data: bytes = b"words") -> bytes:
    """Return a .zip whose names are bytes of a code page that it doesn't name."""
    stand_ins = ["QXJKVZWY"[number] * len(name) for number, name in enumerate(names)]
    made = zipped(dict.fromkeys(stand_ins, data))
    for stand_in, name in zip(stand_ins, names, strict=True):
        made = made.replace(stand_in.encode(), name)
    return made


def _number(value: int) -> bytes:
    """Return a number of RAR 5: 7 bits a byte, the lowest first."""
    found = bytearray()
    while True:
        found.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(found)


def _rar_block(head: bytes, data: bytes = b"") -> bytes:
    sized = _number(len(head)) + head
    return struct.pack("<I", zlib.crc32(sized)) + sized + data


def rar(files: Files) -> bytes:
    """Return a .rar (version 5) whose files are stored as they are: RAR 5.0 archive format, by its author."""
    made = b"Rar!\x1a\x07\x01\x00" + _rar_block(_number(1) + _number(0) + _number(0))
    for name, data in files.items():
        written = name.encode()
        head = (
            _number(2) + _number(2) + _number(len(data)) + _number(4) + _number(len(data)) + _number(0o100644)
        )
        head += (
            struct.pack("<I", zlib.crc32(data)) + _number(0) + _number(1) + _number(len(written)) + written
        )
        made += _rar_block(head, data)
    return made + _rar_block(_number(5) + _number(0) + _number(0))


# --- signed and encrypted -----------------------------------------------------------------------------


class Person:
    """Somebody with a certificate, who signs."""

    def __init__(self, name: str) -> None:
        """Make the key and the certificate."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = _certificate(name, self._key)

    def signed(self, data: bytes, *options: pkcs7.PKCS7Options, form: str = "DER") -> bytes:
        """Return *data* signed: in one file with it, or beside it with DetachedSignature."""
        builder = pkcs7.PKCS7SignatureBuilder().set_data(data)
        signing = builder.add_signer(self.certificate, self._key, hashes.SHA256())
        return signing.sign(getattr(serialization.Encoding, form), [*options])

    def certificates(self) -> bytes:
        """Return the certificate as it is sent to somebody, signed by nobody."""
        return pkcs7.serialize_certificates([self.certificate], serialization.Encoding.DER)


def _certificate(name: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    )
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now)
    return builder.not_valid_after(now + timedelta(days=2)).sign(key, hashes.SHA256())


def encrypted(data: bytes, form: str = "DER") -> bytes:
    """Return *data* encrypted to somebody's certificate."""
    key = rsa.generate_private_key(65537, 2048)
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(data).add_recipient(_certificate("Reader", key))
    return builder.encrypt(getattr(serialization.Encoding, form), [])


# --- TNEF --------------------------------------------------------------------------------------------

INSIDE = bytes.fromhex("0703020000000000c000000000000046")


def _attribute(level: int, name: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(values: Mapping[tuple[int, int], bytes]) -> bytes:
    """Return properties, by number and type, of the kinds that have a length."""
    made = struct.pack("<I", len(values))
    for (number, kind), value in values.items():
        made += struct.pack("<HHII", kind, number, 1, len(value)) + value + bytes(-len(value) % 4)
    return made


def tnef(
    values: Mapping[tuple[int, int], bytes], attached: Sequence[Mapping[tuple[int, int], bytes]] = ()
) -> bytes:
    """Return a message as Outlook wraps it, with the properties of each thing attached to it."""
    made = struct.pack("<IH", 0x223E9F78, 1)
    made += _attribute(1, 0x69007, struct.pack("<II", 1252, 0)) + _attribute(1, 0x69003, properties(values))
    for one in attached:
        made += _attribute(2, 0x69002, bytes(14)) + _attribute(2, 0x69005, properties(one))
    return made


def wide(text: str) -> bytes:
    """Return a property's text."""
    return text.encode("utf-16-le") + b"\0\0"
