"""Acts and their undoing: one act is one save, and what takes it back is a new record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from reviewer.errors import ConflictError, ReadOnlyError, WrongUseError
from reviewer.model import Content, Kept, Withdrawn

if TYPE_CHECKING:
    from reviewer.casebook import Casebook

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One subject moved from one content to another; None means that nothing stood there."""

    subject: str
    kind: type[Content]
    before: Content | None
    after: Content


@dataclass(frozen=True, slots=True)
class Step:
    """One act that can be taken back: a sentence for the menu, and its changes."""

    sentence: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Run:
    """Saves that are one act to the person, such as the receiving of many files: what they changed, and the first's sentence."""

    sentence: str = ""
    changes: list[Change] = field(default_factory=list)


class History:
    """Records acts and takes them back. Thread-safe: an act and what undo knows of it are one step."""

    def __init__(self, casebook: Casebook) -> None:
        """Begin with nothing to undo: steps are those of this session."""
        self._casebook = casebook
        self._lock = threading.RLock()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        # The record of this session that stands for a subject: undo is refused where another one does.
        self._own: dict[str, str] = {}

    # --- acts ------------------------------------------------------------------------------------

    def must_be_writable(self) -> None:
        """Raise ReadOnlyError where nothing can be recorded."""
        if self._casebook.read_only:
            notice = " ".join(self._casebook.notices)
            message = notice or f"{self._casebook.folder.name} is open for reading only"
            raise ReadOnlyError(message, "Nothing was changed.")

    def put(
        self, sentence: str, content: Content, subject: str, *, resolve: bool = False, run: Run | None = None
    ) -> str:
        """Do one act: one record, one save; it is durable when this returns its id. As a part of ``run``, undone with it.

        Raises ConflictError when two records stand there and ``resolve`` is not said.
        """
        self.must_be_writable()
        with self._lock:
            standing = self._standing_at(subject, type(content))
            if len(standing) > 1 and not resolve:
                raise self._differs(sentence, standing)
            with self._casebook.act() as act:
                record = act.put(content, subject, [kept.id for kept in standing])
            self._own.pop(subject, None)
            if len(standing) <= 1:
                self._own[subject] = record
                before = standing[0].content if standing else None
                change = Change(subject, type(content), before, content)
                if run is None:
                    self._remember(Step(sentence, (change,)))
                else:
                    run.sentence = run.sentence or sentence
                    run.changes.append(change)
            return record

    @contextmanager
    def run(self, sentence: Callable[[int], str]) -> Iterator[Run]:
        """Gather saves of one act; undo takes them all back, once the block has ended, and until then what else was done.

        ``sentence`` says how many there are; of one its own is said.
        """
        run = Run()
        try:
            yield run
        finally:
            with self._lock:
                if run.changes:
                    made = len(run.changes)
                    said = run.sentence if made == 1 else sentence(made)
                    self._remember(Step(said, tuple(run.changes)))

    def put_all(self, sentence: str, contents: Sequence[tuple[Content, str]]) -> tuple[str, ...]:
        """Do one act of several records, each by its subject; one save, one undo. Returns their ids.

        What stands for a subject is superseded, two differing records too: the act settles them, and is not undone.
        """
        self.must_be_writable()
        if not contents:
            return ()
        with self._lock:
            standing = {subject: self._standing_at(subject, type(content)) for content, subject in contents}
            with self._casebook.act() as act:
                ids = [
                    act.put(new, subject, [kept.id for kept in standing[subject]])
                    for new, subject in contents
                ]
            if any(len(stood) > 1 for stood in standing.values()):
                # As with one decision on a conflict: there is no one thing to go back to.
                for subject in standing:
                    self._own.pop(subject, None)
                return tuple(ids)
            self._own |= {subject: id_ for (_, subject), id_ in zip(contents, ids, strict=True)}
            changes = tuple(
                Change(subject, type(new), standing[subject][0].content if standing[subject] else None, new)
                for new, subject in contents
            )
            self._remember(Step(sentence, changes))
            return tuple(ids)

    def withdraw(self, record: str, because: str = "") -> None:
        """Take back a record that stands, such as a tied passage; undo brings it again."""
        self.must_be_writable()
        with self._lock:
            kept = self._casebook.get(record)
            if kept is None or not isinstance(kept.content, Content) or isinstance(kept.content, Withdrawn):
                message = f"There is no record {record[:12]} to take back"
                raise WrongUseError(message, "List what stands first.")
            with self._casebook.act() as act:
                made = act.withdraw(kept, because)
            self._own[kept.subject] = made
            change = Change(kept.subject, type(kept.content), kept.content, Withdrawn(because))
            self._remember(Step("Taken back", (change,)))

    def recorded(self, record: str, kind: type[T]) -> Kept[T]:
        """Return what an act has just put, by its id."""
        kept = self._casebook.get(record)
        if kept is None or not isinstance(kept.content, kind):
            raise AssertionError(record)
        return cast("Kept[T]", kept)

    def _standing_at(self, subject: str, kind: type[Content]) -> tuple[Kept[Content], ...]:
        """Return what stands for a subject: contents of its kind, or that it was taken back."""
        stands = self._casebook.current(kind, subject=subject)
        taken_back = self._casebook.current(Withdrawn, subject=subject)
        return (*stands, *taken_back)

    def _differs(self, sentence: str, standing: Sequence[Kept[Content]]) -> ConflictError:
        people = self._casebook.people()
        who = " and ".join(people.get(kept.author, "someone") for kept in standing)
        message = f"{sentence} was not recorded: {who} decided this differently"
        return ConflictError(message, "Look at both, then resolve the conflict with one decision.")

    # --- undo: new records that restore what stood -------------------------------------------------

    def can_undo(self) -> str | None:
        """Return the act that undo would take back, or None."""
        return self._last(self._done)

    def can_redo(self) -> str | None:
        """Return the act that redo would do again, or None."""
        return self._last(self._undone)

    def undo(self) -> str | None:
        """Take back this session's last act by new records; returns its sentence, or None.

        Raises ConflictError when somebody's later record stands there by now.
        """
        return self._move(self._done, self._undone, "undone")

    def redo(self) -> str | None:
        """Do again what undo took back; returns its sentence, or None."""
        return self._move(self._undone, self._done, "done again")

    def _last(self, steps: list[Step]) -> str | None:
        with self._lock:
            return steps[-1].sentence if steps and not self._casebook.read_only else None

    def _remember(self, step: Step) -> None:
        self._done.append(step)
        self._undone.clear()

    def _move(self, source: list[Step], target: list[Step], word: str) -> str | None:
        with self._lock:
            if not source:
                return None
            target.append(self._turn(source[-1], word))
            return source.pop().sentence

    def _turn(self, step: Step, word: str) -> Step:
        self.must_be_writable()
        for change in step.changes:
            stands = self._standing_at(change.subject, change.kind)
            if [kept.id for kept in stands] != [self._own.get(change.subject)]:
                message = f"“{step.sentence}” cannot be {word}: a later record stands in its place"
                raise ConflictError(message, "Decide again instead.")
        turned = []
        with self._casebook.act() as act:
            for change in reversed(step.changes):
                before = Withdrawn("undone") if change.before is None else change.before
                record = act.put(before, change.subject, [self._own[change.subject]])
                turned.append((record, Change(change.subject, change.kind, change.after, before)))
        self._own.update({change.subject: record for record, change in turned})
        return Step(step.sentence, tuple(change for _, change in turned))
