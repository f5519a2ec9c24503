"""Forged, replayed, re-ordered, truncated and future saves, records and packs, by whoever may write to the folder but must not count."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.casebook import Author, SaveBundle
from reviewer.casebook.canonical import sha256
from reviewer.casebook.record import SIGNED, Chain, RecordRow, make_save
from reviewer.model import Member, Person, Retired, Role, Verdict
from reviewer.sharing import sync
from reviewer.sharing.packs import content, pack
from tests.faults.test_strangers import (
    BODY,
    BY,
    CRITERION,
    MAGIC,
    SMALL,
    SUBJECT,
    Team,
    as_line,
    joins_soundly,
    lines,
    record,
    state,
)
from tests.unit.sharing.laptops import ReadShare, author

COPY = "ab" * 16
Forge = Callable[[Team, Author], bytes]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.ann.close()


def _verdict(team: Team, by: Author, **head: object) -> RecordRow:
    """A verdict in place of Ann's, of which the head says something else than heads may."""
    row = record(by, Verdict(BODY, CRITERION, "not-met", "no"), parents=(team.verdict,))
    return _headed(row, {**json.loads(row.head), **head})


def _headed(row: RecordRow, head: dict[str, object], **how: object) -> RecordRow:
    text = json.dumps(head, ensure_ascii=False, sort_keys=True, **{"separators": (",", ":"), **how})  # type: ignore[arg-type]
    return RecordRow(sha256(text), text, row.body)


def _bodied(team: Team, by: Author, body: str) -> RecordRow:
    row = record(by, Verdict(BODY, CRITERION, "not-met", "no"), parents=(team.verdict,))
    headed = _headed(row, {**json.loads(row.head), "body": sha256(body)})
    return RecordRow(headed.id, headed.head, body)


def _save(
    team: Team, by: Author, rows: list[RecordRow], number: int = 1, previous: str = "", at: int = 9
) -> SaveBundle:
    return make_save(by, Chain(team.inspection, COPY, number, previous), at, rows)


def _resigned(by: Author, save: SaveBundle, text: str) -> SaveBundle:
    name = sha256(text)
    return SaveBundle(name, text, by.sign(SIGNED + bytes.fromhex(name)), save.records)


def _of_verdict(team: Team) -> SaveBundle:
    (true,) = [
        one for one in team.ann.bundles(team.ann.packs.save_ids()) if one.records[0].id == team.verdict
    ]
    return true


def _head(**said: object) -> Forge:
    return lambda team, by: pack([_save(team, by, [_verdict(team, by, **said)])])


def _body(text: str) -> Forge:
    return lambda team, by: pack([_save(team, by, [_bodied(team, by, text)])])


def _says(content: Callable[[Team, Author], object]) -> Forge:
    return lambda team, by: pack([team.saved(by, content(team, by))])


def _spaced(team: Team, by: Author) -> bytes:
    row = _verdict(team, by)
    return pack([_save(team, by, [_headed(row, json.loads(row.head), separators=(", ", ": "))])])


def _twice_said(team: Team, by: Author) -> bytes:
    """One key twice: of two readers, each sees another subject."""
    row = _verdict(team, by)
    text = row.head.replace('{"author"', '{"subject":"verdict:brook/policy","author"', 1)
    return pack([_save(team, by, [RecordRow(sha256(text), text, row.body)])])


def _reordered(team: Team, by: Author) -> bytes:
    """The records of a save in another order than the one that was signed."""
    two = _save(team, by, [_verdict(team, by), _verdict(team, by, time=10)])
    return pack([SaveBundle(two.id, two.head, two.signature, two.records[::-1])])


def _doubled_record(team: Team, by: Author) -> bytes:
    one = _save(team, by, [_verdict(team, by)])
    return pack([SaveBundle(one.id, one.head, one.signature, one.records * 2)])


def _half_listed(team: Team, by: Author) -> bytes:
    two = _save(team, by, [_verdict(team, by), _verdict(team, by, time=10)])
    return pack([SaveBundle(two.id, two.head, two.signature, two.records[:1])])


def _resigned_by_other(team: Team, by: Author) -> bytes:
    """Ann's save, word for word, under somebody else's signature."""
    true = _of_verdict(team)
    return pack([SaveBundle(true.id, true.head, by.sign(SIGNED + bytes.fromhex(true.id)), true.records)])


