"""Who signs: the signatory whom the certificate names, or a deputy who says as what; and what the letter then says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.signing import LONGEST_ROLE
from reviewer.desk.words.letters import superseded_words
from reviewer.desk.words.signatures import signed_lines
from reviewer.errors import CasebookError, OtherSignerError, PaperError, StandsError, WrongUseError
from reviewer.model import Letter, Role
from tests.colleagues import joined
from tests.identities import identity_at
from tests.scale import grid
from tests.unit.desk.conftest import NOON, Clock
from tests.unit.desk.test_letters import identity, judged

__all__ = ["identity", "judged"]

ROLE = "Deputy Inspector"
SAID = "Digitally signed by Robin Ash"


@pytest.fixture
def deputy(tmp_path: Path) -> Path:
    """The identity of somebody who is not the case's signatory."""
    return identity_at(tmp_path / "robin.p12", "Robin Ash", "secret", NOON)


def words_of(pdf: Path, tool: Callable[[str], str]) -> str:
    """All that is printed, the seal too."""
    done = subprocess.run([tool("pdftotext"), pdf, "-"], capture_output=True, check=True, encoding="utf-8")
    return " ".join(done.stdout.split())


def kept(desk: Desk) -> list[Letter]:
    return [each.content for each in desk.session.casebook.current(Letter, body="harrowdale")]


def test_another_name_is_refused_and_nothing_is_signed(judged: Desk, deputy: Path, tmp_path: Path) -> None:
    with pytest.raises(
        OtherSignerError, match="in the name of Robin Ash, and the letter is signed for Rowan"
    ):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", deputy, "secret")
    with pytest.raises(OtherSignerError):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", deputy, "secret", role=" \n")
    with pytest.raises(OtherSignerError):
        judged.letters.write_all(tmp_path / "all", deputy, "secret")
    assert not (tmp_path / "h.pdf").exists()
    assert not (tmp_path / "all").exists()
    assert not kept(judged)


@pytest.mark.parametrize(
    "role",
    grid(
        [
            "Rowan Ellery",
            "ELLERY, Rowan",
            "Dr Rowan Ellery",
            "Signatory",
            "the signatory",
            "Rowan Ellery, signatory",
        ],
        ordinary=["ELLERY, Rowan", "the signatory"],
    ),
)
def test_a_deputy_is_not_the_signatory(judged: Desk, deputy: Path, tmp_path: Path, role: str) -> None:
    with pytest.raises(WrongUseError, match="is no deputy's role: it says who the letter is signed for"):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", deputy, "secret", role=role)
    with pytest.raises(WrongUseError, match="is no deputy's role"):
        judged.letters.foresee("harrowdale", deputy, "secret", role=role)
    assert not kept(judged)
    assert judged.letters.write(
        "harrowdale", tmp_path / "h.pdf", deputy, "secret", role="Deputy signatory"
    ).signed


@pytest.mark.parametrize(
    "name",
    grid(
        ["ROWAN ELLERY", "Dr Rowan Ellery CBE", "Ellery, Rowan", "Rowan  Éllery QPM"],
        ordinary=["Ellery, Rowan", "Rowan  Éllery QPM"],
    ),
)
def test_titles_letters_and_accents_make_nobody_else(judged: Desk, name: str, tmp_path: Path) -> None:
    own = identity_at(tmp_path / "own.p12", name, "secret", NOON)
    made = judged.letters.write("harrowdale", tmp_path / "h.pdf", own, "secret")
    assert made.signed_by == " ".join(name.split()) or made.signed_by == name
    (letter,) = kept(judged)
    assert (letter.signed_by, letter.role, letter.signed_for) == (name, "", "")


@pytest.mark.thorough
def test_a_deputy_is_said_in_the_seal_the_letter_the_twins_and_the_record(
    judged: Desk, deputy: Path, tmp_path: Path, clock: Clock, tool: Callable[[str], str]
) -> None:
    out = tmp_path / "h.pdf"
    judged.letters.write("harrowdale", out, deputy, "secret", role=f" {ROLE}\t")
    printed = words_of(out, tool)
    assert f"Robin Ash {ROLE} for Rowan Ellery" in printed, "under the closing"
    assert f"{SAID} {ROLE}, for Rowan Ellery" in printed, "in the seal"
    assert "Issued for Rowan Ellery, the signatory" in printed
    data = out.read_bytes()
    assert b"/Reason" in data
    (letter,) = kept(judged)
    assert (letter.signed_by, letter.role, letter.signed_for) == ("Robin Ash", ROLE, "Rowan Ellery")
    assert 0 <= clock.at - letter.signed_at < 10_000_000
    for suffix in (".txt", ".html"):
        judged.letters.write("harrowdale", tmp_path / f"h{suffix}")
        twin = (tmp_path / f"h{suffix}").read_text("utf-8")
        plain = " ".join(re.sub("<[^>]*>", " ", twin.partition("<main>")[2] or twin).split())
        assert f"Robin Ash {ROLE} for Rowan Ellery" in plain
        assert f"{SAID} {ROLE}, for Rowan Ellery" in plain
        assert "this copy of its words has none" in plain
        assert "DRAFT" not in twin
    (found,) = judged.letters.verify([out])
    assert found.good
    assert found.signer == "Robin Ash"
    assert f"Given as the reason: {ROLE}, for Rowan Ellery" in signed_lines(found)


