"""Handler ``doubt``: which pages of a PDF say other words than they show.

Sampled lines of each font are drawn alone and recognised; unseen text is compared with the page's picture at its place;
shapes that are drawn in place of letters are recognised where no text stands. It takes long, and is for the background.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from mmap import mmap
from typing import Any

from reviewer.documents.formats import pdf, pdf_images, pdf_layer, pdf_outlines, pdf_page, pdf_runs
from reviewer.documents.formats.font_samples import FontSamples
from reviewer.documents.formats.pdf_proof import Proof
from reviewer.documents.reader.values import RefusalError
from reviewer.model.doubts import Doubt, DoubtedPage

_SECONDS = 30.0
"""For the fonts of one page; one with more of them than can be looked at by then is doubted."""


class Comparing:
    """A document under comparison: what was seen of its fonts, and the pages that are doubted for themselves."""

    def __init__(self) -> None:
        """Start before the first page."""
        self.fonts = FontSamples()
        self.next = 0
        self._pages: dict[int, list[tuple[Doubt, float]]] = {}

    def go_on(self, document: pdf.Pdf, number: int, *, compare: bool) -> None:
        """Compare page *number* (from 0), or pass it by."""
        self.next = number + 1
        if not compare:
            return
        try:
            with document.page(number) as page:
                self._page(document, number, page)
        except RefusalError:
            return  # damaged, and said to be when it was read

    def _page(self, document: pdf.Pdf, number: int, page: int) -> None:
        things = pdf_images.everything(page)
        runs, proof = pdf_runs.runs(page, things), Proof(page, things)
        said = pdf_page.text_and_boxes(document, number, page)[0]
        layer = pdf_layer.doubt([run for run in runs if run.hidden and run.over], proof)
        outlines = pdf_outlines.doubt(page, things, runs, proof)
        notes = pdf_outlines.doubt_of_notes(page, said, proof)
        self._pages[number] = [doubt for doubt in (layer, outlines, notes) if doubt]
        seen = [run for run in runs if not run.hidden]
        if not self.fonts.look_at(number, seen, proof, time.monotonic() + _SECONDS):
            self._pages[number].append((Doubt.NOT_COMPARED, 1.0))

    def doubted(self) -> list[DoubtedPage]:
        """Return the pages that are doubted by what was seen until now."""
        pages = []
        for number, own in sorted(self._pages.items()):
            doubts = [*own, *self.fonts.doubts(number)]
            if doubts:
                why = tuple(dict.fromkeys(doubt for doubt, _share in doubts))
                pages.append(DoubtedPage(number, why, min(1.0, sum(share for _doubt, share in doubts))))
        return pages


@lru_cache(maxsize=1)
def _comparing(_data: mmap | bytes, _password: str | None) -> Comparing:
    return Comparing()


def doubt(data: mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Go on from page ``at`` for ``step`` seconds or one page, not beyond page ``until``; pages of ``leave`` are left out.

    ``pages`` has each page that is doubted by now, [number, [why, ...], share]; ``next`` is the page to go on at, None at the
    end. It is 0 where what was seen before is lost, since the process is another.
    """
    password, at, leave = args.get("password"), int(args["at"]), set(args["leave"])
    document = pdf.opened(data, password)
    if at == 0:
        _comparing.cache_clear()
    comparing = _comparing(data, password)
    if comparing.next != at:
        return {"pages": [], "next": 0}, b""
    end = document.pages if args["until"] is None else min(int(args["until"]), document.pages)
    over = time.monotonic() + float(args["step"])
    for number in range(at, end):
        comparing.go_on(document, number, compare=number not in leave)
        if time.monotonic() >= over:
            break
    following = comparing.next if comparing.next < document.pages else None
    return {"pages": _packed(comparing.doubted()), "next": following}, b""


def _packed(pages: Sequence[DoubtedPage]) -> list[tuple[int, list[str], float]]:
    return [(page.number, [why.value for why in page.why], page.share) for page in pages]
