"""One act of a person: records gathered, then one transaction, one save, one signature, on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeVar

from reviewer.casebook import codec
from reviewer.casebook import subject as subjects
from reviewer.casebook.author import Author
from reviewer.casebook.database import Database
from reviewer.casebook.kept_records import Reading
from reviewer.casebook.own_acts import Mark
from reviewer.casebook.record import Chain, RecordRow, SaveBundle, make_record, make_save
from reviewer.casebook.save_writing import insert_own, next_in_chain
from reviewer.errors import CasebookError, ConflictError, Phrase
from reviewer.model import Content, Kept, Person, Withdrawn
from reviewer.model.frozen import dataclass

T = TypeVar("T")
ANY_MEMBER = (
    "SELECT 1 FROM record WHERE json_valid(head) AND json_extract(head, '$.subject') >= 'member:'"
    " AND json_extract(head, '$.subject') < 'member;' LIMIT 1"
)
Clock = Callable[[], int]
NO_MARK = Mark()


@dataclass(frozen=True, slots=True)
class _Put:
    """A record that waits for its save, and what it stands for."""

    row: RecordRow
    subject: str
    kind: str
    parents: tuple[str, ...]
    seen: tuple[str, ...] | None
    """All that stood for the subject when this was decided, or None if the caller named what it supersedes."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A subject for which something else would stand: the records (ids) that do now, and those that would."""

    subject: str
    before: frozenset[str]
    after: frozenset[str]


class _TakenBackError(Exception):
    """Ends a transaction that was only tried."""


