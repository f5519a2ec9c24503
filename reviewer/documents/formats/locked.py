"""Office files locked with a password, opened in memory by msoffcrypto; what comes out is read like any other.

Office itself opens a file whose password is "VelvetSweatshop" without asking ([MS-OFFCRYPTO] 2.4.2.3), so that is tried too.
"""

from __future__ import annotations

import hashlib
import io
import sys
from functools import lru_cache, partial
from importlib import import_module
from mmap import mmap
from types import SimpleNamespace
from typing import Any

from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

_DEFAULT = "VelvetSweatshop"
_ODD = RefusalError(Reason.LOCKED_ODDLY)
# [MS-OFFCRYPTO] 2.3.4.13: what is hashed in for the verifier, for its hash and for the key of the package.
_BLOCKS = tuple(bytes.fromhex(key) for key in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6"))
_PAD = b"\x36"
_HEAD, _SESSION = 8, b"\x14\x2f"  # a record's head; the record that tells how the show is locked


def is_locked(data: mmap | bytes) -> bool:
    """Tell whether an old binary Office file (.doc, .xls, .ppt) is locked."""
    try:
        return bool(_office(data).is_encrypted())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # what the library cannot tell is left to the format's own reader
        return False


@lru_cache(maxsize=1)
def unlocked(data: mmap | bytes, password: str | None) -> bytes:
    """Return the bytes without the lock; RefusalError when the password is missing, wrong or of no use."""
    for attempt in (password, _DEFAULT):
        opened = _attempt(data, attempt) if attempt else None
        if opened:
            return opened
    raise RefusalError(Reason.LOCKED_OTHERWISE if password else Reason.LOCKED)


def _attempt(data: mmap | bytes, password: str) -> bytes | None:
    from msoffcrypto.exceptions import InvalidKeyError

    made = io.BytesIO()
    try:
        office = _office(data)
        if getattr(office, "type", "") == "agile":
            office.load_key(secret_key=_agile_key(office.info, password))
        elif getattr(office, "type", "") == "standard":
            office.load_key(password=password, verify_password=True)
        else:  # the old formats check the password unasked
            office.load_key(password=password)
        if getattr(office, "format", "") == "ppt97":
            return _show(data, office)
        office.decrypt(made)
    except (InvalidKeyError, _WrongError):
        return None
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever the file makes it raise
        raise _ODD from error
    return made.getvalue()


class _WrongError(Exception):
    """The password is another."""


def _agile_key(info: dict[str, Any], password: str) -> bytes:
    """Return the package's key, [MS-OFFCRYPTO] 2.3.4.11 and 2.3.4.13; _WrongError if the password is another.

    The library knows no hash that is shorter than the key or than the blocks it is kept in (SHA-1), which Office 2010 wrote.
    """
    algorithm = str(info["passwordHashAlgorithm"]).replace("-", "").lower()
    salt, size = info["passwordSalt"], int(info["passwordKeyBits"]) // 8
    digest = hashlib.new(algorithm, salt + password.encode("utf-16-le")).digest()
    for count in range(int(info["spinValue"])):
        digest = hashlib.new(algorithm, count.to_bytes(4, "little") + digest).digest()
    keys = [hashlib.new(algorithm, digest + block).digest().ljust(size, _PAD)[:size] for block in _BLOCKS]
    verifier = _decrypted(info["encryptedVerifierHashInput"], keys[0], salt)[: len(salt)]
    expected = hashlib.new(algorithm, verifier).digest()
    if _decrypted(info["encryptedVerifierHashValue"], keys[1], salt)[: len(expected)] != expected:
        raise _WrongError
    return _decrypted(info["encryptedKeyValue"], keys[2], salt)[:size]


def _decrypted(data: bytes, key: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    block = 16
    decryptor = Cipher(algorithms.AES(key), modes.CBC(salt.ljust(block, _PAD)[:block])).decryptor()
    return decryptor.update(data) + decryptor.finalize()


def _show(data: mmap | bytes, office: Any) -> bytes:
    """Return an old PowerPoint show without its lock, object by object ([MS-PPT] 2.3.7).

    The library takes an object to end where the next one in its list begins, wherever that is, and spoils what lies between.
    """
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

    from reviewer.documents.formats import old_show

    made = io.BytesIO(data)
    with import_module("olefile").OleFileIO(made, write_mode=True) as ole:
        stream = bytearray(ole.openstream(old_show.STREAM).read())
        for number, at in old_show.places(bytes(stream), ole.openstream(old_show.USER).read()).items():
            key = (office.key, office.salt, office.keySize)
            opened = partial(DocumentRC4CryptoAPI.decrypt, *key, blocksize=len(stream) + 1, block=number)
            head = opened(io.BytesIO(stream[at : at + _HEAD])).read()
            size = _HEAD + int.from_bytes(head[4:], "little")
            if head[2:4] != _SESSION and size <= len(stream) - at:
                stream[at : at + size] = opened(io.BytesIO(stream[at : at + size])).read()
        ole.write_stream(old_show.STREAM, bytes(stream))
    return made.getvalue()


def _office(data: mmap | bytes) -> Any:
    import msoffcrypto

    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    module = sys.modules[type(office).__module__]
    if hasattr(module, "tempfile"):  # the old formats go by way of a file, and in here no file may be written
        module.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)  # type: ignore[attr-defined]
    return office
