"""What is said of members, requests, and of who holds the work."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.held import Held, Wipe
from reviewer.desk.members import Changes, MemberRow, Members, RequestRow, Stranger, StrangerRow
from reviewer.desk.participation import Participation
from reviewer.desk.words.counts import Noun, counted, size_words
from reviewer.desk.words.days import day_words, short_moment_words
from reviewer.desk.words.held import held_by_words
from reviewer.desk.words.language import count, say
from reviewer.model import Role

ROLES: Mapping[Role, str] = MappingProxyType({
    Role.LEAD: "lead", Role.SIGNATORY: "signatory", Role.INSPECTOR: "inspector", Role.SECOND_READER: "second reader",
    Role.OBSERVER: "observer", Role.NONE: "removed",
})  # fmt: skip
_STRANGERS: Mapping[Stranger, str] = MappingProxyType({
    Stranger.ASKS: "asks to take part", Stranger.REFUSED: "refused", Stranger.REMOVED: "removed: acts since then",
    Stranger.CROWD: "more than are told apart",
})  # fmt: skip
_WIPES: Mapping[Wipe, str] = MappingProxyType({
    Wipe.SAFE: "This laptop's copy may be wiped: a colleague's copy holds all of it, and knows that this one goes.",
    Wipe.NOT_SHARED: "Do not wipe this laptop: some of the work is on it alone. Sync first.",
    Wipe.NOBODY_HOLDS: "Do not wipe this laptop: no colleague's copy holds all of the work yet. Ask a colleague to sync, then sync here.",
    Wipe.NOT_COUNTED: "Do not wipe this laptop: some of the work on it does not count, and colleagues' copies take only what does. Ask a lead to admit you to more.",
    Wipe.NOT_RETIRED: "A colleague's copy holds all of the work. To wipe this laptop, first say that this copy goes, and sync.",
    Wipe.NOT_ACKNOWLEDGED: "This copy has said that it goes. Do not wipe it before a colleague has synced and you have synced once more.",
})  # fmt: skip


def role_words(row: MemberRow) -> str:
    """Return a member's role, with what is special about it."""
    if row.role is Role.NONE and not row.was_member:
        return say("refused")
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


def wipe_question(wipe: Wipe) -> str:
    """Return the question whether this laptop may be wiped, with its answer in a word."""
    if wipe is Wipe.SAFE:
        return say("Is this laptop safe to wipe? Yes.")
    return (
        say("Is this laptop safe to wipe? Almost.")
        if wipe is Wipe.NOT_RETIRED
        else say("Is this laptop safe to wipe? Not yet.")
    )


def lacks_words(shown: Participation) -> str:
    """Return what nobody else holds, and who can mend it; "" where nothing is missing."""
    if shown.held.wipe in {Wipe.SAFE, Wipe.NOT_RETIRED}:
        return ""
    best = shown.best_copy
    if best is None:
        return say("All of it is held by nobody else: no colleague has synced yet.")
    if best.is_whole:
        return ""
    missing = [counted(Noun.ACT, best.lacks_saves)] if best.lacks_saves else []
    if best.lacks_documents:
        missing.append(counted(Noun.DOCUMENT, best.lacks_documents))
    what = (
        missing[0]
        if len(missing) == 1
        else say("{acts} and {documents}", acts=missing[0], documents=missing[-1])
    )
    if shown.is_waiting:
        return say("Held by nobody else: {what}. All of it waits until a lead has admitted you.", what=what)
    if shown.idle:
        return say("Held by nobody else: {what}. Colleagues' copies take only what counts.", what=what)
    return say(
        "Held by nobody else: {what}. All of it is safe once {name}, or another colleague, has synced after you.",
        what=what,
        name=best.name,
    )


def holds_words(shown: Participation, row: MemberRow) -> str:
    """Return what a member's laptop holds of what is here."""
    if row.is_me:
        return say("this laptop")
    copy = shown.copy_of(row.key)
    if copy is None:
        return say("not known")
    if copy.is_whole:
        return say("all")
    if copy.lacks_saves:
        return count("all but {n:,} act", "all but {n:,} acts", copy.lacks_saves)
    return count("all but {n:,} document", "all but {n:,} documents", copy.lacks_documents)


def seen_words(shown: Participation, row: MemberRow) -> str:
    """Return when a member was last heard of."""
    if row.is_me:
        return say("now")
    at = shown.seen(row)
    return short_moment_words(at) if at else say("never")


def since_words(row: MemberRow) -> str:
    """Return since when somebody has their role; "" where nobody has given it."""
    return day_words(row.since) if row.since else ""


def wait_words(row: MemberRow) -> str:
    """Return which of a member's acts wait."""
    if not row.waiting:
        return say("none")
    if row.role is Role.NONE and not row.was_member:
        return say("{n:,}, refused", n=row.waiting)
    if row.role is Role.NONE:
        return say("{n:,}, since the removal", n=row.waiting)
    return say("{n:,}, beyond the role", n=row.waiting)


def who_words(row: MemberRow) -> str:
    """Return a member's name, with a word where it is whoever works here."""
    return say("{name}, you", name=row.name) if row.is_me else row.name


