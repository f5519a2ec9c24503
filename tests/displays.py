"""Screens under Xvfb: what a process with a real window appears on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "1440x900"


@contextmanager
def display(
    tool: Callable[[str], str], size: str = SIZE, folder: Path | None = None
) -> Iterator[dict[str, str]]:
    """A screen of its own, for as long as the block runs: the environment for a process whose window is to appear on it.

    In *folder*, `Xvfb_screen0` is what it shows (an X window dump).
    """
    reading, writing = os.pipe()
    command = [tool("Xvfb"), "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    command += ["-fbdir", str(folder)] if folder else []
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb ended before it had a screen"
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
