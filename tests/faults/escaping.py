"""Handlers that try to get out of the reader process, each by one way; each returns the names of the refusals."""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

Answer = tuple[dict[str, object], bytes]
Data = mmap.mmap | bytes


def tried(*ways: Callable[[], object]) -> Answer:
    """Try each; returns under ``refused`` an error's name a way, or "nothing"."""
    told = []
    for way in ways:
        try:
            way()
        except (OSError, ValueError) as error:  # ValueError: a limit
            told.append(type(error).__name__)
        else:
            told.append("nothing")
    return {"refused": told}, b""


def connect(data: Data, args: dict[str, Any]) -> Answer:
    def to(family: socket.AddressFamily, kind: socket.SocketKind, address: Any) -> Callable[[], object]:
        return lambda: socket.socket(family, kind).connect(address)

    return tried(
        to(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", args["port"])),
        to(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", args["port"])),
        to(socket.AF_INET6, socket.SOCK_STREAM, ("::1", args["port"])),
        to(socket.AF_UNIX, socket.SOCK_STREAM, args["unix"]),
        to(socket.AF_UNIX, socket.SOCK_STREAM, "\0reviewer-test"),
        socket.socketpair,
    )


def read_file(data: Data, args: dict[str, Any]) -> Answer:
    paths = [Path(path) for path in args["paths"]]
    return tried(*(path.read_bytes for path in paths), *(partial(os.listdir, path.parent) for path in paths))


def write_file(data: Data, args: dict[str, Any]) -> Answer:
    path, made = Path(args["ours"]), Path(args["made"])
    return tried(
        lambda: made.write_bytes(b"x"),
        lambda: path.write_bytes(b"x"),
        lambda: os.truncate(path, 0),
        path.unlink,
        made.mkdir,
        lambda: path.rename(made),
        lambda: made.symlink_to(path),
        lambda: path.chmod(0o777),
        lambda: os.memfd_create("room"),
    )


def handed(data: Data, args: dict[str, Any]) -> Answer:
    """Change what it was handed: the shared memory's size, and whatever else is open."""

    def every(change: Callable[[int], object]) -> Callable[[], object]:
        def tries() -> None:
            done = 0
            for number in range(3, 1024):
                with suppress(OSError):
                    change(number)
                    done += 1
            if not done:
                raise PermissionError

        return tries

    return tried(
        every(lambda number: os.ftruncate(number, 0)),
        every(lambda number: os.open(f"/proc/self/fd/{number}", os.O_RDWR)),
        every(lambda number: os.fchmod(number, 0o777)),
    )


def eat(data: Data, args: dict[str, Any]) -> Answer:
    return {"length": len(bytearray(60 << 30))}, b""


def eat_by_maps(data: Data, args: dict[str, Any]) -> Answer:
    kept: list[mmap.mmap] = []
    while len(kept) < 60:
        room = mmap.mmap(-1, 1 << 30)
        room[:: mmap.PAGESIZE] = bytes(len(range(0, 1 << 30, mmap.PAGESIZE)))
        kept.append(room)
    return {}, b""


def last(data: Data, args: dict[str, Any]) -> Answer:
    time.sleep(3600)
    return {}, b""


def last_deaf(data: Data, args: dict[str, Any]) -> Answer:
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    for _thread in range(4):
        threading.Thread(target=time.sleep, args=(3600,)).start()
    time.sleep(3600)
    return {}, b""


def run(data: Data, args: dict[str, Any]) -> Answer:
    return tried(
        lambda: os.execv("/bin/sh", ["sh", "-c", f"touch {args['made']}"]),  # noqa: S606
        lambda: os.posix_spawn("/bin/sh", ["sh", "-c", f"touch {args['made']}"], {}),
        os.fork,
        os.forkpty,
    )


def fork_bomb(data: Data, args: dict[str, Any]) -> Answer:
    forks = 0
    while forks < 100_000:
        try:
            os.fork()
        except OSError:
            return {"forks": forks}, b""
        forks += 1
    return {"forks": forks}, b""


def thread_bomb(data: Data, args: dict[str, Any]) -> Answer:
    threading.stack_size(64 << 10)
    while True:
        threading.Thread(target=time.sleep, args=(3600,)).start()


_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *args: Any) -> Callable[[], object]:
    def made() -> None:
        if getattr(_libc, name)(*args) < 0:
            raise OSError(ctypes.get_errno(), name)

    return made


def parent(data: Data, args: dict[str, Any]) -> Answer:
    """Look into the process that started it, hold it up, end it."""
    pid, room = os.getppid(), ctypes.create_string_buffer(64)
    return tried(
        _call("ptrace", 16, pid, 0, 0),  # PTRACE_ATTACH
        _call("process_vm_readv", pid, room, 1, room, 1, 0),
        _call("pidfd_open", pid, 0) if hasattr(_libc, "pidfd_open") else _call("syscall", 434, pid, 0),
        lambda: os.kill(pid, signal.SIGKILL),
        lambda: os.kill(pid, 0),
        lambda: os.killpg(os.getpgid(pid), signal.SIGTERM),
        _call("syscall", {"x86_64": 234, "aarch64": 131}[os.uname().machine], pid, pid, 9),  # tgkill
        lambda: Path(f"/proc/{pid}/environ").read_bytes(),
        lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
        lambda: os.sched_setaffinity(pid, {0}),
        _call("prlimit64", pid, 0, room, None),
    )


def owned(data: Data, args: dict[str, Any]) -> Answer:
    """Have the kernel send a signal to the parent, when something comes over the link."""
    import fcntl

    pid = os.getppid()
    return tried(
        *(partial(fcntl.fcntl, number, fcntl.F_SETOWN, pid) for number in range(3, 256)),
        *(partial(fcntl.fcntl, number, fcntl.F_SETFL, os.O_ASYNC) for number in range(3, 256)),
    )


def gain(data: Data, args: dict[str, Any]) -> Answer:
    import resource

    return tried(
        lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30)),
        lambda: os.setuid(65534),
        lambda: os.chroot("/tmp"),
        lambda: os.nice(-5),
        _call("unshare", 0x10000000),  # CLONE_NEWUSER
        _call("mount", b"none", b"/tmp", b"tmpfs", 0, None),
        _call("prctl", 22, 0, 0, 0, 0),
        _call("syscall", 425, 8, ctypes.create_string_buffer(256)),  # io_uring_setup
        _call("syscall", 321, 0, 0, 0),  # bpf; on aarch64 another that is refused too
    )


