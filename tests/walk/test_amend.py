"""The case put right in real processes: what differs is shown, letters keep the facts of their date, two laptops settle what they contest."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.errors import NotReadyError
from reviewer.model import Role
from reviewer.review import Gap
from tests.bodies import give_chief
from tests.commands import Run

BODY, OTHER = "harrowdale", "penmarsh"


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """The sample's case in a folder that can be put right."""
    return shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")


@pytest.fixture
def made(folder: Path, root: Path, private_folders: Path, tmp_path: Path) -> Iterator[Desk]:
    """A casebook of that case, made by somebody else than the lead who works on it then."""
    home = Home(tmp_path / "maker", root / "resources", tmp_path / "maker")
    home.data.mkdir()
    worker = Home(private_folders / "config/reviewer", home.resources, home.data).author()
    with Desk.new(tmp_path / "mine.casebook", folder, home) as desk:
        desk.session.casebook.team.admit(worker.key, worker.name, Role.LEAD)
        yield desk


@pytest.fixture
def casebook(made: Desk) -> Path:
    made.close()
    return made.folder


@pytest.fixture
def judged(made: Desk, tmp_path: Path) -> Path:
    """The same, with all that one letter needs."""
    (tmp_path / "plan.txt").write_text("The unit has two posts and one vacancy.")
    made.receiving.receive(BODY, [tmp_path / "plan.txt"], date(2025, 2, 20))
    for criterion in made.case.framework.criteria:
        made.judging.evidence(BODY, criterion.key, "plan.txt", "two posts and one vacancy")
        made.judging.verdict(BODY, criterion.key, "in-place", "As quoted.")
    made.judging.category(BODY, str(made.standing.suggested(BODY)))
    made.close()
    return made.folder


@pytest.mark.thorough
def test_the_case_is_put_right_and_a_signed_letter_keeps_the_facts_of_its_date(
    reviewer: Run, judged: Path, folder: Path, tmp_path: Path, sign: tuple[object, ...]
) -> None:
    casebook = judged
    reviewer("letter", casebook, BODY, "-o", tmp_path / "1.pdf", *sign)
    before = reviewer("status", casebook, "--json").rows

    assert "Nothing differs" in reviewer("amend", casebook, "--case", folder).err
    give_chief(folder, BODY, "Sir Ivor Newly")
    shown = reviewer("amend", casebook, "--case", folder, code=1)
    assert "Chief Constable" in shown.out
    assert "Sir Ivor Newly" in shown.out
    assert "Signed letters keep the facts of their date" in shown.out
    assert "Nothing was changed" in shown.told
    assert reviewer("status", casebook, "--json").rows == before, "it was not said yes to"
    rows = reviewer("amend", casebook, "--case", folder, "--json").rows
    assert [(row["what"], row["before"], row["after"]) for row in rows if row["sort"] == "difference"] == [
        ("Harrowdale Constabulary: chief", "Chief Constable", "Sir Ivor Newly")
    ]
    assert reviewer("status", casebook, "--json").rows == before
    assert "The case is amended: 1 difference." in reviewer("amend", casebook, "--case", folder, "--yes").out

    (row,) = reviewer("status", casebook, BODY, "--json").rows
    (was,) = (row for row in before if row["body"] == BODY)
    assert row["letter"] == "signed (the case was amended since)"
    assert row["verdicts"] == was["verdicts"]
    verified = reviewer("verify", tmp_path / "1.pdf", "--casebook", casebook)
    assert (
        "as it was signed. The case has been amended since: Harrowdale Constabulary: chief." in verified.out
    )
    reviewer("letter", casebook, BODY, "-o", tmp_path / "2.txt")
    assert "Sir Ivor Newly" in (tmp_path / "2.txt").read_text("utf-8")
    assert "Undone: Case amended." in reviewer("undo", casebook).out
    assert reviewer("status", casebook, "--json").rows == before
    assert (
        "as it stands in this casebook" in reviewer("verify", tmp_path / "1.pdf", "--casebook", casebook).out
    )
    assert "Done again: Case amended." in reviewer("redo", casebook).out
    reviewer("letter", casebook, BODY, "-o", tmp_path / "3.pdf", *sign, "--because", "Another chief.")
    assert "a signed letter rests on it" in reviewer("undo", casebook, code=1).told
    assert "Sir Ivor Newly" in reviewer("amend", casebook, "--case", root_case(folder), "--json").out
    assert "All is as it was recorded" in reviewer("check", casebook).out


def root_case(folder: Path) -> Path:
    """Return a folder as the case was at first."""
    give_chief(folder, BODY, "Chief Constable")
    return folder


@pytest.mark.thorough
def test_what_is_in_use_and_what_cannot_be_printed_is_named(
    reviewer: Run, judged: Path, folder: Path
) -> None:
    casebook = judged
    bodies = folder / "bodies.tsv"
    whole = bodies.read_text("utf-8")
    bodies.write_text("".join(line for line in whole.splitlines(keepends=True) if not line.startswith(BODY)))
    refused = reviewer("amend", casebook, "--case", folder, "--yes", code=1)
    assert "Harrowdale Constabulary (harrowdale) can't be taken out of the case" in refused.told
    assert "keep its line and its code" in refused.told
    assert len(refused.told.splitlines()) == 1
    bodies.write_text(whole, encoding="utf-8")
    give_chief(folder, OTHER, "王")
    told = reviewer("amend", casebook, "--case", folder, "--yes").out
    assert f"The letter to {OTHER} cannot be printed" in told
    assert "U+738B" in told
    (row,) = reviewer("status", casebook, OTHER, "--json").rows
    assert any("U+738B" in line for line in row["blocks_signing"])
    bodies.write_text("code\tname\n", encoding="utf-8")
    assert "names nobody" in reviewer("amend", casebook, "--case", folder, "--yes", code=1).told
    assert "nothing to settle" in reviewer("amend", casebook, code=2).told
    reviewer("amend", casebook, "--case", folder, "--take", "ab", code=2)


