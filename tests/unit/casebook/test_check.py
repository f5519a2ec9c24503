"""``check`` finds whatever is not as it was signed, and says what to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from reviewer.casebook import Author, Casebook, Fault, Severity, integrity
from reviewer.casebook.checking import _chain, check
from reviewer.casebook.database import Database
from reviewer.casebook.seal import Seal
from reviewer.errors import CasebookError
from reviewer.model import Letter, LetterState, Receipt, Verdict
from tests.faults.altering import edited

Clock = Callable[[], int]


@pytest.fixture
def kept(casebook: Casebook) -> Casebook:
    """A closed casebook with a document, an issued letter and two verdicts."""
    with casebook.act() as act:
        act.put(Receipt("kent", casebook.files.put(b"a plan"), "plan.txt", "", date(2017, 5, 30)))
        act.put(Verdict("kent", "plans", "met", "because"))
    with casebook.act() as act:
        act.put(Verdict("kent", "plans", "gap", "because not"))
        issued = casebook.files.put(b"%PDF")
        act.put(Letter("kent", "letter", LetterState.ISSUED, issued=issued))
    assert casebook.check() == ()
    casebook.close()
    return casebook


def problems(casebook: Casebook, clock: Clock) -> list[Fault]:
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        return list(reading.check())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE record SET id = randomblob(32) WHERE seq = 5", "a record is not what its id says"),
        (
            "UPDATE record SET head = replace(head, 'kent', 'dover') WHERE seq = 5",
            "a record is not what its id says",
        ),
        (
            "UPDATE record SET body = replace(body, 'met', 'gap') WHERE seq = 5",
            "body is not the one that was signed",
        ),
        ("UPDATE record SET body = NULL WHERE seq = 5", "The content of record"),
        ("UPDATE save SET signature = zeroblob(64) WHERE seq = 2", "the signature is not its author's"),
        (
            "UPDATE save SET head = replace(head, '1496', '1497') WHERE seq = 2",
            "the save is not what its id says",
        ),
        ("DELETE FROM record WHERE seq = 5", "is missing"),
        ("DELETE FROM record WHERE seq = 1", "can't be named: what is gone"),
        ("DELETE FROM save WHERE seq = 2", "saves by Ann Archer have not arrived"),
        ("DELETE FROM save WHERE seq = 2", "belongs to no save"),
        (
            "INSERT INTO record SELECT 99, randomblob(32), save, head, body FROM record WHERE seq = 5",
            "belongs to no save",
        ),
        ("DELETE FROM edge", "who supersedes whom is wrong in 1 rows"),
        ("DELETE FROM current WHERE kind = 'verdict'", "what stands now is wrong in 1 rows"),
        ("UPDATE current SET criterion = 'x' WHERE kind = 'verdict'", "what stands now is wrong in 1 rows"),
        ("DROP VIEW verdicts", "removed or altered: verdicts"),
        ("DROP INDEX current_body", "removed or altered: current_body"),
    ],
)
def test_each_kind_of_tampering_is_found(kept: Casebook, clock: Clock, statement: str, found: str) -> None:
    edited(kept.folder, statement)
    whats = [problem.what for problem in problems(kept, clock)]
    assert any(found in what for what in whats), whats
    assert all(problem.remedy for problem in problems(kept, clock))


@pytest.mark.parametrize("data", [b"a plan", b"%PDF"])
def test_a_missing_and_a_damaged_file_are_found(
    kept: Casebook, ann: Author, clock: Clock, data: bytes
) -> None:
    with Casebook.open(kept.folder, ann, clock) as casebook:
        sha = casebook.files.put(data)
        path = casebook.files.path(sha)
        path.write_bytes(b"other")
        (problem,) = casebook.check()
        assert problem.what.endswith(f"({sha[:8]}) is damaged")
        path.unlink()
        (problem,) = casebook.check()
        assert problem.what.endswith(f"({sha[:8]}) is missing")
        casebook.files.put(data)
        assert casebook.check() == ()


def test_a_damaged_page_of_the_database_is_told_in_a_line(kept: Casebook, clock: Clock) -> None:
    path = kept.folder / "casebook.sqlite"
    data = bytearray(path.read_bytes())
    for offset in range(3 * 4096, len(data), 4096):
        data[offset : offset + 64] = os.urandom(64)
    path.write_bytes(data)
    try:
        found = [problem.what for problem in problems(kept, clock)]
    except CasebookError as error:
        found = [str(error)]
    assert any("damaged" in what for what in found)
    assert all("\n" not in what for what in found)


def test_a_chain_that_was_relinked_is_found(casebook: Casebook, ann: Author) -> None:
    from reviewer.casebook.record import Chain, make_record, make_save

    with casebook.act() as act:
        act.put(Verdict("kent", "plans", "met", ""))
    row = make_record(Verdict("kent", "x", "met", ""), "verdict:kent/x", ann.key, 1, ())
    (_, last) = list(casebook.saves())[-1]
    import json

    copy = json.loads(last.head)["copy"]
    (first, *_) = [save.id for _, save in casebook.saves()]
    casebook.absorb([make_save(ann, Chain(casebook.inspection_id, copy, 3, first), 1, [row])])
    assert [(p.what, p.severity) for p in casebook.check()] == [
        ("Save number 3 by Ann Archer doesn't follow the one before it", Severity.DAMAGE)
    ]


class Counted(dict[int, list[tuple[str, str]]]):
    """A line's saves by number; counts how often all of them were gone through."""

    times = 0

    def __iter__(self) -> Iterator[int]:
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize("saves", [10, 1000])
def test_a_long_line_is_gone_through_as_often_as_a_short_one(saves: int) -> None:
    """Its greatest number was once looked for anew for each of its saves."""
    line = Counted({number: [(f"save {number}", f"save {number - 1}")] for number in range(2, saves)})
    line[1] = [("save 1", "")]
    assert list(_chain("Ann Archer", line, ())) == []
    assert line.times < 5


