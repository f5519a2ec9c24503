"""Verbs that need no casebook: signing identities, the cage of this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.display import IdentityView
from reviewer.desk.files import read_file, write_file
from reviewer.desk.words.cage import cage_words
from reviewer.desk.words.language import say
from reviewer.errors import IdentityError, Phrase, WrongUseError

if TYPE_CHECKING:
    from reviewer.documents.reader import Reader
    from reviewer.letters import Identity

LONGEST_NAME = 64  # RFC 5280, ub-common-name


def reader_words(reader: Reader) -> str:
    """Return in sentences what keeps documents from doing harm on this machine; starts the reader if need be."""
    left = say("A file that stops it twice is left alone, and its row in the list of documents says so.")
    return f"{cage_words(reader.cage)} {left}"


def new_identity(path: Path, name: str, password: str, now: int) -> IdentityView:
    """Make a signing identity in a new PKCS#12 file (permissions 0600); ``now`` in UTC microseconds."""
    from reviewer.letters import make_identity

    if path.exists():
        raise WrongUseError(
            "{path} exists already, so no identity was made", "Choose another name.", path=path
        )
    _check_name(name)
    at = datetime.fromtimestamp(now / 1_000_000, UTC)
    write_file(path, make_identity(name.strip(), password, at), private=True)
    return show_identity(path, password, now)


def _check_name(name: str) -> None:
    if not name.strip():
        raise WrongUseError("An identity needs the signatory's name", "Give it with --name.")
    if not name.isprintable():
        raise WrongUseError("The signatory's name holds characters that cannot be printed", "Type it again.")
    if len(name.strip()) > LONGEST_NAME:
        message = Phrase(
            "A signatory's name in a certificate has at most {longest_name} characters",
            longest_name=LONGEST_NAME,
        )
        raise WrongUseError(message, "Shorten it.")


def open_identity(path: Path, password: str, at: datetime) -> Identity:
    """Open a PKCS#12 file to sign with at a time; IdentityError names the file and what is wrong."""
    from reviewer.letters import load_identity

    try:
        return load_identity(read_file(path), password, at)
    except IdentityError as error:
        raise IdentityError(Phrase("{path}: {what}", path=path, what=error.what), error.remedy) from error


def show_identity(path: Path, password: str, now: int) -> IdentityView:
    """Open a PKCS#12 file and tell whose it is and how long it holds."""
    opened = open_identity(path, password, datetime.fromtimestamp(now / 1_000_000, UTC))
    return IdentityView(
        opened.name,
        opened.not_before.date().isoformat(),
        opened.not_after.date().isoformat(),
        opened.fingerprint,
    )
