"""Recognition by what Windows has for it: Windows.Media.Ocr, by PyWinRT (MIT), never run on such a machine.

Its values are taken apart by functions that need no Windows, and those are tested; the few lines that call it are written by its
documentation. It tells lines of words, each with a rectangle, and one angle for all; no letters, and not how sure it is. So each word
counts as ``SURE``: enough to be believed where rows of letter-like shapes stand, too little to end the search for a better way up,
and too little to say that a PDF's own text is another one than its page shows.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PIL import Image

from reviewer.documents.formats.ocr_engine import Box, Layout, Word
from reviewer.documents.reader.values import RefusalError
from reviewer.model.frozen import dataclass
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SURE = 70.0
LEAST_SIDE = 40  # pixels: what is smaller it refuses
_WHITE = 255
_GLANCE = 0.1  # seconds between two looks at whether it has taken too long
_WANTED = "en"


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as Windows tells it: its text, and left, top, width and height of its rectangle in pixels."""

    text: str
    rectangle: Box


@dataclass(frozen=True, slots=True)
class Given:
    """The picture as it is given to Windows, and ``scale``: its pixels for each of the picture that it was made of."""

    picture: Picture
    scale: float


def fitted(picture: Picture, longest: int) -> Given:
    """Return a grey picture of sides that Windows takes: none beyond *longest*, none below the least; what is put beside it is white."""
    scale = min(1.0, longest / max(picture.size))
    if scale < 1.0:
        wide, high = (max(1, int(side * scale)) for side in picture.size)
        picture = picture.resize((wide, high), Image.Resampling.LANCZOS)
    wide, high = (max(LEAST_SIDE, side) for side in picture.size)
    if (wide, high) != picture.size:
        ground = Image.new("L", (wide, high), _WHITE)
        ground.paste(picture)
        picture = ground
    return Given(picture, scale)


def words_of(lines: Iterable[Sequence[Seen]], angle: float, given: Given) -> list[Word]:
    """Return the words of lines, in pixels of the picture that was to be read.

    *angle* is by how many degrees the lines are turned clockwise about the middle of what was given; Windows tells its rectangles as
    they lie once that is turned back.
    """
    words: list[Word] = []
    for line in lines:
        seen = [(each.text.strip(), _placed(each.rectangle, angle, given)) for each in line]
        seen = [(text, box) for text, box in seen if text]
        top = min((box[1] for _text, box in seen), default=0.0)
        bottom = max((box[3] for _text, box in seen), default=0.0)
        for number, (text, box) in enumerate(seen):
            letters = _spread(text, box[0], box[2])
            slope = math.tan(math.radians(angle))
            words.append(Word(SURE, int(number == 0), top, bottom, letters, slope, box))
    return words


def _placed(rectangle: Box, angle: float, given: Given) -> Box:
    """Return left, top, right and bottom of a rectangle whose middle is turned to where it was; its sides stay as they are."""
    left, top, wide, high = rectangle
    middle_x, middle_y = given.picture.width / 2, given.picture.height / 2
    x, y = left + wide / 2 - middle_x, top + high / 2 - middle_y
    turn = math.radians(angle)
    x, y = (
        x * math.cos(turn) - y * math.sin(turn) + middle_x,
        x * math.sin(turn) + y * math.cos(turn) + middle_y,
    )
    sides = x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
    left, top, right, bottom = (side / given.scale for side in sides)
    return left, top, right, bottom


def _spread(text: str, left: float, right: float) -> list[tuple[str, float, float]]:
    """Return the letters of a word over its width: where each begins Windows doesn't tell."""
    each = (right - left) / len(text)
    return [(letter, left + number * each, left + (number + 1) * each) for number, letter in enumerate(text)]


def chosen(tags: Sequence[str]) -> str:
    """Return the language to read by of those that Windows has data of (BCP 47): an English one, British before others; "" of none."""
    english = sorted(tag for tag in tags if tag.lower().split("-")[0] == _WANTED)
    return next((tag for tag in english if tag.lower() == "en-gb"), english[0] if english else "")


# --- what needs Windows ------------------------------------------------------------------------------------


class WindowsOcr:
    """See ``ocr_engine.Engine``."""

    tells_sureness = False

    def __init__(self, engine: Any, language: str, longest: int) -> None:
        """Take a ``winrt.windows.media.ocr.OcrEngine``, and the longest side of a picture that it reads."""
        self._engine, self._longest = engine, longest
        self.language = language

    @property
    def name(self) -> str:
        """Windows, its version, and the version of how it is used; its language reads differently too."""
        return f"windows-{_version()}-{self.language}/1"

    def words(self, picture: Picture, layout: Layout, until: float) -> list[Word]:  # noqa: ARG002 # it finds lines anywhere
        """Return the words; see ``ocr_engine.Engine``."""
        given = fitted(picture, self._longest)
        asked = self._engine.recognize_async(_bitmap(given.picture))
        while not _has_ended(asked.wait(_GLANCE)):
            if time.process_time() > until:  # its threads are ours, so that their work counts
                asked.cancel()
                return []
        result = asked.get_results()
        lines = [
            [Seen(word.text, word.bounding_rect.unpack()) for word in line.words] for line in result.lines
        ]
        return words_of(lines, float(result.text_angle or 0.0), given)


def made() -> WindowsOcr:
    """Return what Windows recognises with. ImportError where it can't be reached, RefusalError where it has no data of English."""
    from winrt.runtime import ApartmentType, init_apartment
    from winrt.windows.globalization import Language
    from winrt.windows.media.ocr import OcrEngine

    init_apartment(ApartmentType.MULTI_THREADED)
    language = chosen([each.language_tag for each in OcrEngine.available_recognizer_languages])
    engine = OcrEngine.try_create_from_language(Language(language)) if language else None
    if engine is None:
        raise RefusalError(Reason.OCR_LANGUAGE_MISSING)
    return WindowsOcr(engine, language, int(OcrEngine.max_image_dimension))


def _bitmap(picture: Picture) -> Any:
    from winrt.windows.graphics.imaging import BitmapPixelFormat, SoftwareBitmap

    return SoftwareBitmap.create_copy_from_buffer(picture.tobytes(), BitmapPixelFormat.GRAY8, *picture.size)


def _has_ended(status: Any) -> bool:
    from winrt.windows.foundation import AsyncStatus

    return bool(status != AsyncStatus.STARTED)


def _version() -> str:
    if sys.platform == "win32":
        version = sys.getwindowsversion()
        return f"{version.major}.{version.minor}.{version.build}"
    return "none"
