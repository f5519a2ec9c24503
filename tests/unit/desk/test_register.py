"""The register: every letter that was signed, what became of it, and its bytes as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.casebook import subject
from reviewer.desk import Desk
from reviewer.desk.letter_places import Place
from reviewer.desk.words.letters import entry_words, recorded_words, signed_words
from reviewer.errors import ReviewerError, TakenError, WrongUseError
from reviewer.model import Letter, LetterState
from tests.unit.desk.conftest import Clock
from tests.unit.desk.test_letters import identity, judged

__all__ = ["identity", "judged"]
BODY = "harrowdale"


def reworded(desk: Desk, because: str) -> None:
    criterion = desk.case.framework.criteria[0]
    desk.judging.verdict(BODY, criterion.key, criterion.findings[1], because)


def test_each_letter_is_listed_with_what_became_of_it(
    judged: Desk, identity: Path, tmp_path: Path, clock: Clock
) -> None:
    assert judged.register.of(BODY) == ()
    made = [judged.letters.write(BODY, tmp_path / "0.pdf", identity, "secret")]
    reworded(judged, "Misread.")
    assert [entry.place for entry in judged.register.of(BODY)] == [Place.CHANGED]
    clock.at += 60_000_000
    made.append(judged.letters.write(BODY, tmp_path / "1.pdf", identity, "secret", because="Misread."))
    judged.letters.withdraw(BODY, "Sent astray.")
    clock.at += 60_000_000
    made.append(judged.letters.write(BODY, tmp_path / "2.pdf", identity, "secret"))
    clock.at += 60_000_000
    made.append(judged.letters.write(BODY, tmp_path / "3.pdf", identity, "secret", "cy"))
    entries = judged.register.of(BODY)
    assert [entry.letter.issued for entry in entries] == [each.sha256 for each in reversed(made)]
    assert [(entry.place, entry.because) for entry in entries] == [
        (Place.STANDS, ""), (Place.STANDS, ""), (Place.WITHDRAWN, "Sent astray."), (Place.SUPERSEDED, ""),
    ]  # fmt: skip
    for number, entry in enumerate(reversed(entries)):
        out = judged.register.copy_out(entry.letter, tmp_path / f"again {number}.pdf")
        assert out.read_bytes() == (tmp_path / f"{number}.pdf").read_bytes()
        opened = judged.register.opened(entry.letter)
        assert judged.register.opened(entry.letter) == opened, "a second time too"
        assert opened.read_bytes() == out.read_bytes()
        opened.chmod(0o600)
        opened.write_bytes(b"changed by a viewer")
        assert judged.register.opened(entry.letter).read_bytes() == out.read_bytes()
    assert [judged.register.file_name(entry.letter) for entry in entries[:2]] == [
        "harrowdale.cy.pdf",
        "harrowdale.pdf",
    ]
    assert judged.register.named(BODY, made[1].sha256[:9]).issued == made[1].sha256
    assert judged.register.named(BODY).issued == made[3].sha256


def test_nothing_is_written_over_and_nothing_damaged_is_handed_out(
    judged: Desk, identity: Path, tmp_path: Path
) -> None:
    with pytest.raises(WrongUseError, match="was signed yet"):
        judged.register.named(BODY)
    judged.letters.write(BODY, tmp_path / "h.pdf", identity, "secret")
    letter = judged.register.named(BODY)
    for digits in (letter.issued[:7], "0" * 12):
        with pytest.raises(WrongUseError, match="names no signed letter"):
            judged.register.named(BODY, digits)
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    with pytest.raises(TakenError):
        judged.register.copy_out(letter, tmp_path / "mine.pdf")
    assert (tmp_path / "mine.pdf").read_bytes() == b"mine"
    kept = judged.session.casebook.files.path(letter.issued)
    whole = kept.read_bytes()
    share = tmp_path / "share"
    share.mkdir()
    judged.sharing.sync(share)
    kept.chmod(0o600)
    kept.write_bytes(whole[:-1] + b"x")
    with pytest.raises(ReviewerError, match="is damaged"):
        judged.register.copy_out(letter, tmp_path / "again.pdf")
    judged.sharing.sync(share)
    assert kept.read_bytes() == whole, "a sync brings it back, as is said, though it is as long as it was"
    kept.unlink()
    with pytest.raises(ReviewerError, match="not in this casebook"):
        judged.register.opened(letter)
    (entry,) = judged.register.of(BODY)
    assert not entry.here
    assert "not in this casebook" in entry_words(entry)


def test_letters_of_earlier_versions_say_only_which_certificate_it_was(judged: Desk) -> None:
    old = Letter(BODY, "letter", LetterState.SIGNED, "", "ab" * 32, "cd" * 32)
    judged.history.put(old, subject.letter(BODY, "letter"))
    (entry,) = judged.register.of(BODY)
    assert "certificate cdcdcdcdcdcd" in entry_words(entry)
    assert signed_words(old) == "signed with the certificate cdcdcdcdcdcd"
    (kept,) = judged.session.casebook.current(Letter, body=BODY)
    assert recorded_words(kept, "Sam Field").endswith("; recorded by Sam Field")
    (stands,) = judged.letters.superseded(BODY)
    assert (stands.signed_by, stands.at) == ("", kept.at)


def test_a_time_that_no_clock_has_is_not_read(judged: Desk) -> None:
    """A colleague's record may say anything; what cannot be is carried and shown as unknown, and nothing falls over."""
    judged.history.put(
        Letter(BODY, "letter", LetterState.SIGNED, issued="ab" * 32, signed_by="X", signed_at=-1),
        subject.letter(BODY, "letter"),
    )
    assert judged.register.of(BODY) == ()
    assert judged.standing.state(BODY).letter is None
