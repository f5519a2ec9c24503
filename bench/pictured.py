"""What pictures say by Tesseract alone, each read the way up that gives most: what our words of pictures are held against.

Only words that it is sure of count, and only those of a few letters: of a photograph it makes words too.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.independent import pdf_text, program
from bench.wordcount import words

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES = {"png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "jp2", "webp"}
PACKED = {"docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp"}
_SURE, _LEAST = 90, 3  # percent, letters
_ENOUGH = 8  # words, of a picture that is upright
_BROKEN = re.compile("[^\\W\\d_][-\u00ad\u2010]\\Z")
_DOTS = 200  # an inch, of a page that is drawn
_MOST_PAGES, _MOST_SIDE, _MOST_AREA = 20, 12_000, 60_000_000
_LONG = 120


def picture_words(path: Path, password: str | None = None) -> list[str]:
    """Return the words of a picture, of the pictures in an Office package, or of those pages of a PDF that have no text."""
    ending = path.suffix[1:].lower()
    if ending == "pdf":
        return [word for picture in _pages_without_text(path, password) for word in _read(picture)]
    if ending in PACKED:
        return [word for data in _packed(path) for word in _words_of(data)]
    return _words_of(path.read_bytes()) if ending in PICTURES else []


def _pages_without_text(path: Path, password: str | None) -> Iterator[Image]:
    from PIL import Image as Pillow

    pages = pdf_text(path, password).split("\f")[:-1]
    silent = [number for number, text in enumerate(pages, start=1) if not words(text)][:_MOST_PAGES]
    opened = ["-upw", password] if password else []
    for number in silent:
        with tempfile.TemporaryDirectory(prefix="recall-") as folder:
            target = Path(folder) / "page"
            command = [
                program("pdftoppm"),
                "-r",
                str(_DOTS),
                "-gray",
                "-png",
                "-singlefile",
                "-scale-to",
                "3000",
            ]
            command += ["-f", str(number), "-l", str(number), *opened, str(path), str(target)]
            subprocess.run(command, capture_output=True, timeout=_LONG, check=False)
            if target.with_suffix(".png").is_file():
                with Pillow.open(target.with_suffix(".png")) as picture:
                    yield picture.convert("L")


def _packed(path: Path) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if Path(name).suffix[1:].lower() in PICTURES and "thumbnail" not in name.lower():
                    yield archive.read(name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return


def _words_of(data: bytes) -> list[str]:
    from PIL import Image as Pillow
    from PIL import ImageSequence

    Pillow.MAX_IMAGE_PIXELS = _MOST_AREA
    found: list[str] = []
    try:
        with Pillow.open(io.BytesIO(data)) as picture:
            frames = ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]
            for frame in frames:
                found += _read(_upright(frame))
    except Exception:  # noqa: BLE001  # Pillow raises what the file makes it raise: it reads nothing of this one
        return found
    return found


def _upright(frame: Image) -> Image:
    from PIL import Image as Pillow
    from PIL import ImageOps

    picture = ImageOps.exif_transpose(frame)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        picture = Pillow.new("RGBA", clear.size, "white")
        picture.alpha_composite(clear)
    return picture.convert("L")


@lru_cache(maxsize=1)
def _engine() -> Any:
    import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

    data = Path(__file__).resolve().parents[1] / "resources/tessdata"
    return tesserocr.PyTessBaseAPI(path=f"{data}/", lang="eng", psm=tesserocr.PSM.AUTO)


def _read(picture: Image) -> list[str]:
    """Return the sure words of a picture; of one that says little as it is, those of the turn of it of which most is sure."""
    if max(picture.size) > _MOST_SIDE or min(picture.size) < 1:
        return []
    upright, unsure = _sure(picture)
    # Of a page upside down some words look sure too, among many that don't.
    if len(upright) >= _ENOUGH and len(upright) >= unsure:
        return upright
    turned = (_sure(picture.rotate(angle, expand=True))[0] for angle in (90, 180, 270))
    return max(upright, *turned, key=lambda found: sum(map(len, found)))


def _sure(picture: Image) -> tuple[list[str], int]:
    """Return the words of a picture that Tesseract is sure of, and how many others it writes."""
    engine = _engine()
    engine.SetImage(picture)
    engine.Recognize()
    sureness = engine.AllWordConfidences()
    written = list(zip(engine.AllWords() if sureness else [], sureness, strict=False))
    engine.Clear()
    return sure_words(written), sum(sureness < _SURE for _word, sureness in written)


def sure_words(written: Sequence[tuple[str, int]]) -> list[str]:
    """Return the words, folded, that are of a few letters and sure; one broken at a line's end if both its pieces are.

    ``written`` is each piece in its order and how sure it is (0 to 100).
    """
    kept, whole = [], True
    for (piece, sureness), (_after, next_sureness) in pairwise([*written, ("", 100)]):
        goes_on = _BROKEN.search(piece) is not None
        sure = sureness >= _SURE
        if whole and sure and (next_sureness >= _SURE or not goes_on):
            kept.append(piece)
        whole = sure or not goes_on
    found = words("\n".join(kept))
    return [word for word in found if len(word) >= _LEAST]
