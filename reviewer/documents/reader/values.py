"""What goes into and comes out of the reader process: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model.fields import Value
from reviewer.model.problems import Problem, ProblemError, Reason, problem

if TYPE_CHECKING:
    from reviewer.model import DocumentText

MEBIBYTE = 1 << 20


class RefusalError(Exception):
    """Raised by a handler in the child: what is wrong with the file."""

    def __init__(self, reason: Reason, /, **values: Value) -> None:
        """Keep the reason, with the values that its words name."""
        super().__init__(reason)
        self.problem: Problem = problem(reason, **values)


class StoppedError(ProblemError):
    """The child was stopped, or stopped, on the file whose ``name`` is in the problem."""

    @property
    def reason(self) -> Reason:
        """Why the file has no answer."""
        return self.problem.reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reader process may use.

    ``memory`` is address space in bytes (the shared memory counts); ``reply`` the largest payload in bytes, which
    is also the largest member of an archive; ``deadline`` and ``start`` are seconds for one call and for the
    process to come up; ``step`` is how long, in seconds, one ``read`` call goes on to further pages;
    ``niceness`` is added to our own, so that reading never holds up the window. ``work`` is how long, in seconds of the
    process at work, one call may take (0: as long as its deadline lets it); where the system can't count that it is not asked.
    """

    memory: int = 2048 * MEBIBYTE
    reply: int = 256 * MEBIBYTE
    files: int = 64
    deadline: float = 10.0
    start: float = 20.0
    step: float = 2.0
    niceness: int = 5
    work: float = 0.0


FOR_THE_SCREEN = Limits(niceness=0)
"""For the reader whose pages somebody waits for: it comes before what is read in the background."""


@dataclass(frozen=True, slots=True)
class Cage:
    """What keeps the reader process in, as it told when it started; ``desk.words`` has the words.

    Linux: ``files`` is the version of Landlock (0: none), ``calls`` the filter of calls. macOS: ``sandbox`` is the system's.
    Windows: ``job`` is the job object.
    """

    files: int = 0
    calls: bool = False
    sandbox: bool = False
    job: bool = False

    @classmethod
    def of(cls, reply: object) -> Cage:
        """Return what the child told as it started."""
        known = reply if isinstance(reply, dict) else {}
        given = (bool(known.get(name)) for name in ("calls", "sandbox", "job"))
        return cls(int(known.get("files") or 0), *given)

    @property
    def whole(self) -> bool:
        """Whether it reaches neither the network nor a file but the one it is handed."""
        return bool(self.calls and self.files)


@dataclass(frozen=True, slots=True)
class Member:
    """A document inside a document. ``path`` is a temporary file with its bytes, the taker's to remove.

    ``path`` is None when it was not unpacked, and ``problem`` says why. ``origin`` is the name of the archive or
    message, and the folder in it.
    """

    name: str
    path: Path | None
    origin: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a document and the documents inside it."""

    text: DocumentText
    members: tuple[Member, ...] = ()
