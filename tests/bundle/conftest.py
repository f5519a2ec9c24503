"""The bundle, made once in a run, and a root of Debian's in which its package is installed.

Its tests are the largest group of all, so that a worker begins with them, and the others go on beside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, missing
from tests.once import Once

HERE = Path(__file__).parent
AT = "1800000000"
"""The time that all in a bundle of the tests has."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the tests on another machine go before the others of the bundle: what they need is made side by side."""
    ours = [at for at, item in enumerate(items) if item.path.parent == HERE]
    ordered = sorted((items[at] for at in ours), key=lambda item: item.path.name != "test_machine.py")
    for at, item in zip(ours, ordered, strict=True):
        items[at] = item


@dataclass(frozen=True, slots=True)
class Bundle:
    """What `make bundle` made: the folder, and of it the archives."""

    made: Path

    @property
    def folder(self) -> Path:
        """The folder that the .tar.gz has."""
        (found,) = (path for path in self.made.glob("reviewer-*") if path.is_dir())
        return found

    @property
    def archive(self) -> Path:
        """The .tar.gz."""
        (found,) = self.made.glob("*.tar.gz")
        return found

    @property
    def package(self) -> Path:
        """The .deb."""
        (found,) = self.made.glob("*.deb")
        return found

    @property
    def program(self) -> Path:
        """The program itself, as the command is started."""
        return self.folder / "reviewer"


def put_on(monkeypatch: pytest.MonkeyPatch, program: Path, inside: str, *further: str) -> None:
    """Have this process start its children as the bundled program does: *inside* is its folder, *further* where attempts to get out are.

    The places of the checkout come after: this process goes on importing from them, and the child may not read there.
    """
    own = [f"{inside}/base_library.zip", f"{inside}/python3.{sys.version_info[1]}/lib-dynload", inside]
    monkeypatch.setattr(sys, "path", [*own, *further, *sys.path])
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", inside, raising=False)


@dataclass(frozen=True, slots=True)
class Machine:
    """Another machine, as a folder that is its root: Debian's least, without Python."""

    root: Path

    def words(self, *words: object) -> list[str]:
        """Return the command that runs *words* there, with its own processes and devices, seen by nobody else."""
        mounts = 'mount -t proc proc "$0/proc"; mount --rbind /dev "$0/dev"; mount -t tmpfs tmpfs "$0/dev/shm"; exec chroot "$0" "$@"'
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return [*apart, "sh", "-ec", mounts, str(self.root), *map(str, words)]

    def run(self, *words: object, code: int = 0, env: Mapping[str, str] | None = None) -> str:
        """Run a command there and return what it printed; its exit code must be *code*."""
        around = {
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": "/root",
            "LC_ALL": "C.UTF-8",
            "REVIEWER_NAME": "Rowan Ellery",
        }
        done = subprocess.run(
            self.words(*words),
            capture_output=True,
            text=True,
            check=False,
            env={**around, **(env or {})},
            timeout=600,
        )
        assert done.returncode == code, f"{words} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def files(self) -> frozenset[str]:
        """Return all paths there."""
        return frozenset(path.relative_to(self.root).as_posix() for path in self.root.rglob("*"))


@pytest.fixture(scope="session")
def build(tool: Callable[[str], str]) -> Callable[[Path], Bundle]:
    """Make the bundle in a folder, as `make bundle` does."""
    for name in ("cc", "objdump", "strip", "xz", "dpkg-deb"):
        tool(name)

    def make(folder: Path) -> Bundle:
        words = [str(ROOT / "packaging/bundle.sh"), str(folder)]
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": AT},
            timeout=1500,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        shutil.rmtree(folder / "work")
        return Bundle(folder)

    return make


@pytest.fixture(scope="session")
def bundle(once: Once, build: Callable[[Path], Bundle]) -> Bundle:
    """The bundle; $REVIEWER_BUNDLE names a folder that has one already."""
    given = os.environ.get("REVIEWER_BUNDLE")
    return Bundle(Path(given)) if given else Bundle(once("bundle", build))


@pytest.fixture(scope="session")
def machine(once: Once, request: pytest.FixtureRequest, tool: Callable[[str], str]) -> Machine:
    """A machine on which the package is installed with what it depends on, and nothing else."""
    tool("mmdebstrap")
    apart = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False
    )
    if os.geteuid() != 0 or apart.returncode:
        missing(
            "the right to make a root of Debian's (chroot, mounts)",
            "run the tests as root, in a container that may mount",
        )

    def make(folder: Path) -> None:
        root = folder / "root"
        words = ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", "--skip=cleanup/apt"]
        with subprocess.Popen(
            [*words, "bookworm", str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as debian:
            # Made meanwhile, where nobody has asked for it yet: Debian's part is waited for, and asks little of a processor.
            bundle: Bundle = request.getfixturevalue("bundle")
            said = debian.communicate(timeout=900)[1]
        assert debian.returncode == 0, said
        (folder / "before").write_text("\n".join(sorted(Machine(root).files())), encoding="utf-8")
        shutil.copy(bundle.package, root / "tmp/reviewer.deb")
        bare = ("apt-get", "install", "--yes", "--no-install-recommends", "/tmp/reviewer.deb")
        Machine(root).run(*bare, env={"DEBIAN_FRONTEND": "noninteractive"})

    return Machine(once("machine", make) / "root")
