"""What is to be known of a merged file that is looked at: of when it is, who wrote it, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model import Receipt, Role

if TYPE_CHECKING:
    from reviewer.casebook import Casebook, MergedSource


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
