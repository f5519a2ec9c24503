"""Journey 2: what nobody could turn into words, piece by piece: looked at by a person, or typed out by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import category

from reviewer.desk.reading import MIN_DIGITS
from reviewer.errors import Phrase, WrongUseError
from reviewer.model import NoText, Problem, Seen, Transcribed, Unread, piece_key
from reviewer.model.documents import left_unread
from reviewer.model.frozen import dataclass
from reviewer.model.unrecognised import untried, waiting_for_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reviewer.casebook import PiecesKnown, TextSummary
    from reviewer.desk.reading import Reading
    from reviewer.desk.session import Session
    from reviewer.model import DocumentText, Kept, Note

LONGEST = 1_000_000
"""Code points that can be typed of one piece."""

_REMEDY = {
    True: "Type the words that it shows; if it shows none, wait until recognition has tried it, and say then that it was seen.",
    False: "Type the words that it shows; if it shows none, say that it was seen.",
}
"""Of a piece that waits for recognition, or does not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A page, a picture or a whole document that the program could not read, and what people did about it.

    ``key`` names it (64 hex digits). It stands in a ``document``, received under ``name``, at ``place`` ("": the whole), and
    a ``picture`` (SHA-256) so often as ``places`` says. While it ``waits`` for recognition nobody can say that nothing is there.
    """

    key: str
    document: str
    name: str
    place: str
    label: str
    why: NoText | Problem | Note
    waits: bool = False
    picture: str = ""
    seen: Kept[Seen] | None = None
    transcribed: Kept[Transcribed] | None = None
    places: int = 1

    @property
    def to_look_at(self) -> bool:
        """Whether a person has still to look at it: it does not wait, and nobody has looked at it or typed it out."""
        return not (self.waits or self.seen or self.transcribed)

    @property
    def locked(self) -> bool:
        """Whether a password would open it, or more of it: until it has, nobody has looked at it."""
        return isinstance(self.why, Problem) and self.why.wants_password

    @property
    def can_be_typed(self) -> bool:
        """Whether a person can type what it says."""
        return isinstance(self.why, NoText)


@dataclass(frozen=True, slots=True)
class PieceCounts:
    """How many pieces of a body there are, and of these how many wait, are to be looked at, were seen, were typed out."""

    all: int = 0
    waiting: int = 0
    to_look_at: int = 0
    seen: int = 0
    transcribed: int = 0


class Pieces:
    """Lists the pieces of a body's documents in the review, and records what people did about them."""

    def __init__(self, session: Session, reading: Reading) -> None:
        """Look at what ``reading`` has read."""
        self._session, self._reading = session, reading
        self._known: dict[str, PiecesKnown] = {}
        self._known_where = True
        self._keys: dict[str, frozenset[str]] = {}

    @property
    def recognised_here(self) -> bool:
        """Whether anything is recognised on this machine; where nothing is, no piece waits for it."""
        return self._session.home.recognises

    @property
    def why_not_recognised(self) -> str:
        """Why nothing is recognised on this machine, and what follows of it; "" where something is."""
        if self.recognised_here:
            return ""
        from reviewer.desk.words.recognition import why_not_words

        home = self._session.home
        return why_not_words(home.policy, home.recognition.lacking)

    # --- what there is -----------------------------------------------------------------------------

    def of(self, body: str) -> tuple[Piece, ...]:
        """Return the pieces of a body's documents in the review, by name and place; a picture once, where it stands first."""
        code = self._session.body(body).code
        board = self._session.board()
        names = {
            record.content.document: record.content.name for record in reversed(self._reading.in_review(code))
        }
        typed = {
            record.content.piece: record for record in board.pieces.transcribed if record.content.has_words
        }
        places: Counter[str] = Counter()
        pieces: dict[str, Piece] = {}
        known = self.known(names)
        for document in sorted(known, key=lambda sha: (names[sha], sha)):
            for piece in known[document].pieces:
                key = piece.key(document)
                places[key] += 1
                pieces.setdefault(
                    key,
                    Piece(
                        key, document, names[document], piece.place, piece.label, piece.why, piece.waits, piece.picture,
                        board.pieces.seen.get(key), typed.get(_typed_key(document, piece)),
                    ),
                )  # fmt: skip
        return tuple(replace(piece, places=places[key]) for key, piece in pieces.items())

    def counts(self, body: str) -> PieceCounts:
        """Count a body's pieces."""
        pieces = self.of(body)
        return PieceCounts(
            len(pieces),
            sum(piece.waits for piece in pieces),
            sum(piece.to_look_at for piece in pieces),
            sum(piece.seen is not None for piece in pieces),
            sum(piece.transcribed is not None for piece in pieces),
        )

    def piece(self, body: str, given: str) -> Piece:
        """Return a body's piece by its key, or at least 8 digits of it; else WrongUseError."""
        return self._named(body, given, self.of(body))

    def _named(self, body: str, given: str, pieces: Sequence[Piece]) -> Piece:
        digits = given.lower()
        named = [piece for piece in pieces if piece.key.startswith(digits)]
        if len(digits) < MIN_DIGITS or len(named) != 1:
            message = Phrase(
                "There is no piece {given} among those of {name}",
                given=given[:12],
                name=self._session.body(body).name,
            )
            raise WrongUseError(
                message,
                "Name one by {min_digits} digits of its key: unread CASEBOOK BODY.",
                min_digits=MIN_DIGITS,
            )
        return named[0]

    def known(self, documents: Collection[str]) -> Mapping[str, PiecesKnown]:
        """Return the pieces of documents (SHA-256) as they are now, of those that have any; of one not read yet there is none."""
        return self._known_of(self._reading.summaries(set(documents)))

    def _known_of(self, summaries: Mapping[str, TextSummary]) -> Mapping[str, PiecesKnown]:
        if self._known_where != self.recognised_here:  # trying has shown what could not be told before
            self._known_where = self.recognised_here
            self._known.clear()
        having = {sha: summary.pieces for sha, summary in summaries.items() if summary.pieces}
        known_pieces = {
            sha: known for sha in having if (known := self._known.get(sha)) and known.state == having[sha]
        }
        if asked := having.keys() - known_pieces.keys():
            fresh = self._session.casebook.index.typed.pieces(asked)
            fresh = {
                sha: replace(known, pieces=tuple(self.here(known.pieces))) for sha, known in fresh.items()
            }
            self._keys |= {sha: frozenset(p.key(sha) for p in known.pieces) for sha, known in fresh.items()}
            self._known |= fresh
            known_pieces.update(fresh)
        return known_pieces

    def unread(self, summaries: Mapping[str, TextSummary]) -> Mapping[str, tuple[Unread, ...]]:
        """Return what is unread of each document that has any, by its summary of this moment."""
        return {sha: known.unread for sha, known in self._known_of(summaries).items()}

    def seen_among(self, summaries: Mapping[str, TextSummary]) -> frozenset[str]:
        """Return the keys of those pieces of documents that a person has looked at."""
        seen = self._session.board().pieces.seen
        if not seen:
            return frozenset()
        return frozenset(key for sha in self._known_of(summaries) for key in self._keys[sha] if key in seen)

    def here(self, pieces: Sequence[Unread]) -> Sequence[Unread]:
        """Return pieces as they are on this machine: where nothing is recognised, nothing waits for it."""
        if not any(piece.waits for piece in pieces) or self.recognised_here:
            return pieces
        return waiting_for_nothing(pieces)

    def text(self, document: str) -> DocumentText:
        """Return a document's text as it is shown on this machine: where nothing is recognised, no part of it says that it waits."""
        text = self._reading.text(document)
        return text if self.recognised_here else untried(text)

    def unread_in(self, text: DocumentText) -> Sequence[Unread]:
        """Return what is unread of a text on this machine."""
        return left_unread(self.here(text.pieces), text.typed)

    # --- what people do ----------------------------------------------------------------------------

    def see(self, body: str, keys: Sequence[str], note: str = "") -> tuple[Kept[Seen], ...]:
        """Record that a person has looked at pieces, and that nothing in them bears on any criterion: one act.

        A picture is seen wherever it stands. Those that were seen before stay as they are. WrongUseError, and nothing is
        recorded, where one waits for recognition, is locked, or there is none of that key.
        """
        from reviewer.casebook import subject

        there = self.of(body)
        pieces = {piece.key: piece for piece in (self._named(body, key, there) for key in keys)}
        for piece in pieces.values():
            if piece.seen is None:
                _refuse_unseen(piece)
        contents = [
            Seen(piece.document, piece.place, _unread(piece).sort, piece.picture, note.strip())
            for piece in pieces.values()
            if piece.seen is None
        ]
        made = self._session.history.put_all([(content, subject.seen(content.piece)) for content in contents])
        return tuple(self._session.history.recorded(record, Seen) for record in made)

    def transcribe(self, body: str, key: str, text: str) -> Kept[Transcribed] | None:
        """Keep what a piece says, as a person typed it, and search it from now on; no text takes back what was typed.

        While the piece waits for recognition it goes on waiting. WrongUseError for what is no page or picture, a text without
        a letter or a figure, or one beyond LONGEST.
        """
        from reviewer.casebook import subject

        piece = self.piece(body, key)
        if not piece.can_be_typed:
            message = Phrase(
                "Only a page or a picture can be typed out, and {key} is neither", key=piece.key[:12]
            )
            raise WrongUseError(message, "Receive what it says as a document of its own.")
        if len(text) > LONGEST:
            message = Phrase("That is more than {longest:,} characters for one piece", longest=LONGEST)
            raise WrongUseError(message, "Receive it as a document of its own.")
        content = Transcribed(piece.document, piece.place, _visible(text), piece.picture)
        if content.text and not content.has_words:
            message = Phrase(
                "“{text}” has no words, so it does not say what is there", text=content.text[:20]
            )
            raise WrongUseError(message, _REMEDY[piece.waits])
        where = subject.transcribed(content.piece)
        if not content.text:
            for saved in self._session.casebook.current(Transcribed, subject=where):
                self._session.history.withdraw(saved.id)
            return None
        record = self._session.history.put(content, where, resolve=True)
        return self._session.history.recorded(record, Transcribed)


