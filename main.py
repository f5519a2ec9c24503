"""Starts the window, or the command line when the first word is a command.

`python3 main.py …` works on any Python from 3.8 on, whichever packages that has: where the folder's own virtual environment
stands, the same words are handed over to its interpreter; where none does, one line says how to make it. So nothing in this
file may be written in a way that Python 3.8 doesn't read.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

WINDOW_OPTIONS = ("--sample", "--welcome", "--report-paint", "--screenshots")
OLDEST = (3, 11)
HANDED_OVER = "REVIEWER_HANDED_OVER"
"""Set for the moment between two interpreters, so that a wrapper that leads back here ends instead of going round."""


def main(arguments: list[str]) -> int:
    """Return the exit code; ``arguments`` are without the program's name."""
    if not arguments or arguments[0] in WINDOW_OPTIONS or _is_casebook(arguments[0]):
        from reviewer.app import main as window

        return window(arguments)
    gc.disable()  # what is loaded stays: looking through it for what can go takes a tenth of a short command
    from reviewer.cli import main as command

    gc.freeze()
    gc.enable()
    return command(arguments)


def started(arguments: list[str]) -> int:
    """Run the program here, or by the interpreter of the folder's virtual environment; return the exit code.

    ``arguments`` are without the program's name. On POSIX this process becomes the other one, and nothing is returned.
    """
    if getattr(sys, "frozen", False):
        return _bundled(arguments)
    handed_over = os.environ.pop(HANDED_OVER, None)
    python = other_python()
    if python and not handed_over:
        return _hand_over(python)
    if python or not _is_set_up():
        return _not_set_up()
    try:
        return main(arguments)
    except ModuleNotFoundError as error:  # a virtual environment that was half made, or of an earlier version
        if str(error.name).partition(".")[0] == "reviewer":
            raise
        return _not_set_up()


def _bundled(arguments: list[str]) -> int:
    """Run the bundled program: as one of its own child processes, or as the program."""
    _have_somewhere_to_write()
    if arguments[:1] == ["--child"]:
        from reviewer.documents.children import run

        run(*arguments[1:])
        return 0
    _give_back_library_path()
    if Path(sys.argv[0]).name.startswith("reviewer-desk"):
        from reviewer.app import main as window

        return window(arguments)
    return main(arguments)


def _have_somewhere_to_write() -> None:
    # A program of Windows without a console has neither, and a sentence for nobody must not end it.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the program runs


def _give_back_library_path() -> None:
    # The loader has read it; other programs that are started from here, such as the file manager, have libraries of their own.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


def other_python() -> str | None:
    """Return the path of the virtual environment's interpreter; None if it runs already, or there is none."""
    if Path(sys.executable or "").parent == Path(__file__).absolute().parent / _PYTHON.parent:
        return None  # told by names alone, as nearly every start is
    python = _folder() / _PYTHON
    if not sys.executable or not python.is_file():
        return None
    # By the folder that it was started in, not by where links lead: the environment's interpreter is a link to one outside.
    return None if python.parent.samefile(Path(sys.executable).parent) else str(python)


_PYTHON = Path(".venv/Scripts/python.exe" if os.name == "nt" else ".venv/bin/python")


def _folder() -> Path:
    return Path(__file__).resolve().parent


def _hand_over(python: str) -> int:
    words = [python, *getattr(sys, "orig_argv", [python, *sys.argv])[1:]]
    surroundings = {**os.environ, HANDED_OVER: "1"}
    try:
        if os.name != "nt":
            os.execve(python, words, surroundings)  # noqa: S606 - no shell is wanted
        return _waited_for(words, surroundings)
    except OSError:  # it is no program, or may not be run
        return _not_set_up()


def _waited_for(words: list[str], surroundings: dict[str, str]) -> int:
    # On Windows exec would end this process at once, and the terminal would take the next command beside this one.
    import subprocess

    with subprocess.Popen(words, env=surroundings) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the other one has it too, and says what became of its work
                continue


def _is_set_up() -> bool:
    if sys.version_info < OLDEST:
        return False
    if sys.prefix != sys.base_prefix:
        return True  # looking for packages would cost each start a little; what isn't there is told when it is asked for
    from importlib.util import find_spec

    return all(find_spec(name) for name in ("PySide6", "click", "sqlite_utils"))


def _not_set_up() -> int:
    # In English: the catalogues are read by what is not there.
    print(f"reviewer: not set up yet: run `make setup` in {_folder()}", file=sys.stderr)
    return 1


def _is_casebook(word: str) -> bool:
    # The window says what a merged file is, and how to read it.
    return word.rstrip("/\\").endswith((".casebook", ".sqlite")) or (Path(word) / "casebook.sqlite").exists()


if __name__ == "__main__":
    try:
        sys.exit(started(sys.argv[1:]))
    except KeyboardInterrupt:  # before a command has begun: nothing was done yet
        from reviewer.desk.words.language import say

        sys.exit(f"\nreviewer: {say('Stopped; nothing was done.')}")
