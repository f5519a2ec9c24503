"""The words for what colleagues decided in the place of what was decided here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reviewer.desk.decided_anew import DecidedAnew, Decision
from reviewer.desk.words.language import say
from reviewer.errors import ended
from reviewer.model import Case, Verdict

NAMED = 3


def decided_anew_words(
    anew: Sequence[DecidedAnew], case: Case, named: Callable[[str], str]
) -> tuple[str, ...]:
    """Return a line for each colleague: what they decided anew that had been decided here; ``named`` gives a name for a key."""
    lines = []
    for by in dict.fromkeys(each.by for each in anew):
        theirs = [each for each in anew if each.by == by]
        what = "; ".join(_one(each, case) for each in theirs[:NAMED])
        if len(theirs) > NAMED:
            what = say("{what}; and {more} more", what=what, more=len(theirs) - NAMED)
        told = say("{who} decided anew what you had decided: {what}", who=named(by), what=what)
        lines.append(f"{ended(told)} {say('Yours is kept in its history.')}")
    return tuple(lines)


def _one(each: DecidedAnew, case: Case) -> str:
    now = say("taken back") if each.now is None else _said(each.now, case)
    return say(
        "{where}: {now} (was {before})",
        where=_where(each.before, case),
        now=now,
        before=_said(each.before, case),
    )


def _where(decided: Decision, case: Case) -> str:
    """Return the body and the question; what the case does not know any more by its key."""
    body = next((each.name for each in case.bodies if each.code == decided.body), decided.body)
    if not isinstance(decided, Verdict):
        return say("{body}, category", body=body)
    title = next(
        (each.title for each in case.framework.criteria if each.key == decided.criterion), decided.criterion
    )
    return say("{body}, {criterion}", body=body, criterion=title)


def _said(decided: Decision, case: Case) -> str:
    known = case.framework.findings if isinstance(decided, Verdict) else case.framework.categories
    key = decided.finding if isinstance(decided, Verdict) else decided.category
    return next((each.label for each in known if each.key == key), key)
