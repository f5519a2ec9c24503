"""What a setting is: its words, the typed key it is kept by, what it can be, and what is done when it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Generic, TypeVar

from reviewer.desk.settings import Setting
from reviewer.model.frozen import dataclass
from reviewer.ui.actions.action import Menu
from reviewer.ui.look import Look

T = TypeVar("T")


class Section(Enum):
    """The sections of the dialog, in this order."""

    YOU = auto()
    LOOK = auto()
    READING = auto()
    KEYS = auto()
    LANGUAGE = auto()
    SIGNING = auto()
    SHARE = auto()


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One thing that a setting can be; ``keys`` turn it on from anywhere, and off again."""

    value: T
    words: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preference(Generic[T]):
    """A setting with its options, the first of which it came with.

    - ``id``: "theme"; the same in every version and language
    - ``put_on`` shows an option at once; ``now`` returns what is shown, None: what is kept
    - ``explanation`` is said beneath it; ``menu`` has its options too
    """

    id: str
    words: str
    section: Section
    setting: Setting[T]
    options: tuple[Option[T], ...]
    put_on: Callable[[Look, T], None]
    now: Callable[[Look], T] | None = None
    explanation: str = ""
    menu: Menu | None = None

    @property
    def standard(self) -> T:
        """What it came with."""
        return self.options[0].value

    def act(self, option: Option[T]) -> str:
        """Return the id of the act that chooses an option; it is in the list of acts if the setting has a menu."""
        return f"{self.id}.{option.value}"

    def option(self, value: object) -> Option[T]:
        """Return the option of a value; what it came with where there is none."""
        return next((option for option in self.options if option.value == value), self.options[0])
