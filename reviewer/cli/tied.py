"""Commands about a tied passage: untie it, change its note."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.evidence import evidence_line
from reviewer.cli.running import casebook_argument, done, writing
from reviewer.model import Stance


@click.command()
@casebook_argument
@click.argument("passage")
@click.option("--because", default="untied", help="The reason, kept with it.")
def untie(casebook: Path, passage: str, because: str) -> None:
    """Untie a PASSAGE, named by at least 8 digits of its id as `passages` lists it; undo ties it again."""
    with writing(casebook) as desk:
        kept = desk.passages.evidence(passage)
        desk.history.withdraw(kept.id, because)
    done(f"Untied: {evidence_line(kept)}")


@click.command()
@casebook_argument
@click.argument("passage")
@click.option("--text", help="The note; an empty one takes it away.")
@click.option(
    "--stance",
    type=click.Choice([stance.value for stance in Stance]),
    help="What the passage does for its criterion.",
)
def note(casebook: Path, passage: str, text: str | None, stance: str | None) -> None:
    """Change the note or the stance of a tied PASSAGE."""
    if text is None and stance is None:
        raise click.UsageError("Say what changes: --text or --stance.")
    with writing(casebook) as desk:
        kept = desk.passages.evidence(passage)
        words = kept.content.note if text is None else text
        made = desk.judging.note(kept.id, words, Stance(stance) if stance else None)
    done(evidence_line(made))
