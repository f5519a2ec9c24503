"""The words for how two wordings differ, and for what changed from one document to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.desk.words.language import count, say
from reviewer.model import Difference, Place, PlaceSort

if TYPE_CHECKING:
    from reviewer.documents.comparing import Change, Spot
    from reviewer.documents.word_changes import Piece

_LONGEST = 160


def difference_words(made: Difference) -> str:
    """Say how alike two wordings are: "3 of 21 words differ, 2 more are new"."""
    differ, old, added = made.differ, made.old, made.added
    if not differ and not added:
        return say("only spaces, marks or hyphens differ")
    if not differ:
        return count(
            "its {n} word is there, {added} more beside it",
            "all {n} words are there, {added} more among them",
            old,
            added=added,
        )
    words = count("{n} word", "{n} words", old)
    said = count("{n} of {words} differs", "{n} of {words} differ", differ, words=words)
    if not added:
        return said
    return say("{said}, {new}", said=said, new=count("{n} more is new", "{n} more are new", added))


def differences_said(made: Sequence[Piece]) -> tuple[str, ...]:
    """Say each difference in a sentence, in order."""
    return tuple(_piece(piece) for piece in made if piece.kind != "same" and (piece.old + piece.new).strip())


def _piece(piece: Piece) -> str:
    old, new = (f"“{' '.join(text.split())}”" for text in (piece.old, piece.new))
    if not piece.new.strip():
        return say("{old} is gone.", old=old)
    if not piece.old.strip():
        return say("{new} is new.", new=new)
    return say("{old} became {new}.", old=old, new=new)


def change_words(change: Change) -> str:
    """Say a change in a sentence, with where it is: what a screen reader, or a terminal, is given."""
    one_sided = {"gone": (change.old,), "added": (change.new,)}
    where = place_words(one_sided.get(change.kind, (change.old, change.new)))
    lead = f"{where}: " if where else ""
    if change.kind == "changed":
        return f"{lead}{' '.join(differences_said(change.pieces)) or say('only marks differ.')}"
    (piece,) = change.pieces
    quoted = _quoted(piece.new or piece.old)
    if change.kind == "moved":
        return lead + say("moved: {quoted}", quoted=quoted)
    return lead + (
        say("gone: {quoted}", quoted=quoted) if change.kind == "gone" else say("new: {quoted}", quoted=quoted)
    )


def place_words(spots: Sequence[Spot]) -> str:
    """Return where something is, and where it was; "" in a document of a single part, which has no places to tell apart."""
    if all(is_only_part(spot.place) for spot in spots):
        return ""
    return " → ".join(dict.fromkeys(spot.label for spot in spots))


def is_only_part(place: str) -> bool:
    """Tell whether a place is the only one of its document."""
    return Place.parse(place).sort is PlaceSort.TEXT


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= _LONGEST else f"“{flat[:_LONGEST].rstrip()}…”"
