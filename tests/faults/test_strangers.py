"""What a stranger may put into a shared folder: nothing of it counts, and nobody waits for it."""

from __future__ import annotations

import json
import resource
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook, SaveBundle
from reviewer.casebook.record import Chain, RecordRow, make_record, make_save
from reviewer.model import Letter, LetterState, Member, Person, Purge, Role, Verdict, Withdrawn
from reviewer.sharing import sync
from reviewer.sharing.packs import name_of, pack
from tests.unit.sharing.laptops import CASE, Laptop, ReadShare, author, decide, folder_share

MALLORY, FORMER, SMALL = author("Mallory"), author("Former"), author("Small")
MAGIC = b"reviewer-pack 1\n"
BODY, CRITERION = "ashford", "policy"
SUBJECT = f"verdict:{BODY}/{CRITERION}"


class Team:
    """Ann founds; Ben is an inspector, Small an observer, Former was removed; Mallory was never admitted."""

    def __init__(self, folder: Path) -> None:
        self.share = folder_share(folder / "share")
        laptop = Laptop("Ann", folder / "ann")
        self.ann = Casebook.create(laptop.folder, author("Ann"), laptop.clock, CASE, closed=True)
        team = self.ann.team
        team.admit(author("Ben").key, "Ben", Role.INSPECTOR)
        team.admit(SMALL.key, "Small", Role.OBSERVER)
        team.admit(FORMER.key, "Former", Role.INSPECTOR)
        team.remove(FORMER.key, "left")
        self.verdict = decide(self.ann, BODY, CRITERION, "Ann says")
        self.inspection = self.ann.inspection_id
        for member in (author("Ben"), SMALL):
            self.ann.absorb([self.saved(member, Person(member.name, member.key), copy="cd" * 16)])
        sync(self.ann, self.share)

    def put(self, data: bytes) -> str:
        _, name = name_of(data)
        path = Path(self.share.place) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return name

    def saved(self, by: Author, *contents: object, copy: str = "ab" * 16, **how: object) -> SaveBundle:
        rows = [record(by, one, **how) for one in contents]  # type: ignore[arg-type]
        return make_save(by, Chain(self.inspection, copy, 1, ""), 9, rows)


def record(
    by: Author, content: object, about: str = "", parents: tuple[str, ...] = (), version: int = 1
) -> RecordRow:
    from reviewer.casebook import subject

    return make_record(content, about or subject.of(content), by.key, 9, parents, version)  # type: ignore[arg-type]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.ann.close()


def lines(*said: object) -> bytes:
    return MAGIC + zlib.compress(b"".join(json.dumps(one).encode() + b"\n" for one in said))


def as_line(save: SaveBundle) -> list[object]:
    return [save.id, save.head, save.signature.hex(), [[row.id, row.head, row.body] for row in save.records]]


Forge = Callable[[Team, Author], bytes]


def _supersedes(team: Team, by: Author) -> bytes:
    said = Verdict(BODY, CRITERION, "not-met", "no")
    return pack([team.saved(by, said, parents=(team.verdict,))])


def _withdraws(team: Team, by: Author) -> bytes:
    return pack([team.saved(by, Withdrawn("gone"), about=SUBJECT, parents=(team.verdict,))])


def _purges(team: Team, by: Author) -> bytes:
    stripped = [
        save for save in team.ann.bundles(team.ann.packs.save_ids()) if save.records[0].id == team.verdict
    ]
    bare = [
        SaveBundle(one.id, one.head, one.signature, tuple(type(r)(r.id, r.head, None) for r in one.records))
        for one in stripped
    ]
    return pack([*bare, team.saved(by, Purge(team.verdict, "law", "judge"))])


def _admits(team: Team, by: Author) -> bytes:
    return pack([team.saved(by, Member(by.key, "x", Role.LEAD))])


def _removes(team: Team, by: Author) -> bytes:
    return pack([team.saved(by, Member(author("Ann").key, "x", Role.NONE))])


def _takes_the_place(team: Team, by: Author) -> bytes:
    heir = Member(by.key, "x", Role.LEAD, heir=True)
    return pack([team.saved(by, heir), team.saved(by, Member(author("Ann").key, "x", Role.NONE))])


def _from_the_future(team: Team, by: Author) -> bytes:
    return pack([team.saved(by, Verdict(BODY, CRITERION, "x", ""), parents=(team.verdict,), version=99)])


