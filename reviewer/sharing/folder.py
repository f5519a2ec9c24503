"""A share that is a folder: on a network drive, in a synchronised folder, on a stick."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from reviewer.errors import MissingShareError, ShareError
from reviewer.sharing.share import DOCUMENTS, UNASKED, Asked, cannot, every, stored_hash

_UNFINISHED = ".tmp"
_CHUNK = 1 << 20
_DEEP = 2
_DEEPEST = 3
"""So many folders are looked at one in another, below one of the share's: ours are one deep, and copies of them that others make."""
_OF_DOCUMENTS = re.compile(rf"{DOCUMENTS}/[0-9a-f]{{2}}")
# What file systems without hard links answer; then a look and a rename must do.
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL}


class FolderShare:
    """A folder that other people write to at the same time."""

    def __init__(self, path: Path) -> None:
        """Take the folder's path; nothing is touched yet."""
        self._place = str(path)
        self._root = Path(extended(str(path.absolute()))) if sys.platform == "win32" else path
        self._begin = f"{self._root}{os.sep}"
        self._device: int | None = None
        """Which disk it lies on, once it was there: where a drive is taken away, an empty folder of another disk is left."""

    @property
    def place(self) -> str:
        """The folder's path."""
        return self._place

    def require(self) -> None:
        """Raise ShareError unless the folder is there: one that was there is gone, and any other was named wrongly."""
        device = self._device_now()
        if self._device is None:
            if device is None:
                raise MissingShareError(
                    "The shared folder {place} is not there",
                    "Connect the drive, or make the folder if it is a new one; everything is still on this laptop.",
                    place=self.place,
                )
            self._device = device
        elif device != self._device:
            raise ShareError(
                "The shared folder {place} is not there any more",
                "Check the connection, then sync again; everything is still on this laptop.",
                place=self.place,
            )

    def _device_now(self) -> int | None:
        """Return which disk the folder lies on; None if it is not there. ShareError if it is no folder, or can't be looked at."""
        # "/." has a drive that is mounted when it is needed be mounted now: it would be another disk a moment later.
        inside = self._root if sys.platform == "win32" else f"{self._root}/."
        try:
            state = os.stat(inside)  # noqa: PTH116  # pathlib takes the dot away
            if stat.S_ISDIR(state.st_mode):
                return state.st_dev
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            if not self._root.exists():
                return None
        except OSError as error:
            raise cannot(self, "read", error) from error
        raise ShareError("{place} is no folder", "Name the shared folder itself.", place=self.place)

    def list(self, folder: str, asked: Asked = every) -> dict[str, int]:
        """Give name -> size of the files under a folder, as ``Share.list``."""
        files = dict(self._walk(folder, asked))
        # An unplugged drive must never look like an empty one.
        self.require()
        return files

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading, from the disk or the server rather than from this laptop's memory of it where the system can."""
        file = open(self._at(name), "rb")  # noqa: PTH123, SIM115  # asked for thousands, and the caller closes it
        forget_cached(file)
        return file

    def _at(self, name: str) -> str:
        """Return where a file or folder of the share lies, as text: of thousands, paths as objects are most of what asking costs."""
        return self._begin + (name if os.sep == "/" else name.replace("/", os.sep))

    def put(self, name: str, source: BinaryIO, *, replace: bool) -> None:
        """Write under a passing name, make it durable, and let it appear under its own."""
        target = self._root / name
        self.require()
        for folder in reversed(target.relative_to(self._root).parents[:-1]):
            # Never the share's own, should it go away in this moment.
            (self._root / folder).mkdir(exist_ok=True)
        passing = target.parent / f".{target.name[:16]}.{secrets.token_hex(8)}{_UNFINISHED}"
        try:
            _write_durably(passing, source)
            if replace:
                passing.replace(target)
            else:
                _appear(passing, target)
        finally:
            with contextlib.suppress(OSError):
                passing.unlink(missing_ok=True)
        _sync_folder(target.parent)
        self.require()

    def remove(self, name: str) -> None:
        """Remove a file."""
        Path(self._at(name)).unlink(missing_ok=True)

    def tidy(self, before: int) -> int:
        """Remove unfinished files that nobody has touched since ``before`` (UTC µs)."""
        removed = 0
        for path in _unfinished(str(self._root), _DEEP):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime_ns // 1000 < before:
                    path.unlink()
                    removed += 1
        return removed

    def _walk(self, folder: str, asked: Asked) -> Iterator[tuple[str, int]]:
        """Yield what is in a folder and below it, however much deeper than anything of ours somebody has nested folders there."""
        try:
            with os.scandir(self._at(folder)) as listed:
                entries = {entry.name: entry for entry in listed}
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:
            if _may_hold_ours(folder):
                raise
            return  # nobody waits for a folder that somebody has put there
        for name in sorted(entries):
            entry = entries[name]
            if name[0] == ".":
                continue
            if entry.is_file():
                small = name.lower()
                given = f"{folder}/{name if small == name else self._cased(folder, name, small, entries)}"
                try:
                    yield given, entry.stat().st_size if asked(given) else UNASKED
                except FileNotFoundError:
                    continue
            elif entry.is_dir(follow_symlinks=False) and folder.count("/") < _DEEPEST:
                yield from self._walk(f"{folder}/{name}", asked)

    def _cased(self, folder: str, name: str, small: str, names: Collection[str]) -> str:
        """Return the name of stored content as it was given, where a disk that does not tell capitals shows it with some."""
        if small in names or not stored_hash(f"{folder}/{small}"):
            return name
        return small if self.holds(f"{folder}/{small}") else name

    def holds(self, name: str) -> bool:
        """Tell whether there is a file of this name, as the disk sees names."""
        return os.path.exists(self._at(name))  # noqa: PTH110  # never raises


