"""What is measured: ours and a real peer, the ratio that we hold ourselves to, and why it is a fair pair."""

from __future__ import annotations

import json
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    acting,
    backing_up,
    bundled,
    make_files,
    receiving,
    recognising,
    screens,
    searching,
    sharing,
    tables,
    viewing,
)
from bench.entry import Entry, Measure, tool
from bench.measure import NotRunError, cost_of, told, until_paint
from bench.programs import letters

SEARCHES = 20
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "boundaries" / "case"


def start() -> tuple[Measure, Measure]:
    """From the start of the process to a paint of the sample's bodies and verdicts; an empty QMainWindow."""
    env = bundled.environment()
    ours = [sys.executable, ROOT / "main.py", bundled.sample(env), "--report-paint"]
    peer = [sys.executable, ROOT / "bench" / "programs" / "empty_window.py"]
    return lambda: until_paint(ours, env), lambda: until_paint(peer, env)


def signed_letters() -> tuple[Measure, Measure]:
    """43 letters, composed, tagged and signed; WeasyPrint on our HTML twin of the same 43, unsigned; both warm."""
    return _letters(signed=True)


def printed_letters() -> tuple[Measure, Measure]:
    """43 letters, composed and tagged, unsigned as the peer's: WeasyPrint on our HTML twin of the same 43; both warm."""
    return _letters(signed=False)


def _letters(*, signed: bool) -> tuple[Measure, Measure]:
    folder = make_files.FOLDER / "letters"
    case, identity, twins = _letter_files(folder)
    for out in ("ours", "weasyprint"):
        (folder / out).mkdir(exist_ok=True)
    ours = [
        sys.executable,
        "-m",
        "bench.programs.letters",
        case,
        folder / "ours",
        *([identity] if signed else []),
    ]
    peer = [sys.executable, "-m", "bench.programs.weasyprint_letters", twins, folder / "weasyprint"]
    return lambda: told(ours), lambda: told(peer)


def _letter_files(folder: Path) -> tuple[Path, Path, Path]:
    from reviewer.framework import case_to_data, load_case
    from reviewer.letters import make_identity, paper_of
    from reviewer.paper import render_html

    twins = folder / "twins"
    shutil.rmtree(folder, ignore_errors=True)
    twins.mkdir(parents=True)
    data = case_to_data(load_case(SAMPLE))
    case, identity = folder / "case.json", folder / "identity.p12"
    case.write_text(json.dumps(data), encoding="utf-8")
    identity.write_bytes(make_identity("Bench", letters.PASSWORD, datetime(2026, 1, 1, tzinfo=UTC)))
    for number, draft in enumerate(letters.drafts(data)):
        (twins / f"{number:02}.html").write_text(render_html(paper_of(draft, None)), encoding="utf-8")
    return case, identity, twins


def rare_term() -> tuple[Measure, Measure]:
    """A rare word with snippets in an open casebook's index, as it is shown while typing; ripgrep over the same text.

    Both find whole words and pass over case, since that is what our search does.
    """
    from reviewer.casebook import Index

    index = Index(make_files.text_index(), writable=False)
    expected = make_files.TEXT_FILES * make_files.PAGES_A_FILE // make_files.RARE_EVERY
    peer = [tool("rg"), "--ignore-case", "--word-regexp", make_files.RARE, make_files.text_files()]

    def ours() -> float:
        # The mean of twenty: one alone would mostly tell what ripgrep has just swept out of the processor's caches.
        began = time.perf_counter()
        found = [index.search(make_files.RARE, None, 50, ranked=False) for _ in range(SEARCHES)]
        seconds = (time.perf_counter() - began) / SEARCHES
        hits = found[-1]
        if len(hits) != expected or not all(make_files.RARE in hit.snippet for hit in hits):
            raise NotRunError(f"{len(hits)} hits of {expected}")
        return seconds

    return ours, lambda: cost_of(peer).wall


ENTRIES = (
    Entry("start to the sample's bodies and verdicts / empty window", "wall", 2.5, 1.0, start),
    Entry("43 signed letters / WeasyPrint, unsigned, both warm", "CPU", 1 / 8, None, signed_letters),
    Entry("43 printed letters / WeasyPrint, both unsigned and warm", "CPU", 1 / 10, None, printed_letters),
    *viewing.ENTRIES,
    *recognising.ENTRIES,
    *tables.ENTRIES,
    *receiving.ENTRIES,
    Entry("rare term in 100,000 pages, with snippets / ripgrep", "wall", 1 / 200, None, rare_term),
    *searching.ENTRIES,
    *screens.ENTRIES,
    *acting.ENTRIES,
    *backing_up.ENTRIES,
    *bundled.ENTRIES,
    *sharing.ENTRIES,
)
