"""What an altered casebook.sqlite may do: nothing that was altered is shown, written, signed or sent; it is named, and heals."""

# ruff: noqa: S608 - statements are put together from the test's own constants

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.snapshot import snapshot
from reviewer.desk.words.amendments import letter_fact_words
from reviewer.desk.words.letters import entry_words
from reviewer.errors import ConflictError, NotReadyError, ReviewerError
from reviewer.model import Letter
from tests.commands import Run
from tests.faults.altering import ALTERED, BODY, DATABASE, OTHER, VERDICT, edited
from tests.faults.conftest import PASSWORD, Clean, Opened
from tests.scale import grid, scale
from tests.standing import place_of, sign_other_words

pytestmark = pytest.mark.usefixtures("identity")  # tmp_path / "me.p12"

FLIPS = scale("flips", small=8, whole=25)
REASON = "Nearly all supervisors were trained, and the force asked whether it had helped."


@pytest.fixture
def share(judged: Path, tmp_path: Path, opened: Opened) -> Path:
    """The share that holds the sound casebook, before anybody alters it."""
    folder = tmp_path / "share"
    folder.mkdir()
    with opened(judged) as desk:
        desk.sharing.sync(folder)
    return folder


def shown(desk: Desk) -> str:
    """All that the window would show of two bodies and of the list."""
    return "".join(str(snapshot(desk, body)) for body in (BODY, OTHER))


def refused(desk: Desk, folder: Path) -> str:
    """What is said where a letter is neither drafted nor signed; nothing is written."""
    identity = folder / "me.p12"
    said = []
    for out, key in ((folder / "draft.txt", None), (folder / "letter.pdf", identity)):
        with pytest.raises(NotReadyError) as error:
            desk.letters.write(BODY, out, key, PASSWORD if key else "")
        said.append(error.value.what)
        assert not out.exists()
    return " ".join(said)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name",
    grid(
        ALTERED,
        ordinary=[
            "one byte of the file",
            "a verdict's author",
            "a record that is gone",
            "a save's signature",
        ],
    ),
)
def test_nothing_altered_is_shown_written_or_signed_and_it_heals(
    judged: Path, share: Path, tmp_path: Path, opened: Opened, name: str
) -> None:
    with opened(judged, writable=False) as desk:
        before = str(desk.standing.state(BODY))
    ALTERED[name].change(judged)
    with opened(judged) as desk:
        said = [desk.notice, shown(desk), refused(desk, tmp_path)]
        assert "damaged" in said[0]
        assert "Sync" in said[0]
        assert "damaged" in said[2]
        assert [line.damaged > 0 for line in desk.standing.body_lines() if line.code == BODY] == [True]
        desk.overview.write(tmp_path / "overview.csv")
        said.append((tmp_path / "overview.csv").read_text("utf-8-sig"))
        assert "amaged" in said[-1]
        said += [f"{fault.what} {fault.remedy}" for fault in desk.sharing.check()]
        assert "damaged" in said[4]
        assert not [word for word in ALTERED[name].words for each in said if word in each]
        report = desk.sharing.sync(share)
        assert "came back whole" in " ".join(report.notices)
        assert str(desk.standing.state(BODY)) == before
        assert desk.sharing.check() == ()
        desk.letters.write(BODY, tmp_path / "letter.pdf", tmp_path / "me.p12", PASSWORD)


