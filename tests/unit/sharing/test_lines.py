"""The lines of saves that are held: followed as saves come in any order, and what their tips speak for."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook import Casebook, SaveBundle, statements
from reviewer.casebook.heads import InLine, in_line_of
from reviewer.casebook.statements import Tip
from tests.unit.sharing.laptops import Laptop, author, decide, ticking
from tests.unit.sharing.test_held import said


def tips_anew(casebook: Casebook) -> tuple[tuple[Tip, ...], frozenset[str], int]:
    from reviewer.casebook.heads import Lately
    from reviewer.casebook.holdings import Lines

    lines = Lines(casebook._database, Lately())  # noqa: SLF001
    lines.follow()
    return lines.tips(), lines.gaps(), lines.saves


def pool(tmp_path: Path) -> list[SaveBundle]:
    """Saves of one author, two copies of which went by one name for a while."""
    laptop = Laptop("Ann", tmp_path / "ann")
    casebook = laptop.found()
    for number in range(3):
        decide(casebook, "ashford", "policy", f"reason {number}")
    casebook.close()
    shutil.copytree(laptop.folder, tmp_path / "clone")
    found: dict[str, SaveBundle] = {}
    for folder in (laptop.folder, tmp_path / "clone"):
        with Casebook.open(folder, author("Ann"), ticking(1_767_300_000_000_000 + len(found))) as casebook:
            for number in range(3):
                decide(casebook, "brook", "policy", f"{folder.name} {number}")
            found |= {save.id: save for _, save in casebook.saves()}
    return list(found.values())


@pytest.fixture(scope="module")
def saves(tmp_path_factory: pytest.TempPathFactory) -> list[SaveBundle]:
    return pool(tmp_path_factory.mktemp("pool"))


@pytest.mark.thorough
@given(data=st.data())
def test_what_is_followed_is_what_is_looked_at_anew_and_a_tip_speaks_for_no_other_save(
    tmp_path_factory: pytest.TempPathFactory, saves: list[SaveBundle], data: st.DataObject
) -> None:
    """Whatever comes in whatever order: whoever reads the tips takes nothing for held that is not."""
    order = data.draw(st.permutations(saves[1:]))
    cut = data.draw(st.integers(0, len(order)))
    folder = tmp_path_factory.mktemp("laptop") / "casebook"
    theirs = Casebook.adopt(folder, author("Ben"), ticking(5), saves[:1], _inspection(saves))
    given_: Iterable[SaveBundle] = order[:cut]
    for batch in itertools.batched(given_, 2) if hasattr(itertools, "batched") else ([one] for one in given_):
        theirs.absorb(batch)
        holding = theirs.team.holding
        holding._follow()  # noqa: SLF001
        lines = holding._lines  # noqa: SLF001
        assert (lines.tips(), lines.gaps(), lines.saves) == tips_anew(theirs)
    statement = statements.read(said(theirs).data, theirs.inspection_id)
    held = {save.id for _, save in theirs.saves()}
    theirs.close()
    whole = Casebook.adopt(folder.parent / "whole", author("Cid"), ticking(6), saves, _inspection(saves))
    lines = whole.team.holding._lines  # noqa: SLF001
    lines.follow()
    assert statement is not None
    covered = lines.covered(statement)
    found = {save.id for save in saves if lines.is_in(save.id, covered)}
    assert found == held & {save.id for save in saves}
    assert covered.lacks == len(saves) - len(found)
    whole.close()


def _inspection(saves: list[SaveBundle]) -> str:
    import json

    return str(json.loads(saves[0].head)["inspection"])


def test_where_a_save_stands_that_was_verified_just_now_is_known_without_reading_its_head_again(
    tmp_path: Path, saves: list[SaveBundle], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = Casebook.adopt(tmp_path / "casebook", author("Ben"), ticking(5), saves[:1], _inspection(saves))
    holding = theirs.team.holding
    holding._follow()  # noqa: SLF001
    read: list[bytes] = []

    def reading(save: bytes, text: bytes | None) -> InLine | None:
        read.append(save)
        return in_line_of(save, text)

    monkeypatch.setattr("reviewer.casebook.holdings.in_line_of", reading)
    theirs.absorb(saves[1:])
    holding._follow()  # noqa: SLF001
    assert read == []
    assert (holding._lines.tips(), holding._lines.gaps(), holding._lines.saves) == tips_anew(theirs)  # noqa: SLF001
    assert len(read) >= len(saves), "who has followed nothing yet reads all"
    theirs.close()
