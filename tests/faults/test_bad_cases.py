"""Case folders whose files are none: pipes, devices, sockets, folders, links that lead out, and files without an end."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run

SOON = 20  # seconds; a pipe that is waited for is never answered


def _pipe(place: Path, _outside: Path) -> None:
    os.mkfifo(place)


def _device(place: Path, _outside: Path) -> None:
    place.symlink_to("/dev/zero")


def _socket(place: Path, _outside: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # a socket's whole path may have some 100 bytes only
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(place.name)
    finally:
        os.chdir(here)


def _folder(place: Path, _outside: Path) -> None:
    place.mkdir()


def _link_out(place: Path, outside: Path) -> None:
    place.symlink_to(outside)


def _link_to_pipe(place: Path, _outside: Path) -> None:
    os.mkfifo(place.with_name("pipe"))
    place.symlink_to("pipe")


def _link_nowhere(place: Path, _outside: Path) -> None:
    place.symlink_to("nowhere")


def _circle(place: Path, _outside: Path) -> None:
    place.symlink_to(place.name)


def _huge(place: Path, _outside: Path) -> None:
    with place.open("wb") as file:
        file.truncate(10_000_000_000)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("make", "file", "told"),
    [
        (_pipe, "framework.toml", "a pipe"),
        (_pipe, "bodies.tsv", "a pipe"),
        (_pipe, "chaser.txt", "a pipe"),
        (_pipe, "letter.cy.md", "a pipe"),
        (_device, "inspection.toml", "leads out of the case folder"),
        (_socket, "letter.md", "a socket"),
        (_folder, "letter.md", "a folder"),
        (_folder, "chaser.txt", "a folder"),
        (_link_out, "bodies.tsv", "leads out of the case folder"),
        (_link_to_pipe, "framework.cy.toml", "a pipe"),
        (_link_nowhere, "letter.md", "missing"),
        (_circle, "framework.toml", "leads back to itself"),
        (_huge, "framework.toml", "larger than"),
    ],
)
def test_what_is_no_file_of_the_case_folder_is_refused_at_once(
    reviewer: Run,
    case_dir: Path,
    tmp_path: Path,
    make: Callable[[Path, Path], None],
    file: str,
    told: str,
) -> None:
    case = shutil.copytree(case_dir, tmp_path / "case")
    outside = tmp_path / "elsewhere"
    shutil.copy(case / "bodies.tsv", outside)
    (case / file).unlink(missing_ok=True)
    make(case / file, outside)
    line = reviewer("new", tmp_path / "a.casebook", "--case", case, code=1, seconds=SOON).told
    assert line.startswith(f"{file}: ")
    assert told in line
    assert not (tmp_path / "a.casebook").exists()


def test_a_link_within_the_folder_and_to_the_folder_is_no_fault(
    reviewer: Run, case_dir: Path, tmp_path: Path
) -> None:
    case = shutil.copytree(case_dir, tmp_path / "case")
    (case / "bodies.tsv").rename(case / "forces.tsv")
    (case / "bodies.tsv").symlink_to("forces.tsv")
    (tmp_path / "linked").symlink_to(case)
    reviewer("new", tmp_path / "a.casebook", "--case", tmp_path / "linked")
