"""Landlock: the process gives up the file system but for the folders it names, the network and other processes.

Linux 5.13 and later; what each version of its interface (ABI) adds: 2 renaming, 3 truncating, 4 TCP, 5 devices,
6 signals and abstract sockets. Source: Documentation/userspace-api/landlock.rst and linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the numbers of the system calls, the same on every machine
_ASK_VERSION = 1
_BENEATH = 1
_PATH_ONLY = 0o12000000  # O_PATH | O_CLOEXEC: Linux's own, on each machine alike
_PR_SET_NO_NEW_PRIVS = 38

_RUN, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
# Beneath a folder of its own: writing, removing files and folders, making folders and files, moving them, cutting them.
_CHANGE = _WRITE_FILE | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 13 | 1 << 14
_ON_FILES = _RUN | _WRITE_FILE | _READ_FILE | 1 << 14  # the rights that a rule on what is no folder may give
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # rights on files, by ABI
_TCP = (1 << 2) - 1  # bind, connect
_SCOPES = (1 << 2) - 1  # abstract sockets, signals
_WITH_TCP, _WITH_SCOPES = 4, 6  # the ABIs that brought them


def version() -> int:
    """Return the ABI of this kernel's Landlock; 0 if it has none or it is switched off."""
    return max(0, int(_library().syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)))


def restrict(readable: Iterable[str], changeable: Iterable[str] = (), runnable: Iterable[str] = ()) -> int:
    """Leave this process (for good) reading in *readable*, files and folders, and nothing else; returns the ABI.

    In *changeable* it may write too, and make and remove files and folders (no links, sockets, devices); *runnable*
    are the programs it may turn into. What of them is not there is passed over. Returns 0, and nothing is given up, where there is no Landlock.
    """
    abi = version()
    if not abi:
        return 0
    library = _library()
    files = _FILES[max(known for known in _FILES if known <= abi)]
    rules = struct.pack("=QQQ", files, _TCP, _SCOPES)[: _size(abi)]
    ruleset = library.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return 0
    try:
        for paths, rights in (
            (readable, _READ_FILE | _READ_FOLDER),
            (changeable, _READ_FILE | _READ_FOLDER | _CHANGE),
            (runnable, _READ_FILE | _RUN),
        ):
            for path in paths:
                _allow(library, ruleset, path, rights & files)
        if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or library.syscall(_RESTRICT, ruleset, 0):
            return 0
    finally:
        os.close(ruleset)
    return abi


def _size(abi: int) -> int:
    """Return how much of struct landlock_ruleset_attr this kernel knows, in bytes."""
    return 8 * (1 + (abi >= _WITH_TCP) + (abi >= _WITH_SCOPES))


def _allow(library: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, _PATH_ONLY)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _ON_FILES
        library.syscall(_ADD, ruleset, _BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
