"""A filter of system calls: what is not needed to turn bytes into text and pixels is refused by the kernel.

The list says what may be called (``syscalls.NUMBERS``); everything else gets EPERM: no socket, no connect, no exec, no fork,
no ptrace, no unlink, no memfd, no change of limits. A few that are needed have arguments looked at (``looked_at``).
Calls newer than this list get ENOSYS, so that a newer C library falls back on those it knows. A call made the
way of another machine (32 bits, x32) ends the process, since numbers mean other things there.

The filter is a classic BPF program over ``struct seccomp_data`` (nr, arch, instruction pointer, six arguments of 64 bits):
linux/seccomp.h and Documentation/userspace-api/seccomp_filter.rst. docs/decisions/0007 says why it is made by hand.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable, Mapping

from reviewer.documents.reader.syscalls import MACHINES, NEWEST, NUMBERS

# Instructions of classic BPF (linux/bpf_common.h), with what they work on.
_LOAD, _EQUAL, _GREATER, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x06
Instruction = tuple[int, int, int, int]
"""Code, jump if true, jump if false, operand."""

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h
_X32 = 0x40000000

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _SECCOMP_MODE_FILTER = 22, 38, 2

# open(2): write-only, read-write, create, truncate, unnamed temporary file; the same on both machines
_WRITES = 0o3 | 0o100 | 0o1000 | 0o20000000
_CLONE_THREAD = 0x00010000
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC. Not F_SETOWN and F_SETFL (O_ASYNC), by which the kernel can be made
# to send a signal to another process; not F_SETLK, which could hold up others who use the file.
_DESCRIPTORS = (0, 1, 2, 3, 1030)
# FIONREAD, TCGETS (isatty), FIONCLEX, FIOCLEX
_DEVICES = (0x541B, 0x5401, 0x5450, 0x5451)


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def available() -> bool:
    """Tell whether this machine is one whose numbers we have; whether its kernel filters, ``install`` finds out."""
    return sys.platform == "linux" and _machine() in MACHINES and sys.maxsize > 1 << 32


def _machine() -> str:
    if sys.platform == "win32":
        return ""
    else:  # noqa: RET505 # told apart for the type checker
        return os.uname().machine


def install(program: bytes | None = None) -> bool:
    """Put the filter (the reader's, unless a *program* is given) on this process, for good.

    Returns False where the kernel or the machine has none.

    It holds for the calling thread and those it starts, so call it while there is one thread.
    """
    if not available():
        return False
    program = program or assembled(_machine(), os.getpid())
    library = ctypes.CDLL(None, use_errno=True)
    # Without new privileges an unprivileged process may filter itself; nothing it could run would gain any either.
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    packed = _Program(len(program) // 8, program)
    return bool(library.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(packed), 0, 0) == 0)


def assembled(machine: str, process: int) -> bytes:
    """Return the reader's filter for *machine* ("x86_64" or "aarch64") and the process id *process*."""
    return filtering(machine, NUMBERS, looked_at(process))


def filtering(
    machine: str,
    allowed: Mapping[str, tuple[int | None, int | None]],
    rules: Mapping[str, list[Instruction]],
) -> bytes:
    """Return a filter that lets the calls in *allowed* through, 8 bytes an instruction.

    *rules* has for some of them what decides: instructions that each end in an answer.
    """
    program = [
        (_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, _ARCHES[machine]), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL),
        (_GREATER, 0, 1, NEWEST), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
    ]  # fmt: skip
    for name, numbers in allowed.items():
        number = numbers[MACHINES[machine]]
        if number is not None:
            body = rules.get(name, [(_RETURN, 0, 0, _ALLOW)])
            program += [(_EQUAL, 0, len(body), number), *body]
    program.append(REFUSE)
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


REFUSE: Instruction = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
ABSENT: Instruction = (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)


def looked_at(process: int) -> dict[str, list[Instruction]]:
    """Return the calls that are allowed with some arguments only."""
    return {
        "open": without(1, _WRITES),
        "openat": without(2, _WRITES),
        "clone": having(0, _CLONE_THREAD),
        "clone3": [
            ABSENT
        ],  # its flags stand in memory, which a filter cannot read: C libraries then use clone
        "fcntl": among(1, _DESCRIPTORS),
        "ioctl": among(1, _DEVICES),
        "kill": among(0, [process]),  # abort() and faults of our own
        "tgkill": among(0, [process]),
        "sendto": null(4),  # on the link, which has its other end; an address would be a way elsewhere
        "prlimit64": null(2),  # reading limits; the new ones stand in the third argument
    }


def _low(argument: int) -> Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)  # both machines are little-endian


def among(argument: int, values: Iterable[int]) -> list[Instruction]:
    """Allow a call whose *argument* (from 0) is one of *values*."""
    body = [_low(argument)]
    for value in values:
        body += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW)]
    return [*body, REFUSE]


def having(argument: int, bits: int) -> list[Instruction]:
    """Allow a call whose *argument* has any of these bits."""
    return [_low(argument), (_ANY_BIT, 0, 1, bits), (_RETURN, 0, 0, _ALLOW), REFUSE]


def without(argument: int, bits: int) -> list[Instruction]:
    """Allow a call whose *argument* has none of these bits."""
    return [_low(argument), (_ANY_BIT, 0, 1, bits), REFUSE, (_RETURN, 0, 0, _ALLOW)]


def having_or_without(argument: int, bits: int, others: int) -> list[Instruction]:
    """Allow a call whose *argument* has any of *bits*; if it has none, only without any of *others*."""
    return [
        _low(argument), (_ANY_BIT, 1, 0, bits), (_ANY_BIT, 1, 0, others), (_RETURN, 0, 0, _ALLOW), REFUSE,
    ]  # fmt: skip


def null(argument: int) -> list[Instruction]:
    """Allow a call whose *argument*, 64 bits wide, is 0."""
    high = (_LOAD, 0, 0, _ARGUMENTS + 8 * argument + 4)
    return [_low(argument), (_EQUAL, 0, 3, 0), high, (_EQUAL, 0, 1, 0), (_RETURN, 0, 0, _ALLOW), REFUSE]


def answered() -> list[Instruction]:
    """Do not make the call, and say that it went well: 0."""
    return [(_RETURN, 0, 0, _ERRNO)]
