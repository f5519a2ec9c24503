"""Subjects: what a record is about, as "kind:rest". One subject has one current record, or a conflict."""

from __future__ import annotations

import secrets

from reviewer.model import (
    Block,
    Content,
    Evidence,
    Grade,
    Included,
    Letter,
    Member,
    Person,
    Purge,
    Receipt,
    Retired,
    Search,
    Seen,
    Settled,
    Transcribed,
    Verdict,
    Version,
    Withdrawn,
)


def verdict(body: str, criterion: str) -> str:
    """Return the subject of a body's verdict on a criterion."""
    return f"verdict:{body}/{criterion}"


def category(body: str) -> str:
    """Return the subject of a body's category."""
    return f"category:{body}"


def letter(body: str, key: str) -> str:
    """Return the subject of one letter to a body."""
    return f"letter:{body}/{key}"


def letter_key(language: str) -> str:
    """Return the key of the letters in a language (its key among the case's): "letter" in the first, "letter-cy"."""
    return f"letter-{language}" if language else "letter"


def block(body: str, letter_key: str, key: str) -> str:
    """Return the subject of an edited paragraph of a letter; ``key`` is stable across composing."""
    return f"block:{body}/{letter_key}/{key}"


def included(receipt: str) -> str:
    """Return the subject of the decision whether a receipt (its subject, or the hex in it) is reviewed."""
    return f"included:{receipt.removeprefix('receipt:')}"


def version(receipt: str) -> str:
    """Return the subject of what a receipt (its subject, or the hex in it) is a newer version of."""
    return f"version:{receipt.removeprefix('receipt:')}"


def seen(piece: str) -> str:
    """Return the subject of a piece's having been looked at, by its key."""
    return f"seen:{piece}"


def transcribed(piece: str) -> str:
    """Return the subject of what was typed of a piece (``Transcribed.piece``)."""
    return f"transcribed:{piece}"


def person(key: str) -> str:
    """Return the subject of an author, by public key (hex)."""
    return f"person:{key}"


def member(key: str) -> str:
    """Return the subject of what is said of an author as a member, by public key (hex)."""
    return f"member:{key}"


def retired(copy: str) -> str:
    """Return the subject of a copy's having been retired, by its id."""
    return f"retired:{copy}"


def itself(kind: str) -> str:
    """Mint the subject of a thing that is only about itself: a receipt, evidence, a search, a purge, a settlement."""
    return f"{kind}:{secrets.token_hex(16)}"


def kind_of(subject: str) -> str:
    """Return the kind that a subject was minted for."""
    return subject.partition(":")[0]


def about(subject: str) -> tuple[str, str | None] | None:
    """Return the body, and the criterion where it has one, that a subject itself names; None where only its records say."""
    kind, _, rest = subject.partition(":")
    body, _, criterion = rest.partition("/")
    if kind not in _OF_BODY:
        return None
    return body, criterion if kind == "verdict" else None


def of(content: Content) -> str:
    """Return the subject that a content has by its own fields, minting one where it is about itself.

    TypeError for ``Withdrawn``, which stands in the place of what it withdraws.
    """
    if isinstance(content, Withdrawn):
        msg = "a withdrawn record needs the subject of what it withdraws"
        raise TypeError(msg)
    own = _by_fields(content)
    return own if own is not None else itself(_ITSELF[type(content)])


def fits(content: Content, subject: str) -> bool:
    """Tell whether a content can be about a subject: what it says of itself must be what it stands for."""
    if isinstance(content, Withdrawn):
        return True
    own = _by_fields(content)
    return kind_of(subject) == _ITSELF[type(content)] if own is None else subject == own


_OF_BODY = frozenset({"verdict", "category", "letter", "block"})
_ITSELF: dict[type, str] = {
    Receipt: "receipt",
    Evidence: "evidence",
    Search: "search",
    Purge: "purge",
    Settled: "settled",
}


def _by_fields(content: Content) -> str | None:  # noqa: C901, PLR0911 - a table with conditions
    match content:
        case Verdict():
            return verdict(content.body, content.criterion)
        case Grade():
            return category(content.body)
        case Letter():
            return letter(content.body, content.letter)
        case Block():
            return block(content.body, content.letter, content.key)
        case Included():
            return included(content.receipt)
        case Version():
            return version(content.receipt)
        case Seen():
            return seen(content.piece)
        case Transcribed():
            return transcribed(content.piece)
        case Person():
            return person(content.key)
        case Retired():
            return retired(content.copy)
        case Member():
            return member(content.key)
        case _:
            return None
