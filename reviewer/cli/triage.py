"""Commands of the first journey for many bodies at once: triage, chaser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.given import ANY, FILE, Day
from reviewer.cli.running import (
    casebook_argument,
    done,
    force_option,
    forcible,
    json_option,
    listing,
    on_terminal,
    reading,
    writing,
)
from reviewer.cli.table import Row, printable_lines
from reviewer.cli.translated import argument, command, option
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.desk.words.triage import stopped_words, unfit_words
from reviewer.errors import NotReadyError, Phrase, ReviewerError, WrongUseError

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.desk.pieces import Piece
    from reviewer.desk.triage import Outcome, Plan
    from reviewer.model import Chaser

COLUMNS = ("name", "body", "sure", "because", "files", "received", "problem")


@command()
@casebook_argument
@argument("folder", type=ANY)
@option("--on", type=Day(), default=None, help="The day of receipt; today if left out.")
@option("--dry-run", is_flag=True, help="Only say whose each entry is; receive nothing.")
@json_option
def triage(casebook: Path, folder: Path, on: date | None, dry_run: bool, as_json: bool) -> None:
    """Assign what is in a folder to the bodies, and receive what is sure."""
    outcome = None
    with (reading if dry_run else writing)(casebook) as desk:
        plan = desk.triage.look([folder], on_terminal())
        if not dry_run:
            outcome = desk.triage.receive(on, on_terminal())
            plan = desk.triage.plan or plan
    if plan.items or as_json:
        listing(_rows(plan, outcome), COLUMNS, as_json=as_json)
    if not plan.items:
        raise NotReadyError("Nothing is in that folder, so nothing was received", "Name another folder.")
    _tell_left(plan, outcome)


@command()
@casebook_argument
@argument("body", required=False)
@option(
    "--piece",
    "pieces",
    multiple=True,
    help="Ask for this piece in another form, and for nothing else; repeatable.",
)
@option("--unread", is_flag=True, help="Ask for each piece in another form that nobody has looked at.")
@option("--out", "-o", type=FILE, help="A file to write: .txt, or .eml for one body.")
@force_option
def chaser(
    casebook: Path, body: str | None, pieces: Sequence[str], unread: bool, out: Path | None, force: bool
) -> None:
    """Write the note that asks a body, or each, for what is missing; also while the casebook is open elsewhere."""
    if (pieces or unread) and body is None:
        raise WrongUseError("Pieces are asked for of one body", "Name it: chaser CASEBOOK BODY --unread.")
    with reading(casebook) as desk:
        if body and (pieces or unread):
            notes: Sequence[Chaser] = [
                desk.triage.note_about(body, _asked(desk, body, pieces, unread=unread))
            ]
        else:
            notes = desk.triage.notes(body)
        if out is not None:
            with forcible():
                desk.triage.save_notes(notes, out, replace=force)
    if out is not None:
        done(say("{file} written: {notes}.", file=out, notes=counted(Noun.NOTE, len(notes))))
        return
    click.echo("\n----\n\n".join(printable_lines(note.text) for note in notes), nl=False)


def _asked(desk: Desk, body: str, named: Sequence[str], *, unread: bool) -> Sequence[Piece]:
    asked = [desk.pieces.piece(body, key) for key in named]
    asked += [piece for piece in desk.pieces.of(body) if unread and piece.to_look_at]
    return tuple({piece.key: piece for piece in asked}.values())


def _rows(plan: Plan, outcome: Outcome | None) -> list[Row]:
    taken = {each.path: each for each in outcome.taken} if outcome else {}
    rows: list[Row] = []
    for item in plan.items:
        come = taken.get(item.path)
        rows.append(
            {
                "path": str(item.path),
                "name": item.name,
                "body": item.chosen or None,
                "sure": item.proposal.sureness,
                "because": item.proposal.because,
                "candidates": list(item.proposal.candidates),
                "files": item.files,
                "received": sum(bool(row.receipt) for row in come.rows) if come else 0,
                "known": come.known if come else 0,
                "documents": [row.sha256 for row in come.rows] if come else [],
                "problem": unfit_words(item.unfit) if item.unfit else stopped_words(come) if come else None,
            }
        )
    return rows


def _tell_left(plan: Plan, outcome: Outcome | None) -> None:
    """Raise for what is left: nobody is chosen for it, or it could not be received."""
    left = [item.name for item in plan.unassigned]
    if left:
        message = Phrase(
            "{entries} of {number} left unassigned, such as {name}",
            entries=counted(Noun.ENTRY, len(left)),
            number=len(plan.items),
            name=left[0],
        )
        raise NotReadyError(message, "Say whose it is: receive CASEBOOK BODY PATH.")
    failed: Sequence[str] = [each.path.name for each in outcome.taken if each.error] if outcome else ()
    failed = [*failed, *(item.name for item in plan.items if item.unfit)]
    if failed:
        message = Phrase(
            "{entries} of {number} could not be received, such as {name}",
            entries=counted(Noun.ENTRY, len(failed)),
            number=len(plan.items),
            name=failed[0],
        )
        raise ReviewerError(message, "Its row says why.")
