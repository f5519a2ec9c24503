"""The packs' half of a sync: pull what is new, forget what is gone, push what no whole pack holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from reviewer.casebook import Absorbed, Casebook, SaveBundle
from reviewer.casebook.save_writing import author_of
from reviewer.casebook.sorting import MOST_FAULTS
from reviewer.errors import CasebookError, Phrase
from reviewer.model.uncollected import uncollected
from reviewer.sharing.pack_healing import PackHealing, damaged_words, pack_words
from reviewer.sharing.packs import (
    MOST_BYTES,
    Budget,
    PackError,
    Unpacked,
    content,
    name_of,
    pack_of,
    portions,
    unpacking,
)
from reviewer.sharing.share import UNASKED, Clock, Share, copied_hash, stored_hash
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.stored import read_all, store_bytes
from reviewer.sharing.sync_report import Step, Tally

_IDS_AT_ONCE = 2000
T = TypeVar("T")
Made = TypeVar("Made")


class _Content(NamedTuple):
    """What a pack is to hold: ``saves`` (ids) has all that is in it, of which ``wanted`` many are not there only to introduce somebody."""

    lines: bytes
    saves: list[str]
    wanted: int


class _Packed(NamedTuple):
    """A pack to be put, with what it holds, as ``_Content`` has it."""

    name: str
    sha256: str
    data: bytes
    saves: list[str]
    wanted: int


class SaveExchange:
    """Carries saves between one casebook and one share."""

    def __init__(
        self,
        casebook: Casebook,
        share: Share,
        clock: Clock,
        tally: Tally,
        notes: ShareNotes,
        budget: Budget,
        *,
        patient: bool = False,
    ) -> None:
        """Take both sides, the time since when what comes now may wait, where to count, and what is remembered from sync to sync.

        ``budget`` is for what nobody has asked for; ``patient``: every pack is looked at, however many of them are of nobody who is known.
        """
        self._patient = patient
        self._casebook = casebook
        self._clock = clock
        self._share = share
        self._tally = tally
        self._notes = notes
        self._healing = PackHealing(casebook, share, tally, notes)
        self._budget = budget
        self._look_again = False
        self._known: frozenset[str] | None = None

    def pull(self, there: Mapping[str, int], rotten: Collection[str]) -> Iterator[Step]:
        """Take in every new pack of those listed (name -> bytes); ``rotten`` names known ones that a scrub found damaged.

        A pack that is gone or damaged is forgotten, so that what it held is pushed again. Where a save is damaged here, or gone,
        every pack is read, known or not, until it has come back. Conflict copies are read as packs once, and left.
        """
        known = self._casebook.packs.known_packs()
        listed = {name: size for name, size in there.items() if name in known or stored_hash(name)}
        new = [name for name, size in listed.items() if known.get(name) != size]
        copies = [name for name in there.keys() - listed.keys() if copied_hash(name)]
        wanted = self._to_heal()
        if wanted:
            # Who takes part may be among what is to come back: then it is asked before anything that is new.
            known_first = sorted(
                listed, key=lambda name: wanted.isdisjoint(self._casebook.packs.saves_in(name))
            )
            yield from self._absorb_all(there, [*known_first, *copies])
        else:
            unread = [name for name in (*new, *copies) if self._notes.sources.get(name) != there[name]]
            yield from self._absorb_new(there, unread)
            yield from self._absorb_half_read(there)
        yield from self._absorb_waiting(there)
        self._tell_healed(wanted)
        self._notes.sources = {name: size for name, size in self._notes.sources.items() if name in there}
        yield from self._forget(known, listed, rotten)

    def _forget(
        self, known: Mapping[str, int], listed: Mapping[str, int], rotten: Collection[str]
    ) -> Iterator[Step]:
        now_known = self._casebook.packs.known_packs()
        damaged = self._healing.damaged | set(rotten)
        gone = [name for name in known if name in damaged or now_known.get(name) != listed.get(name)]
        held = {save for name in gone for save in self._casebook.packs.saves_in(name)}
        for name in gone:
            if name in listed:
                self._healing.is_damaged(name, damaged_words(name), listed[name])
            self._healing.forget(name)
            self._casebook.team.waiting.forget_pack(name)
        # What a colleague has folded into another pack is still there: then there is nothing to tell.
        if not self._casebook.packs.are_shared(held):
            self._tell_gone(gone, elsewhere=bool(known) and not set(known) & set(listed))
        yield Step("forgot", len(gone), len(gone))

    def _to_heal(self) -> set[str]:
        """Return the saves that are damaged here, and those that were here when they were shared and are not any more."""
        return self._casebook.health.unsound_saves() | self._casebook.packs.lost_saves()

    def _tell_healed(self, wanted: set[str]) -> None:
        """Say what came back of what was damaged here, and what stays behind."""
        if not wanted:
            return
        left = self._to_heal()
        if back := len(wanted - left):
            one = "{n} save that is damaged here came back whole from the shared folder."
            many = "{n} saves that are damaged here came back whole from the shared folder."
            self._tally.notice(Phrase.counted(one, many, back))
        if left:
            one = "{n} save that is damaged here stayed behind: nobody put it whole into this folder yet. {remedy}"
            many = "{n} saves that are damaged here stayed behind: nobody put them whole into this folder yet. {remedy}"
            remedy = Phrase("Ask colleagues to sync, or restore a backup; check names what is damaged.")
            self._tally.notice(Phrase.counted(one, many, len(left), remedy=remedy))

    def _tell_gone(self, gone: Sequence[str], *, elsewhere: bool) -> None:
        """Say what was missed; a folder with nothing that is known is another one, or was emptied."""
        one = "A pack is gone from the shared folder, or damaged; the work is kept."
        many = "{n} packs are gone from the shared folder, or damaged; the work is kept."
        self._tally.notice(
            Phrase(
                "This folder holds none of the work that was shared before: it is another one, or was emptied. "
                "All of it is sent here now."
            )
            if elsewhere
            else Phrase.counted(one, many, len(gone))
        )

    def push(self) -> Iterator[Step]:
        """Publish every save that no whole pack holds, mine or anybody's, with its author's introduction. Raises ShareError."""
        yield from self._healing.write_again()
        waiting = sorted(self._casebook.packs.unshared_saves())
        done = 0
        for one in ahead(_packed, self._contents(waiting)):
            yield Step("packed", done, len(waiting))
            self._healing.begin(one.name, one.saves)
            store_bytes(self._share, one.name, one.sha256, one.data)
            yield Step("put", done, len(waiting))
            self._casebook.packs.mark_shared(one.name, len(one.data), one.saves, own=True)
            self._healing.is_whole(one.name)
            done += one.wanted
            self._tally.pushed += one.wanted
            yield Step("pushed", done, len(waiting))

    def _contents(self, waiting: Sequence[str]) -> Iterator[_Content]:
        """Yield what packs of these saves (ids) hold, each as large as travels well, with the introductions of their authors."""
        for start in range(0, len(waiting), _IDS_AT_ONCE):
            with uncollected():
                some = self._casebook.bundles(waiting[start : start + _IDS_AT_ONCE])
            for portion in portions(some):
                with uncollected():
                    saves = introduced(self._casebook, portion)
                    held = _Content(content(saves), [save.id for save in saves], len(portion))
                yield held

    def end(self, there: Mapping[str, int], now: int) -> None:
        """Take away damaged packs whose work is whole elsewhere, and say which are left; ``now`` is UTC µs."""
        self._healing.retire(there)
        self._healing.tell(now)

    def _absorb_new(self, sizes: Mapping[str, int], names: Sequence[str]) -> Iterator[Step]:
        """Take in what members say they have written, then all else: of that, for as long as nothing comes of it, only so much a sync.

        So nobody hides a member's pack behind thousands of others; where the budget ended, the next sync goes on.
        """
        left = list(names)
        while named := self._named_among(left):
            yield from self._absorb_all(sizes, named)
            left = [name for name in left if name not in named]
        left.sort(key=lambda name: (name <= self._notes.read_to, name))
        yield from self._absorb_all(sizes, left, bounded=True)

    def _absorb_half_read(self, sizes: Mapping[str, int]) -> Iterator[Step]:
        """Read to their end packs of which a part was left, once members say that they are theirs, or there is time."""
        half = [name for name in self._casebook.team.waiting.packs(()) if name in sizes]
        left = [name for name in half if self._notes.sources.get(name) != sizes[name]]
        ours = left if self._patient else self._named_among(left)
        yield from self._absorb_all(sizes, ours)
        self._notes.sources |= {
            name: sizes[name] for name in ours
        }  # once: strangers' lines may be too many to keep

    def _named_among(self, names: Sequence[str]) -> list[str]:
        named = self._casebook.team.holding.named_packs() if names else frozenset[str]()
        return [name for name in names if name in named]

    def _is_over(self, begun: float, left: float, pulled: int) -> bool:
        """Take off the budget what a pack has cost of which nothing came; True once nothing is left."""
        if self._tally.pulled == pulled and not self._is_open():
            self._budget.spend(time.thread_time() - begun - (left - self._budget.left))
        return self._budget.is_spent and self._is_limited()

    def _absorb_all(
        self, sizes: Mapping[str, int], names: Sequence[str], *, whole: bool = False, bounded: bool = False
    ) -> Iterator[Step]:
        left = list(names)
        # Twice: a pack may lean on one that happens to stand later in the list.
        for _ in range(2):
            before = self._tally.pulled
            still: list[str] = []
            for number, name in enumerate(left, 1):
                begun, budget, pulled = time.thread_time(), self._budget.left, self._tally.pulled
                if not self._absorb(name, sizes[name], whole=whole, bounded=bounded):
                    still.append(name)
                yield Step("pulled", number, len(left))
                if bounded and self._is_over(begun, budget, pulled):
                    self._notes.read_to = name
                    return
            left = still
            if not left or self._tally.pulled == before:
                break

    def _absorb_waiting(self, there: Mapping[str, int]) -> Iterator[Step]:
        """Look again into what waits, until nothing more of it counts: members have changed, or what counts leans on it."""
        waiting = self._casebook.team.waiting
        self._look_again |= waiting.is_news()
        while self._look_again and (names := [name for name in waiting.packs() if name in there]):
            self._look_again, before = False, self._tally.pulled
            yield from self._absorb_all(there, names, whole=True)
            if self._tally.pulled == before:
                break
        waiting.looked()

    def _absorb(self, name: str, size: int, *, whole: bool, bounded: bool) -> bool:
        """Take one pack in, with all lines of strangers if ``whole``; True if there is nothing left in it to come back for.

        ``bounded``: of what is nobody's who is known only so much is looked at.
        """
        promised = stored_hash(name)
        data = read_all(self._share, name, MOST_BYTES)
        size = len(data) if data is not None and size == UNASKED else size
        if data is None or (promised is not None and name_of(data)[0] != promised):
            if promised is not None:
                self._healing.is_damaged(name, damaged_words(name), size)
            return False
        budget = self._budget if bounded and self._is_limited() else None
        try:
            portions = unpacking(data, (lambda _author: True) if whole else self._is_wanted, budget)
            with uncollected():
                absorbed, unpacked = self._absorbed(portions)
        except PackError as error:
            if promised is not None:
                sentence = "{name} in the shared folder cannot be read ({error}); it was left there."
                told = Phrase(sentence, name=pack_words(name), error=error.args[0])
                self._healing.is_damaged(name, told, size)
            self._notes.sources[name] = (
                size  # it is what its name says, and gets no better by being read again
            )
            return promised is None
        return self._take_in(name, len(data), absorbed, unpacked, known=promised is not None)

    def _absorbed(self, portions: Iterator[Unpacked]) -> tuple[Absorbed, Unpacked]:
        """Take in a pack portion by portion; return what came of all, and the last one, which tells of the rest. Raises PackError."""
        absorbed: Absorbed | None = None
        for unpacked in portions:
            each = self._casebook.absorb(unpacked.saves)
            self._tally.pulled += each.new
            self._look_again |= each.look_again
            if each.look_again:
                self._known = None
            absorbed = absorbed.joined(each) if absorbed else each
            if len(absorbed.quarantined) >= MOST_FAULTS:
                break
        assert absorbed is not None  # noqa: S101 - there is always a last one
        return absorbed, unpacked

    def _is_wanted(self, author: str) -> bool:
        """Tell whether an author's saves are looked at: all while the casebook is open, else those of whom something is known."""
        return self._is_open() or author in (self._known or ())

    def _is_limited(self) -> bool:
        """Tell whether the budget ends what is looked at of nobody who is known: an open casebook has no strangers."""
        return not self._patient and not self._is_open()

    def _is_open(self) -> bool:
        """Tell whether everybody counts who introduces themselves, or nobody knows who does until the beginning is healed."""
        if self._known is None:
            try:
                self._known = self._casebook.team.known_authors()
            except CasebookError:
                self._known = frozenset()
        return not self._known

    def _take_in(self, name: str, size: int, absorbed: Absorbed, unpacked: Unpacked, *, known: bool) -> bool:
        """Note of a pack that was read what it holds, what waits in it, and what was set aside."""
        if not absorbed.quarantined:
            # Held or waiting: nothing of it has to be read again before members change.
            if known:
                self._casebook.packs.mark_shared(name, size, absorbed.good)
                self._healing.is_whole(name)
            else:
                self._notes.sources[name] = size
            self._casebook.team.waiting.note(
                name, absorbed, unpacked.others, self._clock(), sizes=unpacked.sizes, left=unpacked.left
            )
            return True
        # What a bad pack holds never counts as published: the true save is pushed again. It is told once, however often it is read.
        told = self._notes.sources.get(name) == size
        for bad in () if told else absorbed.quarantined:
            self._tally.notice(
                Phrase("{name}: a save in it was set aside: {why}.", name=pack_words(name), why=bad.why)
            )
        self._notes.sources[name] = size  # each line of it was read, and what was refused stays refused
        return False


