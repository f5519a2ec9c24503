"""Other programs that see a carrier's phrase: LibreOffice, Poppler, Pillow, with Tesseract for what is a picture."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageSequence

from tests.needles.carriers import Planted, Witness

_UNSEEN = re.compile("[\\s\u00ad\u2010-]+")
_DOTS = 200
_SECONDS = 240

Tool = Callable[[str], str]


class Witnesses:
    """Programs that say of planted files whether they see the phrase."""

    def __init__(self, tool: Tool, tessdata: Path, folder: Path) -> None:
        """``tool`` finds a program by its name; ``folder`` is for what they make."""
        self._tool, self._tessdata, self._folder = tool, tessdata, folder

    def blind(self, planted: Sequence[Planted]) -> list[str]:
        """Return the names of carriers whose phrase their witness doesn't see."""
        office = [each for each in planted if each.carrier.witness is Witness.OFFICE]
        self._converted(office)
        return [each.carrier.name for each in planted if not self._sees(each)]

    def _sees(self, planted: Planted) -> bool:
        match planted.carrier.witness:
            case Witness.OFFICE:
                pdf = self._pdf(planted)
                return pdf.exists() and (said(planted, self._text(pdf)) or self._drawn(planted, pdf))
            case Witness.POPPLER:
                path = self._folder / planted.carrier.file
                path.write_bytes(planted.data)
                return self._drawn(planted, path)
            case Witness.PILLOW:
                with Image.open(io.BytesIO(planted.data)) as picture:
                    frames = [_on_white(frame) for frame in ImageSequence.Iterator(picture)]
                return any(self._shows(planted, frame) for frame in frames)
            case Witness.ARGUED:
                return True

    def _converted(self, planted: Sequence[Planted]) -> None:
        """Let LibreOffice print files: all at once, since most of what it costs is its start.

        Where it dies of one, those after it are lost too: what is missing is printed again, a kind at a time.
        """
        self._printed(planted)
        lost = sorted((one for one in planted if not self._pdf(one).exists()), key=_ending)
        for _, kind in groupby(lost, key=_ending):
            self._printed(list(kind))

    def _printed(self, planted: Sequence[Planted]) -> None:
        if not planted:
            return
        sent = self._folder / "sent"
        sent.mkdir(exist_ok=True)
        files = [sent / one.carrier.file for one in planted]
        for path, one in zip(files, planted, strict=True):
            path.write_bytes(one.data)
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        words = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(self._folder)]
        command = [self._tool("soffice"), *words, *map(str, sorted(files))]
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)

    def _pdf(self, planted: Planted) -> Path:
        return self._folder / Path(planted.carrier.file).with_suffix(".pdf")

    def _text(self, pdf: Path) -> str:
        made = subprocess.run([self._tool("pdftotext"), str(pdf), "-"], capture_output=True, check=False)
        return made.stdout.decode("utf-8", "replace")

    def _drawn(self, planted: Planted, pdf: Path) -> bool:
        root = self._folder / f"{pdf.stem}-page"
        subprocess.run(
            [self._tool("pdftoppm"), "-r", str(_DOTS), "-gray", str(pdf), str(root)],
            capture_output=True,
            check=False,
        )
        for path in sorted(self._folder.glob(f"{pdf.stem}-page*")):
            with Image.open(path) as page:
                if self._shows(planted, page.copy()):
                    return True
        return False

    def _shows(self, planted: Planted, picture: Image.Image) -> bool:
        """Tell whether Tesseract reads the phrase, whichever way up."""
        return any(said(planted, read) for read in self._ways(picture))

    def _ways(self, picture: Image.Image) -> Iterator[str]:
        import tesserocr  # type: ignore[import-untyped]  # typed, but not marked as such

        with tesserocr.PyTessBaseAPI(path=str(self._tessdata), lang="eng", psm=tesserocr.PSM.AUTO) as engine:
            for turn in (0, 90, 180, 270):
                engine.SetImage(picture.rotate(turn, expand=True))
                engine.SetSourceResolution(_DOTS)
                yield str(engine.GetUTF8Text())


def _ending(planted: Planted) -> str:
    return planted.carrier.ending


def said(planted: Planted, text: str) -> bool:
    """Tell whether a text has the phrase, however it is broken into lines, and in small letters or large."""
    return _UNSEEN.sub("", planted.phrase).lower() in _UNSEEN.sub("", text).lower()


def _on_white(picture: Image.Image) -> Image.Image:
    coloured = picture.convert("RGBA")
    ground = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(ground, coloured).convert("L")
