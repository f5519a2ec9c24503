"""Deliberate breakages of the program: the fuzzer must catch each, or it proves nothing by finding none.

A breakage puts something else in the place of a function of the program; ``likely`` are happenings without which it can't be seen,
which then come often. The schedules are random ones all the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from reviewer.casebook import RecordRow, SaveBundle, codec, save_bundles
from reviewer.casebook.database import Database
from reviewer.casebook.seal import Seal
from reviewer.model.members import Role
from reviewer.sharing import packs, stored
from reviewer.sharing.documents import DocumentExchange
from reviewer.sharing.scrub_plan import Stored, due
from reviewer.sharing.share import cannot


@dataclass(frozen=True)
class Breakage:
    """What is put in the place of what: names of functions, as `unittest.mock.patch` takes them; and what is likely then."""

    instead: Mapping[str, Any]
    likely: tuple[str, ...] = ()
    closed: bool | None = None
    """Whether it is to be known who the members are; None: either."""
    client: bool | None = False
    seed: int = 1
    """The seed that caught it last, which is tried first."""

    @contextmanager
    def made(self) -> Iterator[None]:
        """Within it the program is broken."""
        patches = [patch(name, new) for name, new in self.instead.items()]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in reversed(patches):
                one.stop()


def _unverified(database: Database, wanted: Any, _seal: Seal) -> tuple[SaveBundle, ...]:
    found = (save_bundles.held(database, save) for save in sorted(set(wanted)))
    return tuple(one for one in found if one is not None and one.records)


def _not_read_back(share: Any, name: str, sha256: str, opened: Callable[[], Any]) -> bool:
    found = stored.hash_there(share, name)
    if found == sha256:
        return False
    try:
        with opened() as source:
            share.put(name, source, replace=found is not None)
    except OSError as error:
        raise cannot(share, "written to", error) from error
    return True


def _only_small(files: Mapping[str, Stored], place: Any, budget: int | None) -> Any:
    return due({name: one for name, one in files.items() if one.size < 100_000}, place, budget)


def _torn_lines(packed: memoryview) -> Iterator[list[bytes]]:
    try:
        yield from _LINES(packed)
    except packs.PackError:
        return


_LINES = packs._lines  # noqa: SLF001 - what is broken is the inside
_TAKE = packs._Reading._take  # noqa: SLF001
_RUN = DocumentExchange.run
_NAME_OF = packs.name_of


def _believed(data: bytes) -> tuple[str, str]:
    """A hash that is whatever was promised."""
    return _Anything(_NAME_OF(data)[0]), _NAME_OF(data)[1]


class _Anything(str):
    __slots__ = ()

    def __ne__(self, _: object) -> bool:
        return False

    def __hash__(self) -> int:
        return super().__hash__()


def _deleting(self: DocumentExchange, listed: Mapping[str, int], rotten: Any, now: int) -> Any:
    for sha in list(self._casebook.files.all()):
        if not any(name.endswith(sha) for name in listed) and self._casebook.packs.known_packs():
            self._casebook.files.path(sha).unlink()
    return _RUN(self, listed, rotten, now)


def _first_line_only(self: Any, line: bytes) -> None:
    if not self.number:
        _TAKE(self, line)


def _never(*_given: Any, **_named: Any) -> None:
    return None


def _arrival(self_key: str, said: list[Any]) -> Any:
    """The last that came holds."""
    from reviewer.casebook.membership import Standing

    last = said[-1].record
    return Standing(self_key, last.content.role, (last,), {one.record.id: () for one in said})


def _in_arrival(founder: str, records: Any, head_of: Any) -> Any:
    from reviewer.casebook import membership

    with (
        patch.object(membership, "sorted", lambda one: list(dict.fromkeys(one)), create=True),
        patch.object(membership, "_settled", _arrival),
    ):
        return _MEMBERS(founder, records, head_of)


def _no_removals(founder: str, records: Any, head_of: Any) -> Any:
    return _MEMBERS(founder, [one for one in records if one.content.role is not Role.NONE], head_of)


def _members() -> Any:
    from reviewer.casebook.membership import members_of

    return members_of


_MEMBERS = _members()


def _sort_out() -> Any:
    from reviewer.casebook.sorting import sort_out

    return sort_out


_SORT = _sort_out()


def _without_branches(database: Database, reading: Any, given: Any, damaged: set[str]) -> Any:
    """Of two saves with one number in one line the second is dropped."""
    found = _SORT(database, reading, given, damaged)
    left = []
    for one in found.taken:
        head = json.loads(one.head)
        there = database.one(
            "SELECT 1 FROM save WHERE json_extract(head, '$.copy') = ? AND json_extract(head, '$.number') = ?",
            (head["copy"], head["number"]),
        )
        if there is None:
            left.append(one)
        else:
            found.good.add(one.id)
    found.taken = left
    return found


def _all_count(_self: Any, _author: str, _save: str, _need: Role) -> bool:
    return True


def _with_strangers(database: Database, reading: Any, given: Any, damaged: set[str]) -> Any:
    from reviewer.casebook.record import fault_of_save

    found = _SORT(database, reading, given, damaged)
    fresh = [one for one in found.waiting if not fault_of_save(one, reading.inspection)]
    found.taken += fresh
    found.waiting = [one for one in found.waiting if one not in fresh]
    found.idle = set()
    return found


def _bodies_may_lack() -> Any:
    from reviewer.casebook import record

    examined = record.examined_record

    def lenient(row: Any, author: str) -> Any:
        made = examined(row, author)
        return record.ExaminedRecord(None, json.loads(row.head)) if made.fault == record.STRIPPED else made

    return lenient


def _any_copy(said: Any, _retired: Any) -> Any:
    return _LATEST(said, frozenset())


def _latest() -> Any:
    from reviewer.casebook.statements import latest

    return latest


_LATEST = _latest()


def _first_pack(self: Any, _own: str) -> str | None:
    """Whose the first whole pack says that it is."""
    for name in self._listed:
        data = self._whole(name)
        if data is not None:
            return str(json.loads(packs.unpack(data)[0].head)["inspection"])
    return None


def _known_kinds_only(database: Database, reading: Any, given: Any, damaged: set[str]) -> Any:
    """A save with a record of a kind that is not known is not taken in, and counts as seen."""
    found = _SORT(database, reading, given, damaged)
    strange = {one.id for one in found.taken for row in one.records if _kind_of(row) not in codec.KINDS}
    found.taken = [one for one in found.taken if one.id not in strange]
    found.good |= strange
    return found


def _kind_of(row: RecordRow) -> str:
    return str(json.loads(row.head)["kind"])


def _any_inspection(_share: Any, _inspection: str, _found: str | None) -> None:
    return None


BREAKAGES: Mapping[str, Breakage] = MappingProxyType({
    "rows unverified on push": Breakage({"reviewer.casebook.save_bundles.bundles": _unverified}, ("a row rots", "a shared file is damaged"), seed=3),
    "read-back skipped": Breakage({"reviewer.sharing.stored.store": _not_read_back, "reviewer.sharing.documents.store": _not_read_back}, ("a call will fail",), seed=5),
    "large files never scrubbed": Breakage({"reviewer.sharing.scrub.due": _only_small}, ("receives", "syncs", "a shared document rots"), seed=19),
    "a truncated pack believed": Breakage({"reviewer.sharing.packs._lines": _torn_lines, "reviewer.sharing.saves.name_of": _believed, "reviewer.sharing.scrub.hash_there": lambda _share, name: name[-69:-5]}, ("a shared file is damaged",)),
    "absence taken for deletion": Breakage({"reviewer.sharing.documents.DocumentExchange.run": _deleting}, ("receives", "a shared file is damaged")),
    "a marker replaced": Breakage({"reviewer.sharing.marker._refuse_other": _any_inspection}, ("is shown another share",)),
    "the first pack believed": Breakage({"reviewer.sharing.marker._Packs.inspection": _first_pack}, ("the marker is replaced",)),
    "unknown kinds left behind": Breakage({"reviewer.casebook.incoming.sort_out": _known_kinds_only}, ("is newer", "another program is installed", "grades", "syncs"), seed=2),
    "a stranger counted": Breakage({"reviewer.casebook.incoming.sort_out": _with_strangers, "reviewer.casebook.counting.Counting.counts": _all_count}, ("a stranger forges",), closed=True),
    "a purge by nobody": Breakage({"reviewer.casebook.record.examined_record": _bodies_may_lack()}, ("a stranger forges", "decides", "somebody joins", "is destroyed"), seed=4),
    "a removal ignored": Breakage({"reviewer.casebook.counting.members_of": _no_removals, "reviewer.casebook.team.Team._make_sure": _never}, ("removes", "decides"), closed=True),
    "order of arrival deciding": Breakage({"reviewer.casebook.counting.members_of": _in_arrival}, ("removes", "changes a role"), closed=True, seed=12),
    "a clone's branch dropped": Breakage({"reviewer.casebook.incoming.sort_out": _without_branches}, ("is cloned", "decides", "settles"), seed=2),
    "introductions left out": Breakage({"reviewer.sharing.saves.introduced": lambda _casebook, given: tuple(given)}, ("decides",), seed=2),
    "compaction before another copy holds": Breakage({"reviewer.sharing.compact._Tidying._is_safe": lambda *_: True}, ("decides", "syncs"), seed=2),
    "a statement of a retired copy counted": Breakage({"reviewer.casebook.statements.latest": _any_copy}, ("is destroyed", "is cloned", "is restored")),
    "a pack known with lines unread": Breakage({"reviewer.sharing.packs._Reading._take": _first_line_only}, ("decides", "does much")),
    "a merged file from unverified rows": Breakage({"reviewer.casebook.merged._examine": _never, "reviewer.casebook.merged.refuse_damage": _never}, ("a row rots", "time passes"), seed=3),
})  # fmt: skip
"""The breakages by name."""
