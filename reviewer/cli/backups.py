"""Commands for copies that outlive the laptop: backup, backups, restore, export, import."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.given import ANY, FILE, FOLDER
from reviewer.cli.running import casebook_argument, done, home, json_option, listing, on_terminal, reading
from reviewer.cli.table import iso, printable
from reviewer.cli.translated import argument, command, option
from reviewer.desk.backups import Backups, all_backups, check_backup, restore_backup
from reviewer.desk.exporting import import_casebook
from reviewer.desk.words.language import say
from reviewer.desk.words.members import other_key_words
from reviewer.errors import ReviewerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.cli.table import Row
    from reviewer.desk.values import Generation


@command()
@casebook_argument
@option("-o", "--output", type=ANY, help="A new backup folder, or one of this inspection to add to.")
def backup(casebook: Path, output: Path | None) -> None:
    """Copy the casebook as it is now, documents and all, and read the copy back; also while it is open.

    Without -o it goes to the place for backups, beside those that Reviewer makes by itself.
    """
    from reviewer.desk.words.backups import lacking_words

    backups = Backups(casebook, home())
    made = backups.now(on_terminal()) if output is None else backups.write_to(output, on_terminal())
    notes = made.notes
    done(
        say(
            "{path}: {records} records in {saves} saves, {documents} documents ({written} written now), read back.",
            path=made.generation.path,
            records=notes.records,
            saves=notes.saves,
            documents=notes.documents,
            written=made.written,
        )
    )
    for lacking in lacking_words(notes):
        click.echo(f"reviewer: {lacking}", err=True)
    if not notes.is_whole:
        raise click.exceptions.Exit(1)


@command()
@argument("casebook", type=FOLDER, required=False)
@option("--check", "again", is_flag=True, help="Read each of them back now.")
@json_option
def backups(casebook: Path | None, again: bool, as_json: bool) -> None:
    """List the backups in the place for backups, newest first: of one casebook, or of all."""
    known = all_backups(home()) if casebook is None else Backups(casebook, home()).listed()
    rows = [_row(one, again=again) for one in known]
    listing(rows, ("made", "why", "casebook", "records", "documents", "found", "backup"), as_json=as_json)
    if any(row["damaged"] for row in rows):
        raise click.exceptions.Exit(1)


def _row(one: Generation, *, again: bool) -> Row:
    from reviewer.desk.words.backups import found_words, why_words
    from reviewer.desk.words.errors import error_words
    from reviewer.errors import ReviewerError

    notes, damaged = one.notes, list[str]()
    if again:
        try:
            damaged = list(check_backup(one.path, on_terminal()))
        except ReviewerError as error:
            damaged = [error_words(error)]
    checked = (say("damaged") if damaged else say("whole")) if again else found_words(one)
    return {
        "made": iso(one.made),
        "why": why_words(one.why),
        "casebook": notes.casebook if notes else "",
        "saves": notes.saves if notes else None,
        "records": notes.records if notes else None,
        "documents": notes.documents if notes else None,
        "missing": list(notes.missing) if notes else [],
        "bytes": notes.bytes if notes else None,
        "found": checked,
        "damaged": damaged,
        "backup": str(one.path),
    }


@command()
@argument("file", type=ANY)
@casebook_argument
@option("--sound-part", is_flag=True, help="Of a damaged backup, what is sound; says what is left out.")
def restore(file: Path, casebook: Path, sound_part: bool) -> None:
    """Make a casebook of a backup: a .sqlite file of one, or a backup folder, of which the last whole one is taken.

    It goes on as a new copy of the inspection. A casebook that is there is never written over.
    """
    made = restore_backup(file, casebook, home(), on_terminal(), sound_part=sound_part)
    held = made.held
    done(
        say(
            "{casebook} made of {backup}: {records} records in {saves} saves, {documents} documents.",
            casebook=casebook,
            backup=made.backup.name,
            records=held.records,
            saves=held.saves,
            documents=len(held.documents) - len(made.missing),
        )
    )
    _tell_other_key(casebook)
    _name(made.left_out, say("Left out with {saves} saves, as they are damaged:", saves=made.saves_left_out))
    _name(made.missing, say("Documents that the backup does not have whole:"))
    if made.left_out or made.missing:
        raise click.exceptions.Exit(1)


@command()
@casebook_argument
@option("-o", "--output", type=FILE, required=True, help="The .zip to write.")
def export(casebook: Path, output: Path) -> None:
    """Write the whole casebook as one .zip that can be read without Reviewer: records, tables, documents, letters."""
    with reading(casebook) as desk:
        made = desk.exporting.export(output, on_terminal())
    known = made.manifest
    done(
        say(
            "{path}: {records} records in {saves} saves, {documents} documents, {bytes} bytes.",
            path=output,
            records=known.records,
            saves=known.saves,
            documents=len(known.documents),
            bytes=made.bytes,
        )
    )
    _end_without(known.missing.values(), say("Not whole in the casebook, and so left out:"))


@command("import")
@argument("file", type=FILE)
@casebook_argument
def import_(file: Path, casebook: Path) -> None:
    """Make a casebook of a .zip that export wrote, record for record; everything in it is checked."""
    made = import_casebook(file, casebook, home(), on_terminal())
    held = made.held
    done(
        say(
            "{casebook} made: {records} records in {saves} saves, {documents} documents.",
            casebook=casebook,
            records=held.records,
            saves=held.saves,
            documents=len(held.documents) - len(made.missing),
        )
    )
    _tell_other_key(casebook)
    left_out = say("Not in the file, since the casebook that was exported did not have them whole:")
    _end_without(made.missing, left_out)


def _tell_other_key(casebook: Path) -> None:
    """Say what is to be done where the key of whoever made a casebook again is that of no member: no backup has keys in it."""
    with suppress(ReviewerError), reading(casebook) as desk:
        if desk.members.why_i_do_not_count is not None:
            click.echo(other_key_words(), err=True)


def _end_without(names: Iterable[str], what: str) -> None:
    """Name documents that are missing, and end with 1 if any is."""
    if known := list(names):
        _name(known, what)
        raise click.exceptions.Exit(1)


def _name(names: Iterable[str], what: str) -> None:
    """Name what is missing or left out, if anything is, on standard error."""
    for at, name in enumerate(names):
        if not at:
            click.echo(f"reviewer: {what}", err=True)
        click.echo(f"  {printable(name)}", err=True)
