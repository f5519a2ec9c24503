"""Real commands on a casebook.sqlite that somebody altered: nothing altered is said, written, signed or sent; it is named, and heals.

A few attacks run each time, one of a kind; `make attacks` tries them all.
"""

# ruff: noqa: S608 - statements are put together from the test's own constants

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reviewer.desk import Desk, Home
from tests.commands import Ran, Run
from tests.faults.altering import BODY, edited
from tests.faults.attacks import CASES, RECORDS, TABLES
from tests.faults.conftest import PASSWORD, Clean
from tests.once import Once
from tests.scale import scale
from tests.standing import sign_other_words

RAW = re.compile(
    r"sqlite|OperationalError|DatabaseError|malformed|no such (table|column)|Traceback|fault of its own",
    re.IGNORECASE,
)
ONE_OF_A_KIND = (
    "bytes of a content, by an editor", "a row of what stands, by an editor", "a byte of the case's head, by an editor",
    "a verdict's author, by a tool", "a receipt, by a tool", "a name, by a tool", "a trigger that lets changes pass",
)  # fmt: skip
ATTACKS = scale("attacks", small=3, whole=len(ONE_OF_A_KIND))  # more are all


def tried(names: Iterable[str]) -> list[str]:
    """The attacks of this run."""
    every = len(ONE_OF_A_KIND) < ATTACKS
    return [name for name in names if every or name in ONE_OF_A_KIND[:ATTACKS]]


def _of_the_body(said: str) -> str:
    return "".join(
        line for line in said.splitlines(keepends=True) if not line.startswith("Where the work is")
    )


@dataclass
class Attacked:
    """A casebook whose letter to BODY is signed, and which is in the shared folder; what its commands say is gathered."""

    folder: Path
    reviewer: Run
    before: str = ""
    """What `status` says of it while it is sound."""
    told: list[str] = field(default_factory=list)

    @property
    def casebook(self) -> Path:
        return self.folder / "judged.casebook"

    def run(self, *words: object, code: int | None = 0) -> Ran:
        """Run a command; an error of the database is none that a person is told."""
        ran = self.reviewer(*words, code=code)
        assert not RAW.search(ran.out + ran.err), ran
        self.told += [ran.out, ran.err]
        return ran

    def status(self) -> Ran:
        return self.run("status", self.casebook, BODY)

    def said(self) -> str:
        """What `status` says, but for where the work is, which a sync changes."""
        return _of_the_body(self.status().out)

    def draft(self, *, refused: bool) -> Ran:
        return self._letter("draft.txt", refused=refused)

    def sign(self, *, refused: bool) -> Ran:
        signing = ("--sign", self.folder / "me.p12", "--password-file", self.folder / "secret")
        return self._letter("signed.pdf", *signing, "--because", "Signed again.", refused=refused)

    def _letter(self, name: str, *more: object, refused: bool) -> Ran:
        out = self.folder / name
        ran = self.run("letter", self.casebook, BODY, "-o", out, *more, code=1 if refused else 0)
        assert out.exists() is not refused
        return ran

    def verify(self, *, code: int | None) -> Ran:
        return self.run("verify", self.folder / "letter.pdf", "--casebook", self.casebook, code=code)

    def overview(self) -> Ran:
        ran = self.run("overview", self.casebook, "-o", self.folder / "overview.csv")
        self.told.append((self.folder / "overview.csv").read_text("utf-8-sig"))
        return ran

    def check(self) -> list[dict[str, Any]]:
        return self.run("check", self.casebook, "--json", code=1).rows

    def sync(self) -> Ran:
        return self.run("sync", self.casebook, self.folder / "share")


@pytest.fixture(scope="session")
def attacked_once(once: Once, made_once: Path, identity_once: Path, root: Path) -> Path:
    """A folder with the casebook, its share, the identity, the signed letter, and the key of who made all of it."""

    def make(folder: Path) -> None:
        shutil.copytree(made_once, folder, dirs_exist_ok=True)
        shutil.copy(identity_once, folder)
        (folder / "secret").write_text(PASSWORD)
        (folder / "share").mkdir()
        home = Home(folder / "config/reviewer", root / "resources", folder / "data/reviewer")
        with Desk.open(folder / "judged.casebook", home) as desk:
            desk.letters.write(BODY, folder / "letter.pdf", folder / "me.p12", PASSWORD)
            desk.sharing.sync(folder / "share")

    return once("attacked", make)


@pytest.fixture
def attacked(attacked_once: Path, private_folders: Path, reviewer: Run) -> Attacked:
    """A copy to be attacked; its status is asked for once for all."""
    shutil.copytree(attacked_once, private_folders, dirs_exist_ok=True)
    made, said = Attacked(private_folders, reviewer), attacked_once / "status.txt"
    if not said.exists():
        said.write_text(made.said(), "utf-8")
    made.before = said.read_text("utf-8")
    return made


