"""The words for moving documents to the body that they belong to, and for why they can't be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import count, say

Refusal = tuple[str, str]
"""What happened, and what to do."""
_SHOWN = 3  # names, where there are more


def gone_words(receipt: str) -> Refusal:
    """Return that a receipt does not stand here, so that nothing of it can be moved."""
    what = say("There is no receipt {receipt} to move, so nothing was moved", receipt=receipt)
    return what, say("It may have been taken back: look at the list again.")


def two_bodies_words(bodies: Sequence[str]) -> Refusal:
    """Return that documents of several bodies were to be moved at once."""
    what = say("These documents came from {bodies}, so nothing was moved", bodies=", ".join(bodies))
    return what, say("Move those of one at a time.")


def twice_words(name: str) -> Refusal:
    """Return that it can't be told in which of two documents of a name and day something came."""
    what = say("Two documents of the same day are called “{name}”, so nothing was moved", name=name)
    return what, say("What came in them cannot be told apart: move both, or what was in it one by one.")


def same_body_words(name: str) -> Refusal:
    """Return that documents were to be moved to where they are."""
    return say("They are among the documents of {name} already", name=name), say("Nothing was changed.")


def no_reason_words() -> Refusal:
    """Return that a move needs a reason."""
    return say("A reason is needed to move a document"), say("Say why: it stands in the record.")


def contested_words(name: str) -> Refusal:
    """Return that a receipt was decided on differently."""
    what = say(
        "“{name}” was not moved: its receipt was taken back by one person and kept by another", name=name
    )
    return what, say("Settle that first.")


def rests_words(
    names: Sequence[str], body: str, passages: Sequence[str], searches: Sequence[str], letters: int,
    versions: Sequence[tuple[str, str]],
) -> Refusal:  # fmt: skip
    """Return that documents can't be moved from a body, what rests on them, and what to do first.

    ``passages`` and ``searches`` have the criterion's title of each, ``versions`` the names of a newer and an earlier document.
    """
    facts = "; ".join(_facts(passages, searches, letters, versions))
    what = say(
        "{names} cannot be moved while something of {body} rests on it: {facts}",
        names=moved_words(names), body=body, facts=facts,
    )  # fmt: skip
    return what, " ".join(_remedies(passages, searches, letters, versions))


def _facts(
    passages: Sequence[str], searches: Sequence[str], letters: int, versions: Sequence[tuple[str, str]]
) -> Iterator[str]:
    for title, number in Counter(passages).items():
        yield say("{passages} tied to “{title}”", passages=counted(Noun.PASSAGE, number), title=title)
    for title in searches:
        yield say("the search for an absence of “{title}”", title=title)
    if letters:
        yield count("{n} signed letter", "{n} signed letters", letters)
    for newer, earlier in versions:
        yield say("“{newer}” as a new version of “{earlier}”", newer=newer, earlier=earlier)


def _remedies(
    passages: Sequence[str], searches: Sequence[str], letters: int, versions: Sequence[tuple[str, str]]
) -> Iterator[str]:
    if letters:
        yield say("Withdraw the letter first, with a reason.")
    if passages:
        yield say("Untie its passages first.")
    if searches:
        yield say("Leave it out of the review, and search for the absence again; then move it.")
    if versions:
        yield say("Say first that it is no new version.")


def moved_words(names: Sequence[str]) -> str:
    """Return the names of documents in quotation marks: the first ones, and how many more."""
    listed = ", ".join(f"“{name}”" for name in names[:_SHOWN])
    more = len(names) - _SHOWN
    return listed if more <= 0 else say("{names} and {more} more", names=listed, more=more)