def _packed(held: _Content) -> _Packed:
    data = pack_of(held.lines)
    sha256, name = name_of(data)
    return _Packed(name, sha256, data, held.saves, held.wanted)


def ahead(make: Callable[[T], Made], items: Iterator[T]) -> Iterator[Made]:
    """Yield what is made of each of these, in their order; it is made on a thread of its own, while the next one of them is got.

    That pays where making holds up no other thread: compressing and hashing don't, and reading and writing JSON do. Where the next one
    can't be got, what was made before it is yielded first.
    """
    thread = ThreadPoolExecutor(1, "packing")
    try:
        before: Future[Made] | None = None
        while True:
            try:
                item = next(items)
            except StopIteration:
                break
            except Exception:
                if before is not None:
                    yield before.result()
                raise
            making = thread.submit(make, item)
            if before is not None:
                yield before.result()
            before = making
        if before is not None:
            yield before.result()
    finally:
        thread.shutdown(cancel_futures=True)


def introduced(casebook: Casebook, saves: Iterable[SaveBundle]) -> tuple[SaveBundle, ...]:
    """Return these saves and those in which their authors introduce themselves: a pack waits for no other to be understood."""
    given = {save.id: save for save in saves}
    authors = {author_of(save) for save in given.values()}
    missing = casebook.packs.introductions(authors) - given.keys()
    return (*given.values(), *casebook.bundles(missing))
