"""Where the work of this casebook is held: on this laptop, in the shared folder, by whom else. Only the last of these is safe.

Statements of others are kept as they were read; which of them count is worked out anew each time, by the members and the retired
copies as they stand then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from reviewer.casebook import statements
from reviewer.casebook.canonical import sha256
from reviewer.casebook.heads import text_of
from reviewer.casebook.holdings import Holdings
from reviewer.casebook.save_writing import local, set_local
from reviewer.casebook.statements import MOST_MISSING, Statement
from reviewer.model.members import Retired, Role
from reviewer.model.records import Letter, Receipt

if TYPE_CHECKING:
    from reviewer.casebook.author import Author
    from reviewer.casebook.database import Database
    from reviewer.casebook.document_files import Files
    from reviewer.casebook.kept_records import Reading
    from reviewer.casebook.membership import Membership

_LAST = "statement"


@dataclass(frozen=True, slots=True)
class Made:
    """A statement to be put on the share: its bytes and their SHA-256 (hex)."""

    copy: str
    number: int
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldBy:
    """What another copy holds: who works in it (key and name), when it said so (UTC µs), how much of what is here it lacks."""

    key: str
    name: str
    copy: str
    at: int
    lacks_saves: int
    lacks_documents: int

    @property
    def is_whole(self) -> bool:
        """Whether it holds all that is held here."""
        return not self.lacks_saves and not self.lacks_documents


class _Counted(NamedTuple):
    statement: Statement
    is_other: bool


class Holding:
    """The statements that one casebook knows, and what they say of it."""

    def __init__(
        self,
        database: Database,
        reading: Reading,
        files: Files,
        writing: Callable[[], Database],
        author: Author | None,
        membership: Callable[[], Membership],
    ) -> None:
        """Keep what is read in this database; ``author`` signs what is stated of this copy."""
        self._database, self._reading, self._files = database, reading, files
        self._writing, self._author, self._membership = writing, author, membership

    # --- what lies on the share --------------------------------------------------------------------

    def known(self) -> set[str]:
        """Return the names of the files that were read, whatever they were."""
        return {text_of(name) for (name,) in self._database.rows("SELECT CAST(name AS BLOB) FROM statement")}

    def take(self, name: str, data: bytes) -> None:
        """Keep what a file of the share says; one that is no statement is remembered as that."""
        found = statements.read(data, self._reading.inspection)
        copy, number = (found.copy, found.number) if found else ("", 0)
        with self._writing().write():
            self._database.run(
                "INSERT OR REPLACE INTO statement VALUES(?, ?, ?, ?)",
                (name, copy, number, data if found else b""),
            )

    def forget_all_but(self, names: Iterable[str]) -> None:
        """Forget files that are gone from the share, or that later ones have taken the place of."""
        gone = self.known() - set(names)
        if gone:
            with self._writing().write():
                self._database.run_many("DELETE FROM statement WHERE name = ?", [(name,) for name in gone])

    # --- what this copy says -----------------------------------------------------------------------

    @property
    def copy(self) -> str:
        """The id of this copy of the casebook."""
        return local(self._database, "copy")

    def is_doubled(self) -> bool:
        """Tell whether the share has a statement of this copy that was not made here: it was copied, or restored to an earlier state."""
        last, own = local(self._database, _LAST), self.copy
        number = int(last.split(" ")[0]) if last.startswith(tuple("0123456789")) else 0
        digest = last.partition(" ")[2]
        for one, data in self._read():
            if one.copy == own and (
                one.number > number or (one.number == number and sha256(text_of(data)) != digest)
            ):
                return True
        return False

    def state_now(self, at: int) -> Made | None:
        """Return what this copy has to say, at a time (UTC µs); None where it would say what it said last, or has no author."""
        if self._author is None:
            return None
        holdings, unsound = Holdings(self._database), self._reading.sound().unsound_saves
        said = Statement(
            self._reading.inspection, self._author.key, self.copy, 1, at, holdings.tips(),
            holdings.gaps() | unsound, self._missing(),
        )  # fmt: skip
        own = [one for one, _ in self._read() if one.copy == said.copy]
        last = max(own, key=lambda one: one.number, default=None)
        if last is not None:
            if statements.same_but_for_number(said, last):
                return None
            said = replace(said, number=last.number + 1)
        data = statements.write(said, self._author)
        return Made(said.copy, said.number, data, sha256(data.decode()))

    def stated(self, name: str, made: Made) -> None:
        """Note that a statement of this copy lies on the share, read back."""
        with self._writing().write():
            self._database.run(
                "INSERT OR REPLACE INTO statement VALUES(?, ?, ?, ?)",
                (name, made.copy, made.number, made.data),
            )
            set_local(self._database, _LAST, f"{made.number} {made.sha256}")

    def _missing(self) -> frozenset[str] | None:
        named = self._named_documents()
        missing = frozenset(named - set(self._files.all()))
        missing |= {sha for sha in named if self._files.is_noted_damaged(sha)}
        return missing if len(missing) <= MOST_MISSING else None

    def _named_documents(self) -> set[str]:
        """Return the documents (SHA-256) that the records name: what was received, and letters as they went out."""
        receipts = {kept.content.document for kept in self._reading.current(Receipt, {})}
        return receipts | {kept.content.issued for kept in self._reading.current(Letter, {})} - {""}

    # --- what others say ---------------------------------------------------------------------------

    def others(self) -> tuple[HeldBy, ...]:
        """Return what the copies of other people hold of what is here, as their latest statements that count say; by name."""
        holdings, membership, people = Holdings(self._database), self._membership(), self._reading.people()
        named = self._named_documents()
        found = [
            HeldBy(
                one.author,
                people.get(one.author, one.author[:8]),
                one.copy,
                one.time,
                holdings.not_covered(one),
                len(named if one.missing is None else named & one.missing),
            )
            for one in self._counted(membership).values()
        ]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.copy)))

    def holders_of(self, save: str, documents: Iterable[str] = ()) -> frozenset[str]:
        """Return the persons (keys) besides whoever writes here who hold a save (id) and these documents."""
        holdings, membership = Holdings(self._database), self._membership()
        wanted = set(documents)
        return frozenset(
            membership.person_of(one.author)
            for one in self._counted(membership).values()
            if holdings.covers(one, save) and one.missing is not None and not wanted & one.missing
        )

    def colleagues(self) -> frozenset[str]:
        """Return the persons (keys) besides whoever writes here who hold all that is held here."""
        membership = self._membership()
        return frozenset(membership.person_of(one.key) for one in self.others() if one.is_whole)

    @property
    def is_retired(self) -> bool:
        """Whether this copy has said that it holds nothing any more."""
        return any(kept.content.copy == self.copy for kept in self._reading.current(Retired, {}))

    def acknowledged(self) -> tuple[HeldBy, ...]:
        """Return the other copies that hold this copy's retirement, and all that is held here: then it may be wiped."""
        return tuple(one for one in self.others() if self.is_retired and one.is_whole)

    def _counted(self, membership: Membership) -> Mapping[str, Statement]:
        """Return the latest statement of each copy of another person who is a member, and of none that was retired."""
        retired = frozenset(kept.content.copy for kept in self._reading.current(Retired, {}))
        me = membership.person_of(self._author.key) if self._author is not None else ""
        people = self._reading.people()
        last = statements.latest((one for one, _ in self._read()), retired)
        return {
            copy: one
            for copy, one in last.items()
            if one.author in people
            and membership.role_of(one.author) is not Role.NONE
            and membership.person_of(one.author) != me
        }

    def _read(self) -> list[tuple[Statement, bytes]]:
        rows = self._database.rows("SELECT data FROM statement WHERE copy != '' ORDER BY name")
        read = (
            (statements.read(data, self._reading.inspection), data) for (data,) in rows if type(data) is bytes
        )
        return [(one, data) for one, data in read if one is not None]