def _signs(team: Team, by: Author) -> bytes:
    return pack([team.saved(by, Letter(BODY, "letter", LetterState.SIGNED, "", "ab" * 32))])


def _poses(team: Team, by: Author) -> bytes:
    """A save that says it is Ann's, signed by somebody else."""
    true = team.saved(author("Ann"), Verdict(BODY, CRITERION, "x", ""), parents=(team.verdict,))
    other = team.saved(by, Verdict(BODY, CRITERION, "x", ""))
    return pack([SaveBundle(true.id, true.head, other.signature, true.records)])


def _altered(team: Team, _by: Author) -> bytes:
    """Ann's own save, one word of it another."""
    (true,) = [
        save for save in team.ann.bundles(team.ann.packs.save_ids()) if save.records[0].id == team.verdict
    ]
    row = true.records[0]
    bent = type(row)(row.id, row.head, (row.body or "").replace("Ann says", "Ann sang"))
    return pack([SaveBundle(true.id, true.head, true.signature, (bent,))])


def _truncated(team: Team, _by: Author) -> bytes:
    (true,) = [
        save for save in team.ann.bundles(team.ann.packs.save_ids()) if save.records[0].id == team.verdict
    ]
    return pack([SaveBundle(true.id, true.head, true.signature, ())])


def _of_another_inspection(team: Team, by: Author) -> bytes:
    rows = [record(by, Verdict(BODY, CRITERION, "x", ""), parents=(team.verdict,))]
    return pack([make_save(by, Chain("ef" * 32, "ab" * 16, 1, ""), 9, rows)])


def _replayed(team: Team, by: Author) -> bytes:
    """Ann's record, in a save of somebody else."""
    (true,) = [
        save for save in team.ann.bundles(team.ann.packs.save_ids()) if save.records[0].id == team.verdict
    ]
    return pack([make_save(by, Chain(team.inspection, "ab" * 16, 1, ""), 9, list(true.records))])


FORGED: dict[str, Forge] = {
    "supersedes a verdict": _supersedes,
    "withdraws a verdict": _withdraws,
    "purges a verdict": _purges,
    "admits the forger": _admits,
    "removes the founder": _removes,
    "takes the founder's place": _takes_the_place,
    "has a version of the future": _from_the_future,
    "signs a letter": _signs,
    "poses as the founder": _poses,
    "alters the founder's save": _altered,
    "cuts the founder's save": _truncated,
    "is of another inspection": _of_another_inspection,
    "replays the founder's record": _replayed,
}
BY = {"a stranger": MALLORY, "a removed member": FORMER, "an observer": SMALL, "an inspector": author("Ben")}
MAY = {"supersedes a verdict", "withdraws a verdict", "has a version of the future"}
"""What an inspector may; a newer program's record counts, and is told as such."""


def state(casebook: Casebook) -> object:
    team = casebook.team.membership()
    said = [(kept.id, kept.content) for kept in casebook.current(Verdict)]
    return said, casebook.conflicts(), dict(casebook.people()), team.founder, dict(team.standing)


@pytest.mark.thorough
@pytest.mark.parametrize("forged", FORGED)
def test_what_a_stranger_says_counts_for_nothing(team: Team, forged: str) -> None:
    before = state(team.ann)
    team.put(FORGED[forged](team, MALLORY))
    for _ in range(2):
        report = sync(team.ann, team.share)
        assert state(team.ann) == before
        assert (report.pulled, report.new_authors) == (0, ())
    joins_soundly(team)


@pytest.mark.thorough
@pytest.mark.parametrize("by", [by for by in BY if by != "a stranger"])
def test_what_nobody_who_may_has_said_counts_for_nothing(team: Team, by: str) -> None:
    before = state(team.ann)
    for forged in FORGED.keys() - (MAY if by == "an inspector" else set()):
        team.put(FORGED[forged](team, BY[by]))
        sync(team.ann, team.share)
        assert state(team.ann) == before, forged
    assert not [fault for fault in team.ann.check() if fault.severity == "damage"]
    joins_soundly(team)


def joins_soundly(team: Team) -> None:
    with Laptop("Cat", Path(team.share.place).parent / "cat").join(team.share) as joined:
        assert [kept.content.because for kept in joined.current(Verdict)] == ["Ann says"]


# --- what is only large ------------------------------------------------------------------------------


def _lists(_team: Team) -> bytes:
    return MAGIC + zlib.compress(b"[]\n" * 20_000_000, 1)


