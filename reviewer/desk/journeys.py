"""A journey of the desk is made when it is first asked for, so that a window that starts makes just those it shows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, Self, TypeVar, overload


class Making(Protocol):
    """Has the lock under which its journeys are made."""

    @property
    def making(self) -> threading.RLock:
        """Held while one is made."""


Owner = TypeVar("Owner", bound=Making)
Made = TypeVar("Made")


class Journey(Generic[Owner, Made]):
    """An attribute that is made once, when it is first asked for, whichever thread asks.

    Where it cannot be made, whoever asked gets the error, nothing is kept, and the next one who asks makes it.
    """

    def __init__(self, make: Callable[[Owner], Made]) -> None:
        """``make`` imports what the journey is made of, and makes it from the owner's session and other journeys."""
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name."""
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: Owner, kind: type) -> Made: ...
    def __get__(self, owner: Owner | None, kind: type) -> Self | Made:
        """Return the journey, made now if nobody has asked for it; from then on it is a plain attribute of its owner."""
        if owner is None:
            return self
        with owner.making:
            if self._name not in owner.__dict__:
                owner.__dict__[self._name] = self._make(owner)
            made: Made = owner.__dict__[self._name]
            return made
