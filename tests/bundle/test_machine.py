"""On a machine of Debian's least, without Python: the package is installed, the whole job is done with it, and it is taken off again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.bundle.conftest import Bundle, Machine
from tests.conftest import ROOT
from tests.displays import display
from tests.faults.test_cage import REFUSED

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(1200),  # whichever is the first has the bundle made
    pytest.mark.xdist_group("bundle"),
    pytest.mark.skipif(sys.platform != "linux", reason="the .deb is Linux's"),
]

HOME = "root"
DEMO = "/srv/demo"
CASEBOOK = f"{DEMO}/sample.casebook"
READ = {
    "Boundaries policy.pdf": ("harrowdale", "boundar"),
    "Integrity unit review.docx": ("harrowdale", "unit"),
    "System checks.xlsx": ("harrowdale", "system"),
    "Local organisations.eml": ("harrowdale", "organisation"),
    "Duty sheet (scan).pdf": ("penmarsh", "duty"),
}


@pytest.fixture(scope="module")
def demo(machine: Machine) -> str:
    """What the command says that does the whole job on the sample there."""
    return machine.run("reviewer", "demo", DEMO)


def test_there_is_no_python_but_what_came_along(machine: Machine) -> None:
    assert not [path for path in machine.files() if path.startswith("usr/bin/python")]
    assert "python" not in machine.run("sh", "-c", "dpkg-query -W -f '${Package}\\n'")
    assert machine.run("reviewer", "--version").startswith("reviewer 0.1.0")


def test_the_whole_job_is_done_signed_verified_and_shared(machine: Machine, demo: str) -> None:
    for word in ("harrowdale.pdf", "overview.pdf", "share", "colleague.casebook"):
        assert word in demo
    letter = f"{DEMO}/letters/harrowdale.pdf"
    assert "as it stands" in machine.run("reviewer", "verify", letter, "--casebook", CASEBOOK)
    told = machine.run("reviewer", "check", CASEBOOK, "--share", f"{DEMO}/share")
    assert "All is as it was recorded" in told
    assert "no network" in told, "it says in what cage documents are read"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", READ)
def test_documents_of_each_sort_are_read_in_the_cage(machine: Machine, name: str) -> None:
    body, word = READ[name]
    rows = json.loads(machine.run("reviewer", "documents", CASEBOOK, body, "--json"))
    (sha,) = (row["sha256"] for row in rows if row["name"] == name)
    assert word in machine.run("reviewer", "text", CASEBOOK, sha).lower()


@pytest.mark.usefixtures("demo")
def test_the_window_opens_on_a_screen(machine: Machine, tool: Callable[[str], str], tmp_path: Path) -> None:
    with display(tool, folder=tmp_path) as env:
        shown = {"DISPLAY": env["DISPLAY"], "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": "/tmp"}
        told = machine.run("reviewer-desk", CASEBOOK, "--report-paint", env=shown)
        assert told.strip(), "it says when it had painted"
    machine.run(
        "reviewer-desk", "--screenshots", "/srv/shots", CASEBOOK, env={"QT_QPA_PLATFORM": "offscreen"}
    )
    pictures = sorted((machine.root / "srv/shots").rglob("*.png"))
    assert pictures
    with Image.open(pictures[0]) as picture:
        colours = picture.convert("RGB").getcolors(1 << 20)
        assert picture.width >= 1000
    assert colours is None or len(colours) > 50, "it has words and shapes on it"


PROBE = """
import json, os, sys
from pathlib import Path
from reviewer.documents.reader import Reader
from tests.bundle.conftest import put_on
from tests.faults.test_cage import HANDLERS
import pytest
with Reader() as warm:  # what it needs is imported before the root is another
    own = Path(sys.argv[2])
    own.write_text("Some words.")
    warm.read(own, own.name, "00")
os.chroot(sys.argv[1])
os.chdir("/")
with pytest.MonkeyPatch.context() as patch:
    put_on(patch, Path("/usr/lib/reviewer/reviewer"), "/usr/lib/reviewer/_internal", "/probe")
    page = Path("/srv/letter.txt")
    page.write_text("Some words.")
    with Reader(handlers=HANDLERS) as reader:
        ways = {
            "connect": {"port": 9, "unix": "/srv/door"},
            "read_file": {"paths": ["/etc/passwd", "/srv/demo/sample.casebook/casebook.sqlite", "/proc/self/environ"]},
            "write_file": {"ours": "/srv/letter.txt", "made": "/srv/made"},
            "run": {"made": "/srv/made"},
        }
        for way, args in ways.items():
            print(json.dumps([way, reader.call(way, page, **args)[0]["refused"]]))
        print(json.dumps(["read", reader.read(page, page.name, "00").text.parts[0].text]))
        print(json.dumps(["exe", os.readlink(f"/proc/{reader.pid}/exe")]))
"""


@pytest.mark.usefixtures("demo")
def test_a_probe_in_its_reader_is_refused_network_files_and_programs(
    machine: Machine, tmp_path: Path
) -> None:
    probe = machine.root / "probe/tests/faults"
    probe.mkdir(parents=True)
    for folder in (probe.parent, probe):
        (folder / "__init__.py").touch()
    shutil.copy(ROOT / "tests/faults/escaping.py", probe)
    mounts = 'mount -t proc proc "$0/proc"; mount --rbind /dev "$0/dev"; exec "$@"'
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", mounts, str(machine.root)]
    done = subprocess.run(
        [*apart, sys.executable, "-c", PROBE, str(machine.root), str(tmp_path / "letter.txt")],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=300, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = dict(map(json.loads, done.stdout.splitlines()))
    assert told.pop("read") == "Some words."
    assert str(told.pop("exe")).endswith("/usr/lib/reviewer/reviewer")
    assert {way: set(refused) for way, refused in told.items()} == dict.fromkeys(
        ("connect", "read_file", "write_file", "run"), REFUSED
    )


@pytest.mark.usefixtures("demo")
def test_taken_off_it_leaves_casebooks_and_settings_and_nothing_else(
    machine: Machine, bundle: Bundle, tmp_path: Path
) -> None:
    """Last in this file: nothing is installed afterwards."""
    listing = ["dpkg-deb", "--fsys-tarfile", str(bundle.package)]
    with subprocess.Popen(listing, stdout=subprocess.PIPE) as packed:
        names = subprocess.run(
            ["tar", "-t"], stdin=packed.stdout, capture_output=True, text=True, check=True
        ).stdout
    own = {name.strip("./") for name in names.splitlines() if not name.endswith("/")} - {""}
    assert own <= machine.files()
    machine.run("dpkg", "--purge", "reviewer")
    left = machine.files()
    assert own & left == set()
    assert not [path for path in left if path.startswith(("usr/lib/reviewer", "usr/share/doc/reviewer"))]
    before = set((machine.root.parent / "before").read_text(encoding="utf-8").splitlines())
    ours = sorted(
        path
        for path in left - before
        if "reviewer" in path.lower() and not path.startswith((f"{HOME}/", "srv/"))
    )
    assert [path for path in ours if not path.startswith(("var/", "tmp/reviewer.deb"))] == []
    assert f"{CASEBOOK[1:]}/casebook.sqlite" in left
    assert any(path.startswith(f"{HOME}/.config/reviewer/") for path in left)
