"""``Office``: an Office document in, a PDF of its pages out."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reviewer.documents import children
from reviewer.documents.office import profile
from reviewer.documents.office.installed import ENDINGS, Installed, installed
from reviewer.documents.office.launch import UNCAGED
from reviewer.documents.reader.values import MEBIBYTE
from reviewer.errors import CancelledError
from reviewer.model import Problem, ProblemError, Reason, kind_named
from reviewer.model.problems import problem

_AGAIN = 81  # LibreOffice has made its profile and wants to be started again (EXITHELPER_NORMAL_RESTART)
_STARTS = 3
_LOOK = 0.2  # seconds between two looks whether it is still wanted


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What one conversion may use.

    ``memory`` is address space in bytes, ``file`` the largest file that it may write, in bytes, ``seconds`` the time
    until it is ended, on the clock and on the processor; ``niceness`` is added to our own.
    """

    memory: int = 2048 * MEBIBYTE
    file: int = 256 * MEBIBYTE
    files: int = 256
    seconds: float = 60.0
    niceness: int = 5


_DEFAULT_LIMITS = OfficeLimits()


@dataclass(frozen=True, slots=True)
class _Task:
    """A document in the folder made for it, and what is to be made of it: the ending of a file's name."""

    office: Installed
    folder: Path
    document: Path
    target: str


class Office:
    """Makes PDFs of Office documents, one process a document. Thread-safe; each call waits for its own process."""

    def __init__(
        self, limits: OfficeLimits = _DEFAULT_LIMITS, look: Callable[[], Installed | None] = installed
    ) -> None:
        """Keep the limits, and what looks for LibreOffice when it is first needed."""
        self.limits = limits
        self._look = look
        self._office: Installed | None = None
        self._looked = False
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    @property
    def version(self) -> str | None:
        """What tells this LibreOffice from another one, None if there is none."""
        office = self._installed()
        return office.version if office else None

    def why_not(self, kind: str) -> Problem | None:
        """Return why no pages can be made of a document of this kind, None if they can."""
        if not kind_named(kind).drawable:
            return problem(Reason.OFFICE_KIND, kind=kind)
        return None if self._installed() else problem(Reason.OFFICE_MISSING)

    def pdf(self, path: Path, kind: str, stop: Callable[[], bool] = bool) -> bytes:
        """Return a PDF of the document at *path*, which is of this kind (``kinds.kind_of``).

        *stop* is asked, several times a second, whether nobody wants it any more. Raises ProblemError when there is no LibreOffice or no cage for it, or when it made none: it refused the
        file, or was ended since it took too long or needed too much. CancelledError when it was stopped, by *stop* or ``close``.
        """
        return self._converted(path, kind, "pdf", stop)

    def opendocument(self, path: Path, kind: str, stop: Callable[[], bool] = bool) -> bytes:
        """Return the document as OpenDocument, which our own reader reads; else as ``pdf``."""
        return self._converted(path, kind, kind_named(kind).drawn_by or "", stop)

    def _converted(self, path: Path, kind: str, target: str, stop: Callable[[], bool]) -> bytes:
        office, why = self._installed(), self.why_not(kind)
        if office is None or why:
            raise ProblemError(why or problem(Reason.OFFICE_MISSING))
        with tempfile.TemporaryDirectory(prefix="reviewer-pages-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            document = folder / f"document.{ENDINGS.get(kind, kind)}"
            shutil.copyfile(path, document)
            profile.write(folder / "profile")
            (folder / "tmp").mkdir()
            return self._made(_Task(office, folder, document, target), stop)

    def close(self) -> None:
        """End what is running, at once, from any thread; later calls raise CancelledError."""
        with self._lock:
            self._closed = True
            for process in self._running:
                _end(process)

    def _installed(self) -> Installed | None:
        if not self._looked:
            self._office, self._looked = self._look(), True
        return self._office

    def _made(self, task: _Task, stop: Callable[[], bool]) -> bytes:
        made = task.folder / "out" / f"document.{task.target}"
        code = _AGAIN
        for _start in range(_STARTS):
            code = self._run(task, stop)
            if code != _AGAIN:
                break
        if self._closed:
            raise _stopped()
        if code == UNCAGED:
            raise ProblemError(problem(Reason.OFFICE_UNCAGED))
        if code != 0 or not made.is_file():
            raise ProblemError(problem(Reason.OFFICE_ENDED if code < 0 else Reason.OFFICE_FAILED))
        return made.read_bytes()

    def _run(self, task: _Task, stop: Callable[[], bool]) -> int:
        with self._lock:
            if self._closed:
                raise _stopped()
            process = self._started(task)
            self._running.add(process)
        try:
            return self._waited(process, stop)
        finally:
            with self._lock:
                self._running.discard(process)
                _end(process)
            process.wait()

    def _waited(self, process: subprocess.Popen[bytes], stop: Callable[[], bool]) -> int:
        until = time.monotonic() + self.limits.seconds
        while time.monotonic() < until:
            if stop():
                raise _stopped()
            try:
                return process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                continue
        raise ProblemError(problem(Reason.OFFICE_TOO_SLOW, seconds=f"{self.limits.seconds:g}"))

    def _started(self, task: _Task) -> subprocess.Popen[bytes]:
        office, folder = task.office, task.folder
        words = [
            f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--nologo", "--norestore", "--nodefault",
            "--nolockcheck", "--convert-to", task.target, "--outdir", str(folder / "out"), str(task.document),
        ]  # fmt: skip
        environment = {
            "HOME": str(folder), "TMPDIR": str(folder / "tmp"), "LC_ALL": "C.UTF-8", "PATH": os.defpath, "SAL_USE_VCLPLUGIN": "svp",
        }  # fmt: skip
        start = {
            "parent": os.getpid(), "folder": str(folder), "readable": [str(office.folder)], "program": str(office.program),
            "words": words, "environment": environment, "memory": self.limits.memory, "file": self.limits.file,
            "files": self.limits.files, "seconds": int(self.limits.seconds) + 1, "niceness": self.limits.niceness,
            "path": [entry for entry in sys.path if Path(entry).is_absolute()],
        }  # fmt: skip
        return subprocess.Popen(
            [*children.command("office"), json.dumps(start)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            start_new_session=True,
        )


def _stopped() -> CancelledError:
    return CancelledError("Making pages was stopped", "Ask for them again.")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and whatever it might have started: they are a session of their own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
