"""Two people, two casebooks, one shared folder, at the command line: join, code, admit, judge apart, remove, held, wipe."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.walk.conftest import Run

BODY, CRITERION = "harrowdale", "policy"


@dataclass
class Laptop:
    """One person's commands, on one casebook."""

    run: Run
    casebook: Path
    share: Path

    def __call__(self, command: str, *words: object, **how: Any) -> Any:
        return self.run(command, self.casebook, *words, **how)

    def sync(self) -> None:
        self("sync", self.share)

    def judge(self, finding: str, **how: Any) -> Any:
        return self("verdict", BODY, CRITERION, finding, "--because", "As read.", **how)

    def findings(self) -> set[str]:
        shown = self("history", BODY, CRITERION, "--json").rows
        return {str(row["what"]) for row in shown}

    def members(self) -> dict[str, dict[str, Any]]:
        return {row["name"]: row for row in self("members", "--json").rows}


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def ash(reviewer_of: Callable[[Path], Run], root: Path, tmp_path: Path, share: Path) -> Laptop:
    run = reviewer_of(tmp_path / "ash")
    laptop = Laptop(run, tmp_path / "ash.casebook", share)
    case = root / "resources/samples/boundaries/case"
    run("new", laptop.casebook, "--case", case, env={"REVIEWER_NAME": "Robin Ash"})
    assert "everybody who joins counts" not in laptop("members").err, "a new inspection begins closed"
    laptop.sync()
    return laptop


@pytest.fixture
def quill(reviewer_of: Callable[[Path], Run], tmp_path: Path, ash: Laptop, share: Path) -> Laptop:
    run = reviewer_of(tmp_path / "quill")
    laptop = Laptop(run, tmp_path / "quill.casebook", share)
    joined = run("join", share, laptop.casebook, env={"REVIEWER_NAME": "Mae Quill"})
    assert "What you do waits until a lead admits you" in joined.err
    assert "Your own code: " in joined.err
    return laptop


def test_who_joins_waits_until_a_lead_types_the_code_that_is_read_out(
    ash: Laptop, quill: Laptop, share: Path
) -> None:
    quill.judge("in-place")
    quill.sync()
    ash.sync()
    asked = ash.members()["Mae Quill"]
    assert (asked["role"], asked["waiting"]) == ("asks to take part", 1)
    assert ash("history", BODY, CRITERION, "--json").rows == []
    own = quill.members()
    for command in (("sync", share), ("status",)):
        assert "No lead has admitted you yet" in quill(*command).err
        assert "1 person asks to take part" in ash(*command).err
    assert {"Robin Ash"} == set(own), "who waits is no member in their own list either"
    assert "No lead has admitted you yet" in quill("members").err
    code = str(asked["code"])
    assert code in quill("members").err, "what is read out on the telephone is what the lead sees"
    assert "twelve digits" in ash("admit", "12 34", code=2).told
    assert "Nobody has the code" in ash("admit", "0000 0000 0000", code=2).told
    assert "takes part as inspector" in ash("admit", code.replace(" ", "")).out
    ash.sync()
    assert len(ash("history", BODY, CRITERION, "--json").rows) == 1
    quill.sync()
    assert quill.members()["Mae Quill"]["role"] == "inspector"
    for each in (ash, quill):
        each("check")


@pytest.mark.thorough
def test_a_removed_member_goes_on_counting_up_to_the_removal_and_learns_of_it(
    ash: Laptop, quill: Laptop
) -> None:
    quill.judge("in-place")
    quill.sync()
    ash.sync()
    code = str(ash.members()["Mae Quill"]["code"])
    ash("admit", code)
    ash.sync()
    assert "--because" in ash("remove", code, code=2).told
    assert "is removed" in ash("remove", code, "--because", "Left the team.").out
    quill.judge("falls-short")
    quill.sync()
    ash.sync()
    rows = ash("history", BODY, CRITERION, "--json").rows
    assert len(rows) == 1
    quill.sync()
    assert "no longer a member" in quill.judge("in-place", code=1).told
    assert ash.members()["Mae Quill"]["because"] == "Left the team."


@pytest.mark.thorough
def test_who_is_refused_learns_of_it_asks_no_more_and_can_be_admitted_all_the_same(
    ash: Laptop, quill: Laptop, share: Path
) -> None:
    quill.judge("in-place")
    quill.sync()
    ash.sync()
    code = str(ash.members()["Mae Quill"]["code"])
    assert "is refused" in ash("refuse", code).out
    assert ash.members()["Mae Quill"]["role"] == "refused"
    ash.sync()
    assert ash("history", BODY, CRITERION, "--json").rows == []
    assert "A lead has refused you" in quill("sync", share).err
    assert "A lead has refused you" in quill.judge("in-place", code=1).told
    ash("admit", code)
    ash.sync()
    assert len(ash("history", BODY, CRITERION, "--json").rows) == 1


@pytest.mark.thorough
def test_an_observer_and_an_inspector_are_refused_what_would_not_count(ash: Laptop, quill: Laptop) -> None:
    ash.sync()
    code = str(ash.members()["Mae Quill"]["code"])
    ash("admit", code, "--role", "observer")
    ash.sync()
    quill.sync()
    assert "as an observer" in quill.judge("in-place", code=1).told
    assert "Only a lead decides" in quill("admit", code, "--role", "lead", code=1).told


