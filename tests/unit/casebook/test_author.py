"""Who signs: the key is made once, kept for its owner alone, and told apart from rubbish."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reviewer.casebook import Author, load_or_make_author, new_author
from reviewer.casebook.author import signed_by
from reviewer.errors import CasebookError


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "reviewer"
    made = load_or_make_author(folder, "Ann")
    assert load_or_make_author(folder, "Ann Archer").key == made.key
    assert sorted(path.name for path in folder.iterdir()) == ["author.key", "author.public"]
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("change", ["another's", "another key", "no mark", "rubbish", "gone"])
def test_a_public_key_that_was_altered_is_not_believed(tmp_path: Path, change: str) -> None:
    made, other = load_or_make_author(tmp_path, "Ann"), load_or_make_author(tmp_path / "other", "Bob")
    path = tmp_path / "author.public"
    sound = path.read_bytes()
    assert sound.decode().split()[0] == made.key == Author("", made.seed).key
    path.write_bytes(
        {
            "another's": (tmp_path / "other" / path.name).read_bytes(),
            "another key": sound.replace(made.key.encode(), other.key.encode()),
            "no mark": made.key.encode(),
            "rubbish": b"\xff\x00",
            "gone": b"",
        }[change]
    )
    assert load_or_make_author(tmp_path, "Ann").key == made.key
    assert path.read_bytes() == sound


def test_a_key_is_known_where_nothing_can_be_kept_beside_it(tmp_path: Path) -> None:
    made = load_or_make_author(tmp_path, "Ann")
    (tmp_path / "author.public").unlink()
    (tmp_path / "author.public").mkdir()
    assert load_or_make_author(tmp_path, "Ann").key == made.key


def test_a_damaged_key_is_said_to_be_one_and_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "author.key").write_text("half a ke")
    with pytest.raises(CasebookError, match="is damaged") as told:
        load_or_make_author(tmp_path, "Ann")
    assert "backup" in told.value.remedy
    assert (tmp_path / "author.key").read_text() == "half a ke"


def test_a_signature_is_good_for_its_message_and_author_alone() -> None:
    ann, bob = new_author("Ann"), new_author("Bob")
    signature = ann.sign(b"message")
    assert signed_by(ann.key, signature, b"message")
    assert not signed_by(ann.key, signature, b"messagf")
    assert not signed_by(bob.key, signature, b"message")
    assert not signed_by("no hex", signature, b"message")
    assert not signed_by("ab", signature, b"message")


def test_the_private_key_shows_in_no_listing() -> None:
    author = Author("Ann", b"s" * 32)
    assert "sss" not in repr(author)