def test_the_file_is_held_against_its_indexes_once(kept: Casebook, ann: Author) -> None:
    """And all of it is read as of one moment."""
    said: list[str] = []
    with Casebook.open(kept.folder, None, lambda: 1, writable=False) as reading:
        database = Database(kept.folder / "casebook.sqlite", "kept", writable=False)
        with database.raw() as connection:
            connection.set_trace_callback(said.append)
        assert check(database, reading.files, reading.inspection_id, Seal(ann.seal_key)).faults == ()
        database.close()
    asked = [
        one.split(maxsplit=1)[0] for one in said if "integrity_check" in one or one in {"BEGIN", "ROLLBACK"}
    ]
    assert asked == ["BEGIN", "PRAGMA", "ROLLBACK"]


def test_a_branch_whose_earlier_save_is_away_is_no_damage(casebook: Casebook, ann: Author) -> None:
    """Found by the schedule fuzzer: a copied folder's save that could not be read any more, and a later one that was shared."""
    import json

    from reviewer.casebook.record import Chain, make_record, make_save

    with casebook.act() as act:
        act.put(Verdict("kent", "plans", "met", ""))
    row = make_record(Verdict("kent", "x", "met", ""), "verdict:kent/x", ann.key, 1, ())
    (_, last) = list(casebook.saves())[-1]
    copy = json.loads(last.head)["copy"]
    casebook.absorb([make_save(ann, Chain(casebook.inspection_id, copy, 3, "ab" * 32), 1, [row])])
    assert [(p.what, p.severity) for p in casebook.check()] == [
        ("Save number 3 by Ann Archer doesn't follow the one before it", Severity.NOTICE)
    ]


@pytest.mark.parametrize(
    ("statement", "untrue"),
    [
        ("UPDATE record SET body = replace(body, 'Ann', 'Eve') WHERE seq = 1", "never introduced"),
        ("UPDATE save SET signature = zeroblob(64) WHERE seq = 2", "have not arrived"),
        ("UPDATE save SET signature = zeroblob(64) WHERE seq = 1", "have not arrived"),
    ],
)
def test_of_what_is_here_and_damaged_it_does_not_say_that_it_never_came(
    kept: Casebook, clock: Clock, statement: str, untrue: str
) -> None:
    edited(kept.folder, statement)
    found = problems(kept, clock)
    assert found
    assert not [fault.what for fault in found if untrue in fault.what]


_ALTERED = (
    "UPDATE record SET body = replace(body, 'because not', 'because so') WHERE body LIKE '%because not%'"
)


def _refused(*_values: object, **_named: object) -> None:
    msg = "all of it was examined once more"
    raise AssertionError(msg)


def test_what_a_check_found_sound_is_not_examined_again_to_be_read(
    kept: Casebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Casebook.open(kept.folder, None, clock, writable=False) as reading:
        assert reading.check() == ()
        monkeypatch.setattr(integrity, "examined", _refused)
        assert [one.content.finding for one in reading.current(Verdict)] == ["gap"]
        edited(kept.folder, _ALTERED)
        with pytest.raises(AssertionError, match="examined once more"):
            reading.current(Verdict)


def test_what_a_check_found_wrong_is_examined_before_it_is_read(kept: Casebook, clock: Clock) -> None:
    edited(kept.folder, _ALTERED)
    with Casebook.open(kept.folder, None, clock, writable=False) as reading:
        assert reading.check()
        assert len(reading.health.damages()) == 1
