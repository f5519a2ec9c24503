"""A large pack is taken in portion by portion: what comes of it is what came of it whole, and little of it is held at once."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Absorbed, Casebook, SaveBundle
from reviewer.casebook.sorting import MOST_FAULTS
from reviewer.sharing import FolderShare, sync
from reviewer.sharing.packs import content, name_of, pack
from tests.unit.sharing.laptops import Laptop, decide, reasons
from tests.unit.sharing.test_packs import MAGIC


@pytest.fixture
def portions(monkeypatch: pytest.MonkeyPatch) -> list[Absorbed]:
    """Each pack is read a line at a time; what came of each portion is gathered."""
    monkeypatch.setattr("reviewer.sharing.packs._CHUNK_BYTES", 1)
    monkeypatch.setattr("reviewer.sharing.packs._PIECE", 64)
    came: list[Absorbed] = []
    absorb = Casebook.absorb

    def gathering(self: Casebook, bundles: tuple[SaveBundle, ...]) -> Absorbed:
        came.append(absorb(self, bundles))
        return came[-1]

    monkeypatch.setattr(Casebook, "absorb", gathering)
    return came


def one_pack(casebook: Casebook, share: FolderShare, number: int) -> list[SaveBundle]:
    """Put a casebook with so many decisions on a share, in one pack; return its saves."""
    for each in range(number):
        decide(casebook, f"body {each}", "policy", f"because {each}")
    saves = [save for _, save in casebook.saves()]
    put(share, pack(saves))
    sync(casebook, share)
    return saves


def put(share: FolderShare, data: bytes) -> str:
    name = name_of(data)[1]
    path = Path(share.place) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def test_a_pack_that_is_read_in_portions_is_known_with_all_that_is_in_it(
    ann: Laptop, tmp_path: Path, share: FolderShare, portions: list[Absorbed]
) -> None:
    with ann.open() as casebook:
        saves = one_pack(casebook, share, 8)
    portions.clear()
    with Laptop("Cleo", tmp_path / "cleo").join(share) as casebook:
        assert reasons(casebook) == sorted(f"because {each}" for each in range(8))
        assert casebook.packs.saves_in(name_of(pack(saves))[1]) == {save.id for save in saves}
        assert casebook.check() == ()
        again = sync(casebook, share)
    assert max(one.new for one in portions) == 1 < len(portions)
    assert (again.pulled, again.pushed) == (0, 0)


def test_what_stands_before_a_line_that_is_no_save_is_taken_in_and_the_pack_is_not_known(
    ann: Laptop, ben: Laptop, share: FolderShare, portions: list[Absorbed]
) -> None:
    with ben.open() as casebook, ann.open() as other:
        decide(other, "ashford", "policy", "it is clear")
        saves = [save for _, save in other.saves()]
        name = put(share, MAGIC + zlib.compress(content(saves) + b'["f","%b"]\n' % (b"no save " * 99)))
        told = sync(casebook, share).notices
        assert reasons(casebook) == ["it is clear"]
        assert name not in casebook.packs.known_packs()
        assert any("cannot be read" in notice for notice in told)
        assert casebook.check() == ()


def test_no_more_of_a_pack_is_verified_after_so_many_faults_in_all_of_its_portions(
    ann: Laptop, ben: Laptop, share: FolderShare, portions: list[Absorbed]
) -> None:
    with ann.open() as other, ben.open() as casebook:
        decide(other, "ashford", "policy", "it is clear")
        *_, true = [save for _, save in other.saves()]
        (row,) = true.records
        bad = [
            SaveBundle(
                true.id, true.head, true.signature, (replace(row, body=f'{{"fields":{{"n":{each}}}}}'),)
            )
            for each in range(3 * MOST_FAULTS)
        ]
        name = put(share, pack(bad))
        portions.clear()
        sync(casebook, share)
        assert sum(len(one.quarantined) for one in portions if one.quarantined) == MOST_FAULTS
        assert name not in casebook.packs.known_packs()
        assert reasons(casebook) == []
