"""What a stranger does to whose the shared folder is: another marker in the place of ours, another inspection's beginning beside it."""

from __future__ import annotations

import random
import shutil

from reviewer.sharing.marker import marker_bytes
from reviewer.sharing.packs import unpack
from reviewer.sharing.share import MARKER
from tests.faults.share_fuzz.drive import files_of
from tests.faults.share_fuzz.machines import Machine
from tests.faults.share_fuzz.world import World


def replace_marker(world: World, machine: Machine, chance: random.Random) -> None:
    """Put another inspection's marker there, an earlier, half or unreadable one, or none; now and then another beginning too.

    Not that of the inspection whose marker it is: of a folder that is another's by marker and beginning nobody can say that it is ours.
    """
    place = world.somewhere(machine, chance)
    marker, other = place / MARKER, marker_bytes(chance.randbytes(32).hex())
    whole = marker_bytes(world.inspection)
    earlier = whole.replace(b'"reviewer-share": 1', b'"reviewer-share": 0')
    put = chance.choice((None, other, other, earlier, whole[: len(whole) // 2], chance.randbytes(40), b""))
    marker.unlink(missing_ok=True)
    if put is not None:
        marker.write_bytes(put)
    if chance.random() < 0.3:
        for path in files_of(world.begun.other / "packs"):
            world.truth.forged |= {save.id for save in unpack(path.read_bytes())}
            (place / "packs").mkdir(exist_ok=True)
            shutil.copy(path, place / "packs" / path.name)
