"""What must hold at the end of every schedule, once the faults are over and everybody has synced twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reviewer.casebook import SaveBundle, Severity
from reviewer.errors import CasebookError, ReviewerError
from reviewer.sharing import SyncReport, check_share
from reviewer.sharing.marker import marker_bytes
from reviewer.sharing.packs import PackError, unpack
from reviewer.sharing.share import MARKER, stored_hash
from tests.faults.share_fuzz.drive import files_of
from tests.faults.share_fuzz.machines import WEEK, Machine
from tests.faults.share_fuzz.membership_model import Model
from tests.faults.share_fuzz.truth import ViolationError, sha256
from tests.faults.share_fuzz.world import World
from tests.merged_saves import read_saves

MOST_ROUNDS = 3


def settle(world: World, chance: random.Random) -> None:
    """End all faults; everybody syncs, in two rounds, and again a week later: after three rounds more nobody is told anything any more."""
    for drive in world.drives():
        drive.calm()
    for machine in world.machines:
        machine.offset = 0
        if machine.older:
            machine.install(older=False)
    _rounds(world, chance)
    equal(world)
    world.time.now += WEEK
    _round(world, chance)
    rounds = MOST_ROUNDS - 1
    told = _untrue(world, _round(world, chance))
    while told and rounds:
        told, rounds = _untrue(world, _round(world, chance)), rounds - 1
    if told:
        raise ViolationError(f"{told[0]} for ever")


def _untrue(world: World, said: dict[str, tuple[str, ...]]) -> list[str]:
    """Return what somebody is told that is not so."""
    notices = ((name, notice) for name, told in said.items() for notice in told)
    return [f"{name} is told {notice!r}" for name, notice in notices if not _is_true(world, notice)]


def _rounds(world: World, chance: random.Random) -> None:
    """Two rounds after the last act: the program acts itself where it finds that a copy was doubled, which must end."""
    _round(world, chance)
    for _ in range(MOST_ROUNDS):
        before = len(world.truth.saves)
        _round(world, chance)
        if len(world.truth.saves) == before:
            return
    raise ViolationError("the program goes on to record something at every sync")


def _round(world: World, chance: random.Random) -> dict[str, tuple[str, ...]]:
    said = {}
    for machine in world.machines:
        if world.client is not None:
            world.client.carry_all(chance)
        try:
            said[machine.name] = _synced(world, machine).notices
        except ReviewerError as error:
            raise ViolationError(
                f"{machine.name} can't sync though nothing is wrong any more: {error}"
            ) from error
        world.note(machine)
        world.told(machine, set())
    if world.client is not None:
        world.client.carry_all(chance)
    return said


def _synced(world: World, machine: Machine) -> SyncReport:
    """Sync; whoever is told that the folder is another inspection's, and nothing whole of ours is left there, takes away what strangers put."""
    try:
        return machine.sync(thorough=True)
    except ReviewerError as error:
        root = machine.drive.root
        if "belongs to another inspection" not in error.what or world.founding in world.packed(root):
            raise
        (root / MARKER).unlink(missing_ok=True)
        for name, saves in world.whole_packs(root).items():
            if saves & world.truth.forged:
                (root / "packs" / name).unlink()
        return machine.sync(thorough=True)


def _is_true(world: World, notice: str) -> bool:
    """Whether a thing that is told for ever is so: documents, or saves, that nobody has any more."""
    if "not in the shared folder yet" in notice:
        named = set().union(*(machine.book.team.holding._documents.now() for machine in world.machines), ())  # noqa: SLF001
        there = set().union(*(set(machine.book.files.all()) for machine in world.machines), ())
        return bool(named - there)
    if "stayed behind" in notice:
        return bool(_nowhere(world))
    return False


def _nowhere(world: World) -> set[str]:
    """Saves that rotted, and that nobody has whole any more."""
    rotted = set().union(*(machine.rotted for machine in world.machines), ())
    return rotted - set().union(*(machine.saves() for machine in world.machines), ())


def equal(world: World) -> None:
    """What is held, counts and stands is the same on all laptops of members, and is what the people did."""
    survivors: dict[str, str] = {}
    for machine in world.machines:
        survivors |= dict.fromkeys(machine.saves(), machine.name)
    model = Model(
        {name: world.truth.saves[name] for name in survivors if name in world.truth.saves}, world.inspection
    )
    stands = sorted((subject, one) for subject, ids in model.stands().items() for one in ids)
    for machine in world.machines:
        if _is_apart(model, machine):
            continue
        if machine.rotted & _nowhere(world):
            continue
        tables = machine.tables()
        if (tables["founder"], tables["closed"]) != (model.founder, model.closed):
            raise ViolationError(f"{machine.name} takes another one for the founder, or for closed")
        roles = {key: model.role_of(key) for key in sorted({model.founder, *model.standing})}
        if tables["roles"] != roles:
            raise ViolationError(f"{machine.name} has other members: {tables['roles']}, not {roles}")
        _same(machine, tables["current"], stands)
        counted = {name for name in model.heads if model.counts(name)}
        if lacking := counted - machine.saves().keys():
            raise ViolationError(
                f"{machine.name} lacks {len(lacking)} saves that count, as {min(lacking)[:8]}"
            )


def _is_apart(model: Model, machine: Machine) -> bool:
    """Whether somebody has joined whom nobody has admitted: on that laptop, and nowhere else, their acts count."""
    if not model.closed:
        return machine.author.key not in model.introduced
    return machine.author.key not in {model.founder, *model.standing}


