"""A desk lets its casebook go, whatever else fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from reviewer.desk import Desk, Home, new_reader
from reviewer.desk.pages import Pages
from reviewer.documents.reader import Reader
from reviewer.documents.reader.keeper import Quarantine
from reviewer.errors import CaseError
from tests.unit.desk.conftest import Clock


def fail(*_: object) -> None:
    raise OSError("the process is gone")


def is_free(desk: Desk, home: Home) -> bool:
    with Desk.open(desk.folder, home) as again:
        return not again.read_only


@pytest.mark.parametrize("part", ["pages.close", "passages.keep", "session.reader.close"])
def test_a_casebook_is_free_though_a_part_could_not_be_closed(
    desk: Desk, home: Home, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    *parts, verb = part.split(".")
    owner: object = desk
    for name in parts:
        owner = getattr(owner, name)
    with monkeypatch.context() as patched:
        patched.setattr(owner, verb, fail)
        with pytest.raises(OSError, match="gone"):
            desk.close()
    assert is_free(desk, home)
    desk.session.close()


@pytest.mark.parametrize(
    "error", [CaseError("no", ""), AttributeError("items"), KeyError("framework"), MemoryError()]
)
def test_a_casebook_is_free_though_its_case_could_not_be_read(
    desk: Desk, home: Home, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def unreadable(_data: object) -> None:
        raise error

    desk.close()
    with monkeypatch.context() as patched:
        patched.setattr("reviewer.framework.case_from_data", unreadable)
        with pytest.raises(MemoryError if isinstance(error, MemoryError) else CaseError):
            Desk.open(desk.folder, home)
    assert is_free(desk, home)


def test_who_joins_a_case_that_cannot_be_read_can_try_again(
    desk: Desk, tmp_path: Path, colleague: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    desk.sharing.sync(share)
    folder = tmp_path / "theirs.casebook"
    with monkeypatch.context() as patched:
        patched.setattr("reviewer.framework.case_from_data", lambda data: data["nothing"])
        with pytest.raises(CaseError, match="cannot be read"):
            Desk.join(share, folder, colleague, clock)
    with Desk.open(folder, colleague) as theirs:
        assert not theirs.read_only


def test_threads_that_ask_for_the_first_page_at_once_share_a_reader(desk: Desk) -> None:
    """Two would be made, and one of them, with its processes, never let go."""
    made: list[Reader] = []

    def slowly(*, spare: bool = False, quarantine: Quarantine | None = None) -> Reader:
        sleep(0.05)
        made.append(new_reader(spare=spare, quarantine=quarantine))
        return made[-1]

    pages = Pages(desk.session.casebook, slowly, desk.reading.text, {})
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: pages.warm(), range(4)))
    pages.close()
    for reader in made:
        reader.close()
    assert len(made) == 1
