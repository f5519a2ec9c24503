"""Where the work of this casebook is held: on this laptop, in the shared folder, by whom else. Only the last of these is safe.

Statements of others are kept as they were read; which of them count is worked out by the members and the retired copies as they
stand, anew whenever something was saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from reviewer.casebook import statements
from reviewer.casebook.canonical import sha256
from reviewer.casebook.codec import READS
from reviewer.casebook.copy_identity import retired_copies
from reviewer.casebook.heads import bytes_of, save_head_of, text_of
from reviewer.casebook.held_by import Counted, HeldBy, Made, StatedNow
from reviewer.casebook.holdings import Lines
from reviewer.casebook.named_documents import NamedDocuments
from reviewer.casebook.one_at_a_time import one_at_a_time
from reviewer.casebook.pack_ledger import merged_files, written_packs
from reviewer.casebook.save_writing import local, set_local
from reviewer.casebook.statements import MOST_MISSING, Statement
from reviewer.errors import CasebookError
from reviewer.model.members import Retired, Role

if TYPE_CHECKING:
    from reviewer.casebook.author import Author
    from reviewer.casebook.database import Database
    from reviewer.casebook.document_files import Files
    from reviewer.casebook.kept_records import Reading
    from reviewer.casebook.membership import Membership

_LAST = "statement"
_KNOWN = "statements read"
_RESTATED_AFTER = 7 * 86_400 * 1_000_000
"""A statement that is older, or of a time to come, is made again: its date says when its copy was last seen, and what its clock says."""
_OWN_LAST = (
    "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ?"
    " AND json_extract(head, '$.copy') = ? ORDER BY json_extract(head, '$.number') DESC LIMIT 1"
)


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
        self._lines, self._documents = Lines(database, reading.lately), NamedDocuments(database)
        self.lock = RLock()
        self._parsed: dict[bytes, Statement | None] = {}
        self._changes, self._examined = 0, -1
        self._of: tuple[object, ...] = ()
        self._state_of: StatedNow | None = None

    # --- what lies on the share --------------------------------------------------------------------

    @one_at_a_time
    def known(self) -> dict[str, int]:
        """Return the names of the files that were read, whatever they were, with the number of the statement in each (0: none).

        After members changed, or another version of the program came, what counted for nothing is to be read again.
        """
        standing = f"{READS} {sha256(' '.join(sorted(self.authors())))[:16]}"
        if local(self._database, _KNOWN) != standing:
            with self._writing().write():
                self._database.run("DELETE FROM statement WHERE copy = ''")
                set_local(self._database, _KNOWN, standing)
        rows = self._database.rows("SELECT CAST(name AS BLOB), number FROM statement")
        return {text_of(name): int(number) for name, number in rows}

    @one_at_a_time
    def take(self, name: str, data: bytes, authors: frozenset[str] | None = None) -> bool:
        """Keep what a file of the share says; of one that is no statement of a member only the name. Tell whether it is one.

        ``authors``: ``self.authors()``, where the caller takes several.
        """
        author = statements.claimed_author(data)
        known = author in (self.authors() if authors is None else authors)
        statement = statements.read(data, self._reading.inspection) if known else None
        said = ("", 0, b"") if statement is None else (statement.copy, statement.number, data)
        if statement is not None:
            self._parsed[data] = statement
        with self._writing().write():
            self._database.run("INSERT OR REPLACE INTO statement VALUES(?, ?, ?, ?)", (name, *said))
        self._changes += 1
        return statement is not None

    def authors(self) -> frozenset[str]:
        """Return the keys of those whose statements count: members who have introduced themselves, and whoever writes here."""
        own = {self._author.key} if self._author is not None else set[str]()
        membership, people = self._members(), self._reading.people()
        if membership is None:
            return frozenset(own)
        return frozenset({key for key in people if membership.role_of(key) is not Role.NONE} | own)

    def _members(self) -> Membership | None:
        """Return who the members are; None where that can't be read: then nobody else holds anything."""
        try:
            return self._membership()
        except CasebookError:
            return None

    @one_at_a_time
    def forget_all_but(self, names: Iterable[str]) -> None:
        """Forget files that are gone from the share."""
        rows = self._database.rows("SELECT CAST(name AS BLOB) FROM statement")
        gone = {text_of(name) for (name,) in rows} - set(names)
        if gone:
            with self._writing().write():
                self._database.run_many("DELETE FROM statement WHERE name = ?", [(name,) for name in gone])
            self._changes += 1

    # --- what this copy says -----------------------------------------------------------------------

    @property
    def copy(self) -> str:
        """The id of this copy of the casebook."""
        return local(self._database, "copy")

    @one_at_a_time
    def is_doubled(self) -> bool:
        """Tell whether there is another copy of this name, or was: the share has a statement of it that was not made here."""
        last, own = local(self._database, _LAST), self.copy
        number = int(last.split(" ")[0]) if last.startswith(tuple("0123456789")) else 0
        digest = last.partition(" ")[2]
        if self._author is None:
            return False
        for one, data in self._read():
            if (one.copy, one.author) == (own, self._author.key) and (
                one.number > number or (one.number == number and sha256(text_of(data)) != digest)
            ):
                return True
        return False

    @property
    def is_alive(self) -> bool:
        """Whether this copy is in use though it was said to hold nothing any more: by other copies alone, or before its last act."""
        copy = self.copy
        said = [kept.id for kept in self._reading.current(Retired, {}) if kept.content.copy == copy]
        if not said or self._author is None:
            return False
        self._follow()
        own = max(map(self._number_here, said))
        return not own or own < self._lines.last_of((self._author.key, copy))

    def _number_here(self, record: str) -> int:
        """Return the place in its line of the save that lists a record; 0 where that was made in another copy."""
        rows = self._database.rows("SELECT lower(hex(save)) FROM record WHERE id = ?", (bytes_of(record),))
        named = self._lines.named(str(rows[0][0])) if rows else None
        return named.number if named is not None and named.place[1] == self.copy else 0

    def unsaid_retirements(self) -> tuple[str, ...]:
        """Return the copies in whose place this one stands, as it was restored from them, and of which nobody has been told."""
        said = {kept.content.copy for kept in self._reading.current(Retired, {})}
        return tuple(one.copy for one in retired_copies(self._database) if one.copy not in said)

    @one_at_a_time
    def state_now(self, at: int) -> Made | None:
        """Return what this copy has to say, at a time (UTC µs); None where it would say what it said last, or has no author."""
        if self._author is None:
            return None
        sound = self._reading.sound()
        self._follow()
        said = Statement(
            self._reading.inspection, self._author.key, self.copy, 1, at, self._lines.tips(),
            frozenset(sound.unsound_saves) | self._lines.gaps(), self._missing(), READS,
            written_packs(self._database), tuple(sorted(merged_files(self._database).items())),
        )  # fmt: skip
        own = [one for one, _ in self._read() if (one.copy, one.author) == (said.copy, said.author)]
        last = max(own, key=lambda one: one.number, default=None)
        if last is not None:
            if statements.same_but_for_number(said, last) and abs(at - last.time) < _RESTATED_AFTER:
                return None
            said = replace(said, number=last.number + 1)
        data = statements.write(said, self._author)
        return Made(said.copy, said.number, data, sha256(data.decode()))

    @one_at_a_time
    def begin_to_state(self, made: Made) -> None:
        """Note what this copy is about to say: should it lie on the share after a crash, it is no other copy's."""
        with self._writing().write():
            set_local(self._database, _LAST, f"{made.number} {made.sha256}")

    @one_at_a_time
    def stated(self, name: str, made: Made) -> None:
        """Note that a statement of this copy, which was begun, lies on the share, read back."""
        with self._writing().write():
            self._database.run(
                "INSERT OR REPLACE INTO statement VALUES(?, ?, ?, ?)",
                (name, made.copy, made.number, made.data),
            )
        self._changes += 1

    @one_at_a_time
    def said_before(self, made: Made) -> tuple[str, ...]:
        """Return the files (names) with what this copy said before a statement: none of it counts beside that one."""
        me = self._author.key if self._author is not None else ""
        rows = self._database.rows(
            "SELECT CAST(name AS BLOB), data FROM statement WHERE copy = ? AND number < ?",
            (made.copy, made.number),
        )
        return tuple(text_of(name) for name, data in rows if statements.claimed_author(data) == me)

    @one_at_a_time
    def named_documents(self) -> Mapping[str, int]:
        """Return the documents that records held here name, with the place of the first record that names each."""
        self._follow()
        return dict(self._documents.first())

    def _missing(self) -> frozenset[str] | None:
        named = self._documents.now()
        missing = frozenset(named - set(self._files.all()))
        missing |= named & self._files.noted_damaged()
        return missing if len(missing) <= MOST_MISSING else None

    # --- what others say ---------------------------------------------------------------------------

    @one_at_a_time
    def named_packs(self) -> frozenset[str]:
        """Return the packs that members say they have written lately: who says it of a stranger's is no stranger."""
        authors = self.authors()
        return frozenset(pack for one, _ in self._read() if one.author in authors for pack in one.packs)

    @one_at_a_time
    def named_merged(self) -> Mapping[str, str]:
        """Return the SHA-256 of each merged file that members say they have written, by name; none of one of which two are said."""
        authors = self.authors()
        said = {pair for one, _ in self._read() if one.author in authors for pair in one.merged}
        twice = Counter(name for name, _ in said)
        return {name: sha256 for name, sha256 in said if twice[name] == 1}

    @one_at_a_time
    def others(self) -> tuple[HeldBy, ...]:
        """Return what the copies of other people hold of what is here, as their latest statements that count say; by name."""
        state, people = self._state(), self._reading.people()
        if not state.others:
            return ()
        last = self._own_last()
        held_by = [
            HeldBy(
                one.statement.author,
                people.get(one.statement.author, one.statement.author[:8]),
                one.statement.copy,
                one.statement.time,
                one.covered.lacks,
                self._lacking(one.statement),
                one.statement.reads,
                last[1] if last is not None and self._lines.is_in(last[0], one.covered) else 0,
            )
            for one in state.others
        ]
        return tuple(sorted(held_by, key=lambda one: (one.name.casefold(), one.copy)))

    def _lacking(self, said: Statement) -> int:
        """Return how many of the documents that records name, and that are here, another copy lacks."""
        if said.missing is None:
            return max(1, len(self._documents.now()))
        named = self._documents.now() if said.missing else set()
        return sum(self._files.has(sha) for sha in said.missing & named)

    def _own_last(self) -> tuple[str, int] | None:
        """Return the last save (id) that was made in this copy, and its time (UTC µs)."""
        if self._author is None:
            return None
        rows = self._database.rows(_OWN_LAST, (self._author.key, self.copy))
        own_saves = [(save.hex(), head.time) for save, text in rows if (head := save_head_of(save, text))]
        return own_saves[0] if own_saves else None

    @one_at_a_time
    def holders_of(self, save: str, documents: Iterable[str] = ()) -> frozenset[str]:
        """Return the persons (keys) besides whoever writes here who hold a save (id) and these documents."""
        wanted = set(documents)
        return frozenset(
            one.person
            for one in self._state().others
            if self._lines.is_in(save, one.covered)
            and one.statement.missing is not None
            and not wanted & one.statement.missing
        )

    @one_at_a_time
    def colleagues(self) -> frozenset[str]:
        """Return the persons (keys) besides whoever writes here who hold all that is held here."""
        return frozenset(
            one.person
            for one in self._state().others
            if not one.covered.lacks and not self._lacking(one.statement)
        )

    @one_at_a_time
    def not_arrived(self) -> int:
        """Return how many saves of members other copies say they hold, with nothing left out, that are not held here.

        What a copy lacks itself may be gone for good: by its statement nothing is waited for.
        """
        authors = self.authors()
        whole = [one.statement for one in self._state().elsewhere if not one.statement.excepted]
        return self._lines.not_here(tip for said in whole for tip in said.tips if tip.author in authors)

    @one_at_a_time
    def doubled(self) -> tuple[str, ...]:
        """Return the authors (keys) of whom two copies go by one name: what these say counts for nothing."""
        return tuple(dict.fromkeys(one.author for one in self._state().doubled))

    @one_at_a_time
    def is_alone(self) -> bool:
        """Tell whether nobody else takes part, and no other copy has said what it holds."""
        own = {self._author.key} if self._author is not None else set[str]()
        return not self._state().elsewhere and self.authors() <= own

    @one_at_a_time
    def are_held_elsewhere(self, saves: Iterable[str]) -> bool:
        """Tell whether one other copy holds all of these saves (ids): a colleague's, or one's own on another laptop."""
        wanted = list(saves)
        return any(
            all(self._lines.is_in(save, one.covered) for save in wanted) for one in self._state().elsewhere
        )

    @property
    def is_retired(self) -> bool:
        """Whether this copy has said that it holds nothing any more."""
        copy = self.copy
        return any(kept.content.copy == copy for kept in self._reading.current(Retired, {}))

    def acknowledged(self) -> tuple[HeldBy, ...]:
        """Return the other copies that hold this copy's retirement, and all that is held here: then it may be wiped."""
        return tuple(one for one in self.others() if one.is_whole) if self.is_retired else ()

    def _follow(self) -> None:
        """Have the lines be those of now; what was healed, or written by another program, is looked at anew."""
        self._reading.sound()
        if self._examined != self._reading.integrity.times:
            self._examined = self._reading.integrity.times
            self._lines.forget()
            self._documents.forget()
            self._changes += 1
        self._lines.follow()

    def _state(self) -> StatedNow:
        self._follow()
        of = (self._changes, self._lines.follow(), self.copy)
        if self._state_of is None or of != self._of:
            self._of, self._state_of = of, self._worked_out()
        return self._state_of

    def _worked_out(self) -> StatedNow:
        """Work out which statements count: the latest of each member's copy that was not retired, but for this one's."""
        read, copy = [one for one, _ in self._read()], self.copy
        me = self._author.key if self._author is not None else ""
        if all(one.author == me and one.copy == copy for one in read):
            return StatedNow(me, (), ())
        membership, authors = self._members(), self.authors()
        if membership is None:
            return StatedNow(me, (), ())
        retired = {kept.content.copy for kept in self._reading.current(Retired, {})}
        retired |= {left.copy for left in retired_copies(self._database)}  # known here before it is recorded
        me = membership.person_of(me)
        last = statements.latest((one for one in read if one.author in authors), frozenset(retired))
        elsewhere = tuple(
            Counted(one, membership.person_of(one.author), self._lines.covered(one))
            for one in last.counted
            if one.copy != copy
        )
        return StatedNow(me, elsewhere, last.doubled)

    def _read(self) -> list[tuple[Statement, bytes]]:
        """Return the statements that were kept; each is verified once."""
        rows = self._database.rows("SELECT data FROM statement WHERE copy != '' ORDER BY name")
        given = [data for (data,) in rows if type(data) is bytes]
        inspection = self._reading.inspection
        self._parsed = {
            data: self._parsed[data] if data in self._parsed else statements.read(data, inspection)
            for data in given
        }
        return [(one, data) for data, one in self._parsed.items() if one is not None]