def imports(data: Data, args: dict[str, Any]) -> Answer:
    """Bring in what handlers bring in when first asked; returns what failed."""
    failed = {}
    for name in args["names"]:
        try:
            import_module(name)
        except Exception as error:  # noqa: BLE001
            failed[name] = repr(error)
    worker = threading.Thread(target=lambda: None)
    worker.start()
    worker.join()
    return {"failed": failed}, b""


def lie(data: Data, args: dict[str, Any]) -> Answer:
    """Say over the link what no honest child says."""
    said = {
        "deep": b"[" * 200_000,
        "noise": b"\xff\xfe" * 50,
        "list": b"[1]",
        "room": b'{"ok":{},"payload":99999999999}',
        "turned": b'{"ok":[],"payload":0}',
        "mute": b'{"refused":7}',
        "unheard": b'{"refused":{"reason":"unheard","values":{}}}',
        "nested": b'{"refused":' + b'{"reason":"locked","values":{},"inner":' * 50 + b"null" + b"}" * 51,
    }[args["how"]]
    for number in range(3, 1024):  # the link has the number that it has where the program runs
        with suppress(OSError):
            os.write(number, len(said).to_bytes(4, "little") + said)
    time.sleep(60)
    return {}, b""


def lie_well(data: Data, args: dict[str, Any]) -> Answer:
    """Answer in the right shape, and wrongly."""
    return dict(args.get("says", {"width": 5000, "height": 5000, "stride": 20000})), b"few"


def lie_of_a_text(data: Data, args: dict[str, Any]) -> Answer:
    part = {"place": "p1", "label": "page 1", "no_text": None, "size": -5, "cells": [["a"]]}
    return {
        "kind": 7,
        "extractor": [],
        "problem": {},
        "next": 0,
        "parts": [part],
        "members": "none",
    }, b"words"


def read_forever(data: Data, args: dict[str, Any]) -> Answer:
    return {"kind": "text", "extractor": "", "problem": None, "next": 0, "parts": [], "members": []}, b""
