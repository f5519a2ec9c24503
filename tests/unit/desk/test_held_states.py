"""Where the work is, and each letter: on this laptop, in the shared folder, held by colleagues."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.snapshot import snapshot
from reviewer.desk.words.held import letter_held_words
from reviewer.model import Letter, LetterState
from reviewer.model.whereabouts import HeldState, Where
from tests.colleagues import joined
from tests.unit.desk.conftest import Clock


def signed(desk: Desk) -> str:
    """Keep a letter as a signed one is kept; returns the body."""
    body = desk.case.bodies[0].code
    issued = desk.session.casebook.files.put(b"%PDF a letter")
    with desk.session.casebook.act() as act:
        act.put(Letter(body, "letter", LetterState.SIGNED, issued=issued))
    return body


def sync_without_documents(desk: Desk, share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sync with a share that is full as soon as a document is to be put there."""
    from reviewer.errors import ShareError
    from reviewer.sharing import FolderShare

    put = FolderShare.put

    def full(self: FolderShare, name: str, *rest: object, **options: object) -> None:
        if name.startswith("documents/"):
            raise OSError(28, "No space left on device")
        put(self, name, *rest, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(FolderShare, "put", full)
        with pytest.raises(ShareError):
            desk.sharing.sync(share)


def state(desk: Desk) -> tuple[Where, str]:
    found = desk.held.state(desk.sharing.state())
    return found.held.where, found.words


@pytest.fixture
def two(desk: Desk, tmp_path: Path, colleague: Home, clock: Clock) -> Iterator[tuple[Desk, Desk, Path]]:
    share = tmp_path / "share"
    share.mkdir()
    theirs = joined(desk, share, tmp_path / "theirs.casebook", colleague, clock)
    desk.sharing.sync(share)
    with theirs:
        yield desk, theirs, share


def test_alone_it_is_on_this_laptop_then_in_the_shared_folder(desk: Desk, tmp_path: Path) -> None:
    assert state(desk) == (Where.LAPTOP, "On this laptop")
    (tmp_path / "share").mkdir()
    desk.sharing.sync(tmp_path / "share")
    assert state(desk) == (Where.SHARE, "In the shared folder")


def test_a_letter_goes_through_the_three_states_with_the_work(two: tuple[Desk, Desk, Path]) -> None:
    desk, theirs, share = two
    assert state(desk) == (Where.HELD, "Held by 1 colleague")
    body = signed(desk)
    assert (state(desk)[0], desk.held.of_letters()[body]) == (Where.LAPTOP, HeldState(Where.LAPTOP))
    desk.sharing.sync(share)
    assert (state(desk)[0], desk.held.of_letters()[body]) == (Where.SHARE, HeldState(Where.SHARE))
    theirs.sharing.sync(share)
    assert state(desk)[0] is Where.SHARE  # nobody has said so here yet
    desk.sharing.sync(share)
    assert (state(desk)[0], desk.held.of_letters()[body]) == (Where.HELD, HeldState(Where.HELD, 1))
    (line,) = (line for line in snapshot(desk).lines if line.code == body)
    assert line.letter_held == HeldState(Where.HELD, 1)
    (entry,) = desk.register.of(body)
    assert letter_held_words(entry.held) == "held by 1 colleague"


def test_a_letter_whose_bytes_could_not_be_sent_is_not_in_the_shared_folder(
    two: tuple[Desk, Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _theirs, share = two
    body = signed(desk)
    sync_without_documents(desk, share, monkeypatch)
    assert desk.session.casebook.packs.unshared() == 0
    assert desk.held.of_letters()[body] == HeldState(Where.LAPTOP)
    assert state(desk) == (Where.LAPTOP, "Documents on this laptop only")
    desk.sharing.sync(share)
    assert state(desk)[0] is Where.SHARE


def test_a_letter_whose_bytes_are_gone_from_the_shared_folder_is_not_called_there(
    two: tuple[Desk, Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _theirs, share = two
    body = signed(desk)
    desk.sharing.sync(share)
    assert desk.held.of_letters()[body] == HeldState(Where.SHARE)
    shutil.rmtree(share / "documents")
    sync_without_documents(desk, share, monkeypatch)
    assert desk.held.of_letters()[body] == HeldState(Where.LAPTOP)
    desk.sharing.sync(share)
    assert desk.held.of_letters()[body] == HeldState(Where.SHARE)


def test_a_letter_whose_bytes_have_not_arrived_is_not_called_shared(
    two: tuple[Desk, Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, theirs, share = two
    body = signed(desk)
    sync_without_documents(desk, share, monkeypatch)
    theirs.sharing.sync(share)
    assert theirs.held.of_letters()[body] == HeldState(Where.LAPTOP)


def test_what_is_shared_is_told_of_what_came_since(two: tuple[Desk, Desk, Path]) -> None:
    desk, _theirs, share = two
    packs = desk.session.casebook.packs
    assert packs.unshared() == 0
    signed(desk)
    assert packs.unshared() == 1
    desk.sharing.sync(share)
    assert packs.unshared() == 0
    packs.forget_pack(next(iter(packs.known_packs())))
    assert packs.unshared() == len(packs.save_ids() - packs.shared_saves()) > 0
