"""The peer of the letters: WeasyPrint prints the HTML twins of the same 43, in one warm process, unsigned.

Prints their CPU seconds, after one letter that is not counted.

python -m bench.programs.weasyprint_letters FOLDER-OF-HTML FOLDER
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path


def main(twins: Path, folder: Path) -> None:
    """Write the letters."""
    # By name: it is installed for the bench alone, so the type checker must not look for it.
    weasyprint = importlib.import_module("weasyprint")
    letters = sorted(twins.glob("*.html"))
    weasyprint.HTML(filename=str(letters[0])).write_pdf(folder / "warm.pdf")
    began = time.process_time()
    for twin in letters:
        weasyprint.HTML(filename=str(twin)).write_pdf(folder / f"{twin.stem}.pdf")
    print(time.process_time() - began)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
