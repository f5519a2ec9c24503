"""The peer of the letters: WeasyPrint prints the HTML twins of the same 43, in one process, unsigned.

python -m bench.programs.weasyprint_letters FOLDER-OF-HTML FOLDER
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(twins: Path, folder: Path) -> None:
    """Write the letters."""
    # By name: it is installed for the bench alone, so the type checker must not look for it.
    weasyprint = importlib.import_module("weasyprint")
    for twin in sorted(twins.glob("*.html")):
        weasyprint.HTML(filename=str(twin)).write_pdf(folder / f"{twin.stem}.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
