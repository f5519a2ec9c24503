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
from reviewer.sharing import Share, ShareState, sync
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


@pytest.mark.thorough
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
