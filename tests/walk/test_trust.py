"""What the papers for the IT department claim, held against what the system saw the program do (docs/trust)."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, missing

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's"),
    pytest.mark.xdist_group("trust"),
]
_CALLS = (
    "socket,connect,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,truncate,chmod,fchmodat"
)
_NAMED = re.compile(r'(?:<([^>"]*)>, )?"((?:[^"\\]|\\.)*)"')
"""The folder that a path is relative to, where a call has one, and the path."""
_CHANGES = re.compile(
    r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|^(?:creat|mkdir|rename|link|symlink|unlink|truncate|chmod|fchmodat)"
)
_ROW = re.compile(r"^\| ((?:`[^`]+`[^|`]*)+) \|", re.MULTILINE)
_NO_FILES = ("/dev/null", "/dev/tty", "/proc/")
_JOBS = (
    "demo {OUT}",
    "--screenshots {OUT}/pictures {OUT}/sample.casebook",
    "backup {OUT}/sample.casebook",
    "backup {OUT}/sample.casebook -o {OUT}/backups/sample.backup",
    "export {OUT}/sample.casebook -o {OUT}/sample.zip",
    "import {OUT}/sample.zip {OUT}/imported.casebook",
    "restore {OUT}/backups/sample.backup {OUT}/restored.casebook",
    "key save {OUT}/robin.reviewer-key --password-file {PASSWORD}",
    "case new {OUT}/case",
    "case check {OUT}/case -o {OUT}/letters",
)
"""The whole job without a screen, pictures of the window on what it made, and what else is written to places that a person chooses."""
_ANOTHERS = ("new {OUT}/other.casebook --case {CASE}", "sync {OUT}/other.casebook {OUT}/other-share")
_TAKEN_BACK = "sync --new {OUT}/sample.casebook {OUT}/share"
"""After another inspection's marker and packs have come into the folder: the marker is set aside."""
_EXPECTED = {"case check {OUT}/case -o {OUT}/letters": 1}
"""What says by its code that something is still to be filled in."""


@dataclass(frozen=True)
class Seen:
    """What strace wrote of a run, and the folders that it was given, by the word that the papers have for each."""

    lines: tuple[str, ...]
    folders: Mapping[str, Path]

    def changed(self) -> Iterator[str]:
        """Yield the path of each file or folder that was opened for writing, made, moved or removed."""
        for line in self.lines:
            call = line.split(maxsplit=1)[1]
            if not _CHANGES.search(call) or " = -1 " in call:
                continue
            for folder, name in _NAMED.findall(call.partition(" = ")[0]):
                path = str(Path(folder) / name)
                if not path.startswith(_NO_FILES):
                    yield path


