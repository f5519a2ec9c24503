"""Where the work is, and each signed letter, and whether one's own acts count: what listings and commands say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.cli.table import Row, printable
from reviewer.desk.members import Stranger
from reviewer.desk.words.held import letter_held_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.members import uncounted_words
from reviewer.errors import ReviewerError

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
    """Return where the work is; whether one's own counts, and what somebody can put right, is told beside the answer."""
    work = desk.held.state(desk.sharing.state())
    for words in (*filter(None, (admission_line(desk),)), *work.oddities):
        click.echo(printable(f"reviewer: {words}"), err=True)
    return work


def work_line(work: ShareState) -> str:
    """Return where the work is, as a line beneath a listing."""
    return say("Where the work is: {}").format(work.words)


def admission_line(desk: Desk) -> str:
    """Return that one's own acts wait or count for nothing, or that people ask to take part, and the command for it; "" if neither."""
    members = desk.members
    try:
        why = members.why_i_do_not_count
        if why is Stranger.ASKS:
            return say(
                "No lead has admitted you yet, so what you do waits. The code to read to one: members CASEBOOK."
            )
        if uncounted := uncounted_words(why, members.idle, members.own_role):
            return uncounted
        asking = len(members.requests(wait=False)) if members.may_decide else 0
    except ReviewerError:  # who the members are can't be read: the casebook says so itself
        return ""
    if not asking:
        return ""
    return count(
        "{n:,} person asks to take part: see members CASEBOOK.",
        "{n:,} people ask to take part: see members CASEBOOK.",
        asking,
    )
