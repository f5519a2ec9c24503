"""What stands for every body: read again only where something was done, and the same as if all were read."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Casebook, subject
from reviewer.desk import Desk, Home
from reviewer.desk.board import MOST_SUBJECTS, Board
from reviewer.errors import ConflictError, TiedError
from reviewer.model import Evidence, Receipt, Seen, Transcribed
from tests.colleagues import joined
from tests.scale import grid
from tests.unit.desk.conftest import Clock

ACTS = 60


def fresh(desk: Desk) -> Board:
    return Board.of(desk.session.casebook, desk.case.framework)


def acts_on(desk: Desk, chance: random.Random) -> Sequence[Callable[[], object]]:
    bodies = [body.code for body in desk.case.bodies][:4]
    body, criterion = chance.choice(bodies), chance.choice(desk.case.framework.criteria)
    tied = desk.session.casebook.current(Evidence)
    rows = desk.reading.documents(body)

    def include() -> None:
        if rows:
            desk.receiving.include(body, rows[0].sha256, "Asked for.", included=chance.random() < 0.5)

    def untie() -> None:
        if tied:
            desk.history.withdraw(chance.choice(tied).id, "untied")

    def tie() -> None:
        if rows:
            with suppress(TiedError):
                desk.judging.tie(body, criterion.key, rows[0].sha256, "text", 0, 8)

    return (
        lambda: desk.judging.verdict(body, criterion.key, chance.choice(criterion.findings), "Read.", resolve=True),
        lambda: desk.judging.category(body, desk.case.framework.categories[0].key, resolve=True),
        lambda: desk.judging.absence(body, criterion.key, looked_at=True),
        lambda: desk.drafts.edit(body, "own-1", 1, f"Words {chance.random()}.", because="Ours.", resolve=True),
        include,
        *on_pieces(desk, chance, rows[0].sha256 if rows else "00" * 32),
        untie,
        tie,
        desk.history.undo,
        desk.history.redo,
    )  # fmt: skip


def on_pieces(desk: Desk, chance: random.Random, document: str) -> Sequence[Callable[[], object]]:
    def look() -> None:
        seen = Seen(document, chance.choice(("p1", "p2")), "shown")
        desk.history.put_all([(seen, subject.seen(seen.piece))])

    def type_out() -> None:
        typed = Transcribed(document, "p1", f"Words {chance.random()}.")
        desk.history.put(typed, subject.transcribed(typed.piece), resolve=True)

    return look, type_out


@pytest.mark.thorough
@pytest.mark.parametrize("seed", grid(range(4), ordinary=[0]))
def test_reading_again_what_was_acted_on_is_reading_all(
    desk: Desk, plan: Path, tmp_path: Path, colleague: Home, clock: Clock, seed: int
) -> None:
    chance, share = random.Random(seed), tmp_path / "share"
    share.mkdir()
    for body in desk.case.bodies[:4]:
        desk.receiving.receive(body.code, [plan])
    desk.sharing.sync(share)
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        for number in range(ACTS):
            who = chance.choice((desk, theirs))
            with suppress(ConflictError):  # somebody decided since: nothing was recorded
                chance.choice(acts_on(who, chance))()
            assert who.session.board() == fresh(who), number
            if chance.random() < 0.15:
                for each in (desk, theirs, desk):
                    each.sharing.sync(share)
                    assert each.session.board() == fresh(each), number


def test_many_bodies_at_once_are_read_in_one_go(desk: Desk, plan: Path) -> None:
    desk.session.board()
    for body in desk.case.bodies:
        desk.receiving.receive(body.code, [plan])
    assert desk.session.board() == fresh(desk)


def test_after_a_save_of_thousands_all_is_read_in_one_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    body, casebook = desk.case.bodies[0].code, desk.session.casebook
    desk.session.board()
    with casebook.act() as act:
        for number in range(MOST_SUBJECTS + 1):
            received = Receipt(body, f"{number:064x}", f"{number}.pdf", "", date(2025, 2, 1))
            act.put(received, subject.itself("receipt"))
    asked: list[str] = []

    def note(_casebook: Casebook, about: str) -> tuple[()]:
        asked.append(about)
        return ()

    monkeypatch.setattr(Casebook, "history", note)
    assert desk.session.board() == fresh(desk)
    assert not asked, "one question for each of thousands holds a screen up"


def test_a_body_that_the_columns_cannot_hold_whole_is_read_as_any_other(desk: Desk) -> None:
    """Nobody's program writes this; whoever shares the folder can."""
    desk.session.board()
    with desk.session.casebook.act() as act:
        act.put(Receipt("a\0b", "0" * 64, "a.pdf", "", date(2025, 2, 1)), subject.itself("receipt"))
    assert desk.session.board() == fresh(desk)


def test_a_falsified_table_hides_nothing(desk: Desk) -> None:
    """Another program took a line out of a derived table: it is made again from the records before anything is read."""
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Read.")
    with closing(sqlite3.connect(desk.folder / "casebook.sqlite")) as foreign, foreign:
        foreign.execute("DELETE FROM current WHERE kind = 'verdict'")
    assert len(desk.session.board().slice("harrowdale").verdicts) == 1
    assert "current" in desk.notice
    assert desk.sharing.check() == ()
