"""The case is put right by a record: what differs is told first, nothing in use is lost, and letters keep the facts of their date."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.words.amendments import change_words, differing, outdated_words
from reviewer.desk.words.blockers import blocker_words
from reviewer.errors import CasebookError, CaseError, ConflictError, NotReadyError, StandsError, WrongUseError
from reviewer.model import LetterState
from reviewer.model.amendments import Amendment
from reviewer.model.deeds import DeedCode, StayCode
from tests.colleagues import joined
from tests.identities import identity_at
from tests.standing import place_of
from tests.unit.desk.conftest import NOON, Clock

BODY, OTHER = "harrowdale", "penmarsh"


@pytest.fixture
def folder(tmp_path: Path, case_dir: Path) -> Path:
    """The case as a folder that can be put right."""
    return shutil.copytree(case_dir, tmp_path / "case")


def facts(folder: Path, code: str) -> list[str]:
    lines = (folder / "bodies.tsv").read_text("utf-8").splitlines()
    return next(line for line in lines if line.split("\t")[0] == code).split("\t")


def put(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text, (file, old)
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def rename_chief(folder: Path, code: str, name: str) -> str:
    """Give a body another chief officer in the folder; returns the one of before."""
    header = (folder / "bodies.tsv").read_text("utf-8").splitlines()[0].split("\t")
    before = facts(folder, code)[header.index("chief")]
    line = "\t".join(facts(folder, code))
    put(folder, "bodies.tsv", line, line.replace(before, name))
    return before


def amend(desk: Desk, folder: Path) -> Amendment:
    amendment = desk.amending.look(folder)
    desk.amending.amend(amendment)
    return amendment


def judge(desk: Desk, code: str, plan: Path) -> None:
    desk.receiving.receive(code, [plan], date(2025, 2, 28))
    for criterion in desk.case.framework.criteria:
        desk.judging.evidence(code, criterion.key, "plan.txt", "two posts and one vacancy")
        desk.judging.verdict(code, criterion.key, criterion.findings[0], "As quoted.")
    desk.judging.category(code, desk.case.framework.categories[0].key)


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    return identity_at(tmp_path / "rowan.p12", "Rowan Ellery", "secret", NOON)


def sign(desk: Desk, identity: Path, out: Path, because: str = "") -> Path:
    return desk.letters.write(BODY, out, identity, "secret", because=because).path


def text_of(desk: Desk, out: Path) -> str:
    return desk.letters.write(BODY, out, replace=True).path.read_text("utf-8")


def test_what_differs_is_told_and_kept_and_the_next_opening_has_it(
    desk: Desk, folder: Path, home: Home, clock: Clock
) -> None:
    before = rename_chief(folder, BODY, "Sir Ivor Newly")
    amendment = desk.amending.look(folder)
    (change,) = amendment.changes
    assert differing(change) == (before, "Sir Ivor Newly")
    assert change_words(change, [desk.case]).endswith(": chief")
    assert desk.case.body(BODY).facts["chief"] == before, "nothing is kept by looking"
    desk.amending.amend(amendment)
    assert desk.case.body(BODY).facts["chief"] == "Sir Ivor Newly"
    assert desk.amending.look(folder).is_none
    assert [entry.deed.code.value for entry in desk.chronicle.of(BODY)] == ["amended"]
    assert desk.chronicle.of(OTHER) == (), "nothing that is said of it is another"
    assert not [fault for fault in desk.sharing.check() if "Record" in fault.what]
    place = desk.folder
    desk.close()
    with Desk.open(place, home, clock) as again:
        assert again.case.body(BODY).facts["chief"] == "Sir Ivor Newly"
        assert again.history.can_undo() == "Case amended"


def test_the_same_folder_amends_nothing(desk: Desk, case_dir: Path) -> None:
    position = desk.position
    amendment = amend(desk, case_dir)
    assert amendment.is_none
    assert desk.position == position


def test_verdicts_stay_and_the_letters_that_it_makes_out_of_date_are_named(
    desk: Desk, folder: Path, plan: Path, identity: Path, tmp_path: Path
) -> None:
    judge(desk, BODY, plan)
    judge(desk, OTHER, plan)
    signed = sign(desk, identity, tmp_path / "1.pdf")
    before = desk.standing.state(BODY).criteria
    rename_chief(folder, BODY, "Sir Ivor Newly")
    first = desk.amending.look(folder)
    assert [(each.body, each.language, each.state) for each in first.letters] == [
        (BODY, "", LetterState.SIGNED),
        (BODY, "cy", LetterState.DRAFTED),
    ]
    assert "keeps the facts of its date" in outdated_words(first.letters[0])
    put(folder, "inspection.toml", "letters_dated = ", "letters_dated = 2025-06-30 # ")
    second = amend(desk, folder)
    assert {(each.body, each.state) for each in second.letters if not each.language} == {
        (BODY, LetterState.SIGNED),
        (OTHER, LetterState.DRAFTED),
    }
    view = desk.standing.state(BODY)
    assert {key: card.verdicts for key, card in view.criteria.items()} == {
        key: card.verdicts for key, card in before.items()
    }
    assert place_of(desk, BODY) is Place.AMENDED
    assert signed.read_bytes() == desk.session.casebook.files.path(desk_letter(desk)).read_bytes()


def desk_letter(desk: Desk) -> str:
    letter = desk.standing.state(BODY).letter
    assert letter is not None
    return letter.record.content.issued


def test_a_letter_of_before_still_stands_and_verify_says_what_was_amended(
    desk: Desk, folder: Path, plan: Path, identity: Path, tmp_path: Path
) -> None:
    judge(desk, BODY, plan)
    signed = sign(desk, identity, tmp_path / "1.pdf")
    rename_chief(folder, OTHER, "Somebody Else")
    amend(desk, folder)
    (found,) = desk.letters.verify([signed])
    assert found.good
    assert found.casebook.endswith("as it stands in this casebook."), "another body's chief is none of it"
    assert sign(desk, identity, tmp_path / "2.pdf").read_bytes() == signed.read_bytes()
    rename_chief(folder, BODY, "Sir Ivor Newly")
    amend(desk, folder)
    (found,) = desk.letters.verify([signed])
    assert found.good
    assert "as it was signed" in found.casebook
    assert "The case has been amended since: " in found.casebook
    assert "chief" in found.casebook
    with pytest.raises(StandsError):
        sign(desk, identity, tmp_path / "3.pdf")
    again = sign(desk, identity, tmp_path / "3.pdf", because="Another chief officer.")
    older, newer = desk.letters.verify([signed, again])
    assert "supersedes" in older.casebook
    assert newer.casebook.endswith("as it stands in this casebook.")
    assert place_of(desk, BODY) is Place.STANDS


def test_what_is_in_use_is_not_taken_out_and_the_error_says_by_what(
    desk: Desk, folder: Path, plan: Path
) -> None:
    judge(desk, BODY, plan)
    position, text = desk.position, (folder / "bodies.tsv").read_text("utf-8")
    (folder / "bodies.tsv").write_text(
        text.replace("\t".join(facts(folder, BODY)) + "\n", ""), encoding="utf-8"
    )
    with pytest.raises(CaseError, match=rf"\({BODY}\) can't be taken out .*records") as refused:
        desk.amending.look(folder)
    assert "keep its line" in refused.value.remedy
    (folder / "bodies.tsv").write_text(
        text.replace("\t".join(facts_in(text, OTHER)) + "\n", ""), encoding="utf-8"
    )
    amend(desk, folder)
    assert OTHER not in {body.code for body in desk.case.bodies}, "of this one nothing was recorded"
    assert desk.position == position + 1


def facts_in(text: str, code: str) -> list[str]:
    return next(line for line in text.splitlines() if line.split("\t")[0] == code).split("\t")


def test_a_finding_a_category_or_a_criterion_that_is_said_somewhere_stays(
    desk: Desk, folder: Path, plan: Path
) -> None:
    judge(desk, BODY, plan)
    for file in folder.glob("*.cy.*"):
        file.unlink()  # no letter was signed in it
    framework = desk.case.framework
    criterion, category = framework.criteria[0], framework.categories[0]
    toml = (folder / "framework.toml").read_text("utf-8")
    start = toml.index("[[criterion]]")
    for key, spoilt in {
        f"criterion “{criterion.key}”": toml[:start]
        + toml[start:].replace(f'key = "{criterion.key}"', 'key = "quite-another"', 1),
        f"category “{category.key}”": toml.replace(f'key = "{category.key}"', 'key = "quite-another"', 1),
        f"finding “{criterion.findings[0]}”": toml.replace(
            f'findings = ["{criterion.findings[0]}", ', "findings = [", 1
        ),
    }.items():
        assert spoilt != toml, key
        (folder / "framework.toml").write_text(spoilt, encoding="utf-8")
        with pytest.raises(CaseError, match=key) as refused:
            desk.amending.look(folder)
        assert BODY in str(refused.value)
        assert "Nothing was changed" in refused.value.remedy


def test_what_comes_into_use_while_one_looks_is_not_taken_out_either(
    desk: Desk, folder: Path, plan: Path
) -> None:
    put(folder, "bodies.tsv", "\t".join(facts(folder, OTHER)) + "\n", "")
    amendment = desk.amending.look(folder)
    desk.receiving.receive(OTHER, [plan], date(2025, 2, 28))
    with pytest.raises(CaseError, match="can't be taken out"):
        desk.amending.amend(amendment)
    assert desk.case.body(OTHER).code == OTHER


def test_an_amendment_that_another_overtook_is_not_kept(desk: Desk, folder: Path) -> None:
    rename_chief(folder, BODY, "First")
    looked = desk.amending.look(folder)
    put(folder, "bodies.tsv", "First", "Second")
    amend(desk, folder)
    with pytest.raises(CasebookError, match="amended meanwhile"):
        desk.amending.amend(looked)
    assert desk.case.body(BODY).facts["chief"] == "Second"


def test_a_name_that_cannot_be_printed_is_told_before_and_in_status_after(desk: Desk, folder: Path) -> None:
    rename_chief(folder, BODY, "Sir Ivor 王")
    amendment = amend(desk, folder)
    assert "U+738B" in " ".join(amendment.unprintable[BODY])
    assert any("U+738B" in blocker_words(each) for each in desk.standing.state(BODY).blocks_signing)


def test_undo_takes_an_amendment_back_and_redo_brings_it_again(desk: Desk, folder: Path) -> None:
    before = rename_chief(folder, BODY, "Sir Ivor Newly")
    amend(desk, folder)
    for _ in range(2):
        assert desk.history.can_undo() == "Case amended"
        assert desk.history.undo() is not None
        assert desk.session.board() is not None
        assert desk.case.body(BODY).facts["chief"] == before
        assert desk.history.can_redo() == "Case amended"
        desk.history.redo()
        assert desk.session.board() is not None
        assert desk.case.body(BODY).facts["chief"] == "Sir Ivor Newly"
    desk.history.undo()
    assert desk.history.undo() is None, "how the casebook was founded is no act"


def test_undo_leaves_an_amendment_that_a_signed_letter_rests_on(
    desk: Desk, folder: Path, plan: Path, identity: Path, tmp_path: Path
) -> None:
    judge(desk, BODY, plan)
    rename_chief(folder, BODY, "Sir Ivor Newly")
    amend(desk, folder)
    sign(desk, identity, tmp_path / "1.pdf")
    assert desk.history.can_undo() == "Category chosen"
    turned = desk.history.undo()
    assert turned
    stays = [(stay.why, stay.act.code) for stay in turned.stays]
    assert stays == [(StayCode.FOR_GOOD, DeedCode.SIGNED), (StayCode.HELD, DeedCode.AMENDED)]
    assert desk.case.body(BODY).facts["chief"] == "Sir Ivor Newly"


def test_undo_leaves_an_amendment_whose_body_is_in_use(desk: Desk, folder: Path, plan: Path) -> None:
    line = "\t".join(facts(folder, OTHER))
    put(folder, "bodies.tsv", line, f"{line}\nnewly\tNewly\t\tChief\t\tA Commissioner\tWest")
    amend(desk, folder)
    desk.receiving.receive("newly", [plan], date(2025, 2, 28))
    assert desk.history.undo() is not None  # the receipt
    with pytest.raises(ConflictError, match="in use"):
        desk.history.undo()
    assert desk.case.body("newly").name == "Newly"


@pytest.fixture
def two(desk: Desk, colleague: Home, tmp_path: Path) -> Desk:
    """A colleague's copy of the desk's casebook, whose clock is another."""
    share = tmp_path / "share"
    share.mkdir()
    return joined(desk, share, tmp_path / "theirs.casebook", colleague, Clock(NOON + 77_000_000))


def sync(share: Path, *desks: Desk) -> list[str]:
    notices: list[str] = []
    for each in (*desks, *desks):
        notices += each.sharing.sync(share).notices
    return notices


def test_a_colleague_has_the_amendment_after_a_sync(
    desk: Desk, two: Desk, folder: Path, tmp_path: Path
) -> None:
    with two:
        rename_chief(folder, BODY, "Sir Ivor Newly")
        amend(desk, folder)
        notices = sync(tmp_path / "share", desk, two)
        assert any("The case was amended by a colleague" in notice for notice in notices)
        assert (two.case, two.amending.sides()) == (desk.case, ())
        assert two.history.can_undo() is None, "it is the colleague's act"


def test_two_amendments_against_each_other_stop_signing_until_somebody_settles_them(
    desk: Desk, two: Desk, folder: Path, plan: Path, identity: Path, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    judge(desk, BODY, plan)
    before = rename_chief(folder, BODY, "Agreed")
    amend(desk, folder)
    with two:
        sync(share, desk, two)
        for each, name in zip((desk, two), ("Mine", "Theirs"), strict=True):
            now = each.case.body(BODY).facts["chief"]
            assert now == "Agreed" != before
            rename_chief(folder, BODY, name)
            amend(each, folder)
        assert any("stand against each other" in notice for notice in sync(share, desk, two))
        for each in (desk, two):
            assert each.case.body(BODY).facts["chief"] == "Agreed", "the last that nobody contests serves"
            told = [blocker_words(left) for left in each.standing.state(BODY).blocks_signing]
            assert any("stand against each other" in line for line in told)
            assert [
                differing(change)[1] for side in each.amending.sides() for change in side.changes or ()
            ] in (["Mine", "Theirs"], ["Theirs", "Mine"])
        with pytest.raises(NotReadyError, match="stand against each other"):
            sign(desk, identity, tmp_path / "1.pdf")
        assert "Agreed" in text_of(desk, tmp_path / "1.txt")
        with pytest.raises(WrongUseError, match="No amendment"):
            two.amending.look_at("ffff")
        mine = next(side for side in two.amending.sides() if differing((side.changes or ())[0])[1] == "Mine")
        two.amending.amend(two.amending.look_at(mine.record[:12]))
        sync(share, desk, two)
        for each in (desk, two):
            assert each.case.body(BODY).facts["chief"] == "Mine"
            assert each.amending.sides() == ()
            assert each.history.can_undo() != "Case amended", "what was settled is settled"
        sign(desk, identity, tmp_path / "1.pdf")


def test_two_equal_amendments_do_not_contest_each_other(
    desk: Desk, two: Desk, folder: Path, tmp_path: Path
) -> None:
    rename_chief(folder, BODY, "Sir Ivor Newly")
    with two:
        amend(desk, folder)
        amend(two, folder)
        sync(tmp_path / "share", desk, two)
        for each in (desk, two):
            assert each.amending.sides() == ()
            assert each.case.body(BODY).facts["chief"] == "Sir Ivor Newly"
        put(folder, "bodies.tsv", "Sir Ivor Newly", "Dame Ada")
        amend(two, folder)
        sync(tmp_path / "share", desk, two)
        assert desk.case.body(BODY).facts["chief"] == "Dame Ada"


def test_undo_leaves_an_amendment_that_cannot_be_read(desk: Desk, folder: Path, plan: Path) -> None:
    """As after a newer version was at work here: nobody can tell what rests on it."""
    judge(desk, BODY, plan)
    rename_chief(folder, BODY, "Sir Ivor Newly")
    amend(desk, folder)
    desk.history.amend({"inspection": {"newer": True}}, desk.session.case_now.last)
    desk.session.look_at_case()
    assert desk.history.can_undo() == "Category chosen"
    turned = desk.history.undo()
    assert turned
    assert {stay.act.code for stay in turned.stays} == {DeedCode.AMENDED}, "they are named"


def test_a_letter_whose_case_cannot_be_read_is_told_so_until_it_can(
    desk: Desk, folder: Path, plan: Path, home: Home, clock: Clock, identity: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    judge(desk, BODY, plan)
    signed, place = sign(desk, identity, tmp_path / "1.pdf"), desk.folder
    rename_chief(folder, OTHER, "Somebody Else")
    amend(desk, folder)
    desk.close()
    with Desk.open(place, home, clock) as again:
        with monkeypatch.context() as patched:
            patched.setattr(type(again.session.casebook.cases), "data", lambda _cases, _record: {})
            (found,) = again.letters.verify([signed])
            assert found.casebook.endswith("The case has been amended since."), "what differs is not known"
            assert place_of(again, BODY) is Place.AMENDED
        (found,) = again.letters.verify([signed])
        assert found.casebook.endswith("as it stands in this casebook.")
        assert place_of(again, BODY) is Place.STANDS
