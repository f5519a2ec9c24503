"""Nothing is called held that is not: each test is a way in which it would be."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook, statements
from reviewer.casebook.canonical import sha256
from reviewer.casebook.held_by import Made
from reviewer.casebook.statements import Statement
from reviewer.model import Letter, LetterState, Receipt, Role
from reviewer.sharing import FolderShare, join, sync
from tests.unit.sharing.laptops import CASE, Laptop, author, decide, folder_share, ticking

DAY = 86_400 * 1_000_000


class Team:
    """Ann, who began the inspection, and Ben, whom she has admitted; both hold all of it, and know so."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self.share = folder_share(tmp_path / "share")
        laptop = Laptop("Ann", tmp_path / "ann")
        self.ann = Casebook.create(laptop.folder, author("Ann"), laptop.clock, CASE, closed=True)
        sync(self.ann, self.share, clock=laptop.clock)
        self.ben = self.joined("Ben")
        self.rounds(2)

    def joined(self, name: str, role: Role = Role.INSPECTOR) -> Casebook:
        casebook = Laptop(name, self.folder / name).join(self.share)
        self.ann.team.admit(author(name).key, name, role)
        return casebook

    def rounds(self, times: int = 1, *more: Casebook) -> None:
        for _ in range(times):
            for casebook in (self.ann, self.ben, *more):
                sync(casebook, self.share)
        sync(self.ann, self.share)

    @property
    def holders(self) -> frozenset[str]:
        return self.ann.team.holding.colleagues()


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


BEN = frozenset({author("Ben").key})


def last_save(casebook: Casebook) -> str:
    return [bundle for _, bundle in casebook.saves()][-1].id


def holders_of_each(casebook: Casebook) -> list[bool]:
    return [bool(casebook.team.holding.holders_of(save.id)) for _, save in casebook.saves()]


def said(casebook: Casebook) -> Made:
    made = casebook.team.holding.state_now(1_800_000_000_000_000)
    assert made is not None
    return made


def put(team: Team, made: Made) -> None:
    name = f"held/{made.copy}-{made.number}-{sha256(made.data.decode())}.json"
    path = Path(team.share.place) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(made.data)


def test_a_colleague_who_says_so_holds_all(team: Team) -> None:
    assert team.holders == BEN
    assert all(holders_of_each(team.ann))


def test_not_by_a_copy_that_was_retired(team: Team) -> None:
    team.ann.team.retire(team.ben.team.holding.copy, "Ben's laptop was stolen")
    sync(team.ann, team.share)
    assert team.holders == frozenset()
    assert not any(holders_of_each(team.ann))


def test_a_copy_that_others_took_for_lost_goes_on_as_another_and_holds_again(team: Team) -> None:
    before = team.ben.team.holding.copy
    team.ann.team.retire(before, "Ben's laptop was stolen")
    team.rounds(2)
    assert team.ben.team.holding.copy != before
    assert team.holders == BEN
    after = team.ben.team.holding.copy
    team.rounds(2)
    assert team.ben.team.holding.copy == after  # it ends


def test_a_copy_that_said_it_goes_and_is_worked_in_all_the_same_goes_on_as_another_and_holds_again(
    team: Team,
) -> None:
    before = team.ben.team.holding.copy
    team.ben.team.retire(before, "a new laptop")
    team.rounds(2)
    assert (team.ben.team.holding.copy, team.holders) == (before, frozenset())
    decide(team.ben, "ashford", "policy", "the new laptop has not come")
    team.rounds(2)
    after = team.ben.team.holding.copy
    assert (after != before, team.holders) == (True, BEN)
    team.rounds(2)
    assert team.ben.team.holding.copy == after  # it ends


def test_not_by_ones_own_second_laptop(team: Team) -> None:
    team.ann.team.retire(team.ben.team.holding.copy, "lost")
    second = join(team.share, team.folder / "second", author("Ann"), ticking(1_767_225_600_000_000)).casebook
    team.rounds(1, second)
    sync(second, team.share)
    sync(team.ann, team.share)
    holding = team.ann.team.holding
    ours = [save.id for _, save in team.ann.saves()][:3]
    assert holding.are_held_elsewhere(ours)
    assert not holding.holders_of(ours[0]) - BEN


def test_not_by_ones_own_second_laptop_of_another_key(team: Team) -> None:
    team.ann.team.retire(team.ben.team.holding.copy, "lost")
    second = team.joined("Annie")
    team.rounds(2, second)
    assert author("Annie").key in team.holders
    team.ann.team.admit(author("Annie").key, "Annie", Role.INSPECTOR, same_as=author("Ann").key)
    team.rounds(2, second)
    assert team.holders - BEN == frozenset()


def test_not_by_one_who_was_removed(team: Team) -> None:
    team.ann.team.remove(author("Ben").key, "left")
    sync(team.ann, team.share)
    assert team.holders == frozenset()
    assert not any(holders_of_each(team.ann))


