"""A folder full of strangers' packs: a member's is found among them at once, and theirs are looked at in turn and once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook, SaveBundle
from reviewer.casebook.record import Chain, make_record, make_save
from reviewer.model import Role, Verdict
from reviewer.sharing import sync
from reviewer.sharing.packs import Budget, name_of
from tests.unit.sharing.laptops import CASE, Laptop, ReadShare, author, decide, folder_share, reasons, ticking

MALLORY = author("Mallory")
MANY = 5_000
NEVER = "f" * 64


class Crowded:
    """Ann founds, Ben is an inspector who has joined; what strangers write sorts before all that Ben writes later."""

    def __init__(self, folder: Path) -> None:
        self.share = folder_share(folder / "share")
        self.clock = ticking(1_767_225_600_000_000)
        self.ann = Casebook.create(folder / "ann", author("Ann"), self.clock, CASE, closed=True)
        self.ann.team.admit(author("Ben").key, "Ben", Role.INSPECTOR)
        self.sync(self.ann)
        self.ben = Laptop("Ben", folder / "ben", self.clock).join(self.share)
        self.sync(self.ann)

    def sync(self, casebook: Casebook) -> None:
        sync(casebook, self.share, clock=self.clock)

    def named_last(self) -> str:
        """Have Ben decide until his pack sorts among the last; returns its name."""
        while True:
            before = self.listed()
            decide(self.ben, "ashford", "policy", f"Ben says {len(before)}")
            self.sync(self.ben)
            (name,) = self.listed() - before
            if name > "packs/c":
                return name

    def listed(self) -> set[str]:
        return set(self.share.list("packs"))

    def crowd(self, before: str, number: int = MANY) -> set[str]:
        """Put strangers' packs on the share, each with one save, that all sort before a name."""
        row = make_record(
            Verdict("ashford", "policy", "not-met", "no"), "verdict:ashford/policy", MALLORY.key, 9, ()
        )
        save = make_save(MALLORY, Chain(self.ann.inspection_id, "ab" * 16, 1, ""), 9, [row])
        made: set[str] = set()
        at = 0
        while len(made) < number:
            at += 1
            data = packed(SaveBundle(f"{at:064x}", save.head, save.signature, save.records))
            name = name_of(data)[1]
            if name < before:
                made.add(name)
                (Path(self.share.place) / name).write_bytes(data)
        return made


def packed(save: SaveBundle) -> bytes:
    rows = [[row.id, row.head, row.body] for row in save.records]
    line = json.dumps([save.id, save.head, save.signature.hex(), rows], separators=(",", ":"))
    return b"reviewer-pack 1\n" + zlib.compress(line.encode() + b"\n", 1)


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Crowded]:
    made = Crowded(tmp_path)
    yield made
    made.ann.close()
    made.ben.close()


@pytest.mark.thorough
def test_a_members_pack_is_in_at_the_first_sync_behind_thousands_of_strangers(crowded: Crowded) -> None:
    last = crowded.named_last()
    theirs = crowded.crowd(last)
    assert max(theirs) < last
    looking = ReadShare(Path(crowded.share.place))
    sync(crowded.ann, looking, clock=crowded.clock)
    assert reasons(crowded.ann) == reasons(crowded.ben) != []
    assert len(theirs & set(looking.read)) < MANY, "the rest waits for later syncs"


def test_where_a_sync_has_ended_the_next_goes_on_until_each_was_read_once(
    crowded: Crowded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("reviewer.sharing.sync"), "Budget", lambda: Budget(1e-9))
    theirs = crowded.crowd("packs/" + NEVER, 12)
    read: list[str] = []
    for _ in range(12):
        looking = ReadShare(Path(crowded.share.place))
        sync(crowded.ann, looking, clock=crowded.clock)
        now = [name for name in looking.read if name in theirs and name not in read]
        assert len(now) == 1, "so much, and never nothing"
        read += now
    assert set(read) == theirs
    assert theirs <= crowded.ann.packs.known_packs().keys()


@pytest.mark.thorough
def test_who_joins_reads_all_of_it(crowded: Crowded, tmp_path: Path) -> None:
    last = crowded.named_last()
    crowded.crowd(last, 300)
    for path in (Path(crowded.share.place) / "held").iterdir():
        path.unlink()  # as where an older program has written
    with Laptop("Cat", tmp_path / "cat", crowded.clock).join(crowded.share) as joined:
        assert reasons(joined) == reasons(crowded.ben)


def test_what_is_known_of_strangers_is_not_read_again_to_be_folded(crowded: Crowded) -> None:
    theirs = crowded.crowd("packs/" + NEVER, 40)
    while not theirs <= crowded.ann.packs.known_packs().keys():
        crowded.sync(crowded.ann)
    looking = ReadShare(Path(crowded.share.place))
    sync(crowded.ann, looking, clock=crowded.clock)
    assert all(looking.read.count(name) <= 1 for name in theirs), "by the scrub, in its turn, at most"


def test_a_stranger_names_nothing(crowded: Crowded) -> None:
    from reviewer.casebook import statements
    from reviewer.casebook.statements import Statement

    def named_by(who: Author) -> bytes:
        said = Statement(crowded.ann.inspection_id, who.key, "cd" * 16, 1, 9, (), packs=("packs/x.pack",))
        return statements.write(said, who)

    for number, who in enumerate((MALLORY, author("Ben"))):
        crowded.ann.team.holding.take(f"held/{number}", named_by(who))
        assert ("packs/x.pack" in crowded.ann.team.holding.named_packs()) is (who is not MALLORY)
