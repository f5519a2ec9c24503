"""A journey is made when it is first asked for, once, and one that could not be made is made the next time."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from reviewer.desk import Desk
from reviewer.desk.journeys import Journey


class Walk:
    """Has two journeys, of which one rests on the other."""

    def __init__(self) -> None:
        self.making = threading.RLock()
        self.made: list[str] = []
        self.fails = False

    def _first(self) -> object:
        sleep(0.01)
        self.made.append("first")
        if self.fails:
            raise ImportError("no module")
        return object()

    def _second(self) -> tuple[object, object]:
        return self.first, object()

    first = Journey(_first)
    second = Journey(_second)


def test_threads_that_ask_at_once_get_the_same() -> None:
    walk = Walk()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: walk.second if number % 2 else (walk.first, None), range(16)))
    assert len({id(first) for first, _ in found}) == 1
    assert walk.made == ["first"]
    assert walk.second is walk.second


def test_one_that_could_not_be_made_is_told_and_made_the_next_time() -> None:
    walk = Walk()
    walk.fails = True
    with pytest.raises(ImportError, match="no module"):
        _ = walk.second
    walk.fails = False
    assert walk.second[0] is walk.first


def test_a_module_that_cannot_be_read_strands_no_journey_of_the_desk(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(sys.modules, "reviewer.desk.versions", None)
        with pytest.raises(ImportError):
            _ = desk.versions
        assert desk.judging is desk.judging  # the others go on
    assert desk.versions is desk.versions


def test_a_desk_that_was_not_used_is_closed_without_making_anything(desk: Desk) -> None:
    desk.close()
    assert "pages" not in vars(desk)
