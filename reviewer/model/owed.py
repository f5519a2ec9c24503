"""What a body still owes: the facts that a chaser note tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wanting:
    """One file that is wanting: its name, why ("" where that is known from the list it stands in), the day it came.

    ``place`` says where in it, in words ("page 2; page 3"), "" of the whole.
    """

    name: str
    reason: str
    on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing of one body on ``today``. ``nothing``: not one file of it is held.

    ``locked`` files have no password that opens them; ``damaged`` ones are empty or cannot be read; ``late`` ones came
    after the closing date and are outside the review; ``unread`` are places in files that are wanted in another form.
    """

    body: str
    today: date
    nothing: bool = False
    locked: tuple[Wanting, ...] = ()
    damaged: tuple[Wanting, ...] = ()
    late: tuple[Wanting, ...] = ()
    unread: tuple[Wanting, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to ask for."""
        return self.nothing or bool(self.locked or self.damaged or self.late or self.unread)


@dataclass(frozen=True, slots=True)
class Chaser:
    """A chaser note: plain text, and whom it goes to ("" where no address is known); ``language`` is a BCP 47 tag."""

    body: str
    subject: str
    text: str
    to: str = ""
    language: str = ""