def _same(machine: Machine, current: list[tuple[str, str]], stands: list[tuple[str, str]]) -> None:
    if current != stands:
        more, less = sorted(set(current) - set(stands)), sorted(set(stands) - set(current))
        raise ViolationError(
            f"{machine.name}: what stands is wrong; too much {more[:3]}, too little {less[:3]}"
        )


def judge(world: World) -> None:
    """Raise ViolationError for the first thing that is not as it must be."""
    saves = {machine.name: machine.saves() for machine in world.machines}
    documents = {machine.name: set(machine.book.files.all()) for machine in world.machines}
    nowhere = _nowhere(world)
    for machine in world.machines:
        if lost := machine.own - saves[machine.name].keys() - nowhere:
            raise ViolationError(f"{machine.name} lost {len(lost)} saves that it had acknowledged")
        if lost := machine.documents - documents[machine.name] - machine.spoilt:
            raise ViolationError(f"{machine.name} lost {len(lost)} documents that it had acknowledged")
    everything = set().union(*(set(one) for one in saves.values()), *documents.values())
    for what, promised in (
        ("held by a colleague", world.truth.held),
        ("in the shared folder", world.truth.shared),
    ):
        if lost := promised - everything - nowhere:
            raise ViolationError(f"{len(lost)} that were called {what} are lost, as {min(lost)[:8]}")
    for machine in world.machines:
        for fault in _faults(world, machine, nowhere):
            raise ViolationError(f"{machine.name}: check says: {fault}")
    for drive in world.drives():
        _published(world, drive.root)


def _faults(world: World, machine: Machine, nowhere: set[str]) -> Iterator[str]:
    """What a check of a laptop and its share finds; nothing, unless it is so."""
    found = [fault.what for fault in machine.book.check() if fault.severity is not Severity.NOTICE]
    if nowhere & machine.rotted:
        if not found:
            yield "nothing, though a save is damaged that nobody has whole"
        return
    missing = machine.spoilt | world.truth.fragile
    yield from (what for what in found if not ("missing" in what and missing))
    with suppress(ReviewerError):
        yield from (
            fault.what
            for fault in check_share(machine.book, machine.drive)
            if fault.severity is not Severity.NOTICE and not _explained(world, machine.drive.root, fault.what)
        )


def _explained(world: World, root: Path, what: str) -> bool:
    """Whether what is wrong on a share is a forgery, or what nobody can heal."""
    return "holds altered saves" in what or "damaged or still arriving" in what


def _published(world: World, root: Path) -> None:
    """Everything on a share under the name of its content is sound, introduces its authors, and can be healed no further."""
    whole: set[str] = set()
    for path in files_of(root):
        name = path.relative_to(root).as_posix()
        promised = stored_hash(name)
        data = path.read_bytes()
        if promised is None:
            continue
        if sha256(data) != promised:
            _refuse_unhealed(world, name, promised)
        elif path.suffix == ".pack":
            whole |= _sound_pack(world, name, data)
    for machine in world.machines:
        if lacking := machine.saves().keys() & machine.own - whole:
            raise ViolationError(
                f"the folder lacks {len(lacking)} saves of {machine.name}, as {min(lacking)[:8]}"
            )
        if lacking := {
            sha for sha in machine.book.files.all() if not (root / "documents" / sha[:2] / sha).is_file()
        }:
            raise ViolationError(f"the folder lacks {len(lacking)} documents of {machine.name}")
    if (root / "inspection.json").read_bytes() != marker_bytes(world.inspection):
        raise ViolationError("the folder is not marked as the inspection's")
    _sound_merged(world, root)


def _refuse_unhealed(world: World, name: str, promised: str) -> None:
    if name.startswith("documents/") and any(
        machine.book.files.sound(promised) for machine in world.machines
    ):
        raise ViolationError(f"{name} is damaged still, and laptops have it whole")


def _sound_pack(world: World, name: str, data: bytes) -> set[str]:
    """Whether a pack, unless it was forged, holds nothing but what people did, and who they are."""
    saves = world.unpacked(sha256(data), data) or _unpacked(name, data)
    if any(save.id in world.truth.forged or (save.records and _is_forged(world, save)) for save in saves):
        return set()
    said = {save.id for save in saves}
    for save in saves:
        if world.truth.saves.get(save.id) != save:
            raise ViolationError(f"{name} holds save {save.id[:8]} otherwise than it was made")
    authors = {world.truth_head(save.id)["author"] for save in saves}
    for author in authors - {world.founder}:
        if not any(f'"subject":"person:{author}"' in row.head for save in saves for row in save.records):
            raise ViolationError(f"{name} does not introduce {author[:8]}")
    return said


def _unpacked(name: str, data: bytes) -> tuple[SaveBundle, ...]:
    try:
        return unpack(data)
    except PackError as error:
        raise ViolationError(f"{name} can't be read: {error}") from error


def _is_forged(world: World, save: object) -> bool:
    return save in world.truth.altered


def _sound_merged(world: World, root: Path) -> None:
    for path in (root / "merged").glob("*.sqlite"):
        try:
            saves = read_saves(path)
        except CasebookError:
            continue  # nobody knows any more who wrote it, or it is damaged: the next one is written beside it
        for save in saves:
            if save.id in world.truth.saves and world.truth.saves[save.id] != save:
                raise ViolationError(f"{path.name} shows save {save.id[:8]} otherwise than it was made")
