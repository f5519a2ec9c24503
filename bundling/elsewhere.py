"""Makes the bundle on Windows and macOS, where bundle.sh does not run. Written by documentation: it was never run there.

    python -m bundling.elsewhere                    the program: build/bundle/reviewer, or Reviewer.app
    python -m bundling.elsewhere --installers       of a folder made on Windows, there or on Linux: by makensis and wixl

By the interpreter of .venv, with what the lock file allows in it (docs/trust/building.md). The build tools are locked by hashes too
and stand in an environment of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

from bundling.icons import icons
from bundling.installers import msi, setup
from reviewer import __version__

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build/bundle"
TOOLS = ROOT / "build/bundle-tools"


def python_of(environment: Path, system: str) -> Path:
    """Return the interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if system == "win32" else "bin/python")


def tools_words(python: Path) -> list[str]:
    """Return the words that install the build tools beside an interpreter: wheels only, by the hashes of their lock."""
    options = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    lock = str(ROOT / "packaging/bundle.lock")
    return [sys.executable, "-m", "pip", "--python", str(python), "install", *options, "-r", lock]


def program_words(python: Path) -> list[str]:
    """Return the words that make the program."""
    places = ["--distpath", str(MADE), "--workpath", str(MADE / "work")]
    return [str(python), "-m", "PyInstaller", "--noconfirm", *places, str(ROOT / "packaging/reviewer.spec")]


def surroundings(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which nothing that a person set for Python is read, and nothing is ordered by chance."""
    left = {name: value for name, value in given.items() if not name.startswith("PYTHON")}
    cache = {"PYINSTALLER_CONFIG_DIR": str(MADE / "work/cache")}
    return {**left, **cache, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def plist(version: str) -> str:
    """Return what macOS is told of the program."""
    return (ROOT / "packaging/macos/Info.plist").read_text(encoding="utf-8").replace("{version}", version)


def make_program(version: str) -> None:
    """Make the folder, or the application, in build/bundle."""
    work, python = MADE / "work", python_of(TOOLS, sys.platform)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    icons(ROOT / "resources/icons/reviewer.svg", work)
    (work / "Info.plist").write_text(plist(version), encoding="utf-8")
    venv.create(TOOLS, clear=True)
    subprocess.run(tools_words(python), check=True)
    words = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([str(python), "-c", words], check=True, capture_output=True, text=True)
    # The tools look at the packages that are shipped where those stand.
    beside = Path(answer.stdout.strip()) / "shipped.pth"
    beside.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    subprocess.run(program_words(python), check=True, cwd=ROOT, env=surroundings(os.environ))


def make_installers(version: str) -> None:
    """Make the installers for Windows of build/bundle/reviewer, by those of the tools that are here."""
    folder = MADE / "reviewer"
    if not (folder / "reviewer-desk.exe").is_file():
        raise SystemExit(
            f"bundle: {folder} was not made on Windows; copy the folder that was made there to it"
        )
    makers = {"makensis": setup, "wixl": msi}
    if not any(map(shutil.which, makers)):
        raise SystemExit("bundle: neither makensis nor wixl is here; on Debian: apt-get install nsis wixl")
    for name, make in makers.items():
        print(
            make(ROOT, folder, version, MADE) if shutil.which(name) else f"{name} is not here: not made by it"
        )


def main(words: Sequence[str]) -> None:
    """Do what the words ask for."""
    if list(words) == ["--installers"]:
        make_installers(__version__)
    elif words:
        raise SystemExit("usage: elsewhere.py [--installers]")
    elif sys.platform == "linux":
        raise SystemExit("bundle: on Linux it is made by packaging/bundle.sh")
    else:
        make_program(__version__)


if __name__ == "__main__":
    main(sys.argv[1:])
