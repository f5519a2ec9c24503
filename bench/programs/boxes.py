"""Ours: the text of every page of a PDF with a box for each character, through the reader process.

python -m bench.programs.boxes FILE.pdf
"""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.documents.reader import Reader


def main(path: Path) -> None:
    """Read all of it; one box (four numbers) for each code point."""
    with Reader() as reader:
        for page in range(len(reader.page_sizes(path))):
            read = reader.page_boxes(path, page)
            if not read.text or len(read.boxes) != 4 * len(read.text):
                sys.exit(f"page {page + 1}: {len(read.text)} characters, {len(read.boxes)} numbers")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