class Act:
    """Gathers records in ``with casebook.act() as act:`` and saves them on leaving; an exception saves nothing.

    ``saved`` is the id (hex) of its save, or None while it is not saved, and if nothing was put.
    """

    def __init__(
        self, database: Database, reading: Reading, author: Author, clock: Clock, mark: Mark = NO_MARK
    ) -> None:
        """Write as this author, at the clock's time (UTC µs), by what ``reading`` says that stands.

        ``mark`` says what the save is beside an act of its own.
        """
        self._database = database
        self._reading = reading
        self._author = author
        self._clock = clock
        self._mark = mark
        self._puts: list[_Put] = []
        self._about: dict[str, list[_Put]] = {}  # by subject: an act may hold thousands
        self._sure: list[Callable[[], None]] = []
        self.saved: str | None = None

    @property
    def author(self) -> str:
        """The public key (hex) of who acts."""
        return self._author.key

    def put(
        self,
        content: Content | codec.CasePart,
        subject: str | None = None,
        supersedes: Sequence[str] | None = None,
        *,
        over_newer: bool = False,
    ) -> str:
        """Add a record and return its id (hex).

        ``supersedes`` (ids) says what it replaces; left out, it is what stands for the subject now.
        ConflictError if two records stand there (an explicit act must say which), CasebookError if what it
        would supersede was written by a newer program, unless ``over_newer`` is said: somebody decides that, with a reason.
        """
        about = subject if subject is not None else _subject(content)
        stands = self._standing(about)
        if supersedes is None:
            _refuse_conflict(about, stands)
            parents, seen = tuple(id_ for id_, _, _ in stands), tuple(id_ for id_, _, _ in stands)
        else:
            # What is damaged there shows nobody anything: whoever decides again decides in its place.
            damaged = self._reading.sound().damage
            broken = [id_ for id_, _, _ in stands if id_ in damaged]
            parents, seen = tuple(dict.fromkeys([*supersedes, *broken])), None
        _refuse_stale(about, parents, stands, over_newer=over_newer)
        return self._add(content, about, parents, seen)

    def make_sure(self, holds: Callable[[], None]) -> None:
        """Have something looked at once all is put, before any of it is kept: where ``holds`` raises, nothing is saved."""
        self._sure.append(holds)

    def reopen(self, contents: Sequence[Content], subject: str, settled: Sequence[str]) -> None:
        """Have several contents stand for a subject beside each other again, in the place of what settled them (ids)."""
        _refuse_stale(subject, tuple(settled), self._standing(subject))
        for content in contents:
            self._add(content, subject, tuple(settled), None)

    def withdraw(self, record: Kept[T], because: str = "") -> str:
        """Take a record back; ``Withdrawn`` stands in its subject's place until something supersedes it."""
        return self.put(Withdrawn(because), subject=record.subject, supersedes=[record.id])

    def _add(
        self,
        content: Content | codec.CasePart,
        about: str,
        parents: tuple[str, ...],
        seen: tuple[str, ...] | None,
    ) -> str:
        kind = codec.kind_of(type(content))
        if kind not in {"withdrawn", subjects.kind_of(about)}:
            msg = f"a {kind} can't be about {about!r}"
            raise ValueError(msg)
        row = make_record(content, about, self._author.key, self._clock(), parents)
        made = _Put(row, about, kind, parents, seen)
        self._puts.append(made)
        self._about.setdefault(about, []).append(made)
        return row.id

    def _standing(self, about: str) -> tuple[tuple[str, str, int], ...]:
        """What stands for a subject once this act is saved as it is now."""
        stands = list(self._reading.standing_records(about))
        for put in self._about.get(about, ()):
            stands = [one for one in stands if one[0] not in put.parents]
            stands.append((put.row.id, put.kind, codec.VERSIONS[put.kind]))
        return tuple(stands)

    def save(self) -> None:
        """Save what was put: CasebookError, and nothing saved, if what it supersedes has changed meanwhile."""
        if not self._puts:
            return
        self._reading.sound()
        with self._database.write():
            self._introduce()
            own = {put.row.id for put in self._puts}
            for put in self._puts:
                self._refuse_outdated(put, own)
            rows = [put.row for put in self._puts]
            chain = self._chain()
            save = make_save(self._author, chain, self._clock(), rows, self._mark.said())
            self._refuse_beyond_role(save)
            insert_own(self._database, save, chain, self._author)
            for holds in self._sure:
                holds()
            if any(put.kind == "member" for put in self._puts):
                self._recount()
        if any(put.kind == "member" for put in self._puts):
            self._reading.integrity.changed()  # what was read before need not stand any more
        self._puts, self._about, self.saved = [], {}, save.id

    def preview(self, content: Content, about: str, supersedes: Sequence[str]) -> tuple[Changed, ...]:
        """Return what would stand otherwise if this were kept, subject by subject; it is kept and taken back in one transaction."""
        row = make_record(content, about, self._author.key, self._clock(), supersedes)
        changed: tuple[Changed, ...] = ()
        with suppress(_TakenBackError), self._database.write():
            chain = self._chain()
            save = make_save(self._author, chain, self._clock(), [row])
            insert_own(self._database, save, chain, self._author)
            changed = tuple(self._recounted())
            raise _TakenBackError
        return changed

    def _refuse_beyond_role(self, save: SaveBundle) -> None:
        if (
            self._database.one(ANY_MEMBER) is not None
        ):  # most inspections are open, and need no more than this look
            from reviewer.casebook.own_role import refuse_beyond_role

            refuse_beyond_role(self._database, self._reading, save, self._author.key)

    def _recount(self) -> None:
        from reviewer.casebook.refolding import recount

        recount(self._database, self._reading.inspection, self._reading.integrity.known.damage)

    def _recounted(self) -> Iterator[Changed]:
        before = dict(self._standing_everywhere())
        self._recount()
        after = dict(self._standing_everywhere())
        for subject in sorted(before.keys() | after.keys()):
            one, other = before.get(subject, frozenset()), after.get(subject, frozenset())
            if one != other:
                yield Changed(subject, one, other)

    def _standing_everywhere(self) -> Iterator[tuple[str, frozenset[str]]]:
        rows = self._database.rows(
            "SELECT subject, group_concat(lower(hex(id))) FROM current GROUP BY subject"
        )
        yield from ((subject, frozenset(ids.split(","))) for subject, ids in rows)

    def introduce(self) -> None:
        """Keep the author's ``person`` record, if it isn't there yet, or says another name than was chosen."""
        self._reading.sound()
        with self._database.write():
            self._introduce()

    def _introduce(self) -> None:
        """An author's first record is the self-signed ``person``, in a save of its own: undo can't reach it.

        A name that was chosen since supersedes it, with the same key.
        """
        about = subjects.person(self._author.key)
        known = self._reading.people().get(self._author.key)
        if known is not None and (known == self._author.name or not self._author.chosen):
            return
        if any(put.subject == about for put in self._puts):
            return
        at = self._clock()
        earlier = tuple(id_ for id_, _, _ in self._reading.stands_now(about))
        row = make_record(Person(self._author.name, self._author.key), about, self._author.key, at, earlier)
        chain = self._chain()
        insert_own(self._database, make_save(self._author, chain, at, [row]), chain, self._author)

    def _chain(self) -> Chain:
        unsound = bool(self._reading.integrity.known.unsound_saves)
        return next_in_chain(self._database, self._author, unsound=unsound)

    def _refuse_outdated(self, put: _Put, own: set[str]) -> None:
        before = {id_ for id_, _, _ in self._reading.stands_now(put.subject)}
        seen = set(put.parents if put.seen is None else put.seen) - own
        if not seen <= before or (put.seen is not None and not own & set(put.seen) and seen != before):
            raise CasebookError(
                "What stands for {subject} has changed meanwhile",
                "Nothing was saved. Look at what stands there now, and decide again.",
                subject=_plain(put.subject),
            )

    def __enter__(self) -> Self:
        """Begin gathering."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        """Save, unless an exception is on its way."""
        if kind is None:
            self.save()


def _subject(content: Content | codec.CasePart) -> str:
    if isinstance(content, codec.CasePart):
        return subjects.itself(codec.kind_of(type(content)))
    return subjects.of(content)


def _refuse_conflict(about: str, stands: tuple[tuple[str, str, int], ...]) -> None:
    if len(stands) > 1 and any(kind != "withdrawn" for _, kind, _ in stands):
        raise ConflictError(
            "{number} decisions stand for {about}",
            "Open the conflict, read them, and choose one; nothing was changed.",
            number=len(stands),
            about=_plain(about),
        )


def _refuse_stale(
    about: str,
    parents: tuple[str, ...],
    stands: tuple[tuple[str, str, int], ...],
    *,
    over_newer: bool = False,
) -> None:
    kinds = {id_: (kind, version) for id_, kind, version in stands}
    for parent in parents:
        if parent not in kinds:
            raise CasebookError(
                "What was to be replaced for {about} no longer stands",
                "Nothing was saved. Look at what stands there now, and decide again.",
                about=_plain(about),
            )
        if codec.is_newer(*kinds[parent]) and not over_newer:
            raise CasebookError(
                "What stands for {about} was written by a newer version of Reviewer",
                "Nothing was saved. Install the newer version to change it, or settle it with a reason: see Conflicts.",
                about=_plain(about),
            )


def _plain(about: str) -> str:
    kind, _, rest = about.partition(":")
    if len(rest) >= 32 and "/" not in rest:  # noqa: PLR2004 - digits of an id, which nobody reads
        return kind
    return Phrase("the {kind} on {rest}", kind=kind, rest=rest.replace("/", ", "))
