"""A merged file that is looked at: opened in the reader process's care, and who wrote it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.desk.case_now import case_of
from reviewer.desk.sharing import telling
from reviewer.errors import CasebookError, ReviewerError
from reviewer.model import ProblemError, Receipt, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.casebook import Casebook, MergedSource
    from reviewer.desk.display import Report
    from reviewer.desk.home import Home
    from reviewer.desk.leases import Readers
    from reviewer.desk.session import Clock

_SECONDS = 120.0
"""For one page of a file: SQLite looks at all of it where it is damaged."""


class Writer(StrEnum):
    """What is known of who wrote a merged file."""

    MEMBER = "member"
    STRANGER = "stranger"  # signed by somebody who takes no part
    UNSIGNED = "unsigned"  # by an older version, or by another program


@dataclass(frozen=True, slots=True)
class MergedFacts:
    """What is to be known of a merged file: written ``at`` (UTC µs), else its last save was made then; ``name`` is a member's.

    ``idle`` saves count for nothing; ``later`` is the name of a later file beside it, or "". Of ``documents`` that its records name
    so many are ``missing`` beside it.
    """

    at: int
    writer: Writer
    name: str = ""
    idle: int = 0
    later: str = ""
    documents: int = 0
    missing: int = 0


def open_merged(
    file: Path, home: Home, readers: Readers, clock: Clock, progress: Report | None = None
) -> Casebook:
    """Return a casebook, for reading only, of what a merged file holds; raises as ``MergedOpening.open`` does."""
    from reviewer.casebook import refuse_unsafe_place
    from reviewer.sharing import MergedOpening

    place = home.data
    try:
        refuse_unsafe_place(place)
    except CasebookError:
        place = Path(tempfile.gettempdir())  # the person's own folders are on a network drive
    with readers() as reader:

        def ask_of(copy: Path) -> Any:
            def ask(after: str) -> tuple[Mapping[str, Any], bytes]:
                try:
                    return reader.call("merged", copy, _SECONDS, after=after)
                except ProblemError as error:
                    raise _unread(file) from error

            return ask

        try:
            casebook = MergedOpening(place, ask_of, clock).open(file, telling(progress))
        except (ValueError, KeyError, TypeError) as error:  # what the reader process said is no save
            raise _unread(file) from error
    try:
        case_of(casebook)
    except BaseException:
        casebook.close()
        raise
    return casebook


def _unread(file: Path) -> ReviewerError:
    return CasebookError(
        "{name} can't be read: the reader process stopped at it",
        "Open another one in that folder, or ask a colleague to sync, which writes a new one.",
        name=file.name,
    )


def merged_facts(casebook: Casebook, source: MergedSource) -> MergedFacts:
    """Return what is to be known of the merged file that a casebook was made of."""
    author = source.written.author if source.written is not None else ""
    name = _named(casebook, author)
    writer = Writer.MEMBER if name else Writer.STRANGER if author else Writer.UNSIGNED
    named = {kept.content.document for kept in casebook.current(Receipt)}
    return MergedFacts(
        source.at,
        writer,
        name,
        source.idle,
        source.later,
        len(named),
        sum(not casebook.files.has(sha256) for sha256 in named),
    )


def _named(casebook: Casebook, author: str) -> str:
    """Return the name of an author (key, hex) who takes part; "" of anybody else."""
    membership = casebook.team.membership()
    introduced = casebook.people().get(author, "")
    if not author or membership.role_of(author) is Role.NONE:
        return ""
    stands = membership.standing.get(author)
    return introduced or ("" if stands is None else stands.name or author[:8])
