"""What is let go over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the files and folders of what was dropped; a link to elsewhere is none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