@pytest.mark.thorough
def test_a_laptop_is_wiped_once_a_colleague_holds_all_of_it(ash: Laptop, quill: Laptop, share: Path) -> None:
    ash.sync()
    ash("admit", str(ash.members()["Mae Quill"]["code"]))
    ash.judge("in-place")
    assert "no colleague" in ash("held", share).err
    for each in (quill, ash):
        each("held", share)
    quill.sync()
    told = ash("held", share)
    assert "Held by 1 colleague" in told.err
    assert "first say that this copy goes" in told.err
    ash("held", share, "--retire", "A new laptop.")
    assert "Do not wipe" in ash("held", share).err
    quill.sync()
    assert "may be wiped" in ash("held", share).err
    shutil.rmtree(ash.casebook)
    assert len(quill("history", BODY, CRITERION, "--json").rows) == 1
    quill("check")


def test_what_a_colleague_says_is_held_and_is_gone_from_the_share_is_told_in_every_way(
    ash: Laptop, quill: Laptop, share: Path
) -> None:
    ash.sync()
    ash("admit", str(ash.members()["Mae Quill"]["code"]))
    for each in (ash, quill, ash):
        each.sync()
    before = {*(share / "packs").iterdir()}
    quill.judge("in-place")
    quill.sync()
    gone = {*(share / "packs").iterdir()} - before
    kept = {path: path.read_bytes() for path in gone}
    for path in gone:
        path.unlink()
    told = ash("sync", share, code=1)
    assert "The work is in the shared folder" in told.out, "one's own is"
    assert "not all of it has arrived: 1 save of members" in told.err
    assert "Sync it again once your colleagues have" in told.err
    checked = ash("check", "--share", share, "--json", code=1).rows
    assert [row["what"] for row in checked] == ["1 save that a member holds has not arrived here"]
    assert "Not all of it has arrived: 1 save of members." in ash("held", share).err
    assert ash.findings() == set()
    for path, data in kept.items():
        path.write_bytes(data)
    ash.sync()
    assert len(ash.findings()) == 1
    ash("check", "--share", share)


def test_a_reason_is_kept_with_naming_an_heir_and_asked_for_with_an_act(ash: Laptop, quill: Laptop) -> None:
    ash.sync()
    code = str(ash.members()["Mae Quill"]["code"])
    ash("admit", code)
    assert "may take the founder" in ash("heir", code, "--because", "For when I am ill.").out
    assert ash.members()["Mae Quill"]["because"] == "For when I am ill."
    assert "Give a code, or --take" in ash("heir", code, "--take", "Both.", code=2).told
    assert "--close" in ash("members", "--because", "Alone.", code=2).told
    assert "closed already" in ash("members", "--close", "--because", "Again.", code=1).told


@pytest.mark.thorough
def test_a_key_makes_the_same_person_of_another_laptop(
    ash: Laptop, reviewer_of: Callable[[Path], Run], tmp_path: Path, share: Path
) -> None:
    word, weak, file = tmp_path / "word", tmp_path / "weak", tmp_path / "ash.reviewer-key"
    word.write_text("four words that nobody expects\n")
    weak.write_text("secret\n")
    assert "under a password" in ash.run("key", "save", file, code=2).told
    assert "would soon be guessed" in ash.run("key", "save", file, "--password-file", weak, code=2).told
    assert not file.exists()
    saved = ash.run("key", "save", file, "--password-file", word, env={"REVIEWER_NAME": "Robin Ash"}).out
    assert str(file) in saved
    assert file.stat().st_mode & 0o077 == 0
    assert "is there already" in ash.run("key", "save", file, "--password-file", word, code=1).told

    run = reviewer_of(tmp_path / "second")
    assert "does not open" in run("key", "load", file, "--password-file", weak, code=1).told
    assert "is no saved key" in run("key", "load", word, "--password-file", word, code=2).told
    assert "Robin Ash" in run("key", "load", file, "--password-file", word).out
    assert "already" in run("key", "load", file, "--password-file", word).out
    second = Laptop(run, tmp_path / "second.casebook", share)
    run("join", share, second.casebook)
    second.judge("in-place")
    second.sync()
    told = ash("held", share)
    assert "no colleague" in told.err
    assert "No verified backup" in told.err
    assert ash.findings() == second.findings() != set(), "it counts: nobody had to be admitted"
    assert list(ash.members()) == ["Robin Ash"]

    other = reviewer_of(tmp_path / "other")
    other("name", second.casebook, "Mae Quill")
    refused = other("key", "load", file, "--password-file", word, code=1).told
    assert "that of Mae Quill" in refused
    assert "--instead" in refused
    made = other("key", "load", file, "--password-file", word, "--instead").out
    (kept,) = (tmp_path / "other/config/reviewer").glob("author-*.key")
    assert str(kept) in made
    other("check", second.casebook)


@pytest.mark.thorough
def test_what_somebody_did_is_listed_by_name_and_by_code_with_what_does_not_count(
    ash: Laptop, quill: Laptop
) -> None:
    quill.judge("in-place")
    quill.sync()
    ash.sync()
    code = str(ash.members()["Mae Quill"]["code"])
    ash("admit", code)
    ash.sync()
    ash.judge("falls-short")
    ash("remove", code, "--because", "Left the team.")
    quill.judge("falls-short")
    quill.sync()
    ash.sync()
    told = ash("history", "--by", "Mae Quill", "--json")
    last = told.rows[0]
    assert (last["body"], last["criterion"], last["counts"], last["stands"]) == (
        BODY,
        CRITERION,
        "yes",
        False,
    )
    assert (
        "1 more act lies in the shared folder and does not count: it was done after they were removed."
        in told.err
    )
    assert ash("history", "--by", code, "--json").rows == told.rows
    mine = ash("history", BODY, "--by", "Robin Ash", "--json").rows
    assert {row["who"] for row in mine} == {"Robin Ash"}
    assert len(ash("history", BODY, "--json").rows) == len(mine) + 1
    assert "Nobody here is called “Ben Okafor”" in ash("history", "--by", "Ben Okafor", code=2).told
    assert "--by WHO" in ash("history", code=2).told
