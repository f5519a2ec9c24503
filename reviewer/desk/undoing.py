"""What undo and redo would turn round, read from the records of this author in this copy: of earlier days too.

A save says of itself what it takes back or does again (``Mark``). So the acts that stand done, and those that were taken back, are
found by going back through the saves, however often they were turned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from reviewer.desk.case_use import CaseUse
from reviewer.model import Content, Kept, Withdrawn
from reviewer.model.deeds import StayCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewer.casebook import Act, Casebook
    from reviewer.casebook.own_acts import OwnSave
    from reviewer.model import Kept

Instead = Mapping[str, Sequence[str]]
"""What would stand for subjects (record ids) once later acts were turned."""
AS_IT_IS: Instead = MappingProxyType({})
MOST_PASSED = 100  # acts that somebody overtook, after which no earlier one is looked for
AT_ONCE = 100  # saves that are read further back at a time
FOR_GOOD = ("person", "member", "retired", "letter")
OF_PEOPLE = frozenset({"person", "member", "retired"})
"""Subjects of acts that undo never reaches: what left the house, and who works here."""
OF_THE_CASE = ("inspection", "framework")
"""Subjects of the case: its amendments are acts, how it was founded is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """What turning an act does for one subject: put what the record ``says`` ("": nothing) in the place of ``now``.

    ``now`` is what must stand there alone (a record's id). Where the act settled what people had decided differently, ``beside``
    are the other records whose sides stood: turning it opens that again. Of such an act that was taken back ``also`` are the
    other records that stand now.
    """

    subject: str
    now: str
    says: str
    beside: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def stands(self) -> tuple[str, ...]:
        """What must stand there, and nothing else."""
        return (self.now, *self.also)

    @property
    def restores(self) -> tuple[str, ...]:
        """The records of which turning says what they say; none where nothing stood."""
        return tuple(filter(None, (self.says, *self.beside)))


@dataclass(frozen=True, slots=True)
class Step:
    """An act that was done, or taken back: the id of its first save, and what turning it would change, save by save.

    ``left`` says why nothing of it can ever be turned, if so; ``undone`` that it was taken back, so that redo would turn it.
    """

    act: str
    changes: tuple[tuple[Change, ...], ...] = ()
    left: StayCode | None = None
    undone: bool = False


Saved = Sequence[Change]
"""What turning one save of an act changes."""
Left = dict[StayCode, list[Saved]]


class Log:
    """This author's saves in this copy, read from the casebook as far back as anybody asks."""

    def __init__(self, casebook: Casebook) -> None:
        """Read nothing yet."""
        self._casebook = casebook
        self._later: list[OwnSave] = []  # oldest first
        self._earlier: list[OwnSave] = []  # newest first
        self._whole = False

    def newest_first(self) -> Iterator[OwnSave]:
        """Yield all saves that are there now, the last one first."""
        last = self._later[-1].number if self._later else 0
        limit = 0 if self._later else AT_ONCE
        self._later.extend(reversed(self._casebook.own_saves(after=last, limit=limit)))
        yield from reversed(self._later)
        at = 0
        while at < len(self._earlier) or self._read_back():
            yield self._earlier[at]
            at += 1

    def _read_back(self) -> bool:
        """Read further back; False when there is nothing."""
        oldest = (self._earlier or self._later)[-1 if self._earlier else 0] if self._later else None
        if self._whole or oldest is None:
            return False
        more = self._casebook.own_saves(before=oldest.number, limit=AT_ONCE)
        self._earlier.extend(more)
        self._whole = not more
        return bool(more)