def _unsigned(team: Team, by: Author) -> bytes:
    one = _save(team, by, [_verdict(team, by)])
    return pack([SaveBundle(one.id, one.head, b"", one.records)])


def _signed_for_another_purpose(team: Team, by: Author) -> bytes:
    one = _save(team, by, [_verdict(team, by)])
    return pack([SaveBundle(one.id, one.head, by.sign(bytes.fromhex(one.id)), one.records)])


def _author_swapped(team: Team, by: Author) -> bytes:
    """A save whose head was altered to be Ann's after it was signed."""
    one = _save(team, by, [_verdict(team, by)])
    text = one.head.replace(by.key, author("Ann").key)
    return pack([_resigned(by, one, text)])


def _key_in_capitals(team: Team, by: Author) -> bytes:
    one = _save(team, by, [_verdict(team, by)])
    return pack([_resigned(by, one, one.head.replace(by.key, by.key.upper()))])


def _without_number(team: Team, by: Author) -> bytes:
    one = _save(team, by, [_verdict(team, by)])
    said = {key: value for key, value in json.loads(one.head).items() if key != "number"}
    return pack([_resigned(by, one, json.dumps(said, sort_keys=True, separators=(",", ":")))])


def _follows_the_founders(team: Team, by: Author) -> bytes:
    """A save that calls itself the next in Ann's own copy."""
    true = json.loads(_of_verdict(team).head)
    chain = Chain(team.inspection, true["copy"], true["number"] + 1, _of_verdict(team).id)
    return pack([make_save(by, chain, 9, [_verdict(team, by)])])


def _founds(team: Team, by: Author) -> bytes:
    """Another founding save, with the founding record as it is, and a member record beside it."""
    (true,) = [
        one
        for one in team.ann.bundles(team.ann.packs.save_ids())
        if any(row.id == team.inspection for row in one.records)
    ]
    lead = record(by, Member(by.key, "x", Role.LEAD))
    return pack([_save(team, by, [*true.records, lead])])


FORGED: dict[str, Forge] = {
    "has a number for a subject": _head(subject=7),
    "has true for a version": _head(version=True),
    "has a float for a time": _head(time=9.5),
    "has a time that not every reader can hold": _head(time=2**60),
    "has text for parents": _head(parents="all"),
    "has parents that are numbers": _head(parents=[1, 2]),
    "is by the founder, it says": _head(author=author("Ann").key),
    "has a NUL in its subject": _head(subject=f"{SUBJECT}\0"),
    "says the hash of another content": _head(body="0" * 64),
    "has spaces that nobody signs": _spaced,
    "says one thing twice": _twice_said,
    "has a list for a content": _body("[]"),
    "has a content nested a thousand deep": _body('{"a":' + "[" * 1000 + "]" * 1000 + "}"),
    "has a float in its content": _body('{"fields":{"body":1.5}}'),
    "has half a character in its content": _body('{"fields":"\\ud800"}'),
    "has a content that is no JSON": _body("{"),
    "has its records in another order": _reordered,
    "has a record twice": _doubled_record,
    "has half of its records": _half_listed,
    "is the founder's under another signature": _resigned_by_other,
    "has no signature": _unsigned,
    "is signed for another purpose": _signed_for_another_purpose,
    "had its author altered": _author_swapped,
    "spells its key in capitals": _key_in_capitals,
    "has no number": _without_number,
    "founds the inspection anew": _founds,
    "makes an observer a lead": _says(lambda _team, _by: Member(SMALL.key, "Small", Role.LEAD)),
    "makes the founder an observer": _says(lambda _team, _by: Member(author("Ann").key, "Ann", Role.OBSERVER)),
    "is the founder under another key": _says(lambda _team, by: Member(by.key, "x", Role.LEAD, same_as=author("Ann").key)),
}  # fmt: skip
"""Whoever says it: each is refused, waits, or says nothing."""
FORGED_BY_NOBODY_WHO_MAY: dict[str, Forge] = {
    "comes from the future": _head(time=2**52),
    "comes from before all time": _head(time=-1),
    "is of a kind that nobody knows": _head(kind="novel", subject="novel:1"),
    "names itself as what it supersedes": _head(parents=["0" * 64]),
    "follows the founder's last save": _follows_the_founders,
    "retires the founder's copy": _says(lambda team, _by: Retired(team.ann.team.holding.copy, "gone")),
    "takes the founder's name": _says(lambda _team, by: Person("Ann", by.key)),
}
"""What an inspector may, or an observer too; of strangers and who was removed none of it counts."""


