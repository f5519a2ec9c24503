"""A process that has read the program's modules once, and forks for each command that a test runs.

What runs then is a process of its own, with its own words, environment, folder and outputs; it only spends no 0.4 seconds
on importing. The many commands of walk/ and faults/ run so, but for those that a test kills, pipes or locks itself
(`commands.words_of`); that a fork does what a process from nothing does is tested for every command (walk/test_warm.py).
REVIEWER_COLD=1 starts each from nothing.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.warm_readers import WarmReaders  # on Linux alone

ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 1 << 20  # bytes of a request: a command's words and its environment
_COMMAND = re.compile("[a-z]+")
_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ", "LD_", "COVERAGE")
"""What an interpreter and its libraries read of the environment as they start: here it is as it was then."""


class WarmProgram:
    """The process, asked from here. One command at a time; `close` ends it."""

    def __init__(self, readers: WarmReaders | None = None) -> None:
        """Start it; the commands' readers are forked by *readers*, where there is one."""
        self._link, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (self._link, far):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
        passed = [far.fileno(), *([readers.descriptor] if readers else [])]
        command = [sys.executable, "-m", "tests.warm", *map(str, passed)]
        self._started_with = _read_at_start(os.environ)
        with far:
            self._process = subprocess.Popen(command, pass_fds=passed, stdin=subprocess.DEVNULL, cwd=ROOT)

    def suits(self, words: Sequence[object], env: Mapping[str, str]) -> bool:
        """Tell whether a fork does what a process from nothing would: a command, started as this process was."""
        return bool(_COMMAND.fullmatch(str(words[0]))) and _read_at_start(env) == self._started_with

    def run(
        self, words: Sequence[object], *, cwd: Path, env: dict[str, str], seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """Run `python3 main.py WORDS`, as `subprocess.run` does with both outputs captured.

        Raises subprocess.TimeoutExpired, after killing it, when it takes more than so many seconds.
        """
        asked = {"words": [str(word) for word in words], "cwd": str(cwd), "env": env}
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            socket.send_fds(self._link, [json.dumps(asked).encode()], [out.fileno(), err.fileno()])
            pid = int(self._answer(None))
            try:
                status = int(self._answer(seconds))
            except TimeoutError:
                with suppress(ProcessLookupError):  # it may just have ended
                    os.kill(pid, signal.SIGKILL)
                self._answer(None)
                raise subprocess.TimeoutExpired([*map(str, words)], seconds) from None
            told = []
            for file in (out, err):
                file.seek(0)
                told.append(file.read().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
        code = os.waitstatus_to_exitcode(status)
        return subprocess.CompletedProcess([*map(str, words)], code, *told)

    def close(self) -> None:
        """End it; its children have ended."""
        self._link.close()
        self._process.wait()

    def _answer(self, seconds: float | None) -> bytes:
        self._link.settimeout(seconds)
        told = self._link.recv(64)
        if not told:
            raise RuntimeError("the warm process has ended")
        return told


def _read_at_start(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_READ_AT_START)}


def serve(link: socket.socket) -> dict[str, Any] | None:
    """Fork for each request. Returns the request in the child that is to run it, and None when no more will come."""
    while True:
        data, descriptors, _flags, _address = socket.recv_fds(link, _LONGEST, 2)
        if not data:
            return None
        pid = os.fork()
        if not pid:
            for descriptor, place in zip(descriptors, (1, 2), strict=True):
                os.dup2(descriptor, place)
            link.close()
            asked: dict[str, Any] = json.loads(data)
            return asked
        for descriptor in descriptors:
            os.close(descriptor)
        link.send(str(pid).encode())
        _pid, status = os.waitpid(pid, 0)
        link.send(str(status).encode())


ROOMS = (
    "casebook",
    "cli",
    "desk",
    "framework",
    "letters",
    "overview",
    "paper",
    "review",
    "sharing",
    "wording",
)
LIBRARIES = (
    "jinja2",
    "pikepdf",
    "pydantic",
    "pyhanko.sign.signers",
    "reportlab.pdfgen.canvas",
    "sqlite_utils",
    "yaml",
)


def read_modules() -> None:
    """Import what commands import sooner or later. Nothing of it starts a thread, which no fork would take along."""
    for room in ROOMS:
        package = import_module(f"reviewer.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for library in LIBRARIES:
        import_module(library)
    gc.collect()
    gc.freeze()  # what is there is the children's too, and none of them looks through it again


def main(number: int, readers: int | None = None) -> None:
    read_modules()
    if readers is not None:
        from tests.warm_readers import WarmReaders

        WarmReaders(socket.socket(fileno=readers)).put_on(setattr)
    asked = serve(socket.socket(fileno=number))
    if asked is None:
        return
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv[:] = [str(ROOT / "main.py"), *asked["words"]]
    sys.path[0] = str(ROOT)
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as left:
        if left.code is None or isinstance(left.code, int):
            _end(left.code or 0)
        raise


def _end(code: int) -> None:
    """End as the interpreter does, but for taking all modules apart: that would copy every page which a fork shares."""
    threading._shutdown()  # type: ignore[attr-defined] # noqa: SLF001 - nothing else waits for threads as the interpreter does
    atexit._run_exitfuncs()  # noqa: SLF001 - as above, for what was registered
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
