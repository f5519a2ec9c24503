"""What runs in LibreOffice's cage in its place, and tries to get out: ``python -c`` with this file's path; see the test.

Prints, in JSON, for each way the names of the refusals or "nothing".
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.faults import escaping


def local_socket(data: bytes, args: dict[str, Any]) -> escaping.Answer:
    """It may have a socket of the local sort, with which nothing can be done."""
    del data
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(args["bound"])  # answered, and not done
        sock.listen()
        return escaping.tried(
            lambda: sock.connect(args["unix"]),
            sock.accept,
            lambda: sock.sendto(b"x", args["unix"]),
            lambda: sock.sendmsg([b"x"], [], 0, args["unix"]),
            Path(args["bound"]).stat,
        )


def leave(data: bytes, args: dict[str, Any]) -> escaping.Answer:
    """Put something where others find it, or start something."""
    del data
    own = Path(args["folder"])
    (own / "mine").write_text("may be written", encoding="utf-8")
    return escaping.tried(
        lambda: (own / "mine").rename(args["outside"]),
        lambda: os.open(own / "mine", os.O_RDONLY | os.O_TRUNC),
        lambda: (own / "link").symlink_to("/etc/passwd"),
        lambda: os.link("/etc/ld.so.cache", own / "linked"),
        lambda: os.mkfifo(own / "pipe"),
        lambda: subprocess.run(["/bin/true"], check=False),
        lambda: os.execv("/bin/true", ["true"]),  # noqa: S606
    )


WAYS: tuple[Callable[..., escaping.Answer], ...] = (
    escaping.connect, escaping.read_file, escaping.write_file, escaping.fork_bomb, escaping.parent, escaping.gain, local_socket,
    leave,
)  # fmt: skip


def main(args: dict[str, Any]) -> None:
    told = {}
    for way in WAYS:
        with suppress(KeyError):
            told[way.__name__] = way(b"", args)[0]
    Path(args["folder"], "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
