"""What recognition costs: rows about pictures of words."""

from __future__ import annotations

import sys

from bench.entry import Entry, Measure
from bench.measure import told


def picture() -> tuple[Measure, Measure]:
    """A picture of 1,000 x 160 with two lines of print, upright; Tesseract alone on the same picture, both loaded.

    What is ours on top: noise, which way up, where each letter stands, and whether anything was left unread.
    """
    command = [sys.executable, "-m", "bench.programs.recognised"]
    return lambda: told([*command, "ours"]), lambda: told([*command, "tesseract"])


ENTRIES = (Entry("picture of two lines recognised / tesseract's own time", "CPU", 1.2, None, picture),)