@pytest.mark.parametrize("name", ["one byte of the file", "a head that is no JSON", "a save's signature"])
def test_what_is_damaged_stays_behind_and_all_else_goes(
    judged: Path, tmp_path: Path, opened: Opened, root: Path, private_folders: Path, name: str
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    with opened(judged, writable=False) as desk:
        whole = {save.id: save for _, save in desk.session.casebook.saves()}
    ALTERED[name].change(judged)
    with opened(judged) as desk:
        report = desk.sharing.sync(folder)
    assert "stayed behind" in " ".join(report.notices)
    assert not list((folder / "merged").glob("*"))
    home = Home(tmp_path / "their/config", root / "resources", tmp_path / "their/data")
    with Desk.join(folder, tmp_path / "theirs.casebook", home) as theirs:
        arrived = {save.id: save for _, save in theirs.session.casebook.saves() if save.id in whole}
        assert len(arrived) == len(whole) - 1
        assert all(whole[name] == save for name, save in arrived.items())


@pytest.mark.thorough
@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM current WHERE seq = {VERDICT}",
        f"UPDATE current SET body = '{OTHER}' WHERE seq = {VERDICT}",
        f"UPDATE current SET subject = 'verdict:{OTHER}/unit' WHERE seq = {VERDICT}",
        f"UPDATE current SET kind = 'block' WHERE seq = {VERDICT}",
        "UPDATE current SET author = 'ab'",
        "DELETE FROM edge",
        "INSERT INTO contested VALUES('verdict:harrowdale/unit')",
    ],
)
def test_a_wrong_row_of_a_derived_table_decides_nothing(
    judged: Path, tmp_path: Path, opened: Opened, statement: str
) -> None:
    with opened(judged) as desk:
        desk.judging.verdict(BODY, "supervisors", "under-way", "An earlier thought.")
        desk.judging.verdict(BODY, "supervisors", "in-place", "A later thought.")
    with opened(judged, writable=False) as desk:
        before = [str(desk.standing.state(body)) for body in (BODY, OTHER)]
    edited(judged, statement)
    with opened(judged, writable=False) as desk:
        assert [str(desk.standing.state(body)) for body in (BODY, OTHER)] == before
        assert "made again" in desk.notice
        assert "table" in " ".join(fault.what for fault in desk.sharing.check())
        desk.letters.write(BODY, tmp_path / "draft.txt")
    with opened(judged) as desk:
        assert [str(desk.standing.state(body)) for body in (BODY, OTHER)] == before
        assert desk.sharing.check() == ()


def test_an_older_verdict_never_stands_again_and_who_has_no_colleague_decides_again(
    judged: Path, tmp_path: Path, opened: Opened
) -> None:
    with opened(judged) as desk:
        desk.judging.verdict(BODY, "supervisors", "under-way", "A later thought.")
    edited(judged, f"UPDATE record SET body = replace(body, 'later', 'lat3r') WHERE seq = {VERDICT}")
    with opened(judged) as desk:
        desk.judging.verdict(OTHER, "unit", "in-place", "Something else.")
        assert REASON not in shown(desk)
        assert "damaged" in refused(desk, tmp_path)
        desk.letters.write(OTHER, tmp_path / "other.txt")
        desk.judging.verdict(BODY, "supervisors", "in-place", "Decided again.")
        desk.letters.write(BODY, tmp_path / "draft.txt")
        desk.letters.write(BODY, tmp_path / "letter.pdf", tmp_path / "me.p12", PASSWORD)


def test_undo_never_puts_back_what_is_damaged(judged: Path, opened: Opened) -> None:
    with opened(judged) as desk:
        desk.judging.verdict(BODY, "supervisors", "under-way", "An earlier thought.")
    edited(judged, f"UPDATE record SET body = replace(body, 'earlier', 'ear1ier') WHERE seq = {VERDICT}")
    with opened(judged) as desk:
        desk.judging.verdict(BODY, "supervisors", "in-place", "A later thought.")
        with pytest.raises(
            ConflictError, match=r"“Verdict on Supervisors who notice” cannot be undone: .* is damaged"
        ):
            desk.history.undo()
        assert desk.history.can_undo() is None, "nor is something else taken back in its place"
        assert "ear1ier" not in shown(desk)
        assert [
            kept.content.because
            for kept in desk.session.slice(BODY).verdicts
            if kept.content.criterion == "supervisors"
        ] == ["A later thought."]


def test_evidence_that_no_one_can_place_stops_every_letter(
    judged: Path, tmp_path: Path, opened: Opened
) -> None:
    """Its content and the table that found it name another body: a letter could go out without it."""
    seq = f"(SELECT seq FROM current WHERE kind = 'evidence' AND body = '{BODY}' LIMIT 1)"
    edited(
        judged,
        f'UPDATE record SET body = replace(body, \'"body":"{BODY}"\', \'"body":"{OTHER}"\') WHERE seq = {seq}',
        f"UPDATE current SET body = '{OTHER}' WHERE seq = {seq}",
    )
    with opened(judged) as desk, pytest.raises(NotReadyError, match="damaged"):
        desk.letters.write(BODY, tmp_path / "letter.pdf", tmp_path / "me.p12", PASSWORD)


