"""The program's icon in the forms that Windows and macOS want, drawn from the one that there is."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

SIDE = 512  # pixels of the picture that all sizes are made from
_ICO = tuple((side, side) for side in (16, 24, 32, 48, 64, 128, 256))


def icons(svg: Path, folder: Path) -> None:
    """Write reviewer.ico and reviewer.icns into a folder."""
    drawn = _drawn(svg)
    drawn.save(folder / "reviewer.ico", sizes=_ICO)
    drawn.save(folder / "reviewer.icns")


def _drawn(svg: Path) -> Image.Image:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QImageReader

    reader = QImageReader(str(svg))
    reader.setScaledSize(QSize(SIDE, SIDE))
    drawn = reader.read()
    if drawn.isNull():
        raise SystemExit(f"bundle: {svg} cannot be drawn: {reader.errorString()}")
    pixels = drawn.convertToFormat(QImage.Format.Format_RGBA8888)
    size = pixels.width(), pixels.height()
    return Image.frombytes("RGBA", size, bytes(pixels.constBits()), "raw", "RGBA", pixels.bytesPerLine())