class Watched:
    """The program under strace, in folders of its own; what was seen is kept."""

    def __init__(self, place: Path, strace: str) -> None:
        """Make the folders in ``place``: the account's, the one for what is temporary, and one for what is made."""
        self.folders = {name: place / name.lower() for name in ("HOME", "TEMP", "OUT")}
        for name in ("HOME", "TEMP"):
            self.folders[name].mkdir()
        password = place / "password.txt"
        password.write_text("four words nobody expects\n", encoding="utf-8")
        self.lines: list[str] = []
        self._words = {
            **{name: str(folder) for name, folder in self.folders.items()},
            "PASSWORD": str(password),
            "CASE": str(ROOT / "resources/samples/boundaries/case"),
        }
        self._log, self._strace = place / "calls", strace

    def do(self, job: str) -> None:
        """Run the program once, with these words; a system that lets nobody watch it skips the test, or fails it in CI."""
        watch = f"-f -qq -y --seccomp-bpf -e trace={_CALLS} -o {self._log}".split()
        done = subprocess.run(
            [self._strace, *watch, sys.executable, str(ROOT / "main.py"), *job.format(**self._words).split()],
            env={
                "HOME": self._words["HOME"],
                "TMPDIR": self._words["TEMP"],
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONDONTWRITEBYTECODE": "1",  # an installed program has its modules compiled
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if "ptrace" in done.stderr:
            missing("a system that lets a process be watched (ptrace)", done.stderr.strip())
        assert done.returncode == _EXPECTED.get(job, 0), f"{job}: {done.stdout[-500:]}{done.stderr[-2000:]}"
        self.lines += self._log.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Seen:
    """What the program was seen to do in all these jobs."""
    watched = Watched(tmp_path_factory.mktemp("trust"), tool("strace"))
    for job in _JOBS:
        watched.do(job)
    out = watched.folders["OUT"]
    (out / "other-share").mkdir()
    for job in _ANOTHERS:
        watched.do(job)
    for path in (out / "other-share").glob("packs/*"):
        shutil.copy(path, out / "share/packs")
    shutil.copy(out / "other-share/inspection.json", out / "share")
    watched.do(_TAKEN_BACK)
    assert list(out.glob("share/set-aside/*")), "the other's marker is kept"
    return Seen(tuple(watched.lines), watched.folders)


def test_the_whole_job_reaches_for_no_network(seen: Seen) -> None:
    sockets = [line for line in seen.lines if re.search(r"\b(?:socket|connect)\(", line)]
    assert sockets, "strace saw the program ask for the account's name"
    assert [line for line in sockets if "AF_UNIX" not in line and "AF_NETLINK" not in line] == []


def listed(papers: str) -> list[str]:
    """Return the patterns of files that the papers list."""
    return [pattern for row in _ROW.findall(papers) for pattern in re.findall("`([^`]+)`", row)]


def named(path: str, folders: Mapping[str, Path]) -> str:
    """Return a path as the papers name it: by the folder that it is in."""
    home, temp, out = (str(folders[name]) for name in ("HOME", "TEMP", "OUT"))
    names = (
        (f"{home}/.config/reviewer", "CONFIG"),
        (f"{out}/colleague", "CONFIG"),  # the demo's colleague, who has folders of their own
        (f"{home}/.local/share/reviewer", "DATA"),
        (temp, "TEMP"),
        *((f"{out}/{name}", "SHARE") for name in ("share", "other-share")),
        *(
            (f"{out}/{name}.casebook", "CASEBOOK")
            for name in ("sample", "colleague", "imported", "restored", "other")
        ),
        (f"{out}/backups", "BACKUPS"),
        (f"{out}/case", "CASE"),
        (out, "OUT"),
    )
    for folder, name in names:
        if path == folder or path.startswith(f"{folder}/"):
            return name + path.removeprefix(folder)
    return path


def is_listed(path: str, patterns: list[str], folders: Mapping[str, Path]) -> bool:
    """Tell whether the papers list a file, or a folder above one that they list."""
    name = named(path, folders)
    steps = name.count("/") + 1
    above = ["/".join(pattern.split("/")[:steps]) for pattern in patterns]
    return any(_fits(name, pattern) for pattern in (*patterns, *above))


def _fits(name: str, pattern: str) -> bool:
    parts = (
        ".*" if part == "**" else "[^/]*" if part == "*" else re.escape(part)
        for part in re.split(r"(\*+)", pattern)
    )
    return re.fullmatch("".join(parts), name) is not None


def test_the_whole_job_writes_what_the_papers_list_and_nothing_else(seen: Seen) -> None:
    patterns = listed((ROOT / "docs/trust/files.md").read_text(encoding="utf-8"))
    above = {str(folder) for each in seen.folders.values() for folder in (each, *each.parents)}
    above |= {str(seen.folders["HOME"] / name) for name in (".config", ".local", ".local/share")}
    changed = {path for path in seen.changed() if path not in above}
    assert len(changed) > 100
    assert sorted(path for path in changed if not is_listed(path, patterns, seen.folders)) == []
    assert not is_listed("/etc/passwd", patterns, seen.folders)
    assert not is_listed(str(seen.folders["HOME"] / ".bashrc"), patterns, seen.folders)


def test_what_is_secret_can_be_read_by_its_owner_only(seen: Seen) -> None:
    keys = [*seen.folders["HOME"].rglob("author.key"), *seen.folders["OUT"].rglob("author.key")]
    identities = list(seen.folders["OUT"].rglob("*.p12"))
    (saved,) = seen.folders["OUT"].glob("*.reviewer-key")
    assert len(keys) == 2
    assert identities
    assert {stat.S_IMODE(path.stat().st_mode) for path in [*keys, *identities, saved]} == {0o600}


def test_nothing_is_left_in_the_folder_for_what_is_temporary(seen: Seen) -> None:
    assert list(seen.folders["TEMP"].iterdir()) == []
