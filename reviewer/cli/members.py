"""Commands of who takes part, and of who holds the work."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from reviewer.cli.given import FOLDER
from reviewer.cli.running import casebook_argument, done, json_option, listing, on_terminal, reading, writing
from reviewer.cli.table import printable
from reviewer.cli.translated import argument, command, option
from reviewer.desk.words.backups import elsewhere_words
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import say
from reviewer.desk.words.members import held_words, other_key_words, role_words, wipe_words
from reviewer.desk.words.sharing import not_arrived_words
from reviewer.errors import Phrase
from reviewer.model import Role

_ROLES = {role.value.replace(" ", "-"): role for role in Role if role is not Role.NONE}
because_option = option("--because", required=True, help="The reason, kept with the record.")


@command()
@casebook_argument
@option(
    "--close", is_flag=True, help="As the founder, say that from now on nobody counts who was not admitted."
)
@option("--because", default="", help="With --close, a reason, kept with the record.")
@json_option
def members(casebook: Path, close: bool, because: str, as_json: bool) -> None:
    """List who takes part and who asks to, with the codes that they tell each other on the telephone."""
    if because and not close:
        raise click.UsageError(say("A reason is kept with an act: say --close too."))
    if close:
        with writing(casebook) as desk:
            desk.members.close(because)
    with reading(casebook) as desk:
        journey = desk.members
        rows = [
            {
                "name": row.name, "role": role_words(row), "code": row.code, "since": _day(row.since), "last_seen": _day(row.last),
                "waiting": row.waiting, "you": row.is_me, "by": row.by, "because": row.because,
            }
            for row in journey.rows()
        ]  # fmt: skip
        rows += [
            {
                "name": row.name, "role": say("asks to take part"), "code": row.code, "since": _day(row.since), "last_seen": "",
                "waiting": row.saves, "you": False, "by": "", "because": "",
            }
            for row in journey.requests()
        ]  # fmt: skip
        open_, code = journey.is_open, journey.inspection_code
        own = journey.own_code if journey.is_waiting else ""
    listing(rows, ("name", "role", "code", "since", "last_seen", "waiting"), as_json=as_json)
    if open_:
        click.echo(
            say("Open: everybody who joins counts. The founder ends that: members CASEBOOK --close."),
            err=True,
        )
    if own:
        waits = "No lead has admitted you yet: what you do waits. Read your code to a lead: {code}"
        click.echo(say(waits, code=own), err=True)
        click.echo(other_key_words(), err=True)
    click.echo(say("The code of this inspection: {code}", code=code), err=True)


@command()
@casebook_argument
@argument("code")
@option("--role", type=click.Choice(list(_ROLES)), default="inspector", show_default=True, help="What for.")
@option("--because", default="", help="A reason, kept with the record.")
def admit(casebook: Path, code: str, role: str, because: str) -> None:
    """Admit the person with this CODE, or give a member another role."""
    with writing(casebook) as desk:
        name = desk.members.admit(code, _ROLES[role], because)
    done(Phrase("{name} takes part as {role}. Sync, so that colleagues know.", name=name, role=role))


@command()
@casebook_argument
@argument("code")
@option("--because", default="", help="A reason, kept with the record.")
def refuse(casebook: Path, code: str, because: str) -> None:
    """Refuse the person with this CODE, who has asked to take part."""
    with writing(casebook) as desk:
        name = desk.members.refuse(code, because)
    done(Phrase("{name} is refused. Sync, so that colleagues know.", name=name))


@command()
@casebook_argument
@argument("code")
@because_option
def remove(casebook: Path, code: str, because: str) -> None:
    """Remove the member with this CODE: what they did so far, as it is here, goes on counting."""
    with writing(casebook) as desk:
        name = desk.members.remove(code, because)
    done(Phrase("{name} is removed. Sync, so that colleagues know.", name=name))


@command()
@casebook_argument
@argument("code", required=False)
@option("--because", default="", help="A reason for naming them, kept with the record.")
@option("--take", metavar="REASON", help="As the heir, take the founder's place, for this reason.")
def heir(casebook: Path, code: str | None, because: str, take: str | None) -> None:
    """Name the member with this CODE the founder's heir; or, as the heir, take the place."""
    if (code is None) == (take is None):
        raise click.UsageError(say("Give a code, or --take with a reason."))
    with writing(casebook) as desk:
        if take is not None:
            desk.members.take_place(take)
            line = Phrase("You are the founder's successor. Sync, so that colleagues know.")
        else:
            name = desk.members.name_heir(code or "", because)
            line = Phrase("{name} may take the founder's place.", name=name)
    done(line)


@command()
@casebook_argument
@argument("share", type=FOLDER)
@option("--retire", "because", metavar="REASON", help="Say that this copy is about to be wiped, and why.")
@json_option
def held(casebook: Path, share: Path, because: str | None, as_json: bool) -> None:
    """Sync, then list what colleagues' copies hold, and say whether this laptop may be wiped."""
    with writing(casebook) as desk:
        if because:
            desk.held.retire(because)
        report = desk.sharing.sync(share, on_terminal())
        holdings = desk.held.now(backups=True)
    rows = [
        {
            "name": one.name, "copy": one.copy[:8], "said": _day(one.at), "lacks_saves": one.lacks_saves,
            "lacks_documents": one.lacks_documents,
        }
        for one in holdings.copies
    ]  # fmt: skip
    listing(rows, ("name", "copy", "said", "lacks_saves", "lacks_documents"), as_json=as_json)
    for line in filter(None, (*map(phrase_words, report.notices), not_arrived_words(report.missing))):
        click.echo(printable(line), err=True)
    click.echo(held_words(holdings), err=True)
    click.echo(elsewhere_words(holdings.backup), err=True)
    click.echo(wipe_words(holdings.wipe), err=True)


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1_000_000, UTC).date().isoformat() if at > 0 else ""
