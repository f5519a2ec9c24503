"""What people do at one laptop: each is one act of the real casebook, or is refused by it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

from reviewer import __version__
from reviewer.casebook import Casebook, codec, holding
from reviewer.casebook.own_acts import Mark
from reviewer.model import (
    Block,
    Evidence,
    Grade,
    Letter,
    LetterState,
    Origin,
    Passage,
    Receipt,
    Role,
    Verdict,
    Withdrawn,
)
from reviewer.sharing import share_notes

BODIES, CRITERIA = ("ashford", "brook"), ("policy", "training", "vetting")
ROLES = (Role.OBSERVER, Role.SECOND_READER, Role.INSPECTOR, Role.SIGNATORY, Role.LEAD)
LARGE = 300_000
"""A document of more bytes than a sync reads again at once here (world.READ_AGAIN)."""


@dataclass(frozen=True, slots=True)
class Novel:
    """A kind of record that only a newer program knows."""

    body: str
    words: str


@contextmanager
def newer_program() -> Iterator[None]:
    """Within it the program is a later one: all its records are of a later version, and it knows a kind more."""
    before = codec.KINDS, codec._KIND_OF, codec.VERSIONS  # noqa: SLF001 - another program, in this one's place
    changed: tuple[object, ...] = (
        {**codec.KINDS, "novel": Novel},
        {**codec._KIND_OF, Novel: "novel"},  # noqa: SLF001
        {**dict.fromkeys(codec.KINDS, 2), "person": 1, "member": 1, "novel": 1},
    )
    try:
        codec.KINDS, codec._KIND_OF, codec.VERSIONS = changed  # type: ignore[assignment] # noqa: SLF001
        yield
    finally:
        codec.KINDS, codec._KIND_OF, codec.VERSIONS = before  # noqa: SLF001


UNKNOWN_BEFORE = ("category", "block", "settled", "seen")


@contextmanager
def program(*, older: bool) -> Iterator[None]:
    """Within it the program is this one, or an earlier one, which knows fewer kinds of records."""
    kinds = {kind: type_ for kind, type_ in _KINDS.items() if not older or kind not in UNKNOWN_BEFORE}
    versions = {kind: _VERSIONS[kind] for kind in kinds}
    with (
        patch.multiple(
            codec, KINDS=kinds, VERSIONS=versions, _KIND_OF={type_: kind for kind, type_ in kinds.items()}
        ),
        patch.object(holding, "READS", sum(versions.values())),
        patch.object(share_notes, "__version__", "an earlier one" if older else __version__),
    ):
        yield


_KINDS, _VERSIONS = codec.KINDS, codec.VERSIONS


def decide(book: Casebook, chance: random.Random) -> None:
    """An ordinary verdict, refused where there is a conflict."""
    with book.act() as act:
        act.put(Verdict(chance.choice(BODIES), chance.choice(CRITERIA), "met", f"because {chance.random()}"))


def decide_over(book: Casebook, chance: random.Random) -> None:
    """A verdict in the place of all that stand: so conflicts are resolved."""
    body, criterion = chance.choice(BODIES), chance.choice(CRITERIA)
    stands = [kept.id for kept in book.current(Verdict, body=body, criterion=criterion)]
    with book.act() as act:
        act.put(Verdict(body, criterion, "not-met", f"settled {chance.random()}"), supersedes=stands)


def receive(book: Casebook, chance: random.Random) -> None:
    large = chance.random() < 0.35
    data = chance.randbytes(LARGE if large else chance.randrange(1, 2000))
    document = book.files.put(data)
    with book.act() as act:
        act.put(Receipt(chance.choice(BODIES), document, f"{document[:6]}.txt", "", date(2026, 1, 1)))


def tie(book: Casebook, chance: random.Random) -> None:
    passage = Passage("0" * 64, "p1", 0, 5, f"quote {chance.random()}")
    with book.act() as act:
        act.put(Evidence(chance.choice(BODIES), chance.choice(CRITERIA), passage))


def note(book: Casebook, chance: random.Random) -> None:
    """Another note on a passage that is tied."""
    tied = book.current(Evidence)
    if not tied:
        return tie(book, chance)
    one = chance.choice(tied)
    said = Evidence(one.content.body, one.content.criterion, one.content.passage, note=f"n {chance.random()}")
    with book.act() as act:
        act.put(said, subject=one.subject)
    return None


def grade(book: Casebook, chance: random.Random) -> None:
    with book.act() as act:
        act.put(Grade(chance.choice(BODIES), chance.choice(("good", "poor"))))


def edit(book: Casebook, chance: random.Random) -> None:
    key = chance.choice(("opening", "close"))
    with book.act() as act:
        act.put(Block(chance.choice(BODIES), "letter", key, 1, Origin.WRITTEN, f"Words {chance.random()}"))


def sign(book: Casebook, chance: random.Random) -> None:
    issued = book.files.put(b"%PDF " + chance.randbytes(300))
    with book.act() as act:
        act.put(Letter(chance.choice(BODIES), "letter", LetterState.SIGNED, issued=issued))


def amend(book: Casebook, chance: random.Random) -> None:
    case = book.cases.data(book.cases.standing().serves)
    case["inspection"] = {**case["inspection"], "title": f"Another title {chance.random()}"}
    with book.act() as act:
        book.cases.amend(act, case)


def many(book: Casebook, chance: random.Random) -> None:
    """One act with many records."""
    with book.act() as act:
        for body in BODIES:
            for criterion in CRITERIA:
                stands = [kept.id for kept in book.current(Verdict, body=body, criterion=criterion)]
                act.put(Verdict(body, criterion, "met", f"all {chance.random()}"), supersedes=stands)


def undo(book: Casebook, _: random.Random) -> None:
    own = [save for save in book.own_saves(limit=6) if not save.turns]
    if not own:
        return
    with book.act(Mark(undoes=own[0].act)) as act:
        for record in own[0].records:
            kept = book.get(record.id)
            if kept is not None and record.kind not in {
                "person",
                "member",
                "retired",
                "inspection",
                "framework",
            }:
                act.withdraw(kept, "undone")


def redo(book: Casebook, chance: random.Random) -> None:
    """What was taken back is put again."""
    for gone in book.current(Withdrawn):
        before = [
            kept
            for kept in book.history(gone.subject)
            if isinstance(kept.content, Verdict | Grade | Evidence)
        ]
        if before:
            with book.act() as act:
                act.put(chance.choice(before).content, subject=gone.subject)  # type: ignore[arg-type] # one of three
            return


def from_the_future(book: Casebook, chance: random.Random) -> None:
    book.current(Grade)  # what lies here is read by this program, and not by the later one
    with newer_program(), book.act() as act:
        if chance.random() < 0.5:
            act.put(Novel("ashford", "new"), subject=f"novel:{chance.randrange(3)}")  # type: ignore[arg-type]
        else:
            act.put(Grade(chance.choice(BODIES), "good", "by a later program"))


def settle_newer(book: Casebook, chance: random.Random) -> None:
    """Withdraw somebody's verdict."""
    stands = book.current(Verdict)
    if stands:
        with book.act() as act:
            act.withdraw(chance.choice(stands), "taken back")