@pytest.mark.long
def test_two_laptops_that_amend_against_each_other_settle_it(
    reviewer: Run, casebook: Path, folder: Path, tmp_path: Path
) -> None:
    share, theirs = tmp_path / "share", tmp_path / "theirs.casebook"
    share.mkdir()
    reviewer("sync", casebook, share)
    reviewer("join", share, theirs)
    for each, name in ((casebook, "Mine"), (theirs, "Theirs")):
        give_chief(folder, BODY, name)
        reviewer("amend", each, "--case", folder, "--yes")
    reviewer("sync", casebook, share)
    assert "stand against each other" in reviewer("sync", theirs, share).err
    assert "stand against each other" in reviewer("sync", casebook, share).err
    for each in (casebook, theirs):
        listed = reviewer("status", each, "--json")
        assert "stand against each other" in listed.err
        assert all(
            any("stand against each other" in line for line in row["blocks_signing"]) for row in listed.rows
        )
    shown = reviewer("amend", theirs)
    assert "Mine" in shown.out
    assert "Theirs" in shown.out
    sides = {row["after"]: row["record"] for row in reviewer("amend", theirs, "--json").rows}
    assert set(sides) == {"Mine", "Theirs"}
    reviewer("amend", theirs, "--take", "0000", "--yes", code=2)
    assert "Mine" in reviewer("amend", theirs, "--take", sides["Mine"][:10], "--yes").out
    reviewer("sync", theirs, share)
    assert "The case was amended by a colleague" in reviewer("sync", casebook, share).err
    give_chief(folder, BODY, "Mine")
    for each in (casebook, theirs):
        assert "Nothing differs" in reviewer("amend", each, "--case", folder).err
        assert "stand against" not in reviewer("status", each).err
        assert "All is as it was recorded" in reviewer("check", each).out


@pytest.mark.thorough
def test_an_absence_that_was_not_sought_by_the_new_terms_asks_anew_before_it_is_signed(
    made: Desk, judged: Path, folder: Path, tmp_path: Path
) -> None:
    with Desk.open(judged, made.session.home) as desk:
        desk.letters.identity_new(tmp_path / "r.p12", "Rowan Ellery", "secret")
        desk.judging.absence(BODY, "unit", looked_at=True)
        desk.judging.verdict(BODY, "unit", "not-shown", "Nothing was found.")
        desk.letters.write(BODY, tmp_path / "1.pdf", tmp_path / "r.p12", "secret")
        framework = folder / "framework.toml"
        words = framework.read_text("utf-8")
        framework.write_text(
            words.replace('search = ["integrity unit",', 'search = ["overtime", "Integrity  unit",')
        )
        amendment = desk.amending.look(folder)
        assert [letter.body for letter in amendment.letters] == [BODY]
        desk.amending.amend(amendment)
        assert desk.standing.state(BODY).criteria["unit"].search_gaps == {Gap.TERMS: 1}
        (entry,) = desk.register.of(BODY)
        assert entry.place is Place.AMENDED
        with pytest.raises(NotReadyError, match="searched before the terms changed: 1 term was not sought"):
            desk.letters.write(BODY, tmp_path / "2.pdf", tmp_path / "r.p12", "secret", because="Again.")
        desk.letters.write(BODY, tmp_path / "draft.txt")
        desk.judging.absence(BODY, "unit", looked_at=True)
        desk.letters.write(BODY, tmp_path / "2.pdf", tmp_path / "r.p12", "secret", because="Sought anew.")
        assert [entry.place for entry in desk.register.of(BODY)] == [Place.STANDS, Place.SUPERSEDED]


@pytest.mark.thorough
def test_a_case_that_does_not_say_whom_its_letters_are_to_is_told_so_and_addressed_by_its_salutation(
    reviewer: Run, folder: Path, tmp_path: Path
) -> None:
    path = folder / "inspection.toml"
    stated = path.read_text(encoding="utf-8")
    silent = "".join(line for line in stated.splitlines(keepends=True) if not line.startswith("addressee"))
    path.write_text(silent, encoding="utf-8")
    told = reviewer("new", tmp_path / "silent.casebook", "--case", folder).err
    assert "as “Chief Constable, Aberwen Police”" in told
    assert "give addressee in [letter] of inspection.toml" in told
    path.write_text(stated, encoding="utf-8")
    amended = reviewer("amend", tmp_path / "silent.casebook", "--case", folder, "--yes")
    assert "Letters: whom they are to" in amended.out
    assert "salutation" not in amended.err
    assert "addressee" not in reviewer("new", tmp_path / "stated.casebook", "--case", folder).err


@pytest.mark.long
def test_what_the_cases_own_words_cannot_say_is_told_at_new_amend_and_status(
    reviewer: Run, folder: Path, tmp_path: Path
) -> None:
    letter, casebook = folder / "letter.md", tmp_path / "Wrong.casebook"
    sound = letter.read_text("utf-8")
    letter.write_text(f"{sound.rstrip()}\n\nAnswer by 31 April 2025.\n", encoding="utf-8")
    told = "In the case's own words: There is no “31 April 2025”"
    assert told in reviewer("new", casebook, "--case", folder).err
    assert told in reviewer("status", casebook).err
    assert told in reviewer("amend", casebook, "--case", folder).out
    letter.write_text(sound, encoding="utf-8")
    assert told not in reviewer("amend", casebook, "--case", folder, "--yes").out
    assert "own words" not in reviewer("status", casebook).err
