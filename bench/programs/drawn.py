"""Ours: each page of a PDF drawn once, through the reader process.

python -m bench.programs.drawn FILE.pdf PAGES RESOLUTION
"""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.documents.reader import Reader


def main(path: Path, pages: int, resolution: float) -> None:
    """Draw all of them; each comes here as pixels."""
    with Reader() as reader:
        for page in range(pages):
            bitmap = reader.render(path, page, resolution / 72)
            if len(set(bitmap.data[: 4 * bitmap.width : 4])) == 1 == len(set(bitmap.data[::997])):
                sys.exit(f"page {page + 1} is blank")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
