"""Who holds the work: on this laptop, in the shared folder, by colleagues. Only what a colleague holds outlasts this laptop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.desk.body_lines import ShareState
from reviewer.desk.oddities import Oddity, oddities_of
from reviewer.errors import CasebookError
from reviewer.model import Letter
from reviewer.model.whereabouts import HeldState, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.backups import BackupElsewhere
    from reviewer.casebook.held_by import HeldBy
    from reviewer.desk.session import Session
    from reviewer.model import Kept


class Wipe(StrEnum):
    """Whether this laptop's copy may be wiped, or what is left to do before."""

    SAFE = "safe"
    NOT_SHARED = "not-shared"  # saves that no pack on the share holds
    NOBODY_HOLDS = "nobody-holds"  # no colleague's copy has all of it
    NOT_COUNTED = "not-counted"  # nor can have: some of it waits, or is beyond the role, and colleagues take what counts alone
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

    def state(self, shared: ShareState) -> ShareState:
        """Return where the work is, of which it is known whether it is in the shared folder, with who else holds it."""
        from reviewer.desk.words.held import held_by_words, oddity_words

        oddities = tuple(map(oddity_words, self.oddities()))
        if not (colleagues := len(self._holding.colleagues())):
            return replace(shared, oddities=oddities)
        held = HeldState(Where.HELD, colleagues)
        return replace(shared, words=held_by_words(colleagues), held=held, oddities=oddities)

    def oddities(self) -> tuple[Oddity, ...]:
        """Return what somebody who takes part can put right: a clock that is off, a copy that was doubled, an older program."""
        return tuple(oddities_of(self._session.casebook, self._session.clock()))

    def of_letter(self, letter: Kept[Letter]) -> HeldState:
        """Return where a signed letter is: its record and its bytes."""
        if self._session.passes:
            return HeldState(Where.UNKNOWN)
        colleagues = self.holders_of_letter(letter.id, letter.content.issued)
        if colleagues:
            return HeldState(Where.HELD, colleagues)
        # What is not here after a sync is not there either, whoever was to send it.
        is_here = self._session.casebook.files.has(letter.content.issued)
        is_shared = is_here and self._session.casebook.packs.is_shared(letter.id)
        return HeldState(Where.SHARE if is_shared else Where.LAPTOP)

    def of_letters(self) -> Mapping[str, HeldState]:
        """Return where the letter is that stands signed to each body (its code); of several the one that fewest hold."""
        states: dict[str, HeldState] = {}
        for each in self._session.casebook.current(Letter):
            if each.content.issued:
                state, body = self.of_letter(each), each.content.body
                states[body] = min(states.get(body, state), state, key=_how_safe)
        return MappingProxyType(states)

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
        if any(one.is_whole for one in copies):
            return Wipe.NOT_RETIRED
        return Wipe.NOBODY_HOLDS if self._all_counts() else Wipe.NOT_COUNTED

    def _all_counts(self) -> bool:
        """Whether all that was done here counts for colleagues too, so that their copies take it."""
        team, me = self._session.casebook.team, self._session.me.key
        try:
            return not team.is_waiting(me) and not team.idle(me)
        except CasebookError:  # who the members are can't be read: the casebook says so itself
            return True


def _how_safe(state: HeldState) -> tuple[int, int]:
    return list(Where).index(state.where), state.colleagues