def _refuse_unseen(piece: Piece) -> None:
    """Raise WrongUseError for a piece of which nobody can say that it was looked at: it waits, or it is locked."""
    where = Phrase("{part} of “{name}”" if piece.label else "“{name}”", part=piece.label, name=piece.name)
    if piece.waits:
        message = Phrase(
            "Nobody can say yet that nothing is there: {where} waits for recognition", where=where
        )
        raise WrongUseError(message, "Wait until it has been tried, or: recognise CASEBOOK BODY.")
    if piece.locked:
        message = Phrase(
            "Nobody can say that nothing is there: {where} is locked, and a password would open it",
            where=where,
        )
        raise WrongUseError(
            message, "Give its password: unlock CASEBOOK BODY; or leave it out of the review, and say why."
        )


def _visible(text: str) -> str:
    """Return a text without the blanks at its ends; "" if nobody would see anything of it."""
    return "" if all(category(each)[0] in "CZ" for each in text) else text.strip()


def _typed_key(document: str, piece: Unread) -> str:
    """Return where what is typed of a piece belongs."""
    return piece_key(document, piece.place, "", piece.picture) if piece.is_part else ""


def _unread(piece: Piece) -> Unread:
    return Unread(piece.place, piece.label, piece.why, piece.waits, piece.picture)
