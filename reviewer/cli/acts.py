"""Commands about what was done: history, undo, redo; and about who does it: name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from reviewer.cli.running import casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row, iso, printable
from reviewer.cli.translated import argument, command
from reviewer.desk.chronicle import Entry
from reviewer.desk.history import History, Turned
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.deeds import deed_words, stays_lines
from reviewer.desk.words.language import say
from reviewer.errors import NotReadyError, Phrase, ended

COLUMNS = ("when", "who", "what", "finding", "because", "stands")


@command()
@casebook_argument
@argument("body")
@argument("criterion", required=False)
@json_option
def history(casebook: Path, body: str, criterion: str | None, as_json: bool) -> None:
    """Say who did what when, about a body or a criterion of it; what was superseded and taken back too."""
    with reading(casebook) as desk:
        entries = desk.chronicle.of(body, criterion)
    rows = [_row(entry, as_json=as_json) for entry in entries]
    listing(rows, COLUMNS, as_json=as_json, empty=say("Nothing was recorded about that yet."))


def _row(entry: Entry, *, as_json: bool) -> Row:
    return {
        "record": entry.record,
        "subject": entry.subject,
        "when": iso(entry.at) if as_json else moment_words(entry.at),
        "who": entry.who,
        "what": deed_words(entry.deed),
        "finding": entry.finding or None,
        "because": entry.because,
        "stands": entry.stands,
    }


@command()
@casebook_argument
def undo(casebook: Path) -> None:
    """Take back the last act that was done here, also one of an earlier day; never a signed letter."""
    turned = _turn(casebook, History.undo, Phrase("There is nothing to undo"))
    _tell(say("Undone: {what}", what=turned.sentence), turned)


@command()
@casebook_argument
def redo(casebook: Path) -> None:
    """Do again what undo took back last, unless something was done since."""
    turned = _turn(casebook, History.redo, Phrase("There is nothing to do again"))
    _tell(say("Done again: {what}", what=turned.sentence), turned)


@command()
@casebook_argument
@argument("chosen", metavar="NAME", required=False)
def name(casebook: Path, chosen: str | None) -> None:
    """Say by which name your records say who you are; with NAME choose it, for this casebook and all others."""
    with (reading if chosen is None else writing)(casebook) as desk:
        me = desk.me if chosen is None else desk.rename(chosen)
    done(me.name)


def _turn(casebook: Path, verb: Callable[[History], Turned | None], nothing: Phrase) -> Turned:
    with writing(casebook) as desk:
        turned = verb(desk.history)
    if turned is None:
        raise NotReadyError(nothing, "List what was done: history CASEBOOK BODY.")
    return turned


def _tell(sentence: str, turned: Turned) -> None:
    done(ended(sentence))
    for line in stays_lines(turned.stays):
        click.echo(f"  {printable(line)}", err=True)
