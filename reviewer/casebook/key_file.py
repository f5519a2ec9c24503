"""An author's key in a file of its own, under a password: so it is carried to another laptop, or kept for the day when this one is lost.

The password is made into a key by scrypt (RFC 7914; N = 2^17, r = 8: 128 MB and a third of a second for each guess), and that seals
the content by Fernet, as the library's own guide has it ("Using passwords with Fernet"). PKCS#8 and PKCS#12 are not used, since
the library derives their keys in 2048 rounds, which is nothing against somebody who has found the stick.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import unicodedata

from reviewer.casebook.author import Author
from reviewer.errors import ReviewerError, WrongPasswordError, WrongUseError

MOST_BYTES = 1 << 16
"""No file with a key is longer."""
LEAST, LEAST_DIFFERENT = 12, 5
"""How many characters a password has at least, and how many that differ."""
_VERSION = 1
_COST, _BLOCK, _MEMORY = 1 << 17, 8, 160 << 20
_WORDS = "A person's key for the program Reviewer, under a password. Whoever has both records in that person's name."


def refuse_weak(password: str, name: str = "") -> None:
    """Raise WrongUseError for a password that would be guessed: a short one, one of few characters, the person's name."""
    plain = _plain(password)
    if len(plain) < LEAST or len(set(plain)) < LEAST_DIFFERENT or plain.casefold() == name.casefold():
        raise WrongUseError(
            "This password would soon be guessed",
            "Choose one of at least {least} characters, such as four words that nobody would expect together.",
            least=LEAST,
        )


def sealed(author: Author, password: str) -> bytes:
    """Return a file that holds an author's name and key, and opens with the password; WrongUseError if that is weak."""
    from cryptography.fernet import Fernet

    refuse_weak(password, author.name)
    salt = secrets.token_bytes(16)
    held = json.dumps({"name": author.name, "key": author.key, "seed": author.seed.hex()}).encode()
    token = Fernet(_derived(password, salt)).encrypt_at_time(held, 0)
    said = {"reviewer-key": _VERSION, "words": _WORDS, "salt": salt.hex(), "sealed": token.decode("ascii")}
    return json.dumps(said, indent=1).encode() + b"\n"


def unsealed(data: bytes, password: str, name: str) -> Author:
    """Return the author whose key is in a file, which is called ``name``.

    WrongPasswordError if the password does not open it; WrongUseError if it is no such file, or a newer program's.
    """
    from cryptography.fernet import Fernet, InvalidToken

    salt, token = _parts(data, name)
    try:
        held = json.loads(Fernet(_derived(password, salt)).decrypt(token))
        author = Author(str(held["name"]), bytes.fromhex(held["seed"]), chosen=True)
    except InvalidToken as error:
        raise WrongPasswordError(
            "The password does not open {name}",
            "Type it again; capitals count. If it is the right one, the file was altered: use another copy of it.",
            name=name,
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise _no_key(name) from error
    if author.key != held.get("key"):
        raise _no_key(name)
    return author


def _parts(data: bytes, name: str) -> tuple[bytes, bytes]:
    """Return the salt and what is sealed."""
    try:
        said = json.loads(data) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise _no_key(name) from error
    match said:
        case {"reviewer-key": int(version)} if version > _VERSION:
            raise ReviewerError(
                "{name} was saved by a newer version of Reviewer",
                "Install the newer version here.",
                name=name,
            )
        case {"reviewer-key": 1, "salt": str(salt), "sealed": str(token)}:
            try:
                return bytes.fromhex(salt), token.encode("ascii")
            except ValueError as error:
                raise _no_key(name) from error
        case _:
            raise _no_key(name)


def _no_key(name: str) -> WrongUseError:
    return WrongUseError(
        "{name} is no saved key", "Choose the file that Reviewer made when the key was saved.", name=name
    )


def _plain(password: str) -> str:
    return unicodedata.normalize("NFC", password)  # one accent is typed as two characters on some systems


def _derived(password: str, salt: bytes) -> bytes:
    made = hashlib.scrypt(
        _plain(password).encode("utf-8", "surrogatepass"), salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=32
    )  # fmt: skip
    return base64.urlsafe_b64encode(made)
