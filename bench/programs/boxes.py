"""Ours: the text of a whole PDF with a box per word, through reader processes, as ``pdftotext -bbox`` gives it.

python -m bench.programs.boxes FILE.pdf PAGES READERS
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from reviewer.documents.reader import Reader
from reviewer.documents.reader.page_sharing import Together


def main(path: Path, expected: int, readers: int) -> None:
    """Read all of it; a span of two and a box of four numbers for each word."""
    pages = 0
    with ExitStack() as open_ones:
        shared = [open_ones.enter_context(Reader()) for _ in range(readers)]
        for page in Together(shared).words(path) if readers > 1 else shared[0].words(path):
            pages += 1
            if not page.text or len(page.boxes) != 2 * len(page.spans):
                sys.exit(f"page {pages}: {len(page.text)} characters, {len(page.boxes)} numbers")
    if pages != expected:
        sys.exit(f"{pages} pages of {expected}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