def _lists_in_a_line(_team: Team) -> bytes:
    return MAGIC + zlib.compress(b"[" + b"[]," * 15_000_000 + b"[]]\n", 1)


def _lists_in_a_line_of_a_member(_team: Team) -> bytes:
    """A line that begins as one of Ben's that introduces him."""
    begins = json.dumps(["ab" * 32, f'{{"author":"{author("Ben").key}","kind":"person"}}', "00", []])
    return MAGIC + zlib.compress(begins.replace(" ", "")[:-2].encode() + b"[]," * 15_000_000 + b"[]]]\n", 1)


def _authors(_team: Team) -> bytes:
    said = (["ab" * 32, f'{{"author":"{number:064x}","kind":"other"}}', "00", []] for number in range(60_000))
    return MAGIC + zlib.compress(
        b"".join(json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in said), 1
    )


def _empty(_team: Team) -> bytes:
    return MAGIC + zlib.compress(b"\n" * 30_000_000, 1)


def _parents(team: Team) -> bytes:
    many = tuple(f"{number:064x}" for number in range(100_000))
    return pack([team.saved(MALLORY, Verdict(BODY, CRITERION, "x", ""), parents=many)])


def _parents_of_a_member(team: Team) -> bytes:
    many = tuple(f"{number:064x}" for number in range(100_000))
    return pack([team.saved(author("Ben"), Verdict(BODY, CRITERION, "x", ""), parents=many)])


def _many(team: Team) -> bytes:
    one = team.saved(MALLORY, Verdict(BODY, CRITERION, "x", ""))
    return lines(
        *[
            as_line(SaveBundle(f"{number:064x}", one.head, one.signature, one.records))
            for number in range(60_000)
        ]
    )


def _long_name(team: Team) -> bytes:
    return pack([team.saved(MALLORY, Person("x" * (2 << 20), MALLORY.key))])


def _odd_name(team: Team) -> bytes:
    return pack([team.saved(MALLORY, Person("Ann\0\u202e\n" * 20, MALLORY.key))])


def _bomb(_team: Team) -> bytes:
    return MAGIC + zlib.compress(b" " * (530 << 20), 1)


def _posing(team: Team) -> bytes:
    """Thousands of saves that say they are the founder's."""
    one = team.saved(MALLORY, Verdict(BODY, CRITERION, "x", ""))
    true = team.saved(author("Ann"), Verdict(BODY, CRITERION, "x", ""))
    bad = [SaveBundle(f"{number:064x}", true.head, one.signature, true.records) for number in range(5_000)]
    return lines(*map(as_line, bad))


LARGE: dict[str, Callable[[Team], bytes]] = {
    "empty lists": _lists, "empty lists in a line": _lists_in_a_line, "empty lists as a member's": _lists_in_a_line_of_a_member,
    "authors": _authors, "empty lines": _empty, "parents": _parents, "parents by a member": _parents_of_a_member,
    "saves": _many, "saves as the founder's": _posing, "a long name": _long_name, "an odd name": _odd_name, "a bomb": _bomb,
}  # fmt: skip


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@pytest.mark.thorough
@pytest.mark.parametrize("what", LARGE)
def test_what_is_only_large_is_refused_or_waits_and_is_read_once(team: Team, what: str) -> None:
    before = state(team.ann)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    name = team.put(LARGE[what](team))
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sync(team.ann, team.share)
    assert state(team.ann) == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(memory, made) < 200 << 10, "in KB"
    assert len(team.ann.team.waiting.requests()) <= 101
    looking = ReadShare(Path(team.share.place))
    sync(team.ann, looking)
    assert looking.read.count(name) <= 1, "by the scrub, in its turn, at most"
    for request in team.ann.team.waiting.requests():
        assert len(request.name) <= 80
        assert request.name.isprintable() or not request.name


def test_nobody_asks_how_large_strangers_packs_are(team: Team) -> None:
    """Neither before they were looked at nor afterwards: on a network drive each answer is a delay."""
    sync(team.ann, team.share)
    ours = set(team.share.list("packs"))
    theirs = {
        team.put(pack([team.saved(MALLORY, Verdict(BODY, str(number), "x", ""))])) for number in range(20)
    }
    before = state(team.ann)
    for _ in range(3):
        looking = ReadShare(Path(team.share.place))
        sync(team.ann, looking)
        assert {name for name in looking.sized if name.startswith("packs/")} == ours
    assert theirs <= set(team.ann.packs.known_packs())
    assert state(team.ann) == before
