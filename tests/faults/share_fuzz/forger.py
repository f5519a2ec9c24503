"""What somebody puts into a shared folder who was never a member, with a key of their own and everybody's bytes at hand."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path

from reviewer.casebook import Author, SaveBundle, statements
from reviewer.casebook import subject as subjects
from reviewer.casebook.record import Chain, RecordRow, make_record, make_save
from reviewer.casebook.statements import Statement, Tip
from reviewer.model import Letter, LetterState, Member, Person, Purge, Role, Verdict, Withdrawn
from reviewer.sharing.packs import name_of, pack

MALLORY = Author("Mallory", b"Mallory".ljust(32, b"."))


class Forger:
    """Forges by what has been saved so far; ``named`` says their own name too, which in an open inspection would make them count."""

    def __init__(
        self, inspection: str, saves: Mapping[str, SaveBundle], chance: random.Random, *, named: bool
    ) -> None:
        self._inspection, self._saves, self._chance, self._named = inspection, saves, chance, named
        self.forged: set[str] = set()
        """Saves that nobody did, by their ids."""
        self.altered: list[SaveBundle] = []
        """Saves of people, as they never made them."""

    def forge(self, root: Path) -> None:
        """Put one forged pack or file into a shared folder."""
        way = self._chance.choice(
            (self._supersede, self._withdraw, self._purge, self._admit, self._remove, self._sign, self._alter, self._replay, self._future)
        )  # fmt: skip
        if self._chance.random() < 0.1:
            self._state(root)
            return
        saves = [*way(), *(self._introduction() if self._named else ())]
        data = pack(saves)
        _, name = name_of(data)
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _introduction(self) -> list[SaveBundle]:
        return [self._made(record(Person("Mallory", MALLORY.key)))]

    def _made(self, *rows: RecordRow, author: Author = MALLORY) -> SaveBundle:
        copy = f"{self._chance.getrandbits(128):032x}"
        save = make_save(author, Chain(self._inspection, copy, 1, ""), 9, rows)
        self.forged.add(save.id)
        return save

    def _some(self, kind: str) -> RecordRow | None:
        rows = [
            row
            for name in sorted(self._saves)
            for row in self._saves[name].records
            if f'"kind":"{kind}"' in row.head
        ]
        return self._chance.choice(rows) if rows else None

    def _supersede(self) -> list[SaveBundle]:
        row = self._some("verdict")
        if row is None:
            return []
        subject = json.loads(row.head)["subject"]
        body, criterion = subject.removeprefix("verdict:").split("/")
        return [self._made(record(Verdict(body, criterion, "forged", "no"), parents=(row.id,)))]

    def _withdraw(self) -> list[SaveBundle]:
        row = self._some("evidence") or self._some("verdict")
        if row is None:
            return []
        return [self._made(record(Withdrawn("gone"), json.loads(row.head)["subject"], (row.id,)))]

    def _purge(self) -> list[SaveBundle]:
        """A member's save without its contents, beside a record that says that this is the law."""
        row = self._some("verdict") or self._some("receipt")
        if row is None:
            return []
        bare = [
            SaveBundle(one.id, one.head, one.signature, tuple(RecordRow(each.id, each.head, None) for each in one.records))
            for one in self._saves.values()
            if row in one.records
        ]  # fmt: skip
        self.altered += bare
        return [*bare, self._made(record(Purge(row.id, "law", "judge")))]

    def _admit(self) -> list[SaveBundle]:
        return [self._made(record(Member(MALLORY.key, "Mallory", Role.LEAD, heir=True)))]

    def _remove(self) -> list[SaveBundle]:
        people = sorted({json.loads(save.head)["author"] for save in self._saves.values()})
        return [self._made(record(Member(self._chance.choice(people), "x", Role.NONE)))]

    def _sign(self) -> list[SaveBundle]:
        return [self._made(record(Letter("ashford", "letter", LetterState.SIGNED, issued="ab" * 32)))]

    def _alter(self) -> list[SaveBundle]:
        """A member's own save, one word of it another."""
        name = self._chance.choice(sorted(self._saves))
        true = self._saves[name]
        row = true.records[0]
        bent = RecordRow(row.id, row.head, (row.body or "").replace("because", "becquse"))
        if bent == row:
            return []
        self.altered.append(SaveBundle(true.id, true.head, true.signature, (bent, *true.records[1:])))
        return self.altered[-1:]

    def _replay(self) -> list[SaveBundle]:
        """Somebody's records, in a save of another one."""
        name = self._chance.choice(sorted(self._saves))
        return [self._made(*self._saves[name].records)]

    def _future(self) -> list[SaveBundle]:
        row = self._some("verdict")
        said = Verdict("ashford", "policy", "forged", "later")
        return [self._made(record(said, parents=(row.id,) if row else (), version=99))]

    def _state(self, root: Path) -> None:
        """Say that a copy holds everything, as a member's name would have it, and as one's own."""
        tips = tuple(
            sorted(
                Tip(head["author"], head["copy"], head["number"], name)
                for name, save in self._saves.items()
                for head in (json.loads(save.head),)
            )
        )
        copy = f"{self._chance.getrandbits(128):032x}"
        said = statements.write(Statement(self._inspection, MALLORY.key, copy, 9, 9, tips), MALLORY)
        path = root / "held" / f"{copy}-9-{name_of(said)[0]}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(said)


def record(content: object, about: str = "", parents: tuple[str, ...] = (), version: int = 1) -> RecordRow:
    return make_record(content, about or subjects.of(content), MALLORY.key, 9, parents, version)  # type: ignore[arg-type]
