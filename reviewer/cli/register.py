"""The register of a body's signed letters, and any of them handed out again."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.given import FILE
from reviewer.cli.held_rows import held_row
from reviewer.cli.running import (
    casebook_argument,
    done,
    force_option,
    forcible,
    json_option,
    listing,
    reading,
)
from reviewer.cli.table import Row, iso
from reviewer.cli.translated import argument, command, option
from reviewer.cli.write import signer_row
from reviewer.desk.letter_places import Entry
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name
from reviewer.desk.words.letter_states import place_words
from reviewer.desk.words.letters import signed_words

COLUMNS = ("letter", "signature", "language", "state", "held", "recorded_by")


@command()
@casebook_argument
@argument("body")
@argument("letter", required=False, default="")
@option("-o", "out", type=FILE, help="Write the newest signed letter, or the one named, to this file.")
@force_option
@json_option
def register(casebook: Path, body: str, letter: str, out: Path | None, force: bool, as_json: bool) -> None:
    """List every letter that was signed to a body; with -o write one of them again, byte for byte."""
    if letter and out is None:
        raise click.UsageError(say("Say where the letter goes: -o FILE.pdf."))
    with reading(casebook) as desk, forcible():
        if out is None:
            rows = [_row(entry, as_json=as_json) for entry in desk.register.of(body)]
            listing(rows, COLUMNS, as_json=as_json, empty=say("No letter was signed yet."))
            return
        letters = desk.register.named(body, letter)
        desk.register.copy_out(letters, out, replace=force)
    done(f"{out}  {signed_words(letters)}  {letters.issued[:12]}")


def _row(entry: Entry, *, as_json: bool) -> Row:
    return {
        "letter": entry.letter.issued[:12],
        "sha256": entry.letter.issued,
        "signature": signed_words(entry.letter),
        **signer_row(entry.letter),
        "language": entry.letter.language if as_json else language_name(entry.letter.language),
        "state": place_words(entry),
        "place": entry.place.value,
        "recorded_by": entry.recorded_by,
        "at": iso(entry.at),
        "here": entry.here,
        **held_row(entry.held, as_json=as_json),
    }
