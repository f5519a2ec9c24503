"""Documents by hash: never overwritten while good, replaced when damaged, whole on the disk on return."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook


def test_bytes_and_files_are_kept_under_their_hash(casebook: Casebook, tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000
    (tmp_path / "plan.pdf").write_bytes(data)
    sha = casebook.files.put(tmp_path / "plan.pdf")
    assert sha == hashlib.sha256(data).hexdigest()
    assert casebook.files.path(sha) == casebook.folder / "documents" / sha[:2] / sha
    assert casebook.files.path(sha).read_bytes() == data
    assert casebook.files.has(sha)
    assert casebook.files.verify(sha)
    empty = casebook.files.put(b"")
    assert sorted(casebook.files.all()) == sorted([sha, empty])


def test_a_good_file_is_left_alone_and_a_damaged_one_replaced(casebook: Casebook) -> None:
    sha = casebook.files.put(b"a plan")
    path = casebook.files.path(sha)
    before = path.stat().st_ino
    assert casebook.files.put(b"a plan") == sha
    assert path.stat().st_ino == before
    path.write_bytes(b"a pl")
    assert not casebook.files.verify(sha)
    casebook.files.put(b"a plan")
    assert path.read_bytes() == b"a plan"
    assert [one.name for one in path.parent.iterdir()] == [sha]


def test_what_is_not_there_is_neither_had_nor_whole(casebook: Casebook) -> None:
    assert list(casebook.files.all()) == []
    assert not casebook.files.has("ab" * 32)
    assert not casebook.files.verify("ab" * 32)
    with pytest.raises(ValueError, match="not a SHA-256"):
        casebook.files.path("../../etc/passwd")


def test_what_a_killed_intake_left_is_swept_away_on_opening(
    casebook: Casebook, ann: Author, clock: Callable[[], int]
) -> None:
    sha = casebook.files.put(b"a plan")
    left = casebook.folder / "documents" / ".incoming-0011"
    left.write_bytes(b"half")
    casebook.close()
    with Casebook.open(casebook.folder, None, clock, writable=False):
        assert left.exists(), "a reader may be looking on while the writer writes"
    with Casebook.open(casebook.folder, ann, clock) as again:
        assert not left.exists()
        assert again.files.verify(sha)
