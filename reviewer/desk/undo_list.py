"""The acts of one's own that undo takes back one after another, as a list: how far it goes, and what stays and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from reviewer.desk.deeds import Deeds
from reviewer.desk.display import Cancelled, Progress, Report
from reviewer.desk.undoing import MOST_PASSED, Change, Step, Turnable, Turning, near, pairs_of
from reviewer.model.deeds import STOPPING, OwnAct, Stay, StayCode, TurnedMany

if TYPE_CHECKING:
    from reviewer.casebook import Casebook

Steps = Callable[[Turning], Iterator[Step]]


class Turned(Protocol):
    """What one undo or redo did."""

    @property
    def sentence(self) -> str:
        """The act in words."""

    @property
    def stays(self) -> tuple[Stay, ...]:
        """What was passed by, and parts of the act that stay."""


class Turns(Protocol):
    """Takes acts back and does them again, one at a time; ``History`` does."""

    def looking_back(self) -> AbstractContextManager[Turning]:
        """Look through what was done, while nothing else is."""

    def must_be_writable(self) -> None:
        """Raise ReadOnlyError where nothing can be recorded."""

    def undo(self) -> Turned | None:
        """Take back the last act."""

    def redo(self) -> Turned | None:
        """Do again what was taken back last."""


class UndoList:
    """What is in it is read anew each time: colleagues and other windows change what can be turned."""

    def __init__(self, casebook: Casebook, deeds: Deeds, turnable: Turnable, turns: Turns) -> None:
        """``turns`` does each single undo, so that a list of them does nothing that Ctrl+Z would not."""
        self._casebook, self._deeds, self._turnable, self._turns = casebook, deeds, turnable, turns

    def acts(self, most: int) -> tuple[OwnAct, ...]:
        """Return one's own acts that stand, the last first: what undoing each would do once those before it in the list are undone."""
        return self._listed(Turning.done, most)

    def taken_back(self, most: int) -> tuple[OwnAct, ...]:
        """Return the acts that redo would do again, one after another."""
        return self._listed(Turning.undone, most)

    def undo_to(
        self, act: str, *, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> TurnedMany:
        """Take back one's acts one after another, down to ``act`` (an id) and no further; what stays is told with its reason.

        Where another act is done meanwhile, it stops: that one was not in the list.
        """
        return self._turn_to(act, Turning.done, self._turns.undo, progress, cancelled)

    def redo_to(
        self, act: str, *, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> TurnedMany:
        """Do again what was taken back, one after another, up to ``act`` and no further; as ``undo_to``."""
        return self._turn_to(act, Turning.undone, self._turns.redo, progress, cancelled)

    def _listed(self, steps: Steps, most: int) -> tuple[OwnAct, ...]:
        if self._casebook.read_only:  # nobody is at work here, so nothing is one's own
            return ()
        with self._turns.looking_back() as turning:
            return tuple(islice(self._own(turning, steps), most))

    def _turn_to(
        self,
        act: str,
        steps: Steps,
        turn: Callable[[], Turned | None],
        progress: Report | None,
        cancelled: Cancelled | None,
    ) -> TurnedMany:
        self._turns.must_be_writable()
        wanted = self._down_to(act, steps)
        total, done, stays = len(wanted), list[str](), list[Stay]()
        stopped = False
        while act in wanted and not (stopped := cancelled is not None and cancelled()):
            with self._turns.looking_back() as turning:
                first = next((own.id for own in self._own(turning, steps) if own.can_be_turned), "")
                turned = turn() if first in wanted else None
            if turned is None:
                break
            wanted.remove(first)
            done.append(turned.sentence)
            stays += turned.stays
            if progress is not None:
                progress(Progress(len(done), total, turned.sentence))
        sentences = dict.fromkeys((*stays, *self._left(wanted, steps)))
        return TurnedMany(tuple(done), tuple(sentences), stopped)

    def _down_to(self, act: str, steps: Steps) -> set[str]:
        """Return the ids of an act and of those before it in the list; none where it is not there any more."""
        with self._turns.looking_back() as turning:
            ahead = [step.act for step in near(steps(turning))]
        return set(ahead[: ahead.index(act) + 1]) if act in ahead else set()

    def _left(self, wanted: set[str], steps: Steps) -> tuple[Stay, ...]:
        with self._turns.looking_back() as turning:
            return tuple(
                Stay(why, own.deed)
                for own in self._own(turning, steps)
                if own.id in wanted
                for why in own.stays
            )

    def _own(self, turning: Turning, steps: Steps) -> Iterator[OwnAct]:
        """Yield acts as a list shows them, each as it would be once all before it were turned."""
        instead: dict[str, tuple[str, ...]] = {}
        behind, passed = False, 0
        for step in steps(turning):
            to_turn, left = self._turnable.split(step, instead)
            changes = [change for changes in to_turn for change in changes]
            yield self._act(turning, step, changes, tuple(left), behind=behind)
            behind = behind or (not changes and bool(left.keys() & STOPPING))
            passed += not changes and step.left is not StayCode.FOR_GOOD
            if passed > MOST_PASSED:
                return
            for change in changes if not behind else ():
                instead[change.subject] = change.stands if step.undone else change.restores or ("",)

    def _act(
        self,
        turning: Turning,
        step: Step,
        changes: Sequence[Change],
        stays: tuple[StayCode, ...],
        *,
        behind: bool,
    ) -> OwnAct:
        saves = turning.saves_of(step.act)
        pairs = pairs_of(self._casebook, saves)
        return OwnAct(
            step.act,
            saves[-1].at,
            self._deeds.of(pairs),
            self._deeds.body_of(pairs),
            self._deeds.of([self._pair(change) for change in changes]) if changes else None,
            any(change.says for change in changes),
            stays,
            behind,
        )

    def _pair(self, change: Change) -> tuple[object, object]:
        now = self._casebook.get(change.now)
        return self._turnable.said(change), now.content if now else None
