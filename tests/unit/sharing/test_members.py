"""Members over a share: requests, admission, held statements, strangers who can do nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook import Casebook
from reviewer.casebook.codes import code_of, digits_of
from reviewer.model import Receipt, Role, Verdict
from reviewer.sharing import FolderShare, Share, ShareState, check_share, packs, sync
from tests.faults.altering import edited
from tests.unit.sharing.laptops import CASE, Laptop, ReadShare, author, decide, folder_share


@pytest.fixture
def share(tmp_path: Path) -> Share:
    return folder_share(tmp_path / "share")


@pytest.fixture
def ann(tmp_path: Path) -> Casebook:
    laptop = Laptop("Ann", tmp_path / "ann")
    return Casebook.create(laptop.folder, author("Ann"), laptop.clock, CASE, closed=True)


def joined(tmp_path: Path, name: str, share: Share) -> Casebook:
    return Laptop(name, tmp_path / name).join(share)


def findings(casebook: Casebook) -> list[str]:
    return sorted(kept.content.because for kept in casebook.current(Verdict))


def admit(casebook: Casebook, name: str, role: Role = Role.INSPECTOR) -> None:
    (request,) = (one for one in casebook.team.waiting.requests() if one.name == name)
    casebook.team.admit(request.key, request.name, role)


def test_one_who_joins_is_a_line_until_admitted_and_then_counts_whole(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    decide(ben, "ashford", "policy", "Ben says")
    sync(ben, share)
    report = sync(ann, share)
    (request,) = ann.team.waiting.requests()
    assert (request.name, request.saves, request.key) == ("Ben", 1, author("Ben").key)
    assert (findings(ann), report.pulled) == ([], 0)
    assert sync(ann, share).pulled == 0
    admit(ann, "Ben")
    sync(ann, share)
    assert (findings(ann), ann.team.waiting.requests()) == (["Ben says"], ())
    sync(ben, share)
    assert ben.team.membership().role_of(author("Ben").key) is Role.INSPECTOR
    assert (ann.check(), ben.check()) == ((), ())


@pytest.mark.parametrize("how", ["half", "flipped"])
def test_a_damaged_pack_in_which_somebodys_acts_wait_is_left_for_them(
    tmp_path: Path, share: Share, ann: Casebook, how: str
) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    decide(ben, "ashford", "policy", "Ben says")
    sync(ben, share)
    sync(ann, share)
    waiting = [Path(share.place) / name for name in ann.team.waiting.packs()]
    for path in waiting:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if how == "half" else data[:-1] + bytes([data[-1] ^ 1]))
    for _ in range(2):
        report = sync(ann, share, thorough=True)
        assert "damaged or still arriving" in " ".join(report.notices)
        assert all(path.exists() for path in waiting)
    sync(ben, share)  # who has the work puts it there again
    sync(ann, share)
    assert [one.saves for one in ann.team.waiting.requests()] == [1]


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


def test_waiting_packs_are_not_read_again_at_each_sync(tmp_path: Path, share: Share, ann: Casebook) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    counting = ReadShare(Path(share.place))
    sync(ann, counting)
    packs = [name for name in counting.read if name.startswith("packs/")]
    assert len(packs) <= len(share.list("packs"))  # some are read again for rot, none twice


def test_work_is_held_only_once_a_colleagues_copy_says_so(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    admit(ann, "Ben")
    decide(ann, "ashford", "policy", "Ann says")
    sync(ann, share)
    assert ann.team.holding.colleagues() == frozenset()
    (held,) = ann.team.holding.others()
    assert held.lacks_saves > 0
    sync(ben, share)
    sync(ann, share)
    sync(ben, share)
    sync(ann, share)
    assert ann.team.holding.colleagues() == {author("Ben").key}
    save = [bundle for _, bundle in ann.saves()][-1].id
    assert ann.team.holding.holders_of(save) == {author("Ben").key}
    decide(ann, "ashford", "policy", "Ann says more")
    assert ann.team.holding.colleagues() == frozenset()


def test_a_strangers_statement_holds_nothing(tmp_path: Path, share: Share, ann: Casebook) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    sync(ben, share)
    assert ann.team.holding.others() == ()


def test_a_document_that_a_colleague_lacks_is_not_held(tmp_path: Path, share: Share, ann: Casebook) -> None:
    from datetime import date

    from reviewer.model import Receipt

    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    admit(ann, "Ben")
    document = ann.files.put(b"a plan")
    with ann.act() as act:
        act.put(Receipt("ashford", document, "plan.txt", "", date(2026, 1, 1)))
    sync(ann, share)
    name = next(name for name in share.list("documents"))
    share.remove(name)
    sync(ben, share)
    ann_holding = ann.team.holding
    _read_statements(ann, share)
    (held,) = ann_holding.others()
    assert (held.lacks_saves, held.lacks_documents, held.is_whole) == (0, 1, False)


def _read_statements(casebook: Casebook, share: Share) -> None:
    for name in share.list("held"):
        with share.open(name) as source:
            casebook.team.holding.take(name, source.read())


def test_a_laptop_is_safe_to_wipe_once_a_colleague_holds_all_and_its_retirement(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    admit(ann, "Ben")
    for casebook in (ann, ben, ann, ben, ann):
        sync(casebook, share)
    assert ann.team.holding.acknowledged() == ()
    ann.team.retire(ann.team.holding.copy, "a new laptop")
    for casebook in (ann, ben, ann):
        sync(casebook, share)
    assert [one.name for one in ann.team.holding.acknowledged()] == ["Ben"]


def test_a_casebook_restored_to_an_earlier_state_goes_on_as_another_copy_and_claims_nothing(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    import shutil

    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    admit(ann, "Ben")
    sync(ann, share)
    sync(ben, share)
    laptop = Laptop("Ben", tmp_path / "Ben")
    ben.close()
    shutil.copytree(laptop.folder, tmp_path / "kept")
    with laptop.open() as ben:
        before = ben.team.holding.copy
        decide(ben, "ashford", "policy", "Ben says")
        sync(ben, share)
    sync(ann, share)
    shutil.rmtree(laptop.folder)
    shutil.copytree(tmp_path / "kept", laptop.folder)
    with laptop.open() as ben:
        sync(ben, share)
        assert ben.team.holding.copy != before
        assert findings(ben) == ["Ben says"]
    sync(ann, share)
    assert before not in {one.copy for one in ann.team.holding.others()}
    assert findings(ann) == ["Ben says"]


def test_codes_are_twelve_digits_that_another_key_or_inspection_does_not_share() -> None:
    one = code_of("ab" * 32, "cd" * 32)
    assert one == code_of("ab" * 32, "cd" * 32) != code_of("ab" * 32, "ce" * 32)
    assert one != code_of("ac" * 32, "cd" * 32)
    assert [len(group) for group in one.split(" ")] == [4, 4, 4]
    assert digits_of(one.replace(" ", "-")) == digits_of(one.replace(" ", "")) == one
    assert digits_of("1234 5678 901") == digits_of("1234 5678 9012 x") == ""


FORGED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "another's author": lambda said: said | {"author": author("Ann").key},
    "another inspection": lambda said: said | {"inspection": "0" * 64},
    "a number that is none": lambda said: said | {"number": True},
    "a number below one": lambda said: said | {"number": 0},
    "a newer kind": lambda said: said | {"version": 2},
    "tips that are none": lambda said: said | {"tips": [["a", "b", 1, "c"]]},
    "tips in no list": lambda said: said | {"tips": 3},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_statement_is_none(tmp_path: Path, how: str) -> None:
    from reviewer.casebook import statements
    from reviewer.casebook.canonical import canonical, sha256

    ben = author("Ben")
    inspection = "ab" * 32
    true = statements.Statement(inspection, ben.key, "cd" * 16, 1, 5, ())
    data = statements.write(true, ben)
    assert statements.read(data, inspection) == true
    said = canonical(FORGED[how](json.loads(json.loads(data)["said"])))
    signature = ben.sign(b"reviewer statement\x00" + bytes.fromhex(sha256(said)))
    forged = canonical({"said": said, "signature": signature.hex()}).encode()
    assert statements.read(forged, inspection) is None
    assert statements.read(data[:-3], inspection) is None
    assert statements.read(b"[" * 100_000, inspection) is None


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


def test_of_two_statements_of_one_number_neither_counts_and_the_later_one_does() -> None:
    from reviewer.casebook.statements import Statement, Tip, latest

    def said(number: int, tip: int, copy: str = "cd" * 16) -> Statement:
        return Statement("ab" * 32, "k", copy, number, 0, (Tip("k", copy, tip, "ef" * 32),))

    def counted(*given: Statement, retired: str = "") -> list[Statement]:
        return list(latest(given, frozenset({retired})).counted)

    assert (
        counted(said(1, 1), said(2, 2), said(2, 3)) == []
    )  # one of the two may be gone, with what it said before
    assert counted(said(2, 2), said(2, 3), said(3, 3)) == [said(3, 3)]
    assert counted(said(1, 1), said(2, 1)) == [said(2, 1)]
    assert counted(said(3, 3), retired="cd" * 16) == []


def test_a_copy_that_finds_another_of_its_name_shares_what_it_says_of_that_at_once(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    """Found by the schedule fuzzer: what a sync itself recorded stayed on the laptop until the next one."""
    sync(ann, share)
    ann.close()
    shutil.copytree(tmp_path / "ann", tmp_path / "twin")
    with Laptop("Ann", tmp_path / "ann").open() as first:
        decide(first, "ashford", "policy", "Ann says")
        sync(first, share)
    with Laptop("Ann", tmp_path / "twin").open() as twin:
        before = twin.team.holding.copy
        report = sync(twin, share)
        assert twin.team.holding.copy != before
        assert report.state is ShareState.IN_THE_SHARED_FOLDER


def test_what_waits_in_the_midst_of_a_line_is_not_held_by_whom_it_waits_for(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    """Found by the schedule fuzzer: a later save of the line was held, so the earlier one was said to be."""
    sync(ann, share)
    ben = joined(tmp_path, "Ben", share)
    sync(ben, share)
    sync(ann, share)
    admit(ann, "Ben", Role.LEAD)
    sync(ann, share)
    sync(ben, share)
    ann.team.admit(author("Ben").key, "Ben", Role.INSPECTOR)
    with ben.act() as act:
        ben.cases.amend(act, {**CASE, "inspection": {"key": "made-2026", "title": "Another"}})
    decide(ben, "ashford", "policy", "Ben says")
    sync(ben, share)
    for casebook in (ann, ben, ann, ben):
        sync(casebook, share)
    amended, *_ = [
        save for _, save in ben.saves() if '"kind":"framework"' in str(save) and "Another" in str(save)
    ]
    assert amended.id not in ann.packs.save_ids()
    assert findings(ann) == ["Ben says"]
    assert ben.team.holding.holders_of(amended.id) == frozenset()
    assert ben.team.holding.colleagues() == frozenset()


def test_one_who_was_removed_syncs_on_though_their_casebook_was_copied(
    tmp_path: Path, share: Share, ann: Casebook
) -> None:
    """Found by the schedule fuzzer: what the sync wanted to record of the copy was refused, and so the sync was, for ever."""
    sync(ann, share)
    joined(tmp_path, "Ben", share).close()
    shutil.copytree(tmp_path / "Ben", tmp_path / "twin")
    with Laptop("Ben", tmp_path / "Ben").open() as ben:
        sync(ben, share)
        sync(ann, share)
        admit(ann, "Ben")
        sync(ann, share)
        sync(ben, share)
        decide(ben, "ashford", "policy", "Ben says")
        sync(ben, share)
        sync(ann, share)
        ann.team.remove(author("Ben").key, "left")
        sync(ann, share)
    with Laptop("Ben", tmp_path / "twin").open() as twin:
        for _ in range(2):
            sync(twin, share)
        assert findings(twin) == ["Ben says"]