def test_one_who_was_removed_syncs_on_though_their_copy_was_doubled(team: Team) -> None:
    copies = team.ben.team.holding.copy
    put(team, forged(author("Ben"), statement_of(team.ben, team), number=999, time=7))
    team.ann.team.remove(author("Ben").key, "left")
    team.rounds(2)
    assert team.ben.team.holding.copy != copies
    assert team.holders == frozenset()


def test_two_keys_of_one_person_are_one_colleague(team: Team) -> None:
    second = team.joined("Benny")
    team.ann.team.admit(author("Benny").key, "Benny", Role.INSPECTOR, same_as=author("Ben").key)
    team.rounds(3, second)
    assert len(team.holders) == 1


def test_not_what_came_after_the_statement(team: Team) -> None:
    decide(team.ann, "ashford", "policy", "later")
    assert team.holders == frozenset()
    assert not team.ann.team.holding.holders_of(last_save(team.ann))


def letter_of(casebook: Casebook, words: bytes, because: str = "") -> str:
    issued = casebook.files.put(words)
    with casebook.act() as act:
        act.put(Letter("ashford", "letter", LetterState.SIGNED, issued=issued, because=because))
    return issued


def test_not_a_letter_whose_bytes_the_colleague_lacks_not_even_one_that_was_superseded(team: Team) -> None:
    first = letter_of(team.ann, b"the first letter")
    save = last_save(team.ann)
    second = letter_of(team.ann, b"the second letter", "an error")
    sync(team.ann, team.share)
    for sha in (first, second):
        team.share.remove(f"documents/{sha[:2]}/{sha}")
    sync(team.ben, team.share)
    for name in team.share.list("held"):
        with team.share.open(name) as source:
            team.ann.team.holding.take(name, source.read())
    holding = team.ann.team.holding
    assert holding.holders_of(save) == BEN
    assert not holding.holders_of(save, [first])
    assert not holding.holders_of(last_save(team.ann), [second])
    (held,) = holding.others()
    assert (held.lacks_saves, held.lacks_documents, held.is_whole) == (0, 2, False)


def test_not_a_document_that_the_colleague_found_damaged(team: Team) -> None:
    sha = team.ann.files.put(b"a plan")
    with team.ann.act() as act:
        act.put(Receipt("ashford", sha, "plan.txt", "", date(2026, 1, 1)))
    save = last_save(team.ann)
    team.rounds(1)
    assert team.ann.team.holding.holders_of(save, [sha]) == BEN
    team.ben.files.path(sha).chmod(0o600)
    team.ben.files.path(sha).write_bytes(b"a plot")
    assert not team.ben.files.verified(sha)
    again = forged(author("Ben"), statement_of(team.ben, team), number=900)
    team.ann.team.holding.take("held/x", again.data)
    assert not team.ann.team.holding.holders_of(save, [sha])


def test_a_document_that_is_here_no_more_either_is_nothing_that_a_colleague_lacks(team: Team) -> None:
    sha = "ab" * 32
    with team.ann.act() as act:
        act.put(Receipt("ashford", sha, "plan.pdf", "", date(2026, 1, 1)))
    team.rounds(2)
    assert team.holders == BEN


def test_not_a_save_that_a_colleague_lacks_before_one_that_they_hold(team: Team) -> None:
    for number in range(4):
        decide(team.ann, "ashford", "policy", f"reason {number}")
    ours = [save for _, save in team.ann.saves()][-4:]
    team.ben.absorb([ours[0], ours[2], ours[3]])
    made = said(team.ben)
    team.ann.team.holding.take("held/x", made.data)
    holding = team.ann.team.holding
    assert [bool(holding.holders_of(save.id)) for save in ours] == [True, False, True, True]
    assert team.holders == frozenset()
    team.ben.absorb([ours[1]])
    again = forged(author("Ben"), statement_of(team.ben, team), number=made.number + 1)
    team.ann.team.holding.take("held/y", again.data)
    assert holding.holders_of(ours[1].id) == BEN


def test_a_statement_of_what_a_damaged_casebook_holds_leaves_the_damaged_save_out(team: Team) -> None:
    decide(team.ann, "ashford", "policy", "a reason")
    save = last_save(team.ann)
    team.rounds(2)
    assert team.ann.team.holding.holders_of(save) == BEN
    database = team.ben._database  # noqa: SLF001 - a disk that rots asks nobody
    with database.raw() as connection:
        connection.execute("DROP TRIGGER record_fixed")
        connection.execute(
            "UPDATE record SET body = replace(body, 'a reason', 'a season') WHERE save = ?",
            (bytes.fromhex(save),),
        )
    team.ben._reading.integrity.forget()  # noqa: SLF001
    made = said(team.ben)
    team.ann.team.holding.take("held/x", made.data)
    assert not team.ann.team.holding.holders_of(save)


def forged(by: Author, like: Statement, **otherwise: object) -> Made:
    one = replace(like, author=by.key, **otherwise)  # type: ignore[arg-type]
    data = statements.write(one, by)
    return Made(one.copy, one.number, data, sha256(data.decode()))


