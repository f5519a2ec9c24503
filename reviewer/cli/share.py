"""Commands of the fourth journey: join, sync, check."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.given import FOLDER
from reviewer.cli.running import (
    casebook_argument,
    done,
    home,
    json_option,
    listing,
    on_terminal,
    reading,
    writing,
)
from reviewer.cli.table import printable
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import say
from reviewer.desk.words.states import state_words
from reviewer.errors import CaseError, ended


@command()
@argument("share", type=FOLDER)
@casebook_argument
def join(share: Path, casebook: Path) -> None:
    """Make a colleague's first copy of the inspection in a shared folder."""
    with Desk.join(share, casebook, home()) as desk:
        done(ended(say("{casebook} made: {title}", casebook=casebook, title=desk.case.inspection.title)))


@command()
@casebook_argument
@argument("share", type=FOLDER)
def sync(casebook: Path, share: Path) -> None:
    """Give a shared folder what it lacks, and take what colleagues put there."""
    try:
        with writing(casebook) as desk:
            report = desk.sharing.sync(share, on_terminal())
    except CaseError as error:
        from reviewer.desk.unopened import sync_records

        report = sync_records(casebook, home(), error, share)
    done(
        say(
            "Sent {saves_up} saves and {documents_up} documents; took {saves_down} saves and {documents_down} documents. "
            "The work is {state}.",
            saves_up=report.pushed,
            documents_up=report.documents_up,
            saves_down=report.pulled,
            documents_down=report.documents_down,
            state=state_words(report.state),
        )
    )
    for line in (*map(phrase_words, report.notices), *report.conflicts):
        click.echo(f"  {printable(line)}", err=True)


@command()
@casebook_argument
@option("--share", type=FOLDER, help="Check this shared folder too.")
@json_option
def check(casebook: Path, share: Path | None, as_json: bool) -> None:
    """Check every hash, signature, anchor and file; says on standard error in what cage documents are read."""
    try:
        with reading(casebook) as desk:
            found = desk.sharing.check(share)
            cage = desk.cage
    except CaseError as error:
        from reviewer.desk.unopened import check_records

        found = check_records(casebook, home(), error, share)
        cage = say("its case cannot be read, so no document was looked at")
    rows = [
        {"what": phrase_words(item.what), "remedy": phrase_words(item.remedy), "severity": item.severity}
        for item in found
    ]
    if found or as_json:
        listing(rows, ("severity", "what", "remedy"), as_json=as_json)
    click.echo(f"[{cage}]", err=True)
    if found:
        raise click.exceptions.Exit(1)
    if not as_json:
        done(say("All is as it was recorded."))