@pytest.mark.thorough
def test_the_signatorys_own_letter_names_no_deputy(
    judged: Desk, identity: Path, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    out = tmp_path / "h.pdf"
    judged.letters.write("harrowdale", out, identity, "secret")
    assert "for Rowan Ellery" not in words_of(out, tool)
    (found,) = judged.letters.verify([out])
    assert found.reason == ""
    twin = judged.letters.rendered("harrowdale", ".txt").decode()
    assert "\n\nRowan Ellery\n\nDigitally signed by Rowan Ellery\n" in twin
    with pytest.raises(WrongUseError, match="nobody's deputy"):
        judged.letters.write("harrowdale", tmp_path / "2.pdf", identity, "secret", role=ROLE)


@pytest.mark.parametrize("role", ["x" * (LONGEST_ROLE + 1), "Deputy\x1b[31m", "Deputy\u202e"])
def test_a_role_that_cannot_stand_in_a_letter_is_refused(
    judged: Desk, deputy: Path, role: str, tmp_path: Path
) -> None:
    with pytest.raises((WrongUseError, PaperError), match=r"role|fonts"):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", deputy, "secret", role=role)
    assert not kept(judged)


def test_a_role_with_a_letter_that_no_font_has_signs_nothing(
    judged: Desk, deputy: Path, tmp_path: Path
) -> None:
    with pytest.raises(PaperError, match=r"signature field|paragraph"):
        judged.letters.write("harrowdale", tmp_path / "h.pdf", deputy, "secret", role="\u6f22")
    assert not kept(judged)


def test_a_draft_has_no_deputy(judged: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="signed by a deputy"):
        judged.letters.write("harrowdale", tmp_path / "h.txt", role=ROLE)
    with pytest.raises(WrongUseError, match="signed by a deputy"):
        judged.letters.write_all(tmp_path / "all", role=ROLE)


def test_what_signing_would_do_is_foreseen(
    judged: Desk, identity: Path, deputy: Path, tmp_path: Path
) -> None:
    found = judged.letters.foresee("harrowdale", identity, "secret")
    assert (found.name, found.signatory, found.deputy, found.again) == ("Rowan Ellery",) * 2 + (False, False)
    assert found.stands == ()
    assert judged.letters.foresee("harrowdale", deputy, "secret").deputy
    judged.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret")
    assert judged.letters.foresee("harrowdale", identity, "secret").again
    (stands,) = judged.letters.foresee("harrowdale", deputy, "secret", role=ROLE).stands
    assert "that Rowan Ellery signed on" in superseded_words(stands)
    judged.letters.write("harrowdale", tmp_path / "2.pdf", deputy, "secret", role=ROLE, because="Away.")
    assert judged.letters.foresee("harrowdale", deputy, "secret", role=ROLE).again
    (stands,) = judged.letters.foresee("harrowdale", deputy, "secret", role="Head").stands
    assert f"Robin Ash ({ROLE}, for Rowan Ellery) signed on" in superseded_words(stands)


def test_anothers_letter_is_superseded_only_with_a_reason_and_named(
    judged: Desk, identity: Path, deputy: Path, tmp_path: Path
) -> None:
    judged.letters.write("harrowdale", tmp_path / "h.pdf", deputy, "secret", role=ROLE)
    with pytest.raises(StandsError, match=rf"Robin Ash \({ROLE}, for Rowan Ellery\) signed on"):
        judged.letters.write("harrowdale", tmp_path / "2.pdf", identity, "secret")
    with pytest.raises(StandsError):
        judged.letters.write("harrowdale", tmp_path / "2.pdf", deputy, "secret", role="Another role")
    assert not (tmp_path / "2.pdf").exists()
    same = judged.letters.write("harrowdale", tmp_path / "2.pdf", deputy, "secret", role=ROLE)
    assert (tmp_path / "2.pdf").read_bytes() == (tmp_path / "h.pdf").read_bytes()
    assert same.signed_by == "Robin Ash"


def test_nothing_is_made_of_a_letter_that_whoever_signs_has_no_role_for(
    judged: Desk, identity: Path, tmp_path: Path, colleague: Home
) -> None:
    """Else a signed letter that nobody recorded lay among the documents."""
    share = tmp_path / "share"
    share.mkdir()
    theirs = joined(judged, share, tmp_path / "theirs.casebook", colleague, role=Role.INSPECTOR)
    before = set(theirs.folder.glob("documents/**/*"))
    with pytest.raises(CasebookError, match="Only a signatory or a lead"):
        theirs.letters.write("harrowdale", tmp_path / "h.pdf", identity, "secret")
    assert set(theirs.folder.glob("documents/**/*")) == before
    assert not (tmp_path / "h.pdf").exists()
    theirs.close()
