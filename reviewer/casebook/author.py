"""Who signs the saves: a name and an Ed25519 key (RFC 8032) that never leaves the configuration folder.

What signs and verifies is imported when it is first asked for. A window opens a casebook without it: the public key stands beside the
private one, under a mark that only who has the private one can make, and signatures that have passed are known by theirs (``seal``).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from contextlib import suppress
from dataclasses import field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.casebook.durable import make_folder, sync_folder, write_new
from reviewer.casebook.environment_errors import failures_of
from reviewer.errors import CasebookError, Phrase, ReadOnlyError
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_KEY_FILE, _PUBLIC_FILE = "author.key", "author.public"
_SEALING, _PUBLIC = b"reviewer passed signatures\x00", b"reviewer public key\x00"
_SEED = re.compile(rb"[0-9a-f]{64}\n?")


@dataclass(frozen=True)
class Author:
    """A person who writes: ``seed`` is the private key's 32 bytes and shows in no repr.

    A name that was ``chosen`` takes the place of the one that a casebook knows the key by; another one only fills a gap.
    ``public`` is the public key (64 hex digits) where it is known already.
    """

    name: str
    seed: bytes = field(repr=False)
    chosen: bool = False
    public: str = field(default="", repr=False, compare=False)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def key(self) -> str:
        """The public key, 64 hex digits: what the author is known by."""
        return self.public or self._private.public_key().public_bytes_raw().hex()

    @cached_property
    def seal_key(self) -> bytes:
        """The key, made from the private one, by which this author's machine remembers which signatures have passed."""
        return hmac.digest(self.seed, _SEALING, "sha256")

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of a message."""
        return self._private.sign(message)

    def get_ready(self) -> None:
        """Bring in what signs, so that the first signature takes no longer than another."""
        self._private  # noqa: B018 - made when it is asked for

    def mark_of(self, public: str) -> str:
        """Return what stands beside the public key where it is kept: nobody without the private one can make it."""
        return hmac.digest(self.seal_key, _PUBLIC + public.encode(), "sha256").hex()


def new_author(name: str) -> Author:
    """Mint an author with a fresh key, kept nowhere."""
    return Author(name, secrets.token_bytes(32))


def seal_key_in(config_dir: Path) -> bytes | None:
    """Return the ``seal_key`` of the author whose key lies in the configuration folder; None where none can be read."""
    try:
        written = (config_dir / _KEY_FILE).read_bytes()
    except OSError:
        return None
    return Author("", bytes.fromhex(written.decode("ascii"))).seal_key if _SEED.fullmatch(written) else None


def key_in(config_dir: Path) -> str | None:
    """Return the public key (hex) of the author whose key lies in the configuration folder; "" where it is damaged, None without one.

    CasebookError if it can't be read.
    """
    path = config_dir / _KEY_FILE
    with failures_of(Phrase("Your key ({path})", path=path)):
        if not path.exists():
            return None
        written = path.read_bytes()
    return Author("", bytes.fromhex(written.decode("ascii"))).key if _SEED.fullmatch(written) else ""


def put_author(config_dir: Path, author: Author) -> Path | None:
    """Make this author the one of the configuration folder, durably; return where the key that was there is kept, None without one.

    CasebookError if the folder can't be used; then the key that was there is there still.
    """
    path, beside = config_dir / _KEY_FILE, None
    with failures_of(Phrase("Your key ({path})", path=path)):
        make_folder(config_dir)
        if path.exists():
            beside = _kept_beside(path)
        making = path.with_name(f".{_KEY_FILE}.{secrets.token_hex(4)}")
        try:
            write_new(making, _written(author.seed), mode=0o600)
            making.replace(path)
        finally:
            making.unlink(missing_ok=True)
        sync_folder(config_dir)
        (config_dir / _PUBLIC_FILE).unlink(missing_ok=True)  # its mark is another's: it would be made again
    return beside


def _kept_beside(path: Path) -> Path:
    """Keep a key file under a name that says whose it is, beside the one that takes its place."""
    written = path.read_bytes()
    whole = _SEED.fullmatch(written)
    mark = (
        Author("", bytes.fromhex(written.decode("ascii"))).key
        if whole
        else hashlib.sha256(written).hexdigest()
    )
    beside = path.with_name(f"{path.stem}{'' if whole else '-damaged'}-{mark[:16]}{path.suffix}")
    if not write_new(beside, written, mode=0o600) and beside.read_bytes() != written:
        raise CasebookError("{path} is there already", "Move it away, then try again.", path=beside)
    return beside


def _written(seed: bytes) -> bytes:
    return seed.hex().encode() + b"\n"


def signed_by(key: str, signature: bytes, message: bytes) -> bool:
    """Tell whether the author with this public key (hex) made this signature of the message."""
    try:
        _verifying(key).verify(signature, message)
    except _refusals():
        return False
    return True


@cache
def _refusals() -> tuple[type[Exception], ...]:
    """Return what verifying raises where a signature is not good, or is none."""
    from cryptography.exceptions import InvalidSignature

    return InvalidSignature, ValueError, TypeError


@lru_cache(64)
def _verifying(key: str) -> Ed25519PublicKey:
    """Return what verifies an author's signatures; ValueError where a key is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))


def load_or_make_author(config_dir: Path, name: str, *, chosen: bool = False) -> Author:
    """Return the author whose key lies in the configuration folder, made there (mode 0600, durably) if missing.

    CasebookError if the folder can't be used or the key file is not one.
    """
    path = config_dir / _KEY_FILE
    try:
        with failures_of(Phrase("Your key ({path})", path=path)):
            make_folder(config_dir)
            if not path.exists():
                write_new(path, _written(secrets.token_bytes(32)), mode=0o600)
            written = path.read_bytes()
    except ReadOnlyError as error:
        raise ReadOnlyError(
            error.what, "Nothing was changed. Make that folder writable and try again."
        ) from error
    if not _SEED.fullmatch(written):
        raise CasebookError(
            "Your key file {path} is damaged",
            "Restore it from a backup, or move it away to start with a new key; what you signed stays valid.",
            path=path,
        )
    author = Author(name, bytes.fromhex(written.decode("ascii")), chosen)
    return replace(author, public=_public_key(config_dir / _PUBLIC_FILE, author))


def _public_key(path: Path, author: Author) -> str:
    """Return the author's public key as it stands in a file; where its mark is not the author's, it is made, and kept if it can be."""
    with suppress(OSError, UnicodeDecodeError):
        key, _, mark = path.read_text("ascii").strip().partition(" ")
        if hmac.compare_digest(mark, author.mark_of(key)):
            return key
    with suppress(OSError):
        path.unlink(missing_ok=True)
        write_new(path, f"{author.key} {author.mark_of(author.key)}\n".encode())
    return author.key
