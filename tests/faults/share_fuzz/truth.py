"""The truth of a fuzzed schedule: what people did, what they were told, and what must never be told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256 as digest_of
from pathlib import Path

from reviewer.casebook import Casebook, SaveBundle
from reviewer.model.members import Retired
from reviewer.sharing import ShareState, state_of
from reviewer.sharing.packs import PackError, unpack
from tests.faults.share_fuzz.machines import Machine


class ViolationError(AssertionError):
    """Something that must never be."""


@dataclass
class Truth:
    """What people did, as it was made; what was promised; and what nobody did."""

    saves: dict[str, SaveBundle] = field(default_factory=dict)
    forged: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    """Saves and documents that somebody was told a colleague holds."""
    shared: set[str] = field(default_factory=set)
    """Saves that somebody was told are in the shared folder."""
    fragile: set[str] = field(default_factory=set)
    """Of these, what only the shared folder still has: whoever damages that breaks no promise of ours."""
    stated: dict[str, set[str]] = field(default_factory=dict)
    """What each copy truly held when it may have said so."""
    altered: list[SaveBundle] = field(default_factory=list)
    """Saves of people that a stranger published otherwise than they were made."""
    refused: set[str] = field(default_factory=set)
    """Documents that an act left which was refused: no record names them, and nobody was told that they are kept."""
    gone: set[str] = field(default_factory=set)
    """Copies whose laptop is no more."""


class Witness:
    """Knows the truth, and holds what laptops say against it; ``one_folder``: all of them see the same shared folder."""

    def __init__(self, truth: Truth, *, one_folder: bool) -> None:
        self.truth, self._one_folder = truth, one_folder
        self._unpacked: dict[str, tuple[SaveBundle, ...]] = {}

    def note(self, machine: Machine) -> None:
        """Take down what was done at a laptop: whatever is new there is somebody's, or was forged."""
        for position, save in machine.book.saves(machine.position):
            machine.position = max(machine.position, position)
            if save.id in self.truth.forged:
                continue
            known = self.truth.saves.get(save.id)
            if known is None:
                by = json.loads(save.head)["author"]
                if by != machine.author.key:
                    raise ViolationError(
                        f"{machine.name} holds a save that nobody did: {save.id[:8]} of {by[:8]}"
                    )
                self.truth.saves[save.id] = save
                machine.own.add(save.id)
            elif known != save:
                raise ViolationError(f"{machine.name} holds save {save.id[:8]} otherwise than it was made")
        machine.documents |= set(machine.book.files.all()) - self.truth.refused
        copy = machine.book.team.holding.copy
        self.truth.stated.setdefault(copy, set()).update(machine.saves(), sound_documents(machine))

    def told(self, machine: Machine, before: set[str]) -> None:
        """Hold what a laptop says after a sync against the truth, and remember what it promised."""
        book = machine.book
        fresh = book.packs.shared_saves() - before
        if fresh and (lacking := fresh - self.packed(machine.drive.root)) and not machine.rotted:
            raise ViolationError(
                f"{machine.name} says that {min(lacking)[:8]} is in the folder, and it is not"
            )
        if state_of(book) is ShareState.IN_THE_SHARED_FOLDER and self._one_folder:
            self.truth.shared |= book.packs.save_ids() & self.packed(machine.drive.root)
        others = book.team.holding.others()
        retired = retired_by(book) if others else set()
        whole = any(other.is_whole for other in others)
        documents = sound_documents(machine) if whole else set()
        saves = {*machine.saves()} if whole else set()
        for other in others:
            if other.copy in retired:
                raise ViolationError(f"{machine.name} believes the statement of a retired copy")
            if other.is_whole:
                holds = self.truth.stated.get(other.copy, set())
                if lacking := saves - holds:
                    raise ViolationError(
                        f"{machine.name} says that {other.name} holds {min(lacking)[:8]}, who never did"
                    )
                self.truth.held |= saves | (documents & holds)

    def packed(self, root: Path) -> set[str]:
        """The saves that lie whole in packs of a shared folder."""
        return {
            save.id
            for name in self.whole_packs(root)
            for save in self._unpacked[name.removesuffix(".pack")]
            if self.truth.saves.get(save.id) == save
        }

    def whole_packs(self, root: Path) -> dict[str, frozenset[str]]:
        """The saves in each whole pack of a shared folder, by the name of its file."""
        found = {}
        for path in (root / "packs").glob("*.pack"):
            data = path.read_bytes()
            if (digest := sha256(data)) == path.stem:
                found[path.name] = frozenset(save.id for save in self.unpacked(digest, data))
        return found

    def unpacked(self, digest: str, data: bytes) -> tuple[SaveBundle, ...]:
        """The saves of a pack with this digest, read once; none where it is no pack."""
        if digest not in self._unpacked:
            self._unpacked[digest] = unpacked(data)
        return self._unpacked[digest]

    def folded_safely(self, machine: Machine, before: dict[str, frozenset[str]]) -> None:
        """A whole pack that this laptop took away was held by another copy, or the laptop is alone."""
        own = machine.book.team.holding.copy
        held = set().union(*(saves for copy, saves in self.truth.stated.items() if copy != own), ())
        gone = [saves for name, saves in before.items() if name not in self.whole_packs(machine.drive.root)]
        if any(saves - held for saves in gone) and machine.book.team.holding.others():
            raise ViolationError(f"{machine.name} took a pack away that nobody else held")


def unpacked(data: bytes) -> tuple[SaveBundle, ...]:
    """The saves of a pack; none where it is no pack."""
    try:
        return unpack(data)
    except PackError:
        return ()


def retired_by(book: Casebook) -> set[str]:
    return {kept.content.copy for kept in book.current(Retired)}


def sha256(data: bytes) -> str:
    return digest_of(data).hexdigest()


def sound_documents(machine: Machine) -> set[str]:
    return {sha for sha in machine.book.files.all() if machine.book.files.sound(sha)}
