"""Members in a real casebook: who is admitted counts, who is removed counts up to the cut, strangers change nothing."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.casebook import Author, Casebook, SaveBundle
from reviewer.casebook.canonical import sha256
from reviewer.errors import CasebookError, ReviewerError
from reviewer.model import Letter, LetterState, Role, Verdict
from tests.scale import scale

HISTORIES = scale("team-histories", small=12, whole=60)
CASE = {"inspection": {"title": "t"}, "framework": {}}
_TIME = itertools.count(1)


def now() -> int:
    return next(_TIME)


def author(number: int) -> Author:
    return Author(f"Author {number}", bytes([number]) * 32)


@contextmanager
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        yield path
    finally:
        shutil.rmtree(path)


def saves(casebook: Casebook) -> list[SaveBundle]:
    return [bundle for _, bundle in casebook.saves()]


def judge(casebook: Casebook, finding: str, criterion: str = "plans") -> SaveBundle:
    with casebook.act() as act:
        act.put(Verdict("kent", criterion, finding, ""))
    return saves(casebook)[-1]


def verdicts(casebook: Casebook) -> list[str]:
    return sorted(kept.content.finding for kept in casebook.current(Verdict))


def carry(source: Casebook, target: Casebook) -> None:
    """Offer all that one holds to the other until nothing more is taken, as a sync does."""
    while target.absorb(saves(source)).new:
        pass


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "first", author(1), now, CASE, durability="OFF", closed=True) as made:
        yield made


@pytest.fixture
def second(tmp_path: Path, first: Casebook) -> Iterator[Casebook]:
    inspection = first.inspection_id
    with Casebook.adopt(tmp_path / "second", author(2), now, saves(first), inspection) as made:
        made.introduce()  # as the sync does that a join begins with
        yield made


def admit(casebook: Casebook, number: int, role: Role = Role.INSPECTOR) -> None:
    casebook.team.admit(author(number).key, author(number).name, role)


def test_a_strangers_acts_wait_and_count_whole_and_in_order_once_admitted(
    first: Casebook, second: Casebook
) -> None:
    judge(second, "met")
    judge(second, "not met")
    told = first.absorb(saves(second))
    assert (told.new, dict(told.waiting), dict(told.names)) == (
        0,
        {author(2).key: 2},
        {author(2).key: "Author 2"},
    )
    assert (verdicts(first), author(2).key in first.people()) == ([], False)
    admit(first, 2)
    carry(second, first)
    assert verdicts(first) == ["not met"]
    carry(first, second)
    assert (verdicts(second), second.check(), first.check()) == (["not met"], (), ())


def test_one_who_waits_sees_own_acts_and_signs_nothing(first: Casebook, second: Casebook) -> None:
    assert (second.team.is_waiting(author(2).key), first.team.is_waiting(author(1).key)) == (True, False)
    judge(second, "met")
    assert verdicts(second) == ["met"]
    with pytest.raises(CasebookError, match="no lead has admitted you yet"):
        sign(second)
    with pytest.raises(CasebookError, match="Only a lead may amend"):
        second.team.must_cover(author(2).key, Role.LEAD)
    first.team.must_cover(author(1).key, Role.LEAD)


def sign(casebook: Casebook) -> None:
    with casebook.act() as act:
        act.put(Letter("kent", "letter", LetterState.SIGNED, "", sha256("x")))


def test_a_strangers_letter_supersedes_and_removes_nothing(first: Casebook, second: Casebook) -> None:
    judge(first, "met")
    carry(first, second)
    judge(second, "not met")
    before = first.check(), verdicts(first), first.head_position()
    for batch in (saves(second), saves(second)[::-1]):
        first.absorb(batch)
    assert (first.check(), verdicts(first), first.head_position()) == before
    assert first.conflicts() == ()


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SECOND_READER])
def test_a_letter_is_signed_by_a_signatory_or_lead_alone(
    first: Casebook, second: Casebook, role: Role
) -> None:
    admit(first, 2, role)
    carry(first, second)
    with pytest.raises(CasebookError, match="Only a signatory or a lead may sign"):
        sign(second)
    admit(first, 2, Role.SIGNATORY)
    carry(first, second)
    sign(second)
    carry(second, first)
    assert [kept.content.state for kept in first.current(Letter)] == [LetterState.SIGNED]


def test_an_observers_acts_are_refused_before_they_are_made(first: Casebook, second: Casebook) -> None:
    admit(first, 2, Role.OBSERVER)
    carry(first, second)
    with pytest.raises(CasebookError, match="as an observer"):
        judge(second, "met")


def test_a_removed_member_counts_up_to_what_was_held_and_later_acts_wait(
    first: Casebook, second: Casebook
) -> None:
    admit(first, 2)
    carry(first, second)
    judge(second, "met")
    carry(second, first)
    judge(second, "not met")
    first.team.remove(author(2).key, "left the team")
    told = first.absorb(saves(second))
    assert (told.new, dict(told.waiting), verdicts(first)) == (0, {author(2).key: 1}, ["met"])
    carry(first, second)
    assert (verdicts(second), second.check()) == (["met"], ())
    with pytest.raises(CasebookError, match="no longer a member"):
        judge(second, "met", "other")


@pytest.mark.parametrize(
    "roles",
    [
        (Role.INSPECTOR, Role.OBSERVER, Role.NONE),
        (Role.OBSERVER, Role.NONE, Role.OBSERVER),
        (Role.NONE, Role.OBSERVER, Role.SECOND_READER),
        (Role.INSPECTOR, Role.SIGNATORY, Role.OBSERVER, Role.NONE, Role.INSPECTOR),
    ],
)
def test_what_was_done_in_a_role_counts_through_all_later_ones(
    first: Casebook, second: Casebook, roles: tuple[Role, ...]
) -> None:
    admit(first, 2, Role.SIGNATORY)
    carry(first, second)
    judge(second, "met")
    sign(second)
    carry(second, first)
    key = author(2).key
    for role in roles:
        if role is Role.NONE:
            first.team.remove(key, "Left.")
        else:
            admit(first, 2, role)
        assert (verdicts(first), len(list(first.current(Letter)))) == (["met"], 1), role
    if roles[-1] is not Role.NONE:
        first.team.name_heir(key)
    assert (verdicts(first), len(list(first.current(Letter)))) == (["met"], 1)
    carry(first, second)
    assert (verdicts(second), len(list(second.current(Letter)))) == (["met"], 1)


def test_an_earlier_cut_lets_stand_again_what_stood_before(first: Casebook, second: Casebook) -> None:
    judge(first, "met")
    admit(first, 2)
    carry(first, second)
    introduction = second.team.tips(author(2).key)
    judge(second, "not met")
    judge(second, "partly met", "other")
    carry(second, first)
    assert verdicts(first) == ["not met", "partly met"]
    first.team.remove(author(2).key, "forged", introduction)
    assert (verdicts(first), first.check()) == (["met"], ())
    first.close()
    with Casebook.open(first.folder, author(1), now) as again:
        assert (verdicts(again), again.check(), again.notices) == (["met"], (), ())


def test_a_removal_can_be_looked_at_before_it_is_made(first: Casebook, second: Casebook) -> None:
    judge(first, "met")
    admit(first, 2)
    carry(first, second)
    introduction = second.team.tips(author(2).key)
    judge(second, "not met")
    judge(second, "partly met", "other")
    carry(second, first)
    position = first.head_position()
    assert first.team.preview_removal(author(2).key) == ()
    changed = first.team.preview_removal(author(2).key, introduction)
    counts = {one.subject: (len(one.before), len(one.after)) for one in changed}
    assert counts == {"verdict:kent/plans": (1, 1), "verdict:kent/other": (1, 0)}
    assert (first.head_position(), verdicts(first), first.check()) == (
        position,
        ["not met", "partly met"],
        (),
    )


def test_what_was_decided_after_an_act_that_does_not_count_stands_alone(
    first: Casebook, second: Casebook
) -> None:
    judge(first, "met")
    admit(first, 2)
    carry(first, second)
    introduction = second.team.tips(author(2).key)
    judge(second, "not met")
    carry(second, first)
    judge(first, "partly met")
    first.team.remove(author(2).key, "forged", introduction)
    assert verdicts(first) == ["partly met"]
    inspection = first.inspection_id
    with folder() as path, Casebook.adopt(path / "c", author(3), now, saves(first), inspection) as third:
        assert (verdicts(third), third.check()) == (["partly met"], ())


def test_a_casebook_from_before_is_open_until_its_founder_closes_it(tmp_path: Path) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(Casebook.create(tmp_path / "a", author(1), now, CASE, durability="OFF"))
        second = stack.enter_context(
            Casebook.adopt(tmp_path / "b", author(2), now, saves(first), first.inspection_id)
        )
        sign(second)
        carry(second, first)
        assert not first.team.membership().closed
        with pytest.raises(ReviewerError, match="Only a lead decides"):
            second.team.admit(author(3).key, "x", Role.INSPECTOR)
        first.team.close()
        assert [(one.name, one.role) for one in first.team.listed()] == [
            ("Author 1", Role.LEAD),
            ("Author 2", Role.INSPECTOR),
        ]
        assert len(first.current(Letter)) == 1
        judge(second, "met")
        carry(second, first)
        assert verdicts(first) == ["met"]
        third = stack.enter_context(
            Casebook.adopt(tmp_path / "c", author(3), now, saves(first), first.inspection_id)
        )
        judge(third, "not met")
        assert first.absorb(saves(third)).new == 0


def test_only_the_founder_makes_leads_and_no_lead_takes_the_founders_word_back(
    first: Casebook, second: Casebook, tmp_path: Path
) -> None:
    admit(first, 2, Role.LEAD)
    carry(first, second)
    with pytest.raises(CasebookError, match="The founder has decided otherwise"):
        admit(second, 3, Role.LEAD)
    admit(second, 4)
    carry(second, first)
    assert first.team.membership().role_of(author(4).key) is Role.INSPECTOR
    first.team.remove(author(4).key, "no")
    carry(first, second)
    with pytest.raises(CasebookError, match="The founder has decided otherwise"):
        admit(second, 4)


def test_the_heir_takes_the_founders_place(first: Casebook, second: Casebook) -> None:
    admit(first, 2)
    first.team.name_heir(author(2).key)
    judge(first, "met")
    carry(first, second)
    with pytest.raises(CasebookError, match="Only the heir"):
        first.team.take_place("x")
    second.team.take_place("the founder has left")
    carry(second, first)
    for casebook in (first, second):
        assert casebook.team.membership().founder == author(2).key
        assert verdicts(casebook) == ["met"]
    with pytest.raises(CasebookError, match="no longer a member"):
        judge(first, "not met")


# --- the same saves, whatever their order: the same members, and the same state --------------------------

STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["judge", "judge", "judge", "admit", "role", "remove", "cut", "heir", "take", "carry", "carry"]),
        st.integers(0, 3),
        st.sampled_from([Role.OBSERVER, Role.INSPECTOR, Role.SIGNATORY, Role.LEAD]),
    ),
    min_size=4,
    max_size=24,
)  # fmt: skip


def do(books: list[Casebook], step: tuple[int, str, int, Role]) -> None:
    who, what, other, role = step
    casebook, key = books[who], author(other + 1).key
    team = casebook.team
    try:
        if what == "carry":
            carry(casebook, books[other])
        elif what == "judge" and not casebook.conflicts():
            judge(casebook, f"{what} by {who} {now()}", ("plans", "other")[other % 2])
        elif what in {"admit", "role"}:
            team.admit(key, "x", role)
        elif what == "remove":
            team.remove(key, "because")
        elif what == "cut":
            team.remove(key, "because", team.tips(key)[:1])
        elif what == "heir":
            team.name_heir(key)
        elif what == "take":
            team.take_place("because")
    except ReviewerError:
        pass  # what somebody may not do is part of the history


def outcome(casebook: Casebook) -> object:
    membership = casebook.team.membership()
    standing = {
        key: (one.role, sorted(said.id for said in one.said)) for key, one in membership.standing.items()
    }
    verdict_ids = sorted(kept.id for kept in casebook.current(Verdict))
    conflicts = [(about, sorted(kept.id for kept in said)) for about, said in casebook.conflicts()]
    return membership.founder, membership.closed, standing, verdict_ids, conflicts


@pytest.mark.thorough
@settings(max_examples=HISTORIES)
@given(steps=STEPS, data=st.data())
def test_whoever_holds_the_same_saves_comes_to_the_same_members_and_state(
    steps: list[tuple[int, str, int, Role]], data: st.DataObject
) -> None:
    with folder() as path, ExitStack() as stack:
        first = stack.enter_context(
            Casebook.create(path / "0", author(1), now, CASE, durability="OFF", closed=True)
        )
        books = [first] + [
            stack.enter_context(
                Casebook.adopt(path / str(n), author(n + 1), now, saves(first), first.inspection_id)
            )
            for n in (1, 2, 3)
        ]
        for step in steps:
            do(books, step)
        pool = {one.id: one for book in books for one in saves(book)}
        order = data.draw(st.permutations(sorted(pool)))
        reader = author(9)
        one = stack.enter_context(
            Casebook.adopt(path / "x", reader, now, list(pool.values()), first.inspection_id)
        )
        two = stack.enter_context(
            Casebook.adopt(path / "y", reader, now, saves(first)[:1], first.inspection_id)
        )
        while sum([two.absorb([pool[save]]).new for save in order]):
            pass
        while one.absorb(list(pool.values())).new:
            pass
        assert outcome(one) == outcome(two)
        for book in (one, two):
            wrong = [fault for fault in book.check() if "waits" not in fault.what]
            assert wrong == []