def _unfinished(folder: str, deep: int) -> Iterator[Path]:
    """Yield the unfinished files in a folder and so many below it; nothing of one that is gone or locked. OSError if it can't be listed."""
    try:
        with os.scandir(folder) as entries:
            listed = [(entry.name, entry.is_dir()) for entry in entries]
    except (FileNotFoundError, PermissionError):
        return
    for name, is_folder in listed:
        if is_folder and deep:
            yield from _unfinished(f"{folder}{os.sep}{name}", deep - 1)
        elif name[0] == "." and name.endswith(_UNFINISHED):
            yield Path(folder, name)


def _may_hold_ours(folder: str) -> bool:
    """Tell whether stored content may lie in a folder itself: what can't be listed of it is not absent."""
    return "/" not in folder or _OF_DOCUMENTS.fullmatch(folder) is not None


def extended(path: str) -> str:
    r"""Return an absolute path of Windows in the form that may have more than 260 characters: \\?\C:\… or \\?\UNC\server\share\…."""
    if path.startswith("\\\\?\\"):
        return path
    return f"\\\\?\\UNC\\{path[2:]}" if path.startswith("\\\\") else f"\\\\?\\{path}"


def _write_durably(path: Path, source: BinaryIO) -> None:
    with path.open("xb") as target:
        shutil.copyfileobj(source, target, _CHUNK)
        target.flush()
        os.fsync(target.fileno())  # what is not on the disk yet can't be forgotten when it is read back


def forget_cached(file: BinaryIO) -> None:
    """Have the medium asked for a file's bytes, not this laptop's memory of what it read or wrote.

    posix_fadvise(2) lets clean pages go; a network file system then asks its server. Windows and macOS have no such call for a file
    that is open: there a sync reads what the system gives.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _appear(passing: Path, target: Path) -> None:
    """Give a finished file its name unless somebody else already has: names are content, so theirs is ours."""
    try:
        os.link(passing, target)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if not target.exists():
            with contextlib.suppress(FileExistsError):
                passing.rename(target)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable where the file system can (Windows and some shares cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
