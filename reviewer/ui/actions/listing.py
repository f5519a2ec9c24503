"""The list of acts of one window: who may do what now, and what a key means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer.desk.words.language import say
from reviewer.model.frozen import dataclass
from reviewer.ui.actions.action import Action, Scope, bare, heard_everywhere, overlap
from reviewer.ui.actions.chosen_keys import Chosen, holder, settled
from reviewer.ui.actions.keys import Shortcuts, canonical, key_words, pressed

T = TypeVar("T")
REMEMBERED = 5
"""How many of the acts done last are remembered."""


@dataclass(frozen=True, slots=True)
class _Line:
    """An act and whose it is now; without an owner it is known, and can't be done. ``came`` are the keys that it came with."""

    action: Action[Any]
    owner: object | None
    declared: bool
    came: tuple[str, ...]

    def with_keys(self, keys: tuple[str, ...]) -> _Line:
        """Return it with other keys."""
        return replace(self, action=replace(self.action, keys=keys))


def _refuse_taken_keys(action: Action[Any], taken: dict[str, list[Action[Any]]]) -> None:
    for key in map(canonical, action.keys):
        for other in taken.setdefault(key, []):
            if other.id != action.id and overlap(action, other):
                raise ValueError(f"{key} is the key of {other.id} and of {action.id}")
        taken[key].append(action)


def _joined(
    lines: Mapping[str, _Line], owner: object | None, actions: Sequence[Action[Any]], *, declared: bool
) -> dict[str, _Line]:
    """Return the lines with those of an owner's acts; ValueError where an id or a key is taken."""
    joined = dict(lines)
    taken: dict[str, list[Action[Any]]] = {}
    for line in joined.values():
        for key in line.came:
            taken.setdefault(canonical(key), []).append(line.action)
    for action in actions:
        known = joined.get(action.id)
        if known is not None and (known.owner is not None or declared):
            raise ValueError(f"{action.id} is in the list already")
        _refuse_taken_keys(action, taken)
        joined[action.id] = _Line(action, owner, declared or known is not None, action.keys)
    return joined