@pytest.mark.parametrize(
    "rule",
    [
        "CREATE TRIGGER stray AFTER INSERT ON record BEGIN DELETE FROM current WHERE kind = 'evidence'; END",
        "CREATE VIEW stray AS SELECT 1",
        "CREATE TABLE stray(a)",
    ],
)
def test_what_is_not_ours_in_the_file_is_noticed_and_rules_nothing(
    judged: Path, opened: Opened, rule: str
) -> None:
    with closing(sqlite3.connect(judged / DATABASE)) as tool:
        tool.execute(rule)
        tool.commit()
    with opened(judged, writable=False) as desk:
        assert "stray" in desk.notice
        assert "stray" in " ".join(fault.what for fault in desk.sharing.check())
        before = [line.tones for line in desk.standing.body_lines()]
    with opened(judged) as desk:
        assert "stray" in desk.notice
        desk.judging.verdict(OTHER, "unit", "in-place", "Something else.")
        after = desk.standing.body_lines()
    assert [line.tones for line in after if line.code != OTHER] == [
        tones for line, tones in zip(after, before, strict=True) if line.code != OTHER
    ]


@pytest.mark.thorough
def test_the_commands_name_it_and_refuse(
    reviewer: Run, clean: Clean, judged: Path, share: Path, tmp_path: Path
) -> None:
    altered = ALTERED["one byte of the file"]
    altered.change(judged)
    status = reviewer("status", judged, BODY)
    named = "The verdict on Supervisors who notice of Harrowdale Constabulary by "
    assert named in status.err
    assert "damaged" in status.out
    draft = reviewer("letter", judged, BODY, "-o", tmp_path / "draft.txt", code=1)
    checked = reviewer("check", judged, "--json", code=1)
    assert [row for row in checked.rows if named in row["what"]]
    told = status.out + status.err + draft.out + draft.err + checked.out + checked.err
    assert not [word for word in altered.words if word in told]
    assert "came back whole" in reviewer("sync", judged, share).err
    clean(judged)


@pytest.mark.thorough
def test_a_letter_whose_words_are_not_its_verdicts_is_found_and_not_handed_out_again(
    judged: Path, tmp_path: Path, opened: Opened
) -> None:
    with opened(judged) as desk:
        key = tmp_path / "me.p12"
        desk.letters.write(BODY, tmp_path / "true.pdf", key, PASSWORD)
        assert [found.casebook for found in desk.letters.verify([tmp_path / "true.pdf"])] == [
            "It is the letter to Harrowdale Constabulary as it stands in this casebook."
        ]
        out = tmp_path / "false.pdf"
        sign_other_words(
            desk, BODY, lambda: desk.letters.write(BODY, out, key, PASSWORD, because="For a moment.")
        )
        (found,) = desk.letters.verify([tmp_path / "false.pdf"])
        assert not found.good
        assert "words" in found.casebook
        assert "words" in " ".join(fault.what for fault in desk.sharing.check())
        desk.letters.write(BODY, tmp_path / "again.pdf", key, PASSWORD, because="Its words were wrong.")
        assert (tmp_path / "again.pdf").read_bytes() != (tmp_path / "false.pdf").read_bytes()
        assert [found.casebook for found in desk.letters.verify([tmp_path / "again.pdf"])] == [
            "It is the letter to Harrowdale Constabulary as it stands in this casebook."
        ]


@pytest.fixture
def lying(judged: Path, tmp_path: Path, opened: Opened) -> Letter:
    """The letter that stands then: its words are not what the verdicts say that it rests on."""
    with opened(judged) as desk:
        key = tmp_path / "me.p12"
        out = tmp_path / "false.pdf"
        return sign_other_words(desk, BODY, lambda: desk.letters.write(BODY, out, key, PASSWORD))


def test_a_letter_whose_words_are_not_its_verdicts_stands_nowhere_as_it_was_signed(
    judged: Path, lying: Letter, tmp_path: Path, opened: Opened
) -> None:
    with opened(judged, writable=False) as desk:
        assert desk.register.of(BODY)[0].place is Place.OTHER_WORDS
        assert "not handed out" in entry_words(desk.register.of(BODY)[0])
        assert "words" in letter_fact_words(desk.facts.of(BODY).letters[0])[1]
        with pytest.raises(ReviewerError, match="words are not") as error:
            desk.register.copy_out(lying, tmp_path / "again.pdf")
        assert "Sign the letter anew" in error.value.remedy
        with pytest.raises(ReviewerError, match="words are not"):
            desk.register.opened(lying)
        assert not (tmp_path / "again.pdf").exists()
        desk.letters.write(BODY, tmp_path / "twin.txt")
        assert "DRAFT" in (tmp_path / "twin.txt").read_text("utf-8"), "it is no twin of what was signed"
        now, draft = desk.letters.standing_letter(BODY), desk.drafts.draft(BODY)
        assert now is not None
        assert now.place is Place.OTHER_WORDS
        assert desk.drafts.proof(draft, now).pdf == desk.drafts.proof(draft).pdf, "these pages did not go out"