@pytest.mark.thorough
@pytest.mark.parametrize("name", tried(RECORDS))
def test_a_record_that_is_not_what_was_signed_is_named_stops_what_rests_on_it_and_heals(
    attacked: Attacked, clean: Clean, name: str
) -> None:
    attack = RECORDS[name]
    attack.change(attacked.casebook)
    seems = rf"({re.escape(attack.record)}|what seems to be {re.escape(attack.record)})"
    named = re.compile(rf"{seems} by \S+ of \d+ \w+ 20\d\d is damaged: {attack.harm}", re.IGNORECASE)
    attacked.told.clear()
    status = attacked.status()
    said = [status.err, attacked.draft(refused=attack.draft).err, attacked.sign(refused=attack.sign).err]
    said += [attacked.verify(code=1 if attack.draft else 0).err, attacked.overview().err]
    for each in said:
        assert named.search(each), each
        assert "Sync to get it back" in each, each
    rows = attacked.check()
    named_rows = [row for row in rows if named.search(row["what"])]
    rest = [row["what"] for row in rows if row not in named_rows and row["severity"] != "derived"]
    assert len(named_rows) == 1
    assert "Sync to get it back" in named_rows[0]["remedy"]
    assert all(re.search(attack.also, what) if attack.also else False for what in rest), rest
    if attack.draft:
        assert (
            "letter: signed (what it rests on is damaged)" in status.out or "letter: signed" not in status.out
        )
    assert "changed since" not in status.out, "nobody can tell"
    synced = attacked.sync().err
    assert "came back whole" in synced
    assert "is new to this casebook" not in synced, "the author was known all along"
    assert not [word for word in attack.words for each in attacked.told if word in each]
    clean(attacked.casebook)
    assert attacked.said() == attacked.before


@pytest.mark.thorough
@pytest.mark.parametrize("name", tried(CASES))
def test_a_case_that_is_not_what_was_signed_serves_nobody_and_heals(
    attacked: Attacked, clean: Clean, name: str
) -> None:
    change, words = CASES[name]
    change(attacked.casebook)
    attacked.told.clear()
    made = attacked.folder / "overview.csv"
    for command in (("status", attacked.casebook), ("overview", attacked.casebook, "-o", made)):
        told = attacked.run(*command, code=1).told
        assert "a record that holds it is damaged" in told
        assert "sync CASEBOOK SHARE" in told
    assert not made.exists()
    attacked.draft(refused=True)
    attacked.sign(refused=True)
    attacked.verify(code=1)
    (why, *rows) = attacked.check()
    assert "a record that holds it is damaged" in why["what"]
    assert all("Sync" in row["remedy"] for row in rows if row["severity"] == "damage")
    assert not [row for row in rows if "arrived" in row["what"]]
    empty = attacked.folder / "empty"
    empty.mkdir()
    refused = attacked.run("sync", attacked.casebook, empty, "--new", code=1).told
    assert "is damaged" in refused, "nobody gave it back"
    assert "came back whole" in attacked.sync().err
    assert not [word for word in words for each in attacked.told if word in each]
    clean(attacked.casebook)
    assert attacked.said() == attacked.before


@pytest.mark.thorough
@pytest.mark.parametrize("name", tried(TABLES))
def test_what_only_finds_or_rules_over_records_decides_nothing(
    attacked: Attacked, clean: Clean, name: str
) -> None:
    change, what = TABLES[name]
    change(attacked.casebook)
    attacked.draft(refused=False)
    assert "as it stands in this casebook" in attacked.verify(code=0).out
    attacked.overview()
    assert what in " ".join(row["what"] for row in attacked.check())
    status = attacked.status()
    assert _of_the_body(status.out) == attacked.before
    assert (what if "somebody" in name or "trigger" in name else "made again") in status.err
    attacked.sign(refused=False)
    attacked.sync()
    assert attacked.said() == attacked.before
    if "table of somebody" in name:
        (row,) = attacked.check()
        assert "left as they are" in row["remedy"]
    else:
        clean(attacked.casebook)


@pytest.mark.thorough
def test_saves_that_are_gone_from_the_end_are_named_and_come_back(attacked: Attacked, clean: Clean) -> None:
    """The last save kept the signed letter: nothing that is left names it, and no number is missing."""
    last = "(SELECT id FROM save ORDER BY seq DESC LIMIT 1)"
    edited(
        attacked.casebook, f"DELETE FROM record WHERE save = {last}", f"DELETE FROM save WHERE id = {last}"
    )
    status = attacked.status()
    assert "letter: signed" not in status.out
    for said in (status.err, attacked.overview().err, attacked.verify(code=1).err):
        assert re.search(
            r"The last save by \S+ is gone from this casebook.* Sync to get back what was shared", said
        ), said
    (row,) = (row for row in attacked.check() if row["severity"] != "derived")
    assert "The last save by " in row["what"]
    assert "Sync to get back what was shared, or restore a backup" in row["remedy"]
    assert "is gone from this casebook" in attacked.sign(refused=False).err, (
        "also beside what is signed nonetheless"
    )
    assert "came back whole" in attacked.sync().err
    assert attacked.said() == attacked.before
    clean(attacked.casebook)


@pytest.mark.thorough
def test_a_letter_whose_saved_words_are_not_its_verdicts_is_found_and_not_handed_out(
    attacked: Attacked, clean: Clean, home: Home
) -> None:
    out, key = attacked.folder / "false.pdf", attacked.folder / "me.p12"
    with Desk.open(attacked.casebook, home) as desk:
        sign_other_words(
            desk, BODY, lambda: desk.letters.write(BODY, out, key, PASSWORD, because="For a moment.")
        )
    verified = attacked.run("verify", attacked.folder / "false.pdf", "--casebook", attacked.casebook, code=1)
    assert "its words are not what its verdicts say" in verified.err
    again = attacked.folder / "again.pdf"
    refused = attacked.run("register", attacked.casebook, BODY, "-o", again, code=1)
    assert "Sign the letter anew" in refused.told
    assert not again.exists()
    assert ["its words are not" in row["what"] for row in attacked.check()] == [True]
    attacked.sync()
    attacked.sign(refused=False)
    assert (attacked.folder / "signed.pdf").read_bytes() != (attacked.folder / "false.pdf").read_bytes()
    clean(attacked.casebook)
