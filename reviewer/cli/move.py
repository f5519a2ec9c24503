"""Command to move documents to the body that they belong to."""

from __future__ import annotations

from pathlib import Path

from reviewer.cli.receive import COLUMNS, document_rows
from reviewer.cli.running import casebook_argument, done, json_option, listing, writing
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.words.days import date_words
from reviewer.desk.words.language import say
from reviewer.desk.words.moving import moved_words
from reviewer.errors import Phrase, WrongUseError


@command()
@casebook_argument
@argument("body")
@argument("documents", nargs=-1, required=True)
@option("--to", "to", required=True, help="The body that they belong to.")
@option("--because", required=True, help="The reason, kept with the move.")
@json_option
def move(casebook: Path, body: str, documents: tuple[str, ...], to: str, because: str, as_json: bool) -> None:
    """Move documents that were received for BODY to the one they belong to, with what came in them; one undo takes it back."""
    with writing(casebook) as desk:
        receipts = [receipt for document in documents for receipt in _receipts(desk, body, document)]
        rows = desk.receiving.move(list(dict.fromkeys(receipts)), to, because)
        name = desk.body(to).name
    if as_json:
        listing(document_rows(rows), COLUMNS, as_json=True)
    else:
        moved = moved_words([row.name for row in rows])
        done(say("{documents} moved to {name}.", documents=moved, name=name))


def _receipts(desk: Desk, body: str, document: str) -> tuple[str, ...]:
    """Return the receipt of a body's document; WrongUseError where its bytes were received twice from that body."""
    sha = desk.reading.resolve_document(document, body)
    own_rows = [row for row in desk.reading.documents(body) if row.sha256 == sha]
    named = [row for row in own_rows if row.name == document]
    rows = named or own_rows
    if len(rows) > 1:
        days = ", ".join(say("{name} of {day}", name=row.name, day=date_words(row.on)) for row in rows)
        message = Phrase(
            "“{document}” was received {number} times from {body}: {days}",
            document=document,
            number=len(rows),
            body=body,
            days=days,
        )
        raise WrongUseError(message, "Move the one that is meant in the window.")
    return tuple(row.receipt for row in rows)
