"""Document bytes, named by their SHA-256: documents/ab/abc…. A good file that a record names is never overwritten or removed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reviewer.casebook.durable import make_folder, sync_folder
from reviewer.casebook.environment_errors import failures_of
from reviewer.errors import CancelledError, ReadOnlyError
from reviewer.model import ProblemError, Reason
from reviewer.model.frozen import dataclass
from reviewer.model.problems import problem

_CHUNK = 1 << 20
_INCOMING = ".incoming-"
_TAKING_IN = ".taking-in-"
_DAMAGED = ".damaged"
_NAME = re.compile(r"[0-9a-f]{64}")


_State = tuple[int, int, int, int]
"""Size, times of change and number of a file: what differs once it was touched."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that was copied and hashed but is not kept yet: its SHA-256 (hex), and where its bytes lie now."""

    sha256: str
    path: Path


class Files:
    """The documents/ folder of a casebook."""

    def __init__(self, folder: Path, name: str, *, writable: bool, marks: bool = True) -> None:
        """Keep files in ``folder``; ``name`` is what the person calls the casebook. Without ``marks`` nothing at all is written there."""
        self._folder = folder
        self._name = name
        self._writable, self._marks = writable, marks
        self._whole: dict[str, tuple[_State, bool]] = {}

    def put(self, source: Path | bytes) -> str:
        """Take in a file or bytes and return the SHA-256 (hex); on the disk, name and all, when this returns.

        ProblemError if the source can't be read, CasebookError if the casebook's disk is full or read-only.
        A damaged file of the same name is replaced by the good one.
        """
        staged = self.stage(source)
        self.keep(staged)
        return staged.sha256

    def stage(
        self, source: Path | bytes | Iterator[bytes], stopped: Callable[[], bool] = lambda: False
    ) -> Staged:
        """Copy a file or bytes, which may come in pieces, beside the documents and hash it: on the disk, but no document before ``keep``.

        Raises as ``put`` does, and CancelledError once ``stopped`` says so. What is never kept nor dropped, since
        the power failed, goes when the casebook is opened again.
        """
        if not self._writable:
            raise ReadOnlyError(
                "{name} is open for reading only", "Open it for writing to add documents.", name=self._name
            )
        with failures_of(self._name):
            make_folder(self._folder)
            temporary = self._folder / f"{_INCOMING}{secrets.token_hex(8)}"
            try:
                staged = Staged(_spool(source, temporary, stopped), temporary)
                return self._known(staged) or staged
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise

    def keep(self, staged: Staged) -> None:
        """Make a document of what was staged; its name is on the disk when this returns."""
        with failures_of(self._name):
            if self._known(staged) is None:
                target = self.path(staged.sha256)
                make_folder(target.parent)
                staged.path.replace(target)
                sync_folder(target.parent)
                self._note(staged.sha256, damaged=False)

    def staged_again(self, sha256: str) -> Staged:
        """Return a document as ``stage`` would: it can be kept again, and is not dropped."""
        return Staged(sha256, self.path(sha256))

    def drop(self, staged: Staged) -> None:
        """Let go of what was staged and is not wanted; a document that was kept stays."""
        if staged.path.name.startswith(_INCOMING):
            with failures_of(self._name):
                staged.path.unlink(missing_ok=True)

    def _known(self, staged: Staged) -> Staged | None:
        """Return the same document where it is kept already, whole, and let the copy go; None if it is not."""
        target = self.path(staged.sha256)
        if staged.path == target:
            return staged
        if not self.verify(staged.sha256):
            return None
        staged.path.unlink(missing_ok=True)
        return Staged(staged.sha256, target)

    def path(self, sha: str) -> Path:
        """Return where the document of this SHA-256 (hex) lies, whether it is there or not; else ValueError."""
        if not is_sha256(sha):
            msg = f"not a SHA-256: {sha!r}"
            raise ValueError(msg)
        return Path(self._place(sha))

    def _place(self, sha: str) -> str:
        """Return the same as text: of thousands, paths as objects are most of what asking costs."""
        return f"{self._folder}/{sha[:2]}/{sha}"

    def has(self, sha: str) -> bool:
        """Tell whether the document's file is there; its bytes are ``verify``'s business.

        What is no SHA-256 names no document: a colleague's record may say anything.
        """
        return is_sha256(sha) and os.path.isfile(self._place(sha))  # noqa: PTH113  # asked for thousands

    def verify(self, sha: str) -> bool:
        """Tell whether the document's file is there, readable and whole: reads all of it."""
        if not is_sha256(sha):
            return False
        try:
            with open(self._place(sha), "rb") as file:  # noqa: PTH123  # asked for thousands
                return hashlib.file_digest(file, "sha256").hexdigest() == sha
        except OSError:
            return False

    def sound(self, sha: str) -> bool:
        """Tell the same as ``verify``, reading a file anew only where it was touched since: nothing else may be shown or read of it."""
        state = self._state(sha)
        if state is None:
            return False
        known = self._whole.get(sha)
        if known is None or known[0] != state:
            known = self._whole[sha] = (state, self.verify(sha))
            self._note(sha, damaged=not known[1])
        return known[1]

    def whole(self, sha: str) -> Path:
        """Return where a document lies that may be shown or read; ProblemError where it is not here, or not what was received."""
        if not self.has(sha):
            raise ProblemError(problem(Reason.ORIGINAL_NOT_HERE))
        if not self.sound(sha):
            raise ProblemError(problem(Reason.FILE_DAMAGED))
        return self.path(sha)

    def is_noted_damaged(self, sha: str) -> bool:
        """Tell whether ``sound`` found the file damaged, in this sitting or an earlier one, and not whole since."""
        return os.path.exists(self._mark(sha))  # noqa: PTH110  # asked for thousands

    def _note(self, sha: str, *, damaged: bool) -> None:
        """Leave a mark beside a damaged file, so that the next sync looks for a good one; also by who only reads, where that can be."""
        if self._marks and damaged != self.is_noted_damaged(sha):
            with contextlib.suppress(OSError):
                mark = Path(self._mark(sha))
                mark.touch() if damaged else mark.unlink()

    def _mark(self, sha: str) -> str:
        return f"{self._place(sha)}{_DAMAGED}"

    def verified(self, sha: str) -> bool:
        """Tell the same as ``verify``, and remember it as ``sound`` does."""
        self._whole.pop(sha, None)
        return self.sound(sha)

    def is_known_damaged(self, sha: str) -> bool:
        """Tell whether ``sound`` has found the file, as it lies there, to be another than was kept; reads nothing."""
        known = self._whole.get(sha)
        return known is not None and not known[1] and known[0] == self._state(sha)

    def size(self, sha: str) -> int:
        """Return how many bytes lie there for a document; 0 where none do."""
        state = self._state(sha)
        return 0 if state is None else state[0]

    def _state(self, sha: str) -> _State | None:
        if not is_sha256(sha):
            return None
        try:
            state = os.stat(self._place(sha))  # noqa: PTH116  # asked for thousands
        except OSError:
            return None
        return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino

    def all(self) -> Iterator[str]:
        """Yield the SHA-256 of every document that is here, in order."""
        if self._folder.is_dir():
            with os.scandir(self._folder) as entries:
                folders = sorted(entry.name for entry in entries if entry.is_dir())
            for folder in folders:
                names = os.listdir(f"{self._folder}/{folder}")  # noqa: PTH208  # of thousands
                yield from sorted(filter(is_sha256, names))

    def noted_damaged(self) -> set[str]:
        """Return the SHA-256 of every document that ``is_noted_damaged``."""
        return {path.name.removesuffix(_DAMAGED) for path in self._folder.glob(f"??/*{_DAMAGED}")}

    def sweep(self) -> bool:
        """Remove what a cut-off intake left half written; only for the one writer. Tell whether one left its mark (``taking_in``)."""
        if not self._folder.is_dir():
            return False
        with failures_of(self._name):
            for left in self._folder.glob(f"{_INCOMING}*"):
                left.unlink(missing_ok=True)
        return any(self._folder.glob(f"{_TAKING_IN}*"))

    @contextmanager
    def taking_in(self) -> Iterator[None]:
        """Leave a mark, on the disk, while documents are kept ahead of the records that name them; it stays where that is cut off."""
        mark = self._folder / f"{_TAKING_IN}{secrets.token_hex(8)}"
        with failures_of(self._name):
            make_folder(self._folder)
            mark.touch()
            sync_folder(self._folder)
        yield
        with failures_of(self._name):
            mark.unlink(missing_ok=True)

    def clear(self, unnamed: Collection[str]) -> None:
        """Remove documents that no record names, and then the marks of those who kept them; only for the one writer."""
        with failures_of(self._name):
            for sha in unnamed:
                self.path(sha).unlink(missing_ok=True)
            for mark in self._folder.glob(f"{_TAKING_IN}*"):
                mark.unlink(missing_ok=True)


def is_sha256(name: str) -> bool:
    """Tell whether a name can be a document's: 64 hex digits."""
    return _NAME.fullmatch(name) is not None


def _spool(source: Path | bytes | Iterator[bytes], temporary: Path, stopped: Callable[[], bool]) -> str:
    """Copy the source to a temporary file, synced, and return its hash."""
    digest = hashlib.sha256()
    with temporary.open("xb") as file:
        for chunk in _chunks(source):
            if stopped():
                raise CancelledError("Receiving was stopped")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _chunks(source: Path | bytes | Iterator[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    if not isinstance(source, Path):
        yield from source
        return
    with _opened(source) as file:
        while True:
            try:
                chunk = file.read(_CHUNK)
            except OSError as error:
                raise _unreadable(source, error) from error
            if not chunk:
                return
            yield chunk


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: Path, error: OSError) -> ProblemError:
    why = error.strerror or type(error).__name__
    return ProblemError(problem(Reason.FILE_NOT_READ, name=source.name, why=why))
