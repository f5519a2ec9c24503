"""Commands of the fourth journey: join, sync, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.given import FOLDER
from reviewer.cli.held_rows import admission_line
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
from reviewer.desk.joining import admission
from reviewer.desk.outside import recognition_told
from reviewer.desk.words.conflicts import differing_lines
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.held import all_held_words
from reviewer.desk.words.joining import admission_lines
from reviewer.desk.words.language import say
from reviewer.desk.words.policy import policy_lines
from reviewer.desk.words.sharing import missing_words
from reviewer.desk.words.states import state_words
from reviewer.errors import CaseError, NewShareError, ShareError, TakenShareError, ended

if TYPE_CHECKING:
    from reviewer.desk.values import SyncReport


@command()
@argument("share", type=FOLDER)
@casebook_argument
def join(share: Path, casebook: Path) -> None:
    """Make a colleague's first copy of the inspection in a shared folder."""
    with Desk.join(share, casebook, home(), progress=on_terminal()) as desk:
        if (failed := desk.sharing.failed) is not None:
            raise ShareError(
                "{casebook} was made, but not all could be exchanged. {why}", "{remedy}",
                casebook=casebook, why=ended(failed.what), remedy=failed.remedy,
            )  # fmt: skip
        if desk.sharing.missing is not None and (lacking := missing_words(desk.sharing.missing)):
            raise ShareError(
                "{casebook} was made, but not all of it has arrived: {lacking}",
                "Sync it again once your colleagues have.",
                casebook=casebook,
                lacking=lacking,
            )
        done(ended(say("{casebook} made: {title}", casebook=casebook, title=desk.case.inspection.title)))
        if desk.members.is_waiting:
            for line in admission_lines(admission(desk)):
                click.echo(f"  {printable(line)}", err=True)


@command()
@casebook_argument
@argument("share", type=FOLDER)
@option("--new", is_flag=True, help="The folder is a new share: this casebook goes there from now on.")
@option("--merged", is_flag=True, help="Write merged/ for colleagues without Reviewer now, not only hourly.")
def sync(casebook: Path, share: Path, new: bool, merged: bool) -> None:
    """Give a shared folder what it lacks, and take what colleagues put there."""
    try:
        report, told = _synced(casebook, share, new=new, merged=merged)
    except TakenShareError as error:
        raise TakenShareError(
            error.what,
            "{remedy} Is the folder this inspection’s? Then say --new: the other inspection.json is kept in set-aside, and nothing is removed.",
            remedy=error.remedy,
        ) from error
    except NewShareError as error:
        raise NewShareError(
            error.what, "{remedy} Is this a new share? Then say --new.", remedy=error.remedy
        ) from error
    done(
        say(
            "Sent {saves_up} saves and {documents_up} documents; took {saves_down} saves and {documents_down} documents. "
            "The work is {state}.",
            saves_up=report.pushed,
            documents_up=report.documents_up,
            saves_down=report.pulled,
            documents_down=report.documents_down,
            state=all_held_words(report.colleagues) if report.colleagues else state_words(report.state),
        )
    )
    for line in (*map(phrase_words, report.notices), *told):
        click.echo(f"  {printable(line)}", err=True)
    if lacking := missing_words(report.missing):
        raise ShareError(
            "{casebook} was synced, but not all of it has arrived: {lacking}",
            "Sync it again once your colleagues have.",
            casebook=casebook,
            lacking=lacking,
        )


def _synced(casebook: Path, share: Path, *, new: bool, merged: bool) -> tuple[SyncReport, tuple[str, ...]]:
    """Sync; return what was done, and in words whether one's own counts and what is to be settled."""
    try:
        with writing(casebook) as desk:
            report = desk.sharing.sync(share, on_terminal(), new=new, merged=merged)
            own = filter(None, (admission_line(desk),))
            return report, (*own, *differing_lines(desk.settling.lines()))
    except CaseError as error:
        from reviewer.desk.unopened import sync_records

        return sync_records(casebook, home(), error, share, new=new), ()


@command()
@casebook_argument
@option("--share", type=FOLDER, help="Check this shared folder too.")
@json_option
def check(casebook: Path, share: Path | None, as_json: bool) -> None:
    """Check every hash, signature, anchor and file; says on standard error in what cage documents are read, by what scans are recognised, and what is set for the machine."""
    try:
        with reading(casebook, checking=True) as desk:
            problems = desk.sharing.check(share)
            cage = desk.cage
    except CaseError as error:
        from reviewer.desk.unopened import check_records

        problems = check_records(casebook, home(), error, share)
        cage = say("its case cannot be read, so no document was looked at")
    rows = [
        {"what": phrase_words(item.what), "remedy": phrase_words(item.remedy), "severity": item.severity}
        for item in problems
    ]
    if problems or as_json:
        listing(rows, ("severity", "what", "remedy"), as_json=as_json)
    here = home()
    for line in filter(None, (cage, recognition_told(here), *policy_lines(here.policy))):
        click.echo(f"[{printable(line)}]", err=True)
    if problems:
        raise click.exceptions.Exit(1)
    if not as_json:
        done(say("All is as it was recorded."))
