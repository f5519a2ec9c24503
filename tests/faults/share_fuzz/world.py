"""The world of one fuzzed schedule: laptops, a drive, the truth of what was done, and what may befall all of them.

Each step is one method, given a source of chance; ``judge`` (invariants) is asked after each sync and at the end.
"""

from __future__ import annotations

import json
import random
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.casebook.database import DATABASE
from reviewer.errors import ReviewerError
from reviewer.model import ProblemError
from reviewer.sharing import join
from reviewer.sharing.packs import PackError, unpack
from tests.faults.share_fuzz import acts
from tests.faults.share_fuzz.begun import NAMES, Begun
from tests.faults.share_fuzz.drive import FAULTS, JUNK, WEATHER, Client, Drive, copied_aside, damage, files_of
from tests.faults.share_fuzz.forger import Forger
from tests.faults.share_fuzz.machines import WEEK, Machine, Snapshot, Time, restored, run
from tests.faults.share_fuzz.truth import Truth, ViolationError, Witness, sound_documents
from tests.unit.sharing.laptops import author

YEAR = 46 * WEEK


@dataclass(frozen=True)
class Setting:
    """How a schedule begins: how many laptops, whether it is known who the members are, and what kind of drive."""

    machines: int
    closed: bool
    client: bool


class World(Witness):
    """Laptops and their drive, in a folder of their own."""

    def __init__(self, root: Path, setting: Setting, begun: Begun) -> None:
        self.root, self.setting, self.begun = root, setting, begun
        shutil.copytree(begun.root / "share", root / "share")
        self.time = Time(begun.time)
        truth = Truth(
            saves=dict(begun.saves), stated={copy: set(saves) for copy, saves in begun.stated.items()}
        )
        self.inspection = begun.inspection
        self.client = Client(root / "share") if setting.client else None
        self._plain = Drive(root / "share")
        self.machines: list[Machine] = []
        self._number = 0
        super().__init__(truth, one_folder=not setting.client)
        self._snapshots: dict[str, Snapshot] = {}
        for name in NAMES[: setting.machines]:
            machine = self._placed(name, begun.root / name)
            machine.own = {
                save for save, one in begun.saves.items() if f'"author":"{machine.author.key}"' in one.head
            }

    def _placed(self, name: str, source: Path) -> Machine:
        machine = self.new_machine(name)
        shutil.copytree(source, machine.folder)
        self.machines.append(machine)
        machine.position = machine.book.head_position()
        return machine

    def new_machine(self, name: str) -> Machine:
        self._number += 1
        label = f"{name}{self._number}"
        drive = self._plain
        if self.client is not None:
            self.client.add(self.root / f"{label}.share")
            drive = Drive(self.root / f"{label}.share")
        return Machine(label, author(name), self.root / label, drive, self.time)

    @property
    def founder(self) -> str:
        """The key of who began the inspection: everybody has that beginning, so no pack introduces them."""
        return author(NAMES[0]).key

    @property
    def founding(self) -> str:
        """The save that lists the founding record."""
        saves = self.truth.saves.values()
        return next(save.id for save in saves if any(row.id == self.inspection for row in save.records))

    def truth_head(self, save: str) -> dict[str, Any]:
        head: dict[str, Any] = json.loads(self.truth.saves[save].head)
        return head

    def close(self) -> None:
        for machine in self.machines:
            machine.close()

    def drives(self) -> list[Drive]:
        return [self._plain] if self.client is None else [machine.drive for machine in self.machines]

    # --- steps -------------------------------------------------------------------------------------

    def act(self, machine: Machine, act: acts.Act, chance: random.Random) -> None:
        if machine.older and act in acts.NOT_BEFORE:
            return
        before = set(machine.book.files.all())
        try:
            act(machine.book, chance)
        except (ReviewerError, ProblemError):
            self.truth.refused |= set(machine.book.files.all()) - before
        finally:
            self.note(machine)

    def sync(self, machine: Machine, chance: random.Random) -> None:
        before, packs = machine.book.packs.shared_saves(), self.whole_packs(machine.drive.root)
        try:
            with acts.program(older=machine.older):
                run(machine.syncing(merged=chance.random() < 0.2))
        except ReviewerError:
            pass
        finally:
            self.note(machine)
        self.told(machine, before)
        self.folded_safely(machine, packs)

    def sync_apart(self, machine: Machine, chance: random.Random) -> None:
        """A sync that is interrupted by others' syncs, step by step."""
        steps = machine.syncing().run()
        other = chance.choice(self.machines)
        with suppress(ReviewerError, StopIteration):
            for _ in range(chance.randrange(1, 30)):
                next(steps)
            if other is not machine:
                self.note(machine)  # it may have said already what it has taken in
                self.sync(other, chance)
            while True:
                next(steps)
        steps.close()
        self.note(machine)

    def die(self, machine: Machine, chance: random.Random) -> None:
        machine.dies_syncing(int(chance.random() ** 2 * 400))
        self.note(machine)

    def arm(self, machine: Machine, chance: random.Random) -> None:
        call, fault = chance.choice(FAULTS)
        machine.drive.arm(call, fault, chance.randrange(4))

    def weather(self, machine: Machine, chance: random.Random) -> None:
        machine.drive.weather = chance.choice(("", "", *WEATHER))

    def late(self, machine: Machine, _: random.Random) -> None:
        machine.drive.arrive()

    def unmount(self, machine: Machine, chance: random.Random) -> None:
        """The drive is not there for one sync: an empty folder is left, or none."""
        place = machine.drive.root
        aside = place.with_name(f"{place.name}.away")
        place.rename(aside)
        if chance.random() < 0.7:
            place.mkdir()
        with suppress(ReviewerError):
            run(machine.syncing())
        left = files_of(place) if place.exists() else []
        shutil.rmtree(place, ignore_errors=True)
        aside.rename(place)
        self.note(machine)
        if left and machine.book.packs.known_packs():
            raise ViolationError(f"{machine.name} took an empty folder for the share: {left[:2]}")

    def wrong_share(self, machine: Machine, _: random.Random) -> None:
        """The folder of another inspection: refused, and nothing written."""
        place = self.root / "other"
        shutil.copytree(self.begun.other, place)
        before = {path: path.read_bytes() for path in files_of(place)}
        drive, machine.drive = machine.drive, Drive(place)
        try:
            run(machine.syncing(new=True))
        except ReviewerError:
            pass
        else:
            raise ViolationError(f"{machine.name} synced with another inspection's folder")
        finally:
            machine.drive = drive
            after = {path: path.read_bytes() for path in files_of(place)}
            shutil.rmtree(place)
        if before != after:
            raise ViolationError(f"{machine.name} wrote into another inspection's folder")

    def damage(self, machine: Machine, chance: random.Random) -> None:
        place = self.somewhere(machine, chance)
        folders = [
            folder
            for folder in ("packs", "packs", "documents", "documents", "merged", "held")
            if (place / folder).is_dir()
        ]
        folder = place / chance.choice(folders) if folders and chance.random() < 0.95 else place
        files = [path for path in files_of(folder) if not self._is_fragile(path)]
        if files:
            # A bad sector is the sooner met the larger a file is; what goes wrong with names is not.
            by_size = chance.random() < 0.5
            (path,) = chance.choices(files, [1 + by_size * path.stat().st_size for path in files])
            damage(path, "rotted" if by_size else chance.choice(("gone", "cut", "emptied", "rotted")))

    def rot_shared(self, machine: Machine, chance: random.Random) -> None:
        """A document rots on the drive, its size unchanged: the larger it is, the sooner."""
        place = self.somewhere(machine, chance) / "documents"
        files = [path for path in files_of(place) if not self._is_fragile(path) and path.stat().st_size]
        if files:
            (path,) = chance.choices(files, [path.stat().st_size for path in files])
            damage(path, "rotted")

    def copy_aside(self, machine: Machine, chance: random.Random) -> None:
        files = [path for path in files_of(self.somewhere(machine, chance)) if not path.name.endswith(".tmp")]
        if files:
            copied_aside(chance.choice(files), chance)

    def junk(self, machine: Machine, chance: random.Random) -> None:
        path = machine.drive.root / chance.choice(JUNK)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"[.ShellClassInfo]")

    def carry(self, machine: Machine, chance: random.Random) -> None:
        if self.client is not None:
            self.client.carry(machine.drive.root, chance, chance.randrange(1, 8))

    def forge(self, machine: Machine, chance: random.Random) -> None:
        closed = machine.book.team.membership().closed and self.setting.closed
        forger = Forger(self.inspection, self.truth.saves, chance, named=closed)
        forger.forge(self.somewhere(machine, chance))
        self.truth.forged |= forger.forged
        self.truth.altered += forger.altered

    def install(self, machine: Machine, chance: random.Random) -> None:
        machine.install(older=chance.random() < 0.7)

    def rot_row(self, machine: Machine, chance: random.Random) -> None:
        """A record rots on a laptop: one that somebody else has whole, or that was never shared."""
        elsewhere = set().union(*(other.saves() for other in self.machines if other is not machine), ())
        unshared = machine.saves().keys() - elsewhere - machine.book.packs.shared_saves() - self.truth.held
        mine = sorted(unshared if unshared and chance.random() < 0.7 else machine.saves().keys() & elsewhere)
        if not mine:
            return
        save = chance.choice(mine)
        row = self.truth.saves[save].records[0] if save in self.truth.saves else None
        if row is None:
            return
        self.truth.fragile.add(save)
        machine.rotted.add(save)
        values = (bytes.fromhex(row.id),)
        how = chance.choice(
            (
                "UPDATE record SET body = replace(body, 'fields', 'fjelds') WHERE id = ?",
                "UPDATE record SET head = replace(head, 'kind', 'kjnd') WHERE id = ?",
                "DELETE FROM record WHERE id = ?",
            )
        )
        machine.rot(lambda database: database.execute(how, values))

    def rot_document(self, machine: Machine, chance: random.Random) -> None:
        elsewhere = set().union(
            *(sound_documents(other) for other in self.machines if other is not machine), ()
        )
        mine = sorted(set(machine.book.files.all()) & elsewhere)
        if mine:
            document = chance.choice(mine)
            self.truth.fragile.add(document)
            machine.spoilt.add(document)
            damage(machine.book.files.path(document), chance.choice(("cut", "rotted", "gone")))

    def turn_clock(self, machine: Machine, chance: random.Random) -> None:
        machine.offset = chance.choice((-YEAR, YEAR, -3_600_000_000, 0))

    def wait(self, _: Machine, chance: random.Random) -> None:
        self.time.now += chance.choice((3_600_000_000, 86_400_000_000))

    def snapshot(self, machine: Machine, _: random.Random) -> None:
        place = self.root / f"{machine.name}.snapshot"
        machine.close()
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(machine.folder, place)
        self._snapshots[machine.name] = Snapshot(
            place, set(machine.own), set(machine.documents), set(machine.rotted), set(machine.spoilt)
        )

    def restore(self, machine: Machine, chance: random.Random) -> None:
        """A laptop goes back to what it was: its folder by a foreign tool, or by our own restore, as another copy."""
        if machine.name not in self._snapshots or not self._may_lose(machine):
            return
        place, own, documents, rotted, spoilt = self._snapshots[machine.name]
        copy = machine.book.team.holding.copy
        self._lose(machine)
        machine.wiped()
        if chance.random() < 0.5:
            shutil.copytree(place, machine.folder)
        else:
            restored(place, machine)
            self.truth.gone.add(copy)
        machine.own, machine.documents = set(own), set(documents)
        machine.rotted, machine.spoilt = set(rotted), set(spoilt)  # what had rotted by then is so again
        machine.position = 0
        self.note(machine)

    def clone(self, machine: Machine, _: random.Random) -> None:
        """The folder is copied to another laptop of the same person, and both go on."""
        if len(self.machines) >= 6:
            return
        machine.close()
        twin = self.new_machine(machine.author.name)
        shutil.copytree(machine.folder, twin.folder)
        twin.own, twin.documents, twin.rotted = set(machine.own), set(machine.documents), set(machine.rotted)
        twin.spoilt = set(machine.spoilt)
        self.machines.append(twin)
        twin.position = twin.book.head_position()

    def destroy(self, machine: Machine, chance: random.Random) -> None:
        """A laptop is no more; its person may join again on another one."""
        if len(self.machines) < 3 or not self._may_lose(machine):
            return
        if chance.random() < 0.3:
            self._retired_by(machine, chance)
        self.truth.gone.add(machine.book.team.holding.copy)
        self._lose(machine)
        machine.wiped()
        self.machines.remove(machine)
        if self.client is not None:
            self.client.drop(machine.drive.root)
        if chance.random() < 0.6:
            self.join(machine, chance)

    def join(self, machine: Machine, _: random.Random) -> None:
        """Somebody makes a casebook of the share: a person who has lost one, or a new one."""
        if len(self.machines) >= 6:
            return
        name = machine.author.name
        if machine in self.machines:
            taken = {one.author.name for one in self.machines}
            name = next((one for one in NAMES if one not in taken), "")
        if not name:
            return
        joining = self.new_machine(name)
        try:
            joining.casebook = join(joining.drive, joining.folder, joining.author, joining.clock).casebook
        except ReviewerError:
            if not (joining.folder / DATABASE).exists():
                if self.client is not None:
                    self.client.drop(joining.drive.root)
                return
        else:
            if (
                joining.book.inspection_id != self.inspection
            ):  # nothing of ours was left, and a stranger's was
                self.truth.forged |= (
                    joining.saves().keys()
                )  # what they wrote is of that one, and nobody's here
                joining.wiped()
                return
        self.machines.append(joining)
        self.note(joining)

    def somewhere(self, machine: Machine, chance: random.Random) -> Path:
        if self.client is not None and chance.random() < 0.5:
            return self.client.server
        return machine.drive.root

    def _is_fragile(self, path: Path) -> bool:
        """Whether a promise rests on this file alone: that the outside world breaks it proves nothing."""
        if path.name in self.truth.fragile:
            return True
        if path.suffix != ".pack" or not self.truth.fragile:
            return False
        with suppress(PackError, OSError):
            return any(save.id in self.truth.fragile for save in unpack(path.read_bytes()))
        return False

    def _may_lose(self, machine: Machine) -> bool:
        """Whether the others still have all that was promised: one thing at a time is what the promises are for."""
        others = [other for other in self.machines if other is not machine]
        saves = set().union(*(other.saves() for other in others), ())
        documents = set().union(*(sound_documents(other) for other in others), ())
        place = machine.drive.root if self.client is None else self.client.server
        rest_on_the_share = (self.truth.shared & machine.saves().keys()) - saves
        return self.truth.held <= saves | documents and rest_on_the_share <= self.packed(place)

    def _lose(self, machine: Machine) -> None:
        others = [other for other in self.machines if other is not machine]
        saves = set().union(*(other.saves() for other in others), ())
        self.truth.fragile |= self.truth.shared - saves
        # What the folder has whole of these rests on it alone from now on; all else of them is truly gone.
        self.truth.fragile |= machine.documents - set().union(
            *(sound_documents(other) for other in others), ()
        )

    def _retired_by(self, machine: Machine, chance: random.Random) -> None:
        copy = machine.book.team.holding.copy
        other = chance.choice([one for one in self.machines if one is not machine])
        with suppress(ReviewerError):
            other.book.team.retire(copy, "wiped")
        self.note(other)
