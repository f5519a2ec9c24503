"""Zip archives as Python can't write them: locked, with old names, with bytes before them.

Sources: APPNOTE.TXT 4.3 and 6.1 (the old lock), WinZip's AE-1 and AE-2 (AES).
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
import zlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_ROUNDS, _SALT, _MARK = 1000, 16, 10


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive: its name as bytes, its data as they are kept."""

    name: bytes
    data: bytes
    size: int
    check: int
    method: int = 0
    flags: int = 0
    extra: bytes = b""


def stored(name: bytes, data: bytes, flags: int = 0) -> Member:
    """A file as it is."""
    return Member(name, data, len(data), zlib.crc32(data), flags=flags)


def written(*members: Member) -> bytes:
    """The archive."""
    out, listed = b"", b""
    for member in members:
        both = struct.pack(
            "<HHHHHIIIHH", 51 if member.method == 99 else 20, member.flags, member.method, 0, (51 << 9) | (3 << 5) | 3,
            member.check, len(member.data), member.size, len(member.name), len(member.extra),
        )  # fmt: skip
        listed += b"PK\x01\x02" + struct.pack("<H", 20) + both + struct.pack("<HHHII", 0, 0, 0, 0, len(out))
        listed += member.name + member.extra
        out += b"PK\x03\x04" + both + member.name + member.extra + member.data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(listed), len(out), 0)
    return out + listed + b"PK\x05\x06" + end


def aes(name: bytes, data: bytes, password: str) -> Member:
    """A file under WinZip's AES of 256 bits (AE-2)."""
    salt = os.urandom(_SALT)
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ROUNDS, 66)
    packed = _raw(data)
    cipher = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor()  # noqa: S305  # WinZip counts by itself
    stream = b"".join(
        cipher.update(number.to_bytes(16, "little")) for number in range(1, len(packed) // 16 + 2)
    )
    locked = bytes(one ^ other for one, other in zip(packed, stream, strict=False))
    proof = hmac.new(keys[32:64], locked, "sha1").digest()[:_MARK]
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 8)
    return Member(name, salt + keys[64:] + locked + proof, len(data), 0, 99, 1, extra)


def old_lock(name: bytes, data: bytes, password: str) -> Member:
    """A file under the lock of 1990 (6.1.4)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = _step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _step(keys[2], keys[1] >> 24)

    for byte in password.encode():
        turn(byte)
    out = bytearray()
    for byte in os.urandom(11) + bytes((zlib.crc32(data) >> 24,)) + data:
        mixed = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF))
        turn(byte)
    return Member(name, bytes(out), len(data), zlib.crc32(data), flags=1)


def _step(value: int, byte: int) -> int:
    """One step of the checksum, without its turns of all bits."""
    return zlib.crc32(bytes((byte,)), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()
