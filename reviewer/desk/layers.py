"""What people typed of pages and pictures that nobody could read: the texts follow the records of it, whoever made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reviewer.desk.session import Session
from reviewer.model import Kept, Transcribed

if TYPE_CHECKING:
    from reviewer.casebook import Typed

Standing = tuple[Kept[Transcribed], ...]


class Layers:
    """Keeps the layers of the index as the records have them: after an act, its undoing, and a sync. Thread-safe."""

    def __init__(self, session: Session) -> None:
        """Follow the records of the session's casebook."""
        self._session, self._casebook = session, session.casebook
        self._known: tuple[Standing, str] | None = None

    def follow(self) -> None:
        """Let the index have what stands now; it is only asked where nothing has changed."""
        from reviewer.casebook import digest_of

        layers = self._casebook.index.typed
        there = layers.digest()
        if there in (self._digest(), digest_of(self._now())):  # the board may be of an earlier moment
            return
        layers.follow(self._now)

    def _digest(self) -> str:
        from reviewer.casebook import digest_of

        stands = self._session.board().pieces.transcribed
        if self._known is None or self._known[0] is not stands:
            self._known = (stands, digest_of(typed_of(stands, self._session.people())))
        return self._known[1]

    def _now(self) -> Sequence[Typed]:
        return typed_of(self._casebook.current(Transcribed), self._session.people())


def typed_of(stands: Sequence[Kept[Transcribed]], people: Mapping[str, str]) -> Sequence[Typed]:
    """Return a layer for each piece: where several people typed one, all that they typed, as they did one after another."""
    from reviewer.casebook import Typed

    pieces: dict[str, list[Kept[Transcribed]]] = {}
    for record in stands:
        if not record.content.has_words:  # nor does it end that the piece is unread
            continue
        pieces.setdefault(record.content.piece, []).append(record)
    return [
        Typed(
            _clean(first.content.document),
            _clean(first.content.place),
            _clean(first.content.picture),
            "\n\n".join(dict.fromkeys(_clean(record.content.text) for record in (first, *others))),
            ", ".join(dict.fromkeys(_clean(people.get(record.author, "")) for record in (first, *others))),
        )
        for first, *others in pieces.values()
    ]


def _clean(text: str) -> str:
    """Return a text that a database can hold: whoever shares the folder can sign half a letter."""
    return text.encode("utf-8", "replace").decode("utf-8")
