"""What an act is: its name, words, keys, where it works, what it does, and why it can't be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from typing import Any, Generic, TypeVar

from reviewer.model.frozen import dataclass

T = TypeVar("T")


class Scope(Enum):
    """Where an act's keys work.

    Keys of the first group are heard wherever the focus is in the window; those of the second only by the widget that
    has the focus, which asks the list (``listener.listen``) or has them from its dialog.
    """

    PROGRAM = auto()
    CASEBOOK = auto()
    SCREEN = auto()  # while a screen of the casebook is shown, the one that the act names
    DOCUMENT = auto()  # the same, for the document in it

    VIEW = auto()  # the pages, text or table of a document
    FIND = auto()  # the field in which words are looked for in a document
    PASSAGE = auto()  # a tied passage on a card
    PARAGRAPH = auto()  # a paragraph of the letter
    SEARCH = auto()  # the field of the search over all documents, and what it found
    ENTRY = auto()  # a row of what came from many
    MATTER = auto()  # a row of what waits for a decision
    BODIES = auto()  # a line of the list of bodies
    TABLE = auto()  # a list or table of any other screen
    COMPARE = auto()  # the dialog that compares two versions
    RECENT = auto()  # a line of the lists on the first screen
    GUIDE = auto()  # the window of the guide
    MESSAGE = auto()  # the bar of messages
    PREFERENCES = auto()  # the dialog that sets what is kept
    CASE = auto()  # the window in which a case folder is filled in
    DIALOG = auto()  # any other dialog, whose acts are known in it alone


_HEARD_EVERYWHERE = frozenset({Scope.PROGRAM, Scope.CASEBOOK, Scope.SCREEN, Scope.DOCUMENT})
_WITHIN = {
    Scope.CASEBOOK: Scope.PROGRAM,
    Scope.SCREEN: Scope.CASEBOOK,
    Scope.DOCUMENT: Scope.SCREEN,
    Scope.VIEW: Scope.DOCUMENT,
    Scope.FIND: Scope.DOCUMENT,
    Scope.PASSAGE: Scope.SCREEN,
    Scope.PARAGRAPH: Scope.SCREEN,
    Scope.SEARCH: Scope.CASEBOOK,
    Scope.ENTRY: Scope.SCREEN,
    Scope.MATTER: Scope.SCREEN,
    Scope.BODIES: Scope.SCREEN,
    Scope.TABLE: Scope.SCREEN,
    Scope.MESSAGE: Scope.PROGRAM,
    Scope.RECENT: Scope.PROGRAM,
}
"""What lies within what; a window of its own (COMPARE, GUIDE, PREFERENCES, CASE, DIALOG) has the keyboard to itself."""


def heard_everywhere(scope: Scope) -> bool:
    """Tell whether keys of a scope work wherever the focus is in the window."""
    return scope in _HEARD_EVERYWHERE


@cache
def _around(scope: Scope) -> tuple[Scope, ...]:
    outer = _WITHIN.get(scope)
    return (scope,) if outer is None else (scope, *_around(outer))


class Menu(Enum):
    """The menus of the window; which stands where is in ``reviewer.ui.menus``."""

    FILE = auto()
    EDIT = auto()
    VIEW = auto()
    DOCUMENT = auto()
    THEME = auto()
    TEXT_SIZE = auto()
    PAGES = auto()
    REVIEW = auto()
    LETTER = auto()
    SHARE = auto()
    HELP = auto()


class Topic(Enum):
    """Under which heading an act stands in the keyboard sheet and in the guide, in this order."""

    PROGRAM = auto()
    CASEBOOK = auto()
    VIEWS = auto()
    DOCUMENT = auto()
    FIND = auto()
    EVIDENCE = auto()
    VERDICT = auto()
    LETTER = auto()
    INTAKE = auto()
    VERSIONS = auto()
    PIECES = auto()
    MEMBERS = auto()
    CASE = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a menu an act stands: lower numbers first, and a line between tens."""

    menu: Menu
    at: int


@dataclass(frozen=True, slots=True)
class Family:
    """Acts that differ by a number alone: one line for all of them in lists of keys.

    ``keys`` are those that they came with ("Alt+1 … 9"); of another kind, which nobody can change, where no number is in them.
    """

    keys: str
    words: str

    def keys_now(self, prefix: str) -> str:
        """Return what its keys are called when ``prefix`` ("Ctrl+") stands before each number."""
        return prefix + self.keys[self.keys.index("1") :]

    @property
    def numbered(self) -> bool:
        """Whether each act has its number's key."""
        return "1 …" in self.keys


def always(_owner: object) -> str:
    """Return no reason against an act: it can be done at any time."""
    return ""


@dataclass(frozen=True, slots=True)
class Action(Generic[T]):
    """One act of an owner of type ``T``.

    - ``id``: "verdict.save"; the same in every version and language
    - ``words``: what a menu says, with "&" before its mnemonic
    - ``keys``: as QKeySequence reads them, the one that is shown first
    - ``run`` does it to its owner; ``why_not`` gives "" if it can be done now, else a sentence why not
    - ``spot``: where in the menus, None if in none
    - ``short``: what a button says, where that is other words than the menu's
    - ``sought``: what palette and keyboard sheet say, where the menu's words mean nothing outside the menu
    - ``screen``: the id of the screen that has to be shown; "" if it can be done from any
    - ``now``: the words as things stand ("Undo: tied a passage"); ``ticked``: whether a switch is on
    """

    id: str
    words: str
    keys: tuple[str, ...]
    scope: Scope
    run: Callable[[T], object]
    why_not: Callable[[T], str] = always
    topic: Topic = Topic.CASEBOOK
    spot: Spot | None = None
    short: str = ""
    sought: str = ""
    now: Callable[[T], str] | None = None
    ticked: Callable[[T], bool] | None = None
    family: Family | None = None
    screen: str = ""

    @property
    def plain(self) -> str:
        """The words without mnemonic."""
        return bare(self.words)

    @property
    def listed(self) -> str:
        """The words as they stand in a list of acts."""
        return (self.sought or self.plain).rstrip("…")


def on_screen(screen: str, actions: Iterable[Action[T]]) -> tuple[Action[T], ...]:
    """Return acts as those of a screen: they can be done while it is shown."""
    return tuple(replace(action, screen=screen) for action in actions)


def overlap(one: Action[Any], other: Action[Any]) -> bool:
    """Tell whether keys of both acts can be meant at once: the scope of one lies in the other's, and on one screen."""
    apart = one.screen and other.screen and one.screen != other.screen
    return not apart and (one.scope in _around(other.scope) or other.scope in _around(one.scope))


def bare(words: str) -> str:
    """Return words without the mark of their mnemonic; "&&" stands for "&"."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