class ActionList(QObject):
    """One a window, handed in by constructors. An owner adds its acts and is forgotten with ``drop``.

    Acts that were declared stay known by words and keys while they have no owner, so that menus can show them and a key
    can say why nothing happens.
    """

    changed = Signal()  # acts came or went
    looked_again = Signal()  # what can be done may have changed
    keys_changed = Signal()  # an act was given other keys

    def __init__(self, home: QWidget, tell: Callable[[str], object], chosen: Chosen | None = None) -> None:
        """Keys are heard in the window of ``home``; ``tell`` shows the reason why an act can't be done.

        ``chosen`` are keys that were given to acts instead of those that they come with.
        """
        super().__init__(home)
        self._home = home
        self._tell = tell
        self._lines: dict[str, _Line] = {}
        self._shortcuts = Shortcuts(home, self._press)
        self._chosen = dict(chosen or {})
        self._recent: list[str] = []
        self._screen = ""
        self._later: Callable[[], Iterable[Action[Any]]] | None = None
        self._gathering = False

    def show(self, screen: str) -> None:
        """Hear which screen is shown, by its id: acts that belong to another can't be done now."""
        self._screen = screen
        self.look_again()

    # --- what is in it ---------------------------------------------------------------------------

    def declare(self, actions: Iterable[Action[Any]]) -> None:
        """Make acts known before there is anybody to do them; ValueError as for ``add``."""
        self._put(None, tuple(actions), declared=True)

    def declare_later(self, actions: Callable[[], Iterable[Action[Any]]]) -> None:
        """Declare acts when ``settle`` is called, or something is asked that they have a part in: making them takes a while.

        Until then ``changed`` is not told. The first key that is pressed in the window is one that asks.
        """
        self._later = actions
        self._home.installEventFilter(self)

    def eventFilter(self, _home: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
        ):  # sent before it is looked whether the key is anybody's
            self.settle()
        return False

    @property
    def settled(self) -> bool:
        """Whether all that was declared is known."""
        return self._later is None

    def settle(self) -> None:
        """Declare what was left for later; ValueError as for ``add``."""
        if self._later is None:
            return
        declared = {name: line for name, line in self._lines.items() if line.declared}
        lines = _joined(declared, None, tuple(self._later()), declared=True)
        owned = (line for name, line in self._lines.items() if name not in declared)
        for _owner, own in groupby(owned, key=lambda line: id(line.owner)):
            mine = tuple(own)
            actions = tuple(line.with_keys(line.came).action for line in mine)
            lines = _joined(lines, mine[0].owner, actions, declared=False)
        self._take(lines)
        self._later = None
        self._home.removeEventFilter(self)
        self._hear()

    def add(self, owner: T, actions: Iterable[Action[T]]) -> None:
        """Take acts that are done to ``owner``.

        ValueError if an id is taken by another owner, or a key by an act whose scope overlaps.
        """
        self._put(owner, tuple(actions), declared=False)

    def _put(self, owner: object | None, actions: Sequence[Action[Any]], *, declared: bool) -> None:
        self._take(_joined(self._lines, owner, actions, declared=declared))
        self._hear()

    def _take(self, lines: Mapping[str, _Line]) -> None:
        self._lines = self._as_chosen(lines) if self._chosen else dict(lines)

    def _as_chosen(self, lines: Mapping[str, _Line]) -> dict[str, _Line]:
        """Return the acts with the keys that were given to them, where these hold."""
        came = {name: line.with_keys(line.came) for name, line in lines.items()}
        holds = settled((line.action for line in came.values()), self._chosen)
        return {name: line.with_keys(holds.get(name, line.came)) for name, line in came.items()}

    def drop(self, owner: object) -> None:
        """Forget an owner and what it could do; what was declared stays known."""
        left = (
            (name, replace(line, owner=None) if line.owner is owner else line)
            for name, line in self._lines.items()
        )
        self._lines = {name: line for name, line in left if line.owner is not None or line.declared}
        self._hear()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Tell of all acts that come and go in the block once, at its end: each telling fills every menu anew."""
        outermost, self._gathering = not self._gathering, True
        try:
            yield
        finally:
            if outermost:
                self._gathering = False
                self._hear()

    def _hear(self) -> None:
        if self._gathering or not self.settled:
            return
        heard = (line.action for line in self._lines.values() if heard_everywhere(line.action.scope))
        self._shortcuts.hear(canonical(key) for action in heard for key in action.keys)
        self.changed.emit()

    def __iter__(self) -> Iterator[Action[Any]]:
        """Give all acts in the order in which they came."""
        self.settle()
        return iter([line.action for line in self._lines.values()])

    def __contains__(self, name: str) -> bool:
        """Tell whether an act is known."""
        if name not in self._lines:
            self.settle()
        return name in self._lines

    def __getitem__(self, name: str) -> Action[Any]:
        """Return an act by its id; KeyError if there is none."""
        return self._line(name).action

    def _line(self, name: str) -> _Line:
        if name not in self._lines:
            self.settle()
        return self._lines[name]

    def owners(self) -> tuple[object, ...]:
        """Return whoever has acts in the list."""
        owners = {id(line.owner): line.owner for line in self._lines.values() if line.owner is not None}
        return tuple(owners.values())

    @property
    def recent(self) -> tuple[str, ...]:
        """The ids of the acts that were done last, the newest first."""
        return tuple(name for name in self._recent if name in self._lines)

    # --- what can be done -------------------------------------------------------------------------

    def why_not(self, name: str) -> str:
        """Return "" if an act can be done now, else why not."""
        line = self._line(name)
        owner = line.owner
        if owner is None:
            return {
                Scope.COMPARE: say("Compare two versions first."),
                Scope.PREFERENCES: say("Open the preferences first."),
                Scope.GUIDE: say("Open the guide first."),
                Scope.RECENT: say("Go to a line of the lists on the first screen first."),
                Scope.CASE: say("Begin a new inspection, or go on with a case folder, first."),
            }.get(line.action.scope, say("Open a casebook first."))
        if line.action.screen not in {"", self._screen}:
            return self._elsewhere(line.action.screen)
        return line.action.why_not(owner)

    def _elsewhere(self, screen: str) -> str:
        leads = f"view.{screen}"  # the act that shows it
        if leads not in self:
            return say("This can’t be done here.")
        return say("Go to “{}” first ({}).").format(self[leads].short or self.words(leads), self.key(leads))

    def ticked(self, name: str) -> bool | None:
        """Tell whether a switch is on; None of an act that is no switch."""
        line = self._line(name)
        if line.action.ticked is None:
            return None
        return line.owner is not None and line.action.ticked(line.owner)

    def menu_words(self, name: str) -> str:
        """Return the words of an act as things stand, with its mnemonic."""
        line = self._line(name)
        return (
            line.action.words
            if line.action.now is None or line.owner is None
            else line.action.now(line.owner)
        )

    def words(self, name: str) -> str:
        """Return the words of an act as things stand."""
        return bare(self.menu_words(name))

    def listed(self, name: str) -> str:
        """Return the words of an act as things stand, as they are in a list of acts."""
        action = self[name]
        return (action.sought or self.words(name)).rstrip("…")

    def key(self, name: str) -> str:
        """Return what the first key of an act is called, "" if it has none."""
        keys = self._line(name).action.keys
        return key_words(keys[0]) if keys else ""

    def run(self, name: str) -> None:
        """Do an act, or say why it can't be done."""
        line = self._line(name)
        if why := self.why_not(name):
            self._tell(why)
            return
        self._recent = [name, *(other for other in self._recent if other != name)][:REMEMBERED]
        line.action.run(line.owner)

    # --- keys -------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Chosen:
        """The keys that were given to acts, of acts that are not known too."""
        return dict(self._chosen)

    def came_with(self, name: str) -> tuple[str, ...]:
        """Return the keys that an act came with."""
        return self._line(name).came

    def holder(self, name: str, key: str) -> Action[Any] | None:
        """Return another act that has this key where both could be meant; None if none has."""
        return holder(self, self[name], canonical(key))

    def give(self, keys: Chosen) -> None:
        """Give acts other keys, all in one go; those that they came with are chosen no more. ValueError if an act that is none of them has one of these."""
        for name, wanted in keys.items():
            for key in wanted:
                other = self.holder(name, key)
                if other is not None and other.id not in keys:
                    raise ValueError(f"{key} is the key of {other.id}")
        others = {name: given for name, given in self._chosen.items() if name not in keys}
        given = {name: wanted for name, wanted in keys.items() if wanted != self.came_with(name)}
        self.choose_keys({**others, **given})

    def choose_keys(self, chosen: Chosen) -> None:
        """Give all acts these keys by their ids, and those that they came with to all others."""
        self._chosen = dict(chosen)
        self._lines = self._as_chosen(self._lines)
        self._hear()
        self.keys_changed.emit()

    def _press(self, key: str) -> None:
        """Do what a key means now; if nothing can be done by it, say why not."""
        meant = [
            action for action in self if heard_everywhere(action.scope) and key in map(canonical, action.keys)
        ]
        ready = [action for action in meant if not self.why_not(action.id)]
        if meant:
            self.run((ready or self._here(meant) or meant)[0].id)

    def _here(self, meant: Sequence[Action[Any]]) -> list[Action[Any]]:
        """Return those acts that something else than where one is stands in the way of."""
        return [action for action in meant if action.screen in {"", self._screen}]

    def for_key(self, scope: Scope, event: QKeyEvent) -> Action[Any] | None:
        """Return the act of a scope that a key press means, that of the screen that is shown first; None if it means none there."""
        key = pressed(event)
        meant = [one for one in self if one.scope is scope and key in map(canonical, one.keys)]
        return next(iter(self._here(meant) or meant), None)

    def look_again(self) -> None:
        """Have buttons show anew what can be done."""
        self.looked_again.emit()
