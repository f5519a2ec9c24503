"""What a laptop remembers of its share between two syncs, beside the pack ledger.

A file in the cache, which may be thrown away: then a scrub begins anew, and what is odd on the share is looked at once more. Only
the one who syncs writes it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reviewer import __version__
from reviewer.sharing.scrub_plan import Place
from reviewer.sharing.share import kind_of

_NAME = "share.json"
_ARRIVING_FOR = 7 * 86_400 * 1_000_000


@dataclass(slots=True)
class ShareNotes:
    """One laptop's notes; names are those of files on the share."""

    place: Place = field(default_factory=Place)
    """Where the scrub goes on."""
    owed: dict[str, list[str]] = field(default_factory=dict)
    """Packs that were begun here, or were whole once, by the saves in them: a bad file of this name goes once these are elsewhere."""
    sources: dict[str, int] = field(default_factory=dict)
    """Sizes of files that were read and will never be known packs: conflict copies, and packs of which something was refused."""
    read_to: str = ""
    """The last pack of nobody who is known that was looked at: the next sync goes on after it."""
    torn: list[str] = field(default_factory=list)
    """Statements that were not what their names say when they were last looked at: they are read after all others."""
    unexplained: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Damaged files that nobody here can heal: size, and since when (UTC µs) they lie so."""
    folded: dict[str, int] = field(default_factory=dict)
    """Small packs all of whose saves lie in a larger one, since when (UTC µs) as far as this laptop knows."""

    def still_arriving(self, damaged: Mapping[str, int], kind: str, now: int) -> list[str]:
        """Return which of these (name -> bytes), all the damaged ones of their kind, may be arriving yet: it is worth telling.

        What has lain unchanged for a week is not coming any more; only a check names it from then on. ``now`` is UTC µs.
        """
        before = self.unexplained
        since = {
            # A clock that was ahead as it was noted must not keep it arriving for as long.
            name: min(before[name][1], now) if name in before and before[name][0] == size else now
            for name, size in damaged.items()
        }
        others = {name: noted for name, noted in before.items() if kind_of(name) != kind}
        self.unexplained = others | {name: (size, since[name]) for name, size in damaged.items()}
        return [name for name in damaged if now - since[name] < _ARRIVING_FOR]

    def odd_packs(self) -> frozenset[str]:
        """Return the packs of which it matters that their size is another than when they were looked at last."""
        return frozenset({*self.sources, *self.unexplained, *self.owed, *self.folded})

    @classmethod
    def of(cls, folder: Path) -> ShareNotes:
        """Read the notes of the casebook in a folder; empty ones where there are none, or what is there is none."""
        try:
            return _notes(json.loads((folder / "cache" / _NAME).read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls()

    def keep(self, folder: Path) -> None:
        """Write them down, whole or not at all; a disk that refuses is no reason to fail."""
        path = folder / "cache" / _NAME
        passing = path.parent / "incoming" / _NAME
        with contextlib.suppress(OSError):
            passing.parent.mkdir(parents=True, exist_ok=True)
            passing.write_text(json.dumps({**asdict(self), "version": __version__}), "utf-8")
            passing.replace(path)


def _notes(said: dict[str, Any]) -> ShareNotes:
    place = said["place"]
    return ShareNotes(
        Place(str(place["name"]), max(0, int(place["offset"])), max(0, int(place["debt"]))),
        {str(name): [str(save) for save in saves] for name, saves in said["owed"].items()},
        # Another version may read, or take in, what this one could not.
        {str(name): int(size) for name, size in said["sources"].items() if said["version"] == __version__},
        str(said.get("read_to", "")),
        [str(name) for name in said.get("torn", [])],
        {str(name): (int(size), int(since)) for name, (size, since) in said["unexplained"].items()},
        {str(name): int(since) for name, since in said.get("folded", {}).items()},
    )
