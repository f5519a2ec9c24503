"""Commands about a tied passage: untie it, change its note."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.evidence import evidence_line
from reviewer.cli.running import casebook_argument, done, writing
from reviewer.cli.translated import argument, command, option
from reviewer.desk.words.language import say
from reviewer.model import Stance


@command()
@casebook_argument
@argument("passage")
@option("--because", default="untied", help="The reason, kept with it.")
def untie(casebook: Path, passage: str, because: str) -> None:
    """Untie a PASSAGE, named by at least 8 digits of its id as `passages` lists it; undo ties it again."""
    with writing(casebook) as desk:
        record = desk.passages.evidence(passage)
        desk.history.withdraw(record.id, because)
    done(say("Untied: {passage}", passage=evidence_line(record)))


@command()
@casebook_argument
@argument("passage")
@option("--text", help="The note; an empty one takes it away.")
@option(
    "--stance",
    type=click.Choice([stance.value for stance in Stance]),
    help="What the passage does for its criterion.",
)
def note(casebook: Path, passage: str, text: str | None, stance: str | None) -> None:
    """Change the note or the stance of a tied PASSAGE."""
    if text is None and stance is None:
        raise click.UsageError(say("Say what changes: --text or --stance."))
    with writing(casebook) as desk:
        record = desk.passages.evidence(passage)
        words = record.content.note if text is None else text
        made = desk.judging.note(record.id, words, Stance(stance) if stance else None)
    done(evidence_line(made))
