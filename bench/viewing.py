"""What a person waits for while reading: rows about pages, their text, and the process that draws them.

What the window itself does is measured by ``bench.programs.viewer`` in one run for each file, which repeats what is
short and takes the median there; the peers run in turn as elsewhere. Offscreen: no window system is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from bench import make_files, make_scan
from bench.entry import Entry, Measure, tool
from bench.measure import NotRunError, cost_of, told

RESOLUTION = 80  # dots an inch: a page of A4 at the width of the document pane in a window of 1366 by 768
_LEAFED = 120  # pages, as in programs.viewer
_LONGEST = 600  # seconds


@lru_cache(maxsize=2)
def _seen(pdf: Path) -> dict[str, float]:
    """Return what the viewer's program found for a file."""
    command = [sys.executable, "-m", "bench.programs.viewer", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)
    try:
        found: dict[str, float] = json.loads(done.stdout[done.stdout.index("{") :])
    except ValueError as error:
        last = done.stderr.strip().splitlines()[-1:]
        raise NotRunError(f"the viewer ended with {done.returncode}: {last}") from error
    return found


def _of_mutool(pdf: Path, pages: str) -> list[object]:
    return [tool("mutool"), "draw", "-q", "-r", RESOLUTION, "-F", "pam", "-o", os.devnull, pdf, pages]


def first_page(pdf: Path, name: str) -> tuple[Measure, Measure]:
    """From asking the window for a file to its first sharp page painted; mutool from its start to that page.

    Ours has a window and a reader process that waits; mutool has neither to keep, and starts faster than any window.
    """
    peer = _of_mutool(pdf, "1")
    return lambda: _seen(pdf)[name], lambda: cost_of(peer).wall


def page_turn(pdf: Path) -> tuple[Measure, Measure]:
    """The screen's thread for a turned page, of which 95 in 100 take no more; mutool's CPU for a page, drawn.

    A viewer without a process for drawing would spend the latter in its screen's thread.
    """
    peer = _of_mutool(pdf, f"1-{_LEAFED}")
    return lambda: _seen(pdf)["page turn, p95"], lambda: cost_of(peer).cpu / _LEAFED


def not_sharp(pdf: Path) -> tuple[Measure, None]:
    """Pages of 120, turned four a second, that were not wholly sharp when they came into view. Nobody else tells."""
    return lambda: _seen(pdf)["pages not sharp at once"], None


def selectable(pdf: Path, page: int) -> tuple[Measure, Measure]:
    """From a sharp page far off to its letters with their places; pdftotext -bbox from its start to that page's."""
    peer = [tool("pdftotext"), "-bbox", "-f", page, "-l", page, pdf, os.devnull]
    return lambda: _seen(pdf)["letters after the page"], lambda: cost_of(peer).wall


def memory(pdf: Path) -> tuple[Measure, Measure]:
    """The window and its three readers after 120 pages, shared memory counted once; mutool's peak, drawing as many."""
    peer = _of_mutool(pdf, f"1-{_LEAFED}")
    return lambda: _seen(pdf)["megabytes"], lambda: cost_of(peer).peak


def scan_page() -> tuple[Measure, Measure]:
    """200 scanned pages, each drawn once at the same resolution in one process; ours through the reader.

    Both from their start to their end, which is our loss: Python's start is ours, and all pixels come to the window.
    """
    pdf = make_scan.scan_pdf()
    ours = [sys.executable, "-m", "bench.programs.drawn", pdf, str(make_scan.PAGES), str(RESOLUTION)]
    peer = _of_mutool(pdf, f"1-{make_scan.PAGES}")
    return lambda: cost_of(ours).cpu / make_scan.PAGES, lambda: cost_of(peer).cpu / make_scan.PAGES


def _boxes(readers: int) -> tuple[list[object], list[object]]:
    pdf = make_files.dense_pdf()
    ours: list[object] = [
        sys.executable, "-m", "bench.programs.boxes", pdf, make_files.PDF_PAGES, readers,
    ]  # fmt: skip
    return ours, [tool("pdftotext"), "-bbox", pdf, os.devnull]


def text_with_boxes() -> tuple[Measure, Measure]:
    """The text of a dense 1,000-page PDF with a box per word; what ``pdftotext -bbox`` gives too."""
    ours, peer = _boxes(1)
    return lambda: cost_of(ours).cpu, lambda: cost_of(peer).cpu


def text_with_boxes_shared() -> tuple[Measure, Measure]:
    """The same by the clock, with two readers that share the pages: pdftotext has no way to use a second core."""
    if (os.cpu_count() or 1) < 2:
        raise NotRunError("this machine has one core")
    ours, peer = _boxes(2)
    return lambda: cost_of(ours).wall, lambda: cost_of(peer).wall


def page_back() -> tuple[Measure, Measure]:
    """From the kill of the reader process to the same page's pixels; pdftoppm from its start to the same page."""
    pdf, page = make_files.dense_pdf(), make_files.PDF_PAGES // 2
    ours = [sys.executable, "-m", "bench.programs.page_back", pdf, str(page - 1)]
    peer = [tool("pdftoppm"), "-r", "72", "-f", str(page), "-l", str(page), pdf, make_files.FOLDER / "page"]
    return lambda: told(ours), lambda: cost_of(peer).wall


_FIRST, _NEXT = "first sharp page, first document", "first sharp page"

ENTRIES = (
    Entry("first document of a sitting to its sharp page / mutool's page", "wall", None, 0.15,
          lambda: first_page(make_files.dense_pdf(), _FIRST)),
    Entry("1,000-page PDF to its first sharp page / mutool's page", "wall", None, 0.15,
          lambda: first_page(make_files.dense_pdf(), _NEXT)),
    Entry("200-page scan to its first sharp page / mutool's page", "wall", None, 0.15,
          lambda: first_page(make_scan.scan_pdf(), _NEXT)),
    Entry("page turn, p95 / mutool's drawing", "thread", None, 0.0167,
          lambda: page_turn(make_files.dense_pdf())),
    Entry("page turn of the scan, p95 / mutool's drawing", "thread", None, 0.0167,
          lambda: page_turn(make_scan.scan_pdf())),
    Entry("of 120 turned pages, not sharp at once", "count", None, 0, lambda: not_sharp(make_files.dense_pdf())),
    Entry("of 120 turned pages of the scan, not sharp at once", "count", None, 0,
          lambda: not_sharp(make_scan.scan_pdf())),
    Entry("text selectable after its page shows / pdftotext -bbox of it", "wall", None, 0.05,
          lambda: selectable(make_files.dense_pdf(), make_files.PDF_PAGES // 2 + 1)),
    Entry("scanned page / mutool", "CPU", 1.5, None, scan_page),
    Entry("text with boxes, 1,000 dense pages / pdftotext -bbox", "CPU", 1.2, None, text_with_boxes),
    Entry("the same, two readers / pdftotext -bbox", "wall", 0.7, None, text_with_boxes_shared),
    Entry("window and readers, 1,000 pages open / mutool", "MB", None, 400, lambda: memory(make_files.dense_pdf())),
    Entry("killed reader to the same page back / pdftoppm of it", "wall", 3, 0.15, page_back),
)  # fmt: skip
