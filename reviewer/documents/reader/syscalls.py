"""Numbers of the system calls that the caged child may make, on the two machines that Linux desktops have.

Source: the kernel's ``arch/x86/entry/syscalls/syscall_64.tbl`` and ``include/uapi/asm-generic/unistd.h`` (aarch64);
neither ever changes a number. None: that machine has no such call, and C libraries there use its sibling.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MACHINES: Mapping[str, int] = MappingProxyType({"x86_64": 0, "aarch64": 1})
"""Which column of NUMBERS is whose."""

NEWEST = 462
"""The last number given out (mseal) when this was written: what is newer is unknown here, on both machines."""

NUMBERS: Mapping[str, tuple[int | None, int | None]] = MappingProxyType({
    # what is open already: the link, the document, the shared memory
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66),
    "pread64": (17, 67), "pwrite64": (18, 68), "close": (3, 57), "lseek": (8, 62),
    "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "fcntl": (72, 25), "ioctl": (16, 29),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "sendto": (44, 206), "recvfrom": (45, 207), "recvmsg": (47, 212),
    # files by name, to read the program's own code: Landlock says which
    "open": (2, None), "openat": (257, 56), "getdents64": (217, 61), "getcwd": (79, 17),
    "stat": (4, None), "lstat": (6, None), "fstat": (5, 80), "newfstatat": (262, 79), "statx": (332, 291),
    "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "readlink": (89, None), "readlinkat": (267, 78), "statfs": (137, 43), "fstatfs": (138, 44),
    # memory
    "brk": (12, 214), "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226),
    "madvise": (28, 233), "mincore": (27, 232), "msync": (26, 227),
    # threads, which recognition of text uses; clone and clone3 are looked at
    "clone": (56, 220), "clone3": (435, 435), "futex": (202, 98), "futex_waitv": (449, 449),
    "set_robust_list": (273, 99), "get_robust_list": (274, 100), "rseq": (334, 293), "membarrier": (324, 283),
    "set_tid_address": (218, 96), "gettid": (186, 178), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "arch_prctl": (158, None), "exit": (60, 93), "exit_group": (231, 94),
    # signals: its own
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128), "kill": (62, 129), "tgkill": (234, 131),
    # the time, chance, and who and where it is
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "nanosleep": (35, 101),
    "gettimeofday": (96, 169), "times": (100, 153), "getrandom": (318, 278), "uname": (63, 160), "setitimer": (38, 103),
    "sysinfo": (99, 179), "getrusage": (98, 165), "getrlimit": (97, 163), "prlimit64": (302, 261),
    "getpid": (39, 172), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177),
})  # fmt: skip
