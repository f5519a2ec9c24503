"""What a screen is: one folder of this package, and one entry in the list of screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reviewer.desk import Home
    from reviewer.desk.snapshot import Snapshot
    from reviewer.ui.actions.action import Action
    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.bodies import BodiesPane
    from reviewer.ui.look import Look
    from reviewer.ui.receiving import ReceivingActs
    from reviewer.ui.session_model import SessionModel

DIGITS = 9
W = TypeVar("W", bound=QWidget)
Kept = Mapping[str, object]
"""What a screen remembers; it must be able to go through JSON and back."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of a screen that F6 stops at; ``take_focus`` puts the focus where one goes on in it."""

    widget: QWidget
    take_focus: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Context:
    """What a screen may need; everything else it gets from the desk.

    ``window`` is before what dialogs stand; ``bodies`` the list of bodies, which a screen that has a place for it takes
    over; ``actions`` is the list of acts, for buttons and for what a screen's parts can do; ``verify`` checks signed letters and
    shows what it found; ``leave_search`` puts away what the search over all documents found; ``go`` shows a screen by its id, at what its second argument names; ``back`` goes to the place before.
    """

    look: Look
    actions: ActionList
    session: SessionModel
    home: Home
    window: QWidget
    bodies: BodiesPane
    receiving: ReceivingActs
    verify: Callable[[Sequence[Path]], None]
    leave_search: Callable[[], None]
    go: Callable[[str, Kept], None]
    back: Callable[[], None]


class Screen(Protocol):
    """One screen of an open casebook. Making it costs nothing: ``widget`` is made when it is first looked at."""

    @property
    def widget(self) -> QWidget:
        """What is shown, always the same."""

    @property
    def is_coming(self) -> bool:
        """Whether something of what it shows is not here yet, but will be in a moment: the session model tells."""

    def panes(self) -> Sequence[Pane]:
        """Return what F6 goes round, in the order in which it is read."""

    def refresh(self, snapshot: Snapshot) -> None:
        """Show what stands now. While what stands for the chosen body is being looked up its view is None."""

    def take_focus(self) -> None:
        """Put the focus where one goes on."""

    def go(self, where: Kept) -> None:
        """Do what another screen asks for; called after this one is shown."""

    def remember(self) -> Kept:
        """Return where one is on it, such as a document, a place or a row by its id."""

    def restore(self, state: Kept) -> None:
        """Go where one was; ``state`` may come from an earlier version, or lack everything."""

    def shown(self) -> None:
        """Hear that it is looked at now; ``refresh`` follows."""

    def stand_beside(self, *, searching: bool) -> bool:
        """Make do with a part of the width while what a search found has the rest; False leaves that over it."""

    def drop_paths(self, paths: Sequence[Path], *, shown: bool) -> bool:
        """Take what was dropped on the window while this screen is ``shown`` or not; False leaves it to another."""

    def close(self) -> None:
        """Let threads and timers go: the casebook is being closed."""


@dataclass(frozen=True, slots=True)
class ScreenKind:
    """An entry in the list of screens: ``id`` for what is remembered, words for its tab and its menu, and its maker.

    ``actions`` are done to the screen, ``inner`` to parts of it, which puts them into the list itself once they are
    made; both are known by words and keys before a casebook is open. ``help`` is the page of the guide that belongs to it,
    with "#" and a heading if one is meant; ``offers`` are the ids of acts that its tab offers beside showing it. A screen that one
    goes to now and then has no ``tab``, and a ``key`` of its own in place of a number.
    """

    id: str
    title: Callable[[], str]
    menu: Callable[[], str]
    make: Callable[[Context], Screen]
    actions: Callable[[], Sequence[Action[Any]]] = tuple
    inner: Callable[[], Sequence[Action[Any]]] = tuple
    help: str = ""
    offers: tuple[str, ...] = ()
    tab: bool = True
    key: str = ""


def later(path: str) -> Callable[..., Any]:
    """Return what calls a class or function by its ``path`` ("reviewer.ui.letter.screen:LetterScreen"), imported at the first call."""

    def call(*given: object) -> Any:
        from importlib import import_module

        module, _, name = path.partition(":")
        return getattr(import_module(module), name)(*given)

    return call


def with_keys(screens: Sequence[ScreenKind]) -> Iterator[tuple[ScreenKind, str]]:
    """Give each screen with the keys that show it: Ctrl and the number of its tab from 1, "" from the tenth on; else its own key."""
    number = 0
    for kind in screens:
        number += kind.tab
        yield kind, (f"Ctrl+{number}" if number <= DIGITS else "") if kind.tab else kind.key


class PlainScreen(Generic[W]):
    """A screen around one view, which is made when it is first looked at; it remembers nothing.

    A screen that does more says so by methods of its own; ``refresh`` every screen has itself.
    """

    def __init__(self, make: Callable[[], W]) -> None:
        """``make`` returns the view, once."""
        self._make = make
        self._view: W | None = None

    @property
    def view(self) -> W:
        """The view, made now if it was not needed before."""
        if self._view is None:
            self._view = self._make()
        return self._view

    @property
    def made(self) -> W | None:
        """The view if it was needed before, else None."""
        return self._view

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self.view

    @property
    def is_coming(self) -> bool:
        """Nothing is to come."""
        return False

    def panes(self) -> Sequence[Pane]:
        """Return the whole of it."""
        return (Pane(self.widget, self.take_focus),)

    def take_focus(self) -> None:
        """Give it to the view, or to what stands for it."""
        self.widget.setFocus()

    def go(self, where: Kept) -> None:
        """Go nowhere."""

    def remember(self) -> Kept:
        """Remember nothing."""
        return {}

    def restore(self, state: Kept) -> None:
        """Go nowhere."""

    def shown(self) -> None:
        """Do nothing."""

    def stand_beside(self, *, searching: bool) -> bool:  # noqa: ARG002 - the protocol's
        """Take all of the width."""
        return False

    def drop_paths(self, paths: Sequence[Path], *, shown: bool) -> bool:  # noqa: ARG002 - the protocol's
        """Leave it to another screen."""
        return False

    def close(self) -> None:
        """Let nothing go."""