def refused_or_waits(team: Team, data: bytes, forged: str) -> None:
    before = state(team.ann)
    name = team.put(data)
    sync(team.ann, team.share)
    assert state(team.ann) == before, forged
    looking = ReadShare(Path(team.share.place))
    sync(team.ann, looking)
    assert state(team.ann) == before, forged
    scrubbed = name in team.ann.packs.known_packs()
    assert looking.read.count(name) <= scrubbed, f"{forged}: by the scrub, in its turn, at most"


@pytest.mark.thorough
@pytest.mark.parametrize("by", BY)
def test_what_is_no_sound_save_counts_for_nobody(team: Team, by: str) -> None:
    for forged, forge in FORGED.items():
        refused_or_waits(team, forge(team, BY[by]), forged)
    assert not [fault for fault in team.ann.check() if fault.severity == "damage"]
    joins_soundly(team)


@pytest.mark.parametrize("by", ["a stranger", "a removed member"])
def test_what_a_member_may_counts_for_nobody_else(team: Team, by: str) -> None:
    for forged, forge in FORGED_BY_NOBODY_WHO_MAY.items():
        refused_or_waits(team, forge(team, BY[by]), forged)
    assert not [fault for fault in team.ann.check() if fault.severity == "damage"]
    joins_soundly(team)


# --- packs that are no packs, or hide something --------------------------------------------------------


def _true(team: Team) -> bytes:
    return content(team.ann.bundles(team.ann.packs.save_ids()))


def _cut(team: Team) -> bytes:
    return (MAGIC + zlib.compress(_true(team)))[:-9]


def _of_the_future(team: Team) -> bytes:
    return b"reviewer-pack 2\n" + zlib.compress(_true(team))


def _followed_by_more(team: Team) -> bytes:
    return MAGIC + zlib.compress(_true(team)[:100]) + b"more" * 1000


def _flipped(team: Team) -> bytes:
    data = bytearray(MAGIC + zlib.compress(_true(team)))
    data[len(data) // 2] ^= 1
    return bytes(data)


def _short_line(team: Team) -> bytes:
    return lines(as_line(team.saved(BY["a stranger"], Verdict(BODY, CRITERION, "x", "")))[:3])


def _no_hex(team: Team) -> bytes:
    one = as_line(team.saved(BY["a stranger"], Verdict(BODY, CRITERION, "x", "")))
    return lines([one[0], one[1], "zz", one[3]])


def _deep(_team: Team) -> bytes:
    return MAGIC + zlib.compress(b"[" * 100_000 + b"\n")


def _no_utf8(_team: Team) -> bytes:
    return MAGIC + zlib.compress(b'["\xff\xfe"]\n')


def _cut_line(team: Team) -> bytes:
    return MAGIC + zlib.compress(_true(team)[:-50])


def _numbers(_team: Team) -> bytes:
    return lines([1, 2, 3, 4])


PACKS: dict[str, Callable[[Team], bytes]] = {
    "cut": _cut, "of the future": _of_the_future, "followed by more": _followed_by_more, "flipped": _flipped,
    "a short line": _short_line, "a signature that is no hex": _no_hex, "brackets": _deep, "no UTF-8": _no_utf8,
    "a cut line": _cut_line, "numbers": _numbers, "nothing": lambda _team: b"", "a magic word": lambda _team: MAGIC,
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("what", PACKS)
def test_what_is_no_pack_is_left_and_read_once(team: Team, what: str) -> None:
    refused_or_waits(team, PACKS[what](team), what)
    joins_soundly(team)


def test_there_are_sixty_and_more() -> None:
    assert len(FORGED) * len(BY) + 2 * len(FORGED_BY_NOBODY_WHO_MAY) + len(PACKS) >= 60
