"""How a body's signed letter stands, as the desk tells it when it has read it; and one that says other words than its verdicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reviewer.casebook import subject
from reviewer.desk import Desk
from reviewer.desk.letter_places import Place
from reviewer.model import Letter


def place_of(desk: Desk, body: str) -> Place | None:
    """Return how the letter in the first language stands; None where none does."""
    now = desk.standing.state(body, compared=True).letter
    return now.place if now else None


def sign_other_words(
    desk: Desk,
    body: str,
    sign: Callable[[], object],
    criterion: str = "supervisors",
    otherwise: str = "under-way",
) -> Letter:
    """Leave a letter as a program did that was shown an altered verdict: its words are not what its verdicts say.

    `sign` is called while the criterion is judged otherwise. Returns the letter that stands then.
    """
    desk.judging.verdict(body, criterion, otherwise, "For a moment.")
    sign()
    desk.judging.verdict(body, criterion, "in-place", "As it is.")
    return rest_on_what_stands(desk, body)


def rest_on_what_stands(desk: Desk, body: str) -> Letter:
    """Record of the signed letter that it rests on the verdicts of now, whatever it says. Returns it."""
    (signed,) = desk.session.casebook.current(Letter, body=body)
    letter = replace(signed.content, rests_on=desk.standing.rests_on(body, ""))
    desk.history.put(letter, subject.letter(body, "letter"))
    return letter
