"""Commands about what nobody could read: list it, say that a piece was looked at, type out what one says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer.cli.given import FILE, text_of
from reviewer.cli.running import aside, casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.pieces import Piece
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.desk.words.unread import code_of, unread_words, what_is_unread
from reviewer.errors import Phrase, WrongUseError

COLUMNS = ("key", "body", "state", "name", "label", "what", "places")
DIGITS = 12


@command()
@casebook_argument
@argument("body", required=False)
@json_option
def unread(casebook: Path, body: str | None, as_json: bool) -> None:
    """List the pieces of the documents in the review that nobody could read as text."""
    with reading(casebook) as desk:
        codes = [desk.body(body).code] if body else [known.code for known in desk.case.bodies]
        rows = [row for code in codes for row in piece_rows(desk, code)]
        why_not = desk.pieces.why_not_recognised
        empty = "" if rows else _all_read(desk, codes)
    listing(rows, COLUMNS, as_json=as_json, empty=empty)
    if rows and not as_json and why_not:
        aside(why_not)


@command()
@casebook_argument
@argument("body")
@argument("pieces", metavar="PIECE", nargs=-1, required=True)
@option("--because", default="", help="What there is to see, kept with it.")
def seen(casebook: Path, body: str, pieces: Sequence[str], because: str) -> None:
    """Say that you have looked at pieces by eye, and that nothing in them bears on any criterion."""
    with writing(casebook) as desk:
        made = desk.pieces.see(body, pieces, because)
    done(say("{pieces} looked at, wherever they stand.", pieces=counted(Noun.PIECE, len(made))))


@command()
@casebook_argument
@argument("body")
@argument("piece")
@option("--text", help="What it says; nothing takes back what was typed.")
@option("--file", type=FILE, help="A file in UTF-8 with what it says.")
def transcribe(casebook: Path, body: str, piece: str, text: str | None, file: Path | None) -> None:
    """Type out what a page or a picture says: it is searched and can be quoted from then on."""
    if (text is None) == (file is None):
        raise WrongUseError("What it says is to be given once", "Give it by --text or by --file.")
    typed = text_of(file) if file is not None else str(text)
    with writing(casebook) as desk:
        made = desk.pieces.transcribe(body, piece, typed)
    words = (
        "{piece} typed out, and searched from now on." if made else "What was typed of {piece} is taken back."
    )
    done(say(words, piece=piece))


def _all_read(desk: Desk, codes: Sequence[str]) -> str:
    """Return what is said of bodies of which no piece is unread; of receipts that are out of the review nothing is known here."""
    outside = sum(len(desk.reading.receipts(code)) - len(desk.reading.in_review(code)) for code in codes)
    if not outside:
        return say("All of it is read.")
    words = "All that is in the review is read. Out of it: {documents}, not looked at here (documents CASEBOOK lists them)."
    return say(words, documents=counted(Noun.DOCUMENT, outside))


def piece_rows(desk: Desk, code: str) -> list[Row]:
    """Return the pieces of a body as printable rows."""
    return [
        {
            "key": piece.key[:DIGITS],
            "piece": piece.key,
            "body": code,
            "state": _state(piece),
            "document": piece.document,
            "name": piece.name,
            "place": piece.place,
            "label": piece.label,
            "what": what_is_unread(piece.why, waits=piece.waits),
            "told": unread_words(piece.label, piece.why, waits=piece.waits),
            "why": code_of(piece.why),
            "waits": piece.waits,
            "seen": piece.seen is not None,
            "transcribed": piece.transcribed.content.text if piece.transcribed else None,
            "places": piece.places,
        }
        for piece in desk.pieces.of(code)
    ]


def _state(piece: Piece) -> Phrase:
    if piece.transcribed:
        return Phrase("typed out, waits" if piece.waits else "typed out")
    if piece.waits:
        return Phrase("waits")
    return Phrase("seen" if piece.seen else "to look at")
