"""What is said of an inspection that one may join, and to who has joined it."""

from __future__ import annotations

from reviewer.desk.joining import Admission, SharedInspection
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import say

_MEGA = 1_000_000


def shared_words(shared: SharedInspection) -> str:
    """Return which inspection a shared folder holds, and how much of it has arrived."""
    title = shared.title or say("an inspection without a title")
    by = shared.by or say("a colleague")
    size = say("{size:,} MB", size=max(1, round(shared.bytes / _MEGA)))
    return say(
        "It holds “{title}”, begun by {by} on {when}: {documents}, {size} in all.",
        title=title,
        by=by,
        when=moment_words(shared.at),
        documents=counted(Noun.DOCUMENT, shared.documents),
        size=size,
    )


def admission_lines(joined: Admission) -> tuple[str, ...]:
    """Return what to do now, a sentence or two each."""
    return (*_admission_lines(joined), *_name_lines(joined.unchosen))


def _name_lines(unchosen: str) -> tuple[str, ...]:
    if not unchosen:
        return ()
    seen = say("Colleagues see you as “{name}”, as this account is called.", name=unchosen)
    return (f"{seen} {say('Share, Your name… or the command “name” gives another.')}",)


def _admission_lines(joined: Admission) -> tuple[str, ...]:
    codes = (
        say("Your own code: {code}", code=joined.own_code),
        say("The code of the inspection: {code}", code=joined.inspection_code),
    )
    if not joined.known:
        first = say(
            "You have your own copy of “{title}”, but not all of its records have arrived. Sync again; until then nobody can tell here "
            "whether what you do counts at once, or waits until a lead admits you.",
            title=joined.title,
        )
        return first, *codes
    if joined.is_open:
        first = say(
            "You have your own copy of “{title}”. What you do in it counts at once.", title=joined.title
        )
        later = say(
            "The founder may end that, and admit people one by one. You will both compare these codes then; Share shows them again."
        )
        return first, later, *codes
    if not joined.waits:
        return say(
            "You have your own copy of “{title}”, and take part in it already.", title=joined.title
        ), *codes
    from reviewer.desk.words.members import other_key_words

    return (
        say("You have your own copy of “{title}”, and can work in it. What you do waits until a lead admits you.", title=joined.title),
        say("Ring a lead, and read out your own code. The lead reads out the code of the inspection: compare it with the one here."),
        *codes,
        say("If they differ, stop: you have another inspection than your colleagues. Else sync once the lead has admitted you."),
        other_key_words(),
    )  # fmt: skip
