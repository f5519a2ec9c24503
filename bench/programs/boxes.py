"""Ours: the text of a whole PDF with a box per word, through the reader process, as ``pdftotext -bbox`` gives it.

python -m bench.programs.boxes FILE.pdf PAGES
"""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.documents.reader import Reader


def main(path: Path, expected: int) -> None:
    """Read all of it; a span of two and a box of four numbers for each word."""
    pages = 0
    with Reader() as reader:
        for page in reader.words(path):
            pages += 1
            if not page.text or len(page.boxes) != 2 * len(page.spans):
                sys.exit(f"page {pages}: {len(page.text)} characters, {len(page.boxes)} numbers")
    if pages != expected:
        sys.exit(f"{pages} pages of {expected}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
