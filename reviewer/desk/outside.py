"""Verbs that need no casebook: signing identities, the cage of this machine, and what recognises on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.display import IdentityView
from reviewer.desk.files import read_file, write_file
from reviewer.desk.recognition_here import LACKING
from reviewer.desk.words.cage import cage_words
from reviewer.desk.words.language import say
from reviewer.errors import IdentityError, Phrase, WrongUseError
from reviewer.model import ProblemError

if TYPE_CHECKING:
    from reviewer.desk.home import Home
    from reviewer.documents.reader import Reader
    from reviewer.letters import Identity

_PATIENCE = 60.0  # seconds for an engine to be loaded, at the lowest priority
LONGEST_NAME = 64  # RFC 5280, ub-common-name


def reader_words(reader: Reader) -> str:
    """Return in sentences what keeps documents from doing harm on this machine; starts the reader if need be."""
    left = say("A file that stops it twice is left alone, and its row in the list of documents says so.")
    return f"{cage_words(reader.cage)} {left}"


def recognition_told(home: Home) -> str:
    """Return by what scans are recognised on this machine, as the process says that does it, or why none is.

    "" where the machine's policy has it off, which ``policy_lines`` says. It starts such a process, for a moment.
    """
    from reviewer.desk.recognition import new_recogniser
    from reviewer.desk.words.problems import problem_words
    from reviewer.desk.words.recognition import engine_words, lacking_words

    if not home.policy.recognises:
        return ""
    if lacking := home.recognition.lacking_surely:
        return lacking_words(lacking)
    with new_recogniser() as reader:
        try:
            head, _none = reader.call("engine", None, _PATIENCE)
        except ProblemError as error:
            reason = error.problem.reason
            if reason not in LACKING:
                return problem_words(error.problem)
            home.recognition.failed(reason)
            return lacking_words(reason)
    home.recognition.works()
    return engine_words(str(head["name"]), str(head["language"]))


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
