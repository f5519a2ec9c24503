"""How children of the bundled program are started, on systems where it was never run too."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reviewer.documents import children


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The window of a bundled program, which asks for a child; returns where it lies."""
    program = tmp_path / "Contents/MacOS/reviewer-desk.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "Contents/Frameworks"), raising=False)
    return program


def test_a_child_is_the_program_itself(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert children.command("reader") == [str(bundled), "--child", "reader"]
    assert children.bundle() == [str(bundled), str(bundled.parents[1] / "Frameworks")]


def test_on_windows_it_is_the_one_that_has_a_standard_input(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert children.command("reader") == [str(bundled.with_name("reviewer.exe")), "--child", "reader"]


def test_on_macos_it_may_read_the_whole_application(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert children.bundle() == [str(bundled.parents[1].resolve())]
    monkeypatch.setattr(sys, "frozen", False)
    assert children.bundle() == []
