"""What a damaged record of the case, or of a withdrawal, may do: nothing older is said, signed or counted by; it heals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.words.amendments import letter_fact_words
from reviewer.desk.words.days import day_words
from reviewer.desk.words.letters import entry_words
from reviewer.errors import CaseError, NotReadyError
from tests.bodies import give_chief
from tests.commands import Run
from tests.faults.altering import BODY, OTHER, edited
from tests.faults.conftest import PASSWORD, Clean, Opened, copied
from tests.once import Once
from tests.scale import grid

pytestmark = pytest.mark.usefixtures("identity")  # tmp_path / "me.p12"

LAST = "(SELECT max(seq) FROM record WHERE json_extract(head, '$.kind') = '{}')"
BEFORE = (
    "(SELECT seq FROM record WHERE json_extract(head, '$.kind') = '{}' ORDER BY seq DESC LIMIT 1 OFFSET 1)"
)
HARMS = {
    "content": "UPDATE record SET body = replace(body, 'Newly', 'Newer') || ' ' WHERE seq = {}",
    "no content": "UPDATE record SET body = NULL WHERE seq = {}",
    "head": "UPDATE record SET head = replace(head, '\"time\":1', '\"time\":2') WHERE seq = {}",
    "gone": "DELETE FROM record WHERE seq = {}",
    "unsigned": "UPDATE save SET signature = zeroblob(64) WHERE id = (SELECT save FROM record WHERE seq = {})",
    "its save is gone": "DELETE FROM save WHERE id = (SELECT save FROM record WHERE seq = {})",
}


def damaged(casebook: Path, harm: str, kind: str) -> None:
    edited(casebook, HARMS[harm].format(LAST.format(kind)))


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """The case with another chief officer."""
    case = Path(shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case"))
    give_chief(case, BODY, "Sir Ivor Newly")
    return case


@pytest.fixture(scope="session")
def amended_once(once: Once, made_once: Path, identity_once: Path, root: Path) -> Path:
    """A casebook with a signed letter (before.pdf), whose case was amended then, its share, and the folders of who made it."""

    def make(made: Path) -> None:
        shutil.copytree(made_once, made, dirs_exist_ok=True)
        case = Path(shutil.copytree(root / "resources/samples/boundaries/case", made / "case"))
        give_chief(case, BODY, "Sir Ivor Newly")
        (made / "share").mkdir()
        home = Home(made / "config/reviewer", root / "resources", made / "data/reviewer")
        with Desk.open(made / "judged.casebook", home) as desk:
            desk.letters.write(BODY, made / "before.pdf", identity_once, PASSWORD)
            desk.amending.amend(desk.amending.look(case))
            desk.sharing.sync(made / "share")

    return once("amended", make)


@pytest.fixture
def amended(amended_once: Path, private_folders: Path, share: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(amended_once / "share", share, dirs_exist_ok=True)
    shutil.copy(amended_once / "before.pdf", tmp_path)
    return copied(amended_once, "judged.casebook", private_folders)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("harm", "kind"),
    grid(
        [*((harm, "inspection") for harm in HARMS), ("content", "framework"), ("gone", "framework")],
        ordinary=[("content", "inspection"), ("gone", "framework")],
    ),
)
def test_by_a_damaged_amendment_nothing_older_is_written_signed_or_counted_and_it_heals(
    amended: Path, share: Path, tmp_path: Path, opened: Opened, harm: str, kind: str
) -> None:
    damaged(amended, harm, kind)
    with opened(amended, writable=False) as desk:
        assert "damaged" in desk.notice
        assert not desk.session.case_now.contested
        for body in (BODY, OTHER):
            with pytest.raises(NotReadyError, match="damaged") as error:
                desk.letters.write(body, tmp_path / "draft.txt")
            assert "stand against each other" not in error.value.what
        assert all(line.damaged and not any(line.tones) for line in desk.standing.body_lines())
        desk.overview.write(tmp_path / "overview.csv")
        counted = (tmp_path / "overview.csv").read_text("utf-8-sig")
        assert "amaged" in counted
        assert not [
            line for line in counted.splitlines() if line.startswith("body finding") and "amaged" not in line
        ]
        assert "amaged" in desk.letters.verify([tmp_path / "before.pdf"])[0].casebook
    with opened(amended) as desk:
        with pytest.raises(NotReadyError, match="damaged"):
            desk.letters.write(BODY, tmp_path / "after.pdf", tmp_path / "me.p12", PASSWORD, because="Again.")
        assert "damaged" in " ".join(fault.what for fault in desk.sharing.check())
        report = desk.sharing.sync(share)
        assert "amended by a colleague" not in " ".join(report.notices)
        assert desk.sharing.check() == ()
        assert "Sir Ivor Newly" in str(desk.case.body(BODY).facts)
        desk.letters.write(BODY, tmp_path / "after.pdf", tmp_path / "me.p12", PASSWORD, because="Again.")


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["inspection", "framework"])
def test_a_damaged_amendment_that_a_sound_one_took_the_place_of_takes_nothing_away(
    amended: Path, folder: Path, tmp_path: Path, opened: Opened, kind: str
) -> None:
    with opened(amended) as desk:
        give_chief(folder, BODY, "Dame Una Later")
        desk.amending.amend(desk.amending.look(folder))
    for harm in ("gone", "content"):
        copy = Path(shutil.copytree(amended, tmp_path / f"{harm}.casebook"))
        edited(copy, HARMS[harm].format(BEFORE.format(kind)))
        with opened(copy) as desk:
            assert "Dame Una Later" in str(desk.case.body(BODY).facts)
            desk.letters.write(BODY, tmp_path / f"{harm}.txt")


@pytest.mark.parametrize("harm", ["content", "unsigned"])
def test_who_has_no_colleague_amends_anew(
    amended: Path, folder: Path, tmp_path: Path, opened: Opened, harm: str
) -> None:
    damaged(amended, harm, "inspection")
    with opened(amended) as desk:
        assert "amend the case anew" in desk.notice
        desk.amending.amend(desk.amending.look(folder))
        assert "Sir Ivor Newly" in str(desk.case.body(BODY).facts)
        desk.letters.write(BODY, tmp_path / "draft.txt")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("harm", "kind"),
    grid(
        [
            ("content", "inspection"),
            ("head", "inspection"),
            ("its save is gone", "inspection"),
            ("gone", "framework"),
        ],
        ordinary=[("its save is gone", "inspection"), ("gone", "framework")],
    ),
)
def test_a_damaged_founding_case_is_named_and_a_sync_gets_it_back(
    reviewer: Run, clean: Clean, judged: Path, share: Path, opened: Opened, harm: str, kind: str
) -> None:
    with opened(judged) as desk:
        desk.sharing.sync(share)
    damaged(judged, harm, kind)
    with pytest.raises(CaseError, match="damaged") as error:
        opened(judged, writable=False)
    assert "sync CASEBOOK SHARE" in error.value.remedy
    assert "damaged" in reviewer("check", judged, "--json", code=1).out
    assert "came back whole" in reviewer("sync", judged, share).err
    clean(judged)


def test_the_commands_say_it(reviewer: Run, amended: Path, tmp_path: Path) -> None:
    damaged(amended, "content", "inspection")
    status = reviewer("status", amended, BODY)
    assert "The case by " in status.err
    assert "damaged" in status.err
    assert "stand against each other" not in status.out + status.err
    assert "damaged" in reviewer("letter", amended, BODY, "-o", tmp_path / "draft.txt", code=1).err
    assert "damaged" in reviewer("amend", amended, code=2).err


@pytest.mark.thorough
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET body = replace(body, 'astray', 'ashore') WHERE seq = {0}",
        "DELETE FROM record WHERE seq = {0}",
    ],
)
def test_of_a_letter_whose_withdrawal_is_damaged_nobody_says_that_a_later_one_took_its_place(
    judged: Path, share: Path, tmp_path: Path, opened: Opened, statement: str
) -> None:
    with opened(judged, writable=True) as desk:
        desk.letters.write(BODY, tmp_path / "letter.pdf", tmp_path / "me.p12", PASSWORD)
        desk.letters.withdraw(BODY, "It went astray.")
        desk.sharing.sync(share)
        day = day_words(desk.register.of(BODY)[0].recorded_at)
    edited(judged, statement.format("(SELECT seq FROM current WHERE kind = 'withdrawn')"))
    with opened(judged, writable=True) as desk:
        (entry,) = desk.register.of(BODY)
        assert entry.place is Place.UNTOLD
        (found,) = desk.letters.verify([tmp_path / "letter.pdf"])
        said = [entry_words(entry), letter_fact_words(desk.facts.of(BODY).letters[0])[1], found.casebook]
        assert all("damaged" in each and "later one" not in each for each in said), said
        assert f"by {desk.me.name} of {day}" in found.casebook
        assert not found.good
        desk.sharing.sync(share)
        assert [entry.place for entry in desk.register.of(BODY)] == [Place.WITHDRAWN]
