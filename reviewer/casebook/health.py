"""What of a casebook is damaged, and what is proven: asked before anything is shown, written, signed or sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.casebook.database import Database
    from reviewer.casebook.kept_records import Reading
    from reviewer.model.damage import Damage


class Health:
    """Tells what the records of one casebook are worth now."""

    def __init__(self, database: Database, reading: Reading) -> None:
        """Ask the reading, which looks at all records before it reads by any table."""
        self._database, self._reading = database, reading

    def damages(self) -> tuple[Damage, ...]:
        """Return the records that are not what was signed, in the order of time, as far as each is known."""
        return self._reading.damages()

    def unsound_saves(self) -> set[str]:
        """Return the ids of saves that are not here as they were signed: nothing of them leaves until they are."""
        return set(self._reading.sound().unsound_saves)

    def unproven(self, records: Iterable[str]) -> tuple[str, ...]:
        """Return which of these records (ids) are not what their authors signed: read and checked once more, signatures too."""
        from reviewer.casebook import save_bundles

        return save_bundles.unproven(self._database, records)

    def save_of(self, record: str) -> str:
        """Return the save (id, hex) that a record was kept in; "" where there is no such record."""
        rows = self._database.rows(
            "SELECT lower(hex(save)) FROM record WHERE id = ?", (bytes.fromhex(record),)
        )
        return str(rows[0][0]) if rows else ""

    def examined(self) -> int:
        """Return a number that grows when all records are looked at anew: what was read before need not stand any more."""
        self._reading.sound()
        return self._reading.integrity.times

    def examine_again(self) -> None:
        """Look at all records anew when next asked."""
        self._reading.integrity.forget()

    def newer_records(self) -> int:
        """Return how many current records a newer program wrote: carried whole, but not to be superseded here."""
        return self._reading.newer()
