"""How a body's signed letter stands, as the desk tells it when it has read it."""

from __future__ import annotations

from reviewer.desk import Desk
from reviewer.desk.letter_places import Place


def place_of(desk: Desk, body: str) -> Place | None:
    """Return how the letter in the first language stands; None where none does."""
    now = desk.standing.state(body, compared=True).letter
    return now.place if now else None