@pytest.mark.thorough
def test_of_a_letter_that_rests_on_what_is_damaged_nobody_says_that_it_was_decided_anew(
    judged: Path, share: Path, tmp_path: Path, opened: Opened
) -> None:
    with opened(judged) as desk:
        desk.letters.write(BODY, tmp_path / "letter.pdf", tmp_path / "me.p12", PASSWORD)
    ALTERED["one byte of a reason"].change(judged)
    with opened(judged) as desk:
        (entry,) = desk.register.of(BODY)
        assert entry.place is Place.DAMAGED
        (found,) = desk.letters.verify([tmp_path / "letter.pdf"])
        said = [entry_words(entry), letter_fact_words(desk.facts.of(BODY).letters[0])[1], found.casebook]
        assert all("damaged" in each and "changed since" not in each for each in said), said
        assert desk.register.copy_out(entry.letter, tmp_path / "again.pdf").is_file()
        desk.sharing.sync(share)
        assert [entry.place for entry in desk.register.of(BODY)] == [Place.STANDS]


@pytest.mark.thorough
def test_what_heals_leaves_no_letter_behind_that_says_the_same_by_the_amended_case(
    judged: Path, root: Path, tmp_path: Path, opened: Opened
) -> None:
    """While a verdict is damaged nobody can tell; a sync brings it back, and what was answered meanwhile is not kept."""
    share, case = tmp_path / "share", tmp_path / "case"
    share.mkdir()
    shutil.copytree(root / "resources/samples/boundaries/case", case)
    inspection = case / "inspection.toml"
    words = inspection.read_text("utf-8")
    inspection.write_text(words.replace("previous_year = 2024", "previous_year = 2023"), encoding="utf-8")
    with opened(judged) as desk:
        desk.letters.write(BODY, tmp_path / "letter.pdf", tmp_path / "me.p12", PASSWORD)
        desk.amending.amend(desk.amending.look(case))
        assert place_of(desk, BODY) is Place.STANDS, "no letter says that year"
        desk.sharing.sync(share)
    ALTERED["one byte of a reason"].change(judged)
    with opened(judged) as desk:
        assert place_of(desk, BODY) is Place.DAMAGED
        desk.sharing.sync(share)
        assert place_of(desk, BODY) is Place.STANDS
        (found,) = desk.letters.verify([tmp_path / "letter.pdf"])
        assert found.casebook.endswith("as it stands in this casebook.")


def told(desk: Desk) -> tuple[dict[str, str], str]:
    """Every record that stands by its id, and all that is said of the bodies."""
    board = desk.session.board()
    kept = {
        each.id: str(each)
        for held in board.slices.values()
        for field in (held.receipts, held.verdicts, held.evidence, held.searches, held.grades, held.letters, held.blocks)
        for each in field
    }  # fmt: skip
    return kept, "".join(str(desk.standing.state(body.code)) for body in desk.case.bodies)


@pytest.mark.thorough
def test_bits_that_flip_are_found_or_harmless_and_spread_nowhere(
    judged: Path, share: Path, tmp_path: Path, opened: Opened
) -> None:
    """Each flip in a file of its own: REVIEWER_SCALE="flips=400" says how many, REVIEWER_BIT_SEED which."""
    seed = int(os.environ.get("REVIEWER_BIT_SEED", "11"))
    chance = random.Random(seed)
    with opened(judged, writable=False) as desk:
        records, said = told(desk)
        whole = {save.id: save for _, save in desk.session.casebook.saves()}
    sound = (judged / DATABASE).read_bytes()
    for number in range(FLIPS):
        at, bit = chance.randrange(len(sound)), 1 << chance.randrange(8)
        flipped = bytearray(sound)
        flipped[at] ^= bit
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (judged / name).unlink(missing_ok=True)
        (judged / DATABASE).write_bytes(flipped)
        which = f"flip {number} of seed {seed}: bit {bit} of byte {at}"
        try:
            with opened(judged, writable=False) as desk:
                kept, now = told(desk)
                assert all(records.get(name) == what for name, what in kept.items()), which
                assert now == said or desk.notice, which
                assert desk.sharing.check() or not desk.session.damaged(), which
            with opened(judged) as desk:
                target = tmp_path / f"share{number}"
                shutil.copytree(share, target)
                desk.sharing.sync(target)
                sent = {save.id: save for _, save in desk.session.casebook.saves()}
                assert all(whole.get(name, save) == save for name, save in sent.items()), which
            shutil.rmtree(target)
        except ReviewerError:
            continue  # it was found, and said in a line
