"""Commands about what was done: history, undo, redo; and about who does it: name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from reviewer.cli.running import aside, casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row, iso
from reviewer.cli.translated import argument, command, option
from reviewer.desk.chronicle import Entry
from reviewer.desk.history import History, Turned
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.deeds import deed_words, stays_lines
from reviewer.desk.words.language import say
from reviewer.desk.words.member_acts import act_words, acts_lines, counts_words
from reviewer.errors import NotReadyError, Phrase, ended
from reviewer.model.deeds import ActsOf

COLUMNS = ("when", "who", "what", "finding", "because", "stands")


@command()
@casebook_argument
@argument("body", required=False)
@argument("criterion", required=False)
@option(
    "--by",
    "person",
    metavar="WHO",
    help="Only what this person did: a name, a code, or eight digits of a key.",
)
@json_option
def history(
    casebook: Path, body: str | None, criterion: str | None, person: str | None, as_json: bool
) -> None:
    """Say who did what when, about a body or a criterion of it; what was superseded and taken back too.

    With --by and no body, all acts of one person, the last first, and whether each counts.
    """
    if body is None and person is None:
        raise click.UsageError(say("Say a body, or whose acts: --by WHO."))
    with reading(casebook) as desk:
        key = desk.member_acts.who(person) if person is not None else None
        if body is None and key is not None:
            _list_acts(desk.member_acts.of(key), as_json=as_json)
            return
        entries = desk.chronicle.of(body or "", criterion)
    rows = [_row(entry, as_json=as_json) for entry in entries if key in {None, entry.author}]
    listing(rows, COLUMNS, as_json=as_json, empty=say("Nothing was recorded about that yet."))


def _list_acts(acts: ActsOf, *, as_json: bool) -> None:
    rows: list[Row] = [
        {
            "act": act.id,
            "when": iso(act.at) if as_json else moment_words(act.at),
            "what": act_words(act),
            "body": act.body or None,
            "criterion": act.criterion or None,
            "because": act.because,
            "counts": act.counts.value if as_json else counts_words(act),
            "stands": act.stands,
        }
        for act in acts.acts
    ]
    empty = say("No act of theirs is kept here.")
    listing(rows, ("when", "what", "body", "because", "counts"), as_json=as_json, empty=empty)
    for line in acts_lines(acts) if acts.acts or acts.waiting else ():
        click.echo(line, err=True)


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
        aside(f"  {line}")
