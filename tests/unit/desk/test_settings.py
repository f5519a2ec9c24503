"""Settings: typed, kept whoever else writes, and never in the way of work."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reviewer.desk import Home
from reviewer.desk.settings import (
    DECLINED_VERSIONS,
    FILE,
    IDENTITY,
    OPEN_CASEBOOK,
    RECENT,
    SHARE,
    TEXT_SIZE,
    TRIAGE,
    WINDOW_SIZE,
    Setting,
    Settings,
)


def whole(kept: object) -> int | None:
    return kept if isinstance(kept, int) else None


def counter(number: int) -> Setting[int]:
    return Setting(f"counter {number}", 0, whole)


def test_what_is_put_is_there_in_another_program(tmp_path: Path) -> None:
    before = Settings(tmp_path)
    before.put(WINDOW_SIZE, (1366, 768))
    before.put(RECENT, (tmp_path / "a", tmp_path / "b"))
    before.put(DECLINED_VERSIONS, frozenset({"one two"}))
    before.put(IDENTITY, tmp_path / "me.p12")
    after = Settings(tmp_path)
    assert after.get(WINDOW_SIZE) == (1366, 768)
    assert after.get(RECENT) == (tmp_path / "a", tmp_path / "b")
    assert after.get(DECLINED_VERSIONS) == {"one two"}
    assert after.get(IDENTITY) == tmp_path / "me.p12"
    after.put(OPEN_CASEBOOK, None)
    assert before.get(OPEN_CASEBOOK) is None


def test_a_casebooks_setting_is_its_own(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.put(SHARE.of(tmp_path / "one"), tmp_path / "drive")
    assert settings.get(SHARE.of(tmp_path / "one")) == tmp_path / "drive"
    assert settings.get(SHARE.of(tmp_path / "two")) is None


@pytest.mark.parametrize("kept", [None, True, "wide", [1366], [1366, "768"], {"width": 1}])
def test_a_value_of_another_type_is_as_if_nothing_were_remembered(tmp_path: Path, kept: object) -> None:
    names = [WINDOW_SIZE.name, TEXT_SIZE.name, RECENT.name, TRIAGE.name]
    (tmp_path / FILE).write_text(json.dumps(dict.fromkeys(names, kept)), encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.get(WINDOW_SIZE) is None
    assert settings.get(TEXT_SIZE) == 0
    assert isinstance(settings.get(RECENT), tuple)
    assert isinstance(settings.get(TRIAGE), dict)


def test_a_file_that_cannot_be_read_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"recent": ["/half', encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.get(RECENT) == ()
    settings.put(TEXT_SIZE, 125)
    assert settings.get(TEXT_SIZE) == 125
    assert (tmp_path / f"{FILE}.damaged").read_text(encoding="utf-8") == '{"recent": ["/half'


def test_a_file_that_is_not_given_for_a_moment_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another program looks at it for viruses: it is neither empty nor damaged."""

    def held(_file: Path, **_named: object) -> str:
        raise PermissionError(13, "held by another program")

    settings = Settings(tmp_path)
    settings.put(TEXT_SIZE, 125)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", held)
        settings.put(RECENT, (tmp_path,))
        assert settings.get(TEXT_SIZE) == 0
    assert settings.get(TEXT_SIZE) == 125
    assert not (tmp_path / f"{FILE}.damaged").exists()


@pytest.mark.parametrize("words", ["[" * 100_000, "[]", "null", "\ufeff{}", '{"recent": [null, 3, {}]}'])
def test_whatever_the_file_holds_work_goes_on(tmp_path: Path, words: str) -> None:
    (tmp_path / FILE).write_text(words, encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.get(RECENT) == ()
    settings.put(TEXT_SIZE, 125)
    assert settings.get(TEXT_SIZE) == 125


def test_threads_that_remember_at_once_lose_nothing(home: Home) -> None:
    def add(number: int) -> None:
        for _ in range(10):
            home.settings.update(counter(number % 3), lambda known: known + 1)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(6)))
    assert [home.settings.get(counter(number)) for number in range(3)] == [20, 20, 20]


def test_programs_that_remember_at_once_lose_nothing(tmp_path: Path, root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reviewer.desk.settings import Setting, Settings\n"
        "settings = Settings(Path(sys.argv[1])); mine = Setting(sys.argv[2], 0, lambda kept: kept)\n"
        "for _ in range(50): settings.update(mine, lambda known: known + 1)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name], cwd=root)
        for name in ("counter 0", "counter 1", "counter 0")
    ]
    assert [each.wait() for each in running] == [0, 0, 0]
    assert [Settings(tmp_path).get(counter(number)) for number in range(2)] == [100, 50]


def test_where_nothing_can_be_remembered_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    settings = Settings(tmp_path / "file/config")
    settings.put(TEXT_SIZE, 125)
    assert settings.get(TEXT_SIZE) == 0
