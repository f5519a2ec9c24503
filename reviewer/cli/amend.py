"""The command that puts the case right after the casebook was made: amend."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reviewer.cli.given import FOLDER
from reviewer.cli.running import casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row, iso, printable
from reviewer.cli.translated import command, option
from reviewer.desk.printable import unaddressed
from reviewer.desk.words.amendments import (
    change_words,
    contested_words,
    differing,
    outdated_lines,
    outdated_words,
    side_words,
)
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import say
from reviewer.desk.words.letters import unprintable_words
from reviewer.desk.words.objections import case_doubt_words
from reviewer.errors import NotReadyError, WrongUseError
from reviewer.model import Case
from reviewer.model.amendments import Amendment, CaseChange, Side

COLUMNS = ("what", "before", "after")


@command()
@casebook_argument
@option("--case", type=FOLDER, help="The case folder (schema 1) as it should be.")
@option("--take", metavar="RECORD", help="One of the amendments that stand against each other.")
@option("--yes", is_flag=True, help="Keep it without asking.")
@json_option
def amend(casebook: Path, case: Path | None, take: str | None, yes: bool, as_json: bool) -> None:
    """Put the case right: show what differs, ask, and keep it as a record. Verdicts and signed letters stay.

    Without --case or --take it shows the amendments that stand against each other, if there are any.
    """
    if case is not None and take is not None:
        raise WrongUseError("An amendment is a folder or a record, not both", "Say --case or --take.")
    if case is None and take is None:
        with reading(casebook) as desk:
            _show_sides(desk.amending.sides(), desk.case, as_json=as_json)
        return
    with writing(casebook) as desk:
        amendment = desk.amending.look(case) if case is not None else desk.amending.look_at(take or "")
        _show(amendment, as_json=as_json)
        if amendment.is_none:
            return
        if yes or (not as_json and _agreed(amendment)):
            desk.amending.amend(amendment)
            if not as_json:
                done(say("The case is amended: {differences}.", differences=_differences(amendment)))
        elif not as_json:
            raise NotReadyError("Nothing was changed", "Say yes, or --yes, to keep the amendment.")


def _differences(amendment: Amendment) -> str:
    return counted(Noun.DIFFERENCE, len(amendment.changes))


def _agreed(amendment: Amendment) -> bool:
    if amendment.settles:
        click.echo(
            say("It takes the place of the last amendments: of those that differ, or are damaged."), err=True
        )
    if not sys.stdin.isatty():
        return False
    return click.confirm(
        say("Amend the case ({differences})?", differences=_differences(amendment)), err=True
    )


def _show(amendment: Amendment, *, as_json: bool) -> None:
    """Show what differs, which letters are left behind by it, and what could not be printed."""
    rows = _rows(amendment.changes, (amendment.before, amendment.case), as_json=as_json)
    if as_json:
        listing([*rows, *_also(amendment)], (), as_json=True)
        return
    listing(rows, COLUMNS, as_json=False, empty=say("Nothing differs from the case that serves."))
    also = (*_unprintable(amendment), *_doubtful(amendment))
    for line in (*outdated_lines(amendment.letters), *(row["what"] for row in also)):
        click.echo(printable(line))
    if sentence := unaddressed(amendment.case):
        click.echo(printable(sentence), err=True)


def _also(amendment: Amendment) -> list[Row]:
    """Return which letters an amendment leaves behind, and what could not be printed, as rows without before and after."""
    letters: list[Row] = [
        {"sort": "letter", "body": letter.body, "state": letter.state.value, "what": outdated_words(letter)}
        for letter in amendment.letters
    ]
    return [*letters, *_unprintable(amendment), *_doubtful(amendment)]


def _unprintable(amendment: Amendment) -> list[Row]:
    return [
        {"sort": "unprintable", "body": code, "what": unprintable_words(code, lines)}
        for code, lines in amendment.unprintable.items()
    ]


def _doubtful(amendment: Amendment) -> list[Row]:
    return [{"sort": "doubt", "what": case_doubt_words(each)} for each in amendment.doubts]


def _rows(changes: Sequence[CaseChange], cases: Sequence[Case], *, as_json: bool) -> list[Row]:
    rows: list[Row] = []
    for change in changes:
        before, after = (change.before, change.after) if as_json else differing(change)
        rows.append({
            "sort": "difference", "path": list(change.path), "what": change_words(change, cases), "before": before,
            "after": after,
        })  # fmt: skip
    return rows


def _show_sides(sides: Sequence[Side], serving: Case, *, as_json: bool) -> None:
    if not sides and not as_json:
        raise WrongUseError(
            "There is nothing to settle in this case", "Name another state of it: --case DIR."
        )
    rows_of_sides = [
        {"record": side.record, "who": side.who, "at": iso(side.at), **row}
        for side in sides
        for row in _rows(side.changes or (), (serving, *([side.case] if side.case else ())), as_json=as_json)
    ]
    if as_json:
        listing(rows_of_sides, (), as_json=True)
        return
    click.echo(contested_words(), err=True)
    for side in sides:
        click.echo(printable(side_words(side, moment_words(side.at))))
        rows = [row for row in rows_of_sides if row["record"] == side.record]
        listing(rows, COLUMNS, as_json=False, empty=f"  {say('Nothing differs from the case that serves.')}")
    record = next((side.record[:12] for side in sides if side.case), "")
    words = (
        "Take one: --take {record}; or amend it anew: --case DIR." if record else "Amend it anew: --case DIR."
    )
    click.echo(say(words, record=record), err=True)
