"""A laptop without recognition: for a desk that is open, and for a real process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.desk import Home
from reviewer.model import Reason

_HIDING = """
import sys
class Hiding:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "tesserocr":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hiding())
"""


@contextmanager
def without_recognition(home: Home, reason: Reason = Reason.OCR_MISSING) -> Iterator[None]:
    """Trying has shown for somebody that something is missing for it; it works again afterwards."""
    home.recognition.failed(reason)
    try:
        yield
    finally:
        home.recognition.works()


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment in which Python finds no Tesseract."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(_HIDING, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}
