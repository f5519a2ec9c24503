"""Writing: what may be drafted and signed, and what a signed letter says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.letter_places import Place
from reviewer.errors import IdentityError, NotReadyError, ReviewerError, StandsError, WrongUseError
from tests.identities import identity_at
from tests.unit.desk.conftest import NOON, Clock

DUE = date(2025, 2, 28)


@pytest.fixture
def judged(desk: Desk, plan: Path) -> Desk:
    """A body with everything that its letter needs."""
    desk.receiving.receive("harrowdale", [plan], DUE)
    for criterion in desk.case.framework.criteria:
        desk.judging.evidence("harrowdale", criterion.key, "plan.txt", "two posts and one vacancy")
        desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "As quoted.")
    desk.judging.category("harrowdale", desk.case.framework.categories[0].key)
    return desk


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    return identity_at(tmp_path / "rowan.p12", "Rowan Ellery", "secret", NOON)


@pytest.mark.thorough
def test_a_letter_signs_verifies_and_is_kept(judged: Desk, tmp_path: Path) -> None:
    identity = tmp_path / "own.p12"
    judged.letters.identity_new(identity, "Rowan Ellery", "secret")
    made = judged.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret")
    assert made.signed_by == "Rowan Ellery"
    assert judged.session.casebook.files.path(made.sha256).read_bytes() == made.path.read_bytes()
    (found,) = judged.letters.verify([made.path])
    assert (found.good, found.whole, found.intact) == (True, True, True)
    assert "as it stands" in found.casebook
    view = judged.standing.state("harrowdale")
    assert view.letter is not None
    assert view.letter.place is Place.STANDS


@pytest.mark.thorough
def test_a_letter_says_that_what_it_rests_on_has_changed(
    judged: Desk, identity: Path, tmp_path: Path
) -> None:
    made = judged.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret")
    judged.judging.evidence("harrowdale", "unit", "plan.txt", "Systems are audited on request")
    (found,) = judged.letters.verify([made.path])
    assert not found.good
    assert "changed since" in found.casebook
    now = judged.standing.state("harrowdale").letter
    assert now is not None
    assert now.place is Place.CHANGED
    with pytest.raises(StandsError, match="Say why another takes its place"):
        judged.letters.write("harrowdale", tmp_path / "h2.pdf", identity, "secret")
    again = judged.letters.write("harrowdale", tmp_path / "h2.pdf", identity, "secret", because="More came.")
    assert again.sha256 != made.sha256
    first, second = judged.letters.verify([made.path, again.path])
    assert "supersedes" in first.casebook
    assert second.good


def test_signing_the_unchanged_letter_gives_its_bytes_again(
    judged: Desk, identity: Path, tmp_path: Path, clock: Clock
) -> None:
    first = judged.letters.write("harrowdale", tmp_path / "1.pdf", identity, "secret")
    clock.at += 3_600_000_000
    second = judged.letters.write("harrowdale", tmp_path / "2.pdf", identity, "secret")
    assert first.sha256 == second.sha256


def test_a_draft_needs_every_verdict_and_names_the_missing(desk: Desk, tmp_path: Path) -> None:
    for criterion in desk.case.framework.criteria[1:]:
        desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Because.")
    with pytest.raises(NotReadyError) as refused:
        desk.letters.write("harrowdale", tmp_path / "h.txt")
    assert desk.case.framework.criteria[0].title in str(refused.value)
    assert len(refused.value.blockers) == 1
    assert not (tmp_path / "h.txt").exists()


def test_a_draft_is_the_same_to_the_byte(judged: Desk, tmp_path: Path) -> None:
    for suffix in (".pdf", ".html", ".txt"):
        judged.letters.write("harrowdale", tmp_path / f"a{suffix}")
        judged.letters.write("harrowdale", tmp_path / f"b{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_an_edited_paragraph_stays_its_writers_and_must_be_linked_before_signing(
    judged: Desk, identity: Path, tmp_path: Path
) -> None:
    block = judged.drafts.draft("harrowdale").blocks[0]
    judged.drafts.edit("harrowdale", block.key, block.order, "We also met your team.")
    judged.letters.write("harrowdale", tmp_path / "h.txt")
    assert "We also met your team." in (tmp_path / "h.txt").read_text("utf-8")
    with pytest.raises(NotReadyError, match="no verdict"):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret")
    words = ("harrowdale", block.key, block.order, "We also met your team.")
    judged.drafts.edit(*words, because="A courtesy; it finds nothing.")
    assert judged.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret").signed_by


def test_a_second_language_is_there_only_if_the_case_has_it(judged: Desk, tmp_path: Path) -> None:
    judged.letters.write("harrowdale", tmp_path / "cy.txt", language="cy")
    judged.letters.write("harrowdale", tmp_path / "en.txt")
    assert (tmp_path / "cy.txt").read_bytes() != (tmp_path / "en.txt").read_bytes()
    with pytest.raises(
        ReviewerError, match=r"no letter in French \(fr\)\. It has: English \(en-GB\), Welsh \(cy\)\."
    ):
        judged.letters.write("harrowdale", tmp_path / "fr.txt", language="fr")


def test_what_cannot_sign_is_refused_with_its_reason(
    judged: Desk, identity: Path, tmp_path: Path, clock: Clock
) -> None:
    out = tmp_path / "h.pdf"
    with pytest.raises(IdentityError, match="password"):
        judged.letters.write("harrowdale", out, identity, "wrong")
    (tmp_path / "not.p12").write_bytes(b"hello")
    with pytest.raises(IdentityError, match="PKCS"):
        judged.letters.write("harrowdale", out, tmp_path / "not.p12", "secret")
    with pytest.raises(WrongUseError, match="cannot be read"):
        judged.letters.write("harrowdale", out, tmp_path / "none.p12", "secret")
    with pytest.raises(WrongUseError, match="Only a PDF"):
        judged.letters.write("harrowdale", tmp_path / "h.txt", identity, "secret")
    clock.at += 6 * 366 * 86_400_000_000
    with pytest.raises(IdentityError, match="expired"):
        judged.letters.write("harrowdale", out, identity, "secret")
    assert not out.exists()


@pytest.mark.thorough
def test_an_identity_is_private_and_never_replaced(desk: Desk, tmp_path: Path) -> None:
    identity = tmp_path / "own.p12"
    desk.letters.identity_new(identity, "Rowan Ellery", "secret")
    assert identity.stat().st_mode & 0o077 == 0
    assert desk.letters.identity_show(identity, "secret").name == "Rowan Ellery"
    before = identity.read_bytes()
    with pytest.raises(WrongUseError, match="exists already"):
        desk.letters.identity_new(identity, "Somebody", "else")
    assert identity.read_bytes() == before


def test_letters_go_out_to_those_that_are_ready(judged: Desk, identity: Path, tmp_path: Path) -> None:
    outcomes = judged.letters.write_all(tmp_path / "out", identity, "secret")
    ready = [outcome.body for outcome in outcomes if outcome.made]
    assert ready == ["harrowdale"]
    assert all(outcome.left for outcome in outcomes if not outcome.made)
    assert (tmp_path / "out/harrowdale.pdf").exists()


def test_a_folder_that_cannot_be_written_loses_nothing(judged: Desk, tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="cannot be written"):
        judged.letters.write("harrowdale", tmp_path / "no such folder/h.txt")


def test_the_overview_counts_what_stands(judged: Desk, tmp_path: Path) -> None:
    for suffix in (".pdf", ".html", ".csv"):
        judged.overview.write(tmp_path / f"o{suffix}")
    table = (tmp_path / "o.csv").read_text("utf-8-sig")
    assert judged.case.framework.categories[0].label in table
    with pytest.raises(WrongUseError, match=r"o\.docx"):
        judged.overview.write(tmp_path / "o.docx")


def test_the_overview_is_written_in_a_second_language(judged: Desk, tmp_path: Path) -> None:
    for suffix in (".pdf", ".html", ".csv"):
        judged.overview.write(tmp_path / f"o{suffix}", "cy")
    assert "Ar dir cadarn" in (tmp_path / "o.csv").read_text("utf-8-sig")
    page = (tmp_path / "o.html").read_text("utf-8")
    assert '<html lang="cy">' in page
    assert "Arolygiaeth Enghreifftiol" in page
    assert '<span lang="en-GB">National overview</span>' in page
    with pytest.raises(ReviewerError, match="no letter in Scottish Gaelic"):
        judged.overview.write(tmp_path / "x.pdf", "gd")
    assert not (tmp_path / "x.pdf").exists()


def test_a_letter_that_does_not_hold_is_not_told_of_another_languages_words(
    judged: Desk, identity: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged.drafts.edit("harrowdale", "own-x", 99, "Nothing that any verdict says.")
    with pytest.raises(NotReadyError, match="no verdict"):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret")
    health = type(judged.session.casebook.health)
    monkeypatch.setattr(health, "unproven", lambda _self, records: tuple(records))
    with pytest.raises(NotReadyError, match="what it rests on does not hold"):
        judged.letters.write("harrowdale", tmp_path / "cy.pdf", identity, "secret", "cy")
