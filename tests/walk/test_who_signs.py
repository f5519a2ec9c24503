"""Who signs, at the real program: an identity in another name is refused unless its owner says as whose deputy, and in which role."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from tests.walk.conftest import Run
from tests.walk.test_acts import BODY, status

ROLE = "Deputy Inspector of Police"


@pytest.fixture
def identity(reviewer: Run, tmp_path: Path) -> Callable[[str], tuple[object, ...]]:
    """Make an identity in a name, and return the options that sign with it."""
    secret = tmp_path / "secret"
    secret.write_text("secret")

    def make(name: str) -> tuple[object, ...]:
        path = tmp_path / f"{name.replace(' ', '-')}.p12"
        reviewer("identity", "new", path, "--name", name, "--password-file", secret)
        return ("--sign", path, "--password-file", secret)

    return make


@pytest.mark.thorough
def test_another_name_is_refused_without_a_role(
    reviewer: Run, casebook: Path, tmp_path: Path, identity: Callable[[str], tuple[object, ...]]
) -> None:
    robin, out = identity("Robin Ash"), tmp_path / "h.pdf"
    for words in (("letter", casebook, BODY, "-o", out), ("letters", casebook, "-o", tmp_path / "all")):
        told = reviewer(*words, *robin, code=1).told
        assert "in the name of Robin Ash, and the letter is signed for Rowan Ellery" in told
        assert "--as-deputy" in told
        reviewer(*words, *robin, "--as-deputy", " ", code=1)
    assert not out.exists()
    assert not (tmp_path / "all").exists()
    assert not str(status(reviewer, casebook)["letter"] or "").startswith("signed")
    assert "Letter signed" not in reviewer("history", casebook, BODY).out
    own = identity("Dame ROWAN ELLERY DBE")
    told = reviewer("letter", casebook, BODY, "-o", out, *own, "--as-deputy", ROLE, code=2).told
    assert "nobody's deputy" in told
    assert "signed by Dame ROWAN ELLERY DBE, " in reviewer("letter", casebook, BODY, "-o", out, *own).out
    assert (
        "deputy"
        in reviewer("letter", casebook, BODY, "-o", tmp_path / "d.txt", "--as-deputy", ROLE, code=2).told
    )


@pytest.mark.thorough
def test_a_deputys_letter_says_so_wherever_it_is_read(
    reviewer: Run,
    casebook: Path,
    tmp_path: Path,
    identity: Callable[[str], tuple[object, ...]],
    tool: Callable[[str], str],
    standards: Callable[[Mapping[str, bytes]], dict[str, frozenset[str]]],
) -> None:
    robin, out = (*identity("Robin Ash"), "--as-deputy", ROLE), tmp_path / "h.pdf"
    made = reviewer("letter", casebook, BODY, "-o", out, *robin).out
    assert f"signed by Robin Ash ({ROLE}, for Rowan Ellery), " in made
    assert " UTC  " in made
    printed = " ".join(
        subprocess.run(
            [tool("pdftotext"), out, "-"], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    assert f"Robin Ash {ROLE} for Rowan Ellery" in printed
    assert f"Digitally signed by Robin Ash {ROLE}, for Rowan Ellery" in printed
    shown = subprocess.run([tool("pdfsig"), out], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in shown
    with pikepdf.open(out) as pdf:
        signatures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        reasons = [str(each["/Reason"]) for each in signatures if each.get("/Type") == "/Sig"]
    assert reasons == [f"{ROLE}, for Rowan Ellery"]
    assert standards({"letter": out.read_bytes()}) == {"letter": {"ua1", "2a"}}
    verified = reviewer("verify", out, "--casebook", casebook).out
    assert "Signed by Robin Ash, " in verified
    assert f"{ROLE}, for Rowan Ellery" in verified
    (row,) = reviewer("verify", out, "--json").rows
    assert (row["signer"], row["reason"]) == ("Robin Ash", f"{ROLE}, for Rowan Ellery")
    for suffix in ("txt", "html"):
        twin = reviewer("letter", casebook, BODY, "-o", tmp_path / f"h.{suffix}")
        assert f"{ROLE}, for Rowan Ellery" in (tmp_path / f"h.{suffix}").read_text("utf-8")
        assert f"words of the letter signed by Robin Ash ({ROLE}, for Rowan Ellery), " in twin.out
        assert "the signature is in its PDF" in twin.out
        assert "draft" not in f"{twin.out}{twin.err}"
    drafted = reviewer("letters", casebook, "-o", tmp_path / "drafts", "--json")
    (row,) = [row for row in drafted.rows if row["body"] == BODY]
    assert row["signature"] == "draft, not signed"
    assert f"{BODY}: this is a draft; the letter that was signed by Robin Ash" in drafted.err
    (row,) = [
        row
        for row in reviewer("letters", casebook, "-o", tmp_path / "all", *robin, "--json").rows
        if row["body"] == BODY
    ]
    assert (row["signed_by"], row["role"], row["signed_for"]) == ("Robin Ash", ROLE, "Rowan Ellery")
    assert str(row["signed_at"]).endswith("+00:00")
    assert Path(str(row["file"])).read_bytes() == out.read_bytes(), (
        "what nothing has changed is not signed twice"
    )
    reviewer("check", casebook)


@pytest.mark.thorough
def test_anothers_signed_letter_is_superseded_with_a_reason_that_names_whose_it_was(
    reviewer: Run, casebook: Path, tmp_path: Path, identity: Callable[[str], tuple[object, ...]]
) -> None:
    reviewer("letter", casebook, BODY, "-o", tmp_path / "1.pdf", *identity("Robin Ash"), "--as-deputy", ROLE)
    again = ("letter", casebook, BODY, "-o", tmp_path / "2.pdf", *identity("Rowan Ellery"))
    told = reviewer(*again, code=1).told
    assert f"Robin Ash ({ROLE}, for Rowan Ellery) signed on" in told
    assert "--because" in told
    assert not (tmp_path / "2.pdf").exists()
    reviewer(*again, "--because", "She is back.", env={"REVIEWER_NAME": "Sam Field"})
    assert "supersedes" in reviewer("verify", tmp_path / "1.pdf", "--casebook", casebook, code=1).err
    assert "good" in reviewer("verify", tmp_path / "2.pdf", "--casebook", casebook).out
    history = reviewer("history", casebook, BODY).out
    assert f"Letter signed by Robin Ash ({ROLE})" in history
    assert "Letter signed by Rowan Ellery " in history


@pytest.mark.thorough
def test_the_register_hands_out_any_signed_letter_again(
    reviewer: Run, casebook: Path, tmp_path: Path, identity: Callable[[str], tuple[object, ...]]
) -> None:
    own = identity("Rowan Ellery")
    reviewer("letter", casebook, BODY, "-o", tmp_path / "1.pdf", *own)
    reviewer("verdict", casebook, BODY, "policy", "falls-short", "--because", "Two pages are not enough.")
    reviewer("letter", casebook, BODY, "-o", tmp_path / "2.pdf", *own, "--because", "It was misread.")
    reviewer("withdraw", casebook, BODY, "--because", "Sent to the wrong force.", "--yes")
    rows = reviewer("register", casebook, BODY, "--json").rows
    assert sorted(row["place"] for row in rows) == ["superseded", "withdrawn"]
    (last,) = [row for row in rows if row["place"] == "withdrawn"]
    assert last["signed_by"] == "Rowan Ellery"
    assert last["state"] == "withdrawn: Sent to the wrong force."
    for row, first in ((last, "2.pdf"), (next(row for row in rows if row is not last), "1.pdf")):
        again = tmp_path / f"again-{first}"
        told = reviewer("register", casebook, BODY, row["letter"], "-o", again).out
        assert "signed by Rowan Ellery, " in told
        assert again.read_bytes() == (tmp_path / first).read_bytes()
    told = reviewer("register", casebook, BODY, last["letter"], "-o", tmp_path / "1.pdf", code=1).told
    assert "--force" in told
    reviewer("register", casebook, BODY, last["letter"], code=2)
    assert (
        "names no signed letter"
        in reviewer("register", casebook, BODY, "12345678", "-o", tmp_path / "x.pdf", code=2).told
    )
