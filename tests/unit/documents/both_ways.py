"""A handler for the reader process: a PDF's text in the quick way and character by character."""

from __future__ import annotations

import mmap
from itertools import repeat
from typing import Any

from reviewer.documents.formats import pdf, pdf_text, pdfium
from reviewer.documents.reader import RefusalError


def compare(data: mmap.mmap | bytes, args: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    """Return the pages (from 0) whose text differs between both, and how many were compared."""
    document, library = pdf.opened(data, args.get("password")), pdfium.library()
    different, compared = [], 0
    for number in range(min(document.pages, 60)):
        try:
            with document.page(number) as page:
                loaded = library.FPDFText_LoadPage(page)
                count = library.FPDFText_CountChars(loaded)
                codes = map(library.FPDFText_GetUnicode, repeat(loaded), range(count))
                each = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
                if pdf_text._tidy(each) != pdf_text._tidy(pdf_text._characters(loaded)):  # noqa: SLF001  # the two steps that the page's text is made by, one after the other
                    different.append(number)
                compared += 1
                library.FPDFText_ClosePage(loaded)
        except RefusalError:
            continue
    return {"different": different, "compared": compared}, b""
