"""What waits on a share, and what strangers put there: it costs little, is told as what it is, and comes in once it counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Casebook
from reviewer.model import Receipt, Role
from reviewer.sharing import FolderShare, Share, check_share, packs, sync
from tests.faults.altering import edited
from tests.unit.sharing.laptops import CASE, Laptop, ReadShare, author, decide
from tests.unit.sharing.test_members import admit, findings, joined


@pytest.fixture
def ann(tmp_path: Path) -> Casebook:
    laptop = Laptop("Ann", tmp_path / "ann")
    return Casebook.create(laptop.folder, author("Ann"), laptop.clock, CASE, closed=True)


@pytest.mark.parametrize("how", ["named", "patient"])
def test_a_pack_of_which_a_part_was_left_is_read_to_its_end_once_a_member_names_it(
    tmp_path: Path, share: FolderShare, ann: Casebook, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(ann, share)
    cleo, ben = joined(tmp_path, "Cleo", share), joined(tmp_path, "Ben", share)
    sync(cleo, share)
    sync(ann, share)
    admit(ann, "Cleo")
    for casebook in (ann, cleo):
        sync(casebook, share)
    decide(ben, "ashford", "policy", "Ben says")
    ann.team.admit(author("Ben").key, "Ben", Role.INSPECTOR)
    ann.absorb([bundle for _, bundle in ben.saves()])
    sync(ann, share)  # Ben's work and his admission in one pack
    statements = [
        path for path in (Path(share.place) / "held").iterdir() if path.name.startswith(ann.team.holding.copy)
    ]
    for path in statements:
        path.rename(tmp_path / path.name)
    looked = packs._Reading.is_over  # noqa: SLF001 - time can't be made scarce otherwise

    def over(self: packs._Reading, lines: list[bytes]) -> bool:
        return self._budget is not None or looked(self, lines)

    monkeypatch.setattr(packs._Reading, "is_over", over)  # noqa: SLF001
    sync(cleo, share)
    assert findings(cleo) == []
    if how == "named":
        for path in statements:
            (tmp_path / path.name).rename(path)
    sync(cleo, share, patient=how == "patient")
    assert findings(cleo) == ["Ben says"]


def test_a_check_tells_nobody_to_take_in_what_waits(
    tmp_path: Path, share: FolderShare, ann: Casebook
) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    decide(ben, "ashford", "policy", "Ben says")
    ben.files.put(b"of a stranger")
    sync(ben, share)
    assert [fault.remedy for fault in check_share(ann, share)] == ["Sync to take it in."] * 2
    sync(ann, share)
    for _ in range(2):
        known = ann.packs.known_packs()
        assert check_share(ann, share) == ()
        assert (ann.packs.known_packs(), ann.packs.unshared()) == (known, 0)


def test_documents_of_strangers_fill_nobodys_disk(tmp_path: Path, share: FolderShare, ann: Casebook) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    with ben.act() as act:
        act.put(Receipt("ashford", ben.files.put(b"of a stranger"), "one.txt", "", date(2026, 1, 2)))
    sync(ben, share)
    (Path(share.place) / "documents" / "ab").mkdir(exist_ok=True)
    (Path(share.place) / "documents" / "ab" / ("ab" * 32)).write_bytes(b"none of that hash")
    counting = ReadShare(Path(share.place))
    sync(ann, counting)
    assert not [name for name in counting.read if name.startswith("documents/")]
    assert list(ann.files.all()) == []
    admit(ann, "Ben")
    assert sync(ann, share).documents_down == 1


@pytest.mark.parametrize("how", ["gone", "unreadable"])
def test_where_the_beginning_is_damaged_a_sync_brings_it_back(
    tmp_path: Path, share: Share, ann: Casebook, how: str
) -> None:
    decide(ann, "ashford", "policy", "Ann says")
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    decide(ben, "ashford", "policy", "Ben says")
    sync(ben, share)
    ann.close()
    acts = {
        "gone": (
            "DELETE FROM record WHERE save = (SELECT id FROM save WHERE seq = 1)",
            "DELETE FROM save WHERE seq = 1",
        ),
        "unreadable": (
            "UPDATE record SET head = substr(head, 2) WHERE save = (SELECT id FROM save WHERE seq = 1)",
            "UPDATE save SET head = substr(head, 2) WHERE seq = 1",
        ),
    }
    edited(tmp_path / "ann", *acts[how])
    with Laptop("Ann", tmp_path / "ann").open() as again:
        sync(again, share)
        sync(again, share)
        assert (findings(again), again.check()) == (["Ann says"], ())
        assert [one.name for one in again.team.waiting.requests()] == ["Ben"]


def test_nothing_that_a_statement_says_is_parsed_before_its_signature_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reviewer.casebook import statements
    from reviewer.casebook.canonical import canonical

    def parsed(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(statements, "is_canonical", parsed)
    said = f'{{"author":"{author("Ben").key}","x":[{",".join(["[]"] * 1000)}]}}'
    forged = canonical({"said": said, "signature": "00" * 64}).encode()
    assert statements.claimed_author(forged) == author("Ben").key
    assert statements.read(forged, "ab" * 32) is None
