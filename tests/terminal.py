"""A command run on a terminal of its own (a pseudo-terminal), with somebody who answers its question by keys."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.commands import words_of

YES, NO, EMPTY, INTERRUPT, END = b"y\n", b"n\n", b"\n", b"\x03", b"\x04"
SECONDS = 60


@dataclass(frozen=True)
class OnTerminal:
    """What a command left: its exit code, and all that stood on the terminal; whether it asked what was waited for."""

    code: int
    shown: str
    asked: bool


def on_terminal(
    folder: Path, *words: object, question: str, answer: bytes, env: Mapping[str, str] | None = None
) -> OnTerminal:
    """Run the program in a folder, and press the keys of ``answer`` once ``question`` is shown, if it ever is."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        words_of(words),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env={**os.environ, "COLUMNS": "200", **(env or {})},
        preexec_fn=lambda: os.login_tty(slave),  # noqa: PLW1509 - so that Ctrl+C reaches it; no other thread runs here
    )
    os.close(slave)
    shown, asked = b"", False
    until = time.monotonic() + SECONDS
    try:
        while time.monotonic() < until:
            if not select.select([master], [], [], 1)[0]:
                if asked and answer == INTERRUPT:
                    # Python's line editing misses a Ctrl+C that comes as it begins to wait; a person presses it again.
                    os.write(master, answer)
                continue
            try:
                read = os.read(master, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not read:
                break
            shown += read
            if not asked and question.encode() in shown:
                asked = True
                os.write(master, answer)
        return OnTerminal(process.wait(10), shown.decode("utf-8", "replace"), asked)
    finally:
        process.kill()
        process.wait()
        os.close(master)
