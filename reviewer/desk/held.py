"""Who holds the work: on this laptop, in the shared folder, by colleagues. Only what a colleague holds outlasts this laptop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.backups import BackupElsewhere
    from reviewer.casebook.holding import HeldBy
    from reviewer.desk.session import Session


class Wipe(StrEnum):
    """Whether this laptop's copy may be wiped, or what is left to do before."""

    SAFE = "safe"
    NOT_SHARED = "not-shared"  # saves that no pack on the share holds
    NOBODY_HOLDS = "nobody-holds"  # no colleague's copy has all of it
    NOT_RETIRED = "not-retired"  # a colleague holds all: this copy must say that it goes
    NOT_ACKNOWLEDGED = "not-acknowledged"  # it has said so, and no colleague's copy has that yet


@dataclass(frozen=True, slots=True)
class Held:
    """Where the work is: ``unshared`` saves are on this laptop only; ``copies`` are those of other people who are members."""

    unshared: int
    copies: tuple[HeldBy, ...]
    colleagues: int
    wipe: Wipe
    backup: BackupElsewhere | None = None
    """The newest verified backup on another device, where it was asked for and there is one."""

    @property
    def holders(self) -> int:
        """How many hold all of it beside this laptop: colleagues, and as one more a verified backup on another device."""
        return self.colleagues + (self.backup is not None and self.backup.is_whole)


class Holdings:
    """What other copies hold of the session's casebook."""

    def __init__(self, session: Session) -> None:
        """Take the session whose casebook it is."""
        self._session = session
        self._holding = session.casebook.team.holding

    def now(self, *, backups: bool = False) -> Held:
        """Return where the work is, by what was read on the share at the last sync; with ``backups`` these are read now too."""
        from reviewer.desk.backups import Backups

        unshared = self._session.casebook.packs.unshared()
        copies = self._holding.others()
        kept = Backups(self._session.folder, self._session.home).elsewhere() if backups else None
        return Held(unshared, copies, len(self._holding.colleagues()), self._wipe(unshared, copies), kept)

    def holders_of_letter(self, record: str, document: str) -> int:
        """Return how many colleagues hold a signed letter: its record (id) and its bytes (SHA-256)."""
        save = self._session.casebook.health.save_of(record)
        return len(self._holding.holders_of(save, [document])) if save else 0

    def retire(self, because: str) -> None:
        """Say that this copy is about to be wiped: at the next sync colleagues' copies learn of it, and say so at theirs."""
        self._session.history.must_be_writable()
        self._session.casebook.team.retire(self._holding.copy, because)

    def _wipe(self, unshared: int, copies: tuple[HeldBy, ...]) -> Wipe:
        if self._holding.acknowledged():
            return Wipe.SAFE
        if self._holding.is_retired:
            return Wipe.NOT_ACKNOWLEDGED
        if unshared:
            return Wipe.NOT_SHARED
        return Wipe.NOT_RETIRED if any(one.is_whole for one in copies) else Wipe.NOBODY_HOLDS
