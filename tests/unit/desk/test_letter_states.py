"""How a signed letter stands: whatever lists, checks or shows it says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.words.amendments import letter_fact_words
from tests.colleagues import joined
from tests.identities import identity_at
from tests.unit.desk.conftest import NOON, Clock
from tests.unit.desk.test_letters import identity, judged
from tests.unit.desk.test_register import BODY, reworded

__all__ = ["identity", "judged"]


def sign(desk: Desk, identity: Path, out: Path, because: str = "", role: str = "") -> Path:
    return desk.letters.write(BODY, out, identity, "secret", because=because, role=role).path


def told(desk: Desk, *paths: Path) -> list[str]:
    return [found.casebook for found in desk.letters.verify(paths)]


def places(desk: Desk) -> list[tuple[Place, str]]:
    """The oldest first."""
    return [(entry.place, entry.because) for entry in reversed(desk.register.of(BODY))]


def fact(desk: Desk) -> str:
    return letter_fact_words(desk.facts.of(BODY).letters[0])[1]


@pytest.mark.thorough
def test_a_withdrawal_takes_back_the_letter_before_it_and_no_other(
    judged: Desk, identity: Path, tmp_path: Path, clock: Clock
) -> None:
    first = sign(judged, identity, tmp_path / "1.pdf")
    clock.at += 60_000_000
    reworded(judged, "Misread.")
    second = sign(judged, identity, tmp_path / "2.pdf", "Misread.")
    clock.at += 60_000_000
    judged.letters.withdraw(BODY, "Sent astray.")
    older, newer = told(judged, first, second)
    assert "a later one supersedes it" in older
    assert "withdrew" in newer
    assert "Sent astray." in newer
    assert places(judged) == [(Place.SUPERSEDED, ""), (Place.WITHDRAWN, "Sent astray.")]
    clock.at += 60_000_000
    third = sign(judged, identity, tmp_path / "3.pdf")
    older, newer, newest = told(judged, first, second, third)
    assert "a later one supersedes it" in older
    assert "Sent astray." in newer, "that it was taken back stays so"
    assert newest.endswith("as it stands in this casebook.")
    assert places(judged)[1:] == [(Place.WITHDRAWN, "Sent astray."), (Place.STANDS, "")]


@pytest.mark.thorough
def test_a_withdrawal_that_did_not_know_a_colleagues_letter_takes_it_back_too(
    judged: Desk, identity: Path, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    """What anybody has withdrawn does not stand: nothing took the place of the other letter."""
    mine = sign(judged, identity, tmp_path / "1.pdf")
    share = tmp_path / "share"
    share.mkdir()
    judged.sharing.sync(share)
    with joined(judged, share, tmp_path / "theirs.casebook", colleague, Clock(NOON + 600_000_000)) as theirs:
        reworded(theirs, "Misread.")
        their = sign(theirs, identity, tmp_path / "2.pdf", "Misread.")
        clock.at += 60_000_000
        judged.letters.withdraw(BODY, "Sent astray.")
        for each in (theirs, judged, theirs):
            each.sharing.sync(share)
        for each in (judged, theirs):
            assert ["Sent astray." in said for said in told(each, mine, their)] == [True, True]
            assert places(each) == [(Place.WITHDRAWN, "Sent astray.")] * 2


def test_the_facts_say_who_signed_as_what_and_when_in_the_time_of_the_signature(
    judged: Desk, tmp_path: Path
) -> None:
    identity_at(tmp_path / "deputy.p12", "Robin Ash", "secret", NOON)
    assert fact(judged) == "Not signed"
    sign(judged, tmp_path / "deputy.p12", tmp_path / "1.pdf", role="Deputy Inspector")
    signatory = judged.case.inspection.signatory.name
    assert f"Signed by Robin Ash (Deputy Inspector, for {signatory}), 20 March 2025, 12:" in fact(judged)
    assert " UTC" in fact(judged)
    reworded(judged, "Misread.")
    assert fact(judged).endswith("verdicts or evidence have changed since")
    judged.letters.withdraw(BODY, "Sent astray.")
    assert fact(judged).startswith("Withdrawn by ")
    assert fact(judged).endswith("UTC: Sent astray.")


@pytest.mark.thorough
@pytest.mark.parametrize("role", ["", "Deputy Inspector"])
def test_a_letter_with_a_table_over_two_pages_stands_and_is_handed_out_again(
    judged: Desk, identity: Path, tmp_path: Path, role: str
) -> None:
    """The head of the table is on both pages, and in a row of two long cells the one's lines stand beside the other's."""
    rows = "\n".join(f"| row {number} of it | value {number} and more |" for number in range(40))
    long = " | ".join(" ".join(f"{cell}{number}" for number in range(300)) for cell in ("left", "right"))
    table = f"| Col one | Col two |\n|---|---|\n{rows}\n| {long} |"
    judged.drafts.edit(BODY, "own-1", 250, table, because="Asked for; it finds nothing.")
    if role:
        identity_at(tmp_path / "deputy.p12", "Robin Ash", "secret", NOON)
    signed = sign(judged, tmp_path / "deputy.p12" if role else identity, tmp_path / "1.pdf", role=role)
    assert places(judged) == [(Place.STANDS, "")]
    assert told(judged, signed) == [
        "It is the letter to Harrowdale Constabulary as it stands in this casebook."
    ]
    assert not judged.sharing.check()
    again = judged.register.copy_out(judged.register.named(BODY), tmp_path / "again.pdf")
    assert again.read_bytes() == signed.read_bytes()
