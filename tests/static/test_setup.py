"""Set-up on a machine where nobody is an administrator, and where something is missing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("bash", "cat", "cut", "dirname", "env", "grep", "sha256sum")
QT_MISSING = "#!/bin/sh\necho 'libxcb-icccm.so.4 => not found'\n"
QT_MISSING_ON_SCREENS = '#!/bin/sh\ncase "$*" in *xcb*) echo "libxcb-icccm.so.4 => not found" ;; esac\n'


class Machine:
    """A copy of the project with its environment made, on a machine with only a few programs and no rights."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._programs, self.project = folder / "bin", folder / "project"
        self._programs.mkdir(parents=True)
        for name in TOOLS:
            (self._programs / name).symlink_to(shutil.which(name) or pytest.fail(f"{name} is not here"))
        self.has("id", "#!/bin/sh\necho 1000\n")
        self.has("ldd", "#!/bin/sh\n")
        shutil.copytree(root / "packaging", self.project / "packaging")
        shutil.copy(root / "pyproject.toml", self.project)

    def has(self, name: str, script: str) -> None:
        (self._programs / name).write_text(script)
        (self._programs / name).chmod(0o755)

    def is_set_up(self) -> None:
        lock, project = self.project / "packaging/requirements.lock", self.project / "pyproject.toml"
        (self.project / ".venv/bin").mkdir(parents=True)
        (self.project / ".venv/bin/python").symlink_to(sys.executable)
        key = hashlib.sha256(lock.read_bytes() + project.read_bytes()).hexdigest()
        (self.project / ".venv/.ready").write_text(key + "\n")

    def set_up(self, *options: str) -> tuple[int, str]:
        done = subprocess.run(
            [self.project / "packaging/setup.sh", *options],
            env={"PATH": str(self._programs)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def machine(root: Path, tmp_path: Path) -> Machine:
    return Machine(root, tmp_path)


def test_it_says_nothing_and_does_nothing_when_all_is_there(machine: Machine) -> None:
    machine.is_set_up()
    assert machine.set_up() == (0, "")


def test_without_python_it_names_the_line_to_run_and_fails(machine: Machine) -> None:
    code, said = machine.set_up()
    assert code == 1
    assert "run: apt-get install python3 python3-venv" in said
    assert "no Python 3.11 or later" in said


def test_without_the_libraries_of_a_screen_it_warns_and_goes_on(machine: Machine) -> None:
    machine.is_set_up()
    machine.has("ldd", QT_MISSING_ON_SCREENS)
    code, said = machine.set_up()
    assert code == 0
    assert "run: apt-get install libegl1" in said
    assert "everything works but a window on a screen" in said


def test_where_qt_can_not_start_at_all_it_fails(machine: Machine) -> None:
    machine.is_set_up()
    machine.has("ldd", QT_MISSING)
    code, said = machine.set_up()
    assert code == 1
    assert "libxcb-icccm4" in said


def test_missing_test_programs_are_named_with_their_packages(machine: Machine) -> None:
    machine.is_set_up()
    machine.has("git", "#!/bin/sh\n")
    code, said = machine.set_up("--tests")
    assert code == 0
    assert (
        "xvfb poppler-utils ripgrep sqlite3 fuse3 default-jdk-headless maven openssl dbus nodejs npm" in said
    )
    assert (
        "smbnetfs matchbox-window-manager strace nsis wixl msitools libreoffice-writer-nogui" in said
    )  # before it samba, where /usr/sbin has none
    assert "tests that need these are skipped" in said
    assert "run: apt-get install chromium\n" in said


def test_what_the_bundle_is_made_and_tried_by_is_named_with_its_packages(machine: Machine) -> None:
    machine.is_set_up()
    code, said = machine.set_up("--bundle")
    assert code == 0
    wanted = "desktop-file-utils appstream shared-mime-info mmdebstrap gcc binutils xz-utils libpython3"
    assert f"run: apt-get install {wanted}" in said
    assert "no bundle can be made without these" in said


def test_it_compiles_the_program_whose_reader_may_write_no_file(machine: Machine) -> None:
    machine.is_set_up()
    (machine.project / "reviewer").mkdir()
    (machine.project / "reviewer/reading.py").write_text("PAGES = 1\n")
    assert machine.set_up() == (0, "")
    assert list((machine.project / "reviewer/__pycache__").glob("reading.*.pyc"))


def test_with_sudo_it_installs_only_what_is_missing(machine: Machine, tmp_path: Path) -> None:
    machine.is_set_up()
    for name in (
        "git",
        "Xvfb",
        "pdftotext",
        "sqlite3",
        "fusermount3",
        "javac",
        "mvn",
        "openssl",
        "dbus-run-session",
        "soffice",
        "node",
        "npm",
        "smbd",
        "smbnetfs",
        "matchbox-window-manager",
        "strace",
        "makensis",
        "wixl",
        "msiinfo",
        "chromium",
    ):
        machine.has(name, "#!/bin/sh\n")
    machine.has("sudo", '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n')
    machine.has("true", "#!/bin/sh\n")
    machine.has("apt-get", f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\n')
    assert machine.set_up("--tests") == (0, "setup: installing ripgrep\n")
    asked = (tmp_path / "asked").read_text().splitlines()
    assert [line.split()[-1] for line in asked if line.startswith("install")] == ["ripgrep"]


def test_an_unknown_option_is_refused(machine: Machine) -> None:
    assert machine.set_up("--tets")[0] == 2
