"""Keeps what stands true: records are examined and the tables compared before anything is read by them, once, and then as saves come.

The first reading pays for it (some 20 µs a save with its record); afterwards a look at three numbers tells whether another
connection has written, in which case everything is examined anew.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from reviewer.casebook import migrations
from reviewer.casebook.database import Database
from reviewer.casebook.derived_tables import Decoded, Tables, compared, shadow, unshadow
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner, Soundness
from reviewer.errors import Phrase

if TYPE_CHECKING:
    from reviewer.casebook.fault import Checked

_NOW = "SELECT (SELECT coalesce(max(seq), 0) FROM save), (SELECT coalesce(max(seq), 0) FROM record)"

_NOWHERE = (-1, -1)


def examined(
    reader: Database,
    inspection: str,
    seal: Seal,
    decoded: Decoded | None = None,
) -> tuple[Soundness, Tables]:
    """Examine all records and compare the tables, as they stand together at one moment, whatever is saved meanwhile."""
    with reader.raw() as connection:
        connection.execute("BEGIN")
        try:
            sound = Examiner(connection, inspection, seal).examine()
            return sound, compared(connection, inspection, sound, decoded)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def make_again(database: Database, seal: Seal) -> None:
    """Make everything that is derived again from the records, in a transaction of its own."""
    with database.write(), database.raw() as connection:
        migrations.remake(connection, seal)


class Advance(NamedTuple):
    """Which saves and records were there before a transaction, and which after it, by the places of the last ones (save, record)."""

    before: tuple[int, int]
    after: tuple[int, int]

    @classmethod
    def within(cls, database: Database, sound: Soundness) -> Advance:
        """Begin inside a transaction; nothing advances if more is there than was examined."""
        examined = sound.last_save, sound.last_record
        return cls(examined if examined == database.one(_NOW) else _NOWHERE, _NOWHERE)

    def ended(self, database: Database) -> Advance:
        """Return this as the transaction ends."""
        row = database.one(_NOW)
        return Advance(self.before, (row[0], row[1]) if row else _NOWHERE)


class Integrity:
    """Examines one casebook's database when it is first read by its tables, and what comes after.

    Never call ``ensure`` inside a transaction: making tables again is one of its own.
    """

    def __init__(
        self, database: Database, inspection: str, seal: Seal, decoded: Decoded, *, writable: bool
    ) -> None:
        """``decoded`` is told each sound record that stands, as the whole is examined; not where nobody writes."""
        self._database, self._inspection, self._seal = database, inspection, seal
        self._decoded, self._writable = decoded, writable
        self._lock = RLock()
        self._sound: Soundness | None = None
        self._version, self._changes = -1, -1
        self.times = 0
        """How often everything was examined: what was read before the last time need not stand any more."""
        self.notices: tuple[str, ...] = ()
        """What was made again, a sentence each."""

    @property
    def known(self) -> Soundness:
        """What was found so far, without looking again."""
        return self._sound or Soundness()

    def ensure(self) -> Soundness:
        """Return which records are damaged as of now; the tables are what the records want when this returns."""
        with self._lock:
            version, changes = self._database.state()
            if self._sound is None or version != self._version:
                self._version, self._changes = version, -1
                self._sound = self._examined()
                self.times += 1
            elif changes != self._changes:
                if (self._sound.last_save, self._sound.last_record) != self._database.one(_NOW):
                    self._sound = self._sound.joined(self._since(self._sound))
                self._changes = changes
            return self._sound

    def learn(self, checked: Checked, version: int) -> None:
        """Count as examined what a check found sound, all tables too, as it began at this ``others_wrote``; make again what it must be."""
        with self._lock:
            if self._writable and checked.is_to_be_remade:
                self.heal()
            elif self._sound is None and checked.sound is not None and checked.is_sound:
                self._sound, self._version = checked.sound, version
                self.times += 1

    def advance(self, by: Advance) -> None:
        """Count as examined what was put in since, each save of it verified by whoever put it in."""
        with self._lock:
            if self._sound is not None and (self._sound.last_save, self._sound.last_record) == by.before:
                self._sound = self._sound.joined(Soundness(*by.after))

    def changed(self) -> None:
        """Note that what was read before need not stand any more: other saves count now."""
        with self._lock:
            self.times += 1

    def forget(self) -> None:
        """Believe nothing of before: records were healed, or tables made again."""
        with self._lock:
            self._sound = None

    def heal(self) -> None:
        """Make the tables again, and believe nothing of before: of records that were healed, what was guessed is known again."""
        with self._lock:
            make_again(self._database, self._seal)
            self._sound = None

    def _since(self, before: Soundness) -> Soundness:
        with self._database.raw() as connection:
            return Examiner(connection, self._inspection, self._seal).examine(
                before.last_save, before.last_record
            )

    def _examined(self) -> Soundness:
        """Examine everything on a connection of its own, so that nobody waits for this one."""
        reader = self._database.reader()
        try:
            # Who only reads may want little of it: a command that lists, or an export that keeps nothing.
            decoded = self._decoded if self._writable else None
            sound, tables = examined(reader, self._inspection, self._seal, decoded)
        finally:
            reader.close()
        strays = self._writable and sound.strays_alone
        altered = self._altered() if self._writable else ()
        if self._writable and (tables.wrong or strays or altered):
            make_again(self._database, self._seal)
            if altered:
                self.notices += (
                    Phrase(
                        "Rules of {name} were altered, and were made again: {rules}.",
                        name=self._database.name,
                        rules=", ".join(altered),
                    ),
                )
            if tables.wrong:
                self._tell(tuple(tables.wrong))
            if strays:
                self.notices += (
                    Phrase("Rows of {name} that nobody has signed were taken out.", name=self._database.name),
                )
        elif not self._writable:
            with self._database.raw() as connection:
                if tables.wrong:
                    shadow(connection, tables)
                else:
                    unshadow(connection)
            if tables.wrong:
                self._tell(tuple(tables.wrong))
        self._remember(sound)
        sound.forget_heads()
        return sound

    def _altered(self) -> tuple[str, ...]:
        """Return the rules that somebody altered or put in while the casebook is open."""
        with self._database.raw() as connection:
            foreign = (name for kind, name in migrations.foreign(connection) if kind != "table")
            return (*migrations.astray(connection), *foreign)

    def _tell(self, wrong: tuple[str, ...]) -> None:
        made = Phrase(
            "Tables of {name} were not what its records say, and were made again: {tables}.",
            name=self._database.name,
            tables=", ".join(wrong),
        )
        if made not in self.notices:
            self.notices += (made,)

    def _remember(self, sound: Soundness) -> None:
        if self._writable and sound.passed:
            with self._database.write():
                self._database.run_many("INSERT OR REPLACE INTO passed VALUES(?, ?)", sound.passed)
        sound.passed = []
