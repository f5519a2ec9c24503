"""The folder of real files that measures and tests go over: where it is, and what its lists say of each file.

``MANIFEST.tsv`` says why a file is there; ``PASSWORDS.tsv`` opens the locked ones.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from bench.measure import NotRunError

SPOILT = re.compile(
    r"broken|lock|encrypt|fuzz|truncat|damaged|bomb|recursive|loop|circular|password|bad |invalid|refuse|no catalogue|"
    r"zero (pages|bytes)|header and EOF|nowhere|not a zip|15 bytes|junk|corrupt|wrong|errors|unknown filter|two startxref",
    re.IGNORECASE,
)
"""What the manifest says of files that are there because they are broken or locked."""

_REMARK = re.compile(r" \((as POI|from file).*\)\Z")


def folder() -> Path:
    """Return the corpus in the folder beside the project, or in the one that $REVIEWER_SHARED names."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    corpus = Path(os.environ.get("REVIEWER_SHARED") or beside) / "corpus"
    if not corpus.is_dir():
        raise NotRunError(f"the corpus is not here ({corpus}): name its parent with REVIEWER_SHARED")
    return corpus


def reasons(corpus: Path) -> dict[str, str]:
    """Return why each file is there, by its path in the corpus; {} for a folder without a manifest."""
    manifest = corpus / "MANIFEST.tsv"
    lines = manifest.read_text(encoding="utf-8").splitlines()[1:] if manifest.is_file() else []
    return {cells[0]: cells[7] for cells in (line.split("\t") for line in lines)}


def passwords(corpus: Path) -> dict[str, str]:
    """Return the known passwords by path in the corpus."""
    listed = corpus / "PASSWORDS.tsv"
    lines = listed.read_text(encoding="utf-8").splitlines()[1:] if listed.is_file() else []
    known = (line.split("\t") for line in lines)
    return {name: _REMARK.sub("", word) for name, word in known if word != "(unknown)"}
