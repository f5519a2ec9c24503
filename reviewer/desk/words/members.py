"""What is said of members, requests, and of who holds the work."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.held import Held, Wipe
from reviewer.desk.members import Changes, MemberRow
from reviewer.desk.words.held import held_by_words
from reviewer.desk.words.language import count, say
from reviewer.model import Role

ROLES: Mapping[Role, str] = MappingProxyType({
    Role.LEAD: "lead", Role.SIGNATORY: "signatory", Role.INSPECTOR: "inspector", Role.SECOND_READER: "second reader",
    Role.OBSERVER: "observer", Role.NONE: "removed",
})  # fmt: skip
_WIPES: Mapping[Wipe, str] = MappingProxyType({
    Wipe.SAFE: "This laptop's copy may be wiped: a colleague's copy holds all of it, and knows that this one goes.",
    Wipe.NOT_SHARED: "Do not wipe this laptop: some of the work is on it alone. Sync first.",
    Wipe.NOBODY_HOLDS: "Do not wipe this laptop: no colleague's copy holds all of the work yet. Ask a colleague to sync, then sync here.",
    Wipe.NOT_RETIRED: "A colleague's copy holds all of the work. To wipe this laptop, first say that this copy goes, and sync.",
    Wipe.NOT_ACKNOWLEDGED: "This copy has said that it goes. Do not wipe it before a colleague has synced and you have synced once more.",
})  # fmt: skip


def role_words(row: MemberRow) -> str:
    """Return a member's role, with what is special about it."""
    role = say(ROLES[row.role])
    if row.is_founder:
        return say("founder")
    if row.is_conflict:
        return say("{role}, disputed", role=role)
    return say("{role}, heir", role=role) if row.is_heir else role


def wipe_words(wipe: Wipe) -> str:
    """Return whether this laptop may be wiped, and what to do first."""
    return say(_WIPES[wipe])


def held_words(held: Held) -> str:
    """Return where the work is, in a few words."""
    is_backed_up = held.backup is not None and held.backup.is_whole
    if held.colleagues and is_backed_up:
        return count(
            "Held by {n} colleague, and by a backup on another device",
            "Held by {n} colleagues, and by a backup on another device",
            held.colleagues,
        )
    if held.colleagues:
        return held_by_words(held.colleagues)
    if held.unshared:
        return count("{n} save on this laptop only", "{n} saves on this laptop only", held.unshared)
    if is_backed_up:
        return say("Held by a backup on another device, by no colleague yet")
    return say("In the shared folder, held by no colleague yet")


def changes_words(changes: Changes) -> str:
    """Return what a removal would change; "" where nothing would stand otherwise."""
    parts = []
    if changes.otherwise:
        parts.append(
            count(
                "{n} decision stands as it was before.",
                "{n} decisions stand as they were before.",
                changes.otherwise,
            )
        )
    if changes.no_more:
        parts.append(count("{n} decision stands no more.", "{n} decisions stand no more.", changes.no_more))
    if changes.letters:
        parts.append(say("Letters that change: {names}.", names=", ".join(changes.letters)))
    return " ".join(parts)