class Turning:
    """One look at the log, from its end back: what stands done, and what stands taken back."""

    def __init__(self, log: Log, open_acts: Collection[str]) -> None:
        """``open_acts`` are being done just now: they are no acts yet."""
        self._log, self._open = log, open_acts

    def done(self) -> Iterator[Step]:
        """Yield the acts that stand done, the last first."""
        settled = set[str]()
        for save in self._log.newest_first():
            if save.act in settled or save.act in self._open:
                continue
            settled.add(save.act)
            if save.mark.undoes or _begins(save):
                continue
            # The save itself first: of what is for good, such as hundreds of letters, no other is looked for.
            left = _left(save) or next(filter(None, map(_left, self.saves_of(save.act))), None)
            yield self._step(save) if left is None else Step(save.act, left=left)

    def undone(self) -> Iterator[Step]:
        """Yield the acts that were taken back and that nothing was done after, the last first."""
        settled = set[str]()
        for save in self._log.newest_first():
            if save.act in self._open or _begins(save):
                continue
            if not save.turns:
                return
            if save.act not in settled:
                settled.add(save.act)
                if save.mark.undoes:
                    yield self._step(save)

    def saves_of(self, act: str) -> tuple[OwnSave, ...]:
        """Return the saves by which an act was done at first, newest first."""
        saves = []
        for save in self._log.newest_first():
            if not save.turns and save.act == act:
                saves.append(save)
            if save.id == act:
                break
        return tuple(saves)

    def _step(self, last: OwnSave) -> Step:
        """Return an act that was done, or turned last, by a save."""
        names, saves = _Names(), self.saves_of(last.act)
        for save in self._log.newest_first():
            names.note(save)
            if save.id == last.act:
                break
        # What of it could not be turned the last time is no part of it any more.
        turned = {record.subject for record in last.records} if last.turns else None
        changes = []
        for save in saves:
            own = [record for record in reversed(save.records) if turned is None or record.subject in turned]
            if last.mark.undoes:  # nothing but turning was done since
                latest = ((r, names.latest[r.subject]) for r in reversed(own))
                changes.append(
                    tuple(Change(r.subject, now, r.id, also=tuple(also)) for r, (now, *also) in latest)
                )
            else:
                stood = ((r, r.parents or ("",)) for r in own)
                changes.append(
                    tuple(
                        Change(r.subject, names.now(r.id), says, tuple(beside))
                        for r, (says, *beside) in stood
                    )
                )
        return Step(last.act, tuple(filter(None, changes)), undone=bool(last.mark.undoes))


def near(steps: Iterator[Step]) -> Iterator[Step]:
    """Yield steps until too many were passed by; letters, of which there may be hundreds, are not counted."""
    passed = 0
    for step in steps:
        passed += step.left is not StayCode.FOR_GOOD
        if passed > MOST_PASSED:
            return
        yield step


class Turnable:
    """Says what of a step can be turned, and what turning puts in its place."""

    def __init__(self, casebook: Casebook, use: CaseUse) -> None:
        """Look at what stands in a casebook; ``use`` says what of the case can't be taken back."""
        self._casebook, self._use = casebook, use

    def split(self, step: Step, instead: Instead = AS_IT_IS) -> tuple[list[Saved], Left]:
        """Return the saves of an act that can be turned, and by their reasons those that stay; ``instead`` as for ``stay``."""
        to_turn: list[Saved] = []
        left: Left = {} if step.left is None else {step.left: []}
        for changes in step.changes:
            why = self.stay(changes, instead)
            (to_turn if why is None else left.setdefault(why, [])).append(changes)
        return to_turn, left

    def stay(self, changes: Saved, instead: Instead = AS_IT_IS) -> StayCode | None:
        """Return why a save stays, if so: it is taken back whole or not at all."""
        kept_changes = (stay(self._casebook, change, instead) for change in changes)
        why = next((why for why in kept_changes if why is not None), None)
        if why is None and any(
            self._use.holds(change.subject, change.now, change.says) for change in changes
        ):
            return StayCode.HELD
        return why

    def said(self, change: Change) -> Content:
        """Return what turning records for a subject; the first side, where it opens again what was settled."""
        return self._content(change.says)

    def put(self, act: Act, change: Change) -> None:
        """Record in an act what turning says."""
        if change.beside:
            sides = [self._content(record) for record in change.restores]
            act.reopen(sides, change.subject, change.stands)
        else:
            act.put(self.said(change), change.subject, change.stands)

    def _content(self, record: str) -> Content:
        held = self._casebook.get(record) if record else None
        return cast("Content", held.content) if held else Withdrawn("undone")