def member_lines(shown: Participation, row: MemberRow) -> tuple[str, ...]:
    """Return all that is to know of a member, a sentence each."""
    lines = [say("Role: {role}", role=role_words(row)), say("Code: {code}", code=code_words(row.code))]
    if row.since and not row.by:
        lines.append(say("Since: {day}", day=since_words(row)))
    elif row.since:
        lines.append(say("Decided by {name}, {when}", name=row.by, when=short_moment_words(row.since)))
    if row.because:
        lines.append(say("Reason: {reason}", reason=row.because))
    lines.append(say("Last seen: {when}", when=seen_words(shown, row)))
    lines.append(say("Holds of what is here: {what}", what=holds_words(shown, row)))
    lines.append(say("Acts that wait: {what}", what=wait_words(row)))
    return tuple(lines)


def code_words(code: str) -> str:
    """Return a code, or that it is being worked out."""
    return code or say("being worked out…")


def request_words(row: RequestRow) -> str:
    """Return when somebody asked, and what waits; of one who was looked up, that they were."""
    if row.is_looked_up:
        return say("found in the shared folder by the code that you typed")
    return say("asked {when} · {acts}", when=short_moment_words(row.since), acts=_waiting_acts(row.saves))


def _waiting_acts(saves: int) -> str:
    return count("{n:,} act waits", "{n:,} acts wait", saves)


def stranger_name(row: StrangerRow) -> str:
    """Return what somebody whom nobody admitted calls themselves; what to call those who say no name."""
    if row.why is Stranger.CROWD:
        return say("others")
    return row.name or say("no name given")


def stranger_cells(row: StrangerRow) -> tuple[str, str, str]:
    """Return who somebody is whose acts count for nothing, with the code; why; how many acts, how much, since when."""
    who = stranger_name(row)
    if row.key:
        who = say("{name}, {code}", name=who, code=code_words(row.code))
    what = say(
        "{acts}, {size}, since {day}",
        acts=counted(Noun.ACT, row.saves),
        size=size_words(row.size),
        day=day_words(row.since),
    )
    return who, say(_STRANGERS[row.why]), what


def strangers_words(rows: tuple[StrangerRow, ...]) -> str:
    """Return in a line what lies on the share and counts for nothing; "" where nothing does."""
    if not rows:
        return ""
    who = count("{n:,} person", "{n:,} people", len(rows))
    acts, size = counted(Noun.ACT, sum(row.saves for row in rows)), size_words(sum(row.size for row in rows))
    since = day_words(min(row.since for row in rows))
    return say(
        "Strangers: {who}, {acts}, {size} since {day}; none counts.", who=who, acts=acts, size=size, day=since
    )


def waiting_words(own: str, inspection: str) -> tuple[str, str, str]:
    """Return what whoever was not admitted yet is told: their own code, the one that they compare, and what else it may be."""
    return (
        say(
            "No lead has admitted you yet: what you do waits. Ring a lead, and read them your code: {code}",
            code=own,
        ),
        say(
            "They read you the code of this inspection. It must be: {code}. If it is another one, you have joined another "
            "inspection: tell them.",
            code=inspection,
        ),
        other_key_words(),
    )


def other_key_words() -> str:
    """Return what to do where one takes part already, by a key that is not on this laptop: of who works alone nobody else is a lead."""
    return say(
        "Did you begin this inspection, or take part in it, on another laptop, or before this one was set up anew? Then load the key "
        "that you saved there: Share, Load a key…"
    )


def uncounted_words(why: Stranger | None, idle: int, role: Role) -> str:
    """Return that what whoever works here did counts for nothing, or some of it, and who can change that; "" if all of it counts."""
    if why is Stranger.REFUSED:
        return say(
            "A lead has refused you, so nothing that you did here counts, and it is shown no more. It is kept, and counts once a lead "
            "admits you: ring one."
        )
    if why is Stranger.REMOVED:
        return say(
            "You are no longer a member of this inspection, so nothing that you record counts. Ask a lead to admit you again."
        )
    if why is not None or not idle:
        return ""
    return count(
        "{n:,} act of yours is more than you take part for, as {role}, so it does not count. It is kept: ask a lead for another role.",
        "{n:,} acts of yours are more than you take part for, as {role}, so they do not count. They are kept: ask a lead for another role.",
        idle,
        role=say(ROLES[role]),
    )


def admission_words(members: Members) -> str:
    """Return what is to be done about admission after a sync, for whoever can do it: that people ask, or that one waits; "" if nothing is.

    Whoever takes no part, or did more than counts, is told that.
    """
    why = members.why_i_do_not_count
    if why is Stranger.ASKS:
        return say(
            "No lead has admitted you yet, so what you do waits: Members and share has the code to read to one."
        )
    if uncounted := uncounted_words(why, members.idle, members.own_role):
        return uncounted
    asking = len(members.requests(wait=False)) if members.may_decide else 0
    if not asking:
        return ""
    return count(
        "{n:,} person asks to take part: see Members and share.",
        "{n:,} people ask to take part: see Members and share.",
        asking,
    )


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
