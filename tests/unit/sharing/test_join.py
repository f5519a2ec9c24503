from __future__ import annotations

import errno
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import subject as subjects
from reviewer.errors import CancelledError, CasebookError, ShareError
from reviewer.model import Person
from reviewer.sharing import FolderShare, Step, join, look, sync
from reviewer.sharing.packs import name_of, pack
from reviewer.sharing.saves import SaveExchange
from reviewer.sharing.sync_report import Missing
from tests.unit.sharing.laptops import Laptop, author, decide, folder_share, reasons, records, synced


def packs(share: FolderShare) -> list[Path]:
    return sorted((Path(share.place) / "packs").iterdir())


def test_a_colleague_gets_everything_and_the_inspection_is_the_same(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
        decide(casebook, "ashford", "policy", "it is clear")
    synced(ann, share)
    with Laptop("Ben", tmp_path / "ben.casebook").join(share) as bens, ann.open() as anns:
        assert bens.inspection_id == anns.inspection_id
        assert bens.cases.standing() == anns.cases.standing()
        assert bens.cases.data(bens.inspection_id) == anns.cases.data(anns.inspection_id)
        assert records(anns) <= records(bens)
        assert reasons(bens) == ["it is clear"]
        assert list(bens.files.all()) == list(anns.files.all())
        assert bens.check() == ()


def test_who_joins_is_introduced_to_the_others(ann: Laptop, ben: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    with ann.open() as casebook:
        people = {kept.content for kept in casebook.current(Person)}
    assert people == {Person(name, author(name).key) for name in ("Ann", "Ben")}


def test_an_empty_share_has_nothing_to_join(tmp_path: Path, share: FolderShare) -> None:
    with pytest.raises(ShareError, match="holds no inspection yet"):
        Laptop("Ben", tmp_path / "ben.casebook").join(share)
    assert not (tmp_path / "ben.casebook").exists()


def test_a_share_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ShareError, match="is not there"):
        Laptop("Ben", tmp_path / "ben.casebook").join(FolderShare(tmp_path / "unplugged"))


def test_a_share_whose_beginning_has_not_arrived_is_waited_for(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    for path in packs(share):
        path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ShareError, match="has not arrived"):
        Laptop("Ben", tmp_path / "ben.casebook").join(share)


def test_packs_that_cannot_be_read_do_not_keep_a_colleague_out(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    future, torn = b"reviewer-pack 9\n", pack([])[:-2]
    (Path(share.place) / name_of(future)[1]).write_bytes(future)
    (Path(share.place) / name_of(pack([]))[1]).write_bytes(torn)
    Laptop("Ben", tmp_path / "ben.casebook").join(share).close()


def test_a_folder_that_is_taken_is_left_alone(tmp_path: Path, ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    with pytest.raises(CasebookError):
        Laptop("Ben", taken).join(share)
    assert [path.name for path in taken.iterdir()] == ["mine.txt"]


def test_without_its_marker_a_share_is_known_by_its_packs(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    synced(ann, share)
    (Path(share.place) / "inspection.json").unlink()
    Laptop("Ben", tmp_path / "ben.casebook").join(share).close()
    assert (Path(share.place) / "inspection.json").exists()


def test_a_share_that_fails_half_way_leaves_a_casebook_that_a_later_sync_completes(
    tmp_path: Path, ann: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = folder_share(tmp_path / "share")
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
    synced(ann, share)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    ben = Laptop("Ben", tmp_path / "ben.casebook")
    monkeypatch.setattr(share, "put", refuse)
    made = join(share, ben.folder, author("Ben"), ben.clock)
    made.casebook.close()
    assert made.report is None
    assert "it is full" in str(made.failed)
    monkeypatch.undo()
    assert synced(ben, share).documents_down == 1


def test_who_stops_it_is_left_with_nothing_and_can_join_again(
    tmp_path: Path, ann: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        casebook.files.put(b"the policy")
    synced(ann, share)
    before = sorted(path.name for path in tmp_path.iterdir())
    for number in itertools.count():

        def stop(step: Step, left: list[int] = [number]) -> None:  # noqa: B006 - of this round
            left[0] -= 1
            if left[0] < 0:
                raise CancelledError("Stopped")

        try:
            joined = join(share, tmp_path / "ben.casebook", author("Ben"), ann.clock, stop)
        except CancelledError:
            assert sorted(path.name for path in tmp_path.iterdir()) == before
            continue
        with joined.casebook as bens:
            assert bens.check() == ()
            assert sorted(bens.people().values()) == ["Ann", "Ben"]
        break
    assert number > 5, "it was stopped at each step"


def test_who_joins_again_by_the_same_key_is_introduced_once(
    ann: Laptop, share: FolderShare, tmp_path: Path
) -> None:
    """Their introduction comes by the share, whichever pack has it; only who is in none is introduced, on the first sync that reads all."""
    synced(ann, share)
    for folder in ("one", "two"):
        with Laptop("Ben", tmp_path / f"{folder}.casebook").join(share) as bens:
            assert len(bens.history(subjects.person(author("Ben").key))) == 1
            assert sync(bens, share).new_authors == ()


def test_who_loses_the_drive_while_joining_is_introduced_by_the_next_sync(
    ann: Laptop, share: FolderShare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced(ann, share)

    def gone(*_: object) -> None:
        raise ShareError("The drive is gone")

    monkeypatch.setattr(SaveExchange, "pull", gone)
    joined = join(share, tmp_path / "ben.casebook", author("Ben"), ann.clock)
    assert joined.failed is not None
    assert list(joined.casebook.people().values()) == ["Ann"]
    monkeypatch.undo()
    assert sync(joined.casebook, share).new_authors == (), "whoever syncs is no news"
    joined.casebook.close()
    synced(ann, share)
    with ann.open() as casebook:
        assert sorted(casebook.people().values()) == ["Ann", "Ben"]


def test_what_a_share_holds_is_said_by_its_founding_save_alone(ann: Laptop, share: FolderShare) -> None:
    synced(ann, share)
    found = look(share)
    assert (found.title, found.by, found.documents) == ("A made inspection", "Ann", 0)
    assert found.bytes == sum(path.stat().st_size for path in packs(share))
    before = sorted(path.name for path in packs(share))
    with ann.open() as casebook:
        (founding, *_) = [save for _, save in casebook.saves()]
    forged = replace(founding, signature=bytes(64))
    (Path(share.place) / name_of(pack([forged]))[1]).write_bytes(pack([forged]))
    assert look(share) == found._replace(bytes=look(share).bytes)
    for name in before:
        (Path(share.place) / "packs" / name).unlink()
    with pytest.raises(ShareError, match="has not arrived"):
        look(share)


@pytest.mark.thorough
@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_a_member_says_is_held_and_has_not_arrived_is_missing_until_it_has(
    tmp_path: Path, ann: Laptop, share: FolderShare, which: int
) -> None:
    """Whichever pack has not arrived yet: nothing names the newest but what its writer says."""
    synced(ann, share)
    came: list[list[Path]] = []
    for word in ("first", "second", "third"):
        there = set(packs(share))
        with ann.open() as casebook:
            decide(casebook, "ashford", word, "it is clear")
        synced(ann, share)
        came.append([path for path in packs(share) if path not in there])
    away = tmp_path / "on its way"
    away.mkdir()
    for path in came[which]:
        path.rename(away / path.name)
    ben = Laptop("Ben", tmp_path / "ben.casebook")
    made = join(share, ben.folder, author("Ben"), ben.clock)
    made.casebook.close()
    assert made.report is not None
    assert made.report.missing.saves == 1
    assert synced(ben, share).missing.saves == 1
    for path in away.iterdir():
        path.rename(Path(share.place) / "packs" / path.name)
    assert synced(ben, share).missing == Missing()


def test_nothing_is_waited_for_that_only_a_lost_copy_held(
    tmp_path: Path, ann: Laptop, ben: Laptop, share: FolderShare
) -> None:
    there = set(packs(share))
    with ben.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
    synced(ben, share)
    for path in set(packs(share)) - there:
        path.unlink()
    report = synced(ann, share)
    assert report.missing.saves > 0
    with ann.open() as casebook:
        (bens,) = casebook.team.holding.others()
        casebook.team.retire(bens.copy, "Ben's laptop was stolen")
    assert synced(ann, share).missing == Missing()