# --- who takes part -----------------------------------------------------------------------------------


def admit(book: Casebook, chance: random.Random) -> None:
    waiting = [one for one in book.team.waiting.requests() if one.key and one.name and one.name != "Mallory"]
    if waiting:
        one = chance.choice(waiting)
        book.team.admit(one.key, one.name, chance.choice(ROLES))


def change_role(book: Casebook, chance: random.Random) -> None:
    if one := _somebody(book, chance):
        book.team.admit(one, book.people().get(one, "?"), chance.choice(ROLES))


def remove(book: Casebook, chance: random.Random) -> None:
    """All that is held goes on counting, or only what was done up to some earlier act."""
    if one := _somebody(book, chance):
        until: Sequence[str] | None = None
        if chance.random() < 0.5:
            theirs = [save.id for _, save in book.saves() if f'"author":"{one}"' in save.head]
            until = [chance.choice(theirs)] if theirs and chance.random() < 0.8 else []
        book.team.remove(one, "left", until)


def name_heir(book: Casebook, chance: random.Random) -> None:
    if one := _somebody(book, chance):
        book.team.name_heir(one)


def take_place(book: Casebook, _: random.Random) -> None:
    book.team.take_place("ill")


def close(book: Casebook, _: random.Random) -> None:
    book.team.close()


def _somebody(book: Casebook, chance: random.Random) -> str | None:
    membership = book.team.membership()
    keys = sorted(set(membership.standing) - {membership.founder})
    return chance.choice(keys) if keys else None


NOT_BEFORE = (grade, edit, from_the_future)
"""What an earlier program has no act for."""
Act = Callable[[Casebook, random.Random], None]
ACTS: dict[str, tuple[Act, int]] = {
    "decides": (decide, 8), "settles": (decide_over, 6), "receives": (receive, 5), "ties": (tie, 3), "notes": (note, 3),
    "grades": (grade, 3), "edits": (edit, 3), "signs": (sign, 3), "amends": (amend, 2), "does much": (many, 2),
    "undoes": (undo, 3), "redoes": (redo, 2), "withdraws": (settle_newer, 2), "is newer": (from_the_future, 2),
    "admits": (admit, 4), "changes a role": (change_role, 3), "removes": (remove, 3), "names an heir": (name_heir, 1),
    "takes the place": (take_place, 1), "closes": (close, 1),
}  # fmt: skip
"""By name, with how often it is done."""
