"""Where the work is, and each signed letter: what listings and commands say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.cli.table import Row, printable
from reviewer.desk.words.held import letter_held_words
from reviewer.desk.words.language import say

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.desk.body_lines import ShareState
    from reviewer.model.whereabouts import HeldState


def held_row(state: HeldState | None, *, as_json: bool) -> Row:
    """Return where a signed letter is, and how many colleagues hold it; None of each where there is no letter."""
    if state is None:
        return {"held": None, "colleagues": None}
    return {
        "held": state.where.value if as_json else letter_held_words(state),
        "colleagues": state.colleagues,
    }


def tell_work(desk: Desk) -> ShareState:
    """Return where the work is; what somebody can put right is told beside the answer."""
    work = desk.held.state(desk.sharing.state())
    for words in work.oddities:
        click.echo(printable(f"reviewer: {words}"), err=True)
    return work


def work_line(work: ShareState) -> str:
    """Return where the work is, as a line beneath a listing."""
    return say("Where the work is: {}").format(work.words)