def pairs_of(
    casebook: Casebook, saves: Sequence[OwnSave], subjects: Collection[str] | None = None
) -> list[tuple[object, object]]:
    """Return what the saves of an act recorded, each with what stood there before; of these ``subjects``, if not of all.

    Saves come newest first, as ``Turning.saves_of`` gives them.
    """

    def content(record: str) -> object:
        saved = casebook.get(record) if record else None
        return saved.content if saved else None

    return [
        (content(record.id), content(record.parents[0] if record.parents else ""))
        for save in reversed(saves)
        for record in save.records
        if subjects is None or record.subject in subjects
    ]


class _Names:
    """Which record says by now what another said: undo and redo put a new one in the place of an old one.

    Saves are noted newest first. What takes an act back says what stood before it, what does it again says what it said; of
    several that say the same the newest stands.
    """

    def __init__(self) -> None:
        self._turned: dict[str, tuple[int, OwnSave]] = {}
        self._says: dict[str, tuple[int, str]] = {}
        self._noted = 0
        self.latest: dict[str, tuple[str, ...]] = {}
        """The newest records on each subject: those of one save."""

    def note(self, save: OwnSave) -> None:
        self._noted += 1
        fresh: dict[str, tuple[str, ...]] = {}
        for record in save.records:
            fresh[record.subject] = (*fresh.get(record.subject, ()), record.id)
        self.latest = fresh | self.latest
        if save.turns:
            self._turned.setdefault(save.act, (self._noted, save))
            return
        if save.act not in self._turned:
            return
        when, by = self._turned[save.act]
        placed = {record.subject: record.id for record in by.records}
        for record in save.records:
            meant = record.parents if by.mark.undoes else (record.id,)
            for said in meant:
                if record.subject in placed and when < self._says.get(said, (self._noted, ""))[0]:
                    self._says[said] = (when, placed[record.subject])

    def now(self, record: str) -> str:
        while record in self._says:
            record = self._says[record][1]
        return record


def _begins(save: OwnSave) -> bool:
    """Tell whether a save only tells who takes part, by another name too, on what: nothing that undo takes back."""
    return all(
        record.kind in OF_PEOPLE or (record.kind in OF_THE_CASE and not record.parents)
        for record in save.records
    )


def _left(save: OwnSave) -> StayCode | None:
    """Return why a save can't be taken back: it is for good, or it settled what people had amended differently in the case."""
    about = [(record.subject.partition(":")[0], len(record.parents)) for record in save.records]
    if any(kind in FOR_GOOD for kind, _parents in about):
        return StayCode.FOR_GOOD
    one_way = (parents == 1 for kind, parents in about if kind in OF_THE_CASE)
    return None if about and all(one_way) else StayCode.SETTLED


def stay(casebook: Casebook, change: Change, instead: Instead = AS_IT_IS) -> StayCode | None:
    """Return why what an act left can't give way to what stood before: None where it stands yet, and that can be read.

    ``instead`` says what would stand once later acts were turned, by subject (record ids).
    """
    stands = (
        instead[change.subject]
        if change.subject in instead
        else [record.id for record in standing_at(casebook, change.subject)]
    )
    if set(stands) != set(change.stands):
        damaged = any(_is_damaged(casebook, record) for record in change.stands)
        return StayCode.DAMAGED if damaged else StayCode.OVERTAKEN
    unreadable = filter(None, (_unreadable(casebook, record) for record in change.restores))
    return next(unreadable, None)


def _unreadable(casebook: Casebook, record: str) -> StayCode | None:
    """Return why what a record says can't be recorded anew."""
    from reviewer.casebook.codec import CasePart, Unknown

    says = casebook.get(record)
    if says is not None and casebook.contests.is_newer(record):
        return StayCode.UNKNOWN
    if says is not None and isinstance(says.content, Content | CasePart):
        return None
    return StayCode.UNKNOWN if says is not None and isinstance(says.content, Unknown) else StayCode.DAMAGED


def _is_damaged(casebook: Casebook, record: str) -> bool:
    from reviewer.casebook.codec import Damaged

    saved = casebook.get(record)
    return saved is None or isinstance(saved.content, Damaged)


def standing_at(casebook: Casebook, subject: str) -> tuple[Kept[Content], ...]:
    """Return what stands for a subject: contents of its kind, or that it was taken back."""
    from reviewer.casebook.codec import KINDS

    kinds = (KINDS[subject.partition(":")[0]], Withdrawn)
    return tuple(chain.from_iterable(casebook.current(kind, subject=subject) for kind in kinds))
