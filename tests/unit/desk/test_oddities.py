"""What is odd about clocks, copies and programs is told to whoever can put it right, and ends with its cause; nothing else is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.casebook.codec import READS
from reviewer.casebook.held_by import HeldBy
from reviewer.desk.oddities import DAY, Oddity, OddityCode, clock_oddities, oddities_of
from reviewer.desk.words.held import oddity_words
from reviewer.sharing import sync
from tests.unit.sharing.laptops import Laptop, author, decide, folder_share

NOW = 1_800_000_000_000_000
YEAR = 365 * DAY
C = OddityCode


def copy(name: str, at: int, acts_at: int = 0) -> HeldBy:
    return HeldBy(name, name, name, at, 0, 0, READS, acts_at)


CLOCKS: dict[str, tuple[list[HeldBy], list[Oddity]]] = {
    "nobody else": ([], []),
    "all agree": ([copy("Ben", NOW), copy("Cid", NOW - DAY // 2, NOW - DAY)], []),
    "a colleague on leave for a year": ([copy("Ben", NOW - YEAR, NOW - YEAR)], []),
    "of two either may be wrong": ([copy("Ben", NOW + YEAR)], [Oddity(C.CLOCKS_DIFFER, "Ben", 365)]),
    "one of three is ahead": (
        [copy("Ben", NOW + YEAR), copy("Cid", NOW - DAY)],
        [Oddity(C.CLOCK_AHEAD, "Ben", 365)],
    ),
    "one's own of three is behind": (
        [copy("Ben", NOW + YEAR), copy("Cid", NOW + YEAR + DAY)],
        [Oddity(C.OWN_CLOCK_BEHIND, number=365)],
    ),
    "one's own of three is ahead": (
        [copy("Ben", NOW - YEAR, NOW), copy("Cid", NOW - YEAR, NOW)],
        [Oddity(C.OWN_CLOCK_AHEAD, number=365)],
    ),
    "one of three is behind": (
        [copy("Ben", NOW - YEAR, NOW - DAY), copy("Cid", NOW, NOW - DAY)],
        [Oddity(C.CLOCK_BEHIND, "Ben", 364)],
    ),
    "two against two": (
        [copy("Ben", NOW + YEAR), copy("Cid", NOW + YEAR), copy("Dee", NOW)],
        [Oddity(C.CLOCKS_DIFFER, "Ben", 365), Oddity(C.CLOCKS_DIFFER, "Cid", 365)],
    ),
    "one's own was ahead and is put right": ([copy("Ben", NOW - DAY, NOW + YEAR)], []),
    "an hour, or a time zone": ([copy("Ben", NOW + DAY), copy("Cid", NOW - DAY, NOW)], []),
}


@pytest.mark.parametrize("which", CLOCKS)
def test_a_clock_that_is_off_is_told_to_whoever_can_set_it(which: str) -> None:
    copies, told = CLOCKS[which]
    assert list(clock_oddities(copies, NOW)) == told


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=6),
    st.integers(-DAY // 2, DAY // 2),
)
def test_where_clocks_are_right_nothing_is_told(said: list[tuple[int, int]], off: int) -> None:
    """Whenever colleagues were last seen, and whenever one's own last act was: an act is held by who is seen after it."""
    copies = [
        copy(f"n{number}", NOW - seen * DAY + off, (NOW - acts * DAY) if acts >= seen else 0)
        for number, (seen, acts) in enumerate(said)
    ]
    assert list(clock_oddities(copies, NOW)) == []


def test_each_is_a_sentence_and_says_what_to_do() -> None:
    for code in OddityCode:
        for number in (1, 365):
            words = oddity_words(Oddity(code, "Ben", number))
            assert words.endswith(".")
            assert "{" not in words


def test_a_colleagues_clock_is_told_while_it_is_wrong(tmp_path: Path) -> None:
    share = folder_share(tmp_path / "share")
    time = {"Ann": NOW, "Ben": NOW + YEAR}
    ann = Laptop("Ann", tmp_path / "ann", lambda: time["Ann"])
    ben = Laptop("Ben", tmp_path / "ben", lambda: time["Ben"])
    with ann.found() as anns:
        sync(anns, share, clock=ann.clock)
        with ben.join(share) as bens:
            for casebook, laptop in ((bens, ben), (anns, ann), (bens, ben)):
                sync(casebook, share, clock=laptop.clock)
            decide(anns, "ashford", "policy", "a reason")
            for casebook, laptop in ((anns, ann), (bens, ben), (anns, ann)):
                sync(casebook, share, clock=laptop.clock)
            assert [one.code for one in oddities_of(anns, NOW)] == [C.CLOCKS_DIFFER]
            time["Ben"] = NOW + DAY // 2
            for casebook, laptop in ((bens, ben), (anns, ann)):
                sync(casebook, share, clock=laptop.clock)
            assert list(oddities_of(anns, NOW)) == []
            assert list(oddities_of(bens, NOW)) == []


def test_an_older_and_a_newer_program_are_told_until_they_are_one(tmp_path: Path) -> None:
    from reviewer.casebook import statements
    from reviewer.casebook.statements import Statement

    share = folder_share(tmp_path / "share")
    ann, ben = Laptop("Ann", tmp_path / "ann"), Laptop("Ben", tmp_path / "ben")
    with ann.found() as anns:
        sync(anns, share, clock=ann.clock)
        with ben.join(share) as bens:
            sync(bens, share, clock=ben.clock)
            sync(anns, share, clock=ann.clock)
            now = ann.clock()
            assert list(oddities_of(anns, now)) == []
            (data,) = (
                data
                for one, data in anns.team.holding._read()  # noqa: SLF001
                if one.author == author("Ben").key
            )
            said = statements.read(data, anns.inspection_id)
            assert isinstance(said, Statement)
            for number, reads, told in (
                (10, READS + 1, [C.NEWER]),
                (11, READS - 1, [C.OLDER]),
                (12, 0, [C.OLDER]),
                (13, READS, []),
            ):
                other = replace(said, number=number, reads=reads)
                anns.team.holding.take(f"held/{number}", statements.write(other, author("Ben")))
                assert [one.code for one in oddities_of(anns, now)] == told


def test_two_laptops_of_one_name_are_told_until_they_are_told_apart(tmp_path: Path) -> None:
    from reviewer.casebook import statements

    share = folder_share(tmp_path / "share")
    ann, ben = Laptop("Ann", tmp_path / "ann"), Laptop("Ben", tmp_path / "ben")
    with ann.found() as anns:
        sync(anns, share, clock=ann.clock)
        ben.join(share).close()
        sync(anns, share, clock=ann.clock)
        (data,) = (
            data
            for one, data in anns.team.holding._read()  # noqa: SLF001
            if one.author == author("Ben").key
        )
        said = statements.read(data, anns.inspection_id)
        assert said is not None
        other = statements.write(replace(said, time=said.time + 1), author("Ben"))
        anns.team.holding.take("held/other", other)
        assert list(oddities_of(anns, ann.clock())) == [Oddity(C.DOUBLED, "Ben")]
        anns.team.retire(said.copy, "told apart")
        assert list(oddities_of(anns, ann.clock())) == []