def statement_of(casebook: Casebook, team: Team) -> Statement:
    found = statements.read(said(casebook).data, team.ann.inspection_id)
    assert found is not None
    return found


@pytest.mark.parametrize("who", ["Mallory", "Ben"])
def test_nobody_speaks_for_anothers_copy(team: Team, who: str) -> None:
    ann, ben = statement_of(team.ann, team), statement_of(team.ben, team)
    copies = team.ann.team.holding.copy, team.ben.team.holding.copy
    for number in (998, 999):
        put(team, forged(author(who), ann, number=number, tips=()))
        if who != "Ben":
            put(team, forged(author(who), ben, number=number, tips=()))
    team.rounds(2)
    assert (team.ann.team.holding.copy, team.ben.team.holding.copy) == copies
    decide(team.ann, "ashford", "policy", "more")
    team.rounds(2)
    assert team.holders == BEN


def test_nobody_takes_anothers_statement_away(team: Team) -> None:
    other = forged(author("Mallory"), statement_of(team.ann, team), number=1)
    put(team, other)
    decide(team.ann, "ashford", "policy", "more")
    team.rounds(1)
    assert any(name.endswith(f"{other.sha256}.json") for name in team.share.list("held"))
    own = [name for name in team.share.list("held") if team.ann.team.holding.copy in name]
    assert len(own) == 2  # the last of Ann's, and what is none


@pytest.mark.thorough
def test_thousands_of_strangers_statements_keep_nobodys_from_being_read(team: Team) -> None:
    ben = statement_of(team.ben, team)
    for number in range(1000):
        put(team, forged(author("Mallory"), ben, number=10 + number, tips=()))
    decide(team.ann, "ashford", "policy", "more")
    team.rounds(2)
    assert team.holders == BEN
    kept = team.ann._database.rows("SELECT sum(length(data)) FROM statement WHERE copy = ''")  # noqa: SLF001
    assert kept[0][0] in (None, 0)


def test_thousands_of_files_that_are_not_what_their_names_say_keep_nobodys_from_being_read(
    team: Team,
) -> None:
    ben = statement_of(team.ben, team)
    for number in range(1100):  # each first in line: the next one of Ben's copy
        path = Path(team.share.place) / f"held/{ben.copy}-{ben.number + 1}-{number:064x}.json"
        path.write_bytes(b"x" * 100)
    decide(team.ann, "ashford", "policy", "more")
    team.rounds(3)
    assert team.holders == BEN


def test_a_strangers_statement_counts_once_its_author_is_admitted(team: Team) -> None:
    cid = Laptop("Cid", team.folder / "Cid").join(team.share)
    sync(cid, team.share)
    team.rounds(1)
    assert author("Cid").key not in team.holders
    team.ann.team.admit(author("Cid").key, "Cid", Role.OBSERVER)
    team.rounds(2, cid)
    assert author("Cid").key in team.holders


def test_of_a_copy_that_says_two_things_at_once_nothing_counts_until_it_is_told_apart(team: Team) -> None:
    one = statement_of(team.ben, team)
    for time in (1, 2):
        team.ann.team.holding.take(f"held/{time}", forged(author("Ben"), one, number=90, time=time).data)
    holding = team.ann.team.holding
    assert (team.holders, holding.doubled()) == (frozenset(), (author("Ben").key,))
    team.ann.team.holding.take("held/3", forged(author("Ben"), one, number=91).data)
    assert (team.holders, holding.doubled()) == (BEN, ())


def test_a_restored_casebook_retires_the_copy_that_it_was_made_of(team: Team) -> None:
    from reviewer.casebook import Files, copy_database, restore_whole
    from reviewer.casebook.database_copy import CopyHeld

    backup = team.folder / "backup.sqlite"
    copy_database(team.ben.folder, backup, "backup", lambda: False)
    before = team.ben.team.holding.copy
    team.ben.close()
    shutil.rmtree(team.ben.folder)
    assert team.holders == BEN  # nobody can know yet

    def bring(_held: CopyHeld, _files: Files) -> None:
        return

    restore_whole(team.ben.folder, backup, author("Ben"), 1, lambda _held: None, bring)
    team.ben = Casebook.open(team.ben.folder, author("Ben"), ticking(1_767_225_700_000_000))
    sync(team.ben, team.share)
    sync(team.ann, team.share)
    assert before not in {one.copy for one in team.ann.team.holding.others()}
    team.rounds(2)
    assert team.holders == BEN
    assert team.ben.team.holding.unsaid_retirements() == ()


def test_a_statement_is_made_again_after_a_week_and_where_its_time_is_to_come(team: Team) -> None:
    holding = team.ann.team.holding
    (mine,) = (one for one, _ in holding._read() if one.copy == holding.copy)  # noqa: SLF001
    assert holding.state_now(mine.time + DAY) is None
    assert holding.state_now(mine.time + 8 * DAY) is not None
    assert holding.state_now(mine.time - 300 * DAY) is not None


def test_a_folder_share_is_what_these_tests_think(team: Team) -> None:
    assert isinstance(team.share, FolderShare)
    assert len(team.share.list("held")) == 2
